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
_NO_NUMBER = re.compile(r"ไม่(?:ได้)?(?:มี|ใช้)(?:งบ(?:ประมาณ)?|เงิน|ค่าใช้จ่าย)?")
"""In words, as in the line of a month without purchases or of a project without money."""
_ACTED = re.compile(r"(?:ได้)?ดำเนินการ")
"""«ยังไม่ดำเนินการ» and «ยังไม่ได้ดำเนินการ» are one answer, «แล้วเสร็จ» and «ดำเนินการแล้วเสร็จ» too."""
_PERCENT_WORD = re.compile(r"^ร้อยละ\s*")
_UNIT_WORD = re.compile(r"(?<=[0-9๐-๙])\s*(?:เรื่อง|ราย|คน|ครั้ง|รายการ)$")
_NUMBERING = re.compile(r"^\(?[0-9]{1,3}(?:(?:\.[0-9]{1,3})*[.)](?![0-9])\s*|(?:\.[0-9]{1,3})+\s+)")
"""«1. », «(2) », «1.1 »."""
_KIND_WORD = re.compile(r"^(?:โครงการ|กิจกรรม|มาตรการ)(?:ที่\s*[0-9]{1,3}(?:\.[0-9]{1,3})*(?![0-9])[.:)]?\s+)?")
"""«โครงการ», «มาตรการที่ 1 »."""
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
        return None if _NO_NUMBER.fullmatch(str(cell).strip()) else _number(column, cell)
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
    words = "".join(repair(text).split()).casefold()
    return _ACTED.sub("", words) or words


def _number(column: Column, cell: Any) -> Decimal:
    number = number_of(_bare(column, cell))
    if (
        (number < 0 and column.type != "number")
        or (column.type == "percent" and number > 100)
        or (column.type == "integer" and number != number.to_integral_value())
    ):
        raise FieldError(str(cell))
    return number


def _bare(column: Column, cell: Any) -> Any:
    """A number without the word of its column's unit: «ร้อยละ 35», «0 เรื่อง». Raises FieldError for a percentage where
    something else is counted."""
    if not isinstance(cell, str):
        return cell
    text = cell.strip()
    if column.type == "percent":
        return _PERCENT_WORD.sub("", text)
    if text.endswith("%"):
        raise FieldError(text)
    return _UNIT_WORD.sub("", text) if column.type == "integer" else text


# a report is held against its plan by the same names
@lru_cache(maxsize=4096)
def same_words(text: str) -> str:
    """What two names have in common that a person would call the same: without numbering in front, the word
    «โครงการ», blanks and punctuation, with Thai digits as Arabic ones, and however they were typed (`repair`)."""
    words = _KIND_WORD.sub("", _NUMBERING.sub("", fold_digits(repair(text)).strip()))
    return _UNSPOKEN.sub("", words).casefold() or text.strip()
