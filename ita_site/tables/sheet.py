"""A table as values: what rules compare, pages sum and charts draw."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ita_site.criteria import Table
from ita_site.records.fields import FieldError
from ita_site.tables.cells import CellValue, cell_value, same_words
from ita_site.tables.reading import TableRows

_TOTAL = re.compile(r"(?:ยอด)?รวม(?:ทั้งสิ้น|ทั้งหมด|ยอด|เงิน|งบประมาณ|เป็นเงิน)*|(?:grand )?total", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `place` counts from 0 among the rows of the file; a cell that is empty or unreadable has no value."""

    place: int
    values: Mapping[str, CellValue]

    def text(self, column: str) -> str:
        value = self.values.get(column)
        return value if isinstance(value, str) else ""

    def number(self, column: str) -> Decimal | None:
        value = self.values.get(column)
        return value if isinstance(value, Decimal) else None


@dataclass(frozen=True)
class Sheet:
    """The rows of an item's table, and apart from them the rows of sums that somebody typed («รวม»)."""

    asked: Table
    data: TableRows
    rows: tuple[Row, ...]
    totals: tuple[Row, ...]

    def key(self, row: Row) -> tuple[str, ...]:
        """By what a row is recognised in another table; blank parts for empty cells."""
        return tuple(_same(row.values.get(column)) for column in self.asked.key)

    @cached_property
    def by_key(self) -> Mapping[tuple[str, ...], tuple[Row, ...]]:
        """The rows by their key, in order; rows without one are left out."""
        found: dict[tuple[str, ...], list[Row]] = {}
        for row in self.rows:
            key = self.key(row)
            if any(key):
                found.setdefault(key, []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    def numbers(self, column: str) -> Iterator[Decimal]:
        """The numbers of a column, rows of sums left out."""
        return (number for row in self.rows if (number := row.number(column)) is not None)


def sheet_of(asked: Table, data: TableRows) -> Sheet:
    """The table `data` under the columns that the edition asks for."""
    rows: list[Row] = []
    totals: list[Row] = []
    for place, cells in enumerate(data.rows):
        row = Row(place, _values(asked, cells))
        (totals if _is_total(asked, cells) else rows).append(row)
    return Sheet(asked, data, tuple(rows), tuple(totals))


def _values(asked: Table, cells: Mapping[str, object]) -> dict[str, CellValue]:
    values: dict[str, CellValue] = {}
    for column in asked.columns:
        try:
            value = cell_value(column, cells.get(column.id))
        except FieldError:
            continue  # ITA216 tells of it
        if value is not None:
            values[column.id] = value
    return values


def _is_total(asked: Table, cells: Mapping[str, object]) -> bool:
    """Whether the first words of a row are «รวม»: a sum, and nothing that a plan or a report would name."""
    first = next((str(cells[c.id]).strip() for c in asked.columns if str(cells.get(c.id) or "").strip()), "")
    return _TOTAL.fullmatch(first) is not None


def _same(value: CellValue | None) -> str:
    return "" if value is None else same_words(value) if isinstance(value, str) else str(value)
