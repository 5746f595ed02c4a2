"""The tables of the open year, and where in them a rule found something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ita_site.criteria import Item, Table
from ita_site.rules.base import Context, Hit, Value
from ita_site.site import ItemEntry
from ita_site.tables import Sheet, TableRows

Found = tuple[ItemEntry, Item, Table, TableRows]


def tables(context: Context) -> Iterator[Found]:
    """Every table of an item that has columns."""
    for entry, item, _ in context.sound:
        if item.table is not None and entry.table is not None:
            yield entry, item, item.table, entry.table


def sheets(context: Context) -> Iterator[tuple[ItemEntry, Sheet]]:
    """Every table that could be read."""
    for entry, _, _ in context.sound:
        if entry.sheet is not None:
            yield entry, entry.sheet


def in_table(
    entry: ItemEntry,
    table: TableRows,
    row: int | None,
    column: str | None,
    values: Mapping[str, Value],
    confidence: str = "high",
) -> Hit:
    """A place in a table, by row (None: the columns' names) and column: in the CSV, or typed into the item's file.

    Of a typed table the columns' names stand where a row first has one; without a column it is the whole table.
    """
    if table.path is not None:
        spot = table.spot(row, column)
        return Hit(table.path, values=values, item=entry.item, spot=spot, confidence=confidence)
    if row is None and column is None:
        return Hit(entry.document, ("table",), values, entry.item, on_key=True, confidence=confidence)
    place = next(i for i, cells in enumerate(table.rows) if column in cells) if row is None else row
    at: tuple[str | int, ...] = ("table", "rows", place)
    if column is not None:
        # the officer may have named the column in words
        names = table.written.get(column, (column,))
        at += (next((name for name in names if (*at, name) in entry.document.places), column),)
    return Hit(entry.document, at, values, entry.item, on_key=row is None, confidence=confidence)
