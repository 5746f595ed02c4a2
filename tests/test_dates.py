"""Days and months in both eras, and every way officers write them."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_site.dates import (
    MONTHS,
    SHORT_MONTHS,
    DateError,
    Month,
    be_iso,
    be_month_iso,
    fiscal_year_months,
    parse_date,
    parse_month,
    thai_date,
    thai_month,
)
from ita_site.thai import thai_digits

DAYS = st.dates(datetime.date(1857, 1, 1), datetime.date(2156, 12, 31))
MONTH_VALUES = DAYS.map(Month.of)
END_OF_MARCH = datetime.date(2023, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        "2566-03-31",
        "2023-03-31",
        "2566-3-31",
        "2566/03/31",
        "๒๕๖๖-๐๓-๓๑",
        "31/03/2566",
        "31/3/66",
        "31-3-2566",
        "31.3.66",
        "31.03.2023",
        "31 มี.ค. 66",
        "31 มี.ค. 2566",
        "31มี.ค.66",
        "31 มีค 66",
        "31 มี.ค 2566",
        "31 มี. ค. 2566",
        "31-มี.ค.-2566",
        "31 มีนาคม ๒๕๖๖",
        "31 มีนาคม 2023",
        "31  มีนาคม\u00a02566 ",
        "31 มี\u200bนาคม 2566",
        "วันที่ 31 มีนาคม พ.ศ. 2566",
        "วันที่ ๓๑ เดือน มีนาคม พ.ศ.๒๕๖๖",
        "ที่ 31 เดือนมีนาคม 2566",
        "วันศุกร์ที่ 31 มีนาคม 2566",
        "๓๑ มีนาคม พ.ศ. ๒๕๖๖",
        "31 มีนาคม พศ 66",
        "31 มีนาคม ค.ศ. 2023",
        "31 Mar 2023",
        "31 March 2566",
        "31 march BE 2566",
        "31-Mar-2023",
        "March 31, 2023",
        "Mar. 31 2023",
        datetime.date(2023, 3, 31),
        datetime.date(2566, 3, 31),
        datetime.datetime(2023, 3, 31, 12, 0, tzinfo=datetime.UTC),
    ],
)
def test_one_day_in_many_words(text: Any) -> None:
    found = parse_date(text)
    assert found == END_OF_MARCH
    assert type(found) is datetime.date


@pytest.mark.parametrize("number", range(1, 13))
def test_names_of_months(number: int) -> None:
    expected = datetime.date(2023, number, 5)
    long, short = MONTHS[number - 1], SHORT_MONTHS[number - 1]
    for name in (long, short, short.replace(".", ""), short.rstrip("."), short.replace(".", ". ")):
        assert parse_date(f"5 {name} 2566") == expected
        assert parse_month(f"{name} 66") == Month(2023, number)
    assert parse_date(f"5 {expected:%B} 2023") == parse_date(f"5 {expected:%b}. 2023") == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "not-a-date"),
        ("ภายในเดือนหน้า", "not-a-date"),
        ("ม.ค.", "not-a-date"),
        ("2566", "not-a-date"),
        (2566, "not-a-date"),
        (25660331, "not-a-date"),
        (True, "not-a-date"),
        (None, "not-a-date"),
        (["2566-03-31"], "not-a-date"),
        ("2566-03", "not-a-date"),
        ("31/03-2566", "not-a-date"),
        ("31 มีนาค 2566", "not-a-date"),
        ("31 มีนาคม 566", "not-a-date"),
        ("31 มีนาคม 2566 เวลา 10.00 น.", "not-a-date"),
        ("2566-03-31T10:00", "not-a-date"),
        ("x" * 1_000, "not-a-date"),
        ("2566-13-01", "no-such-month"),
        ("01/13/2566", "no-such-month"),
        ("2566-00-01", "no-such-month"),
        ("2566-02-29", "no-such-day"),
        ("31 เม.ย. 2566", "no-such-day"),
        ("0/1/2566", "no-such-day"),
        ("32 มกราคม 2566", "no-such-day"),
        ("1700-01-01", "era"),
        ("31/03/2200", "era"),
        ("31/03/3000", "era"),
        ("31 มีนาคม ค.ศ. 2566", "era"),
        ("31 มีนาคม พ.ศ. 2023", "era"),
        ("31 มีนาคม ค.ศ. 23", "era"),
        ("31 Mar 23", "era"),
        ("10/04/23", "era"),
        ("10-04-23", "era"),
        ("10.4.๒๓", "era"),
        ("31 มี.ค. 23", "era"),
        ("31 มีนาคม พ.ศ. 23", "era"),
        ("31 มี.ค. 49", "era"),
        ("31 มี.ค. 80", "era"),
        ("31 Mar BE 23", "era"),
    ],
)
def test_what_is_no_day(text: Any, kind: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert caught.value.kind == kind
    assert "text" in caught.value.values
    assert len(str(caught.value.values["text"])) <= 60


def test_values_for_the_wording() -> None:
    with pytest.raises(DateError) as caught:
        parse_date("29 ก.พ. ๒๕๖๖")
    assert caught.value.values == {"text": "29 ก.พ. ๒๕๖๖", "month": 2, "day": 29, "last_day": 28}
    with pytest.raises(DateError) as caught:
        parse_date("31/03/1066")
    assert caught.value.values == {"text": "31/03/1066", "year": 1066}


@pytest.mark.parametrize("text", ["2567-02-29", "29 ก.พ. 2567", "29/2/67", "2024-02-29"])
def test_leap_day_of_a_buddhist_year(text: str) -> None:
    assert parse_date(text) == datetime.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("year", "expected"), [(2400, 1857), (2699, 2156), (1857, 1857), (2156, 2156), (2566, 2023), (2023, 2023)]
)
def test_ends_of_the_eras(year: int, expected: int) -> None:
    assert parse_date(f"{year}-01-01").year == expected


@pytest.mark.parametrize(("short", "expected"), [(50, 2007), (66, 2023), (79, 2036)])
def test_short_years_are_of_the_buddhist_era(short: int, expected: int) -> None:
    assert parse_date(f"10/04/{short}").year == parse_date(f"10 เม.ย. {short}").year == expected
    assert parse_month(f"04/{short}").year == parse_month(f"เม.ย. {short}").year == expected


def test_a_short_year_of_the_common_era_is_told() -> None:
    with pytest.raises(DateError) as caught:
        parse_date("10/04/23")
    assert caught.value.values == {"text": "10/04/23", "year": 23}


@pytest.mark.parametrize("year", [1856, 2157, 2399, 2700])
def test_years_of_no_era(year: int) -> None:
    with pytest.raises(DateError, match="era"):
        parse_date(f"{year}-01-01")
    with pytest.raises(DateError, match="era"):
        parse_month(f"{year}-01")


@pytest.mark.parametrize(
    "text",
    [
        "2566-03",
        "2566-3",
        "2023-03",
        "2566/03",
        "03/2566",
        "3/2566",
        "03-2566",
        "03/66",
        Decimal("3.2566"),
        "มี.ค. 66",
        "มี.ค.66",
        "มีค 2566",
        "มีนาคม ๒๕๖๖",
        "เดือนมีนาคม 2566",
        "เดือน มีนาคม พ.ศ. 2566",
        "March 2023",
        "31 มีนาคม 2566",
        "2566-03-01",
        "1/3/2566",
        datetime.date(2023, 3, 9),
        Month(2023, 3),
    ],
)
def test_one_month_in_many_words(text: Any) -> None:
    assert parse_month(text) == Month(2023, 3)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2566-13", "no-such-month"),
        ("13/2566", "no-such-month"),
        ("0/2566", "no-such-month"),
        ("05/12", "not-a-date"),
        ("มีนา", "not-a-date"),
        ("programme", "not-a-date"),
        ("", "not-a-date"),
        (None, "not-a-date"),
        (3, "not-a-date"),
        ("2566-02-30", "no-such-day"),
        ("มีนาคม 1066", "era"),
        ("มี.ค. 23", "era"),
        ("03/49", "era"),
        ("03/80", "era"),
    ],
)
def test_what_is_no_month(text: Any, kind: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_month(text)
    assert caught.value.kind == kind


def test_month() -> None:
    month = Month(2023, 12)
    assert month + 1 == Month(2024, 1)
    assert month + -12 == Month(2022, 12)
    assert Month(2024, 2) - month == 2
    assert month < Month(2024, 1)
    assert len({month, Month(2023, 12)}) == 1
    assert Month(2024, 2).first_day == datetime.date(2024, 2, 1)
    assert Month(2024, 2).last_day == datetime.date(2024, 2, 29)
    assert Month.range(Month(2023, 11), Month(2024, 1)) == (Month(2023, 11), month, Month(2024, 1))
    assert Month.range(Month(2024, 1), Month(2023, 11)) == ()
    assert str(Month(2024, 2)) == "2024-02"


@pytest.mark.parametrize(("year", "month"), [(2023, 0), (2023, 13), (0, 1), (10_000, 1)])
def test_no_such_month(year: int, month: int) -> None:
    with pytest.raises(ValueError, match="no such month"):
        Month(year, month)


def test_fiscal_year() -> None:
    months = fiscal_year_months(2566)
    assert (months[0], months[-1], len(months)) == (Month(2022, 10), Month(2023, 9), 12)
    months = fiscal_year_months(2566, start_month=1)
    assert (months[0], months[-1], len(months)) == (Month(2023, 1), Month(2023, 12), 12)


def test_thai_words() -> None:
    assert thai_date(END_OF_MARCH) == "31 มีนาคม 2566"
    assert thai_date(END_OF_MARCH, short=True) == "31 มี.ค. 2566"
    assert thai_month(Month(2023, 3)) == "มีนาคม 2566"
    assert thai_month(Month(2023, 3), short=True) == "มี.ค. 2566"
    assert be_iso(END_OF_MARCH) == "2566-03-31"
    assert be_month_iso(Month(2023, 3)) == "2566-03"


@given(DAYS)
def test_a_day_comes_back_however_it_is_written(day: datetime.date) -> None:
    be = day.year + 543
    for text in (
        day.isoformat(),
        be_iso(day),
        thai_date(day),
        thai_date(day, short=True),
        thai_digits(thai_date(day)),
        f"วันที่ {day.day} {MONTHS[day.month - 1]} พ.ศ. {be}",
        f"{day.day}/{day.month}/{be}",
        f"{day:%d.%m.%Y}",
        f"{day:%d %B %Y}",
        f"{day:%B %d, %Y}",
    ):
        assert parse_date(text) == day
    if 2550 <= be < 2580:
        assert parse_date(f"{day.day} {SHORT_MONTHS[day.month - 1]} {be % 100:02}") == day


@given(MONTH_VALUES)
def test_a_month_comes_back_however_it_is_written(month: Month) -> None:
    for text in (str(month), be_month_iso(month), thai_month(month), thai_month(month, short=True)):
        assert parse_month(text) == month
    assert parse_month(f"{month.month}/{month.year + 543}") == month


@given(MONTH_VALUES, st.integers(-1_000, 1_000))
def test_counting_months(month: Month, steps: int) -> None:
    assert (month + steps) - month == steps
    assert (month + steps) + -steps == month
    assert (month + 1).first_day - month.last_day == datetime.timedelta(days=1)


@given(st.one_of(st.text(max_size=40), st.text("0123456789๑๒-/. มีคพศวันที่", max_size=20)))
def test_any_text_is_a_day_or_told(text: str) -> None:
    for parse in (parse_date, parse_month):
        try:
            parse(text)
        except DateError as error:
            assert error.kind in {"not-a-date", "no-such-day", "no-such-month", "era"}
