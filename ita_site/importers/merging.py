"""Adding evidence to an item file that is there: new entries behind the last one, every other byte as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ita_site.source import KEY, Document

_LIST_KEY = re.compile(r"evidence:[ \t]*(?:\[[ \t]*\]|null|~)?[ \t]*(#.*)?")


def last_line_of_evidence(document: Document) -> tuple[int, str] | None:
    """The line (from 1) behind which an entry can be added to `evidence`, and the blanks before its dash.

    None where the list is written in brackets, or in a way that only a person should touch.
    """
    starts = [path for path in document.places if path[:1] == ("evidence",) and len(path) > 1 and path[-1] != KEY]
    if not starts:
        return None
    lines = document.text.split("\n")
    dash = _dash(lines, document.places[("evidence", 0)])
    if dash is None:
        return None
    last = max(document.places[path][0] for path in starts)
    end = last
    for number in range(last + 1, len(lines) + 1):
        line = lines[number - 1].rstrip("\r")
        if not line.strip():
            continue
        if len(line) - len(line.lstrip(" ")) <= len(dash):
            break
        end = number
    return end, dash


def _dash(lines: Sequence[str], place: tuple[int, int]) -> str | None:
    """The blanks before the dash of an entry that begins at `place`."""
    line = lines[place[0] - 1][: place[1] - 1]
    return line.partition("-")[0] if re.fullmatch(r" *-[ ]+", line) else None


def with_entries(document: Document, entries: Sequence[str]) -> str | None:
    """The text of a file with lines of evidence added (written for an indent of two blanks); None where it cannot be
    done without touching what a person wrote."""
    line_end = "\r\n" if "\r\n" in document.text else "\n"
    lines = document.text.split("\n")
    if document.data is None:
        return None
    if document.data.get("evidence"):
        found = last_line_of_evidence(document)
        if found is None:
            return None
        at, dash = found
        added = [f"{dash}{entry.removeprefix('  ')}" for entry in entries]
        return _inserted(lines, at, added, line_end)
    if "evidence" in document.data:
        at = document.place(("evidence",), key=True)[0]
        key = _LIST_KEY.fullmatch(lines[at - 1].rstrip("\r"))
        if key is None:
            return None
        lines[at - 1] = f"evidence:{f'   {key[1]}' if key[1] else ''}" + ("\r" if lines[at - 1].endswith("\r") else "")
        return _inserted(lines, at, list(entries), line_end)
    return _inserted(lines, len(lines), ["evidence:", *entries], line_end)


def _inserted(lines: list[str], at: int, added: Sequence[str], line_end: str) -> str:
    """Lines with others behind the line `at` (from 1)."""
    before, after = "\n".join(lines[:at]), "\n".join(lines[at:])
    carriage = "\r" if line_end == "\r\n" else ""
    if at == len(lines):
        # the last line: with a line feed behind it the list of lines ends with an empty one
        head = before if before.endswith("\n") or not before else before + line_end
        return head + "".join(f"{line}{line_end}" for line in added)
    return before + "\n" + "".join(f"{line}{carriage}\n" for line in added) + after
