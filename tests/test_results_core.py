"""A result computed again, what it shows to be weak, and which measure answers it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_site.criteria import BUILT_IN, Edition, load_edition
from ita_site.numerals import rounded
from ita_site.records import Measure, ResultRecord, read_record
from ita_site.results import Computed, IssueKind, Need, answers, computed, needs

EDITION = load_edition(2566)

# A published result of 2566.
INDICATORS = {
    1: "90.63", 2: "78.75", 3: "86.25", 4: "78.84", 5: "76.09", 6: "80.97", 7: "80.91", 8: "75.49", 9: "80.50",
    10: "55.00",
}  # fmt: skip
ZERO_ITEMS = ["O10", "O12", "O28", "O29", "O30", "O31", "O35", "O36", "O37", "O42", "O43"]


def result(year: int = 2566, total: str = "75.47", **fields: Any) -> ResultRecord:
    record, problems = read_record(ResultRecord, {"year": year, "total": total, **fields})
    assert record is not None, problems
    return record


def view_of(record: ResultRecord) -> Computed:
    view = computed(record, BUILT_IN)
    assert view is not None
    return view


def range_of(view: Computed) -> tuple[str, str]:
    assert view.levels is not None
    return view.levels.worst.id, view.levels.best.id


# --- computed ------------------------------------------------------------------------------------------------------


def test_a_published_result_is_reproduced() -> None:
    view = view_of(result(indicators=INDICATORS, level="ต้องปรับปรุง"))
    assert view.total is not None
    assert str(rounded(view.total)) == "75.47"
    assert {id_: rounded(points) for id_, points in view.follows.items()} == {
        "IIT": Decimal("82.11"), "EIT": Decimal("79.12"), "OIT": Decimal("67.75"),
    }  # fmt: skip
    assert (view.known, view.instruments) == (view.follows, {})
    assert range_of(view) == ("improve", "improve")
    assert view.stated_level is not None
    assert view.stated_level.id == "improve"


def test_a_level_of_the_other_scale_is_no_level_of_this_year() -> None:
    assert view_of(result(level="B")).stated_level is None
    assert view_of(result(level="")).stated_level is None
    older = view_of(result(2565, "82.11", level="B"))
    assert older.stated_level is not None
    assert (older.stated_level.id, range_of(older)) == ("b", ("b", "b"))


def test_a_year_without_a_list_has_the_shape_that_an_edition_tells_of() -> None:
    assert view_of(result(2565)).assessment is EDITION.assessment
    assert view_of(result(2564, "81.45")).total is None
    assert computed(result(2562), BUILT_IN) is None
    assert computed(result(2570), BUILT_IN) is None


def test_stated_instruments_come_before_computed_ones() -> None:
    view = view_of(result(indicators=INDICATORS, instruments={"IIT": "90", "oit": "70.5"}))
    assert view.instruments == {"IIT": 90, "OIT": Decimal("70.5")}
    assert view.known == {"IIT": 90, "OIT": Decimal("70.5"), "EIT": view.follows["EIT"]}
    assert view.follows["IIT"] == Decimal("82.112")


def test_parts_that_are_both_stated_leave_no_room_for_a_joint_figure() -> None:
    view = view_of(result(indicators=INDICATORS, instruments={"EIT1": "80", "EIT 2": "78.25"}))
    assert set(view.known) == {"IIT", "EIT1", "EIT2", "OIT"}
    one = view_of(result(indicators=INDICATORS, instruments={"eit๑": "80"}))
    assert set(one.known) == {"IIT", "EIT1", "EIT", "OIT"}
    assert one.total is not None
    assert rounded(one.total) == Decimal("75.47")


def test_what_nobody_knows_is_left_out() -> None:
    view = view_of(result(indicators={11: "50", 10: "80", 2: "70", 1: "60"}, instruments={"XIT": "50", "OIT": "80"}))
    assert list(view.indicators.items()) == [("1", 60), ("2", 70), ("10", 80)]
    assert (view.instruments, view.follows, view.total) == ({"OIT": 80}, {}, None)


def test_figures_that_contradict_each_other_give_a_total_within_bounds() -> None:
    low = view_of(result(instruments={"IIT": "0", "OIT": "0", "EIT": "0", "EIT1": "100"}))
    high = view_of(result(instruments={"IIT": "100", "OIT": "100", "EIT": "100", "EIT1": "0"}))
    assert (low.total, high.total) == (0, 100)


def test_the_level_is_told_from_the_total_that_was_announced() -> None:
    assert range_of(view_of(result(total="69.99", indicators=INDICATORS))) == ("urgent", "urgent")
    both = {"IIT": "94.62", "EIT": "90.43", "OIT": "100"}
    assert range_of(view_of(result(total="95.52", instruments=both))) == ("pass", "good")


def test_an_instrument_that_follows_from_rounded_figures_is_not_known_to_the_last_place() -> None:
    # their mean is 84.994, but before they were rounded it may well have been 84.996
    near = {1: "84.99", 2: "84.99", 3: "85.00", 4: "85.00", 5: "84.99"}
    rest = {"EIT1": "90", "EIT2": "90", "OIT": "90"}
    assert range_of(view_of(result(total="88.50", indicators=near, instruments=rest))) == ("pass", "good")
    assert range_of(view_of(result(total="88.50", instruments={"IIT": "84.99", **rest}))) == ("pass", "pass")
    assert range_of(view_of(result(total="88.50", instruments={"IIT": "85", **rest}))) == ("good", "good")
    exact = {1: "84.99", 2: "85.01", 3: "85.00", 4: "85.00", 5: "85.00"}
    assert range_of(view_of(result(total="88.50", indicators=exact, instruments=rest))) == ("good", "good")


cents = st.decimals("84.9", "85.1", places=4)


@given(st.lists(cents, min_size=8, max_size=8))
def test_the_true_level_is_among_those_of_published_indicators(true: list[Decimal]) -> None:
    shown = {number: str(rounded(points)) for number, points in enumerate(true, 1)}
    instruments = {"IIT": sum(true[:5]) / 5, "EIT1": sum(true[5:]) / 3, "EIT2": sum(true[5:]) / 3, "OIT": Decimal(100)}
    full = {id_: str(rounded(Decimal(points))) for id_, points in instruments.items()}
    exact = range_of(view_of(result(total="91", instruments=full)))
    assert exact[0] == exact[1]
    assert exact[0] in range_of(view_of(result(total="91", indicators=shown, instruments={"OIT": "100"})))


def test_the_pass_mark_itself_passes() -> None:
    view = view_of(result())
    assert [view.passes(Decimal(points)) for points in ("84.99", "85.00", "85.01")] == [False, True, True]


# --- needs ---------------------------------------------------------------------------------------------------------


def found_needs(record: ResultRecord, edition: Edition | None = EDITION) -> tuple[Need, ...]:
    return needs(record, view_of(record), edition)


def test_everything_below_the_pass_mark_and_every_zero_item_is_a_need() -> None:
    questions = [
        {"code": "i7", "score": "71.88", "text": "ท่านรู้เกี่ยวกับแผน", "advice": "เผยแพร่แผน"},
        {"code": "i1", "score": "85.00"}, {"code": "E ๑๒", "score": "84.99"},
        {"code": "i99", "score": "10"},
        {"code": "i8", "score": "60", "indicator": 3},
    ]  # fmt: skip
    found = found_needs(
        result(indicators=INDICATORS, questions=questions, zero_items=["O12", {"item": "ข้อ ๑๐", "advice": "ลงนโยบาย"}])
    )
    assert [(need.kind.value, need.code, str(need.points), need.indicator, need.place) for need in found] == [
        ("item", "O12", "0", "9", 0), ("item", "O10", "0", "9", 1),
        ("indicator", "10", "55.00", "10", 9), ("question", "i7", "71.88", "2", 0),
        ("indicator", "8", "75.49", "8", 7), ("indicator", "5", "76.09", "5", 4), ("indicator", "2", "78.75", "2", 1),
        ("indicator", "4", "78.84", "4", 3), ("indicator", "9", "80.50", "9", 8), ("indicator", "7", "80.91", "7", 6),
        ("indicator", "6", "80.97", "6", 5), ("question", "e12", "84.99", "8", 2),
    ]  # fmt: skip
    assert (found[0].title, found[1].advice) == (EDITION.items["O12"].name.th, "ลงนโยบาย")
    assert (found[3].title, found[3].advice) == ("ท่านรู้เกี่ยวกับแผน", "เผยแพร่แผน")
    assert found[2].title == "การป้องกันการทุจริต"


def test_among_equals_the_record_decides() -> None:
    equal = result(indicators={2: "70", 1: "70"}, questions=[{"code": "e1", "score": "70"}])
    assert [need.code for need in found_needs(equal)] == ["2", "1", "e1"]


def test_an_item_comes_before_an_indicator_of_no_more_points() -> None:
    assert [need.code for need in found_needs(result(indicators={10: "0"}, zero_items=["O43"]))] == ["O43", "10"]


def test_a_good_result_needs_nothing() -> None:
    assert found_needs(result(indicators={1: "85"}, questions=[{"code": "i1", "score": "100"}])) == ()


def test_an_item_that_the_list_does_not_have_is_not_looked_at() -> None:
    assert found_needs(result(zero_items=["O44", "XYZ"])) == ()


@pytest.mark.parametrize("written", ["O12", "o12", "O๑๒", " O 12 ", "O012", 12, "ข้อ ๑๒"])
def test_a_zero_item_of_a_year_without_a_list_is_answered_however_it_is_written(written: str | int) -> None:
    record = result(2565, zero_items=[{"item": written, "title": "รายงาน"}])
    (need,) = found_needs(record, None)
    assert (need.code, need.title, need.indicator, need.points) == ("O12", "รายงาน", "", 0)
    assert answered([need], ["O12"], record, None) == [(0,)]


def test_an_item_of_another_kind_of_list_keeps_its_code() -> None:
    (need,) = found_needs(result(2564, zero_items=["eb4"]), None)
    assert need.code == "EB4"


# --- answers -------------------------------------------------------------------------------------------------------


def measure(*issues: str) -> Measure:
    record, problems = read_record(Measure, {"id": "m", "title": "มาตรการ", "issue": list(issues)})
    assert record is not None, problems
    return record


def answered(
    found: Iterable[Need], issues: list[str | tuple[str, ...]], record: ResultRecord, edition: Edition | None = EDITION
) -> list[tuple[int, ...]]:
    measures = [measure(*([issue] if isinstance(issue, str) else issue)) for issue in issues]
    return [one.measures for one in answers(found, measures, view_of(record), edition)]


WEAK = result(
    indicators={2: "70", 9: "71"},
    questions=[{"code": "i7", "score": "72"}, {"code": "i8", "score": "73"}, {"code": "e1", "score": "74"}],
    zero_items=["O12", "O42"],
)
ORDER = ["O12", "O42", "2", "9", "i7", "i8", "e1"]


@pytest.mark.parametrize(
    ("issue", "meets"),
    [
        ("i7", ["2", "i7"]), ("i๐๘ ท่านมีส่วนร่วม", ["2", "i8"]), ("ตัวชี้วัดที่ 2", ["2", "i7", "i8"]),
        ("ตัวชี้วัดที่ 6", ["e1"]), ("e1", ["e1"]), ("i1", []), ("i9", ["2"]),
        ("O12", ["O12", "9"]), ("O7", ["9"]), ("O42", ["O42"]), ("ตัวชี้วัดที่ 9", ["9"]), ("ตัวชี้วัดที่ 10", []),
        ("การใช้งบประมาณ", ["2", "i7", "i8"]), ("i7-i9", ["2", "i7", "i8"]), ("งบประมาณ", []), ("O12 ของตัวชี้วัดที่ 9", ["O12", "9"]), ("i7 (ตัวชี้วัดที่ 2)", ["2", "i7"]),
    ],
)  # fmt: skip
def test_what_a_measure_answers(issue: str, meets: list[str]) -> None:
    found = found_needs(WEAK)
    assert [need.code for need in found] == ORDER
    given_answers = answered(found, [issue], WEAK)
    assert [code for code, numbers in zip(ORDER, given_answers, strict=True) if numbers == (0,)] == meets


def test_answers_name_their_measures_in_order() -> None:
    found = found_needs(WEAK)
    numbers = answered(found, ["คำพูด", ("O42", "i7"), "ตัวชี้วัดที่ 2", ("O42", "o42")], WEAK)
    assert dict(zip(ORDER, numbers, strict=True)) == {
        "O12": (), "O42": (1, 3), "2": (1, 2), "9": (), "i7": (1, 2), "i8": (2,), "e1": (),
    }  # fmt: skip


def test_without_a_list_an_item_answers_itself_alone() -> None:
    older = result(2565, indicators={9: "50"}, zero_items=["O12"])
    assert answered(found_needs(older, None), ["O12"], older, None) == [(0,), ()]


def test_a_question_that_the_record_places_elsewhere_is_no_need_because_nobody_knows_which_is_meant() -> None:
    moved = result(questions=[{"code": "i7", "score": "50", "indicator": 3}])
    assert found_needs(moved) == ()


def test_the_published_result_needs_a_measure_for_every_zero_item() -> None:
    record = result(indicators=INDICATORS, zero_items=ZERO_ITEMS)
    found = found_needs(record)
    assert [need.code for need in found[: len(ZERO_ITEMS)]] == ZERO_ITEMS
    assert len(found) == len(ZERO_ITEMS) + 8
    written = [f"ตัวชี้วัดที่ {need.code}" if need.kind is IssueKind.INDICATOR else need.code for need in found]
    assert all(answered(found, list(written), record))


def test_where_nobody_knows_which_questions_a_year_asks_they_are_taken_as_typed() -> None:
    """2567 is said to ask other questions than 2566: a question belongs to the indicator that the record names."""
    later = result(2567, indicators={2: "78.75"}, questions=[{"code": "i4", "score": "50", "indicator": 2}])
    found = found_needs(later, None)
    assert [(need.kind.value, need.code, need.indicator) for need in found] == [
        ("question", "i4", "2"), ("indicator", "2", "2"),
    ]  # fmt: skip
    assert answered(found, ["i4"], later, None) == [(0,), (0,)]
    assert answered(found, ["ตัวชี้วัดที่ 2"], later, None) == [(0,), (0,)]
