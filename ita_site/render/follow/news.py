"""What was disclosed and changed, on which day: for the feed, and the newest of it for the first page.

The days and the words are those of the history that git keeps; where it knows none, the days that the files
themselves say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ita_site.dates import thai_date, thai_month
from ita_site.history import NO_HISTORY, Chronicle, Told
from ita_site.programmes import Overview
from ita_site.records import Evidence, ItemRecord, MeasuresRecord, MonthlyReport, ResultRecord, Status
from ita_site.render.programmes.listing import programme_name
from ita_site.render.results.known import Known
from ita_site.render.results.linking import result_title
from ita_site.site import YearContent
from ita_site.sitemap import board_path, item_page_path, measures_path, month_path, result_path

MOST_WORDS = 6
"""Things that are told of one day."""

Fact = tuple[date | None, str]
"""A day that a file states, and the key of the item or the place of the evidence that it states it of."""


class NewsKind(StrEnum):
    """What happened, in the words that people read."""

    YEAR = "เริ่มปี"
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
    told: Iterable[tuple[YearContent, Iterable[Overview]]],
    known: Known,
    as_of: date,
    chronicle: Chronicle | None = None,
) -> tuple[News, ...]:
    """All that happened up to the day `as_of` (CE), the newest first, on one day in the order of the site.

    `told` are the years with their programmes. What is dated later has not happened yet.
    """
    found: list[News] = []
    told, chronicle = tuple(told), chronicle or Chronicle(NO_HISTORY)
    for year, overviews in told:
        older = (before for before, _ in told if before.edition.year < year.edition.year)
        before = frozenset(fact for one in older for fact in _stated(one))
        found += _years(year, chronicle)
        found += (*_items(year, chronicle, as_of, before), *_reports(year, overviews, chronicle))
    found += (*_results(known, chronicle), *_measures(known, chronicle))
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


def _items(year: YearContent, chronicle: Chronicle, as_of: date, before: Set[Fact] = frozenset()) -> Iterator[News]:
    """`before` is what earlier years have stated: an item that came over from one is no news a second time.

    That an item began together with all others of its year is told of the year.
    """
    for code, entry in year.items.items():
        record = entry.record
        if record is None or record.status is Status.PENDING:
            continue
        item, page = year.edition.items[code], item_page_path(year, code)
        title, came_over = (
            f"{code} {item.name.th}",
            any((record.updated, key) in before for key in (item.key, *item.was)),
        )
        days = _by_day(chronicle.of(entry.document, ItemRecord, record), as_of)
        for day, changes in days.items():
            told = [one for one in changes if not _began_with(year, one, chronicle)]
            if not chronicle.history.is_cut and any(one.discloses for one in told):
                yield News(day, NewsKind.DISCLOSED, title, page)
            elif any(not one.is_draft for one in told):
                yield News(day, NewsKind.CHANGED, title, page, more=_words(told))
        # a copy of the content that is newer than the day of the check has a history of its own, and no day of use here
        if not days and not came_over and record.updated is not None:
            yield News(record.updated, NewsKind.CHANGED, title, page)
        titles: dict[date, list[str]] = {}
        for evidence in record.evidence:
            if evidence.date is not None and (evidence.date, _place(evidence)) not in before:
                titles.setdefault(evidence.date, []).append(evidence.title)
        for day, names in titles.items():
            yield News(day, NewsKind.EVIDENCE, title, page, "evidence", " · ".join(names))


def _years(year: YearContent, chronicle: Chronicle) -> Iterator[News]:
    """The day on which the items of a year began together: made anew, taken over from the year before, or brought along."""
    began: Counter[date] = Counter()
    for entry in year.items.values():
        for one in chronicle.of(entry.document, ItemRecord, entry.record):
            if one.day is not None and _began_with(year, one, chronicle):
                is_public = entry.record is not None and entry.record.status is not Status.PENDING
                began[one.day] += one.discloses and is_public
    for day, count in began.items():
        more = f"เปิดเผยแล้ว {count} ข้อ" if count else ""
        yield News(day, NewsKind.YEAR, str(year.edition.year), board_path(year), more=more)


def _began_with(year: YearContent, one: Told, chronicle: Chronicle) -> bool:
    return one.starts and year.edition.year in chronicle.years_started(one.id)


def _reports(year: YearContent, overviews: Iterable[Overview], chronicle: Chronicle) -> Iterator[News]:
    for overview in overviews:
        for standing in overview.months:
            if standing.record is None or standing.report is None:
                continue
            title = f"{programme_name(overview.entry)} เดือน{thai_month(standing.month)}"
            page, filed = month_path(year, overview.entry, standing.month), standing.record.submitted
            yield News(filed, NewsKind.FILED, title, page, more=standing.record.summary)
            changes = chronicle.of(standing.report.document, MonthlyReport, standing.record)
            for day, told in _by_day(_later(changes, chronicle)).items():
                if day > filed:
                    yield News(day, NewsKind.REPORT_CHANGED, title, page, more=_words(told))


def _results(known: Known, chronicle: Chronicle) -> Iterator[News]:
    for year, result in known.results.items():
        title, page, announced = result_title(year), result_path(year), result.record.announced
        if announced is not None:
            yield News(announced, NewsKind.ANNOUNCED, title, page)
        changes = chronicle.of(known.site.assessed.results[year].document, ResultRecord, result.record)
        for day, told in _by_day(_later(changes, chronicle)).items():
            if announced is None or day > announced:
                yield News(day, NewsKind.RESULT_CHANGED, title, page, more=_words(told))


def _measures(known: Known, chronicle: Chronicle) -> Iterator[News]:
    """A round of follow-up is one thing, of however many measures it speaks."""
    for year, entry in known.site.assessed.measures.items():
        if entry.record is None:
            continue
        page, title = measures_path(year), f"มาตรการ ปี {year}"
        changes = chronicle.of(entry.document, MeasuresRecord, entry.record)
        later = _later(changes, chronicle)
        for day in _by_day(changes).keys() - _by_day(later).keys():
            yield News(day, NewsKind.MEASURES, title, page)
        for day, told in _by_day(later).items():
            yield News(day, NewsKind.MEASURES_CHANGED, title, page, more=_words(told))
        days: dict[date, list[tuple[str, str]]] = {}
        for of in known.measures(entry):
            for round_ in of.standing.rounds.by_day:
                if round_.on is not None:
                    days.setdefault(round_.on, []).append((of.measure.title, of.anchor))
        for day, followed in days.items():
            name, anchor = followed[0]
            more = f" และอีก {len(followed) - 1} มาตรการ" if len(followed) > 1 else ""
            yield News(day, NewsKind.FOLLOWED, f"{name}{more}", page, anchor)


def _later(told: Iterable[Told], chronicle: Chronicle) -> list[Told]:
    """The changes without the one by which the file came to be and those of the same day; all where that is not known."""
    told = tuple(told)
    first = min((one.day for one in told if one.day is not None), default=None)
    return [one for one in told if chronicle.history.is_cut or one.day != first]


def _by_day(told: Iterable[Told], as_of: date = date.max) -> dict[date, list[Told]]:
    """The changes up to a day, by their day."""
    found: dict[date, list[Told]] = {}
    for one in told:
        if one.day is not None and one.day <= as_of:
            found.setdefault(one.day, []).append(one)
    return found


def _words(told: Iterable[Told]) -> str:
    """What changed on one day, each thing once, the newest first."""
    found = tuple(dict.fromkeys(text.th for one in told for text in one.what))
    more = f" · และอีก {len(found) - MOST_WORDS} เรื่อง" if len(found) > MOST_WORDS else ""
    return " · ".join(found[:MOST_WORDS]) + more


def said(one: News) -> str:
    """What happened when, in a sentence."""
    when = "ลงวันที่" if one.kind is NewsKind.EVIDENCE else "วันที่"
    return " ".join(filter(None, (one.kind.value, when, thai_date(one.day), one.more)))
