"""The contract of `verify --format json`."""

from __future__ import annotations

from typing import Any

from ita_site.verifying.model import Kind, Relation, Trouble

_COUNT = {"type": "integer", "minimum": 0}
_TEXT = {"type": "string"}
_SHA = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "Common era"}


def _closed(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
        **more,
    }


def _maybe(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


_BOTH = _closed({"th": _TEXT, "en": _TEXT})


def verify_schema(draft: str) -> dict[str, Any]:
    """The JSON Schema of the given draft."""
    release = _closed({
        "version": _TEXT,
        "agency": _TEXT,
        "url": _TEXT,
        "commit": {"type": ["string", "null"]},
        "edition": {"type": "integer", "description": "fiscal year, Buddhist era"},
        "edition_revision": {"type": "integer"},
        "as_of": _DAY,
        "digest": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
        "files": _COUNT,
    })  # fmt: skip
    difference = _closed({
        "path": _TEXT,
        "trouble": {"enum": [*map(str, Trouble)]},
        "listed": _maybe(_closed({"bytes": _COUNT, "sha256": _SHA})),
        "found": _maybe(_closed({"bytes": _COUNT, "sha256": _maybe(_SHA), "is_longer": {"type": "boolean"}})),
        "why": _maybe(_BOTH),
    })  # fmt: skip
    trusted = _closed({
        "source": _TEXT,
        "relation": {"enum": [*map(str, Relation)]},
        "is_asked": {"type": "boolean", "description": "named with --against"},
        "files_listed_otherwise": _COUNT,
        "release": release,
    })  # fmt: skip
    properties = {
        "tool": {"const": "ita-site"},
        "version": _TEXT,
        "source": _closed({"kind": {"enum": [*map(str, Kind)]}, "address": _TEXT}),
        "verdict": {"enum": ["same", "different", "unknown"], "description": "the exit code is 0 for same, else 1"},
        "release": release,
        "compared": _COUNT,
        "not_served": {**_COUNT, "description": "files that web servers keep for themselves, not compared"},
        "sees_extra_files": {"type": "boolean", "description": "false over the web"},
        "differences": {"type": "array", "items": difference},
        "trusted": _maybe(trusted),
        "notes": {"type": "array", "items": _BOTH},
    }
    return {"$schema": draft, "title": "ita-site verify --format json", **_closed(properties)}
