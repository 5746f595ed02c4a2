"""A table as rows, the same for one typed into an item's file and one kept as a CSV, and where its cells stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ita_site.source import Problem
from ita_site.tables.decoding import UTF_8


@dataclass(frozen=True)
class Line:
    """Where a row of a CSV begins: its line, from 1, and its text, which may be several lines of the file."""

    number: int = 1
    text: str = ""
    separator: str = ","

    @cached_property
    def starts(self) -> tuple[tuple[int, int], ...]:
        """Line and column at which each cell's text starts, from 1; of a cell in quotation marks, these."""
        starts = []
        line, column = self.number, 1
        first = fresh = True  # at a cell's first character; before its first that is no blank
        marked = inside = False  # the cell is in quotation marks; and they are open
        for character in self.text:
            if first:
                marked, inside = character == '"', False
            parted = character == self.separator and not inside
            if fresh and (character != " " or parted):
                starts.append((line, column))
                fresh = False
            if marked and character == '"':
                inside = not inside  # a doubled mark closes them and opens them again
            first = parted
            fresh = fresh or parted
            if character == "\n":
                line, column = line + 1, 1
            else:
                column += 1
        return tuple(starts)


@dataclass(frozen=True, slots=True)
class TableRows:
    """Rows by column id. `columns` are those of the head, or in the order of their first use; `written` tells the names
    that stand there for an id. `head` and `lines` tell where the head and each row stand in a CSV file, whose path
    (from the site) is `path` and whose letters are in `encoding`.

    `problem` is set, and there are no rows, when the table cannot be used: a kind that `load_bytes` or `scan_bytes`
    gives, or `too-large` (`rows`: the limit), `syntax`, `duplicate-column` (`column`), `empty`, `no-rows`, `not-csv`
    (`file`), or one of `HEAD_TROUBLES`.
    """

    rows: tuple[Mapping[str, Any], ...]
    columns: tuple[str, ...] = ()
    path: str | None = None
    lines: tuple[Line, ...] = ()
    problem: Problem | None = None
    head: Line = Line()
    written: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    encoding: str = UTF_8

    def spot(self, row: int | None, column: str | None = None) -> tuple[int, int]:
        """Line and column of a row's cell in the CSV, of a column's name where `row` is None."""
        line = self.head if row is None else self.lines[row]
        if column is None:
            return line.number, 1
        if column in self.columns:
            place = self.columns.index(column)
        else:
            place = int(column[1:-1]) - 1 if is_surplus(column) else len(line.starts)
        return line.starts[place] if place < len(line.starts) else (line.number, 1)


def surplus(place: int) -> str:
    """The name of a cell that no column has: `(5)` is the fifth of its row."""
    return f"({place + 1})"


def is_surplus(name: str) -> bool:
    return name.startswith("(") and name.endswith(")") and name[1:-1].isdecimal()
