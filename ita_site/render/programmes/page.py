"""The page of one programme: how it stands, its months, money, scores, plan and activities."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ita_site.findings import Finding, Report
from ita_site.history import Chronicle
from ita_site.numerals import rounded
from ita_site.programmes import Overview
from ita_site.records import Programme, Reporting
from ita_site.render.findings import finding_views
from ita_site.render.links import Place
from ita_site.render.markdown import field
from ita_site.render.openings import Openings
from ita_site.render.past import history_of
from ita_site.render.programmes.charts import Chart, money_chart, progress_chart
from ita_site.render.programmes.levels import level_view, round_views
from ita_site.render.programmes.listing import KINDS, period_words, programme_name
from ita_site.render.programmes.months import month_views
from ita_site.render.programmes.plan import measure_views, plan_legend, quarter_views
from ita_site.render.programmes.proofs import proofs
from ita_site.render.programmes.standing import standing_view
from ita_site.render.template import page
from ita_site.render.waivers import waived_views
from ita_site.site import ProgrammeEntry, Site, YearContent
from ita_site.sitemap import calendar_path, programme_path

REPORTS = {Reporting.MONTHLY: "ทุกเดือน", Reporting.ROUNDS: "เดือนสุดท้ายของแต่ละรอบ"}


def programme_page(site: Site, year: YearContent, report: Report, overview: Overview, chronicle: Chronicle) -> str:
    """One programme with everything that its plan and its reports say together."""
    entry, record = overview.entry, overview.programme
    place = Place.of(site, programme_path(year, entry))
    openings = Openings(site, report)
    months = month_views(year, overview, place)
    shown = [month.month for month in months]
    measures = measure_views(overview, place, openings)
    is_told_here = _told_on_its_page(report, year, entry)
    return page(
        "programme",
        title=programme_name(entry),
        description=f"แผน กิจกรรม และรายงานรายเดือน · {site.config.agency.name}",
        as_of=report.as_of,
        record=record,
        kind=KINDS[record.kind] if record else "",
        period=period_words(record) if record else "",
        reports=REPORTS[record.reports] if record else "",
        standing=standing_view(overview, report.as_of),
        reported=overview.reported,
        owed=overview.owed,
        months=months,
        progress=progress_chart(shown, dict(overview.progress)),
        last_progress=overview.progress[-1] if overview.progress else None,
        money=overview.money,
        with_progress=bool(overview.progress),
        with_money=bool(overview.money and overview.money.is_told and (overview.money.spent or overview.money.budget)),
        spent_percent=_two_places(overview.money.percent) if overview.money else None,
        money_chart=_money_chart(overview),
        rounds=round_views(overview),
        levels=tuple(map(level_view, record.levels)) if record else (),
        quarters=quarter_views(record) if record else (),
        measures=measures,
        plan_legend=plan_legend(measures),
        done=_two_places(overview.done),
        background=field(record.background, place.written("")) if record else "",
        links=proofs(record.links, place, openings) if record else (),
        findings=finding_views(filter(is_told_here, report.findings)),
        waived=waived_views(w for w in report.waived if is_told_here(w.finding)),
        history=history_of(place, chronicle, entry.document, Programme, entry.record),
        edit=place.edit(entry.document.path) if entry.document else None,
        calendar=place.here.to_file(calendar_path(year)),
    )


def _two_places(percent: Decimal | None) -> Decimal | None:
    return None if percent is None else rounded(percent)


def _money_chart(overview: Overview) -> Chart | None:
    if overview.money is None:
        return None
    totals = {spent.month: spent.total for spent in overview.money.by_month}
    return money_chart([standing.month for standing in overview.months], totals, overview.money.budget)


def _told_on_its_page(report: Report, year: YearContent, entry: ProgrammeEntry) -> Callable[[Finding], bool]:
    """What is about the plan, or about months that have no page of their own."""
    own = {r.document.path for r in entry.by_month().values()}
    folder = entry.path.rsplit("/", 1)[0] + "/"
    is_checked = report.edition == year.edition.year
    return lambda finding: is_checked and finding.path.startswith(folder) and finding.path not in own
