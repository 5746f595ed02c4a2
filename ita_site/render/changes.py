"""What changed lately, over all that the agency publishes, as its own files say it: newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ita_site.dates import thai_month
from ita_site.programmes import Overview
from ita_site.records import Status
from ita_site.render.links import Place
from ita_site.render.programmes.listing import programme_name
from ita_site.render.results.known import Known
from ita_site.render.results.linking import result_title
from ita_site.site import YearContent
from ita_site.sitemap import item_page_path, month_path, result_path

MOST = 5


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One thing that changed: on which day (CE), what kind of change in words, and where it is to be seen."""

    day: date
    kind: str
    title: str
    href: str


def recent_changes(
    year: YearContent, overviews: Iterable[Overview], known: Known, place: Place, as_of: date
) -> tuple[ChangeView, ...]:
    """The newest changes up to the day `as_of` (CE), at most `MOST`; what is dated later has not happened yet."""
    found = [*_items(year, place), *_reports(year, overviews, place), *_results(known, place), *_measures(known, place)]
    # the newest first; on one day in the order of the site
    return tuple(sorted((c for c in found if c.day <= as_of), key=lambda c: c.day, reverse=True)[:MOST])


def _items(year: YearContent, place: Place) -> Iterator[ChangeView]:
    for code, entry in year.items.items():
        record = entry.record
        if record is not None and record.updated is not None and record.status is not Status.PENDING:
            title = f"{code} {year.edition.items[code].name.th}"
            yield ChangeView(record.updated, "ปรับปรุงข้อมูล", title, place.page(item_page_path(year, code)))


def _reports(year: YearContent, overviews: Iterable[Overview], place: Place) -> Iterator[ChangeView]:
    for overview in overviews:
        for standing in overview.months:
            if standing.record is not None:
                title = f"{programme_name(overview.entry)} เดือน{thai_month(standing.month)}"
                href = place.page(month_path(year, overview.entry, standing.month))
                yield ChangeView(standing.record.submitted, "ส่งรายงาน", title, href)


def _results(known: Known, place: Place) -> Iterator[ChangeView]:
    for year, result in known.results.items():
        if result.record.announced is not None:
            yield ChangeView(result.record.announced, "ประกาศผล", result_title(year), place.page(result_path(year)))


def _measures(known: Known, place: Place) -> Iterator[ChangeView]:
    """A round of follow-up is one change, of however many measures it speaks."""
    for entry in known.site.assessed.measures.values():
        days: dict[date, list[tuple[str, str]]] = {}
        for of in known.measures(entry):
            for round_ in of.standing.rounds.by_day:
                if round_.on is not None:
                    days.setdefault(round_.on, []).append((of.measure.title, place.page(of.page, of.anchor)))
        for day, told in days.items():
            title, href = told[0]
            more = f" และอีก {len(told) - 1} มาตรการ" if len(told) > 1 else ""
            yield ChangeView(day, "ติดตามมาตรการ", f"{title}{more}", href)
