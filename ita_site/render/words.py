"""Days, months, numbers and sizes as a Thai reader expects them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ita_site.dates import Month, thai_date, thai_month
from ita_site.records import Span

YES, NO, MAYBE = "✓", "✗", "○"
_WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")


def day(value: date | None, *, short: bool = False) -> str:
    """`31 มีนาคม 2566`; nothing for no day."""
    return "" if value is None else thai_date(value, short)


def weekday(value: date, *, short: bool = False) -> str:
    """`วันศุกร์ที่ 8 มีนาคม 2567`, or short `วันศุกร์ที่ 8 มี.ค. 2567`."""
    return f"วัน{_WEEKDAYS[value.weekday()]}ที่ {thai_date(value, short)}"


def months(first: Month, last: Month | None) -> str:
    """`ตุลาคม 2565 ถึง มีนาคม 2566`; an open end is in force until further notice."""
    if last is None:
        return f"ตั้งแต่ {thai_month(first)} เป็นต้นไป"
    return thai_month(first) if first == last else f"{thai_month(first)} ถึง {thai_month(last)}"


def span(value: Span) -> str:
    return months(value.start, value.end)


def number(value: Decimal | int) -> str:
    """`1,250.5`: thousands apart, no zeros that say nothing."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def size(count: int) -> str:
    """`640 ไบต์`, `245 KB`, `1.2 MB`."""
    if count < 1024:
        return f"{count:,} ไบต์"
    if count < 1024 * 1024:
        return f"{count / 1024:,.0f} KB"
    return f"{count / (1024 * 1024):,.1f} MB"
