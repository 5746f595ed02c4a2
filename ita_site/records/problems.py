"""From what an officer wrote to a record, or to the full list of what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ita_site.records.fields import Record, _shown

R = TypeVar("R", bound=Record)
Path = tuple[str | int, ...]

_NOT_THE_RIGHT_KIND = {
    "tuple_type": "list",
    "list_type": "list",
    "dict_type": "fields",
    "mapping_type": "fields",
    "model_type": "fields",
    "model_attributes_type": "fields",
    "string_type": "text",
}
_OURS = {
    "blank", "not-text", "not-a-number", "not-whole", "out-of-range", "not-yes-no", "bad-date", "bad-month",
    "period-order", "exactly-one",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One mistake in one field, not yet worded. `path` leads to it; `on_key` points at the field's name."""

    kind: str
    path: Path
    values: Mapping[str, str | int] = field(default_factory=dict)
    on_key: bool = False


def read_record(model: type[R], data: Mapping[str, Any]) -> tuple[R | None, tuple[FieldProblem, ...]]:
    """Check `data` against `model`; give the record, or None and every problem at once."""
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        slips = error.errors(include_url=False)
        # a list whose only entry has a mistake is not also «too short»
        inner = {slip["loc"][:depth] for slip in slips for depth in range(len(slip["loc"]))}
        return None, tuple(
            _problem(model, slip) for slip in slips if slip["type"] != "too_short" or slip["loc"] not in inner
        )


def _problem(model: type[Record], error: ErrorDetails) -> FieldProblem:
    kind, value = error["type"], error.get("input")
    path: Path = tuple(error["loc"])
    if path[-1:] == ("[key]",):  # the name itself is wrong, such as that of a level
        path = path[:-1]
    name = next((str(part) for part in reversed(path) if part != ""), "")
    if kind == "missing":
        return FieldProblem("missing-field", path, {"field": name})
    if kind == "extra_forbidden":
        near = get_close_matches(name, _known_fields(model, path[:-1]), n=1, cutoff=0.6)
        return FieldProblem("unknown-field", path, {"field": name, "near": near[0] if near else ""}, on_key=True)
    if kind == "too_short" or (value is None and kind not in _OURS):
        return FieldProblem("blank", path, {"field": name, "value": ""})
    if kind in ("enum", "literal_error"):
        return FieldProblem("bad-choice", path, {"field": name, "value": _shown(value), **_choices(model, path)})
    if kind in _NOT_THE_RIGHT_KIND:
        return FieldProblem(
            "wrong-kind", path, {"field": name, "expected": _NOT_THE_RIGHT_KIND[kind], "value": _shown(value)}
        )
    if kind in _OURS:
        return FieldProblem(kind, path, {"field": name, **error.get("ctx", {})})
    return FieldProblem("wrong-kind", path, {"field": name, "expected": "other", "value": _shown(value)})


def _choices(model: type[Record], path: Path) -> dict[str, str]:
    """What may stand at `path`: the words alone (`choices`), and each with its Thai meaning (`meanings`)."""
    schema = model.model_json_schema()
    node: dict[str, Any] = schema
    for part in path:
        node = _step(schema, node, part)
    words = _resolve(schema, node).get("enum", ())
    meanings = node.get("enumDescriptions") or [""] * len(words)
    explained = (f"{word} = {said}" if said else str(word) for word, said in zip(words, meanings, strict=False))
    return {"choices": ", ".join(map(str, words)), "meanings": ", ".join(explained)}


def _known_fields(model: type[Record], path: Path) -> list[str]:
    """Names that may stand at `path`, for «did you mean»."""
    schema = model.model_json_schema()
    node: dict[str, Any] = schema
    for part in path:
        node = _step(schema, node, part)
    return list(_resolve(schema, node).get("properties", {}))


def _step(schema: dict[str, Any], node: dict[str, Any], part: str | int) -> dict[str, Any]:
    node = _resolve(schema, node)
    if isinstance(part, int):
        return dict(node.get("items", {}))
    found = node.get("properties", {}).get(part) or node.get("additionalProperties") or {}
    return dict(found) if isinstance(found, dict) else {}


def _resolve(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """The part of the schema that a reference, or a field that may be left out, stands for."""
    for option in node.get("anyOf", ()):
        if option.get("type") != "null":
            node = option
            break
    if "$ref" in node:
        return dict(schema["$defs"][node["$ref"].rsplit("/", 1)[1]])
    return node
