"""3xx, nil: «nothing to report» as an answer."""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.dates import be_month_iso
from ita_site.records import Status
from ita_site.rules.base import Context, Hit, rule
from ita_site.rules.periods import month_list, window_of
from ita_site.text import Text

_NIL_REFUSED = Text(
    "ข้อนี้ตอบว่าไม่มีเรื่องต้องรายงานไม่ได้", "The criteria do not let this item be answered with «nothing to report»"
)
_NIL_UNKNOWN = Text(
    "เกณฑ์ไม่ได้บอกว่าข้อนี้ตอบว่าไม่มีเรื่องต้องรายงานได้หรือไม่",
    "The criteria do not say whether this item may be answered with «nothing to report»",
)


@rule(
    "ITA307", "nil-not-allowed", "error",
    title=("ข้อนี้ตอบว่า “ไม่มี” ไม่ได้", "This item cannot be answered with «nothing to report»"),
    message=("{what}", "{what}"),
    fix=("เปลี่ยน status: เป็น disclosed แล้วใส่หลักฐาน{note}", "Change status: to disclosed and give evidence{note}"),
)  # fmt: skip
def nil_not_allowed(context: Context) -> Iterator[Hit]:
    """การตอบว่าไม่มีได้เฉพาะข้อที่เกณฑ์เขียนไว้ เช่น สถิติเรื่องร้องเรียน

    Only items whose criteria say so may be answered with nothing to report, such as complaint statistics."""
    for entry, item, record in context.sound:
        if record.status is Status.NIL and item.nil.allowed != "yes":
            # "unknown" means that no source says either way: told, not held against the agency
            unknown = item.nil.allowed == "unknown"
            note = item.nil.note
            values = {
                "what": _NIL_UNKNOWN if unknown else _NIL_REFUSED,
                "note": Text(f" ({note.th})", f" ({note.en})") if note else Text("", ""),
            }
            confidence = "low" if unknown else item.nil.confidence
            yield Hit(entry.document, ("status",), values, item, confidence=confidence)


@rule(
    "ITA310", "nil-statement-missing", "error", gap=True,
    title=("ไม่มีข้อความแจ้งว่าไม่มีเรื่อง", "No statement for «nothing to report»"),
    message=(
        "ตอบว่าไม่มีเรื่องต้องรายงาน แต่ไม่มีข้อความแจ้งประชาชนและช่วงเวลา",
        "Answered with «nothing to report» but without the public statement and its period",
    ),
    fix=(
        "เติม nil: ที่มี statement: และ covers: เช่น statement: ไม่มีเรื่องร้องเรียนในช่วงเวลานี้",
        "Add nil: with statement: and covers:",
    ),
)  # fmt: skip
def nil_statement_missing(context: Context) -> Iterator[Hit]:
    """เกณฑ์ให้เผยแพร่ว่าไม่มีเรื่อง การปล่อยว่างไม่ถือว่าตอบ

    The criteria want the absence itself published; leaving the item blank is no answer."""
    for entry, item, record in context.sound:
        if record.status is Status.NIL and record.nil is None:
            yield Hit(entry.document, ("status",), item=item)


@rule(
    "ITA311", "nil-period-not-covered", "error", gap=True,
    title=("ข้อความแจ้งว่าไม่มีเรื่องไม่ครบช่วงเวลา", "«Nothing to report» does not cover the period"),
    message=("ข้อความแจ้งว่าไม่มีเรื่องยังขาดเดือน {months}", "The statement leaves out {months}"),
    fix=("แก้ covers: ของ nil: ให้ครอบคลุม {start} ถึง {end}", "Let covers: of nil: reach from {start} to {end}"),
    requires=("ITA307", "ITA310"),
)  # fmt: skip
def nil_period_not_covered(context: Context) -> Iterator[Hit]:
    """แจ้งว่าไม่มีเรื่องก็ต้องครบทุกเดือนที่เกณฑ์กำหนด

    A statement of nothing must cover every month that the criteria ask for."""
    for entry, item, record in context.sound:
        if record.status is not Status.NIL or record.nil is None:
            continue
        wanted = window_of(context.edition, item)
        span = record.nil.covers
        if not wanted:
            continue
        lacking = [m for m in wanted if m < span.start or (span.end is not None and m > span.end)]
        # where one dated evidence would do, a statement for a part of the time does too
        touches = context.edition.period_rules[item.period.rule].test == "touches"
        if lacking and not (touches and len(lacking) < len(wanted)):
            yield Hit(
                entry.document, ("nil", "covers"),
                {"months": month_list(lacking), "start": be_month_iso(wanted[0]), "end": be_month_iso(wanted[-1])},
                item, on_key=True, confidence=item.period.confidence,
            )  # fmt: skip
