"""73x: the year of a result, and the year before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ita_site.criteria import scale_of
from ita_site.dates import fiscal_year_months
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.results.judged import Judged, judged, points
from ita_site.rules.said import day_said, short
from ita_site.text import Text
from ita_site.thai import fold_digits

_NUMBER = re.compile(r"([-+−–]?) ?([0-9]{1,3}(?:\.[0-9]+)?)")
_DOWN = ("ลด", "ต่ำ", "น้อย", "decrease", "down", "lower")
_UP = ("เพิ่ม", "สูง", "มาก", "ขึ้น", "increase", "up", "higher")
_SHARE = ("%", "ร้อยละ", "percent")


@rule(
    "ITA734", "result-year-differs", "error",
    title=("ปีของผลไม่ตรงกับโฟลเดอร์", "Year and folder differ"),
    message=("ไฟล์อยู่ในโฟลเดอร์ปี {folder} แต่เขียน year: {year}", "The file lies under {folder}, but says year: {year}"),
    fix=("แก้ year: เป็น {folder} หรือย้ายไฟล์ไปไว้ที่ content/{year}/result.yml", "Write year: {folder}, or move the file to content/{year}/result.yml"),
)  # fmt: skip
def result_year_differs(context: Context) -> Iterator[Hit]:
    """มักเกิดจากการคัดลอกไฟล์ของปีก่อนแล้วลืมแก้ ระดับและมาตรการจะเทียบผิดปี

    Usually a copy of last year's file; level and measures would be held against the wrong year."""
    for entry in context.site.assessed.results.values():
        if entry.record is not None and entry.record.year != entry.year:
            yield Hit(entry.document, ("year",), {"folder": entry.year, "year": entry.record.year})


@rule(
    "ITA736", "assessment-not-known", "notice", requires=("ITA734",),
    title=("ไม่รู้เกณฑ์ของปีนี้", "Nothing is known of that year"),
    message=("ระบบไม่รู้จักตัวชี้วัดและน้ำหนักของการประเมินปี {year} จึงแสดงผลตามที่เขียนโดยไม่ตรวจ", "The indicators and weights of {year} are not known here; the result is shown as written, unchecked"),
    fix=("ไม่ต้องแก้ ตรวจเองกับประกาศให้แน่ใจ", "Nothing to mend; check it against the announcement yourself"),
)  # fmt: skip
def assessment_not_known(context: Context) -> Iterator[Hit]:
    """บอกไว้เพื่อไม่ให้เข้าใจว่าตรวจแล้ว

    Said so that nobody believes it was checked."""
    for entry in context.site.assessed.results.values():
        if entry.record is not None and context.site.shelf.assessment(entry.record.year) is None:
            yield Hit(entry.document, ("year",), {"year": entry.record.year})


@rule(
    "ITA737", "year-before-differs", "warning", requires=("ITA734",),
    title=("คะแนนปีก่อนหรือผลต่างไม่ตรง", "The year before does not fit"),
    message=("{what} เขียน {stated} แต่{source} {given}", "{what} is {stated}, but {source} {given}"),
    fix=("ตรวจกับประกาศของทั้งสองปี แล้วแก้ตัวที่ผิด", "Check the announcements of both years and mend what is wrong"),
)  # fmt: skip
def year_before_differs(context: Context) -> Iterator[Hit]:
    """ผู้อ่านดูก่อนว่าดีขึ้นหรือแย่ลง ตัวเลขของสองปีจึงต้องตรงกันทุกที่

    The first thing readers look for is better or worse, so both years must say the same everywhere."""
    for one in judged(context):
        record, before = one.record, context.site.assessed.result_of(one.year - 1)
        yield from _of_days_and_levels(context, one)
        known = {total for total in (record.previous_total, before.total if before else None) if total is not None}
        if (
            before is not None
            and record.previous_total is not None
            and not one.is_close(record.previous_total, before.total)
        ):
            values: dict[str, Value] = {
                "what": Text("คะแนนปีก่อน", "The total of the year before"), "stated": points(record.previous_total),
                "source": Text(f"ไฟล์ผลของปี {one.year - 1} เขียน", f"the result of {one.year - 1} says"),
                "given": points(before.total),
            }  # fmt: skip
            yield Hit(one.document, ("previous_total",), values)
        if known and not any(_fits(one, record.total - total) for total in known):
            change = record.total - max(known)
            values = {
                "what": Text("ผลต่างจากปีก่อน", "The difference"), "stated": f"«{short(record.difference)}»",
                "source": Text("คะแนนสองปีต่างกัน", "the two totals differ by"), "given": f"{'+' if change > 0 else ''}{points(change)}",
            }  # fmt: skip
            yield Hit(one.document, ("difference",), values)


def _of_days_and_levels(context: Context, one: Judged) -> Iterator[Hit]:
    """An announcement older than the year assessed, and a level of the year before that is not what that year had."""
    record, before = one.record, context.site.assessed.result_of(one.year - 1)
    first = fiscal_year_months(one.year, context.edition.start_month)[0].first_day
    if record.announced is not None and record.announced < first:
        values: dict[str, Value] = {
            "what": Text("วันประกาศผล", "The day of the announcement"), "stated": day_said(record.announced),
            "source": Text(f"ปีงบประมาณ {one.year} เริ่ม", f"fiscal year {one.year} begins"), "given": day_said(first),
        }  # fmt: skip
        yield Hit(one.document, ("announced",), values)
    scale = scale_of(one.year - 1)
    stated = scale.level(record.previous_level) if scale is not None and record.previous_level else None
    own = scale.level(before.level) if scale is not None and before is not None and before.level else None
    if stated is not None and own is not None and stated != own:
        values = {
            "what": Text("ระดับปีก่อน", "The level of the year before"), "stated": stated.name,
            "source": Text(f"ไฟล์ผลของปี {one.year - 1} เขียน", f"the result of {one.year - 1} says"), "given": own.name,
        }  # fmt: skip
        yield Hit(one.document, ("previous_level",), values)


def _fits(one: Judged, change: Decimal) -> bool:
    """Whether the difference as it was written is the real one; words without a number, and shares, say nothing here.

    Source: a published 95.52 - 86.22 is printed as 9.29, because differences are taken before rounding.
    """
    words = fold_digits(one.record.difference).casefold()
    found = _NUMBER.search(words)
    if found is None or any(share in words for share in _SHARE):
        return True
    sign = -1 if found[1] in ("-", "−", "–") and found[1] else 1
    number = Decimal(found[2])
    if found[1] or any(word in words for word in (*_DOWN, *_UP)):
        if not found[1]:
            sign = -1 if any(word in words for word in _DOWN) else 1
        return one.is_close(sign * number, change)
    return one.is_close(number, abs(change))
