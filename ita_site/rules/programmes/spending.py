"""5xx: the money of a programme: what was received, planned for activities, spent and summed. All in baht."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ita_site.dates import Month
from ita_site.programmes import months_due
from ita_site.programmes.money import ZERO, Money, money
from ita_site.records import Programme
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.programmes.reported import Told, plans, told
from ita_site.rules.said import month_said, number_said


def _is_stated(programme: Programme) -> bool:
    """Whether the plan says what it received; 0 is an answer."""
    return "budget_baht" in programme.model_fields_set


def _money(one: Told) -> Money:
    return money(one.programme, (report for _, report in one.reports))


@rule(
    "ITA514", "spent-over-budget", "error",
    title=("ใช้จ่ายเกินงบประมาณ", "Spending passes the budget"),
    message=("ถึงเดือน{month} ใช้จ่ายสะสม {spent} บาท เกินงบประมาณ {budget} บาท", "By {month} {spent} baht were spent, more than the budget of {budget} baht"),
    fix=("ตรวจยอดใช้จ่ายของแต่ละเดือน ถ้าได้รับงบประมาณเพิ่ม ให้แก้ budget_baht: ใน programme.yml", "Check what was spent in each month; if more was received, mend budget_baht: in programme.yml"),
)  # fmt: skip
def spent_over_budget(context: Context) -> Iterator[Hit]:
    """ใช้เกินงบที่ได้รับไม่ได้ มักพิมพ์ยอดสะสมในช่องของเดือนเดียว หรือลืมบันทึกงบที่ได้เพิ่ม

    More than was received cannot be spent; usually a sum was typed for a month, or an increase was forgotten."""
    for one in told(context):
        due = months_due(one.programme, context.as_of)
        # where sums differ, a slip may make the difference: ITA517 tells it
        if not _is_stated(one.programme) or any(True for _ in _sums_that_differ(one, due)):
            continue
        spending = _money(one)
        for (document, report), spent in zip(one.reports, spending.by_month, strict=True):
            field, total = "budget_spent_baht", spent.total
            if not spending.is_told and report.budget_spent_total_baht is not None:
                field, total = "budget_spent_total_baht", report.budget_spent_total_baht
            if total > spending.budget:
                values: dict[str, Value] = {
                    "month": month_said(report.month), "spent": number_said(total), "budget": number_said(spending.budget),
                }  # fmt: skip
                yield Hit(document, (field,), values)
                break


@rule(
    "ITA516", "activities-over-budget", "error",
    title=("งบของกิจกรรมรวมกันเกินงบของแผนงาน", "Activities take more than the budget"),
    message=("งบประมาณของกิจกรรมรวมกันได้ {sum} บาท เกินงบประมาณของแผนงาน {budget} บาท", "The budgets of the activities add up to {sum} baht, more than the programme's {budget} baht"),
    fix=("ตรวจ budget_baht: ของแต่ละกิจกรรมและของแผนงาน", "Check budget_baht: of each activity, and that of the programme"),
)  # fmt: skip
def activities_over_budget(context: Context) -> Iterator[Hit]:
    """แผนที่แบ่งเงินเกินที่มี ทำตามไม่ได้

    A plan that hands out more than there is cannot be carried out."""
    for _, document, programme in plans(context):
        planned = sum((activity.budget_baht for activity in programme.activities), ZERO)
        if _is_stated(programme) and planned > programme.budget_baht:
            values: dict[str, Value] = {"sum": number_said(planned), "budget": number_said(programme.budget_baht)}
            yield Hit(document, ("budget_baht",), values)


@rule(
    "ITA517", "spent-total-differs", "error",
    title=("ยอดใช้จ่ายสะสมไม่ตรงกับรายงาน", "Sum of spending differs"),
    message=("เขียนยอดใช้จ่ายสะสมไว้ {stated} บาท แต่รายงานแต่ละเดือนรวมกันได้ {sum} บาท", "{stated} baht are stated as spent so far, but the reports add up to {sum} baht"),
    fix=("ตรวจ budget_spent_baht: ของแต่ละเดือน แล้วแก้ยอดที่ผิด เงินที่ส่งคืน ให้หักออกจากเดือนที่เบิก และบอกใน remark:", "Check budget_spent_baht: of each month, and mend what is wrong. Take money that was handed back off the month that drew it, and say so under remark:"),
)  # fmt: skip
def spent_total_differs(context: Context) -> Iterator[Hit]:
    """ยอดที่ไม่ตรงกันทำให้ไม่รู้ว่าใช้เงินไปเท่าใดแน่

    Where sums differ, nobody knows what was spent."""
    for one in told(context):
        yield from _sums_that_differ(one, months_due(one.programme, context.as_of))


def _sums_that_differ(one: Told, due: list[Month]) -> Iterator[Hit]:
    spending = _money(one)
    if not spending.is_told:
        return
    known = ZERO
    for (document, report), spent in zip(one.reports, spending.by_month, strict=True):
        stated = report.budget_spent_total_baht
        if stated is not None:
            off = _off(stated, spent.total, one.lacking(report.month))
            # one slip shifts every later sum by the same amount, and is told once
            if off not in (ZERO, known):
                yield Hit(document, ("budget_spent_total_baht",), _both(stated, spent.total))
            known = off
    used = one.programme.budget_used_baht
    if used is not None:
        until = max([report.month for _, report in one.reports] + due)
        off = _off(used, spending.spent, one.lacking(until))
        if off not in (ZERO, known):
            yield Hit(one.document, ("budget_used_baht",), _both(used, spending.spent))


def _off(stated: Decimal, added: Decimal, lacking: int) -> Decimal:
    """By how much a stated sum is wrong. A report that is missing may account for more, never for less."""
    return ZERO if lacking and stated > added else stated - added


def _both(stated: Decimal, added: Decimal) -> dict[str, Value]:
    return {"stated": number_said(stated), "sum": number_said(added)}
