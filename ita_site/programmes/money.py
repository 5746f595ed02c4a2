"""Money of a programme, in baht: received, spent so far, left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ita_site.dates import Month
from ita_site.programmes.shares import share
from ita_site.records import MonthlyReport, Programme

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Spent:
    """What one month's report says was spent in it (None: nothing said), and the sum up to it."""

    month: Month
    baht: Decimal | None
    total: Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """`spent` is the sum of the reports; `is_told` whether any of them speaks of money."""

    budget: Decimal
    by_month: tuple[Spent, ...]

    @property
    def spent(self) -> Decimal:
        return self.by_month[-1].total if self.by_month else ZERO

    @property
    def is_told(self) -> bool:
        return any(entry.baht is not None for entry in self.by_month)

    @property
    def percent(self) -> Decimal | None:
        """Percent of the budget that is spent; None without a budget."""
        return share(self.spent, self.budget)


def money(programme: Programme, reports: Iterable[MonthlyReport]) -> Money:
    """The money of `programme` by its reports, which come in the order of their months."""
    total = ZERO
    found = []
    for report in reports:
        total += report.budget_spent_baht or ZERO
        found.append(Spent(report.month, report.budget_spent_baht, total))
    return Money(programme.budget_baht, tuple(found))
