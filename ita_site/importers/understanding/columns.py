"""What each column of a table holds: told by its head, else by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from ita_site.importers.model import Row
from ita_site.thai import fold_digits, repair


class Role(StrEnum):
    """What a column is for. `NAME` names the evidence of its row; `PAGE` leads to the item's page of an exporting site."""

    CODE = "code"
    TITLE = "title"
    ELEMENTS = "elements"
    LINKS = "links"
    NAME = "name"
    PAGE = "page"
    EXPLANATION = "explanation"
    ANSWER = "answer"
    HAVE = "have"
    HAVE_NOT = "have-not"
    OWNER = "owner"
    OTHER = "other"


# The first that fits counts; blanks are taken out before. What stands alone is fitted as a whole.
_HEADS: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(words))
    for role, words in (
        (Role.ANSWER, r"มี[/|\\,หรือ]*ไม่มี|^คำตอบ|^answer$|^has$|^ตอบ$"),
        (Role.HAVE_NOT, r"^ไม่มี$|^no$"),
        (Role.HAVE, r"^มี$|^yes$"),
        (Role.EXPLANATION, r"คำอธิบาย|^อธิบาย|^explanation|ตำแหน่งข้อมูล|^description$"),
        (Role.ELEMENTS, r"องค์ประกอบ|^elements?$|^เกณฑ์การ"),
        (Role.PAGE, r"^urlหน้า|หน้าของข้อ|หน้าเว็บของข้อ|^itempage|^page$|^pageurl"),
        (Role.NAME, r"^ชื่อ(?:หลักฐาน|เอกสาร|ไฟล์|ลิงก์)|^evidencetitle"),
        (
            Role.LINKS,
            r"^url|ลิ้?ง[คก]์?|link|เชื่อมโยง|^หลักฐาน|evidence|ที่อยู่เว็บ|^เอกสาร|^ไฟล์|^ดาวน์โหลด|^download|^.{0,8}เว็บไซต์$",
        ),
        (Role.OWNER, r"รับผิดชอบ$|^owner$"),
        (
            Role.OTHER,
            (
                r"^หมายเหตุ|^ระยะเวลา|^วิธี|^ผล.{0,3}ดำเนินการ|^(?:ดำเนินการ|อยู่ระหว่าง).{0,10}$|^คะแนน|^สถานะ|^ความพร้อม|^วันที่|"
                r"^.{0,16}เดือน$|^note|^status$|^กลุ่ม.{0,10}$|^ตัวชี้วัดย่อย(?:ที่)?$|^ด้าน(?:ที่)?$"
            ),
        ),
        (Role.CODE, r"^(?:ข้อ|ข้อที่|รหัส.{0,10}|ลำดับ|ลำดับที่|ที่|code|no\.?|oit|ข้อoit|item|itemno\.?|#)$"),
        (
            Role.TITLE,
            (
                r"^(?:ข้อมูล(?:สาธารณะ|oit|ที่.{0,12})?|รายการ(?:ข้อมูล|ประเมิน|oit|ที่.{0,12}|เปิดเผย.{0,8})?|ชื่อ.{0,12}|"
                r"หัวข้อ.{0,12}|ประเด็น.{0,20}|ตัวชี้วัด.{0,10}|รายละเอียด.{0,10}|เรื่อง|title|name|itemname)$"
            ),
        ),
    )
)
_LONGEST_HEAD = 60
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
_LONG = 120


def role_of_head(text: str) -> Role | None:
    """The role that a head word gives to its column; None for text that is no head."""
    bare = "".join(fold_digits(repair(text)).lower().split()).strip(":*.")
    if not 0 < len(bare) <= _LONGEST_HEAD:
        return None
    return next((role for role, words in _HEADS if words.search(bare)), None)


def is_head(row: Row) -> bool:
    """Whether a row names columns: the document says so, or at least two of its cells are head words and none a link."""
    cells = [cell for cell in row.cells if cell.text.strip() and not cell.is_copy]
    if not cells or any(row.links):
        return False
    roles = [role_of_head(cell.text) for cell in cells]
    told = [role for role in roles if role is not None]
    if len(cells) == 1:
        return row.is_head and bool(told) and len(row.cells) > 1
    return len(told) >= 2 and len(told) * 2 > len(cells)


def by_head(rows: Sequence[Row]) -> Mapping[int, Role]:
    """The roles by the number of the column, from one or more rows of heads; the lowest that says something counts."""
    found: dict[int, Role] = {}
    for row in rows:
        for at, cell in enumerate(row.cells):
            role = role_of_head(cell.text)
            # below a merged «ผลการดำเนินงาน» stand heads of their own, below a merged «ข้อ» its copies
            if role is not None and not (cell.is_copy and at in found):
                found[at] = role
    return _one_each(found)


def by_content(
    rows: Sequence[Row], is_code: Callable[[str], bool], is_title: Callable[[str], bool]
) -> Mapping[int, Role]:
    """The roles by the number of the column, from what most of its cells hold."""
    found: dict[int, Role] = {}
    titles: dict[int, int] = {}
    for at in range(max((len(row.cells) for row in rows), default=0)):
        cells = [row.cells[at] for row in rows if at < len(row.cells) and not row.cells[at].is_copy]
        texts = [cell.text.strip() for cell in cells if cell.text.strip()]
        if not texts:
            continue
        half = len(texts) / 2
        if sum(is_code(text) for text in texts) > half and Role.CODE not in found.values():
            found[at] = Role.CODE
        elif sum(bool(cell.links) or _ADDRESS.search(cell.text) is not None for cell in cells) > half:
            found[at] = Role.LINKS
        elif sum(text in ("มี", "ไม่มี") for text in texts) > half:
            found[at] = Role.ANSWER
        if likely := sum(is_title(text) for text in texts if len(text) <= 2 * _LONG):
            titles[at] = likely
    if titles:
        best = max(titles, key=lambda at: titles[at])
        if found.get(best) is not Role.CODE:
            found[best] = Role.TITLE
    return found


def _one_each(found: dict[int, Role]) -> Mapping[int, Role]:
    """Of two columns with codes or titles the first is meant; of «มี» without «ไม่มี» beside it nothing is known."""
    for role in (Role.CODE, Role.TITLE, Role.EXPLANATION, Role.ANSWER, Role.PAGE):
        for again in [at for at in sorted(found) if found[at] is role][1:]:
            found[again] = Role.OTHER
    if (Role.HAVE in found.values()) != (Role.HAVE_NOT in found.values()):
        found = {at: Role.OTHER if role in (Role.HAVE, Role.HAVE_NOT) else role for at, role in found.items()}
    return found
