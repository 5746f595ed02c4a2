"""`new report`: the next month begins where the last one ended, and what is filled in passes the check."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from builders import PROGRAMME, lay
from hypothesis import given, settings
from hypothesis import strategies as st
from runner import REPOSITORY, Ran, ita_site

from ita_site.dates import Month
from ita_site.programmes import Workdays, deadline
from ita_site.records import MonthlyReport, Programme, read_record
from ita_site.scaffold import Before, report_file
from ita_site.source import loads

KPI = "content/2566/programmes/kpi-2-1"
WASTE = "content/2566/programmes/waste-bank"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example, free to be spoilt."""
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    shutil.copy(REPOSITORY / "site_config.yml", tmp_path)
    return tmp_path


def new_report(site: Path, *words: str) -> Ran:
    return ita_site("-C", site, "new", "report", *words)


def read(path: Path) -> dict[str, object]:
    document = loads(path.read_bytes(), path.name)
    assert document.problems == ()
    assert document.data is not None
    return dict(document.data)


def fill(path: Path, day: str) -> None:
    """Do what an officer does: dates, and the numbers of last time once more. Nothing else."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^(submitted:|  - on:|    as_of:)$", rf"\1 {day}", text, flags=re.MULTILINE)
    text = re.sub(r"(# ครั้งก่อน ([0-9]+)\n    numerator:)$", r"\1 \2", text, flags=re.MULTILINE)
    text = re.sub(r'\["", ([0-9]+)\](   # ครั้งก่อน ([0-9]+))$', r"[\3, \1]\2", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")


def findings(site: Path, folder: str) -> list[str]:
    ran = ita_site("-C", site, "check", "--offline", "--format", "json")
    return [f"{f['code']} {f['line']} {f['message']['en']}" for f in json.loads(ran.out)["findings"] if f["path"].startswith(folder)]  # fmt: skip


@pytest.mark.parametrize(
    ("folder", "last", "day"),
    [(KPI, "2566-07", "2566-08-09"), (WASTE, "2566-08", "2566-09-08")],
    ids=["kpi", "project"],
)
def test_dates_and_numbers_are_all_that_a_month_asks_for(example: Path, folder: str, last: str, day: str) -> None:
    path, plan = example / folder / f"{last}.yml", example / folder / "programme.yml"
    path.unlink()
    # what the year cost would rightly be asked for: this month's share of it is no date and no count
    plan.write_text(re.sub(r"budget_used_baht: .*\n", "", plan.read_text(encoding="utf-8")), encoding="utf-8")
    ran = new_report(example, folder.rpartition("/")[2])
    assert ran.code == 0, ran.said
    assert path.is_file()
    assert any("blank" in found for found in findings(example, f"{folder}/{last}"))
    fill(path, day)
    assert findings(example, f"{folder}/{last}") == []
    assert ita_site("-C", example, "check", "--offline").code == 0


def test_the_last_month_is_carried_over(example: Path) -> None:
    for month in ("2566-06", "2566-07"):
        (example / KPI / f"{month}.yml").unlink()
    before = read(example / KPI / "2566-05.yml")
    assert new_report(example, "kpi-2-1").code == 0
    path = example / KPI / "2566-06.yml"
    found, text = read(path), path.read_text(encoding="utf-8")
    assert found["no"] == before["no"] + 1  # type: ignore[operator]
    assert found["reporter"] == before["reporter"]
    assert found["submitted"] is None
    steps = [step["text"] for step in before["next"]]  # type: ignore[attr-defined]
    actions = found["actions"]
    assert isinstance(actions, list)
    assert [a["text"] for a in actions][: len(steps)] == steps
    assert all("on" in a and a["on"] is None for a in actions)
    assert [a["activity"] for a in actions if "activity" in a] == ["13"]  # the one that is open in this quarter
    assert "ยืนยันแล้วใส่วันที่ หรือลบ" in text
    assert [m["name"] for m in found["metrics"]] == [m["name"] for m in before["metrics"]]  # type: ignore[attr-defined]
    assert {m["numerator"] for m in found["metrics"]} == {None}  # type: ignore[attr-defined]
    assert "กำหนดส่ง 10 กรกฎาคม 2566" in text
    assert "ครั้งก่อน 80" in text  # progress
    assert "#  4: {value: 28.57}" in text
    assert "ระดับ 3 ระบบนับคะแนนให้" in text


def test_months_that_were_only_begun_keep_their_number(example: Path) -> None:
    for month in ("2566-06", "2566-07"):
        (example / KPI / f"{month}.yml").unlink()
    numbers = []
    for month in ("2566-06", "2566-07"):
        assert new_report(example, "kpi-2-1").code == 0
        numbers.append(read(example / KPI / f"{month}.yml")["no"])
    assert numbers == [9, 10]


def test_money_so_far_is_told(example: Path) -> None:
    (example / WASTE / "2566-08.yml").unlink()
    assert new_report(example, "waste-bank").code == 0
    assert re.search(
        r"ใช้ไปแล้วถึงรายงานก่อน [0-9,]+ บาท งบประมาณ 120,000 บาท",
        (example / WASTE / "2566-08.yml").read_text(encoding="utf-8"),
    )


def test_without_a_month_it_is_the_next_one(site: Path) -> None:
    folder = site / PROGRAMME
    for path in folder.glob("25*.yml"):
        path.unlink()
    assert new_report(site, "kpi-2-1").code == 0
    assert (folder / "2565-10.yml").is_file()
    assert "รายงานแรกของแผนงานนี้" in (folder / "2565-10.yml").read_text(encoding="utf-8")
    ran = new_report(site, "kpi-2-1", "2566-02")
    assert ran.code == 0
    assert "2565-11, 2565-12, 2566-01" in ran.out  # also missing
    assert new_report(site, "kpi-2-1").code == 0
    assert (folder / "2566-03.yml").is_file()  # after the last one
    assert new_report(site, "kpi-2-1").code == 0
    assert (folder / "2565-11.yml").is_file()  # then the gaps
    for _ in range(2):
        assert new_report(site, "kpi-2-1").code == 0
    done = new_report(site, "kpi-2-1")
    assert done.code == 2
    assert "ครบทุกเดือน" in done.err


def test_an_unreadable_month_is_left_alone_and_passed_over(site: Path) -> None:
    (site / PROGRAMME / "2566-03.yml").unlink()
    lay(site, f"{PROGRAMME}/2566-02.yml", "month: [\n")
    ran = new_report(site, "kpi-2-1")
    assert ran.code == 0, ran.said
    assert "begun from 2566-01" in ran.out
    assert (site / PROGRAMME / "2566-02.yml").read_text(encoding="utf-8") == "month: [\n"


def test_of_a_programme_by_rounds_only_the_last_months_are_offered(site: Path) -> None:
    plan = site / PROGRAMME / "programme.yml"
    rounds = (
        "reports: rounds\nrounds:\n  - {id: a, months: [2565-10, 2565-12]}\n  - {id: b, months: [2566-01, 2566-03]}\n"
    )
    plan.write_text(plan.read_text(encoding="utf-8") + rounds, encoding="utf-8")
    for path in (site / PROGRAMME).glob("25*.yml"):
        path.unlink()
    assert new_report(site, "kpi-2-1").code == 0
    assert (site / PROGRAMME / "2565-12.yml").is_file()
    other = new_report(site, "kpi-2-1", "2566-02")
    assert other.code == 0
    assert "2565-12, 2566-03" in other.out


def test_a_report_of_a_round_asks_for_the_activities_of_all_its_months(example: Path) -> None:
    assert new_report(example, "integrity-followup").code == 0
    found = read(example / "content/2566/programmes/integrity-followup/2566-09.yml")
    plan = read(example / "content/2566/programmes/integrity-followup/programme.yml")
    open_ = {a["id"] for a in plan["activities"] if a["status"] != "done" and set(a["quarters"]) & {3, 4}}  # type: ignore[attr-defined]
    assert open_ <= {a.get("activity") for a in found["actions"]}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["kpi-2-1", "2567-13"], "01 ถึง 12"),
        (["kpi-2-1", "2567-02"], "2565-10 ถึง 2566-03"),
        (["kpi-2-1", "เดือนหน้า"], "ไม่ใช่เดือน"),
        (["kpi-2-1", "2566-02"], "มีอยู่แล้ว"),
        (["kpi-2-1", "ก.พ. 66"], "มีอยู่แล้ว"),
        (["kpi-21"], "หมายถึง kpi-2-1"),
        (["nothing"], "new programme nothing"),
        (["../../items"], "ไม่พบแผนงาน"),
        (["x" * 500], "ไม่พบแผนงาน"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(site: Path, words: list[str], says: str) -> None:
    before = {p: p.read_bytes() for p in site.rglob("*") if p.is_file()}
    ran = new_report(site, *words)
    assert ran.code == 2, ran.said
    assert says in ran.err
    assert "Traceback" not in ran.said
    assert before == {p: p.read_bytes() for p in site.rglob("*") if p.is_file()}


def test_a_plan_that_cannot_be_read_comes_first(site: Path) -> None:
    lay(site, f"{PROGRAMME}/programme.yml", "id: kpi-2-1\nname: ก\n")
    ran = new_report(site, "kpi-2-1", "2566-02")
    assert ran.code == 2
    assert "มีที่ต้องแก้ก่อน" in ran.err


def test_a_plan_by_rounds_without_rounds_owes_its_last_month(site: Path) -> None:
    plan = site / PROGRAMME / "programme.yml"
    plan.write_text(plan.read_text(encoding="utf-8") + "reports: rounds\n", encoding="utf-8")
    (site / PROGRAMME / "2566-03.yml").unlink()
    assert new_report(site, "kpi-2-1").code == 0
    assert (site / PROGRAMME / "2566-03.yml").is_file()


def test_the_advised_day_stands_at_the_top(site: Path) -> None:
    config = site / "site_config.yml"
    config.write_text(config.read_text(encoding="utf-8") + "calendar: {holidays: [2566-04-10]}\n", encoding="utf-8")
    (site / PROGRAMME / "2566-03.yml").unlink()
    ran = new_report(site, "kpi-2-1")
    assert "แนะนำไม่เกิน 7 เม.ย. 2566" in ran.out
    head = (site / PROGRAMME / "2566-03.yml").read_text(encoding="utf-8").splitlines()[1]
    assert head == "# กำหนดส่ง 10 เมษายน 2566 ซึ่งเป็นวันหยุดของหน่วยงาน ควรขึ้นเว็บภายใน 7 เมษายน 2566"


def _as_read(text: str) -> str:
    """A text as it comes out of an officer's file: that is all that records ever hold."""
    data = loads(f"a: {json.dumps(text, ensure_ascii=True)}\n".encode(), "x.yml").data
    found = data["a"].strip() if data and isinstance(data["a"], str) else ""
    return found or "ก"


