"""The page of a result, in the order in which a citizen asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ita_site.findings import Report
from ita_site.history import Chronicle
from ita_site.records import ResultRecord
from ita_site.render.findings import finding_views
from ita_site.render.links import Link, Place
from ita_site.render.markdown import field
from ita_site.render.openings import Openings
from ita_site.render.past import history_of
from ita_site.render.programmes.proofs import proofs
from ita_site.render.results.charts import bar_chart
from ita_site.render.results.indicators import indicator_rows, pass_mark, total_view
from ita_site.render.results.known import Known, KnownResult
from ita_site.render.results.level import level_view, scale_view
from ita_site.render.results.linking import measures_title, result_title
from ita_site.render.results.numbers import Mark, change, judged, points, worth
from ita_site.render.results.weak import question_views, zero_items
from ita_site.render.results.years import year_rows, year_totals
from ita_site.render.template import page
from ita_site.render.waivers import waived_views
from ita_site.site import Site
from ita_site.sitemap import measures_path, result_path


@dataclass(frozen=True, slots=True)
class BeforeView:
    """The total of the year before. `stated` is the difference in the words of the announcement."""

    year: int
    points: str
    level: str
    href: str | None
    change: Mark | None
    stated: str


def result_page(site: Site, report: Report, known: Known, year: int, chronicle: Chronicle) -> str:
    """The result of a year (BE) that has its file, also for one that cannot be read."""
    entry = site.assessed.results[year]
    place = Place.of(site, result_path(year))
    result = known.results.get(year)
    name = site.config.agency.name
    total = f"คะแนนรวม {points(result.record.total)} · " if result else ""
    return page(
        "result",
        title=result_title(year),
        description=f"{total}ผลการประเมินคุณธรรมและความโปร่งใสของ{name}",
        agency=name,
        year=year,
        record=result.record if result else None,
        **(_view(site, report, known, result, place) if result else {}),
        findings=finding_views(report.of_path(entry.document.path)),
        waived=waived_views(w for w in report.waived if w.finding.path == entry.document.path),
        history=history_of(place, chronicle, entry.document, ResultRecord, entry.record),
        edit=place.edit(entry.document.path),
    )


def _view(site: Site, report: Report, known: Known, result: KnownResult, place: Place) -> dict[str, Any]:
    """What the template asks of a record that can be read."""
    record, view = result.record, result.view
    before = known.results.get(result.year - 1)
    rows = indicator_rows(result, before, place)
    mark = view.assessment.pass_mark if view else None
    return {
        "total": points(record.total),
        "score": record.total,
        "verdict": judged(passes=view.passes(record.total)) if view else None,
        "mark": mark,
        "pass_mark": pass_mark(view.assessment) if view else "",
        "level": level_view(record, view),
        "before": before_view(result, before, place),
        "announced": record.announced,
        "indicators": rows,
        "has_before": any(row.before for row in rows),
        "passed": sum(row.mark is not None and row.mark[0] == "yes" for row in rows),
        "judged": sum(row.mark is not None for row in rows),
        "bars": bar_chart(((f"{r.id} {r.name}", r.score, r.points) for r in rows if r.score is not None), mark),
        "sum": total_view(record, view) if view else None,
        "instruments": [(id_, points(score)) for id_, score in record.instruments.items()],
        "respondents": [f"{id_} {count:,} คน" for id_, count in record.respondents.items()],
        "scale": scale_view(record, view),
        "questions": question_views(result, place),
        "zero": zero_items(known, result, place),
        "measure_pages": _measure_pages(site, result, place),
        "years": year_rows(known, place, result.year),
        "years_chart": year_totals(known, mark) if mark is not None else None,
        "proofs": proofs(record.evidence, place, Openings(site, report)),
        "note": field(record.note, place.written("")),
    }


def before_view(result: KnownResult, before: KnownResult | None, place: Place) -> BeforeView | None:
    """The total of the year before: as this record states it, else that of the result on this site."""
    record = result.record
    total = record.previous_total
    if total is None and before is not None:
        total = before.record.total
    if total is None:
        return None
    level = record.previous_level or (before.record.level if before else "")
    href = place.page(result_path(before.year)) if before else None
    rise = record.total - total
    # a difference is taken before rounding, so the announced one may be another
    stated = "" if record.difference.strip("+-–− ") == worth(abs(rise)) else record.difference
    return BeforeView(record.year - 1, points(total), level, href, change(rise), stated)


def _measure_pages(site: Site, result: KnownResult, place: Place) -> tuple[Link, ...]:
    return tuple(
        Link(place.page(measures_path(entry.year)), measures_title(entry.year))
        for entry in site.assessed.measures_answering(result.year)
    )


__all__ = ["BeforeView", "before_view", "result_page"]
