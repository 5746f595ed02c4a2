"""7xx: honest sites raise nothing, a slip is told once and at its line, and what the message owes its reader."""

from __future__ import annotations

import json
import shutil
import time
from datetime import date
from pathlib import Path

import pytest
from builders import ITEMS, judge, lay
from consistency import Little, good, slips
from runner import REPOSITORY, ita_site

from ita_site.findings import Finding, Gate
from ita_site.rules.consistency.people import is_same_person, plain_name
from ita_site.rules.consistency.years import years_said

GOOD, SLIPS = good(), slips()


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


def told(site: Path, little: Little, only: str = "7") -> tuple[Finding, ...]:
    for path, text in little.files.items():
        lay(site, path, text)
    return judge(site, Gate.PUBLISH, little.as_of, only).findings


@pytest.mark.parametrize("little", GOOD, ids=lambda little: little.name)
def test_a_sound_site(site: Path, little: Little) -> None:
    """No rule of any family objects."""
    found = told(site, little, "")
    kept = [f for f in found if little.as_of is None or f.code.startswith("ITA7")]
    assert [(f.code, f.path, f.line, f.message.th) for f in kept] == []


@pytest.mark.parametrize("little", SLIPS, ids=lambda little: f"{little.expected[0][0]} {little.name}")
def test_a_slip(site: Path, little: Little) -> None:
    found = told(site, little)
    kept = [f for f in found if little.as_of is None or f.code.startswith("ITA7")]
    said = [(f.code, f.path, f.line, f.message.th) for f in kept]
    assert sorted(place[:3] for place in said) == sorted(little.expected), said


def test_the_trial_is_wide() -> None:
    assert len(GOOD) >= 40
    assert len(SLIPS) >= 40


def words(site: Path, name: str) -> str:
    [finding] = told(site, next(little for little in SLIPS if little.name == name))
    return f"{finding.message.th} {finding.fix.th}"


def test_a_renamed_row_is_told_with_both_names_items_and_lines(site: Path) -> None:
    said = words(site, "renamed a little")
    for part in (
        "«อบรมอาชีพผู้สูงอายุ»", "แผนข้อ O11 (content/files/2566/o11.csv:3)", "รายงานข้อ O12 (content/files/2566/o12.csv:3)",
        "ในรายงานเขียนว่า «อบรมอาชีพผู้สูงวัย»",
    ):  # fmt: skip
        assert part in said


def test_a_new_head_is_told_in_the_words_of_the_assessment(site: Path) -> None:
    assert "ผู้บริหารสูงสุดคนปัจจุบัน" in words(site, "a new head since")


def test_a_missing_table_tells_what_it_would_prove(site: Path) -> None:
    assert "ทุกรายการของแผนอยู่ในรายงาน และเงินที่ใช้ไม่เกินงบประมาณ" in words(site, "no table in the report")


def test_renaming_a_project_of_the_example_blocks(tmp_path: Path) -> None:
    """The example of the repository, which is consistent, with one project of the report called otherwise."""
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    shutil.copy(REPOSITORY / "site_config.yml", tmp_path)
    report = tmp_path / "content/files/2566/o12.csv"
    rows = report.read_text(encoding="utf-8").splitlines()
    name = "จัดทำแผนที่ภาษีและทะเบียนทรัพย์สิน"
    line = next(n for n, row in enumerate(rows, 1) if row.startswith(name))
    rows[line - 1] = rows[line - 1].replace(name, "ทำแผนที่ภาษีและทะเบียนทรัพย์สิน")
    report.write_text("\n".join(rows) + "\n", encoding="utf-8")
    planned = (tmp_path / "content/files/2566/o11.csv").read_text(encoding="utf-8").splitlines()
    there = next(n for n, row in enumerate(planned, 1) if row.startswith(name))
    done = ita_site("-C", tmp_path, "check", "--offline", "--gate", "publish", "--format", "json")
    assert done.code == 1
    [finding] = [f for f in json.loads(done.out)["findings"] if f["code"].startswith("ITA7")]
    assert (finding["code"], finding["path"], finding["line"]) == ("ITA701", "content/files/2566/o12.csv", line)
    said = finding["message"]["th"]
    for part in (f"«{name}»", "O11", "O12", f"o11.csv:{there}", f"o12.csv:{line}"):
        assert part in said


@pytest.mark.parametrize(
    ("name", "blocks"), [("renamed a little", True), ("left out", False), ("a month without a row", False)]
)
def test_what_is_still_to_be_written_stops_no_draft(site: Path, name: str, blocks: bool) -> None:
    for path, text in next(little for little in SLIPS if little.name == name).files.items():
        lay(site, path, text)
    assert judge(site, Gate.DRAFT, only="7").blocked == blocks
    assert judge(site, Gate.PUBLISH, only="7").blocked


