"""Tables as an Excel workbook: A4 across, in Thai letters, with links that open, and nothing that is reckoned."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime, time
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Any
from unicodedata import category

from ita_site.answers.book import Book, Cell, Column, Leaf, fit
from ita_site.dates import thai_date
from ita_site.evidence import read_address
from ita_site.thai import cut

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FONT = "TH Sarabun New"
"""The letters of official documents. Source: cabinet resolution of 7 September 2553, 13 fonts of the government."""
_SIZE = 14
_LINE = 23
"""Points from line to line, marks above and below the letters included."""
_TALLEST = 409
"""Points. Source: Microsoft, «Excel specifications and limits», as the next two."""
_MOST_LINKS = 65_530
_LONGEST_URL = 2_079
_LONGEST_HEADER = 255
"""Characters of an agency's name in the header, which has room for 255 with its marks."""
_OF_WIDTH = Decimal("0.76")
"""Letters that fit in one unit of a column's width: of those that stand in for `FONT` where it is not installed, which
are wider, with what is lost where a line ends before a long word."""
_EDGE = "#8796A5"
_HEAD = "#E9F2FD"
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.7, "bottom": 0.6}


def workbook(book: Book) -> bytes:
    """The whole file. The same book always gives the same bytes."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - heavy, and only for those who want a workbook

    out = io.BytesIO()
    file = Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    # nobody's name: who pressed the button is not for the public
    file.set_properties(
        {
            "title": fit(f"{book.title} {book.agency}"),
            "author": "",
            "created": datetime.combine(book.as_of, time(), UTC).replace(tzinfo=None),
        }
    )
    formats = _formats(file)
    for leaf in book.leaves:
        _leaf(file, book, leaf, formats)
    file.close()
    return out.getvalue()


def _formats(file: Workbook) -> Mapping[str, Any]:
    cell = {"font_name": FONT, "font_size": _SIZE, "valign": "top", "border": 1, "border_color": _EDGE}
    text = {**cell, "text_wrap": True}
    return {
        "head": file.add_format({**text, "bold": True, "bg_color": _HEAD, "valign": "vcenter", "align": "center"}),
        "text": file.add_format({**text, "num_format": "@"}),
        "code": file.add_format({**text, "num_format": "@", "align": "center"}),
        # not every program breaks the line of a link: made smaller, the whole address is still read on paper
        "open": file.add_format({**cell, "shrink": True, "font_color": "#1A4B83", "underline": 1}),
        "count": file.add_format({**cell, "align": "center"}),
        "number": file.add_format({**cell, "num_format": "#,##0.##"}),
        "whole": file.add_format({**cell, "num_format": "#,##0"}),
    }


def _leaf(file: Workbook, book: Book, leaf: Leaf, formats: Mapping[str, Any]) -> None:
    sheet = file.add_worksheet(leaf.name)
    last, count = len(leaf.columns) - 1, len(leaf.rows)
    for place, column in enumerate(leaf.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.name, formats["head"])
    sheet.set_row(0, _height(leaf.columns, tuple(column.name for column in leaf.columns)))
    links = 0
    for number, row in enumerate(leaf.rows, 1):
        cells = tuple(fit(value) if isinstance(value, str) else value for value in row)
        sheet.set_row(number, _height(leaf.columns, cells))
        for place, (column, value) in enumerate(zip(leaf.columns, cells, strict=True)):
            links += _write(sheet, (number, place), column, value, formats, has_room=links < _MOST_LINKS)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(count, 1), last)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(**_MARGINS)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, count, last)
    sheet.set_header(_header(book))
    sheet.set_footer(f'&L&"{FONT}"&12 ข้อมูล ณ วันที่ {thai_date(book.as_of)}&R&"{FONT}"&12 หน้า &P จาก &N')


def _header(book: Book) -> str:
    """Agency and title above every sheet of paper. A sign of the codes, &, is written twice and counts twice."""
    left, right = f'&L&"{FONT}"&12 ', f'&R&"{FONT}"&12 {book.title}'
    words = " ".join(fit(book.agency).split())
    room = _LONGEST_HEADER - len(left) - len(right) - words.count("&")
    return left + cut(words, max(1, room)).replace("&", "&&") + right


def _write(
    sheet: Worksheet, at: tuple[int, int], column: Column, value: Cell, formats: Mapping[str, Any], *, has_room: bool
) -> int:
    """Write one cell; gives 1 when it became a link. A cell is one where it is a single address that a program opens."""
    if isinstance(value, int | Decimal):
        name = "count" if column.kind == "code" else "whole" if value == value // 1 else "number"
        sheet.write_number(*at, value, formats[name])
        return 0
    text = value or ""
    is_link = column.kind == "link" and has_room and 0 < len(text) <= _LONGEST_URL
    if is_link and read_address(text) is not None and text.startswith(("http://", "https://")):
        sheet.write_url(*at, text, formats["open"], string=text)
        return 1
    sheet.write_string(*at, text, formats["code" if column.kind == "code" else "text"])
    return 0


def _height(columns: tuple[Column, ...], cells: tuple[Cell, ...]) -> int:
    """Points that a row needs. Reckoned, because not every program fits rows to their text when it prints."""
    texts = ((column, value) for column, value in zip(columns, cells, strict=True) if isinstance(value, str))
    lines = (1 if column.kind == "link" else _lines(column, value) for column, value in texts)
    return min(_TALLEST, max(1, *lines, 1) * _LINE + 4)


def _lines(column: Column, text: str) -> int:
    room = max(1, int(column.width * _OF_WIDTH))
    return sum(max(1, ceil(_letters(line) / room)) for line in text.split("\n"))


def _letters(line: str) -> int:
    """How many letters stand side by side: marks above and below others take no room."""
    return sum(category(sign) not in ("Mn", "Cf") for sign in line)
