"""Cells and blocks as every kind of document gives them: blanks set right, addresses that stand in the text as links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ita_site.importers.model import Block, Cell, Link, Row
from ita_site.importers.reading.guard import Room
from ita_site.text import Text
from ita_site.thai import without_invisible

EMPTY = Cell("")
EMPTY_COPY = Cell("", is_copy=True)

_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u180e\u200c\u200d\ufffe\uffff]")
_BREAKS = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]+")
_ADDRESS = re.compile(r"(?:https?://|(?<![\w./@-])www\.)[^\s<>\"“”«»]+", re.IGNORECASE)
_AFTER = ".,;:!?'’"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def clean(text: str) -> str:
    """Text with single blanks and without signs that nobody sees; its lines, those with nothing in them left out."""
    if not text:
        return ""
    if not text.isprintable():
        text = _UNSEEN.sub("", text)
    text = without_invisible(text)
    if not _BREAKS.search(text):
        return " ".join(text.split())
    return "\n".join(filter(None, (" ".join(line.split()) for line in _BREAKS.split(text))))


def flat(text: str) -> str:
    """Text as one line."""
    return " ".join(clean(text).split())


def cell_of(text: str, links: Iterable[Link] = (), room: Room | None = None) -> Cell:
    """A cell of a text as it stands in the document. An address written out in it is a link when it is not one yet."""
    text = clean(text)
    kept = tuple(links)
    if "://" in text or "www." in text.lower():
        shown = [(link.title, link.url) for link in kept]
        for address in addresses(text):
            if not any(address in title or address == url for title, url in shown):
                kept += (Link(address, address),)
                shown.append((address, address))
    if not text and not kept:
        return EMPTY
    if room is not None:
        room.words(len(text) + sum(len(link.title) + len(link.url) for link in kept))
    return Cell(text, kept)


def addresses(text: str) -> Iterator[str]:
    """Web addresses in a text, without the punctuation that follows; three dots at the end of a cut one stay."""
    for match in _ADDRESS.finditer(text):
        found = match[0]
        while found and not found.endswith(("...", "…")):
            last = found[-1]
            if last in _AFTER or (last in _PAIRS and found.count(last) > found.count(_PAIRS[last])):
                found = found[:-1]
            else:
                break
        yield found


def copy_of(cell: Cell) -> Cell:
    """The cell as it stands in the other rows and columns that it is merged over."""
    return EMPTY_COPY if cell is EMPTY else Cell(cell.text, cell.links, is_copy=True)


def is_blank(cells: Iterable[Cell]) -> bool:
    """Whether there is nothing in any of the cells, or only what stands in others."""
    return not any((cell.text or cell.links) and not cell.is_copy for cell in cells)


def table_place(table: int, row: int) -> Text:
    return Text(f"ตารางที่ {table} แถว {row}", f"table {table}, row {row}")


def line_place(number: int) -> Text:
    return Text(f"บรรทัด {number}", f"line {number}")


def joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks with the tables made one that a page break took apart: nothing between them, under the same headings, as
    many columns, and the later begins with the same head or with none. A head that is repeated is left out."""
    out: list[Block] = []
    for block in blocks:
        if not block.rows:
            continue
        before = out[-1] if out else None
        if before is not None and _goes_on(before, block):
            head = _texts(before.rows[0])
            rows = block.rows[1:] if _texts(block.rows[0]) == head else block.rows
            out[-1] = Block("table", before.rows + rows, before.headings)
        else:
            out.append(block)
    return tuple(out)


def _goes_on(before: Block, block: Block) -> bool:
    if before.kind != "table" or block.kind != "table" or before.headings != block.headings:
        return False
    head, first = before.rows[0], block.rows[0]
    if len(head.cells) != len(first.cells) or len(head.cells) < 2:
        return False
    return _texts(head) == _texts(first) or not first.is_head


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(flat(cell.text) for cell in row.cells)
