"""What is drawn beside a table: a bar for each row, or for each month. The table holds the same numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ita_site.criteria import Column
from ita_site.dates import Month, thai_month
from ita_site.numerals import baht
from ita_site.render import words
from ita_site.tables import Sheet
from ita_site.thai import cut

MOST_BARS = 15
LONGEST_NAME = 120
_HUNDRED, _TENTH = Decimal(100), Decimal("0.1")

Group = tuple[str, tuple[Decimal | None, ...]]


@dataclass(frozen=True, slots=True)
class Bar:
    """`length` in percent of the longest; `place` counts the values of one row from 1, each has a shade of its own."""

    name: str
    value: str
    length: str
    place: int


@dataclass(frozen=True, slots=True)
class Bars:
    """`groups`: a name and its bars. `total` counts all of them, of which the first (`by_size`: the largest) are drawn.
    `is_single`: all bars are of one column, which the title names."""

    title: str
    groups: tuple[tuple[str, tuple[Bar, ...]], ...]
    total: int
    by_size: bool
    is_single: bool


def plot_of(sheet: Sheet) -> Bars | None:
    """The plot that the edition gives the table; None where fewer than two bars would say anything.

    A table in which cells are out of their columns is not drawn.
    """
    plot = sheet.asked.plot
    if plot is None or sheet.shifts:
        return None
    columns = [column for id_ in plot.values if (column := sheet.asked.column(id_)) is not None]
    ids = [column.id for column in columns if any(sheet.numbers(column.id))]
    columns = [column for column in columns if column.id in ids]
    by_size = plot.kind == "bars"
    groups = list(_rows(sheet, plot.label, ids) if by_size else _months(sheet, plot.label, ids))
    if len(groups) < 2 or not ids:
        return None
    if by_size:
        shown = sorted(groups, key=lambda group: max(v or Decimal(0) for v in group[1]), reverse=True)[:MOST_BARS]
    else:
        shown = groups[-MOST_BARS:]
    top = max((abs(v) for _, values in shown for v in values if v is not None), default=Decimal(0))
    if not top:
        return None
    drawn = tuple((name, tuple(_bars(columns, values, top))) for name, values in shown)
    return Bars(" และ ".join(column.name.th for column in columns), drawn, len(groups), by_size, len(columns) == 1)


def _rows(sheet: Sheet, label: str, ids: list[str]) -> Iterator[Group]:
    for row in sheet.rows:
        values = tuple(row.number(id_) for id_ in ids)
        if row.text(label) and any(value is not None for value in values):
            yield cut(row.text(label), LONGEST_NAME), values


def _months(sheet: Sheet, label: str, ids: list[str]) -> Iterator[Group]:
    """All rows of a month together, in the order of time."""
    sums: dict[Month, list[Decimal | None]] = {}
    for row in sheet.rows:
        month = row.values.get(label)
        if isinstance(month, Month):
            of_month = sums.setdefault(month, [None] * len(ids))
            for i, id_ in enumerate(ids):
                if (number := row.number(id_)) is not None:
                    of_month[i] = (of_month[i] or Decimal(0)) + number
    return ((thai_month(month), tuple(sums[month])) for month in sorted(sums))


def _bars(columns: list[Column], values: tuple[Decimal | None, ...], top: Decimal) -> Iterator[Bar]:
    for place, (column, value) in enumerate(zip(columns, values, strict=True), 1):
        if value is not None:
            length = (max(value, Decimal(0)) / top * _HUNDRED).quantize(_TENTH, rounding=ROUND_HALF_UP)
            said = baht(value) if column.type == "baht" else words.number(value)
            yield Bar(column.name.th.partition(" (")[0], said, f"{length}", place)
