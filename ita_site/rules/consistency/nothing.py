"""7xx: an item that says there was nothing, above a table that counts something."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ita_site.criteria import Column
from ita_site.dates import Month
from ita_site.records import Status
from ita_site.records.item import NilStatement
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.consistency.sides import Side, sides
from ita_site.rules.said import points_said
from ita_site.tables import Row

_MONTH = "month"


@rule(
    "ITA719", "nothing-but-counted", "error", requires=("ITA216", "ITA222"),
    title=("ประกาศว่าไม่มี แต่ตารางมีจำนวน", "Said to be none, but the table counts some"),
    message=("ข้อนี้ประกาศว่าไม่มี แต่ตารางช่อง «{column}» มี {number}", "The item says that there was none, but «{column}» in the table is {number}"),
    fix=("ถ้ามีจริง ให้ใช้ status: disclosed พร้อมหลักฐาน ถ้าไม่มี ให้แก้ตารางเป็น 0", "If there was something, use status: disclosed with evidence; if there was not, write 0"),
)  # fmt: skip
def nothing_but_counted(context: Context) -> Iterator[Hit]:
    """ข้อความว่าไม่มีกับตัวเลขในตารางอยู่บนหน้าเดียวกัน เมื่อขัดกันผู้อ่านไม่รู้ว่าเชื่อสิ่งใดได้

    The statement and the table stand on one page; where they contradict each other, readers can believe neither."""
    for side in sides(context).values():
        record = side.entry.record
        if record is None or record.status is not Status.NIL or record.nil is None:
            continue
        found = next(_counted(side, record.nil), None)
        if found is not None:
            row, column, number = found
            values: dict[str, Value] = {"column": column.name, "number": points_said(number)}
            yield side.hit(row, column.id, values)


def _counted(side: Side, nil: NilStatement) -> Iterator[tuple[Row, Column, Decimal]]:
    """Numbers other than 0 in rows of the months that the statement is about, and in those that name no month."""
    for row in side.sheet.rows:
        month = row.values.get(_MONTH)
        if isinstance(month, Month) and not _is_within(nil, month):
            continue
        for column in side.sheet.asked.columns:
            if column.total and (number := row.number(column.id)):
                yield row, column, number


def _is_within(nil: NilStatement, month: Month) -> bool:
    return nil.covers.start <= month and (nil.covers.end is None or month <= nil.covers.end)
