"""Findings as citizens and officers read them on a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ita_site.findings import Finding, Severity
from ita_site.rules import CATALOGUE
from ita_site.states import is_blocking

PRIVACY_FAMILY = "ITA6"
WORDS = {Severity.ERROR: "ต้องแก้", Severity.WARNING: "ควรแก้", Severity.NOTICE: "ข้อสังเกต"}
SHAPES = {Severity.ERROR: "✕", Severity.WARNING: "▲", Severity.NOTICE: "•"}
MOST_APART = 5
"""So many findings of one rule stand one by one on a page; more of them are one entry, which opens."""


@dataclass(frozen=True, slots=True)
class FoldedView:
    """One of many findings of a rule. `fix` is blank where it is the same for all."""

    message: str
    fix: str
    place: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """One entry. Where it stands for many findings, `message` is the rule's title and `folded` has them all."""

    kind: str
    shape: str
    word: str
    code: str
    message: str
    fix: str
    place: str
    folded: tuple[FoldedView, ...] = ()


def finding_views(findings: Iterable[Finding], *, with_place: bool = True) -> tuple[FindingView, ...]:
    """Findings for a page, what blocks first. Gaps that the draft gate lowered are shown for what they are."""
    order = list(Severity)
    shown = [(Severity.ERROR if is_blocking(f) else f.severity, f) for f in findings]
    found: dict[tuple[Severity, str], list[Finding]] = {}
    for severity, finding in sorted(shown, key=lambda pair: (order.index(pair[0]), pair[1].sort_key)):
        found.setdefault((severity, finding.code), []).append(finding)
    entries: list[FindingView] = []
    for (severity, code), alike in found.items():
        if len(alike) > MOST_APART:
            entries.append(_fold(severity, code, alike, with_place=with_place))
        else:
            entries += (_view(severity, finding, with_place=with_place) for finding in alike)
    return tuple(entries)


def _view(severity: Severity, f: Finding, *, with_place: bool) -> FindingView:
    place = _place(f) if with_place else ""
    return FindingView(severity.value, SHAPES[severity], WORDS[severity], f.code, f.message.th, f.fix.th, place)


def _fold(severity: Severity, code: str, alike: list[Finding], *, with_place: bool) -> FindingView:
    fixes = {f.fix.th for f in alike}
    shared = fixes.pop() if len(fixes) == 1 else ""
    return FindingView(
        severity.value, SHAPES[severity], WORDS[severity], code, CATALOGUE[code].title.th, shared, "",
        tuple(FoldedView(f.message.th, "" if shared else f.fix.th, _place(f) if with_place else "") for f in alike),
    )  # fmt: skip


def _place(finding: Finding) -> str:
    # The page must not lead the way to what should not be public.
    if finding.code.startswith(PRIVACY_FAMILY):
        return ""
    return f"{finding.path} บรรทัด {finding.line}"
