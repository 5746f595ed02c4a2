"""What kind of document bytes are, and what kind a link claims to lead to."""

from __future__ import annotations

import re
from urllib.parse import unquote

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|title|meta|script|div|table|h1|p|br|style|iframe|a|b|font|center|form)\b",
    re.IGNORECASE | re.DOTALL,
)
_PDF_WITHIN = 1024
"""Readers look for %PDF so far into a file. Source: Adobe's implementation notes to ISO 32000."""
_STARTS = (
    (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"), (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"Rar!\x1a\x07", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"{\\rtf", "rtf"),
    (b"BM", "bmp"), (b"ID3", "mp3"), (b"II*\x00", "tif"), (b"MM\x00*", "tif"),
)  # fmt: skip
_FIRSTS = frozenset(start[:1] for start, _ in _STARTS)
# What each ending may hold. Office still opens old formats under new names and the other way round.
_HOLDS = {
    ".pdf": {"pdf"},
    ".docx": {"zip", "ole"}, ".xlsx": {"zip", "ole"}, ".pptx": {"zip", "ole"},
    ".odt": {"zip"}, ".ods": {"zip"}, ".odp": {"zip"},
    ".doc": {"ole", "zip", "rtf"}, ".xls": {"ole", "zip"}, ".ppt": {"ole", "zip"},
    ".zip": {"zip"}, ".rar": {"rar"}, ".7z": {"7z"}, ".rtf": {"rtf"},
    ".png": {"png", "jpg", "gif", "webp"}, ".jpg": {"jpg", "png", "gif", "webp"}, ".jpeg": {"jpg", "png", "gif", "webp"},
    ".gif": {"gif", "png", "jpg", "webp"}, ".webp": {"webp", "png", "jpg"}, ".bmp": {"bmp"}, ".tif": {"tif"}, ".tiff": {"tif"},
    ".csv": {"text"}, ".txt": {"text"}, ".mp4": {"mp4"}, ".m4v": {"mp4"}, ".mp3": {"mp3"},
}  # fmt: skip
_BY_TYPE = {
    "application/pdf": {"pdf"},
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": {"zip", "ole"},
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {"zip", "ole"},
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": {"zip", "ole"},
    "application/zip": {"zip"},
    "image/png": {"png", "jpg", "gif", "webp"},
    "image/jpeg": {"jpg", "png", "gif", "webp"},
    "image/gif": {"gif", "png", "jpg", "webp"},
}


def sniffed(body: bytes) -> str:
    """The kind of bytes: `pdf`, `zip`, `ole`, a kind of picture, `html`, `text`, or `other`."""
    if b"%PDF-" in body[:_PDF_WITHIN]:
        return "pdf"
    if body[:1] in _FIRSTS:
        for start, kind in _STARTS:
            if body.startswith(start):
                return kind
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "webp"
    if body[4:8] == b"ftyp":
        return "mp4"
    head = body[:2048].removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(head):
        return "html"
    return "other" if b"\x00" in head and not body.startswith((b"\xff\xfe", b"\xfe\xff")) else "text"


def ending(path: str) -> str:
    """The ending of an address's path that says what stands there: `.pdf`; "" when it says nothing."""
    name = path.rpartition("/")[2]
    if "%" in name:
        name = unquote(name).rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    suffix = f".{suffix.lower()}"
    return suffix if stem and dot and suffix in _HOLDS else ""


def fits(body_kind: str, suffix: str) -> bool:
    """Whether bytes of a kind may stand under an ending."""
    return suffix not in _HOLDS or body_kind in _HOLDS[suffix]


def fits_type(body_kind: str, content_type: str) -> bool:
    """Whether bytes are what their type says; a type that says nothing is never wrong."""
    wanted = _BY_TYPE.get(content_type)
    return wanted is None or body_kind in wanted
