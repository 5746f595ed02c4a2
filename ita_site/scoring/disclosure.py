"""The arithmetic of the assessment, from an edition's tree: item -> sub-indicator -> indicator -> instrument.

Source: the score tables of the published assessment reports. A sub-indicator is the mean of its items, an indicator
the mean of its sub-indicators (not of its items), the instrument the mean of its indicators. Full precision is kept;
only `numerals.rounded` rounds, half up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from ita_site.criteria import Edition

FULL = Decimal(100)
ZERO = Decimal(0)


def mean(values: Iterable[Decimal]) -> Decimal:
    """The mean of at least one value. Raises ValueError when there is none."""
    numbers = list(values)
    if not numbers:
        raise ValueError("mean of nothing")
    return sum(numbers, ZERO) / len(numbers)


def sub_indicator_scores(edition: Edition, zero_items: Iterable[str]) -> dict[str, Decimal]:
    """Points (0 to 100) of each sub-indicator when the items in `zero_items` (codes) score 0 and all others 100.

    Raises KeyError for a code that the edition does not have.
    """
    zero = set(zero_items)
    if unknown := zero - edition.items.keys():
        raise KeyError(", ".join(sorted(unknown)))
    return {
        sub.id: mean(ZERO if code in zero else FULL for group in sub.groups for code in group.items)
        for indicator in edition.tree
        for sub in indicator.subs
    }


def indicator_scores(edition: Edition, zero_items: Iterable[str]) -> dict[str, Decimal]:
    """Points (0 to 100) of each indicator of the disclosure instrument; see `sub_indicator_scores`."""
    subs = sub_indicator_scores(edition, zero_items)
    return {indicator.id: mean(subs[sub.id] for sub in indicator.subs) for indicator in edition.tree}


def disclosure_score(edition: Edition, zero_items: Iterable[str]) -> Decimal:
    """Points (0 to 100) of the whole disclosure instrument; see `sub_indicator_scores`."""
    return mean(indicator_scores(edition, zero_items).values())


def item_worth(edition: Edition) -> Mapping[str, Decimal]:
    """What each item is worth in points of the assessment's total (0 to 100): its share of the weighted instrument."""
    worth: dict[str, Decimal] = {}
    for indicator in edition.tree:
        share = FULL * edition.assessment.own.weight / len(edition.tree) / len(indicator.subs)
        for sub in indicator.subs:
            codes = [code for group in sub.groups for code in group.items]
            worth.update(dict.fromkeys(codes, share / len(codes)))
    return worth
