"""The list of all pages: the way to every page where no script runs, and what the search box leads to there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ita_site.render.links import Link, Place
from ita_site.render.nav import Entry
from ita_site.render.template import page
from ita_site.site import Site
from ita_site.sitemap import CONTENTS
from ita_site.thai import slug


@dataclass(frozen=True, slots=True)
class Section:
    """A tab of the menu: its own pages, then its sections, with what stands in those told flat."""

    title: str
    anchor: str
    links: tuple[Link, ...]
    parts: tuple[tuple[str, str, tuple[Link, ...]], ...]


def contents_page(site: Site, entries: Iterable[Entry]) -> str:
    """The text of the page."""
    place = Place.of(site, CONTENTS)
    known = tuple(entries)
    return page(
        "contents",
        title="สารบัญเว็บไซต์",
        description=f"ทุกหน้าของเว็บไซต์เปิดเผยข้อมูล {site.config.agency.name}",
        hide=("navigation",),
        single=[_link(place, entry) for entry in known if not entry.entries and entry.path != CONTENTS],
        sections=[_section(place, entry) for entry in known if entry.entries],
    )


def _section(place: Place, entry: Entry) -> Section:
    own = tuple(_link(place, e) for e in entry.entries if not e.entries)
    anchor = slug(entry.title)
    parts: dict[str, tuple[str, str, tuple[Link, ...]]] = {}
    for one in entry.entries:
        if one.entries:
            of_part = f"{anchor}-{slug(one.title)}"
            while of_part in parts:  # two programmes may bear one name
                of_part += "-2"
            parts[of_part] = (one.title, of_part, _all(place, one))
    return Section(entry.title, anchor, own, tuple(parts.values()))


def _all(place: Place, entry: Entry, above: str = "") -> tuple[Link, ...]:
    """All pages below a section; where sections stand in it, each page says in which."""
    found: list[Link] = []
    for one in entry.entries:
        title = f"{above} › {one.title}" if above else one.title
        found += _all(place, one, title) if one.entries else [Link(place.page(one.path), title)]
    return tuple(found)


def _link(place: Place, entry: Entry) -> Link:
    return Link(place.page(entry.path), entry.title)
