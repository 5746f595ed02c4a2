"""7xx: a notice is signed by the head whom another item names, and in its year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ita_site.criteria import Item
from ita_site.dates import Month
from ita_site.records import Evidence, ItemRecord, Status
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.consistency.people import Head, heads_of, in_office, is_same_person, plain_name
from ita_site.rules.consistency.sides import Side, sides
from ita_site.rules.periods import month_list, period_gap, window_of
from ita_site.rules.said import NOTHING, day_said
from ita_site.site import ItemEntry
from ita_site.text import Text


@dataclass(frozen=True, slots=True)
class Notice:
    """An item that is signed by the head of another: its pieces of evidence that say who signed, by their place, and
    the heads that the other's table names. `register` is None without such a table."""

    entry: ItemEntry
    item: Item
    record: ItemRecord
    names: Item
    register: Side | None
    heads: tuple[Head, ...]
    signed: tuple[tuple[int, Evidence], ...]

    def is_in_order(self, context: Context) -> bool:
        """Whether one notice is signed by who was the head then and is now."""
        for _, evidence in self.signed:
            days = [context.as_of] if evidence.date is None else [context.as_of, evidence.date]
            if all(_by_one_of(evidence, in_office(self.heads, day)) for day in days):
                return True
        return False

    def values(self, evidence: Evidence, head: Head) -> dict[str, Value]:
        where = f"{self.register.path}:{self.register.line(head.row)}" if self.register else ""
        return {"signed": evidence.signed_by or "", "head": head.name, "names": self.names.code, "there": where}


def _by_one_of(evidence: Evidence, heads: tuple[Head, ...]) -> bool:
    return any(is_same_person(evidence.signed_by or "", head.name) for head in heads)


def _notices(context: Context) -> Iterator[Notice]:
    edition, items = context.edition, context.site.year.items
    for entry in items.values():
        item, record = entry.item, entry.record
        if item is None or record is None or record.status is not Status.DISCLOSED:
            continue
        for dependency in item.depends_on:
            if dependency.kind != "signed_by" or dependency.item is None:
                continue
            signed = tuple((i, e) for i, e in enumerate(record.evidence) if e.signed_by)
            register = sides(context).get(dependency.item)
            heads = heads_of(register) if register is not None else ()
            yield Notice(entry, item, record, edition.items[dependency.item], register, heads, signed)


@rule(
    "ITA712", "signed-by-another", "error", rests_on="facts", requires=("ITA215", "ITA216"),
    title=("ผู้ลงนามไม่ใช่ผู้บริหารสูงสุดในวันนั้น", "Signed by somebody other than the head"),
    message=("«{signed}» ลงนามเมื่อ {day} แต่ผู้บริหารสูงสุดในวันนั้นตามข้อ {names} ({there}) คือ «{head}»", "«{signed}» signed on {day}, when the head by {names} ({there}) was «{head}»"),
    fix=("ตรวจชื่อใน signed_by: และตารางข้อ {names} ถ้าผู้อื่นลงนามจริง ให้ผู้บริหารสูงสุดลงนามใหม่ ผู้รักษาราชการแทนให้ใส่ในตารางด้วย role: head", "Check signed_by: and the table of {names}; if another signed, let the head sign anew. Whoever acted as the head belongs in the table with role: head"),
)  # fmt: skip
def signed_by_another(context: Context) -> Iterator[Hit]:
    """เกณฑ์ให้ผู้บริหารสูงสุดลงนามเอง ประกาศที่คนอื่นลงนามไม่นับเป็นประกาศของหน่วยงาน

    The criteria ask for the signature of the head; a notice signed by another does not count."""
    for notice in _notices(context):
        if notice.is_in_order(context):
            continue
        for i, evidence in notice.signed:
            if head := _another(notice, evidence):
                values = {**notice.values(evidence, head), "day": day_said(evidence.date) if evidence.date else NOTHING}
                yield Hit(notice.entry.document, ("evidence", i, "signed_by"), values, notice.item)


def _another(notice: Notice, evidence: Evidence) -> Head | None:
    """Who surely was the head on the notice's day, where nobody of that day's heads signed it."""
    if evidence.date is None:
        return None
    heads = in_office(notice.heads, evidence.date)
    sure = next((head for head in heads if head.since is not None), None)
    return None if _by_one_of(evidence, heads) else sure


@rule(
    "ITA713", "head-has-changed", "warning", rests_on="facts", requires=("ITA215", "ITA216"),
    title=("ผู้ลงนามไม่ใช่ผู้บริหารสูงสุดคนปัจจุบัน", "Not signed by the current head"),
    message=("«{signed}» ลงนามไว้ แต่ผู้บริหารสูงสุดคนปัจจุบันตามข้อ {names} ({there}) คือ «{head}»", "«{signed}» signed, but the current head by {names} ({there}) is «{head}»"),
    fix=("ออกประกาศใหม่ที่ลงนามโดยผู้บริหารสูงสุดคนปัจจุบัน แล้วเพิ่มเป็นหลักฐาน หรือแก้ชื่อให้ตรงกัน", "Issue a new notice, signed by the current head, and add it; or let both say the same name"),
)  # fmt: skip
def head_has_changed(context: Context) -> Iterator[Hit]:
    """ผู้ประเมินดูว่าผู้บริหารสูงสุดคนปัจจุบันลงนาม เมื่อเปลี่ยนผู้บริหารระหว่างปี ประกาศของคนก่อนเคยได้ 0 คะแนน

    The assessor looks for the signature of the current head; after a change during the year the notice of the one
    before has scored 0."""
    for notice in _notices(context):
        current = in_office(notice.heads, context.as_of)
        if not notice.signed or not current or notice.is_in_order(context):
            continue
        if any(_another(notice, evidence) for _, evidence in notice.signed):
            continue
        i, evidence = notice.signed[-1]
        if not _by_one_of(evidence, current):
            yield Hit(
                notice.entry.document, ("evidence", i, "signed_by"), notice.values(evidence, current[0]), notice.item
            )


