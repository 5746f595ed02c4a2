"""A result computed again from what is published of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from ita_site.criteria import Assessment, Level, Scale, Shelf, scale_of
from ita_site.records import ResultRecord
from ita_site.scoring import LevelRange, figures, level_range, total_score
from ita_site.scoring.disclosure import FULL, ZERO
from ita_site.thai import fold_digits

_BETWEEN = re.compile(r"[\s().-]|ส่วน(?:ที่)?|PART")


@dataclass(frozen=True, slots=True)
class Computed:
    """Points (0 to 100) at full precision, by id; the ids are those of the assessment of the result's year.

    `indicators` and `instruments` are as stated, without ids that the assessment does not know and points outside
    0 to 100. `follows` are the instruments (joint figures) that follow from the stated indicators, `known` the stated
    instruments and, for those not stated, what follows. `total` is computed from the instruments of `known`, or None.
    `stated_level` is the level that the record names, `levels` those that its own total can have; None where the scale
    of the year is not known.
    """

    assessment: Assessment
    scale: Scale | None
    indicators: Mapping[str, Decimal]
    instruments: Mapping[str, Decimal]
    follows: Mapping[str, Decimal]
    known: Mapping[str, Decimal]
    total: Decimal | None
    stated_level: Level | None
    levels: LevelRange | None

    def passes(self, points: Decimal) -> bool:
        """Whether an indicator, question or total passes."""
        return points >= self.assessment.pass_mark


def computed(record: ResultRecord, shelf: Shelf) -> Computed | None:
    """A result computed again by the editions of `shelf`; None for a year whose assessment is not known."""
    assessment = shelf.assessment(record.year)
    if assessment is None:
        return None
    scale = scale_of(record.year)
    names = {*assessment.instruments, *assessment.joint}
    indicators = {
        str(id_): points
        for id_, points in record.indicators.items()
        if str(id_) in assessment.indicators and _is_points(points)
    }
    instruments = {
        instrument_id(id_): points
        for id_, points in record.instruments.items()
        if instrument_id(id_) in names and _is_points(points)
    }
    follows = figures(assessment, indicators)
    known = instruments | {
        id_: points for id_, points in follows.items() if id_ not in _covered(assessment, instruments)
    }
    return Computed(
        assessment=assessment,
        scale=scale,
        indicators=dict(sorted(indicators.items(), key=lambda pair: int(pair[0]))),
        instruments=instruments,
        follows=follows,
        known=known,
        total=total_score(assessment, known),
        stated_level=scale.level(record.level) if scale is not None and record.level else None,
        levels=_levels(assessment, scale, record.total, instruments, known) if scale is not None else None,
    )


def instrument_id(written: str) -> str:
    """`eit ๑`, `EIT ส่วนที่ 1`, `EIT (1)` -> `EIT1`."""
    return _BETWEEN.sub("", fold_digits(written).upper())


def _is_points(points: Decimal) -> bool:
    return ZERO <= points <= FULL


def _covered(assessment: Assessment, instruments: Mapping[str, Decimal]) -> set[str]:
    """Figures that need not be computed: stated ones, and joint ones of which all parts are stated."""
    joint = {j.id for j in assessment.joint.values() if all(part in instruments for part in j.parts)}
    return {*instruments, *joint}


def _levels(
    assessment: Assessment,
    scale: Scale,
    total: Decimal,
    stated: Mapping[str, Decimal],
    known: Mapping[str, Decimal],
) -> LevelRange:
    # what follows from rounded figures may be one place higher or lower than what nobody stated
    step = Decimal(1).scaleb(-assessment.decimals)
    low, high = (
        {id_: points if id_ in stated else points.quantize(step, rounding=way) for id_, points in known.items()}
        for way in (ROUND_FLOOR, ROUND_CEILING)
    )
    return LevelRange(
        level_range(assessment, scale, total, low).worst, level_range(assessment, scale, total, high).best
    )
