"""Between which points an indicator can lie, given some of its questions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

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
    return one.once(_out_of_reach)


def _out_of_reach(one: Judged) -> dict[str, Reach]:
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
    scores = [one.sound_questions[code] for code in codes if code in one.sound_questions]
    if not scores:  # also where nobody knows which questions there are
        return None
    total, left = sum(scores, ZERO), len(codes) - len(scores)
    return Reach(total / len(codes), (total + FULL * left) / len(codes), len(scores), len(codes))
