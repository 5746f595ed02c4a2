"""Width and height of a picture by its first bytes alone, without opening it as a picture."""

from __future__ import annotations

from typing import BinaryIO

_HEAD = 32
_MOST_SEGMENTS = 500
_NO_FRAME = (0xC4, 0xC8, 0xCC)
"""Of the marks C0 to CF in a JPEG these are tables and extensions, the others a frame. Source: ITU-T T.81, B.1.1.3."""


def size_of(file: BinaryIO, kind: str) -> tuple[int, int] | None:
    """Width and height in pixels, as stored, of a picture that is `png`, `jpeg` or `webp`; None where it does not say."""
    file.seek(0)
    if kind == "jpeg":
        return _jpeg(file)
    head = file.read(_HEAD)
    found = _png(head) if kind == "png" else _webp(head)
    return found if found and all(found) else None


def _png(head: bytes) -> tuple[int, int] | None:
    """Source: PNG (W3C), 11.2.1."""
    if len(head) < 24 or head[12:16] != b"IHDR":
        return None
    return int.from_bytes(head[16:20]), int.from_bytes(head[20:24])


def _webp(head: bytes) -> tuple[int, int] | None:
    """Source: RFC 9649, 2.5 to 2.7."""
    if len(head) < 30:
        return None
    match head[12:16]:
        case b"VP8X":
            return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
        case b"VP8L":
            bits = int.from_bytes(head[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            return int.from_bytes(head[26:28], "little") & 0x3FFF, int.from_bytes(head[28:30], "little") & 0x3FFF
    return None


def _jpeg(file: BinaryIO) -> tuple[int, int] | None:
    file.seek(2)
    for _ in range(_MOST_SEGMENTS):
        mark = file.read(2)
        while len(mark) == 2 and mark[0] == mark[1] == 0xFF:  # marks may be filled up
            mark = mark[1:] + file.read(1)
        if len(mark) < 2 or mark[0] != 0xFF:
            return None
        length = int.from_bytes(file.read(2))
        if 0xC0 <= mark[1] <= 0xCF and mark[1] not in _NO_FRAME:
            frame = file.read(5)
            height, width = int.from_bytes(frame[1:3]), int.from_bytes(frame[3:5])
            return (width, height) if len(frame) == 5 and width and height else None
        if length < 2:
            return None
        file.seek(length - 2, 1)
    return None
