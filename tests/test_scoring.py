"""The arithmetic from items to indicators, held against published results and against other trees."""

from __future__ import annotations

import copy
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ita_site.criteria import Edition, load_edition
from ita_site.criteria.loader import build_edition
from ita_site.numerals import rounded
from ita_site.scoring import disclosure_score, indicator_scores, item_worth, mean, sub_indicator_scores

EDITION = load_edition(2566)
CODES = list(EDITION.items)

# A published assessment report of 2566 lists these items as scored 0 and prints 80.50 and 55.00.
ZERO = ["O10", "O12", "O28", "O29", "O30", "O31", "O35", "O36", "O37", "O42", "O43"]

# The published tree of 2566: how many items each sub-indicator has, and which comes after which.
PUBLISHED = {"9.1": 10, "9.2": 8, "9.3": 4, "9.4": 4, "9.5": 4, "10.1": 8, "10.2": 5}


@cache
def edition_2566() -> dict[str, Any]:
    """The edition as its file says it."""
    text = files("ita_site.criteria").joinpath("2566.yml").read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)  # the loader in Python takes a second
    return raw


@cache
def other_edition() -> Edition:
    """An edition of another shape: 9.2 is merged into 9.1, and the disclosure instrument weighs 60 %."""
    raw = copy.deepcopy(edition_2566())
    subs = raw["tree"][0]["subs"]
    merged = subs.pop(1)
    subs[0]["groups"] += merged["groups"]
    subs[0]["count"] += merged["count"]
    raw["counts"]["subs"] -= 1
    for instrument, weight in zip(raw["assessment"]["instruments"], ("0.20", "0.10", "0.10", "0.60"), strict=True):
        instrument["weight"] = weight
    return build_edition(raw)


@cache
def flat_edition() -> Edition:
    """An edition whose list has one indicator of seven sub-indicators."""
    raw = copy.deepcopy(edition_2566())
    raw["tree"][0]["subs"] += raw["tree"].pop()["subs"]
    raw["counts"]["indicators"] = 1
    raw["assessment"]["instruments"][3]["indicators"] = ["9"]
    raw["assessment"]["indicators"].pop("10")
    return build_edition(raw)


EDITIONS = [EDITION, other_edition(), flat_edition()]


def of_items(edition: Edition, zero: set[str]) -> Fraction:
    """The disclosure instrument in exact fractions, by walking over the tree."""
    indicators = [
        [Fraction(100 * sum(code not in zero for code in sub.items), len(sub.items)) for sub in indicator.subs]
        for indicator in edition.tree
    ]
    return sum((sum(subs) / len(subs) for subs in indicators), Fraction(0)) / len(indicators)


# --- published numbers ---------------------------------------------------------------------------------------------


def test_the_published_zero_items_give_the_published_scores() -> None:
    assert indicator_scores(EDITION, ZERO) == {"9": Decimal("80.5"), "10": Decimal(55)}
    assert sub_indicator_scores(EDITION, ZERO) == {
        "9.1": 90, "9.2": Decimal("87.5"), "9.3": 100, "9.4": 100, "9.5": 25, "10.1": 50, "10.2": 60,
    }  # fmt: skip
    assert disclosure_score(EDITION, ZERO) == Decimal("67.75")


def test_the_ends() -> None:
    assert disclosure_score(EDITION, []) == 100
    assert disclosure_score(EDITION, CODES) == 0
    assert set(sub_indicator_scores(EDITION, [])) == set(PUBLISHED)


def test_an_indicator_is_the_mean_of_its_sub_indicators_and_not_of_its_items() -> None:
    # half the items of 9.5 (4 of 30 items of indicator 9): 10 points of the indicator, not 6.67
    assert indicator_scores(EDITION, ["O27", "O28"])["9"] == 90
    # all items of 10.2 (5 of 13): half of the indicator
    assert indicator_scores(EDITION, ["O39", "O40", "O41", "O42", "O43"])["10"] == 50


@pytest.mark.parametrize(
    ("exact", "published"),
    [
        ("95.515", "95.52"), ("75.4706", "75.47"), ("84.995", "85.00"), ("84.994", "84.99"), ("81.4548", "81.45"),
        ("75.6190", "75.62"), ("80.9868", "80.99"), ("67.53460", "67.53"), ("0.005", "0.01"), ("100", "100.00"),
    ],
)  # fmt: skip
def test_rounding_is_half_up_and_once(exact: str, published: str) -> None:
    assert str(rounded(Decimal(exact))) == published


