"""Looks into a PDF: whether it opens without a password, and what its text layer holds.

PDFium reads it: the engine of Chrome, so what opens here opens for most citizens. It is native code fed with files that
anyone may have made, so this module runs in a process of its own (see `apart`).
"""

from __future__ import annotations

import time
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from ita_site.evidence.inspect.office import CUT
from ita_site.evidence.inspect.tally import Tally
from ita_site.evidence.observation import FileFacts
from ita_site.personal import personal_numbers

MOST_PAGES = 300
MOST_TEXT = 2_000_000
"""Characters of one document."""
SECONDS = 10.0
"""After these no further page of a document is begun; `apart` ends what is stuck within one."""

_LEAST_TEXT = 40  # visible characters that a scanner's stamp or a page number may leave on a picture
_COVERS = 0.5  # of the page, from which the images on it are taken for the page itself
_MOST_OBJECTS = 200  # looked at in search of them
_SAMPLE = 3_000  # characters of each page that are asked for their meaning
_ENOUGH = 40  # visible characters below which nothing is said of their quality
_GARBLED = 0.3
_TAIL = 1 << 16
# TIS-620 read as if it were western text, as old Thai fonts in PDFs have it: ส่วน becomes ÊèÇ¹.
_WESTERN = frozenset(
    c
    for codec in ("cp1252", "mac_roman")
    for c in bytes(range(0x80, 0xFC)).decode(codec, "ignore")
    if c not in "‘’“”–—…•"
)


@dataclass
class _Seen:
    """What the pages brought up so far."""

    texts: int = 0
    pictures: int = 0
    length: int = 0
    has_thai: bool = False
    visible: int = 0
    strange: int = 0


def look_into_pdf(file: BinaryIO, name: str, size: int, allowed: Collection[str]) -> FileFacts:
    """What is to be known of a PDF. Pages and text beyond the bounds are not read."""
    try:
        document = pdfium.PdfDocument(file)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            return FileFacts(name, "encrypted")
        return FileFacts(name, "damaged", CUT if _is_cut(file, size) else "closed")
    with closing(document):
        pages = len(document)
        if not pages or _is_cut(file, size):
            return FileFacts(name, "damaged", CUT if pages else "no-pages", pages=pages)
        return _pages(document, FileFacts(name, pages=pages), allowed)


def _is_cut(file: BinaryIO, size: int) -> bool:
    """Whether the end is missing. It is repaired when opened, but whatever stood after the cut is gone."""
    file.seek(max(0, size - _TAIL))
    return b"startxref" not in file.read(_TAIL)


def _pages(document: Any, facts: FileFacts, allowed: Collection[str]) -> FileFacts:
    seen, tally = _Seen(), Tally()
    until = time.monotonic() + SECONDS
    for number in range(min(len(document), MOST_PAGES)):
        if time.monotonic() > until or seen.length >= MOST_TEXT:
            break
        try:
            with closing(document[number]) as page:
                text = _page_text(page, seen)
        except pdfium.PdfiumError:
            return replace(facts, trouble="damaged", detail="page")
        tally.add(personal_numbers(text, allowed, in_columns=True), number + 1)
    if not seen.texts and not seen.pictures and time.monotonic() > until:
        return replace(facts, trouble="unread", detail="slow")
    return replace(
        facts,
        has_text=seen.texts > 0 and seen.texts >= seen.pictures,
        has_thai=seen.has_thai,
        is_garbled=seen.visible >= _ENOUGH and seen.strange > _GARBLED * seen.visible,
        private=tally.private(),
    )


def _page_text(page: Any, seen: _Seen) -> str:
    """The text of a page; `seen` learns what kind of page it is and whether its text can be used."""
    with closing(page.get_textpage()) as layer:
        count = min(layer.count_chars(), MOST_TEXT - seen.length)
        text: str = layer.get_text_range(0, count) if count > 0 else ""
        seen.length += len(text)
        visible = sum(1 for c in text[:_SAMPLE] if not c.isspace())
        if visible < _LEAST_TEXT and _is_picture(page, visible):
            seen.pictures += 1
        elif visible:
            seen.texts += 1
            seen.visible += visible
            seen.strange += _strange(layer, text[:_SAMPLE], min(count, _SAMPLE))
        seen.has_thai = seen.has_thai or any("\u0e01" <= c <= "\u0e4e" for c in text)
    return text


def _strange(layer: Any, text: str, count: int) -> int:
    """Characters that do not say which letter they show: without a meaning in the file, private, or western signs
    in place of Thai ones."""
    unknown = sum(1 for i in range(count) if raw.FPDFText_HasUnicodeMapError(layer, i) == 1)
    private = sum(1 for c in text if c in _WESTERN or "\ue000" <= c <= "\uf8ff" or c == "\ufffd")
    return max(unknown, private)


def _is_picture(page: Any, visible: int) -> bool:
    """Whether a page with next to no text is a picture of one, or drawn without letters; an empty page is neither."""
    width, height = page.get_size()
    covered, drawn = 0.0, False
    for _, thing in zip(range(_MOST_OBJECTS), page.get_objects(max_depth=3), strict=False):
        drawn = drawn or thing.type in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING)
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.get_bounds()
            covered += (right - left) * (top - bottom)  # scanners may cut a page into strips
    return covered >= _COVERS * width * height if visible else drawn
