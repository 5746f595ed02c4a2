"""What changed lately, over all that the agency publishes, as its own files say it: newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from ita_site.programmes import Overview
from ita_site.render.follow.news import NewsKind, news
from ita_site.render.links import Place
from ita_site.render.results.known import Known
from ita_site.site import YearContent

MOST = 5


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One thing that changed: on which day (CE), what kind of change in words, and where it is to be seen."""

    day: date
    kind: str
    title: str
    href: str


def recent_changes(
    year: YearContent, overviews: Iterable[Overview], known: Known, place: Place, as_of: date
) -> tuple[ChangeView, ...]:
    """The newest changes up to the day `as_of` (CE), at most `MOST`."""
    # the day of a document is no day on which this site changed
    told = (one for one in news([(year, overviews)], known, as_of) if one.kind is not NewsKind.EVIDENCE)
    return tuple(
        ChangeView(one.day, one.kind.value, one.title, place.page(one.page, one.anchor)) for one in islice(told, MOST)
    )
