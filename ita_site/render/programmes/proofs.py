"""Evidence of activities and actions: shorter than that of items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from ita_site.evidence import read_address
from ita_site.records import ActivityEvidence
from ita_site.render import words
from ita_site.render.links import Place
from ita_site.render.openings import Openings, Seen


@dataclass(frozen=True, slots=True)
class Proof:
    title: str
    href: str | None
    facts: str
    seen: Seen | None


def proofs(evidence: Iterable[ActivityEvidence], place: Place, openings: Openings) -> tuple[Proof, ...]:
    return tuple(_proof(e, place, openings) for e in evidence)


def _proof(evidence: ActivityEvidence, place: Place, openings: Openings) -> Proof:
    opening = place.opening(evidence)
    title = evidence.title or evidence.note or _file_name(evidence) or opening.kind
    number = f"หน้า {evidence.page}" if evidence.page else ""
    facts = (words.day(evidence.on, short=True), opening.kind, number, opening.size, opening.host, evidence.note)
    said = " · ".join(fact for fact in facts if fact and fact != title)
    return Proof(title, opening.href, said, openings.seen(evidence))


def _file_name(evidence: ActivityEvidence) -> str:
    """The last part of a file's name or an address, so that untitled evidence can be told apart; blank without one."""
    if evidence.file is not None:
        return evidence.file.rstrip("/").rsplit("/", 1)[-1]
    address = read_address(evidence.url or "")
    return unquote(address.path).rstrip("/").rsplit("/", 1)[-1] if address else ""
