"""What a reader sees of a piece of a web page: its lines, and the links in them, those of buttons and frames too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ita_site.importers.model import Cell, Link
from ita_site.importers.reading.cells import cell_of, flat
from ita_site.importers.reading.guard import Room

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

UNSEEN = frozenset((
    "script", "style", "template", "noscript", "title", "head", "svg", "math", "select", "option", "textarea", "input",
    "audio", "video", "canvas", "map", "datalist", "progress", "meter", "-comment", "!doctype",
))  # fmt: skip
INLINE = frozenset((
    "-text", "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "button", "cite", "code", "data",
    "del", "dfn", "em", "font", "i", "iframe", "img", "ins", "kbd", "label", "mark", "nobr", "object", "embed", "q", "rp",
    "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "area",
))  # fmt: skip
"""Elements that stand within a line; all others begin one of their own."""
_FRAMES = {"iframe": ("src", "data-src"), "embed": ("src",), "object": ("data",), "frame": ("src",)}
_OPENS = re.compile(
    r"""(?:window\s*\.\s*open|location\s*\.\s*(?:assign|replace))\s*\(\s*["'`]([^"'`]+)
      | location(?:\s*\.\s*href)?\s*=\s*["'`]([^"'`]+)""",
    re.VERBOSE,
)
_SPACES = re.compile(r"\s+")
_DATA = ("data-href", "data-url", "data-link")


@dataclass(slots=True)
class Words:
    """Gathers the words and links of one cell, paragraph or heading while the page is walked through."""

    resolve: Callable[[str], str]
    room: Room
    parts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)  # in which line each link began
    _line: int = 0
    _open: list[tuple[int, int, str, str, int]] = field(default_factory=list)

    def text(self, text: str) -> None:
        self.parts.append(_SPACES.sub(" ", text))

    def line(self) -> None:
        """A new line; cells get no empty ones."""
        self.parts.append("\n")
        self._line += 1

    def begin(self, url: str, fallback: str, mark: int) -> None:
        """A link begins, that of the element `mark`; `fallback` is its title where it shows no text."""
        self._open.append((len(self.parts), self._line, url, fallback, mark))

    def end(self, mark: int) -> None:
        """The element `mark` ends, and the link that it began, if it did."""
        if self._open and self._open[-1][-1] == mark:
            start, line, url, fallback, _ = self._open.pop()
            self._link(flat("".join(self.parts[start:])) or flat(fallback), url, line)

    def frame(self, url: str, title: str) -> None:
        """A page or a document that is shown within this one."""
        self._link(flat(title), url, self._line)

    def _link(self, title: str, url: str, line: int) -> None:
        self.links.append(Link(title, self.resolve(url)))
        self._lines.append(line)

    def cell(self) -> Cell:
        """What was gathered, with links that were not ended; what follows is gathered anew."""
        while self._open:
            self.end(self._open[-1][-1])
        found = cell_of("".join(self.parts), self.links, self.room)
        self.parts, self.links, self._lines, self._line = [], [], [], 0
        return found

    def cells(self) -> list[Cell]:
        """As `cell`, but a paragraph that leads elsewhere from several of its lines is a list: a cell for each."""
        if len(set(self._lines)) < 2 or self._open:
            return [self.cell()]
        by_line: dict[int, list[Link]] = {}
        for line, link in zip(self._lines, self.links, strict=True):
            by_line.setdefault(line, []).append(link)
        lines = "".join(self.parts).split("\n")
        self.parts, self.links, self._lines, self._line = [], [], [], 0
        return [cell_of(text, by_line.get(number, ()), self.room) for number, text in enumerate(lines)]

    @property
    def is_empty(self) -> bool:
        return not self.links and not any(part.strip() for part in self.parts)

    def forget_blanks(self) -> None:
        """Before a line begins: what was gathered is blank, but a link may have begun."""
        self.parts.clear()
        self._line = 0
        self._open = [(0, 0, url, fallback, mark) for *_, url, fallback, mark in self._open]


def enter(node: LexborNode, words: Words) -> bool:
    """Take in an element or a piece of text; whether what is inside it is to be walked through too."""
    tag = node.tag or ""
    if tag == "-text":
        words.text(node.text_content or "")
        return False
    if tag in UNSEEN or tag.startswith(("!", "_")):
        return False
    if tag in _FRAMES:
        attributes = node.attributes
        url = next((found for name in _FRAMES[tag] if (found := attributes.get(name))), "")
        if url.strip() and not url.startswith(("about:", "javascript:")):
            words.frame(url, attributes.get("title") or "")
        return tag == "object" and not url
    if tag == "br":
        words.line()
    elif tag == "img":
        words.text(f" {node.attributes.get('alt') or ''} " if words._open else " ")
    elif tag not in INLINE:
        words.line()
    if tag not in ("br", "img") and node.attrs and (href := link_of(node, tag)) is not None:
        attributes = node.attributes
        words.begin(href, attributes.get("title") or attributes.get("aria-label") or "", node.mem_id)
    return True


def leave(node: LexborNode, words: Words) -> None:
    tag = node.tag or ""
    if tag == "-text":
        return
    words.end(node.mem_id)
    if tag not in INLINE:
        words.line()


def link_of(node: LexborNode, tag: str) -> str | None:
    """Where an element leads when it is pressed, as written; None when nowhere. A link that is blank is one."""
    attributes = node.attributes
    is_link = tag in ("a", "area") and "href" in attributes
    href = (attributes["href"] or "").strip() if is_link else ""
    if href and href != "#" and not href.lower().startswith("javascript:"):
        return href
    for name in _DATA:
        if found := (attributes.get(name) or "").strip():
            return found
    for script in (attributes.get("onclick"), href):
        if script and (opens := _OPENS.search(script)):
            return opens[1] or opens[2]
    return href if is_link else None


def walk(root: LexborNode, entering: Callable[[LexborNode], bool], leaving: Callable[[LexborNode], None]) -> None:
    """Through everything inside `root` in order, without recursion: pages may be nested thousands deep.

    `leaving` is called for each that was entered, also when `entering` said not to go inside.
    """
    node, end = root.child, root.mem_id
    while node is not None:
        if entering(node) and (inner := node.child) is not None:
            node = inner
            continue
        while True:
            leaving(node)
            if (after := node.next) is not None:
                node = after
                break
            above = node.parent
            if above is None or above.mem_id == end:
                return
            node = above


def read_cell(node: LexborNode, words: Words) -> Cell:
    """All that a cell, a heading or an entry holds, tables and lists inside it as lines."""
    walk(node, lambda inner: enter(inner, words), lambda inner: leave(inner, words))
    return words.cell()


def children(node: LexborNode) -> Iterator[LexborNode]:
    inner = node.child
    while inner is not None:
        yield inner
        inner = inner.next
