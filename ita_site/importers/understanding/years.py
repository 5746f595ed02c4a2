"""Pages that hold the lists of several years: which lines stand in the part of another year than the wanted one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ita_site.importers.understanding.lines import Line, Reader
from ita_site.importers.understanding.understood import LEAST
from ita_site.text import Text
from ita_site.thai import fold_digits

_YEAR = re.compile(r"(?<![0-9])25[5-9][0-9](?![0-9])")
_ENOUGH = 2
"""Items in the part of the wanted year by which it is one."""
# a row across a table that says nothing but whose year the rows below are
_ROW = re.compile(
    r"(?:(?:ITA|OIT|การประเมิน|การเปิดเผยข้อมูล(?:สาธารณะ)?|ประจำ|ปี|งบประมาณ|พ\.?\s*ศ\.?|[\s().:\-–])|25[5-9][0-9])+",
    re.IGNORECASE,
)


def years_in(text: str) -> list[int]:
    """The years (BE) that a text names."""
    return [int(year) for year in _YEAR.findall(fold_digits(text))]


def of_year(lines: Sequence[Line], reader: Reader, wanted: int) -> tuple[list[Line], list[Text]]:
    """The lines without those in the parts of other years (BE), and what to tell of them.

    A part is told by headings that name one year and no item («รายงานผลประจำปี 2565» is the heading of an item). All
    lines stay unless a part of the wanted year lists items too.
    """
    years = list(_years(lines, reader, wanted))
    is_item = [_names_one(line, reader) for line in lines]
    found = Counter(year for year, is_one in zip(years, is_item, strict=True) if is_one and year is not None)
    others = sorted(year for year in found if year != wanted)
    if found[wanted] < _ENOUGH:
        return list(lines), [_several(others, wanted)] if len(others) > 1 else []
    if not others:
        return list(lines), []
    return [line for line, year in zip(lines, years, strict=True) if year in (None, wanted)], [_told(found, wanted)]


def _years(lines: Sequence[Line], reader: Reader, wanted: int) -> Iterator[int | None]:
    """The year of the part in which each line stands; None outside of all."""
    known: dict[tuple[str, ...], int | None] = {}
    row_year: tuple[int, int] | None = None
    for line in lines:
        if line.headings not in known:
            known[line.headings] = _of_headings(line.headings, reader, wanted)
        if line.is_table and line.code is None and _ROW.fullmatch(text := fold_digits(line.text)):
            years = set(years_in(text))
            row_year = (line.block, years.pop()) if len(years) == 1 else row_year
        in_table = row_year[1] if row_year is not None and row_year[0] == line.block else None
        yield in_table or known[line.headings]


def _of_headings(headings: Sequence[str], reader: Reader, wanted: int) -> int | None:
    """The wanted year where any heading is of it, else that of the innermost."""
    found: int | None = None
    for heading in headings:
        years = set(years_in(heading))
        if len(years) == 1 and not _is_item(heading, reader):
            found = wanted if found == wanted else years.pop()
    return found


def _is_item(text: str, reader: Reader) -> bool:
    code, rest = reader.codes.at_start(text)
    match = reader.titles.match(rest) if rest else None
    return code is not None or (match is not None and match.sureness >= LEAST)


def _names_one(line: Line, reader: Reader) -> bool:
    match = reader.titles.match(line.title) if line.title and not line.code else None
    return line.code is not None or (match is not None and match.sureness >= LEAST)


def _told(found: Counter[int], wanted: int) -> Text:
    others = [(year, number) for year, number in sorted(found.items()) if year != wanted]
    th = ", ".join(f"ปี {year} {number} แถว" for year, number in others)
    en = ", ".join(f"{year}: {number} rows" for year, number in others)
    return Text(
        f"ไฟล์นี้มีหลายปี นำเข้าเฉพาะส่วนของปี {wanted} ที่ไม่ได้นำเข้าคือ {th} ถ้าต้องการ ให้นำเข้าอีกครั้งด้วย --year",
        f"the file holds several years: only the part of {wanted} was taken, not that of {en}; --year takes another",
    )


def _several(others: Sequence[int], wanted: int) -> Text:
    years = ", ".join(map(str, others))
    return Text(
        f"ไฟล์นี้มีหลายปี ({years}) แต่ไม่มีส่วนของปี {wanted} ลิงก์ของหลายปีจึงอาจรวมอยู่ในข้อเดียวกัน โปรดตรวจทุกข้อ",
        f"the file holds several years ({years}) and no part of {wanted}: links of several years may have come together "
        "in one item. Please look at each",
    )
