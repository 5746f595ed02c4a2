"""4xx, links to the agency's own site: held against the pages that are about to go live."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.ownlinks import Fault, OwnLinks
from ita_site.text import Text

_MOST_SHOWN = 5
_LONGEST = 80

_WHAT = {
    "missing": Text("ไม่มีหน้าหรือไฟล์นี้ในเว็บไซต์", "leads to no page or file that will be there"),
    "outside": Text("อยู่นอกเว็บไซต์นี้", "leads out of this site's own content"),
    "not-hosted": Text("เป็นไฟล์ชนิดที่เผยแพร่ที่นี่ไม่ได้", "is a file of a type that may not be hosted here"),
    "anchor": Text("ไม่มีหัวข้อนี้ในหน้านั้น", "leads to a heading that the page does not have"),
}
_COMPARE = Text(
    "เปิดหน้าที่ต้องการในเว็บไซต์ แล้วคัดลอกที่อยู่มาใส่ ถ้าเป็นเอกสาร ให้อัปโหลดไว้ใน content/files แล้วใช้ file: แทน url:",
    "Open the page that is meant and copy its address; a document goes to content/files and is named with file: instead of url:",
)
_SPELL = Text(
    "แก้ชื่อให้ตรงทุกตัวอักษร ถ้าเป็นไฟล์ ให้อัปโหลดไว้ใน content/files ก่อน",
    "Write the name letter by letter; a file has to be uploaded to content/files first",
)
_TYPES = Text(
    "บันทึกเป็นชนิดที่เผยแพร่ได้ เช่น PDF แล้วแก้ชื่อในลิงก์", "Save it as a type that may be hosted, such as PDF, and mend the link",
)  # fmt: skip
_WITHOUT = Text("ลบตั้งแต่เครื่องหมาย # ออก", "Leave out everything from the # on")


def _values(name: str, link: str, fault: Fault, mend: Text) -> Mapping[str, Value]:
    return {
        name: link if len(link) <= _LONGEST else f"{link[: _LONGEST - 1]}…",
        "what": _WHAT[fault.kind],
        "mend": mend,
    }


def _headings(fault: Fault) -> Text:
    """What to write instead of an anchor that is not there."""
    if fault.near:
        return Text(f"แก้ส่วนท้ายเป็น #{fault.near}", f"End it with #{fault.near}")
    shown = " ".join(f"#{name}" for name in fault.anchors[:_MOST_SHOWN])
    return Text(f"{_WITHOUT.th} หรือใช้หัวข้อที่มี เช่น {shown}", f"{_WITHOUT.en}, or use one that is there, such as {shown}")


def _address(context: Context, fault: Fault) -> Text:
    """What to write instead of an address of a page or file that is not there."""
    if fault.kind == "not-hosted":
        return _TYPES
    if not fault.near:
        return _COMPARE
    if not fault.near.endswith("/"):
        return Text(f"มีไฟล์ {fault.near} ถ้าหมายถึงไฟล์นั้น ให้เขียน file: {fault.near} แทน url:", f"There is {fault.near}; if that is meant, write file: {fault.near} instead of url:")  # fmt: skip
    near = OwnLinks.of(context).address(fault.near)
    return Text(f"มีหน้า {near} ถ้าหมายถึงหน้านั้น ให้ใช้ที่อยู่นี้", f"There is a page {near}; if that is meant, use this address")


@rule(
    "ITA440", "own-page-missing", "error",
    title=("ลิงก์ไปยังหน้าที่ไม่มีในเว็บไซต์ของหน่วยงานเอง", "Own site has no such page"),
    message=("«{url}» เป็นที่อยู่ของเว็บไซต์นี้เอง แต่{what}", "«{url}» is an address of this very site, but {what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def own_page_missing(context: Context) -> Iterator[Hit]:
    """หน้าของเว็บไซต์นี้เผยแพร่พร้อมกับข้อมูล จึงรู้ได้ก่อนเผยแพร่ว่าลิงก์จะเปิดได้หรือไม่

    The pages of this site go live together with the data, so it is known beforehand whether a link will open."""
    for citation, fault in OwnLinks.of(context).cited:
        if fault.kind != "anchor":
            values = _values("url", citation.evidence.url or "", fault, _address(context, fault))
            yield Hit(citation.document, (*citation.at, "url"), values, citation.item, is_gap=citation.is_pending)


@rule(
    "ITA441", "own-anchor-missing", "error",
    title=("หน้าของเว็บไซต์นี้ไม่มีหัวข้อที่ลิงก์ชี้ไป", "Own page has no such heading"),
    message=("«{url}» เปิดหน้าได้ แต่{what}", "«{url}» {what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def own_anchor_missing(context: Context) -> Iterator[Hit]:
    """ลิงก์ที่ชี้ไปยังหัวข้อที่ไม่มีจะเปิดที่ต้นหน้า ผู้ประเมินต้องหาต่อเอง

    A link to a heading that is not there opens at the top of the page, and the assessor has to go on searching."""
    for citation, fault in OwnLinks.of(context).cited:
        if fault.kind == "anchor":
            values = _values("url", citation.evidence.url or "", fault, _headings(fault))
            yield Hit(citation.document, (*citation.at, "url"), values, citation.item, is_gap=citation.is_pending)


@rule(
    "ITA442", "page-link-missing", "error",
    title=("ลิงก์ในข้อความไม่มีปลายทาง", "Link in a text leads nowhere"),
    message=("ลิงก์หรือรูป «{link}» ไปไม่ถึงปลายทาง: {what}", "The link or picture «{link}» {what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def page_link_missing(context: Context) -> Iterator[Hit]:
    """ลิงก์ที่ไม่มีปลายทางจะแสดงเป็นข้อความที่กดไม่ได้ รูปจะไม่แสดง โดยไม่มีใครรู้

    A link without a target is shown as words that lead nowhere, a picture not at all, and nobody notices."""
    for lost in OwnLinks.of(context).lost:
        text, fault = lost.text, lost.fault
        values = _values("link", lost.href, fault, _in_text(fault))
        spot = text.spot(lost.line, lost.column)
        yield Hit(text.document, values=values, item=text.item, spot=spot, is_gap=text.is_pending)


def _in_text(fault: Fault) -> Text:
    if fault.kind == "anchor":
        return _headings(fault)
    if fault.kind == "not-hosted":
        return _TYPES
    return Text(f"แก้เป็น {fault.near}", f"Write {fault.near}") if fault.near else _SPELL
