"""2xx, tables: heads that are no head, and rows whose cells slipped out of their columns."""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.criteria import Table
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.said import ROWS, first_few
from ita_site.rules.tables.places import in_table, sheets, tables
from ita_site.tables import HEAD_TROUBLES, is_surplus
from ita_site.text import Text

_HEADS: dict[str, tuple[Text, Text]] = {
    "title-above": (Text("บรรทัดนี้เป็นชื่อตาราง («{title}») หัวตารางอยู่บรรทัดที่ {line}", "This line is a title («{title}»); the columns' names are in line {line}"),
        Text("ลบทุกบรรทัดที่อยู่เหนือบรรทัดที่ {line}", "Delete every line above line {line}")),
    "second-head": (Text("หัวตารางมีสองบรรทัด บรรทัดนี้ยังไม่ใช่ข้อมูล ชื่อคอลัมน์อยู่บรรทัดที่ {line}", "The head has two lines: this one holds no data, the columns' names are in line {line}"),
        Text("ให้ชื่อคอลัมน์ครบทุกคอลัมน์อยู่ในบรรทัดที่ {line} บรรทัดเดียว แล้วลบบรรทัดนี้", "Put all names of columns into line {line}, and delete this line")),
    "unnamed-column": (Text("คอลัมน์ {letter} มีข้อมูลแต่ไม่มีชื่อ มักเกิดจากการผสานเซลล์หัวตารางใน Excel", "Column {letter} holds data and has no name, as merged cells in the head of an Excel table leave it"),
        Text("ยกเลิกการผสานเซลล์ แล้วใส่ชื่อคอลัมน์ {letter} ในบรรทัดนี้ คอลัมน์ที่ใช้ได้: {columns}", "Unmerge the cells and name column {letter} in this line; the columns are: {columns}")),
}  # fmt: skip


@rule(
    "ITA223", "table-head", "error",
    title=("หัวตารางไม่อยู่ในบรรทัดเดียว", "Head of a table is not one line"),
    message=("{what}", "{what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def table_head(context: Context) -> Iterator[Hit]:
    """บรรทัดแรกของ CSV ต้องเป็นชื่อคอลัมน์ครบทุกคอลัมน์ ชื่อตารางที่พิมพ์ไว้ข้างบน เซลล์ที่ผสานกัน และหัวตารางสองบรรทัด ทำให้ไม่รู้ว่าข้อมูลอยู่คอลัมน์ใด

    The first line of a CSV names all columns. With a title above them, merged cells or a head of two lines nobody can
    tell which column is which."""
    for _, item, asked, table in tables(context):
        problem = table.problem
        if problem is not None and problem.kind in HEAD_TROUBLES and table.path is not None:
            told = {**problem.values, "columns": ", ".join(f"{c.id} ({c.name.th})" for c in asked.columns)}
            what, mend = (Text(t.th.format_map(told), t.en.format_map(told)) for t in _HEADS[problem.kind])
            yield Hit(table.path, values={"what": what, "mend": mend}, item=item, spot=(problem.line, problem.column))


_QUOTE = Text('ครอบด้วยเครื่องหมายคำพูด เช่น "{text}"', 'Put it into quotation marks: "{text}"')
_LOOK = Text("เทียบแถวนี้กับหัวตาราง แล้วเลื่อนค่าให้ตรงคอลัมน์", "Hold the row against the head, and move its cells to their columns")  # fmt: skip
_SHIFTS: dict[str, tuple[Text, Text]] = {
    "thousands": (Text("จำนวน {text} ถูกแยกเป็นหลายช่องเพราะมีจุลภาค ค่าหลังจากนั้นจึงเลื่อนไป", "{text} fell into several cells at its comma, and what follows is out of place"),
        Text('ครอบด้วยเครื่องหมายคำพูด เช่น "{text}" หรือไม่ใส่จุลภาค: {plain}', 'Put it into quotation marks, "{text}", or leave out the comma: {plain}')),
    "text": (Text("ข้อความ «{text}» ถูกแยกเป็นหลายช่องเพราะมีเครื่องหมายคั่น", "The text «{text}» was cut where it has the sign that parts cells"), _QUOTE),
    "missing": (Text("แถวนี้ขาดไปหนึ่งช่อง ค่าตั้งแต่คอลัมน์ «{name}» จึงเลื่อนไปทางซ้าย", "The row lacks a cell: from column «{name}» on, all stand too far left"),
        Text("เว้นช่องว่างที่คอลัมน์ «{name}» หรือใส่ค่าที่ขาด", "Leave an empty cell in column «{name}», or write what is missing")),
    "extra": (Text("แถวนี้มีช่องว่างเกินมาที่คอลัมน์ «{name}» ค่าหลังจากนั้นจึงเลื่อนไปทางขวา", "The row has an empty cell too many at column «{name}»: what follows stands too far right"),
        Text("ลบช่องว่างนั้น ให้ค่าตรงกับหัวตาราง", "Remove the empty cell")),
    "surplus": (Text("แถวนี้มีช่องมากกว่าหัวตาราง", "The row has more cells than the head has columns"), _LOOK),
}  # fmt: skip


@rule(
    "ITA222", "table-shifted", "error",
    title=("ค่าในแถวเลื่อนไม่ตรงคอลัมน์", "Cells out of their columns"),
    message=("{what}", "{what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def table_shifted(context: Context) -> Iterator[Hit]:
    """จุลภาคในจำนวนหรือข้อความแยกหนึ่งค่าเป็นสองช่อง ค่าทุกช่องหลังจากนั้นจึงอยู่ผิดคอลัมน์ และยอดรวมผิดไปด้วย

    A comma inside a number or a text makes two cells of one, so that all that follow stand in the wrong columns and the
    sums are wrong."""
    for entry, sheet in sheets(context):
        by_kind: dict[str, list[int]] = {}
        for i, shift in sheet.shifts.items():
            by_kind.setdefault(shift.kind, []).append(i)
        for kind, rows in by_kind.items():
            for i, more in first_few(rows, ROWS):
                shift = sheet.shifts[i]
                told = {"text": shift.text, "plain": shift.text.replace(",", "")}
                name = _name(sheet.asked, shift.column)
                what, mend = (
                    Text(t.th.format_map({**told, "name": name.th}), t.en.format_map({**told, "name": name.en}))
                    for t in _SHIFTS[kind]
                )
                values: dict[str, Value] = {"what": Text(what.th + more.th, what.en + more.en), "mend": mend}
                yield in_table(entry, sheet.data, i, shift.column, values)


def _name(asked: Table, column: str) -> Text:
    found = asked.column(column)
    if found is not None:
        return found.name
    return Text(f"ช่องที่ {column[1:-1]}", f"cell {column[1:-1]}") if is_surplus(column) else Text(column, column)
