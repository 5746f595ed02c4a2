"""One walk through a web page: its headings, tables, lists and paragraphs in order, without what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ita_site.importers.model import Block, Cell, Row
from ita_site.importers.reading.cells import cell_of, flat, is_blank, table_place
from ita_site.importers.reading.guard import Room
from ita_site.importers.reading.page_tables import caption_of, is_layout, read_table
from ita_site.importers.reading.page_words import (
    INLINE,
    UNSEEN,
    Words,
    children,
    enter,
    leave,
    link_of,
    read_cell,
    walk,
)
from ita_site.text import Text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_SCOPED, _BOLD = 7, 8
"""Levels of what heads the element that it belongs to (a tab, `details`), and of a line that is all bold."""
_LONGEST_HEADING = 200
_DEEPEST = 20
"""Of tables and folds in one another that are looked at one by one."""
_AROUND = frozenset(("nav", "footer", "aside"))
_AROUND_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "menu", "menubar"))
_AROUND_NAMES = re.compile(
    r"(?:^|\s)(?:navbar|nav-?menu|main-?(?:nav|menu|navigation)|site-(?:header|footer)|skip-?link|[\w-]*breadcrumbs?[\w-]*)(?=\s|$)",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"(?:หน้าแรก|หน้าหลัก|home)\s*(?:>|»|›|/|\||→)", re.IGNORECASE)
_WITHIN = frozenset(("main", "article", "section"))
_BOLD_BY_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    text: str


class Reading:
    """`panels`: the names of tabs and folds by the id of what they open. `whole`: with menus, head and foot of the page.

    A heading with nothing below it, not even a lesser one, says something by itself: it becomes a row.
    """

    def __init__(
        self, resolve: Callable[[str], str], room: Room, panels: Mapping[str, str], *, whole: bool = False
    ) -> None:
        self._resolve, self._room, self._panels, self._whole = resolve, room, panels, whole
        self._toggles = {"", "#"} | {f"#{id_}" for id_ in panels} | {resolve(f"#{id_}") for id_ in panels}
        self._words = self._fresh()
        self._headings: list[_Heading] = []
        self._kept = 0  # so many of them belong to elements that are open, and outlast headings of any level
        self._lonely: _Heading | None = None
        self._scopes: dict[int, tuple[list[_Heading], int]] = {}
        self._inside: list[int] = []  # the elements of the contents proper that are open
        self._dissolved: list[int] = []  # the tables that only place things and are open
        self._blocks: list[Block] = []
        self._rows: list[Row] = []
        self._tables = self._lines = 0

    def blocks_of(self, body: LexborNode) -> list[Block]:
        walk(body, self._enter, self._leave)
        self._end_line()
        self._end_lonely()
        self._end_block()
        return self._blocks

    def _fresh(self) -> Words:
        return Words(self._resolve, self._room)

    def _enter(self, node: LexborNode) -> bool:
        tag = node.tag or ""
        if tag in INLINE:
            if tag in ("a", "button") and self._is_apart(node, tag):
                return False
            return enter(node, self._words)
        if tag in UNSEEN or tag.startswith(("!", "_", "-")):
            return False
        self._end_line()
        if not self._whole and self._is_around(node, tag):
            return False
        if self._panels and panel_of(node.attributes) in self._panels:
            return False
        if tag in _WITHIN:
            self._inside.append(node.mem_id)
        self._open_scope(node, tag)
        if tag in _HEADINGS:
            self._head(read_cell(node, self._fresh()), _HEADINGS[tag])
        elif tag == "summary":
            self._row(read_cell(node, self._fresh()), only_linked=True)
        elif tag == "table" and not self._is_dissolved(node):
            self._table(node)
        elif tag == "dl" and (pairs := _pairs(node)):
            self._definitions(pairs)
        elif tag in ("p", "div", "center", "figcaption") and _is_bold(node):
            self._head(read_cell(node, self._fresh()), _BOLD)
        else:
            return enter(node, self._words)
        return False

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in INLINE:
            leave(node, self._words)
            return
        self._words.end(node.mem_id)
        self._end_line()
        for opened in (self._inside, self._dissolved):
            if opened and opened[-1] == node.mem_id:
                opened.pop()
        if (before := self._scopes.pop(node.mem_id, None)) is not None:
            self._end_lonely()
            self._end_block()
            self._headings, self._kept = before

    def _is_dissolved(self, node: LexborNode) -> bool:
        """Whether a table is read as if it were none; no page sets tables within tables as deep as would be slow."""
        if len(self._dissolved) < _DEEPEST and not is_layout(node):
            return False
        self._dissolved.append(node.mem_id)
        return True

    def _is_apart(self, node: LexborNode, tag: str) -> bool:
        """Whether a link or button was dealt with by itself: one that opens a panel of the page, whose name heads it, or
        one around whole paragraphs, as cards are."""
        if (target := panel_of(node.attributes)) and target in self._panels:
            return True
        if all((one.tag or "") in INLINE for one in children(node)) or link_of(node, tag) is None:
            return False
        if node.css_first("table") is not None:
            return False
        self._end_line()
        words = self._fresh()
        enter(node, words)
        walk(node, lambda inner: enter(inner, words), lambda inner: leave(inner, words))
        self._row(words.cell())
        return True

    def _is_around(self, node: LexborNode, tag: str) -> bool:
        if tag in _AROUND or (tag == "header" and not self._inside):
            return True
        if not node.attrs:
            return False
        attributes = node.attributes
        if (attributes.get("role") or "").lower() in _AROUND_ROLES:
            return True
        names = (attributes.get("class"), attributes.get("id"), attributes.get("aria-label"))
        return any(name and _AROUND_NAMES.search(name) for name in names)

    def _open_scope(self, node: LexborNode, tag: str) -> None:
        title = ""
        if tag == "details":
            summary = next((part for part in children(node) if part.tag == "summary"), None)
            title = flat(read_cell(summary, self._fresh()).text) if summary is not None else ""
        elif self._panels and (id_ := node.id):
            title = self._panels.get(id_, "")
        if not title or len(self._scopes) >= _DEEPEST:
            return
        self._end_block()
        before = self._headings, self._kept
        if not self._headings or self._headings[-1].text != title:
            self._end_lonely(_SCOPED)
            self._headings = [*self._headings, _Heading(_SCOPED, title[:_LONGEST_HEADING])]
            self._lonely = self._headings[-1]
        self._kept = len(self._headings)
        self._scopes[node.mem_id] = before

    def _end_line(self) -> None:
        """The line that was being read is a row of prose."""
        if self._words.is_empty:
            self._words.forget_blanks()
        else:
            for cell in self._words.cells():
                self._row(cell)

    def _row(self, cell: Cell, *, only_linked: bool = False) -> None:
        if only_linked:
            cell = replace(cell, links=tuple(link for link in cell.links if link.url not in self._toggles))
        if is_blank((cell,)) or (only_linked and not cell.links) or _TRAIL.match(cell.text):
            return
        self._room.row(1)
        self._lines += 1
        self._lonely = None
        self._rows.append(Row((cell,), Text(f"ข้อความที่ {self._lines}", f"text {self._lines}")))

    def _end_block(self) -> None:
        if self._rows:
            self._add("prose", self._rows)
            self._rows = []

    def _add(self, kind: str, rows: list[Row] | tuple[Row, ...], caption: str = "") -> None:
        above = (*(heading.text for heading in self._headings), *((caption,) if caption else ()))
        self._blocks.append(Block("table" if kind == "table" else "prose", tuple(rows), above))

    def _head(self, cell: Cell, level: int) -> None:
        """A heading. One that leads somewhere is a row as well, below itself."""
        self._end_block()
        if is_blank((cell,)):
            return
        kept, rest = self._headings[: self._kept], self._headings[self._kept :]
        if self._lonely in kept:
            self._lonely = None  # this one stands below it
        self._end_lonely(level)
        heading = _Heading(level, flat(cell.text)[:_LONGEST_HEADING])
        self._headings = [*kept, *(one for one in rest if one.level < level), heading]
        self._lonely = heading
        self._row(cell, only_linked=True)

    def _end_lonely(self, level: int = 0) -> None:
        """Before a heading of this level, or the end of what was headed."""
        lonely, self._lonely = self._lonely, None
        if lonely is None or lonely.level < level or lonely not in self._headings:
            return
        headings = self._headings
        self._headings = headings[: headings.index(lonely)]
        self._row(cell_of(lonely.text, (), self._room))
        self._end_block()
        self._headings = headings

    def _table(self, node: LexborNode) -> None:
        self._end_block()
        self._tables += 1
        if rows := read_table(node, self._tables, self._fresh(), self._room):
            self._lonely = None
            self._add("table", rows, caption_of(node))

    def _definitions(self, pairs: list[tuple[LexborNode, LexborNode]]) -> None:
        """Terms and what they mean are a table of two columns."""
        self._end_block()
        self._tables += 1
        rows = []
        for number, (term, meaning) in enumerate(pairs, 1):
            self._room.row(2)
            cells = read_cell(term, self._fresh()), read_cell(meaning, self._fresh())
            if not is_blank(cells):
                rows.append(Row(cells, table_place(self._tables, number)))
        self._lonely = None
        self._add("table", rows)


def panel_of(attributes: Mapping[str, str | None]) -> str:
    """The id of the part of the page that a tab or a fold opens, "" when it is none."""
    if attributes.get("role") != "tab" and not {"data-toggle", "data-bs-toggle", "aria-controls"} & set(attributes):
        return ""
    for name in ("aria-controls", "data-bs-target", "data-target", "href"):
        if found := (attributes.get(name) or "").strip():
            return found.removeprefix("#")
    return ""


def _pairs(node: LexborNode) -> list[tuple[LexborNode, LexborNode]]:
    """Each meaning in a list of definitions with its term; none where whole tables stand in it."""
    pairs: list[tuple[LexborNode, LexborNode]] = []
    term = None
    for part in (part for one in children(node) for part in (children(one) if one.tag == "div" else (one,))):
        if part.tag == "dt":
            term = part
        elif part.tag == "dd" and term is not None:
            pairs.append((term, part))
    return pairs if pairs and node.css_first("table") is None else []


def _is_bold(node: LexborNode) -> bool:
    """Whether all of a line stands in bold letters, short enough for a heading, and leads nowhere."""
    found = False
    for one in children(node):
        if one.tag == "-text":
            if (one.text_content or "").strip():
                return False
        elif one.tag in ("b", "strong") or (one.tag in ("span", "font", "u") and _is_wrapped_bold(one)):
            found = True
        elif one.tag != "br":
            return False
    return (
        found
        and node.css_first("a, button, iframe, img, table, [onclick]") is None
        and 2 <= len(node.text().strip()) <= _LONGEST_HEADING
    )


def _is_wrapped_bold(node: LexborNode) -> bool:
    if (style := node.attributes.get("style")) and _BOLD_BY_STYLE.search(style):
        return True
    inner = [one for one in children(node) if one.tag != "-text" or (one.text_content or "").strip()]
    return bool(inner) and all(one.tag in ("b", "strong") for one in inner)
