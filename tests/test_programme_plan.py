"""The plan of activities: quarters of the fiscal year, what is due in a round, what is done in it, what is overdue."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from plans import FEB, PERCENT_BANDS, ROUNDS, SECOND, programme, reports

from ita_site.dates import Month
from ita_site.programmes import round_scores
from ita_site.programmes.plan import (
    done_in_round,
    done_share,
    due_by,
    is_done,
    overdue,
    quarter_months,
    quarter_of,
)
from ita_site.records import Programme

MARCH_10 = date(2024, 3, 10)

# Fourteen activities of a real plan for the first five months of 2567: quarters ticked, and the days of the evidence.
FOURTEEN: list[tuple[list[int], list[str]]] = [
    ([1], ["20 พ.ย. 2566"]), ([1], []), ([1], []), ([1], []), ([1], []),
    ([1, 2], ["4 ธ.ค. 66", "27 ธ.ค. 66", "26 ม.ค. 67", "23 ก.พ. 67"]),
    ([1, 2], ["7 ธ.ค. 66", "28 ธ.ค. 66", "29 ม.ค. 67", "5 มี.ค. 67"]),
    ([1, 2], ["8 ธ.ค. 66", "10 ม.ค. 67", "9 ก.พ. 67", "8 มี.ค. 67"]),
    ([1], ["12 ธ.ค. 66"]), ([2], ["22 ก.พ. 67"]), ([2], []), ([2], ["26 ม.ค. 67"]), ([2], ["1 ก.พ. 67"]),
    ([2], ["5 มี.ค. 67"]),
]  # fmt: skip


def activity(id_: str, quarters: list[int], *days: str, **fields: Any) -> dict[str, Any]:
    evidence = [{"on": day, "url": "https://a.example/x"} for day in days]
    return {"id": id_, "title": "ก", "quarters": quarters, "evidence": evidence, **fields}


def plan(*activities: dict[str, Any], **fields: Any) -> Programme:
    return programme(rounds=ROUNDS, end="2567-07", activities=list(activities), **fields)


def share(planned: Programme, which: int = 0, by: date = MARCH_10) -> Decimal | None:
    return done_in_round(planned, planned.rounds[which], by)


@pytest.mark.parametrize(
    ("quarter", "months"),
    [(1, [(2023, 10), (2023, 11), (2023, 12)]), (2, [(2024, 1), (2024, 2), (2024, 3)]),
     (3, [(2024, 4), (2024, 5), (2024, 6)]), (4, [(2024, 7), (2024, 8), (2024, 9)])],
)  # fmt: skip
def test_quarters_of_fiscal_year_2567(quarter: int, months: list[tuple[int, int]]) -> None:
    """The head of a real plan: Q1 Oct-Dec 66, Q2 Jan-Mar 67, Q3 Apr-Jun 67, Q4 Jul-Sep 67."""
    found = quarter_months(2567, quarter)
    assert found == tuple(Month(*m) for m in months)
    assert {quarter_of(m) for m in found} == {quarter}


@pytest.mark.parametrize("day", ["5 มี.ค. 67", "8 มี.ค. 67"])
def test_march_is_in_the_second_quarter(day: str) -> None:
    assert quarter_of(Month(2024, 3)) == 2


@pytest.mark.parametrize(
    ("start", "stated", "year"),
    [("2566-10", None, 2567), ("2566-09", None, 2566), ("2567-01", None, 2567), ("1 ต.ค. 2565", None, 2566),
     ("2566-08", 2567, 2567), ("2566-10", "๒๕๖๘", 2568)],
)  # fmt: skip
def test_fiscal_year(start: str, stated: int | str | None, year: int) -> None:
    assert programme(start=start, end="2567-12", fiscal_year=stated).year_be == year


def test_fourteen_real_activities_are_all_done_in_the_first_round() -> None:
    listed = [activity(str(n), q, *days, status="done") for n, (q, days) in enumerate(FOURTEEN, 1)]
    level = {"level": 4, "name": "Output", "measure": "activities", "bands": PERCENT_BANDS}
    planned = plan(*listed, levels=[level])
    assert len(due_by(planned, FEB)) == 14
    assert share(planned) == 100
    (first, _) = round_scores(planned, reports(FEB))
    assert (first.levels[0].value, first.levels[0].score) == (100, 1)


@pytest.mark.parametrize(("open_", "percent", "points"), [(1, "92.86", "1"), (2, "85.71", "0.8"), (6, "57.14", "0.2")])
def test_some_of_the_fourteen_are_not_done(open_: int, percent: str, points: str) -> None:
    listed = [
        activity(str(n), q, *days, status="doing" if n <= open_ else "done") for n, (q, days) in enumerate(FOURTEEN, 1)
    ]
    level = {"level": 4, "name": "Output", "measure": "activities", "bands": PERCENT_BANDS}
    (first, _) = round_scores(plan(*listed, levels=[level]), reports(FEB))
    value = first.levels[0].value
    assert value is not None and round(value, 2) == Decimal(percent)
    assert first.levels[0].score == Decimal(points)


def test_a_round_that_ends_in_february_counts_what_the_quarter_to_march_plans() -> None:
    planned = plan(activity("1", [1]), activity("2", [2]), activity("3", [1, 3]), activity("4", [4]), activity("5", []))
    assert [a.id for a in due_by(planned, FEB)] == ["1", "2"]
    assert [a.id for a in due_by(planned, Month(2023, 12))] == ["1"]
    assert [a.id for a in due_by(planned, Month(2024, 3))] == ["1", "2"]
    assert [a.id for a in due_by(planned, Month(2024, 4))] == ["1", "2", "3"]
    # those without quarters are due by the end of the year
    assert [a.id for a in due_by(planned, Month(2024, 7))] == ["1", "2", "3", "4", "5"]
    assert due_by(planned, Month(2023, 9)) == ()


def test_a_fiscal_year_other_than_that_of_the_first_month() -> None:
    late = programme(start="2566-08", end="2567-07", fiscal_year=2567, activities=[activity("1", [1])])
    assert due_by(late, Month(2023, 9)) == ()
    assert len(due_by(late, Month(2023, 10))) == 1
    assert overdue(late, date(2023, 12, 31)) == ()
    assert len(overdue(late, date(2024, 1, 1))) == 1


def test_what_was_shown_after_the_round_was_not_done_in_it() -> None:
    planned = plan(
        activity("1", [1], "11 มี.ค. 67", status="done"),
        activity("2", [2], "10 มี.ค. 67", status="done"),
        activity("3", [2], "9 มี.ค. 67", "1 เม.ย. 67", status="done"),
        activity("4", [2], status="done"),
    )
    assert share(planned) == 75
    assert share(planned, by=date(2024, 3, 9)) == 50
    assert share(planned, by=date(2024, 4, 1)) == 100


def test_what_the_last_followup_says_and_its_evidence_count() -> None:
    followups = [
        {"no": 2, "status": "done", "evidence": [{"on": "1 ก.พ. 67", "url": "https://a.example/x"}]},
        {"no": 1, "status": "doing"},
    ]
    planned = plan(activity("1", [2], followups=followups), activity("2", [2], status="doing", followups=followups))
    assert [is_done(a) for a in planned.activities] == [True, False]
    assert share(planned) == 50
    assert share(planned, by=date(2024, 1, 31)) == 0


def test_nothing_due_and_nothing_planned() -> None:
    assert share(plan(activity("1", [4]))) is None
    assert share(plan()) is None
    assert done_share(()) is None


def test_second_round_counts_the_whole_year_so_far() -> None:
    planned = plan(activity("1", [1], status="done"), activity("2", [3]), activity("3", [4], status="done"))
    assert round(share(planned, 1, date(2024, 8, 10)) or Decimal(0), 2) == Decimal("66.67")
    assert planned.rounds[1].months[-1] == Month(2024, 7) and SECOND[-1] == "2567-07"


def test_share_of_all_activities() -> None:
    planned = plan(*(activity(str(n), [1], status="done" if n == 1 else None) for n in (1, 2, 3)))
    assert round(done_share(planned.activities) or Decimal(0), 2) == Decimal("33.33")


@pytest.mark.parametrize(
    ("quarters", "last"),
    [([1], date(2023, 12, 31)), ([2], date(2024, 3, 31)), ([3, 1], date(2024, 6, 30)), ([4], date(2024, 9, 30))],
)
def test_overdue_from_the_day_after_the_last_quarter(quarters: list[int], last: date) -> None:
    planned = plan(
        activity("1", quarters, status="doing"), activity("2", quarters), activity("3", quarters, status="done")
    )
    assert overdue(planned, last) == ()
    assert [a.id for a in overdue(planned, date.fromordinal(last.toordinal() + 1))] == ["1", "2"]


def test_without_quarters_nothing_is_overdue() -> None:
    assert overdue(plan(activity("1", [])), date(2100, 1, 1)) == ()
