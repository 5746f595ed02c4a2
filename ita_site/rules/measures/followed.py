"""74x: rounds of follow-up: often enough, shown, and never going back without a word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ita_site.dates import Month
from ita_site.records import ActivityStatus, FollowUpRound, Measure
from ita_site.results import MeasureStanding
from ita_site.results.follow_up import LEAST_ROUNDS
from ita_site.rules.base import Context, Hit, rule
from ita_site.rules.measures.days import is_untouched
from ita_site.rules.measures.judged import Judged, judged
from ita_site.rules.said import MEASURES, day_said, first_few
from ita_site.text import Text

_HALF = 6
_AFTERWARDS = 3
"""Months after the year in which its last round may be held."""
_ORDER = (ActivityStatus.NOT_STARTED, ActivityStatus.DOING, ActivityStatus.DONE)
_WORDS = {
    ActivityStatus.NOT_STARTED: Text("ยังไม่เริ่ม", "not-started"),
    ActivityStatus.DOING: Text("กำลังดำเนินการ", "doing"),
    ActivityStatus.DONE: Text("แล้วเสร็จ", "done"),
}


@rule(
    "ITA744", "too-few-rounds", "warning",
    title=("ติดตามมาตรการไม่ครบรอบ", "Measures are not followed up"),
    message=("«{name}» มีการติดตามในปีงบประมาณ {year} แล้ว {there} ครั้ง ถึงวันนี้ควรมีอย่างน้อย {least} ครั้ง{more}", "«{name}» was followed up {there} times in fiscal year {year}; by now it should be at least {least}{more}"),
    fix=("เพิ่ม rounds: ของการติดตามที่ทำแล้ว ปกติรอบ 6 เดือนและรอบ 12 เดือน", "Add what was found to rounds:, mostly after 6 and after 12 months"),
)  # fmt: skip
def too_few_rounds(context: Context) -> Iterator[Hit]:
    """มาตรการที่ไม่มีใครติดตามมักไม่เกิดผล ผู้ประเมินดูการติดตามอย่างน้อยสองครั้งในปี

    Nothing comes of a measure that nobody follows; the assessor looks for two rounds in the year."""
    for one in judged(context):
        least = _asked_for(one)
        behind = [
            (n, standing)
            for n, standing in enumerate(one.standings)
            # that nothing was done in time is told by ITA746, a day to come by ITA218
            if _counted(one, standing) < least
            and not standing.is_done
            and not is_untouched(standing)
            and not _has_day_to_come(one, standing)
        ]
        for (n, standing), more in first_few(behind, MEASURES):
            there = _counted(one, standing)
            yield one.hit(n, "id", year=one.year, there=there, least=least, more=more)


def _counted(one: Judged, standing: MeasureStanding) -> int:
    """The rounds of the year: that after 12 months is held when the year is over."""
    last = (Month.of(one.last_day()) + _AFTERWARDS).last_day
    return sum(r.on is None or one.first_day <= r.on <= last for r in standing.rounds.by_day)


def _has_day_to_come(one: Judged, standing: MeasureStanding) -> bool:
    return any(r.on is not None and r.on > one.as_of for r in standing.measure.rounds)


def _asked_for(one: Judged) -> int:
    """How many rounds there should be on the day of the check."""
    if one.as_of > (Month.of(one.last_day()) + 1).last_day:  # that after 12 months is held when these are over
        return LEAST_ROUNDS
    return LEAST_ROUNDS // 2 if one.as_of > one.last_day(_HALF) else 0


@rule(
    "ITA745", "measure-done-not-shown", "error",
    title=("แล้วเสร็จแต่ไม่มีหลักฐาน", "Done, and nothing shows it"),
    message=("«{name}» บอกว่าแล้วเสร็จ แต่ไม่มีหลักฐานในรอบนี้หรือรอบก่อน", "«{name}» is said to be done, but neither this round nor one before shows it"),
    fix=("เติม evidence: ของรอบนี้ เช่น รูป รายงาน หรือหน้าเว็บ ถ้ายังไม่เสร็จให้เขียน status: doing", "Add evidence: to this round, like a picture, a report or a page; if it is not finished, write status: doing"),
)  # fmt: skip
def done_without_evidence(context: Context) -> Iterator[Hit]:
    """คำว่าเสร็จโดยไม่มีหลักฐาน ผู้ประเมินนับว่ายังไม่ได้ทำ

    Done without anything that shows it counts as not done."""
    for one in judged(context):
        for n, (measure, standing) in enumerate(zip(one.record.measures, one.standings, strict=True)):
            place = _unproven(measure, standing)
            if place is not None:
                yield one.hit(n, "rounds", place, "status")


def _unproven(measure: Measure, standing: MeasureStanding) -> int | None:
    """The number (from 0) of the first round that says done while nothing was shown up to then."""
    for round_ in _in_order(measure, standing):
        if round_.evidence:
            return None
        if round_.status is ActivityStatus.DONE:
            return _place(measure, round_)
    return None


def _in_order(measure: Measure, standing: MeasureStanding) -> tuple[FollowUpRound, ...]:
    """All rounds in their order: days to come (which ITA218 tells) are the last."""
    known = standing.rounds.by_day
    return (*known, *(r for r in measure.rounds if not any(r is k for k in known)))


def _place(measure: Measure, round_: FollowUpRound) -> int:
    return next(n for n, r in enumerate(measure.rounds) if r is round_)


@rule(
    "ITA749", "status-goes-back", "warning",
    title=("สถานะถอยหลัง", "Status goes back"),
    message=("«{name}» เคย{before} แต่รอบนี้{after} โดยไม่มีคำอธิบาย", "«{name}» was {before} and is {after} in this round, without a word why"),
    fix=("ตรวจสถานะและลำดับวัน ถ้าต้องทำใหม่จริง ให้บอกเหตุใน text: ของรอบนี้", "Check the status and the order of the days; if it was taken up again, say why in text: of this round"),
)  # fmt: skip
def status_goes_back(context: Context) -> Iterator[Hit]:
    """งานที่เสร็จแล้วกลับเป็นกำลังทำ ทำให้ผู้อ่านไม่รู้ว่าเชื่อรอบใด

    Work that was done and is under way again leaves readers wondering which round to believe."""
    for one in judged(context):
        for n, (measure, standing) in enumerate(zip(one.record.measures, one.standings, strict=True)):
            for before, after in pairwise(standing.rounds.by_day):
                if _ORDER.index(after.status) < _ORDER.index(before.status) and not (after.text or after.advice):
                    said = {"before": _WORDS[before.status], "after": _WORDS[after.status]}
                    yield one.hit(n, "rounds", _place(measure, after), "status", **said)


@rule(
    "ITA758", "rounds-out-of-order", "warning",
    title=("ครั้งที่กับวันของการติดตามไม่เรียงกัน", "Rounds and days are out of order"),
    message=("«{name}» ติดตามครั้งที่ {later} เมื่อ {day} {trouble}", "«{name}»: round {later} is of {day}, {trouble}"),
    fix=("ตรวจครั้งที่และวันของการติดตาม มักคัดลอกรอบก่อนมาแล้วลืมแก้", "Check the number and the day of the round; usually the round before was copied and one of them was not changed"),
)  # fmt: skip
def rounds_out_of_order(context: Context) -> Iterator[Hit]:
    """สถานะล่าสุดดูจากวันของการติดตาม ถ้าวันหรือครั้งที่ผิด หน้าเว็บจะแสดงสถานะของรอบเก่า และรอบที่ซ้ำกันถูกนับสองครั้ง

    The last day tells where a measure stands: with a wrong day or number readers see an older round, and one that is
    there twice counts twice."""
    for one in judged(context):
        for n, measure in enumerate(one.record.measures):
            # of days before the year ITA750 tells, of days to come ITA218
            rounds = [
                (k, r.round, r.on)
                for k, r in enumerate(measure.rounds)
                if r.on is not None and one.first_day <= r.on <= one.as_of
            ]
            for (_, before, day), (k, later, next_day) in pairwise(rounds):
                if (trouble := _out_of_order(before, later, day, next_day)) is not None:
                    number = later or k + 1
                    yield one.hit(n, "rounds", k, "on", later=number, day=day_said(next_day), trouble=trouble)


def _out_of_order(before: int | None, later: int | None, day: date, next_day: date) -> Text | None:
    """What is odd about two rounds that follow each other in the file; rounds without numbers may stand in any order."""
    if next_day == day:
        return Text("วันเดียวกับครั้งก่อน", "the day of the round before")
    if before is None or later is None:
        return None
    if before == later:
        return Text("แต่ครั้งก่อนหน้าก็เป็นครั้งที่เดียวกัน", "but the one before has the same number")
    if (before < later) != (day < next_day):
        return Text(f"แต่ครั้งที่ {before} เมื่อ {day_said(day).th}", f"but round {before} is of {day_said(day).en}")
    return None
