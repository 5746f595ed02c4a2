"""The page that tells how to follow a site: by calendar, by news, or by looking at the list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice

from ita_site.render.follow.deadlines import Due
from ita_site.render.follow.plain import base_of
from ita_site.render.links import Place
from ita_site.render.template import page
from ita_site.render.upcoming import due_view
from ita_site.site import Site
from ita_site.sitemap import CALENDAR, FEED, FOLLOW, HOME

MOST = 40
"""Deadlines that the page lists; all are in the calendar."""


def follow_page(site: Site, dues: Iterable[Due], as_of: date) -> str:
    """How to subscribe, and what is due from the day `as_of` (CE) on."""
    place = Place.of(site, FOLLOW)
    ahead = [due for due in dues if due.is_open and due.advised >= as_of]
    address = base_of(site.config.site.url) + CALENDAR
    return page(
        "follow",
        title="ติดตามเว็บไซต์นี้",
        description=f"ปฏิทินกำหนดต่าง ๆ และข่าวการเปิดเผยข้อมูลของ{site.config.agency.name}",
        as_of=as_of,
        subscribe=f"webcal://{address.partition('://')[2]}",
        calendar=place.here.to_file(CALENDAR),
        calendar_address=address,
        feed=place.here.to_file(FEED),
        feed_address=base_of(site.config.site.url) + FEED,
        changes=place.page(HOME, "changes"),
        due=tuple(due_view(due, due.title, place, as_of) for due in islice(ahead, MOST)),
        more=max(0, len(ahead) - MOST),
    )
