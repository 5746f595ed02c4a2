"""The page of one item, in the order in which an assessor asks."""

from __future__ import annotations

from dataclasses import dataclass

from ita_site.criteria import Edition, Element, Item
from ita_site.findings import Report
from ita_site.records import Evidence, ItemRecord, Status, TableData
from ita_site.render import words
from ita_site.render.findings import finding_views
from ita_site.render.links import Link, Opening, Place
from ita_site.render.markdown import field
from ita_site.render.openings import Openings, Seen
from ita_site.render.period import PeriodView, period_view
from ita_site.render.results.known import Known
from ita_site.render.results.linking import item_notes
from ita_site.render.tables import table_view
from ita_site.render.template import page
from ita_site.render.waivers import waived_views
from ita_site.site import ItemEntry, Site, YearContent
from ita_site.sitemap import board_path, is_typed_table, item_page_path, typed_table_path
from ita_site.states import FACES, State


@dataclass(frozen=True, slots=True)
class ElementView:
    name: str
    required: bool
    shape: str
    word: str
    by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    number: int
    title: str
    opening: Opening
    facts: tuple[str, ...]
    shows: tuple[str, ...]
    seen: Seen | None


def item_page(site: Site, year: YearContent, report: Report, item: Item, state: State, known: Known) -> str:
    """The text of an item's page, also for an item without a file and for one whose file cannot be read."""
    edition = year.edition
    path = item_page_path(year, item.code)
    place = Place.of(site, path)
    entry = year.items.get(item.code)
    record = entry.record if entry else None
    findings = report.of_item(item.code) if edition.year == report.edition else ()
    waived = [w for w in report.waived if w.finding.item == item.code] if edition.year == report.edition else ()
    table = record.table if record else None
    period = period_view(edition, item, record, entry.table if entry else None)
    asked = item.elements_for(site.config.agency.type)
    return page(
        "item",
        title=f"{item.code} {item.name.th}",
        description=f"{FACES[state].word.th} · {item.summary.th}",
        item=item,
        state=state.value,
        face=FACES[state],
        year=edition.year,
        place_in_list=_place_in_list(edition, item),
        explanation=field(record.explanation, place.written("")) if record else "",
        elements=_elements(
            asked, record, unread=state is State.UNREADABLE, in_period=period is not None and period.holds
        ),
        period=period,
        evidence=_evidence(item, record, place, Openings(site, report)),
        table=table_view(entry.table, entry.sheet) if entry else None,
        download=_download(place, table, entry),
        nil=record.nil if record and record.status is Status.NIL else None,
        record=record,
        assessed=item_notes(known, place, year, item),
        laws=[edition.laws[id_] for id_ in item.law],
        findings=finding_views(findings),
        waived=waived_views(waived),
        edit=place.edit(entry.document.path) if entry else None,
        before=_neighbour(year, place, item, -1),
        after=_neighbour(year, place, item, +1),
        board=place.page(board_path(year)),
    )


def _download(place: Place, table: TableData | None, entry: ItemEntry | None) -> Opening | None:
    """The table as a file: the agency's own, or the one that the site makes of typed rows beside their page."""
    if table is not None and table.file is not None:
        return place.file(table.file)
    if entry is None or not is_typed_table(entry):
        return None
    return Opening(place.here.to_file(typed_table_path(place.here.page)), "CSV", "", "")


def _place_in_list(edition: Edition, item: Item) -> str:
    sub, group = edition.sub_of(item.code), edition.group_of(item.code)
    names = dict.fromkeys((f"{sub.id} {sub.name.th}", *(() if group.name == sub.name else (group.name.th,))))
    return " › ".join(names)


def _neighbour(year: YearContent, place: Place, item: Item, step: int) -> Link | None:
    codes = list(year.edition.items)
    i = codes.index(item.code) + step
    if not 0 <= i < len(codes):
        return None
    other = year.edition.items[codes[i]]
    return Link(place.page(item_page_path(year, other.code)), f"{other.code} {other.name.th}")


def _elements(
    asked: tuple[Element, ...], record: ItemRecord | None, *, unread: bool, in_period: bool
) -> tuple[ElementView, ...]:
    """What the criteria ask for, and which evidence (by number) shows it. `in_period`: the period rule holds."""
    if unread:
        return tuple(ElementView(e.name.th, e.required, words.MAYBE, "ยังอ่านไม่ได้", ()) for e in asked)
    by: dict[str, list[int]] = {}
    for number, evidence in enumerate(record.evidence if record else (), 1):
        for shown in dict.fromkeys(evidence.shows):
            by.setdefault(shown, []).append(number)
    return tuple(_element(e, tuple(by.get(e.id, ())), in_period and e.proof == "period", record) for e in asked)


def _element(element: Element, by: tuple[int, ...], proven: bool, record: ItemRecord | None) -> ElementView:
    if record is not None and len(by) == len(record.evidence) > 1:
        return ElementView(element.name.th, element.required, words.YES, "แสดงไว้ในหลักฐานทุกชิ้น", ())
    if by or proven:
        word = "แสดงไว้ใน" if by else "เห็นได้จากช่วงเวลาของหลักฐาน"
        return ElementView(element.name.th, element.required, words.YES, word, by)
    if record is not None and record.status is Status.NIL:
        return ElementView(element.name.th, element.required, words.MAYBE, "ไม่มีเรื่องต้องรายงาน", ())
    word = "ยังไม่มี" if element.required else "ไม่มี (ไม่บังคับ)"
    return ElementView(element.name.th, element.required, words.NO if element.required else words.MAYBE, word, ())


def _evidence(item: Item, record: ItemRecord | None, place: Place, openings: Openings) -> tuple[EvidenceView, ...]:
    return tuple(
        EvidenceView(n, e.title or "หลักฐานที่ไม่ได้ตั้งชื่อ", opening, _facts(e, opening), _shown(item, e), openings.seen(e))
        for n, e in enumerate(record.evidence if record else (), 1)
        for opening in (place.opening(e),)
    )


def _facts(evidence: Evidence, opening: Opening) -> tuple[str, ...]:
    facts = (
        opening.kind,
        opening.size,
        f"เปิดจาก {opening.host}" if opening.host else "",
        f"หน้า {evidence.page}" if evidence.page else "",
        f"ลงวันที่ {words.day(evidence.date)}" if evidence.date else "",
        f"ลงนามโดย {evidence.signed_by}" if evidence.signed_by else "",
        f"ข้อมูลของ {words.span(evidence.covers)}" if evidence.covers else "",
    )
    return tuple(fact for fact in facts if fact)


def _shown(item: Item, evidence: Evidence) -> tuple[str, ...]:
    elements = (item.element(id_) for id_ in dict.fromkeys(evidence.shows))
    return tuple(element.name.th for element in elements if element is not None)


__all__ = ["Link", "PeriodView", "item_page"]
