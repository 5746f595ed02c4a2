"""Findings as citizens and officers read them on a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ita_site.findings import Finding, Severity
from ita_site.states import is_blocking

PRIVACY_FAMILY = "ITA6"
WORDS = {Severity.ERROR: "ต้องแก้", Severity.WARNING: "ควรแก้", Severity.NOTICE: "ข้อสังเกต"}
SHAPES = {Severity.ERROR: "✕", Severity.WARNING: "▲", Severity.NOTICE: "•"}


@dataclass(frozen=True, slots=True)
class FindingView:
    kind: str
    shape: str
    word: str
    code: str
    message: str
    fix: str
    place: str


def finding_views(findings: Iterable[Finding], *, with_place: bool = True) -> tuple[FindingView, ...]:
    """Findings for a page, what blocks first. Gaps that the draft gate lowered are shown for what they are."""
    shown = [(Severity.ERROR if is_blocking(f) else f.severity, f) for f in findings]
    order = list(Severity)
    return tuple(
        FindingView(s.value, SHAPES[s], WORDS[s], f.code, f.message.th, f.fix.th, _place(f) if with_place else "")
        for s, f in sorted(shown, key=lambda pair: (order.index(pair[0]), pair[1].sort_key))
    )


def _place(finding: Finding) -> str:
    # The page must not lead the way to what should not be public.
    if finding.code.startswith(PRIVACY_FAMILY):
        return ""
    return f"{finding.path} บรรทัด {finding.line}"
