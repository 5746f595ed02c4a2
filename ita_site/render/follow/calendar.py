"""The calendars that people subscribe to (iCalendar, RFC 5545): one event for each deadline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event

from ita_site.dates import thai_date
from ita_site.render.follow.deadlines import Due, DueKind
from ita_site.render.follow.plain import base_of, name_of, plain
from ita_site.site import Site, YearContent
from ita_site.sitemap import page_address

SOON, EARLY = timedelta(days=3), timedelta(days=14)
"""So long before its day a calendar reminds its reader of a report, and of all else, that is still to be done."""
ANEW = timedelta(days=1)
"""How often programs are asked to fetch a calendar again."""


def site_calendar(site: Site, dues: Iterable[Due], as_of: date) -> str:
    """All deadlines of a site as they stand on the day `as_of` (CE), with CRLF line ends.

    Past ones stay, so that whoever subscribed keeps them. The same input always gives the same text.
    """
    return _text(site, f"กำหนดต่าง ๆ · {plain(site.config.agency.name)}", "deadlines", dues, as_of)


def programme_calendar(site: Site, year: YearContent, dues: Iterable[Due], as_of: date) -> str:
    """The reports of the programmes of one year, under the address that people subscribed to before there was one
    calendar for all. Its events are those of the other: a program that knows both shows each once."""
    name = f"กำหนดส่งรายงาน ปี {year.edition.year} · {plain(site.config.agency.name)}"
    return _text(site, name, "programmes", dues, as_of)


def _text(site: Site, name: str, product: str, dues: Iterable[Due], as_of: date) -> str:
    calendar = Calendar()
    calendar.add("prodid", f"-//ita-site//{product}//TH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ANEW, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    base, named = base_of(site.config.site.url), name_of(site.config.site.url)
    for due in dues:
        calendar.add_component(_event(base, named, due, as_of))
    text: bytes = calendar.to_ical()
    return text.decode()


def _event(base: str, named: str, due: Due, as_of: date) -> Event:
    """An event of a whole day: the advised one. Its UID goes by the key, which never changes."""
    page = base + page_address(due.page) + (f"#{quote(due.anchor)}" if due.anchor else "")
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, named + due.key)))
    event.add("dtstamp", datetime.combine(as_of, time(), UTC))
    event.add("dtstart", due.advised)
    event.add("dtend", due.advised + timedelta(days=1))
    event.add("summary", due.summary)
    event.add("description", "\n".join((*(due.notes or (f"วันที่ {thai_date(due.day)}",)), page)))
    event.add("categories", [due.kind.value])
    event.add("url", page)
    event.add("transp", "TRANSPARENT")  # a deadline does not take up the day
    # what is past would ring at once in the hands of a new subscriber
    if due.is_open and due.advised >= as_of:
        event.add_component(_alarm(due))
    return event


def _alarm(due: Due) -> Alarm:
    before = SOON if due.kind is DueKind.REPORT else EARLY
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"อีก {before.days} วัน {due.summary}")
    alarm.add("trigger", -before)
    return alarm
