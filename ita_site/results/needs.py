"""What a result shows to be weak, and which measure answers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ita_site.criteria import Assessment, Edition
from ita_site.records import Measure, Question, ResultRecord
from ita_site.results.computed import Computed
from ita_site.results.issues import IssueKind, issues_of, read_issue
from ita_site.scoring.disclosure import ZERO

Key = tuple[IssueKind, str]
"""What an issue or a need is about: its kind and its code."""


@dataclass(frozen=True, slots=True)
class Need:
    """An indicator or question below the pass mark, or an item that scored 0.

    `place` is its number among the entries of the record that state it; `indicator` is the one that it belongs to (of
    an indicator its own id; blank for an item of a year without a list).
    """

    kind: IssueKind
    code: str
    points: Decimal
    indicator: str
    title: str
    advice: str
    place: int


def needs(record: ResultRecord, view: Computed, edition: Edition | None) -> tuple[Need, ...]:
    """All that needs a measure, each once, the lowest points first; among equals in the order of the record."""
    found: dict[Key, Need] = {}
    for need in _needs(record, view, edition):
        found.setdefault((need.kind, need.code), need)  # what is stated twice is told by ITA724
    return tuple(sorted(found.values(), key=lambda need: (need.kind is not IssueKind.ITEM, need.points)))


def _needs(record: ResultRecord, view: Computed, edition: Edition | None) -> Iterator[Need]:
    for place, (id_, points) in enumerate(record.indicators.items()):
        if str(id_) in view.assessment.indicators and not view.passes(points):
            yield Need(
                IssueKind.INDICATOR, str(id_), points, str(id_), view.assessment.indicators[str(id_)].th, "", place
            )
    for place, question in enumerate(record.questions):
        code = view.assessment.question(question.code)
        if code is None or is_misplaced(question, view.assessment) or view.passes(question.score):
            continue
        home = view.assessment.indicator_of(code) or str(question.indicator or "")
        yield Need(IssueKind.QUESTION, code, question.score, home, question.text, question.advice, place)
    for place, zero in enumerate(record.zero_items):
        read = edition.code(zero.item) if edition is not None else read_issue(zero.item, None, None).code
        if code := read or (zero.item.strip().upper() if edition is None else None):
            item = edition.items[code] if edition is not None else None
            home = next((i.id for i in edition.tree if code in i.items), "") if edition is not None else ""
            yield Need(IssueKind.ITEM, code, ZERO, home, item.name.th if item else zero.title, zero.advice, place)


def is_misplaced(question: Question, assessment: Assessment) -> bool:
    """Whether a question stands under an indicator to which its code does not belong: nobody knows which is meant."""
    code, stated = assessment.question(question.code), str(question.indicator)
    return code is not None and stated in assessment.indicators and assessment.indicator_of(code) not in (None, stated)


@dataclass(frozen=True, slots=True)
class Answer:
    """A need and the measures that answer it (numbers among the measures, from 0)."""

    need: Need
    measures: tuple[int, ...]


def answers(
    found: Iterable[Need], measures: Iterable[Measure], view: Computed, edition: Edition | None
) -> tuple[Answer, ...]:
    """Each need with the measures that answer it.

    A measure for an indicator answers its questions too, and one for a question or item answers the indicator that it
    belongs to; an item that scored 0 needs a measure that names it.
    """
    said: dict[Key, set[int]] = {}
    for n, measure in enumerate(measures):
        for issue in issues_of(measure, view.assessment, edition):
            said.setdefault((issue.kind, issue.code), set()).add(n)
    found = tuple(found)
    return tuple(
        Answer(need, tuple(sorted({n for key in _answered_by(need, found, view, edition) for n in said.get(key, ())})))
        for need in found
    )


def _answered_by(need: Need, found: Iterable[Need], view: Computed, edition: Edition | None) -> Iterator[Key]:
    """The issues that answer a need."""
    yield need.kind, need.code
    if need.kind is IssueKind.QUESTION:
        yield IssueKind.INDICATOR, need.indicator
    elif need.kind is IssueKind.INDICATOR:
        yield from ((IssueKind.QUESTION, code) for code in view.assessment.questions_of(need.code))
        yield from ((n.kind, n.code) for n in found if n.kind is IssueKind.QUESTION and n.indicator == need.code)
        of_it = (i.items for i in edition.tree if i.id == need.code) if edition is not None else ()
        yield from ((IssueKind.ITEM, code) for items in of_it for code in items)
