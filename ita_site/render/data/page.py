"""The page that says what data there is to take, and how."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ita_site.api_paths import BADGE, INDEX, OPENAPI, SCHEMAS, STATUS, VERSION, schema_path, year_path
from ita_site.evidence import read_address
from ita_site.render.data.badge import width
from ita_site.render.data.csvs import Table
from ita_site.render.data.files import DataFiles
from ita_site.render.data.overall import badge_words
from ita_site.render.data.site_models import File
from ita_site.render.links import Link, Place
from ita_site.render.template import flat, page
from ita_site.sitemap import DATA

CHANGES = (("1.1.0", "ประวัติการแก้ไขบอกสิ่งที่เปลี่ยน"), ("1.0.0", "รุ่นแรก"))
"""Versions of the data files, newest first; `docs/en/data.md` tells each at length."""


@dataclass(frozen=True, slots=True)
class FileView:
    """One thing to take: as a table, as a document, or both."""

    title: str
    links: tuple[Link, ...]
    rows: int | None


@dataclass(frozen=True, slots=True)
class YearView:
    year: int
    is_open: bool
    files: tuple[FileView, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    name: str
    columns: tuple[tuple[str, str], ...]


def data_page(data: DataFiles) -> str:
    """The text of the page."""
    sources = data.sources
    site, base = sources.site, sources.base
    place, status, index = Place.of(site, DATA), data.status, data.index
    number = site.year.edition.year
    told = " · ".join(badge_words(sources, status))
    license_ = flat(site.config.data.license)
    return page(
        "data",
        title="ข้อมูลเปิด",
        description=f"ดาวน์โหลดข้อมูลที่{site.config.agency.name}เปิดเผย เป็นไฟล์ CSV และ JSON นำไปใช้ต่อได้",
        agency=site.config.agency.name,
        years=[YearView(y.year, y.is_open, _files(place, y.files)) for y in index.years],
        whole=_files(place, index.files),
        tables=_columns(data.tables),
        address=sources.file(year_path(number, "items.json")),
        index=Link(place.here.to_file(INDEX), sources.file(INDEX)),
        openapi=place.here.to_file(OPENAPI),
        schemas=[Link(place.here.to_file(schema_path(name)), name) for name in SCHEMAS],
        license=license_,
        license_href=license_ if read_address(license_) else "",
        badge=place.here.to_file(BADGE),
        badge_told=told,
        badge_width=width(*badge_words(sources, status)),
        # as its reader types it: the template escapes it once more
        snippet=f'<a href="{base}"><img src="{sources.file(BADGE)}" alt="{told}" height="24"></a>',
        status=Link(place.here.to_file(STATUS), sources.file(STATUS)),
        version=VERSION,
        changes=CHANGES,
    )


def _files(place: Place, files: Iterable[File]) -> tuple[FileView, ...]:
    found: dict[str, list[File]] = {}
    for file in files:
        found.setdefault(file.title.th, []).append(file)
    return tuple(
        FileView(
            title,
            tuple(Link(place.here.to_own(f.url) or f.url, f.name) for f in group),
            next((f.rows for f in group if f.rows is not None), None),
        )
        for title, group in found.items()
    )


def _columns(tables: Iterable[Table]) -> list[TableView]:
    """The columns of each kind of table, which are the same in every year."""
    found = {table.name: TableView(table.name, tuple((c.name, c.th) for c in table.columns)) for table in tables}
    return list(found.values())
