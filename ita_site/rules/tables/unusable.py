"""2xx, tables: files that cannot be read as a table, or only with trouble."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.tables.places import tables
from ita_site.source import Problem
from ita_site.tables import HEAD_TROUBLES, UTF_8
from ita_site.text import Text

_SAVE = Text(
    "เปิดใน Excel แล้วบันทึกเป็น CSV UTF-8 (คั่นด้วยจุลภาค) แถวแรกเป็นชื่อคอลัมน์",
    "Save it as «CSV UTF-8 (comma delimited)» with the column names in the first line",
)
_AGAIN = Text(
    "กลับไปที่ไฟล์ต้นฉบับใน Excel แล้วบันทึกเป็น CSV UTF-8 (คั่นด้วยจุลภาค) อีกครั้ง ไฟล์นี้แก้คืนไม่ได้",
    "Go back to the table in Excel and save it as «CSV UTF-8 (comma delimited)» anew; this file cannot be mended",
)
_SHORTEN = Text(
    "แยกตาราง ให้เหลือเฉพาะรายการที่เกณฑ์ถาม แล้วแนบตารางเต็มเป็นหลักฐาน",
    "Split the table, keep here only what the criteria ask for, and give the whole one as evidence",
)
_OTHER_LETTERS = Text(
    "ตัวอักษรไทยกลายเป็นตัวอักษรอื่นตอนบันทึก (พบ {character})",
    "The Thai letters were turned into others when it was saved ({character} was found)",
)
_C1 = re.compile(r"U\+00[89][0-9A-F]")
"""Control characters that nobody types, and that parts of Thai letters turn into."""
_ADD_ROWS = Text("แถวแรกเป็นชื่อคอลัมน์ แถวถัดไปเป็นข้อมูล", "Put the column names in the first line and the data below")
_UNUSABLE: dict[str, tuple[Text, Text]] = {
    "encoding": (Text("อ่านตัวอักษรในตารางไม่ได้ เพราะไม่ได้บันทึกเป็น UTF-8 และไม่แน่ใจว่าเป็นรหัสใด", "The letters cannot be read: the table is not in UTF-8, and in nothing that could be told for sure"), _SAVE),
    "letters-lost": (Text("ตัวอักษรไทยหายไปตอนบันทึก หัวตารางเหลือเพียง «{name}»", "The Thai letters were lost when it was saved: of the head only «{name}» is left"), _AGAIN),
    "no-text": (Text("ไฟล์นี้ไม่ใช่ CSV แม้จะชื่อ .csv", "This is no CSV, although it is named .csv"), _SAVE),
    "control-character": (Text("พบอักขระควบคุม ({character}) ในตาราง", "There is a control character ({character}) in the table"),
        Text("ลบอักขระนั้น แล้วบันทึกเป็น CSV UTF-8", "Remove it and save the table as CSV UTF-8")),
    "line-ending": (Text("การขึ้นบรรทัดเป็นแบบเครื่องรุ่นเก่า", "The lines end as on very old machines"), _SAVE),
    "too-large": (Text("ไฟล์ตารางใหญ่เกิน 8 MB", "The table is larger than 8 MB"), _SHORTEN),
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
    """ตารางที่อ่านไม่ได้หรือว่างไม่ขึ้นหน้าเว็บ จึงเทียบกับแผนและรวมยอดไม่ได้

    A table that cannot be read, or is empty, is not on the site, and can be neither compared nor summed."""
    # a file of 0 bytes is told where it is cited (ITA414)
    no_bytes = {f"content/{path}" for path, file in context.site.files.items() if file.size == 0}
    for entry, item, _, table in tables(context):
        problem = table.problem
        if problem is None or table.path in no_bytes or problem.kind in HEAD_TROUBLES:
            continue
        what, mend = (Text(t.th.format_map(problem.values), t.en.format_map(problem.values)) for t in _words(problem))
        values: dict[str, Value] = {"what": what, "mend": mend}
        if table.path is None:
            yield Hit(entry.document, ("table", "file"), values, item)
        else:
            yield Hit(table.path, values=values, item=item, spot=(problem.line, problem.column))


def _words(problem: Problem) -> tuple[Text, Text]:
    kind = "too-many" if "rows" in problem.values else problem.kind
    if _C1.fullmatch(str(problem.values.get("character", ""))):
        return _OTHER_LETTERS, _AGAIN
    return _UNUSABLE["no-text" if problem.values.get("encoding") == "binary" else kind]


@rule(
    "ITA220", "table-encoding", "warning",
    title=("ตาราง CSV ไม่ได้บันทึกเป็น UTF-8", "CSV table is not in UTF-8"),
    message=("ตารางนี้บันทึกเป็น {encoding} ระบบอ่านและแสดงได้ แต่ประชาชนที่ดาวน์โหลดไปเปิดอาจเห็นเป็นตัวอักษรประหลาด", "The table is in {encoding}. It is read and shown, but citizens who download it may see strange letters"),
    fix=("เปิดใน Excel เลือก บันทึกเป็น แล้วเลือกชนิด «CSV UTF-8 (คั่นด้วยจุลภาค)»", "Open it in Excel, choose «Save As» and the type «CSV UTF-8 (comma delimited)»"),
)  # fmt: skip
def table_encoding(context: Context) -> Iterator[Hit]:
    """CSV ที่ Excel บันทึกแบบธรรมดาเป็น TIS-620 โทรศัพท์และโปรแกรมตารางส่วนใหญ่เปิดภาษาไทยในนั้นไม่ได้ เว็บเผยแพร่ไฟล์ตามที่หน่วยงานบันทึกไว้ ไม่แปลงให้ เพื่อให้ไฟล์ที่ประชาชนได้เป็นไฟล์เดียวกับที่หน่วยงานมี

    A plain CSV from Excel is in TIS-620, whose Thai most phones and spreadsheet programs cannot show. The site publishes
    the file as the agency saved it, so that citizens get the very file that the agency has."""
    for _, item, _, table in tables(context):
        if table.path is not None and table.problem is None and table.encoding != UTF_8:
            yield Hit(table.path, values={"encoding": table.encoding}, item=item, spot=(1, 1))
