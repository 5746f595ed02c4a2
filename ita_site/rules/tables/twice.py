"""2xx, tables: rows that stand there twice."""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.said import ROWS, first_few
from ita_site.rules.tables.places import in_table, sheets
from ita_site.site import ItemEntry
from ita_site.tables import NUMBERING, Row, Sheet
from ita_site.tables.cells import is_nothing

_COUNTING = frozenset({NUMBERING, "seq"})
_FEWEST = 2
"""Cells besides those that name a row, above which two equal rows are hardly two things: fuel is bought twice a month."""


@rule(
    "ITA225", "table-row-twice", "warning", requires=("ITA215", "ITA216", "ITA222"),
    title=("แถวซ้ำกันทุกช่อง", "A row stands in the table twice"),
    message=("แถวนี้เหมือนบรรทัดที่ {before} ทุกช่อง ยอดรวมจึงนับสองครั้ง{more}", "This row is the same as line {before} in every cell, so sums count it twice{more}"),
    fix=("ลบแถวที่ซ้ำ ถ้าเป็นคนละรายการจริง ให้ชื่อหรือหมายเหตุต่างกัน", "Remove one of them; if they are two things, let their names or notes differ"),
)  # fmt: skip
def row_twice(context: Context) -> Iterator[Hit]:
    """แถวที่คัดลอกแล้วลืมแก้ทำให้ยอดรวมเกินจริง รายงานที่มีแถวของแต่ละเดือนไม่ถูกทัก

    A row that was copied and not changed makes sums too large. Reports with a row for each month are passed over."""
    for entry, sheet in sheets(context):
        for (row, before), more in first_few(_again(sheet), ROWS):
            values: dict[str, Value] = {"before": _line(entry, sheet, before), "more": more}
            yield in_table(entry, sheet.data, row.place, None, values)


def _line(entry: ItemEntry, sheet: Sheet, row: Row) -> int:
    if sheet.data.path is not None:
        return sheet.data.spot(row.place)[0]
    return entry.document.place(("table", "rows", row.place))[0]


def _again(sheet: Sheet) -> Iterator[tuple[Row, Row]]:
    """Rows that hold what an earlier one holds, with that one."""
    if not any(column.total for column in sheet.asked.columns):
        return
    seen: dict[tuple[tuple[str, str], ...], Row] = {}
    found: list[tuple[Row, Row]] = []
    for row in sheet.rows:
        cells = sheet.data.rows[row.place]
        said = tuple(
            (name, str(cell).strip()) for name, cell in cells.items() if name not in _COUNTING and not is_nothing(cell)
        )
        counts = any(column.total and row.number(column.id) for column in sheet.asked.columns)
        if len(said) <= len(sheet.asked.key) + _FEWEST or not counts:
            continue
        if said in seen:
            found.append((row, seen[said]))
        else:
            seen[said] = row
    # other rows of one name that differ: a row for each month, in which some months are alike
    if sheet.has_rounds and len(sheet.rows) - len(found) > len(sheet.by_key):
        return
    yield from found
