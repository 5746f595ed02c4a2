"""`status --format json`: the contract is `contracts.status_schema`. Dates and months are of the Common Era."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ita_site import __version__
from ita_site.commands.status_assessed import Followed, followed, has_passed, newest_result
from ita_site.commands.to_do import Task, tasks
from ita_site.criteria import Shelf
from ita_site.findings import Report
from ita_site.forecast import Forecast, forecast
from ita_site.numerals import rounded
from ita_site.programmes import LevelScore, MonthStanding, Overview, RoundScore
from ita_site.records import ResultRecord
from ita_site.results import MeasureStanding, computed
from ita_site.site import Site
from ita_site.yearly import Yearly


def status_data(site: Site, report: Report, overviews: tuple[Overview, ...]) -> dict[str, Any]:
    """All that the screen shows and more, as plain values; percentages and estimates to two places, half up."""
    edition = site.year.edition
    estimate = forecast(edition, report)
    return {
        "tool": "ita-site",
        "version": __version__,
        "edition": edition.year,
        "as_of": report.as_of.isoformat(),
        "items": {"ready": len(edition.items) - len(estimate.open_items), "of": len(edition.items)},
        "disclosure_score": rounded(estimate.score),
        "forecast": _forecast(estimate),
        "result": _result(newest_result(site), site.shelf),
        "measures": [_measure(one, standing) for one in followed(site, report) for standing in one.standings],
        "programmes": [_programme(overview) for overview in overviews],
        "next": [_task(task) for task in tasks(site, report, overviews)],
    }


def _forecast(estimate: Forecast) -> dict[str, Any]:
    return {
        "score": rounded(estimate.score),
        "lost": rounded(estimate.lost),
        "indicators": [{"id": id_, "score": rounded(score)} for id_, score in estimate.indicators.items()],
        "subs": [{"id": id_, "score": rounded(score)} for id_, score in estimate.subs.items()],
        "items": [{"item": code, "worth": rounded(estimate.worth[code])} for code in estimate.open_items],
    }


def _result(entry: Yearly[ResultRecord] | None, shelf: Shelf) -> dict[str, Any] | None:
    if entry is None:
        return None
    record = entry.record
    view = computed(record, shelf) if record is not None else None
    levels = view.levels if view is not None else None
    return {
        "year": entry.year,
        "total": record.total if record is not None else None,
        "stated_level": record.level if record is not None else None,
        "worst_level": levels.worst.id if levels is not None else None,
        "best_level": levels.best.id if levels is not None else None,
        "passed": has_passed(record, view) if record is not None and view is not None else None,
    }


def _measure(one: Followed, standing: MeasureStanding) -> dict[str, Any]:
    return {
        "year": one.entry.year,
        "id": standing.measure.id,
        "title": standing.measure.title,
        "status": str(standing.status) if standing.status is not None else None,
        "due": standing.due.isoformat() if standing.due is not None else None,
        "overdue": standing.is_overdue,
        "rounds": len(standing.rounds.in_year),
    }


def _programme(overview: Overview) -> dict[str, Any]:
    record, days, spent = overview.programme, overview.next, overview.money
    return {
        "id": overview.entry.id,
        "name": record.name if record else None,
        "kind": str(record.kind) if record else None,
        "standing": str(overview.standing),
        "reported": overview.reported,
        "owed": overview.owed,
        "months": [_month(standing) for standing in overview.months],
        "next": {
            "month": str(days.month),
            "due": days.due.isoformat(),
            "advised": days.advised.isoformat(),
            "why": days.why,
        }
        if days
        else None,
        "rounds": [_round(score) for score in overview.rounds],
        "money": {"budget_baht": spent.budget, "spent_baht": spent.spent, "percent": _two(spent.percent)}
        if spent
        else None,
        "done_percent": _two(overview.done),
        "overdue": [activity.id for activity in overview.overdue],
    }


def _month(standing: MonthStanding) -> dict[str, Any]:
    days, record = standing.deadline, standing.record
    return {
        "month": str(standing.month),
        "state": str(standing.kind),
        "due": days.due.isoformat() if days else None,
        "advised": days.advised.isoformat() if days else None,
        "submitted": record.submitted.isoformat() if record else None,
        "days_late": standing.days_late,
    }


def _round(score: RoundScore) -> dict[str, Any]:
    return {
        "id": score.round.id,
        "name": score.round.name,
        "months": [str(month) for month in sorted(score.round.months)],
        "total": score.total,
        "own": score.own,
        "full": score.full,
        "levels": [_level(level) for level in score.levels],
    }


def _level(score: LevelScore) -> dict[str, Any]:
    return {
        "level": score.level.level,
        "name": score.level.name,
        "measure": str(score.level.measure),
        "value": _two(score.value),
        "stated": score.stated,
        "score": score.score,
        "full": score.level.full,
        "given": score.is_given,
        "expected": score.expected,
    }


def _task(task: Task) -> dict[str, Any]:
    return {
        "item": task.item,
        "programme": task.programme,
        "month": str(task.month.month) if task.month else None,
        "measure": task.measure,
        "worth": _two(task.worth),
        "message": {"th": task.message.th, "en": task.message.en},
        "place": task.place,
    }


def _two(value: Decimal | None) -> Decimal | None:
    return None if value is None else rounded(value)
