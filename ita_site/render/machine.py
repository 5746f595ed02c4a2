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
_DATE = re.compile(
    r"(?:(?<![0-9๐-๙.,/-])(?P<day>[0-9๐-๙]{1,2}) )?"
    rf"(?P<month>{'|'.join(map(re.escape, _NUMBER_OF))}) (?:พ\.ศ\. ?)?(?P<year>2[0-9]{{3}}|๒[๐-๙]{{3}})(?![0-9๐-๙])"
)
_RANGE_BEFORE = re.compile(r"[0-9๐-๙] ?(?:-|–|ถึง|และ) ?$")
_GROUPED = r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_AMOUNT = re.compile(rf"(?<![0-9,.-]){_GROUPED}(?= บาท)")
_CELL = re.compile(rf"\s*({_GROUPED})\s*")
_NUMBER_CELL = re.compile(r'<(?:td|th|span|strong|a)\b[^>]*\bclass="[^"]*\bita-(?:num|plot-value)\b')
_ELSEWHERE = ("svg", "time", "data", "option", "title", "textarea")


def machine_values(page: str) -> str:
    """A finished page in which every Thai day or month (BE) carries its ISO value (CE), and every amount of money or
    grouped number of a table its value without commas. Headings stay as they are."""
    front, body = split_page(page)
    return front + changed_blocks(body, _marked)


def _marked(piece: Piece) -> str:
    if piece.inside in _ELSEWHERE:
        return piece.text
    if _NUMBER_CELL.match(piece.before) and (cell := _CELL.fullmatch(piece.text)):
        return piece.text.replace(cell[1], _data(cell[1]))
    return _AMOUNT.sub(lambda found: _data(found[0]), _DATE.sub(_time, piece.text))


def _data(number: str) -> str:
    return f'<data value="{number.replace(",", "")}">{number}</data>'


def _time(found: re.Match[str]) -> str:
    year, month = int(fold_digits(found["year"])) - BE_OFFSET, _NUMBER_OF[found["month"]]
    if found["day"] is None or _RANGE_BEFORE.search(found.string, max(0, found.start() - 6), found.start()):
        # of «1-5 เมษายน 2566» only the month is one value
        return _month(found, year, month)
    try:
        day = date(year, month, int(fold_digits(found["day"])))
    except ValueError:
        return _month(found, year, month)
    return f'<time datetime="{day.isoformat()}">{found[0]}</time>'


def _month(found: re.Match[str], year: int, month: int) -> str:
    start = found.start("month") - found.start()
    return f'{found[0][:start]}<time datetime="{year:04}-{month:02}">{found[0][start:]}</time>'
