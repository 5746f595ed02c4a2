"""CSV and plain text, with the addresses that are written out in them as links."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from ita_site.importers.model import Block, Row, Source
from ita_site.importers.reading.cells import cell_of, is_blank, line_place
from ita_site.importers.reading.guard import MOST_LETTERS, Room, refused, too_much
from ita_site.importers.reading.letters import letters_note, letters_of
from ita_site.tables.decoding import UTF_8

_SEP_LINE = re.compile(r'"?sep=([,;\t|])"?[,;\t|]*\s*', re.IGNORECASE)
_SEPARATORS = ",;\t|"
_LOOKED_AT = 200


def read_plain(data: bytes, name: str) -> Source:
    """A table with cells apart by commas, semicolons, tabs or bars; lines of text where nothing keeps cells apart."""
    text, letters = letters_of(data)
    if len(text) > MOST_LETTERS:
        raise too_much(name)
    lines = list(io.StringIO(text, newline=""))
    told = _SEP_LINE.fullmatch(lines[0]) if lines else None
    separator = told[1] if told else _separator(lines)
    rows = tuple(_rows(lines, 1 if told else 0, separator, Room(name)))
    width = max((len(row.cells) for row in rows), default=0)
    block = Block("table" if width > 1 else "prose", rows)
    notes = (letters_note(letters),) if letters != UTF_8 else ()
    return Source(name, "", (block,) if rows else (), "", notes)


def _rows(lines: list[str], skipped: int, separator: str, room: Room) -> Iterator[Row]:
    if not separator:
        for number, line in enumerate(lines, 1):
            room.row(1)
            cell = cell_of(line, (), room)
            if not is_blank((cell,)):
                yield Row((cell,), line_place(number))
        return
    reader = csv.reader(lines[skipped:], delimiter=separator, strict=True)
    number = skipped + 1
    try:
        for cells in reader:
            room.row(len(cells))
            kept = tuple(cell_of(cell, (), room) for cell in cells)
            if not is_blank(kept):
                yield Row(kept, line_place(number))
            number = skipped + reader.line_num + 1
    except csv.Error:
        raise refused(
            room.name,
            f'เครื่องหมายคำพูด (") ที่เปิดไว้ตั้งแต่บรรทัด {number} ไม่มีตัวปิด หรือช่องยาวเกินไป',
            f"the quotation mark opened at line {number} is not closed, or a cell is too long",
        ) from None


def _separator(lines: list[str]) -> str:
    """What keeps the cells apart: the sign by which most of the first lines have as many cells as the one before; ""
    where a line is one cell."""
    sample = lines[:_LOOKED_AT]
    best, most = "", 0.5
    for separator in _SEPARATORS:
        try:
            widths = [len(cells) for cells in csv.reader(sample, delimiter=separator) if any(map(str.strip, cells))]
        except csv.Error:
            continue
        common = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        share = widths.count(common) / len(widths) if widths and common > 1 else 0.0
        if share > most:
            best, most = separator, share
    return best
