"""Programmes: the list, one page each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ita_site.findings import Finding, Report
from ita_site.records import Activity, ActivityStatus, Level, Measurement, ProgrammeKind
from ita_site.render import words
from ita_site.render.findings import finding_views
from ita_site.render.links import Place
from ita_site.render.markdown import field
from ita_site.render.months import month_rows
from ita_site.render.openings import Openings
from ita_site.render.proofs import Proof, proofs
from ita_site.render.template import page
from ita_site.render.waivers import waived_views
from ita_site.site import ProgrammeEntry, Site, YearContent
from ita_site.sitemap import programme_path, programmes_path

KINDS = {ProgrammeKind.KPI: "ตัวชี้วัดของหน่วยงาน", ProgrammeKind.PROJECT: "โครงการ"}
MEASURES = {
    Measurement.MONTHS: "จำนวนเดือนที่รายงาน",
    Measurement.ACTIVITIES: "ร้อยละของกิจกรรมที่แล้วเสร็จ",
    Measurement.PERCENT: "ร้อยละ",
    Measurement.HOST: "หน่วยงานเจ้าภาพให้คะแนน",
}
STATUSES = {
    None: ("·", "ไม่ได้ระบุผล"),
    ActivityStatus.DONE: ("●", "แล้วเสร็จ"),
    ActivityStatus.DOING: ("◐", "กำลังดำเนินการ"),
    ActivityStatus.NOT_STARTED: ("○", "ยังไม่เริ่ม"),
}


@dataclass(frozen=True, slots=True)
class LevelView:
    level: int
    name: str
    requires: str
    measure: str
    bands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActivityView:
    activity: Activity
    shape: str
    word: str
    quarters: tuple[bool, ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    name: str
    href: str
    owner: str
    period: str
    reported: int
    owed: int
    overdue: tuple[str, ...]


def programme_name(entry: ProgrammeEntry) -> str:
    return entry.record.name if entry.record else f"แผนงาน {entry.id}"


def programme_rows(year: YearContent, place: Place, as_of: date) -> tuple[ProgrammeRow, ...]:
    return tuple(_programme_row(year, entry, place, as_of) for entry in year.programmes)


def _programme_row(year: YearContent, entry: ProgrammeEntry, place: Place, as_of: date) -> ProgrammeRow:
    rows = month_rows(year, entry, place, as_of)
    record = entry.record
    return ProgrammeRow(
        name=programme_name(entry),
        href=place.page(programme_path(year, entry)),
        owner=record.owner if record else "",
        period=words.months(record.start.month, record.end.month) if record else "",
        reported=sum(row.kind in ("complete", "late") for row in rows),
        owed=len(rows),
        overdue=tuple(row.name for row in rows if row.kind == "missing"),
    )


def programmes_page(site: Site, year: YearContent, report: Report) -> str:
    """All programmes of a year and which months are due."""
    place = Place.of(site, programmes_path(year))
    return page(
        "programmes",
        title=f"แผนงานและความก้าวหน้า ปี {year.edition.year}",
        description=f"แผนงาน ตัวชี้วัด และรายงานรายเดือนของ{site.config.agency.name}",
        as_of=report.as_of,
        programmes=programme_rows(year, place, report.as_of),
    )


def programme_page(site: Site, year: YearContent, report: Report, entry: ProgrammeEntry) -> str:
    """One programme: plan, levels, activities, months."""
    path = programme_path(year, entry)
    place = Place.of(site, path)
    record = entry.record
    rows = month_rows(year, entry, place, report.as_of)
    openings = Openings(site, report)
    is_told_here = _told_on_its_page(report, year, entry)
    return page(
        "programme",
        title=programme_name(entry),
        description=f"แผน กิจกรรม และรายงานรายเดือน · {site.config.agency.name}",
        record=record,
        kind=KINDS[record.kind] if record else "",
        background=field(record.background, place.written("")) if record else "",
        levels=tuple(map(_level, record.levels)) if record else (),
        activities=tuple(_activity(activity, place, openings) for activity in record.activities) if record else (),
        months=rows,
        reported=sum(row.kind in ("complete", "late") for row in rows),
        with_progress=any(row.progress is not None for row in rows),
        findings=finding_views(filter(is_told_here, report.findings)),
        waived=waived_views(w for w in report.waived if is_told_here(w.finding)),
        edit=place.edit(entry.document.path) if entry.document else None,
        all=place.page(programmes_path(year)),
    )


def _told_on_its_page(report: Report, year: YearContent, entry: ProgrammeEntry) -> Callable[[Finding], bool]:
    """What is about the plan, or about months that have no page of their own."""
    own = {r.document.path for r in entry.by_month().values()}
    folder = entry.path.rsplit("/", 1)[0] + "/"
    is_checked = report.edition == year.edition.year
    return lambda finding: is_checked and finding.path.startswith(folder) and finding.path not in own


def _level(level: Level) -> LevelView:
    bands = tuple(f"{_band(b.low, b.high)} ได้ {words.number(b.score)} คะแนน" for b in level.bands)
    return LevelView(level.level, level.name, level.requires, MEASURES[level.measure], bands)


def _band(low: Decimal | None, high: Decimal | None) -> str:
    if low is None and high is None:
        return "ทุกค่า"
    if low is None or high is None:
        return f"ไม่เกิน {words.number(high)}" if high is not None else f"ตั้งแต่ {words.number(low or Decimal(0))}"
    return words.number(low) if low == high else f"{words.number(low)} ถึง {words.number(high)}"


def _activity(activity: Activity, place: Place, openings: Openings) -> ActivityView:
    shape, word = STATUSES[activity.standing]
    quarters = tuple(quarter in activity.quarters for quarter in range(1, 5))
    return ActivityView(activity, shape, word, quarters, proofs(activity.evidence, place, openings))
