"""Every place where a link or a file is named as evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ita_site.criteria import Item
from ita_site.records import ActivityEvidence, Evidence, MeasuresRecord, MonthlyReport, Programme, Status
from ita_site.site import Site, YearContent
from ita_site.source import Document

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """One place where a link or file is named as evidence."""

    document: Document
    at: Path
    item: Item | None
    evidence: Evidence | ActivityEvidence
    is_pending: bool = False
    """Of an item that is not ready yet: a poor link there is unfinished work."""


def citations(site: Site) -> Iterator[Citation]:
    """Every link and file named as evidence anywhere in the open year, in results and in measures."""
    yield from citations_of_year(site.year)
    for result in site.assessed.results.values():
        if result.record is not None:
            yield from _cited(result.document, ("evidence",), result.record.evidence)
    for entry in site.assessed.measures.values():
        if entry.record is not None:
            yield from _of_measures(entry.record, entry.document)


def citations_of_year(year: YearContent) -> Iterator[Citation]:
    """Every link and file named as evidence in the items and programmes of a year."""
    for entry in year.entries:
        if entry.item is None or entry.record is None:
            continue
        is_pending = entry.record.status is Status.PENDING
        for i, evidence in enumerate(entry.record.evidence):
            yield Citation(entry.document, ("evidence", i), entry.item, evidence, is_pending)
    for programme in year.programmes:
        if programme.record is not None and programme.document is not None:
            yield from _of_plan(programme.record, programme.document)
        for report in programme.reports:
            if report.record is None:
                continue
            yield from _of_report(report.record, report.document)


def _of_plan(programme: Programme, document: Document) -> Iterator[Citation]:
    yield from _cited(document, ("links",), programme.links)
    for i, activity in enumerate(programme.activities):
        yield from _cited(document, ("activities", i, "evidence"), activity.evidence)
        for j, followup in enumerate(activity.followups):
            yield from _cited(document, ("activities", i, "followups", j, "evidence"), followup.evidence)


def _of_report(report: MonthlyReport, document: Document) -> Iterator[Citation]:
    for i, action in enumerate(report.actions):
        yield from _cited(document, ("actions", i, "evidence"), action.evidence)
    for level, result in report.levels.items():
        yield from _cited(document, ("levels", str(level), "evidence"), result.evidence)
    if report.memo is not None:
        yield from _cited(document, ("memo", "evidence"), report.memo.evidence)


def _of_measures(record: MeasuresRecord, document: Document) -> Iterator[Citation]:
    yield from _cited(document, ("evidence",), record.evidence)
    for i, measure in enumerate(record.measures):
        for j, round_ in enumerate(measure.rounds):
            yield from _cited(document, ("measures", i, "rounds", j, "evidence"), round_.evidence)


def _cited(document: Document, at: Path, proofs: tuple[ActivityEvidence, ...]) -> Iterator[Citation]:
    for i, proof in enumerate(proofs):
        yield Citation(document, (*at, i), None, proof)
