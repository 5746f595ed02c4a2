"""What was seen of the evidence: links that were opened, and files that were looked into.

Observations are made by `probe` and `inspect`, kept by `ledger`, and judged by the rules of the 4xx family.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """`ok` opens; `broken` does not, or is not the cited thing; `unsure` a robot cannot tell."""

    OK = "ok"
    BROKEN = "broken"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Observation:
    """What became of one link. `url` is the address as typed; times are UTC; `bytes` is the length that is known.

    `reason` is a code of `reasons.yml`. `sha256` is that of a whole document, None for pages and where only the beginning was read.
    """

    url: str
    verdict: Verdict
    reason: str
    status: int | None = None
    final_url: str = ""
    type: str = ""
    bytes: int | None = None
    sha256: str | None = None
    etag: str = ""
    last_modified: str = ""
    ms: int | None = None
    detail: str = ""
    """What the reason speaks of: the title of a not-found page, the name on a certificate, the seconds waited."""
    first_seen: datetime | None = None
    last_checked: datetime | None = None
    last_ok: datetime | None = None
    replaced_on: datetime | None = None
    """When a document was first seen to differ from the one that had been disclosed."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What was found inside a hosted file (path from `content/`).

    `trouble` is `damaged`, `encrypted`, `other-type` (`detail` names the type) or `unread` (nobody can tell: `detail`
    is `slow`, `crash`, `failed` or `permission`); None when it opens. For a PDF: `pages`, `has_text` (False where most
    pages are pictures), `has_thai`, `is_garbled` (its letters are copied and found as other signs). For a
    picture: `width` and `height` in pixels, as stored. `private` holds personal data found in its text.
    """

    path: str
    trouble: str | None = None
    detail: str = ""
    pages: int | None = None
    has_text: bool | None = None
    has_thai: bool | None = None
    is_garbled: bool | None = None
    width: int | None = None
    height: int | None = None
    private: tuple[Private, ...] = ()


@dataclass(frozen=True, slots=True)
class Private:
    """Personal data of one kind in a file's text: `national-id`, `possible-national-id`, `bank-account` or `phone`.

    `place` is the first page of a PDF, or line of a table, that holds one; `count` says how many there are in the
    file. The number itself is never kept, only the last digits of the first (`tail`).
    """

    kind: str
    place: int
    tail: str
    count: int = 1


class Source(StrEnum):
    """Where observations of links come from."""

    NONE = "none"
    """Nobody looked: a preview, or a check of one file."""
    LEDGER = "ledger"
    """`check --offline`: what earlier checks saw."""
    PROBED = "probed"
    NO_NETWORK = "no-network"
    """Links were to be opened, but nothing at all could be reached."""


@dataclass(frozen=True, slots=True)
class Observed:
    """All that is known of the evidence, for rules and pages."""

    source: Source = Source.NONE
    links: Mapping[str, Observation] = field(default_factory=dict)
    """By address as typed, without blanks around it."""
    files: Mapping[str, FileFacts] = field(default_factory=dict)
    """By path from `content/`."""

    def link(self, typed: str | None) -> Observation | None:
        return self.links.get(typed.strip()) if typed else None
