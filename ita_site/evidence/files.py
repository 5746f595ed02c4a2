"""What can be said of a hosted file by its name and size."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from ita_site.evidence.words import words
from ita_site.text import Text
from ita_site.thai import repair
from ita_site.walk import CONTENT, FILES, HostedFile

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|www\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FileTrouble:
    """What is wrong with a file as evidence.

    Kinds: `blank`, `is-address` (a web address where a file belongs), `prefix` (the way to `content/files` is written
    otherwise; `other` says how it should be), `outside`, `type`, `missing`, `letter-case` and `look-alike` (a file of
    nearly this name is there: `other`), `special` (no ordinary file), `no-bytes`.
    """

    kind: str
    other: str = ""


def file_trouble(
    typed: str, files: Mapping[str, HostedFile], links: frozenset[str] = frozenset()
) -> FileTrouble | None:
    """Hold `typed` (a path such as `files/2566/o12.pdf`, from `content/`) against the files that are there.

    `links` are symbolic links, as paths from the site's root; a rule of its own speaks of them, so a file behind one
    is passed over here. None when nothing is wrong.
    """
    name = typed.strip()
    if not name:
        return FileTrouble("blank")
    if _ADDRESS.match(name):
        return FileTrouble("is-address")
    if _leaves(name):
        meant = _meant(name, files)
        return FileTrouble("prefix", meant) if meant else FileTrouble("outside")
    if PurePosixPath(name).suffix.lower() not in words().file_types:
        return FileTrouble("type")
    if any(f"{CONTENT}/{part}" in links for part in (name, *map(str, PurePosixPath(name).parents))):
        return None
    found = files.get(name)
    if found is None:
        return _nearly(name, files)
    if not found.is_regular:
        return FileTrouble("special")
    return FileTrouble("no-bytes") if found.size == 0 else None


def _meant(name: str, files: Mapping[str, HostedFile]) -> str:
    """The file that a path written from elsewhere stands for: `content/files/…`, `./files/…`, `2566/…`."""
    tail = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    if ".." in tail or ":" in name:
        return ""
    while tail and tail[0].casefold() in (CONTENT, FILES):
        tail = tail[1:]
    wanted = "/".join([FILES, *tail])
    return wanted if wanted in files else ""


def _nearly(name: str, files: Mapping[str, HostedFile]) -> FileTrouble:
    """A file whose name differs in letter case only, or in signs that look alike; else it is missing."""
    folded = name.casefold()
    if other := next((path for path in files if path.casefold() == folded), ""):
        return FileTrouble("letter-case", other)
    plain = _plain(name)
    if other := next((path for path in files if _plain(path) == plain), ""):
        return FileTrouble("look-alike", other)
    return FileTrouble("missing")


def _plain(name: str) -> str:
    """A name as the eye reads it: Thai letters repaired, blanks of every kind alike, no letter case."""
    return " ".join(repair(name).casefold().split())


def _leaves(name: str) -> bool:
    """Whether the path could lead out of `content/files`. `%2e` is a literal name and is never decoded."""
    parts = name.split("/")
    return (
        parts[0] != FILES
        or len(parts) < 2
        or any(p in ("", ".", "..") for p in parts)
        or any(c in name for c in "\\:\0~")
    )


def file_type(name: str) -> Text | None:
    """The kind of file in words, by its ending; None when it may not be hosted."""
    return words().file_types.get(PurePosixPath(name).suffix.lower())
