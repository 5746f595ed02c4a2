"""What `init` and `new` write: files that guide an officer in Thai and are valid from the first minute."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from ita_site import __version__
from ita_site.criteria import Edition, Item
from ita_site.dates import BE_OFFSET, Month, be_iso, be_month_iso, thai_month
from ita_site.defaults import PLACEHOLDER_URL
from ita_site.programmes import due_date
from ita_site.records import Programme
from ita_site.rules.periods import window_of
from ita_site.schema import schemas
from ita_site.site import item_stem
from ita_site.text import Text

SCHEMA_FOLDER = ".vscode/schemas"
SCHEMA_FILES = {
    "site-config": "/site_config.yml",
    "item": "/content/*/items/*.yml",
    "programme": "/content/*/programmes/*/programme.yml",
    "monthly-report": "/content/*/programmes/*/2*.yml",
}


@cache
def _templates() -> Environment:
    # YAML and Markdown, not HTML: values go through `quoted`, which is a JSON string and so a YAML one
    environment = Environment(  # noqa: S701
        loader=PackageLoader("ita_site.scaffold"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters["quoted"] = lambda value: json.dumps(str(value), ensure_ascii=False)
    return environment


def _write(template: str, **values: object) -> str:
    return _templates().get_template(template).render(version=__version__, **values)


def site_files(edition: Edition, agency: str, agency_type: str) -> Mapping[str, str]:
    """All files of a new site: path -> text."""
    year = edition.year
    months = [Month(y - BE_OFFSET, m) for y, m in edition.months("year")]
    files = {
        "site_config.yml": _write(
            "site_config.yml.jinja", agency=agency, type=agency_type, edition=edition, url=PLACEHOLDER_URL
        ),
        "README.md": _write("README.md.jinja", agency=agency, edition=edition),
        ".gitignore": "/build/\n",
        "content/pages/contact.md": _write("contact.md.jinja", agency=agency),
        f"content/files/{year}/.gitkeep": "",
        f"content/{year}/programmes/ita/programme.yml": programme_file(
            "ita", "การขับเคลื่อนการประเมินคุณธรรมและความโปร่งใส (ITA)", months[0], months[-1]
        ),
        ".github/workflows/ita-site.yml": _write("github.yml.jinja"),
        ".gitlab-ci.yml": _write("gitlab.yml.jinja"),
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
    window = window_of(edition, item)
    return _write(
        "item.yml.jinja",
        item=item,
        edition=edition,
        elements=item.elements_for(agency_type),
        period=edition.period_rules[item.period.rule],
        start=be_month_iso(window[0]) if window else "",
        end=be_month_iso(window[-1]) if window else "",
        stem=item_stem(item.code),
    )


def programme_file(id_: str, name: str, start: Month, end: Month) -> str:
    """A programme's plan, from `start` to `end`."""
    return _write("programme.yml.jinja", id=id_, name=name, start=be_month_iso(start), end=be_month_iso(end))


def report_file(programme: Programme, month: Month) -> str:
    """A month's report of a programme, blank where only the officer knows."""
    due = due_date(programme, month)
    named = Text(thai_month(month), be_month_iso(month))
    return _write("report.yml.jinja", programme=programme, month=named, due=be_iso(due))