ODD = st.sampled_from(
    [": ", " #", "#", "- ", "'", '"', "\\", "\n", "\t", "{{", "{%", "}}", "[", "{", "*a", "&b", "!c", "%", "@", "|", ">", "true", "~", "2566-02", "ก", "ำ", "😀", "--- ", "? "]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(ODD, min_size=1, max_size=8).map("".join),
    st.sampled_from(["ยาว " * 2000, "x" * 1500]),
).map(_as_read)


@settings(max_examples=50)
@given(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS)
def test_any_text_reads_back_as_it_was(name: str, step: str, title: str, group: str, unit: str) -> None:
    plan = {
        "id": "x", "name": name, "kind": "kpi", "start": "2565-10", "end": "2566-09",
        "activities": [{"id": unit, "title": title, "quarters": [2]}],
        "levels": [{"level": 1, "name": title, "measure": "percent"}, {"level": 2, "name": group, "measure": "host"}],
    }  # fmt: skip
    last = {
        "month": "2566-01", "submitted": "2566-02-09", "no": 4, "actions": [{"text": step}],
        "next": [{"text": step, "due": "2566-02-20"}],
        "metrics": [{"name": name, "numerator": 1, "denominator": 5, "unit": unit, "by": {group: (1, 2), "ข": (0, 3)}}],
        "reporter": {"name": title, "position": step, "phone": unit, "email": group},
        "memo": {"sender": name, "subject": step},
    }  # fmt: skip
    programme, report = read_record(Programme, plan)[0], read_record(MonthlyReport, last)[0]
    assert programme is not None
    assert report is not None
    days = deadline(programme, Month(2023, 2), Workdays())
    text = report_file(programme, days, Before(report, Decimal("12.50")))
    document = loads(text.encode(), "2566-02.yml")
    assert document.problems == ()
    data = document.data
    assert data is not None
    assert data["no"] == 5
    assert [a["text"] for a in data["actions"]] == [step, title]
    assert data["actions"][0]["due"] == "2566-02-20"
    assert data["actions"][1]["activity"] == unit
    (metric,) = data["metrics"]
    assert (metric["name"], metric["unit"], set(metric["by"])) == (name, unit, {group, "ข"})
    assert data["reporter"] == {"name": title, "position": step, "phone": unit, "email": group}
    assert set(data) == {"month", "submitted", "no", "actions", "metrics", "reporter"}


