"""Months, money, shares, and the overview that every page and command takes its numbers from."""

from __future__ import annotations

import ast
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from builders import PROGRAMME, lay
from hypothesis import given
from hypothesis import strategies as st
from plans import DEC, FEB, JAN, NOV, OCT, PERCENT_BANDS, ROUNDS, entry, numbers, programme, report, reports

from ita_site.config import open_site
from ita_site.dates import Month
from ita_site.programmes import MonthKind, Overview, Workdays, overview, standings
from ita_site.programmes.money import money
from ita_site.programmes.overview import Standing
from ita_site.programmes.shares import agrees, share

CALENDAR = Workdays()
SOURCE = Path(__file__).parent.parent / "ita_site" / "programmes"
FLOATING = {"float", "round", "sqrt", "fsum"}


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


def kinds(as_of: date, *files: Any, **fields: Any) -> dict[Month, str]:
    return {s.month: s.kind.value for s in standings(entry(programme(**fields), *files), as_of, CALENDAR)}


def look(as_of: date, *files: Any, **fields: Any) -> Overview:
    return overview(entry(programme(**fields), *files), as_of, CALENDAR)


# -- months


@pytest.mark.parametrize(
    ("as_of", "october", "november"),
    [
        (date(2023, 9, 30), "upcoming", "upcoming"),
        (date(2023, 10, 31), "upcoming", "upcoming"),
        (date(2023, 11, 1), "due", "upcoming"),
        (date(2023, 11, 9), "due", "upcoming"),
        (date(2023, 11, 10), "due", "upcoming"),
        (date(2023, 11, 11), "missing", "upcoming"),
        (date(2023, 11, 30), "missing", "upcoming"),
        (date(2023, 12, 1), "missing", "due"),
        (date(2023, 12, 9), "missing", "due"),  # after the advised day, before the due day
        (date(2023, 12, 10), "missing", "due"),
        (date(2023, 12, 11), "missing", "missing"),
    ],
)
def test_a_month_without_a_report_by_day(as_of: date, october: str, november: str) -> None:
    found = kinds(as_of)
    assert (found[OCT], found[NOV]) == (october, november)


@pytest.mark.parametrize(
    ("submitted", "kind", "days"),
    [("2566-10-31", "filed", 0), ("2566-11-09", "filed", 0), ("2566-11-10", "filed", 0), ("2566-11-11", "late", 1),
     ("2566-12-10", "late", 30)],
)  # fmt: skip
@pytest.mark.parametrize("as_of", [date(2023, 10, 1), date(2024, 12, 31)])
def test_a_report_is_in_time_on_the_due_day_and_late_after_it(
    as_of: date, submitted: str, kind: str, days: int
) -> None:
    """In time by the due day, not by the advised one."""
    (first, *_) = standings(entry(programme(), report(OCT, submitted=submitted)), as_of, CALENDAR)
    assert (first.kind, first.days_late) == (kind, days)
    assert first.kind.is_reported


def test_reports_outside_the_programme_are_beyond_it() -> None:
    found = kinds(date(2024, 6, 1), report(Month(2024, 3)), report(Month(2023, 9)), Month(2024, 4))
    assert list(found) == sorted(found)
    assert found[Month(2024, 3)] == found[Month(2023, 9)] == "beyond"
    assert found[Month(2024, 4)] == "unreadable"


def test_of_two_files_for_one_month_the_first_counts() -> None:
    early, late = report(OCT, submitted="2566-11-01"), report(OCT, submitted="2566-12-01")
    assert kinds(date(2024, 1, 1), early, late)[OCT] == "filed"
    assert kinds(date(2024, 1, 1), late, early)[OCT] == "late"


def test_a_report_that_cannot_be_read_is_neither_missing_nor_filed() -> None:
    assert kinds(date(2024, 1, 1), OCT)[OCT] == "unreadable"


def test_one_report_a_round() -> None:
    found = kinds(date(2024, 3, 11), report(DEC), reports="rounds", rounds=ROUNDS, end="2567-07")
    assert found == {DEC: "beyond", FEB: "missing", Month(2024, 7): "upcoming"}


def test_a_plan_that_cannot_be_read_has_the_months_that_are_there() -> None:
    found = standings(entry(None, report(OCT), NOV), date(2024, 1, 1), CALENDAR)
    assert [(s.month, s.kind.value, s.deadline) for s in found] == [(OCT, "beyond", None), (NOV, "unreadable", None)]


# -- the overview


