"""The calendar of deadlines that people subscribe to (iCalendar, RFC 5545): one event for each report that is owed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event

from ita_site.dates import thai_date, thai_month
from ita_site.programmes import Deadline, MonthStanding, Overview
from ita_site.site import ProgrammeEntry, Site, YearContent
from ita_site.sitemap import month_path, page_address, programme_path

WARN = timedelta(days=3)
"""So long before the advised day a calendar reminds its reader of a report that is not there yet."""


def calendar_file(site: Site, year: YearContent, overviews: Iterable[Overview], as_of: date) -> str:
    """The deadlines of the programmes of a year as they stand on the day `as_of` (CE), with CRLF line ends.

    Past months stay, so that whoever subscribed keeps them. The same input always gives the same text.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//ita-site//programmes//TH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"กำหนดส่งรายงาน ปี {year.edition.year} · {_line(site.config.agency.name)}")
    for overview in overviews:
        for standing in overview.months:
            if standing.deadline is not None and standing.is_owed:
                calendar.add_component(_event(site, year, overview.entry, standing, standing.deadline, as_of))
    text: bytes = calendar.to_ical()
    return text.decode()


def _event(
    site: Site, year: YearContent, entry: ProgrammeEntry, standing: MonthStanding, days: Deadline, as_of: date
) -> Event:
    """An event of a whole day: the advised one. Its UID goes by the address of the month, which never changes."""
    base = site.config.site.url.rstrip("/") + "/"
    page = base + page_address(programme_path(year, entry))
    name = _line(entry.record.name) if entry.record else entry.id
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, base + page_address(month_path(year, entry, days.month)))))
    event.add("dtstamp", datetime.combine(as_of, time(), UTC))
    event.add("dtstart", days.advised)
    event.add("dtend", days.advised + timedelta(days=1))
    event.add("summary", f"ส่งรายงานเดือน{thai_month(days.month)}: {name}")
    event.add("description", "\n".join((_deadline(days), *_filed(standing), page)))
    event.add("url", page)
    event.add("transp", "TRANSPARENT")  # a deadline does not take up the day
    if standing.record is None:
        event.add_component(_alarm(days))
    return event


def _deadline(days: Deadline) -> str:
    due = f"กำหนดส่งวันที่ {thai_date(days.due)}"
    if days.advised == days.due:
        return due
    return f"{due} ซึ่งเป็น{days.why} ควรส่งภายในวันทำการสุดท้ายก่อนนั้น คือวันที่ {thai_date(days.advised)}"


def _filed(standing: MonthStanding) -> tuple[str, ...]:
    if standing.record is None:
        return ()
    return (f"ส่งแล้วเมื่อวันที่ {thai_date(standing.record.submitted)}",)


def _alarm(days: Deadline) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"อีก 3 วันถึงวันที่ควรส่งรายงานเดือน{thai_month(days.month)}")
    alarm.add("trigger", -WARN)
    return alarm


def _line(text: str) -> str:
    return " ".join(text.split())
