"""What a measure says that it answers, and where it stands on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_site.criteria import load_edition
from ita_site.records import ActivityStatus, Measure, read_record
from ita_site.results import IssueKind, MeasureStanding, issues_of, read_issue, read_issues, standing_of

EDITION = load_edition(2566)
ASSESSMENT = EDITION.assessment


def measure(**fields: Any) -> Measure:
    record, problems = read_record(Measure, {"id": "m1", "title": "มาตรการ", **fields})
    assert record is not None, problems
    return record


# --- issues --------------------------------------------------------------------------------------------------------

QUESTIONS = [
    ("i7", "i7"), ("I7", "i7"), ("I 7", "i7"), ("i๐๗", "i7"), ("i 07", "i7"), ("i-7", "i7"), ("i.7", "i7"),
    ("e12:", "e12"), ("e12: การสื่อสาร", "e12"), ("E๑๒ การสื่อสาร", "e12"), ("I 7 ท่านรู้เกี่ยวกับแผน", "i7"),
    ("ข้อ i7", "i7"), ("ข้อที่ e1", "e1"), ("  i30  ", "i30"), ("i7, i8", "i7"), ("i7 (ตัวชี้วัดที่ 2)", "i7"),
]  # fmt: skip
ITEMS = [
    ("O12", "O12"), ("o12", "O12"), ("O 12", "O12"), ("O๑๒ รายงานการกำกับติดตาม", "O12"), ("ข้อ ๑๒", "O12"),
    ("ข้อ 12", "O12"), ("ข้อที่ O12", "O12"), ("ข้อ ๑๒ รายงานการกำกับติดตาม", "O12"), ("O12: รายงาน", "O12"),
    ("O12 ของตัวชี้วัดที่ 9", "O12"), ("๐๑๒", "O12"), ("๐๑๒ รายงานการกำกับติดตาม", "O12"), ("12", "O12"), ("O7", "O7"),
]  # fmt: skip
INDICATORS = [
    ("ตัวชี้วัดที่ 2 การใช้งบประมาณ", "2"), ("ตัวชี้วัดที่ ๑๐", "10"), ("ตัวชี้วัดที่๒", "2"), ("ตัวชี้วัดที่ 2. การใช้งบประมาณ", "2"),
    ("IIT ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ 79.45 คะแนน", "4"), ("OIT ตัวชี้วัดที่ 10", "10"),
    ("๒.๑) ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ คะแนนเฉลี่ย ๙๐.๖๓ คะแนน", "1"), ("ตัวชี้วัด 3", "3"), ("Indicator 5", "5"),
    ("การใช้งบประมาณ", "2"), ("ตัวชี้วัดการใช้งบประมาณ 78.75 คะแนน", "2"), ("ด้านการใช้อำนาจ", "3"),
    ("ประเด็นที่ ๑ การใช้ทรัพย์สินของทางราชการ", "4"), ("IIT การปฏิบัติหน้าที่", "1"), ("การปรับปรุงการทำงาน (EIT)", "8"),
    ("เครื่องมือการประเมิน OIT ตัวชี้วัดที่ ตัวชี้วัดที่ ๑๐ การป้องกันการทุจริต", "10"),
]  # fmt: skip
WORDS = [
    "ลดเวลาเหลือ 2 วัน", "5 ส.", "12 โครงการ", "๑๒ โครงการ", "การใช้งบประมาณรั่วไหล", "การใช้อำนาจหน้าที่", "ตัวชี้วัดที่ 79.45", "ตัวชี้วัดที่ 5.25 คะแนน", "ตัวชี้วัดที่ 11", "ตัวชี้วัดที่ 100",
    "i31", "i0", "i", "x7", "e16", "2566", "OIT 67.75 คะแนน", "OIT 40.5 คะแนน", "IIT 7 ข้อ", "โครงการ O12x", "-", "5) ปรับปรุง",
]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("i25-i28", "i25 i26 i27 i28"), ("I25–27", "i25 i26 i27"), ("e6 ถึง e8 การสื่อสาร", "e6 e7 e8"), ("O42-O43", "O42 O43"),
        ("i7 - 44 คะแนน", "i7"), ("i28-i25", ""), ("i29-i31", "i29 i30 "), ("i7 i8 i9", "i7 i8 i9"), ("i7+i8", "i7 i8"),
        ("i7, i8, และ i9", "i7 i8 i9"), ("ตัวชี้วัดที่ 6, 7 และ 8", "6 7 8"), ("ตัวชี้วัดที่ ๖–๘", "6 7 8"),
        ("ตัวชี้วัดที่ 6 และตัวชี้วัดที่ 7", "6 7"), ("ตัวชี้วัดที่ 2 - 78 คะแนน", "2"), ("ตัวชี้วัดที่ 2 และ 5 ข้อ", "2"),
        ("“i7” ท่านทราบ", "i7"), ("- i7", "i7"), ("ประเด็น i7", "i7"),
    ],
)  # fmt: skip
def test_several_in_one_breath(written: str, codes: str) -> None:
    assert " ".join(issue.code for issue in read_issues(written, ASSESSMENT, EDITION)) == codes


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("ภายในเดือน ธันวาคม พ.ศ.๒๕๖๖", "2023-12-31"), ("ภายในสิ้นเดือนธันวาคม 2566", "2023-12-31"),
        ("ภายในปีงบประมาณ พ.ศ. 2567", "2024-09-30"), ("สิ้นปีงบประมาณ ๒๕๖๗", "2024-09-30"), ("ต.ค.66-ก.ย.67", "2024-09-30"),
        ("1 ต.ค. 66 ถึง 31 มี.ค. 67", "2024-03-31"), ("ต.ค. - ธ.ค. 2566", "2023-12-31"), ("ไตรมาสที่ 2 ปีงบประมาณ 2567", "2024-03-31"),
        ("ไตรมาส 1/2567", "2023-12-31"), ("31-มี.ค.-67", "2024-03-31"), ("ภายใน 31/3/67", "2024-03-31"),
        ("ทุกเดือน", None), ("ภายใน", None), ("ไตรมาส 2", None), ("ภายใน 6 เดือน", None), ("ก-" * 5000 + "ก", None),
    ],
)  # fmt: skip
def test_due_in_the_words_of_reports(written: str, last: str | None) -> None:
    record, problems = read_record(Measure, {"id": "m1", "title": "มาตรการ", "due": written})
    assert (record is None, bool(problems)) == (last is None, last is None)
    assert record is None or record.due is None or str(record.due.last_day) == last


@pytest.mark.parametrize(("written", "code"), QUESTIONS)
@pytest.mark.parametrize("edition", [EDITION, None], ids=["list", "no-list"])
def test_questions(written: str, code: str, edition: Any) -> None:
    issue = read_issue(written, ASSESSMENT, edition)
    assert (issue.kind, issue.code) == (IssueKind.QUESTION, code)
    assert issue.text == " ".join(written.split())


@pytest.mark.parametrize(("written", "code"), ITEMS)
@pytest.mark.parametrize("edition", [EDITION, None], ids=["list", "no-list"])
def test_items(written: str, code: str, edition: Any) -> None:
    issue = read_issue(written, ASSESSMENT, edition)
    assert (issue.kind, issue.code) == (IssueKind.ITEM, code)


@pytest.mark.parametrize(("written", "code"), INDICATORS)
@pytest.mark.parametrize("edition", [EDITION, None], ids=["list", "no-list"])
def test_indicators(written: str, code: str, edition: Any) -> None:
    issue = read_issue(written, ASSESSMENT, edition)
    assert (issue.kind, issue.code) == (IssueKind.INDICATOR, code)


@pytest.mark.parametrize("written", WORDS)
@pytest.mark.parametrize("edition", [EDITION, None], ids=["list", "no-list"])
def test_words(written: str, edition: Any) -> None:
    issue = read_issue(written, ASSESSMENT, edition)
    assert (issue.kind, issue.code, issue.text) == (IssueKind.WORDS, "", written)


def test_an_item_is_looked_up_in_the_list_of_the_year() -> None:
    assert read_issue("O44", ASSESSMENT, EDITION).kind is IssueKind.WORDS
    assert read_issue("O44", ASSESSMENT, None).code == "O44"
    assert read_issue("OIT 12", ASSESSMENT, EDITION).code == "O12"


def test_a_year_whose_assessment_is_not_known_has_items_and_words_only() -> None:
    assert read_issue("i7", None, None).kind is IssueKind.WORDS
    assert read_issue("ตัวชี้วัดที่ 2", None, None).kind is IssueKind.WORDS
    assert read_issue("O12", None, None).code == "O12"


@given(st.text(max_size=60))
def test_whatever_is_written_it_is_some_issue(written: str) -> None:
    for edition in (EDITION, None):
        issue = read_issue(written, ASSESSMENT, edition)
        assert (issue.code == "") == (issue.kind is IssueKind.WORDS)
        if edition is not None and issue.kind is IssueKind.ITEM:
            assert issue.code in edition.items


def test_issues_of_a_measure_in_order() -> None:
    several = measure(issue=["O12", "i7", "คำพูด", "ตัวชี้วัดที่ ๒"])
    assert [issue.code for issue in issues_of(several, ASSESSMENT, EDITION)] == ["O12", "i7", "", "2"]
    assert [issue.code for issue in issues_of(measure(issue="i7"), ASSESSMENT, EDITION)] == ["i7"]
    assert list(issues_of(measure(), ASSESSMENT, EDITION)) == []


# --- standing ------------------------------------------------------------------------------------------------------

NOT_STARTED, DOING, DONE = ({"status": status} for status in ("not-started", "doing", "done"))


def standing(as_of: str, **fields: Any) -> MeasureStanding:
    return standing_of(measure(**fields), 2566, date.fromisoformat(as_of))


@pytest.mark.parametrize(
    ("due", "last"),
    [("2566-03-31", "2023-03-31"), ("2566-02", "2023-02-28"), ("2567-02", "2024-02-29"), ("ธ.ค. 2565", "2022-12-31")],
)
def test_time_is_up_the_day_after_the_last_day(due: str, last: str) -> None:
    day = date.fromisoformat(last)
    before, on, after = (
        standing_of(measure(due=due), 2566, date.fromordinal(day.toordinal() + step)) for step in (-1, 0, 1)
    )
    assert [s.is_overdue for s in (before, on, after)] == [False, False, True]
    assert {s.due for s in (before, on, after)} == {day}


def test_without_a_due_date_nothing_is_overdue() -> None:
    free = standing("2030-01-01")
    assert (free.due, free.is_overdue, free.status, free.is_done) == (None, False, None, False)


def test_the_last_round_by_its_day_tells_the_status() -> None:
    rounds = [{"on": "2566-08-01", **DONE}, {"on": "2566-02-01", **DOING}]
    told = standing("2023-09-01", due="2566-07-31", rounds=rounds)
    assert told.status is ActivityStatus.DONE
    assert (told.is_done, told.is_overdue) == (True, False)
    assert [r.status for r in told.rounds.by_day] == ["doing", "done"]


def test_what_is_yet_to_come_is_not_looked_at() -> None:
    rounds = [{"on": "2566-02-01", **DOING}, {"on": "2566-08-01", **DONE}]
    day_before, that_day = (standing(day, due="2566-03", rounds=rounds) for day in ("2023-07-31", "2023-08-01"))
    assert (day_before.status, day_before.is_overdue) == (ActivityStatus.DOING, True)
    assert len(day_before.rounds.by_day) == 1
    assert (that_day.status, that_day.is_overdue) == (ActivityStatus.DONE, False)


def test_a_round_without_a_day_is_the_last_in_the_order_of_the_file() -> None:
    rounds = [DOING, {"on": "2566-08-01", **DONE}, NOT_STARTED]
    told = standing("2023-09-01", rounds=rounds)
    assert [r.status for r in told.rounds.by_day] == ["done", "doing", "not-started"]
    assert told.status is ActivityStatus.NOT_STARTED
    assert len(told.rounds.in_year) == 3


def test_rounds_of_one_day_stay_in_the_order_of_the_file() -> None:
    told = standing("2023-09-01", rounds=[{"on": "2566-08-01", **DONE}, {"date": "2566-08-01", **DOING}])
    assert told.status is ActivityStatus.DOING


def test_rounds_of_the_fiscal_year() -> None:
    days = ["2565-09-30", "2565-10-01", "2566-09-30", "2566-10-01"]
    told = standing("2023-12-31", rounds=[{"on": day, **DOING} for day in days])
    assert [r.on for r in told.rounds.in_year] == [date(2022, 10, 1), date(2023, 9, 30)]
    assert len(told.rounds.by_day) == 4
    calendar = standing_of(told.measure, 2566, date(2023, 12, 31), start_month=1)
    assert [r.on for r in calendar.rounds.in_year] == [date(2023, 9, 30), date(2023, 10, 1)]


@pytest.mark.parametrize(("rounds", "overdue"), [([], True), ([NOT_STARTED], True), ([DOING], True), ([DONE], False)])
def test_only_what_is_done_is_not_overdue(rounds: list[dict[str, str]], overdue: bool) -> None:
    assert standing("2023-04-01", due="2566-03-31", rounds=rounds).is_overdue is overdue


@given(
    st.lists(
        st.tuples(st.none() | st.dates(date(2022, 9, 1), date(2023, 11, 1)), st.sampled_from(list(ActivityStatus)))
    ),
    st.dates(date(2022, 9, 1), date(2023, 11, 1)),
)
def test_rounds_are_sorted_and_none_is_lost(
    given_rounds: list[tuple[date | None, ActivityStatus]], as_of: date
) -> None:
    rounds = [{"status": status.value} | ({"on": day} if day else {}) for day, status in given_rounds]
    told = standing_of(measure(rounds=rounds), 2566, as_of)
    days = [r.on for r in told.rounds.by_day]
    dated = [day for day in days if day is not None]
    assert days == sorted(dated) + [None] * (len(days) - len(dated))
    assert len(days) == sum(day is None or day <= as_of for day, _ in given_rounds)
    assert set(map(id, told.rounds.in_year)) <= set(map(id, told.rounds.by_day))
    assert (told.status is None) == (not days)
