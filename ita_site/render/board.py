"""The board of all items, and the checklist that prints on A4."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ita_site.criteria import SubIndicator
from ita_site.findings import Report
from ita_site.render import words
from ita_site.render.links import Place
from ita_site.render.results.known import Known
from ita_site.render.results.linking import board_links
from ita_site.render.template import page
from ita_site.site import Site, YearContent
from ita_site.sitemap import CHECKS, answers_path, board_path, checklist_path, item_page_path
from ita_site.states import FACES, Face, State, is_blocking

BAR = 100
"""Length of a bar in its own units, so that a length is a percentage."""


@dataclass(frozen=True, slots=True)
class Tile:
    code: str
    name: str
    href: str
    state: str
    face: Face


@dataclass(frozen=True, slots=True)
class GroupView:
    """`name` is blank where the group is called as its sub-indicator."""

    name: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    done: int
    of: int

    @property
    def bar(self) -> int:
        return BAR * self.done // self.of if self.of else 0


@dataclass(frozen=True, slots=True)
class SubView:
    title: str
    anchor: str
    href: str
    tally: Tally
    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    state: str
    face: Face
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    code: str
    name: str
    href: str
    state: str
    face: Face
    evidence: int
    owner: str
    updated: str
    to_mend: int


def tally(states: Iterable[State]) -> Tally:
    known = list(states)
    return Tally(sum(s.is_done for s in known), len(known))


def legend(states: Mapping[str, State]) -> tuple[LegendEntry, ...]:
    """The states that occur, with their counts."""
    values = list(states.values())
    return tuple(LegendEntry(s.value, FACES[s], values.count(s)) for s in State if s in values)


def sub_views(year: YearContent, place: Place, states: Mapping[str, State]) -> tuple[SubView, ...]:
    """The items by sub-indicator and group."""
    return tuple(_sub(year, place, states, sub) for indicator in year.edition.tree for sub in indicator.subs)


def _sub(year: YearContent, place: Place, states: Mapping[str, State], sub: SubIndicator) -> SubView:
    anchor = f"s{sub.id.replace('.', '-')}"
    groups = tuple(
        GroupView("" if g.name == sub.name else g.name.th, tuple(_tile(year, place, states, code) for code in g.items))
        for g in sub.groups
    )
    return SubView(
        title=f"{sub.id} {sub.name.th}",
        anchor=anchor,
        href=place.page(board_path(year), anchor),
        tally=tally(states[code] for code in sub.items),
        groups=groups,
    )


def _tile(year: YearContent, place: Place, states: Mapping[str, State], code: str) -> Tile:
    href = place.page(item_page_path(year, code))
    return Tile(code, year.edition.items[code].name.th, href, states[code].value, FACES[states[code]])


def board_page(site: Site, year: YearContent, report: Report, states: Mapping[str, State], known: Known) -> str:
    """The board of a year: every item with its state."""
    place = Place.of(site, board_path(year))
    done = tally(states.values())
    return page(
        "board",
        title=f"การเปิดเผยข้อมูลสาธารณะ ปี {year.edition.year}",
        description=f"{site.config.agency.name} เปิดเผยครบ {done.done} จาก {done.of} ข้อ",
        hide=("toc",),
        year=year.edition.year,
        scheme=year.edition.scheme_name.th,
        criteria=year.edition,
        as_of=report.as_of if year.edition.year == report.edition else None,
        done=done,
        legend=legend(states),
        subs=sub_views(year, place, states),
        assessed=board_links(known, place, year),
        checklist=place.page(checklist_path(year)),
        checks=place.page(CHECKS),
    )


def checklist_page(site: Site, year: YearContent, report: Report, states: Mapping[str, State]) -> str:
    """One row an item, for a meeting or a file."""
    place = Place.of(site, checklist_path(year))
    checked = year.edition.year == report.edition
    to_mend: dict[str | None, int] = {}
    for finding in report.findings if checked else ():
        to_mend[finding.item] = to_mend.get(finding.item, 0) + is_blocking(finding)
    return page(
        "checklist",
        title=f"แบบตรวจการเปิดเผยข้อมูล ปี {year.edition.year}",
        description=f"สถานะของทุกข้อในหน้าเดียว พิมพ์ลงกระดาษ A4 ได้ · {site.config.agency.name}",
        hide=("navigation", "toc"),
        agency=site.config.agency.name,
        answers=place.page(answers_path(year)),
        as_of=report.as_of if checked else None,
        done=tally(states.values()),
        subs=[(f"{sub.id} {sub.name.th}", [_row(year, place, states, code, to_mend.get(code, 0)) for code in sub.items])
              for indicator in year.edition.tree for sub in indicator.subs],
    )  # fmt: skip


def _row(year: YearContent, place: Place, states: Mapping[str, State], code: str, to_mend: int) -> Row:
    tile = _tile(year, place, states, code)
    entry = year.items.get(code)
    record = entry.record if entry else None
    return Row(
        tile.code, tile.name, tile.href, tile.state, tile.face,
        evidence=len(record.evidence) if record else 0,
        owner=record.owner if record else "",
        updated=words.day(record.updated, short=True) if record else "",
        to_mend=to_mend,
    )  # fmt: skip
