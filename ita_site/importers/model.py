"""A document as the importer sees it, whatever kind of file it was: blocks of rows of cells with links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ita_site.text import Text


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it was written. `title` is what a reader sees of it, `url` where it leads, blank links included."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, its lines joined by line feeds, and the links in it.

    `is_copy`: a cell merged over several rows or columns stands in each of them; all but the first are copies.
    """

    text: str
    links: tuple[Link, ...] = ()
    is_copy: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a paragraph or an entry of a list is a row of one cell. `place` says where it stood."""

    cells: tuple[Cell, ...]
    place: Text
    is_head: bool = False
    """Whether the document itself calls it a row of headings."""

    @property
    def links(self) -> Iterator[Link]:
        return (link for cell in self.cells if not cell.is_copy for link in cell.links)


@dataclass(frozen=True, slots=True)
class Block:
    """A table, or a run of paragraphs and entries of lists (`prose`), below its headings, the outermost first."""

    kind: Literal["table", "prose"]
    rows: tuple[Row, ...]
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A document that was read. `title` is its own, blank when it has none; `base` the address that relative links of a
    web page belong to, blank when the page does not tell; `notes` what a reader should know of how it was read."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    base: str = ""
    notes: tuple[Text, ...] = ()
