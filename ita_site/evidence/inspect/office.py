"""Office files and images: which kind they really are, whether they are whole, whether they ask for a password."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

CUT = "cut"
"""The end of the file is not there: an upload or a download broke off."""

_CHUNK = 1 << 20
_SOME = 1 << 16  # bytes unpacked of a document's main part: enough to see that it unpacks
_MANIFEST = 4 << 20
_PARTS = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_OPEN_KINDS = {b"text": "odt", b"spreadsheet": "ods"}
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_STREAMS = (("WordDocument", "doc"), ("Workbook", "xls"), ("PowerPoint Document", "ppt"))
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError, OSError)

Found = tuple[str, str | None, str]
"""The kind of a container, its trouble (`damaged`, `encrypted` or None) and the detail of that."""


def look_into_zip(file: BinaryIO) -> Found:
    """What a zip holds: an Office or OpenDocument file, or merely a compressed folder."""
    try:
        with zipfile.ZipFile(file) as packed:
            return _packed(packed)
    except _BROKEN:
        return "zip", "damaged", CUT


def _packed(packed: zipfile.ZipFile) -> Found:
    names = packed.namelist()
    kind = "zip"
    if "mimetype" in names:
        with packed.open("mimetype") as part:
            stated = part.read(200).strip()
        kind = _OPEN_KINDS.get(stated.removeprefix(_OPEN_DOCUMENT).partition(b"-")[0], "zip")
    elif "[Content_Types].xml" in names:
        kind = next((kind for folder, kind in _PARTS.items() if any(n.startswith(folder) for n in names)), "zip")
    if kind == "zip":
        return kind, None, ""
    if "encrypted-package" in names or any(info.flag_bits & 1 for info in packed.infolist()):
        return kind, "encrypted", ""
    if "META-INF/manifest.xml" in names:
        with packed.open("META-INF/manifest.xml") as part:
            if b"encryption-data" in part.read(_MANIFEST):
                return kind, "encrypted", ""
    main = next((n for n in names if n in ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "content.xml")), None)  # fmt: skip
    if main is not None:
        with packed.open(main) as part:
            part.read(_SOME)
    return kind, None, ""


def look_into_ole(file: BinaryIO) -> Found:
    """What an OLE container holds: a document of old Office, or one of new Office behind a password."""
    streams = {name.encode("utf-16-le"): kind for name, kind in _STREAMS}
    found = _first_of(file, (_LOCKED, *streams))
    if found == _LOCKED:
        return "ole", "encrypted", ""
    return streams.get(found, "ole"), None, ""


def _first_of(file: BinaryIO, wanted: tuple[bytes, ...]) -> bytes:
    """The first of `wanted`, in their order, that the file holds anywhere; nothing when there is none."""
    held = set()
    for chunk in _overlapping(file):
        held |= {one for one in wanted if one in chunk}
    return next((one for one in wanted if one in held), b"")


def _overlapping(file: BinaryIO, overlap: int = 64) -> Iterator[bytes]:
    file.seek(0)
    kept = b""
    while data := file.read(_CHUNK):
        yield kept + data
        kept = data[-overlap:]


def image_is_cut(file: BinaryIO, kind: str, size: int) -> bool:
    """Whether an image breaks off before its end. What follows an image, as some phones write it, does no harm."""
    file.seek(0)
    if kind == "png":
        return not _png_ends(file, size)
    if kind == "webp":
        return int.from_bytes(file.read(8)[4:], "little") + 8 > size
    return not _jpeg_ends(file, size)


def _png_ends(file: BinaryIO, size: int) -> bool:
    at = 8
    while at + 12 <= size:
        file.seek(at)
        head = file.read(8)
        if head[4:] == b"IEND":
            return True
        at += 12 + int.from_bytes(head[:4], "big")
    return False


def _jpeg_ends(file: BinaryIO, size: int) -> bool:
    """Over the segments to the picture itself (a preview within them has an end of its own), then on to the end mark."""
    at = 2
    while at + 4 <= size:
        file.seek(at)
        head = file.read(4)
        if head[0] != 0xFF:
            return False
        if head[1] == 0xFF:  # filling
            at += 1
            continue
        if head[1] == 0xDA:
            kept = b""
            while data := file.read(_CHUNK):
                if b"\xff\xd9" in kept + data:
                    return True
                kept = data[-1:]
            return False
        at += 2 + int.from_bytes(head[2:], "big")
    return False
