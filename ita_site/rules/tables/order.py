"""2xx, tables: rows that end before they begin."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ita_site.dates import Month
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.said import ROWS, day_said, first_few, month_said
from ita_site.rules.tables.places import in_table, sheets
from ita_site.tables import CellValue, Row, Sheet
from ita_site.text import Text

SPANS = (("start", "end"), ("since", "until"))
"""Columns of which the second is never before the first."""


@rule(
    "ITA224", "table-ends-before-it-begins", "error", requires=("ITA216", "ITA222"),
    title=("แถวในตารางสิ้นสุดก่อนเริ่ม", "A row of a table ends before it begins"),
    message=("«{last}» ({to}) มาก่อน «{first}» ({begins}){more}", "«{last}» ({to}) is before «{first}» ({begins}){more}"),
    fix=("ตรวจปีและเดือนของทั้งสองช่อง อาจสลับช่องกัน หรือปีผิด", "Check the years and months of both; they may be swapped, or a year is a slip"),
)  # fmt: skip
def ends_before_it_begins(context: Context) -> Iterator[Hit]:
    """วันสิ้นสุดที่มาก่อนวันเริ่มเป็นไปไม่ได้ มักเกิดจากพิมพ์ปีผิดเมื่อแผนข้ามปีปฏิทิน

    Nothing ends before it begins; mostly a year is a slip, because a fiscal year lies in two calendar years."""
    for entry, sheet in sheets(context):
        for first, last in SPANS:
            names = sheet.asked.column(first), sheet.asked.column(last)
            if names[0] is None or names[1] is None:
                continue
            for row, more in first_few(_turned(sheet, first, last), ROWS):
                values: dict[str, Value] = {
                    "first": names[0].name, "last": names[1].name, "more": more,
                    "begins": _said(row.values[first]), "to": _said(row.values[last]),
                }  # fmt: skip
                yield in_table(entry, sheet.data, row.place, last, values)


def _turned(sheet: Sheet, first: str, last: str) -> Iterator[Row]:
    for row in sheet.rows:
        begins, ends = row.values.get(first), row.values.get(last)
        of_months = isinstance(begins, Month) and isinstance(ends, Month) and ends < begins
        of_days = isinstance(begins, datetime.date) and isinstance(ends, datetime.date) and ends < begins
        if (of_months or of_days) and row.place not in sheet.shifts:
            yield row


def _said(value: CellValue) -> Text | str:
    if isinstance(value, datetime.date):
        return day_said(value)
    return month_said(value) if isinstance(value, Month) else str(value)
