"""An item's table, typed in or from its CSV, under the edition's columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ita_site.criteria import Column, Table
from ita_site.dates import DateError, parse_date, parse_month, thai_date, thai_month
from ita_site.evidence import read_address
from ita_site.numerals import baht
from ita_site.render import words
from ita_site.tables import TableRows
from ita_site.thai import fold_digits

MOST_SHOWN = 200
"""Rows on the page; the rest is in the file."""

LONG_TEXT = 20
"""Characters from which a column asks for room, so that Thai is not stacked word by word."""

_PLAIN = re.compile(r"[-+]?[0-9]{1,18}(?:\.[0-9]{1,9})?")
_NUMBERS = ("baht", "percent", "integer", "number")


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    href: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """`total` counts all rows, of which the page shows the first. `wide` tells which columns hold long texts."""

    columns: tuple[Cell, ...]
    wide: tuple[bool, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int


def table_view(table: Table | None, data: TableRows | None) -> TableView | None:
    """The rows under the edition's columns that are used, then any columns that the edition does not know."""
    if data is None or not data.rows:
        return None
    shown = data.rows[:MOST_SHOWN]
    used = dict.fromkeys(str(key) for row in shown for key in row)
    columns = {c.id: c for c in table.columns if c.required or c.id in used} if table else {}
    ids = [*columns, *(key for key in used if key not in columns)]
    head = tuple(_head(columns.get(id_), id_) for id_ in ids)
    rows = tuple(tuple(_cell(columns.get(id_), row.get(id_)) for id_ in ids) for row in shown)
    wide = tuple(max(len(row[i].text) for row in rows) > LONG_TEXT for i in range(len(ids)))
    return TableView(head, wide, rows, len(data.rows))


def _head(column: Column | None, id_: str) -> Cell:
    return Cell(id_) if column is None else Cell(column.name.th, is_number=column.type in _NUMBERS)


def _cell(column: Column | None, value: Any) -> Cell:
    if value is None or value == "":
        return Cell("–")
    kind = column.type if column else "text"
    text = str(value)
    if kind in _NUMBERS:
        return _number(text, kind)
    try:
        if kind == "month":
            return Cell(thai_month(parse_month(value)))
        if kind == "date":
            return Cell(thai_date(parse_date(value)))
    except DateError:
        return Cell(text)
    if kind == "url" and read_address(text) is not None:
        return Cell(text, href=text.strip())
    if kind == "choice" and column is not None:
        return Cell(next((c.name.th for c in column.choices if c.id == text), text))
    return Cell(text)


def _number(text: str, kind: str) -> Cell:
    """A number with its thousands apart; what is no number stays as it was typed."""
    plain = fold_digits(text).strip().replace(",", "")
    if not _PLAIN.fullmatch(plain):
        return Cell(text, is_number=True)
    return Cell(baht(Decimal(plain)) if kind == "baht" else words.number(Decimal(plain)), is_number=True)
