"""5xx beyond the examples: what a plan says of its rounds, bands and activities, and mistakes that readers of files find."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from builders import PROGRAMME, codes, lay, places
from builders import judge as judge_all

PLAN = f"{PROGRAMME}/programme.yml"
MARCH = f"{PROGRAMME}/2566-03.yml"
HEAD = "id: kpi-2-1\nname: แผนงาน\nkind: kpi\nstart: 2565-10\nend: 2566-03\n"
REPORT = "month: 2566-03\nsubmitted: 2566-04-07\nactions: [{text: ประชุม}]\nreporter: {name: งานบริหารทั่วไป}\n"
URL = "https://www.agency.example/kpi-2-1/a.pdf"

judge = partial(judge_all, only="56")
"""What other families say of a whole site, `test_rule_examples` and the trials tell."""


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


def plan(site: Path, more: str) -> list[tuple[int, str]]:
    """Lines (from 1, of `more`) and codes of what is found with such a plan."""
    lay(site, PLAN, HEAD + more)
    return [
        (line - HEAD.count("\n"), code) for path, line, code in sorted(places(judge(site).findings)) if path == PLAN
    ]


def bands(measure: str, *typed: str) -> str:
    return f"levels:\n- level: 4\n  name: ผลผลิต\n  measure: {measure}\n  bands:\n" + "".join(
        f"  - {{{band}, score: 1}}\n" for band in typed
    )


@pytest.mark.parametrize(
    ("measure", "typed", "found"),
    [
        ("percent", ("to: 59.99", "from: 60"), []),
        ("percent", ("from: 60", "to: 59.99"), []),  # in any order
        ("percent", ("to: 59", "from: 60"), [(7, "ITA527")]),
        ("percent", ("to: 60", "from: 60"), [(7, "ITA526")]),
        ("percent", ("from: 90, to: 100",), []),  # below the lowest band is no hole: it earns nothing
        ("activities", ("to: 59.9", "from: 60"), [(7, "ITA527")]),
        ("months", ("to: 1", "from: 2"), []),  # months are whole
        ("months", ("to: 1", "from: 3"), [(7, "ITA527")]),
        ("months", ("from: 1, to: 1", "from: 2, to: 2", "from: 2, to: 2", "from: 4, to: 4"), [(8, "ITA526")]),  # a slip of the seed, once
        ("months", ("from: 3, to: 1", "from: 4"), [(6, "ITA528")]),
        ("percent", ("from: 0", "from: 10, to: 20", "from: 30, to: 40"), [(7, "ITA526"), (8, "ITA526")]),
        ("host", ("from: 0, to: 10", "from: 50, to: 60"), []),  # others know what values they give
        ("host", ("from: 0, to: 10", "from: 5, to: 60"), [(7, "ITA526")]),
    ],
)  # fmt: skip
def test_bands(site: Path, measure: str, typed: tuple[str, ...], found: list[tuple[int, str]]) -> None:
    assert plan(site, bands(measure, *typed)) == found


def test_a_level_twice_is_one_finding(site: Path) -> None:
    """Its reports and their own scores are not judged by a plan that counts it twice."""
    level = "- {level: 4, name: ผลผลิต, measure: months, bands: [{to: 6, score: 1}]}\n"
    lay(site, MARCH, f"{REPORT}self_score: 1\n")
    assert plan(site, f"levels:\n{level}{level}") == [(3, "ITA537")]
    assert len(judge(site).findings) == 1


@pytest.mark.parametrize(
    ("rounds", "found"),
    [
        ("- {id: a, months: [2565-10, 2565-11]}\n- {id: b, months: [2565-11, 2565-12]}", [(3, "ITA538")]),
        ("- {id: a, months: [2565-10, 2565-11]}\n- {id: b, months: [2565-11, 2565-10]}", [(3, "ITA538")]),  # once a round
        ("- {id: a, months: [2565-10, 2565-10]}", [(2, "ITA538")]),
        ("- {id: a, months: [2565-09, 2565-08, 2565-10]}", [(2, "ITA539")]),
        ("- {id: a, months: []}", [(2, "ITA214")]),
    ],
)  # fmt: skip
def test_rounds(site: Path, rounds: str, found: list[tuple[int, str]]) -> None:
    assert plan(site, f"rounds:\n{rounds}\n") == found


def activity(*lines: str, status: str = "done") -> str:
    return f'activities:\n- id: "1"\n  title: ประชุม\n  status: {status}\n' + "".join(f"  {line}\n" for line in lines)


@pytest.mark.parametrize("again", ["1", "๑", '" 1"', '"๑ "'])
def test_numbers_of_activities_as_people_read_them(site: Path, again: str) -> None:
    text = f"activities:\n- {{id: 1, title: ประชุม}}\n- {{id: {again}, title: อบรม}}\n"
    assert plan(site, text) == [(3, "ITA520")]


def test_what_shows_that_an_activity_is_done(site: Path) -> None:
    """Evidence of follow-ups counts, and what a report gives under the activity's number; the line is that of the status."""
    assert plan(site, activity()) == [(4, "ITA521")]
    followups = ("followups:", "- {no: 1, status: doing}", "- {no: 2, status: done}")
    followed = activity(*followups).replace("  status: done\n", "", 1)
    assert plan(site, followed) == [(6, "ITA521")]
    shown = activity(*followups[:2], f"- {{no: 2, status: done, evidence: [{{url: {URL}}}]}}")
    assert plan(site, shown.replace("  status: done\n", "", 1)) == []
    lay(site, MARCH, REPORT.replace("{text: ประชุม}", f"{{text: ประชุม, activity: ๑, evidence: [{{url: {URL}}}]}}"))
    assert plan(site, activity()) == []


