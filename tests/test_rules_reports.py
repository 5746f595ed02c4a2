"""5xx beyond the examples: the rounds that a monthly report names, and the days of its actions."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from builders import PROGRAMME, codes, lay
from builders import judge as judge_all
from monthly import LEVELS, ROUNDS, found, plan, report

judge = partial(judge_all, only="5")
"""What other families say of a whole site, `test_rule_examples` and the trials tell."""


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


@pytest.mark.parametrize(
    ("month", "more", "text", "is_found"),
    [
        ("2566-02", "", "สรุป รอบ ๓ เดือนแรก", True),
        ("2566-02", "", "สรุป รอบ3เดือนหลัง", False),
        ("2566-02", "", "สรุปรอบ 13 เดือนแรก", False),
        ("2566-02", "levels: {5: {text: รอบ 3 เดือนแรก}}\n", "ประชุม", True),
        ("2566-02", "next: [{text: สรุปรอบ 3 เดือนแรก}]\n", "ประชุม", True),
        ("2565-12", "next: [{text: เริ่มรอบ 3 เดือนหลัง}]\n", "ประชุม", False),  # the last report looks ahead
    ],
)
def test_names_of_rounds(site: Path, month: str, more: str, text: str, is_found: bool) -> None:
    plan(site, ROUNDS + LEVELS)
    report(site, month, more, text)
    assert found(site) == ([(month, "ITA535")] if is_found else [])


def test_names_of_rounds_that_hold_one_another(site: Path) -> None:
    """«รอบที่ 1» is part of «รอบที่ 1 เพิ่มเติม», and no part of «รอบที่ 12»."""
    plan(site, ROUNDS.replace("รอบ 3 เดือนแรก", "รอบที่ 1").replace("รอบ 3 เดือนหลัง", "รอบที่ 1 เพิ่มเติม"))
    report(site, "2566-02", "", "ผลรอบที่ 1 เพิ่มเติม และรอบที่ 12")
    report(site, "2565-11", "", "ผลรอบที่ 1")
    assert found(site) == []
    report(site, "2565-11", "", "ผลรอบที่ 1 เพิ่มเติม")
    assert found(site) == [("2565-11", "ITA535")]


def test_requirements_that_name_two_rounds(site: Path) -> None:
    """As printed in a real form."""
    requires = "requires: รายงานรอบ ๓ เดือนแรก และผลตามแผน รอบ 3 เดือนหลัง"
    plan(site, ROUNDS + LEVELS.replace("name: ผลผลิต", f"name: ผลผลิต, {requires}"))
    assert found(site) == [("programme", "ITA535")]


@pytest.mark.parametrize(
    ("action", "codes"),
    [
        ("{on: , text: ประชุม}", ["ITA542"]),
        ("{date: , text: ประชุม}", ["ITA542"]),
        ("{on: , due: 2566-03-20, text: ประชุม}", ["ITA542"]),  # promised, and not yet confirmed
        ("{due: 2566-03-20, text: ประชุม}", []),
        ("{text: ประชุม}", []),
        ("{on: 2566-04-08, text: ประชุม}", []),  # on the day it was submitted
        ("{on: 2566-04-09, text: ประชุม}", ["ITA543"]),
        ("{date: 2566-04-09, text: ประชุม}", ["ITA543"]),
        ("{on: 2576-03-09, text: ประชุม}", ["ITA218"]),  # a day to come is told once
    ],
)
def test_days_of_actions(site: Path, action: str, codes: list[str]) -> None:
    lay(
        site,
        f"{PROGRAMME}/2566-03.yml",
        f"month: 2566-03\nsubmitted: 2566-04-08\nreporter: {{name: งานบริหารทั่วไป}}\nactions:\n- {action}\n",
    )
    assert [(f.code, f.line) for f in judge(site).findings] == [(code, 5) for code in codes]


@pytest.mark.parametrize(("as_of", "found"), [("2566-04-10", ["ITA544"]), ("2566-04-11", ["ITA214"])])
def test_a_report_begun_early_blocks_nothing_until_it_is_due(site: Path, as_of: str, found: list[str]) -> None:
    lay(site, f"{PROGRAMME}/2566-03.yml", "month: 2566-03\nsubmitted:\nactions: [{text: ประชุม}]\n")
    report = judge(site, as_of=as_of)
    assert [c for c in codes(report) if c != "ITA218"] == found
    assert report.blocked == (found != ["ITA544"])
