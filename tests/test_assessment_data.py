"""The assessment of an edition and the scales of levels: read as they are, refused when they contradict themselves."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from ita_site.criteria import BUILT_IN, Assessment, CriteriaError, load_edition, scale_of, scales
from ita_site.criteria.loader import build_edition

FACTS: dict[str, tuple[str, list[str]]] = {
    "IIT": ("0.30", ["1", "2", "3", "4", "5"]),
    "EIT1": ("0.15", ["6", "7", "8"]),
    "EIT2": ("0.15", ["6", "7", "8"]),
    "OIT": ("0.40", ["9", "10"]),
}
NAMES = [
    "การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต", "คุณภาพการดำเนินงาน",
    "ประสิทธิภาพการสื่อสาร", "การปรับปรุงระบบการทำงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต",
]  # fmt: skip

Change = Callable[[dict[str, Any]], object]


@cache
def _raw(name: str) -> Any:
    return yaml.safe_load(files("ita_site.criteria").joinpath(name).read_text(encoding="utf-8"))


def built(change: Change) -> Assessment:
    """The assessment of 2566 after a change of its plain values."""
    raw = copy.deepcopy(_raw("2566.yml"))
    change(raw["assessment"])
    return build_edition(raw).assessment


# --- the assessment of 2566 ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return load_edition(2566).assessment


def test_weights_and_indicators_are_the_published_ones(assessment: Assessment) -> None:
    assert {id_: (str(one.weight), list(one.indicators)) for id_, one in assessment.instruments.items()} == FACTS
    assert [text.th for text in assessment.indicators.values()] == NAMES
    assert list(assessment.indicators) == [str(number) for number in range(1, 11)]
    assert (assessment.pass_mark, assessment.tolerance, assessment.decimals) == (85, Decimal("0.02"), 2)
    assert assessment.own.id == "OIT"
    assert assessment.joint["EIT"].parts == ("EIT1", "EIT2")


def test_the_instruments_of_an_indicator(assessment: Assessment) -> None:
    assert [one.id for one in assessment.of_indicator("7")] == ["EIT1", "EIT2"]
    assert [assessment.figure_of(id_) for id_ in assessment.indicators] == ["IIT"] * 5 + ["EIT"] * 3 + ["OIT"] * 2


def test_a_joint_figure_of_one_instrument_is_that_instrument() -> None:
    name = {"th": "ก", "en": "a"}
    alone = built(lambda a: a["joint"].append({"id": "ALL", "name": name, "parts": ["IIT"]}))
    assert alone.figure_of("1") == "IIT"


def test_questions_of_the_surveys(assessment: Assessment) -> None:
    codes = [code for id_ in assessment.indicators for code in assessment.questions_of(id_)]
    assert codes == [f"i{n}" for n in range(1, 31)] + [f"e{n}" for n in range(1, 16)]
    # those that a published report prints under their indicator
    seen = {"1": "i1", "2": "i7 i8", "3": "i13 i14 i15 i17", "4": "i19", "6": "e4"}
    for indicator, printed in seen.items():
        assert {assessment.indicator_of(code) for code in printed.split()} == {indicator}
    assert (assessment.questions_of("9"), assessment.indicator_of("i31"), assessment.indicator_of("")) == (
        (),
        None,
        None,
    )


@pytest.mark.parametrize(
    ("written", "code"),
    [("i7", "i7"), ("I 7", "i7"), ("i๐๗", "i7"), (" E-15 ", "e15"), ("i.30", "i30"), ("i31", None), ("e0", None),
     ("i7 แผน", None), ("7", None), ("", None), ("O7", None), ("i7i8", None), ("i00007", "i7")],
)  # fmt: skip
def test_codes_of_questions_as_they_are_written(assessment: Assessment, written: str, code: str | None) -> None:
    assert assessment.question(written) == code


def test_years_of_the_same_shape(assessment: Assessment) -> None:
    known = [year for year in range(2550, 2580) if BUILT_IN.assessment(year) is not None]
    assert known == sorted({*assessment.also_years, *BUILT_IN.years}) == [2563, 2564, 2565, 2566, 2567, 2568, 2569]
    shapes = {year: shape for year in assessment.also_years if (shape := BUILT_IN.assessment(year)) is not None}
    assert all(shape.instruments == assessment.instruments for shape in shapes.values())
    assert [year for year, shape in shapes.items() if shape.questions] == [2563, 2564, 2565]
    assert [shapes[2567].question(code) for code in ("i99", "I 4", "o4", "x")] == ["i99", "i4", None, None]
    # nothing was read of the levels of 2569
    assert [year for year in known if scale_of(year) is None] == [2569]


# --- contradictions of an assessment -------------------------------------------------------------------------------


def _put(part: str, number: int, **values: object) -> Change:
    return lambda a: a[part][number].update(values)


def _questions(number: int, **values: object) -> Change:
    return lambda a: a["questions"]["of"][number].update(values)


CONTRADICTIONS: dict[str, tuple[Change, str]] = {
    "weights below 1": (
        _put("instruments", 0, weight="0.29"), "assessment.instruments: the weights add up to 0.99, not 1"),
    "weights above 1": (
        _put("instruments", 1, weight="0.16"), "assessment.instruments: the weights add up to 1.01, not 1"),
    "a negative weight": (_put("instruments", 0, weight="-0.30"), "instrument IIT.weight: should be a quoted number"),
    "a weight that is no number": (
        _put("instruments", 0, weight="NaN"), "instrument IIT.weight: should be a quoted number from 0 to 1"),
    "a weight without end": (
        _put("instruments", 0, weight="Infinity"), "instrument IIT.weight: should be a quoted number from 0 to 1"),
    "an instrument twice": (
        _put("instruments", 2, id="EIT1"), "assessment.instruments: the weights add up to 0.85, not 1"),
    "an unknown indicator": (_put("instruments", 0, indicators=["1", "11"]), "instrument IIT: unknown indicator «11»"),
    "an instrument of nothing": (_put("instruments", 0, indicators=[]), "instrument IIT: names no indicator"),
    "an indicator as a number": (
        _put("instruments", 0, indicators=[1]), "instrument IIT.indicators: should be text, not «1»"),
    "an indicator of nobody": (
        _put("instruments", 0, indicators=["1", "2", "3", "4"]), "assessment.indicators: 5 belongs to no instrument"),
    "two instruments and no joint figure": (
        lambda a: a.pop("joint"), "assessment.indicators: 6 belongs to instruments that have no joint figure"),
    "an indicator of two instruments": (
        _put("instruments", 0, indicators=["1", "2", "3", "4", "5", "9"]),
        "assessment.indicators: 9 belongs to instruments that have no joint figure"),
    "a part that is no instrument": (_put("joint", 0, parts=["EIT1", "XIT"]), "joint EIT: unknown instrument «XIT»"),
    "a joint figure named as an instrument": (_put("joint", 0, id="OIT"), "joint OIT: an instrument has this id"),
    "parts that do not fit": (
        _put("joint", 0, parts=["EIT1", "IIT"]), "joint EIT: its parts measure different indicators"),
    "the disclosure instrument": (
        lambda a: a.update(disclosure="XIT"), "assessment.disclosure: unknown instrument «XIT»"),
    "another tree": (
        lambda a: a.update(disclosure="IIT"),
        "instrument IIT: names the indicators 1, 2, 3, 4, 5, but the tree has 9, 10"),
    "the tree in another order": (
        _put("instruments", 3, indicators=["10", "9"]), "instrument OIT: names the indicators 10, 9, but the tree"),
    "a question of an unknown indicator": (
        _questions(0, indicator="11"), "assessment.questions: unknown indicator «11»"),
    "a run from nothing": (_questions(0, **{"from": 0}), "assessment.questions: i0 to i6 is no run"),
    "a run that goes back": (_questions(0, **{"from": 6, "to": 5}), "assessment.questions: i6 to i5 is no run"),
    "a question twice": (_questions(1, **{"from": 6}), "assessment.questions: i6 is there twice"),
    "a question as text": (
        _questions(0, **{"from": "1"}), "assessment.questions.of.from: should be a whole number, not «1»"),
    "a confidence nobody has": (
        lambda a: a["questions"].update(confidence="sure"), "assessment.questions.confidence: «sure»"),
    "a pass mark over 100": (
        lambda a: a.update({"pass_mark": "101"}), "assessment.pass_mark: should be a quoted number from 0 to 100"),
    "a pass mark as a number": (lambda a: a.update(pass_mark=85), "assessment.pass_mark: should be a quoted number"),
    "a tolerance in words": (lambda a: a.update(tolerance="little"), "assessment.tolerance: should be a quoted number"),
    "decimals as text": (lambda a: a.update(decimals="2"), "assessment.decimals: should be a whole number, not «2»"),
    "a year as text": (lambda a: a.update(also_years=["2565"]), "assessment.also_years: should be a whole number"),
    "no instruments": (lambda a: a.pop("instruments"), "assessment: key «instruments» is missing"),
    "no questions": (lambda a: a.pop("questions"), "assessment: key «questions» is missing"),
    "a key that nobody knows": (lambda a: a.update(weights=[]), "assessment: unknown key «weights»"),
    "an instrument without a name": (
        lambda a: a["instruments"][0]["name"].pop("th"), "instrument IIT.name: Thai text is missing"),
    "an indicator without a name": (
        lambda a: a["indicators"].update({"3": {"th": "การใช้อำนาจ", "en": ""}}),
        "assessment.indicators.3: English text is missing"),
    "an indicator that is a number": (
        lambda a: a["indicators"].update({11: {"th": "ก", "en": "a"}}),
        "assessment.indicators: the id «11» should be quoted"),
    "a joint figure without a name": (
        lambda a: a["joint"][0]["name"].pop("en"), "joint EIT.name: English text is missing"),
}  # fmt: skip


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_is_refused_and_named(name: str) -> None:
    change, culprit = CONTRADICTIONS[name]
    with pytest.raises(CriteriaError) as caught:
        built(change)
    assert any(problem.startswith(culprit) for problem in caught.value.problems), caught.value.problems


def test_what_may_be_left_out() -> None:
    small = built(lambda a: [a.pop("also_years"), a["questions"].pop("confidence")])
    assert (small.also_years, small.questions_confidence) == ((), "high")


@pytest.mark.parametrize("nothing", [None, [], "85", {}])
def test_an_assessment_that_is_none_fails_in_words(nothing: object) -> None:
    raw = copy.deepcopy(_raw("2566.yml")) | {"assessment": nothing}
    with pytest.raises(CriteriaError, match="assessment"):
        build_edition(raw)


# --- scales --------------------------------------------------------------------------------------------------------


@pytest.fixture
def scales_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[object], None]]:
    """Writes a file of scales that is read instead of the real one."""
    module = import_module("ita_site.criteria.scales")  # the package has a function of this name
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    scales.cache_clear()

    def write(raw: object) -> None:
        (tmp_path / "scales.yml").write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")

    yield write
    scales.cache_clear()


def _level(place: int, **values: object) -> Change:
    return lambda scale: scale["levels"][place].update(values)


WRONG_SCALES: dict[str, tuple[Change, str]] = {
    "worst first": (
        lambda s: s["levels"].reverse(), "scale levels-2566: levels go from the best down to 0"),
    "one out of order": (_level(3, **{"from": "86"}), "scale levels-2566: levels go from the best down to 0"),
    "the last does not begin at 0": (_level(4, **{"from": "1"}), "scale levels-2566: levels go from the best down to 0"),
    "no levels": (lambda s: s["levels"].clear(), "scale levels-2566: levels go from the best down to 0"),
    "a condition on the last": (_level(4, each="10"), "scale levels-2566: the last level takes whatever is left"),
    "a condition over 100": (_level(0, each="101"), "scale levels-2566.excellent.each: should be a quoted number"),
    "an edge as a number": (_level(0, **{"from": 95}), "scale levels-2566.excellent.from: should be a quoted number"),
    "a level without a name": (_level(1, name=None), "scale levels-2566.good.name: Thai and English text is missing"),
    "a pass mark that no level has": (lambda s: s.update({"pass_from": "84"}), "scale levels-2566: no level begins at pass_from"),
    "years that go back": (
        lambda s: s["years"].update({"from": 2569}), "scale levels-2566: 2569 to 2568 is no run of years"),
    "a year of two scales": (lambda s: s["years"].update({"from": 2565}), "scales: two of them are for 2565"),
    "years as text": (lambda s: s["years"].update(to="2568"), "scale levels-2566.years.to: should be a whole number"),
    "an unknown key": (lambda s: s.update({"pass_to": "100"}), "scales: unknown key «pass_to»"),
    "an unknown key of a level": (_level(0, to="100"), "scale levels-2566.levels: unknown key «to»"),
    "no confidence": (lambda s: s.pop("confidence"), "scales: key «confidence» is missing"),
    "no note": (lambda s: s.pop("note"), "scales: key «note» is missing"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG_SCALES)
def test_a_scale_that_contradicts_itself_is_refused_and_named(scales_file: Callable[[object], None], name: str) -> None:
    change, culprit = WRONG_SCALES[name]
    raw = copy.deepcopy(_raw("scales.yml"))
    change(raw[0])
    scales_file(raw)
    with pytest.raises(CriteriaError) as caught:
        scales()
    assert any(problem.startswith(culprit) for problem in caught.value.problems), caught.value.problems


def test_scales_are_data(scales_file: Callable[[object], None]) -> None:
    raw = copy.deepcopy(_raw("scales.yml"))
    raw[0]["years"]["to"] = 2570
    raw[0]["levels"][0]["from"] = "97.5"
    scales_file(raw)
    newest = scale_of(2570)
    assert newest is not None
    assert newest.levels[0].least == Decimal("97.5")


@pytest.mark.parametrize("nothing", ["2566", {"id": "x"}, [None], ["x"]])
def test_a_file_that_holds_no_scales_fails_in_words(scales_file: Callable[[object], None], nothing: object) -> None:
    scales_file(nothing)
    with pytest.raises(CriteriaError, match="scales"):
        scales()
