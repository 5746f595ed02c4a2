"""The kinds of value an officer can write: text, dates of either era, months, money, percent, yes or no.

Each kind understands what officers really type (Thai digits, thousands commas, Thai month names) and says what is
wrong as a `PydanticCustomError` whose type names the kind; `problems.py` turns it into words.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from ita_site.dates import DateError, Month, When, parse_date, parse_month, parse_when
from ita_site.thai import cut, fold_digits

_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3}){0,5}|[0-9]{1,18})(?:\.[0-9]{1,18})?")
"""As many places as the reader of YAML takes: with more, rounding to the places that were typed would be impossible."""
# Written for JavaScript and Python alike: `\d` would match Thai digits in one of them only.
_DATE_PATTERN = r"^.*([0-9]|[๐-๙]).*$"


_NO_MONEY = frozenset("-–")


class Record(BaseModel):
    """Base of all records: frozen, and a field that nobody knows is refused."""

    # built at first use: most runs need few of them, and an inner record is built with the outer one
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


def _problem(kind: str, value: object, **values: str | int) -> PydanticCustomError:
    return PydanticCustomError(kind, kind, {"value": _shown(value), **values})


def _shown(value: object) -> str:
    """The officer's own value, short enough for a message."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return "…"
    return cut(_typed(value), 58)


def _typed(value: object) -> str:
    """A value as it was typed: 0.0000001 and not 1E-7."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _text(value: Any) -> str:
    if isinstance(value, str):
        if value.strip():
            return value.strip()
        raise _problem("blank", value)
    if value is None:
        raise _problem("blank", value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _problem("not-text", value)
    return _typed(value)


def _loose_text(value: Any) -> str:
    """Text that may be blank: a rule of its own speaks about blank addresses and titles."""
    return "" if value is None or value == "" else _text(value) if str(value).strip() else ""


def _refuse_blank(value: Any) -> None:
    if value is None or (isinstance(value, str) and not value.strip()):
        raise _problem("blank", value)


def _number(value: Any) -> Decimal:
    _refuse_blank(value)
    try:
        return number_of(value)
    except FieldError:
        raise _problem("not-a-number", value) from None


class FieldError(ValueError):
    """A value that cannot be read as what it should be."""


def number_of(value: Any) -> Decimal:
    """A number as officers write it: Thai digits, thousands commas, «%», «บาท» or «.-» behind it. Raises FieldError."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    text = fold_digits(str(value)).strip().removesuffix("%").removesuffix("บาท").strip().removesuffix(".-")
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        raise FieldError(str(value))
    return Decimal(text.replace(",", ""))


def _baht(value: Any) -> Decimal:
    """Money; a dash stands for none, as in the tables of plans."""
    if isinstance(value, str) and value.strip() in _NO_MONEY:
        return Decimal(0)
    number: Decimal = _within(0, None)(value)
    return number


def _whole(value: Any) -> int:
    number = _number(value)
    if number != number.to_integral_value():
        raise _problem("not-whole", value)
    return int(number)


def _within(low: int | None, high: int | None) -> Any:
    def check(value: Any) -> Any:
        number = _number(value)
        if (low is not None and number < low) or (high is not None and number > high):
            raise _problem("out-of-range", value, low="" if low is None else low, high="" if high is None else high)
        return number

    return check


def _whole_within(low: int, high: int) -> Any:
    check = _within(low, high)
    return lambda value: (check(value), _whole(value))[1]


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise _problem("not-yes-no", value)


def _date(value: Any) -> datetime.date:
    _refuse_blank(value)
    try:
        return parse_date(value)
    except DateError as error:
        raise _problem("bad-date", value, why=error.kind) from None


def _month(value: Any) -> Month:
    if isinstance(value, Month):
        return value
    _refuse_blank(value)
    try:
        return parse_month(value)
    except DateError as error:
        raise _problem("bad-month", value, why=error.kind) from None


def _when(value: Any) -> When:
    if isinstance(value, When):
        return value
    _refuse_blank(value)
    try:
        return parse_when(value)
    except DateError as error:
        raise _problem("bad-month", value, why=error.kind) from None


def _tick_or_text(value: Any) -> bool | str:
    return value if isinstance(value, bool) else _loose_text(value)


_DATE_SCHEMA = {
    "type": "string",
    "pattern": _DATE_PATTERN,
    "examples": ["2566-03-31", "31 มี.ค. 2566"],
    "patternErrorMessage": "วันที่ต้องมีตัวเลข เช่น 2566-03-31 หรือ 31 มี.ค. 2566",
}
_MONTH_SCHEMA = {
    "type": "string",
    "pattern": _DATE_PATTERN,
    "examples": ["2566-03", "มี.ค. 2566"],
    "patternErrorMessage": "เดือนต้องมีตัวเลขปี เช่น 2566-03 หรือ มี.ค. 2566",
}
_MONEY_PATTERN = "^([-+]?[0-9๐-๙,.]+(\\.-)? ?(%|บาท)?| *[-–] *)$"
_NUMBER_SCHEMA = {
    "type": ["number", "string"],
    "pattern": "^[-+]?[0-9๐-๙,.]+(\\.-)? ?(%|บาท)?$",
    "patternErrorMessage": "ต้องเป็นตัวเลข เช่น 1250 หรือ 1,250.50",
}

Text_ = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": ["string", "number"]})]
LooseText = Annotated[str, BeforeValidator(_loose_text), WithJsonSchema({"type": ["string", "number", "null"]})]
Date = Annotated[datetime.date, PlainValidator(_date), WithJsonSchema(_DATE_SCHEMA)]
MonthOf = Annotated[Month, PlainValidator(_month), WithJsonSchema(_MONTH_SCHEMA)]
DayOrMonth = Annotated[When, PlainValidator(_when), WithJsonSchema(_MONTH_SCHEMA)]
TickOrText = Annotated[
    bool | str, PlainValidator(_tick_or_text), WithJsonSchema({"type": ["boolean", "string", "number", "null"]})
]
"""A tick of a form, or what it stands for in words."""
Number = Annotated[Decimal, PlainValidator(_number), WithJsonSchema(_NUMBER_SCHEMA)]
Baht = Annotated[Decimal, PlainValidator(_baht), WithJsonSchema({**_NUMBER_SCHEMA, "pattern": _MONEY_PATTERN})]
"""Money in baht, not negative."""
Points = Annotated[Decimal, PlainValidator(_within(0, 100)), WithJsonSchema(_NUMBER_SCHEMA)]
"""Points of a score, 0 to 100."""
Percent = Annotated[Decimal, PlainValidator(_within(0, 100)), WithJsonSchema(_NUMBER_SCHEMA)]
"""0 to 100."""
Whole = Annotated[int, PlainValidator(_whole_within(0, 10**15)), WithJsonSchema(_NUMBER_SCHEMA)]
YesNo = Annotated[bool, PlainValidator(_yes_no), WithJsonSchema({"type": "boolean"})]


def whole(low: int, high: int) -> Any:
    """A whole number from `low` to `high`, both included."""
    return Annotated[
        int,
        PlainValidator(_whole_within(low, high)),
        WithJsonSchema({"type": ["integer", "string"], "minimum": low, "maximum": high}),
    ]
