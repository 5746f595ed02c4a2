"""Workbooks of Excel: values of each visible sheet, with the links of new ones, without hidden rows and columns."""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.importers.model import Block, Cell, Link, Row, Source
from ita_site.importers.reading.cells import cell_of, copy_of, is_blank
from ita_site.importers.reading.guard import MOST_CELLS, MOST_ROWS, Room, too_much
from ita_site.importers.reading.package import Package
from ita_site.importers.reading.values import Sheet, sheets_of
from ita_site.importers.reading.workbook_marks import Mark, Marks, marks_of
from ita_site.text import Text

_OLD = Text(
    "ไฟล์นี้เป็น Excel แบบเก่า (.xls) อ่านได้เฉพาะข้อความ ไม่ได้อ่านลิงก์ที่ฝังอยู่ในช่อง หากต้องการลิงก์ ให้บันทึกเป็น .xlsx แล้วนำเข้าใหม่",
    "this is an old Excel file (.xls): its text was read, links set on cells were not; save it as .xlsx and import that to get them",
)
_BINARY = Text(
    "ไฟล์นี้เป็น Excel แบบ .xlsb อ่านได้เฉพาะข้อความ ไม่ได้อ่านลิงก์ที่ฝังอยู่ในช่อง หากต้องการลิงก์ ให้บันทึกเป็น .xlsx แล้วนำเข้าใหม่",
    "this is a binary Excel file (.xlsb): its text was read, links set on cells were not; save it as .xlsx and import that to get them",
)


def read_xlsx(package: Package) -> Source:
    """A workbook of Excel 2007 or later (xlsx, xlsm)."""
    marks = marks_of(package)
    return _source(package.name, sheets_of(package.data, package.name), marks, package.title, [])


def read_xlsb(package: Package) -> Source:
    return _source(package.name, sheets_of(package.data, package.name), {}, package.title, [_BINARY])


def read_xls(data: bytes, name: str) -> Source:
    """A workbook of Excel 97 to 2003."""
    return _source(name, sheets_of(data, name), {}, "", [_OLD])


def _source(name: str, sheets: list[Sheet], marks: dict[str, Marks], title: str, notes: list[Text]) -> Source:
    room = Room(name)
    blocks = []
    for sheet in sheets:
        if not sheet.is_visible:
            notes.append(hidden_sheet(sheet.name))
            continue
        known = marks.get(sheet.name, Marks())
        _reach(sheet, known, name)
        rows = tuple(_rows(sheet, known, room))
        notes += hidden_parts(sheet.name, *_hidden(sheet, known))
        if rows:
            blocks.append(Block("table", rows, (sheet.name,)))
    return Source(name, title, tuple(blocks), "", tuple(notes))


def hidden_sheet(name: str) -> Text:
    return Text(f"ไม่ได้อ่านแผ่นงานที่ซ่อนไว้ “{name}”", f"the hidden sheet “{name}” was not read")


def hidden_parts(name: str, rows: int, columns: int) -> Iterator[Text]:
    """What to tell of rows and columns that were left out because the sheet hides them."""
    if rows or columns:
        th = " และ ".join(filter(None, (f"{rows} แถว" if rows else "", f"{columns} คอลัมน์" if columns else "")))
        en = " and ".join(filter(None, (f"{rows} hidden rows" if rows else "", f"{columns} hidden columns" if columns else "")))  # fmt: skip
        yield Text(f"แผ่นงาน “{name}” มีส่วนที่ซ่อนไว้ซึ่งไม่ได้อ่าน: {th}", f"sheet “{name}”: {en} were not read")


def sheet_place(name: str, row: int) -> Text:
    """`row` from 1, as the program shows it."""
    return Text(f"แผ่นงาน “{name}” แถว {row}", f"sheet “{name}”, row {row}")


