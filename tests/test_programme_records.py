"""What officers type into programmes and reports: what is understood, and what is refused, once and at its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from builders import PROGRAMME, judge, lay
from plans import FULL_PLAN, FULL_REPORT, LINK, OCT, PLAN, REPORT

from ita_site.dates import Month, parse_when
from ita_site.records import ActivityStatus, MonthlyReport, Programme, read_record


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


def plan(**fields: Any) -> Programme:
    record, problems = read_record(Programme, PLAN | fields)
    assert record is not None, problems
    return record


def month(**fields: Any) -> MonthlyReport:
    record, problems = read_record(MonthlyReport, REPORT | fields)
    assert record is not None, problems
    return record


# -- what is understood


def test_a_full_plan_keeps_everything() -> None:
    record, problems = read_record(Programme, FULL_PLAN)
    assert record is not None, problems
    assert set(Programme.model_fields) == set(FULL_PLAN)
    assert (record.budget_baht, record.budget_used_baht, record.year_be) == (Decimal("120000.50"), 1250, 2567)
    assert (record.months[0], record.months[-1], len(record.months)) == (OCT, Month(2024, 9), 12)
    assert [(link.code, link.text) for link in record.strategy] == [
        ("", "ยุทธศาสตร์ที่ 6"), ("6.2", "ภาครัฐโปร่งใส"), ("", "6"),
    ]  # fmt: skip
    (activity,) = record.activities
    assert (activity.id, activity.quarters, activity.standing) == ("1", (1, 2, 3), ActivityStatus.DOING)
    assert (activity.target_quantitative, activity.target_qualitative) == (True, "เข้าใจตรงกัน")
    assert [proof.on for proof in activity.proofs] == [date(2023, 12, 4), date(2023, 12, 27), None]
    assert record.rounds[2].months == (Month(2024, 8),)


def test_a_full_report_keeps_everything() -> None:
    record, problems = read_record(MonthlyReport, FULL_REPORT)
    assert record is not None, problems
    assert set(MonthlyReport.model_fields) == set(FULL_REPORT)
    assert [action.on for action in record.actions] == [date(2024, 2, 23), date(2024, 2, 22), None]
    assert record.actions[2].due == date(2024, 3, 8)
    assert record.metrics[0].by == {"ข้าราชการ": (12, 226), "พนักงานราชการ": (1, 503)}
    assert (record.metrics[0].percent, record.metrics[1].numerator) == (Decimal("1.78"), 1388)
    assert (record.progress_percent, record.budget_spent_baht) == (80, Decimal("1250.50"))
    assert (record.on_plan, record.on_target) == (True, False)
    assert sorted(record.levels) == [3, 5]
    assert record.memo is not None and record.memo.date == date(2024, 3, 5)


@pytest.mark.parametrize(
    "typed", ["1,250.50", "๑,๒๕๐.๕๐", "1250.50 บาท", "1250.5บาท", " 1,250.50 ", Decimal("1250.50")]
)
def test_money_as_typed(typed: Any) -> None:
    assert month(budget_spent_baht=typed).budget_spent_baht == Decimal("1250.50")
    assert plan(budget_baht=typed).budget_baht == Decimal("1250.50")


@pytest.mark.parametrize("typed", ["5.31", "๕.๓๑", "5.31%", "5.31 %", "๕.๓๑ %", Decimal("5.31")])
def test_percent_as_typed(typed: Any) -> None:
    assert month(progress_percent=typed).progress_percent == Decimal("5.31")


def test_a_percent_out_of_a_spreadsheet() -> None:
    assert month(progress_percent="5.30973451327434").progress_percent == Decimal("5.30973451327434")


@pytest.mark.parametrize(
    "typed",
    ["2567-03-08", "8 มี.ค. 67", "8 มี.ค.67", "8/3/2567", "08/03/67", "๘ มีนาคม ๒๕๖๗", "2024-03-08", "วันที่ 8 มี.ค. 2567"],
)
@pytest.mark.parametrize("name", ["on", "date"])
def test_days_as_typed(typed: str, name: str) -> None:
    day = date(2024, 3, 8)
    record = month(
        submitted=typed, actions=[{"text": "ก", name: typed, "due": typed, "evidence": [{name: typed, **LINK}]}]
    )
    assert (record.submitted, record.actions[0].on, record.actions[0].due) == (day, day, day)
    assert record.actions[0].evidence[0].on == day
    followups = [{"no": 1, name: typed}]
    assert plan(activities=[{"id": 1, "title": "ก", "followups": followups}]).activities[0].followups[0].on == day


@pytest.mark.parametrize(
    "typed", ["2566-10", "ต.ค. 66", "ตุลาคม ๒๕๖๖", "10/2566", "2023-10", "1 ต.ค. 2566", "31/10/2566"]
)
def test_a_programme_starts_in_a_month_or_on_a_day(typed: str) -> None:
    assert plan(start=typed).months[0] == OCT
    assert plan(end=typed, start=typed if "-10" in typed else "2566-10").months == (OCT,)


def test_a_day_is_kept_and_a_month_has_its_ends() -> None:
    day, whole = parse_when("15 ต.ค. 2566"), parse_when("ต.ค. 2566")
    assert (day.day, day.first_day, day.last_day) == (date(2023, 10, 15),) * 3
    assert (whole.day, whole.first_day, whole.last_day) == (None, date(2023, 10, 1), date(2023, 10, 31))
    assert parse_when("ก.พ. 2567").last_day == date(2024, 2, 29)
    # one day is a programme too; so is a month that ends on a day of it
    assert plan(start="15 ต.ค. 2566", end="15 ต.ค. 2566").months == (OCT,)
    assert plan(start="15 ต.ค. 2566", end="2566-10").months == (OCT,)
    assert plan(start="2566-10", end="1 ต.ค. 2566").months == (OCT,)


def test_a_day_left_blank_beside_the_other_name_of_it() -> None:
    for blank in (None, ""):
        for name, other in (("on", "date"), ("date", "on")):
            assert month(actions=[{"text": "ก", name: blank, other: "2567-02-23"}]).actions[0].on == date(2024, 2, 23)
    assert month(actions=[{"text": "ก", "on": None, "date": None}]).actions[0].on is None


def test_a_small_number_is_told_as_it_was_typed() -> None:
    record, problems = read_record(MonthlyReport, {**REPORT, "title": Decimal("0.0000001"), "no": Decimal("0.0000001")})
    assert record is None
    assert [p.values["value"] for p in problems] == ["0.0000001"]
    found = month(title=Decimal("0.0000001"))
    assert found.title == "0.0000001"


# -- what is refused

BAD_REPORT: list[tuple[dict[str, Any], str, tuple[str | int, ...]]] = [
    ({"month": "2567-13"}, "bad-month", ("month",)),
    ({"month": "กุมภา"}, "bad-month", ("month",)),
    ({"submitted": "31 ก.พ. 2567"}, "bad-date", ("submitted",)),
    ({"submitted": "2567-02"}, "bad-date", ("submitted",)),
    ({"progress_percent": "100.01"}, "out-of-range", ("progress_percent",)),
    ({"progress_percent": "101%"}, "out-of-range", ("progress_percent",)),
    ({"progress_percent": -1}, "out-of-range", ("progress_percent",)),
    ({"progress_percent": "มาก"}, "not-a-number", ("progress_percent",)),
    ({"progress_percent": "1e1"}, "not-a-number", ("progress_percent",)),
    ({"progress_percent": ".nan"}, "not-a-number", ("progress_percent",)),
    ({"progress_percent": f"5.{'0' * 18}1"}, "not-a-number", ("progress_percent",)),
    ({"budget_spent_baht": "-5"}, "out-of-range", ("budget_spent_baht",)),
    ({"budget_spent_baht": "12,50"}, "not-a-number", ("budget_spent_baht",)),
    ({"budget_spent_baht": True}, "not-a-number", ("budget_spent_baht",)),
    ({"budget_spent_baht": "9," + "999," * 6 + "999"}, "not-a-number", ("budget_spent_baht",)),
    ({"budget_spent_total_baht": "-0.01"}, "out-of-range", ("budget_spent_total_baht",)),
    ({"no": 0}, "out-of-range", ("no",)),
    ({"no": "1.5"}, "not-whole", ("no",)),
    ({"on_plan": "ใช่"}, "not-yes-no", ("on_plan",)),
    ({"actions": []}, "blank", ("actions",)),
    ({"actions": None}, "blank", ("actions",)),
    ({"actions": "ประชุม"}, "wrong-kind", ("actions",)),
    ({"actions": [{"text": " "}]}, "blank", ("actions", 0, "text")),
    ({"actions": [{"on": "2567-02-01"}]}, "missing-field", ("actions", 0, "text")),
    ({"actions": [{"text": "ก", "on": "เมื่อวาน"}]}, "bad-date", ("actions", 0, "on")),
    ({"actions": [{"text": "ก", "date": "เมื่อวาน"}]}, "bad-date", ("actions", 0, "date")),
    ({"actions": [{"text": "ก", "on": "2567-02-01", "date": "2567-02-02"}]}, "exactly-one", ("actions", 0)),
    ({"actions": [{"text": "ก", "on": "?", "date": "?"}]}, "exactly-one", ("actions", 0)),
    ({"actions": [{"text": "ก", "evidence": [{}]}]}, "exactly-one", ("actions", 0, "evidence", 0)),
    ({"actions": [{"text": "ก", "evidence": [{**LINK, "file": "a"}]}]}, "exactly-one", ("actions", 0, "evidence", 0)),
    (
        {"actions": [{"text": "ก", "evidence": [{**LINK, "page": 0}]}]},
        "out-of-range",
        ("actions", 0, "evidence", 0, "page"),
    ),
    ({"metrics": [{"name": "ก", "numerator": -1}]}, "out-of-range", ("metrics", 0, "numerator")),
    ({"metrics": [{"name": "ก", "numerator": "12.5"}]}, "not-whole", ("metrics", 0, "numerator")),
    ({"metrics": [{"name": "ก"}]}, "missing-field", ("metrics", 0, "numerator")),
    ({"metrics": [{"name": "ก", "numerator": 1, "percent": 101}]}, "out-of-range", ("metrics", 0, "percent")),
    ({"metrics": [{"name": "ก", "numerator": 1, "by": {"ข": ["x", 2]}}]}, "not-a-number", ("metrics", 0, "by", "ข", 0)),
    ({"metrics": [{"name": "ก", "numerator": 1, "by": {"ข": 3}}]}, "wrong-kind", ("metrics", 0, "by", "ข")),
    ({"metrics": [{"name": "ก", "numerator": 1, "by": {"ข": [1, 2, 3]}}]}, "wrong-kind", ("metrics", 0, "by", "ข")),
    ({"metrics": [{"name": "ก", "numerator": 1, "by": {"ข": [1]}}]}, "missing-field", ("metrics", 0, "by", "ข", 1)),
    ({"levels": {"3": {"score": 101}}}, "out-of-range", ("levels", "3", "score")),
    ({"levels": {"3": {"value": "ห้า"}}}, "not-a-number", ("levels", "3", "value")),
    ({"levels": {"3": 5}}, "wrong-kind", ("levels", "3")),
    ({"levels": [5]}, "wrong-kind", ("levels",)),
    ({"self_score": "-1"}, "out-of-range", ("self_score",)),
    ({"next": [{"text": "ก", "due": "2567-02"}]}, "bad-date", ("next", 0, "due")),
    ({"reporter": {"position": "ก"}}, "missing-field", ("reporter", "name")),
    ({"reporter": "ก"}, "wrong-kind", ("reporter",)),
    ({"memo": {"date": "?"}}, "bad-date", ("memo", "date")),
    ({"memo": {"signed": "ก"}}, "unknown-field", ("memo", "signed")),
    ({"budget": 5}, "unknown-field", ("budget",)),
]
ONE = {"id": "1", "title": "ก"}
BAD_PLAN: list[tuple[dict[str, Any], str, tuple[str | int, ...]]] = [
    ({"end": "2566-09"}, "period-order", ()),
    ({"start": "2 ต.ค. 2566", "end": "1 ต.ค. 2566"}, "period-order", ()),
    ({"start": "2566"}, "bad-month", ("start",)),
    ({"end": "2567-13"}, "bad-month", ("end",)),
    ({"kind": "โครงการ"}, "bad-choice", ("kind",)),
    ({"reports": "weekly"}, "bad-choice", ("reports",)),
    ({"budget_baht": "-1"}, "out-of-range", ("budget_baht",)),
    ({"budget_used_baht": "มาก"}, "not-a-number", ("budget_used_baht",)),
    ({"deadline_day": 29}, "out-of-range", ("deadline_day",)),
    ({"deadline_day": 0}, "out-of-range", ("deadline_day",)),
    ({"fiscal_year": 2024}, "out-of-range", ("fiscal_year",)),
    ({"objectives": "หนึ่ง"}, "wrong-kind", ("objectives",)),
    ({"strategy": [{"code": "1"}]}, "missing-field", ("strategy", 0, "text")),
    ({"strategy": [""]}, "blank", ("strategy", 0, "text")),
    ({"strategy": "ก"}, "wrong-kind", ("strategy",)),
    ({"links": [{"title": "ก"}]}, "exactly-one", ("links", 0)),
    ({"rounds": [{"id": "a", "months": []}]}, "blank", ("rounds", 0, "months")),
    ({"rounds": [{"id": "a", "months": ["2567-13"]}]}, "bad-month", ("rounds", 0, "months", 0)),
    ({"levels": [{"level": 0, "name": "ก"}]}, "out-of-range", ("levels", 0, "level")),
    ({"levels": [{"level": 1, "name": "ก", "measure": "เดือน"}]}, "bad-choice", ("levels", 0, "measure")),
    ({"levels": [{"level": 1, "name": "ก", "bands": [{"from": 1}]}]}, "missing-field", ("levels", 0, "bands", 0, "score")),
    ({"levels": [{"level": 1, "name": "ก", "bands": [{"from": "ก", "score": 1}]}]}, "not-a-number", ("levels", 0, "bands", 0, "from")),
    ({"activities": [{**ONE, "quarters": [0]}]}, "out-of-range", ("activities", 0, "quarters", 0)),
    ({"activities": [{**ONE, "quarters": [1, 5]}]}, "out-of-range", ("activities", 0, "quarters", 1)),
    ({"activities": [{**ONE, "quarters": ["ไตรมาส 1"]}]}, "not-a-number", ("activities", 0, "quarters", 0)),
    ({"activities": [{**ONE, "quarters": 1}]}, "wrong-kind", ("activities", 0, "quarters")),
    ({"activities": [{**ONE, "status": "เสร็จ"}]}, "bad-choice", ("activities", 0, "status")),
    ({"activities": [{**ONE, "budget_baht": "-5"}]}, "out-of-range", ("activities", 0, "budget_baht")),
    ({"activities": [{**ONE, "target_qualitative": [1]}]}, "not-text", ("activities", 0, "target_qualitative")),
    ({"activities": [{"id": "1"}]}, "missing-field", ("activities", 0, "title")),
    ({"activities": [{**ONE, "followups": [{"result": "ก"}]}]}, "missing-field", ("activities", 0, "followups", 0, "no")),
    ({"activities": [{**ONE, "evidence": [{**LINK, "on": "1/1/67", "date": "1/1/67"}]}]}, "exactly-one", ("activities", 0, "evidence", 0)),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "kind", "path"), BAD_REPORT, ids=str)
def test_a_bad_report_is_refused_once_and_at_its_place(
    fields: dict[str, Any], kind: str, path: tuple[str | int, ...]
) -> None:
    record, problems = read_record(MonthlyReport, REPORT | fields)
    assert record is None
    assert [(p.kind, p.path) for p in problems] == [(kind, path)]


@pytest.mark.parametrize(("fields", "kind", "path"), BAD_PLAN, ids=str)
def test_a_bad_plan_is_refused_once_and_at_its_place(
    fields: dict[str, Any], kind: str, path: tuple[str | int, ...]
) -> None:
    record, problems = read_record(Programme, PLAN | fields)
    assert record is None
    assert [(p.kind, p.path) for p in problems] == [(kind, path)]


def test_two_days_in_one_action_are_one_finding_in_words(site: Path) -> None:
    lay(
        site, f"{PROGRAMME}/2566-03.yml",
        "month: 2566-03\nsubmitted: 2566-04-05\nactions:\n  - text: ประชุม\n    on: 2566-03-01\n    date: 2566-03-02\n",
    )  # fmt: skip
    found = [f for f in judge(site).findings if f.path.endswith("/2566-03.yml")]
    assert [(f.line, f.code) for f in found] == [(4, "ITA212")]
    assert "on:" in found[0].message.th and "date:" in found[0].message.th
