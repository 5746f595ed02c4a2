"""The years that a text names, as an officer writes them: «ปีงบประมาณ ๒๕๖๖», «ประจำปี 2566», «ปี 66», «2566-2570»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ita_site.dates import BE_OFFSET, Month
from ita_site.thai import fold_digits

_GAP = r"\s{0,3}"
"""Blanks, and no long runs of them: a text may be long, and every start in it is tried."""
_ERA = r"(?:\s{0,3}(?:พุทธศักราช|พ\s{0,3}\.?\s{0,3}ศ\s{0,3}\.?|ค\s{0,3}\.?\s{0,3}ศ\s{0,3}\.?|b\.?e\.?))?\s{0,3}"
_FISCAL = r"ปี\s{0,3}งบ\s{0,3}ประมาณ|ปี\s{0,3}งบฯ?|fiscal\s+year|\bfy"
_YEAR_WORD = rf"(?:ประจำ{_GAP}|รอบ{_GAP})?(?P<fiscal>{_FISCAL})|(?:ประจำ{_GAP}|รอบ{_GAP})?ปี|\byear"
_FULL = r"(?:2[45][0-9]{2}|20[0-9]{2})(?![0-9])"
_SHORT = r"[’']?[5-7][0-9](?![0-9]|\s{0,3}(?:%|เปอร์เซ็นต์|คน|แห่ง|ครั้ง|ราย|บาท|ขึ้นไป|ขวบ)|[,.][0-9]|\s{0,3}ปี)"
_TO = r"\s{0,3}(?:-|–|—|/|ถึง|to)\s{0,3}"
_PLAIN_WORD = _YEAR_WORD.replace("(?P<fiscal>", "(?:")
_UNTIL = rf"{_TO}(?:{_PLAIN_WORD})?{_ERA}(?P<last>{_FULL}|[5-7][0-9](?![0-9]))"
_RANGE_AHEAD = rf"(?={_ERA}{_FULL}{_UNTIL.replace('(?P<last>', '(?:')})"
_SAID = re.compile(
    rf"(?:{_YEAR_WORD}|(?<![0-9.,/-]){_RANGE_AHEAD}){_ERA}(?P<first>{_FULL}|{_SHORT})(?:{_UNTIL})?", re.IGNORECASE
)
"""A year behind the word «ปี», or a range of years with or without it."""
_AND = re.compile(rf"{_GAP}(?:,|และ|กับ|and|&|/){_GAP}(?:{_PLAIN_WORD})?{_ERA}(?P<first>{_FULL})", re.IGNORECASE)
_LAW = re.compile(
    r"พระราช(?:บัญญัติ|กำหนด|กฤษฎีกา)|พ\s{0,3}\.\s{0,3}ร\s{0,3}\.\s{0,3}[บกฎ]|กฎกระทรวง|รัฐธรรมนูญ|ประมวลกฎหมาย|ระเบียบ"
)


@dataclass(frozen=True, slots=True)
class YearSaid:
    """Years (BE) from `first` to `last` that stand at `at` (from 0) of a text; fiscal years where the words say so."""

    words: str
    at: int
    first: int
    last: int
    is_fiscal: bool

    def holds(self, fiscal: Iterable[int], calendar: Iterable[int]) -> bool:
        """Whether one of the fiscal years, or where no fiscal year was said of the calendar years (BE), is meant."""
        years = set(fiscal) if self.is_fiscal else {*fiscal, *calendar}
        return any(self.first <= year <= self.last for year in years)


def years_said(text: str) -> Iterator[YearSaid]:
    """Every year that a text names as one. Years of laws and of dates are not: they stand without the word «ปี»."""
    folded = fold_digits(text)
    end = 0
    while match := _SAID.search(folded, end):
        first, end = _whole(match["first"]), match.end()
        last = _whole(match["last"]) if match["last"] else first
        is_fiscal = match["fiscal"] is not None
        if not is_fiscal and last == first and _LAW.search(folded, max(0, match.start() - 60), match.start()):
            continue
        yield YearSaid(text[match.start() : end].strip(), match.start(), first, max(first, last), is_fiscal)
        while more := _AND.match(folded, end):
            year, at, end = _whole(more["first"]), end, more.end()
            yield YearSaid(text[at:end].strip(), at, year, year, is_fiscal)


def _whole(digits: str) -> int:
    """The year (BE) of four digits in either era, or of the two digits that people shorten it to."""
    year = int(digits.lstrip("’'"))
    return year + 2500 if year < 100 else year + BE_OFFSET if year < 2200 else year


def years_of(months: Iterable[Month], start_month: int) -> tuple[set[int], set[int]]:
    """The fiscal and the calendar years (BE) that months (CE) lie in; a fiscal year is named after its end."""
    months = tuple(months)
    calendar = {month.year + BE_OFFSET for month in months}
    fiscal = {month.year + BE_OFFSET + (month.month >= start_month > 1) for month in months}
    return fiscal, calendar
