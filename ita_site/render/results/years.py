"""The results of all years on the site, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ita_site.render.links import Place
from ita_site.render.programmes.charts import Chart
from ita_site.render.results.charts import years_chart
from ita_site.render.results.known import Known, KnownResult
from ita_site.render.results.numbers import Mark, change, judged, points
from ita_site.sitemap import result_path


@dataclass(frozen=True, slots=True)
class YearRow:
    """The total of one year. `change` is against the year before it, where that is known."""

    year: int
    href: str
    is_here: bool
    points: str
    verdict: Mark | None
    level: str
    change: Mark | None


def year_rows(known: Known, place: Place, here: int) -> tuple[YearRow, ...]:
    """Every result that can be read, the newest first."""
    return tuple(_row(known.results, result, place, here) for result in known.results.values())


def _row(results: Mapping[int, KnownResult], result: KnownResult, place: Place, here: int) -> YearRow:
    before = results.get(result.year - 1)
    return YearRow(
        year=result.year,
        href=place.page(result_path(result.year)),
        is_here=result.year == here,
        points=points(result.record.total),
        verdict=judged(passes=result.view.passes(result.record.total)) if result.view else None,
        level=result.record.level,
        change=change(result.record.total - before.record.total) if before else None,
    )


def year_totals(known: Known, mark: Decimal) -> Chart | None:
    """The totals as a drawing, the oldest first, with the pass mark (points)."""
    totals = [(r.year, r.record.total, points(r.record.total), r.record.level) for r in known.results.values()]
    return years_chart(totals[::-1], mark)