def _reach(sheet: Sheet, marks: Marks, name: str) -> None:
    """Let the rows reach as far as the links do: a cell may have one and no value, which other programs never worked out."""
    # a link on an empty cell that shows nothing is nowhere to be seen
    places = [place for place, found in marks.links.items() if any(mark.shown for mark in found)]
    if not places:
        return
    width = max(map(len, sheet.rows), default=0)
    if not sheet.rows:
        sheet.top, sheet.left = places[0]
    top, left = min(sheet.top, *(row for row, _ in places)), min(sheet.left, *(column for _, column in places))
    bottom = max(sheet.top + len(sheet.rows), *(row + 1 for row, _ in places))
    right = max(sheet.left + width, *(column + 1 for _, column in places))
    if bottom - top > MOST_ROWS or (bottom - top) * (right - left) > MOST_CELLS:
        raise too_much(name)
    before, after = [""] * (sheet.left - left), right - sheet.left
    rows = [before + row + [""] * (after - len(row)) for row in sheet.rows]
    blank = [""] * (right - left)
    sheet.rows = [blank] * (sheet.top - top) + rows + [blank] * (bottom - sheet.top - len(rows))
    sheet.top, sheet.left = top, left


def _hidden(sheet: Sheet, marks: Marks) -> tuple[int, int]:
    """How many rows and columns with something in them were left out."""
    rows = sum(1 for n, row in enumerate(sheet.rows, sheet.top) if n in marks.hidden_rows and any(row))
    if not marks.hidden_columns:
        return rows, 0
    width = max(map(len, sheet.rows), default=0)
    hidden = [n for n in range(width) if marks.hides(sheet.left + n)]
    return rows, sum(1 for n in hidden if any(row[n] for row in sheet.rows if n < len(row)))


def _rows(sheet: Sheet, marks: Marks, room: Room) -> Iterator[Row]:
    """The rows in which there is anything, all as wide as the sheet."""
    width = max(map(len, sheet.rows), default=0)
    shown = [n for n in range(width) if not marks.hides(sheet.left + n)]
    firsts, copies = _merges(sheet)
    merged: dict[tuple[int, int], Cell] = {}
    for number, values in enumerate(sheet.rows, sheet.top):
        if number in marks.hidden_rows:
            continue
        room.row(len(shown))
        cells = []
        for n in shown:
            place = number, sheet.left + n
            first = copies.get(place) if copies else None
            if first is not None and first in merged:
                cells.append(copy_of(merged[first]))
                continue
            # of a merged cell that begins in a row or column that is hidden, the first one seen stands for it
            own = first or place
            value = values[n] if first is None else _value(sheet, own)
            cell = _cell(value, marks.links.get(own, ()), sheet, room)
            if own in firsts:
                merged[own] = cell
            cells.append(cell)
        if not is_blank(cells):
            yield Row(tuple(cells), sheet_place(sheet.name, number + 1))


def _value(sheet: Sheet, place: tuple[int, int]) -> str:
    row, column = place[0] - sheet.top, place[1] - sheet.left
    is_there = 0 <= row < len(sheet.rows) and 0 <= column < len(sheet.rows[row])
    return sheet.rows[row][column] if is_there else ""


def _cell(value: str, marks: list[Mark] | tuple[()], sheet: Sheet, room: Room) -> Cell:
    if not marks:
        return cell_of(value, (), room)
    links = []
    for mark in marks:
        url = mark.url if mark.at is None else _value(sheet, mark.at)
        links.append(Link(" ".join((value or mark.shown).split()), url.strip()))
    return cell_of(value or marks[0].shown, links, room)


def _merges(sheet: Sheet) -> tuple[set[tuple[int, int]], dict[tuple[int, int], tuple[int, int]]]:
    """The first cells of merged ranges, and for each other cell of one its first; within what is used."""
    bottom, right = sheet.top + len(sheet.rows), sheet.left + max(map(len, sheet.rows), default=0)
    firsts: set[tuple[int, int]] = set()
    copies: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, last_row, last_column in sheet.merged:
        first = top, left
        firsts.add(first)
        for row in range(max(top, sheet.top), min(last_row + 1, bottom)):
            for column in range(max(left, sheet.left), min(last_column + 1, right)):
                if (row, column) != first:
                    copies[row, column] = first
    return firsts, copies
