"""The page of one month's report of a programme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ita_site.dates import Month, thai_month
from ita_site.findings import Report
from ita_site.history import Chronicle
from ita_site.programmes import Overview
from ita_site.programmes.levels import round_of
from ita_site.programmes.plan import id_as_read
from ita_site.records import MonthlyReport
from ita_site.render.findings import finding_views
from ita_site.render.item import Link
from ita_site.render.links import Place
from ita_site.render.markdown import field
from ita_site.render.openings import Openings
from ita_site.render.past import history_of
from ita_site.render.programmes.listing import programme_name
from ita_site.render.programmes.metrics import metric_views
from ita_site.render.programmes.months import month_face
from ita_site.render.programmes.plan import anchors
from ita_site.render.programmes.proofs import Proof, proofs
from ita_site.render.programmes.scores import score_board
from ita_site.render.template import page
from ita_site.render.waivers import waived_views
from ita_site.site import ProgrammeEntry, ReportEntry, Site, YearContent
from ita_site.sitemap import month_path, programme_path


@dataclass(frozen=True, slots=True)
class ActionView:
    """Something done (`on`) or promised by a day (`due`), and the activity of the plan that it belongs to."""

    on: date | None
    due: date | None
    text: str
    activity: Link | None
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    role: str
    name: str
    position: str


def month_page(
    site: Site, year: YearContent, report: Report, overview: Overview, month: Month, chronicle: Chronicle
) -> str:
    """One month: what was done, the numbers, the money, what stood in the way, what comes next."""
    entry = overview.entry
    there = entry.by_month()
    source = there[month]
    place = Place.of(site, month_path(year, entry, month))
    programme, path = programme_name(entry), programme_path(year, entry)
    record = source.record
    standing = next((s for s in overview.months if s.month == month), None)
    checked = report.edition == year.edition.year
    return page(
        "month",
        title=(record.title if record else "") or f"รายงานความก้าวหน้าประจำเดือน{thai_month(month)}",
        description=f"{programme} · {site.config.agency.name}",
        month=thai_month(month),
        programme=Link(place.page(path), programme),
        unit=_unit(site, overview),
        round=_round(overview, month),
        record=record,
        unfinished=source.is_unfinished,
        mark=month_face(standing) if standing else None,
        days=standing.deadline if standing else None,
        **_view(overview, month, record, place, path, Openings(site, report)),
        findings=finding_views(report.of_path(source.document.path)) if checked else (),
        waived=waived_views(w for w in report.waived if checked and w.finding.path == source.document.path),
        history=history_of(place, chronicle, source.document, MonthlyReport, record),
        edit=place.edit(source.document.path),
        before=_other(year, entry, place, there, month, -1),
        after=_other(year, entry, place, there, month, +1),
    )


def _view(
    overview: Overview, month: Month, record: MonthlyReport | None, place: Place, path: str, openings: Openings
) -> dict[str, Any]:
    """What the template asks of a record; nothing of one that cannot be read. `path` is that of the programme's page."""
    if record is None:
        return {}
    written = place.written("")
    memo = record.memo
    return {
        "summary": field(record.summary, written),
        "actions": _actions(overview, record, place, path, openings),
        "next": _next(overview, record, place, path),
        "metrics": metric_views(record.metrics),
        "total": _total(overview, month),
        "board": score_board(overview, month, record, place, openings),
        "remark": field(record.remark, written),
        "problems": field(record.problems, written),
        "advice": field(record.advice, written),
        "certification": field(memo.certification, written) if memo else "",
        "memo_proofs": proofs(memo.evidence, place, openings) if memo else (),
        "signatures": tuple(_signatures(record)),
    }


def _unit(site: Site, overview: Overview) -> str:
    """The unit and the agency; what both names say where they meet («กองแผนงาน») is said once."""
    unit, agency = overview.programme.unit if overview.programme else "", site.config.agency.name
    if unit in agency:
        return agency
    ours, theirs = unit.split(), agency.split()
    shared = next((n for n in range(min(len(ours), len(theirs)), 0, -1) if ours[-n:] == theirs[:n]), 0)
    return " ".join(ours + theirs[shared:])


def _round(overview: Overview, month: Month) -> str:
    """The name of the month's round; blank for a plan without rounds."""
    programme = overview.programme
    found = round_of(programme, month) if programme and programme.rounds else None
    return found.label if found else ""


def _total(overview: Overview, month: Month) -> Decimal | None:
    """Baht spent up to this month, by the sum of the reports."""
    if overview.money is None or not overview.money.is_told:
        return None
    return next((spent.total for spent in overview.money.by_month if spent.month == month), None)


def _activities(overview: Overview, place: Place, path: str) -> Callable[[str], Link | None]:
    """From the id of an activity to the activity on the programme's page; an id that no plan knows is shown as it is."""
    known = anchors(overview.programme)

    def link(id_: str) -> Link | None:
        if not id_:
            return None
        anchor, title = known.get(id_as_read(id_), ("", ""))
        return Link(place.page(path, anchor) if anchor else "", f"{id_} {title}".strip())

    return link


def _actions(
    overview: Overview, record: MonthlyReport, place: Place, path: str, openings: Openings
) -> tuple[ActionView, ...]:
    to = _activities(overview, place, path)
    return tuple(
        ActionView(a.on, a.due, a.text, to(a.activity), proofs(a.evidence, place, openings)) for a in record.actions
    )


def _next(overview: Overview, record: MonthlyReport, place: Place, path: str) -> tuple[ActionView, ...]:
    to = _activities(overview, place, path)
    return tuple(ActionView(None, step.due, step.text, to(step.activity)) for step in record.next)


def _signatures(record: MonthlyReport) -> Iterator[Signature]:
    """Who signs the printed report, each of them once."""
    reporter, memo = record.reporter, record.memo
    if reporter is not None:
        yield Signature("ผู้รายงาน", reporter.name, reporter.position)
    if memo is not None and memo.signer and not (reporter and memo.signer == reporter.name):
        yield Signature("ผู้ลงนาม", memo.signer, memo.position)
    if memo is not None and memo.acknowledged_by:
        yield Signature("ผู้รับทราบ", memo.acknowledged_by, memo.acknowledged_position)


def _other(
    year: YearContent, entry: ProgrammeEntry, place: Place, there: dict[Month, ReportEntry], month: Month, step: int
) -> Link | None:
    months = list(there)
    i = months.index(month) + step
    if not 0 <= i < len(months):
        return None
    return Link(place.page(month_path(year, entry, months[i])), f"เดือน{thai_month(months[i])}")
