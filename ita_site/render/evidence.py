"""The evidence of an item, each with all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ita_site.criteria import Item
from ita_site.records import Evidence, ItemRecord
from ita_site.render import words
from ita_site.render.links import Opening, Place
from ita_site.render.openings import Openings, Seen
from ita_site.render.template import flat

MOST_NAMED = 3
"""An evidence that shows everything names so many elements; of more it says that they are all."""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    number: int
    title: str
    opening: Opening
    facts: tuple[str | Markup, ...]
    shows: tuple[str, ...]
    seen: Seen | None


def evidence_views(item: Item, record: ItemRecord | None, place: Place, openings: Openings) -> tuple[EvidenceView, ...]:
    return tuple(
        EvidenceView(
            n, e.title or "หลักฐานที่ไม่ได้ตั้งชื่อ", opening, _facts(e, opening), _shown(item, e), openings.told(e, opening)
        )
        for n, e in enumerate(record.evidence if record else (), 1)
        for opening in (place.opening(e),)
    )


def _facts(evidence: Evidence, opening: Opening) -> tuple[str | Markup, ...]:
    facts = (
        opening.kind,
        opening.size,
        f"เปิดจาก {opening.host}" if opening.host else "",
        f"หน้า {evidence.page}" if evidence.page else "",
        f"ลงวันที่ {words.day(evidence.date)}" if evidence.date else "",
        # names may be of letters that run the other way
        Markup("ลงนามโดย <bdi>{}</bdi>").format(flat(evidence.signed_by)) if evidence.signed_by else "",
        f"ข้อมูลของ {words.span(evidence.covers)}" if evidence.covers else "",
    )
    return tuple(fact for fact in facts if fact)


def _shown(item: Item, evidence: Evidence) -> tuple[str, ...]:
    found = [e for id_ in dict.fromkeys(evidence.shows) if (e := item.element(id_)) is not None]
    if len(found) > MOST_NAMED and len(found) == len(item.elements):
        return (f"ครบทั้ง {len(found)} เรื่องที่เกณฑ์ขอ",)
    return tuple(element.name.th for element in found)
