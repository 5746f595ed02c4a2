"""4xx, files: what was seen when they were looked into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ita_site.evidence.kinds import kind_name, promised
from ita_site.evidence.observation import FileFacts
from ita_site.records import Status
from ita_site.rules.base import Context, Hit, rule
from ita_site.text import Text

_MB = 1 << 20

_DAMAGE = {
    "cut": Text("ตอนท้ายของไฟล์ขาดหาย", "its end is missing"),
    "closed": Text("โปรแกรมอ่าน PDF เปิดไม่ได้", "PDF readers cannot open it"),
    "no-pages": Text("ไม่มีหน้าใดอยู่ในไฟล์", "there is no page in it"),
    "page": Text("บางหน้าเปิดไม่ได้", "some of its pages do not open"),
}
_UPLOAD = Text(
    "เปิดต้นฉบับดูว่าครบ แล้วอัปโหลดใหม่ทับไฟล์เดิม", "See that the original is whole, and upload it again over this one"
)
_UNREAD = {
    "slow": Text("ใช้เวลาอ่านนานเกินไป", "reading it takes too long"),
    "crash": Text("ทำให้โปรแกรมอ่าน PDF หยุดทำงาน", "it makes the PDF reader stop"),
    "permission": Text("สิทธิ์ของไฟล์ไม่ให้เปิดอ่าน", "its permissions do not let it be read"),
    "failed": Text("เครื่องนี้อ่านไฟล์ไม่ได้", "this machine could not read it"),
}
_OPEN = Text(
    "เปิดไฟล์ดูด้วยตนเอง ถ้าเปิดช้าหรือเปิดไม่ได้ ให้บันทึกใหม่จากต้นฉบับ",
    "Open it yourself; if that is slow or fails, save it anew from the original",
)


def _cited(context: Context) -> Iterator[Hit]:
    """A hit for every place that names a file. A table that cannot be used has a rule of its own."""
    for c in context.citations:
        if c.evidence.file:
            yield Hit(c.document, (*c.at, "file"), {"file": c.evidence.file}, c.item, is_gap=c.is_pending)
    for entry, item, record in context.sound:
        if record.table is not None and record.table.file and entry.table is not None and not entry.table.problem:
            is_pending = record.status is Status.PENDING
            yield Hit(entry.document, ("table", "file"), {"file": record.table.file}, item, is_gap=is_pending)


def _seen(context: Context) -> Iterator[tuple[Hit, FileFacts]]:
    for hit in _cited(context):
        facts = context.observed.files.get(str(hit.values["file"]))
        if facts is not None:
            yield hit, facts


@rule(
    "ITA421", "damaged-file", "error",
    title=("ไฟล์เสียหายหรือไม่ใช่ชนิดที่ชื่อบอก", "File is damaged, or not what its name says"),
    message=("ไฟล์ {file} {what}", "{file}: {what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def damaged_file(context: Context) -> Iterator[Hit]:
    """การเปลี่ยนชื่อไฟล์ไม่ได้เปลี่ยนชนิดของไฟล์ และการอัปโหลดที่ขาดตอนทำให้ผู้ประเมินเปิดไฟล์ไม่ได้ แม้ลิงก์จะถูกต้อง

    Renaming a file does not turn it into another kind, and an upload that broke off leaves a link that is right and a
    document that does not open."""
    for hit, facts in _seen(context):
        if facts.trouble == "other-type":
            is_, wanted = kind_name(facts.detail), kind_name(promised(facts.path) or "unknown")
            what = Text(f"มีชื่อเป็น{wanted.th} แต่เนื้อในเป็น{is_.th}", f"by its name {wanted.en}, by its content {is_.en}")
            mend = Text(
                f"เปิดด้วยโปรแกรมเดิม แล้วบันทึกหรือส่งออกเป็น{wanted.th}จริง ๆ หรือใช้นามสกุลที่ตรงกับเนื้อใน",
                f"Open it where it was made and save or export it as {wanted.en}, or give it the ending that fits its content",
            )
            yield replace(hit, values={**hit.values, "what": what, "mend": mend})
        elif facts.trouble == "damaged":
            why = _DAMAGE.get(facts.detail, _DAMAGE["closed"])
            what = Text(f"เสียหาย: {why.th}", f"damaged: {why.en}")
            yield replace(hit, values={**hit.values, "what": what, "mend": _UPLOAD})
        elif facts.trouble == "unread":
            why = _UNREAD.get(facts.detail, _UNREAD["failed"])
            what = Text(f"ยังตรวจไม่ได้: {why.th}", f"could not be looked into: {why.en}")
            # that we cannot tell is no fault of the file's
            yield replace(hit, values={**hit.values, "what": what, "mend": _OPEN}, confidence="low", is_gap=True)


@rule(
    "ITA422", "encrypted-file", "error",
    title=("ไฟล์ต้องใช้รหัสผ่าน", "File asks for a password"),
    message=("ไฟล์ {file} ต้องใช้รหัสผ่านจึงจะเปิดได้", "{file} opens with a password only"),
    fix=("บันทึกใหม่โดยไม่ตั้งรหัสสำหรับเปิด แล้วอัปโหลดทับไฟล์เดิม ถ้ามีข้อมูลที่เปิดเผยไม่ได้ ให้ปิดทับข้อมูลนั้นก่อน", "Save it anew without a password to open it, and upload it over this one; black out first what must not be public"),
)  # fmt: skip
def encrypted_file(context: Context) -> Iterator[Hit]:
    """เอกสารที่ประชาชนเปิดไม่ได้ไม่ถือว่าเปิดเผย การจำกัดเฉพาะการพิมพ์หรือแก้ไขไม่เป็นไร

    What citizens cannot open is not disclosed. A limit on printing or changing alone does no harm."""
    for hit, facts in _seen(context):
        if facts.trouble == "encrypted":
            yield hit


@rule(
    "ITA423", "scanned-pdf", "notice",
    title=("PDF เป็นภาพสแกน", "Scanned PDF"),
    message=("ไฟล์ {file} เป็นภาพ ไม่มีข้อความ จึงค้นหา คัดลอก หรือให้โปรแกรมอ่านออกเสียงไม่ได้", "{file} is pictures without text: nobody can search it, copy from it or have it read aloud"),
    fix=("ส่งออกเป็น PDF จาก Word หรือโปรแกรมที่ใช้พิมพ์ แทนการพิมพ์แล้วสแกน ถ้ามีแต่กระดาษ ให้สแกนแบบ OCR ภาษาไทย", "Export the PDF from the program that it was written in instead of printing and scanning; where there is only paper, scan with Thai OCR"),
)  # fmt: skip
def scanned_pdf(context: Context) -> Iterator[Hit]:
    """ผู้พิการทางสายตาใช้โปรแกรมอ่านหน้าจอ และประชาชนกับผู้ประเมินค้นหาคำในเอกสาร ภาพสแกนทำทั้งสองอย่างไม่ได้

    Blind people use screen readers, citizens and assessors search for words: a scan allows neither."""
    for hit, facts in _seen(context):
        if facts.trouble is None and facts.has_text is False:
            yield hit


@rule(
    "ITA424", "text-without-thai", "notice",
    title=("ข้อความใน PDF คัดลอกออกมาเป็นอักษรอื่น", "Text of a PDF comes out as other letters"),
    message=("ข้อความในไฟล์ {file} มองเห็นเป็นภาษาไทย แต่ค้นหาและคัดลอกแล้วได้อักษรอื่น", "{file} may look right, but its text is found and copied as other letters"),
    fix=("ส่งออกเป็น PDF ใหม่ด้วยฟอนต์ Unicode เช่น TH Sarabun New แล้วลองคัดลอกข้อความดู", "Export it anew with a Unicode font such as TH Sarabun New, and try to copy some text"),
)  # fmt: skip
def text_without_thai(context: Context) -> Iterator[Hit]:
    """ฟอนต์ไทยรุ่นเก่าและโปรแกรมสร้าง PDF บางตัวไม่บอกว่าภาพอักษรแต่ละตัวคือตัวอะไร การค้นหาและโปรแกรมอ่านหน้าจอจึงใช้ไม่ได้

    Old Thai fonts, and some programs that write PDFs, do not say which letter a sign stands for: search and screen
    readers are lost."""
    for hit, facts in _seen(context):
        if facts.trouble is None and facts.has_text and facts.is_garbled:
            yield hit


@rule(
    "ITA425", "large-file", "warning",
    title=("ไฟล์ใหญ่", "Large file"),
    message=("ไฟล์ {file} มีขนาด {size} MB เกินที่ตั้งไว้ {limit} MB", "{file} has {size} MB, more than the {limit} MB that are set"),
    fix=("ลดความละเอียดของภาพในเอกสาร หรือแยกเป็นหลายไฟล์ ถ้าจำเป็นต้องใหญ่ ให้เพิ่ม evidence.file_max_mb", "Lower the resolution of its pictures or split it; where it has to be large, raise evidence.file_max_mb"),
)  # fmt: skip
def large_file(context: Context) -> Iterator[Hit]:
    """ประชาชนส่วนใหญ่เปิดจากโทรศัพท์ ไฟล์ใหญ่ใช้เวลานานและกินค่าอินเทอร์เน็ต

    Most citizens open it on a phone: a large file takes long and costs them data."""
    limit = context.site.config.evidence.file_max_mb
    for hit in _cited(context):
        hosted = context.site.files.get(str(hit.values["file"]))
        if hosted is not None and hosted.is_regular and hosted.size > limit * _MB:
            yield replace(hit, values={**hit.values, "size": -(-hosted.size // _MB), "limit": limit})
