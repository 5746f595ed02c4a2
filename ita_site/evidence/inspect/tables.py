"""Personal numbers in tables and plain text, by line. The encoding may be any that officers' programs write."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Collection, Iterator
from typing import BinaryIO

from ita_site.evidence.inspect.tally import Tally
from ita_site.evidence.observation import Private
from ita_site.personal import personal_numbers

MOST_BYTES = 16 << 20
_MOST_HEAD = 40  # columns whose names are looked at
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def text_of(file: BinaryIO) -> str:
    """The text of a file, as far as it is read: UTF-8, UTF-16 with its mark, or else TIS-620 as Excel saves it."""
    file.seek(0)
    data = file.read(MOST_BYTES)
    for mark, codec in _UTF_16.items():
        if data.startswith(mark):
            return data[2:].decode(codec, "replace")
    whole = data[: data.rfind(b"\n") + 1] if len(data) == MOST_BYTES else data
    try:
        return whole.decode("utf-8-sig")
    except UnicodeDecodeError:
        return whole.decode("cp874", "replace")


def numbers_in_lines(text: str, allowed: Collection[str], *, is_table: bool) -> tuple[Private, ...]:
    """Personal numbers by line; in a table the name of its column stands beside each cell, too."""
    tally = Tally()
    for place, line in enumerate(io.StringIO(text, newline=None), 1):
        tally.add(personal_numbers(line, allowed), place)
    if is_table:
        for place, cell in _named_cells(text):
            tally.add(personal_numbers(cell, allowed), place)
    return tally.private()


def _named_cells(text: str) -> Iterator[tuple[int, str]]:
    """Each cell after its column's name, which may be what tells an account from any other number."""
    lines = text.splitlines(keepends=True)
    top = next((line for line in lines if line.strip()), "")
    reader = csv.reader(lines, delimiter=max(",;\t", key=top.count))
    names: list[str] = []
    try:
        for cells in reader:
            if not names:
                names = [cell.strip() for cell in cells[:_MOST_HEAD]] if any(map(str.strip, cells)) else []
                continue
            for name, cell in zip(names, cells, strict=False):
                if name and len(cell) >= 9:
                    yield reader.line_num, f"{name} {cell.strip()}"
    except csv.Error:
        return  # the lines were read anyway
