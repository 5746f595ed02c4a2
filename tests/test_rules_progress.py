"""5xx beyond the examples: what is due on which day, files with odd names, one mistake said once."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from builders import PROGRAMME, codes, lay, places
from builders import judge as judge_all

from ita_site.dates import Month
from ita_site.programmes import due_date, months_due
from ita_site.records import Programme, read_record

REPORT = """\
month: {month}
submitted: {submitted}
actions:
  - text: ประชุมคณะทำงาน
reporter: {{name: งานบริหารทั่วไป}}
"""

judge = partial(judge_all, only="5")
"""What other families say of a whole site, `test_rule_examples` and the trials tell."""


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


def report(site: Path, name: str, month: str, submitted: str) -> None:
    lay(site, f"{PROGRAMME}/{name}", REPORT.format(month=month, submitted=submitted))


def programme(**fields: object) -> Programme:
    typed = {"id": "p", "name": "แผนงาน", "kind": "kpi", "start": "2565-10", "end": "2566-03", **fields}
    record, problems = read_record(Programme, typed)
    assert record is not None, problems
    return record


@pytest.mark.parametrize(
    ("day", "month", "due"),
    [
        (10, Month(2022, 10), date(2022, 11, 10)),
        (10, Month(2022, 12), date(2023, 1, 10)),
        (28, Month(2023, 1), date(2023, 2, 28)),
        (1, Month(2023, 3), date(2023, 4, 1)),
    ],
)
def test_due_date(day: int, month: Month, due: date) -> None:
    assert due_date(programme(deadline_day=day), month) == due


@pytest.mark.parametrize(
    ("as_of", "count"),
    [
        (date(2022, 10, 1), 0), (date(2022, 11, 10), 0), (date(2022, 11, 11), 1), (date(2023, 4, 10), 5),
        (date(2023, 4, 11), 6), (date(2033, 1, 1), 6),
    ],
)  # fmt: skip
def test_months_due(as_of: date, count: int) -> None:
    """A report is owed when its last day is over, not on that day."""
    assert len(months_due(programme(), as_of)) == count


@pytest.mark.parametrize(
    ("as_of", "missing"),
    [("2565-11-10", []), ("2565-11-11", ["2565-10"]), ("2566-01-11", ["2565-10", "2565-11", "2565-12"])],
)
def test_missing_months_by_day(site: Path, as_of: str, missing: list[str]) -> None:
    for name in ("2565-10", "2565-11", "2565-12"):
        (site / PROGRAMME / f"{name}.yml").unlink()
    # on an earlier day later dates of the base site lie in the future, which is another rule's matter
    assert {p for p in places(judge(site, as_of=as_of).findings) if p[2] != "ITA218"} == {
        (f"{PROGRAMME}/{name}.yml", 1, "ITA501") for name in missing
    }


def test_a_report_that_cannot_be_read_is_not_missing(site: Path) -> None:
    lay(site, f"{PROGRAMME}/2566-03.yml", "month: 2566-03\nsubmitted: [\n")
    assert codes(judge(site)) == ["ITA104"]


def test_a_report_in_time_on_the_last_day(site: Path) -> None:
    report(site, "2566-03.yml", "2566-03", "2566-04-10")
    assert judge(site).findings == ()
    report(site, "2566-03.yml", "2566-03", "2566-04-11")
    [finding] = judge(site).findings
    assert finding.code == "ITA502"
    assert "1 วัน" in finding.message.th


@pytest.mark.parametrize(("submitted", "found"), [("2566-03-30", ["ITA510"]), ("2566-03-31", []), ("2566-04-01", [])])
def test_a_report_before_its_month_is_over(site: Path, submitted: str, found: list[str]) -> None:
    """On the last day of the month all of it can be told."""
    report(site, "2566-03.yml", "2566-03", submitted)
    assert codes(judge(site)) == found


def test_a_report_after_a_late_one_is_in_order(site: Path) -> None:
    """February came in April, March in time: one mistake, which is February's."""
    report(site, "2566-02.yml", "2566-02", "2566-04-20")
    report(site, "2566-03.yml", "2566-03", "2566-04-08")
    assert places(judge(site).findings) == {(f"{PROGRAMME}/2566-02.yml", 2, "ITA502")}


