"""Instruments and the total, held against published figures and against exact fractions."""

from __future__ import annotations

import itertools
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_site.criteria import load_edition
from ita_site.numerals import rounded
from ita_site.scoring import figures, instrument_score, total_score

ASSESSMENT = load_edition(2566).assessment
WEIGHTS = {"IIT": Fraction(30, 100), "EIT1": Fraction(15, 100), "EIT2": Fraction(15, 100), "OIT": Fraction(40, 100)}

# A published report of 2566.
PUBLISHED = {
    "1": Decimal("90.63"), "2": Decimal("78.75"), "3": Decimal("86.25"), "4": Decimal("78.84"), "5": Decimal("76.09"),
    "6": Decimal("80.97"), "7": Decimal("80.91"), "8": Decimal("75.49"), "9": Decimal("80.50"), "10": Decimal("55.00"),
}  # fmt: skip

points = st.decimals(0, 100, places=2)
indicators = st.fixed_dictionaries(dict.fromkeys(ASSESSMENT.indicators, points))
instruments = st.fixed_dictionaries(dict.fromkeys(WEIGHTS, points))


def half_up(exact: Fraction) -> Decimal:
    """Two decimals, half up, from an exact fraction."""
    return Decimal(floor(exact * 100 + Fraction(1, 2))).scaleb(-2)


def total_of(scores: dict[str, Decimal]) -> Decimal:
    total = total_score(ASSESSMENT, scores)
    assert total is not None
    return total


# --- published numbers ---------------------------------------------------------------------------------------------


def test_the_published_indicators_give_the_published_total() -> None:
    scores = figures(ASSESSMENT, PUBLISHED)
    assert set(scores) == {"IIT", "EIT", "OIT"}
    assert (scores["IIT"], scores["OIT"]) == (Decimal("82.112"), Decimal("67.75"))
    assert rounded(scores["EIT"], 8) == Decimal("79.12333333")
    assert rounded(total_of(scores), 10) == Decimal("75.4706")
    assert str(rounded(total_of(scores))) == "75.47"


def test_a_published_total_on_the_very_half() -> None:
    scores = {"IIT": Decimal("94.62"), "EIT": Decimal("90.43"), "OIT": Decimal(100)}
    assert total_of(scores) == Decimal("95.515")
    assert str(rounded(total_of(scores))) == "95.52"


def test_nothing_is_rounded_on_the_way() -> None:
    # Each instrument rounded first gives 81.46 and not 81.45: so did a published report of 2564, which prints 81.45.
    exact = {"IIT": Decimal("81.455"), "EIT": Decimal("81.455"), "OIT": Decimal("81.4545")}
    assert str(rounded(total_of(exact))) == "81.45"
    assert str(rounded(total_of({id_: rounded(score) for id_, score in exact.items()}))) == "81.46"


# --- instruments ---------------------------------------------------------------------------------------------------


def test_an_instrument_needs_all_of_its_indicators() -> None:
    iit = ASSESSMENT.instruments["IIT"]
    assert instrument_score(iit, PUBLISHED) == Decimal("82.112")
    assert instrument_score(iit, {id_: PUBLISHED[id_] for id_ in "1234"}) is None
    assert instrument_score(iit, {}) is None
    assert set(figures(ASSESSMENT, {id_: p for id_, p in PUBLISHED.items() if id_ != "7"})) == {"IIT", "OIT"}
    assert figures(ASSESSMENT, {}) == {}


@pytest.mark.parametrize("wrong", ["-0.01", "100.01"])
def test_points_outside_0_to_100_are_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="0 to 100"):
        figures(ASSESSMENT, {"1": Decimal(wrong)})
    for id_ in ("IIT", "EIT1", "EIT"):
        with pytest.raises(ValueError, match="0 to 100"):
            total_score(ASSESSMENT, {"IIT": Decimal(1), "EIT1": Decimal(1), "EIT": Decimal(1), id_: Decimal(wrong)})


