"""Opens a file that an agency has and gives its contents, whatever its kind: nothing of it is run, fetched or written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ita_site.importers.model import Source
from ita_site.importers.reading.guard import UnreadableError, broken, file_bytes, locked, refused
from ita_site.importers.reading.kinds import contradicts, kind_of, ole_kind, package_kind
from ita_site.importers.reading.package import Package
from ita_site.importers.reading.page import read_archive, read_page
from ita_site.importers.reading.plain import read_plain
from ita_site.text import Text

_KINDS = {
    "page": Text("หน้าเว็บ (HTML)", "a web page (HTML)"),
    "archive": Text("หน้าเว็บที่บันทึกเป็นไฟล์เดียว (MHTML)", "a web page saved as one file (MHTML)"),
    "xlsx": Text("สมุดงาน Excel (.xlsx)", "an Excel workbook (.xlsx)"),
    "xlsb": Text("สมุดงาน Excel (.xlsb)", "an Excel workbook (.xlsb)"),
    "xls": Text("สมุดงาน Excel แบบเก่า (.xls)", "an old Excel workbook (.xls)"),
    "ods": Text("ตาราง OpenDocument (.ods)", "an OpenDocument sheet (.ods)"),
    "docx": Text("เอกสาร Word (.docx)", "a Word document (.docx)"),
    "plain": Text("ข้อความหรือตาราง CSV", "text or a CSV table"),
}
_MACROS = Text(
    "ไฟล์นี้มีมาโคร อ่านเฉพาะข้อความและลิงก์ ไม่ได้เรียกใช้มาโคร",
    "this file holds macros: its text and links were read, the macros were not run",
)
_SAVE_AS = {
    "doc": Text("เป็น Word แบบเก่า (.doc) โปรดเปิดใน Word บันทึกเป็น .docx ก่อน", "it is an old Word document (.doc); open it in Word and save it as .docx first"),
    "rtf": Text("เป็นเอกสาร RTF โปรดเปิดใน Word บันทึกเป็น .docx ก่อน", "it is an RTF document; open it in Word and save it as .docx first"),
    "odt": Text("เป็นเอกสาร OpenDocument (.odt) โปรดบันทึกเป็น .docx ก่อน", "it is an OpenDocument text; save it as .docx first"),
    "xml-excel": Text("เป็นตาราง XML ของ Excel โปรดเปิดใน Excel บันทึกเป็น .xlsx ก่อน", "it is an XML table of Excel; open it in Excel and save it as .xlsx first"),
    "pptx": Text("เป็นงานนำเสนอ โปรดคัดลอกตารางไปไว้ใน docx หรือ xlsx ก่อน", "it is a presentation; copy the table into a docx or xlsx first"),
    "pdf": Text("เป็น PDF ซึ่งไม่มีตารางให้อ่าน โปรดใช้ไฟล์ต้นฉบับ บันทึกเป็น docx หรือ xlsx ก่อน", "it is a PDF, in which there are no tables to read; take the original, saved as docx or xlsx"),
    "picture": Text("เป็นรูปภาพ โปรดใช้ไฟล์ต้นฉบับ บันทึกเป็น docx หรือ xlsx ก่อน", "it is a picture; take the original, saved as docx or xlsx"),
    "packed": Text("เป็นไฟล์บีบอัด โปรดแตกไฟล์ก่อน แล้วนำเข้าทีละไฟล์", "it is a compressed folder; unpack it first and import one file at a time"),
}  # fmt: skip
_OTHER = Text(
    "ไม่ใช่ไฟล์ชนิดที่นำเข้าได้ ใช้ได้กับหน้าเว็บ (HTML) Excel (xlsx xls ods) Word (docx) และ CSV",
    "it is of no kind that can be imported; web pages (HTML), Excel (xlsx, xls, ods), Word (docx) and CSV can",
)
_ALIKE = dict.fromkeys(("png", "jpeg", "webp", "gif", "tiff", "bmp", "heic"), "picture") | dict.fromkeys(
    ("zip", "rar", "7z", "gzip"), "packed"
)


def read(path: Path) -> Source:
    """The document at `path` as blocks of rows. Raises UnreadableError, and that alone, when it cannot be read."""
    name = path.name or str(path)
    data = file_bytes(path)
    kind = kind_of(data, name)
    try:
        if kind == "zip":
            package = Package(data, name)
            kind = package_kind(package)
            source = _packed(package, kind)
        else:
            kind = ole_kind(data, name) if kind == "ole" else kind
            source = _single(data, name, kind)
    except (MemoryError, RecursionError):
        raise broken(name) from None
    notes = source.notes
    if contradicts(kind, name):
        th, en = _KINDS[kind].th, _KINDS[kind].en
        notes = (Text(f"ชื่อไฟล์บอกเป็นชนิดอื่น แต่เนื้อหาเป็น{th} จึงอ่านตามเนื้อหา", f"the name says otherwise, but this is {en}, and was read as such"), *notes)  # fmt: skip
    return replace(source, notes=notes)


def _packed(package: Package, kind: str) -> Source:
    # each brings heavy libraries along
    if kind in ("xlsx", "xlsb"):
        from ita_site.importers.reading.workbook import read_xlsb, read_xlsx  # noqa: PLC0415

        source = read_xlsx(package) if kind == "xlsx" else read_xlsb(package)
    elif kind == "ods":
        from ita_site.importers.reading.open_sheet import read_ods  # noqa: PLC0415

        source = read_ods(package)
    elif kind == "docx":
        from ita_site.importers.reading.word import read_docx  # noqa: PLC0415

        source = read_docx(package)
    else:
        raise _not_read(package.name, kind)
    return replace(source, notes=(*source.notes, _MACROS)) if package.has_macros else source


def _single(data: bytes, name: str, kind: str) -> Source:
    if kind == "page":
        return read_page(data, name)
    if kind == "archive":
        return read_archive(data, name)
    if kind == "plain":
        return read_plain(data, name)
    if kind == "xls":
        from ita_site.importers.reading.workbook import read_xls  # noqa: PLC0415

        return read_xls(data, name)
    raise _not_read(name, kind)


def _not_read(name: str, kind: str) -> UnreadableError:
    if kind in ("locked", "cut"):
        return locked(name) if kind == "locked" else broken(name)
    why = _SAVE_AS.get(_ALIKE.get(kind, kind), _OTHER)
    return refused(name, why.th, why.en)
