"""The fields of a published schema, flat: what readers of the data files rely on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).parent / "golden" / "api"

Contract = dict[str, list[str]]
"""Way to a field (`items[].name.th`) -> what it may be: kinds of value, or the words of a list."""


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
    return [f"{node['type']}:{node['format']}" if "format" in node else node["type"]]
