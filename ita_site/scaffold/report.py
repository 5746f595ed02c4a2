"""The next month's report, begun from the last one: what was promised becomes what is to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ita_site.dates import Month, be_iso, be_month_iso, thai_date, thai_month
from ita_site.numerals import plain
from ita_site.programmes import Deadline
from ita_site.programmes.levels import round_of
from ita_site.programmes.plan import id_as_read, is_done, quarter_spans
from ita_site.records import Level, LevelResult, Measurement, MonthlyReport, Programme, Reporting
from ita_site.scaffold.writing import filled

_COUNTED = (Measurement.MONTHS, Measurement.ACTIVITIES)


@dataclass(frozen=True, slots=True)
class Before:
    """The nearest earlier report and what was spent up to it, in baht (None: no report speaks of money).

    `begun` counts files after it that are not finished yet: each will take a number of its own.
    """

    report: MonthlyReport
    spent: Decimal | None
    begun: int = 0

    @property
    def number(self) -> int | None:
        """The running number of the report that follows; None where they are not numbered."""
        return None if self.report.no is None else self.report.no + self.begun + 1


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """An action that was promised or planned; `due` as in files (BE) or blank, `why` tells where it comes from."""

    text: str
    activity: str
    due: str
    why: str


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level that the site cannot count, as a hint: what the last report said of it, or else an example."""

    level: int
    name: str
    example: str


def report_file(programme: Programme, days: Deadline, before: Before | None = None) -> str:
    """The text of a month's report, blank where only the officer knows. Comments are Thai, dates BE."""
    last = before.report if before else None
    return filled(
        "report.yml.jinja",
        programme=programme,
        month=be_month_iso(days.month),
        month_name=thai_month(days.month),
        due=thai_date(days.due),
        advised=thai_date(days.advised),
        advised_iso=be_iso(days.advised),
        why=days.why,
        last=last,
        last_name=thai_month(last.month, short=True) if last else "",
        number=before.number if before else None,
        actions=tuple(to_confirm(programme, days.month, last)),
        spent=before.spent if before else None,
        counted=[level.level for level in programme.levels if level.measure in _COUNTED],
        levels=[_level(level, last) for level in programme.levels if level.measure not in _COUNTED],
        next_due=be_iso((days.month + 1).last_day),
    )


def to_confirm(programme: Programme, month: Month, last: MonthlyReport | None) -> Iterator[ToConfirm]:
    """The next steps of the last report, then activities that are planned for its months and not done."""
    steps = last.next if last else ()
    for step in steps:
        yield ToConfirm(step.text, step.activity, _day(step.due), "ขั้นต่อไปของรายงานก่อน")
    named = {id_as_read(step.activity) for step in steps if step.activity}
    told = _told_months(programme, month)
    for activity in programme.activities:
        planned = {m for quarter in activity.quarters for span in quarter_spans(programme, quarter) for m in span}
        if told & planned and not is_done(activity) and id_as_read(activity.id) not in named:
            yield ToConfirm(activity.title, activity.id, "", "กิจกรรมตามแผนของช่วงนี้")


def _told_months(programme: Programme, month: Month) -> set[Month]:
    """What the report of `month` tells of: the month itself, or its whole round where reports go by rounds."""
    round_ = round_of(programme, month) if programme.reports is Reporting.ROUNDS else None
    return {month} if round_ is None else {m for m in round_.months if m <= month}


def _level(level: Level, last: MonthlyReport | None) -> LevelLine:
    result = last.levels.get(level.level, LevelResult()) if last else LevelResult()
    if level.measure is Measurement.HOST:
        points = level.full if result.score is None else result.score
        return LevelLine(level.level, level.name, f"{{score: {plain(points)}, by: ผู้ให้คะแนน}}")
    return LevelLine(level.level, level.name, f"{{value: {100 if result.value is None else plain(result.value)}}}")


def _day(day: date | None) -> str:
    return be_iso(day) if day else ""
