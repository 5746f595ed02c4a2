"""JSON Schemas of what `export` writes as JSON."""

from __future__ import annotations

from typing import Any

from ita_site.evidence.observation import Verdict
from ita_site.programmes import MonthKind
from ita_site.records import ActivityStatus, ProgrammeKind
from ita_site.states import State

_TEXT = {"type": "string"}
_MAYBE_TEXT = {"type": ["string", "null"]}
_COUNT = {"type": "integer", "minimum": 0}
_MAYBE_COUNT = {"type": ["integer", "null"], "minimum": 0}
_NUMBER = {"type": "number", "minimum": 0}
_MAYBE_NUMBER = {"type": ["number", "null"], "minimum": 0}
_DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "Common era"}
_MAYBE_DAY = {**_DAY, "type": ["string", "null"]}
_MONTH = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$", "description": "Common era"}
_YES = {"type": "boolean"}


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    """An object with exactly these fields."""
    return {"type": "object", "required": list(properties), "additionalProperties": False, "properties": properties}


def _list(properties: dict[str, Any], description: str = "") -> dict[str, Any]:
    told = {"description": description} if description else {}
    return {"type": "array", "items": _closed(properties), **told}


def _or_null(properties: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [{"type": "null"}, _closed(properties)]}


_BOTH = _closed({"th": _TEXT, "en": _TEXT})
_ITEM: dict[str, Any] = {
    "code": {**_TEXT, "description": "holds for this edition only"},
    "key": {**_TEXT, "description": "stays the same between editions"},
    "title": _BOTH,
}
_STATE = {"enum": [state.value for state in State]}
_PROOF: dict[str, Any] = {
    "title": _TEXT,
    "url": {**_MAYBE_TEXT, "description": "absolute; null where it cannot be opened"},
    "hosted": {**_YES, "description": "a file of this very site"},
    "shows": _list({"id": _TEXT, "name": _BOTH}, "elements of the edition"),
    "covers": _or_null({"from": _MONTH, "to": {**_MONTH, "type": ["string", "null"], "description": "null: in force"}}),
    "date": _MAYBE_DAY,
    "page": _MAYBE_COUNT,
}
_HEAD: dict[str, Any] = {
    "tool": {"const": "ita-site"},
    "version": _TEXT,
    "edition": {"type": "integer", "description": "fiscal year, Buddhist era"},
    "edition_revision": {"type": "integer"},
    "as_of": _DAY,
    "agency": _TEXT,
    "site": {**_TEXT, "description": "address of the site"},
}


def exports(draft: str) -> dict[str, dict[str, Any]]:
    """The schemas by name (without `.schema.json`), written in the JSON Schema `draft`."""
    return {
        "answers": {"$schema": draft, "title": "แบบคำตอบ · answer sheet", **_answers()},
        "items-export": {"$schema": draft, "title": "ข้อและหลักฐาน · items and evidence", **_items()},
        "progress-export": {"$schema": draft, "title": "ความก้าวหน้า · progress of programmes", **_progress()},
    }


def _answers() -> dict[str, Any]:
    answer = {
        **_ITEM,
        "has": {**_YES, "description": "มี or ไม่มี"},
        "state": _STATE,
        "ready": _YES,
        "url": {**_MAYBE_TEXT, "description": "for the form; null where the answer is ไม่มี"},
        "page": {**_TEXT, "description": "address of the item's page, which every item has"},
        "evidence": _list(_PROOF),
        "explanation": {**_TEXT, "description": "plain text, lines parted by line feeds"},
        "characters": {**_COUNT, "description": "of the explanation, in code points"},
    }
    counts = _closed({"of": _COUNT, "has": _COUNT, "ready": _COUNT})
    return _closed(_HEAD | {"counts": counts, "answers": _list(answer, "in the order of the edition")})


def _items() -> dict[str, Any]:
    line = {
        **_ITEM,
        "state": _STATE,
        "number": {**_MAYBE_COUNT, "description": "of the evidence; null for an item without any"},
        "evidence": _or_null(_PROOF),
        "verdict": {"enum": [*(verdict.value for verdict in Verdict), "unknown", None]},
        "reason": {**_MAYBE_TEXT, "description": "ita-site explain REASON tells more"},
        "last_checked": _MAYBE_DAY,
        "owner": _TEXT,
        "updated": _MAYBE_DAY,
    }
    return _closed(_HEAD | {"evidence": _list(line, "one for each evidence, and one for an item without")})


def _progress() -> dict[str, Any]:
    metric = {
        "name": _TEXT, "numerator": _COUNT, "denominator": _MAYBE_COUNT, "unit": _TEXT,
        "percent": {**_MAYBE_NUMBER, "description": "as stated"}, "as_of": _MAYBE_DAY,
    }  # fmt: skip
    month = {
        "month": _MONTH,
        "state": {"enum": [kind.value for kind in MonthKind]},
        "due": _MAYBE_DAY,
        "submitted": _MAYBE_DAY,
        "progress_percent": {**_MAYBE_NUMBER, "description": "cumulative, as stated"},
        "spent_baht": {**_MAYBE_NUMBER, "description": "in this month"},
        "metrics": _list(metric),
    }
    activity = {
        "id": _TEXT, "title": _TEXT, "owner": _TEXT, "quarters": {"type": "array", "items": {"enum": [1, 2, 3, 4]}},
        "budget_baht": _NUMBER, "target": _TEXT, "status": {"enum": [*(s.value for s in ActivityStatus), None]},
        "result": _TEXT,
    }  # fmt: skip
    programme = {
        "id": {**_TEXT, "description": "the name of the folder"},
        "name": {**_MAYBE_TEXT, "description": "null when programme.yml cannot be read"},
        "kind": {"enum": [*(kind.value for kind in ProgrammeKind), None]},
        "months": _list(month),
        "activities": _list(activity),
    }
    return _closed(_HEAD | {"programmes": _list(programme)})
