"""Waivers: which findings the agency lets stand for a while, and which it never may."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ita_site.criteria import Edition
from ita_site.findings import Finding, Waived
from ita_site.records.config import Waiver
from ita_site.thai import fold_digits

NEVER = ("ITA1", "ITA601", "ITA9")
"""How the codes of rules begin that hold without exception: files nobody can read, what surely is a private person's,
and the rules of waivers themselves."""
MOST_DAYS = 366
"""From the day of a check to the end of a waiver: after a year somebody has to look again."""

_CODE = re.compile(r"ITA[1-9][0-9]{2}")
# The report's own «path:line:column:» is what people copy.
_AT_LINE = re.compile(r"(?P<path>.+?):(?P<line>[0-9]{1,7})(?::[0-9]{1,7})?:?")


@dataclass(frozen=True, slots=True)
class Where:
    """What `where` of a waiver names: an item of the edition, or a file and perhaps one line of it."""

    item: str | None
    path: str
    line: int | None

    def covers(self, finding: Finding) -> bool:
        if self.item is not None:
            return finding.item == self.item
        return finding.path == self.path and self.line in (None, finding.line)


def read_where(typed: str, edition: Edition) -> Where:
    """Read `O12`, `o๑๒`, `content/2566/items/o12.yml` or `content/2566/items/o12.yml:4`."""
    text = typed.strip()
    if (code := edition.code(text)) is not None:
        return Where(code, "", None)
    if found := _AT_LINE.fullmatch(fold_digits(text)):
        return Where(None, text[: found.end("path")], int(found["line"]))
    return Where(None, text, None)


def rule_code(typed: str) -> str | None:
    """The one whole rule code that was typed (`ita408` is `ITA408`); None for anything else."""
    code = fold_digits(typed).strip().upper()
    return code if _CODE.fullmatch(code) else None


def may_be_waived(code: str) -> bool:
    return not code.startswith(NEVER)


def is_too_long(waiver: Waiver, as_of: date) -> bool:
    return (waiver.until - as_of).days > MOST_DAYS


def in_force(waiver: Waiver, as_of: date) -> bool:
    """Whether a waiver silences what it names: its day has not passed, and it asks for no more than it may."""
    code = rule_code(waiver.code)
    return code is not None and may_be_waived(code) and as_of <= waiver.until and not is_too_long(waiver, as_of)


def apply(
    findings: Iterable[Finding], waivers: Sequence[Waiver], edition: Edition, as_of: date
) -> tuple[list[Finding], list[Waived], frozenset[int]]:
    """Part findings into those that stand and those that are waived, and name the waivers (by number) that did it.

    Where two waivers cover the same finding the first one counts: the second has nothing left to do.
    """
    by_code: dict[str, list[tuple[int, Where]]] = {}
    for number, waiver in enumerate(waivers):
        if in_force(waiver, as_of):
            by_code.setdefault(rule_code(waiver.code) or "", []).append((number, read_where(waiver.where, edition)))
    standing: list[Finding] = []
    waived: list[Waived] = []
    used: set[int] = set()
    for finding in findings:
        first = next((n for n, where in by_code.get(finding.code, ()) if where.covers(finding)), None)
        if first is None:
            standing.append(finding)
        else:
            used.add(first)
            waived.append(Waived(finding, waivers[first].reason, waivers[first].by, waivers[first].until))
    return standing, sorted(waived, key=lambda w: w.finding.sort_key), frozenset(used)
