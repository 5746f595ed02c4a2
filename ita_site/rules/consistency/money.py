"""7xx: budgets and spending of the rows of plans and reports."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ita_site.numerals import baht
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.consistency.matching import matched
from ita_site.rules.consistency.sides import Side, sides, speaks_of_money
from ita_site.rules.said import NOTHING
from ita_site.tables import Row
from ita_site.text import Text

_BUDGET, _SPENT = "budget", "spent"


@rule(
    "ITA704", "budget-differs-from-plan", "warning", rests_on="facts", requires=("ITA216", "ITA222"),
    title=("งบประมาณในรายงานไม่ตรงกับแผน", "Budget differs from the plan"),
    message=("«{name}» ในรายงานข้อ {report} มีงบประมาณ {reported} บาท แต่แผนข้อ {plan} ({there}) มี {planned} บาท", "«{name}» has a budget of {reported} baht in the report of {report}, but {planned} in the plan of {plan} ({there})"),
    fix=("แก้ให้ตรงกัน ถ้างบเปลี่ยนจริง ให้บอกใน note: ของแถวนี้ เช่น โอนลดงบประมาณเมื่อใด", "Let both say the same; if it was really changed, say so in note: of this row"),
)  # fmt: skip
def budget_differs(context: Context) -> Iterator[Hit]:
    """งบประมาณเปลี่ยนได้ระหว่างปี แต่ผู้อ่านต้องรู้ว่าเปลี่ยน ไม่ใช่พิมพ์ผิด

    A budget may change during the year, but readers should be told that it is no slip."""
    for one in matched(context):
        plan, report = one.pair.plan, one.pair.report
        for planned, reported in one.same:
            before, after = _numbers(planned, _BUDGET), _numbers(reported, _BUDGET)
            if _agree(before, after) or any(row.text("note") for row in (*planned, *reported)):
                continue
            row = next(row for row in reported if row.number(_BUDGET) is not None)
            values: dict[str, Value] = {
                **one.pair.named(), "name": report.name(row), "there": f"{plan.path}:{plan.line(planned[0])}",
                "reported": _said(after), "planned": _said(before),
            }  # fmt: skip
            yield report.hit(row, _BUDGET, values)


def _numbers(rows: tuple[Row, ...], column: str) -> list[Decimal]:
    return [number for row in rows if (number := row.number(column)) is not None]


def _agree(before: list[Decimal], after: list[Decimal]) -> bool:
    """Whether the budgets of one name agree: as a whole, or each row with a row of the plan (a row for each month)."""
    whole = sum(before, Decimal(0))
    return not before or not after or sum(after) == whole or all(n in before or n == whole for n in after)


def _said(numbers: list[Decimal]) -> str:
    return " + ".join(baht(number) for number in dict.fromkeys(numbers))


@rule(
    "ITA705", "spent-above-budget-of-row", "error", requires=("ITA216", "ITA222"),
    title=("ใช้เงินเกินงบประมาณของรายการ", "More was spent than the budget"),
    message=("«{name}» ใช้ไป {spent} บาท เกินงบประมาณ {budget} บาท{source}", "«{name}» spent {spent} baht, more than its budget of {budget}{source}"),
    fix=("ตรวจตัวเลขทั้งสอง ถ้าใช้เกินจริง ให้บอกที่มาของเงินส่วนที่เกินใน{where}ของแถวนี้ เช่น โอนงบประมาณเพิ่ม 20,000 บาท", "Check both figures; if that much was spent, tell in {where} of this row where the money came from, like “20,000 baht were transferred”"),
)  # fmt: skip
def spent_above_budget(context: Context) -> Iterator[Hit]:
    """เบิกเกินงบที่ตั้งไว้ไม่ได้ ตัวเลขแบบนี้จึงพิมพ์ผิด หรือยังไม่ได้บอกว่าโอนงบมาเพิ่ม

    No more can be paid out than was set aside; such a figure is a slip, or nobody has told yet that money was added."""
    planned = _planned(context)
    for code, side in sides(context).items():
        if not side.has(_SPENT):
            continue
        there = side.has("note")
        where = Text(" note: " if there else " result: ", "note:" if there else "result:")
        for row in side.sheet.rows:
            spent, own = row.number(_SPENT), row.number(_BUDGET)
            budget, source = (own, NOTHING) if own is not None else planned.get((code, row.place), (None, NOTHING))
            if spent is None or budget is None or spent <= budget or speaks_of_money(row):
                continue
            values: dict[str, Value] = {
                "name": side.name(row), "spent": baht(spent), "budget": baht(budget), "source": source, "where": where,
            }  # fmt: skip
            yield side.hit(row, _SPENT, values)


def _planned(context: Context) -> dict[tuple[str, int], tuple[Decimal, Text]]:
    """The budget of the plan for each row of a report, by the item's code and the row's place."""
    found: dict[tuple[str, int], tuple[Decimal, Text]] = {}
    for one in matched(context):
        plan = one.pair.plan
        for planned, reported in one.same:
            # of several rows of the plan one whose budget cannot be read makes their sum too small
            if all(row.number(_BUDGET) is not None for row in planned):
                source = _source(plan, planned[0])
                whole = sum(_numbers(planned, _BUDGET), Decimal(0))
                found |= {(one.pair.report.item.code, row.place): (whole, source) for row in reported}
    return found


def _source(plan: Side, row: Row) -> Text:
    where = f"{plan.path}:{plan.line(row)}"
    return Text(f" ตามแผนข้อ {plan.item.code} ({where})", f" in the plan of {plan.item.code} ({where})")
