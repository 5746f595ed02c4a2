"""The list of programmes, and the same cards on the first page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ita_site.findings import Report
from ita_site.programmes import Overview
from ita_site.records import Programme, ProgrammeKind
from ita_site.render import words
from ita_site.render.links import Place
from ita_site.render.programmes.months import MonthView, month_legend, month_views
from ita_site.render.programmes.standing import StandingView, standing_view
from ita_site.render.template import page
from ita_site.site import ProgrammeEntry, Site, YearContent
from ita_site.sitemap import calendar_path, programme_path, programmes_path

KINDS = {ProgrammeKind.KPI: "ตัวชี้วัดของหน่วยงาน", ProgrammeKind.PROJECT: "โครงการ"}


@dataclass(frozen=True, slots=True)
class ProgrammeCard:
    name: str
    href: str
    kind: str
    owner: str
    period: str
    standing: StandingView
    months: tuple[MonthView, ...]
    reported: int
    owed: int


def programme_name(entry: ProgrammeEntry) -> str:
    return entry.record.name if entry.record else f"แผนงาน {entry.id}"


def period_words(programme: Programme) -> str:
    """Start and end, to the day where a day was given."""
    start, end = programme.start, programme.end
    if start.day is None and end.day is None:
        return words.months(start.month, end.month)
    first = words.day(start.day) or words.months(start.month, start.month)
    return f"{first} ถึง {words.day(end.day) or words.months(end.month, end.month)}"


def programme_cards(
    year: YearContent, overviews: Iterable[Overview], place: Place, as_of: date
) -> tuple[ProgrammeCard, ...]:
    return tuple(_card(year, overview, place, as_of) for overview in overviews)


def _card(year: YearContent, overview: Overview, place: Place, as_of: date) -> ProgrammeCard:
    programme = overview.programme
    return ProgrammeCard(
        name=programme_name(overview.entry),
        href=place.page(programme_path(year, overview.entry)),
        kind=KINDS[programme.kind] if programme else "",
        owner=programme.owner if programme else "",
        period=period_words(programme) if programme else "",
        standing=standing_view(overview, as_of),
        months=month_views(year, overview, place),
        reported=overview.reported,
        owed=overview.owed,
    )


def programmes_page(site: Site, year: YearContent, report: Report, overviews: Iterable[Overview]) -> str:
    """All programmes of a year and how each stands."""
    place = Place.of(site, programmes_path(year))
    cards = programme_cards(year, overviews, place, report.as_of)
    return page(
        "programmes",
        title=f"แผนงานและความก้าวหน้า ปี {year.edition.year}",
        description=f"แผนงาน ตัวชี้วัด และรายงานรายเดือนของ{site.config.agency.name}",
        as_of=report.as_of,
        programmes=cards,
        legend=month_legend(month for card in cards for month in card.months),
        calendar=place.here.to_file(calendar_path(year)),
    )