def test_a_slip_after_a_late_report_is_still_found(site: Path) -> None:
    report(site, "2566-02.yml", "2566-02", "2566-04-20")
    report(site, "2566-03.yml", "2566-03", "2565-04-08")
    assert places(judge(site).findings) == {
        (f"{PROGRAMME}/2566-02.yml", 2, "ITA502"),
        (f"{PROGRAMME}/2566-03.yml", 2, "ITA510"),
    }


def test_a_day_to_come_is_not_late_too(site: Path) -> None:
    report(site, "2566-03.yml", "2566-03", "2576-04-08")
    assert codes(judge(site)) == ["ITA218"]


def test_the_advised_day_is_named_where_the_last_day_is_a_day_off(site: Path) -> None:
    """10 December 2565 was Constitution Day and a Saturday; 10 November an ordinary Thursday."""
    for name in ("2565-10", "2565-11"):
        (site / PROGRAMME / f"{name}.yml").unlink()
    october, november = (f.message for f in judge(site).findings)
    assert "กำหนดส่ง 10 พ.ย. 2565)" in october.th
    assert "กำหนดส่ง 10 ธ.ค. 2565 ซึ่งเป็นวันหยุด ควรส่งภายใน 9 ธ.ค. 2565)" in november.th
    assert "(due 2565-12-10, a day off: by 2565-12-09)" in november.en


def test_the_calendar_is_not_asked_of_a_clean_site(site: Path) -> None:
    """The library of holidays is slow to load."""
    code = (
        "import sys; from pathlib import Path; from builders import judge;"
        f"assert judge(Path({str(site)!r})).findings == (); assert 'holidays' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parent, timeout=60)


def test_a_programme_by_rounds_owes_the_last_month_of_each(site: Path) -> None:
    plan = site / PROGRAMME / "programme.yml"
    rounds = "reports: rounds\nrounds:\n  - {id: r1, months: [2565-10, 2565-11, 2565-12]}\n  - {id: r2, months: [2566-01, 2566-02, 2566-03]}\n"
    text = plan.read_text(encoding="utf-8")
    lay(site, f"{PROGRAMME}/programme.yml", text.replace("levels:", f"{rounds}levels:"))
    for path in (site / PROGRAMME).glob("256*.yml"):
        path.unlink()
    assert {path for path, _, _ in places(judge(site).findings)} == {
        f"{PROGRAMME}/2565-12.yml",
        f"{PROGRAMME}/2566-03.yml",
    }


@pytest.mark.parametrize("name", ["2566-13.yml", "ล่าสุด.yml"])
def test_a_month_that_is_none_is_the_missing_one(site: Path, name: str) -> None:
    """March was typed as the thirteenth month: one mistake, at its line."""
    (site / PROGRAMME / "2566-03.yml").unlink()
    report(site, name, "2566-13", "2566-04-08")
    assert places(judge(site).findings) == {(f"{PROGRAMME}/{name}", 1, "ITA205")}


def test_one_month_that_is_none_hides_no_two_missing_ones(site: Path) -> None:
    for name in ("2566-02.yml", "2566-03.yml"):
        (site / PROGRAMME / name).unlink()
    report(site, "2566-13.yml", "2566-13", "2566-04-08")
    assert sorted(codes(judge(site))) == ["ITA205", "ITA501", "ITA501"]


def numbered(site: Path, *numbers: int | None) -> None:
    """The base site's reports, with these numbers from October on."""
    for name, no in zip(sorted(p.name for p in (site / PROGRAMME).glob("256*.yml")), numbers, strict=False):
        if no is not None:
            text = (site / PROGRAMME / name).read_text(encoding="utf-8")
            lay(site, f"{PROGRAMME}/{name}", f"{text}no: {no}\n")


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ((1, 2, 3, 4, 5, 6), []),
        ((1, None, 3, None, None, 6), []),  # a report that states no number takes one
        ((None, None, 7, 8), []),  # a series that begins later may go on from elsewhere
        ((2, 3, 4), ["2565-10"]),  # the first of a programme is 1
        ((1, 2, 7, 4, 5, 6), ["2565-12"]),  # a slip is one finding
        ((1, 2, 4, 5, 6, 7), ["2565-12"]),  # a number left out is one finding, although all after it are moved
        ((1, 2, 2, 3, 4, 5), ["2565-12"]),
    ],
)
def test_numbers_of_reports(site: Path, numbers: tuple[int | None, ...], wrong: list[str]) -> None:
    numbered(site, *numbers)
    assert {(path, code) for path, _, code in places(judge(site).findings)} == {
        (f"{PROGRAMME}/{name}.yml", "ITA511") for name in wrong
    }


