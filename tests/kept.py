"""The files of our own sites, read once: a thousand tests spoil one file of a site and leave the others as they are.

Kept are only bytes that stand in the complete site or in the example, and the records made of them; what a test itself
writes is read anew each time. Nobody may change what was read, and `changed` tells whether somebody did.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from builders import COMPLETE
from lent import untouched
from runner import REPOSITORY

from ita_site.records import read_record
from ita_site.source import MAX_BYTES, Document, Problem, load, load_bytes, loads

_documents: dict[tuple[bytes, str], Document] = {}
_records: dict[tuple[int, type], Any] = {}


@cache
def _ours() -> frozenset[tuple[bytes, str]]:
    """The bytes and the shown path of every file of content in our own sites."""
    return frozenset(
        (path.read_bytes(), path.relative_to(root).as_posix())
        for root in (COMPLETE, REPOSITORY)
        for path in (root / "content").rglob("*.yml")
    )


def kept_load(path: Path, display: str) -> Document:
    """As `load`; a file of our own sites is what it was when it was first read."""
    data = untouched(path) or load_bytes(path, MAX_BYTES)
    if isinstance(data, Problem):
        return load(path, display)
    known = _documents.get((data, display))
    if known is None:
        known = loads(data, display)
        if (data, display) in _ours():
            _documents[data, display] = known
    return known


def kept_record(model: type, data: Any) -> Any:
    """As `read_record`; the data of a kept document gives the record that it first gave."""
    made = _records.get((id(data), model))
    if made is None:
        made = read_record(model, data)
        # what is kept stays where it is, so that nothing else can have its id
        if any(known.data is data for known in _documents.values()):
            _records[id(data), model] = made
    return made


def changed() -> list[str]:
    """The files whose kept document or record is not what reading the file gives."""
    found = []
    for (data, display), kept in _documents.items():
        fresh = loads(data, display)
        records = [(model, made) for (known, model), made in _records.items() if known == id(kept.data)]
        if kept != fresh or any(read_record(model, fresh.data or {}) != made for model, made in records):
            found.append(display)
    return found
