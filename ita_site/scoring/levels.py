"""The level that a total reaches, as a range where not all that it depends on is known: never guessed.

Source: the levels of 2566 ask the four instruments IIT, EIT part 1, EIT part 2 and OIT one by one, but the two parts of
EIT are usually published as one figure. Totals and instruments are rounded half up before they are compared (the bands
are printed with two decimals).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ita_site.criteria import Assessment, Joint, Level, Scale
from ita_site.numerals import rounded
from ita_site.scoring.disclosure import FULL, ZERO
from ita_site.scoring.total import joint_of, part_of


@dataclass(frozen=True, slots=True)
class LevelRange:
    """The levels that are possible, from the worst to the best of them."""

    worst: Level
    best: Level

    @property
    def is_certain(self) -> bool:
        return self.worst == self.best


def level_range(assessment: Assessment, scale: Scale, total: Decimal, scores: Mapping[str, Decimal]) -> LevelRange:
    """The levels that a total (points) may have, given what is known of the instruments (points, by id, joint figures
    too)."""
    low, high = weakest_instrument(assessment, scores)
    places = assessment.decimals
    return LevelRange(_level(scale, total, low, places), _level(scale, total, high, places))


def weakest_instrument(assessment: Assessment, scores: Mapping[str, Decimal]) -> tuple[Decimal, Decimal]:
    """Between which points (0 to 100) the lowest of all instruments lies.

    Where only a joint figure is known, one part may be as low as the other, being at most 100, allows; at best they are
    equal. Published figures are rounded, so half of the last place is allowed for.
    """
    lows, highs = zip(*_bounds(assessment, scores), strict=True)
    return min(lows), min(highs)


def _bounds(assessment: Assessment, scores: Mapping[str, Decimal]) -> Iterator[tuple[Decimal, Decimal]]:
    for instrument in assessment.instruments:
        joint = joint_of(assessment, instrument)
        if instrument in scores:
            yield scores[instrument], scores[instrument]
        elif joint is not None and joint.id in scores:
            yield _part_bounds(assessment, joint, instrument, scores)
        else:
            yield ZERO, FULL


def _part_bounds(
    assessment: Assessment, joint: Joint, part: str, scores: Mapping[str, Decimal]
) -> tuple[Decimal, Decimal]:
    weights = {id_: assessment.instruments[id_].weight for id_ in joint.parts if id_ not in scores}
    unknown = sum(weights.values(), ZERO)
    both = sum((assessment.instruments[id_].weight for id_ in joint.parts), ZERO)
    middle = part_of(assessment, joint, scores)
    slack = Decimal(5).scaleb(-assessment.decimals - 1) * both / unknown
    low = ((middle - slack) * unknown - FULL * (unknown - weights[part])) / weights[part]
    # at best the unknown parts are equal: then none is above the published figure, whatever was rounded away from it
    high = middle if unknown == both else middle + slack
    return min(max(low, ZERO), FULL), min(max(high, ZERO), FULL)


def _level(scale: Scale, total: Decimal, weakest: Decimal, places: int) -> Level:
    total, weakest = rounded(total, places), rounded(weakest, places)
    return next(
        level for level in scale.levels if total >= level.least and (level.each is None or weakest >= level.each)
    )
