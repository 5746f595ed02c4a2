"""Sheets of OpenDocument (ods), as LibreOffice and Google write them: what each cell shows, and its links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ita_site.importers.model import Block, Cell, Link, Row, Source
from ita_site.importers.reading.cells import EMPTY, cell_of, copy_of, is_blank
from ita_site.importers.reading.guard import MOST_CELLS, Room, broken, too_much
from ita_site.importers.reading.package import Package
from ita_site.importers.reading.workbook import hidden_parts, hidden_sheet, sheet_place
from ita_site.importers.reading.workbook_marks import formula_mark
from ita_site.text import Text

if TYPE_CHECKING:
    from lxml.etree import _Element

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_CELL, _COVERED = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
_META = "meta.xml"
_CONTENT = "content.xml"
_WIDEST = 1024
"""Columns that are read; what a sheet repeats beyond has nothing in it."""


def read_ods(package: Package) -> Source:
    tree = package.tree(_CONTENT)
    if tree is None:
        raise broken(package.name)
    room = Room(package.name)
    unseen = {
        style.get(f"{_STYLE}name", "")
        for style in tree.iterfind(f".//{_STYLE}style")
        if any(one.get(f"{_TABLE}display") == "false" for one in style.iterfind(f"{_STYLE}table-properties"))
    }
    blocks: list[Block] = []
    notes: list[Text] = []
    for table in tree.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table"):
        name = table.get(f"{_TABLE}name", "")
        if table.get(f"{_TABLE}style-name", "") in unseen:
            notes.append(hidden_sheet(name))
            continue
        sheet = _Sheet(table, name, room)
        rows = tuple(sheet.rows())
        notes += hidden_parts(name, sheet.left_out, 0)
        if rows:
            blocks.append(Block("table", _even(rows, package.name), (name,)))
    meta = package.tree(_META)
    title = next(meta.iter("{http://purl.org/dc/elements/1.1/}title"), None) if meta is not None else None
    return Source(package.name, " ".join((title.text or "").split()) if title is not None else "", tuple(blocks), "", tuple(notes))  # fmt: skip


class _Sheet:
    def __init__(self, table: _Element, name: str, room: Room) -> None:
        self._table, self._name, self._room = table, name, room
        self._hidden = set(_hidden_columns(table))
        self.left_out = 0

    def rows(self) -> Iterator[Row]:
        number = 0
        over: dict[int, tuple[Cell, int]] = {}
        for element in self._table.iter(f"{_TABLE}table-row"):
            times = _count(element, "number-rows-repeated")
            cells, over = self._row(element, over)
            if is_blank(cells):
                number += times
                continue
            if element.get(f"{_TABLE}visibility", "visible") != "visible":
                self.left_out += times
                number += times
                continue
            for _ in range(times):
                number += 1
                self._room.row(len(cells))
                yield Row(tuple(cells), sheet_place(self._name, number))

    def _row(
        self, element: _Element, over: dict[int, tuple[Cell, int]]
    ) -> tuple[list[Cell], dict[int, tuple[Cell, int]]]:
        cells: list[Cell] = []
        below: dict[int, tuple[Cell, int]] = {}
        column = 0
        across: tuple[Cell, int] | None = None
        parts = [one for one in element if one.tag in (_CELL, _COVERED)]
        while parts and parts[-1].tag == _CELL and not len(parts[-1]):
            parts.pop()  # what is repeated to the end of the sheet
        for one in parts:
            times = _count(one, "number-columns-repeated")
            is_covered = one.tag == _COVERED
            read = None if is_covered else self._cell(one)
            wide, down = _count(one, "number-columns-spanned"), _count(one, "number-rows-spanned")
            for _ in range(min(times, _WIDEST - column)):
                if is_covered:
                    cell = self._covered(column, over, below, across)
                    across = (across[0], across[1] - 1) if across is not None and across[1] > 1 else None
                else:
                    cell = read or EMPTY
                    across = (copy_of(cell), wide - 1) if wide > 1 else None
                    if down > 1:
                        for n in range(column, min(column + wide, _WIDEST)):
                            below[n] = copy_of(cell), down - 1
                if column not in self._hidden:
                    cells.append(cell)
                column += 1
        while cells and cells[-1] is EMPTY:
            cells.pop()
        return cells, below

    @staticmethod
    def _covered(
        column: int,
        over: dict[int, tuple[Cell, int]],
        below: dict[int, tuple[Cell, int]],
        across: tuple[Cell, int] | None,
    ) -> Cell:
        """What stands in a cell that another is merged over, from its left or from above."""
        if across is not None:
            return across[0]
        if column not in over:
            return EMPTY
        cell, rest = over[column]
        if rest > 1:
            below[column] = cell, rest - 1
        return cell

    def _cell(self, element: _Element) -> Cell:
        links: list[Link] = []
        lines = [_line(paragraph, links) for paragraph in element.iterfind(f"{_TEXT}p")]
        if not lines:
            return EMPTY
        text = "\n".join(lines)
        if (mark := formula_mark(element.get(f"{_TABLE}formula", "").partition("=")[2])) is not None and mark.url:
            links.append(Link(" ".join(text.split()), mark.url))
        return cell_of(text, links, self._room)


def _line(element: _Element, links: list[Link]) -> str:
    parts = [element.text or ""]
    for one in element:
        if one.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif one.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            parts.append(" ")
        else:
            inner = _line(one, links)
            if one.tag == f"{_TEXT}a":
                links.append(Link(" ".join(inner.split()), one.get(_HREF, "").strip()))
            parts.append(inner)
        parts.append(one.tail or "")
    return "".join(parts)


def _hidden_columns(table: _Element) -> Iterator[int]:
    column = 0
    for one in table.iter(f"{_TABLE}table-column"):
        times = min(_count(one, "number-columns-repeated"), _WIDEST)
        if one.get(f"{_TABLE}visibility", "visible") != "visible":
            yield from range(column, column + times)
        column += times


def _count(element: _Element, name: str) -> int:
    written = element.get(f"{_TABLE}{name}", "1")
    return max(1, int(written[:9])) if written.isdecimal() else 1


def _even(rows: tuple[Row, ...], name: str) -> tuple[Row, ...]:
    """Rows as wide as the widest: empty cells at the end are not written out."""
    width = max(len(row.cells) for row in rows)
    if width * len(rows) > MOST_CELLS:
        raise too_much(name)
    return tuple(Row(row.cells + (EMPTY,) * (width - len(row.cells)), row.place) for row in rows)
