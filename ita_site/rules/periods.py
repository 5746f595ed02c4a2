"""Which months an item's evidence covers, held against the period that the edition sets for the item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ita_site.criteria import Edition, Item
from ita_site.dates import BE_OFFSET, Month, be_month_iso, thai_month
from ita_site.records import Evidence, ItemRecord
from ita_site.tables import TableRows
from ita_site.tables.cells import month_of
from ita_site.text import Text


@dataclass(frozen=True, slots=True)
class PeriodGap:
    """What is wrong with an item's period. `nothing_stated`: no evidence says which months it is about."""

    nothing_stated: bool
    problem: Text
    mend: Text


def window_of(edition: Edition, item: Item) -> list[Month]:
    """The months that the item's period rule is about; none when it has no period."""
    rule = edition.period_rules[item.period.rule]
    return [] if rule.window is None else [Month(y - BE_OFFSET, m) for y, m in edition.months(rule.window)]


def period_gap(edition: Edition, item: Item, record: ItemRecord, table: TableRows | None) -> PeriodGap | None:
    """Hold the evidence of `record` and the months in its `table` against the item's period rule; None when it holds.

    Source of the rules: `period_rules` of the edition.
    """
    rule = edition.period_rules[item.period.rule]
    if rule.test == "none" or not record.evidence:
        return None
    window = window_of(edition, item)
    if rule.test == "spans":
        return _spans(window, rule.min_months or 0, record)
    rows = table_months(table)
    if rule.test == "touches":
        return _touches(window, record, rows)
    stated = any(e.covers for e in record.evidence)
    if rule.test == "covers":
        covered = {m for e in record.evidence if e.covers for m in evidence_months(e, window)}
        return _covers(window, covered | rows, stated=stated)
    return _each_month(window, record, rows)


def evidence_months(evidence: Evidence, window: Sequence[Month]) -> set[Month]:
    """Months of `window` that one piece of evidence is about: its stated period, else the month of its date."""
    if evidence.covers is not None:
        end = evidence.covers.end
        return {m for m in window if evidence.covers.start <= m and (end is None or m <= end)}
    if evidence.date is not None:
        month = Month(evidence.date.year, evidence.date.month)
        return {month} & set(window)
    return set()


def _spans(window: list[Month], least: int, record: ItemRecord) -> PeriodGap | None:
    spans = [e.covers for e in record.evidence if e.covers]
    wanted = Text(
        f"เติม covers: ที่ครอบคลุม {be_month_iso(window[0])} ถึง {be_month_iso(window[-1])} ทั้งช่วงในหลักฐานชิ้นเดียว",
        f"Give one evidence a covers: that contains {be_month_iso(window[0])} to {be_month_iso(window[-1])}",
    )
    if not spans:
        return PeriodGap(True, _unsaid(window), wanted)
    whole = [s for s in spans if s.start <= window[0] and (s.end is None or window[-1] <= s.end)]
    if not whole:
        return PeriodGap(
            False,
            Text(
                f"ไม่มีหลักฐานใดครอบคลุม {_thai_range(window)} ครบทั้งช่วง",
                f"No single evidence covers all of {_range(window)}",
            ),
            wanted,
        )
    lengths = [None if s.end is None else s.end - s.start + 1 for s in whole]
    longest = max((n for n in lengths if n is not None), default=0)
    if None not in lengths and longest < least:
        return PeriodGap(
            False,
            Text(f"แผนยาว {longest} เดือน เกณฑ์ให้ยาวอย่างน้อย {least} เดือน", f"The plan is {longest} months long; the criteria ask for at least {least}"),
            Text("ใช้แผนที่ยาวกว่าหนึ่งปี แล้วแก้ covers: ให้ตรงกับแผน", "Use a plan longer than a year and let covers: say so"),
        )  # fmt: skip
    return None


def _touches(window: list[Month], record: ItemRecord, rows: set[Month]) -> PeriodGap | None:
    if any(evidence_months(e, window) for e in record.evidence) or rows & set(window):
        return None
    mend = Text(
        f"ใส่ date: หรือ covers: ของหลักฐานที่อยู่ใน {_thai_range(window)}",
        f"Give date: or covers: of an evidence that lies in {_range(window)}",
    )
    if not any(e.covers or e.date for e in record.evidence):
        return PeriodGap(True, _unsaid(window), mend)
    return PeriodGap(
        False, Text(f"ไม่มีหลักฐานใดอยู่ใน {_thai_range(window)}", f"No evidence lies in {_range(window)}"), mend
    )


def _covers(window: list[Month], covered: set[Month], *, stated: bool) -> PeriodGap | None:
    lacking = [m for m in window if m not in covered]
    if not lacking:
        return None
    mend = Text(
        f"เติมหลักฐานหรือแก้ covers: ให้ครบทุกเดือนตั้งแต่ {be_month_iso(window[0])} ถึง {be_month_iso(window[-1])}",
        f"Add evidence or mend covers: until every month from {be_month_iso(window[0])} to {be_month_iso(window[-1])} is there",
    )
    if not stated and not covered:
        return PeriodGap(True, _unsaid(window), mend)
    months = month_list(lacking)
    return PeriodGap(False, Text(f"ยังไม่มีข้อมูลของเดือน {months.th}", f"No data for {months.en}"), mend)


def _each_month(window: list[Month], record: ItemRecord, rows: set[Month]) -> PeriodGap | None:
    alone = {e.covers.start for e in record.evidence if e.covers and e.covers.end == e.covers.start}
    gap = _covers(window, alone | rows, stated=any(e.covers for e in record.evidence))
    if gap is None or gap.nothing_stated:
        return gap
    return PeriodGap(
        False,
        Text(f"{gap.problem.th} แยกเป็นรายเดือน", f"{gap.problem.en}, month by month"),
        Text(
            "แยกหลักฐานเดือนละรายการ แต่ละรายการมี covers: ที่ from และ to เป็นเดือนเดียวกัน (ไฟล์เดียวกันคนละหน้าก็ได้ ใส่ page:) หรือเพิ่มแถวของเดือนนั้นในตาราง",
            "List one evidence a month, with the same month in from and to (one file is fine: tell the page), or add a row of that month to the table",
        ),
    )


def table_months(table: TableRows | None) -> set[Month]:
    """Months named in a column `month` of an item's table."""
    cells = (row.get("month", "") for row in (table.rows if table else ()))
    return {month for cell in cells if (month := month_of(str(cell))) is not None}


def _unsaid(window: list[Month]) -> Text:
    return Text(
        f"หลักฐานยังไม่บอกว่าเป็นข้อมูลของช่วงใด เกณฑ์ให้เป็น {_thai_range(window)}",
        f"The evidence does not say which months it is about; the criteria ask for {_range(window)}",
    )


def _thai_range(window: list[Month]) -> str:
    return f"{thai_month(window[0], short=True)} ถึง {thai_month(window[-1], short=True)}"


def _range(window: list[Month]) -> str:
    return f"{be_month_iso(window[0])} to {be_month_iso(window[-1])}"


def month_list(months: list[Month]) -> Text:
    """Months for a message; neighbours drawn together."""
    runs: list[tuple[Month, Month]] = []
    for month in months:
        if runs and runs[-1][1] + 1 == month:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    th = [
        thai_month(a, short=True) if a == b else f"{thai_month(a, short=True)}–{thai_month(b, short=True)}"
        for a, b in runs
    ]
    en = [be_month_iso(a) if a == b else f"{be_month_iso(a)} to {be_month_iso(b)}" for a, b in runs]
    return Text(", ".join(th), ", ".join(en))
