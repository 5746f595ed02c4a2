"""What to do next: reports that are overdue, then measures whose day is past, then items by what they are worth.

What has a day that is past comes first: each further day makes it later, while an item is worth the same tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ita_site.commands.status_assessed import Followed, followed
from ita_site.dates import be_iso, be_month_iso, thai_date, thai_month
from ita_site.findings import Report, Severity
from ita_site.forecast import forecast
from ita_site.programmes import MonthKind, MonthStanding, Overview
from ita_site.records import ActivityStatus
from ita_site.site import Site
from ita_site.states import is_open
from ita_site.text import Text

_NOT_DONE = {
    None: Text("ยังไม่มีผลการติดตาม", "not followed up yet"),
    ActivityStatus.NOT_STARTED: Text("ยังไม่เริ่ม", "not begun"),
    ActivityStatus.DOING: Text("ยังไม่แล้วเสร็จ", "under way"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: an item, a month's report of a programme (its folder's name), or a measure (its id).

    `worth` is in points of the assessment's total (0 to 100) and known for items only. `place` is a file, or a command.
    """

    name: Text
    message: Text
    place: str
    item: str | None = None
    worth: Decimal | None = None
    programme: str | None = None
    month: MonthStanding | None = None
    measure: str | None = None


def tasks(site: Site, report: Report, overviews: Iterable[Overview]) -> tuple[Task, ...]:
    """All that is to be done, the most pressing first."""
    reports = [task for overview in overviews for task in _reports(overview)]
    measures = [task for one in followed(site, report) for task in _measures(one)]
    return (*reports, *measures, *_items(site, report))


def other_errors(site: Site, report: Report, to_do: Iterable[Task]) -> int:
    """How many blocking findings are about none of what `to_do` asks for: an item, a report (begun or not), a measure."""
    items = site.year.edition.items
    asked = {task.place for task in to_do if task.item is None}
    return sum(
        f.severity is Severity.ERROR
        and f.item not in items
        and f.slug != "month-missing"
        and not {f.path, f"{f.path}:{f.line}"} & asked
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


def _measures(one: Followed) -> Iterator[Task]:
    for place, standing in enumerate(one.standings):
        if not standing.is_overdue or standing.due is None:
            continue
        title = standing.measure.title
        yield Task(
            name=Text(title, title),
            message=Text(
                f"เลยกำหนด {thai_date(standing.due, short=True)} {_NOT_DONE[standing.status].th}",
                f"It was due {be_iso(standing.due)} and is {_NOT_DONE[standing.status].en}",
            ),
            place=f"{one.entry.document.path}:{one.line_of(place)}",
            measure=standing.measure.id,
        )


def _items(site: Site, report: Report) -> Iterator[Task]:
    edition = site.year.edition
    estimate = forecast(edition, report)
    for code in estimate.open_items:
        first = next(f for f in report.of_item(code) if is_open(f))
        yield Task(
            name=edition.items[code].name,
            message=first.message,
            place=f"{first.path}:{first.line}",
            item=code,
            worth=estimate.worth[code],
        )
