"""7xx: the months that the rows of a table are about."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ita_site.dates import BE_OFFSET, Month, fiscal_year_months
from ita_site.records import ItemRecord
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.consistency.sides import Side, sides
from ita_site.rules.periods import month_list, period_gap, window_of
from ita_site.tables import Row

_MONTH = "month"


def _monthly(context: Context, *tests: str) -> Iterator[tuple[Side, list[Month], dict[Month, Row]]]:
    """Items with rows by month whose period is tested in one of these ways: the months asked for, and the first row of
    each month. Those of which ITA304 or ITA305 tells that months are missing are left out."""
    edition = context.edition
    for side in sides(context).values():
        record, test = side.entry.record, edition.period_rules[side.item.period.rule].test
        rows: dict[Month, Row] = {}
        for row in side.sheet.rows:
            month = row.values.get(_MONTH)
            if isinstance(month, Month):
                rows.setdefault(month, row)
        if record is not None and test in tests and rows and not _is_told(context, side, record):
            yield side, window_of(edition, side.item), rows


def _is_told(context: Context, side: Side, record: ItemRecord) -> bool:
    return period_gap(context.edition, side.item, record, side.sheet.data) is not None


def _over(context: Context, months: list[Month]) -> list[Month]:
    """Those months that have ended on the day of the check."""
    return [month for month in months if month.last_day < context.as_of]


@rule(
    "ITA709", "month-without-row", "error", rests_on="facts", gap=True, requires=("ITA215", "ITA216", "ITA222"),
    title=("ตารางรายเดือนขาดเดือน", "A monthly table lacks months"),
    message=("ตารางไม่มีแถวของเดือน {months}", "The table has no row for {months}"),
    fix=("เพิ่มแถวของเดือนนั้น เดือนที่ไม่มีรายการให้มีหนึ่งแถว เขียนว่า «ไม่มีรายการ» และใส่ 0 หรือ - ในช่องจำนวนเงิน", "Add the rows; a month without anything has one row that says so, with 0 or - for the amount"),
)  # fmt: skip
def month_without_row(context: Context) -> Iterator[Hit]:
    """ผู้ประเมินนับทีละเดือน เดือนที่ไม่มีแถวอ่านได้ว่าไม่ได้รายงาน แม้เดือนนั้นไม่มีรายการจริง

    The assessor counts the months: one without a row reads as not reported, even if there was nothing."""
    for side, window, rows in _monthly(context, "each_month"):
        lacking = [month for month in _over(context, window) if month not in rows]
        if lacking:
            yield side.hit(None, None, {"months": month_list(lacking)})


@rule(
    "ITA710", "month-left-out", "warning", rests_on="facts", requires=("ITA215", "ITA216", "ITA222"),
    title=("ตารางข้ามบางเดือน", "A table leaves months out"),
    message=("ตารางมีแถวของ {first} และ {last} แต่ข้ามเดือน {months}", "The table has rows of {first} and {last}, but none of {months}"),
    fix=("เพิ่มแถวของเดือนที่ข้ามไป เดือนที่ไม่มีให้ใส่ 0", "Add the months that were left out; write 0 where there was nothing"),
)  # fmt: skip
def month_left_out(context: Context) -> Iterator[Hit]:
    """เดือนที่หายไปกลางตารางมักเป็นการลืม ผู้อ่านไม่รู้ว่าไม่มีข้อมูลหรือไม่มีเรื่อง

    A month that is missing in the middle was usually forgotten: readers cannot tell whether there was nothing."""
    for side, window, rows in _monthly(context, "covers"):
        there = [month for month in window if month in rows]
        lacking = [month for month in window if there and there[0] < month < there[-1] and month not in rows]
        if lacking and not _is_every_third(there):
            values: dict[str, Value] = {
                "first": month_list(there[:1]), "last": month_list(there[-1:]), "months": month_list(lacking),
            }  # fmt: skip
            yield side.hit(rows[min(m for m in there if m > lacking[0])], _MONTH, values)


def _is_every_third(months: list[Month]) -> bool:
    """Whether rows are of quarters, each named by one of its months."""
    return all(later - earlier == 3 for earlier, later in pairwise(months))


@rule(
    "ITA711", "month-of-another-year", "notice", rests_on="facts", requires=("ITA216", "ITA222"),
    title=("ตารางมีเดือนของปีอื่น", "A table has months of another year"),
    message=("ตารางมีแถวของเดือน {months} ซึ่งไม่อยู่ในปีงบประมาณ {year}", "The table has rows of {months}, which are not in fiscal year {year}"),
    fix=("ตรวจปีของเดือน ถ้าตั้งใจให้เห็นปีอื่นด้วย ปล่อยไว้ได้", "Check the year of these months; if another year is meant to be shown too, leave it"),
)  # fmt: skip
def month_of_another_year(context: Context) -> Iterator[Hit]:
    """ปีในตารางมักพิมพ์ผิดตอนขึ้นปีใหม่ หรือติดมาจากตารางของปีก่อน

    Years in tables are often slips around new year, or left from the table of the year before."""
    start = context.edition.start_month
    for side, window, rows in _monthly(context, "each_month", "covers", "touches"):
        last = window[-1]
        year = last.year + BE_OFFSET + (last.month >= start > 1)
        whole = fiscal_year_months(year, start)
        others = sorted(month for month in rows if month not in whole)
        if others:
            values: dict[str, Value] = {"months": month_list(others), "year": year}
            yield side.hit(rows[others[0]], _MONTH, values)