def test_two_full_tables_are_compared_in_good_time(site: Path) -> None:
    many = 2_000
    lay(
        site,
        "content/files/2566/o11.csv",
        "project,budget,start,end\n" + "".join(f"งานที่ {n} ก,1,2565-10,2566-03\n" for n in range(many)),
    )
    lay(
        site,
        "content/files/2566/o12.csv",
        "project,spent,status\n" + "".join(f"งานที่ {n} ข,1,done\n" for n in range(many)),
    )
    little = next(little for little in GOOD if little.name == "budgets with satang")
    for code in ("o11", "o12"):
        lay(site, f"{ITEMS}/{code}.yml", little.files[f"{ITEMS}/{code}.yml"])
    began = time.process_time()
    found = [f for f in judge(site, only="7").findings if f.code.startswith("ITA7")]
    assert {f.code for f in found} == {"ITA701", "ITA702"}
    assert len(found) == 10
    assert "และอีก 1,995 แถว" in found[4].message.th
    assert time.process_time() - began < 15, (
        "it takes under one; every row with every other in Python would take far more"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("นายสมมติ ใจดี", "สมมติ ใจดี"),
        ("นางสาว สมมติ  ใจดี", "น.ส.สมมติ ใจดี"),
        ("ว่าที่ร้อยตรีหญิง สมมติ ใจดี", "ว่าที่ ร.ต.หญิง สมมติ ใจดี"),
        ("ว่าที่ ร.ต. (หญิง) สมมติ ใจดี", "นางสาวสมมติ ใจดี"),
        ("พันตำรวจเอก สมมติ ใจดี", "พ.ต.อ.สมมติ ใจดี"),
        ("จ่าสิบเอก สมมติ ใจดี", "จ.ส.อ. สมมติ ใจดี"),
        ("ดร.สมมติ ใจดี", "ดร สมมติ ใจดี"),
        ("ผู้ช่วยศาสตราจารย์ ดร. สมมติ ใจดี", "ผศ.ดร.สมมติ ใจดี"),
        ("นายแพทย์สมมติ ใจดี", "นพ. สมมติ ใจดี"),
        ("Mr. Somebody Else", "somebody else"),
    ],
)
def test_names_are_compared_without_titles(one: str, other: str) -> None:
    assert is_same_person(one, other)
    assert is_same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("นายสมมติ ใจดี", "นายสมหมาย ใจดี"), ("นายสมมติ ใจดี", "นายสมมติ ใจงาม"), ("นาย", "นายสมมติ ใจดี"), ("นายสมมติ", "")],
)
def test_other_people_are_others(one: str, other: str) -> None:
    assert not is_same_person(one, other)


@pytest.mark.parametrize("name", ["ดรุณี ใจดี", "พลอย ใจดี", "สิบทิศ ใจดี", "จ่าย ใจดี", "ร้อยดาว ใจดี"])
def test_first_names_that_look_like_titles(name: str) -> None:
    assert plain_name(name) == name.replace(" ", "")
    assert plain_name(f"นางสาว{name}") == plain_name(name)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("แผน ปีงบประมาณ พ.ศ. ๒๕๖๖", [(2566, 2566, True)]),
        ("แผน ปีงบประมาณพ.ศ.2566", [(2566, 2566, True)]),
        ("แผน ปีงบ 66", [(2566, 2566, True)]),
        ("รายงานประจำปี 2565", [(2565, 2565, False)]),
        ("รายงาน ปี 65 รอบ 6 เดือน", [(2565, 2565, False)]),
        ("แผน (พ.ศ. 2566-2570)", [(2566, 2570, False)]),
        ("แผน พ.ศ. 2566 – พ.ศ. 2570", [(2566, 2570, False)]),
        ("แผน ปีงบประมาณ 2566 ถึง ปีงบประมาณ 2570", [(2566, 2570, True)]),
        ("แผน ปี 2566-70", [(2566, 2570, False)]),
        ("แผน 3 ปี 2564-2566", [(2564, 2566, False)]),
        ("ปี 2565 และ 2566", [(2565, 2565, False), (2566, 2566, False)]),
        ("ปี 2565 และปี 2566", [(2565, 2565, False), (2566, 2566, False)]),
        ("ระหว่างปี 2565 ถึงปี 2566", [(2565, 2566, False)]),
        ("ปี 65/66", [(2565, 2566, False)]),
        ("ปี พ . ศ . 2565", [(2565, 2565, False)]),
        ("ยุทธศาสตร์ 20 ปี (พ.ศ. 2561 - 2580)", [(2561, 2580, False)]),
        ("fiscal year 2023", [(2566, 2566, True)]),
        ("FY2566", [(2566, 2566, True)]),
        ("พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540", []),
        ("ณ วันที่ 9 ธันวาคม 2565", []),
        ("ต.ค. 2565 – มี.ค. 2566", []),
        ("ตุลาคม 2565 ถึง มีนาคม 2566", []),
        ("คำสั่งที่ 123/2565", []),
        ("ครั้งที่ 1/2566 อายุ 60 ปี", []),
        ("ปีละ 2 ครั้ง ปี 60 คน", []),
        ("โทร 0 2566 2570", []),
    ],
)
def test_years_that_words_name(text: str, said: list[tuple[int, int, bool]]) -> None:
    assert [(year.first, year.last, year.is_fiscal) for year in years_said(text)] == said


@pytest.mark.parametrize(
    "text", ["ปี" * 20_000, "ปี" + " " * 50_000, "ปี 2566 และ " * 5_000, "2566 - " * 10_000, "2566" + " " * 50_000]
)
def test_long_texts_are_read_in_good_time(text: str) -> None:
    began = time.process_time()
    assert len(list(years_said(text))) <= 10_000
    assert time.process_time() - began < 5, (
        "it takes a hundredth of that; looking back from each place would take minutes"
    )


def test_a_month_that_is_not_over_is_not_missed(site: Path) -> None:
    little = next(little for little in SLIPS if little.name == "a month without a row")
    for path, text in little.files.items():
        lay(site, path, text)
    on_the_last_day = judge(site, Gate.PUBLISH, date(2022, 12, 31).isoformat(), "7").findings
    assert [f for f in on_the_last_day if f.code == "ITA709"] == []
