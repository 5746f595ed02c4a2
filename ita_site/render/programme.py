"""Programmes: the list, one page each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ita_site.dates import Month, be_month_iso, thai_month
from ita_site.findings import Finding, Report
from ita_site.records import Activity, Level, MonthlyReport, Programme
from ita_site.records.programme import ActivityStatus, Measurement, ProgrammeKind
from ita_site.render import words
from ita_site.render.findings import finding_views
from ita_site.render.links import Place
from ita_site.render.markdown import field
from ita_site.render.proofs import Proof, proofs
from ita_site.render.template import page
from ita_site.rules.progress import due_date, month_of
from ita_site.site import ProgrammeEntry, ReportEntry, Site, YearContent

KINDS = {ProgrammeKind.KPI: "ตัวชี้วัดของหน่วยงาน", ProgrammeKind.PROJECT: "โครงการ"}
MEASURES = {
    Measurement.MONTHS: "จำนวนเดือนที่รายงาน",
    Measurement.PERCENT: "ร้อยละของแผน",
    Measurement.HOST: "หน่วยงานเจ้าภาพให้คะแนน",
}
STATUSES = {
    ActivityStatus.DONE: ("●", "แล้วเสร็จ"),
    ActivityStatus.DOING: ("◐", "กำลังดำเนินการ"),
    ActivityStatus.NOT_STARTED: ("○", "ยังไม่เริ่ม"),
}


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month that is owed a report, or has one. `kind` names the state for the style sheet."""

    name: str
    href: str
    shape: str
    word: str
    kind: str
    submitted: str
    due: str
    progress: Decimal | None


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


def programmes_path(year: YearContent) -> str:
    return f"{year.edition.year}/programmes/index.md"


def programme_path(year: YearContent, entry: ProgrammeEntry) -> str:
    return f"{year.edition.year}/programmes/{entry.id}/index.md"


def month_path(year: YearContent, entry: ProgrammeEntry, month: Month) -> str:
    return f"{year.edition.year}/programmes/{entry.id}/{be_month_iso(month)}.md"


def monthly(entry: ProgrammeEntry) -> dict[Month, ReportEntry]:
    """The first report of each month, in order of the months."""
    found: dict[Month, ReportEntry] = {}
    for report in entry.reports:
        if (month := month_of(report)) is not None:
            found.setdefault(month, report)
    return dict(sorted(found.items()))


def month_rows(year: YearContent, entry: ProgrammeEntry, place: Place, as_of: date) -> tuple[MonthRow, ...]:
    """Months of the programme, and months outside it that have a report all the same."""
    there = monthly(entry)
    owed = Month.range(entry.record.start, entry.record.end) if entry.record else ()
    return tuple(
        _month_row(entry.record, month, there.get(month), place.page(month_path(year, entry, month)), as_of)
        for month in sorted({*owed, *there})
    )


def _month_row(
    programme: Programme | None, month: Month, report: ReportEntry | None, href: str, as_of: date
) -> MonthRow:
    due = due_date(programme, month) if programme else None
    said: MonthlyReport | None = report.record if report else None
    if report is not None and said is None:
        shape, word, kind = "✕", "อ่านรายงานไม่ได้", "unreadable"
    elif said is not None and due is not None and said.submitted > due:
        shape, word, kind = "◕", "รายงานแล้ว (ช้ากว่ากำหนด)", "late"
    elif said is not None:
        shape, word, kind = "●", "รายงานแล้ว", "complete"
    elif due is not None and due < as_of:
        shape, word, kind = "○", "เลยกำหนด ยังไม่รายงาน", "missing"
    else:
        shape, word, kind = "◌", "ยังไม่ถึงกำหนด", "pending"
    return MonthRow(
        thai_month(month), href if report else "", shape, word, kind,
        submitted=words.day(said.submitted, short=True) if said else "",
        due=words.day(due, short=True),
        progress=said.progress_percent if said else None,
    )  # fmt: skip


def programme_rows(year: YearContent, place: Place, as_of: date) -> tuple[ProgrammeRow, ...]:
    return tuple(_programme_row(year, entry, place, as_of) for entry in year.programmes)


def _programme_row(year: YearContent, entry: ProgrammeEntry, place: Place, as_of: date) -> ProgrammeRow:
    rows = month_rows(year, entry, place, as_of)
    record = entry.record
    return ProgrammeRow(
        name=record.name if record else entry.id,
        href=place.page(programme_path(year, entry)),
        owner=record.owner if record else "",
        period=words.months(record.start, record.end) if record else "",
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
    return page(
        "programme",
        title=record.name if record else f"แผนงาน {entry.id}",
        description=f"แผน กิจกรรม และรายงานรายเดือน · {site.config.agency.name}",
        record=record,
        kind=KINDS[record.kind] if record else "",
        background=field(record.background, place.written("")) if record else "",
        levels=tuple(map(_level, record.levels)) if record else (),
        activities=tuple(_activity(activity, place) for activity in record.activities) if record else (),
        months=rows,
        reported=sum(row.kind in ("complete", "late") for row in rows),
        with_progress=any(row.progress is not None for row in rows),
        findings=finding_views(_findings(report, year, entry)),
        edit=place.edit(entry.document.path) if entry.document else None,
        all=place.page(programmes_path(year)),
    )


def _findings(report: Report, year: YearContent, entry: ProgrammeEntry) -> list[Finding]:
    """About the plan, and about months that have no page of their own."""
    if report.edition != year.edition.year:
        return []
    own = {r.document.path for r in monthly(entry).values()}
    folder = entry.path.rsplit("/", 1)[0] + "/"
    return [f for f in report.findings if f.path.startswith(folder) and f.path not in own]


def _level(level: Level) -> LevelView:
    bands = tuple(f"{_band(b.low, b.high)} ได้ {words.number(b.score)} คะแนน" for b in level.bands)
    return LevelView(level.level, level.name, level.requires, MEASURES[level.measure], bands)


def _band(low: Decimal | None, high: Decimal | None) -> str:
    if low is None and high is None:
        return "ทุกค่า"
    if low is None or high is None:
        return f"ไม่เกิน {words.number(high)}" if high is not None else f"ตั้งแต่ {words.number(low or Decimal(0))}"
    return words.number(low) if low == high else f"{words.number(low)} ถึง {words.number(high)}"


def _activity(activity: Activity, place: Place) -> ActivityView:
    shape, word = STATUSES[activity.status]
    quarters = tuple(quarter in activity.quarters for quarter in range(1, 5))
    return ActivityView(activity, shape, word, quarters, proofs(activity.evidence, place))
