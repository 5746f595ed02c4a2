"""Points of levels, from their bands, and their sums by round.

Source: the forms of an indicator with five levels of one point each, where levels 3 and 4 are scored by bands of
months and of percent, and the last one by the host unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ita_site.dates import Month
from ita_site.numerals import rounded
from ita_site.programmes.deadlines import due_date
from ita_site.programmes.plan import done_in_round
from ita_site.records import Band, Level, LevelResult, Measurement, MonthlyReport, Programme, Round

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class LevelScore:
    """One level in one round. `value` is what the bands are asked: as counted where the site can count, else as stated.

    `score` is None where nothing is known yet; `is_given` marks points that the host gave, `expected` what the agency
    hopes for. `result` is the latest report's own words on the level, `month` that report's month.
    """

    level: Level
    value: Decimal | None
    stated: Decimal | None
    score: Decimal | None
    is_given: bool = False
    expected: Decimal | None = None
    result: LevelResult | None = None
    month: Month | None = None


@dataclass(frozen=True, slots=True)
class RoundScore:
    """The levels of one round. `total` adds what is known, `own` without what hosts give; both in points."""

    round: Round
    levels: tuple[LevelScore, ...]

    @property
    def total(self) -> Decimal:
        return sum((s.score for s in self.levels if s.score is not None), ZERO)

    @property
    def own(self) -> Decimal:
        known = (s.score for s in self.levels if s.score is not None and s.level.measure is not Measurement.HOST)
        return sum(known, ZERO)

    @property
    def full(self) -> Decimal:
        return sum((s.level.full for s in self.levels), ZERO)

    @property
    def is_known(self) -> bool:
        return any(s.score is not None for s in self.levels)


def band_of(bands: tuple[Band, ...], value: Decimal) -> Band | None:
    """The band that holds `value` (months or percent), as it is or else to two places; None in a hole or beyond the ends.

    Forms print 59.99 and 60 as neighbours, so that 59.995 needs rounding; a band from 33.334 is met by 33.334.
    """
    return _holding(bands, value) or _holding(bands, rounded(value))


def _holding(bands: tuple[Band, ...], value: Decimal) -> Band | None:
    return next((b for b in bands if (b.low is None or b.low <= value) and (b.high is None or value <= b.high)), None)


def band_score(level: Level, value: Decimal) -> Decimal | None:
    """Points that `level` gives for `value`; 0 below its lowest band, None in a hole or above the highest.

    5 months are 1 point, 89.99 percent 0.8, in the bands of the source.
    """
    found = band_of(level.bands, value)
    if found is not None:
        return found.score
    lows = [band.low for band in level.bands]
    below = bool(lows) and all(low is not None and rounded(value) < low for low in lows)
    return ZERO if below else None


def round_scores(programme: Programme, reports: Mapping[Month, MonthlyReport]) -> tuple[RoundScore, ...]:
    """The levels of each round by the sound reports of the programme; a plan without rounds is one round.

    A programme without levels has no scores.
    """
    if not programme.levels:
        return ()
    return tuple(
        RoundScore(r, tuple(_level(programme, r, level, reports) for level in programme.levels))
        for r in rounds(programme)
    )


def rounds(programme: Programme) -> tuple[Round, ...]:
    """The rounds as planned, or one of all months where there are none."""
    return programme.rounds or (Round(id="all", name="", months=programme.months),)


def round_of(programme: Programme, month: Month) -> Round | None:
    """The round that a month belongs to."""
    return next((r for r in rounds(programme) if month in r.months), None)


def counted(
    programme: Programme, level: Level, round_: Round, reports: Mapping[Month, MonthlyReport], until: Month
) -> Decimal | None:
    """What the site itself can count for a level by the report of `until`; None where only the report can say.

    Months: reports of the round up to it. Activities: percent of those due by the end of the round that were done when
    that report was due, so that a page of December does not count what was done in February.
    """
    if level.measure is Measurement.MONTHS:
        return Decimal(sum(m in reports and m <= until for m in set(round_.months)))
    if level.measure is Measurement.ACTIVITIES:
        return done_in_round(programme, round_, due_date(programme, until))
    return None


def _level(programme: Programme, round_: Round, level: Level, reports: Mapping[Month, MonthlyReport]) -> LevelScore:
    filed = [m for m in sorted(round_.months) if m in reports]
    if not filed:
        return LevelScore(level, None, None, None)
    told = [(m, reports[m].levels[level.level]) for m in filed if level.level in reports[m].levels]
    month, result = told[-1] if told else (None, None)
    stated = next((r.value for _, r in reversed(told) if r.value is not None), None)
    if level.measure is Measurement.HOST:
        given = next((r.score for _, r in reversed(told) if r.score is not None), None)
        expected = next((r.expected for _, r in reversed(told) if r.expected is not None), None)
        return LevelScore(level, stated, stated, given, given is not None, expected, result, month)
    value = counted(programme, level, round_, reports, filed[-1])
    value = stated if value is None else value
    score = None if value is None else band_score(level, value)
    return LevelScore(level, value, stated, score, result=result, month=month)
