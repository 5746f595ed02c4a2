"""How days, months, numbers and long lists read in a message of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import TypeVar

from ita_site.dates import Month, be_iso, be_month_iso, thai_date, thai_month
from ita_site.text import Text
from ita_site.thai import cut

T = TypeVar("T")

NOTHING = Text("", "")
ROWS = Text("แถว", "rows")
MEASURES = Text("มาตรการ", "measures")
_MOST_CHARACTERS = 60
_MOST_HITS = 5


def day_said(day: date) -> Text:
    """A day (CE): `31 มี.ค. 2566` and `2566-03-31`."""
    return Text(thai_date(day, short=True), be_iso(day))


def month_said(month: Month) -> Text:
    """A month (CE): `มีนาคม 2566` and `2566-03`."""
    return Text(thai_month(month), be_month_iso(month))


def number_said(value: Decimal) -> str:
    """A number with its thousands and the places that it has: `52,000`, `5.30`."""
    return f"{value:,f}"


def points_said(value: Decimal) -> str:
    """A computed number without noughts at its end: 3.80 is `3.8`, 4.00 is `4`."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def short(text: str) -> str:
    """Words of the officer, on one line and short enough for a message."""
    return cut(text, _MOST_CHARACTERS)


def listed(words: Iterable[str | int]) -> str:
    return ", ".join(map(str, words))


def first_few(found: Iterable[T], named: Text) -> Iterator[tuple[T, Text]]:
    """The first of many, and words with the last of them that tell how many more there are; `named` is what they are."""
    every = tuple(found)
    for place, one in enumerate(every[:_MOST_HITS], 1):
        more = len(every) - place if place == _MOST_HITS else 0
        yield one, Text(f" และอีก {more:,} {named.th}", f", and {more:,} more {named.en}") if more else NOTHING
