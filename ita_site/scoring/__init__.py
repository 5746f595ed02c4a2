"""The arithmetic of the assessment: item -> sub-indicator -> indicator -> instrument -> total -> level.

Pure functions over an edition's data. Every score is a Decimal of points, 0 to 100, kept at full precision; only
`numerals.rounded` rounds, half up, once, at the very end.
"""

from ita_site.scoring.attain import attainable_scores, is_attainable, nearest_attainable
from ita_site.scoring.disclosure import (
    FULL,
    ZERO,
    disclosure_score,
    indicator_scores,
    item_worth,
    mean,
    sub_indicator_scores,
)
from ita_site.scoring.levels import LevelRange, level_range, weakest_instrument
from ita_site.scoring.total import figures, instrument_score, total_score

__all__ = [
    "FULL",
    "ZERO",
    "LevelRange",
    "attainable_scores",
    "disclosure_score",
    "figures",
    "indicator_scores",
    "instrument_score",
    "is_attainable",
    "item_worth",
    "level_range",
    "mean",
    "nearest_attainable",
    "sub_indicator_scores",
    "total_score",
    "weakest_instrument",
]
