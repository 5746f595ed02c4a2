"""The arithmetic of the assessment, held against published results."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_site.criteria import load_edition
from ita_site.numerals import rounded
from ita_site.scoring import disclosure_score, indicator_scores, item_worth, mean, sub_indicator_scores

EDITION = load_edition(2566)
CODES = list(EDITION.items)

# A published assessment report of 2566 lists these items as scored 0 and prints 80.50 and 55.00.
ZERO = ["O10", "O12", "O28", "O29", "O30", "O31", "O35", "O36", "O37", "O42", "O43"]


def test_the_published_zero_items_give_the_published_scores() -> None:
    assert indicator_scores(EDITION, ZERO) == {"9": Decimal("80.5"), "10": Decimal(55)}
    assert sub_indicator_scores(EDITION, ZERO) == {
        "9.1": 90, "9.2": Decimal("87.5"), "9.3": 100, "9.4": 100, "9.5": 25, "10.1": 50, "10.2": 60,
    }  # fmt: skip
    assert disclosure_score(EDITION, ZERO) == Decimal("67.75")


def test_what_an_item_is_worth_follows_from_the_tree() -> None:
    worth = {EDITION.sub_of(code).id: rounded(points) for code, points in item_worth(EDITION).items()}
    assert worth == {
        "9.1": Decimal("0.40"), "9.2": Decimal("0.50"), "9.3": Decimal("1.00"), "9.4": Decimal("1.00"),
        "9.5": Decimal("1.00"), "10.1": Decimal("1.25"), "10.2": Decimal("2.00"),
    }  # fmt: skip
    assert sum(item_worth(EDITION).values()) == 40


@pytest.mark.parametrize(
    ("exact", "published"), [("95.515", "95.52"), ("75.4706", "75.47"), ("84.995", "85.00"), ("81.4548", "81.45")]
)
def test_rounding_is_half_up_and_once(exact: str, published: str) -> None:
    assert rounded(Decimal(exact)) == Decimal(published)


@given(st.sets(st.sampled_from(CODES)), st.sampled_from(CODES))
def test_scores_are_bounded_and_fall_with_every_zero(zero: set[str], another: str) -> None:
    before = disclosure_score(EDITION, zero)
    assert 0 <= before <= 100
    after = disclosure_score(EDITION, zero | {another})
    assert after < before if another not in zero else after == before


@given(st.lists(st.sampled_from(CODES), unique=True))
def test_order_does_not_matter(zero: list[str]) -> None:
    assert disclosure_score(EDITION, zero) == disclosure_score(EDITION, list(reversed(zero)))


def test_an_unknown_item_is_refused() -> None:
    with pytest.raises(KeyError, match="O44"):
        disclosure_score(EDITION, ["O44"])
    with pytest.raises(ValueError, match="nothing"):
        mean([])
