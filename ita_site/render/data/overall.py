"""The site, its state and its checks as documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ita_site import __version__
from ita_site.api_paths import BADGE, CHECKS, OPENAPI, SITE, STATUS, data_years, year_path
from ita_site.attestations import valid
from ita_site.render.data.badge import badge
from ita_site.render.data.csvs import Table
from ita_site.render.data.models import Both, Document
from ita_site.render.data.site_models import (
    AttestationEntry,
    ChecksDocument,
    Contact,
    Counts,
    File,
    Gate,
    IndexDocument,
    Ready,
    SiteDocument,
    StatusDocument,
    TableColumn,
    TableFile,
    TablesDocument,
    WaiverEntry,
    YearFiles,
)
from ita_site.render.data.sources import MEDIA_TYPES, Sources
from ita_site.render.home import site_title
from ita_site.render.waivers import waiver_views
from ita_site.rules import CATALOGUE
from ita_site.sitemap import DATA
from ita_site.waivers import in_force, rule_code

TITLES: Mapping[str, tuple[str, str]] = {
    "index.json": ("สารบัญของข้อมูลเปิด", "what there is"),
    "site.json": ("หน่วยงานและเว็บไซต์", "agency and site"),
    "status.json": ("สถานะของปีที่เปิดอยู่", "where the open year stands"),
    "checks.json": ("ผลการตรวจ ข้อยกเว้น และการรับรองลิงก์", "checks, waivers, attestations"),
    "edition.json": ("รายการที่เกณฑ์ขอ", "the list of the year"),
    "items.json": ("ทุกข้อ", "all items"),
    "evidence.json": ("หลักฐานทุกชิ้น พร้อมผลการเปิดตรวจ", "evidence with verdicts"),
    "programmes.json": ("แผนงาน", "programmes"),
    "result.json": ("ผลการประเมิน", "result of the assessment"),
    "measures.json": ("มาตรการและการติดตาม", "measures and their follow-up"),
    "tables.json": ("ความหมายของคอลัมน์ในไฟล์ CSV", "columns of the CSV files"),
    "items.csv": ("ทุกข้อ", "all items"),
    "evidence.csv": ("หลักฐานทุกชิ้น พร้อมผลการเปิดตรวจ", "evidence with verdicts"),
    "months.csv": ("รายงานรายเดือนของทุกแผนงาน", "months of all programmes"),
    "results.csv": ("ผลการประเมิน", "points of the result"),
    "questions.csv": ("คะแนนรายข้อคำถาม", "points by question"),
    "measures.csv": ("มาตรการและการติดตาม", "measures and how they stand"),
}


def site_document(sources: Sources) -> SiteDocument:
    agency = sources.site.config.agency
    return SiteDocument(
        **sources.head("site"),
        title=site_title(sources.site),
        description=sources.site.config.site.description or None,
        url=sources.base,
        contact=Contact(
            name=agency.name,
            name_en=agency.name_en or None,
            type=agency.type,
            address=agency.address or None,
            phone=agency.phone or None,
            email=agency.email or None,
        ),
        years=data_years(sources.site),
    )


def _gate(sources: Sources) -> Gate:
    report = sources.report
    counts = Counts(**report.counts, waived=len(report.waived))
    return Gate(gate=report.gate, blocked=report.blocked, counts=counts)


def status_document(sources: Sources) -> StatusDocument:
    states = sources.states_of(sources.site.year)
    return StatusDocument(
        **sources.head("status", sources.site.year.edition.year),
        confirmed=sources.site.year.edition.is_confirmed,
        items=Ready(ready=sum(state.is_done for state in states.values()), of=len(states)),
        gate=_gate(sources),
        site=sources.base,
        tool="ita-site",
        tool_version=__version__,
    )


def badge_words(sources: Sources, status: StatusDocument) -> tuple[str, str]:
    """`OIT 2566` and `41/43 ข้อ`, named as the instrument that the list belongs to."""
    edition, items = sources.site.year.edition, status.items
    return f"{edition.assessment.disclosure} {edition.year}", f"{items.ready}/{items.of} ข้อ"


def status_badge(sources: Sources, status: StatusDocument) -> str:
    """The badge of the open year. In Arabic digits on every site, as all data files."""
    label, state = badge_words(sources, status)
    return badge(label, state, status.agency.name, is_whole=status.items.ready == status.items.of)


def checks_document(sources: Sources) -> ChecksDocument:
    """What the page of checks publishes of exceptions; findings as numbers, for they name files of the agency."""
    site, as_of = sources.site, sources.report.as_of
    days = [w.until for w in site.config.waivers if rule_code(w.code) in CATALOGUE and in_force(w, as_of)]
    waivers = zip(waiver_views(site, sources.report), days, strict=True)
    return ChecksDocument(
        **sources.head("checks", site.year.edition.year),
        gate=_gate(sources),
        waivers=tuple(
            WaiverEntry(code=w.code, place=w.where, reason=w.reason, by=w.by, until=until, count=w.count)
            for w, until in waivers
        ),
        attestations=tuple(
            AttestationEntry(url=url, by=a.by, on=a.on, until=a.until)
            for url, a in sorted(valid(site.config, as_of).items())
        ),
    )


def tables_document(sources: Sources, year: int, tables: Iterable[Table]) -> TablesDocument:
    return TablesDocument(
        **sources.head("tables", year),
        tables=tuple(
            TableFile(
                name=table.name,
                url=sources.file(year_path(year, table.name)),
                rows=len(table.rows),
                columns=tuple(
                    TableColumn(name=c.name, title=Both(th=c.th, en=c.en), type=c.type) for c in table.columns
                ),
            )
            for table in tables
        ),
    )


def index_document(sources: Sources, documents: Mapping[str, Document], tables: Mapping[str, Table]) -> IndexDocument:
    site = sources.site
    of_site = tuple(_document(sources, path, documents[path]) for path in (SITE, STATUS, CHECKS))
    return IndexDocument(
        **sources.head("index"),
        site=sources.base,
        data_page=sources.page(DATA),
        openapi=sources.file(OPENAPI),
        badge=sources.file(BADGE),
        files=of_site,
        years=tuple(
            YearFiles(year=year, is_open=year == site.year.edition.year, files=_files(sources, year, documents, tables))
            for year in data_years(site)
        ),
    )


def _files(
    sources: Sources, year: int, documents: Mapping[str, Document], tables: Mapping[str, Table]
) -> tuple[File, ...]:
    """Tables first, for most readers; then documents. Those of single items and programmes are named in their lists."""
    paths = [(name, year_path(year, name)) for name in TITLES]
    found = [_table(sources, path, tables[path]) for _, path in paths if path in tables]
    return (*found, *(_document(sources, path, documents[path]) for _, path in paths if path in documents))


def _table(sources: Sources, path: str, table: Table) -> File:
    return _file(sources, path, len(table.rows), None)


def _document(sources: Sources, path: str, document: Document) -> File:
    name = path.rpartition("/")[2].removesuffix(".json")
    entries = getattr(document, name, None)
    return _file(sources, path, len(entries) if isinstance(entries, tuple) else None, document.schema_)


def _file(sources: Sources, path: str, rows: int | None, schema: str | None) -> File:
    name = path.rpartition("/")[2]
    th, en = TITLES[name]
    media_type = MEDIA_TYPES[f".{name.rpartition('.')[2]}"]
    return File(
        name=name, title=Both(th=th, en=en), url=sources.file(path), media_type=media_type, schema_url=schema, rows=rows
    )
