"""Which figure of a result is the odd one out, where instruments, indicators and the total contradict each other.

One slip is told once: where an instrument is not what its indicators give, the total tells which of the two is wrong,
and is told itself only when it agrees with neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Literal

from ita_site.criteria import Joint
from ita_site.rules.base import Path
from ita_site.rules.results.items import given_by_items, not_following, unattainable
from ita_site.rules.results.judged import Judged
from ita_site.rules.results.reach import out_of_reach
from ita_site.scoring import FULL, ZERO, figures, total_score

Known = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Slip:
    """A figure that does not follow: `stated` and what it is by the others, `given` (points).

    `figure` is an instrument, a joint figure, or blank for the total. `odd` tells which side was mistyped, where that
    can be known; `indicators` are those that the slip may stand in.
    """

    kind: Literal["instrument", "parts", "total"]
    figure: str
    stated: Decimal
    given: Decimal
    at: Path
    odd: Literal["stated", "given", "unknown"] = "unknown"
    indicators: tuple[str, ...] = ()


def slips(one: Judged) -> tuple[Slip, ...]:
    """All contradictions between the figures of a result, each once."""
    return one.once(_slips)


def _slips(one: Judged) -> tuple[Slip, ...]:
    found = [*_of_parts(one)]
    found += _of_instruments(one, {slip.figure for slip in found})
    return (*found, *_of_total(one, found))


def _of_parts(one: Judged) -> Iterator[Slip]:
    """A joint figure that is not the mean of its parts."""
    stated = one.view.instruments
    for joint in one.view.assessment.joint.values():
        if joint.id not in stated or not any(part in stated for part in joint.parts):
            continue
        low, high = reach_of_parts(one, joint)
        given = min(max(stated[joint.id], low), high)
        if one.is_close(given, stated[joint.id]):
            continue
        alone = {id_: score for id_, score in one.view.known.items() if id_ not in joint.parts}
        is_sound = _fits_total(one, alone) and not _fits_total(one, one.view.known)
        if joint.id in one.view.follows:
            is_sound = one.is_close(one.view.follows[joint.id], stated[joint.id])
        at = one.at_instrument(next(part for part in joint.parts if part in stated) if is_sound else joint.id)
        yield Slip("parts", joint.id, stated[joint.id], given, at, "given" if is_sound else "stated")


def reach_of_parts(one: Judged, joint: Joint) -> tuple[Decimal, Decimal]:
    """The lowest and highest mean (points, by weight) of the parts of a joint figure; the same where all are stated."""
    weights = {part: one.view.assessment.instruments[part].weight for part in joint.parts}
    stated = one.view.instruments
    low, high = (sum((w * stated.get(p, end) for p, w in weights.items()), ZERO) for end in (ZERO, FULL))
    return low / sum(weights.values(), ZERO), high / sum(weights.values(), ZERO)


def _of_instruments(one: Judged, told: set[str]) -> Iterator[Slip]:
    """Stated instruments that are not the mean of their indicators."""
    view = one.view
    stated = dict(view.instruments)
    for joint in view.assessment.joint.values():
        if joint.id not in stated and all(part in stated for part in joint.parts):
            stated[joint.id], _ = reach_of_parts(one, joint)
    excused = {*unattainable(one), *not_following(one)}
    for id_, given in view.follows.items():
        if id_ not in stated or id_ in told or one.is_close(stated[id_], given):
            continue
        indicators = _indicators_of(one, id_)
        # of an indicator that its own items do not give, its own rule tells
        if excused & set(indicators) and _is_excused(one, id_, stated[id_]):
            continue
        by_stated = _fits_total(one, view.known)
        by_given = _fits_total(one, _with(one, view.known, id_, given))
        odd: Literal["stated", "given", "unknown"] = "unknown"
        if by_stated != by_given:
            odd = "given" if by_stated else "stated"
        suspects = tuple(i for i in indicators if i in out_of_reach(one)) if odd != "stated" else ()
        at = one.at_instrument(_stated_as(one, id_))
        if len(suspects) == 1:
            at = one.at_indicator(suspects[0])
        elif odd == "given":
            at = ("indicators",)
        yield Slip("instrument", id_, stated[id_], given, at, odd, suspects)


def _indicators_of(one: Judged, figure: str) -> tuple[str, ...]:
    assessment = one.view.assessment
    part = assessment.joint[figure].parts[0] if figure in assessment.joint else figure
    return assessment.instruments[part].indicators


def _stated_as(one: Judged, figure: str) -> str:
    """The name that stands in the record: the figure's own, or the first of its parts."""
    return figure if figure in one.view.instruments else one.view.assessment.joint[figure].parts[0]


