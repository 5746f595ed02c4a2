"""Every place where a link or a file is named as evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ita_site.criteria import Item
from ita_site.records import ActivityEvidence, Evidence, Status
from ita_site.site import YearContent
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


def citations(year: YearContent) -> Iterator[Citation]:
    """Every link and file named as evidence anywhere in a year."""
    for entry in year.entries:
        if entry.item is None or entry.record is None:
            continue
        is_pending = entry.record.status is Status.PENDING
        for i, evidence in enumerate(entry.record.evidence):
            yield Citation(entry.document, ("evidence", i), entry.item, evidence, is_pending)
    for programme in year.programmes:
        if programme.record is not None and programme.document is not None:
            for i, activity in enumerate(programme.record.activities):
                for j, proof in enumerate(activity.evidence):
                    yield Citation(programme.document, ("activities", i, "evidence", j), None, proof)
        for report in programme.reports:
            if report.record is None:
                continue
            for i, action in enumerate(report.record.actions):
                for j, proof in enumerate(action.evidence):
                    yield Citation(report.document, ("actions", i, "evidence", j), None, proof)
            for level, result in report.record.levels.items():
                for j, proof in enumerate(result.evidence):
                    yield Citation(report.document, ("levels", str(level), "evidence", j), None, proof)