@pytest.mark.parametrize(("after", "found"), [(3, ["ITA501"]), (2, ["ITA501"]), (5, ["ITA501", "ITA511"])])
def test_a_missing_month_may_or_may_not_have_taken_a_number(site: Path, after: int, found: list[str]) -> None:
    numbered(site, 1, None, after)
    (site / PROGRAMME / "2565-11.yml").unlink()
    assert sorted(codes(judge(site))) == found


def test_reports_without_a_plan_name_the_plan_that_was_probably_meant(site: Path) -> None:
    lay(site, "content/2566/programmes/kpi2-1/2566-03.yml", REPORT.format(month="2566-03", submitted="2566-04-08"))
    [finding] = judge(site).findings
    assert finding.code == "ITA506"
    assert "kpi-2-1" in finding.fix.th
    assert "kpi-2-1" in finding.fix.en


def test_a_programme_of_a_far_year_is_one_finding(site: Path) -> None:
    """Three thousand months, and none of the reports lies outside."""
    text = (site / PROGRAMME / "programme.yml").read_text(encoding="utf-8")
    for years in ("start: 2407-10\nend: 2566-03", "start: 2565-10\nend: 2699-03", "start: 2575-10\nend: 2576-03"):
        lay(site, f"{PROGRAMME}/programme.yml", text.replace("start: 2565-10\nend: 2566-03", years))
        assert codes(judge(site)) == ["ITA509"]


def test_last_months_report_copied(site: Path) -> None:
    """The copy stands for March and says February; March is not missing and February not there twice."""
    lay(site, f"{PROGRAMME}/2566-03.yml", (site / PROGRAMME / "2566-02.yml").read_text(encoding="utf-8"))
    assert places(judge(site).findings) == {(f"{PROGRAMME}/2566-03.yml", 1, "ITA505")}


@pytest.mark.parametrize("month", ["2567-03", "2565-03", "2565-11"])
def test_a_slip_in_the_month_is_one_finding(site: Path, month: str) -> None:
    """Neither outside the programme, late or out of order, nor its neighbours."""
    report(site, "2566-03.yml", month, "2566-04-08")
    assert places(judge(site).findings) == {(f"{PROGRAMME}/2566-03.yml", 1, "ITA505")}


@pytest.mark.parametrize(
    "name", ["2566-02 (1).yml", "2566-02-แก้ไข.yml", "copy of 2566-02.yml", "2566-2.yml", "ก.พ. 2566.yml"]
)
def test_a_second_report(site: Path, name: str) -> None:
    report(site, name, "2566-02", "2566-03-08")
    [finding] = judge(site).findings
    assert (finding.code, finding.path) == ("ITA507", f"{PROGRAMME}/{name}")
    assert f"{PROGRAMME}/2566-02.yml" in finding.message.th


@pytest.mark.parametrize("name", ["2566-2.yml", "2566-02.yaml", "ก.พ. 2566.yml", "2023-02.yml", "02-2566.yml"])
def test_names_of_one_month(site: Path, name: str) -> None:
    (site / PROGRAMME / "2566-02.yml").rename(site / PROGRAMME / name)
    assert judge(site).findings == ()


def test_a_name_that_is_no_month(site: Path) -> None:
    (site / PROGRAMME / "2566-02.yml").rename(site / PROGRAMME / "ล่าสุด.yml")
    [finding] = judge(site).findings
    assert (finding.code, finding.path) == ("ITA505", f"{PROGRAMME}/ล่าสุด.yml")
    assert "2566-02.yml" in finding.fix.th


def test_a_programme_that_cannot_be_read_asks_for_no_reports(site: Path) -> None:
    lay(site, f"{PROGRAMME}/programme.yml", "id: kpi-2-1\nname: แผนงาน\nkind: ตัวชี้วัด\nstart: 2565-10\nend: 2570-09\n")
    assert codes(judge(site)) == ["ITA204"]


def test_an_empty_programme_folder(site: Path) -> None:
    (site / "content/2566/programmes/kpi-2-2").mkdir()
    assert places(judge(site).findings) == {("content/2566/programmes/kpi-2-2/programme.yml", 1, "ITA506")}