def test_standing_in_one_word() -> None:
    all_ = list(reports(OCT, NOV, DEC, JAN, FEB).values())
    cases: list[tuple[Standing, date, list[Any]]] = [
        (Standing.NOT_BEGUN, date(2023, 10, 31), []),
        (Standing.NOT_BEGUN, date(2023, 10, 31), [report(Month(2023, 9))]),
        (Standing.DUE, date(2023, 11, 1), []),
        (Standing.DUE, date(2023, 12, 1), all_[:1]),
        (Standing.BEHIND, date(2023, 11, 11), []),
        (Standing.BEHIND, date(2023, 12, 11), all_[:1]),
        (Standing.BEHIND, date(2024, 4, 1), all_[:4]),
        (Standing.BEHIND, date(2024, 1, 5), all_[1:2]),  # one missing, one due
        (Standing.ON_TIME, date(2023, 11, 11), all_[:1]),
        (Standing.ON_TIME, date(2023, 11, 11), [report(OCT, submitted="2566-11-11")]),
        (Standing.COMPLETE, date(2024, 4, 1), all_),
        (Standing.COMPLETE, date(2023, 12, 1), all_),  # all filed ahead
        (Standing.COMPLETE, date(2024, 4, 1), [*all_, report(Month(2024, 3))]),
        (Standing.UNREADABLE, date(2024, 4, 1), [*all_[:4], FEB]),
        (Standing.UNREADABLE, date(2024, 4, 1), [OCT]),
    ]
    for standing, as_of, files in cases:
        assert look(as_of, *files).standing is standing, (standing, as_of)
    for files in ([], all_, [OCT]):
        assert overview(entry(None, *files), date(2024, 1, 1), CALENDAR).standing is Standing.UNREADABLE


def test_reported_owed_and_next() -> None:
    found = look(date(2024, 1, 5), report(OCT), report(NOV, submitted="2566-12-20"), report(Month(2024, 4)))
    assert (found.reported, found.owed) == (2, 5)
    assert found.next is not None and (found.next.month, found.next.due) == (DEC, date(2024, 1, 10))
    assert [s.month for s in found.of_kind(MonthKind.LATE)] == [NOV]
    # what is missing is not what comes next
    assert look(date(2023, 11, 11)).next == look(date(2023, 11, 11)).months[1].deadline
    assert look(date(2030, 1, 1)).next is None


def test_a_file_too_many_that_cannot_be_read_is_owed_by_nobody() -> None:
    assert look(date(2024, 1, 5), OCT, Month(2024, 4)).owed == 5
    assert overview(entry(None, OCT), date(2024, 1, 5), CALENDAR).owed == 0


def test_progress_as_stated() -> None:
    found = look(date(2024, 4, 1), report(OCT, progress_percent="20"), report(NOV), report(DEC, progress_percent="15"))
    assert found.progress == ((OCT, 20), (DEC, 15))


def test_an_empty_folder() -> None:
    found = overview(entry(None), date(2024, 1, 1), CALENDAR)
    assert (found.months, found.rounds, found.money, found.done, found.overdue) == ((), (), None, None, ())
    assert (found.reported, found.owed, found.next, found.progress) == (0, 0, None, ())


def timed(as_of: date, *files: Any, **fields: Any) -> float:
    """Seconds of this process that an overview takes, without what other work of the machine adds."""
    folder = entry(programme(**fields), *files)

    def once() -> float:
        start = time.process_time()
        overview(folder, as_of, CALENDAR)
        return time.process_time() - start

    once()
    return min(once() for _ in range(5))


def test_a_slip_of_the_year_costs_no_time() -> None:
    levels = [{"level": 3, "name": "ก", "measure": "months"}]
    fields = {"start": "2410-01", "end": "2659-12", "levels": levels}
    found = look(date(2024, 1, 1), report(OCT), **fields)
    assert len(programme(**fields).months) == 3000
    assert [s.kind for s in found.months] == [MonthKind.BEYOND]
    # as a plan of a year that is half over; all of its months would take hundreds of times as long
    usual = timed(date(2024, 4, 1), report(OCT), start="2566-10", end="2567-09", levels=levels)
    assert timed(date(2024, 1, 1), report(OCT), **fields) < 50 * usual


def test_time_grows_with_the_plan_and_not_faster() -> None:
    def fields(months: int, activities: int) -> dict[str, Any]:
        last = Month(2021, 10) + (months - 1)
        return {
            "start": "2564-10",
            "end": f"{last.year + 543}-{last.month:02}",
            "levels": [{"level": 4, "name": "ก", "measure": "activities", "bands": PERCENT_BANDS}],
            "rounds": [
                {"id": str(m), "months": [f"{m.year + 543}-{m.month:02}"]} for m in Month.range(Month(2021, 10), last)
            ],
            "activities": [
                {"id": str(n), "title": "ก", "quarters": [n % 4 + 1], "status": "done"} for n in range(activities)
            ],
        }

    filed = list(reports(*(Month(2021, 10) + n for n in range(60))).values())
    small = timed(date(2027, 1, 1), *filed, **fields(60, 50))
    assert timed(date(2027, 1, 1), *filed, **fields(60, 500)) < 40 * small


# -- money


def test_money_is_summed_in_satang() -> None:
    filed = [
        report(OCT, budget_spent_baht="๑,๒๓๔.๕๐ บาท"),
        report(NOV),
        report(DEC, budget_spent_baht=0),
        report(JAN, budget_spent_baht="0.10"),
        report(FEB, budget_spent_baht="0.20"),
    ]
    found = money(programme(budget_baht="10,000"), filed)
    assert [s.baht for s in found.by_month] == [Decimal("1234.50"), None, 0, Decimal("0.10"), Decimal("0.20")]
    assert [s.total for s in found.by_month] == numbers("1234.5", "1234.5", "1234.5", "1234.6", "1234.8")
    assert (found.spent, found.percent, found.is_told) == (Decimal("1234.80"), Decimal("12.348"), True)
    assert str(found.spent) == "1234.80"


