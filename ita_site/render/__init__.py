"""Site + Report -> the tree of pages. Pure: no file of the content is opened, no clock read, no network asked.

The page engine only ever sees this tree, so another engine can take its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ita_site.findings import Report
from ita_site.history import NO_HISTORY, History
from ita_site.render.digits import digits_of
from ita_site.render.nav import Nav, mkdocs_nav
from ita_site.render.pages import Pages
from ita_site.render.search import examples_of, page_facts, search_index
from ita_site.render.tables import table_file
from ita_site.site import Site
from ita_site.sitemap import CALENDAR, FEED, SEARCH_INDEX, calendars, site_pages, typed_tables

__all__ = ["Tree", "render"]


@dataclass(frozen=True, slots=True)
class Tree:
    """The pages of a site.

    `files`: path below the docs folder -> text; pages (Markdown) and what stands beside them and is copied as it is.
    `nav`: MkDocs' menu, its titles already escaped for HTML.
    `item_pages`: the paths of item pages, to be counted again after the build.
    `workbooks`: files beside the pages that are no text.
    """

    files: Mapping[str, str]
    nav: Nav
    item_pages: tuple[str, ...]
    workbooks: Mapping[str, bytes]


def render(site: Site, report: Report, history: History = NO_HISTORY) -> Tree:
    """The pages of `site` as the check `report` found it, with the changes that `history` knows of. The same input always
    gives the same tree."""
    pages, made = site_pages(site), Pages(site, report, history)
    texts = {path: made.text(page) for path, page in pages.items()}
    return Tree(
        files=texts
        | {path: made.calendar_of(year) for path, year in calendars(site).items()}
        | {CALENDAR: made.calendar, FEED: made.feed}
        | made.data.texts()
        | {path: table_file(entry) for path, entry in typed_tables(site).items()}
        | made.answers.texts()
        | {SEARCH_INDEX: search_index(texts, page_facts(site, pages, report), examples_of(site, pages))},
        nav=mkdocs_nav(made.menu, digits_of(site)),
        item_pages=tuple(path for path, page in pages.items() if page.kind == "item"),
        workbooks=made.answers.workbooks(),
    )
