"""What the disclosure instrument would score if it were assessed today, and what each open item is worth.

The agency's own estimate: an item that something blocks counts 0, every other one 100.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ita_site.criteria import Edition
from ita_site.findings import Report
from ita_site.scoring import (
    disclosure_score,
    indicator_scores,
    item_worth,
    sub_indicator_scores,
)
from ita_site.states import is_open


@dataclass(frozen=True, slots=True)
class Forecast:
    """Points (0 to 100) of the disclosure instrument, its indicators and sub-indicators, by id.

    `open_items` are the items that would score 0 today, what is worth most first; `worth` is what they are worth, in
    points of the assessment's total.
    """

    score: Decimal
    indicators: Mapping[str, Decimal]
    subs: Mapping[str, Decimal]
    open_items: tuple[str, ...]
    worth: Mapping[str, Decimal]

    @property
    def lost(self) -> Decimal:
        """Points of the assessment's total that the open items cost."""
        return sum(self.worth.values(), Decimal(0))


def forecast(edition: Edition, report: Report) -> Forecast:
    """The estimate for an edition from the findings of a check of it."""
    zero = zero_items(edition, report)
    worth = item_worth(edition)
    order = {code: place for place, code in enumerate(edition.items)}
    return Forecast(
        score=disclosure_score(edition, zero),
        indicators=indicator_scores(edition, zero),
        subs=sub_indicator_scores(edition, zero),
        open_items=tuple(sorted(zero, key=lambda code: (-worth[code], order[code]))),
        worth={code: worth[code] for code in edition.items if code in zero},
    )


def zero_items(edition: Edition, report: Report) -> frozenset[str]:
    """Items that would score 0 today: those without an answer, and those that something stands in the way of."""
    return frozenset(f.item for f in report.findings if f.item is not None and f.item in edition.items and is_open(f))
