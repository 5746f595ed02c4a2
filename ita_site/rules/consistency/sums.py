"""7xx: numbers of a table that must add up: within a row, and in the rows of sums that somebody typed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ita_site.criteria import Column, SumRule
from ita_site.numerals import plain, rounded
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.consistency.sides import Side, sides
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
            for row in (*side.sheet.rows, *side.sheet.totals):
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
            " + ".join(f"{c.name.th} {_said(n)}" for c, n in named if c and n is not None),
            " + ".join(f"{c.name.en} {_said(n)}" for c, n in named if c and n is not None),
        ),
        "sum": _said(sum(parts, Decimal(0))), "written": _said(total),
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
            if column.total and not _has_unreadable(side, column):
                for row in side.sheet.totals:
                    yield from _total(side, column, row)


def _has_unreadable(side: Side, column: Column) -> bool:
    """Whether a cell of the column says something that is no number: ITA216 tells, and no sum can be made."""
    sheet = side.sheet
    return bool(sheet.shifts) or any(column.id in sheet.unread.get(row.place, ()) for row in sheet.rows)


def _total(side: Side, column: Column, row: Row) -> Iterator[Hit]:
    written = row.number(column.id)
    if written is None:
        return
    sums = list(_sums(side, column.id, row))
    places = max(0, -int(written.as_tuple().exponent))
    # a total in whole baht of rows with satang is right
    if written not in [rounded(one, places) for one in sums]:
        values: dict[str, Value] = {"column": column.name, "written": _said(written), "sum": _said(sums[0])}
        yield side.hit(row, column.id, values)


def _sums(side: Side, column: str, total: Row) -> Iterator[Decimal]:
    """What a row of totals may mean: all rows above it, those since the total before it, or all rows of the table; and
    each of them with rows of one name (a row for each month) counted once."""
    rows = side.sheet.rows
    above = [row for row in rows if row.place < total.place]
    before = max((other.place for other in side.sheet.totals if other.place < total.place), default=-1)
    # a row of totals may also stand above its rows
    for some in (above or rows, [row for row in above if row.place > before], rows):
        yield sum((n for row in some if (n := row.number(column)) is not None), Decimal(0))
        by_name = {side.sheet.key(row): row.number(column) for row in some}
        yield sum((n for n in by_name.values() if n is not None), Decimal(0))


def _said(number: Decimal) -> str:
    whole, _, rest = plain(number).partition(".")
    return f"{int(whole):,}{'.' if rest else ''}{rest}"
