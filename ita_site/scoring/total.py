"""Instruments and the total, from indicators.

Source: the computation table of a published assessment report: an instrument is the mean of its indicators, the total
the sum of the weighted instruments. Two published totals are reproduced exactly: 75.4706 -> 75.47, 95.515 -> 95.52.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ita_site.criteria import Assessment, Instrument, Joint
from ita_site.scoring.disclosure import FULL, ZERO, mean


def instrument_score(instrument: Instrument, indicators: Mapping[str, Decimal]) -> Decimal | None:
    """Points of an instrument: the mean of its indicators (points, 0 to 100, by id); None while one is not known.

    Raises ValueError for points outside 0 to 100.
    """
    known = [_points(indicators[id_]) for id_ in instrument.indicators if id_ in indicators]
    return mean(known) if len(known) == len(instrument.indicators) else None


def figures(assessment: Assessment, indicators: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """What follows from published indicators (points, by id): each instrument, or the joint figure of instruments that
    measure the same indicators, because their parts cannot be told apart.

    An instrument with an unknown indicator is left out. Raises ValueError for points outside 0 to 100.
    """
    found: dict[str, Decimal] = {}
    for instrument in assessment.instruments.values():
        score = instrument_score(instrument, indicators)
        if score is not None:
            found[assessment.figure_of(instrument.indicators[0])] = score
    return found


def total_score(assessment: Assessment, scores: Mapping[str, Decimal]) -> Decimal | None:
    """Points of the whole assessment, at full precision, from those of its instruments (0 to 100, by id).

    A joint figure (EIT) stands for its parts where not all of them are known. None while an instrument is not known at
    all. Raises ValueError for points outside 0 to 100.
    """
    total = ZERO
    for instrument in assessment.instruments.values():
        if instrument.id in scores:
            total += instrument.weight * _points(scores[instrument.id])
            continue
        joint = joint_of(assessment, instrument.id)
        if joint is None or joint.id not in scores:
            return None
        total += instrument.weight * part_of(assessment, joint, scores)
    return total


def joint_of(assessment: Assessment, instrument: str) -> Joint | None:
    """The joint figure that an instrument is a part of, or None."""
    return next((joint for joint in assessment.joint.values() if instrument in joint.parts), None)


def part_of(assessment: Assessment, joint: Joint, scores: Mapping[str, Decimal]) -> Decimal:
    """The mean (by weight) of those parts of a joint figure that are not known on their own; may lie outside 0 to 100
    when the published figures contradict each other."""
    weights = {part: assessment.instruments[part].weight for part in joint.parts}
    unknown = [part for part in joint.parts if part not in scores]
    left = _points(scores[joint.id]) * sum(weights.values(), ZERO)
    left -= sum((weights[part] * _points(scores[part]) for part in joint.parts if part in scores), ZERO)
    return left / sum((weights[part] for part in unknown), ZERO)


def _points(score: Decimal) -> Decimal:
    if not ZERO <= score <= FULL:
        raise ValueError(f"{score} is not from 0 to 100 points")
    return score
