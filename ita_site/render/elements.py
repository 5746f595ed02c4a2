"""What the criteria ask an item to show, each ticked, with the evidence that shows it."""

from __future__ import annotations

from dataclasses import dataclass

from ita_site.criteria import Element
from ita_site.records import ItemRecord, Status
from ita_site.render import words

MOST_NAMED = 12
"""Evidence that is named beside an element; of more it is said how many they are."""


@dataclass(frozen=True, slots=True)
class ElementView:
    """`by` are the numbers of the evidence that shows the element, the first of them; `more` counts the others."""

    name: str
    required: bool
    shape: str
    word: str
    by: tuple[int, ...]
    more: int = 0
    here: bool = False
    """Whether the page of the item shows the element itself."""


def element_views(
    asked: tuple[Element, ...],
    record: ItemRecord | None,
    *,
    unread: bool,
    in_period: bool,
    here: frozenset[str] = frozenset(),
) -> tuple[ElementView, ...]:
    """What the criteria ask for, and which evidence (by number) shows it. `in_period`: the period rule holds; `here`
    are the ids of the elements that the page itself shows."""
    if unread:
        return tuple(ElementView(e.name.th, e.required, words.MAYBE, "ยังอ่านไม่ได้", ()) for e in asked)
    by: dict[str, list[int]] = {}
    for number, evidence in enumerate(record.evidence if record else (), 1):
        for shown in dict.fromkeys(evidence.shows):
            by.setdefault(shown, []).append(number)
    return tuple(
        _element(e, tuple(by.get(e.id, ())), in_period and e.proof == "period", record, here=e.id in here)
        for e in asked
    )


def _element(
    element: Element, by: tuple[int, ...], proven: bool, record: ItemRecord | None, *, here: bool
) -> ElementView:
    if here:
        named, more = by[:MOST_NAMED], len(by[MOST_NAMED:])
        return ElementView(element.name.th, element.required, words.YES, "แสดงไว้ใน", named, more, here=True)
    if record is not None and len(by) == len(record.evidence) > 1:
        return ElementView(element.name.th, element.required, words.YES, "แสดงไว้ในหลักฐานทุกชิ้น", ())
    if by or proven:
        word = "แสดงไว้ใน" if by else "เห็นได้จากช่วงเวลาของหลักฐาน"
        return ElementView(element.name.th, element.required, words.YES, word, by[:MOST_NAMED], len(by[MOST_NAMED:]))
    if record is not None and record.status is Status.NIL:
        return ElementView(element.name.th, element.required, words.MAYBE, "ไม่มีเรื่องต้องรายงาน", ())
    word = "ยังไม่มี" if element.required else "ไม่มี (ไม่บังคับ)"
    return ElementView(element.name.th, element.required, words.NO if element.required else words.MAYBE, word, ())
