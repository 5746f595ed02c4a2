"""Which pages a site has, and under which path: the one place that says so, for the pages and for the rules.

A *page* is a path below the docs folder (`2566/o12.md`); its *address* is what a browser sees (`2566/o12/`).
Knows no template, so that a check need not load any.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import normpath
from typing import Literal
from urllib.parse import quote

from ita_site.api_paths import api_files
from ita_site.dates import Month, be_month_iso
from ita_site.evidence.files import file_type
from ita_site.evidence.own import Published
from ita_site.site import FreePage, ItemEntry, ProgrammeEntry, Site, YearContent, item_stem
from ita_site.walk import HostedFile

HOME = "index.md"
CHECKS = "checks.md"
CONTENTS = "contents.md"
"""The list of all pages: what the search box leads to where there is no script."""
FOLLOW = "follow.md"
"""How to follow the site."""
DATA = "data.md"
"""What data there is to take."""
PAGES = "pages"
"""The folder of free pages, below `content/` and on the site."""

FEED = "feed.xml"
"""The feed of changes (Atom), a file beside the pages."""
CALENDAR = "calendar.ics"
"""The calendar of all deadlines (iCalendar)."""
SEARCH_INDEX = "search/search_index.json"
"""What the search reads, a file beside the pages."""

_INDEX = ("index", "README")
_ENGINES = ("404.html", "sitemap.xml", "sitemap.xml.gz")
"""What the page engine adds beside the pages."""

Kind = Literal[
    "home",
    "checks",
    "contents",
    "data",
    "follow",
    "board",
    "checklist",
    "answers",
    "item",
    "programmes",
    "programme",
    "month",
    "result",
    "measures",
    "forecast",
    "free",
]


@dataclass(frozen=True, slots=True)
class Page:
    """One page, and what it is about: as much of it as its kind needs."""

    path: str
    kind: Kind
    year: YearContent | None = None
    item: str = ""
    programme: ProgrammeEntry | None = None
    month: Month | None = None
    assessed: int = 0
    """The year (BE) of a result or of measures: it may be one without a list."""
    free: FreePage | None = None


def site_pages(site: Site) -> dict[str, Page]:
    """Every page of a site by its path, in the order of the menu."""
    pages = [
        Page(HOME, "home"),
        Page(CHECKS, "checks"),
        Page(CONTENTS, "contents"),
        Page(DATA, "data"),
        Page(FOLLOW, "follow"),
    ]
    for year in site.years:
        pages += _year(year)
    pages += _assessed(site)
    pages += [Page(free_path(free), "free", free=free) for free in site.pages]
    return {page.path: page for page in pages}


def _year(year: YearContent) -> Iterator[Page]:
    yield Page(board_path(year), "board", year)
    yield Page(checklist_path(year), "checklist", year)
    yield Page(answers_path(year), "answers", year)
    for code in year.edition.items:
        yield Page(item_page_path(year, code), "item", year, code)
    if year.programmes:
        yield Page(programmes_path(year), "programmes", year)
    for entry in year.programmes:
        yield Page(programme_path(year, entry), "programme", year, programme=entry)
        for month in entry.by_month():
            yield Page(month_path(year, entry, month), "month", year, programme=entry, month=month)


def _assessed(site: Site) -> Iterator[Page]:
    for year in site.assessed.results:
        yield Page(result_path(year), "result", assessed=year)
    for year in site.assessed.measures:
        yield Page(measures_path(year), "measures", assessed=year)
    if site.config.site.show_forecast:
        # that of an earlier year stays as an address, and leads to what was announced
        yield from (Page(forecast_path(year), "forecast", year) for year in site.years)


def board_path(year: YearContent) -> str:
    return f"{year.edition.year}/index.md"


def checklist_path(year: YearContent) -> str:
    return f"{year.edition.year}/checklist.md"


def answers_path(year: YearContent) -> str:
    """The answer sheet to copy from."""
    return f"{year.edition.year}/answers.md"


def answer_files(year: YearContent) -> dict[str, str]:
    """The same sheet as files beside the pages: path by kind of file."""
    return {kind: f"{year.edition.year}/answers.{kind}" for kind in ("xlsx", "csv", "json")}


def item_page_path(year: YearContent, code: str) -> str:
    return f"{year.edition.year}/{item_stem(code)}.md"


def programmes_path(year: YearContent) -> str:
    return f"{year.edition.year}/programmes/index.md"


def programme_path(year: YearContent, entry: ProgrammeEntry) -> str:
    """`…/kpi-2-1.md`, whose address is that of the folder of its months.

    Not `…/kpi-2-1/index.md`: the theme leaves a menu section with an index page without a name, and two of them one
    inside the other cannot be told apart by a screen reader.
    """
    folder = f"{year.edition.year}/programmes/{entry.id}"
    return f"{folder}/index.md" if entry.id.lower() in ("index", "readme") else f"{folder}.md"


def month_path(year: YearContent, entry: ProgrammeEntry, month: Month) -> str:
    return f"{year.edition.year}/programmes/{entry.id}/{be_month_iso(month)}.md"


def result_path(year: int) -> str:
    """The result of a year (BE)."""
    return f"{year}/result.md"


def measures_path(year: int) -> str:
    """The measures of a year (BE), and their follow-up."""
    return f"{year}/measures.md"


def forecast_path(year: YearContent) -> str:
    """What the agency expects to score in a year; only where it may be shown."""
    return f"{year.edition.year}/forecast.md"


def calendar_path(year: YearContent) -> str:
    """The calendar of the reports of a year alone, which people subscribed to before there was `CALENDAR`."""
    return f"{year.edition.year}/programmes/calendar.ics"


def calendars(site: Site) -> dict[str, YearContent]:
    """The calendars by their path: one for each year that has programmes."""
    return {calendar_path(year): year for year in site.years if year.programmes}


def is_typed_table(entry: ItemEntry) -> bool:
    """Whether an item has rows of a table in its own file."""
    return entry.table is not None and entry.table.path is None and bool(entry.table.rows)


def typed_table_path(page: str) -> str:
    """The CSV beside an item's page."""
    return f"{page.removesuffix('.md')}.csv"


