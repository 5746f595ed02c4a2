"""From the JSON Schema of a record to the fields of Decap's form, in the words that officers already know.

Everything is text in the form, as it is typed: the reader of the files understands Thai digits, either era and commas,
and a number field of a browser does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

LONG = frozenset({
    "explanation", "statement", "summary", "background", "requires", "text", "result", "suggestion", "advice",
    "problems", "remark", "note", "certification", "follow_up", "method",
})  # fmt: skip
"""Fields in which people write more than a line."""
NOT_SHOWN = frozenset({"edition"})
"""Left to those who edit the files: what stands there stays."""
YES_NO = [{"label": "ใช่", "value": "true"}, {"label": "ไม่ใช่", "value": "false"}]
_NAMES = ("title", "name", "text", "code", "item", "level", "no", "id", "round", "score")
"""What tells an entry of a list from the others, the best first."""

Field = dict[str, Any]
Node = Mapping[str, Any]


def form_fields(schema: Node, *, but: frozenset[str] = NOT_SHOWN) -> list[Field]:
    """The form's fields for a record, in the order of the record."""
    return list(_inside(schema, schema.get("$defs", {}), but, needed=True))


def _inside(node: Node, defs: Node, but: frozenset[str], *, needed: bool) -> Iterator[Field]:
    """`needed`: whether what these fields stand in must be there; a part that may be left out asks for nothing."""
    properties = node.get("properties", {})
    for name, value in properties.items():
        if name in but or (name == "date" and "on" in properties):
            continue
        made = _field(name, _found(value, defs), defs)
        if made is not None:
            yield {**made, "required": needed and name in node.get("required", ())}


def _field(name: str, node: Node, defs: Node) -> Field | None:
    field: Field = {"name": name, "label": str(node.get("title", name)), **_hint(node)}
    kinds = _kinds(node)
    if node.get("enum"):
        field.pop("hint", None)  # it explains the words, which here have labels of their own
        return {**field, "widget": "select", "options": options(node["enum"], node.get("enumDescriptions", ()))}
    if kinds == {"boolean"}:
        return {**field, "widget": "select", "options": YES_NO}
    if "array" in kinds:
        return {**field, **_list(node, defs)}
    if node.get("properties"):
        inner = list(_inside(node, defs, NOT_SHOWN, needed=False))
        return {**field, "widget": "object", "collapsed": True, "fields": inner}
    if "object" in kinds or "additionalProperties" in node:
        return None  # names that the officer makes up: no form has a place for them
    if name == "file":
        return {**field, "widget": "file", "choose_url": False}
    return {**field, "widget": "text" if name in LONG else "string", **_pattern(node)}


def _list(node: Node, defs: Node) -> Field:
    entry = _found(node.get("items", {}), defs)
    if not entry.get("properties"):
        one: Field = {"name": "entry", "label": "ข้อความ", "widget": "string", **_pattern(entry)}
        return {"widget": "list", "field": one, "allow_add": True, "summary": "{{fields.entry}}"}
    inner = list(_inside(entry, defs, NOT_SHOWN, needed=True))
    names = {field["name"] for field in inner}
    shown = [name for name in _NAMES if name in names][:2]
    return {
        "widget": "list",
        "collapsed": True,
        "label_singular": str(node.get("title", "รายการ")),
        "summary": " ".join(f"{{{{fields.{name}}}}}" for name in shown),
        "fields": inner,
    }


def options(words: Any, said: Any) -> list[dict[str, str]]:
    """Choices with Thai labels; a word without one stands for itself."""
    labels = [*said, *[""] * len(words)]
    return [{"label": label or str(word), "value": str(word)} for word, label in zip(words, labels, strict=False)]


def about(name: str, code: str, label: str, text: str = "") -> Field:
    """The field that says what a file is about: shown above the form, filled in by it, changed by nobody."""
    return {"name": name, "label": label, "widget": "about", "code": code, "text": text, "required": False}


def thai(text: str) -> str:
    """The Thai part of a text «ไทย · English»; nothing where there is none."""
    part = text.split(" · ", 1)[0].strip()
    return part if any("\u0e01" <= sign <= "\u0e5b" for sign in part) else ""


def _hint(node: Node) -> Field:
    hint = thai(str(node.get("description", "")))
    example = next((str(one) for one in node.get("examples", ()) if str(one) not in hint), "")
    words = " ".join(filter(None, [hint, f"เช่น {example}" if example and "เช่น" not in hint else ""]))
    return {"hint": words} if words else {}


def _pattern(node: Node) -> Field:
    if "pattern" not in node:
        return {}
    said = thai(str(node.get("patternErrorMessage", ""))) or "กรอกตามตัวอย่าง"
    return {"pattern": [node["pattern"], said]}


def _kinds(node: Node) -> set[str]:
    kinds = node.get("type", ())
    return {kinds} if isinstance(kinds, str) else set(kinds)


def _found(node: Node, defs: Node) -> Node:
    """What a reference stands for, with the words of the field that refers to it."""
    parts = (node, *node.get("allOf", ()), *node.get("anyOf", ()))
    refers = str(next((part["$ref"] for part in parts if "$ref" in part), ""))
    if not refers:
        return node
    return {**defs[refers.rsplit("/", 1)[1]], **{k: v for k, v in node.items() if k not in ("$ref", "allOf", "anyOf")}}
