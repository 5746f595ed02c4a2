"""Shares in percent, exact, and whether a stated number is the rounded form of an exact one."""

from __future__ import annotations

from decimal import Decimal

HUNDRED = Decimal(100)


def share(numerator: int | Decimal, denominator: int | Decimal) -> Decimal | None:
    """Percent that `numerator` is of `denominator`, to 28 digits; None of nothing."""
    return HUNDRED * Decimal(numerator) / Decimal(denominator) if denominator else None


def agrees(stated: Decimal, exact: Decimal) -> bool:
    """Whether `stated` is `exact` rounded to as many places as were typed, up or down at the half.

    12 of 226 is 5.31 (also 5.3 and 5), and 5.30 is not.
    """
    places = max(0, -int(stated.as_tuple().exponent))
    return abs(stated - exact) <= Decimal(5).scaleb(-places - 1)
