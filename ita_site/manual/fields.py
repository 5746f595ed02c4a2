"""The tables of fields in `docs/*/fields.md`, from the very schemas that editors use; the words around them are people's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ita_site.config import edition_for
from ita_site.criteria import BUILT_IN
from ita_site.errors import EngineError
from ita_site.manual.map import Language, data
from ita_site.manual.markup import code, halves, plain, table
from ita_site.schema import schemas
from ita_site.text import Text

FILES = ("site-config", "item", "programme", "monthly-report", "result", "measures")
"""The schemas of what officers write."""
_BLOCK = re.compile(r'(\[//\]: # "fields: ([a-z-]+)"\n)(.*?)(\[//\]: # "end"\n)', re.DOTALL)
_REFERENCE = "#/$defs/"
_NEEDED = r" \*"
"""Stands behind the name of a field that has to be there."""

Node = Mapping[str, Any]


def with_fields(text: str, language: Language) -> str:
    """A page with the tables between its marks `fields: NAME` and `end` written anew.

    Raises EngineError where the page has no place for a file, or a field no English words.
    """
    found = schemas(edition_for(BUILT_IN, None))
    lost = set(FILES) - {match[2] for match in _BLOCK.finditer(text)}
    if lost:
        raise EngineError(
            Text(
                f"fields.md ({language}) ไม่มีที่ของตาราง {', '.join(sorted(lost))}",
                f"fields.md ({language}) has no place for the fields of {', '.join(sorted(lost))}",
            )
        )
    return _BLOCK.sub(lambda m: "\n".join([m[1], *_tables(m[2], found[m[2]], language), m[4]]), text)


def _tables(name: str, schema: Node, language: Language) -> Iterator[str]:
    words = data("fields")["words"][language]
    for record, node, paths in _records(name, schema):
        if paths:
            yield from (f"**{words['in']} {' · '.join(map(code, paths))}**", "")
        needed = node.get("required", ())
        rows = (
            (code(field) + (_NEEDED if field in needed else ""), _told(record, field, part, schema, language, words))
            for field, part in node["properties"].items()
        )
        yield from table(words["heads"], rows)


def _records(name: str, schema: Node) -> Iterator[tuple[str, Node, tuple[str, ...]]]:
    """Each kind of record in a file once: its name, what it may hold, and under which fields it stands."""
    paths: dict[str, list[str]] = {}
    waiting = [(name, schema, "")]
    while waiting:
        _, node, above = waiting.pop(0)
        for field, part in node["properties"].items():
            for record in _references(part):
                inner = schema["$defs"][record]
                if "properties" not in inner:
                    continue
                path = f"{above}{field}"
                if record not in paths:
                    waiting.append((record, inner, f"{path}."))
                paths.setdefault(record, []).append(path)
    yield name, schema, ()
    for record, places in paths.items():
        yield record, schema["$defs"][record], tuple(places)


def _references(part: Any) -> Iterator[str]:
    """The records that a field may hold, wherever they are named in its description."""
    if isinstance(part, list):
        for one in part:
            yield from _references(one)
    elif isinstance(part, dict):
        if str(part.get("$ref", "")).startswith(_REFERENCE):
            yield part["$ref"].removeprefix(_REFERENCE)
        for inside in ("allOf", "anyOf", "items", "additionalProperties"):
            yield from _references(part.get(inside))


def _told(record: str, field: str, part: Node, schema: Node, language: Language, words: Any) -> str:
    """What a field is, which words it takes, an example."""
    told = halves(part.get("description", ""))
    title = str(part.get("title", ""))
    if language == "th":
        lines = [" ".join(filter(None, (f"**{plain(title)}**" if title else "", plain(told.th))))]
    else:
        english = data("fields")["english"].get(f"{record}.{field}") or told.en
        if not english:
            raise EngineError(
                Text(
                    f"ช่อง {record}.{field} ยังไม่มีคำอธิบายภาษาอังกฤษ เพิ่มใน ita_site/manual/fields.yml",
                    f"the field {record}.{field} has no English words yet: add them to ita_site/manual/fields.yml",
                )
            )
        lines = [plain(english[0].upper() + english[1:])]
    choices = _choices(part, schema)
    if choices:
        names = (f"{code(word)} {plain(name)}".strip() if language == "th" else code(word) for word, name in choices)
        lines.append(f"{words['one']}: {', '.join(names)}")
    elif part.get("examples") and words["example"].lower() not in lines[0].lower():
        lines.append(f"{words['example']} {code(str(part['examples'][0]))}")
    return " · ".join(filter(None, lines))


def _choices(part: Node, schema: Node) -> list[tuple[str, str]]:
    """The words that a field takes, each with its Thai name, "" where it has none."""
    node = part
    for record in _references(part):
        node = (
            node if node.get("enum") else {**schema["$defs"][record], **{k: v for k, v in node.items() if k != "$ref"}}
        )
    inner = node.get("items")
    words = node.get("enum") or (inner.get("enum") if isinstance(inner, dict) else None) or ()
    names = node.get("enumDescriptions") or [""] * len(words)
    return [(str(word), name) for word, name in zip(words, names, strict=True)]


def every_field() -> tuple[tuple[str, str], ...]:
    """File and name of every field that officers may write."""
    found = schemas(edition_for(BUILT_IN, None))
    return tuple(
        (name, field) for name in FILES for _, node, _ in _records(name, found[name]) for field in node["properties"]
    )
