"""A table of eight measures that lacks most of what shows that they follow from a result, transcribed under `sites/`.

It names the responsible person of the first row alone, no issue, no day, and nothing under «not done yet».
"""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from once import once
from runner import ita_site
from shown import Shown, page_of

SITE = Path(__file__).resolve().parent / "sites" / "sao-measures"
FILE = "content/2566/measures.yml"
WITHOUT_RESULT = 5

ROWS = [
    # words of the measure, of its steps, of what was done (blank where the table is), of the advice
    ("การนำเทคโนโลยีมาใช้", ("ระบบ E-Service",), "ให้ผู้ดูแลระบบปรับปรุง", ""),
    ("การเผยแพร่ผลงานหรือข้อมูลข่าวสาร", ("เฟซบุ๊ก ไลน์", "ให้บ่อยกว่าเดิม"), "ข่าวสารทันสมัย", ""),
    ("ตัวชี้วัดตามแบบประเมิน IIT", ("ก่อนตอบแบบวัด",), "หัวหน้าสำนักและกอง", "ภาพกิจกรรม"),
    ("ร่วมตอบแบบวัดของผู้มีส่วนได้ส่วนเสียภายนอก", ("แผ่นพับ และใบปลิว",), "โปสเตอร์หน้าสำนักงาน", "สัปดาห์ละครั้ง"),
    ("อำนวยความสะดวกแก่ผู้รับบริการ", ("ตอบแบบวัด EIT",), "", ""),
    ("ขั้นตอนการยืมทรัพย์สินของทางราชการ", ("แก่บุคคลภายนอก", "ให้พนักงานทุกคน"), "จัดทำขั้นตอนการยืม", "งานบริหารงานทั่วไป"),
    ("แผนการใช้จ่ายงบประมาณประจำปี", ("แผนการใช้จ่ายงบประมาณปี 2566",), "ทุกสำนักและกอง", "งานบริหารงานทั่วไป"),
    ("การปรับปรุงการให้บริการของเจ้าหน้าที่", ("ตอบคำถามทุกช่องทาง", "ยิ้มแย้ม", "หัวหน้าส่วนราชการกำกับ"), "อย่างสม่ำเสมอแล้ว", "ควรกำกับดูแลการให้บริการ"),
]  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "seed-measures", _build)


def _build(folder: Path) -> None:
    shutil.copytree(SITE, folder)
    ran = ita_site("-C", folder, "build", "--offline")
    assert ran.code == 0, ran.said


def card(built: Path, number: int) -> Shown:
    """A measure on the page of measures; the ids of the file are Thai numbers."""
    (node,) = page_of(built, "2566/measures").css(f'[id="m-{chr(0x0E50 + number)}"]')
    return Shown(node)


@cache
def findings() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(ita_site("-C", SITE, "check", "--offline", "--format", "json").out)["findings"])


def told(code: str) -> list[dict[str, Any]]:
    """Findings about the table with this code."""
    return [f for f in findings() if f["code"] == code and f["path"] == FILE]


def measure_at(line: int) -> int:
    """The row of the table (from 1) that a line of the file belongs to."""
    return sum(text.startswith("  - id:") for text in (SITE / FILE).read_text(encoding="utf-8").splitlines()[:line])


@pytest.mark.parametrize("number", range(1, 9))
def test_a_row_keeps_what_the_table_has(built: Path, number: int) -> None:
    title, steps, done, advice = ROWS[number - 1]
    shown = card(built, number)
    assert shown.lacks(title, *steps, done, advice) == []
    assert [other for other, *_ in ROWS if other != title and shown.has(other)] == []
    assert shown.has("แล้วเสร็จ") == (number != WITHOUT_RESULT)


def test_the_first_row_alone_names_who_is_responsible(built: Path) -> None:
    assert [n for n in range(1, 9) if card(built, n).has("ผู้ช่วยเจ้าพนักงาน")] == [1]


def test_what_each_row_lacks_is_told_once_and_named() -> None:
    """No row has a day or says how it is followed; the first alone names who is responsible."""
    assert [measure_at(f["line"]) for f in told("ITA743")] == list(range(1, 9))
    for number, finding in enumerate(told("ITA743"), 1):
        message = finding["message"]["en"]
        assert ("responsible" in message or "owner" in message) == (number != 1), message


def test_done_without_evidence_is_told_of_seven_rows() -> None:
    assert [measure_at(f["line"]) for f in told("ITA745")] == [n for n in range(1, 9) if n != WITHOUT_RESULT]


def test_that_no_row_says_what_it_answers_is_told() -> None:
    assert {measure_at(f["line"]) for f in told("ITA754")} == set(range(1, 9))


def test_the_row_without_any_follow_up_is_told_at_half_of_the_year() -> None:
    assert [measure_at(f["line"]) for f in told("ITA744")] == [WITHOUT_RESULT]


def test_that_the_result_is_not_here_is_told_once() -> None:
    """The measures answer 2565, whose result is not among the papers."""
    assert [f["severity"] for f in told("ITA753")] == ["notice"]


def test_nothing_else_is_said_of_the_table() -> None:
    said = {f["code"] for f in findings() if f["path"] == FILE}
    assert said == {"ITA743", "ITA744", "ITA745", "ITA753", "ITA754"}
