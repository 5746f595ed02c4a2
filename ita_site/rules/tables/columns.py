"""2xx, tables: the columns that a table has and lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ita_site.criteria import Column
from ita_site.rules.base import Context, Hit, rule
from ita_site.rules.said import ROWS, first_few
from ita_site.rules.tables.places import in_table, sheets
from ita_site.tables import NUMBERING, split_names
from ita_site.text import Text


def _is_blank(value: Any) -> bool:
    """Nothing, or the dots of the template."""
    return value is None or str(value).strip() in ("", "…", "...")


@rule(
    "ITA215", "table-columns", "error", rests_on="facts",
    title=("ตารางมีคอลัมน์ที่เกณฑ์ไม่มี หรือขาดคอลัมน์", "Table columns do not fit"),
    message=("{what}", "{what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def table_columns(context: Context) -> Iterator[Hit]:
    """คอลัมน์ที่ตรงกันทุกหน่วยงานทำให้เทียบแผนกับผลได้ จะใช้ชื่อย่อภาษาอังกฤษหรือชื่อภาษาไทยของคอลัมน์ก็ได้

    Columns that agree let a report be compared with its plan. Their short names will do, or their Thai ones."""
    for entry, sheet in sheets(context):
        asked, table = sheet.asked, sheet.data
        known = [column.id for column in asked.columns]
        required = [column.id for column in asked.columns if column.required]
        listed = ", ".join(f"{c.id} ({c.name.th})" for c in asked.columns)
        use = Text(f"ใช้คอลัมน์: {listed}", f"Use the columns: {listed}")
        # ITA222 tells of rows out of place, and of what is left of a number
        shifted = sheet.shifts
        told = {name for i in shifted for name in split_names(table.rows[i])} if table.path is None else set()
        for name in table.columns:
            if name and name not in known and name not in told and name != NUMBERING:
                what = Text(f"ไม่มีคอลัมน์ชื่อ «{name}»", f"There is no column «{name}»")
                yield in_table(entry, table, None, name, {"what": what, "mend": use})
        absent = [name for name in required if table.path is not None and name not in table.columns]
        if absent:
            what = Text(f"ตารางขาดคอลัมน์ {', '.join(absent)}", f"The table lacks the columns {', '.join(absent)}")
            yield in_table(entry, table, None, None, {"what": what, "mend": use})
        wanted = [name for name in required if name not in absent]
        # a row of sums has no month and no status
        rows = [row.place for row in sheet.rows if row.place not in shifted]
        short = [i for i in rows if any(_is_blank(table.rows[i].get(name)) for name in wanted)]
        for i, more in first_few(short, ROWS):
            lacking = [c for c in asked.columns if c.id in wanted and _is_blank(table.rows[i].get(c.id))]
            th, en = ", ".join(f"{c.id} ({c.name.th})" for c in lacking), ", ".join(c.id for c in lacking)
            what = Text(f"แถวนี้ขาด {th}{more.th}", f"This row lacks {en}{more.en}")
            yield in_table(entry, table, i, None, {"what": what, "mend": _filled_in(table.rows[i], lacking)})


def _filled_in(cells: Mapping[str, Any], lacking: Sequence[Column]) -> Text:
    """How to mend a row with empty cells."""
    filled = [name for name, value in cells.items() if name != NUMBERING and not _is_blank(value)]
    if len(filled) == 1:
        return Text(
            "กรอกช่องที่ขาด ถ้าแถวนี้เป็นหัวข้อคั่นกลุ่ม ให้ลบออก",
            "Fill in what is missing; if this row is the heading of those below it, remove it",
        )
    if any(column.type in ("baht", "integer", "percent", "number") for column in lacking):
        return Text("กรอกช่องที่ขาด ถ้าไม่มีให้ใส่ 0 หรือ -", "Fill in what is missing; where there is nothing, write 0 or -")
    return Text(
        "กรอกช่องที่ขาดให้ครบทุกแถว แม้ซ้ำกับแถวบน เช่น เมื่อผสานเซลล์ไว้ใน Excel",
        "Fill it in in every row, even if it is the same as above, as where cells are merged in Excel",
    )
