"""The menu: which pages stand under which name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ita_site.dates import thai_month
from ita_site.render.free import FreeView
from ita_site.render.programmes.listing import programme_name
from ita_site.render.results.linking import forecast_title, result_title
from ita_site.render.template import nav_title
from ita_site.site import ProgrammeEntry, Site, YearContent
from ita_site.sitemap import (
    CHECKS,
    CONTENTS,
    DATA,
    FOLLOW,
    HOME,
    answers_path,
    board_path,
    checklist_path,
    forecast_path,
    item_page_path,
    measures_path,
    month_path,
    programme_path,
    programmes_path,
    result_path,
)
from ita_site.thai import cut

Nav = list[Any]
"""MkDocs' own shape: a path, or {title: path}, or {title: [...]}."""
_MOST = 160
"""Characters of a title in the menu: enough for every real one. As a key of YAML it may have 1,024, escaped."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu, not escaped: a page by its `path`, or a section by its `entries`."""

    title: str
    path: str = ""
    entries: tuple[Entry, ...] = ()


def entries(site: Site, pages: tuple[FreeView, ...]) -> tuple[Entry, ...]:
    """Home, the open year's board, its programmes, results with measures and forecast, free pages, earlier years, the
    page of checks and the list of all pages."""
    year = site.year
    tabs = [Entry("หน้าแรก", HOME), Entry(f"ข้อมูลสาธารณะ ปี {year.edition.year}", entries=_year(year))]
    if year.programmes:
        tabs.append(Entry("แผนงานและความก้าวหน้า", entries=_programmes(year)))
    open_data = (Entry("ข้อมูลเปิด", DATA), Entry("ติดตาม", FOLLOW))
    tabs += [*_assessed(site), Entry("ข้อมูลเปิดและติดตาม", entries=open_data)]
    if pages:
        tabs.append(Entry("เกี่ยวกับหน่วยงาน", entries=tuple(Entry(page.title, page.path) for page in pages)))
    if site.older:
        tabs.append(Entry("ปีก่อน ๆ", entries=tuple(map(_older, site.older))))
    return (*tabs, Entry("เรื่องที่ตรวจ", CHECKS), Entry("สารบัญ", CONTENTS))


def mkdocs_nav(found: Iterable[Entry], digits: Callable[[str], str]) -> Nav:
    """The same for the page engine, whose templates put titles into HTML as they are; `digits` writes their numbers."""
    return [
        {nav_title(cut(digits(e.title), _MOST)): mkdocs_nav(e.entries, digits) if e.entries else e.path} for e in found
    ]


def _year(year: YearContent) -> tuple[Entry, ...]:
    items = year.edition.items
    subs = (
        Entry(
            f"{sub.id} {sub.name.th}",
            entries=tuple(Entry(f"{code} {items[code].name.th}", item_page_path(year, code)) for code in sub.items),
        )
        for indicator in year.edition.tree
        for sub in indicator.subs
    )
    sheets = (Entry("แบบตรวจ (พิมพ์ A4)", checklist_path(year)), Entry("แบบคำตอบ", answers_path(year)))
    return (Entry("ทุกข้อ", board_path(year)), *subs, *sheets)


def _older(year: YearContent) -> Entry:
    of_programmes = (Entry("แผนงาน", entries=_programmes(year)),) if year.programmes else ()
    return Entry(f"ปี {year.edition.year}", entries=(*_year(year), *of_programmes))


def _assessed(site: Site) -> list[Entry]:
    """One tab for all results, measures and the forecast; none where there is nothing of them."""
    assessed = site.assessed
    found = [Entry(result_title(year), result_path(year)) for year in assessed.results]
    found += [Entry(f"มาตรการ ปี {year}", measures_path(year)) for year in assessed.measures]
    title = "ผลการประเมินและมาตรการ" if found else "ประมาณการคะแนน"
    if site.config.site.show_forecast:
        year = site.year
        found.append(Entry(forecast_title(year.edition.year), forecast_path(year)))
    return [Entry(title, entries=tuple(found))] if found else []


def _programmes(year: YearContent) -> tuple[Entry, ...]:
    return (Entry("ทุกแผนงาน", programmes_path(year)), *(_programme(year, entry) for entry in year.programmes))


def _programme(year: YearContent, entry: ProgrammeEntry) -> Entry:
    months = (Entry(f"เดือน{thai_month(month)}", month_path(year, entry, month)) for month in entry.by_month())
    return Entry(programme_name(entry), entries=(Entry("ภาพรวม", programme_path(year, entry)), *months))
