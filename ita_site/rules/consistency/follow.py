"""7xx: the rows of a plan and those of the report that must follow it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ita_site.criteria import Item
from ita_site.records import Status
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.consistency.matching import Matched, matched
from ita_site.rules.consistency.sides import followed
from ita_site.rules.said import NOTHING, ROWS, first_few
from ita_site.site import ItemEntry
from ita_site.tables import Row
from ita_site.text import Text


def _planned(one: Matched, row: Row) -> dict[str, Value]:
    """The row of the plan and where it stands."""
    plan = one.pair.plan
    return {**one.pair.named(), "name": plan.name(row), "there": f"{plan.path}:{plan.line(row)}"}


@rule(
    "ITA701", "plan-row-not-reported", "error", rests_on="facts", requires=("ITA215", "ITA217", "ITA222"),
    title=("แผนมี แต่รายงานไม่มี", "In the plan, not in the report"),
    message=("«{name}» อยู่ในแผนข้อ {plan} ({there}) แต่ไม่พบในรายงานข้อ {report} ({here}){instead}{more}", "«{name}» is in the plan of {plan} ({there}), but not in the report of {report} ({here}){instead}{more}"),
    fix=("ใช้ชื่อเดียวกันทั้งสองข้อ หรือเพิ่มแถวในรายงาน ถ้ายังไม่เริ่มหรือยกเลิกแล้ว ก็ให้มีแถวและบอกในรายงาน", "Use the same name in both items, or add a row to the report; what was not begun or was given up has a row too, which says so"),
)  # fmt: skip
def plan_row_not_reported(context: Context) -> Iterator[Hit]:
    """ผู้ประเมินเทียบรายงานกับแผนทีละรายการ รายการที่หายไปหรือเปลี่ยนชื่อเคยทำให้รายงานทั้งข้อได้ 0 คะแนน

    The assessor compares the report with its plan row by row; rows left out or renamed have cost the whole report its
    points."""
    for one in matched(context):
        report = one.pair.report
        for row, written in one.renamed:
            name = report.name(written)
            instead = Text(f" ในรายงานเขียนว่า «{name}»", f"; the report says «{name}»")
            here = f"{report.path}:{report.line(written)}"
            values = {**_planned(one, row), "here": here, "instead": instead, "more": NOTHING}
            yield report.hit(written, report.sheet.asked.key[0], values)
        for row, more in first_few(one.lacking, ROWS):
            head = report.hit(None, None, {})
            line = head.spot[0] if head.spot else report.entry.document.place(head.at, key=True)[0]
            here = f"{report.path}:{line}"
            values = {**_planned(one, row), "here": here, "instead": NOTHING, "more": more}
            # a row that is still to be written is unfinished work, another name is a slip
            yield replace(report.hit(None, None, values), is_gap=True)


@rule(
    "ITA702", "reported-row-not-planned", "notice", requires=("ITA215", "ITA217", "ITA222"),
    title=("รายงานมี แต่แผนไม่มี", "In the report, not in the plan"),
    message=("«{name}» อยู่ในรายงานข้อ {report} แต่ไม่มีในแผนข้อ {plan}{more}", "«{name}» is in the report of {report}, but not in the plan of {plan}{more}"),
    fix=("ถ้าเพิ่มภายหลัง ให้บอกใน note: และเผยแพร่แผนฉบับแก้ไข", "If it was added later, say so in note: and publish the changed plan"),
)  # fmt: skip
def reported_row_not_planned(context: Context) -> Iterator[Hit]:
    """รายการที่เพิ่มระหว่างปีเป็นเรื่องปกติ แต่ผู้ประเมินหาในแผนไม่พบ จึงบอกไว้ให้ทราบ

    Things are added during a year; but the assessor will not find them in the plan, so this is told."""
    for one in matched(context):
        report = one.pair.report
        # what a note tells of is known
        for row, more in first_few((row for row in one.surplus if not row.text("note")), ROWS):
            values: dict[str, Value] = {**one.pair.named(), "name": report.name(row), "more": more}
            yield report.hit(row, report.sheet.asked.key[0], values)


@rule(
    "ITA703", "nothing-to-compare", "notice",
    title=("ไม่มีตารางให้เทียบแผนกับรายงาน", "No tables to compare"),
    message=("ข้อ {lacking} ยังไม่มี table: จึงเทียบแผนข้อ {plan} กับรายงานข้อ {report} ให้ไม่ได้", "Without a table: in {lacking} the plan of {plan} cannot be compared with the report of {report}"),
    fix=("ใส่ table: ทั้งสองข้อ ระบบจะพิสูจน์ให้ว่าทุกรายการของแผนอยู่ในรายงาน{money}", "Give both a table:, and the check proves that every row of the plan is in the report{money}"),
)  # fmt: skip
def nothing_to_compare(context: Context) -> Iterator[Hit]:
    """แผนกับรายงานที่ไม่ตรงกันเป็นเหตุให้ได้ 0 คะแนนบ่อยที่สุด ตารางทำให้เห็นก่อนผู้ประเมินเห็น

    Reports that do not follow their plan are what most often scores 0. With tables that is seen before the assessor
    sees it."""
    items = context.site.year.items
    for plan, report in followed(context):
        there = [items[item.code] for item in (plan, report) if item.code in items]
        lacking = [entry for entry in there if _lacks_table(entry)]
        # what is not there, not ready, or cannot be read is told elsewhere
        if len(there) < 2 or not lacking or any(not _is_disclosed(entry) for entry in there):
            continue
        values: dict[str, Value] = {
            "plan": plan.code, "report": report.code,
            "lacking": ", ".join(entry.item.code for entry in lacking if entry.item), "money": _money(report),
        }  # fmt: skip
        yield Hit(lacking[-1].document, values=values, item=lacking[-1].item)


def _is_disclosed(entry: ItemEntry) -> bool:
    return entry.record is not None and entry.record.status is Status.DISCLOSED


def _lacks_table(entry: ItemEntry) -> bool:
    """Whether no table is named; one that is named and cannot be found is told by ITA412."""
    return entry.record is not None and entry.record.table is None


def _money(report: Item) -> Text:
    if report.table is None or report.table.column("spent") is None:
        return NOTHING
    return Text(" และเงินที่ใช้ไม่เกินงบประมาณ", ", and that no more was spent than the budget")
