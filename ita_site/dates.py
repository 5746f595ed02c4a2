"""Days and months as Thai officers write them. Inside the program every year is of the Common Era (CE).

Officers write either era: years 2400-2699 are of the Buddhist Era (BE, 543 ahead), 1857-2156 of the Common Era, and
nothing else is a year. Years of two digits are BE, from 50 to 79: 66 is 2566, and whoever writes 23 means CE.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ita_site.thai import fold_digits, repair

BE_OFFSET = 543
_BE_YEARS = range(2400, 2700)
_CE_YEARS = range(2400 - BE_OFFSET, 2700 - BE_OFFSET)
_SHORT_YEARS = range(50, 80)

MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
SHORT_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
_ENGLISH = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
# Written without dots and blanks, because people leave them out.
_MONTH_OF: Mapping[str, int] = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name.replace(".", ""): number for number, name in enumerate(SHORT_MONTHS, 1)},
    **{name: number for number, name in enumerate(_ENGLISH, 1)},
    **{name[:3]: number for number, name in enumerate(_ENGLISH, 1)},
    "sept": 9,
}

_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})")
_BY_NAME = re.compile(
    r"(?:วัน[ก-๎]*ที่|ที่)? ?(?:([0-9]{1,2})[ ,./-]*)?(?:เดือน ?)?([^0-9]+?)[ ,./-]*"
    r"(?:(?P<era>พ\. ?ศ\.?|พศ|ค\. ?ศ\.?|คศ|(?<=[ .])(?:b\.?e\.?|c\.?e\.?|a\.?d\.?)) ?)?([0-9]{4}|[0-9]{2})"
)
_AMERICAN = re.compile(r"([a-z]+)\.? ([0-9]{1,2}),? ([0-9]{4})")


class DateError(ValueError):
    """What was written is no day or month. The caller words it.

    `kind` is one of `not-a-date`, `no-such-month`, `no-such-day`, `era`; `values` hold `text` (what was written) and,
    where they are known, `year` (as written), `month`, `day` and `last_day` (of that month).
    """

    def __init__(self, kind: str, values: Mapping[str, str | int]) -> None:
        super().__init__(f"{kind}: {values.get('text', '')}")
        self.kind = kind
        self.values = values


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of one year (CE). Ordered and hashable; `month + 3` is three months later, `a - b` counts months."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (datetime.MINYEAR <= self.year <= datetime.MAXYEAR and 1 <= self.month <= 12):
            raise ValueError(f"no such month: {self.year}-{self.month}")

    @classmethod
    def of(cls, day: datetime.date) -> Month:
        """The month that `day` lies in."""
        return cls(day.year, day.month)

    @staticmethod
    def range(first: Month, last: Month) -> tuple[Month, ...]:
        """All months from `first` to `last`, both included; empty when `last` is earlier."""
        return tuple(first + step for step in range(last - first + 1))

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.month, 1)

    @property
    def last_day(self) -> datetime.date:
        return datetime.date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def __add__(self, months: int) -> Month:
        years, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(years, month + 1)

    def __sub__(self, other: Month) -> int:
        return (self.year - other.year) * 12 + self.month - other.month

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


@dataclass(frozen=True, slots=True)
class When:
    """A day, or a month whose day nobody said (CE)."""

    month: Month
    day: datetime.date | None = None

    @property
    def first_day(self) -> datetime.date:
        return self.day or self.month.first_day

    @property
    def last_day(self) -> datetime.date:
        return self.day or self.month.last_day


def parse_date(value: object) -> datetime.date:
    """The day (CE) that an officer wrote, in either era and with either numerals; raises `DateError`.

    Understood: `2566-03-31`, `31/03/2566`, `31-3-66`, `31.3.2566`, `31 มี.ค. 66`, `วันที่ ๓๑ มีนาคม พ.ศ. ๒๕๖๖`,
    `31 March 2023`. Day and month without a name are always in this order. A `datetime.date` whose year is BE counts
    as written in BE.
    """
    if isinstance(value, datetime.date):
        return _day(str(value), value.year, value.month, value.day)
    text, plain = _plain(value)
    if match := _YEAR_FIRST.fullmatch(plain):
        year, _, month, day = match.groups()
        if day is not None:
            return _day(text, int(year), int(month), int(day))
    elif match := _DAY_FIRST.fullmatch(plain):
        return _day(text, _whole_year(text, match[4]), int(match[3]), int(match[1]))
    elif match := _AMERICAN.fullmatch(plain):
        return _day(text, int(match[3]), _named_month(text, match[1]), int(match[2]))
    elif (match := _BY_NAME.fullmatch(plain)) and match[1] is not None:
        year_ce, month_number = _named(text, match)
        return _real_day(text, year_ce, month_number, int(match[1]))
    raise DateError("not-a-date", {"text": text})


def parse_month(value: object) -> Month:
    """The month (CE) that an officer wrote, or the month of a whole date; raises `DateError`.

    Understood beside whole dates: `2566-03`, `03/2566`, `3.2566`, `มี.ค. 66`, `เดือนมีนาคม ๒๕๖๖`, `March 2023`.
    """
    if isinstance(value, Month):
        return value
    if isinstance(value, datetime.date):
        return Month.of(parse_date(value))
    text, plain = _plain(value)
    if (match := _YEAR_FIRST.fullmatch(plain)) and match[4] is None:
        return _month(text, int(match[1]), int(match[3]))
    if match := _MONTH_FIRST.fullmatch(plain):
        # 05/12 may as well be a day, so a short year counts only where it cannot be one.
        if len(match[2]) == 4 or int(match[2]) > 31:
            return _month(text, _whole_year(text, match[2]), int(match[1]))
        raise DateError("not-a-date", {"text": text})
    if (match := _BY_NAME.fullmatch(plain)) and match[1] is None:
        return Month(*_named(text, match))
    return Month.of(parse_date(text))


def parse_when(value: object) -> When:
    """The day, or else the month (CE), that an officer wrote; raises `DateError`. See `parse_date`, `parse_month`."""
    try:
        day = parse_date(value)
    except DateError:
        return When(parse_month(value))
    return When(Month.of(day), day)


def thai_date(day: datetime.date, short: bool = False) -> str:
    """`31 มีนาคม 2566`, or short `31 มี.ค. 2566`: the year is BE."""
    return f"{day.day} {thai_month(Month.of(day), short)}"


def thai_month(month: Month, short: bool = False) -> str:
    """`มีนาคม 2566`, or short `มี.ค. 2566`: the year is BE."""
    return f"{(SHORT_MONTHS if short else MONTHS)[month.month - 1]} {month.year + BE_OFFSET}"


def be_iso(day: datetime.date) -> str:
    """`2566-03-31`: the spelling that officers' files use, the year is BE."""
    return f"{be_month_iso(Month.of(day))}-{day.day:02}"


