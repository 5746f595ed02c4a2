"""The feed of disclosures and changes that readers of news subscribe to (Atom, RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from feedgenerator import Atom1Feed

from ita_site.attestations import THAI_TIME
from ita_site.render.follow.news import News, said
from ita_site.render.follow.plain import base_of, name_of, plain
from ita_site.site import Site
from ita_site.sitemap import FEED, page_address

MOST = 100
"""Entries of a feed."""
_NOON = time(12, tzinfo=THAI_TIME)
"""Nobody knows the hour. At noon in Thailand it is the same day nearly everywhere."""


def feed_file(site: Site, told: Iterable[News], as_of: date) -> str:
    """The newest of `told`, which is in order, as a feed. Without any the feed is as old as the day `as_of` (CE).

    The ids of entries stay when their words are mended. The same input always gives the same text.
    """
    newest = tuple(islice(told, MOST))
    base, agency = base_of(site.config.site.url), plain(site.config.agency.name)
    named = name_of(site.config.site.url)
    feed = _Feed(
        title=f"ความเคลื่อนไหว · {agency}",
        link=base,
        description=f"ข้อมูลที่{agency}เปิดเผยและปรับปรุง",
        language="th",
        author_name=agency,
        feed_url=base + FEED,
        feed_guid=_id(named, FEED),
        updated=_moment(newest[0].day if newest else as_of),
    )
    for one in newest:
        feed.add_item(
            title=f"{one.kind.value}: {plain(one.title)}",
            link=base + page_address(one.page) + (f"#{one.anchor}" if one.anchor else ""),
            description=None,
            unique_id=_id(named, page_address(one.page) + one.key.removeprefix(one.page)),
            pubdate=_moment(one.day),
            updateddate=_moment(one.day),
            categories=(one.kind.value,),
            summary=plain(said(one)),
        )
    text: str = feed.writeString("utf-8")
    return text


class _Feed(Atom1Feed):  # type: ignore[misc]  # the library has no types
    """The library would take the time of the clock for a feed without entries, and call every summary HTML."""

    def latest_post_date(self) -> datetime:
        updated: datetime = self.feed["updated"]
        return updated

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["summary"], {"type": "text"})


def _id(named: str, key: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, named + key)}"


def _moment(day: date) -> datetime:
    return datetime.combine(day, _NOON)
