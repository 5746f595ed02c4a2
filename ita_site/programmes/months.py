"""How each month of a programme stands: filed on time, late, missing, due now, not yet due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ita_site.dates import Month
from ita_site.programmes.deadlines import Deadline, deadline, due_date, months_owed
from ita_site.programmes.workdays import Workdays
from ita_site.records import MonthlyReport, Programme
from ita_site.site import ProgrammeEntry, ReportEntry

LONGEST = 60
"""Months. A programme that is longer is a slip of the year, which a rule tells; nobody wants to see its months."""


class MonthKind(StrEnum):
    """`DUE`: the month is over and its deadline is not. `BEYOND`: a report, begun or filed, although none is owed.

    A report of an owed month that is still to be filled in counts as none.
    """

    FILED = "filed"
    LATE = "late"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    DUE = "due"
    UPCOMING = "upcoming"
    BEYOND = "beyond"

    @property
    def is_reported(self) -> bool:
        return self in (MonthKind.FILED, MonthKind.LATE)


@dataclass(frozen=True, slots=True)
class MonthStanding:
    """One month. `deadline` is None where the plan cannot be read; `days_late` counts the days after it.

    `is_owed` tells whether the plan asks for a report of it: one that cannot be read may as well be one too many, and
    what nobody asked for is never late.
    """

    month: Month
    kind: MonthKind
    deadline: Deadline | None
    report: ReportEntry | None
    is_owed: bool = False

    @property
    def record(self) -> MonthlyReport | None:
        return self.report.record if self.report is not None else None

    @property
    def days_late(self) -> int:
        if self.record is None or self.deadline is None or not self.is_owed:
            return 0
        return max(0, (self.record.submitted - self.deadline.due).days)


def is_waiting(programme: Programme | None, report: ReportEntry, as_of: date) -> bool:
    """Whether a report is still to be filled in and has until its due day: begun early, and nobody's mistake."""
    month = report.month
    return report.is_unfinished and programme is not None and month is not None and due_date(programme, month) >= as_of


def standings(entry: ProgrammeEntry, as_of: date, workdays: Workdays) -> tuple[MonthStanding, ...]:
    """Every month that is owed a report or has one, in order, as it stands on the day `as_of` (CE)."""
    there = entry.by_month()
    programme = entry.record
    if programme is None:
        return tuple(
            MonthStanding(m, MonthKind.BEYOND if r.record else MonthKind.UNREADABLE, None, r) for m, r in there.items()
        )
    owed = set(months_owed(programme)) if len(programme.months) <= LONGEST else set()
    days = {m: deadline(programme, m, workdays) for m in sorted(owed | there.keys())}
    return tuple(_standing(m, days[m], there, m in owed, as_of) for m in days)


def _standing(
    month: Month, days: Deadline, there: Mapping[Month, ReportEntry], is_owed: bool, as_of: date
) -> MonthStanding:
    report = there.get(month)
    return MonthStanding(month, _kind(month, days, report, is_owed, as_of), days, report, is_owed)


def _kind(month: Month, days: Deadline, report: ReportEntry | None, is_owed: bool, as_of: date) -> MonthKind:
    if report is not None and report.record is None and not report.is_unfinished:
        return MonthKind.UNREADABLE
    if not is_owed:
        return MonthKind.BEYOND
    if report is not None and report.record is not None:
        return MonthKind.LATE if report.record.submitted > days.due else MonthKind.FILED
    if days.due < as_of:
        return MonthKind.MISSING
    return MonthKind.DUE if month.last_day < as_of else MonthKind.UPCOMING
