"""What the agency lets stand, and whom it takes at their word: shown to everybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ita_site.attestations import valid
from ita_site.findings import Report, Waived
from ita_site.render import words
from ita_site.render.findings import PRIVACY_FAMILY
from ita_site.rules import CATALOGUE
from ita_site.site import Site
from ita_site.waivers import Where, in_force, read_where, rule_code


@dataclass(frozen=True, slots=True)
class WaivedView:
    """One finding that stands by a waiver, at the place where it is."""

    code: str
    message: str
    reason: str
    by: str
    until: str


@dataclass(frozen=True, slots=True)
class WaiverView:
    """One waiver in force. `count` findings stand by it at present."""

    code: str
    anchor: str
    title: str
    where: str
    reason: str
    by: str
    until: str
    count: int


@dataclass(frozen=True, slots=True)
class AttestationView:
    url: str
    by: str
    on: str
    until: str
    reason: str


def waived_views(waived: Iterable[Waived]) -> tuple[WaivedView, ...]:
    return tuple(WaivedView(w.finding.code, w.finding.message.th, w.reason, w.by, words.day(w.until)) for w in waived)


def waiver_views(site: Site, report: Report) -> tuple[WaiverView, ...]:
    """Every waiver in force, in the order of the configuration."""
    found = []
    for waiver in site.config.waivers:
        code = rule_code(waiver.code)
        if code not in CATALOGUE or not in_force(waiver, report.as_of):
            continue
        where = read_where(waiver.where, site.year.edition)
        count = sum(w.finding.code == code and where.covers(w.finding) for w in report.waived)
        title, until = CATALOGUE[code].title.th, words.day(waiver.until)
        place = _place(site, code, where)
        found.append(WaiverView(code, code.lower(), title, place, waiver.reason, waiver.by, until, count))
    return tuple(found)


def _place(site: Site, code: str, where: Where) -> str:
    """The place in words. The page must not lead the way to what should not be public."""
    if where.item is not None:
        return f"{where.item} {site.year.edition.items[where.item].name.th}"
    if code.startswith(PRIVACY_FAMILY):
        return ""
    return where.path if where.line is None else f"{where.path} บรรทัด {where.line}"


def attestation_views(site: Site, report: Report) -> tuple[AttestationView, ...]:
    """Every attestation that holds, in the order of its address."""
    return tuple(
        AttestationView(url, a.by, words.day(a.on), words.day(a.until), a.reason)
        for url, a in sorted(valid(site.config, report.as_of).items())
    )
