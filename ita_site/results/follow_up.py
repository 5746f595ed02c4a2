"""Where a measure stands on a day: its last word, its rounds, whether its time is up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ita_site.dates import fiscal_year_months
from ita_site.records import ActivityStatus, FollowUpRound, Measure

LEAST_ROUNDS = 2
"""Follow-ups in a fiscal year. Source: published measures are followed up after 6 and after 12 months."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """The rounds of a measure by their day; `in_year` are those of the fiscal year of the measures."""

    by_day: tuple[FollowUpRound, ...]
    in_year: tuple[FollowUpRound, ...]


@dataclass(frozen=True, slots=True)
class MeasureStanding:
    """`status` is what the last round says, None while there is none; `due` is the last day (CE) of the time given."""

    measure: Measure
    status: ActivityStatus | None
    due: date | None
    is_overdue: bool
    rounds: Rounds

    @property
    def is_done(self) -> bool:
        return self.status is ActivityStatus.DONE


def standing_of(measure: Measure, year: int, as_of: date, start_month: int = 10) -> MeasureStanding:
    """Where a measure of the fiscal year `year` (BE) stands on the day `as_of` (CE).

    A round without a day counts as the last, in the order of the file. What is dated after `as_of` is not looked at.
    """
    known = [r for r in measure.rounds if r.on is None or r.on <= as_of]
    by_day = tuple(sorted(known, key=lambda r: (r.on is None, r.on or as_of)))
    months = fiscal_year_months(year, start_month)
    first, last = months[0].first_day, months[-1].last_day
    in_year = tuple(r for r in by_day if r.on is None or first <= r.on <= last)
    status = by_day[-1].status if by_day else None
    due = measure.due.last_day if measure.due else None
    is_overdue = due is not None and due < as_of and status is not ActivityStatus.DONE
    return MeasureStanding(measure, status, due, is_overdue, Rounds(by_day, in_year))
