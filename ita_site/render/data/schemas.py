"""The published schemas of the data files, and what describes them all (OpenAPI 3.1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ita_site.api_paths import API, OPENAPI, SCHEMAS, VERSION, schema_path
from ita_site.render.data.assessed_models import MeasuresDocument, ResultDocument
from ita_site.render.data.item_models import EditionDocument, EvidenceDocument, ItemDocument, ItemsDocument
from ita_site.render.data.models import Document
from ita_site.render.data.programme_models import ProgrammeDocument, ProgrammesDocument
from ita_site.render.data.site_models import (
    ChecksDocument,
    IndexDocument,
    SiteDocument,
    StatusDocument,
    TablesDocument,
)

DRAFT = "https://json-schema.org/draft/2020-12/schema"
DOCUMENTS: Mapping[str, type[Document]] = dict(
    zip(
        SCHEMAS,
        (
            IndexDocument, SiteDocument, StatusDocument, ChecksDocument, TablesDocument, EditionDocument, ItemsDocument,
            ItemDocument, EvidenceDocument, ProgrammesDocument, ProgrammeDocument, ResultDocument, MeasuresDocument,
        ),
        strict=True,
    )
)  # fmt: skip
"""The documents by the name of their schema."""

MARK = "{base}"
READY = Path(__file__).with_name("schemas.json")
"""The texts made once, because making them takes longer than all the data of a small site: `tools/api-schemas`."""
_PATHS: Mapping[str, str] = {
    "/index.json": "index", "/site.json": "site", "/status.json": "status", "/checks.json": "checks",
    "/{year}/tables.json": "tables", "/{year}/edition.json": "edition", "/{year}/items.json": "items",
    "/{year}/items/{item}.json": "item", "/{year}/evidence.json": "evidence", "/{year}/programmes.json": "programmes",
    "/{year}/programmes/{programme}.json": "programme", "/{year}/result.json": "result", "/{year}/measures.json": "measures",
}  # fmt: skip
_CSV = ("items", "evidence", "months", "results", "questions", "measures")
_PARAMETERS: Mapping[str, dict[str, Any]] = {
    "year": {"description": "ปีงบประมาณ พ.ศ. · fiscal year, Buddhist era", "schema": {"type": "integer"}, "example": 2566},
    "item": {"description": "รหัสข้อ ตัวเล็ก สองหลัก · code, small, two digits", "schema": {"type": "string"}, "example": "o12"},
    "programme": {"description": "รหัสแผนงาน · id of the programme", "schema": {"type": "string"}, "example": "kpi-2-1"},
}  # fmt: skip


def schema_of(name: str, base: str) -> dict[str, Any]:
    """The schema of a kind of document, for the site at the address `base` (with a slash at its end)."""
    document = DOCUMENTS[name]
    schema = document.model_json_schema(mode="serialization")
    for part in (schema, *schema.get("$defs", {}).values()):
        if part is not schema:
            part.pop("title", None)
            part.pop("description", None)  # a docstring is for programmers of the program
        for field in part.get("properties", {}).values():
            field.pop("title", None)
    head = {"$schema": DRAFT, "$id": base + schema_path(name)}
    return head | schema | {"title": name, "description": (document.__doc__ or "").strip()}


def schema_files(base: str) -> dict[str, str]:
    """The texts of all schemas and of the OpenAPI description by path, for the site at the address `base`."""
    safe = json.dumps(base, ensure_ascii=False)[1:-1]
    return {path: text.replace(MARK, safe) for path, text in _templates().items()}


def made_anew() -> dict[str, str]:
    """The same with a mark where the address goes, made from the models: what `READY` has to hold."""
    found = {schema_path(name): schema_of(name, MARK) for name in SCHEMAS} | {OPENAPI: openapi(MARK)}
    return {path: json.dumps(value, ensure_ascii=False, indent=1) + "\n" for path, value in found.items()}


@cache
def _templates() -> Mapping[str, str]:
    texts: dict[str, str] = json.loads(READY.read_text(encoding="utf-8"))
    return texts


def openapi(base: str) -> dict[str, Any]:
    """The OpenAPI description of all files."""
    paths = {path: _get(DOCUMENTS[name].__doc__ or "", path, *_json(name)) for path, name in _PATHS.items()}
    for name in _CSV:
        path = f"/{{year}}/{name}.csv"
        paths[path] = _get(f"ตาราง {name} · table {name}", path, "text/csv", {"type": "string"})
    paths["/status.svg"] = _get("ป้ายสถานะ · badge", "/status.svg", "image/svg+xml", {"type": "string"})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "ข้อมูลเปิด ITA/OIT · Open data of the disclosure site",
            "version": VERSION,
            "description": "ไฟล์นิ่งทั้งหมด ไม่ต้องลงทะเบียน ไม่มีรหัสผ่าน · All are plain files: no registration and no key.",
        },
        "servers": [{"url": f"{base}{API}"}],
        "paths": paths,
    }


def _json(name: str) -> tuple[str, dict[str, Any]]:
    return "application/json", {"$ref": f"schemas/{name}.schema.json"}


def _get(told: str, path: str, media_type: str, schema: dict[str, Any]) -> dict[str, Any]:
    known = [
        {"name": name, "in": "path", "required": True, **about}
        for name, about in _PARAMETERS.items()
        if f"{{{name}}}" in path
    ]
    answer = {"description": told.strip(), "content": {media_type: {"schema": schema}}}
    missing = {"description": "ปีหรือข้อนี้ไม่มีข้อมูล · there is no such file"}
    operation = {"summary": told.strip(), "operationId": _id(path), "responses": {"200": answer, "404": missing}}
    return {"get": operation | ({"parameters": known} if known else {})}


def _id(path: str) -> str:
    return "".join(part.capitalize() for part in path.replace("{", "").replace("}", "").replace(".", "/").split("/"))
