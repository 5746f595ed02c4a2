"""What a file is by what stands in it; its name decides nothing, and is noted where it says otherwise."""

from __future__ import annotations

import re
from pathlib import PurePath

from ita_site.evidence.kinds import kind_of as kind_of_bytes
from ita_site.importers.reading.letters import letters_of
from ita_site.importers.reading.package import Package

_ENDINGS = {
    "page": (".html", ".htm", ".xhtml", ".php", ".aspx"),
    "archive": (".mht", ".mhtml"),
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "xlsb": (".xlsb",),
    "xls": (".xls", ".xlt"),
    "ods": (".ods", ".ots"),
    "docx": (".docx", ".docm", ".dotx", ".dotm"),
    "plain": (".csv", ".tsv", ".txt", ".tab"),
}
_TAGS = re.compile(r"<(?:!doctype\s+html|html|head|body|table|tbody|tr|div|p|ul|ol|h[1-6]|a\s+[^>]*href)\b", re.IGNORECASE)  # fmt: skip
_EXCEL_XML = re.compile(r'progid="Excel\.Sheet"|urn:schemas-microsoft-com:office:spreadsheet"\s*>?', re.IGNORECASE)
_MAIL = re.compile(rb"\s*(?:From|MIME-Version|Content-Type|Snapshot-Content-Location|Subject|Date)\s*:", re.IGNORECASE)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
# The first record of a workbook, and right after it the one that tells of a password (MS-XLS 2.1.7.20.3 and 2.4.117).
_FILEPASS = re.compile(rb"\x09\x08\x10\x00[\s\S]{16}(?:\x86\x00[\s\S]{2})?\x2f\x00")
_OLD_OFFICE = (".xls", ".xlt", ".doc", ".dot")
_LOOKED_AT = 1 << 16
_SHORT_SIGNS = ("bmp", "mp3", "program")
"""Kinds that two or three letters tell, with which a text may begin as well (BMA, MZ, ID3)."""
_HTML_EXCEL = re.compile(r"urn:schemas-microsoft-com:office:excel", re.IGNORECASE)


def ole_kind(data: bytes, name: str) -> str:
    """`locked`, `xls`, `doc`, `cut` (its list of streams is not there) or `ole` for the container of old Office, by the names of the streams in it."""
    if _FILEPASS.search(data):
        return "locked"
    held = {one for one in ("EncryptedPackage", "Workbook", "Book", "WordDocument") if one.encode("utf-16-le") in data}
    if "EncryptedPackage" in held:
        return "locked"
    is_word = "WordDocument" in held
    is_excel = bool(held & {"Workbook", "Book"})
    if is_word and is_excel:  # one holds the other
        return "doc" if PurePath(name).suffix.lower().startswith(".do") else "xls"
    if not held:
        return "cut" if PurePath(name).suffix.lower() in _OLD_OFFICE else "ole"
    return "xls" if is_excel else "doc"


def package_kind(package: Package) -> str:
    """The kind of a zip: `xlsx`, `xlsb`, `docx`, `ods`, `odt`, `pptx`, `locked` or merely `zip`."""
    if "mimetype" in package.names:
        stated = (package.part("mimetype") or b"").strip()
        if not stated.startswith(_OPEN_DOCUMENT):
            return "zip"
        if b"encryption-data" in (package.part("META-INF/manifest.xml") or b""):
            return "locked"
        return "ods" if stated.removeprefix(_OPEN_DOCUMENT).startswith(b"spreadsheet") else "odt"
    if "EncryptedPackage" in package.names:
        return "locked"
    main = package.main() if "_rels/.rels" in package.names else ""
    if main.startswith("xl/") or "workbook" in main:
        return "xlsb" if main.endswith(".bin") else "xlsx"
    if main.startswith("word/") or "document" in main:
        return "docx"
    return "pptx" if main.startswith("ppt/") else "zip"


def kind_of(data: bytes, name: str) -> str:
    """`page`, `archive`, `plain`, `xml-excel`, `rtf`, the container `zip` or `ole`, or a kind that is not read."""
    head = data[:4096]
    kind = kind_of_bytes(head)
    if kind in _SHORT_SIGNS and b"\0" not in head:
        kind = "text"
    if kind == "html":
        return "page"
    if kind not in ("text", "unknown"):
        return kind
    if _MAIL.match(data) and b"multipart/" in data[:_LOOKED_AT].lower():
        return "archive"
    if kind == "unknown" and b"\0" in head and letters_of(head)[1] != "UTF-16":
        return "unknown"
    start = letters_of(data[:_LOOKED_AT])[0]
    if start.lstrip().startswith("<?xml") and _EXCEL_XML.search(start) and not _HTML_EXCEL.search(start):
        return "xml-excel"
    ending = PurePath(name).suffix.lower()
    # a cell of a table may hold a tag or two
    is_page = ending in _ENDINGS["page"] or (
        (ending not in _ENDINGS["plain"] or start.lstrip().startswith("<")) and _TAGS.search(start)
    )
    return "page" if is_page else "plain"


def contradicts(kind: str, name: str) -> bool:
    """Whether the ending of a name promises another kind than the file is."""
    ending = PurePath(name).suffix.lower()
    return any(ending in endings for endings in _ENDINGS.values()) and ending not in _ENDINGS.get(kind, ())
