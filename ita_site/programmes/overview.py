"""All that pages, `status` and the data files tell of one programme, made once from one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ita_site.dates import Month
from ita_site.programmes.deadlines import Deadline
from ita_site.programmes.levels import RoundScore, round_scores
from ita_site.programmes.money import Money, money
from ita_site.programmes.months import MonthKind, MonthStanding, standings
from ita_site.programmes.plan import done_share, overdue
from ita_site.programmes.workdays import Workdays
from ita_site.records import Activity, MonthlyReport, Programme
from ita_site.site import ProgrammeEntry


class Standing(StrEnum):
    """A programme in one word. `ON_TIME`: all that is due was filed, some of it perhaps late."""

    BEHIND = "behind"
    UNREADABLE = "unreadable"
    DUE = "due"
    ON_TIME = "on-time"
    NOT_BEGUN = "not-begun"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Overview:
    """One programme on one day. `next` is the report to be filed next, missing ones aside."""

    entry: ProgrammeEntry
    months: tuple[MonthStanding, ...]
    rounds: tuple[RoundScore, ...]
    money: Money | None
    done: Decimal | None
    """Percent of all activities that are done; None without activities."""
    overdue: tuple[Activity, ...]

    @property
    def programme(self) -> Programme | None:
        return self.entry.record

    def of_kind(self, *kinds: MonthKind) -> tuple[MonthStanding, ...]:
        return tuple(standing for standing in self.months if standing.kind in kinds)

    @property
    def reported(self) -> int:
        """How many of the months that are owed a report have one."""
        return sum(standing.kind.is_reported for standing in self.months)

    @property
    def owed(self) -> int:
        """How many months are owed a report over the whole programme."""
        return sum(standing.is_owed for standing in self.months)

    @property
    def next(self) -> Deadline | None:
        waiting = self.of_kind(MonthKind.DUE, MonthKind.UPCOMING)
        return waiting[0].deadline if waiting else None

    @property
    def progress(self) -> tuple[tuple[Month, Decimal], ...]:
        """Cumulative progress in percent as stated, by month."""
        said = ((s.month, s.record.progress_percent) for s in self.months if s.record is not None)
        return tuple((month, percent) for month, percent in said if percent is not None)

    @property
    def standing(self) -> Standing:
        if self.programme is None or self.of_kind(MonthKind.UNREADABLE):
            return Standing.UNREADABLE
        if self.of_kind(MonthKind.MISSING):
            return Standing.BEHIND
        if self.of_kind(MonthKind.DUE):
            return Standing.DUE
        if not self.reported:
            return Standing.NOT_BEGUN
        return Standing.ON_TIME if self.of_kind(MonthKind.UPCOMING) else Standing.COMPLETE


def sound_reports(entry: ProgrammeEntry) -> dict[Month, MonthlyReport]:
    """The readable reports by month, in order; of two for one month that of `ProgrammeEntry.by_month`."""
    return {month: report.record for month, report in entry.by_month().items() if report.record is not None}


def overview(entry: ProgrammeEntry, as_of: date, workdays: Workdays) -> Overview:
    """What is known of a programme on the day `as_of` (CE)."""
    programme, reports = entry.record, sound_reports(entry)
    return Overview(
        entry=entry,
        months=standings(entry, as_of, workdays),
        rounds=round_scores(programme, reports) if programme else (),
        money=money(programme, reports.values()) if programme else None,
        done=done_share(programme.activities) if programme else None,
        overdue=overdue(programme, as_of) if programme else (),
    )
