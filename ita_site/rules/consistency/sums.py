"""7xx: numbers of a table that must add up: within a row, and in the rows of sums that somebody typed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ita_site.criteria import Column, SumRule
from ita_site.numerals import rounded
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.consistency.sides import Side, sides
from ita_site.rules.said import points_said
from ita_site.tables import Row
from ita_site.text import Text


@rule(
    "ITA706", "row-does-not-add-up", "error", requires=("ITA216", "ITA222"),
    title=("ตัวเลขในแถวรวมกันไม่ได้ยอด", "A row does not add up"),
    message=("{parts} รวมได้ {sum} แต่ช่อง «{total}» เขียน {written}", "{parts} make {sum}, but «{total}» says {written}"),
    fix=("แก้ตัวเลขของแถวนี้ให้รวมกันได้ยอด", "Mend the numbers of this row until they add up"),
)  # fmt: skip
def row_does_not_add_up(context: Context) -> Iterator[Hit]:
    """ยอดทั้งหมดต้องเท่ากับส่วนย่อยรวมกัน เช่น เรื่องร้องเรียนทั้งหมด = แล้วเสร็จ + อยู่ระหว่างดำเนินการ

    A total is what its parts make together: all complaints are those completed and those pending."""
    for side in sides(context).values():
        for sums in side.sheet.asked.sums:
            # a row of totals is told by ITA707
            for row in side.sheet.rows:
                yield from _row(side, sums, row)


def _row(side: Side, sums: SumRule, row: Row) -> Iterator[Hit]:
    parts = [number for column in sums.parts if (number := row.number(column)) is not None]
    total = row.number(sums.total)
    # a cell that is not filled in is told by ITA215
    if total is None or len(parts) < len(sums.parts) or sum(parts) == total:
        return
    named = [(side.sheet.asked.column(column), row.number(column)) for column in sums.parts]
    asked = side.sheet.asked.column(sums.total)
    values: dict[str, Value] = {
        "parts": Text(
            " + ".join(f"{c.name.th} {points_said(n)}" for c, n in named if c and n is not None),
            " + ".join(f"{c.name.en} {points_said(n)}" for c, n in named if c and n is not None),
        ),
        "sum": points_said(sum(parts, Decimal(0))), "written": points_said(total),
        "total": asked.name if asked else sums.total,
    }  # fmt: skip
    yield side.hit(row, sums.total, values)


@rule(
    "ITA707", "total-row-differs", "error", requires=("ITA216", "ITA222"),
    title=("แถวรวมไม่ตรงกับผลบวก", "A row of totals is not the sum"),
    message=("แถวรวม ช่อง «{column}» เขียน {written} แต่แถวข้างบนรวมได้ {sum}", "The total of «{column}» says {written}, but the rows above make {sum}"),
    fix=("ลบแถวรวมได้เลย หน้าเว็บรวมยอดให้เอง หรือแก้ตัวเลขให้ตรง", "Remove the row: the page adds up by itself. Or mend the figure"),
)  # fmt: skip
def total_row_differs(context: Context) -> Iterator[Hit]:
    """ยอดรวมที่ไม่ตรงทำให้ผู้อ่านสงสัยตัวเลขทุกแถว มักเกิดจากแก้แถวแล้วลืมแก้ยอด

    A total that is not the sum casts doubt on every row; often a row was changed and the total forgotten."""
    for side in sides(context).values():
        for column in side.sheet.asked.columns:
            if column.total and side.sheet.totals and not _has_unreadable(side, column):
                yield from _total(side, column)


def _has_unreadable(side: Side, column: Column) -> bool:
    """Whether a cell of the column says something that is no number: ITA216 tells, and no sum can be made."""
    sheet = side.sheet
    return bool(sheet.shifts) or any(column.id in sheet.unread.get(row.place, ()) for row in sheet.rows)


def _total(side: Side, column: Column) -> Iterator[Hit]:
    for row, sums in _sums(side, column.id):
        written = row.number(column.id)
        if written is None:
            continue
        places = max(0, -int(written.as_tuple().exponent))
        # a total in whole baht of rows with satang is right
        if written not in [rounded(one, places) for one in sums]:
            values: dict[str, Value] = {
                "column": column.name, "written": points_said(written), "sum": points_said(sums[0]),
            }  # fmt: skip
            yield side.hit(row, column.id, values)


class _Sum:
    """A sum that grows row by row, and the same with rows of one name (a row for each month) counted once."""

    def __init__(self) -> None:
        self.all = self.once = Decimal(0)
        self.of_name: dict[tuple[str, ...], Decimal] = {}

    def add(self, name: tuple[str, ...], number: Decimal) -> None:
        self.all += number
        self.once += number - self.of_name.get(name, Decimal(0))
        self.of_name[name] = number


def _sums(side: Side, column: str) -> Iterator[tuple[Row, tuple[Decimal, ...]]]:
    """Each row of totals with the sums that it may mean: of all rows above it, of those since the total before it, or
    of all rows of the table."""
    sheet = side.sheet
    whole, above, since = _Sum(), _Sum(), _Sum()
    parts = {row.place: (sheet.key(row), row.number(column) or Decimal(0)) for row in sheet.rows}
    for part in parts.values():
        whole.add(*part)
    for row in sorted((*sheet.rows, *sheet.totals), key=lambda row: row.place):
        if row.place in parts:
            above.add(*parts[row.place])
            since.add(*parts[row.place])
            continue
        first = above if above.of_name else whole  # a row of totals may also stand above its rows
        yield row, tuple(number for sums in (first, since, whole) for number in (sums.all, sums.once))
        since = _Sum()
