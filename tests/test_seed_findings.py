"""What is wrong in the reports of `test_seed_reports.py`, and that `check` says so at the line, once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from runner import ita_site

SITES = Path(__file__).resolve().parent / "sites"
KPI = "content/2566/programmes/kpi-2-1"
PLAN = f"{KPI}/programme.yml"
CUT = "planning.ana.moph.go.th"


def check(site: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(ita_site("-C", site, "check", "--offline", "--format", "json").out)[
        "findings"
    ]
    return found


@cache
def checked(site: str) -> tuple[dict[str, Any], ...]:
    return tuple(check(SITES / site))


def told(site: str, *codes: str) -> list[tuple[str, str, str]]:
    """Code, file and the line's own words of the findings with these codes."""
    return [(f["code"], f["path"], words(site, f)) for f in checked(site) if f["code"] in codes]


def words(site: str, finding: dict[str, Any]) -> str:
    """The line that a finding is at."""
    lines = (SITES / site / str(finding["path"])).read_text(encoding="utf-8").splitlines()
    return lines[int(finding["line"]) - 1].strip()


def others(site: str, known: Iterable[str]) -> list[tuple[str, str]]:
    """Findings in the folder of programmes whose code is not among the known ones."""
    return [
        (f["code"], f["path"]) for f in checked(site) if "/programmes/" in f["path"] and f["code"] not in set(known)
    ]


# ---- the slides of one month


def test_the_second_2_of_the_misprinted_row_is_told_and_nothing_else_of_that_row() -> None:
    """It overlaps the first 2 and leaves a hole at 3: one slip of the pen, one finding."""
    assert told("monthly-slides", "ITA526", "ITA527", "ITA529") == [("ITA526", PLAN, "- {from: 2, to: 2, score: 0.6}")]


def test_without_the_second_2_the_hole_at_3_is_told(tmp_path: Path) -> None:
    plan = Path(shutil.copytree(SITES / "monthly-slides", tmp_path / "site")) / PLAN
    plan.write_text(plan.read_text(encoding="utf-8").replace("- {from: 2, to: 2, score: 0.6}", ""), encoding="utf-8")
    (finding,) = (f for f in check(tmp_path / "site") if f["code"] in ("ITA526", "ITA527"))
    assert finding["code"] == "ITA527"
    assert (
        plan.read_text(encoding="utf-8").splitlines()[finding["line"] - 1].strip() == "- {from: 4, to: 4, score: 0.8}"
    )


def test_two_rounds_in_one_level_are_told() -> None:
    assert [(code, path) for code, path, _ in told("monthly-slides", "ITA535")] == [("ITA535", PLAN)]


def test_four_points_of_ones_own_are_more_than_one_month_gives() -> None:
    """The slides claim 4 and cite nothing; the site knows one month of five, which is 0.2."""
    assert told("monthly-slides", "ITA531") == [("ITA531", f"{KPI}/2567-02.yml", "self_score: 4")]


def test_slides_tell_nobody_who_reports() -> None:
    assert [path for _, path, _ in told("monthly-slides", "ITA541")] == [f"{KPI}/2567-02.yml"]


def test_nothing_else_is_said_of_the_slides() -> None:
    """Months before the slides have no report here, which the round says (539)."""
    assert others("monthly-slides", ("ITA526", "ITA531", "ITA535", "ITA539", "ITA541")) == []


# ---- memo and form


def test_each_host_with_a_dot_too_many_is_told_once_with_the_right_one() -> None:
    found = [f for f in checked("health-division") if f["code"] == "ITA426"]
    assert len(found) == 2
    for finding, host in zip(found, ("planning.ana.mai.moph.go.th", "planning.anam.ai.moph.go.th"), strict=True):
        assert f"«{host}»" in finding["message"]["th"]
        assert "«planning.anamai.moph.go.th»" in finding["message"]["th"]
        assert f"https://{host}/" in words("health-division", finding)


def test_the_host_that_lacks_letters_does_not_open() -> None:
    """No two hosts are alike there: only opening tells, and the ledger remembers it. Two links, each in plan and month."""
    found = told("health-division", "ITA430")
    assert [(path, text.rsplit("/", 1)[1]) for _, path, text in found] == [
        (f"{KPI}/2566-12.yml", "planning_anti%20corruption67.pdf"),
        (f"{KPI}/2567-02.yml", "Meeting%20Planning%205-67.pdf"),
        (PLAN, "Meeting%20Planning%205-67.pdf"),
        (PLAN, "planning_anti%20corruption67.pdf"),
    ]
    assert all(CUT in f["message"]["th"] for f in checked("health-division") if f["code"] == "ITA430")


def test_october_is_in_the_round_and_was_not_reported() -> None:
    """The round has five months and the form four reports, so that level 3 gives 0.8 at most."""
    assert [path for _, path, _ in told("health-division", "ITA539")] == [PLAN]


def test_nothing_else_is_said_of_memo_and_form() -> None:
    """Fourteen activities with their evidence, four reports in time, points as the bands give them. 436: never opened."""
    assert others("health-division", ("ITA426", "ITA430", "ITA436", "ITA539")) == []


# ---- the table of eight measures


def test_what_the_table_calls_done_without_showing_it_is_told_for_each() -> None:
    assert len(told("sao-follow-up", "ITA521")) == 7


def test_nothing_else_is_said_of_the_measures() -> None:
    assert others("sao-follow-up", ("ITA521",)) == []


@pytest.mark.parametrize("site", ["health-division", "monthly-slides"])
def test_filing_days_are_in_time(site: str) -> None:
    assert told(site, "ITA501", "ITA502", "ITA503", "ITA510", "ITA511", "ITA543") == []
