"""Every place where a link or a file is named as evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ita_site.criteria import Item
from ita_site.records import ActivityEvidence, Evidence, Status
from ita_site.rules.base import Context, Path
from ita_site.source import Document


@dataclass(frozen=True, slots=True)
class Citation:
    """One place where a link or file is named as evidence."""

    document: Document
    at: Path
    item: Item | None
    evidence: Evidence | ActivityEvidence
    is_pending: bool = False
    """Of an item that is not ready yet: a poor link there is unfinished work."""


def citations(context: Context) -> Iterator[Citation]:
    """Every link and file named anywhere in the open year."""
    for entry, item, record in context.sound:
        for i, evidence in enumerate(record.evidence):
            yield Citation(entry.document, ("evidence", i), item, evidence, record.status is Status.PENDING)
    for programme in context.programmes:
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
