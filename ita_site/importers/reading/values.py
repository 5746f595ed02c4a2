"""Values of Excel workbooks, read in a process of its own: native code cannot be trusted to survive every file.

The process gets the file on its input and answers on its output with one JSON, what `sheets_of` returns.
"""

from __future__ import annotations

import datetime
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from ita_site.dates import BE_OFFSET
from ita_site.importers.reading.guard import MOST_CELLS, MOST_ROWS, broken, locked, refused, too_much

SECONDS = 30.0
MEMORY = 1 << 30
"""Bytes of addresses that the process may ask for; what it truly uses is a third of that at most."""
_THAI_YEARS = 2400


@dataclass(slots=True)
class Sheet:
    """A sheet of values as text. `top` and `left` are where its first cell stands, from 0; `merged` are ranges as
    (first row, first column, last row, last column), from 0."""

    name: str
    is_visible: bool
    top: int
    left: int
    rows: list[list[str]]
    merged: tuple[tuple[int, int, int, int], ...]


def sheets_of(data: bytes, name: str) -> list[Sheet]:
    """The sheets of an Excel workbook (xlsx, xlsb or xls). Hidden ones come without their rows."""
    # -P: nothing that lies in the folder of the site is ever imported; the rest of the path is as it is here
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-W", "ignore", "-m", __name__],
            input=data, capture_output=True, env=environment, timeout=SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise too_much(name) from None
    except OSError:
        raise refused(name, "เปิดตัวอ่านตารางในเครื่องนี้ไม่ได้ โปรดบันทึกเป็น csv แล้วลองใหม่", "the reader of workbooks cannot be started on this machine; save it as csv and try again") from None  # fmt: skip
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        # it died of the file
        raise (too_much(name) if b"memory allocation" in done.stderr else broken(name)) from None
    if trouble := answer.get("trouble"):
        raise _TROUBLE[trouble](name)
    return [Sheet(**one | {"merged": tuple(map(tuple, one["merged"]))}) for one in answer["sheets"]]


_TROUBLE = {"locked": locked, "large": too_much, "broken": broken}


def main() -> None:
    """The process itself."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever native code prints is no answer
    try:
        answer = _read(sys.stdin.buffer.read())
    except MemoryError:
        answer = {"trouble": "large"}
    except BaseException:  # noqa: BLE001 - what native code throws when it gives up is no Exception
        answer = {"trouble": "broken"}
    json.dump(answer, out, ensure_ascii=False)
    out.close()


def _read(data: bytes) -> dict[str, Any]:
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        return {"trouble": "locked"}
    sheets, rows, cells = [], 0, 0
    for number, known in enumerate(book.sheets_metadata):
        if known.typ is not SheetTypeEnum.WorkSheet:
            continue
        is_visible = known.visible is SheetVisibleEnum.Visible
        one: dict[str, Any] = {
            "name": known.name,
            "is_visible": is_visible,
            "top": 0,
            "left": 0,
            "rows": [],
            "merged": [],
        }
        sheets.append(one)
        if not is_visible:
            continue
        sheet = book.get_sheet_by_index(number)
        rows, cells = rows + sheet.height, cells + sheet.height * sheet.width
        if rows > MOST_ROWS or cells > MOST_CELLS:
            return {"trouble": "large"}
        one["top"], one["left"] = sheet.start or (0, 0)
        one["merged"] = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
        one["rows"] = list(_rows(sheet))
    return {"sheets": sheets}


def _rows(sheet: Any) -> Iterator[list[str]]:
    for row in sheet.to_python(skip_empty_area=True):
        yield [value if isinstance(value, str) else _words(value) for value in row]


def _words(value: object) -> str:
    """A value as people write it: whole numbers without a point, days in the Buddhist era."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        day = _day(value)
        return day if value.time() == datetime.time() else f"{day} {value:%H:%M}"
    if isinstance(value, datetime.date):
        return _day(value)
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    return str(value)


def _day(value: datetime.date) -> str:
    """A day in the Buddhist era. Whoever typed 1/10/2566 into Excel got a day of the year 2566 of the Common Era."""
    year = value.year if value.year >= _THAI_YEARS else value.year + BE_OFFSET
    return f"{year:04}-{value.month:02}-{value.day:02}"


if __name__ == "__main__":
    main()
