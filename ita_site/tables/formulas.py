"""Cells that a spreadsheet program would reckon instead of show, as when a citizen opens the download.

Source: OWASP, CSV injection. A sign alone is not enough: dashes of lists, negative numbers, +66 and @names are text.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[-+] ?[0-9๐-๙][0-9๐-๙ ,.()/%-]*(?:\.-)?(?: ?บาท)?")
_CALL = r"[A-Za-z][A-Za-z0-9.]*\("
_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_BEFORE = r"[-+*/^&0-9., ()]*+"
"""Signs and numbers. Never given back: a cell may be long, and every way to part its blanks would be tried."""
_RECKONED = re.compile(
    rf"[-+@]\s*+(?:{_BEFORE}{_CALL}"  # +SUM(…), @SUM(…), -1+HYPERLINK(…)
    rf"|{_CELL}[+*/^&]{_CELL}"  # +B2*C2
    rf"|{_BEFORE}[A-Za-z]+[|].*!)",  # another program: +cmd|'…'!A0
    re.DOTALL,
)
_MARKED = re.compile(r"'\s*[=+@0-9๐-๙-]")


def is_formula(cell: str) -> bool:
    """Whether a cell (without blanks around it) would be reckoned."""
    if not cell or cell[0] not in "=+-@":
        return False
    if cell[0] == "=":
        return len(cell) > 1
    return _NUMBER.fullmatch(cell) is None and _RECKONED.match(cell) is not None


def has_text_mark(cell: str) -> bool:
    """Whether a cell begins with the apostrophe by which Excel tells text from numbers; a CSV shows it."""
    return cell.startswith("'") and _MARKED.match(cell) is not None
