"""The period that an item's criteria ask for, and the months that its evidence covers."""

from __future__ import annotations

from dataclasses import dataclass

from ita_site.criteria import Edition, Item
from ita_site.dates import DateError, Month, parse_month, thai_month
from ita_site.records import ItemRecord, Status
from ita_site.render import words
from ita_site.rules.periods import evidence_months, period_gap, window_of


@dataclass(frozen=True, slots=True)
class MonthView:
    name: str
    full: str
    covered: bool


@dataclass(frozen=True, slots=True)
class PeriodView:
    """`months` are given where each of them counts; `verdict` is None where nothing can be said yet."""

    asked: str
    window: str
    months: tuple[MonthView, ...]
    verdict: str | None
    holds: bool


def period_view(edition: Edition, item: Item, record: ItemRecord | None) -> PeriodView | None:
    """None for items that are only asked to be current."""
    rule = edition.period_rules[item.period.rule]
    window = window_of(edition, item)
    if not window:
        return None
    covered = _covered(record, window)
    each_counts = rule.test in ("covers", "each_month")
    verdict, holds = _verdict(edition, item, record, covered, window)
    return PeriodView(
        asked=rule.name.th,
        window=words.months(window[0], window[-1]),
        months=tuple(MonthView(thai_month(m, short=True), thai_month(m), m in covered) for m in window if each_counts),
        verdict=verdict,
        holds=holds,
    )


def _covered(record: ItemRecord | None, window: list[Month]) -> set[Month]:
    if record is None:
        return set()
    if record.status is Status.NIL and record.nil is not None:
        span = record.nil.covers
        return {m for m in window if span.start <= m and (span.end is None or m <= span.end)}
    found = {m for evidence in record.evidence for m in evidence_months(evidence, window)}
    for row in (record.table.rows or ()) if record.table else ():
        try:
            found.add(parse_month(row.get("month", "")))
        except DateError:
            continue
    return found & set(window)


def _verdict(
    edition: Edition, item: Item, record: ItemRecord | None, covered: set[Month], window: list[Month]
) -> tuple[str | None, bool]:
    if record is None or record.status is Status.PENDING:
        return None, False
    if record.status is Status.NIL:
        whole = covered >= set(window)
        return ("ข้อความแจ้งครอบคลุมทุกเดือน" if whole else "ข้อความแจ้งยังไม่ครอบคลุมทุกเดือน"), whole
    if not record.evidence:
        return "ยังไม่มีหลักฐานของช่วงเวลานี้", False
    gap = period_gap(edition, item, record)
    return ("หลักฐานตรงกับช่วงเวลาที่เกณฑ์ขอ", True) if gap is None else (gap.problem.th, False)
