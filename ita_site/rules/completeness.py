"""3xx: is everything there that the edition asks for?"""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.criteria import Item, Shelf
from ita_site.records import ItemRecord, Status
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.periods import period_gap
from ita_site.surveys import shown_by_site
from ita_site.tables import TableRows
from ita_site.text import Text

SHORTEST_EXPLANATION = 20
"""Characters. Seed reports of zero scores name unclear explanations; shorter than this says no place on a site."""


def disclosed(context: Context) -> Iterator[tuple[Hit, Item, ItemRecord]]:
    """Items that claim to be disclosed; each with a Hit to copy the place from."""
    for entry, item, record in context.sound:
        if record.status is Status.DISCLOSED:
            yield Hit(entry.document, item=item), item, record


@rule(
    "ITA301", "missing-item", "error", rests_on="item", gap=True, requires=("ITA207", "ITA209", "ITA309"),
    title=("ไม่มีไฟล์ของข้อ", "Item has no file"),
    message=("ยังไม่มีข้อ {code} {name}", "Item {code} ({name}) is missing"),
    fix=(
        "สร้างไฟล์ {path} (พิมพ์คำสั่ง ita-site new item {code} หรือคัดลอกจากข้ออื่น) แล้วกรอกข้อมูล",
        "Create {path} (run: ita-site new item {code}) and fill it in",
    ),
)  # fmt: skip
def missing_item(context: Context) -> Iterator[Hit]:
    """ทุกข้อของปีต้องมีคำตอบ ข้อที่ไม่มีได้ 0 จาก 100 คะแนน

    Every item of the year needs an answer; an item without one scores 0 of 100."""
    year = context.site.year
    for code, item in year.edition.items.items():
        path = year.item_path(code)
        if code not in year.items and not context.site.hides(path):
            yield Hit(path, values={"code": code, "name": item.name, "path": path}, item=item)


@rule(
    "ITA302", "element-not-shown", "error", gap=True, requires=("ITA208", "ITA209", "ITA402"),
    title=("ไม่มีหลักฐานใดแสดงองค์ประกอบ", "Element is shown by no evidence"),
    message=("ไม่มีหลักฐานใดแสดงองค์ประกอบ «{element}» ({id})", "No evidence shows the element «{element}» ({id})"),
    fix=(
        "เปิดหลักฐานดูก่อน ถ้ามีเรื่องนี้แล้วจึงเติม {id} ใน shows: ถ้ายังไม่มี ให้เพิ่มหลักฐานที่แสดงเรื่องนี้",
        "Open the evidence: if it has this, add {id} to its shows:; if not, add evidence that does",
    ),
)  # fmt: skip
def element_not_shown(context: Context) -> Iterator[Hit]:
    """ข้อหนึ่งได้ 100 หรือ 0 ขาดองค์ประกอบเดียวก็ได้ 0

    An item scores 100 or 0: one missing element costs it all."""
    agency_type = context.site.config.agency.type
    for hit, item, record in disclosed(context):
        shown = {shown for evidence in record.evidence for shown in evidence.shows} | shown_by_site(context.site, item)
        for element in item.elements_for(agency_type):
            if element.required and element.proof == "evidence" and element.id not in shown:
                yield Hit(
                    hit.where, ("evidence",), {"element": element.name, "id": element.id}, item,
                    on_key=True, confidence=element.confidence,
                )  # fmt: skip


