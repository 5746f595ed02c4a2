"""A table as values: what rules compare, pages sum and charts draw."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from ita_site.criteria import Table
from ita_site.records.fields import FieldError
from ita_site.tables.cells import CellValue, cell_value, same_words
from ita_site.tables.columns import NUMBERING
from ita_site.tables.rows import TableRows
from ita_site.tables.shifts import Shift, shift_of

_UNITS = "โครงการ|กิจกรรม|รายการ|เรื่อง|ราย|ครั้ง|มาตรการ|บาท"
_TOTAL = re.compile(
    r"(?:ยอด)?รวม\s*(?:(?:ทั้งสิ้น|ทั้งหมด|ทุกโครงการ|ยอด|เงิน|งบประมาณ|เป็นเงิน)\s*)*"
    rf"(?:[0-9๐-๙,]+\s*(?:{_UNITS})|(?:ประจำ)?(?:เดือน|ไตรมาส|ปีงบประมาณ).*)?\s*:?"
    r"|(?:grand |sub-?)?total\s*:?",
    re.IGNORECASE,
)


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
    """The rows of an item's table, and apart from them the rows of sums that somebody typed («รวม»).

    `unread`: the columns of each row (by its place) whose cells say something that cannot be read. `shifts`: rows whose
    cells do not stand under their columns; their values are those that were meant, as far as that is sure.
    """

    asked: Table
    data: TableRows
    rows: tuple[Row, ...]
    totals: tuple[Row, ...]
    unread: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    shifts: Mapping[int, Shift] = field(default_factory=dict)

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

    @cached_property
    def has_rounds(self) -> bool:
        """Whether a report seems to have a row for each month or quarter of one thing: its name stands there again with
        the same budget or none. What was spent until then is in each of them."""
        if all(column.type != "percent" for column in self.asked.columns):
            return False
        return any(len(rows) > 1 and len({row.number("budget") for row in rows}) == 1 for rows in self.by_key.values())

    def total(self, column: str) -> Decimal | None:
        """The sum of a column, rows of sums left out; None where there is nothing to add up, rows must not be added up
        (`has_rounds`), or a cell that may belong to the sum cannot be read."""
        if self.has_rounds or self.shifts or any(column in self.unread.get(row.place, ()) for row in self.rows):
            return None
        numbers = list(self.numbers(column))
        return sum(numbers, Decimal(0)) if numbers else None


def sheet_of(asked: Table, data: TableRows) -> Sheet:
    """The table `data` under the columns that the edition asks for. Of long tables this takes long."""
    rows: list[Row] = []
    totals: list[Row] = []
    unread: dict[int, tuple[str, ...]] = {}
    shifts: dict[int, Shift] = {}
    for place, cells in enumerate(data.rows):
        values, odd = _values(asked, cells)
        if _is_total(asked, cells):
            odd = tuple(name for name in odd if not _TOTAL.fullmatch(str(cells[name]).strip()))
            totals.append(Row(place, values))
        else:
            doubtful = odd or len(cells) > len(data.columns) or data.path is None
            if doubtful and (shift := shift_of(asked, data, place)) is not None:
                shifts[place] = shift
                values = _values(asked, shift.meant)[0] if shift.meant else values
            rows.append(Row(place, values))
        if odd:
            unread[place] = odd
    return Sheet(asked, data, tuple(rows), tuple(totals), unread, shifts)


def _values(asked: Table, cells: Mapping[str, object]) -> tuple[dict[str, CellValue], tuple[str, ...]]:
    """The values of a row, and the columns that cannot be read."""
    values: dict[str, CellValue] = {}
    odd: tuple[str, ...] = ()
    for column in asked.columns:
        try:
            value = cell_value(column, cells.get(column.id))
        except FieldError:
            odd += (column.id,)
            continue
        if value is not None:
            values[column.id] = value
    return values, odd


def _is_total(asked: Table, cells: Mapping[str, object]) -> bool:
    """Whether the first words of a row are «รวม»: a sum, and nothing that a plan or a report would name."""
    ids = (NUMBERING, *(c.id for c in asked.columns))
    first = next((str(cells[id_]).strip() for id_ in ids if str(cells.get(id_) or "").strip()), "")
    return _TOTAL.fullmatch(first) is not None


def _same(value: CellValue | None) -> str:
    return "" if value is None else same_words(value) if isinstance(value, str) else str(value)