def test_nothing_said_and_nothing_spent_are_two_things() -> None:
    silent, zero = report(OCT), report(OCT, budget_spent_baht=0)
    assert not money(programme(), [silent]).is_told
    assert money(programme(), [zero]).is_told
    assert money(programme(), []).spent == money(programme(), [silent]).spent == 0
    assert money(programme(), [zero]).percent is None
    assert money(programme(budget_baht=1), [silent]).percent == 0


def test_a_budget_may_be_overspent() -> None:
    assert money(programme(budget_baht=100), [report(OCT, budget_spent_baht=150)]).percent == 150


@given(st.lists(st.integers(0, 10**15), max_size=12))
def test_satang_never_get_lost(satang: list[int]) -> None:
    filed = [report(OCT + n, budget_spent_baht=str(Decimal(s) / 100)) for n, s in enumerate(satang)]
    assert money(programme(end="2567-09"), filed).spent * 100 == sum(satang)


def test_no_floating_point_number_anywhere() -> None:
    files = sorted(SOURCE.glob("*.py"))
    assert len(files) >= 9
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            where = f"{path.name}:{getattr(node, 'lineno', 0)}"
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float | complex)), where
            assert not (isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in FLOATING), where
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
                assert "Decimal" in ast.unparse(node), where


# -- shares


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [(12, 226, "5.31"), (1, 503, "0.20"), (13, 729, "1.78"), (388, 500, "77.6")],
)
def test_shares_of_a_real_report(numerator: int, denominator: int, percent: str) -> None:
    exact = share(numerator, denominator)
    assert exact is not None
    assert round(exact, 2) == Decimal(percent)
    assert agrees(Decimal(percent), exact)


@pytest.mark.parametrize(
    ("stated", "numerator", "denominator", "right"),
    [
        ("5.31", 12, 226, True), ("5.3", 12, 226, True), ("5", 12, 226, True), ("5.310", 12, 226, True),
        ("5.30", 12, 226, False), ("5.32", 12, 226, False), ("5.4", 12, 226, False), ("6", 12, 226, False),
        ("5.3097345", 12, 226, True), ("5.3097", 12, 226, True), ("5.3098", 12, 226, False),
        ("0.2", 1, 503, True), ("0.20", 1, 503, True), ("0.19", 1, 503, False), ("0.21", 1, 503, False),
        ("77.60", 388, 500, True), ("77.600000000", 388, 500, True), ("78", 388, 500, True), ("77", 388, 500, False),
        ("1.8", 13, 729, True), ("1.79", 13, 729, False), ("2", 13, 729, True),
        # a half may go up or down
        ("12.5", 1, 8, True), ("12", 1, 8, True), ("13", 1, 8, True), ("11", 1, 8, False),
        ("3.12", 1, 32, True), ("3.13", 1, 32, True), ("3.11", 1, 32, False),
        # whole numbers, however they are spelt inside
        ("1E+2", 1, 1, True), ("100", 1, 1, True), ("1E+2", 99, 100, False), ("0", 0, 5, True), ("0E-9", 0, 5, True),
        ("33.3333333333", 1, 3, True), ("33.3333333334", 1, 3, False),
    ],
)  # fmt: skip
def test_a_stated_share_follows_or_does_not(stated: str, numerator: int, denominator: int, right: bool) -> None:
    exact = share(numerator, denominator)
    assert exact is not None
    assert agrees(Decimal(stated), exact) is right


def test_a_share_of_nothing_is_nothing() -> None:
    assert share(0, 0) is share(5, 0) is None
    assert share(5, Decimal("0.00")) is None


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 9))
def test_what_is_rounded_agrees_and_what_is_a_whole_step_off_does_not(n: int, whole: int, places: int) -> None:
    exact = share(n, whole)
    assert exact is not None
    step = Decimal(1).scaleb(-places)
    typed = exact.quantize(step)
    assert agrees(typed, exact)
    assert not agrees(typed + 2 * step, exact) and not agrees(typed - 2 * step, exact)


def test_a_report_still_to_be_filled_in_is_not_there_yet(site: Path) -> None:
    """`new report` writes such a file: the month is owed all the same, and nothing is wrong with the file."""
    lay(site, f"{PROGRAMME}/2566-03.yml", "month: 2566-03\nsubmitted:\nactions:\n  - on:\n    text: ประชุม\n")
    (found,) = open_site(site).year.programmes
    by_day = {
        day: overview(found, day, CALENDAR).months[-1].kind.value
        for day in (date(2023, 3, 31), date(2023, 4, 10), date(2023, 4, 11))
    }
    assert list(by_day.values()) == ["upcoming", "due", "missing"]
