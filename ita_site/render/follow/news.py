"""What was disclosed and changed, on which day: for the feed, and the newest of it for the first page.

The days are those on which git remembers that a file changed; where it knows none, those that the files themselves say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ita_site.dates import thai_date, thai_month
from ita_site.history import NO_HISTORY, History
from ita_site.programmes import Overview
from ita_site.records import Evidence, Status
from ita_site.render.programmes.listing import programme_name
from ita_site.render.results.known import Known
from ita_site.render.results.linking import result_title
from ita_site.site import YearContent
from ita_site.sitemap import item_page_path, measures_path, month_path, result_path

Fact = tuple[date | None, str]
"""A day that a file states, and the key of the item or the place of the evidence that it states it of."""


class NewsKind(StrEnum):
    """What happened, in the words that people read."""

    DISCLOSED = "เปิดเผยข้อมูล"
    CHANGED = "ปรับปรุงข้อมูล"
    EVIDENCE = "เอกสารประกอบ"
    FILED = "ส่งรายงาน"
    REPORT_CHANGED = "แก้ไขรายงาน"
    ANNOUNCED = "ประกาศผล"
    RESULT_CHANGED = "ปรับปรุงผลการประเมิน"
    MEASURES = "เผยแพร่มาตรการ"
    MEASURES_CHANGED = "ปรับปรุงมาตรการ"
    FOLLOWED = "ติดตามมาตรการ"


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened on a day (CE), and the page where it is told; `more` are further words about it."""

    day: date
    kind: NewsKind
    title: str
    page: str
    anchor: str = ""
    more: str = ""

    @property
    def key(self) -> str:
        """What it is known by for good, whatever becomes of its words: there is one such thing of a page on a day."""
        return f"{self.page}#{self.kind.name.lower()}-{self.day.isoformat()}"


def news(
    told: Iterable[tuple[YearContent, Iterable[Overview]]], known: Known, as_of: date, history: History = NO_HISTORY
) -> tuple[News, ...]:
    """All that happened up to the day `as_of` (CE), the newest first, on one day in the order of the site.

    `told` are the years with their programmes. What is dated later has not happened yet.
    """
    found: list[News] = []
    told = tuple(told)
    for year, overviews in told:
        older = (before for before, _ in told if before.edition.year < year.edition.year)
        before = frozenset(fact for one in older for fact in _stated(one))
        found += (*_items(year, history, as_of, before), *_reports(year, overviews, history))
    found += (*_results(known, history), *_measures(known, history))
    past = {one.key: one for one in found if one.day <= as_of}
    return tuple(sorted(past.values(), key=lambda one: one.day, reverse=True))


def _stated(year: YearContent) -> Iterator[Fact]:
    """The days that the items of a year state of themselves and of their evidence."""
    for code, entry in year.items.items():
        if entry.record is not None and entry.record.status is not Status.PENDING:
            yield entry.record.updated, year.edition.items[code].key
            yield from ((e.date, _place(e)) for e in entry.record.evidence)


def _place(evidence: Evidence) -> str:
    return (evidence.file or evidence.url or evidence.title).strip()


def _items(year: YearContent, history: History, as_of: date, before: Set[Fact] = frozenset()) -> Iterator[News]:
    """`before` is what earlier years have stated: an item that came over from one is no news a second time."""
    for code, entry in year.items.items():
        record = entry.record
        if record is None or record.status is Status.PENDING:
            continue
        item, page = year.edition.items[code], item_page_path(year, code)
        title, came_over = (
            f"{code} {item.name.th}",
            any((record.updated, key) in before for key in (item.key, *item.was)),
        )
        first, later = _days(history, entry.document.path, as_of)
        if first is not None:
            yield News(first, NewsKind.DISCLOSED, title, page)
        # a copy of the content that is newer than the day of the check has a history of its own, and no day of use here
        untold = first is None and not later and not came_over
        stated = (record.updated,) if untold and record.updated is not None else ()
        for day in (*later, *stated):
            yield News(day, NewsKind.CHANGED, title, page)
        titles: dict[date, list[str]] = {}
        for evidence in record.evidence:
            if evidence.date is not None and (evidence.date, _place(evidence)) not in before:
                titles.setdefault(evidence.date, []).append(evidence.title)
        for day, names in titles.items():
            yield News(day, NewsKind.EVIDENCE, title, page, "evidence", " · ".join(names))


def _reports(year: YearContent, overviews: Iterable[Overview], history: History) -> Iterator[News]:
    for overview in overviews:
        for standing in overview.months:
            if standing.record is None or standing.report is None:
                continue
            title = f"{programme_name(overview.entry)} เดือน{thai_month(standing.month)}"
            page, filed = month_path(year, overview.entry, standing.month), standing.record.submitted
            yield News(filed, NewsKind.FILED, title, page, more=standing.record.summary)
            for day in _days(history, standing.report.document.path)[1]:
                if day > filed:
                    yield News(day, NewsKind.REPORT_CHANGED, title, page)


def _results(known: Known, history: History) -> Iterator[News]:
    for year, result in known.results.items():
        title, page, announced = result_title(year), result_path(year), result.record.announced
        if announced is not None:
            yield News(announced, NewsKind.ANNOUNCED, title, page)
        for day in _days(history, known.site.assessed.results[year].document.path)[1]:
            if announced is None or day > announced:
                yield News(day, NewsKind.RESULT_CHANGED, title, page)


def _measures(known: Known, history: History) -> Iterator[News]:
    """A round of follow-up is one thing, of however many measures it speaks."""
    for year, entry in known.site.assessed.measures.items():
        if entry.record is None:
            continue
        page, title = measures_path(year), f"มาตรการ ปี {year}"
        first, later = _days(history, entry.document.path)
        if first is not None:
            yield News(first, NewsKind.MEASURES, title, page)
        for day in later:
            yield News(day, NewsKind.MEASURES_CHANGED, title, page)
        days: dict[date, list[tuple[str, str]]] = {}
        for of in known.measures(entry):
            for round_ in of.standing.rounds.by_day:
                if round_.on is not None:
                    days.setdefault(round_.on, []).append((of.measure.title, of.anchor))
        for day, followed in days.items():
            name, anchor = followed[0]
            more = f" และอีก {len(followed) - 1} มาตรการ" if len(followed) > 1 else ""
            yield News(day, NewsKind.FOLLOWED, f"{name}{more}", page, anchor)


def _days(history: History, path: str, as_of: date = date.max) -> tuple[date | None, tuple[date, ...]]:
    """The day on which a file came to be, where it is known, and the later ones on which it changed."""
    days = sorted({change.day for change in history.of(path) if change.day <= as_of})
    if not days or history.is_cut:
        return None, tuple(days)
    return days[0], tuple(days[1:])


def said(one: News) -> str:
    """What happened when, in a sentence."""
    when = "ลงวันที่" if one.kind is NewsKind.EVIDENCE else "วันที่"
    return " ".join(filter(None, (one.kind.value, when, thai_date(one.day), one.more)))
