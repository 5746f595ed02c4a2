"""The head of a CSV: which line has the columns' names, and what merged cells leave in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ita_site.criteria import Table
from ita_site.source import Problem
from ita_site.tables.cells import fits, is_nothing
from ita_site.tables.columns import known_columns
from ita_site.tables.rows import Line
from ita_site.thai import cut

Record = tuple[list[str], Line]
HEAD_TROUBLES = frozenset({"title-above", "second-head", "unnamed-column"})
"""`title-above` (`title`, `line`: where the head is), `second-head` (`line`: of the first one), `unnamed-column`
(`letter`: as in a spreadsheet)."""

_LOOKED_AT = 10
_SAMPLE = 500
_IN_BRACKETS = re.compile(r"\(.*\)")


def head_trouble(
    asked: Table, columns: Sequence[str], records: Sequence[Record], explained: Callable[[list[str]], bool]
) -> Problem | None:
    """What is wrong with the head, which is the first of `records` and whose ids are `columns`.

    `explained`: whether cells too many in a row are told as a slip of that row.
    """
    cells, head = records[0]
    known = [known_columns(asked, row) for row, _ in records[:_LOOKED_AT]]
    best = max(range(len(known)), key=known.__getitem__)
    if known[0] <= 1 and known[best] > max(1, known[0]):
        title = cut(next(cell for cell in cells if cell.strip()), 40)
        return Problem("title-above", head.number, 1, {"title": title, "line": records[best][1].number})
    if len(records) > 2 and (known[1] > 1 or _is_second_head(asked, columns, records[1][0])):
        return Problem("second-head", records[1][1].number, 1, {"line": head.number})
    place = _unnamed(columns, [row for row, _ in records[1:]], explained)
    if place is None:
        return None
    line, column = head.starts[place] if place < len(head.starts) else (head.number, 1)
    return Problem("unnamed-column", line, column, {"letter": _letter(place)})


def _is_second_head(asked: Table, columns: Sequence[str], cells: list[str]) -> bool:
    """Whether a row has units or a second line of names: no key, and nothing that its columns could hold."""
    filled = {name: cell for name, cell in zip(columns, cells, strict=False) if not is_nothing(cell)}
    if len(filled) > 1 and all(_IN_BRACKETS.fullmatch(cell.strip()) for cell in filled.values()):
        return True
    # names below the merged cell «budget» and the blank ones beside it
    typed = [(c, filled[c.id]) for c in asked.columns if c.id in filled and c.type not in ("text", "url")]
    return not any(key in filled for key in asked.key) and bool(typed) and not any(fits(c, cell) for c, cell in typed)


def _unnamed(columns: Sequence[str], rows: Sequence[list[str]], explained: Callable[[list[str]], bool]) -> int | None:
    """The first column without a name that holds something; behind the last name only if most rows do."""
    for place, name in enumerate(columns):
        if not name and any(place < len(row) and row[place].strip() for row in rows):
            return place
    place, rows = len(columns), rows[:_SAMPLE]
    longer = sum(1 for row in rows if len(row) > place and row[place].strip() and not explained(row))
    return place if longer > 1 and 2 * longer > len(rows) else None


def _letter(place: int) -> str:
    """`A` for 0, `AA` for 26."""
    return ("" if place < 26 else _letter(place // 26 - 1)) + chr(ord("A") + place % 26)
