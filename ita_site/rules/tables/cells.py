"""2xx, tables: cells that cannot be read, or that a spreadsheet program would reckon."""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.criteria import Column
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.said import ROWS, first_few
from ita_site.rules.tables.places import in_table, sheets
from ita_site.tables import Sheet, has_text_mark, is_formula
from ita_site.text import Text
from ita_site.thai import cut

_KINDS = {
    "baht": Text("จำนวนเงิน เช่น 12500 หรือ 12,500.50", "an amount, like 12500 or 12,500.50"),
    "percent": Text("ร้อยละ 0 ถึง 100", "a percentage from 0 to 100"),
    "integer": Text("จำนวนเต็ม", "a whole number"),
    "number": Text("ตัวเลข", "a number"),
    "month": Text("เดือน เช่น 2566-03", "a month, like 2566-03"),
    "date": Text("วันที่ เช่น 2566-03-31", "a date, like 2566-03-31"),
}


@rule(
    "ITA216", "table-cell", "error",
    title=("ค่าในตารางผิดชนิด", "Table cell of the wrong kind"),
    message=("คอลัมน์ «{column}» มีค่า «{value}» ซึ่งไม่ใช่{kind}{more}", "Column «{column}» holds «{value}», which is not {kind}{more}"),
    fix=("แก้ค่าให้เป็น{kind}", "Write {kind}"),
    requires=("ITA215",),
)  # fmt: skip
def table_cell(context: Context) -> Iterator[Hit]:
    """ตัวเลขและเดือนที่อ่านไม่ได้นำไปรวมหรือเทียบกับแผนไม่ได้

    Numbers and months that cannot be read can be neither summed nor compared with the plan."""
    for entry, sheet in sheets(context):
        for column in sheet.asked.columns:
            kind = _KINDS.get(column.type) or _one_of(column)
            wrong = [i for i, odd in sheet.unread.items() if column.id in odd and not _is_told(sheet, i, column)]
            for i, more in first_few(wrong, ROWS):
                shown = cut(str(sheet.data.rows[i][column.id]), 60)
                values: dict[str, Value] = {"column": column.name, "value": shown, "kind": kind, "more": more}
                yield in_table(entry, sheet.data, i, column.id, values)


def _is_told(sheet: Sheet, row: int, column: Column) -> bool:
    """Whether ITA221 or ITA222 speaks of this cell."""
    cell = str(sheet.data.rows[row][column.id]).strip()
    return row in sheet.shifts or is_formula(cell) or has_text_mark(cell)


def _one_of(column: Column) -> Text:
    words = ", ".join(f"{choice.id} ({choice.name.th})" for choice in column.choices)
    return Text(f"ค่าใดค่าหนึ่ง: {words}", f"one of: {words}")


_FORMULA = (
    Text("ช่องนี้ขึ้นต้นแบบสูตรคำนวณ: {value}", "This cell begins like a formula: {value}"),
    Text(
        "พิมพ์ค่าที่คำนวณแล้วแทนสูตร (ใน Excel: คัดลอก แล้ววางเฉพาะค่า) ถ้าเป็นข้อความ ให้มีคำนำหน้าก่อนเครื่องหมาย",
        "Write the result instead (in Excel: copy, then paste values); if it is a text, put a word before the sign",
    ),
)
_TEXT_MARK = (
    Text("ช่องนี้ขึ้นต้นด้วย ' ซึ่งใน CSV จะแสดงให้ประชาชนเห็น: {value}", "This cell begins with ', which readers of a CSV will see: {value}"),
    Text("ลบ ' หน้าช่อง พิมพ์ตัวเลขหรือข้อความได้เลย", "Remove the ' and write the number or text as it is"),
)  # fmt: skip


@rule(
    "ITA221", "table-formula", "error",
    title=("มีสูตรคำนวณในตาราง", "Formula in a table"),
    message=("{what}", "{what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def table_formula(context: Context) -> Iterator[Hit]:
    """โปรแกรมตารางของประชาชนจะคำนวณสูตรแทนที่จะแสดงข้อความ สูตรบางอย่างเปิดเว็บหรือโปรแกรมอื่นได้ เครื่องหมายขีดหน้ารายการ จำนวนติดลบ เบอร์โทรศัพท์ และชื่อบัญชี @ ไม่ถูกทัก

    A citizen's spreadsheet program would reckon it instead of showing it, and some formulas open websites or other
    programs. Dashes of lists, negative numbers, phone numbers and @names are passed over."""
    for entry, sheet in sheets(context):
        formulas: dict[str, list[int]] = {}
        marked: dict[str, list[int]] = {}
        for i, cells in enumerate(sheet.data.rows):
            for name, value in cells.items():
                if isinstance(value, str) and value[:1] in "=+-@'\t\r ":
                    cell = value.strip()
                    if is_formula(cell):
                        formulas.setdefault(name, []).append(i)
                    elif has_text_mark(cell):
                        marked.setdefault(name, []).append(i)
        for found, words in ((formulas, _FORMULA), (marked, _TEXT_MARK)):
            for name, rows in found.items():
                for i, more in first_few(rows, ROWS):
                    shown = cut(str(sheet.data.rows[i][name]), 40)
                    said, mend = words
                    what = Text(said.th.format(value=shown) + more.th, said.en.format(value=shown) + more.en)
                    # an apostrophe in a text is untidy; in a number, whoever reads the table cannot count it
                    sure = words is _FORMULA or name in sheet.unread.get(i, ())
                    values: dict[str, Value] = {"what": what, "mend": mend}
                    yield in_table(entry, sheet.data, i, name, values, "high" if sure else "low")
