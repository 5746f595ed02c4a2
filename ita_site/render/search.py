"""What the search of the site finds: one entry for each page and for each section of it.

The file has the shape that Material for MkDocs reads (`docs` of `location`, `title`, `text`, `tags`, `boost`), lean
UTF-8, with marks of our own: `weak` for words that are the same for every agency (found only when nothing else is),
`label` for a section whose heading says nothing of its own, and `names` for what a page is called elsewhere. Texts are
plain, not HTML.

What stands on every page or belongs to others is left out: menus, ways to neighbours and back, links to mend a file,
parts that are hidden from readers, and the lists of other pages on boards and overviews.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape

from ita_site.dates import thai_month
from ita_site.evidence.own import own_address
from ita_site.findings import Report
from ita_site.render.digits import digits_of
from ita_site.render.programmes.listing import programme_name
from ita_site.render.reaching import is_to_complain
from ita_site.site import FreePage, Site
from ita_site.sitemap import Kind, Page, page_address
from ita_site.states import FACES, State, year_states
from ita_site.thai import fold_digits

_RANKS: Mapping[str, int] = {
    "free": 7, "item": 6, "programme": 5, "result": 5, "measures": 5, "month": 3, "forecast": 3, "board": 2,
    "programmes": 2, "home": 1, "checklist": 1,
}  # fmt: skip
"""Which kind of page comes first when a word is found at the like place of several; a kind that is not here is last.
What an agency wrote for citizens comes before the item that leads to it."""
_OF_NOW = 10
"""So much more counts a page that is not of a past year: more than any kind."""

_MOST_ITEMS = 3
"""A page that is evidence of more items is about none of them."""
_COMPLAINTS = "ร้องเรียน ร้องทุกข์"
"""What citizens look for, whatever an agency calls the page where they can do it."""

_LISTINGS = frozenset({"home", "board", "checklist", "answers", "programmes", "forecast", "contents", "follow"})
"""Pages that list other pages: what they list is found on its own page."""
_OWN_HEADINGS = frozenset({"free", "board", "checks"})
"""Pages whose headings are their own; on others they are the same everywhere, such as «หลักฐาน»."""
_WEAK_SECTIONS: Mapping[str, frozenset[str]] = {
    "item": frozenset({"elements", "criteria", "period", "care", "assessed", "findings", "waivers"}),
    "month": frozenset({"reporter", "findings", "waivers"}),
    "programme": frozenset({"findings", "waivers"}),
}
"""Sections by their anchor whose words come from the criteria or from the checks and not from the agency."""
_NOT_CONTENT = frozenset({
    "ita-edit", "ita-report", "ita-more", "ita-legend", "ita-neighbours", "ita-hidden", "ita-signatures",
    "ita-strip", "ita-gantt", "ita-history", "ita-shows", "ita-seen",
    "ita-evidence-no",
})  # fmt: skip
"""Classes of parts that lead elsewhere or say once more what stands beside them."""
_OF_ITEMS = frozenset({"ita-banner"})
"""An item's state is told by its tag."""

_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
_CLASS = re.compile(r'\bclass="([^"]*)"')
_ALT = re.compile(r'\balt="([^"]*)"')
_HEADING = re.compile(r"(#{1,6}) (.*?)(?: \{([^{}]*)\})?")
_ANCHOR = re.compile(r"#(\S+)")
_LOST_TAGS = frozenset({"nav", "svg", "script", "style", "template"})
_LISTS = frozenset({"ul", "ol", "table", "a", "h3"})
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "code", "data", "em", "i", "mark", "s", "small", "span", "strong", "sub", "sup",
    "time", "u", "wbr",
})  # fmt: skip
"""Tags that do not part words: Thai has no blanks to lose, and must not gain any."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the index knows of a page beside its text.

    `tags`: words shown with a result. `rank`: higher is sooner. `words`: what else the page is to be found by. `names`:
    the same, of as much weight as its title.
    """

    kind: Kind
    tags: tuple[str, ...]
    rank: int
    words: str = ""
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class _Section:
    anchor: str
    title: str
    words: list[str]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def page_facts(site: Site, pages: Mapping[str, Page], report: Report) -> dict[str, Facts]:
    """The facts of every page of a site, by its path. The first tag of an item is its state, shape and word."""
    states = {year.edition.year: year_states(year, report) for year in site.years}
    called, digits = _called(site), digits_of(site)
    facts = {path: _facts(page, states, site.year.edition.year, called) for path, page in pages.items()}
    return {path: replace(one, tags=tuple(digits(tag) for tag in one.tags)) for path, one in facts.items()}


def _called(site: Site) -> Mapping[str, tuple[str, ...]]:
    """The names of the items of the open year whose evidence is a page of this site, by the page's address."""
    found: dict[str, list[str]] = {}
    for item in site.year.edition.items.values():
        entry = site.year.items.get(item.code)
        shown = entry.record.evidence if entry and entry.record else ()
        own = (own_address(site.config.site.url, evidence.url) for evidence in shown if evidence.url)
        for address in {f"{one.path.rstrip('/')}/" for one in own if one}:
            found.setdefault(address, []).append(item.name.th)
    return {address: tuple(names) for address, names in found.items() if len(names) <= _MOST_ITEMS}