# --- worth ---------------------------------------------------------------------------------------------------------


def test_what_an_item_is_worth_follows_from_the_tree() -> None:
    worth = item_worth(EDITION)
    assert {EDITION.sub_of(code).id: points for code, points in worth.items()} == {
        "9.1": Decimal("0.40"), "9.2": Decimal("0.50"), "9.3": Decimal("1.00"), "9.4": Decimal("1.00"),
        "9.5": Decimal("1.00"), "10.1": Decimal("1.25"), "10.2": Decimal("2.00"),
    }  # fmt: skip
    assert list(worth) == CODES
    assert sum(worth.values()) == 40
    assert (worth["O42"], worth["O7"]) == (2, Decimal("0.4"))


def test_another_tree_gives_other_worths() -> None:
    edition = other_edition()
    worth = item_worth(edition)
    expected = {
        "9.1": Fraction(60, 2 * 4 * 18), "9.3": Fraction(60, 2 * 4 * 4), "9.4": Fraction(60, 2 * 4 * 4),
        "9.5": Fraction(60, 2 * 4 * 4), "10.1": Fraction(60, 2 * 2 * 8), "10.2": Fraction(60, 2 * 2 * 5),
    }  # fmt: skip
    for code, points in worth.items():
        assert abs(Fraction(points) - expected[edition.sub_of(code).id]) < Fraction(1, 10**20), code
    assert rounded(sum(worth.values()), 15) == 60
    flat = item_worth(flat_edition())
    assert (rounded(flat["O1"], 6), rounded(flat["O43"], 6)) == (Decimal("0.571429"), Decimal("1.142857"))


@given(st.sets(st.sampled_from(CODES)), st.sampled_from(CODES), st.sampled_from(EDITIONS))
def test_an_item_is_worth_what_the_total_gains_by_it(zero: set[str], code: str, edition: Edition) -> None:
    weight = edition.assessment.own.weight
    gain = disclosure_score(edition, zero - {code}) - disclosure_score(edition, zero | {code})
    assert abs(gain * weight - item_worth(edition)[code]) < Decimal("1e-20")


# --- properties ----------------------------------------------------------------------------------------------------


@given(st.sets(st.sampled_from(CODES)), st.sampled_from(EDITIONS))
def test_scores_agree_with_exact_fractions(zero: set[str], edition: Edition) -> None:
    assert abs(Fraction(disclosure_score(edition, zero)) - of_items(edition, zero)) < Fraction(1, 10**20)


@given(st.sets(st.sampled_from(CODES)), st.sampled_from(CODES))
def test_scores_are_bounded_and_fall_with_every_zero(zero: set[str], another: str) -> None:
    before = disclosure_score(EDITION, zero)
    assert 0 <= before <= 100
    after = disclosure_score(EDITION, zero | {another})
    assert after < before if another not in zero else after == before


@given(st.sets(st.sampled_from(CODES)), st.sampled_from(CODES))
def test_a_zero_lowers_its_own_indicator_and_no_other(zero: set[str], another: str) -> None:
    before, after = indicator_scores(EDITION, zero - {another}), indicator_scores(EDITION, zero | {another})
    own = EDITION.sub_of(another).id.split(".", maxsplit=1)[0]
    assert {id_ for id_ in before if after[id_] != before[id_]} == {own}


@given(st.lists(st.sampled_from(CODES)), st.randoms())
def test_neither_order_nor_repetition_matters(zero: list[str], random: Any) -> None:
    shuffled = [*zero, *zero]
    random.shuffle(shuffled)
    assert disclosure_score(EDITION, zero) == disclosure_score(EDITION, shuffled)
    assert disclosure_score(EDITION, iter(zero)) == disclosure_score(EDITION, set(zero))


# --- errors --------------------------------------------------------------------------------------------------------


def test_an_unknown_item_is_refused() -> None:
    with pytest.raises(KeyError, match="O44"):
        disclosure_score(EDITION, ["O44"])
    for score in (disclosure_score, indicator_scores, sub_indicator_scores):
        with pytest.raises(KeyError, match="O44, o1"):
            score(EDITION, ["O44", "O1", "o1"])


def test_a_mean_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        mean([])
    assert mean([Decimal(7)]) == 7
    assert mean(iter([Decimal("0.1"), Decimal("0.2")])) == Decimal("0.15")
