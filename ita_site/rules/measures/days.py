"""74x and 75x: days of measures: what was due, and days outside the year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ita_site.dates import Month
from ita_site.records import ActivityStatus
from ita_site.results import MeasureStanding
from ita_site.rules.base import Context, Hit, rule
from ita_site.rules.measures.judged import Judged, judged
from ita_site.rules.said import day_said
from ita_site.text import Text


def is_untouched(standing: MeasureStanding) -> bool:
    """Whether the time is up and nothing was done."""
    return standing.is_overdue and standing.status in (None, ActivityStatus.NOT_STARTED)


def _is_in_time(one: Judged, standing: MeasureStanding) -> bool:
    """Whether the day given is one of the year at all: of a slip before it ITA750 tells."""
    return standing.due is not None and standing.due >= one.first_day


@rule(
    "ITA746", "overdue-not-begun", "error",
    title=("เลยกำหนดแล้วยังไม่ได้ทำ", "Past its day, and nothing done"),
    message=("«{name}» ครบกำหนด {due} แต่{state}", "«{name}» was due {due}, but {state}"),
    fix=("ถ้าทำแล้ว ให้เพิ่มรอบใน rounds: พร้อมสถานะและหลักฐาน ถ้ายังไม่ได้ทำ ให้ตกลงกำหนดใหม่ใน due:", "If something was done, add a round to rounds: with its status and evidence; if not, agree on a new day and write it in due:"),
)  # fmt: skip
def overdue_not_begun(context: Context) -> Iterator[Hit]:
    """กำหนดที่ผ่านไปโดยไม่มีอะไรเกิดขึ้น บอกประชาชนว่ามาตรการมีแต่ในกระดาษ

    A day that passed with nothing done tells readers that the measure is only paper."""
    for one in judged(context):
        for n, standing in enumerate(one.standings):
            if is_untouched(standing) and _is_in_time(one, standing) and standing.due is not None:
                state = (
                    Text("ยังไม่มีการติดตามครั้งใด", "there is no follow-up at all")
                    if standing.status is None
                    else Text("การติดตามครั้งล่าสุดบอกว่ายังไม่เริ่ม", "the last follow-up says that it was not begun")
                )
                yield one.hit(n, "due", due=day_said(standing.due), state=state)


@rule(
    "ITA752", "overdue-under-way", "warning",
    title=("เลยกำหนดแล้วยังไม่เสร็จ", "Past its day, and not finished"),
    message=("«{name}» ครบกำหนด {due} แต่ยังกำลังดำเนินการ", "«{name}» was due {due} and is still under way"),
    fix=("ถ้าเสร็จแล้ว ให้เพิ่มรอบที่บอกว่าแล้วเสร็จพร้อมหลักฐาน ถ้ายังไม่เสร็จ ให้ตกลงกำหนดใหม่ใน due:", "If it is finished, add a round that says so, with evidence; if not, agree on a new day and write it in due:"),
)  # fmt: skip
def overdue_under_way(context: Context) -> Iterator[Hit]:
    """งานที่ช้ากว่ากำหนดควรบอกกำหนดใหม่ให้ประชาชนรู้

    Work that is late has a new day that readers may know."""
    for one in judged(context):
        for n, standing in enumerate(one.standings):
            is_late = standing.is_overdue and not is_untouched(standing)
            if is_late and _is_in_time(one, standing) and standing.due is not None:
                yield one.hit(n, "due", due=day_said(standing.due))


@rule(
    "ITA750", "day-outside-year", "warning",
    title=("วันอยู่นอกเวลาของมาตรการ", "Day outside the time of the measures"),
    message=("มาตรการ «{name}» {what} {day} {where} {limit}", "Measure «{name}»: {what} {day}, {where} {limit}"),
    fix=("ตรวจปีของวันที่ มักพิมพ์ผิดหนึ่งตัว หรือติดมาจากไฟล์ของปีอื่น", "Check the year; usually one digit is wrong, or it is left from the file of another year"),
)  # fmt: skip
def day_outside_year(context: Context) -> Iterator[Hit]:
    """มาตรการของปีหนึ่งเริ่มและเสร็จในปีนั้น หรือช้ากว่าไม่เกินหนึ่งปี และทุกขั้นตอนเสร็จก่อนมาตรการ

    The measures of a year are begun and finished in it, or within a year after it, and no step after its measure."""
    for one in judged(context):
        for n, measure in enumerate(one.record.measures):
            if measure.due is not None:
                yield from _due(one, n, measure.due.first_day, measure.due.last_day, "due")
            for k, step in enumerate(measure.steps):
                if step.due is not None:
                    hits = list(_due(one, n, step.due.first_day, step.due.last_day, "steps", k, "due"))
                    yield from hits
                    is_sound = measure.due is not None and not hits and measure.due.last_day >= one.first_day
                    if is_sound and measure.due is not None and step.due.first_day > measure.due.last_day:
                        values = {"day": day_said(step.due.last_day), "limit": day_said(measure.due.last_day)}
                        yield one.hit(n, "steps", k, "due", what=_STEP, where=_AFTER_ALL, **values)
            for k, round_ in enumerate(measure.rounds):
                if round_.on is not None and round_.on < one.first_day:
                    yield _outside(one, n, _ROUND, round_.on, "rounds", k, "on")


_DUE = Text("กำหนด", "due")
_STEP = Text("กำหนดของขั้นตอน", "a step is due")
_AFTER_ALL = Text("หลังกำหนดแล้วเสร็จของมาตรการ", "after the measure itself on")
_ROUND = Text("ติดตามเมื่อ", "followed up on")
_BEFORE = Text("ก่อนปีงบประมาณเริ่มวันที่", "before the fiscal year begins on")
_AFTER = Text("ช้ากว่าหนึ่งปีหลังสิ้นปีงบประมาณวันที่", "more than a year after the fiscal year ends on")


def _due(one: Judged, n: int, first: date, last: date, *at: str | int) -> Iterator[Hit]:
    latest = (Month.of(one.last_day()) + 12).last_day
    if last < one.first_day or first > latest:
        yield _outside(one, n, _DUE, last, *at)


def _outside(one: Judged, n: int, what: Text, day: date, *at: str | int) -> Hit:
    is_before = day < one.first_day
    limit = one.first_day if is_before else one.last_day()
    return one.hit(n, *at, what=what, day=day_said(day), where=_BEFORE if is_before else _AFTER, limit=day_said(limit))