@pytest.mark.parametrize(
    ("quarters", "day", "is_found"),
    [
        ("[1]", "2565-10-01", False),
        ("[1]", "2566-01-10", False),  # the report of December is due on that day
        ("[1]", "2566-01-11", True),
        ("[1]", "2565-09-30", True),
        ("[1]", "2564-11-01", True),  # a slip of the year
        ("[1, 3]", "2566-02-01", True),
        ("[4]", "2566-09-30", False),
        ("[]", "2564-11-01", False),  # no quarter is planned
    ],
)
def test_evidence_and_quarters(site: Path, quarters: str, day: str, is_found: bool) -> None:
    said = plan(site, activity(f"quarters: {quarters}", "evidence:", f"- {{on: {day}, url: {URL}}}"))
    assert said == ([(7, "ITA522")] if is_found else [])


def test_evidence_tells_its_quarter_and_the_planned_ones(site: Path) -> None:
    plan(site, activity("quarters: [3, 4]", "evidence:", "- date: 2566-02-01", f"  url: {URL}"))
    [finding] = judge(site).findings
    assert finding.line == HEAD.count("\n") + 7
    assert "ไตรมาส 2 ของปีงบประมาณ 2566 (ม.ค.–มี.ค. 2566)" in finding.message.th
    assert "ไตรมาส 3, 4" in finding.message.th
    assert "quarter 2 of fiscal year 2566" in finding.message.en


def test_quarters_of_a_programme_that_touches_two_fiscal_years(site: Path) -> None:
    """Its first quarter may be that of the second year; a day a year after all of it is a slip."""
    head = HEAD.replace("end: 2566-03", "end: 2566-12")
    for day, count in (("2565-11-01", 0), ("2566-09-01", 1)):
        lay(site, PLAN, head + activity("quarters: [1]", "evidence:", f"- {{on: {day}, url: {URL}}}"))
        assert codes(judge(site, as_of="2566-09-30")).count("ITA522") == count
    lay(site, PLAN, head + activity("quarters: [1]", "evidence:", f"- {{on: 2566-11-01, url: {URL}}}"))
    assert "ITA522" not in codes(judge(site, as_of="2566-11-09"))


def test_wrong_quarters_are_told_once_for_all_evidence_of_a_quarter(site: Path) -> None:
    proofs = [f"- {{on: {day}, url: {URL}}}" for day in ("2566-02-01", "2565-11-01", "2566-03-01")]
    plan(site, activity("quarters: [3]", "evidence:", *proofs))
    first, second = judge(site).findings
    assert "(และหลักฐานอีก 1 รายการ)" in first.message.th
    assert "(and 1 more)" in first.message.en
    assert "อีก" not in second.message.th


def test_an_activity_is_overdue_after_its_quarter_of_the_second_fiscal_year(site: Path) -> None:
    head = HEAD.replace("end: 2566-03", "end: 2566-12")
    lay(site, MARCH, REPORT)  # the site's own says 100 percent, which ITA513 speaks of
    lay(site, PLAN, head + activity("quarters: [4, 1]", status="doing"))
    for day, is_found in (("2566-10-05", False), ("2567-01-05", True)):
        said = [f.message.th for f in judge(site, as_of=day).findings if f.code == "ITA523"]
        assert ["พ้นไตรมาส 1 " in words for words in said] == [True] * is_found


