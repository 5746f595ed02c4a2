"""7xx: the years that titles and explanations name are those of the item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ita_site.criteria import Edition, Item
from ita_site.dates import Month
from ita_site.records import Evidence, ItemRecord, Status
from ita_site.rules.base import Context, Hit, Path, Value, rule
from ita_site.rules.consistency.years import YearSaid, years_of, years_said
from ita_site.rules.periods import month_list, window_of
from ita_site.rules.texts import OfficersText
from ita_site.site import ItemEntry

_LONGEST = 1200
"""Months of a period without an end that are looked at."""


@dataclass(frozen=True, slots=True)
class Other:
    """A text that names years none of which is the item's."""

    entry: ItemEntry
    item: Item
    at: Path
    said: YearSaid
    window: list[Month]
    is_sure: bool
    spot: tuple[int, int] | None = None

    def hit(self) -> Hit:
        values: dict[str, Value] = {"said": self.said.words, "window": month_list(self.window)}
        return Hit(self.entry.document, self.at, values, self.item, spot=self.spot)


@rule(
    "ITA716", "title-of-another-year", "error", rests_on="facts", requires=("ITA304", "ITA305"),
    title=("ชื่อหลักฐานเป็นของปีอื่น", "The title names another year"),
    message=("ชื่อหลักฐานเขียนว่า «{said}» แต่ข้อนี้ต้องเป็นข้อมูลของ {window}", "The title says «{said}», but this item is about {window}"),
    fix=("ถ้าเป็นเอกสารของปีอื่น ให้ใส่ของปีนี้แทน ถ้าพิมพ์ผิดให้แก้ชื่อ ถ้าแนบไว้ประกอบ ให้บอกช่วงของเอกสารใน covers:", "If the document is of another year, give that of this year; mend a slip in the title; if it only goes with the others, say in covers: which months it is about"),
)  # fmt: skip
def title_of_another_year(context: Context) -> Iterator[Hit]:
    """เอกสารของปีก่อนที่ใส่มาแทนปีนี้ทำให้ได้ 0 คะแนน และมักเห็นได้จากชื่อก่อนเปิดอ่าน

    The document of another year scores 0, and mostly the title tells before anybody opens it."""
    return (other.hit() for other in context.once(_titles) if other.is_sure)


@rule(
    "ITA717", "words-of-another-year", "warning", rests_on="facts", requires=("ITA304", "ITA305"),
    title=("ข้อความพูดถึงปีอื่น", "The words name another year"),
    message=("เขียนว่า «{said}» แต่ข้อนี้เป็นข้อมูลของ {window}", "It says «{said}», but this item is about {window}"),
    fix=("ตรวจปีในข้อความ ถ้าเอกสารเป็นของช่วงอื่นจริง ให้บอกใน covers: ของหลักฐาน", "Check the year; if a document really is about other months, say so in its covers:"),
)  # fmt: skip
def words_of_another_year(context: Context) -> Iterator[Hit]:
    """ปีที่ติดมาจากไฟล์ของปีก่อนทำให้ผู้ประเมินเข้าใจว่าเป็นข้อมูลเก่า แต่แผนหลายปีและงานของปีหน้าก็เขียนปีอื่นได้ จึงเตือนเท่านั้น

    A year left from last year's file makes the assessor believe that the data are old; but plans of several years and
    work for the next name other years too, so this only warns."""
    yield from (other.hit() for other in context.once(_titles) if not other.is_sure)
    yield from (other.hit() for other in _explanations(context))


def _items(context: Context) -> Iterator[tuple[ItemEntry, Item, ItemRecord, list[Month]]]:
    """Disclosed items that have a period, and the months of it."""
    for entry in context.site.year.items.values():
        if entry.item is None or entry.record is None or entry.record.status is Status.PENDING:
            continue
        window = window_of(context.edition, entry.item)
        if window:
            yield entry, entry.item, entry.record, window


def _titles(context: Context) -> tuple[Other, ...]:
    return tuple(_titles_of_other_years(context))


def _titles_of_other_years(context: Context) -> Iterator[Other]:
    edition = context.edition
    for entry, item, record, window in _items(context):
        test, last = edition.period_rules[item.period.rule].test, max(years_of(window, edition.start_month)[0])
        found = []
        for i, evidence in enumerate(record.evidence):
            said = _none_fits(edition, item, evidence.title, [*window, *_months_of(evidence)])
            if said is not None:
                found.append((i, said))
        for i, said in found:
            # a notice made in the year may be about the year before or the next; not when nothing else is there
            touches = len(found) == len(record.evidence) and said.last < last
            is_sure = test in ("covers", "each_month") or (test == "touches" and touches)
            yield Other(entry, item, ("evidence", i, "title"), said, window, is_sure)


def _explanations(context: Context) -> Iterator[Other]:
    edition = context.edition
    for entry, item, record, window in _items(context):
        months = [*window, *(month for evidence in record.evidence for month in _months_of(evidence))]
        # menus are named after the year of the assessment
        said = _none_fits(edition, item, record.explanation, months, edition.year)
        if said is not None:
            text = OfficersText(entry.document, ("explanation",), record.explanation, "", "", item)
            above = record.explanation[: said.at]
            spot = text.spot(above.count("\n") + 1, said.at - (above.rfind("\n") + 1) + 1)
            yield Other(entry, item, ("explanation",), said, window, is_sure=False, spot=spot)


def _none_fits(edition: Edition, item: Item, text: str, months: list[Month], *more: int) -> YearSaid | None:
    """The first year that a text names, where it names years and none of them is one of these."""
    said = list(years_said(text))
    fiscal, calendar = years_of(months, edition.start_month)
    fiscal |= {*more, *_results(edition, item)}
    # years of a plan are fiscal years, whether it says so or not: one up to 2565 ends before October 2565
    spans = edition.period_rules[item.period.rule].test == "spans"
    fits = (one.holds(fiscal, () if spans and one.first < one.last else calendar) for one in said)
    return said[0] if said and not any(fits) else None


def _results(edition: Edition, item: Item, seen: frozenset[str] = frozenset()) -> set[int]:
    """The years (BE) whose result an item answers, itself or by way of the items that it follows."""
    years = {d.result for d in item.depends_on if d.result is not None}
    for d in item.depends_on:
        if d.item is not None and d.edition in (None, edition.year) and d.item not in seen:
            years |= _results(edition, edition.items[d.item], seen | {item.code})
    return years


def _months_of(evidence: Evidence) -> list[Month]:
    """The months that a piece of evidence says it is about: its period, else the month of its date."""
    if evidence.covers is not None:
        first, last = evidence.covers.start, evidence.covers.end
        return [first] if last is None else list(Month.range(first, min(last, first + _LONGEST)))
    return [Month.of(evidence.date)] if evidence.date is not None else []
