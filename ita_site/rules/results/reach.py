"""Between which points an indicator can lie, given some of its questions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ita_site.rules.results.codes import sound_questions
from ita_site.rules.results.judged import Judged
from ita_site.scoring import FULL, ZERO


@dataclass(frozen=True, slots=True)
class Reach:
    """The lowest and highest mean (points) that an indicator can have, by `given` of its `count` questions."""

    low: Decimal
    high: Decimal
    given: int
    count: int


def out_of_reach(one: Judged) -> dict[str, Reach]:
    """Indicators (by id) whose points lie outside what their questions allow, each from 0 to 100."""
    # how many questions an indicator had in other years nobody here knows
    if one.edition is None:
        return {}
    found = {}
    for id_, score in one.view.indicators.items():
        reach = _reach(one, id_)
        slack = one.view.assessment.tolerance
        if reach is not None and not reach.low - slack <= score <= reach.high + slack:
            found[id_] = reach
    return found


def _reach(one: Judged, indicator: str) -> Reach | None:
    assessment = one.view.assessment
    codes = assessment.questions_of(indicator)
    scores = [
        one.record.questions[n].score
        for n in sound_questions(one)
        if assessment.indicator_of(str(one.question_codes[n])) == indicator
    ]
    if not scores:
        return None
    total, left = sum(scores, ZERO), len(codes) - len(scores)
    return Reach(total / len(codes), (total + FULL * left) / len(codes), len(scores), len(codes))
