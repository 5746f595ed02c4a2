"""5xx beyond the examples: what is due on which day, files with odd names, one mistake said once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from builders import PROGRAMME, codes, judge, lay, places

from ita_site.dates import Month
from ita_site.records import Programme, read_record
from ita_site.rules.progress import due_date, months_due

REPORT = """\
month: {month}
submitted: {submitted}
actions:
  - text: ประชุมคณะทำงาน
"""


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


def test_a_report_before_its_month_is_over(site: Path) -> None:
    """Early is no mistake."""
    report(site, "2566-03.yml", "2566-03", "2566-03-30")
    assert judge(site).findings == ()


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
