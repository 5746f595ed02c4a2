"""What a result shows to be weak: questions, the lowest first, and items that scored 0."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from ita_site.records import Question, ZeroItem
from ita_site.render.links import Place
from ita_site.render.markdown import field
from ita_site.render.results.known import Known, KnownResult
from ita_site.render.results.linking import MeasureLink, item_link, measure_links, question_anchor, zero_anchor
from ita_site.render.results.numbers import Mark, judged, points, worth
from ita_site.results import IssueKind
from ita_site.scoring import item_worth


@dataclass(frozen=True, slots=True)
class QuestionView:
    """`mark` is None where nobody knows the pass mark; `anchor` is blank for a code that is not in the surveys."""

    code: str
    anchor: str
    text: str
    points: str
    score: Decimal
    mark: Mark | None
    indicator: str
    advice: Markup
    measures: tuple[MeasureLink, ...]
    needs_measure: bool


@dataclass(frozen=True, slots=True)
class ZeroView:
    """`cost` is in points of the total, blank where that year's list is not here."""

    code: str
    anchor: str
    name: str
    stated_name: str
    """What the record calls it, where that is something else."""
    href: str | None
    cost: str
    advice: Markup
    measures: tuple[MeasureLink, ...]


@dataclass(frozen=True, slots=True)
class ZeroItems:
    items: tuple[ZeroView, ...]
    cost: str


def question_views(result: KnownResult, place: Place) -> tuple[QuestionView, ...]:
    """All questions of a result, the lowest points first."""
    asked = sorted(result.record.questions, key=lambda question: question.score)
    codes = [result.view.assessment.question(q.code) if result.view else None for q in asked]
    times = Counter(codes)
    return tuple(
        # of two with one code neither has the anchor: a link to it would be a guess
        _question(result, question, code, code is not None and times[code] == 1, place)
        for question, code in zip(asked, codes, strict=True)
    )


def _question(result: KnownResult, question: Question, code: str | None, is_single: bool, place: Place) -> QuestionView:
    view = result.view
    passes = view.passes(question.score) if view else None
    measures = result.answering(IssueKind.QUESTION, code) if code else ()
    return QuestionView(
        code=code or question.code,
        anchor=question_anchor(code) if code and is_single else "",
        text=question.text,
        points=points(question.score),
        score=question.score,
        mark=judged(passes=passes) if passes is not None else None,
        indicator=_indicator(result, question, code),
        advice=field(question.advice, place.written("")),
        measures=measure_links(measures, place),
        needs_measure=code is not None and passes is False,
    )


def _indicator(result: KnownResult, question: Question, code: str | None) -> str:
    """`2 การใช้งบประมาณ`: the indicator as stated, else by the code."""
    if result.view is None:
        return str(question.indicator or "")
    assessment = result.view.assessment
    id_ = str(question.indicator or (assessment.indicator_of(code) if code else "") or "")
    name = assessment.indicators.get(id_)
    return f"{id_} {name.th}" if name else id_


def zero_items(known: Known, result: KnownResult, place: Place) -> ZeroItems:
    """The items that scored 0, in the order of the record, and what they cost together."""
    worths: Mapping[str, Decimal] = item_worth(result.edition) if result.edition else {}
    codes = [result.edition.code(zero.item) if result.edition else None for zero in result.record.zero_items]
    views, seen = [], set[str]()
    for zero, code in zip(result.record.zero_items, codes, strict=True):
        anchor = zero_anchor(code or zero.item)
        views.append(_zero(known, result, zero, code, "" if anchor in seen else anchor, worths, place))
        seen.add(anchor)
    lost = sum((worths[code] for code in dict.fromkeys(codes) if code), Decimal(0))
    return ZeroItems(tuple(views), worth(lost) if lost else "")


def _zero(
    known: Known,
    result: KnownResult,
    zero: ZeroItem,
    code: str | None,
    anchor: str,
    worths: Mapping[str, Decimal],
    place: Place,
) -> ZeroView:
    item = result.edition.items[code] if result.edition and code else None
    named = code or zero.item.strip().upper()
    return ZeroView(
        code=code or zero.item,
        anchor=anchor,
        name=item.name.th if item else zero.title,
        stated_name=zero.title if item and zero.title != item.name.th else "",
        href=item_link(known, place, result.record.year, code) if code else None,
        cost=worth(worths[code]) if code else "",
        advice=field(zero.advice, place.written("")),
        measures=measure_links(result.answering(IssueKind.ITEM, named), place),
    )
