"""What to do next: reports that are overdue, then items by what they are worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ita_site.dates import be_iso, be_month_iso, thai_date, thai_month
from ita_site.findings import Report, Severity
from ita_site.programmes import MonthKind, MonthStanding, Overview
from ita_site.scoring import item_worth
from ita_site.site import Site
from ita_site.text import Text


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: an item, or a month's report of a programme (its folder's name).

    `worth` is in points of the assessment's total (0 to 100) and known for items only. `place` is a file, or a command.
    """

    name: Text
    message: Text
    place: str
    item: str | None = None
    worth: Decimal | None = None
    programme: str | None = None
    month: MonthStanding | None = None


def zero_items(site: Site, report: Report) -> frozenset[str]:
    """Items that would score 0 today: those that something blocks."""
    return frozenset(
        f.item
        for f in report.findings
        if f.item is not None and f.item in site.year.edition.items and f.severity is Severity.ERROR
    )


def tasks(site: Site, report: Report, overviews: Iterable[Overview]) -> tuple[Task, ...]:
    """All that is to be done, the most pressing first."""
    reports = [task for overview in overviews for task in _reports(overview)]
    return (*reports, *_items(site, report))


def other_errors(site: Site, report: Report, to_do: Iterable[Task]) -> int:
    """How many blocking findings are about neither an item nor a report that `to_do` asks for, begun or not."""
    items = site.year.edition.items
    begun = {task.place for task in to_do if task.month is not None}
    return sum(
        f.severity is Severity.ERROR and f.item not in items and f.slug != "month-missing" and f.path not in begun
        for f in report.findings
    )


def _reports(overview: Overview) -> Iterator[Task]:
    programme, id_ = overview.programme, overview.entry.id
    for standing in overview.of_kind(MonthKind.MISSING):
        if programme is None or standing.deadline is None:
            continue
        month, due = standing.month, standing.deadline.due
        yield Task(
            name=Text(programme.name, programme.name),
            message=Text(
                f"ขาดรายงาน {thai_month(month, short=True)} กำหนดส่ง {thai_date(due, short=True)}",
                f"The report of {be_month_iso(month)} is missing; it was due {be_iso(due)}",
            ),
            place=_how(standing, f"ita-site new report {id_} {be_month_iso(month)}"),
            programme=id_,
            month=standing,
        )


def _how(standing: MonthStanding, command: str) -> str:
    """Where to begin: the file that waits to be filled in, else the command that makes one."""
    return standing.report.document.path if standing.report is not None else command


def _items(site: Site, report: Report) -> Iterator[Task]:
    edition = site.year.edition
    worth = item_worth(edition)
    order = {code: place for place, code in enumerate(edition.items)}
    for code in sorted(zero_items(site, report), key=lambda code: (-worth[code], order[code])):
        first = next(f for f in report.of_item(code) if f.severity is Severity.ERROR)
        yield Task(
            name=edition.items[code].name,
            message=first.message,
            place=f"{first.path}:{first.line}",
            item=code,
            worth=worth[code],
        )
