"""Evidence of activities and actions: shorter than that of items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from ita_site.evidence import read_address
from ita_site.records import ActivityEvidence
from ita_site.render import words
from ita_site.render.links import Opening, Place
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
    title, named_by = _title(evidence, opening)
    number = f"หน้า {evidence.page}" if evidence.page else ""
    facts = (words.day(evidence.on, short=True), opening.kind, number, opening.size, opening.host, evidence.note)
    said = " · ".join(fact for fact in facts if fact and fact not in named_by)
    return Proof(title, opening.href, said, openings.seen(evidence))


def _title(evidence: ActivityEvidence, opening: Opening) -> tuple[str, tuple[str, ...]]:
    """The words of the link, and what they are made of.

    A note such as «ครั้งที่ 1» is the name of many; with the file's name or the host a link can be told from the others
    when a screen reader lists them.
    """
    if evidence.title:
        return evidence.title, (evidence.title,)
    own = _file_name(evidence) or opening.host
    if evidence.note:
        return (f"{evidence.note} ({own})" if own else evidence.note), (evidence.note, own)
    return (own, (own,)) if own and own != opening.host else (f"{opening.kind} {own}".strip(), (opening.kind, own))


def _file_name(evidence: ActivityEvidence) -> str:
    """The last part of a file's name or an address, so that untitled evidence can be told apart; blank without one."""
    if evidence.file is not None:
        return evidence.file.rstrip("/").rsplit("/", 1)[-1]
    address = read_address(evidence.url or "")
    return unquote(address.path).rstrip("/").rsplit("/", 1)[-1] if address else ""
