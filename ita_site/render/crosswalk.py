"""The same item in the year before and in the year after: its code may be another, its key leads there."""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.criteria import Item
from ita_site.render.links import Link, Place
from ita_site.site import Site, YearContent
from ita_site.sitemap import item_page_path


def other_years(site: Site, year: YearContent, item: Item, place: Place) -> tuple[Link, ...]:
    """Links to the items of other years on the site that this one goes on from, and to those that go on from it."""
    return tuple(_links(site, year, item, place))


def _links(site: Site, year: YearContent, item: Item, place: Place) -> Iterator[Link]:
    for other in sorted(site.years, key=lambda other: other.edition.year):
        if year.edition.base == other.edition.year:
            found = [other.edition.by_key[key] for key in item.was if key in other.edition.by_key]
        elif other.edition.base == year.edition.year:
            found = list(other.edition.successors(item.key))
        else:
            continue
        for one in found:
            there = item_page_path(other, one.code)
            yield Link(place.page(there), f"ปี {other.edition.year}: {one.code} {one.name.th}")
