"""Which scores an indicator can have at all, when every one of its items scores 0 or 100."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache

from ita_site.criteria import Indicator
from ita_site.numerals import rounded


def attainable_scores(indicator: Indicator) -> tuple[Decimal, ...]:
    """Every score (points, 0 to 100) that some set of items of the indicator gives, lowest first."""
    return _attainable(tuple(len(sub.items) for sub in indicator.subs))


@cache
def _attainable(counts: tuple[int, ...]) -> tuple[Decimal, ...]:
    """From the number of items of each sub-indicator."""
    sums = {Fraction(0)}
    for count in counts:
        sums = {part + Fraction(100 * full, count) for part in sums for full in range(count + 1)}
    means = sorted(part / len(counts) for part in sums)
    return tuple(Decimal(exact.numerator) / Decimal(exact.denominator) for exact in means)


def is_attainable(indicator: Indicator, published: Decimal, decimals: int = 2) -> bool:
    """Whether a published score (points, rounded to `decimals`) is one that the items of the indicator can give."""
    return any(rounded(score, decimals) == published for score in attainable_scores(indicator))


def nearest_attainable(indicator: Indicator, published: Decimal, decimals: int = 2) -> tuple[Decimal, ...]:
    """The attainable scores next below and next above a published one, rounded to `decimals`; one at either end."""
    scores = [rounded(score, decimals) for score in attainable_scores(indicator)]
    below = [score for score in scores if score <= published][-1:]
    above = [score for score in scores if score >= published][:1]
    return tuple(dict.fromkeys((*below, *above)))
