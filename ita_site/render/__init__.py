"""Site + Report -> the tree of pages. Pure: no file of the content is opened, no clock read, no network asked.

The page engine only ever sees this tree, so another engine can take its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ita_site.findings import Report
from ita_site.render.board import board_page, board_path, checklist_page, checklist_path
from ita_site.render.checks import checks_page
from ita_site.render.free import free_view
from ita_site.render.home import HOME, home_page
from ita_site.render.item import item_page, item_page_path
from ita_site.render.month import month_page
from ita_site.render.months import month_path, monthly
from ita_site.render.nav import Nav, navigation
from ita_site.render.programme import programme_page, programme_path, programmes_page, programmes_path
from ita_site.site import Site, YearContent
from ita_site.states import State, year_states

__all__ = ["Tree", "render"]


@dataclass(frozen=True, slots=True)
class Tree:
    """The pages of a site.

    `files`: path below the docs folder -> text. `nav`: MkDocs' menu, its titles already escaped for HTML.
    `item_pages`: the paths of item pages, to be counted again after the build.
    """

    files: Mapping[str, str]
    nav: Nav
    item_pages: tuple[str, ...]


def render(site: Site, report: Report) -> Tree:
    """The pages of `site` as the check `report` found it. The same input always gives the same tree."""
    states = {year.edition.year: year_states(year, report) for year in site.years}
    pages = tuple(free_view(site, page) for page in site.pages)
    files = {
        HOME: home_page(site, report, states[site.year.edition.year], pages),
        "checks.md": checks_page(site, report),
    }
    for year in site.years:
        files |= _year(site, year, report, states[year.edition.year])
    files |= {page.path: page.text for page in pages}
    return Tree(
        files=files,
        nav=navigation(site, pages),
        item_pages=tuple(item_page_path(year, code) for year in site.years for code in year.edition.items),
    )


def _year(site: Site, year: YearContent, report: Report, states: Mapping[str, State]) -> dict[str, str]:
    files = {
        board_path(year): board_page(site, year, report, states),
        checklist_path(year): checklist_page(site, year, report, states),
    }
    for code, item in year.edition.items.items():
        files[item_page_path(year, code)] = item_page(site, year, report, item, states[code])
    if year.programmes:
        files[programmes_path(year)] = programmes_page(site, year, report)
    for entry in year.programmes:
        files[programme_path(year, entry)] = programme_page(site, year, report, entry)
        for month in monthly(entry):
            files[month_path(year, entry, month)] = month_page(site, year, report, entry, month)
    return files