@rule(
    "ITA303", "explanation-missing", "error", rests_on="item", gap=True,
    title=("ไม่มีคำอธิบายว่าเปิดดูตรงไหน", "No explanation of where to find it"),
    message=(
        "คำอธิบายสั้นเกินไปหรือยังว่างอยู่ ({length} ตัวอักษร) ผู้ประเมินจะหาข้อมูลไม่พบ",
        "The explanation is blank or too short ({length} characters) for an assessor to find the data",
    ),
    fix=(
        "เขียน explanation: อย่างน้อย {least} ตัวอักษร บอกเมนูและหน้าที่ต้องเปิด เช่น หน้าแรก > ข้อมูลพื้นฐาน > โครงสร้าง",
        "Write explanation: with at least {least} characters that name the menu and page, e.g. Home > About > Structure",
    ),
)  # fmt: skip
def explanation_missing(context: Context) -> Iterator[Hit]:
    """เคยมีหน่วยงานได้ 0 ทั้งที่มีเอกสาร เพราะผู้ประเมินหาไม่พบ

    Agencies have scored 0 although the document existed, because the assessor could not find it."""
    for entry, item, record in context.sound:
        length = len(record.explanation)
        if record.status is not Status.PENDING and length < SHORTEST_EXPLANATION:
            values = {"length": length, "least": SHORTEST_EXPLANATION}
            yield Hit(entry.document, ("explanation",), values, item, on_key=True)


