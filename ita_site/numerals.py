"""Decimals rounded and as text: never with an exponent, never by way of a binary fraction."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

_WIDE = Context(prec=80)
"""What people type has at most 18 digits on each side, and a share of such numbers no more than this."""


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """Round half up, once, at the very end. Source: 95.515 is published as 95.52."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_WIDE)


def plain(value: Decimal) -> str:
    """`3.8`, `100`, `0.2`: no exponent, no zeros that say nothing."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def baht(value: Decimal) -> str:
    """`1,250.50`: thousands apart, satang in two digits when there are any."""
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"
