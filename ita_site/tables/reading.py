"""The table of an item, typed into its file or kept as a CSV beside the evidence: the same shape for both."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ita_site.source import Problem, load_text

MOST_ROWS = 5_000

_SEP_LINE = re.compile(r'"?sep=([,;\t|])"?[,;\t|]*', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """Where a row begins in a CSV, and at which character each cell starts; no `starts` where that is hard to tell."""

    number: int = 1
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRows:
    """Rows by column id. `head` and `lines` tell where the columns' names and each row stand in a CSV file, whose path
    (from the site) is `path`.

    `problem` is set, and there are no rows, when the table cannot be used: a kind that `load_text` gives, or
    `too-large` (`rows`: the limit), `syntax`, `duplicate-column` (`column`), `empty`, `no-rows`, `not-csv` (`file`).
    """

    rows: tuple[Mapping[str, Any], ...]
    columns: tuple[str, ...] = ()
    path: str | None = None
    lines: tuple[Line, ...] = ()
    problem: Problem | None = None
    head: Line = Line()

    def spot(self, row: int | None, column: str | None = None) -> tuple[int, int]:
        """Line and column of a row's cell in the CSV, of a column's name where `row` is None."""
        line = self.head if row is None else self.lines[row]
        place = self.columns.index(column) if column in self.columns else len(line.starts)
        return line.number, line.starts[place] if place < len(line.starts) else 1


def typed_rows(rows: tuple[Mapping[str, Any], ...]) -> TableRows:
    """The table of rows written into the item's own file; its columns in the order of their first use."""
    return TableRows(rows, tuple(dict.fromkeys(name for row in rows for name in row)))


def not_csv(shown: str) -> TableRows:
    """What stands for a table whose file is no CSV. It is for the item's own file to be mended, so `path` is None."""
    return TableRows((), problem=Problem("not-csv", 1, 1, {"file": shown}))


def read_csv(path: Path, shown: str) -> TableRows:
    """The table of a CSV file (UTF-8, with or without byte order mark; first line: column ids). Never raises.

    Cells apart by `;` or tabs, and a first line `sep=;`, are what spreadsheet programs write in some countries.
    """
    document = load_text(path, shown)
    if document.problems:
        return TableRows((), path=shown, problem=document.problems[0])
    # broken into lines as the CSV reader does it, which is not as `splitlines` does
    raw = list(io.StringIO(document.text, newline=""))
    separator, skipped = _separator(raw)
    reader = csv.reader(raw[skipped:], delimiter=separator, strict=True)
    columns: tuple[str, ...] = ()
    head = Line()
    rows: list[Mapping[str, Any]] = []
    lines: list[Line] = []
    number = skipped + 1
    try:
        for cells in reader:
            line = Line(number, _starts(cells, raw[number - 1], separator))
            number = skipped + reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns, head = _names(cells), line
                if twice := next((name for name, times in Counter(columns).items() if name and times > 1), None):
                    return _unusable(shown, head, "duplicate-column", _last(columns, twice), column=twice)
            elif len(rows) >= MOST_ROWS:
                return _unusable(shown, line, "too-large", rows=MOST_ROWS)
            else:
                lines.append(line)
                rows.append(_row(columns, cells))
    except csv.Error:
        return _unusable(shown, Line(number), "syntax")
    if not rows:
        return _unusable(shown, head, "no-rows" if columns else "empty")
    return TableRows(tuple(rows), columns, shown, tuple(lines), head=head)


def _unusable(shown: str, line: Line, kind: str, place: int = 0, **values: str | int) -> TableRows:
    column = line.starts[place] if place < len(line.starts) else 1
    return TableRows((), path=shown, problem=Problem(kind, line.number, column, values))


def _separator(raw: list[str]) -> tuple[str, int]:
    """What keeps the cells apart, and how many lines come before the table."""
    first = next((i for i, line in enumerate(raw) if line.strip()), len(raw))
    top = raw[first][:10_000] if first < len(raw) else ""
    if told := _SEP_LINE.fullmatch(top.strip(" \r\n")):
        return told[1], first + 1
    # quotation marks may hold anything, so the names are read as with commas before they are looked at
    names = [cell for cell in next(csv.reader([top]), []) if cell.strip()]
    return (max(",;\t", key=names[0].count) if len(names) == 1 else ","), 0


def _starts(cells: list[str], line: str, separator: str) -> tuple[int, ...]:
    """The character at which each cell's text starts, from 1; nothing for a row with quotation marks."""
    if separator.join(cells) != line.rstrip("\r\n"):
        return ()
    starts, at = [], 1
    for cell in cells:
        starts.append(at + len(cell) - len(cell.lstrip()))
        at += len(cell) + len(separator)
    return tuple(starts)


def _names(cells: list[str]) -> tuple[str, ...]:
    """The columns' names, without the empty ones that spreadsheet programs add at the end."""
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _last(columns: tuple[str, ...], name: str) -> int:
    return len(columns) - 1 - columns[::-1].index(name)


def _row(columns: tuple[str, ...], cells: list[str]) -> dict[str, Any]:
    """Cells by column; one too many gets the name of its place, so that it is seen rather than lost."""
    row = {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}
    surplus = enumerate(cells[len(columns) :], len(columns) + 1)
    return row | {f"({place})": cell.strip() for place, cell in surplus if cell.strip()}
