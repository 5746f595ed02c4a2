"""An item's table, typed in or from its CSV, under the edition's columns."""

from __future__ import annotations

import csv
import datetime
import io
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ita_site.criteria import Column
from ita_site.dates import Month, thai_date, thai_month
from ita_site.evidence import read_address
from ita_site.numerals import baht
from ita_site.records.fields import FieldError
from ita_site.render import words
from ita_site.render.plots import Bars, plot_of
from ita_site.site import ItemEntry
from ita_site.tables import NUMBERING, UTF_8, Row, Sheet, TableRows, cell_value, is_formula

MOST_SHOWN = 200
"""Rows on the page; the rest is in the file."""

LONG_TEXT = 20
"""Characters from which a column asks for room, so that Thai is not stacked word by word."""

_NUMBERS = ("baht", "percent", "integer", "number")


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    href: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A column. `wide`: it holds long texts; `names`: its cells tell which row this is."""

    text: str
    is_number: bool
    wide: bool
    names: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """`total` counts all rows but those of sums, of which the page shows the first. `sums` are the rows below them: one
    that was added up here (`summed`), else those that were typed. `encoding`: of the file, where it is not UTF-8."""

    columns: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    sums: tuple[tuple[Cell, ...], ...] = ()
    summed: bool = False
    bars: Bars | None = None
    encoding: str = ""


def table_view(data: TableRows | None, sheet: Sheet | None) -> TableView | None:
    """The rows under the edition's columns that are used, then any columns that the edition does not know. Without
    columns of the edition there is no `sheet`."""
    if data is None or not data.rows:
        return None
    table = sheet.asked if sheet else None
    sums = {row.place for row in sheet.totals} if sheet else set()
    places = [i for i in range(len(data.rows)) if i not in sums]
    shown = [data.rows[i] for i in places[:MOST_SHOWN]]
    used = dict.fromkeys(str(key) for row in shown for key in row)
    columns = {c.id: c for c in table.columns if c.required or c.id in used} if table else {}
    # rows need no numbers beside their names, and the column may stand anywhere
    ids = [*columns, *(key for key in used if key not in columns and key != NUMBERING)]
    rows = tuple(tuple(_cell(columns.get(id_), row.get(id_)) for id_ in ids) for row in shown)
    key = table.key if table else ()
    heads = tuple(_head(columns.get(id_), id_, key, [row[i] for row in rows]) for i, id_ in enumerate(ids))
    added = _added(sheet, ids) if sheet else ()
    typed = tuple(_typed(row, ids, data, columns) for row in sheet.totals) if sheet else ()
    return TableView(
        columns=heads,
        rows=rows,
        total=len(places),
        sums=added or typed,
        summed=bool(added),
        bars=plot_of(sheet) if sheet else None,
        encoding="" if data.encoding == UTF_8 else data.encoding,
    )


def _head(column: Column | None, id_: str, key: tuple[str, ...], cells: list[Cell]) -> Head:
    wide = max((len(cell.text) for cell in cells), default=0) > LONG_TEXT
    if column is None:
        return Head(id_, False, wide, False)
    return Head(column.name.th, column.type in _NUMBERS, wide, id_ in key)


def _added(sheet: Sheet, ids: list[str]) -> tuple[tuple[Cell, ...], ...]:
    """One row of sums over all rows, also those that the page does not show; none where nothing can be added up."""
    sums = {c.id: sheet.total(c.id) for c in sheet.asked.columns if c.total}
    if len(sheet.rows) < 2 or all(value is None for value in sums.values()):
        return ()
    types = {c.id: c.type for c in sheet.asked.columns}
    return (tuple(_sum(types.get(id_, ""), sums.get(id_)) for id_ in ids),)


def _sum(type_: str, value: Decimal | None) -> Cell:
    if value is None:
        return Cell("", is_number=type_ in _NUMBERS)
    return Cell(baht(value) if type_ == "baht" else words.number(value), is_number=True)


def _typed(row: Row, ids: list[str], data: TableRows, columns: dict[str, Column]) -> tuple[Cell, ...]:
    cells = dict(data.rows[row.place])
    cells[ids[0]] = cells.get(ids[0]) or cells.get(NUMBERING)
    return tuple(_cell(columns.get(id_), cells[id_]) if cells.get(id_) else Cell("") for id_ in ids)


def _cell(column: Column | None, value: Any) -> Cell:
    if value is None or value == "":
        return Cell("–", is_number=column is not None and column.type in _NUMBERS)
    text = str(value)
    if column is None:
        return Cell(text)
    is_number = column.type in _NUMBERS
    try:
        read = cell_value(column, value)
    except FieldError:
        return Cell(text, is_number=is_number)
    if isinstance(read, Decimal):
        return Cell(baht(read) if column.type == "baht" else words.number(read), is_number=True)
    if isinstance(read, Month):
        return Cell(thai_month(read))
    if isinstance(read, datetime.date):
        return Cell(thai_date(read))
    if column.type == "url" and read_address(text) is not None:
        return Cell(text, href=text.strip())
    if column.type == "choice":
        return Cell(next((c.name.th for c in column.choices if c.id == read), text))
    return Cell(text, is_number=is_number)


def table_file(entry: ItemEntry) -> str:
    """A typed table as CSV that every spreadsheet program opens in Thai: with byte order mark, columns by their Thai
    names. What would be reckoned as a formula is marked as text."""
    data = entry.table or TableRows(())
    asked = entry.item.table if entry.item else None
    names = [column.name.th if asked and (column := asked.column(id_)) else id_ for id_ in data.columns]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(map(_plain, names))
    for row in data.rows:
        writer.writerow([_plain(row.get(id_)) for id_ in data.columns])
    return "\ufeff" + out.getvalue()


def _plain(value: Any) -> str:
    text = "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
    return f"'{text}" if is_formula(text.strip()) else text
