"""Texts on their way into item files: titles of evidence that say something, explanations that are the agency's own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ita_site.criteria import Item
from ita_site.importers.model import Link
from ita_site.importers.understanding.titles import Codes, fold, is_cut
from ita_site.thai import cut, repair, without_invisible

LONGEST_TITLE = 200
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_APOSTROPHE = re.compile(r"^'(?=[=+\-@])")
"""What tables put before a text that a spreadsheet would reckon."""
_SAYS_NOTHING = re.compile(
    r"(?:(?:กรุณา|โปรด)?คลิ้?๊?ก?.{0,20}|เปิด(?:ดู)?(?:ข้อมูล|เอกสาร|ไฟล์)?|(?:ดู|อ่าน|เปิดดู)?(?:รายละเอียด|เพิ่มเติม|ข้อมูล|ต่อ)+(?:ที่นี่|เพิ่มเติม)?|"
    r"ดู|ดาวน์โหลด.{0,12}|ที่นี่|ลิ้?ง[กค]์?.{0,12}|เอกสาร(?:แนบ)?|ไฟล์(?:แนบ)?|หลักฐาน|แสดง.{0,12}|เข้า(?:ชม|ดู)|url|links?|click.{0,12}|here|view|read ?more|"
    r"more|detail|details|download|open|file|pdf|docx?|xlsx?|word|excel|jpe?g|image|หน้าเว็บ(?:ไซต์)?|เว็บไซต์)?[\s():.,/\-–#>»]*[0-9]*[\s():.]*(?:\(?(?:pdf|docx?|xlsx?)\)?)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\s*(?:https?://|www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)+/)\S*\s*", re.IGNORECASE)
_OF_MANUAL = (
    "อย่างน้อยประกอบด้วย", "อย่างน้อยประกอบไปด้วย", "มีข้อมูลรายละเอียด", "ยกตัวอย่างเช่น", "ที่มีข้อมูลครอบคลุม", "ใช้บังคับในปี",
    "เป็นรายงานผลของปี", "เป็นการดำเนินการในปี", "ที่มีระยะเวลาบังคับใช้", "สามารถเข้าถึงหรือเชื่อมโยง", "เป็นข้อมูลการจัดซื้อจัดจ้างในปี",
)  # fmt: skip
"""Words of the assessor's manual, which agencies copy into their tables."""
_MANUAL_BEGINS = re.compile(r"[\s*•o○\-–]*แสดง")
_OWN_WORDS = re.compile(r"หน้าแรก|หน้าหลัก|เมนู|คลิก|แบนเนอร์|[>›»→]|https?://|www\.")
_RUN = 6
_SHORT = 40
"""Letters of an explanation that may be the name of a menu."""
_PERSON = re.compile(r"\s*(?:นาย|นาง|น\.ส\.|ว่าที่|พ\.?[จอต]\.|จ\.?ส\.|ด\.?ต\.|ส\.?[ตอ]\.|mr|mrs|miss|ms)", re.IGNORECASE)
_LONGEST_OWNER = 100


def clean(text: str, lines: bool = False) -> str:
    """A text that reads back as it is: repaired, nothing invisible, blanks in order; with `lines` it keeps its lines."""
    text = _APOSTROPHE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    sound = _UNFIT.sub(" ", repair(without_invisible(text)))
    if not lines:
        return repair(" ".join(sound.split()))
    return repair("\n".join(filter(None, (" ".join(line.split()) for line in sound.split("\n")))))


def evidence_titles(links: Iterable[Link], name: str, codes: Codes) -> tuple[Link, ...]:
    """The links with titles for readers: their own where they say something, else the item's `name` and a number."""
    titled = [(link, _title(link.title, name, codes)) for link in links]
    unnamed = sum(not title for _, title in titled)
    found, number = [], 0
    for link, title in titled:
        number += not title
        found.append(Link(title or (f"{name} ({number})" if unnamed > 1 else name), link.url))
    return tuple(found)


def _title(written: str, name: str, codes: Codes) -> str:
    """The title of a link, or nothing when it does not say what opens."""
    text = clean(written)
    rest = codes.at_start(text)[1]
    if _SAYS_NOTHING.fullmatch(rest) or _ADDRESS.fullmatch(rest):
        return ""
    is_name = "".join(rest.split()).casefold() == "".join(name.split()).casefold()
    if is_name or (is_cut(rest) and fold(name).startswith(fold(rest)[:-1])):
        return ""
    return cut(rest, LONGEST_TITLE)


def is_manuals(text: str, item: Item) -> bool:
    """Whether an explanation is the assessor's manual rather than where to find the data on the agency's website."""
    folded = fold(text)
    if len(folded) < _SHORT or _OWN_WORDS.search(text):
        return False
    flat = "".join(text.split())
    if sum(words in flat for words in _OF_MANUAL) + (_MANUAL_BEGINS.match(text) is not None) >= 2:
        return True
    asked = fold(" ".join((item.summary.th, *(element.name.th for element in item.elements))))
    runs = [folded[at : at + _RUN] for at in range(len(folded) - _RUN + 1)]
    return sum(run in asked for run in runs) * 2 > len(runs)


def owner_of(text: str) -> str:
    """The unit or post in charge; nothing where a person is named."""
    bare = clean(text)
    return "" if _PERSON.match(bare) or len(bare) > _LONGEST_OWNER or bare in ("-", "–") else bare
