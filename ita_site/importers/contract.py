"""The JSON Schema of `import --format json`."""

from __future__ import annotations

from typing import Any

_TEXT = {"type": "string"}
_YEAR = {"type": ["integer", "null"], "description": "fiscal year, Buddhist era; null: not known"}


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    """An object with exactly these fields."""
    return {"type": "object", "required": list(properties), "additionalProperties": False, "properties": properties}


def _list_of(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _closed(properties)}


def import_report_schema(draft: str) -> dict[str, Any]:
    """The contract of the report of an import; `draft` names the version of JSON Schema."""
    both = _closed({"th": _TEXT, "en": _TEXT})
    known = {
        "code": _TEXT,
        "key": {**_TEXT, "description": "survives renumbering between years"},
        "title": {**_TEXT, "description": "as in the document"},
        "sure": {"type": "integer", "minimum": 0, "maximum": 100},
        "why": both,
        "has": {"type": ["boolean", "null"], "description": "the answer of a column มี/ไม่มี"},
        "links": _list_of({"title": _TEXT, "url": _TEXT}),
        "explanation": _TEXT,
        "places": {"type": "array", "items": both},
        "notes": {"type": "array", "items": both},
        "path": {"type": ["string", "null"], "description": "POSIX, relative to the site"},
        "action": {"enum": ["new", "filled", "merged", "kept"]},
        "kept_because": {"anyOf": [{"type": "null"}, both]},
    }
    properties = {
        "tool": {"const": "ita-site"},
        "version": _TEXT,
        "edition": {"type": "integer", "description": "fiscal year, Buddhist era"},
        "edition_revision": {"type": "integer"},
        "file": {**_TEXT, "description": "name of the file that was read"},
        "numbering": {**_YEAR, "description": "the year (BE) whose codes the document uses; null: none that is known"},
        "year": {**_YEAR, "description": "the year (BE) that its title and headings speak of; null: none or several"},
        "dry_run": {"type": "boolean"},
        "exit_code": {"enum": [0, 1, 3]},
        "understood": _list_of(known),
        "guessed": _list_of(known),
        "left": _list_of({"place": both, "text": _TEXT, "why": both}),
        "absent": _list_of({"code": _TEXT, "key": _TEXT, "title": both}),
        "written": {"type": "array", "items": _TEXT},
        "kept": {"type": "array", "items": _TEXT},
        "notes": {"type": "array", "items": both},
    }
    return {"$schema": draft, "title": "รายงานการนำเข้า · import report", **_closed(properties)}
