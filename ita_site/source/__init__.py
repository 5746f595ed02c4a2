"""Reads what officers write: YAML by hand, in any editor, pasted from anywhere.

`load` and `loads` never raise for what is in a file: mistakes are `Problem`s with line and column, to be worded by
the rules.
"""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

from ita_site.source.document import KEY, NOTICES, Document, Log, Problem
from ita_site.source.parse import MAX_DEPTH, MAX_NODES, parse_events
from ita_site.source.scan import MAX_BYTES, place_of, scan_bytes

__all__ = [
    "KEY",
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_NODES",
    "NOTICES",
    "Document",
    "Problem",
    "load",
    "load_bytes",
    "load_text",
    "loads",
]

# Waiting for a pipe's other end, or following a link that was put there a moment ago, is not reading a file.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def load(path: Path, display: str) -> Document:
    """The file at `path` as a document that is shown to officers as `display`; at most `MAX_BYTES` + 1 are read."""
    try:
        data = _read(path)
    except (_NotAFileError, OSError, ValueError) as error:  # ValueError: a name that no file can have
        return _broken(display, Problem("unreadable", 1, 1, {"reason": _why(error)}))
    return loads(data, display)


def load_bytes(path: Path, limit: int) -> bytes | Problem:
    """The bytes of a file, of which there may be at most `limit`."""
    try:
        data = _read(path, limit)
    except (_NotAFileError, OSError, ValueError) as error:
        return Problem("unreadable", 1, 1, {"reason": _why(error)})
    return Problem("too-large", 1, 1, {"limit": limit}) if len(data) > limit else data


def load_text(path: Path, display: str) -> Document:
    """A file of plain text (a free page): `data` is None, `text` the whole, problems are those of its characters."""
    try:
        data = _read(path)
    except (_NotAFileError, OSError, ValueError) as error:
        return _broken(display, Problem("unreadable", 1, 1, {"reason": _why(error)}))
    if len(data) > MAX_BYTES:
        return _broken(display, Problem("too-large", 1, 1, {"limit": MAX_BYTES}))
    scanned = scan_bytes(data)
    if isinstance(scanned, Problem):
        return _broken(display, scanned)
    return Document(display, None, (), {}, scanned.text)


def loads(data: bytes, display: str) -> Document:
    """The bytes of a file as a document that is shown to officers as `display`."""
    if len(data) > MAX_BYTES:
        return _broken(display, Problem("too-large", 1, 1, {"limit": MAX_BYTES}))
    scanned = scan_bytes(data)
    if isinstance(scanned, Problem):
        return _broken(display, scanned)
    log = Log()
    root, places = parse_events(scanned, log)
    problems = log.problems()
    if not scanned.text.endswith("\n"):
        # libyaml puts what is missing at the end of the last line at the start of a line that is not there.
        end = place_of(scanned.text, len(scanned.text))
        problems = tuple(replace(one, line=end[0], column=end[1]) if one.line > end[0] else one for one in problems)
        places.update([(path, end) for path, place in places.items() if place[0] > end[0]])
    return Document(display, root, problems, places, scanned.text)


class _NotAFileError(Exception):
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _read(path: Path, limit: int = MAX_BYTES) -> bytes:
    mode = path.lstat().st_mode
    if not stat.S_ISREG(mode):
        raise _NotAFileError("link" if stat.S_ISLNK(mode) else "folder" if stat.S_ISDIR(mode) else "special")
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise _NotAFileError("special")
        return file.read(limit + 1)


def _why(error: Exception) -> str:
    if isinstance(error, _NotAFileError):
        return error.reason
    if isinstance(error, FileNotFoundError):
        return "missing"
    return "permission" if isinstance(error, PermissionError) else "other"


def _broken(display: str, problem: Problem) -> Document:
    return Document(display, None, (problem,), {}, "")
