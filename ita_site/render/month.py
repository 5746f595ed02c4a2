"""The page of one month's report of a programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ita_site.dates import Month, thai_month
from ita_site.findings import Report
from ita_site.programmes import due_date
from ita_site.records import Metric, MonthlyReport
from ita_site.render import words
from ita_site.render.findings import finding_views
from ita_site.render.item import Link
from ita_site.render.links import Place
from ita_site.render.markdown import field
from ita_site.render.openings import Openings
from ita_site.render.programme import programme_name
from ita_site.render.proofs import Proof, proofs
from ita_site.render.template import page
from ita_site.render.waivers import waived_views
from ita_site.site import ProgrammeEntry, ReportEntry, Site, YearContent
from ita_site.sitemap import month_path, programme_path


@dataclass(frozen=True, slots=True)
class ActionView:
    on: date | None
    text: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class ShareRow:
    name: str
    numerator: int
    denominator: int
    percent: str


@dataclass(frozen=True, slots=True)
class MetricView:
    rows: tuple[ShareRow, ...]
    as_of: date | None


@dataclass(frozen=True, slots=True)
class ResultView:
    level: int
    value: str
    proofs: tuple[Proof, ...]


def month_page(site: Site, year: YearContent, report: Report, entry: ProgrammeEntry, month: Month) -> str:
    """One month: what was done, the numbers, the money, what stood in the way, what comes next."""
    there = entry.by_month()
    source = there[month]
    place = Place.of(site, month_path(year, entry, month))
    programme = programme_name(entry)
    record = source.record
    written = place.written("")
    checked = report.edition == year.edition.year
    openings = Openings(site, report)
    return page(
        "month",
        title=f"รายงานเดือน{thai_month(month)}",
        description=f"{programme} · {site.config.agency.name}",
        programme=Link(place.page(programme_path(year, entry)), programme),
        record=record,
        due=due_date(entry.record, month) if entry.record else None,
        actions=_actions(record, place, openings),
        metrics=tuple(_metric(metric) for metric in record.metrics) if record else (),
        results=_results(record, place, openings),
        problems=field(record.problems, written) if record else "",
        advice=field(record.advice, written) if record else "",
        findings=finding_views(report.of_path(source.document.path)) if checked else (),
        waived=waived_views(w for w in report.waived if checked and w.finding.path == source.document.path),
        edit=place.edit(source.document.path),
        before=_other(year, entry, place, there, month, -1),
        after=_other(year, entry, place, there, month, +1),
    )


def _actions(record: MonthlyReport | None, place: Place, openings: Openings) -> tuple[ActionView, ...]:
    actions = record.actions if record else ()
    return tuple(ActionView(a.on, a.text, proofs(a.evidence, place, openings)) for a in actions)


def _results(record: MonthlyReport | None, place: Place, openings: Openings) -> tuple[ResultView, ...]:
    levels = sorted(record.levels.items()) if record else ()
    return tuple(
        ResultView(n, "" if r.value is None else words.number(r.value), proofs(r.evidence, place, openings))
        for n, r in levels
    )


def _metric(metric: Metric) -> MetricView:
    """The whole first, then its groups. A stated percentage is shown as stated, others are computed."""
    stated = "" if metric.percent is None else words.number(metric.percent)
    whole = ShareRow(
        metric.name,
        metric.numerator,
        metric.denominator or 0,
        stated or _share(metric.numerator, metric.denominator or 0),
    )
    groups = (ShareRow(f"– {name}", n, of, _share(n, of)) for name, (n, of) in metric.by.items())
    return MetricView((whole, *groups), metric.as_of)


def _share(numerator: int, denominator: int) -> str:
    return f"{100 * numerator / denominator:.2f}" if denominator else "–"


def _other(
    year: YearContent, entry: ProgrammeEntry, place: Place, there: dict[Month, ReportEntry], month: Month, step: int
) -> Link | None:
    months = list(there)
    i = months.index(month) + step
    if not 0 <= i < len(months):
        return None
    return Link(place.page(month_path(year, entry, months[i])), f"เดือน{thai_month(months[i])}")
