"""Results of 72x and 73x: what real offices write stays silent; each slip is told once, at its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

import pytest
from assessed import EVIDENCE, TEN, ZERO_ITEMS, findings, line_of, told
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_site.criteria import load_edition, scale_of
from ita_site.findings import Finding, Severity
from ita_site.numerals import rounded
from ita_site.scoring import indicator_scores, mean

FULL = f"""\
year: 2566
announced: 2566-08-10
indicators:
  1: 90.63
  2: 78.75
  3: 86.25
  4: 78.84
  5: 76.09
  6: 80.97
  7: 80.91
  8: 75.49
  9: 80.50
  10: 55.00
instruments:
  IIT: 82.11
  EIT: 79.12
  EIT1: 81.00
  EIT2: 77.24
  OIT: 67.75
total: 75.47
level: ต้องปรับปรุง
zero_items: {ZERO_ITEMS}{EVIDENCE}"""
QUESTIONS = "questions:\n"


def year(number: int, *lines: str) -> dict[int, str]:
    return {number: "\n".join([f"year: {number}", *lines, EVIDENCE])}


def of_results(results: Mapping[int, str]) -> tuple[Finding, ...]:
    """What is told of the results themselves, not of measures that they ask for."""
    return tuple(f for f in findings(results) if f.code != "ITA742")


SOUND = {
    "everything": {2566: FULL},
    "a total and a level": year(2566, "total: 75.47", "level: ต้องปรับปรุง"),
    "total, excellent": year(2566, "total: 97.29", "level: ผ่านดีเยี่ยม"),
    "total, good though above 95": year(2566, "total: 97.29", "level: ผ่านดี"),
    "total, pass": year(2566, "total: 94.64", "level: ผ่าน"),
    "a level with the word before": year(2566, "total: 75.47", "level: ระดับต้องปรับปรุง"),
    "a level with a blank": year(2566, "total: 69.99", "level: ต้องปรับปรุง โดยด่วน"),
    "a level in English": year(2566, "total: 88", "level: Pass, good"),
    "a level by its id": year(2566, "total: 88", "level: good"),
    "good, EIT jointly": year(2566, "instruments: {IIT: 94.62, EIT: 90.43, OIT: 100}", "total: 95.52", "level: ผ่านดี"),
    "good, EIT in parts": year(
        2566, "instruments: {IIT: 94.62, EIT1: 92.00, EIT2: 88.86, OIT: 100}", "total: 95.52", "level: ผ่านดี"
    ),
    "only pass, one part of EIT below": year(
        2566, "instruments: {IIT: 94.62, EIT1: 97.00, EIT2: 83.86, OIT: 100}", "total: 95.52", "level: ผ่าน"
    ),
    "pass, one part may be below": year(
        2566, "instruments: {IIT: 94.62, EIT: 90.43, OIT: 100}", "total: 95.52", "level: ผ่าน"
    ),
    "excellent": year(2566, "instruments: {IIT: 96, EIT: 97, OIT: 100}", "total: 97.90", "level: ผ่านดีเยี่ยม"),
    "only two instruments": year(2566, "instruments: {IIT: 82.11, OIT: 67.75}", "total: 75.47", "level: ต้องปรับปรุง"),
    "instruments in small letters": year(
        2566, 'instruments: {iit: 82.11, "eit 1": 81, "EIT ๒": 77.24, Oit: 67.75}', "total: 75.47", "level: ต้องปรับปรุง"
    ),
    "only indicators, old year": year(2565, f"indicators: {TEN}", "total: 75.47", "level: B"),
    "Thai digits": year(2565, "indicators: {๑: ๙๐.๖๓, ๒: ๗๘.๗๕, 3: 86.25, 4: 78.84, 5: 76.09, 6: 80.97, 7: 80.91, 8: 75.49, ๙: ๘๐.๕๐, ๑๐: ๕๕}", "total: ๗๕.๔๗", "level: B"),
    "whole numbers": year(2566, "instruments: {IIT: 90, EIT: 90, OIT: 90}", "total: 90", "level: ผ่านดี"),
    "nought at the end": year(2566, "total: 75.470", "level: ต้องปรับปรุง"),
    "letters of 2564": year(2564, "total: 81.45", "level: ระดับ B"),
    "a small letter": year(2565, "total: 96.10", "level: aa"),
    "84.99 misses by a hair": year(2566, "total: 84.99", "level: ต้องปรับปรุง"),
    "the total is off by a rounding": year(
        2563, "instruments: {IIT: 70.11, EIT: 70.22, OIT: 63.60}", "total: 67.53", "level: C"
    ),
    "zero items with advice": year(
        2566, "indicators: {1: 90, 2: 90, 3: 90, 4: 90, 5: 90, 6: 90, 7: 90, 8: 90, 9: 98, 10: 100}",
        "total: 93.60", "level: ผ่านดี", "zero_items: [{item: O1, advice: เพิ่มปุ่มถามตอบ}]",
    ),
    "full disclosure without zero items": year(
        2566, "indicators: {1: 90, 2: 90, 3: 90, 4: 90, 5: 90, 6: 90, 7: 90, 8: 90, 9: 100, 10: 100}",
        "total: 94", "level: ผ่านดี",
    ),
    "zero items of a year without a list": year(2565, "total: 82.11", "level: B", "zero_items: [O44, O12]"),
    "questions with their indicator": year(
        2566, "total: 75.47", "level: ต้องปรับปรุง", "questions: [{code: i7, indicator: 2, score: 77.52}, {code: I 8, score: 44.40}]"
    ),
    "questions in Thai digits": year(
        2566, "total: 75.47", "level: ต้องปรับปรุง", "questions: [{code: i๗, score: ๗๗.๕๒}, {code: e12, indicator: ๘, score: 70}]"
    ),
    "all questions of an indicator": {
        2566: FULL + QUESTIONS + "".join(f"  - {{code: e{n}, score: {s}}}\n" for n, s in zip(range(11, 16), (75.49, 75.48, 75.50, 70.49, 80.49), strict=True))
    },
    "some questions that can be": {2566: FULL + QUESTIONS + "  - {code: e6, score: 71.26}\n  - {code: e7, score: 91}\n"},
    "previous year by its own words": year(
        2566, "total: 75.47", "level: ต้องปรับปรุง", "previous_total: 91.17", "previous_level: A", "difference: -15.70"
    ),
    "a difference taken before rounding": year(
        2566, "total: 95.52", "level: ผ่านดี", "difference: เพิ่มขึ้น 4.34"
    ),
    "a difference without a sign": year(2566, "total: 75.47", "level: ต้องปรับปรุง", "difference: 15.70"),
    "a difference as a share": year(2566, "total: 75.47", "level: ต้องปรับปรุง", "difference: ลดลงร้อยละ 17.22"),
    "a difference in words": year(2566, "total: 75.47", "level: ต้องปรับปรุง", "difference: ลดลง"),
    "respondents": year(2566, "total: 75.47", "level: ต้องปรับปรุง", "respondents: {IIT: 32, EIT1: 104}"),
    "a range that nobody can narrow": year(2566, "indicators: {}", "total: 86", "level: ผ่าน"),
    "the year after, in its own shape": year(2567, "instruments: {IIT: 95.1, EIT: 96, OIT: 95}", "total: 95.33", "level: ผ่านดีเยี่ยม"),
    "announced on the day of the check": year(2566, "announced: 30 ก.ย. 66", "total: 90", "level: ผ่านดี"),
}  # fmt: skip


@pytest.mark.parametrize("name", SOUND)
def test_sound_results_stay_silent(name: str) -> None:
    assert [f"{f.code} {f.line} {f.message.th}" for f in of_results(SOUND[name])] == []


def test_there_are_forty_sound_results() -> None:
    assert len(SOUND) >= 40


def spoilt(old: str, new: str) -> str:
    assert FULL.count(old) == 1, old
    return FULL.replace(old, new)


SHORT = f"year: 2566\ntotal: 75.47\nlevel: ต้องปรับปรุง{EVIDENCE}"
SLIPS = [
    # figures on their own
    (spoilt("1: 90.63", "1: 90.634"), "ITA721", "90.634"),
    (spoilt("total: 75.47", "total: 75.4706"), "ITA721", "75.4706"),
    (spoilt("OIT: 67.75", "OIT: 67.751"), "ITA721", "67.751"),
    (SHORT + "previous_total: 91.168\n", "ITA721", "91.168"),
    (SHORT + "questions: [{code: i7, score: 77.5212}]\n", "ITA721", "77.5212"),
    (spoilt("1: 90.63", "1: 190.63"), "ITA206", "190.63"),
    (spoilt("total: 75.47", "total: -75.47"), "ITA206", "-75.47"),
    (spoilt("OIT: 67.75", "OIT: หกสิบ"), "ITA206", "หกสิบ"),
    # codes
    (SHORT + "questions: [{code: i31, score: 77}]\n", "ITA722", "i31"),
    (SHORT + "questions: [{code: e16, score: 77}]\n", "ITA722", "e16"),
    (SHORT + "questions: [{code: j7, score: 77}]\n", "ITA722", "j7"),
    (SHORT + "questions:\n  - {code: i17, indicator: 2, score: 77.52}\n  - {code: i18, score: 80}\n", "ITA723", "i17"),
    (SHORT + "questions:\n  - {code: i17, indicator: 2, score: 77}\n  - {code: i17, indicator: 3, score: 98.90}\n", "ITA723", "indicator: 2"),
    (SHORT + "questions: [{code: e4, indicator: 7, score: 77}]\n", "ITA723", "e4"),
    (SHORT + "questions:\n  - {code: i7, score: 77}\n  - {code: I 07, score: 70}\n", "ITA724", "I 07"),
    (SHORT + "zero_items:\n  - O12\n  - o12\n", "ITA724", "- o12"),
    (SHORT.replace("2566", "2565").replace("ต้องปรับปรุง", "B") + "zero_items:\n  - O12\n  - o12\n", "ITA724", "- o12"),
    (spoilt("  10: 55.00", "  10: 55.00\n  11: 70"), "ITA725", "11: 70"),
    (spoilt("  OIT: 67.75", "  OIT: 67.75\n  ITA: 70"), "ITA725", "ITA: 70"),
    (SHORT + "questions: [{code: i7, indicator: 12, score: 77}]\n", "ITA725", "indicator: 12"),
    (SHORT + "zero_items: [O12, O44]\n", "ITA735", "O44"),
    (SHORT + "zero_items:\n  - {item: 10.2, advice: x}\n", "ITA735", "10.2"),
    # means and sums
    (spoilt("IIT: 82.11", "IIT: 81.12"), "ITA726", "IIT"),
    (spoilt("OIT: 67.75", "OIT: 67.57"), "ITA726", "OIT"),
    (spoilt("  EIT1: 81.00\n  EIT2: 77.24\n", "").replace("EIT: 79.12", "EIT: 97.12"), "ITA726", "EIT: 97"),
    (spoilt("  EIT: 79.12\n", "").replace("EIT2: 77.24", "EIT2: 72.74"), "ITA726", "EIT1"),
    (spoilt("1: 90.63", "1: 96.03"), "ITA726", "indicators:"),
    (spoilt("8: 75.49", "8: 57.49"), "ITA726", "indicators:"),
    (spoilt("EIT: 79.12", "EIT: 71.92"), "ITA733", "EIT: 71.92"),
    (spoilt("EIT2: 77.24", "EIT2: 72.74"), "ITA733", "EIT1"),
    (year(2566, "instruments: {EIT1: 100, EIT: 40}", "total: 75.47", "level: ต้องปรับปรุง")[2566], "ITA733", "EIT1"),
    (year(2566, "instruments: {EIT2: 20, EIT: 75}", "total: 75.47", "level: ต้องปรับปรุง")[2566], "ITA733", "EIT2"),
    (spoilt("total: 75.47", "total: 74.57"), "ITA727", "total"),
    (spoilt("total: 75.47", "total: 57.47"), "ITA727", "total"),
    (year(2566, "instruments: {IIT: 94.62, EIT: 90.43, OIT: 100}", "total: 95.25", "level: ผ่านดี")[2566], "ITA727", "total"),
    (year(2566, f"indicators: {TEN}", f"zero_items: {ZERO_ITEMS}", "total: 75.74", "level: ต้องปรับปรุง")[2566], "ITA727", "total"),
    # levels
    (spoilt("level: ต้องปรับปรุง", "level: B"), "ITA728", "level"),
    (spoilt("level: ต้องปรับปรุง", "level: ผ่าน"), "ITA728", "level"),
    (spoilt("level: ต้องปรับปรุง", "level: พอใช้"), "ITA728", "level"),
    (year(2566, "instruments: {IIT: 94.62, EIT: 90.43, OIT: 100}", "total: 95.52", "level: ผ่านดีเยี่ยม")[2566], "ITA728", "level"),
    (year(2566, "instruments: {IIT: 94.62, EIT1: 97, EIT2: 83.86, OIT: 100}", "total: 95.52", "level: ผ่านดี")[2566], "ITA728", "level"),
    (year(2566, "total: 96.04", "level: ผ่าน ระดับ AA")[2566], "ITA728", "level"),
    (year(2565, "total: 82.11", "level: ต้องปรับปรุง")[2565], "ITA728", "level"),
    (year(2565, "total: 82.11", "level: A")[2565], "ITA728", "level"),
    (year(2566, "total: 75.47")[2566], "ITA729", "total"),
    # items
    (spoilt("9: 80.50", "9: 80.05"), "ITA730", "9: 80.05"),
    (spoilt("10: 55.00", "10: 54.00"), "ITA730", "10: 54.00"),
    (spoilt("[O10, O12", "[O12"), "ITA731", "zero_items"),
    (spoilt("O42, O43]", "O42]"), "ITA731", "zero_items"),
    (spoilt("9: 80.50", "9: 80.00"), "ITA731", "9: 80.00"),
    (year(2566, "indicators: {9: 80.00}", f"zero_items: {ZERO_ITEMS}", "total: 75.47", "level: ต้องปรับปรุง")[2566].replace("{9: 80.00}", "{1: 90.63, 2: 78.75, 3: 86.25, 4: 78.84, 5: 76.09, 6: 80.97, 7: 80.91, 8: 75.49, 9: 80.00, 10: 55}"), "ITA731", "zero_items"),
    # questions
    (FULL + QUESTIONS + "".join(f"  - {{code: e{n}, score: {s}}}\n" for n, s in ((6, 71.26), (7, 71.26), (9, 71.26), (10, 71.03))), "ITA732", "7: 80.91"),
    (FULL + QUESTIONS + "".join(f"  - {{code: e{n}, score: 70}}\n" for n in range(11, 16)), "ITA732", "8: 75.49"),
    (FULL + QUESTIONS + "".join(f"  - {{code: i{n}, score: 100}}\n" for n in range(7, 12)), "ITA732", "2: 78.75"),
    # years
    (SHORT.replace("year: 2566", "year: 2567"), "ITA734", "year"),
    (SHORT.replace("year: 2566", "year: 2565"), "ITA734", "year"),
    (SHORT + "previous_total: 86.22\n", "ITA737", "previous_total"),
    (SHORT + "difference: เพิ่มขึ้น 15.70\n", "ITA737", "difference"),
    (SHORT + "difference: ลดลง 12.34 คะแนน\n", "ITA737", "difference"),
    # what is left out
    (spoilt("  8: 75.49\n", "").replace("  EIT: 79.12\n", ""), "ITA738", "indicators:"),
    (spoilt(f"zero_items: {ZERO_ITEMS}\n", ""), "ITA738", "9: 80.50"),
    (SHORT.replace(EVIDENCE, "\n"), "ITA739", "year"),
    (SHORT + "announced: 2567-08-10\n", "ITA218", "announced"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "part"), SLIPS, ids=lambda value: str(value)[:24].replace("\n", " "))
def test_each_slip_is_told_once_at_its_line(text: str, code: str, part: str) -> None:
    folder = 2566 if code == "ITA734" or "year: 2565" not in text else 2565
    found = of_results({folder: text})
    assert told(found) == [(code, line_of(text, part))], [f"{f.code} {f.line} {f.message.th}" for f in found]
    for finding in found:
        assert "{" not in finding.message.th + finding.message.en + finding.fix.th + finding.fix.en


def test_there_are_fifty_slips() -> None:
    assert len(SLIPS) >= 50


EDITION = load_edition(2566)
POINTS = st.integers(600_000, 1_000_000).map(lambda n: Decimal(n) / 10_000)


@st.composite
def published(draw: st.DrawFn) -> tuple[int, str, bool]:
    """A result as an office publishes it: computed exactly from answers and items, each figure rounded once, and about
    half of the figures left out. Its year, its text, and whether the list of items that scored 0 is there."""
    year_ = draw(st.sampled_from([2565, 2566]))
    near = draw(st.sampled_from([Decimal(0), Decimal(85), Decimal(95)]))
    score = POINTS if not near else st.integers(-99, 99).map(lambda n: near + Decimal(n) / 10_000)
    internal = {str(n): draw(score) for n in range(1, 6)}
    parts = [{str(n): draw(score) for n in range(6, 9)} for _ in range(2)]
    zero = draw(st.lists(st.sampled_from(sorted(EDITION.items)), unique=True, max_size=12))
    items = indicator_scores(EDITION, zero)
    external = {id_: mean([part[id_] for part in parts]) for id_ in parts[0]}
    exact = {
        "IIT": mean(internal.values()), "EIT1": mean(parts[0].values()), "EIT2": mean(parts[1].values()),
        "EIT": mean(external.values()), "OIT": mean(items.values()),
    }  # fmt: skip
    total = Decimal("0.3") * exact["IIT"] + Decimal("0.3") * exact["EIT"] + Decimal("0.4") * exact["OIT"]
    weakest = min(rounded(exact[id_]) for id_ in ("IIT", "EIT1", "EIT2", "OIT"))
    scale = scale_of(year_)
    assert scale is not None
    level = next(x for x in scale.levels if rounded(total) >= x.least and (x.each is None or weakest >= x.each))
    lines = [f"year: {year_}", f"total: {rounded(total)}", f"level: {level.name.th}"]
    for field, scores in (("indicators", internal | external | items), ("instruments", exact)):
        kept = [(id_, points) for id_, points in scores.items() if draw(st.booleans())]
        if kept:
            lines.append(f"{field}: {{{', '.join(f'{id_}: {rounded(points)}' for id_, points in kept)}}}")
    has_items = bool(zero) and draw(st.booleans())
    if has_items:
        lines.append(f"zero_items: [{', '.join(zero)}]")
    return year_, "\n".join(lines) + EVIDENCE, has_items


@settings(max_examples=60)
@given(published())
def test_what_was_computed_rightly_is_never_told_off(result: tuple[int, str, bool]) -> None:
    year_, text, _ = result
    found = [f for f in of_results({year_: text}) if f.severity is not Severity.NOTICE]
    assert [f"{f.code} {f.message.th}" for f in found] == [], text


@settings(max_examples=60)
@given(published(), st.sampled_from(["total"]), st.integers(5, 500))
def test_a_total_that_is_off_is_told_where_it_can_be_known(result: tuple[int, str, bool], field: str, off: int) -> None:
    """One slip in the total: at most one error, and that at the total."""
    year_, text, _ = result
    line = next(line for line in text.splitlines() if line.startswith(f"{field}: "))
    stated = Decimal(line.partition(": ")[2])
    slipped = stated - Decimal(off) / 100
    if slipped < 0:
        return
    found = of_results({year_: text.replace(line, f"{field}: {slipped}")})
    wrong = [(f.code, f.line) for f in found if f.severity is Severity.ERROR]
    assert wrong in ([], [("ITA727", 2)], [("ITA728", 3)]), text


FIGURE = re.compile(r"(  (?:[0-9]+|[A-Z0-9]+): |total: )([0-9.]+)")


@settings(max_examples=60)
@given(st.integers(0, 15), st.integers(30, 1500), st.booleans())
def test_one_slip_is_one_error(which: int, off: int, is_up: bool) -> None:
    """Any one figure of a full result mistyped by 0.30 or more: one error, and in the lines of what it belongs to."""
    found = list(FIGURE.finditer(FULL))
    assert len(found) == 16
    figure = found[which]
    slipped = Decimal(figure[2]) + Decimal(off if is_up else -off) / 100
    if not 0 <= slipped <= 100:
        return
    text = f"{FULL[: figure.start()]}{figure[1]}{slipped}{FULL[figure.end() :]}"
    told_ = [f for f in of_results({2566: text}) if f.severity is not Severity.NOTICE]
    assert len(told_) == 1, text
    assert told_[0].code in {"ITA726", "ITA727", "ITA730", "ITA731", "ITA733"}


def only(text: str, folder: int = 2566) -> Finding:
    found = of_results({folder: text})
    assert len(found) == 1, [f.code for f in found]
    return found[0]


def test_a_total_is_told_term_by_term() -> None:
    told_ = only(
        year(2566, f"indicators: {TEN}", f"zero_items: {ZERO_ITEMS}", "total: 75.74", "level: ต้องปรับปรุง")[2566]
    )
    assert "IIT 82.11 × 0.3 + EIT 79.12 × 0.3 + OIT 67.75 × 0.4" in told_.message.th
    assert "75.74" in told_.message.en
    assert "75.47" in told_.message.en


def test_parts_are_terms_of_their_own() -> None:
    assert "EIT1 81.00 × 0.15 + EIT2 77.24 × 0.15" in only(spoilt("total: 75.47", "total: 75.74")).message.th


def test_a_level_is_told_with_its_reason() -> None:
    lines = ("instruments: {IIT: 94.62, EIT: 90.43, OIT: 100}", "total: 95.52", "level: ผ่านดีเยี่ยม")
    told_ = only(year(2566, *lines)[2566])
    for part in ("ผ่าน หรือ ผ่านดี", "รวม 95.52", "IIT 94.62", "ทุกแบบวัดตั้งแต่ 95", "บอกได้เป็นช่วง"):
        assert part in told_.message.th
    assert "Pass or Pass, good" in told_.message.en


def test_the_letter_of_another_year_is_told_as_such() -> None:
    assert "เป็นระดับของปี 2561–2565" in only(spoilt("level: ต้องปรับปรุง", "level: B")).message.th


def test_scores_out_of_range_are_told_at_their_line_in_both_languages() -> None:
    told_ = only(spoilt("1: 90.63", "1: 190.63"))
    assert "ต้องอยู่ระหว่าง 0 ถึง 100" in told_.message.th
    assert "from 0 to 100" in told_.message.en


@pytest.mark.parametrize(
    "question", ["{code: i31, score: 77}", "{code: i17, indicator: 2, score: 77}"], ids=["unknown", "displaced"]
)
def test_questions_of_a_year_without_a_list_are_only_told(question: str) -> None:
    told_ = only(year(2565, "total: 82.11", "level: B", f"questions: [{question}]")[2565], 2565)
    assert told_.severity is Severity.NOTICE


def test_the_question_that_was_meant_is_named() -> None:
    told_ = only(SHORT + "questions: [{code: i17, indicator: 2, score: 77.52}]\n")
    assert "น่าจะหมายถึง i7" in told_.message.th


def test_a_year_of_which_nothing_is_known_is_told_once() -> None:
    told_ = only(year(2562, "total: 88.10", "level: A", "indicators: {1: 99.999}", "zero_items: [X9]")[2562], 2562)
    assert (told_.code, told_.severity, told_.line) == ("ITA736", Severity.NOTICE, 1)


def test_what_is_wrong_with_the_year_is_told_before_anything_that_depends_on_it() -> None:
    text = year(2565, "total: 75.47", "level: ต้องปรับปรุง", "zero_items: [O99]", "indicators: {9: 80.05}")[2565]
    assert only(text).code == "ITA734"
