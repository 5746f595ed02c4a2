"""What can be said of a hosted file by its name and size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from ita_site.evidence.words import words
from ita_site.site import FILES, HostedFile
from ita_site.text import Text


@dataclass(frozen=True, slots=True)
class FileTrouble:
    """What is wrong with a file as evidence: `outside`, `type`, `missing`, `letter-case`, `link`, `blank`, `no-bytes`."""

    kind: str
    other: str = ""
    """The name that was meant, where letter case differs."""


def file_trouble(
    typed: str, files: Mapping[str, HostedFile], links: frozenset[str] = frozenset()
) -> FileTrouble | None:
    """Hold `typed` (a path such as `files/2566/o12.pdf`, from `content/`) against the files that are there.

    `links` are symbolic links, as paths from the site's root. None when nothing is wrong.
    """
    name = typed.strip()
    if not name:
        return FileTrouble("blank")
    if _leaves(name):
        return FileTrouble("outside")
    if PurePosixPath(name).suffix.lower() not in words().file_types:
        return FileTrouble("type")
    if any(f"content/{parent}" in links for parent in (name, *map(str, PurePosixPath(name).parents))):
        return FileTrouble("link")
    found = files.get(name)
    if found is None:
        folded = name.casefold()
        other = next((path for path in files if path.casefold() == folded), None)
        return FileTrouble("letter-case", other) if other else FileTrouble("missing")
    if not found.is_regular:
        return FileTrouble("link")
    return FileTrouble("no-bytes") if found.size == 0 else None


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
