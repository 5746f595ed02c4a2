"""What a check says: findings, and the report that holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from ita_site.evidence.observation import Observed
from ita_site.text import Text


class Severity(StrEnum):
    """How much a finding weighs. Only `error` blocks."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Gate(StrEnum):
    """Which check is asked for: `draft` on every push, `publish` before the site goes live."""

    DRAFT = "draft"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake or gap at one place.

    `path` is POSIX and relative to the site; `line` and `column` count from 1, columns in code points;
    `item` is the edition's code when the place belongs to an item.
    """

    code: str
    slug: str
    severity: Severity
    path: str
    line: int
    column: int
    item: str | None
    item_name: Text | None
    message: Text
    fix: Text
    is_gap: bool = False
    """True for what is missing rather than wrong: a draft may be incomplete, a publish may not."""

    @property
    def sort_key(self) -> tuple[str, int, str, int]:
        return (self.path, self.line, self.code, self.column)


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that the agency lets stand until a day (CE), and why. It neither counts nor blocks, and is published."""

    finding: Finding
    reason: str
    by: str
    until: date


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that was looked into, and the item that its name stands for."""

    path: str
    item: str | None = None
    item_name: Text | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one check. `as_of` is a CE date; `edition` a fiscal year of the Buddhist era.

    `waived` is what would be among the findings but for a waiver; `observed` is what was seen of links and files;
    `checked` names the files that were looked into. `is_cut`: the configuration kept everything else from being read.
    """

    edition: int
    edition_revision: int
    gate: Gate
    as_of: date
    findings: tuple[Finding, ...]
    files_checked: int = 0
    waived: tuple[Waived, ...] = ()
    observed: Observed = field(default_factory=Observed)
    checked: tuple[CheckedFile, ...] = ()
    is_cut: bool = False

    @property
    def blocked(self) -> bool:
        return any(f.severity is Severity.ERROR for f in self.findings)

    @property
    def counts(self) -> dict[str, int]:
        tally = Counter(f.severity for f in self.findings)
        return {str(s): tally[s] for s in Severity}

    def of_item(self, code: str) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.item == code)

    def of_path(self, path: str) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.path == path)


MOST_ALIKE = 20
"""Findings of one rule in one file: an officer mends so many and checks again, and no other finding is lost in them."""


def folded(findings: Iterable[Finding]) -> list[Finding]:
    """Findings without those beyond `MOST_ALIKE` of one rule and weight in one file (of one item); the last that is
    kept tells how many more there are."""
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.code, finding.severity, finding.path, finding.item or ""), []).append(finding)
    kept: list[Finding] = []
    for group in alike.values():
        more = len(group) - MOST_ALIKE
        if more <= 0:
            kept += group
            continue
        *first, last = sorted(group, key=lambda f: f.sort_key)[:MOST_ALIKE]
        words = Text(f" และอีก {more:,} แห่งในไฟล์นี้", f", and {more:,} more in this file")
        kept += [*first, replace(last, message=Text(last.message.th + words.th, last.message.en + words.en))]
    return kept


def at_gate(findings: list[Finding], gate: Gate) -> tuple[Finding, ...]:
    """Sort findings and, at the draft gate, lower gaps from error to warning so that they do not block."""
    if gate is Gate.DRAFT:
        findings = [
            replace(f, severity=Severity.WARNING) if f.is_gap and f.severity is Severity.ERROR else f for f in findings
        ]
    return tuple(sorted(findings, key=lambda f: f.sort_key))
