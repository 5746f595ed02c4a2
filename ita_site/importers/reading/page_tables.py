"""Tables of a web page: merged cells in each row and column that they are merged over, tables for layout told apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ita_site.importers.model import Cell, Row
from ita_site.importers.reading.cells import cell_of, copy_of, flat, is_blank, table_place
from ita_site.importers.reading.guard import Room
from ita_site.importers.reading.page_words import Words, children, read_cell, walk

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MOST_COLUMNS = 1000
"""As in browsers (HTML standard, 4.9.11)."""
_MOST_SPAN = 65_534
_SECTIONS = ("thead", "tbody", "tfoot")


def rows_of(table: LexborNode) -> Iterator[tuple[LexborNode, str]]:
    """The rows of this table alone, with the section that each stands in."""
    for part in children(table):
        if part.tag == "tr":
            yield part, "tbody"
        elif part.tag in _SECTIONS:
            for row in children(part):
                if row.tag == "tr":
                    yield row, part.tag or ""


def is_layout(table: LexborNode) -> bool:
    """Whether a table only places other things on the page: one cell, or mostly other tables in its cells."""
    if table.attributes.get("role") in ("presentation", "none"):
        return True
    cells = [cell for row, _ in rows_of(table) for cell in children(row) if cell.tag in ("td", "th")]
    if len(cells) <= 1:
        return True
    nested = _nested(table)
    if not any(sum(1 for _ in rows_of(one)) > 1 for one in nested):
        return False
    return 2 * sum(len(one.text()) for one in nested) >= len(table.text())


def _nested(table: LexborNode) -> list[LexborNode]:
    """The tables in its cells, without those that stand in them again."""
    found: list[LexborNode] = []

    def enter(node: LexborNode) -> bool:
        if node.tag == "table":
            found.append(node)
        return node.tag != "table"

    walk(table, enter, lambda _: None)
    return found


def read_table(table: LexborNode, number: int, words: Words, room: Room) -> tuple[Row, ...]:
    """The rows of a table in which there is anything. `number` counts the tables of the page, from 1."""
    rows: list[Row] = []
    over: dict[int, tuple[Cell, int]] = {}  # by column: what reaches down, and through how many rows more
    section = ""
    for place, (node, where) in enumerate(rows_of(table), 1):
        if where != section:
            over, section = {}, where
        cells, is_head = _row(node, over, words, room)
        if not is_blank(cells):
            rows.append(Row(tuple(cells), table_place(number, place), is_head or where == "thead"))
    width = max((len(row.cells) for row in rows), default=0)
    missing = sum(width - len(row.cells) for row in rows)
    if missing > len(rows):  # a row may lack what every other has; a table need not be a rectangle for that
        return tuple(rows)
    blank = cell_of("")
    return tuple(
        row if len(row.cells) == width else Row(row.cells + (blank,) * (width - len(row.cells)), row.place, row.is_head)
        for row in rows
    )


def _row(node: LexborNode, over: dict[int, tuple[Cell, int]], words: Words, room: Room) -> tuple[list[Cell], bool]:
    cells: list[Cell] = []
    is_head, seen = False, 0
    kept: dict[int, tuple[Cell, int]] = {}
    waiting = dict(over)
    over.clear()
    for inner in children(node):
        if inner.tag not in ("td", "th"):
            continue
        _take(waiting, kept, cells)
        is_head = inner.tag == "th" and (is_head or not seen)
        seen += 1
        attributes = inner.attributes
        columns = min(_span(attributes.get("colspan")), _MOST_COLUMNS - min(len(cells), _MOST_COLUMNS - 1))
        down = _span(attributes.get("rowspan"), whole=True)
        cell = read_cell(inner, words)
        for column in range(columns):
            if down > 1:
                kept[len(cells)] = copy_of(cell), down - 1
            cells.append(cell if column == 0 else copy_of(cell))
    _take(waiting, kept, cells)
    over.update(waiting | kept)
    room.row(len(cells))
    return cells, is_head


def _take(waiting: dict[int, tuple[Cell, int]], kept: dict[int, tuple[Cell, int]], cells: list[Cell]) -> None:
    """Put in the cells that reach down from rows above, as far as the next free column."""
    while (found := waiting.pop(len(cells), None)) is not None:
        cell, rest = found
        if rest > 1:
            kept[len(cells)] = cell, rest - 1
        cells.append(cell)


def _span(written: str | None, *, whole: bool = False) -> int:
    """How far a cell reaches; `rowspan=0` is to the end of its section."""
    digits = (written or "").strip()
    if not digits.isascii() or not digits.isdecimal():
        return 1
    number = int(digits[:6])
    if number == 0:
        return _MOST_SPAN if whole else 1
    return min(number, _MOST_SPAN if whole else _MOST_COLUMNS)


def caption_of(table: LexborNode) -> str:
    caption = next((part for part in children(table) if part.tag == "caption"), None)
    return flat(caption.text(separator=" ")) if caption is not None else ""
