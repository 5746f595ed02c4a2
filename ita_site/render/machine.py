"""Machine values beside what people read: days and months as `<time>`, amounts as `<data>`.

Done on the finished page and not value by value, so that no page and no sentence is left out, and so that the same
words can stand in an attribute as they are.
"""

from __future__ import annotations

import re
from datetime import date

from ita_site.dates import BE_OFFSET, MONTHS, SHORT_MONTHS
from ita_site.render.readable import Piece, changed_blocks, split_page
from ita_site.thai import fold_digits

_NUMBER_OF = {name: number for names in (MONTHS, SHORT_MONTHS) for number, name in enumerate(names, 1)}
# ก.พ. is also the office of the civil service, whose letters and committees bear a year.
_OFFICE = r"(?<!สำนักงาน)(?<!สำนักงาน )(?<![ก-ฮ]\.)"
_MONTH = "|".join((*map(re.escape, MONTHS), f"{_OFFICE}(?:{'|'.join(map(re.escape, SHORT_MONTHS))})"))
_DATE = re.compile(
    r"(?:(?<![0-9๐-๙.,/-])(?P<day>[0-9๐-๙]{1,2}) )?"
    rf"(?P<month>{_MONTH}) (?:พ\.ศ\. ?)?(?P<year>[0-9๐-๙]{{4}})(?![0-9๐-๙])"
)
# The day before it: a year, of «30 กันยายน 2565 ถึง 2 มีนาคม 2566», is the end of another date.
_RANGE_BEFORE = re.compile(r"(?<![0-9๐-๙])[0-9๐-๙]{1,2} ?(?:-|–|ถึง|และ) ?$")
_GROUPED = r"(?:(?<![^\s(])-)?[0-9๐-๙]{1,3}(?:,[0-9๐-๙]{3})+(?:\.[0-9๐-๙]+)?"
_AMOUNT = re.compile(rf"(?<![0-9๐-๙,.-]){_GROUPED}(?= บาท)")
_CELL = re.compile(rf"\s*({_GROUPED})\s*")
_NUMBER_CELL = re.compile(r'<(?:td|th|span|strong|a)\b[^>]*\bclass="[^"]*\bita-(?:num|plot-value)\b')
_ELSEWHERE = ("svg", "time", "data", "option", "title", "textarea")


def machine_values(page: str) -> str:
    """A finished page in which every Thai day or month (of either era) carries its ISO value (CE), and every amount of
    money or grouped number of a table its value without commas. Headings stay as they are."""
    front, body = split_page(page)
    return front + changed_blocks(body, _marked)


def _marked(piece: Piece) -> str:
    if piece.inside in _ELSEWHERE:
        return piece.text
    if _NUMBER_CELL.match(piece.before) and (cell := _CELL.fullmatch(piece.text)):
        return piece.text.replace(cell[1], _data(cell[1]))
    return _AMOUNT.sub(lambda found: _data(found[0]), _DATE.sub(_time, piece.text))


def _data(number: str) -> str:
    return f'<data value="{fold_digits(number).replace(",", "")}">{number}</data>'


def _time(found: re.Match[str]) -> str:
    year, month = _common_era(int(fold_digits(found["year"]))), _NUMBER_OF[found["month"]]
    if year is None:
        return found[0]
    if found["day"] is None or _RANGE_BEFORE.search(found.string, max(0, found.start() - 6), found.start()):
        # of «1-5 เมษายน 2566» only the month is one value
        return _month(found, year, month)
    try:
        day = date(year, month, int(fold_digits(found["day"])))
    except ValueError:
        return _month(found, year, month)
    return f'<time datetime="{day.isoformat()}">{found[0]}</time>'


def _common_era(year: int) -> int | None:
    """A year of either era as CE; None for what is no year. The eras are told apart as in `ita_site.dates`."""
    if 2400 <= year < 2700:
        return year - BE_OFFSET
    return year if 2400 - BE_OFFSET <= year < 2700 - BE_OFFSET else None


def _month(found: re.Match[str], year: int, month: int) -> str:
    start = found.start("month") - found.start()
    return f'{found[0][:start]}<time datetime="{year:04}-{month:02}">{found[0][start:]}</time>'
