"""5xx: what ought to follow in time: one follow-up after the other, and days near the month that tells of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ita_site.records import Activity
from ita_site.records.activity import FollowUp
from ita_site.rules.base import Context, Hit, Path, Value, rule
from ita_site.rules.programmes.reported import plans, told
from ita_site.rules.said import day_said, month_said, short
from ita_site.text import Text

_LONG_BEFORE = 183
"""Days, half a year: the year that nobody changed in January is twice as far off."""


@rule(
    "ITA549", "followup-order", "error",
    title=("การติดตามซ้ำหรือสลับลำดับ", "Follow-ups twice or out of order"),
    message=("กิจกรรม {id}: {trouble}", "Activity {id}: {trouble}"),
    fix=("แก้ no: ให้นับ 1, 2, 3 ตามวันที่ติดตาม หรือแก้วันที่ที่พิมพ์ผิด", "Let no: count 1, 2, 3 by the days of the follow-ups, or mend the day that is wrong"),
)  # fmt: skip
def followup_order(context: Context) -> Iterator[Hit]:
    """ผลของกิจกรรมดูจากการติดตามครั้งหลังสุด ถ้าลำดับผิดผลก็ผิด

    What became of an activity is told by its last follow-up: with a wrong order the result is wrong."""
    for _, document, programme in plans(context):
        for i, activity in enumerate(programme.activities):
            for j, field, trouble in _troubles(activity):
                at: Path = ("activities", i, "followups", j)
                values: dict[str, Value] = {"id": short(activity.id), "trouble": trouble}
                yield Hit(document, (*at, field), values)


def _troubles(activity: Activity) -> Iterator[tuple[int, str, Text]]:
    """Follow-ups (by place) whose number is taken, or whose day lies before that of the one before, in words."""
    last: FollowUp | None = None
    taken: set[int] = set()
    for j, followup in sorted(enumerate(activity.followups), key=lambda pair: pair[1].no):
        if followup.no in taken:
            said = Text(f"ครั้งที่ {followup.no} มีอยู่แล้ว", f"follow-up {followup.no} is already there")
            yield j, "no", said
            continue
        taken.add(followup.no)
        if followup.on is None:
            continue
        if last is not None and last.on is not None and followup.on < last.on:
            day, before = day_said(followup.on), day_said(last.on)
            said = Text(
                f"ครั้งที่ {followup.no} วันที่ {day.th} อยู่ก่อนครั้งที่ {last.no} วันที่ {before.th}",
                f"follow-up {followup.no} of {day.en} lies before follow-up {last.no} of {before.en}",
            )
            yield j, "on", said
        last = followup


@rule(
    "ITA550", "day-long-before", "warning",
    title=("วันที่อยู่ก่อนเดือนที่รายงานนานมาก", "Day long before the month"),
    message=("วันที่ {day} อยู่ก่อนเดือน{month} ที่รายงานมากกว่าครึ่งปี", "{day} lies more than half a year before {month}, which is reported"),
    fix=("ตรวจปี เดือน และวันอีกครั้ง มักลืมเปลี่ยนปีเมื่อขึ้นปีใหม่", "Check the year, month and day; usually the year was not changed in January"),
)  # fmt: skip
def day_long_before(context: Context) -> Iterator[Hit]:
    """รายงานเล่าสิ่งที่ทำในเดือนนั้นและสิ่งที่จะทำต่อ วันที่ห่างไปครึ่งปีมักพิมพ์ปีผิด

    A report tells of its month and of what comes next; a day half a year back is usually a slip of the year."""
    for one in told(context):
        for document, report in one.reports:
            days: list[tuple[Path, date | None]] = []
            for i, action in enumerate(report.actions):
                days += [(("actions", i, "on"), action.on), (("actions", i, "due"), action.due)]
            days += [(("metrics", i, "as_of"), metric.as_of) for i, metric in enumerate(report.metrics)]
            days += [(("next", i, "due"), step.due) for i, step in enumerate(report.next)]
            for at, day in days:
                if day is not None and (report.month.first_day - day).days > _LONG_BEFORE:
                    yield Hit(document, at, {"day": day_said(day), "month": month_said(report.month)})