def test_a_follow_up_may_come_after_the_quarters(site: Path) -> None:
    text = activity(
        "quarters: [1]", "followups:", f"- {{no: 2, status: done, evidence: [{{on: 2566-08-01, url: {URL}}}]}}"
    )
    assert plan(site, text) == []


@pytest.mark.parametrize(("status", "found"), [("doing", ["ITA523"]), ("not-started", ["ITA523"]), ("done", [])])
def test_overdue(site: Path, status: str, found: list[str]) -> None:
    lay(site, MARCH, f"{REPORT}progress_percent: 90\n")
    text = activity("quarters: [1, 2]", f"evidence: [{{url: {URL}}}]", status=status)
    assert [code for _, code in plan(site, text)] == found
    if found:
        assert codes(judge(site, as_of="2566-03-31")).count("ITA523") == 0  # the quarter is not over


def test_100_percent_with_an_overdue_activity_is_one_finding(site: Path) -> None:
    rows = "".join(f"- {{id: {n}, title: กิจกรรม {n}, quarters: [1], status: doing}}\n" for n in range(1, 6))
    assert plan(site, f"activities:\n{rows}") == []
    [finding] = judge(site).findings
    assert (finding.code, finding.path) == ("ITA513", MARCH)
    assert "5 กิจกรรม" in finding.message.th
    assert "1 «กิจกรรม 1», 2 «กิจกรรม 2», 3 «กิจกรรม 3» เป็นต้น" in finding.message.th


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("13", "กิจกรรม 1-3"), ("ประชุมคณะทำงาน", "1-2"), ("99", "1-1, 1-2, 1-3")],
)
def test_an_unknown_activity_names_the_one_that_was_meant(site: Path, typed: str, meant: str) -> None:
    rows = ("- {id: 1-1, title: ออกคำสั่ง}", "- {id: 1-2, title: ประชุมคณะทำงาน}", "- {id: 1-3, title: กิจกรรม 1-3}")
    lay(site, MARCH, REPORT + f"next: [{{text: ประชุม, activity: {typed}}}]\n")
    plan(site, "activities:\n" + "\n".join(rows) + "\n")
    [finding] = judge(site).findings
    assert (finding.code, finding.line) == ("ITA524", 5)
    assert meant in finding.fix.th


def test_activities_are_named_by_thai_numerals_too(site: Path) -> None:
    lay(site, MARCH, REPORT + "next: [{text: ประชุม, activity: ๑}]\n")
    assert judge(site).findings == ()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("budget_baht: -5", "ITA206"),
        ("deadline_day: 31", "ITA206"),
        ("activities: [{id: 1, title: ก, quarters: [0]}]", "ITA206"),
        ("activities: [{id: 1, title: ก, quarters: [5]}]", "ITA206"),
        ("activities: [{id: 1, title: ก, budget_baht: -1}]", "ITA206"),
        ("background: ผู้ร้องโทร 089-123-4567", "ITA604"),
        ("background: เลขประจำตัวประชาชน 1-1000-00000-00-8", "ITA601"),
    ],
)  # fmt: skip
def test_slips_in_a_plan_are_one_finding_at_the_line(site: Path, line: str, code: str) -> None:
    assert plan(site, f"{line}\n") == [(1, code)]
    assert len(judge(site).findings) == 1


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("progress_percent: 101", "ITA206"),
        ("metrics: [{name: ก, numerator: 1, denominator: 2, percent: 101}]", "ITA206"),
        ("metrics: [{name: ก, numerator: -1}]", "ITA206"),
        ("budget_spent_baht: -1", "ITA206"),
        ("month: 2566-03", "ITA106"),
        ("problems: ผู้ร้องโทร 089-123-4567", "ITA604"),
        ("problems: เลขประจำตัวประชาชน 1-1000-00000-00-8", "ITA601"),
    ],
)  # fmt: skip
def test_slips_in_a_report_are_one_finding_at_the_line(site: Path, line: str, code: str) -> None:
    lay(site, MARCH, f"{REPORT}{line}\n")
    assert places(judge(site).findings) == {(MARCH, 5, code)}
