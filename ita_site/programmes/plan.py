"""The plan of activities: what is done, what is overdue, and the months of the quarters they are planned in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from ita_site.dates import BE_OFFSET, Month
from ita_site.programmes.shares import share
from ita_site.records import Activity, ActivityStatus, Programme, Round

QUARTERS = (1, 2, 3, 4)
_LAST = 4


def quarter_of(month: Month) -> int:
    """The quarter of the fiscal year that a month lies in: October to December is 1."""
    return ((month.month - 10) % 12) // 3 + 1


def quarter_months(year_be: int, quarter: int) -> tuple[Month, ...]:
    """The three months of a quarter of fiscal year `year_be` (BE)."""
    first = Month(year_be - BE_OFFSET - 1, 10) + 3 * (quarter - 1)
    return first, first + 1, first + 2


def is_done(activity: Activity) -> bool:
    return activity.standing is ActivityStatus.DONE


def done_share(activities: Iterable[Activity]) -> Decimal | None:
    """Percent of the activities that are done; None without activities."""
    listed = list(activities)
    return share(sum(map(is_done, listed)), len(listed))


def due_by(programme: Programme, month: Month) -> tuple[Activity, ...]:
    """Activities whose last planned quarter is reached by `month`; those without quarters are due in the last one.

    A round of five months ends inside a quarter (February), and its report counts what that quarter plans.
    """
    past = month.year * 12 + month.month
    return tuple(
        activity
        for activity in programme.activities
        if _index(quarter_months(programme.year_be, max(activity.quarters, default=_LAST))[0]) <= past
    )


def done_in_round(programme: Programme, round_: Round, filed_by: date) -> Decimal | None:
    """Percent of the activities due by the end of a round that are done, by what was known on `filed_by` (CE).

    An activity all of whose dated evidence is later was done after the round; without dates its status is believed.
    """
    due = due_by(programme, max(round_.months))
    return share(sum(is_done(a) and _is_shown_by(a, filed_by) for a in due), len(due))


def overdue(programme: Programme, as_of: date) -> tuple[Activity, ...]:
    """Activities with quarters, all of them over on `as_of` (CE), that are not done."""
    return tuple(
        a
        for a in programme.activities
        if a.quarters and not is_done(a) and quarter_months(programme.year_be, max(a.quarters))[-1].last_day < as_of
    )


def _is_shown_by(activity: Activity, day: date) -> bool:
    dated = [proof.on for proof in activity.proofs if proof.on is not None]
    return not dated or min(dated) <= day


def _index(month: Month) -> int:
    return month.year * 12 + month.month
