"""The tables of the open year, and where in them a rule found something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ita_site.criteria import Item, Table
from ita_site.rules.base import Context, Hit, Value
from ita_site.site import ItemEntry
from ita_site.tables import Sheet, TableRows, sheet_of
from ita_site.text import Text

_MOST_HITS = 5

Found = tuple[ItemEntry, Item, Table, TableRows]


def tables(context: Context) -> Iterator[Found]:
    """Every table of an item that has columns."""
    for entry, item, _ in context.sound:
        if item.table is not None and entry.table is not None:
            yield entry, item, item.table, entry.table


def sheets(context: Context) -> Iterator[tuple[ItemEntry, Sheet]]:
    """Every table that could be read."""
    for entry, _, asked, table in tables(context):
        if table.problem is None:
            yield entry, sheet_of(asked, table)


def in_table(
    entry: ItemEntry,
    table: TableRows,
    row: int | None,
    column: str | None,
    values: Mapping[str, Value],
    confidence: str = "high",
) -> Hit:
    """A place in a table, by row (None: the columns' names) and column: in the CSV, or typed into the item's file."""
    if table.path is not None:
        spot = table.spot(row, column)
        return Hit(table.path, values=values, item=entry.item, spot=spot, confidence=confidence)
    place = next(i for i, cells in enumerate(table.rows) if column in cells) if row is None else row
    at: tuple[str | int, ...] = ("table", "rows", place)
    if column is not None:
        # the officer may have named the column in words
        names = table.written.get(column, (column,))
        at += (next((name for name in names if (*at, name) in entry.document.places), column),)
    return Hit(entry.document, at, values, entry.item, on_key=row is None, confidence=confidence)


def first_few(rows: list[int]) -> Iterator[tuple[int, Text]]:
    """The first rows of many, and words with the last of them that tell how many more there are."""
    for place, row in enumerate(rows[:_MOST_HITS], 1):
        more = len(rows) - place if place == _MOST_HITS else 0
        yield row, Text(f" และอีก {more:,} แถว", f", and {more:,} more rows") if more else Text("", "")
