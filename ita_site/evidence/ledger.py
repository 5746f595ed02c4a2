"""`evidence-ledger.jsonl`: what earlier checks saw of each link, one line of JSON a link, sorted, committed with the
content. Lines stand for themselves, so two branches merge line by line; of two lines for one link the later counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ita_site.evidence.observation import Observation, Verdict
from ita_site.files import is_irregular, write_whole

LEDGER = "evidence-ledger.jsonl"

_TIMES = ("first_seen", "last_checked", "last_ok", "replaced_on")
_ALWAYS = (
    "url", "verdict", "reason", "status", "final_url", "type", "bytes", "sha256", "first_seen", "last_checked", "last_ok",
)  # fmt: skip
"""The contract's fields stand in every line, in this order; the others only where there is something to say."""
_KNOWN = {f.name for f in fields(Observation)}
LONGEST_LINE = 64 * 1024
"""Characters. An address is at most some thousands; longer lines are nothing that we wrote."""
_LARGEST = 256 * 1024 * 1024
_LONGEST_END = 8 * 1024
"""Characters of a final address, which a stranger chooses; a longer one is not kept."""
_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What some programs take for the end of a line, and what cannot be written as UTF-8."""
_YEARS = range(1990, 2500)


def read_ledger(root: Path) -> dict[str, Observation]:
    """Observations by address. Lines that cannot be read (a merge left open, an editor's slip) are passed over: what
    is not known is asked again."""
    path = root / LEDGER
    try:
        if is_irregular(path) or path.stat().st_size > _LARGEST:
            return {}
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return {}
    found: dict[str, Observation] = {}
    for line in text.split("\n"):
        observation = _read_line(line.rstrip("\r"))
        if observation is None:
            continue
        before = found.get(observation.url)
        if before is None or _moment(before) <= _moment(observation):
            found[observation.url] = observation
    return found


def write_ledger(root: Path, observations: Iterable[Observation]) -> bool:
    """Write all lines beside the ledger, then rename; False when nothing changed. Raises EngineError."""
    text = "".join(f"{_line(o)}\n" for o in sorted(observations, key=lambda o: o.url))
    path = root / LEDGER
    try:
        if path.read_bytes() == text.encode():
            return False
    except OSError:
        if not text:
            return False
    write_whole(path, text)
    return True


def as_data(observation: Observation) -> dict[str, Any]:
    """An observation as plain values; times in ISO 8601, UTC, to the second."""
    data: dict[str, Any] = {}
    for name in (*_ALWAYS, *(n for n in _ORDER if n not in _ALWAYS)):
        value = getattr(observation, name)
        if isinstance(value, datetime):
            value = value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        elif isinstance(value, Verdict):
            value = value.value
        if name in _ALWAYS or value not in (None, ""):
            data[name] = value
    return data


_ORDER = tuple(f.name for f in fields(Observation))


def _line(observation: Observation) -> str:
    if len(observation.final_url) > _LONGEST_END:
        observation = replace(observation, final_url="")
    line = json.dumps(as_data(observation), ensure_ascii=False)
    return _BREAKS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", line)


def _moment(observation: Observation) -> datetime:
    return observation.last_checked or observation.first_seen or datetime.min.replace(tzinfo=UTC)


def _read_line(line: str) -> Observation | None:
    if len(line) > LONGEST_LINE or not line.startswith("{"):
        return None
    try:
        data = json.loads(line)
        known: Mapping[str, Any] = {k: v for k, v in data.items() if k in _KNOWN and v is not None}
        values = dict(known)
        if not isinstance(values.get("url"), str) or not isinstance(values.get("reason"), str):
            return None
        values["verdict"] = Verdict(values["verdict"])
        for name in _TIMES:
            if name in values:
                values[name] = datetime.strptime(values[name], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
                if values[name].year not in _YEARS:
                    return None
        for name in ("status", "bytes", "ms"):
            if name in values and type(values[name]) is not int:
                return None
        for name in ("final_url", "type", "sha256", "etag", "last_modified", "detail"):
            if name in values and not isinstance(values[name], str):
                return None
        return Observation(**values)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
