"""The names of the data files beside the pages: made without any of their contents, so that a check can ask for them.

Addresses hold for good: `api/v1/<year>/items.json` of a past year stays where it is. Years are of the Buddhist era.
"""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.site import ProgrammeEntry, Site, YearContent, item_stem

VERSION = "1.1.0"
"""Of the data files. The first number is that of the folder and never changes in it; `docs/en/data.md` says what did."""
API = "api/v1"
INDEX, SITE, STATUS, CHECKS = (f"{API}/{name}.json" for name in ("index", "site", "status", "checks"))
BADGE = f"{API}/status.svg"
OPENAPI = f"{API}/openapi.json"
ROBOTS = "robots.txt"

SCHEMAS = (
    "index", "site", "status", "checks", "tables", "edition", "items", "item", "evidence", "programmes", "programme",
    "result", "measures",
)  # fmt: skip
"""Every kind of document, by the name of its schema."""


def schema_path(name: str) -> str:
    return f"{API}/schemas/{name}.schema.json"


def year_path(year: int, name: str) -> str:
    """A file of a year, such as `items.json`."""
    return f"{API}/{year}/{name}"


def item_data_path(year: YearContent, code: str) -> str:
    """`api/v1/2566/items/o12.json`, named as the item's page."""
    return year_path(year.edition.year, f"items/{item_stem(code)}.json")


def programme_data_path(year: YearContent, entry: ProgrammeEntry) -> str:
    return year_path(year.edition.year, f"programmes/{entry.id}.json")


def data_years(site: Site) -> tuple[int, ...]:
    """All years that have data, newest first: those with a list, and those with a result or measures alone."""
    assessed = site.assessed
    found = {year.edition.year for year in site.years}
    found |= {entry.year for entry in assessed.entries if entry.record is not None}
    return tuple(sorted(found, reverse=True))


def api_files(site: Site) -> Iterator[str]:
    """Every data file of a site."""
    yield from (INDEX, SITE, STATUS, BADGE, CHECKS, OPENAPI, ROBOTS)
    yield from map(schema_path, SCHEMAS)
    for year in site.years:
        yield from _of_list(year)
    for number in data_years(site):
        yield year_path(number, "tables.json")
    for number, result in site.assessed.results.items():
        if result.record is not None:
            yield from (year_path(number, name) for name in ("result.json", "results.csv", "questions.csv"))
    for number, measures in site.assessed.measures.items():
        if measures.record is not None:
            yield from (year_path(number, name) for name in ("measures.json", "measures.csv"))


def _of_list(year: YearContent) -> Iterator[str]:
    names = ["edition.json", "items.json", "items.csv", "evidence.json", "evidence.csv"]
    if year.programmes:
        names += ["programmes.json", "months.csv"]
    yield from (year_path(year.edition.year, name) for name in names)
    yield from (item_data_path(year, code) for code in year.edition.items)
    yield from (programme_data_path(year, entry) for entry in year.programmes)