def _names(free: FreePage, address: str, called: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    complaints = (_COMPLAINTS,) if is_to_complain(free.name) else ()
    return called.get(address, ()) + complaints


def _facts(
    page: Page, states: Mapping[int, Mapping[str, State]], open_year: int, called: Mapping[str, tuple[str, ...]]
) -> Facts:
    year = page.year.edition.year if page.year else page.assessed
    tags, words = [f"ปี {year}"] if year else [], ""
    if page.year and page.kind == "item":
        face, entry = FACES[states[year][page.item]], page.year.items.get(page.item)
        tags.insert(0, f"{face.shape} {face.word.th}")
        # The section that says so is of no more use: what else it says are days of changes.
        words = f"ผู้รับผิดชอบ {entry.record.owner}" if entry and entry.record and entry.record.owner else ""
    if page.programme and page.month:
        tags.append(programme_name(page.programme))
    rank = _RANKS.get(page.kind, 0) + (_OF_NOW if year in (0, open_year) else 0)
    names = _names(page.free, page_address(page.path), called) if page.free else ()
    return Facts(page.kind, tuple(tags), rank, words, names)


def search_index(pages: Mapping[str, str], facts: Mapping[str, Facts], examples: tuple[str, ...] = ()) -> str:
    """The text of the index. `pages`: the finished text of each page by its path; those without facts are left out.

    `examples`: what the search offers to somebody who has not typed anything yet.
    """
    # A site in Thai digits has them in every year that it shows with a page.
    zero = "๐" if any(tag != fold_digits(tag) for one in facts.values() for tag in one.tags) else "0"
    config = {"lang": ["th"], "separator": r"[\s\-]+", "pipeline": [], "examples": examples, "zero": zero}
    docs = [entry for path, text in pages.items() if path in facts for entry in _entries(path, text, facts[path])]
    return json.dumps({"config": config, "docs": docs}, ensure_ascii=False, separators=(",", ":"))


def examples_of(site: Site, pages: Mapping[str, Page]) -> tuple[str, ...]:
    """Three queries that find something on this site: an item, complaints, and the latest month that was reported."""
    codes = tuple(site.year.edition.items)
    months = sorted(page.month for page in pages.values() if page.month is not None)
    digits = digits_of(site)
    return (*codes[len(codes) // 4 :][:1], "ร้องเรียน", *(digits(thai_month(month)) for month in months[-1:]))


def _entries(path: str, text: str, facts: Facts) -> Iterator[dict[str, object]]:
    address = page_address(path)
    weak = _WEAK_SECTIONS.get(facts.kind, frozenset())
    for section in _sections(text, facts.kind):
        is_page = not section.anchor
        if is_page:
            section.words.append(facts.words)
        entry: dict[str, object] = {
            "location": address if is_page else f"{address}#{section.anchor}",
            "title": section.title,
            "text": section.text,
        }
        if is_page:
            entry |= {"tags": facts.tags, "boost": facts.rank} | ({"names": facts.names} if facts.names else {})
        elif section.anchor in weak or facts.kind == "checks":
            entry["weak"] = 1
        elif facts.kind not in _OWN_HEADINGS:
            entry["label"] = 1
        if is_page or section.text or facts.kind in _OWN_HEADINGS:
            yield entry


def _sections(text: str, kind: Kind) -> list[_Section]:
    """The page itself, without an anchor, and its sections; a heading that no link can reach begins none."""
    found = [_Section("", "", [])]
    for part in text.split("\n\n"):
        head = _HEADING.fullmatch(part.strip())
        if head is None:
            if part.startswith("<"):
                found[-1].words.append(_words(part, kind))
            continue
        title, anchor = unescape(head[2]), _ANCHOR.search(head[3] or "")
        if head[1] == "#" and not found[0].title:
            found[0].title = title
        elif head[1] == "##" and anchor:
            found.append(_Section(anchor[1], title, []))
        elif kind not in _LISTINGS:
            found[-1].words.append(title)
    return found


def _words(html: str, kind: Kind) -> str:
    """What a reader reads in a block of HTML."""
    out: list[str] = []
    place, lost, depth = 0, "", 0
    for tag in _TAG.finditer(html):
        name, closes = tag[2].lower(), bool(tag[1])
        if not lost:
            out += (html[place : tag.start()], "" if name in _INLINE else " ")
            if name == "img" and (alt := _ALT.search(tag[3])):
                out += (alt[1], " ")
            elif not closes and _is_lost(name, tag[3], kind):
                lost, depth = name, 1
        elif name == lost:
            depth += -1 if closes else 1
            if not depth:
                lost = ""
        place = tag.end()
    return unescape("".join(out))


def _is_lost(name: str, attributes: str, kind: Kind) -> bool:
    if name in _LOST_TAGS or 'aria-hidden="true"' in attributes or (kind in _LISTINGS and name in _LISTS):
        return True
    classes = _CLASS.search(attributes)
    if classes is None:
        return False
    names = set(classes[1].split())
    return bool(names & _NOT_CONTENT) or (kind == "item" and bool(names & _OF_ITEMS))