@rule(
    "ITA714", "signature-not-proven", "notice",
    title=("ยังเทียบผู้ลงนามไม่ได้", "The signature cannot be compared"),
    message=("ยังเทียบผู้ลงนามกับผู้บริหารสูงสุดในข้อ {names} ให้ไม่ได้ เพราะ{what}", "Who signed cannot be compared with the head in {names}: {what}"),
    fix=("ใส่ signed_by: และ date: ในหลักฐานของประกาศ และ table: ในข้อ {names} ระบบจะพิสูจน์ให้ว่าผู้บริหารสูงสุดคนปัจจุบันลงนามในปีนี้", "Give the notice signed_by: and date:, and {names} a table:; the check then proves that the current head signed in this year"),
)  # fmt: skip
def signature_not_proven(context: Context) -> Iterator[Hit]:
    """ประกาศที่ลงนามโดยผู้บริหารคนก่อนหรือปีก่อนเคยได้ 0 คะแนน ข้อมูลสามช่องนี้ทำให้รู้ก่อนผู้ประเมิน

    Notices signed by an earlier head, or in an earlier year, have scored 0; three fields tell before the assessor does."""
    for notice in _notices(context):
        what = _lacking(context, notice)
        if what:
            th, en = ", ".join(text.th for text in what), ", ".join(text.en for text in what)
            at = ("evidence",) if ("evidence",) in notice.entry.document.places else ()
            values: dict[str, Value] = {"names": notice.names.code, "what": Text(th, en)}
            yield Hit(notice.entry.document, at, values, notice.item, on_key=bool(at))


def _lacking(context: Context, notice: Notice) -> list[Text]:
    named = context.site.year.items.get(notice.names.code)
    # an item that is not ready, or whose table cannot be used, is told elsewhere
    if (
        named is None
        or named.record is None
        or named.record.status is not Status.DISCLOSED
        or not notice.record.evidence
    ):
        return []
    code, what = notice.names.code, []
    if not notice.signed:
        what.append(Text("ไม่มี signed_by:", "signed_by: is not given"))
    elif all(evidence.date is None for _, evidence in notice.signed):
        what.append(Text("ไม่มี date:", "date: is not given"))
    if named.record.table is None:
        what.append(Text(f"ข้อ {code} ไม่มี table:", f"{code} has no table:"))
    elif notice.register is not None and not notice.heads:
        what.append(Text(f"ตารางข้อ {code} ไม่มีแถวที่เป็น head", f"the table of {code} has no row of the head"))
    elif len({plain_name(head.name) for head in in_office(notice.heads, context.as_of)}) > 1:
        what.append(
            Text(
                f"ตารางข้อ {code} มี head ในวันนี้มากกว่าหนึ่งคน คนที่พ้นไปแล้วให้ใส่ until:",
                f"the table of {code} names several heads of today; give those who left until:",
            )
        )
    return what


@rule(
    "ITA715", "notice-of-another-year", "error", rests_on="facts", requires=("ITA304", "ITA305"),
    title=("ประกาศไม่ได้ลงวันที่ในปีที่ตรวจ", "A notice is not dated in the year"),
    message=("ประกาศลงวันที่ {day} ซึ่งไม่อยู่ในช่วง {window}", "The notice is dated {day}, which is not within {window}"),
    fix=("ตรวจ date: ถ้าเป็นประกาศของปีอื่น ให้ออกประกาศของปีนี้แล้วใส่แทน", "Check date:; if this is the notice of another year, issue one of this year and give that"),
)  # fmt: skip
def notice_of_another_year(context: Context) -> Iterator[Hit]:
    """ประกาศต้องออกใหม่ทุกปี ประกาศของปีก่อนเคยได้ 0 คะแนน

    The notice is issued anew each year; that of another year has scored 0."""
    for notice in _notices(context):
        window = window_of(context.edition, notice.item)
        table = notice.entry.table
        dated = [(i, e) for i, e in notice.signed or tuple(enumerate(notice.record.evidence)) if e.date is not None]
        if not window or not dated or period_gap(context.edition, notice.item, notice.record, table) is not None:
            continue
        if not any(e.date is not None and Month.of(e.date) in window for _, e in dated):
            i, evidence = dated[-1]
            values: dict[str, Value] = {
                "day": day_said(evidence.date) if evidence.date else NOTHING,
                "window": month_list(window),
            }
            yield Hit(notice.entry.document, ("evidence", i, "date"), values, notice.item)
