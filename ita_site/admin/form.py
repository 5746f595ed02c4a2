"""The whole web form of a site as files: the page, its settings, its programs. Pure: the same site gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import yaml

from ita_site.admin.backend import backend_config, origins
from ita_site.admin.bundle import programs
from ita_site.admin.fields import Field
from ita_site.admin.items import FORMAT as ITEM
from ita_site.admin.items import items_collection, orders
from ita_site.admin.programmes import MEASURES, PROGRAMME, REPORT, RESULT, programme_collections
from ita_site.headers import form_policy
from ita_site.records.admin import WebForm
from ita_site.schema import schemas
from ita_site.site import Site
from ita_site.walk import CONTENT, FILES

SCHEMA_OF = {ITEM: "item", REPORT: "monthly-report", PROGRAMME: "programme", RESULT: "result", MEASURES: "measures"}
"""The form's names for kinds of files, and the schema of each."""

PAGE, SETTINGS, ORDER = "index.html", "config.yml", "order.js"
_MESSAGES = {
    "create": "เพิ่ม {{collection}} “{{slug}}”",
    "update": "แก้ {{collection}} “{{slug}}”",
    "delete": "ลบ {{collection}} “{{slug}}”",
    "uploadMedia": "เพิ่มไฟล์ “{{path}}”",
    "deleteMedia": "ลบไฟล์ “{{path}}”",
}
"""What git says of each change."""
_TEMPLATE = Path(__file__).parent / "page" / PAGE
_HEAD = (
    "# แบบฟอร์มสำหรับเจ้าหน้าที่ สร้างโดย ita-site admin อย่าแก้ไฟล์นี้ ให้แก้ site_config.yml แล้วสั่งใหม่\n"
    "# Written by ita-site admin from the criteria and the plans; change site_config.yml and run it again.\n"
)


def web_form(site: Site) -> dict[str, bytes]:
    """Name -> bytes of every file of the form for the site's open year. Raises EngineError when a program is damaged."""
    settings = configuration(site)
    order = _order(site, settings["collections"])
    return {
        PAGE: _page(site).encode(),
        SETTINGS: (_HEAD + _yaml(settings)).encode(),
        ORDER: f"window.itaOrder = {json.dumps(order, ensure_ascii=False, separators=(',', ':'))};\n".encode(),
        **programs(),
    }


def configuration(site: Site) -> dict[str, Any]:
    """Decap's configuration: only the open year can be edited, older ones stay as they were published."""
    form, year = site.config.admin or WebForm(), site.year
    known = schemas(year.edition)
    return {
        "backend": {**backend_config(site.config), "commit_messages": _MESSAGES},
        "publish_mode": "editorial_workflow" if form.proposes else "simple",
        "locale": "th",
        "site_url": site.config.site.url,
        "display_url": site.config.site.url,
        "show_preview_links": False,
        "media_folder": f"{CONTENT}/{FILES}/{year.edition.year}",
        "public_folder": f"{FILES}/{year.edition.year}",
        # Thai names stay Thai: in ASCII they would all become the same «-.pdf»
        "slug": {"encoding": "unicode", "clean_accents": False, "sanitize_replacement": "-"},
        "editor": {"preview": False},
        "collections": [
            items_collection(year, known["item"], site.config.agency.type),
            *programme_collections(year, known),
        ],
    }


def _page(site: Site) -> str:
    values = {
        "policy": form_policy(origins(site.config)),
        "agency": site.config.agency.name,
        "year": str(site.year.edition.year),
    }
    text = _TEMPLATE.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"{{{{ {name} }}}}", escape(value))
    return text


def _order(site: Site, collections: list[dict[str, Any]]) -> dict[str, Any]:
    """The order in which fields are written: that of the schemas, each with what is in it, and each item's columns."""
    found: dict[str, Any] = {}
    for collection in collections:
        every = [collection["fields"]] if "fields" in collection else [file["fields"] for file in collection["files"]]
        for fields in every:
            _merge(found.setdefault(collection["format"], {}), _tree(fields))
    known = schemas(site.year.edition)
    for kind, tree in found.items():
        names = list(known[SCHEMA_OF[kind]]["properties"])
        found[kind] = {name: tree[name] for name in sorted(tree, key=names.index)}
    # the columns of a table are its item's own
    found[ITEM].get("table", {})["rows"] = {}
    form = site.config.admin or WebForm()
    return {"kinds": found, "rows": orders(site.year.edition), "proposes": form.proposes}


def _tree(fields: list[Field]) -> dict[str, Any]:
    return {field["name"]: _tree(field.get("fields", [])) for field in fields}


def _merge(into: dict[str, Any], more: Mapping[str, Any]) -> None:
    for name, inner in more.items():
        _merge(into.setdefault(name, {}), inner)


class _Shared(yaml.SafeDumper):
    """Names what stands in several places once: 43 items share most of their fields."""

    def ignore_aliases(self, data: Any) -> bool:
        return not (isinstance(data, dict | list) and len(data) > 1)


def _yaml(settings: Mapping[str, Any]) -> str:
    return yaml.dump(dict(settings), Dumper=_Shared, allow_unicode=True, sort_keys=False, width=120)
