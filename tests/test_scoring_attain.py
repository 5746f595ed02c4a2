"""Scores that the items of an indicator can give, held against every set of its items."""

from __future__ import annotations

import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_site.criteria import Indicator, load_edition
from ita_site.numerals import rounded
from ita_site.scoring import attainable_scores, indicator_scores, is_attainable, nearest_attainable

EDITION = load_edition(2566)
NINE, TEN = EDITION.tree


def by_enumeration(indicator: Indicator) -> set[Fraction]:
    """Every score that some set of items gives, found by going through all sets, sub-indicator by sub-indicator."""
    of_subs = [
        {Fraction(100 * sum(full), len(sub.items)) for full in itertools.product((0, 1), repeat=len(sub.items))}
        for sub in indicator.subs
    ]
    return {sum(parts, Fraction(0)) / len(of_subs) for parts in itertools.product(*of_subs)}


def test_indicator_10_by_all_sets_of_its_13_items() -> None:
    codes = TEN.items
    found = {
        indicator_scores(EDITION, itertools.compress(codes, chosen))["10"]
        for chosen in itertools.product((0, 1), repeat=len(codes))
    }
    assert attainable_scores(TEN) == tuple(sorted(found))
    assert len(found) == 9 * 6 - 1  # 50 comes of either sub-indicator alone


@pytest.mark.parametrize("indicator", EDITION.tree, ids=lambda indicator: indicator.id)
def test_all_and_only_what_can_be(indicator: Indicator) -> None:
    scores = attainable_scores(indicator)
    assert list(scores) == sorted(set(scores))
    assert (scores[0], scores[-1]) == (0, 100)
    assert {Fraction(score) for score in scores} == by_enumeration(indicator)


@pytest.mark.parametrize("indicator", EDITION.tree, ids=lambda indicator: indicator.id)
def test_a_published_score_is_attainable_and_what_lies_between_is_not(indicator: Indicator) -> None:
    scores = attainable_scores(indicator)
    for score in scores:
        assert is_attainable(indicator, rounded(score))
        assert nearest_attainable(indicator, rounded(score)) == (rounded(score),)
    gaps = 0
    for below, above in itertools.pairwise(scores):
        half = rounded((below + above) / 2)
        if half in (rounded(below), rounded(above)):
            continue
        gaps += 1
        assert not is_attainable(indicator, half), half
        assert nearest_attainable(indicator, half) == (rounded(below), rounded(above))
    assert gaps > 20


def test_published_scores() -> None:
    assert is_attainable(NINE, Decimal("80.50"))
    assert is_attainable(NINE, Decimal("80.5"))
    assert is_attainable(TEN, Decimal("55.00"))
    assert is_attainable(TEN, Decimal("43.75"))  # 87.5 and 0
    assert not is_attainable(TEN, Decimal("55.01"))
    assert nearest_attainable(TEN, Decimal("55.01"))[0] == 55
    assert not is_attainable(NINE, Decimal("80.495"))  # would be 80.50 if it were rounded


def test_rounded_scores_are_compared_as_they_are_published() -> None:
    exact = next(score for score in attainable_scores(TEN) if score != rounded(score, 1))
    assert is_attainable(TEN, rounded(exact, 1), 1)
    assert not is_attainable(TEN, rounded(exact, 1), 2)
    assert nearest_attainable(TEN, rounded(exact, 1), 1) == (rounded(exact, 1),)
    assert is_attainable(TEN, Decimal(56), 0)  # 56.25


def test_at_the_ends_there_is_one_neighbour() -> None:
    assert nearest_attainable(TEN, Decimal(0)) == (0,)
    assert nearest_attainable(TEN, Decimal(100)) == (100,)
    assert nearest_attainable(TEN, Decimal(101)) == (100,)
    assert nearest_attainable(TEN, Decimal(-1)) == (0,)


@given(st.sampled_from(EDITION.tree), st.data())
def test_what_items_give_is_attainable(indicator: Indicator, data: st.DataObject) -> None:
    zero = data.draw(st.sets(st.sampled_from(indicator.items)))
    assert is_attainable(indicator, rounded(indicator_scores(EDITION, zero)[indicator.id]))


@given(st.sampled_from(EDITION.tree), st.decimals(0, 100, places=2))
def test_neighbours_enclose_a_score(indicator: Indicator, published: Decimal) -> None:
    near = nearest_attainable(indicator, published)
    assert min(near) <= published <= max(near)
    assert all(is_attainable(indicator, score) for score in near)
    assert (len(near) == 1) == is_attainable(indicator, published)
