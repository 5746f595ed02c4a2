"""The text of any page of a site, one by one or all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from ita_site.findings import Report
from ita_site.forecast import Forecast, forecast
from ita_site.history import NO_HISTORY, Chronicle, History
from ita_site.programmes import Overview, Workdays, overview
from ita_site.render.answers import AnswerSheets
from ita_site.render.board import board_page, checklist_page
from ita_site.render.checks import checks_page
from ita_site.render.contents import contents_page
from ita_site.render.data.files import DataFiles
from ita_site.render.data.linked import Linked, with_linked
from ita_site.render.data.page import data_page
from ita_site.render.data.sources import Sources
from ita_site.render.digits import thai_digits
from ita_site.render.follow.calendar import programme_calendar, site_calendar
from ita_site.render.follow.deadlines import Due, deadlines, reports_due
from ita_site.render.follow.feed import feed_file
from ita_site.render.follow.news import news
from ita_site.render.follow.page import follow_page
from ita_site.render.free import FreeView, free_view
from ita_site.render.home import home_page
from ita_site.render.item import item_page
from ita_site.render.links import Place
from ita_site.render.machine import machine_values
from ita_site.render.nav import Entry, entries
from ita_site.render.programmes.listing import programmes_page
from ita_site.render.programmes.month import month_page
from ita_site.render.programmes.page import programme_page
from ita_site.render.reaching import is_to_complain
from ita_site.render.results.cards import cards
from ita_site.render.results.forecast import forecast_page, past_forecast_page
from ita_site.render.results.known import Known
from ita_site.render.results.measures import measures_page
from ita_site.render.results.result import result_page
from ita_site.site import ProgrammeEntry, Site, YearContent
from ita_site.sitemap import Page, free_path
from ita_site.states import State, year_states


class Pages:
    """Makes the pages of `site` as the check `report` found it; what several of them need is made once."""

    def __init__(self, site: Site, report: Report, history: History = NO_HISTORY) -> None:
        self.site = site
        self.report = report
        self._chronicle = Chronicle(history)
        self._states: dict[int, Mapping[str, State]] = {}
        self._overviews: dict[str, Overview] = {}
        self._workdays = Workdays(site.config.calendar)
        self._known = Known(site, report.as_of)

    @cached_property
    def free(self) -> Mapping[str, FreeView]:
        """The free pages by path."""
        return {free_path(page): free_view(self.site, page) for page in self.site.pages}

    @cached_property
    def _to_complain(self) -> FreeView | None:
        """The free page on which the agency takes complaints."""
        return next((view for view in self.free.values() if is_to_complain(f"{view.name} {view.title}")), None)

    @cached_property
    def menu(self) -> tuple[Entry, ...]:
        """The menu, not escaped."""
        return entries(self.site, tuple(self.free.values()))

    @cached_property
    def answers(self) -> AnswerSheets:
        """The answer sheets of all years."""
        return AnswerSheets(self.site, self.report)

    @cached_property
    def data(self) -> DataFiles:
        """The data files."""
        return DataFiles(self._sources)

    @cached_property
    def _sources(self) -> Sources:
        return Sources(self.site, self.report, self._chronicle, self._states_of, self._overviews_of, self._known)

    @cached_property
    def _linked(self) -> Linked:
        return Linked(self._sources, self.menu)

    @cached_property
    def _estimate(self) -> Forecast:
        return forecast(self.site.year.edition, self.report)

    def text(self, page: Page) -> str:
        """The text of a page, with machine values beside its days and amounts, in the digits of the site."""
        text = machine_values(self._text(page))
        text = thai_digits(text) if self.site.config.site.digits == "thai" else text
        return with_linked(text, self._linked.of(page))

    def _text(self, page: Page) -> str:
        site, report, year = self.site, self.report, page.year
        match page.kind:
            case "home":
                states, free, overviews = self._states_of(site.year), self.free.values(), self._overviews_of(site.year)
                told = cards(self._known, self._estimate, Place.of(site, page.path))
                return home_page(site, report, states, tuple(free), overviews, self._known, told)
            case "contents":
                return contents_page(site, self.menu)
            case "data":
                return data_page(self.data)
            case "follow":
                return follow_page(site, self._dues, report.as_of)
            case "checks":
                return checks_page(site, report)
            case "free":
                return self.free[page.path].text
            case "result":
                return result_page(site, report, self._known, page.assessed, self._chronicle)
            case "measures":
                return measures_page(site, report, self._known, page.assessed, self._chronicle)
            case "forecast":
                if year is not None and year is not site.year:
                    return past_forecast_page(site, year)
                return forecast_page(site, report, self._estimate, self._states_of(site.year))
        assert year is not None  # noqa: S101 - all other kinds have one
        match page.kind:
            case "board":
                return board_page(site, year, report, self._states_of(year), self._known)
            case "checklist":
                return checklist_page(site, year, report, self._states_of(year))
            case "answers":
                return self.answers.page(year)
            case "item":
                item = year.edition.items[page.item]
                state, to_complain = self._states_of(year)[page.item], self._to_complain
                return item_page(site, year, report, item, state, self._known, self._chronicle, to_complain)
            case "programmes":
                return programmes_page(site, year, report, self._overviews_of(year))
        assert page.programme is not None  # noqa: S101
        found = self._overview(page.programme)
        if page.month is not None:
            return month_page(site, year, report, found, page.month, self._chronicle)
        return programme_page(site, year, report, found, self._chronicle)

    @property
    def calendar(self) -> str:
        """The text of the calendar of all deadlines."""
        return site_calendar(self.site, self._dues, self.report.as_of)

    def calendar_of(self, year: YearContent) -> str:
        """The text of the calendar of a year's reports."""
        dues = (due for overview in self._overviews_of(year) for due in reports_due(year, overview))
        return programme_calendar(self.site, year, dues, self.report.as_of)

    @property
    def feed(self) -> str:
        """The text of the feed of changes."""
        told = ((year, self._overviews_of(year)) for year in self.site.years)
        return feed_file(self.site, news(told, self._known, self.report.as_of, self._chronicle), self.report.as_of)

    @cached_property
    def _dues(self) -> tuple[Due, ...]:
        told = ((year, overview) for year in self.site.years for overview in self._overviews_of(year))
        return deadlines(self.site, told, self._known, self.report.as_of)

    def _overviews_of(self, year: YearContent) -> tuple[Overview, ...]:
        return tuple(map(self._overview, year.programmes))

    def _overview(self, entry: ProgrammeEntry) -> Overview:
        known = self._overviews.get(entry.path)
        if known is None:
            known = self._overviews[entry.path] = overview(entry, self.report.as_of, self._workdays)
        return known

    def _states_of(self, year: YearContent) -> Mapping[str, State]:
        known = self._states.get(year.edition.year)
        if known is None:
            known = self._states[year.edition.year] = year_states(year, self.report)
        return known
