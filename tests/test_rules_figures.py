"""5xx beyond the examples: progress, percent, groups and money of monthly reports."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from builders import PROGRAMME
from builders import judge as judge_all
from monthly import found, plan, report, reports

judge = partial(judge_all, only="5")
"""What other families say of a whole site, `test_rule_examples` and the trials tell."""


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


@pytest.mark.parametrize(
    ("percents", "wrong"),
    [
        ((10, 20, 20, 40, 50, 100), []),  # nothing gained in a month is no fall
        ((10, 60, 8, 70, 80, 100), ["2565-12"]),
        ((10, 98, 30, 40, 50, 60), ["2565-12"]),  # the slip is November's, and told once
        ((10, None, 5, 40, 50, 60), ["2565-12"]),
    ],
)
def test_progress_that_falls(site: Path, percents: tuple[int | None, ...], wrong: list[str]) -> None:
    reports(site, *("" if p is None else f"progress_percent: {p}\n" for p in percents))
    assert found(site) == [(month, "ITA512") for month in wrong]


@pytest.mark.parametrize(
    ("metric", "codes"),
    [
        ("numerator: 12, denominator: 226, percent: 5.31", []),
        ("numerator: 12, denominator: 226, percent: 5.3", []),
        ("numerator: 12, denominator: 226, percent: 5", []),
        ("numerator: 12, denominator: 226, percent: 5.30", ["ITA515"]),  # as many places as were typed
        ("numerator: 1, denominator: 503, percent: 0.2", []),
        ("numerator: 13, denominator: 729, percent: 1.78", []),
        ("numerator: 388, denominator: 500, percent: 77.60", []),
        ("numerator: 1, denominator: 800, percent: 0.12", []),  # the half goes either way
        ("numerator: 0, denominator: 0, percent: 100", []),  # of nothing there is no share
        ("numerator: 12, percent: 5.31", []),  # a percentage of something that is not told
        ("numerator: 30, denominator: 20, percent: 100", ["ITA518"]),  # not ITA515 too
        ("numerator: 3, denominator: 4, by: {ก: [5, 2], ข: [1, 2]}", ["ITA518"]),  # not ITA519 too
        ("numerator: 3, denominator: 4, by: {ก: [1, 2], ข: [2, 2]}", []),
        ("numerator: 3, denominator: 4, by: {ก: [2, 3], ข: [2, 2]}", ["ITA519"]),
        ("numerator: 3, by: {ก: [1, 9], ข: [2, 9]}", []),  # a plain count has no whole to differ from
        ("numerator: 12, denominator: 226, percent: 9, by: {ก: [1, 9]}", ["ITA515"]),  # one slip, one finding
    ],
)
def test_metrics(site: Path, metric: str, codes: list[str]) -> None:
    report(site, "2566-03", f"metrics:\n- {{name: ก, {metric}}}\n")
    assert [(f.code, f.line) for f in judge(site).findings] == [(code, 6) for code in codes]


def test_both_numbers_are_told(site: Path) -> None:
    report(site, "2566-03", "metrics:\n- {name: ก, numerator: 12, denominator: 1226, percent: 5.31}\n")
    [finding] = judge(site).findings
    assert "12 จาก 1,226 คิดเป็นร้อยละ 0.98 แต่เขียนไว้ 5.31" in finding.message.th
    assert "12 of 1,226 is 0.98 percent, but 5.31 is written" in finding.message.en


@pytest.mark.parametrize(
    ("budget", "spent", "wrong"),
    [
        ("budget_baht: 100\n", (40, 60, 0), []),
        ("budget_baht: 100\n", (40, 61, 5), [("2565-11", "ITA514")]),  # once, where it first passes
        ("budget_baht: 0\n", (0, "0.50"), [("2565-11", "ITA514")]),
        ("", (40, 600), []),  # nobody said what was received
    ],
)
def test_money_and_budget(site: Path, budget: str, spent: tuple[int | str, ...], wrong: list[tuple[str, str]]) -> None:
    plan(site, budget)
    reports(site, *(f"budget_spent_baht: {baht}\n" for baht in spent))
    assert found(site) == wrong


def test_a_stated_sum_passes_the_budget_where_no_month_speaks_of_money(site: Path) -> None:
    plan(site, "budget_baht: 100\nbudget_used_baht: 120\n")
    reports(site, "budget_spent_total_baht: 90\n", "budget_spent_total_baht: 120\n")
    assert found(site) == [("2565-11", "ITA514")]


def test_sums_of_money(site: Path) -> None:
    """One slip moves every later sum by the same amount: told once; a sum of its own that is wrong, too."""
    rows = [f"budget_spent_baht: 10\nbudget_spent_total_baht: {total}\n" for total in (10, 25, 35, 45, 50, 65)]
    reports(site, *rows)
    plan(site, "budget_used_baht: 65\n")
    assert found(site) == [("2565-11", "ITA517"), ("2566-03", "ITA517")]
    plan(site, "budget_used_baht: 70\n")
    assert found(site)[-1] == ("programme", "ITA517")


def test_a_slip_in_the_money_of_a_month_is_one_finding(site: Path) -> None:
    """It passes the budget, and the stated sum differs."""
    plan(site, "budget_baht: 100\nbudget_used_baht: 50\n")
    reports(site, "budget_spent_baht: 10\n", "budget_spent_baht: 400\n")
    assert found(site) == [("programme", "ITA517")]


def test_a_missing_month_may_account_for_more_money_but_not_for_less(site: Path) -> None:
    plan(site)
    for total, code in ((50, []), (5, [("2565-12", "ITA517")])):
        reports(site, "budget_spent_baht: 10\n", "", f"budget_spent_baht: 10\nbudget_spent_total_baht: {total}\n")
        (site / PROGRAMME / "2565-11.yml").unlink()
        assert [one for one in found(site) if one[1] != "ITA501"] == code
