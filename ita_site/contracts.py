"""JSON Schemas of what the tool writes for other programs: the report of a check, the ledger, the list of evidence,
the status, the exports."""

from __future__ import annotations

from typing import Any

from ita_site.answers.contracts import exports
from ita_site.evidence.observation import Verdict
from ita_site.importers.contract import import_report_schema
from ita_site.programmes import MonthKind
from ita_site.programmes.overview import Standing
from ita_site.records import ActivityStatus, Measurement, ProgrammeKind
from ita_site.verifying.contract import verify_schema

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that YAML editors know best."""

_BOTH = {
    "type": "object",
    "required": ["th", "en"],
    "additionalProperties": False,
    "properties": {"th": {"type": "string"}, "en": {"type": "string"}},
}
_COUNT = {"type": "integer", "minimum": 0}
_DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "Common era"}
_MAYBE_DAY = {**_DAY, "type": ["string", "null"]}
_MONTH = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$", "description": "Common era"}
_NUMBER = {"type": "number", "minimum": 0}
_MAYBE_NUMBER = {"type": ["number", "null"], "minimum": 0}
_TEXT = {"type": "string"}
_MAYBE_COUNT = {"type": ["integer", "null"], "minimum": 0}
_MAYBE_MOMENT = {
    "type": ["string", "null"],
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
    "description": "UTC",
}


def outputs() -> dict[str, dict[str, Any]]:
    """The schemas by name (without `.schema.json`)."""
    return {
        "check-report": check_report_schema(),
        "evidence-ledger": ledger_line_schema(),
        "evidence": evidence_schema(),
        "status": status_schema(),
        **exports(DRAFT),
        "import-report": import_report_schema(DRAFT),
        "verify": verify_schema(DRAFT),
    }


def check_report_schema() -> dict[str, Any]:
    """The contract of `check --format json`."""
    finding = {
        "code": {"type": "string", "pattern": "^ITA[1-9][0-9]{2}$"},
        "slug": {"type": "string"},
        "severity": {"enum": ["error", "warning", "notice"]},
        "path": {"type": "string", "description": "POSIX, relative to the site"},
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1, "description": "in code points"},
        "item": {"type": ["string", "null"]},
        "message": _BOTH,
        "fix": _BOTH,
    }
    waived = {**finding, "reason": {"type": "string"}, "by": {"type": "string"}, "until": _DAY}
    properties = {
        "tool": {"const": "ita-site"},
        "version": {"type": "string"},
        "edition": {"type": "integer", "description": "fiscal year, Buddhist era"},
        "edition_revision": {"type": "integer"},
        "gate": {"enum": ["draft", "publish"]},
        "as_of": _DAY,
        "blocked": {"type": "boolean"},
        "counts": {
            "type": "object",
            "required": ["error", "warning", "notice"],
            "additionalProperties": False,
            "properties": {"error": _COUNT, "warning": _COUNT, "notice": _COUNT},
        },
        "findings": {"type": "array", "items": _closed(finding)},
        "waived": {"type": "array", "items": _closed(waived), "description": "neither counted nor blocking"},
    }
    return {"$schema": DRAFT, "title": "ผลการตรวจ · check report", **_closed(properties)}


def ledger_line_schema() -> dict[str, Any]:
    """The contract of one line of `evidence-ledger.jsonl`."""
    return {
        "$schema": DRAFT,
        "title": "บันทึกการเปิดลิงก์ หนึ่งบรรทัด · one line of the evidence ledger",
        **_open(_LINE, _MORE),
    }


_LINE: dict[str, Any] = {
    "url": {**_TEXT, "description": "as typed in the content"},
    "verdict": {"enum": [verdict.value for verdict in Verdict]},
    "reason": {**_TEXT, "description": "ita-site explain REASON tells more"},
    "status": _MAYBE_COUNT,
    "final_url": _TEXT,
    "type": _TEXT,
    "bytes": _MAYBE_COUNT,
    "sha256": {
        "type": ["string", "null"],
        "pattern": "^[0-9a-f]{64}$",
        "description": "of the whole document; null for pages, and when only its beginning was read",
    },
    "first_seen": _MAYBE_MOMENT,
    "last_checked": _MAYBE_MOMENT,
    "last_ok": _MAYBE_MOMENT,
}
_MORE: dict[str, Any] = {
    "etag": _TEXT,
    "last_modified": _TEXT,
    "ms": _COUNT,
    "detail": {**_TEXT, "description": "what the reason speaks of"},
    "replaced_on": _MAYBE_MOMENT,
}


def evidence_schema() -> dict[str, Any]:
    """The contract of `evidence --format json`."""
    place = {"path": _TEXT, "line": _COUNT, "column": _COUNT, "item": {"type": ["string", "null"]}}
    attested = {"by": _TEXT, "on": _DAY, "until": _DAY}
    verdict = {"enum": [*(verdict.value for verdict in Verdict), "unknown"]}
    entry = {
        "kind": {"enum": ["link", "own", "file"]},
        "where": {**_TEXT, "description": "the address as typed, or the path of a hosted file"},
        "verdict": verdict,
        "reason": _TEXT,
        "what": _BOTH,
        "fix": _BOTH,
        "attested": _or_null(attested),
        "places": {"type": "array", "items": _closed(place)},
    }
    seen = {name: value for name, value in (_LINE | _MORE).items() if name not in entry}
    properties = {
        "tool": {"const": "ita-site"},
        "version": _TEXT,
        "edition": {"type": "integer", "description": "fiscal year, Buddhist era"},
        "ledger": _TEXT,
        "counts": _closed(dict.fromkeys(verdict["enum"], _COUNT)),
        "evidence": {
            "type": "array",
            "items": _open(entry, {**seen, "pages": _COUNT, "has_text": {"type": "boolean"}}),
        },
    }
    return {"$schema": DRAFT, "title": "หลักฐานทั้งหมด · list of evidence", **_closed(properties)}


def status_schema() -> dict[str, Any]:
    """The contract of `status --format json`. Numbers are exact decimals; read them as such where money counts."""
    level = {
        "level": _COUNT,
        "name": _TEXT,
        "measure": {"enum": [measure.value for measure in Measurement]},
        "value": {**_MAYBE_NUMBER, "description": "what the bands are asked, two places: as counted, else as stated"},
        "stated": {**_MAYBE_NUMBER, "description": "as the latest report states it"},
        "score": {**_MAYBE_NUMBER, "description": "points; null while nothing is known"},
        "full": _NUMBER,
        "given": {"type": "boolean", "description": "the points were given by the host unit"},
        "expected": _MAYBE_NUMBER,
    }
    round_ = {
        "id": {**_TEXT, "description": "«all» where the plan has no rounds"},
        "name": _TEXT,
        "months": {"type": "array", "items": _MONTH},
        "total": {**_NUMBER, "description": "points that are known"},
        "own": {**_NUMBER, "description": "points without those of host units"},
        "full": _NUMBER,
        "levels": {"type": "array", "items": _closed(level)},
    }
    month = {
        "month": _MONTH,
        "state": {"enum": [kind.value for kind in MonthKind]},
        "due": _MAYBE_DAY,
        "advised": {**_MAYBE_DAY, "description": "last working day on or before the due day"},
        "submitted": _MAYBE_DAY,
        "days_late": _COUNT,
    }
    coming = {"month": _MONTH, "due": _DAY, "advised": _DAY, "why": {**_TEXT, "description": "why offices are closed"}}
    programme = {
        "id": {**_TEXT, "description": "the name of the folder"},
        "name": {"type": ["string", "null"], "description": "null when programme.yml cannot be read"},
        "kind": {"enum": [*(kind.value for kind in ProgrammeKind), None]},
        "standing": {"enum": [standing.value for standing in Standing]},
        "reported": {**_COUNT, "description": "owed months that have a report"},
        "owed": {**_COUNT, "description": "months that are owed a report over the whole programme"},
        "months": {"type": "array", "items": _closed(month)},
        "next": _or_null(coming),
        "rounds": {"type": "array", "items": _closed(round_)},
        "money": _or_null({"budget_baht": _NUMBER, "spent_baht": _NUMBER, "percent": _MAYBE_NUMBER}),
        "done_percent": {**_MAYBE_NUMBER, "description": "of all activities"},
        "overdue": {"type": "array", "items": _TEXT, "description": "activities whose quarters are over"},
    }
    task = {
        "item": {"type": ["string", "null"]},
        "programme": {"type": ["string", "null"]},
        "month": {**_MONTH, "type": ["string", "null"]},
        "measure": {"type": ["string", "null"], "description": "id of a measure whose day is past"},
        "worth": {**_MAYBE_NUMBER, "description": "points of the assessment's total; items only"},
        "message": _BOTH,
        "place": {**_TEXT, "description": "file and line, or the command that starts it"},
    }
    properties = {
        "tool": {"const": "ita-site"},
        "version": _TEXT,
        "edition": {"type": "integer", "description": "fiscal year, Buddhist era"},
        "as_of": _DAY,
        "items": _closed({"ready": _COUNT, "of": _COUNT}),
        "disclosure_score": {**_NUMBER, "maximum": 100, "description": "own estimate, two places, half up"},
        "forecast": _forecast(),
        "result": {**_or_null(_RESULT), "description": "that of the newest year; null without one"},
        "measures": {"type": "array", "items": _closed(_MEASURE), "description": "of the open year and later ones"},
        "programmes": {"type": "array", "items": _closed(programme)},
        "next": {
            "type": "array",
            "items": _closed(task),
            "description": "overdue reports, then overdue measures, then items by worth",
        },
    }
    return {"$schema": DRAFT, "title": "สถานะ · status", **_closed(properties)}


_SCORE = {**_NUMBER, "maximum": 100, "description": "points, two places, half up"}
_RESULT: dict[str, Any] = {
    "year": {"type": "integer", "description": "fiscal year, Buddhist era; the other fields are null when unreadable"},
    "total": {**_MAYBE_NUMBER, "maximum": 100, "description": "as announced"},
    "stated_level": {"type": ["string", "null"], "description": "as typed, perhaps blank"},
    "worst_level": {"type": ["string", "null"], "description": "the worst level that the figures allow; null: unknown"},
    "best_level": {"type": ["string", "null"], "description": "the best one; the same where it is certain"},
    "passed": {"type": ["boolean", "null"], "description": "the total reaches the pass mark"},
}
_MEASURE: dict[str, Any] = {
    "year": {"type": "integer", "description": "fiscal year of the measures, Buddhist era"},
    "id": _TEXT,
    "title": _TEXT,
    "status": {"enum": [*(status.value for status in ActivityStatus), None], "description": "of the last round"},
    "due": {**_MAYBE_DAY, "description": "last day of the time given, common era"},
    "overdue": {"type": "boolean"},
    "rounds": {**_COUNT, "description": "follow-ups in that fiscal year"},
}


def _forecast() -> dict[str, Any]:
    scored = {"type": "array", "items": _closed({"id": _TEXT, "score": _SCORE})}
    worth = {**_NUMBER, "description": "points of the assessment's total, two places, half up"}
    items = {"type": "array", "items": _closed({"item": _TEXT, "worth": worth}), "description": "open ones by worth"}
    properties = {"score": _SCORE, "lost": worth, "indicators": scored, "subs": scored, "items": items}
    return {**_closed(properties), "description": "own estimate, if it were assessed on the day of the check"}


def _or_null(properties: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [{"type": "null"}, _closed(properties)]}


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    """An object with exactly these fields."""
    return {"type": "object", "required": list(properties), "additionalProperties": False, "properties": properties}


def _open(needed: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """An object with these fields, and perhaps some of those."""
    return {"type": "object", "required": list(needed), "additionalProperties": False, "properties": {**needed, **more}}
