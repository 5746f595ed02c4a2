"""`build/cache/files.json`: what was found in files that have not changed since. It saves time and nothing else: one
that is absent, damaged or out of date means that files are looked into again."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from collections.abc import Collection, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from ita_site.errors import EngineError
from ita_site.evidence.observation import FileFacts, Private
from ita_site.files import write_whole

VERSION = 3
"""Of what is looked for and how: raise it with every change to what can be found in a file."""

_FOLDERS = ("build", "build/cache")
_FILE = "build/cache/files.json"
_LARGEST = 64 << 20
_JUST_NOW = 2_000_000_000
"""Nanoseconds. A file that changed this lately can change again without its stamp telling (clocks of file systems tick
as slowly as every two seconds)."""

Stamp = tuple[int, int, int]
"""Size, time of the content in nanoseconds, and number of a file. The time of its entry would tell even more, but every
build gives hosted files a second name, and that changes it."""

Known = dict[str, tuple[Stamp, FileFacts]]


def stamp_of(path: str) -> Stamp | None:
    """The stamp of a regular file; None when there is none (any more)."""
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return (status.st_size, status.st_mtime_ns, status.st_ino)


def is_settled(stamp: Stamp) -> bool:
    """Whether a later change would show in the stamp."""
    return stamp[1] < time.time_ns() - _JUST_NOW


def read_cache(root: Path, allowed: Collection[str]) -> Known:
    """What is known by path from `content/`; nothing when it was found with other numbers `allowed`."""
    if any((root / folder).is_symlink() for folder in _FOLDERS):
        return {}
    try:
        with (root / _FILE).open("rb") as file:
            data = json.loads(file.read(_LARGEST))
        if data["version"] != VERSION or data["allowed"] != _digest(allowed):
            return {}
        known = ((name, _read_stamp(entry["stamp"]), facts_of(name, entry)) for name, entry in data["files"].items())
        return {name: (stamp, facts) for name, stamp, facts in known}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def write_cache(root: Path, allowed: Collection[str], known: Known) -> None:
    """Keep what is known. Where nothing can be written, the next check takes longer."""
    if any((root / folder).is_symlink() for folder in _FOLDERS):
        return
    data = {
        "version": VERSION,
        "allowed": _digest(allowed),
        "files": {name: {"stamp": stamp, **data_of(facts)} for name, (stamp, facts) in sorted(known.items())},
    }
    try:
        write_whole(root / _FILE, json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    except EngineError:
        return


def data_of(facts: FileFacts) -> dict[str, Any]:
    """Facts as plain values, without their path and without what there is nothing to say of."""
    data = {f.name: getattr(facts, f.name) for f in fields(facts) if f.name not in ("path", "private")}
    data = {name: value for name, value in data.items() if value not in (None, "")}
    if facts.private:
        data["private"] = [[p.kind, p.place, p.tail, p.count] for p in facts.private]
    return data


_KINDS: Mapping[str, type] = {
    "trouble": str, "detail": str, "pages": int, "has_text": bool, "has_thai": bool, "is_garbled": bool, "width": int, "height": int,
}  # fmt: skip


def facts_of(name: str, data: Mapping[str, Any]) -> FileFacts:
    """Facts from plain values. Raises ValueError, TypeError, KeyError or AttributeError for anything else."""
    values = {key: data[key] for key in _KINDS if key in data}
    if any(type(value) is not _KINDS[key] for key, value in values.items()):
        raise ValueError(name)
    private = tuple(Private(str(kind), int(place), str(tail), int(count)) for kind, place, tail, count in data.get("private", ()))  # fmt: skip
    return FileFacts(name, **values, private=private)


def _read_stamp(data: Any) -> Stamp:
    size, changed, number = data
    return int(size), int(changed), int(number)


def _digest(allowed: Collection[str]) -> str:
    return hashlib.sha256("\n".join(sorted(allowed)).encode()).hexdigest()
