"""Levels: certain where everything is known, a range that holds the true one where it is not."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ita_site.criteria import Scale, load_edition, scale_of, scales
from ita_site.numerals import rounded
from ita_site.scoring import LevelRange, level_range, weakest_instrument

ASSESSMENT = load_edition(2566).assessment
INSTRUMENTS = ("IIT", "EIT1", "EIT2", "OIT")


def scale(year: int) -> Scale:
    found = scale_of(year)
    assert found is not None
    return found


NEW, OLD = scale(2566), scale(2565)
HUNDRED = dict.fromkeys(INSTRUMENTS, "100")


def levels(total: str, scores: dict[str, str], of: Scale = NEW) -> tuple[str, str]:
    known = {id_: Decimal(score) for id_, score in scores.items()}
    found = level_range(ASSESSMENT, of, Decimal(total), known)
    assert found.is_certain == (found.worst.id == found.best.id)
    return found.worst.id, found.best.id


def certain(total: str, scores: dict[str, str], of: Scale = NEW) -> str:
    worst, best = levels(total, scores, of)
    assert worst == best
    return worst


# --- published results ---------------------------------------------------------------------------------------------


def test_a_total_over_95_with_a_weaker_instrument_is_not_excellent() -> None:
    known = {"IIT": "94.62", "EIT": "90.43", "OIT": "100"}
    assert levels("95.52", known) == ("pass", "good")  # one part may be as low as 80.85
    assert certain("95.52", known | {"EIT1": "90.43"}) == "good"
    assert certain("95.52", {"IIT": "94.62", "EIT1": "85.00", "EIT2": "95.86", "OIT": "100"}) == "good"


def test_a_total_over_85_with_an_instrument_below_is_a_bare_pass() -> None:
    assert certain("94.64", {"IIT": "98", "EIT": "84.90", "OIT": "100"}) == "pass"
    assert certain("94.64", {"IIT": "98", "EIT1": "84.99", "EIT2": "95", "OIT": "100"}) == "pass"
    assert certain("92.43", {"IIT": "90", "EIT1": "89", "EIT2": "91", "OIT": "96"}) == "good"


def test_below_85_nothing_need_be_known() -> None:
    assert certain("75.47", {}) == "improve"
    assert certain("75.47", {}, OLD) == "b"
    assert certain("82.11", {}, OLD) == "b"


def test_an_instrument_is_told_from_the_sum_of_all() -> None:
    assert levels("97", {}) == ("pass", "excellent")
    assert levels("90", {}) == ("pass", "good")
    assert certain("90", {"OIT": "84.99"}) == "pass"


# --- the edges -----------------------------------------------------------------------------------------------------

BANDS_NEW = [("100", "excellent"), ("95.00", "excellent"), ("94.995", "excellent"), ("94.994", "good"),
    ("94.99", "good"), ("85.00", "good"), ("84.995", "good"), ("84.994", "improve"), ("84.99", "improve"),
    ("70.00", "improve"), ("69.995", "improve"), ("69.994", "urgent"), ("69.99", "urgent"), ("0", "urgent")]  # fmt: skip
BANDS_OLD = [("100", "aa"), ("95", "aa"), ("94.995", "aa"), ("94.994", "a"), ("94.99", "a"), ("85", "a"),
    ("84.99", "b"), ("75", "b"), ("74.99", "c"), ("65", "c"), ("64.99", "d"), ("55", "d"), ("54.99", "e"), ("50", "e"),
    ("49.995", "e"), ("49.99", "f"), ("0", "f")]  # fmt: skip


@pytest.mark.parametrize(("total", "level"), BANDS_NEW)
def test_bands_of_2566(total: str, level: str) -> None:
    assert certain(total, HUNDRED) == level


@pytest.mark.parametrize(("total", "level"), BANDS_OLD)
def test_bands_of_letters(total: str, level: str) -> None:
    for known in ({}, HUNDRED, dict.fromkeys(INSTRUMENTS, "0")):
        assert certain(total, known, OLD) == level


@pytest.mark.parametrize("id_", INSTRUMENTS)
@pytest.mark.parametrize(
    ("score", "level"),
    [("95", "excellent"), ("94.995", "excellent"), ("94.994", "good"), ("94.99", "good"), ("85", "good"),
     ("84.995", "good"), ("84.994", "pass"), ("84.99", "pass"), ("0", "pass")],
)  # fmt: skip
def test_every_instrument_counts(id_: str, score: str, level: str) -> None:
    assert certain("97", HUNDRED | {id_: score}) == level


def test_years_and_their_scales() -> None:
    found = {year: one.id for year in range(2550, 2580) if (one := scale_of(year))}
    assert found == dict.fromkeys(range(2561, 2566), "letters-2561") | dict.fromkeys(range(2566, 2569), "levels-2566")
    assert [one.id for one in scales()] == ["levels-2566", "letters-2561"]
    assert {one.pass_from for one in scales()} == {85}


@pytest.mark.parametrize(
    ("written", "id_"),
    [("ผ่านดี", "good"), ("ผ่าน ดี", "good"), ("ระดับผ่านดีเยี่ยม", "excellent"), ("ระดับ ผ่าน", "pass"),
     ("ต้องปรับปรุง", "improve"), (" ต้องปรับปรุงโดยด่วน ", "urgent"), ("GOOD", "good"), ("pass, good", "good"),
     ("ผ่านดีมาก", None), ("AA", None), ("", None), ("ระดับ", None)],
)  # fmt: skip
def test_names_of_levels(written: str, id_: str | None) -> None:
    found = NEW.level(written)
    assert (found.id if found else None) == id_


def test_names_of_letters() -> None:
    assert [OLD.level(word) is not None for word in ("AA", "aa", "ระดับ A", "g", "ผ่าน")] == [True] * 3 + [False] * 2


# --- joint figures -------------------------------------------------------------------------------------------------


def test_how_low_a_part_may_be() -> None:
    known = {"IIT": Decimal(100), "EIT": Decimal("90.00"), "OIT": Decimal(100)}
    assert weakest_instrument(ASSESSMENT, known) == (Decimal("79.99"), Decimal(90))
    # the other part is known: within what was rounded away
    assert weakest_instrument(ASSESSMENT, known | {"EIT1": Decimal(95)}) == (Decimal("84.99"), Decimal("85.01"))
    # both are known
    assert weakest_instrument(ASSESSMENT, known | {"EIT1": Decimal(95), "EIT2": Decimal(86)}) == (86, 86)
    assert weakest_instrument(ASSESSMENT, {}) == (0, 100)
    assert weakest_instrument(ASSESSMENT, {"IIT": Decimal(60)}) == (0, 60)


def test_figures_that_contradict_each_other_stay_within_bounds() -> None:
    for joint, part in itertools.product(map(Decimal, (0, 10, 50, 90, 100)), repeat=2):
        known = {"IIT": Decimal(100), "EIT": joint, "EIT1": part, "OIT": Decimal(100)}
        low, high = weakest_instrument(ASSESSMENT, known)
        assert 0 <= low <= high <= 100


two_places = st.decimals(0, 100, places=2)
near_85 = st.decimals(84, 86, places=2)
all_places = st.decimals(84, 100, places=4)
instruments = st.one_of(
    *(st.fixed_dictionaries(dict.fromkeys(INSTRUMENTS, kind)) for kind in (two_places, near_85, all_places)),
    st.fixed_dictionaries({"IIT": all_places, "EIT1": all_places, "EIT2": near_85, "OIT": all_places}),
)


def published(true: dict[str, Decimal]) -> tuple[Decimal, dict[str, Decimal]]:
    """The total and all figures as they are published: computed from the true scores, then rounded half up."""
    total = sum((ASSESSMENT.instruments[id_].weight * score for id_, score in true.items()), Decimal(0))
    return rounded(total), {id_: rounded(s) for id_, s in true.items()} | {
        "EIT": rounded((true["EIT1"] + true["EIT2"]) / 2)
    }


def rank(found: LevelRange) -> tuple[int, int]:
    """Worst and best as places in the scale, counted from the best."""
    return NEW.levels.index(found.worst), NEW.levels.index(found.best)


@given(instruments, st.sets(st.sampled_from([*INSTRUMENTS, "EIT"])), st.sets(st.sampled_from([*INSTRUMENTS, "EIT"])))
@example(  # the joint figure is 87.49 and 84.99 is left for the second part, which is published as 85.00
    {"IIT": Decimal(96), "EIT1": Decimal("89.9939"), "EIT2": Decimal("84.995"), "OIT": Decimal(96)},
    {"IIT", "EIT1", "EIT", "OIT"}, set(),
)  # fmt: skip
@example(  # the joint figure is rounded up to 85.00, one part is below
    {"IIT": Decimal(96), "EIT1": Decimal("84.99"), "EIT2": Decimal("85.00"), "OIT": Decimal(96)},
    {"IIT", "EIT", "OIT"}, {"EIT1"},
)  # fmt: skip
def test_the_range_holds_the_true_level_and_knowing_more_never_widens_it(
    true: dict[str, Decimal], known: set[str], more: set[str]
) -> None:
    total, figures = published(true)
    exact = level_range(ASSESSMENT, NEW, total, {id_: figures[id_] for id_ in INSTRUMENTS})
    assert exact.is_certain
    narrow = rank(level_range(ASSESSMENT, NEW, total, {id_: figures[id_] for id_ in known | more}))
    wide = rank(level_range(ASSESSMENT, NEW, total, {id_: figures[id_] for id_ in known}))
    level = rank(exact)[0]
    assert wide[0] >= narrow[0] >= level >= narrow[1] >= wide[1]


@given(instruments, st.sampled_from(INSTRUMENTS), two_places, two_places, two_places)
def test_more_points_never_give_a_worse_level(
    true: dict[str, Decimal], id_: str, other: Decimal, first: Decimal, second: Decimal
) -> None:
    (low_total, high_total), (low, high) = sorted((first, second)), sorted((true[id_], other))
    below = rank(level_range(ASSESSMENT, NEW, low_total, true | {id_: low}))
    above = rank(level_range(ASSESSMENT, NEW, high_total, true | {id_: high}))
    assert below >= above


@given(two_places, two_places)
def test_a_part_may_be_as_low_as_the_joint_figure_allows(first: Decimal, second: Decimal) -> None:
    joint = rounded((first + second) / 2)
    low, high = weakest_instrument(ASSESSMENT, {"IIT": Decimal(100), "EIT": joint, "OIT": Decimal(100)})
    assert low <= min(first, second) <= high
    # and no lower than what gives that figure with a part of 100
    assert low == 0 or rounded((low + 100) / 2) == joint
