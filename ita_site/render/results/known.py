"""Results and measures together, each computed once: what the pages of both, of items and of the board tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ita_site.criteria import Edition
from ita_site.records import Measure, MeasuresRecord, ResultRecord
from ita_site.render.programmes.plan import STATUSES
from ita_site.render.results.numbers import Mark
from ita_site.results import (
    Answer,
    Computed,
    Issue,
    IssueKind,
    MeasureStanding,
    answers,
    computed,
    issues_of,
    needs,
    standing_of,
)
from ita_site.site import Site
from ita_site.sitemap import measures_path
from ita_site.thai import slug
from ita_site.yearly import Yearly

OVERDUE = "missing"
"""The kind of mark that a measure past its day takes."""
START_MONTH = 10
"""The first month of a fiscal year that no list of ours says anything about."""


@dataclass(frozen=True, slots=True)
class KnownMeasure:
    """A measure, where its page shows it, and the issues that it answers."""

    year: int
    page: str
    anchor: str
    measure: Measure
    standing: MeasureStanding
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class KnownResult:
    """A result that can be read. `view` is None where the assessment of its year is not known, `edition` without a list.

    `measures` are those of every file that answers it; the numbers of `answers` count among them.
    """

    year: int
    record: ResultRecord
    view: Computed | None
    edition: Edition | None
    measures: tuple[KnownMeasure, ...]
    answers: tuple[Answer, ...]

    def answering(self, kind: IssueKind, code: str) -> tuple[KnownMeasure, ...]:
        """The measures that answer a question, item or indicator: a weak one by `answers`, every other one by name."""
        for answer in self.answers:
            if (answer.need.kind, answer.need.code) == (kind, code):
                return tuple(self.measures[number] for number in answer.measures)
        return tuple(m for m in self.measures if any((i.kind, i.code) == (kind, code) for i in m.issues))


class Known:
    """All results and measures of a site on the day of the check (`as_of`, CE)."""

    def __init__(self, site: Site, as_of: date) -> None:
        self.site = site
        self.as_of = as_of

    @cached_property
    def results(self) -> Mapping[int, KnownResult]:
        """The results that can be read, by the year (BE) of their folder, newest first."""
        return {
            year: self._result(year, entry.record)
            for year, entry in self.site.assessed.results.items()
            if entry.record is not None
        }

    def measures(self, entry: Yearly[MeasuresRecord]) -> tuple[KnownMeasure, ...]:
        """The measures of a file, in its order; none of one that cannot be read."""
        if entry.record is None:
            return ()
        answered = self.site.assessed.result_of(entry.record.answers)
        asked = answered.year if answered else entry.record.answers
        shelf = self.site.shelf
        assessment, edition, own = shelf.assessment(asked), shelf.get(asked), shelf.get(entry.year)
        start = own.start_month if own else START_MONTH
        return tuple(
            KnownMeasure(
                entry.year,
                measures_path(entry.year),
                anchor,
                measure,
                standing_of(measure, entry.year, self.as_of, start),
                tuple(issues_of(measure, assessment, edition)),
            )
            for measure, anchor in zip(entry.record.measures, _anchors(entry.record.measures), strict=True)
        )

    def _result(self, year: int, record: ResultRecord) -> KnownResult:
        shelf = self.site.shelf
        view, edition = computed(record, shelf), shelf.get(record.year)
        known = tuple(m for entry in self.site.assessed.measures_answering(year) for m in self.measures(entry))
        weak = needs(record, view, edition) if view else ()
        found = answers(weak, (m.measure for m in known), view, edition) if view else ()
        return KnownResult(year, record, view, edition, known, found)


def status_mark(standing: MeasureStanding) -> Mark:
    """What the last round of a measure says; a measure that nobody has followed yet says nothing."""
    return STATUSES[standing.status] if standing.status else ("unsaid", "·", "ยังไม่มีการติดตาม")


def overdue_mark(standing: MeasureStanding, as_of: date) -> Mark | None:
    """How long a measure that is not done is past its day."""
    if not standing.is_overdue or standing.due is None:
        return None
    return (OVERDUE, "▲", f"เลยกำหนด {(as_of - standing.due).days} วัน")


def _anchors(measures: Iterable[Measure]) -> tuple[str, ...]:
    """`m-<id>`; of several with one id the second is `m-<id>-2`."""
    found: dict[str, None] = {}
    counts: Counter[str] = Counter()
    for number, measure in enumerate(measures, 1):
        anchor = plain = f"m-{slug(measure.id) or number}"
        while anchor in found:
            counts[plain] += 1
            anchor = f"{plain}-{counts[plain] + 1}"
        found[anchor] = None
    return tuple(found)
