"""The menu. Titles are escaped here, because the theme puts them into HTML as they are."""

from __future__ import annotations

from typing import Any

from ita_site.dates import thai_month
from ita_site.render.free import FreeView
from ita_site.render.programmes.listing import programme_name
from ita_site.render.results.linking import forecast_title, result_title
from ita_site.render.template import nav_title
from ita_site.site import ProgrammeEntry, Site, YearContent
from ita_site.sitemap import (
    CHECKS,
    HOME,
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

Nav = list[Any]
"""MkDocs' own shape: a path, or {title: path}, or {title: [...]}."""


def navigation(site: Site, pages: tuple[FreeView, ...]) -> Nav:
    """Tabs: home, each year's board, programmes, results with measures and forecast, free pages, the page of checks."""
    tabs: Nav = [{"หน้าแรก": HOME}]
    tabs += [{f"ข้อมูลสาธารณะ {year.edition.year}": _year(year)} for year in site.years]
    tabs += [{_programmes_title(site, year): _programmes(year)} for year in site.years if year.programmes]
    tabs += _assessed(site)
    if pages:
        tabs.append({"เกี่ยวกับหน่วยงาน": [{nav_title(page.title): page.path} for page in pages]})
    return [*tabs, {"เรื่องที่ตรวจ": CHECKS}]


def _year(year: YearContent) -> Nav:
    subs = [
        {nav_title(f"{sub.id} {sub.name.th}"): [
            {nav_title(f"{code} {year.edition.items[code].name.th}"): item_page_path(year, code)} for code in sub.items
        ]}
        for indicator in year.edition.tree for sub in indicator.subs
    ]  # fmt: skip
    return [board_path(year), *subs, {"แบบตรวจ (พิมพ์ A4)": checklist_path(year)}]


def _assessed(site: Site) -> Nav:
    """One tab for all results, measures and the forecast; none where there is nothing of them."""
    assessed = site.assessed
    found: Nav = [{nav_title(result_title(year)): result_path(year)} for year in assessed.results]
    found += [{f"มาตรการ ปี {year}": measures_path(year)} for year in assessed.measures]
    title = "ผลการประเมินและมาตรการ" if found else "ประมาณการคะแนน"
    if site.config.site.show_forecast:
        found.append({nav_title(forecast_title(site.year.edition.year)): forecast_path(site.year)})
    return [{title: found}] if found else []


def _programmes_title(site: Site, year: YearContent) -> str:
    return "แผนงานและความก้าวหน้า" if year is site.year else f"แผนงาน {year.edition.year}"


def _programmes(year: YearContent) -> Nav:
    return [programmes_path(year), *(_programme(year, entry) for entry in year.programmes)]


def _programme(year: YearContent, entry: ProgrammeEntry) -> dict[str, Nav]:
    title = nav_title(programme_name(entry))
    months = [{f"เดือน{thai_month(month)}": month_path(year, entry, month)} for month in entry.by_month()]
    return {title: [{"ภาพรวม": programme_path(year, entry)}, *months]}
