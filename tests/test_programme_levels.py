"""Points of levels by the bands of a real indicator, and their sums by round."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import DEC, FEB, FIRST, JAN, MAR, MONTH_BANDS, NOV, OCT, PERCENT_BANDS, ROUNDS, SECOND, programme, reports

from ita_site.dates import Month
from ita_site.programmes import band_score, round_scores
from ita_site.programmes.levels import band_of, round_of
from ita_site.records import Level, Programme, read_record

HUNDREDTHS = st.integers(0, 10_000).map(lambda n: Decimal(n) / 100)


def level(bands: list[dict[str, Any]], **fields: Any) -> Level:
    record, problems = read_record(Level, {"level": 4, "name": "ก", "measure": "percent", "bands": bands, **fields})
    assert record is not None, problems
    return record


def score(bands: list[dict[str, Any]], value: str) -> Decimal | None:
    return band_score(level(bands), Decimal(value))


@pytest.mark.parametrize(
    ("months", "points"), [("1", "0.2"), ("2", "0.4"), ("3", "0.6"), ("4", "0.8"), ("5", "1"), ("0", "0")]
)
def test_points_for_months(months: str, points: str) -> None:
    assert score(MONTH_BANDS, months) == Decimal(points)


@pytest.mark.parametrize(
    ("percent", "points"),
    [
        ("0", "0.2"), ("59.99", "0.2"), ("60", "0.4"), ("69.99", "0.4"), ("70", "0.6"), ("79.99", "0.6"),
        ("80", "0.8"), ("89.99", "0.8"), ("90", "1"), ("100", "1"), ("100.00", "1"),
        # between the printed ends a value goes where it is rounded to
        ("59.994", "0.2"), ("59.995", "0.4"), ("89.9949999", "0.8"), ("89.995", "1"),
        ("66.66666666666666666666666667", "0.4"), ("99.99999999999999", "1"),
    ],
)  # fmt: skip
def test_points_for_percent(percent: str, points: str) -> None:
    assert score(PERCENT_BANDS, percent) == Decimal(points)


def test_beyond_the_bands() -> None:
    assert score(PERCENT_BANDS, "100.01") is None
    assert score(MONTH_BANDS, "6") is None
    assert score([{"from": 60, "score": 1}], "59.99") == 0
    assert score([{"from": 60, "score": 1}], "1000") == 1
    assert score([{"to": 60, "score": 1}], "-5") == 1
    assert score([{"to": 60, "score": 1}], "61") is None
    assert score([{"score": 1}], "7") == 1
    assert score([], "7") is None


def test_a_hole_gives_no_points_and_none_are_taken() -> None:
    holed = [{"from": 0, "to": 49.99, "score": 0.5}, {"from": 60, "to": 100, "score": 1}]
    typed = [{k: str(v) for k, v in band.items()} for band in holed]
    assert score(typed, "55") is None
    assert [score(typed, v) for v in ("49.99", "60")] == [Decimal("0.5"), 1]


def test_overlapping_and_reversed_bands() -> None:
    """A rule speaks of both; the sums do not fall over them. Of two bands the first in the file counts."""
    assert score([{"from": 0, "to": 60, "score": "0.2"}, {"from": 60, "to": 100, "score": 1}], "60") == Decimal("0.2")
    assert score([{"from": 100, "to": 0, "score": 1}], "50") == 0
    assert score([{"from": 100, "to": 0, "score": 1}], "100") is None


def test_a_value_that_is_typed_as_an_end_lies_in_its_band() -> None:
    thirds = [{"to": "33.333", "score": "0.5"}, {"from": "33.334", "to": "100", "score": "1"}]
    assert [score(thirds, v) for v in ("33.333", "33.334")] == [Decimal("0.5"), 1]
    # a quotient goes on for ever, and rounds into the lower third
    assert score(thirds, "33.33333333333333333333333333") == Decimal("0.5")


@given(st.decimals(-10, 200, allow_nan=False, places=6))
def test_points_are_those_of_a_band_or_nothing(value: Decimal) -> None:
    assert band_score(level(PERCENT_BANDS), value) in {None, Decimal(0), *(b.score for b in level(PERCENT_BANDS).bands)}


@given(
    st.lists(HUNDREDTHS, min_size=2, max_size=8, unique=True).map(sorted),
    st.decimals(0, 100, places=5),
    st.decimals(0, 100, places=5),
    st.randoms(),
)
def test_more_is_never_worth_less_and_the_order_of_bands_means_nothing(
    ends: list[Decimal], one: Decimal, other: Decimal, random: Any
) -> None:
    cent = Decimal("0.01")
    bands = [{"from": low, "to": high - cent, "score": n} for n, (low, high) in enumerate(pairwise(ends), 1)]
    ordered = level(bands)
    random.shuffle(bands)
    shuffled = level(bands)
    less, more = sorted((one, other))
    points = [band_score(ordered, v) for v in (less, more)]
    assert points == [band_score(shuffled, v) for v in (less, more)]
    if None not in points:
        assert points[0] <= points[1]  # type: ignore[operator]
    for band in ordered.bands:
        assert band.low is not None and band_of(ordered.bands, band.low) == band


KPI: dict[str, Any] = {
    "end": "2567-07",
    "rounds": ROUNDS,
    "levels": [
        {"level": 1, "name": "Assessment", "measure": "percent", "bands": [{"from": 100, "score": 1}]},
        {"level": 2, "name": "Advocacy", "measure": "percent", "bands": [{"from": 100, "score": 1}]},
        {"level": 3, "name": "Management", "measure": "months", "bands": MONTH_BANDS},
        {"level": 4, "name": "Output", "measure": "percent", "bands": PERCENT_BANDS},
        {"level": 5, "name": "Outcome", "measure": "host"},
    ],
}


def kpi(**fields: Any) -> Programme:
    return programme(**KPI | fields)


def test_the_slides_of_february_four_points_of_their_own_and_a_fifth_from_the_host() -> None:
    filed = reports(OCT, NOV, DEC, JAN) | reports(
        FEB,
        levels={"1": {"value": 100}, "2": {"value": 100}, "4": {"value": "100"}, "5": {"expected": 1, "by": "เจ้าภาพ"}},
    )
    first, last = round_scores(kpi(), filed)
    assert [s.score for s in first.levels] == [1, 1, 1, 1, None]
    assert (first.own, first.total, first.full) == (4, 4, 5)
    host = first.levels[4]
    assert (host.is_given, host.expected, host.month) == (False, 1, FEB)
    assert host.result is not None and host.result.by == "เจ้าภาพ"
    assert not last.is_known and (last.own, last.total, last.full) == (0, 0, 5)


def test_points_that_the_host_gives_count_in_the_total_only() -> None:
    filed = reports(OCT, levels={"5": {"expected": 1}}) | reports(FEB, levels={"5": {"score": "0.75"}})
    (first, _) = round_scores(kpi(), filed)
    assert first.levels[4].is_given
    assert (first.levels[4].score, first.levels[4].expected) == (Decimal("0.75"), 1)
    assert first.own == Decimal("0.4")
    assert first.total == Decimal("1.15")


def test_a_score_that_a_report_states_for_itself_changes_nothing() -> None:
    filed = reports(OCT, levels={"4": {"value": "70", "score": "1"}, "3": {"value": 5, "score": 1}})
    (first, _) = round_scores(kpi(), filed)
    months, percent = first.levels[2], first.levels[3]
    assert (percent.value, percent.score) == (70, Decimal("0.6"))
    # one report was filed, whatever it says of itself
    assert (months.value, months.stated, months.score) == (1, 5, Decimal("0.2"))


@pytest.mark.parametrize("count", range(1, 6))
def test_months_are_counted_by_the_reports_that_are_there(count: int) -> None:
    filed = reports(*(OCT, NOV, DEC, JAN, FEB)[-count:], MAR)
    (first, last) = round_scores(kpi(), filed)
    assert (first.levels[2].value, last.levels[2].value) == (count, 1)
    assert first.levels[2].score == Decimal(2 * count) / 10


def test_a_value_that_was_stated_early_stays_until_another_is() -> None:
    early = reports(OCT, levels={"4": {"value": "85", "text": "ต้น"}}) | reports(DEC, levels={"4": {"text": "กลาง"}})
    (first, _) = round_scores(kpi(), early | reports(FEB))
    found = first.levels[3]
    assert (found.value, found.score, found.month) == (85, Decimal("0.8"), DEC)
    assert found.result is not None and found.result.text == "กลาง"
    (first, _) = round_scores(kpi(), early | reports(FEB, levels={"4": {"value": "90"}}))
    assert (first.levels[3].value, first.levels[3].score) == (90, 1)


def test_rounds_do_not_leak_into_each_other() -> None:
    filed = reports(FEB, levels={"4": {"value": "95"}, "5": {"score": 1}}) | reports(MAR)
    first, last = round_scores(kpi(), filed)
    assert (first.levels[3].score, first.levels[4].score) == (1, 1)
    assert (last.levels[3].value, last.levels[3].score, last.levels[4].score) == (None, None, None)
    assert last.is_known  # one month was filed


def test_a_report_outside_every_round_counts_nowhere() -> None:
    outside = reports(Month(2024, 8), levels={"4": {"value": "95"}})
    assert not any(found.is_known for found in round_scores(kpi(), outside))


def test_a_plan_without_rounds_is_one_round() -> None:
    (only,) = round_scores(kpi(rounds=[], end="2567-02"), reports(OCT, FEB, levels={"4": {"value": "60"}}))
    assert only.round.label
    assert only.round.months == (OCT, NOV, DEC, JAN, FEB)
    assert (only.levels[2].value, only.levels[3].score) == (2, Decimal("0.4"))


def test_a_month_in_two_rounds_counts_in_both_and_belongs_to_the_first() -> None:
    plan = kpi(rounds=[ROUNDS[0], {"id": "last", "months": ["2567-02", *SECOND]}])
    first, last = round_scores(plan, reports(FEB, levels={"4": {"value": "90"}}))
    assert (first.levels[3].score, last.levels[3].score) == (1, 1)
    found = round_of(plan, FEB)
    assert found is not None and found.id == "first5"
    assert round_of(plan, Month(2024, 9)) is None


def test_months_of_a_round_in_any_order() -> None:
    plan = kpi(rounds=[{"id": "a", "months": [*reversed(FIRST)]}])
    filed = reports(OCT, levels={"4": {"value": "60"}}) | reports(FEB, levels={"4": {"value": "90"}})
    (only,) = round_scores(plan, filed)
    assert (only.levels[3].value, only.levels[3].month, only.levels[2].value) == (90, FEB, 2)


def test_a_month_listed_twice_is_one_report() -> None:
    (only,) = round_scores(kpi(rounds=[{"id": "a", "months": ["2566-10", "ต.ค. 66"]}]), reports(OCT))
    assert only.levels[2].value == 1


def test_the_same_level_described_twice_falls_over_nothing() -> None:
    twice = kpi(levels=[KPI["levels"][3], KPI["levels"][3]])
    (first, _) = round_scores(twice, reports(FEB, levels={"4": {"value": "90"}}))
    assert first.total == 2


def test_full_points() -> None:
    assert level(PERCENT_BANDS).full == 1
    assert level([]).full == 1
    assert level(PERCENT_BANDS, full_score="5").full == 5
    assert level([{"score": 3}, {"score": "0.5"}]).full == 3


def test_a_very_large_value_is_a_value() -> None:
    filed = reports(FEB, levels={"4": {"value": "999,999,999,999,999,999.999"}})
    (first, _) = round_scores(kpi(), filed)
    assert first.levels[3].score is None
