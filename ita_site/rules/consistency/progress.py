"""7xx: progress, status and money of one row that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ita_site.numerals import baht, plain
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.consistency.sides import Side, sides
from ita_site.tables import Row
from ita_site.text import Text

_DONE, _DOING, _NOT_STARTED = "done", "doing", "not-started"
_WHOLE = Decimal(100)
_WHY = ("รอ", "ยกเลิก", "ยุติ", "เลื่อน", "ค้าง", "เหลือ", "ตรวจรับ", "ล่วงหน้า", "มัดจำ", "เตรียม", "ผูกพัน", "ลดเป้า", "ปรับ")
"""Words of a note that tell why the two differ: the work is finished and the bill not paid, or it was given up."""


@rule(
    "ITA708", "status-contradicts-progress", "warning", requires=("ITA216", "ITA222"),
    title=("สถานะขัดกับความก้าวหน้า", "Status and progress disagree"),
    message=("แถว «{name}» {what}", "The row «{name}» {what}"),
    fix=("แก้ช่องที่ผิด ถ้าถูกทั้งสองช่อง ให้บอกเหตุใน note: เช่น งานเสร็จแล้ว รอเบิกจ่าย", "Mend what is wrong; if both are right, say why in note:, like “finished, payment is pending”"),
)  # fmt: skip
def status_contradicts(context: Context) -> Iterator[Hit]:
    """ตัวเลขที่ขัดกันในแถวเดียวทำให้ผู้ประเมินไม่รู้ว่าควรเชื่อช่องใด

    Where one row says two things, the assessor cannot tell which to believe."""
    for side in sides(context).values():
        for row in side.sheet.rows:
            if not any(word in row.text("note") for word in _WHY):
                yield from _row(side, row)


def _row(side: Side, row: Row) -> Iterator[Hit]:
    status, progress = row.text("status"), row.number("progress")
    spent = row.number("spent") or Decimal(0)
    what = None
    if status == _DONE and progress is not None and progress < _WHOLE:
        what = Text(
            f"บอกว่าแล้วเสร็จ แต่ความก้าวหน้าร้อยละ {plain(progress)}",
            f"is said to be done, with progress of {plain(progress)} percent",
        )
    elif status in (_DOING, _NOT_STARTED) and progress == _WHOLE:
        what = Text("ก้าวหน้าร้อยละ 100 แต่สถานะยังไม่แล้วเสร็จ", "has progress of 100 percent, but is not said to be done")
    elif status == _NOT_STARTED and progress:
        what = Text(
            f"บอกว่ายังไม่ดำเนินการ แต่ความก้าวหน้าร้อยละ {plain(progress)}",
            f"is said not to have started, with progress of {plain(progress)} percent",
        )
    elif status == _NOT_STARTED and spent > 0:
        what = Text(
            f"บอกว่ายังไม่ดำเนินการ แต่ใช้เงินไป {baht(spent)} บาท",
            f"is said not to have started, but spent {baht(spent)} baht",
        )
    if what is not None:
        values: dict[str, Value] = {"name": side.name(row), "what": what}
        yield side.hit(row, "status", values)
