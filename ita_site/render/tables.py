"""An item's table: rows typed into its file, with the edition's columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ita_site.criteria import Column, Table
from ita_site.dates import DateError, parse_date, parse_month, thai_date, thai_month
from ita_site.evidence import read_address
from ita_site.render import words

_NUMBERS = ("baht", "percent", "integer", "number")


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    href: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    columns: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table_view(table: Table | None, rows: tuple[Mapping[str, Any], ...]) -> TableView:
    """The rows under the edition's columns that are used, then any columns that the edition does not know."""
    used = dict.fromkeys(str(key) for row in rows for key in row)
    columns = {c.id: c for c in table.columns if c.required or c.id in used} if table else {}
    ids = [*columns, *(key for key in used if key not in columns)]
    head = tuple(_head(columns.get(id_), id_) for id_ in ids)
    return TableView(head, tuple(tuple(_cell(columns.get(id_), row.get(id_)) for id_ in ids) for row in rows))


def _head(column: Column | None, id_: str) -> Cell:
    return Cell(id_) if column is None else Cell(column.name.th, is_number=column.type in _NUMBERS)


def _cell(column: Column | None, value: Any) -> Cell:
    if value is None or value == "":
        return Cell("–")
    kind = column.type if column else "text"
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        if kind in ("baht", *_NUMBERS):
            return Cell(words.baht(Decimal(value)) if kind == "baht" else words.number(value), is_number=True)
        return Cell(str(value))
    text = str(value)
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
    return Cell(text, is_number=kind in _NUMBERS)
