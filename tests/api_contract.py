"""The fields of a published schema, flat: what readers of the data files rely on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ita_site.api_paths import SCHEMAS
from ita_site.render.data import csvs
from ita_site.render.data.schemas import openapi

GOLDEN = Path(__file__).parent / "golden" / "api"
FILES = GOLDEN / "_files.json"

_BOUNDS = (
    "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength",
    "minItems", "maxItems", "uniqueItems",
)  # fmt: skip
"""What makes a field narrower, or wider, without giving it another kind."""

Contract = dict[str, list[str]]
"""Way to a field (`items[].name.th`) -> what it may be: kinds of value, or the words of a list."""


def contract_of_files() -> Contract:
    """The addresses of all files, and the columns of the tables in their order."""
    tables = {
        "items.csv": csvs.ITEMS, "evidence.csv": csvs.EVIDENCE, "months.csv": csvs.MONTHS, "results.csv": csvs.RESULTS,
        "questions.csv": csvs.QUESTIONS, "measures.csv": csvs.MEASURES,
    }  # fmt: skip
    columns = {name: [f"{column.name} {column.type}" for column in of] for name, of in tables.items()}
    return {"addresses": sorted(openapi("")["paths"]), "schemas": sorted(SCHEMAS), **columns}


def contract_of(schema: Mapping[str, Any]) -> Contract:
    """Every field of a schema; what is required has a way without a question mark."""
    return dict(sorted(_fields(schema, schema.get("$defs", {}), "")))


def _fields(node: Mapping[str, Any], defs: Mapping[str, Any], way: str) -> Iterator[tuple[str, list[str]]]:
    for name, field in node.get("properties", {}).items():
        sign = "" if name in node.get("required", ()) else "?"
        yield from _field(field, defs, f"{way}.{name}{sign}".lstrip("."))


def _field(field: Mapping[str, Any], defs: Mapping[str, Any], way: str) -> Iterator[tuple[str, list[str]]]:
    options = [_resolved(option, defs) for option in field.get("anyOf", (field,))]
    yield way, sorted({word for option in options for word in _kinds(option)})
    for option in options:
        if option.get("type") == "array" and "items" in option:
            yield from _field(option["items"], defs, f"{way}[]")
        yield from _fields(option, defs, way)


def _resolved(node: Mapping[str, Any], defs: Mapping[str, Any]) -> Mapping[str, Any]:
    return defs[node["$ref"].rpartition("/")[2]] if "$ref" in node else node


def _kinds(node: Mapping[str, Any]) -> list[str]:
    if "const" in node:
        return [repr(node["const"])]
    if "enum" in node:
        return [repr(word) for word in node["enum"]]
    bounds = [f"{name} {node[name]}" for name in _BOUNDS if name in node]
    return [", ".join([f"{node['type']}:{node['format']}" if "format" in node else node["type"], *bounds])]
