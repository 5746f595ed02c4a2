"""2xx, tables: do the rows of an item fit the columns that the edition gives it?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ita_site.criteria import Column, Item
from ita_site.dates import DateError, parse_date, parse_month
from ita_site.records.fields import FieldError, number_of
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.site import ItemEntry
from ita_site.tables import TableRows
from ita_site.text import Text


def _tables(context: Context) -> Iterator[tuple[ItemEntry, Item, TableRows]]:
    for entry, item, _ in context.sound:
        if item.table is not None and entry.table is not None:
            yield entry, item, entry.table


def _hit(
    entry: ItemEntry, item: Item, row: int, column: str | None, values: dict[str, Value], *, on_key: bool = False
) -> Hit:
    """A place in a table: the line of the CSV, or the cell typed into the item's file."""
    table = entry.table
    if table is not None and table.path is not None:
        return Hit(table.path, values=values, item=item, spot=(table.lines[row] if table.lines else 1, 1))
    at = ("table", "rows", row) if column is None else ("table", "rows", row, column)
    return Hit(entry.document, at, values, item, on_key=on_key)


@rule(
    "ITA215", "table-columns", "error",
    title=("ตารางมีคอลัมน์ที่เกณฑ์ไม่มี หรือขาดคอลัมน์", "Table columns do not fit"),
    message=("{what}", "{what}"),
    fix=("ใช้คอลัมน์: {columns}", "Use the columns: {columns}"),
)  # fmt: skip
def table_columns(context: Context) -> Iterator[Hit]:
    """คอลัมน์ที่ตรงกันทุกหน่วยงานทำให้เทียบแผนกับผลได้

    Columns that agree let a report be compared with its plan."""
    for entry, item, table in _tables(context):
        assert item.table is not None  # noqa: S101
        columns = item.table.columns
        known = [column.id for column in columns]
        listed = ", ".join(f"{c.id} ({c.name.th})" for c in columns)
        unknown = [name for name in table.columns if name not in known]
        for name in unknown:
            what = Text(f"ไม่มีคอลัมน์ชื่อ «{name}»", f"There is no column «{name}»")
            first = next((i for i, row in enumerate(table.rows) if name in row), 0)
            yield _header_hit(entry, item, first, name, {"what": what, "columns": listed})
        absent = [c.id for c in columns if c.required and table.path is not None and c.id not in table.columns]
        if absent and table.problem is None:
            what = Text(f"ตารางขาดคอลัมน์ {', '.join(absent)}", f"The table lacks the columns {', '.join(absent)}")
            yield Hit(table.path or entry.document, values={"what": what, "columns": listed}, item=item)
        for i, row in enumerate(table.rows):
            lacking = [c.id for c in columns if c.required and c.id not in absent and row.get(c.id) in (None, "")]
            if lacking:
                what = Text(f"แถวนี้ขาด {', '.join(lacking)}", f"This row lacks {', '.join(lacking)}")
                yield _hit(entry, item, i, None, {"what": what, "columns": listed})


def _header_hit(entry: ItemEntry, item: Item, row: int, name: str, values: dict[str, Value]) -> Hit:
    if entry.table is not None and entry.table.path is not None:
        return Hit(entry.table.path, values=values, item=item)
    return _hit(entry, item, row, name, values, on_key=True)


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
    message=("คอลัมน์ «{column}» มีค่า «{value}» ซึ่งไม่ใช่{kind}", "Column «{column}» holds «{value}», which is not {kind}"),
    fix=("แก้ค่าให้เป็น{kind}", "Write {kind}"),
    requires=("ITA215",),
)  # fmt: skip
def table_cell(context: Context) -> Iterator[Hit]:
    """ตัวเลขและเดือนที่อ่านไม่ได้นำไปรวมหรือเทียบกับแผนไม่ได้

    Numbers and months that cannot be read can be neither summed nor compared with the plan."""
    for entry, item, table in _tables(context):
        assert item.table is not None  # noqa: S101
        for i, row in enumerate(table.rows):
            for column in item.table.columns:
                value = row.get(column.id)
                if value in (None, "", "-", "–") or fits(column, value):
                    continue
                kind = _KINDS.get(column.type) or _one_of(column)
                values: dict[str, Value] = {"column": column.name, "value": str(value)[:60], "kind": kind}
                yield _hit(entry, item, i, column.id, values)


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


@rule(
    "ITA217", "unreadable-table", "error",
    title=("อ่านตาราง CSV ไม่ได้", "CSV table cannot be read"),
    message=("อ่านตาราง {file} ไม่ได้", "The table {file} cannot be read"),
    fix=(
        "เปิดใน Excel แล้วบันทึกเป็น CSV UTF-8 (คั่นด้วยจุลภาค) แถวแรกเป็นชื่อคอลัมน์",
        "Save it as «CSV UTF-8 (comma delimited)» with the column names in the first line",
    ),
)  # fmt: skip
def unreadable_table(context: Context) -> Iterator[Hit]:
    """CSV ที่ Excel บันทึกแบบธรรมดาเป็น TIS-620 ภาษาไทยจะกลายเป็นตัวอักษรประหลาด

    A plain CSV from Excel is TIS-620: on the site its Thai turns into strange letters."""
    for _, item, table in _tables(context):
        if table.problem is not None and table.path is not None:
            spot = (table.problem.line, table.problem.column)
            yield Hit(table.path, values={"file": table.path}, item=item, spot=spot)
