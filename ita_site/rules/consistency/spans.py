"""7xx: rows with a span of months or a day, and the fiscal year that their item is about."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ita_site.criteria import Edition
from ita_site.dates import BE_OFFSET, Month, fiscal_year_months
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.consistency.sides import Side, sides
from ita_site.rules.periods import month_list, window_of
from ita_site.rules.said import ROWS, first_few
from ita_site.tables import Row
from ita_site.text import Text

_STARTS, _ENDS, _DAY = "start", "end", "date"
_EVERY = Text(" ทุกแถวในตารางก็เช่นกัน", ", and so is every other row")


@rule(
    "ITA718", "rows-of-another-year", "warning", rests_on="facts", requires=("ITA216", "ITA222", "ITA224"),
    title=("แถวในตารางเป็นของปีอื่น", "Rows of a table are of another year"),
    message=("«{name}» เป็นของ {months} ซึ่งไม่อยู่ในปีงบประมาณ {year}{more}", "«{name}» is of {months}, which is not in fiscal year {year}{more}"),
    fix=("ตรวจปีในแถว ถ้าทั้งตารางเป็นของปีอื่น ให้ใส่ตารางของปีนี้แทน", "Check the year; if the whole table is of another year, give that of this one"),
)  # fmt: skip
def rows_of_another_year(context: Context) -> Iterator[Hit]:
    """ตารางของปีก่อนที่ใส่มาแทนปีนี้เห็นได้จากเดือนในแถว แผนที่มีโครงการของหลายปีไม่ถูกทัก ถ้ามีอย่างน้อยหนึ่งโครงการอยู่ในปีนี้

    The table of another year is known by its months. A plan with projects of several years is passed over, if one of them
    is in this year."""
    for side in sides(context).values():
        window = window_of(context.edition, side.item)
        test = context.edition.period_rules[side.item.period.rule].test
        if not window or test not in ("spans", "touches", "covers"):
            continue
        year = _year_of(context.edition, window[-1])
        whole = fiscal_year_months(year, context.edition.start_month)
        spans = [(row, *span) for row in side.sheet.rows if (span := _span(row)) is not None]
        others = [(row, first, last) for row, first, last in spans if last < whole[0] or first > whole[-1]]
        all_of_them = len(others) == len(spans) > 1
        if test == "spans" and len(others) < len(spans):
            continue
        if all_of_them:
            others = others[:1]
        for (row, first, last), more in first_few(others, ROWS):
            values: dict[str, Value] = {
                "name": side.name(row), "months": month_list(list(Month.range(first, last))), "year": year,
                "more": _EVERY if all_of_them else more,
            }  # fmt: skip
            yield side.hit(row, _column(side, row), values)


def _year_of(edition: Edition, month: Month) -> int:
    """The fiscal year (BE) of a month (CE)."""
    return month.year + BE_OFFSET + (month.month >= edition.start_month > 1)


def _span(row: Row) -> tuple[Month, Month] | None:
    """The first and last month (CE) of a row; a day is of its month."""
    day, first, last = (row.values.get(column) for column in (_DAY, _STARTS, _ENDS))
    if isinstance(day, datetime.date):
        return Month.of(day), Month.of(day)
    return (first, last) if isinstance(first, Month) and isinstance(last, Month) and first <= last else None


def _column(side: Side, row: Row) -> str:
    return _DAY if side.has(_DAY) and _DAY in row.values else _STARTS
