"""All data files of a site by path: documents, tables, schemas, the badge."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import cast

from ita_site.api_paths import BADGE, CHECKS, INDEX, ROBOTS, SITE, STATUS, year_path
from ita_site.exact_json import exact_json
from ita_site.render.data.assessed import measures_documents, result_documents
from ita_site.render.data.csvs import (
    Table,
    evidence_table,
    items_table,
    measures_table,
    months_table,
    result_tables,
)
from ita_site.render.data.items import edition_document, evidence_document, item_documents, items_document
from ita_site.render.data.models import Document
from ita_site.render.data.overall import (
    checks_document,
    index_document,
    site_document,
    status_badge,
    status_document,
    tables_document,
)
from ita_site.render.data.programmes import programme_documents, programmes_document
from ita_site.render.data.schemas import schema_files
from ita_site.render.data.site_models import IndexDocument, StatusDocument
from ita_site.render.data.sources import Sources
from ita_site.site import YearContent


class DataFiles:
    """The data files of a site, each made once."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources

    @cached_property
    def _made(self) -> tuple[Mapping[str, Document], Mapping[str, Table]]:
        sources = self.sources
        documents: dict[str, Document] = {
            SITE: site_document(sources), STATUS: status_document(sources), CHECKS: checks_document(sources),
        }  # fmt: skip
        tables: dict[int, list[Table]] = {}
        for year in sources.site.years:
            made, tables[year.edition.year] = _of_year(sources, year)
            documents |= made
        for result in result_documents(sources):
            documents[year_path(result.year, "result.json")] = result
            tables.setdefault(result.year, []).extend(result_tables(result))
        for measures in measures_documents(sources):
            documents[year_path(measures.year, "measures.json")] = measures
            tables.setdefault(measures.year, []).append(measures_table(measures))
        for number, of_year in tables.items():
            documents[year_path(number, "tables.json")] = tables_document(sources, number, of_year)
        return documents, {year_path(number, t.name): t for number, of_year in tables.items() for t in of_year}

    @cached_property
    def index(self) -> IndexDocument:
        documents, tables = self._made
        return index_document(self.sources, documents, tables)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables of all years."""
        return tuple(self._made[1].values())

    @property
    def status(self) -> StatusDocument:
        return cast(StatusDocument, self._made[0][STATUS])

    def texts(self) -> dict[str, str]:
        """The text of every file by its path."""
        documents, tables = self._made
        whole = {**documents, INDEX: self.index}
        return {
            **{path: exact_json(document.model_dump(by_alias=True)) + "\n" for path, document in whole.items()},
            **{path: table.text for path, table in tables.items()},
            **schema_files(self.sources.base),
            BADGE: status_badge(self.sources, self.status),
            ROBOTS: f"User-agent: *\nAllow: /\n\nSitemap: {self.sources.file('sitemap.xml')}\n",
        }


def _of_year(sources: Sources, year: YearContent) -> tuple[dict[str, Document], list[Table]]:
    """Documents and tables of a year that has a list."""
    number = year.edition.year
    items, evidence = items_document(sources, year), evidence_document(sources, year)
    documents: dict[str, Document] = {
        year_path(number, "edition.json"): edition_document(sources, year),
        year_path(number, "items.json"): items,
        year_path(number, "evidence.json"): evidence,
        **dict(item_documents(sources, year, items, evidence)),
    }
    tables = [items_table(items), evidence_table(evidence)]
    if year.programmes:
        programmes = programmes_document(sources, year)
        whole = dict(programme_documents(sources, year, programmes))
        documents |= {year_path(number, "programmes.json"): programmes, **whole}
        tables.append(months_table(whole.values()))
    return documents, tables
