"""Result and measures as `status` shows them: a line each, from what rules and pages go by too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ita_site.criteria import Level, Scale, Shelf
from ita_site.findings import Report
from ita_site.numerals import plain, rounded
from ita_site.records import ActivityStatus, MeasuresRecord, ResultRecord
from ita_site.reporters.text_format import safe_line
from ita_site.results import Computed, MeasureStanding, computed, standing_of
from ita_site.scoring import LevelRange
from ita_site.site import UNFILLED, Site
from ita_site.style import Style
from ita_site.yearly import Yearly


@dataclass(frozen=True, slots=True)
class Followed:
    """The measures of a year (BE) that is open or still to come, with their standing on the day of the report.

    `standings` is empty while the file cannot be read.
    """

    entry: Yearly[MeasuresRecord]
    standings: tuple[MeasureStanding, ...]

    def line_of(self, place: int) -> int:
        """The line of the due day of the measure number `place` (from 0), else that of the measure."""
        return self.entry.document.place(("measures", place, "due"))[0]


def newest_result(site: Site) -> Yearly[ResultRecord] | None:
    """The result of the newest year that has one, readable or not."""
    return next(iter(site.assessed.results.values()), None)


def followed(site: Site, report: Report) -> tuple[Followed, ...]:
    """Measures that are still to be followed, the oldest year first; those of years that are over are kept as they are."""
    edition = site.year.edition
    open_ = [entry for entry in site.assessed.measures.values() if entry.year >= edition.year]
    return tuple(
        Followed(entry, _standings(entry, report.as_of, edition.start_month))
        for entry in sorted(open_, key=lambda entry: entry.year)
    )


def assessed_lines(site: Site, report: Report, style: Style) -> Iterator[str]:
    """The newest result and the measures, after a blank line; nothing where there are none."""
    lines = [
        *_result(newest_result(site), site.shelf, style),
        *(_measures(one, style) for one in followed(site, report)),
    ]
    if lines:
        yield ""
        yield from lines


def levels_told(record: ResultRecord, view: Computed) -> str:
    """The level as announced where it is possible, else what is possible, never guessed."""
    if view.scale is None or view.levels is None:
        return record.level
    possible = _between(view.scale, view.levels)
    if view.stated_level in possible:
        return view.stated_level.name.th
    told = possible[0].name.th
    if len(possible) > 1:
        told = f"{possible[-1].name.th} ถึง {told} (บอกแน่ไม่ได้ เพราะไม่รู้คะแนนของทุกแบบวัด)"
    return f"{told} (ไฟล์บอกว่า {record.level} ซึ่งเป็นไปไม่ได้)" if record.level else told


def _between(scale: Scale, levels: LevelRange) -> tuple[Level, ...]:
    """The levels that are possible, best first."""
    return scale.levels[scale.levels.index(levels.best) : scale.levels.index(levels.worst) + 1]


def has_passed(record: ResultRecord, view: Computed) -> bool:
    """Whether the total, as published, reaches the pass mark."""
    mark = view.scale.pass_from if view.scale is not None else view.assessment.pass_mark
    return rounded(record.total, view.assessment.decimals) >= mark


def _result(entry: Yearly[ResultRecord] | None, shelf: Shelf, style: Style) -> Iterator[str]:
    if entry is None:
        return
    head = style.paint(f"ผลการประเมินปี {entry.year}:", "bold")
    record = entry.record
    if record is None:
        yield f"{head} {style.paint(_unread(entry), 'yellow')} ({safe_line(entry.document.path)})"
        return
    view = computed(record, shelf)
    if view is None:
        level = f" · {safe_line(' '.join(record.level.split()))}" if record.level else ""
        yield f"{head} {rounded(record.total)} จาก 100{level}"
        return
    mark = plain(view.scale.pass_from if view.scale is not None else view.assessment.pass_mark)
    passed = has_passed(record, view)
    word = f"ผ่านเกณฑ์ {mark} · passed" if passed else f"ไม่ผ่านเกณฑ์ {mark} · not passed"
    level = " ".join(levels_told(record, view).split())
    told = f"{rounded(record.total)} จาก 100" + (f" · ระดับ {safe_line(level)}" if level else "")
    yield f"{head} {told} · {style.paint(word, 'green' if passed else 'red')}"


def _measures(one: Followed, style: Style) -> str:
    head = style.paint(f"มาตรการปี {one.entry.year}:", "bold")
    if one.entry.record is None:
        return f"{head} {style.paint(_unread(one.entry), 'yellow')} ({safe_line(one.entry.document.path)})"
    done = sum(standing.is_done for standing in one.standings)
    doing = sum(standing.status is ActivityStatus.DOING for standing in one.standings)
    overdue = sum(standing.is_overdue for standing in one.standings)
    untold = sum(standing.status is None for standing in one.standings)
    idle = len(one.standings) - done - doing - untold
    told = f"{len(one.standings)} มาตรการ · แล้วเสร็จ {done} · กำลังดำเนินการ {doing} · ยังไม่เริ่ม {idle}"
    told += f" · ยังไม่มีการติดตาม {untold}" if untold else ""
    late = style.paint(f"เลยกำหนด {overdue}", "red") if overdue else "เลยกำหนด 0"
    return f"{head} {told} · {late} · {done} done, {doing} under way, {overdue} overdue"


def _unread(entry: Yearly[ResultRecord] | Yearly[MeasuresRecord]) -> str:
    if entry.problems and all(problem.kind in UNFILLED for problem in entry.problems):
        return "ยังกรอกไม่ครบ · not filled in yet"
    return "มีที่ต้องแก้ จึงยังอ่านไม่ได้ · to be mended first"


def _standings(entry: Yearly[MeasuresRecord], as_of: date, start_month: int) -> tuple[MeasureStanding, ...]:
    measures = entry.record.measures if entry.record is not None else ()
    return tuple(standing_of(measure, entry.year, as_of, start_month) for measure in measures)
