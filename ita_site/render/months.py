"""The months of a programme: which reports are there, late, owed or not due yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ita_site.dates import Month, thai_month
from ita_site.programmes import due_date, months_owed
from ita_site.records import MonthlyReport, Programme
from ita_site.render import words
from ita_site.render.links import Place
from ita_site.site import ProgrammeEntry, ReportEntry, YearContent
from ita_site.sitemap import month_path


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month that is owed a report, or has one. `kind` names the state for the style sheet."""

    name: str
    href: str
    shape: str
    word: str
    kind: str
    submitted: str
    due: str
    progress: Decimal | None


def month_rows(year: YearContent, entry: ProgrammeEntry, place: Place, as_of: date) -> tuple[MonthRow, ...]:
    """Months of the programme, and months outside it that have a report all the same."""
    there = entry.by_month()
    owed = months_owed(entry.record) if entry.record else ()
    return tuple(
        _month_row(entry.record, month, there.get(month), place.page(month_path(year, entry, month)), as_of)
        for month in sorted({*owed, *there})
    )


def _month_row(
    programme: Programme | None, month: Month, report: ReportEntry | None, href: str, as_of: date
) -> MonthRow:
    due = due_date(programme, month) if programme else None
    said: MonthlyReport | None = report.record if report else None
    if report is not None and said is None:
        shape, word, kind = "✕", "อ่านไม่ได้", "unreadable"
    elif said is not None and due is not None and said.submitted > due:
        shape, word, kind = "◕", "รายงานช้า", "late"
    elif said is not None:
        shape, word, kind = "●", "รายงานแล้ว", "complete"
    elif due is not None and due < as_of:
        shape, word, kind = "○", "เลยกำหนด", "missing"
    else:
        shape, word, kind = "◌", "ยังไม่ถึงกำหนด", "pending"
    return MonthRow(
        thai_month(month), href if report else "", shape, word, kind,
        submitted=words.day(said.submitted, short=True) if said else "",
        due=words.day(due, short=True),
        progress=said.progress_percent if said else None,
    )  # fmt: skip
