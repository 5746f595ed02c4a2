"""One measure with its whole chain: issues, steps, owner, day due, rounds of follow-up, advice."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from ita_site.criteria import Edition
from ita_site.records import FollowUpRound, Measure, Step
from ita_site.render import words
from ita_site.render.links import Place
from ita_site.render.markdown import field
from ita_site.render.openings import Openings
from ita_site.render.programmes.plan import STATUSES
from ita_site.render.programmes.proofs import Proof, proofs
from ita_site.render.results.known import Known, KnownMeasure, KnownResult, overdue_mark, status_mark
from ita_site.render.results.linking import indicator_anchor, item_link, question_anchor, zero_anchor
from ita_site.render.results.numbers import Mark, points, until, within
from ita_site.results import Issue, IssueKind
from ita_site.sitemap import result_path


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue that a measure answers. `code` is blank for words; `href` leads to the result or to the item."""

    code: str
    text: str
    points: str
    href: str | None


@dataclass(frozen=True, slots=True)
class StepView:
    text: str
    due: str


@dataclass(frozen=True, slots=True)
class RoundView:
    """One follow-up. `is_ahead`: dated after the day of the check, so that it does not count yet."""

    name: str
    day: str
    mark: Mark
    text: Markup
    advice: Markup
    proofs: tuple[Proof, ...]
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class MeasureView:
    measure: Measure
    anchor: str
    mark: Mark
    overdue: Mark | None
    owner: str
    due: str
    due_short: str
    issues: tuple[IssueView, ...]
    steps: tuple[StepView, ...]
    follow_up: Markup
    rounds: tuple[RoundView, ...]


_CODE = re.compile(r"(?:ข้อ(?:ที่)? ?)?[^\s:–,;()]+[\s:–,;]*")
_LEAD = {
    IssueKind.QUESTION: _CODE,
    IssueKind.ITEM: _CODE,
    IssueKind.INDICATOR: re.compile(
        r"(?:ตัวชี้วัด(?:ที่|ย่อยที่)?|indicator) ?[0-9๐-๙]{1,2}(?![0-9๐-๙.])[\s:–,;]*", re.IGNORECASE
    ),
}
"""The code at the head of an issue: what follows are the officer's own words."""

Viewer = Callable[[KnownMeasure], MeasureView]


def measure_viewer(known: Known, answers: int, place: Place, openings: Openings) -> Viewer:
    """Makes the views of measures that answer the result of the year `answers` (BE)."""
    issue = issue_viewer(known, answers, place)

    def view(of: KnownMeasure) -> MeasureView:
        measure, standing = of.measure, of.standing
        return MeasureView(
            measure=measure,
            anchor=of.anchor,
            mark=status_mark(standing),
            overdue=overdue_mark(standing, known.as_of),
            owner=", ".join(measure.owner),
            due=within(measure.due) if measure.due else "",
            due_short=until(measure.due) if measure.due else "",
            issues=tuple(map(issue, of.issues)),
            steps=tuple(map(_step, measure.steps)),
            follow_up=field(measure.follow_up, place.written("")),
            rounds=_rounds(of, known.as_of, place, openings),
        )

    return view


def issue_viewer(known: Known, answers: int, place: Place) -> Callable[[Issue], IssueView]:
    """Makes the views of issues of the result of the year `answers` (BE)."""
    result = known.results.get(answers)
    edition = known.site.shelf.get(result.record.year if result else answers)
    page = result_path(answers)

    def view(issue: Issue) -> IssueView:
        name = _name(issue, result, edition)
        there = _on_result(result, issue)
        if there is not None:
            anchor, scored = there
            return IssueView(_code(issue, name), name, scored, place.page(page, anchor))
        href = item_link(known, place, edition.year, issue.code) if edition and issue.kind is IssueKind.ITEM else None
        return IssueView(_code(issue, name), name, "", href)

    return view


def _code(issue: Issue, name: str) -> str:
    """The code as a reader meets it; one without words beside it says what it is the code of."""
    match issue.kind:
        case IssueKind.INDICATOR:
            return f"ตัวชี้วัดที่ {issue.code}"
        case IssueKind.QUESTION if not name:
            return f"คำถาม {issue.code}"
        case IssueKind.ITEM if not name:
            return f"ข้อ {issue.code}"
    return issue.code


def _name(issue: Issue, result: KnownResult | None, edition: Edition | None) -> str:
    """What is asked under a code: the words of the officer, else those of the result or of the list."""
    if issue.kind is IssueKind.WORDS:
        return issue.text
    if said := _LEAD[issue.kind].sub("", issue.text, count=1):
        return said
    view = result.view if result else None
    match issue.kind:
        case IssueKind.ITEM if edition is not None and issue.code in edition.items:
            return edition.items[issue.code].name.th
        case IssueKind.ITEM if result is not None:
            return next((z.title for z in result.record.zero_items if z.item.strip().upper() == issue.code), "")
        case IssueKind.INDICATOR if view is not None and issue.code in view.assessment.indicators:
            return view.assessment.indicators[issue.code].th
        case IssueKind.QUESTION if result is not None and view is not None:
            asked = (q.text for q in result.record.questions if view.assessment.question(q.code) == issue.code)
            return next(asked, "")
    return ""


def _on_result(result: KnownResult | None, issue: Issue) -> tuple[str, str] | None:
    """Where on the page of the result an issue stands, and its points in words; None where it is not told there."""
    if result is None:
        return None
    record, view = result.record, result.view
    match issue.kind:
        case IssueKind.QUESTION if view is not None:
            scores = [q.score for q in record.questions if view.assessment.question(q.code) == issue.code]
            return (question_anchor(issue.code), points(scores[0])) if len(scores) == 1 else None
        case IssueKind.INDICATOR if view is not None and issue.code in view.indicators:
            return indicator_anchor(issue.code), points(view.indicators[issue.code])
        case IssueKind.ITEM:
            read = result.edition.code if result.edition else _as_written
            if any(read(zero.item) == issue.code for zero in record.zero_items):
                return zero_anchor(issue.code), "0"
    return None


def _as_written(item: str) -> str:
    return item.strip().upper()


def _step(step: Step) -> StepView:
    return StepView(step.text, within(step.due) if step.due else "")


def _rounds(of: KnownMeasure, as_of: date, place: Place, openings: Openings) -> tuple[RoundView, ...]:
    """The rounds by their day; those that are still ahead come last."""
    ahead = sorted((r for r in of.measure.rounds if r.on is not None and r.on > as_of), key=lambda r: r.on or as_of)
    counted = [_round(r, n, False, place, openings) for n, r in enumerate(of.standing.rounds.by_day, 1)]
    return (*counted, *(_round(r, n, True, place, openings) for n, r in enumerate(ahead, len(counted) + 1)))


def _round(found: FollowUpRound, number: int, is_ahead: bool, place: Place, openings: Openings) -> RoundView:
    written = place.written("")
    return RoundView(
        name=f"ครั้งที่ {found.round or number}",
        day=words.day(found.on) or "ไม่ได้ระบุวันที่",
        mark=STATUSES[found.status],
        text=field(found.text, written),
        advice=field(found.advice, written),
        proofs=proofs(found.evidence, place, openings),
        is_ahead=is_ahead,
    )
