"""What is due next, and what is past its day: reports of programmes, measures, documents that run out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ita_site.programmes import Overview
from ita_site.render.follow.deadlines import Due, DueKind, deadlines
from ita_site.render.links import Place
from ita_site.render.results.known import Known
from ita_site.site import YearContent

MOST = 5
AHEAD = timedelta(days=120)
"""So far ahead people look: what is due in four years is no news."""


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
    """What is due from the day `as_of` (CE) on, what is past its day first; at most `MOST`.

    What an office keeps in its own calendar (days of the assessment, waivers that end) is not for the first page.
    """
    told = ((year, overview) for overview in overviews)
    still = [due for due in deadlines(known.site, told, known, as_of) if due.is_open]
    found = [*_reports([due for due in still if due.kind is DueKind.REPORT], as_of)]
    for kind in (DueKind.MEASURE, DueKind.RENEWAL):
        found += [(due, due.title) for due in still if due.kind is kind]
    near = sorted((one for one in found if one[0].day <= as_of + AHEAD), key=lambda one: one[0].day)
    return tuple(due_view(due, title, place, as_of) for due, title in near[:MOST])


def due_view(due: Due, title: str, place: Place, as_of: date) -> DueView:
    """A deadline as a page tells it."""
    href = place.page(due.page, due.anchor)
    return DueView(due.day, due.kind.value, title, href, _left((due.day - as_of).days), due.day < as_of)


def _left(days: int) -> str:
    if days < 0:
        return f"เลยกำหนด {-days:,} วัน"
    return "วันนี้" if days == 0 else "พรุ่งนี้" if days == 1 else f"อีก {days:,} วัน"


def _reports(reports: Iterable[Due], as_of: date) -> Iterator[tuple[Due, str]]:
    """The next report of each programme; and the missing ones in one line, or those of one programme would fill all."""
    by_programme: dict[str, list[Due]] = {}
    for due in reports:
        by_programme.setdefault(due.page, []).append(due)
    for owed in by_programme.values():
        missing = [due for due in owed if due.day < as_of]
        if missing:
            more = f" และอีก {len(missing) - 1} เดือน" if len(missing) > 1 else ""
            yield missing[0], f"{missing[0].title}{more}"
        if len(missing) < len(owed):
            yield owed[len(missing)], owed[len(missing)].title