def typed_tables(site: Site) -> dict[str, ItemEntry]:
    """The tables typed into items, by the path of the CSV in which the site offers them; the others are files already."""
    entries = ((year, code, entry) for year in site.years for code, entry in year.items.items())
    return {
        typed_table_path(item_page_path(year, code)): entry for year, code, entry in entries if is_typed_table(entry)
    }


def free_path(page: FreePage) -> str:
    return f"{PAGES}/{page.name}.md"


def page_folder(page: str) -> str:
    """Where a page lies on the site, not encoded: `2566/o12.md` -> `2566/o12/`."""
    folder, _, name = page.rpartition("/")
    stem = name.removesuffix(".md")
    way = folder if stem in _INDEX else f"{folder}/{stem}".lstrip("/")
    return f"{way}/" if way else ""


def page_address(page: str) -> str:
    """The address of a page from the root of the site, percent-encoded: `2566/ก.md` -> `2566/%E0%B8%81/`."""
    return quote(page_folder(page))


def hosted_files(site: Site) -> Iterator[HostedFile]:
    """The files under `content/files` that go on the site: regular ones of the allowed types."""
    for name, file in site.files.items():
        # «~$plan.docx» is what Word leaves while the document is open; it names who has it open
        if file.is_regular and file_type(name) and not name.rsplit("/", 1)[1].startswith(("~", ".")):
            yield file


def published(site: Site) -> Published:
    """Everything that is about to go live, by its path on the site."""
    pages = {f"{page_folder(path)}index.html": path for path in site_pages(site)}
    sheets = (path for year in site.years for path in answer_files(year).values())
    beside = dict.fromkeys(
        (*_ENGINES, *sheets, *calendars(site), *typed_tables(site), FEED, CALENDAR, SEARCH_INDEX), ""
    )
    return Published(
        pages | beside | dict.fromkeys(api_files(site), "") | {file.path: "" for file in hosted_files(site)}
    )


def written_link(href: str, folder: str) -> str | None:
    """Where a relative link in an officer's Markdown leads, as a path from `content/`; None when it leaves it.

    `folder` is that of the file it is written in. `files/…` is understood from anywhere, as in items, and a path that
    begins with `/` counts from `content/`.
    """
    rooted = href.startswith(("files/", "/"))
    path = normpath(href.lstrip("/") if rooted or not folder else f"{folder}/{href}")
    return None if path.startswith(("..", "/")) else path
