"""The page of what the agency expects to score, and the same in a card on the first page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ita_site.criteria import Edition
from ita_site.findings import Report
from ita_site.forecast import Forecast
from ita_site.numerals import plain
from ita_site.render.links import Place
from ita_site.render.results.charts import BarChart, bar_chart
from ita_site.render.results.linking import forecast_title
from ita_site.render.results.numbers import share, worth
from ita_site.render.template import page
from ita_site.scoring import FULL, item_worth
from ita_site.site import Site, YearContent
from ita_site.sitemap import CHECKS, board_path, forecast_path, item_page_path, result_path
from ita_site.states import FACES, Face, State


@dataclass(frozen=True, slots=True)
class PartRow:
    """An indicator, or a sub-indicator of the one above it."""

    id: str
    name: str
    points: str
    score: Decimal
    is_indicator: bool
    counted: int
    of: int


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item that would score 0 today; `worth` in points of the total."""

    code: str
    name: str
    href: str
    state: str
    face: Face
    worth: str


def past_forecast_page(site: Site, year: YearContent) -> str:
    """What stands where the estimate of an earlier year was: the way to what was announced."""
    place = Place.of(site, forecast_path(year))
    known = year.edition.year in site.assessed.results
    return page(
        "forecast-past",
        title=forecast_title(year.edition.year),
        description=f"ประมาณการของปี {year.edition.year} สิ้นสุดแล้ว",
        year=year.edition.year,
        result=place.page(result_path(year.edition.year)) if known else None,
        board=place.page(board_path(year)),
        forecast=place.page(forecast_path(site.year)),
        open_year=site.year.edition.year,
    )


def forecast_page(site: Site, report: Report, estimate: Forecast, states: Mapping[str, State]) -> str:
    """The estimate of the open year, how it is made and what is still to be gained."""
    year = site.year
    edition, own = year.edition, year.edition.assessment.own
    place = Place.of(site, forecast_path(year))
    rows = tuple(_rows(edition, estimate))
    top = FULL * own.weight
    return page(
        "forecast",
        title=forecast_title(edition.year),
        description=f"ประมาณการของ{site.config.agency.name}เองจากการตรวจในเว็บไซต์นี้ ไม่ใช่คะแนนของ ป.ป.ช.",
        year=edition.year,
        as_of=report.as_of,
        score=worth(estimate.score),
        instrument=own.name.th,
        weight=share(own.weight),
        full=plain(top),
        counts=worth(top - estimate.lost),
        rows=rows,
        bars=_bars(rows) if estimate.open_items else None,
        items=tuple(
            OpenItem(
                code,
                edition.items[code].name.th,
                place.page(item_page_path(year, code)),
                states[code].value,
                FACES[states[code]],
                worth(estimate.worth[code]),
            )
            for code in estimate.open_items
        ),
        lost=worth(estimate.lost),
        count=len(edition.items),
        indicators=len(edition.tree),
        dearest=_dearest(edition),
        waived=len({w.finding.item for w in report.waived if w.finding.item in edition.items}),
        board=place.page(board_path(year)),
        checks=place.page(CHECKS),
    )


def _bars(rows: Iterable[PartRow]) -> BarChart | None:
    return bar_chart((f"{row.id} {row.name}", row.score, row.points) for row in rows if not row.is_indicator)


def _rows(edition: Edition, estimate: Forecast) -> Iterator[PartRow]:
    zero = set(estimate.open_items)
    for indicator in edition.tree:
        score = estimate.indicators[indicator.id]
        of = len(indicator.items)
        yield PartRow(
            indicator.id, indicator.name.th, worth(score), score, True, of - len(zero & set(indicator.items)), of
        )
        for sub in indicator.subs:
            score = estimate.subs[sub.id]
            of = len(sub.items)
            yield PartRow(sub.id, sub.name.th, worth(score), score, False, of - len(zero & set(sub.items)), of)


def _dearest(edition: Edition) -> tuple[str, str]:
    """The least and the most that an item is worth, in points of the total."""
    values = item_worth(edition).values()
    return worth(min(values)), worth(max(values))
