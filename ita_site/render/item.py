"""The page of one item, in the order in which an assessor asks."""

from __future__ import annotations

from ita_site.criteria import Item
from ita_site.findings import Report
from ita_site.history import Chronicle
from ita_site.records import ItemRecord, Status, TableData
from ita_site.render.crosswalk import other_years
from ita_site.render.elements import element_views
from ita_site.render.evidence import evidence_views
from ita_site.render.findings import finding_views
from ita_site.render.follow.surveys import survey_views
from ita_site.render.free import FreeView
from ita_site.render.links import Link, Opening, Place
from ita_site.render.markdown import field
from ita_site.render.openings import Openings
from ita_site.render.past import history_of
from ita_site.render.period import PeriodView, period_view
from ita_site.render.reaching import report_link
from ita_site.render.results.known import Known
from ita_site.render.results.linking import item_notes
from ita_site.render.tables import table_view
from ita_site.render.template import page
from ita_site.render.waivers import waived_views
from ita_site.site import ItemEntry, Site, YearContent
from ita_site.sitemap import is_typed_table, item_page_path, page_address, typed_table_path
from ita_site.states import FACES, State
from ita_site.surveys import of_item

MOST_UNFOLDED = 12
"""Evidence that stands in sight; the rest opens."""


def item_page(
    site: Site,
    year: YearContent,
    report: Report,
    item: Item,
    state: State,
    known: Known,
    chronicle: Chronicle,
    to_complain: FreeView | None = None,
) -> str:
    """The text of an item's page, also for an item without a file and for one whose file cannot be read.

    `to_complain` is the free page on which the agency takes complaints.
    """
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
    surveys = survey_views(of_item(site, edition.year, item), report.as_of)
    evidence = evidence_views(item, record, place, Openings(site, report))
    complaint = Link(place.page(to_complain.path), to_complain.title) if to_complain else None
    address = f"{site.config.site.url.strip().rstrip('/')}/{page_address(path)}"
    return page(
        "item",
        title=f"{item.code} {item.name.th}",
        description=f"{FACES[state].word.th} · {item.summary.th}",
        item=item,
        state=state.value,
        face=FACES[state],
        year=edition.year,
        criteria=edition,
        other_years=other_years(site, year, item, place),
        explanation=field(record.explanation, place.written("")) if record else "",
        elements=element_views(
            asked,
            record,
            unread=state is State.UNREADABLE,
            in_period=period is not None and period.holds,
            here=frozenset(survey.element for survey in surveys),
        ),
        surveys=surveys,
        period=period,
        evidence=evidence[:MOST_UNFOLDED],
        folded=evidence[MOST_UNFOLDED:],
        table=table_view(entry.table, entry.sheet) if entry else None,
        download=_download(place, table, entry),
        nil=record.nil if record and record.status is Status.NIL else None,
        record=record,
        assessed=item_notes(known, place, year, item),
        laws=[edition.laws[id_] for id_ in item.law],
        findings=finding_views(findings),
        waived=waived_views(waived),
        report=report_link(site.config.agency, item.code, item.name.th, address, complaint),
        edit=place.edit(entry.document.path) if entry and edition.year == site.year.edition.year else None,
        history=history_of(place, chronicle, entry.document if entry else None, ItemRecord, record),
        before=_neighbour(year, place, item, -1),
        after=_neighbour(year, place, item, +1),
    )


def _download(place: Place, table: TableData | None, entry: ItemEntry | None) -> Opening | None:
    """The table as a file: the agency's own, or the one that the site makes of typed rows beside their page."""
    if table is not None and table.file is not None:
        return place.file(table.file)
    if entry is None or not is_typed_table(entry):
        return None
    return Opening(place.here.to_file(typed_table_path(place.here.page)), "CSV", "", "")


def _neighbour(year: YearContent, place: Place, item: Item, step: int) -> Link | None:
    codes = list(year.edition.items)
    i = codes.index(item.code) + step
    if not 0 <= i < len(codes):
        return None
    other = year.edition.items[codes[i]]
    return Link(place.page(item_page_path(year, other.code)), f"{other.code} {other.name.th}")


__all__ = ["Link", "PeriodView", "item_page"]
