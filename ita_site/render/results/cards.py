"""Result, measures and forecast on the first page, each in a card."""

from __future__ import annotations

from dataclasses import dataclass

from ita_site.forecast import Forecast
from ita_site.render.links import Place
from ita_site.render.results.known import Known
from ita_site.render.results.level import LevelView, level_view
from ita_site.render.results.linking import measures_title, result_title
from ita_site.render.results.measures import Tally, tally
from ita_site.render.results.numbers import Mark, judged, points, worth
from ita_site.sitemap import forecast_path, measures_path, result_path


@dataclass(frozen=True, slots=True)
class ResultCard:
    """The newest result. `points` is blank for one that cannot be read."""

    title: str
    href: str
    points: str
    verdict: Mark | None
    level: LevelView | None


@dataclass(frozen=True, slots=True)
class MeasuresCard:
    """The newest measures. `tally` is None for a file that cannot be read."""

    title: str
    href: str
    tally: Tally | None


@dataclass(frozen=True, slots=True)
class ForecastCard:
    href: str
    score: str
    lost: str
    count: int


@dataclass(frozen=True, slots=True)
class Cards:
    result: ResultCard | None
    measures: MeasuresCard | None
    forecast: ForecastCard | None


def cards(known: Known, estimate: Forecast, place: Place) -> Cards:
    """What the first page tells of results, measures and the forecast."""
    shown = known.site.config.site.show_forecast
    return Cards(_result(known, place), _measures(known, place), _forecast(known, estimate, place) if shown else None)


def _result(known: Known, place: Place) -> ResultCard | None:
    year = next(iter(known.site.assessed.results), None)
    if year is None:
        return None
    title, href, found = result_title(year), place.page(result_path(year)), known.results.get(year)
    if found is None:
        return ResultCard(title, href, "", None, None)
    record, view = found.record, found.view
    verdict = judged(passes=view.passes(record.total)) if view else None
    return ResultCard(title, href, points(record.total), verdict, level_view(record, view))


def _measures(known: Known, place: Place) -> MeasuresCard | None:
    entry = next(iter(known.site.assessed.measures.values()), None)
    if entry is None:
        return None
    return MeasuresCard(measures_title(entry.year), place.page(measures_path(entry.year)), tally(known, entry))


def _forecast(known: Known, estimate: Forecast, place: Place) -> ForecastCard:
    href = place.page(forecast_path(known.site.year))
    return ForecastCard(href, worth(estimate.score), worth(estimate.lost), len(estimate.open_items))
