"""What is due next, and what is past its day: reports of programmes, measures, documents that run out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ita_site.dates import thai_month
from ita_site.programmes import MonthKind, Overview
from ita_site.records import Status
from ita_site.render.links import Place
from ita_site.render.programmes.listing import programme_name
from ita_site.render.results.known import Known
from ita_site.site import YearContent
from ita_site.sitemap import item_page_path, programme_path

MOST = 5
AHEAD = timedelta(days=120)
"""So far ahead people look: what is due in four years is no news."""

_LASTING = ("none", "spans")
"""Tests of a period rule under which a document is in force until it is renewed. The others ask for months that are
over, which nothing can renew."""


@dataclass(frozen=True, slots=True)
class DueView:
    """One thing with its last day (CE). `left` says how long that is, in words."""

    day: date
    kind: str
    title: str
    href: str
    left: str
    is_over: bool


def due_next(
    year: YearContent, overviews: Iterable[Overview], known: Known, place: Place, as_of: date
) -> tuple[DueView, ...]:
    """What is due from the day `as_of` (CE) on, what is past its day first; at most `MOST`."""
    told = list(overviews)
    found = [*_reports(year, told, place), *_measures(known, place), *_renewals(year, place, as_of)]
    near = sorted((one for one in found if one[0] <= as_of + AHEAD), key=lambda one: one[0])
    return tuple(DueView(*one, _left((one[0] - as_of).days), one[0] < as_of) for one in near[:MOST])


_Due = tuple[date, str, str, str]
"""Day, kind, title, address."""


def _left(days: int) -> str:
    if days < 0:
        return f"เลยกำหนด {-days:,} วัน"
    return "วันนี้" if days == 0 else "พรุ่งนี้" if days == 1 else f"อีก {days:,} วัน"


def _reports(year: YearContent, overviews: Iterable[Overview], place: Place) -> Iterator[_Due]:
    """The next report of each programme; and the missing ones in one line, or those of one programme would fill all."""
    for overview in overviews:
        missing = [s.deadline for s in overview.of_kind(MonthKind.MISSING) if s.deadline is not None]
        for deadline in (min(missing, key=lambda d: d.due, default=None), overview.next):
            if deadline is not None:
                more = f" และอีก {len(missing) - 1} เดือน" if deadline in missing and len(missing) > 1 else ""
                title = f"{programme_name(overview.entry)} เดือน{thai_month(deadline.month)}{more}"
                yield deadline.due, "ส่งรายงาน", title, place.page(programme_path(year, overview.entry))


def _measures(known: Known, place: Place) -> Iterator[_Due]:
    for entry in known.site.assessed.measures.values():
        for of in known.measures(entry):
            if of.standing.due is not None and not of.standing.is_done:
                yield of.standing.due, "มาตรการครบกำหนด", of.measure.title, place.page(of.page, of.anchor)


def _renewals(year: YearContent, place: Place, as_of: date) -> Iterator[_Due]:
    """Items whose every document with an end runs out. One that ran out before is told by the checks, not here."""
    for code, entry in year.items.items():
        record, item = entry.record, year.edition.items[code]
        lasting = year.edition.period_rules[item.period.rule].test in _LASTING
        if record is None or record.status is not Status.DISCLOSED or not lasting:
            continue
        spans = [e.covers for e in record.evidence if e.covers is not None]
        ends = [span.end.last_day for span in spans if span.end is not None]
        if ends and len(ends) == len(spans) and max(ends) >= as_of:
            title = f"{code} {item.name.th}"
            yield max(ends), "ข้อมูลครบช่วง ต้องต่ออายุ", title, place.page(item_page_path(year, code))