def _is_excused(one: Judged, figure: str, stated: Decimal) -> bool:
    """Whether the instrument may well be right, its indicator being the slip (or nobody knowing what it should be)."""
    given = given_by_items(one)
    right = figures(one.view.assessment, {**one.view.indicators, **given}).get(figure)
    return not given or right is None or one.is_close(right, stated)


def _of_total(one: Judged, told: list[Slip]) -> Iterator[Slip]:
    """A total that is neither the weighted sum of the stated instruments nor, where one of these is told already, that
    of what they would be."""
    given = one.view.total
    if given is None:
        yield from _beyond(one, told)
        return
    if any(_fits_total(one, known) for known in _possible(one, told)):
        return
    own = one.view.assessment.own.id
    if own not in one.view.instruments and not given_by_items(one) and unattainable(one):
        return  # what the own instrument really has nobody can tell
    suspects = tuple(i for i in out_of_reach(one) if not told and _would_explain(one, i, given))
    at: Path = one.at_indicator(suspects[0]) if len(suspects) == 1 else ("total",)
    yield Slip("total", "", one.record.total, given, at, indicators=suspects if len(suspects) == 1 else ())


def _beyond(one: Judged, told: list[Slip]) -> Iterator[Slip]:
    """A total that the known instruments do not allow, whatever the others are."""
    low, high = reach_of_total(one)
    nearest = min(max(one.record.total, low), high)
    # where the figures behind an instrument are told of, nobody can tell what it really has
    if not told and not unattainable(one) and not not_following(one) and not one.is_close(nearest, one.record.total):
        yield Slip("total", "", one.record.total, nearest, ("total",))


def reach_of_total(one: Judged) -> tuple[Decimal, Decimal]:
    """The lowest and highest total (points) that the known instruments allow."""
    assessment = one.view.assessment
    low, high = (total_score(assessment, _filled(one, end)) or ZERO for end in (ZERO, FULL))
    return low, high


def _filled(one: Judged, score: Decimal) -> Known:
    """What is known of the instruments, and one score for all of which nothing is."""
    known, joints = one.view.known, one.view.assessment.joint.values()
    covered = {part for joint in joints if joint.id in known for part in joint.parts}
    return {**{id_: score for id_ in one.view.assessment.instruments if id_ not in covered}, **known}


def _possible(one: Judged, told: list[Slip]) -> Iterator[Known]:
    """What the instruments may really be, where something else is told of them; else as they are known."""
    view = one.view
    choices: list[list[Known]] = [[{}, *({slip.figure: score} for score in (slip.stated, slip.given))] for slip in told]
    given = {**view.indicators, **given_by_items(one)}
    if not_following(one) or unattainable(one):
        choices.append(
            [{}, {id_: s for id_, s in figures(view.assessment, given).items() if id_ not in view.instruments}]
        )
    for chosen in product(*choices):
        known: Known = view.known
        for change in chosen:
            for figure, score in change.items():
                known = _with(one, known, figure, score)
        yield known


def _with(one: Judged, known: Known, figure: str, score: Decimal) -> Known:
    """`known` with another score for one figure; the parts of a joint figure give way to it."""
    joint = one.view.assessment.joint.get(figure)
    parts = joint.parts if joint is not None else ()
    return {**{id_: s for id_, s in known.items() if id_ not in parts}, figure: score}


def _fits_total(one: Judged, known: Known) -> bool:
    total = total_score(one.view.assessment, known)
    return total is not None and one.is_close(total, one.record.total)


def _would_explain(one: Judged, indicator: str, given: Decimal) -> bool:
    """Whether other points of one indicator, which its questions allow, would give the stated total."""
    assessment, reach = one.view.assessment, out_of_reach(one)[indicator]
    share = sum((i.weight / len(i.indicators) for i in assessment.of_indicator(indicator)), ZERO)
    if assessment.figure_of(indicator) in one.view.instruments:
        return False
    meant = one.view.indicators[indicator] + (one.record.total - given) / share
    return reach.low - assessment.tolerance / share <= meant <= reach.high + assessment.tolerance / share
