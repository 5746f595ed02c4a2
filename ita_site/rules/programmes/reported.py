"""Programmes and their reports as the rules of the 5xx family look at them: each read once for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ita_site.dates import BE_OFFSET, Month
from ita_site.programmes import months_owed
from ita_site.records import MonthlyReport, Programme
from ita_site.rules.base import Context
from ita_site.site import ProgrammeEntry, ReportEntry
from ita_site.source import Document
from ita_site.thai import fold_digits


@dataclass(frozen=True, slots=True)
class Told:
    """One programme whose plan can be read. `reports` are its sound reports in order, one for each month of its time.

    `strays` counts files that other rules speak of and that may be any month: misnamed, doubled, of a month outside the
    programme, or of none that can be read.
    """

    entry: ProgrammeEntry
    document: Document
    programme: Programme
    reports: tuple[tuple[Document, MonthlyReport], ...]
    by_month: Mapping[Month, MonthlyReport]
    strays: int

    def lacking(self, until: Month, after: Month | None = None) -> int:
        """How many reports up to `until` (after `after`) another rule already asks for.

        A month that is missing or cannot be read is one mistake: what depends on its number is neither right nor wrong.
        """
        owed = (m for m in months_owed(self.programme) if m <= until and (after is None or after < m))
        return self.strays + sum(month not in self.by_month for month in owed)


def told(context: Context) -> tuple[Told, ...]:
    """Every programme of the open year whose plan can be read, but for those whose years are a slip (ITA509)."""
    return context.once(_told)


def plans(context: Context) -> Iterator[tuple[ProgrammeEntry, Document, Programme]]:
    """Every plan that can be read, whatever its years."""
    for entry in context.programmes:
        if entry.record is not None and entry.document is not None:
            yield entry, entry.document, entry.record


def reports_of(entry: ProgrammeEntry) -> Iterator[tuple[ReportEntry, MonthlyReport]]:
    """Reports whose name does not say another month: what is wrong with those is said once, by ITA505."""
    for report in entry.reports:
        if report.record is not None and report.named in (None, report.record.month):
            yield report, report.record


def owns_up(report: MonthlyReport, words: re.Pattern[str]) -> bool:
    """Whether a report itself tells its readers, under remark: or problems:, of what a rule would remind it of."""
    return any(words.search(text) for text in (report.remark, report.problems))


def level_number(typed: object) -> Decimal | None:
    """The number of a level as it was typed: «๓» and «03» are 3."""
    try:
        return Decimal(fold_digits(str(typed)).strip())
    except InvalidOperation:
        return None


def is_far(context: Context, programme: Programme) -> bool:
    """Whether a programme reaches a year or more beyond the fiscal year it lies under: a slip, or the wrong folder."""
    first, last = context.once(_fiscal_year)
    return programme.start.month < first + -12 or programme.end.month > last + 12


def level_key(document: Document, level: int) -> str:
    """The number of a level as it was typed under `levels:` of a report, which leads to its place."""
    typed = (document.data or {}).get("levels")
    keys = typed if isinstance(typed, dict) else ()
    return next((key for key in keys if level_number(key) == level), str(level))


def _fiscal_year(context: Context) -> tuple[Month, Month]:
    months = [Month(y - BE_OFFSET, m) for y, m in context.edition.months("year")]
    return months[0], months[-1]


def _told(context: Context) -> tuple[Told, ...]:
    return tuple(_read(entry, d, p) for entry, d, p in plans(context) if not is_far(context, p))


def _read(entry: ProgrammeEntry, document: Document, programme: Programme) -> Told:
    found: dict[Month, tuple[Document, MonthlyReport]] = {}
    # a file whose name says its month comes before a copy of it
    for report, record in sorted(reports_of(entry), key=lambda pair: pair[0].named is None):
        if programme.start.month <= record.month <= programme.end.month:
            found.setdefault(record.month, (report.document, record))
    unreadable = sum(report.record is None and report.named is not None for report in entry.reports)
    strays = len(entry.reports) - len(found) - unreadable
    reports = tuple(found[month] for month in sorted(found))
    return Told(entry, document, programme, reports, {report.month: report for _, report in reports}, strays)
