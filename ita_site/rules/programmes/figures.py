"""5xx: the figures of monthly reports: percent, counts and their groups, progress."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from ita_site.dates import Month
from ita_site.programmes.plan import is_done
from ita_site.programmes.shares import HUNDRED, agrees, share
from ita_site.records.report import Metric
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.programmes.reported import Told, owns_up, told
from ita_site.rules.said import NOTHING, month_said, number_said, short
from ita_site.source import Document
from ita_site.text import Text

_MOST_NAMED = 3
_CORRECTED = re.compile(
    r"(?:แก้|ปรับ|ทบทวน)[^\n]*(?:ตัวเลข|ร้อยละ|ความก้าวหน้า)|correct[^\n]*(?:figure|percent|progress)", re.IGNORECASE
)
"""Readers are told of a correction, not of any change: mending a road is no correction."""


def _metrics(context: Context) -> Iterator[tuple[Document, int, Metric]]:
    for one in told(context):
        for document, report in one.reports:
            for i, metric in enumerate(report.metrics):
                yield document, i, metric


@rule(
    "ITA512", "progress-falls", "error",
    title=("ความก้าวหน้าลดลง", "Progress falls"),
    message=("ความก้าวหน้าเดือน{month} เป็นร้อยละ {percent} น้อยกว่าร้อยละ {before} ของเดือน{earlier}", "Progress is {percent} percent in {month}, less than {before} in {earlier}"),
    fix=("progress_percent: นับสะสมตั้งแต่เริ่มแผนงาน แก้ตัวเลขของเดือนที่ผิด ถ้าเผยแพร่ไปแล้ว ให้บอกใน remark: ของเดือนนี้ เช่น แก้ตัวเลขความก้าวหน้าของเดือนก่อน เพราะ …", "progress_percent: adds up from the beginning of the programme; mend the month that is wrong. If it is already public, say so under remark: of this month, like “corrects the progress of the month before, because …”"),
)  # fmt: skip
def progress_falls(context: Context) -> Iterator[Hit]:
    """ความก้าวหน้าสะสมลดลงไม่ได้ มักพิมพ์ตัวเลขของเดือนเดียวแทนยอดสะสม

    Progress that adds up cannot fall; usually the figure of one month was typed."""
    for one in told(context):
        before: tuple[Month, Decimal] | None = None
        for document, report in one.reports:
            percent = report.progress_percent
            if percent is None:
                continue
            # held against the month before, not the highest so far: one slip is told once
            if before is not None and percent < before[1] and not owns_up(report, _CORRECTED):
                values: dict[str, Value] = {
                    "month": month_said(report.month), "percent": number_said(percent),
                    "earlier": month_said(before[0]), "before": number_said(before[1]),
                }  # fmt: skip
                yield Hit(document, ("progress_percent",), values)
            before = report.month, percent


def first_complete(one: Told) -> tuple[Document, Month] | None:
    """The first report of a programme that says 100 percent."""
    return next(((d, r.month) for d, r in one.reports if r.progress_percent == HUNDRED), None)


@rule(
    "ITA513", "complete-with-open-activities", "error",
    title=("รายงานร้อยละ 100 แต่ยังมีกิจกรรมค้าง", "100 percent with open activities"),
    message=("รายงานว่าก้าวหน้าร้อยละ 100 แต่แผนงานยังมี {count} กิจกรรมที่ไม่แล้วเสร็จ: {named}{more}", "The report says 100 percent, but activities of the plan are not done ({count}): {named}{more}"),
    fix=("แก้ status: ของกิจกรรมใน programme.yml ให้เป็นปัจจุบัน หรือแก้ progress_percent:", "Bring status: of the activities in programme.yml up to date, or mend progress_percent:"),
)  # fmt: skip
def complete_with_open_activities(context: Context) -> Iterator[Hit]:
    """ร้อยละ 100 หมายถึงทำครบทุกกิจกรรมตามแผน

    100 percent means that all of the plan is done."""
    for one in told(context):
        complete = first_complete(one)
        still = [activity for activity in one.programme.activities if not is_done(activity)]
        if complete is not None and still:
            named = ", ".join(f"{a.id} «{short(a.title)}»" for a in still[:_MOST_NAMED])
            more = Text(" เป็นต้น", ", …") if len(still) > _MOST_NAMED else NOTHING
            yield Hit(complete[0], ("progress_percent",), {"count": len(still), "named": named, "more": more})


@rule(
    "ITA515", "percent-differs", "error",
    title=("ร้อยละไม่ตรงกับตัวตั้งและตัวหาร", "Percent does not follow"),
    message=("{numerator} จาก {denominator} คิดเป็นร้อยละ {exact} แต่เขียนไว้ {percent}", "{numerator} of {denominator} is {exact} percent, but {percent} is written"),
    fix=("แก้ percent: เป็น {exact} หรือตรวจ numerator: และ denominator:", "Write percent: {exact}, or check numerator: and denominator:"),
)  # fmt: skip
def percent_differs(context: Context) -> Iterator[Hit]:
    """ประชาชนคิดเลขตามได้ ร้อยละที่ไม่ตรงทำให้ตัวเลขอื่นไม่น่าเชื่อ

    Everybody can do the sum; a percentage that does not follow casts doubt on all figures."""
    for document, i, metric in _metrics(context):
        exact = _differs(metric)
        if exact is not None and metric.percent is not None:
            values: dict[str, Value] = {
                "numerator": f"{metric.numerator:,}", "denominator": f"{metric.denominator:,}",
                "exact": number_said(exact), "percent": number_said(metric.percent),
            }  # fmt: skip
            yield Hit(document, ("metrics", i, "percent"), values)


def _differs(metric: Metric) -> Decimal | None:
    """The percentage that ought to stand (to two places, or as many as were typed), where another one does."""
    exact = share(metric.numerator, metric.denominator) if metric.denominator else None
    if exact is None or exact > HUNDRED or metric.percent is None or agrees(metric.percent, exact):
        return None
    places = max(2, -int(metric.percent.as_tuple().exponent))
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


@rule(
    "ITA518", "part-above-whole", "error",
    title=("ตัวตั้งมากกว่าตัวหาร", "Part is more than the whole"),
    message=("ตัวตั้ง {numerator} มากกว่าตัวหาร {denominator}{group}", "The part {numerator} is more than the whole {denominator}{group}"),
    fix=("ตรวจตัวเลขทั้งสอง อาจสลับที่กัน ถ้าเป็นจำนวนที่ไม่มีตัวหาร ให้ลบ denominator:", "Check both, they may have changed places; for a plain count remove denominator:"),
)  # fmt: skip
def part_above_whole(context: Context) -> Iterator[Hit]:
    """ส่วนหนึ่งของทั้งหมดเกินร้อยละ 100 ไม่ได้

    A part of a whole cannot be above 100 percent."""
    for document, i, metric in _metrics(context):
        if metric.denominator is not None and metric.numerator > metric.denominator:
            values: dict[str, Value] = {"numerator": f"{metric.numerator:,}", "denominator": f"{metric.denominator:,}"}
            yield Hit(document, ("metrics", i, "numerator"), {**values, "group": NOTHING})
        for name, (part, whole) in metric.by.items():
            if part > whole:
                group = Text(f" ({short(name)})", f" ({short(name)})")
                values = {"numerator": f"{part:,}", "denominator": f"{whole:,}", "group": group}
                yield Hit(document, ("metrics", i, "by", name), values)


@rule(
    "ITA519", "groups-differ", "warning",
    title=("ยอดรวมของกลุ่มไม่ตรงกับทั้งหมด", "Groups do not add up to the whole"),
    message=("กลุ่มย่อยรวมกันได้ {sum} แต่ทั้งหมดคือ {whole}", "The groups add up to {sum}, but the whole is {whole}"),
    fix=("ตรวจตัวเลขของแต่ละกลุ่ม ถ้าตั้งใจให้กลุ่มซ้อนกันหรือยกมาบางกลุ่ม ให้บอกผู้อ่านใน note: เท่านี้พอ", "Check each group; where groups are meant to overlap, or only some are given, tell readers in note: and leave it at that"),
)  # fmt: skip
def groups_differ(context: Context) -> Iterator[Hit]:
    """ยอดรวมที่ไม่ตรงมักมาจากพิมพ์ผิดหรือตกกลุ่มหนึ่งไป แต่บางกลุ่มนับซ้อนกันได้ จึงเตือนแต่ไม่กั้น

    A sum that differs is usually a slip or a group left out; but groups may overlap, so this does not block."""
    for document, i, metric in _metrics(context):
        if not metric.by or _is_told(metric):
            continue
        parts = sum(part for part, _ in metric.by.values())
        wholes = sum(whole for _, whole in metric.by.values())
        if parts != metric.numerator or metric.denominator not in (None, wholes):
            values: dict[str, Value] = {
                "sum": _of(parts, None if metric.denominator is None else wholes),
                "whole": _of(metric.numerator, metric.denominator),
            }
            yield Hit(document, ("metrics", i, "by"), values, on_key=True)


def _is_told(metric: Metric) -> bool:
    """Whether ITA515 or ITA518 speaks of a metric: the same slip would show in the sum of its groups."""
    above = metric.denominator is not None and metric.numerator > metric.denominator
    return above or any(part > whole for part, whole in metric.by.values()) or _differs(metric) is not None


def _of(part: int, whole: int | None) -> Text:
    if whole is None:
        return Text(f"{part:,}", f"{part:,}")
    return Text(f"{part:,} จาก {whole:,}", f"{part:,} of {whole:,}")
