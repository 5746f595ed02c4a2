"""2xx, tables: do the rows of an item fit the columns that the edition gives it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ita_site.criteria import Column, Item, Table
from ita_site.dates import DateError, parse_date, parse_month
from ita_site.records.fields import FieldError, number_of
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.site import ItemEntry
from ita_site.source import Problem
from ita_site.tables import TableRows
from ita_site.text import Text

_MOST_HITS = 5


def _tables(context: Context) -> Iterator[tuple[ItemEntry, Item, Table, TableRows]]:
    for entry, item, _ in context.sound:
        if item.table is not None and entry.table is not None:
            yield entry, item, item.table, entry.table


def _hit(entry: ItemEntry, table: TableRows, row: int | None, column: str | None, values: Mapping[str, Value]) -> Hit:
    """A place in a table, by row (None: the columns' names) and column: in the CSV, or typed into the item's file."""
    if table.path is not None:
        return Hit(table.path, values=values, item=entry.item, spot=table.spot(row, column))
    place = next(i for i, cells in enumerate(table.rows) if column in cells) if row is None else row
    at = ("table", "rows", place) if column is None else ("table", "rows", place, column)
    return Hit(entry.document, at, values, entry.item, on_key=row is None)


def _first_few(rows: list[int]) -> Iterator[tuple[int, Text]]:
    """The first rows of many, and words with the last of them that tell how many more there are."""
    for place, row in enumerate(rows[:_MOST_HITS], 1):
        more = len(rows) - place if place == _MOST_HITS else 0
        yield row, Text(f" และอีก {more:,} แถว", f", and {more:,} more rows") if more else Text("", "")


def _is_blank(value: Any) -> bool:
    """Nothing, or the dots of the template."""
    return value is None or str(value).strip() in ("", "…", "...")


@rule(
    "ITA215", "table-columns", "error",
    title=("ตารางมีคอลัมน์ที่เกณฑ์ไม่มี หรือขาดคอลัมน์", "Table columns do not fit"),
    message=("{what}", "{what}"),
    fix=("ใช้คอลัมน์: {columns}", "Use the columns: {columns}"),
)  # fmt: skip
def table_columns(context: Context) -> Iterator[Hit]:
    """คอลัมน์ที่ตรงกันทุกหน่วยงานทำให้เทียบแผนกับผลได้

    Columns that agree let a report be compared with its plan."""
    for entry, _, asked, table in _tables(context):
        if table.problem is not None:
            continue
        known = [column.id for column in asked.columns]
        required = [column.id for column in asked.columns if column.required]
        listed = ", ".join(f"{c.id} ({c.name.th})" for c in asked.columns)
        for name in dict.fromkeys(table.columns):
            if name not in known:
                what = Text(f"ไม่มีคอลัมน์ชื่อ «{name}»", f"There is no column «{name}»")
                yield _hit(entry, table, None, name, {"what": what, "columns": listed})
        absent = [name for name in required if table.path is not None and name not in table.columns]
        if absent:
            what = Text(f"ตารางขาดคอลัมน์ {', '.join(absent)}", f"The table lacks the columns {', '.join(absent)}")
            yield _hit(entry, table, None, None, {"what": what, "columns": listed})
        wanted = [name for name in required if name not in absent]
        short = [i for i, row in enumerate(table.rows) if any(_is_blank(row.get(name)) for name in wanted)]
        for i, more in _first_few(short):
            lacking = ", ".join(name for name in wanted if _is_blank(table.rows[i].get(name)))
            what = Text(f"แถวนี้ขาด {lacking}{more.th}", f"This row lacks {lacking}{more.en}")
            yield _hit(entry, table, i, None, {"what": what, "columns": listed})


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
    for entry, _, asked, table in _tables(context):
        for column in asked.columns:
            kind = _KINDS.get(column.type) or _one_of(column)
            cells = [row.get(column.id) for row in table.rows]
            wrong = [i for i, cell in enumerate(cells) if cell not in (None, "", "-", "–") and not fits(column, cell)]
            for i, more in _first_few(wrong):
                shown = str(cells[i])[:60]
                values: dict[str, Value] = {"column": column.name, "value": shown, "kind": kind, "more": more}
                yield _hit(entry, table, i, column.id, values)


def fits(column: Column, value: Any) -> bool:
    """Whether a cell can be read as what its column holds."""
    try:
        if column.type in ("baht", "percent", "integer", "number"):
            number = number_of(value)
            whole = number == number.to_integral_value()
            return (
                (column.type == "number" or number >= 0)
                and (column.type != "percent" or number <= 100)
                and (column.type != "integer" or whole)
            )
        if column.type == "month":
            parse_month(value)
        elif column.type == "date":
            parse_date(value)
        elif column.type == "choice":
            return any(str(value).strip() in (choice.id, choice.name.th) for choice in column.choices)
    except (FieldError, DateError):
        return False
    return True


def _one_of(column: Column) -> Text:
    words = ", ".join(f"{choice.id} ({choice.name.th})" for choice in column.choices)
    return Text(f"ค่าใดค่าหนึ่ง: {words}", f"one of: {words}")


_SAVE = Text(
    "เปิดใน Excel แล้วบันทึกเป็น CSV UTF-8 (คั่นด้วยจุลภาค) แถวแรกเป็นชื่อคอลัมน์",
    "Save it as «CSV UTF-8 (comma delimited)» with the column names in the first line",
)
_SHORTEN = Text(
    "แยกตาราง ให้เหลือเฉพาะรายการที่เกณฑ์ถาม แล้วแนบตารางเต็มเป็นหลักฐาน",
    "Split the table, keep here only what the criteria ask for, and give the whole one as evidence",
)
_ADD_ROWS = Text("แถวแรกเป็นชื่อคอลัมน์ แถวถัดไปเป็นข้อมูล", "Put the column names in the first line and the data below")
_UNUSABLE: dict[str, tuple[Text, Text]] = {
    "encoding": (Text("อ่านตัวอักษรในตารางไม่ได้ เพราะไม่ได้บันทึกเป็น UTF-8", "The letters cannot be read: the table is not in UTF-8"), _SAVE),
    "no-text": (Text("ไฟล์นี้ไม่ใช่ CSV แม้จะชื่อ .csv", "This is no CSV, although it is named .csv"), _SAVE),
    "control-character": (Text("พบอักขระควบคุม ({character}) ในตาราง", "There is a control character ({character}) in the table"),
        Text("ลบอักขระนั้น แล้วบันทึกเป็น CSV UTF-8", "Remove it and save the table as CSV UTF-8")),
    "line-ending": (Text("การขึ้นบรรทัดเป็นแบบเครื่องรุ่นเก่า", "The lines end as on very old machines"), _SAVE),
    "too-large": (Text("ไฟล์ตารางใหญ่เกิน 1 MB", "The table is larger than 1 MB"), _SHORTEN),
    "too-many": (Text("ตารางยาวเกิน {rows:,} แถว", "The table has more than {rows:,} rows"), _SHORTEN),
    "syntax": (Text('เครื่องหมาย " ปิดไม่ครบหรืออยู่ผิดที่ หรือช่องยาวเกินไป', 'A " is not closed or out of place, or a cell is too long'),
        Text('ปิด " ให้ครบคู่ ถ้า " เป็นส่วนหนึ่งของข้อความให้ครอบทั้งช่องและเขียน "" แทน', 'Close it; where " belongs to the text, put the cell in quotation marks and write ""')),
    "duplicate-column": (Text("มีคอลัมน์ชื่อ «{column}» มากกว่าหนึ่งคอลัมน์", "More than one column is named «{column}»"),
        Text("ลบคอลัมน์ที่ซ้ำ หรือแก้ชื่อให้ตรงกับเกณฑ์", "Remove one of them, or give it the name that the criteria use")),
    "empty": (Text("ตารางว่างเปล่า ไม่มีแม้ชื่อคอลัมน์", "The table is empty and has no column names"), _ADD_ROWS),
    "no-rows": (Text("ตารางมีแต่ชื่อคอลัมน์ ไม่มีแถวข้อมูล", "The table has no rows, only column names"), _ADD_ROWS),
    "not-csv": (Text("ตารางต้องเป็นไฟล์ CSV จึงจะแสดงบนเว็บได้ แต่นี่คือ {file}", "Only a CSV can be shown as a table, and this is {file}"),
        Text("บันทึกเป็น CSV UTF-8 แล้วใส่ชื่อไฟล์ .csv ที่นี่ ไฟล์เดิมแนบเป็นหลักฐานได้", "Save it as CSV UTF-8 and name that file here; the other may stay as evidence")),
    "unreadable": (Text("เปิดไฟล์ตารางไม่ได้", "The file of the table cannot be opened"),
        Text("ตรวจสิทธิ์ของไฟล์ หรืออัปโหลดใหม่", "See who may open the file, or upload it again")),
}  # fmt: skip


@rule(
    "ITA217", "unreadable-table", "error",
    title=("ตาราง CSV ใช้ไม่ได้", "CSV table cannot be used"),
    message=("{what}", "{what}"),
    fix=("{mend}", "{mend}"),
    requires=("ITA412", "ITA414"),
)  # fmt: skip
def unusable_table(context: Context) -> Iterator[Hit]:
    """ตารางที่อ่านไม่ได้หรือว่างไม่ขึ้นหน้าเว็บ CSV ที่ Excel บันทึกแบบธรรมดาเป็น TIS-620 ภาษาไทยจะกลายเป็นตัวอักษรประหลาด

    A table that cannot be read, or is empty, is not on the site. A plain CSV from Excel is TIS-620: its Thai turns into
    strange letters."""
    # a file of 0 bytes is told where it is cited (ITA414)
    no_bytes = {f"content/{path}" for path, file in context.site.files.items() if file.size == 0}
    for entry, item, _, table in _tables(context):
        problem = table.problem
        if problem is None or table.path in no_bytes:
            continue
        what, mend = (Text(t.th.format_map(problem.values), t.en.format_map(problem.values)) for t in _words(problem))
        values: dict[str, Value] = {"what": what, "mend": mend}
        if table.path is None:
            yield Hit(entry.document, ("table", "file"), values, item)
        else:
            yield Hit(table.path, values=values, item=item, spot=(problem.line, problem.column))


def _words(problem: Problem) -> tuple[Text, Text]:
    kind = "too-many" if "rows" in problem.values else problem.kind
    return _UNUSABLE["no-text" if problem.values.get("encoding") == "binary" else kind]
