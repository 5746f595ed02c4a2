"""The agency's own estimate: what would score 0 today, and what it is worth."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from builders import ITEMS, judge
from hypothesis import given
from hypothesis import strategies as st

from ita_site.criteria import load_edition
from ita_site.findings import Finding, Gate, Report, Severity
from ita_site.forecast import forecast, zero_items
from ita_site.numerals import rounded
from ita_site.text import Text

EDITION = load_edition(2566)
CODES = list(EDITION.items)
WORDS = Text("ก", "a")


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


def finding(item: str | None, severity: Severity = Severity.ERROR, *, is_gap: bool = False) -> Finding:
    path = f"{ITEMS}/o01.yml"
    return Finding("ITA999", "made-up", severity, path, 1, 1, item, None, WORDS, WORDS, is_gap)


def report(*findings: Finding) -> Report:
    return Report(2566, 1, Gate.PUBLISH, date(2023, 3, 31), findings)


def test_without_findings_everything_counts() -> None:
    estimate = forecast(EDITION, report())
    assert (estimate.score, estimate.lost, estimate.open_items, dict(estimate.worth)) == (100, 0, (), {})
    assert estimate.indicators == {"9": 100, "10": 100}
    assert set(estimate.subs.values()) == {100}


def test_what_is_worth_most_comes_first() -> None:
    codes = ["O10", "O7", "O1", "O12", "O34", "O27", "O43", "O42", "O7"]
    estimate = forecast(EDITION, report(*map(finding, codes)))
    assert estimate.open_items == ("O42", "O43", "O34", "O27", "O12", "O1", "O7", "O10")
    points = [str(rounded(estimate.worth[code])) for code in estimate.open_items]
    assert points == ["2.00", "2.00", "1.25", "1.00", "0.50", "0.40", "0.40", "0.40"]
    assert list(estimate.worth) == ["O1", "O7", "O10", "O12", "O27", "O34", "O42", "O43"]
    assert estimate.lost == Decimal("7.95")


def test_the_two_open_items_of_the_issue() -> None:
    estimate = forecast(EDITION, report(finding("O7"), finding("O42")))
    assert [(code, estimate.worth[code]) for code in estimate.open_items] == [("O42", 2), ("O7", Decimal("0.4"))]
    assert (estimate.subs["10.2"], estimate.subs["9.1"]) == (80, 90)
    assert (estimate.indicators["10"], estimate.indicators["9"]) == (90, 98)
    assert (estimate.score, estimate.lost) == (94, Decimal("2.4"))


def test_only_what_blocks_counts() -> None:
    open_ = zero_items(
        EDITION,
        report(
            finding("O1", Severity.WARNING), finding("O2", Severity.NOTICE), finding("O3"), finding(None),
            finding("O44"), finding("O4", Severity.WARNING, is_gap=True), finding("O5", Severity.NOTICE, is_gap=True),
        ),
    )  # fmt: skip
    assert open_ == {"O3", "O4"}


@given(st.lists(st.sampled_from(CODES)), st.sampled_from(CODES))
def test_one_more_open_item_costs_what_it_is_worth(codes: list[str], another: str) -> None:
    before = forecast(EDITION, report(*map(finding, codes)))
    after = forecast(EDITION, report(*map(finding, [another, *codes])))
    assert 0 <= after.score <= before.score <= 100
    assert before.lost == (100 - before.score) * EDITION.assessment.own.weight
    if another not in codes:
        assert after.lost - before.lost == after.worth[another] > 0
    assert set(after.open_items) == set(after.worth) == {another, *codes}


def test_a_draft_is_estimated_like_a_publish(site: Path) -> None:
    (site / ITEMS / "o42.yml").unlink()
    (site / ITEMS / "o07.yml").unlink()
    for gate in Gate:
        estimate = forecast(EDITION, judge(site, gate))
        assert estimate.open_items[0] == "O42"
        assert {"O42", "O7"} <= set(estimate.open_items)
