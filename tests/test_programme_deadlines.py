"""When reports are due, and on which days offices are open.

The days off are those of the cabinet's resolutions and of the yearly list of office holidays, not of any library.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import DEC, FEB, JAN, NOV, OCT, ROUNDS, programme

from ita_site.dates import Month
from ita_site.programmes import Workdays, deadline, due_date, months_due, months_owed
from ita_site.programmes.workdays import public_holidays
from ita_site.records import SiteConfig, read_record
from ita_site.records.config import Calendar

PUBLIC = Workdays()


def calendar(**days: list[str]) -> Workdays:
    record, problems = read_record(Calendar, days)
    assert record is not None, problems
    return Workdays(record)


@pytest.mark.parametrize(
    ("month", "filed"),
    [(NOV, date(2023, 12, 8)), (DEC, date(2024, 1, 10)), (JAN, date(2024, 2, 9)), (FEB, date(2024, 3, 8))],
)
def test_a_real_round_was_filed_on_the_advised_days(month: Month, filed: date) -> None:
    """Item 8 of a real plan: 8 Dec 66, 10 Jan 67, 9 Feb 67, 8 Mar 67."""
    assert deadline(programme(), month, PUBLIC).advised == filed


@pytest.mark.parametrize("day", range(1, 29))
def test_due_on_the_programmes_day_of_the_following_month(day: int) -> None:
    plan = programme(deadline_day=day)
    assert due_date(plan, OCT) == date(2023, 11, day)
    assert due_date(plan, DEC) == date(2024, 1, day)
    assert due_date(plan, Month(2023, 1)) == date(2023, 2, day)


@pytest.mark.parametrize(
    ("due", "advised", "why"),
    [
        # Constitution Day on a Sunday; the day in lieu does not come into it, because advice goes backwards
        (date(2023, 12, 10), date(2023, 12, 8), "วันรัฐธรรมนูญ"),
        (date(2023, 12, 11), date(2023, 12, 8), "ชดเชยวันรัฐธรรมนูญ"),
        # a Saturday is a Saturday, also where the children have their day
        (date(2026, 1, 10), date(2026, 1, 9), "วันเสาร์"),
        (date(2024, 3, 10), date(2024, 3, 8), "วันอาทิตย์"),
        (date(2024, 1, 10), date(2024, 1, 10), ""),
        # New Year 2567: Friday 29 December to Monday 1 January, by the cabinet of 24 October 2566
        (date(2024, 1, 1), date(2023, 12, 28), "วันขึ้นปีใหม่"),
        (date(2024, 1, 2), date(2024, 1, 2), ""),
        # New Year 2568: Saturday 28 December to Wednesday 1 January
        (date(2025, 1, 1), date(2024, 12, 27), "วันขึ้นปีใหม่"),
        # Songkran 2567: 12 (a special day) to 16 April, with the weekend; 11 April was a Thursday
        (date(2024, 4, 16), date(2024, 4, 11), "ชดเชยวันสงกรานต์"),
        (date(2024, 4, 14), date(2024, 4, 11), "วันสงกรานต์"),
        # Songkran 2566: 13 to 17 April
        (date(2023, 4, 17), date(2023, 4, 12), "ชดเชยวันสงกรานต์"),
    ],
)
def test_the_last_working_day_on_or_before(due: date, advised: date, why: str) -> None:
    month = Month(due.year, due.month) + -1
    found = deadline(programme(deadline_day=due.day), month, PUBLIC)
    assert (found.due, found.advised, found.why) == (due, advised, why)


@pytest.mark.parametrize(
    "day",
    [
        # special days of the cabinet
        date(2022, 12, 30), date(2023, 5, 5), date(2023, 7, 31), date(2023, 12, 29), date(2024, 4, 12),
        date(2024, 12, 30), date(2025, 6, 2), date(2025, 8, 11), date(2026, 1, 2), date(2019, 12, 30),
        # days in lieu
        date(2022, 12, 12), date(2023, 1, 2), date(2023, 6, 5), date(2023, 8, 14), date(2023, 12, 11),
        date(2024, 2, 26), date(2024, 4, 8), date(2024, 4, 16), date(2024, 5, 6), date(2024, 7, 22),
        date(2024, 7, 29), date(2024, 10, 14), date(2021, 10, 22),
        # of government offices only: the Royal Ploughing Ceremony
        date(2023, 5, 17), date(2024, 5, 10), date(2025, 5, 9),
        # by the moon
        date(2023, 3, 6), date(2023, 8, 1), date(2023, 8, 2), date(2024, 5, 22),
    ],
)  # fmt: skip
def test_offices_are_closed(day: date) -> None:
    assert day.weekday() < 5
    assert not PUBLIC.is_working(day)
    assert PUBLIC.why_off(day)


@pytest.mark.parametrize(
    "day",
    [
        # Labour Day and its day in lieu: banks and firms rest, public offices do not
        date(2023, 5, 1), date(2024, 5, 1), date(2025, 5, 1), date(2022, 5, 2), date(2021, 5, 3),
        # moved elsewhere by the cabinet, or never given
        date(2024, 1, 2), date(2021, 10, 25), date(2023, 1, 3), date(2021, 7, 27),
        # days that only banks closed on
        date(2018, 7, 2), date(2021, 4, 1),
        # observed, but worked
        date(2023, 1, 16), date(2024, 1, 18), date(2024, 2, 14),
    ],
)  # fmt: skip
def test_offices_are_open(day: date) -> None:
    assert PUBLIC.is_working(day)
    assert PUBLIC.why_off(day) == ""


def test_a_holiday_that_falls_on_labour_day_stays_one() -> None:
    """Whatever else a day is, it is named without Labour Day, and no day is left without a name."""
    for year in range(2000, 2100):
        assert all(name and "วันแรงงาน" not in name and "วันเด็ก" not in name for name in public_holidays(year).values())


def test_the_agency_adds_a_holiday_on_the_due_day() -> None:
    found = deadline(programme(), DEC, calendar(holidays=["10 ม.ค. 2567", "2567-01-09"]))
    assert (found.due, found.advised, found.why) == (date(2024, 1, 10), date(2024, 1, 8), "วันหยุดของหน่วยงาน")


def test_a_public_holiday_keeps_its_name_when_the_agency_lists_it_too() -> None:
    assert calendar(holidays=["2566-12-05"]).why_off(date(2023, 12, 5)) == PUBLIC.why_off(date(2023, 12, 5)) != ""


def test_the_agency_works_on_a_weekend_or_a_holiday() -> None:
    open_ = calendar(working_days=["2566-12-10", "2566-12-11"])
    found = deadline(programme(), NOV, open_)
    assert (found.advised, found.why) == (date(2023, 12, 10), "")
    assert open_.is_working(date(2023, 12, 11))
    assert not open_.is_working(date(2023, 12, 9))


def test_a_day_both_off_and_on_is_worked() -> None:
    both = calendar(holidays=["2567-01-10"], working_days=["2567-01-10"])
    assert both.is_working(date(2024, 1, 10))


def test_a_calendar_without_working_days_is_not_followed() -> None:
    days = [date(2023, 1, 1) + timedelta(days=n) for n in range(800)]
    closed = Workdays(Calendar(holidays=tuple(days)))
    found = deadline(programme(), DEC, closed)
    assert found.due == found.advised == date(2024, 1, 10)


def test_the_calendar_of_a_site_is_that_of_its_settings() -> None:
    typed = {
        "agency": {"name": "ก", "type": "local_government"},
        "site": {"url": "https://a.example/"},
        "years": [2566],
        "calendar": {"holidays": ["10/1/2567"], "working_days": ["2566-12-10"]},
    }
    config, problems = read_record(SiteConfig, typed)
    assert config is not None, problems
    assert not Workdays(config.calendar).is_working(date(2024, 1, 10))
    assert Workdays(config.calendar).is_working(date(2023, 12, 10))


@given(
    st.integers(2010 * 12, 2040 * 12).map(lambda n: Month(n // 12, n % 12 + 1)),
    st.integers(1, 28),
    st.sets(st.dates(date(2010, 1, 1), date(2041, 12, 31)), max_size=20),
)
def test_the_advised_day_is_the_nearest_working_day_and_never_late(month: Month, day: int, off: set[date]) -> None:
    workdays = Workdays(Calendar(holidays=tuple(off)))
    found = deadline(programme(deadline_day=day), month, workdays)
    assert found.advised <= found.due
    assert workdays.is_working(found.advised)
    between = [found.advised + timedelta(days=n) for n in range(1, (found.due - found.advised).days + 1)]
    assert not any(workdays.is_working(skipped) for skipped in between)
    assert (found.why == "") == (found.advised == found.due)


def test_every_due_day_of_thirty_years_has_a_working_day_close_by() -> None:
    for n in range(30 * 12):
        for day in (1, 10, 28):
            found = deadline(programme(deadline_day=day), Month(2010, 1) + n, PUBLIC)
            assert PUBLIC.is_working(found.advised)
            assert 0 <= (found.due - found.advised).days <= 9, found


@pytest.mark.parametrize("year_be", [2400, 2456, 2457, 2500, 2643, 2644, 2698, 2699])
def test_every_year_that_can_be_written_has_deadlines(year_be: int) -> None:
    plan = programme(start=f"{year_be}-01", end=f"{year_be}-12")
    for month in plan.months:
        found = deadline(plan, month, PUBLIC)
        assert found.advised <= found.due
        assert PUBLIC.is_working(found.advised)


def test_months_owed() -> None:
    assert months_owed(programme()) == (OCT, NOV, DEC, JAN, FEB)
    by_round = programme(reports="rounds", rounds=ROUNDS, end="2567-07")
    assert months_owed(by_round) == (FEB, Month(2024, 7))
    # two rounds that end together ask for one report
    same = programme(reports="rounds", rounds=[ROUNDS[0], {"id": "b", "months": ["2567-02"]}])
    assert months_owed(same) == (FEB,)
    # a plan without rounds is one round: something is owed all the same
    assert months_owed(programme(reports="rounds")) == (FEB,)
    # rounds that are only listed do not change who is owed what
    assert months_owed(programme(rounds=ROUNDS)) == (OCT, NOV, DEC, JAN, FEB)


def test_months_due_from_the_day_after() -> None:
    assert months_due(programme(), date(2023, 11, 10)) == []
    assert months_due(programme(), date(2023, 11, 11)) == [OCT]
    assert months_due(programme(), date(2024, 3, 11)) == [OCT, NOV, DEC, JAN, FEB]