def be_month_iso(month: Month) -> str:
    """`2566-03`: the year is BE."""
    return f"{month.year + BE_OFFSET:04}-{month.month:02}"


def fiscal_year_months(year_be: int, start_month: int = 10) -> tuple[Month, ...]:
    """The twelve months of a fiscal year (BE): 2566 runs from October 2565 to September 2566.

    A fiscal year is named after the year that it ends in; from January on it is the calendar year.
    """
    year = year_be - BE_OFFSET
    first = Month(year if start_month == 1 else year - 1, start_month)
    return tuple(first + step for step in range(12))


def _plain(value: object) -> tuple[str, str]:
    """What was written, and the same with Arabic numerals, single blanks and small letters."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise DateError("not-a-date", {"text": "" if value is None else str(value)[:60]})
    text = str(value).strip()
    if len(text) > 60:
        raise DateError("not-a-date", {"text": f"{text[:59]}…"})
    return text, " ".join(fold_digits(repair(text)).lower().split())


def _whole_year(text: str, digits: str) -> int:
    year = int(digits)
    if len(digits) != 2:
        return year
    if year not in _SHORT_YEARS:
        raise DateError("era", {"text": text, "year": year})
    return year + 2500


def _common_era(text: str, year: int) -> int:
    if year in _BE_YEARS:
        return year - BE_OFFSET
    if year in _CE_YEARS:
        return year
    raise DateError("era", {"text": text, "year": year})


def _month(text: str, year: int, month: int) -> Month:
    if not 1 <= month <= 12:
        raise DateError("no-such-month", {"text": text, "month": month})
    return Month(_common_era(text, year), month)


def _day(text: str, year: int, month: int, day: int) -> datetime.date:
    # The era comes first: 29 February 2567 is a day, because 2024 is a leap year.
    found = _month(text, year, month)
    return _real_day(text, found.year, found.month, day)


def _real_day(text: str, year: int, month: int, day: int) -> datetime.date:
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise DateError("no-such-day", {"text": text, "month": month, "day": day, "last_day": last})
    return datetime.date(year, month, day)


def _named_month(text: str, name: str) -> int:
    month = _MONTH_OF.get(re.sub(r"[ .]", "", name))
    if month is None:
        raise DateError("not-a-date", {"text": text})
    return month


def _named(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Year (CE) and month of a date with the month's name; an era that is named must fit the year."""
    month = _named_month(text, match[2])
    era, digits = match["era"], match[4]
    says_common = era is not None and era[0] in "คca"
    # "31 Mar 23" says neither era: two digits are Buddhist to a Thai reader, and Common to all others.
    if len(digits) == 2 and (says_common or (era is None and match[2].isascii())):
        raise DateError("era", {"text": text, "year": int(digits)})
    year = _whole_year(text, digits)
    if era is not None and year not in (_CE_YEARS if says_common else _BE_YEARS):
        raise DateError("era", {"text": text, "year": year})
    return _common_era(text, year), month
