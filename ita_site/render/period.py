"""The period that an item's criteria ask for, and the months that its evidence covers."""

from __future__ import annotations

from dataclasses import dataclass

from ita_site.criteria import Edition, Item
from ita_site.dates import Month, thai_month
from ita_site.records import ItemRecord, Status
from ita_site.render import words
from ita_site.rules.periods import evidence_months, period_gap, table_months, window_of
from ita_site.tables import TableRows


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


def period_view(edition: Edition, item: Item, record: ItemRecord | None, table: TableRows | None) -> PeriodView | None:
    """None for items that are only asked to be current."""
    rule = edition.period_rules[item.period.rule]
    window = window_of(edition, item)
    if not window:
        return None
    covered = _covered(record, table, window, alone=rule.test == "each_month")
    each_counts = rule.test in ("covers", "each_month")
    verdict, holds = _verdict(edition, item, record, table, covered, window)
    return PeriodView(
        asked=rule.name.th,
        window=words.months(window[0], window[-1]),
        months=tuple(MonthView(thai_month(m, short=True), thai_month(m), m in covered) for m in window if each_counts),
        verdict=verdict,
        holds=holds,
    )


def _covered(record: ItemRecord | None, table: TableRows | None, window: list[Month], *, alone: bool) -> set[Month]:
    """The months of `window` that count; with `alone` only those that have an evidence to themselves."""
    if record is None:
        return set()
    if record.status is Status.NIL and record.nil is not None:
        span = record.nil.covers
        return {m for m in window if span.start <= m and (span.end is None or m <= span.end)}
    spans = [e for e in record.evidence if e.covers and (not alone or e.covers.start == e.covers.end)]
    return {m for e in spans for m in evidence_months(e, window)} | (table_months(table) & set(window))


def _verdict(
    edition: Edition,
    item: Item,
    record: ItemRecord | None,
    table: TableRows | None,
    covered: set[Month],
    window: list[Month],
) -> tuple[str | None, bool]:
    if record is None or record.status is Status.PENDING:
        return None, False
    if record.status is Status.NIL:
        whole = covered >= set(window)
        return ("ข้อความแจ้งครอบคลุมทุกเดือน" if whole else "ข้อความแจ้งยังไม่ครอบคลุมทุกเดือน"), whole
    if not record.evidence:
        return "ยังไม่มีหลักฐานของช่วงเวลานี้", False
    gap = period_gap(edition, item, record, table)
    return ("หลักฐานตรงกับช่วงเวลาที่เกณฑ์ขอ", True) if gap is None else (gap.problem.th, False)
