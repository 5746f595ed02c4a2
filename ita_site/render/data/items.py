"""The list of a year, its items and their evidence as documents."""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.api_paths import item_data_path
from ita_site.criteria import Item
from ita_site.records import ItemRecord
from ita_site.render.data.item_models import (
    AskedColumn,
    AskedElement,
    AskedItem,
    ChangeEntry,
    DateEntry,
    EditionDocument,
    ElementEntry,
    EvidenceDocument,
    EvidenceEntry,
    GroupEntry,
    IndicatorEntry,
    ItemDocument,
    ItemEntry,
    ItemsDocument,
    ItemTable,
    Nil,
    SubEntry,
)
from ita_site.render.data.sources import Sources, both, span
from ita_site.site import ItemEntry as Entry
from ita_site.site import YearContent
from ita_site.sitemap import is_typed_table, item_page_path, typed_table_path

MOST_CHANGES = 20


def edition_document(sources: Sources, year: YearContent) -> EditionDocument:
    edition, type_ = year.edition, sources.site.config.agency.type
    return EditionDocument(
        **sources.head("edition", edition.year),
        scheme=edition.scheme_id,
        scheme_name=both(edition.scheme_name),
        revision=edition.revision,
        confirmed=edition.is_confirmed,
        unconfirmed=both(edition.unconfirmed) if edition.unconfirmed else None,
        own_sources=edition.amended,
        dates=tuple(
            DateEntry(id=d.id, name=both(d.name), start=d.start, end=d.end, confidence=d.confidence)
            for d in edition.dates
        ),
        indicators=tuple(
            IndicatorEntry(
                id=indicator.id,
                name=both(indicator.name),
                subs=tuple(
                    SubEntry(
                        id=sub.id,
                        name=both(sub.name),
                        groups=tuple(GroupEntry(id=g.id, name=both(g.name), items=g.items) for g in sub.groups),
                    )
                    for sub in indicator.subs
                ),
            )
            for indicator in edition.tree
        ),
        items=tuple(
            AskedItem(
                code=item.code,
                key=item.key,
                name=both(item.name),
                summary=both(item.summary),
                sub=edition.sub_of(item.code).id,
                nil=item.nil.allowed,
                elements=_asked(item, type_),
                columns=tuple(
                    AskedColumn(id=c.id, name=both(c.name), type=c.type, required=c.required)
                    for c in (item.table.columns if item.table else ())
                ),
                was=item.was,
                confidence=item.confidence,
                facts=item.facts,
            )
            for item in edition.items.values()
        ),
    )


def _asked(item: Item, type_: str) -> tuple[AskedElement, ...]:
    return tuple(AskedElement(id=e.id, name=both(e.name), required=e.required) for e in item.elements_for(type_))


def items_document(sources: Sources, year: YearContent) -> ItemsDocument:
    return ItemsDocument(**sources.head("items", year.edition.year), items=tuple(_entries(sources, year)))


def _entries(sources: Sources, year: YearContent) -> Iterator[ItemEntry]:
    states = sources.states_of(year)
    for indicator in year.edition.tree:
        for sub in indicator.subs:
            for code in sub.items:
                item, entry = year.edition.items[code], year.items.get(code)
                record = entry.record if entry else None
                yield ItemEntry(
                    code=code,
                    key=item.key,
                    name=both(item.name),
                    indicator=indicator.id,
                    sub=sub.id,
                    state=states[code],
                    ready=states[code].is_done,
                    page=sources.page(item_page_path(year, code)),
                    data=sources.file(item_data_path(year, code)),
                    evidence=len(record.evidence) if record else 0,
                    owner=(record.owner or None) if record else None,
                    updated=record.updated if record else None,
                    table=_table(sources, year, code, entry),
                )


def _table(sources: Sources, year: YearContent, code: str, entry: Entry | None) -> ItemTable | None:
    if entry is None or entry.table is None:
        return None
    path = typed_table_path(item_page_path(year, code)) if is_typed_table(entry) else _hosted(sources, entry)
    return ItemTable(csv=sources.file(path) if path else None, rows=len(entry.table.rows))


def _hosted(sources: Sources, entry: Entry) -> str:
    name = ((entry.record.table.file if entry.record and entry.record.table else None) or "").strip()
    return name if name and sources.place.file(name).href else ""


def evidence_document(sources: Sources, year: YearContent) -> EvidenceDocument:
    """The evidence of all items, in the order of the list."""
    found = (evidence for code in year.edition.items for evidence in _evidence(sources, year, code))
    return EvidenceDocument(**sources.head("evidence", year.edition.year), evidence=tuple(found))


def _evidence(sources: Sources, year: YearContent, code: str) -> Iterator[EvidenceEntry]:
    entry, key = year.items.get(code), year.edition.items[code].key
    for number, evidence in enumerate(entry.record.evidence if entry and entry.record else (), 1):
        yield EvidenceEntry(
            **sources.proof(evidence),
            item=code,
            key=key,
            number=number,
            shows=evidence.shows,
            covers=span(evidence.covers) if evidence.covers else None,
        )


def item_documents(
    sources: Sources, year: YearContent, items: ItemsDocument, evidence: EvidenceDocument
) -> Iterator[tuple[str, ItemDocument]]:
    """The document of every item by its path, from the lists of all."""
    head, type_ = sources.head("item", year.edition.year), sources.site.config.agency.type
    shown: dict[str, list[EvidenceEntry]] = {}
    for one in evidence.evidence:
        shown.setdefault(one.item, []).append(one)
    for entry in items.items:
        item, file = year.edition.items[entry.code], year.items.get(entry.code)
        record = file.record if file else None
        proofs = shown.get(entry.code, ())
        told = sources.chronicle.of(file.document, ItemRecord, record) if file else ()
        yield (
            item_data_path(year, entry.code),
            ItemDocument(
                **head,
                item=entry,
                summary=both(item.summary),
                explanation=record.explanation if record else "",
                nil=Nil(statement=record.nil.statement, covers=span(record.nil.covers))
                if record and record.nil
                else None,
                elements=tuple(
                    ElementEntry(
                        id=e.id,
                        name=both(e.name),
                        required=e.required,
                        shown_by=tuple(p.number for p in proofs if e.id in p.shows),
                    )
                    for e in item.elements_for(type_)
                ),
                evidence=tuple(proofs),
                changes=tuple(
                    ChangeEntry(on=one.day, id=one.id, what=tuple(map(both, one.what)))
                    for one in told[:MOST_CHANGES]
                    if one.day is not None
                ),
            ),
        )
