"""The exports as plain values for JSON: days and months of the common era, numbers exact. Contracts: `contracts`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from ita_site import __version__
from ita_site.answers.item_book import Line
from ita_site.answers.model import Answer, Proof
from ita_site.criteria import Edition
from ita_site.findings import Report
from ita_site.programmes import MonthStanding, Overview
from ita_site.records import Activity, Metric
from ita_site.site import Site, YearContent
from ita_site.text import Text


def answers_data(site: Site, report: Report, year: YearContent, answered: Iterable[Answer]) -> dict[str, Any]:
    """The answer sheet."""
    every = tuple(answered)
    counts = {
        "of": len(every),
        "has": sum(answer.has for answer in every),
        "ready": sum(answer.state.is_done for answer in every),
    }
    return _head(site, report, year.edition) | {"counts": counts, "answers": [_answer(answer) for answer in every]}


def items_data(site: Site, report: Report, year: YearContent, lines: Iterable[Line]) -> dict[str, Any]:
    """All items, one entry for each evidence."""
    return _head(site, report, year.edition) | {"evidence": [_line(line) for line in lines]}


def progress_data(site: Site, report: Report, overviews: Iterable[Overview]) -> dict[str, Any]:
    """The programmes of the open year."""
    return _head(site, report, site.year.edition) | {"programmes": [_programme(overview) for overview in overviews]}


def _head(site: Site, report: Report, edition: Edition) -> dict[str, Any]:
    return {
        "tool": "ita-site",
        "version": __version__,
        "edition": edition.year,
        "edition_revision": edition.revision,
        "as_of": report.as_of.isoformat(),
        "agency": site.config.agency.name,
        "site": site.config.site.url.strip(),
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "code": answer.item.code,
        "key": answer.item.key,
        "title": _both(answer.item.name),
        "has": answer.has,
        "state": str(answer.state),
        "ready": answer.state.is_done,
        "url": answer.url or None,
        "page": answer.page,
        "evidence": [_proof(proof) for proof in answer.proofs],
        "explanation": answer.explanation,
        "characters": len(answer.explanation),
    }


def _proof(proof: Proof) -> dict[str, Any]:
    record = proof.record
    covers = {"from": str(record.covers.start), "to": _text(record.covers.end)} if record.covers else None
    return {
        "title": proof.title,
        "url": proof.url or None,
        "hosted": record.file is not None,
        "shows": [{"id": element.id, "name": _both(element.name)} for element in proof.shows],
        "covers": covers,
        "date": _day(record.date),
        "page": record.page,
    }


def _line(line: Line) -> dict[str, Any]:
    answer, seen = line.answer, line.seen
    return {
        "code": answer.item.code,
        "key": answer.item.key,
        "title": _both(answer.item.name),
        "state": str(answer.state),
        "number": line.number or None,
        "evidence": _proof(line.proof) if line.proof else None,
        "verdict": str(seen.verdict) if seen else None,
        "reason": seen.reason if seen else None,
        "last_checked": _day(line.last_checked),
        "owner": line.record.owner if line.record else "",
        "updated": _day(line.record.updated if line.record else None),
    }


def _programme(overview: Overview) -> dict[str, Any]:
    programme = overview.programme
    return {
        "id": overview.entry.id,
        "name": programme.name if programme else None,
        "kind": str(programme.kind) if programme else None,
        "months": [_month(standing) for standing in overview.months],
        "activities": [_activity(activity) for activity in (programme.activities if programme else ())],
    }


def _month(standing: MonthStanding) -> dict[str, Any]:
    record, days = standing.record, standing.deadline
    return {
        "month": str(standing.month),
        "state": str(standing.kind),
        "due": _day(days.due if days else None),
        "submitted": _day(record.submitted if record else None),
        "progress_percent": record.progress_percent if record else None,
        "spent_baht": record.budget_spent_baht if record else None,
        "metrics": [_metric(metric) for metric in (record.metrics if record else ())],
    }


def _metric(metric: Metric) -> dict[str, Any]:
    return {
        "name": metric.name,
        "numerator": metric.numerator,
        "denominator": metric.denominator,
        "unit": metric.unit,
        "percent": metric.percent,
        "as_of": _day(metric.as_of),
    }


def _activity(activity: Activity) -> dict[str, Any]:
    return {
        "id": activity.id,
        "title": activity.title,
        "owner": activity.owner,
        "quarters": list(activity.quarters),
        "budget_baht": activity.budget_baht,
        "target": activity.target,
        "status": _text(activity.standing),
        "result": activity.result,
    }


def _both(text: Text) -> dict[str, str]:
    return {"th": text.th, "en": text.en}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _text(value: object) -> str | None:
    return str(value) if value is not None else None