@rule(
    "ITA304", "period-not-covered", "error", gap=True, requires=("ITA209", "ITA402", "ITA305"),
    title=("ข้อมูลไม่ครบช่วงเวลา", "Period not covered"),
    message=("{problem}", "{problem}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def period_not_covered(context: Context) -> Iterator[Hit]:
    """เกณฑ์กำหนดช่วงเวลาของแต่ละข้อ ขาดเดือนเดียวก็ได้ 0

    The criteria set a period for each item; one month short scores 0."""
    yield from _periods(context, missing=False)


@rule(
    "ITA305", "period-missing", "error", gap=True, requires=("ITA209", "ITA402"),
    title=("ไม่ได้บอกช่วงเวลาของข้อมูล", "Evidence does not say its period"),
    message=("{problem}", "{problem}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def period_missing(context: Context) -> Iterator[Hit]:
    """ถ้าหลักฐานไม่บอกว่าเป็นข้อมูลของเดือนใด ก็พิสูจน์ไม่ได้ว่าครบตามเกณฑ์

    Evidence that does not say which months it covers cannot prove that the period is complete."""
    yield from _periods(context, missing=True)


def _periods(context: Context, *, missing: bool) -> Iterator[Hit]:
    for entry, item, record in context.sound:
        if record.status is not Status.DISCLOSED:
            continue
        gap = period_gap(context.edition, item, record, entry.table)
        if gap is not None and gap.nothing_stated == missing:
            yield Hit(
                entry.document, ("evidence",), {"problem": gap.problem, "mend": gap.mend}, item,
                on_key=True, confidence=item.period.confidence,
            )  # fmt: skip


@rule(
    "ITA306", "too-few", "error", gap=True, requires=("ITA209", "ITA402"),
    title=("จำนวนน้อยกว่าที่เกณฑ์กำหนด", "Fewer than the criteria ask for"),
    message=("มี {count} {noun} เกณฑ์ให้มีอย่างน้อย {least} {noun}", "{count} of: {noun}; the criteria ask for at least {least}"),
    fix=("เพิ่มให้ครบ {least} {noun}", "Add more until there are {least} of: {noun}"),
)  # fmt: skip
def too_few(context: Context) -> Iterator[Hit]:
    """บางข้อกำหนดจำนวนขั้นต่ำ

    Some items set a least number."""
    for entry, item, record in context.sound:
        least = item.min_count
        if record.status is not Status.DISCLOSED or least is None:
            continue
        count = _count(least.of, record, entry.table)
        if count is None or count >= least.n:
            continue
        at = ("table", "rows") if least.of == "rows" else ("evidence",)
        values: dict[str, Value] = {"noun": least.noun, "count": count, "least": least.n}
        yield Hit(entry.document, at, values, item, on_key=True, confidence=least.confidence)


def _count(of: str, record: ItemRecord, table: TableRows | None) -> int | None:
    """How many there are, where counting is this rule's task: months and elements have rules of their own."""
    if of == "evidence":
        return len(record.evidence)
    if of == "rows" and table is not None and table.problem is None:
        return len(table.rows)
    return None


@rule(
    "ITA308", "pending", "error", rests_on="item", gap=True,
    title=("ข้อยังไม่พร้อมเผยแพร่", "Item is still pending"),
    message=("ข้อนี้ยังไม่พร้อมเผยแพร่ (status: pending)", "The item is not ready (status: pending)"),
    fix=(
        "ใส่หลักฐานที่แสดง {elements} ({period}) แล้วเปลี่ยน status: เป็น disclosed",
        "Give evidence of: {elements} ({period}); then change status: to disclosed",
    ),
)  # fmt: skip
def pending(context: Context) -> Iterator[Hit]:
    """งานที่ยังไม่เสร็จบันทึกเก็บไว้ได้ แต่เผยแพร่ไม่ได้จนกว่าจะครบ

    Unfinished work may be saved at any time; it cannot go live until it is complete."""
    for entry, item, record in context.sound:
        if record.status is Status.PENDING:
            asked = [e.name for e in item.elements_for(context.site.config.agency.type) if e.required]
            elements = Text("; ".join(name.th for name in asked), "; ".join(name.en for name in asked))
            period = context.edition.period_rules[item.period.rule].name
            yield Hit(entry.document, ("status",), {"elements": elements, "period": period}, item)


@rule(
    "ITA309", "other-edition", "error",
    title=("เป็นข้อของเกณฑ์ปีอื่น", "Item of another year's criteria"),
    message=("ไฟล์นี้เป็นของเกณฑ์ปี {stated} แต่อยู่ในโฟลเดอร์ปี {year}", "This file belongs to the criteria of {stated} but lies under {year}"),
    fix=(
        "ตรวจว่าคัดลอกมาจากปีก่อนหรือไม่ รหัสเดียวกันคนละปีอาจเป็นคนละเรื่อง แล้วแก้ให้ตรงกับเกณฑ์ปี {year}",
        "Check whether it was copied from another year, where the same code may mean another thing; make it fit {year}",
    ),
)  # fmt: skip
def other_edition(context: Context) -> Iterator[Hit]:
    """รหัสข้อของแต่ละปีไม่ตรงกัน คัดลอกข้ามปีแล้วจะตอบผิดข้อ

    Codes change their meaning between years; copying across years answers the wrong item."""
    year = context.edition.year
    for entry in context.site.year.entries:
        data = entry.document.data
        if not isinstance(data, dict):
            continue
        if entry.record is not None and entry.record.edition not in (None, year):
            yield Hit(entry.document, ("edition",), {"stated": entry.record.edition or 0, "year": year}, entry.item)
        elif entry.item is None and (stated := other_year_with(str(data.get("item", "")), year, context.site.shelf)):
            named = context.item_named(entry.document)
            yield Hit(entry.document, ("item",), {"stated": stated, "year": year}, named)


def other_year_with(code: str, year: int, shelf: Shelf) -> int | None:
    """The nearest other edition that knows `code`, as a year BE."""
    others = sorted((y for y in shelf.years if y != year), key=lambda y: abs(y - year))
    return next((y for y in others if shelf.edition(y).code(code)), None)


@rule(
    "ITA312", "owner-missing", "notice", gap=True,
    title=("ไม่ระบุผู้รับผิดชอบ", "Nobody in charge"),
    message=("ยังไม่ระบุผู้รับผิดชอบข้อนี้", "Nobody is named as in charge of this item"),
    fix=("เติม owner: เป็นชื่อกองหรือตำแหน่ง เช่น สำนักปลัด", "Add owner: with a unit or post"),
)  # fmt: skip
def owner_missing(context: Context) -> Iterator[Hit]:
    """ข้อที่ไม่มีเจ้าของมักเป็นข้อที่ค้างตอนใกล้กำหนดส่ง

    Items without an owner are the ones left over when the deadline comes."""
    for entry, item, record in context.sound:
        if not record.owner and record.status is not Status.PENDING:
            yield Hit(entry.document, ("owner",), item=item, on_key=True)
