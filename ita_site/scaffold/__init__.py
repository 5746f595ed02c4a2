"""What `init` and `new` write: files that guide an officer in Thai and are valid from the first minute."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ita_site.criteria import Edition, Item
from ita_site.dates import BE_OFFSET, Month, be_month_iso
from ita_site.defaults import PLACEHOLDER_URL
from ita_site.records import ProgrammeKind
from ita_site.rollover import Carried
from ita_site.rules.periods import window_of
from ita_site.scaffold.assessed import measures_file, result_file
from ita_site.scaffold.hosts import Host, recipe_files
from ita_site.scaffold.report import Before, report_file
from ita_site.scaffold.writing import filled
from ita_site.schema import schemas
from ita_site.site import item_stem

__all__ = [
    "SCHEMA_FILES",
    "Before",
    "item_file",
    "measures_file",
    "programme_file",
    "report_file",
    "result_file",
    "rolled_file",
    "site_files",
]

SCHEMA_FOLDER = ".vscode/schemas"
SCHEMA_FILES = {
    "site-config": "/site_config.yml",
    "item": "/content/*/items/*.yml",
    "programme": "/content/*/programmes/*/programme.yml",
    "monthly-report": "/content/*/programmes/*/2*.yml",
    "result": "/content/*/result.yml",
    "measures": "/content/*/measures.yml",
}


def site_files(
    edition: Edition, agency: str, agency_type: str, hosts: frozenset[Host] = frozenset(Host)
) -> Mapping[str, str]:
    """All files of a new site, with the recipes of `hosts`: path -> text."""
    year = edition.year
    months = [Month(y - BE_OFFSET, m) for y, m in edition.months("year")]
    files = {
        "site_config.yml": filled(
            "site_config.yml.jinja", agency=agency, type=agency_type, edition=edition, url=PLACEHOLDER_URL
        ),
        "README.md": filled("README.md.jinja", agency=agency, edition=edition, hosts=hosts),
        ".gitignore": "/build/\n/.venv/\n",
        "content/pages/contact.md": filled("contact.md.jinja", agency=agency),
        f"content/files/{year}/.gitkeep": "",
        f"content/{year}/programmes/ita/programme.yml": programme_file(
            "ita", "การขับเคลื่อนการประเมินคุณธรรมและความโปร่งใส (ITA)", months[0], months[-1]
        ),
        **recipe_files(hosts),
        ".vscode/settings.json": _settings(),
        ".vscode/extensions.json": json.dumps({"recommendations": ["redhat.vscode-yaml"]}, indent=2) + "\n",
    }
    for item in edition.items.values():
        files[f"content/{year}/items/{item_stem(item.code)}.yml"] = item_file(edition, item, agency_type)
    for name, schema in schemas(edition).items():
        if name in SCHEMA_FILES:
            files[f"{SCHEMA_FOLDER}/{name}.schema.json"] = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    return files


def _settings() -> str:
    settings = {
        "yaml.schemas": {f"./{SCHEMA_FOLDER}/{name}.schema.json": place for name, place in SCHEMA_FILES.items()},
        "yaml.format.enable": False,
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.autoIndent": "keep"},
        "files.encoding": "utf8",
        "files.eol": "\n",
    }
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def item_file(edition: Edition, item: Item, agency_type: str) -> str:
    """The file of one item: pending, with what the criteria ask as comments."""
    return filled("item.yml.jinja", **_asked(edition, item, agency_type))


def rolled_file(edition: Edition, item: Item, agency_type: str, carried: Carried) -> str:
    """The file of one item of a new year, begun from what it takes over from the year before."""
    before = edition.year - 1 if edition.base is None else edition.base
    return filled("rolled.yml.jinja", carried=carried, year_before=before, **_asked(edition, item, agency_type))


def _asked(edition: Edition, item: Item, agency_type: str) -> dict[str, object]:
    """What the comments of a file say that the item asks for."""
    window = window_of(edition, item)
    return {
        "item": item,
        "edition": edition,
        "elements": item.elements_for(agency_type),
        "period": edition.period_rules[item.period.rule],
        "start": be_month_iso(window[0]) if window else "",
        "end": be_month_iso(window[-1]) if window else "",
        "stem": item_stem(item.code),
    }


def programme_file(id_: str, name: str, start: Month, end: Month, kind: ProgrammeKind = ProgrammeKind.KPI) -> str:
    """A programme's plan, from `start` to `end`; what its kind mostly needs comes with examples as comments."""
    months = [be_month_iso(month) for month in Month.range(start, end)]
    half = len(months) // 2
    return filled(
        "programme.yml.jinja",
        id=id_,
        name=name,
        kind=str(kind),
        start=months[0],
        end=months[-1],
        rounds=(months[:half], months[half:]),
        order_day=f"{months[0]}-20",
    )
