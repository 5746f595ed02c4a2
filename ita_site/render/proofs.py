"""Evidence of activities and actions: shorter than that of items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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
    title = evidence.title or evidence.note or opening.kind
    facts = (words.day(evidence.on, short=True), opening.kind, opening.size, opening.host, evidence.note)
    said = " · ".join(fact for fact in facts if fact and fact != title)
    return Proof(title, opening.href, said, openings.seen(evidence))
