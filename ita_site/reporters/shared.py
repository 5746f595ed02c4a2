"""What several reporters need: the heaviest first, what a finding is about, by what it is known again."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from ita_site.findings import Finding, Severity

_NUMBERS = re.compile(r"[0-9]+")
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


def heaviest_first(findings: Iterable[Finding]) -> list[Finding]:
    """By weight, then by place: hosts show only the first few."""
    return sorted(findings, key=lambda f: (_ORDER[f.severity], f.sort_key))


def about(finding: Finding) -> str:
    """`O12 รายงาน…`, or nothing where the place belongs to no item."""
    return f"{finding.item} {finding.item_name.th}" if finding.item and finding.item_name else ""


def both(finding: Finding) -> str:
    """What is wrong and what to do, Thai above English."""
    named = f"{about(finding)}: " if about(finding) else ""
    return f"{named}{finding.message.th}\n→ {finding.fix.th}\n{finding.message.en}\n→ {finding.fix.en}"


def fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    """For each finding, in order, 64 hex digits by which a host knows it again at its next run.

    Lines move whenever somebody writes above them, and «for 3 days» is «for 4 days» tomorrow: no line and no number of
    a message is in it. Findings that are otherwise alike are counted, which makes each the only one of its kind.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        key = (finding.code, finding.path, finding.item or "", steady(finding.message.th))
        seen[key] += 1
        told = "\0".join((*key, str(seen[key])))
        yield hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def steady(words: str) -> str:
    """Words without their numbers, which change from day to day though what they tell of is the same."""
    return _NUMBERS.sub("#", words)


def as_address(path: str) -> str:
    """A path from the site as a relative address: Thai letters and blanks percent-encoded."""
    return quote(path, errors="replace")


def shortened(text: str, most: int) -> str:
    """At most so many characters, with … where something is left out."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