def test_the_examples_in_a_first_report_become_a_sound_report() -> None:
    plan = {"id": "x", "name": "ก", "kind": "kpi", "start": "2565-10", "end": "2566-09", "levels": [
        {"level": 1, "name": "ก", "measure": "percent", "bands": [{"from": 0, "score": 1}]}, {"level": 5, "name": "ข"},
    ]}  # fmt: skip
    programme = read_record(Programme, plan)[0]
    assert programme is not None
    text = report_file(programme, deadline(programme, Month(2023, 2), Workdays()))
    freed = re.sub(r"^#(?=[a-z ] *[-a-z0-9])(?! [^ ])", "", text, flags=re.MULTILINE)
    freed = freed.replace("  - on:\n    text:\n", "").replace("submitted:\n", "submitted: 2566-03-08\n")
    document = loads(freed.encode(), "2566-02.yml")
    assert document.problems == (), freed
    record, problems = read_record(MonthlyReport, document.data or {})
    assert problems == ()
    assert record is not None
    assert record.submitted == date(2023, 3, 8)
    assert set(record.levels) == {1, 5}
    assert record.next and record.metrics and record.reporter and record.summary


def test_points_that_the_host_gave_are_the_example_even_when_there_were_none() -> None:
    plan = {
        "id": "x",
        "name": "ก",
        "kind": "kpi",
        "start": "2565-10",
        "end": "2566-09",
        "levels": [{"level": 5, "name": "ข"}],
    }
    last = {"month": "2566-01", "submitted": "2566-02-09", "actions": [{"text": "ก"}], "levels": {"5": {"score": 0}}}
    programme, report = read_record(Programme, plan)[0], read_record(MonthlyReport, last)[0]
    assert programme is not None
    assert report is not None
    text = report_file(programme, deadline(programme, Month(2023, 2), Workdays()), Before(report, None))
    assert "#  5: {score: 0, by: " in text


def test_capital_letters_are_no_other_programme(site: Path) -> None:
    ran = new_report(site, "KPI-2-1", "2566-02")
    assert ran.code == 2
    assert "did you mean kpi-2-1?" in ran.err
