"""The answers of a year, in the order of its edition."""

from __future__ import annotations

from ita_site.answers.addresses import item_address, proof_address
from ita_site.answers.explain import explanation
from ita_site.answers.model import Answer, Proof
from ita_site.answers.said import longest_of, said
from ita_site.criteria import Item
from ita_site.findings import Report
from ita_site.records import Evidence, Status
from ita_site.site import Site, YearContent
from ita_site.states import State, year_states

UNNAMED = "หลักฐานที่ไม่ได้ตั้งชื่อ"


def answers(site: Site, report: Report, year: YearContent | None = None) -> tuple[Answer, ...]:
    """The answer to every item of `year` (the open one when None). Items and elements are named as the edition names
    them. Explanations keep to the agency's limit, unless what the officer wrote is longer: that is never cut."""
    of = year or site.year
    states = year_states(of, report)
    return tuple(_answer(site, of, item, states[code]) for code, item in of.edition.items.items())


def _answer(site: Site, year: YearContent, item: Item, state: State) -> Answer:
    entry = year.items.get(item.code)
    record = entry.record if entry else None
    has = record is not None and record.status in (Status.DISCLOSED, Status.NIL)
    proofs = tuple(_proof(site, item, e) for e in record.evidence) if record else ()
    told = said(site, record.explanation) if record else ""
    text = explanation(told, item, record, proofs, longest_of(site)) if has and record else told
    return Answer(item, state, has, item_address(site, year, item.code), proofs, text)


def _proof(site: Site, item: Item, evidence: Evidence) -> Proof:
    shown = (item.element(id_) for id_ in dict.fromkeys(evidence.shows))
    return Proof(
        title=" ".join(evidence.title.split()) or UNNAMED,
        url=proof_address(site, evidence),
        shows=tuple(element for element in shown if element is not None),
        record=evidence,
    )
