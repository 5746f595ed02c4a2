"""5xx beyond the examples: levels and scores that reports state, held against the bands of their plan."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from builders import PROGRAMME
from builders import judge as judge_all
from monthly import BANDS, LEVELS, PROOF, ROUNDS, found, plan, report, reports

judge = partial(judge_all, only="5")
"""What other families say of a whole site, `test_rule_examples` and the trials tell."""


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ("levels: {3: {value: 2}}", []),
        ("levels: {3: {value: 3}}", ["ITA533"]),
        ("levels: {3: {value: 1}}", ["ITA534"]),
        ("levels: {๓: {value: 3}}", ["ITA533"]),  # the line is found whatever numerals were typed
        ("levels: {3: {value: 3, score: 1}}\nself_score: 1", ["ITA533"]),  # all of it follows from one slip
        (f"levels: {{4: {{value: 89.99, score: 0.8, {PROOF}}}}}", []),
        (f"levels: {{4: {{value: 89.99, score: 1, {PROOF}}}}}", ["ITA530"]),
        (f"levels: {{4: {{value: 89.995, {PROOF}}}}}", []),  # two places: 90
        (f"levels: {{4: {{value: 100.5, {PROOF}}}}}", ["ITA529"]),
        ("levels: {3: {score: 0.6}}", []),  # two reports so far, which nobody had to type
        ("levels: {3: {score: 1}}", ["ITA530"]),
        ("levels: {4: {value: 92}}", ["ITA525"]),
        ("levels: {5: {score: 1}}", []),  # the host's own
        ("levels: {9: {value: 1}}", ["ITA536"]),
    ],
)
def test_levels_of_the_second_report_of_a_round(site: Path, lines: str, codes: list[str]) -> None:
    plan(site, ROUNDS + LEVELS)
    report(site, "2566-02", f"{lines}\n")
    assert [(f.path.rsplit("/", 1)[1], f.code, f.line) for f in judge(site).findings] == [
        ("2566-02.yml", code, 5) for code in codes
    ]


@pytest.mark.parametrize(
    ("stated", "codes"),
    [
        ("1.4", []),  # three months and 80 percent, two of them done: 0.6 and 0.8
        ("2.4", []),  # with the point that is expected of the host
        ("2.2", []),  # with what the host gave
        ("1.8", ["ITA531"]),
        ("3.4", ["ITA531"]),
        ("1.2", ["ITA532"]),
    ],
)
def test_self_score(site: Path, stated: str, codes: list[str]) -> None:
    """By what was filed up to February: two months of the second round; March comes later and changes nothing."""
    plan(site, ROUNDS + LEVELS)
    levels = f"levels: {{4: {{value: 80, {PROOF}}}, 5: {{score: 0.8, expected: 1}}}}\n"
    report(site, "2566-02", f"{levels}self_score: {stated}\n")
    assert found(site) == [("2566-02", code) for code in codes]


@pytest.mark.parametrize(("stated", "codes"), [("0.6", []), ("1.6", []), ("1.7", ["ITA531"]), ("0.5", ["ITA532"])])
def test_self_score_where_a_level_is_not_told(site: Path, stated: str, codes: list[str]) -> None:
    """Nobody said what level 4 came to: it may be worth anything up to its full point."""
    plan(site, ROUNDS + LEVELS)
    report(site, "2566-02", f"self_score: {stated}\n")
    assert found(site) == [("2566-02", code) for code in codes]


def test_a_missing_month_is_one_finding_whatever_later_reports_count(site: Path) -> None:
    plan(site, ROUNDS + LEVELS)
    report(site, "2566-03", f"levels: {{3: {{value: 3, score: 1}}, 4: {{value: 95, {PROOF}}}}}\nself_score: 2\n")
    (site / PROGRAMME / "2566-02.yml").unlink()
    assert found(site) == [("2566-02", "ITA501")]
    report(site, "2566-03", f"levels: {{3: {{value: 4}}, 4: {{value: 95, {PROOF}}}}}\n")
    assert found(site) == [("2566-02", "ITA501"), ("2566-03", "ITA533")]


def test_evidence_of_an_earlier_report_shows_a_level(site: Path) -> None:
    plan(site, ROUNDS + LEVELS)
    reports(site, f"levels: {{4: {{value: 20, {PROOF}}}}}\n", "levels: {4: {value: 95}}\n")
    assert found(site) == []


def test_a_missing_report_may_hold_the_evidence(site: Path) -> None:
    plan(site, ROUNDS + LEVELS)
    report(site, "2566-03", "levels: {4: {value: 95}}\n")
    (site / PROGRAMME / "2566-02.yml").unlink()
    assert found(site) == [("2566-02", "ITA501")]


def test_a_level_is_asked_for_evidence_once_a_round(site: Path) -> None:
    plan(site, ROUNDS + LEVELS)
    reports(site, *["levels: {4: {value: 95}}\n"] * 6)
    assert found(site) == [("2565-12", "ITA525"), ("2566-03", "ITA525")]


def test_a_level_of_activities_is_held_against_the_plan_at_the_end_of_a_round(site: Path) -> None:
    """Earlier reports told of what was done then; the plan tells what is done today."""
    level = f"levels:\n- {{level: 4, name: ผลผลิต, measure: activities, {BANDS}}}\n"
    rows = "".join(f"- {{id: {n}, title: ก, quarters: [2], status: done, {PROOF}}}\n" for n in (1, 2))
    plan(site, f"{ROUNDS}{level}activities:\n{rows}- {{id: 3, title: ก, quarters: [2, 4], status: doing}}\n")
    reports(site, *([""] * 3), "levels: {4: {value: 10}}\n", "", "levels: {4: {value: 100}}\n")
    assert found(site) == []  # the third is not due in the round
    report(site, "2566-03", "levels: {4: {value: 66.67}}\n")
    assert found(site) == [("2566-03", "ITA534")]


def test_a_count_that_nobody_typed_and_no_band_holds(site: Path) -> None:
    plan(site, "levels:\n- {level: 3, name: ก, measure: months, bands: [{from: 1, to: 5, score: 1}]}\n")
    [finding] = judge(site).findings
    assert (finding.code, finding.line) == ("ITA529", 7)
    assert "6 ที่นับได้ถึงเดือนมีนาคม 2566" in finding.message.th


def test_levels_that_the_plan_lacks_are_told_once(site: Path) -> None:
    plan(site)
    reports(site, *["levels: {3: {value: 1}}\n"] * 6)
    [finding] = judge(site).findings
    assert finding.code == "ITA536"
    assert "อีก 5 เดือน" in finding.message.th
