"""Word documents (docx): tables with merged cells, paragraphs and lists below their headings. Nothing is run or fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ita_site.importers.model import Block, Cell, Row, Source
from ita_site.importers.reading.cells import EMPTY, cell_of, copy_of, flat, is_blank, joined, table_place
from ita_site.importers.reading.guard import Room, broken
from ita_site.importers.reading.package import Package
from ita_site.importers.reading.word_words import Words, attribute, child, is_on, tag_of
from ita_site.text import Text

if TYPE_CHECKING:
    from lxml.etree import _Element

_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "AlternateContent", "Choice"))
_BOLD = 10
"""The level of a line that is all bold; the levels of styles are 0 to 9."""
_LONGEST_HEADING = 200
_MOST_COLUMNS = 1000


def read_docx(package: Package) -> Source:
    main = package.main()
    tree = package.tree(main)
    body = child(tree, "body")
    if tree is None or body is None:
        raise broken(package.name)
    reading = _Reading(package, main)
    blocks = joined(reading.blocks_of(body))
    title = package.title or reading.title
    return Source(package.name, title, blocks)


class _Reading:
    def __init__(self, package: Package, main: str) -> None:
        self._relations = package.relations(main)
        styles = next((one.target for one in self._relations.values() if one.kind == "styles"), "")
        self._levels = _levels(package.tree(styles) if styles else None)
        self._room = Room(package.name)
        self._headings: list[tuple[int, str]] = []
        self._lonely: tuple[int, str] | None = None
        self._blocks: list[Block] = []
        self._rows: list[Row] = []
        self._tables = self._paragraphs = 0
        self.title = ""

    def blocks_of(self, body: _Element) -> list[Block]:
        for part in _parts(body):
            if tag_of(part) == "tbl":
                self._table(part)
            elif tag_of(part) == "p":
                self._paragraph(part)
        self._end_lonely(-1)
        self._end_block()
        return self._blocks

    def _paragraph(self, element: _Element) -> None:
        self._paragraphs += 1
        words = Words(self._relations)
        words.take(element)
        cell = cell_of(words.text, words.links, self._room)
        if cell is EMPTY:
            return
        level = _level(element, self._levels)
        if level is None and not cell.links and len(cell.text) <= _LONGEST_HEADING and _is_bold(element):
            level = _BOLD
        if level is not None:
            self._head(level, flat(cell.text))
        if level is None or cell.links:
            self._row(cell)

    def _head(self, level: int, text: str) -> None:
        self._end_block()
        self._end_lonely(level)
        if level == 0 and not self.title:
            self.title = text[:_LONGEST_HEADING]
        heading = level, text[:_LONGEST_HEADING]
        self._headings = [*(one for one in self._headings if one[0] < level), heading]
        self._lonely = heading

    def _row(self, cell: Cell) -> None:
        self._room.row(1)
        self._lonely = None
        number = self._paragraphs
        self._rows.append(Row((cell,), Text(f"ย่อหน้าที่ {number}", f"paragraph {number}")))

    def _end_block(self) -> None:
        if self._rows:
            self._blocks.append(Block("prose", tuple(self._rows), self._above()))
            self._rows = []

    def _end_lonely(self, level: int) -> None:
        """A heading with nothing below it, before another as high or the end, says something by itself: it is a row."""
        lonely, self._lonely = self._lonely, None
        if lonely is not None and lonely[0] >= level:
            headings = self._headings
            self._headings = [one for one in headings if one[0] < lonely[0]]
            self._row(cell_of(lonely[1], (), self._room))
            self._end_block()
            self._headings = headings

    def _above(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._headings)

    def _table(self, element: _Element) -> None:
        self._end_block()
        self._tables += 1
        rows = []
        over: dict[int, Cell] = {}
        for number, row in enumerate((one for one in _parts(element) if tag_of(one) == "tr"), 1):
            properties = child(row, "trPr")
            if child(properties, "del") is not None or is_on(child(properties, "hidden")):
                continue
            cells = self._cells(row, over)
            if not is_blank(cells):
                is_head = is_on(child(properties, "tblHeader"))
                rows.append(Row(tuple(cells), table_place(self._tables, number), is_head))
        if rows:
            self._lonely = None
            width = max(len(row.cells) for row in rows)
            self._room.row(sum(width - len(row.cells) for row in rows))
            even = (Row(row.cells + (EMPTY,) * (width - len(row.cells)), row.place, row.is_head) for row in rows)
            self._blocks.append(Block("table", tuple(even), self._above()))

    def _cells(self, row: _Element, over: dict[int, Cell]) -> list[Cell]:
        """The cells of a row; `over` are those that reach down, by column, and are kept for the next row."""
        properties = child(row, "trPr")
        cells = [EMPTY] * _number(child(properties, "gridBefore"), 0)
        for element in (one for one in _parts(row) if tag_of(one) == "tc"):
            about = child(element, "tcPr")
            wide = max(1, min(_number(child(about, "gridSpan"), 1), _MOST_COLUMNS - min(len(cells), _MOST_COLUMNS - 1)))
            merge, across = child(about, "vMerge"), child(about, "hMerge")
            column = len(cells)
            if merge is not None and attribute(merge, "val") != "restart" and column in over:
                cell = copy_of(over[column])
            elif across is not None and attribute(across, "val") != "restart" and cells:
                cell = copy_of(cells[-1])
            else:
                words = Words(self._relations)
                words.take(element)
                cell = cell_of(words.text, words.links, self._room)
                over.pop(column, None)
                if merge is not None:
                    over[column] = cell
            cells += [cell, *[copy_of(cell)] * (wide - 1)]
        self._room.row(len(cells))
        return cells


def _parts(element: _Element) -> Iterator[_Element]:
    """What stands in an element, that in content controls and insertions too."""
    for one in element:
        tag = tag_of(one)
        if tag in _WRAPPERS:
            yield from _parts(one)
        elif tag:
            yield one


def _levels(styles: _Element | None) -> Mapping[str, int]:
    """The level of headings of each style that has one, by its id; that of a title is 0."""
    own: dict[str, int] = {}
    based: dict[str, str] = {}
    for style in styles if styles is not None else ():
        if tag_of(style) != "style":
            continue
        id_ = attribute(style, "styleId") or ""
        name = (attribute(child(style, "name"), "val") or "").lower()
        based[id_] = attribute(child(style, "basedOn"), "val") or ""
        outline = child(style, "pPr", "outlineLvl")
        if name.startswith("heading ") and name[8:].isdecimal():
            own[id_] = min(int(name[8:]), 9)
        elif outline is not None:
            own[id_] = _outline(outline)
        elif name == "title":
            own[id_] = 0
    found: dict[str, int] = {}
    for id_ in based:
        at, seen = id_, set[str]()
        while at not in own and at in based and at not in seen:
            seen.add(at)
            at = based[at]
        if own.get(at, 99) <= 9:
            found[id_] = own[at]
    return found


def _level(paragraph: _Element, levels: Mapping[str, int]) -> int | None:
    properties = child(paragraph, "pPr")
    if (outline := child(properties, "outlineLvl")) is not None:
        level = _outline(outline)
        return level if level <= 9 else None
    return levels.get(attribute(child(properties, "pStyle"), "val") or "")


def _outline(element: _Element) -> int:
    """The level from 1; 10 is body text, which is no heading."""
    return _number(element, 9) + 1


def _is_bold(paragraph: _Element) -> bool:
    """Whether all of its text is bold by itself, and it is no entry of a list."""
    if child(paragraph, "pPr", "numPr") is not None:
        return False
    runs = [run for run in paragraph.iter() if tag_of(run) == "r" and any(tag_of(one) == "t" and (one.text or "").strip() for one in run)]  # fmt: skip
    return bool(runs) and all(is_on(child(run, "rPr", "b")) or is_on(child(run, "rPr", "bCs")) for run in runs)


def _number(element: _Element | None, default: int) -> int:
    written = attribute(element, "val") or ""
    return min(int(written[:6]), _MOST_COLUMNS) if written.isdecimal() else default
