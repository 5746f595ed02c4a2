"""The plan of activities: what is done, what is overdue, and the months of the quarters they are planned in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from ita_site.dates import BE_OFFSET, Month
from ita_site.programmes.shares import share
from ita_site.records import Activity, ActivityStatus, Programme, Round
from ita_site.thai import fold_digits, repair

QUARTERS = (1, 2, 3, 4)
_LAST = 4


def quarter_of(month: Month) -> int:
    """The quarter of the fiscal year that a month lies in: October to December is 1."""
    return ((month.month - 10) % 12) // 3 + 1


def fiscal_year_of(month: Month) -> int:
    """The fiscal year (BE) that a month lies in; it begins in October of the year before."""
    return (month + 3).year + BE_OFFSET


def quarter_months(year_be: int, quarter: int) -> tuple[Month, ...]:
    """The three months of a quarter of fiscal year `year_be` (BE)."""
    first = Month(year_be - BE_OFFSET - 1, 10) + 3 * (quarter - 1)
    return first, first + 1, first + 2


def fiscal_years(programme: Programme) -> range:
    """The fiscal years (BE) that a programme touches, mostly one."""
    last = fiscal_year_of(programme.end.month)
    return range(min(programme.year_be, last), max(programme.year_be, last) + 1)


def quarter_spans(programme: Programme, quarter: int) -> tuple[tuple[Month, ...], ...]:
    """The months that «quarter 1» of a plan may mean: those of each fiscal year that the programme touches."""
    return tuple(quarter_months(year, quarter) for year in fiscal_years(programme))


def id_as_read(id_: str) -> str:
    """The id of an activity as people read it: «๑ ๒» is «12»."""
    return "".join(fold_digits(repair(id_)).split()).casefold()


def last_quarter(programme: Programme, activity: Activity) -> tuple[Month, ...]:
    """The months of the last quarter that an activity is planned in; without quarters the last one of the year.

    In a programme that touches several fiscal years «1» may be the first quarter of the second: the last one counts that
    begins before the programme ends.
    """
    return _last_quarter(programme.year_be, programme.end.month, activity.quarters)


@lru_cache  # asked for every activity in every round, and there are few answers
def _last_quarter(first_year_be: int, end: Month, quarters: tuple[int, ...]) -> tuple[Month, ...]:
    latest_first = sorted(quarters or (_LAST,), reverse=True)
    for year in range(fiscal_year_of(end), first_year_be, -1):
        for quarter in latest_first:
            months = quarter_months(year, quarter)
            if months[0] <= end:
                return months
    return quarter_months(first_year_be, latest_first[0])


def is_done(activity: Activity) -> bool:
    return activity.standing is ActivityStatus.DONE


def done_share(activities: Sequence[Activity]) -> Decimal | None:
    """Percent of the activities that are done; None without activities."""
    return share(sum(map(is_done, activities)), len(activities))


def due_by(programme: Programme, month: Month) -> tuple[Activity, ...]:
    """Activities whose last planned quarter is reached by `month`; those without quarters are due in the last one.

    A round of five months ends inside a quarter (February), and its report counts what that quarter plans.
    """
    return tuple(activity for activity in programme.activities if last_quarter(programme, activity)[0] <= month)


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
        if a.quarters and not is_done(a) and last_quarter(programme, a)[-1].last_day < as_of
    )


def _is_shown_by(activity: Activity, day: date) -> bool:
    dated = [proof.on for proof in activity.proofs if proof.on is not None]
    return not dated or min(dated) <= day
