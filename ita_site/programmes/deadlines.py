"""When reports are due. Every place that names a deadline (`status`, pages, rules, the calendar) asks here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ita_site.dates import Month
from ita_site.programmes.workdays import Workdays
from ita_site.records import Programme, Reporting


@dataclass(frozen=True, slots=True)
class Deadline:
    """The days (CE) of one month's report. `why` names what closes offices on the due day; blank when it is open."""

    month: Month
    due: date
    advised: date
    why: str = ""


def due_date(programme: Programme, month: Month) -> date:
    """The last day (CE) on which the report of `month` is in time: `deadline_day` of the following month.

    Source: monitoring forms of the agencies (report on the website by the 10th).
    """
    following = month + 1
    return date(following.year, following.month, programme.deadline_day)


def deadline(programme: Programme, month: Month, workdays: Workdays) -> Deadline:
    """The due day and the advised day: the last working day on or before it.

    Source: filing dates of a real round, 8 Dec 2566, 10 Jan, 9 Feb and 8 Mar 2567, all advised days of the 10th.
    """
    due = due_date(programme, month)
    return Deadline(month, due, workdays.last_on_or_before(due), workdays.why_off(due))


def months_owed(programme: Programme) -> tuple[Month, ...]:
    """The months that are owed a report: all of them, or the last one of each round; without rounds the very last."""
    if programme.reports is not Reporting.ROUNDS:
        return programme.months
    return tuple(sorted({max(r.months) for r in programme.rounds})) or programme.months[-1:]


def months_due(programme: Programme, as_of: date) -> list[Month]:
    """Months whose report is owed on the day `as_of`: their deadline has passed."""
    return [month for month in months_owed(programme) if due_date(programme, month) < as_of]