@given(indicators)
def test_the_total_of_indicators_is_that_of_instruments(scores: dict[str, Decimal]) -> None:
    exact = {
        id_: sum((Fraction(scores[i]) for i in instrument.indicators), Fraction(0)) / len(instrument.indicators)
        for id_, instrument in ASSESSMENT.instruments.items()
    }
    found = figures(ASSESSMENT, scores)
    assert abs(Fraction(found["EIT"]) - exact["EIT1"]) < Fraction(1, 10**20)
    assert rounded(total_of(found)) == half_up(sum((WEIGHTS[id_] * exact[id_] for id_ in WEIGHTS), Fraction(0)))


def test_thirds_do_not_spoil_a_half() -> None:
    # the mean of three is seldom a finite number, three tenths of it always is: exact halves are common
    for cents in range(0, 30_000, 37):
        parts = (Decimal(min(cents, 10_000)), Decimal(min(max(cents - 10_000, 0), 10_000)))
        scores = dict(zip("678", (parts[0] / 100, parts[1] / 100, Decimal(max(cents - 20_000, 0)) / 100), strict=True))
        eit = figures(ASSESSMENT, scores)["EIT"]
        assert rounded(total_of({"IIT": Decimal(0), "EIT": eit, "OIT": Decimal(0)})) == half_up(Fraction(cents, 1000))


# --- the total -----------------------------------------------------------------------------------------------------


@given(instruments)
def test_the_total_is_the_weighted_sum(scores: dict[str, Decimal]) -> None:
    assert Fraction(total_of(scores)) == sum((WEIGHTS[id_] * Fraction(scores[id_]) for id_ in WEIGHTS), Fraction(0))
    assert 0 <= total_of(scores) <= 100


@given(instruments, st.sampled_from(list(WEIGHTS)), points)
def test_the_total_rises_with_every_instrument(scores: dict[str, Decimal], id_: str, other: Decimal) -> None:
    low, high = sorted((scores[id_], other))
    gain = total_of(scores | {id_: high}) - total_of(scores | {id_: low})
    assert gain == (high - low) * ASSESSMENT.instruments[id_].weight


@given(indicators, st.sampled_from(list(ASSESSMENT.indicators)), points)
def test_the_total_rises_with_every_indicator(scores: dict[str, Decimal], id_: str, other: Decimal) -> None:
    low, high = (total_of(figures(ASSESSMENT, scores | {id_: score})) for score in sorted((scores[id_], other)))
    assert low < high if other != scores[id_] else low == high


@given(instruments, st.permutations(list(WEIGHTS)))
def test_order_does_not_matter(scores: dict[str, Decimal], order: list[str]) -> None:
    assert total_of({id_: scores[id_] for id_ in order}) == total_of(scores)


@given(instruments)
def test_the_joint_figure_stands_for_its_parts(scores: dict[str, Decimal]) -> None:
    joint = {"IIT": scores["IIT"], "EIT": (scores["EIT1"] + scores["EIT2"]) / 2, "OIT": scores["OIT"]}
    assert total_of(joint) == total_of(scores)
    # with one part known the other is what is left of the joint figure
    assert total_of(joint | {"EIT1": scores["EIT1"]}) == total_of(scores)
    # with both known the joint figure says nothing new, even where it contradicts them
    assert total_of(scores | {"EIT": Decimal(0)}) == total_of(scores)


def test_without_an_instrument_there_is_no_total() -> None:
    everything = {id_: Decimal(90) for id_ in (*WEIGHTS, "EIT")}
    enough = [{"IIT", "OIT", "EIT"}, {"IIT", "OIT", "EIT1", "EIT2"}]
    for count in range(len(everything) + 1):
        for ids in itertools.combinations(everything, count):
            total = total_score(ASSESSMENT, {id_: everything[id_] for id_ in ids})
            assert total == (90 if any(needed <= set(ids) for needed in enough) else None), ids
