"""Site + Report -> the tree of pages. Pure: no file of the content is opened, no clock read, no network asked.

The page engine only ever sees this tree, so another engine can take its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ita_site.findings import Report
from ita_site.render.nav import Nav, navigation
from ita_site.render.pages import Pages
from ita_site.render.tables import table_file
from ita_site.site import Site
from ita_site.sitemap import calendars, site_pages, typed_tables

__all__ = ["Tree", "render"]


@dataclass(frozen=True, slots=True)
class Tree:
    """The pages of a site.

    `files`: path below the docs folder -> text; pages (Markdown) and what stands beside them and is copied as it is.
    `nav`: MkDocs' menu, its titles already escaped for HTML.
    `item_pages`: the paths of item pages, to be counted again after the build.
    """

    files: Mapping[str, str]
    nav: Nav
    item_pages: tuple[str, ...]


def render(site: Site, report: Report) -> Tree:
    """The pages of `site` as the check `report` found it. The same input always gives the same tree."""
    pages, made = site_pages(site), Pages(site, report)
    return Tree(
        files={path: made.text(page) for path, page in pages.items()}
        | {path: made.calendar(year) for path, year in calendars(site).items()}
        | {path: table_file(entry) for path, entry in typed_tables(site).items()},
        nav=navigation(site, tuple(made.free.values())),
        item_pages=tuple(path for path, page in pages.items() if page.kind == "item"),
    )
