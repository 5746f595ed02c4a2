"""What a cell of a table says, by the kind of its column."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ita_site.criteria import Column
from ita_site.dates import DateError, Month, parse_date, parse_month
from ita_site.records.fields import FieldError, number_of
from ita_site.thai import fold_digits, repair

CellValue = Decimal | Month | datetime.date | str
NUMBERS = frozenset({"baht", "percent", "integer", "number"})
_NOTHING = frozenset({"", "-", "–", "…", "..."})
_NO_NUMBER = "ไม่มี"
"""In words, as in the line of a month without purchases."""
_NUMBERING = re.compile(r"^\(?[0-9]{1,3}(?:(?:\.[0-9]{1,3})*[.)]\s*|(?:\.[0-9]{1,3})+\s+)")
"""«1. », «(2) », «1.1 »."""
_KIND_WORDS = ("โครงการ", "กิจกรรม", "มาตรการ")
_UNSPOKEN = re.compile(r"[\s\"'“”‘’«».,;:()\[\]/–—-]+")


def is_nothing(cell: Any) -> bool:
    """Whether a cell is left empty, with a dash, or with the dots of the template."""
    return cell is None or str(cell).strip() in _NOTHING


def cell_value(column: Column, cell: Any) -> CellValue | None:
    """What a cell says: a number as Decimal (baht, percent 0 to 100, integer), a month or day (CE), the id of a choice,
    else its text; None for an empty one. Thai digits, thousands commas and both eras are understood.

    Raises FieldError for what cannot be read as the column's kind.
    """
    if is_nothing(cell):
        return None
    if column.type in NUMBERS:
        return None if str(cell).strip() == _NO_NUMBER else _number(column, cell)
    if column.type in ("month", "date"):
        day = month_of(str(cell)) if column.type == "month" else _day(str(cell))
        if day is None:
            raise FieldError(str(cell))
        return day
    text = str(cell).strip()
    if column.type == "choice":
        said = _said(text)
        chosen = next((c.id for c in column.choices if said in map(_said, (c.id, c.name.th, c.name.en))), None)
        if chosen is None:
            raise FieldError(text)
        return chosen
    return text


def fits(column: Column, cell: Any) -> bool:
    """Whether a cell can be read as what its column holds; an empty one can."""
    try:
        cell_value(column, cell)
    except FieldError:
        return False
    return True


# tables name the same few months in all their rows
@lru_cache(maxsize=4096)
def month_of(cell: str) -> Month | None:
    """The month (CE) that a cell names, in either era; None for what is no month."""
    try:
        return parse_month(cell)
    except DateError:
        return None


@lru_cache(maxsize=4096)
def _day(cell: str) -> datetime.date | None:
    try:
        return parse_date(cell)
    except DateError:
        return None


@lru_cache(maxsize=4096)
def _said(text: str) -> str:
    return "".join(repair(text).split()).casefold()


def _number(column: Column, cell: Any) -> Decimal:
    number = number_of(cell)
    if (
        (number < 0 and column.type != "number")
        or (column.type == "percent" and number > 100)
        or (column.type == "integer" and number != number.to_integral_value())
    ):
        raise FieldError(str(cell))
    return number


def same_words(text: str) -> str:
    """What two names have in common that a person would call the same: without numbering in front, the word
    «โครงการ», blanks and punctuation, and with Thai digits as Arabic ones."""
    words = _NUMBERING.sub("", fold_digits(text).strip())
    for kind in _KIND_WORDS:
        words = words.removeprefix(kind)
    return _UNSPOKEN.sub("", words).casefold() or text.strip()
