"""Measures of 74x and 75x: what real offices write stays silent; each slip is told once, at its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from assessed import EVIDENCE, findings, line_of, told
from builders import ITEMS, judge, lay, places

from ita_site.findings import Finding, Gate

RESULT = f"""\
year: 2565
total: 82.11
level: B
indicators: {{1: 88.74, 2: 80.12, 8: 77.53}}
questions:
  - {{code: i7, score: 70}}
  - {{code: i8, text: รู้แผนใช้จ่ายงบประมาณ, score: 44.40}}
  - {{code: e12, score: 71}}
zero_items: [O12]{EVIDENCE}"""
SOUND_RESULT = f"year: 2565\ntotal: 92.11\nlevel: A{EVIDENCE}"
PROOF = '[{url: "https://www.agency.example/proof.pdf"}]'

FULL = f"""\
answers: 2565
title: มาตรการส่งเสริมคุณธรรมและความโปร่งใส
measures:
  - id: m1
    issue: [ตัวชี้วัดที่ 2, O12]
    title: จัดหน้าข้อมูลสาธารณะให้ค้นง่าย
    owner: [สำนักปลัด, กองคลัง]
    steps:
      - ทบทวนเมนู
      - {{text: ทดสอบกับผู้ใช้, due: 2566-05}}
    due: 2566-09-15
    follow_up: รายงานผู้บริหารทุกเดือน
    rounds:
      - {{round: 1, on: 2566-03-31, status: doing, text: ปรับเมนูแล้ว}}
      - {{round: 2, on: 2566-09-14, status: done, evidence: {PROOF}}}
  - id: m2
    issue: ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน
    title: รับฟังความเห็นทุกไตรมาส
    owner: สำนักปลัด
    steps: จัดประชุม
    due: 2566-12
    follow_up: รายงานรอบ 6 และ 12 เดือน
    rounds:
      - {{on: 2566-03-30, status: doing}}
"""
ONE = FULL[: FULL.index("  - id: m2")]


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


def of_measures(
    text: str, result: str = SOUND_RESULT, year: int = 2566, as_of: date = date(2023, 9, 30)
) -> tuple[Finding, ...]:
    """What is told of measures and of needs, not of the result, nor of the items of the complete site."""
    found = findings({2565: result}, {year: text}, as_of)
    return tuple(f for f in found if "/items/" not in f.path and f.code not in ("ITA738", "ITA751"))


def spoilt(old: str, new: str, text: str = FULL) -> str:
    assert text.count(old) == 1, (old, text.count(old))
    return text.replace(old, new)


def issues(*written: str) -> str:
    return spoilt("issue: [ตัวชี้วัดที่ 2, O12]", f"issue: {', '.join(written)}")


SOUND = {
    "everything": FULL,
    "one measure": ONE,
    "one issue as text": issues("i7"),
    "many issues": issues("[i7, i8, e12, O12, ตัวชี้วัดที่ 8]"),
    "an issue in Thai digits": issues("i๗ รับรู้แผนงบประมาณ"),
    "an issue with a word before": issues("ข้อคำถาม i8 เบิกจ่ายคุ้มค่า"),
    "an indicator with points": issues("IIT ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ 79.45 คะแนน"),
    "an indicator in English": issues("indicator 10"),
    "an issue in words": issues("ผู้รับบริการหาข้อมูลไม่พบ"),
    "words with numbers": issues("ลดเวลาเหลือ 2 วัน"),
    "words with letters": issues("E-Service ยังใช้ยาก"),
    "a sub-indicator in words": issues("ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน"),
    "an activity of cleanliness": issues("5 ส. ไม่ต่อเนื่อง"),
    "a product that looks half like a code": issues("ISO 9001 ยังไม่ผ่าน"),
    "owner in text": spoilt("owner: [สำนักปลัด, กองคลัง]", "owner: สำนักปลัด และกองคลัง"),
    "steps in one text": spoilt("steps: จัดประชุม", "steps: 1. จัดประชุม 2. สรุปผล"),
    "due as a Thai month": spoilt("due: 2566-12", "due: ธันวาคม ๒๕๖๖"),
    "due as a day in words": spoilt("due: 2566-12", "due: 31 ธ.ค. 66"),
    "due in the next fiscal year": spoilt("due: 2566-12", "due: 2567-09"),
    "due only at the steps": spoilt("    steps: จัดประชุม\n    due: 2566-12\n", "    steps: [{text: จัดประชุม, due: 2566-12}]\n"),
    "rounds without a day": spoilt("{on: 2566-03-30, status: doing}", "{status: doing}"),
    "a round by the word date": spoilt("{on: 2566-03-30,", "{date: 30 มี.ค. 66,"),
    "evidence in an earlier round": spoilt(
        f"status: doing, text: ปรับเมนูแล้ว}}\n      - {{round: 2, on: 2566-09-14, status: done, evidence: {PROOF}}}",
        f"status: doing, evidence: {PROOF}}}\n      - {{round: 2, on: 2566-09-14, status: done}}",
    ),
    "rounds out of order in the file": spoilt(
        f"      - {{round: 1, on: 2566-03-31, status: doing, text: ปรับเมนูแล้ว}}\n      - {{round: 2, on: 2566-09-14, status: done, evidence: {PROOF}}}\n",
        f"      - {{round: 2, on: 2566-09-14, status: done, evidence: {PROOF}}}\n      - {{round: 1, on: 2566-03-31, status: doing}}\n",
    ),
    "taken up again with a reason": spoilt(
        f"evidence: {PROOF}}}\n", f"evidence: {PROOF}}}\n      - {{on: 2566-09-20, status: doing, text: เพิ่มเมนูใหม่ตามที่ผู้ใช้ขอ}}\n"
    ).replace("due: 2566-09-15", "due: 2566-10"),
    "due a year later on the last day": spoilt("due: 2566-12", "due: 2567-09-30"),
    "a measure with its budget": spoilt("    due: 2566-12\n", '    due: 2566-12\n    budget_baht: "12,000"\n'),
    "advice in a round": spoilt("{on: 2566-03-30, status: doing}", "{on: 2566-03-30, status: doing, advice: เพิ่มช่องทาง}"),
    "not begun but not yet due": spoilt("{on: 2566-03-30, status: doing}", "{on: 2566-03-30, status: not-started}"),
    "ids as numbers": FULL.replace("id: m1", "id: 1").replace("id: m2", "id: 2"),
}  # fmt: skip


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize("result", [RESULT, SOUND_RESULT], ids=["weak", "strong"])
def test_sound_measures_stay_silent(name: str, result: str) -> None:
    found = [f for f in of_measures(SOUND[name], result) if f.code != "ITA742"]
    assert [f"{f.code} {f.line} {f.message.th}" for f in found] == []


SLIPS = [
    (FULL.replace("id: m2", "id: m1"), "ITA741", "ตัวชี้วัดที่ 8", -1),
    (FULL.replace("id: m2", "id: M1"), "ITA741", "id: M1", 0),
    (spoilt("    owner: สำนักปลัด\n", ""), "ITA743", "id: m2", 0),
    (spoilt("    steps: จัดประชุม\n", ""), "ITA743", "id: m2", 0),
    (spoilt("    due: 2566-12\n", ""), "ITA743", "id: m2", 0),
    (spoilt("    follow_up: รายงานรอบ 6 และ 12 เดือน\n", ""), "ITA743", "id: m2", 0),
    (spoilt("    owner: สำนักปลัด\n    steps: จัดประชุม\n    due: 2566-12\n", ""), "ITA743", "id: m2", 0),
    (spoilt("owner: สำนักปลัด\n", "owner:\n"), "ITA743", "id: m2", 0),
    (spoilt("{on: 2566-03-30, status: doing}", "{on: 2566-10-30, status: doing}"), "ITA218", "2566-10-30", 0),
    (spoilt("{on: 2566-03-30, status: doing}", "{on: 2566-03-30, status: done}"), "ITA745", "2566-03-30", 0),
    (spoilt(f", evidence: {PROOF}}}", "}"), "ITA745", "2566-09-14", 0),
    (spoilt(f", evidence: {PROOF}}}", ", text: เสร็จแล้ว}"), "ITA745", "2566-09-14", 0),
    (spoilt("due: 2566-12", "due: 2566-03").replace("{on: 2566-03-30, status: doing}", "{on: 2566-03-30, status: not-started}"), "ITA746", "due: 2566-03", 0),
    (FULL[: FULL.rindex("    rounds:")].replace("due: 2566-12", "due: 2566-06-30"), "ITA746", "due: 2566-06-30", 0),
    (spoilt("due: 2566-12", "due: 2566-06"), "ITA752", "due: 2566-06", 0),
    (FULL[: FULL.rindex("    rounds:")], "ITA744", "id: m2", 0),
    (spoilt("answers: 2565", "answers: 2563"), "ITA747", "answers", 0),
    (issues("i31"), "ITA748", "i31", 0),
    (issues("[i7, e16]"), "ITA748", "e16", 0),
    (issues("i๓๑ รับรู้แผน"), "ITA748", "i๓๑", 0),
    (issues("ข้อ i31 รับรู้แผน"), "ITA748", "i31", 0),
    (issues("ตัวชี้วัดที่ 11"), "ITA748", "ตัวชี้วัดที่ 11", 0),
    (issues("ตัวชี้วัดที่ ๑๒ การมีส่วนร่วม"), "ITA748", "๑๒", 0),
    (issues("EIT ตัวชี้วัดที่ 20"), "ITA748", "ตัวชี้วัดที่ 20", 0),
    (spoilt("    issue: [ตัวชี้วัดที่ 2, O12]\n", ""), "ITA754", "id: m1", 0),
    (spoilt("issue: [ตัวชี้วัดที่ 2, O12]", "issue: []"), "ITA754", "id: m1", 0),
    (spoilt("issue: [ตัวชี้วัดที่ 2, O12]", "issue:"), "ITA754", "id: m1", 0),
    (spoilt(f"evidence: {PROOF}}}\n", f"evidence: {PROOF}}}\n      - {{on: 2566-09-20, status: doing}}\n").replace("due: 2566-09-15", "due: 2566-10"), "ITA749", "2566-09-20", 0),
    (spoilt("{on: 2566-03-30, status: doing}", "{on: 2566-03-30, status: doing}\n      - {on: 2566-06-30, status: not-started}"), "ITA749", "2566-06-30", 0),
    (spoilt("due: 2566-12", "due: 2569-12"), "ITA750", "2569-12", 0),
    (spoilt("due: 2566-12", "due: 2556-12"), "ITA750", "2556-12", 0),
    (spoilt("due: 2566-09-15\n", "\n").replace("    \n", ""), "ITA743", "id: m1", 0),  # only one of the steps has a day
    (spoilt("due: 2566-12", "due: 2567-10-01"), "ITA750", "2567-10-01", 0),
    (spoilt("due: 2566-05", "due: 2565-05"), "ITA750", "2565-05", 0),
    (spoilt("on: 2566-03-31", "on: 2565-03-31"), "ITA750", "2565-03-31", 0),
    (spoilt("due: 2566-09-15", "due: 2556-09-15"), "ITA750", "2556-09-15", 0),
    (spoilt("due: 2566-12", "due: ปลายปี"), "ITA205", "ปลายปี", 0),
    (spoilt("status: doing}", "status: กำลังทำ}"), "ITA204", "กำลังทำ", 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "part", "shift"), SLIPS, ids=lambda value: str(value)[:12])
def test_each_slip_is_told_once_at_its_line(text: str, code: str, part: str, shift: int) -> None:
    found = [f for f in of_measures(text) if f.code != "ITA753"]
    assert told(tuple(found)) == [(code, line_of(text, part) + shift)], [
        f"{f.code} {f.line} {f.message.th}" for f in found
    ]
    for finding in found:
        assert "{" not in finding.message.th + finding.message.en + finding.fix.th + finding.fix.en


def needed(text: str, result: str = RESULT, year: int = 2566) -> list[str]:
    return [f.message.th for f in findings({2565: result}, {year: text}) if f.code == "ITA742"]


def test_every_weakness_without_a_measure_is_told_by_code_points_and_title() -> None:
    text = ONE.replace("issue: [ตัวชี้วัดที่ 2, O12]", "issue: [O12, e12]")
    assert needed(text) == [
        "i8 รู้แผนใช้จ่ายงบประมาณ 44.40 คะแนน (ผลปี 2565) ยังไม่มีมาตรการ",
        "i7 70.00 คะแนน (ผลปี 2565) ยังไม่มีมาตรการ",
        "ตัวชี้วัดที่ 2 การใช้งบประมาณ 80.12 คะแนน (ผลปี 2565) ยังไม่มีมาตรการ",
    ]
    found = [f for f in findings({2565: RESULT}, {2566: text}) if f.code == "ITA742"]
    assert {(f.path, f.line, f.is_gap) for f in found} == {
        ("content/2566/measures.yml", line_of(text, "measures:"), True)
    }


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("[ตัวชี้วัดที่ 2, ตัวชี้วัดที่ 8, O12]", 0),
        ("[i7, i8, e12, O12]", 0),  # a question answers its indicator
        ("[i7, e12, O12]", 1),
        ("[ตัวชี้วัดที่ 2, ตัวชี้วัดที่ 8]", 1),  # an item that scored 0 is named itself
        ("[ตัวชี้วัดที่ 2, ตัวชี้วัดที่ 8, ข้อ ๑๒]", 0),
        ("ทุกเรื่อง", 6),
    ],
)  # fmt: skip
def test_what_counts_as_answered(written: str, left: int) -> None:
    found = needed(ONE.replace("issue: [ตัวชี้วัดที่ 2, O12]", f"issue: {written}"))
    assert len(found) == min(left, 5)
    assert left <= 5 or found[-1].endswith(f"และอีก {left - 5} เรื่อง")


def test_without_any_measures_one_finding_tells_how_many_there_should_be() -> None:
    found = [f for f in findings({2565: RESULT}) if f.code == "ITA742"]
    assert [(f.path, f.line) for f in found] == [("content/2566/measures.yml", 1)]
    assert "6 เรื่อง" in found[0].message.th
    assert "i8 รู้แผนใช้จ่ายงบประมาณ 44.40 คะแนน" in found[0].message.th
    assert "และอีก 3 เรื่อง" in found[0].message.th


def test_a_question_with_a_code_of_another_indicator_is_told_once() -> None:
    """Nobody knows which question a misprinted code stands for: mend the code first."""
    result = RESULT.replace("{code: i7, score: 70}", "{code: i17, indicator: 2, score: 70}")
    found = findings({2565: result}, {2566: ONE.replace("ตัวชี้วัดที่ 2, O12", "i7, i8, e12, O12")})
    assert [f.code for f in found if "/items/" not in f.path and f.code != "ITA738"] == ["ITA723"]


def test_a_draft_may_lack_measures(site: Path) -> None:
    lay(site, "content/2565/result.yml", RESULT)
    assert judge(site, Gate.PUBLISH).blocked
    assert not judge(site, Gate.DRAFT).blocked


def test_measures_of_another_year_may_answer_the_result() -> None:
    assert [f.code for f in findings({2565: RESULT}, {2567: FULL}) if f.path == "content/2566/measures.yml"] == []


def test_measures_that_cannot_be_read_are_told_as_such_alone() -> None:
    found = findings({2565: RESULT}, {2566: FULL.replace("id: m2", "id:")})
    assert [f.code for f in found if f.path.startswith("content/2566")] == ["ITA214"]


def test_older_measures_are_kept_and_not_judged() -> None:
    old = FULL.replace("answers: 2565", "answers: 2564").replace("    owner: สำนักปลัด\n", "")
    assert [f for f in findings(None, {2565: old}) if f.path.endswith("2565/measures.yml")] == []


@pytest.mark.parametrize(
    ("as_of", "rounds", "asked"),
    [
        (date(2023, 3, 31), 0, None),  # the last day of the half
        (date(2023, 4, 1), 0, 1),
        (date(2023, 4, 1), 1, None),
        (date(2023, 9, 30), 1, None),  # the last day of the year
        (date(2023, 10, 31), 1, None),  # the round after 12 months is being held
        (date(2023, 11, 1), 1, 2),
        (date(2023, 11, 1), 2, None),
    ],
)
def test_rounds_are_asked_for_after_half_a_year_and_at_its_end(as_of: date, rounds: int, asked: int | None) -> None:
    days = ("2566-02-01", "2566-03-01")[:rounds]
    text = (
        FULL[FULL.index("answers") : FULL.index("  - id: m1")]
        + FULL[FULL.index("  - id: m2") : FULL.rindex("    rounds:")]
    )
    text += "".join(["    rounds:\n" if days else "", *(f"      - {{on: {day}, status: doing}}\n" for day in days)])
    found = [f for f in of_measures(text, as_of=as_of) if f.code == "ITA744"]
    assert len(found) == (asked is not None)
    assert all(f"อย่างน้อย {asked} ครั้ง" in f.message.th for f in found)


def test_many_measures_without_rounds_are_told_five_times() -> None:
    one = FULL[FULL.index("  - id: m2") : FULL.rindex("    rounds:")]
    text = "answers: 2565\nmeasures:\n" + "".join(one.replace("m2", f"m{n}") for n in range(1, 13))
    found = [f for f in of_measures(text) if f.code == "ITA744"]
    assert len(found) == 5
    assert found[-1].message.th.endswith("และอีก 7 มาตรการ")
    assert found[-1].message.en.endswith("and 7 more measures")


@pytest.mark.parametrize(
    ("day", "is_late"), [("2566-09-29", True), ("2566-09-30", False), ("2566-09", False), ("2566-08", True)]
)
def test_a_day_is_past_when_it_is_over(day: str, is_late: bool) -> None:
    text = spoilt("due: 2566-12", f"due: {day}")
    assert ("ITA752" in [f.code for f in of_measures(text)]) == is_late


def test_the_result_that_is_answered_is_missed_where_it_could_prove_something() -> None:
    found = findings(
        None,
        {
            2567: FULL.replace("answers: 2565", "answers: 2566")
            .replace("2566-", "2567-")
            .replace(", text: ปรับเมนูแล้ว", "")
        },
    )
    assert [(f.path, f.line) for f in found if f.code == "ITA753"] == [("content/2567/measures.yml", 1)]


def test_an_item_that_analyses_a_result_misses_both(site: Path) -> None:
    (site / "content/2565/result.yml").unlink()
    assert places(judge(site).findings) == {(f"{ITEMS}/o42.yml", 1, "ITA753")}


@pytest.mark.parametrize("status", ["pending", "nil"])
def test_an_item_that_is_not_disclosed_misses_nothing(site: Path, status: str) -> None:
    (site / "content/2565/result.yml").unlink()
    item = site / ITEMS / "o42.yml"
    item.write_text(
        item.read_text(encoding="utf-8").replace("status: disclosed", f"status: {status}"), encoding="utf-8"
    )
    assert "ITA753" not in [f.code for f in judge(site).findings]


TITLE = "จัดหน้าข้อมูลสาธารณะให้ค้นง่าย"


def of_tables(site: Path, text: str, o43: str | None = None) -> set[tuple[str, int, str]]:
    lay(site, "content/2566/measures.yml", text)
    if o43 is not None:
        item = site / ITEMS / "o43.yml"
        item.write_text(item.read_text(encoding="utf-8").replace("ทุกคน}", o43), encoding="utf-8")
    return places(judge(site).findings)


@pytest.mark.parametrize("title", [TITLE, f"1. {TITLE}", f"มาตรการ{TITLE}", f"«{TITLE}»", "จัดหน้าข้อมูลสาธารณะ ให้ค้นง่าย"])
def test_measures_and_the_table_of_the_item_are_the_same(site: Path, title: str) -> None:
    assert of_tables(site, ONE.replace(TITLE, title)) == set()


def test_a_renamed_measure_is_told_once_with_both_places(site: Path) -> None:
    text = ONE.replace(TITLE, "จัดหน้าข้อมูลให้ค้นง่าย")
    assert of_tables(site, text) == {("content/2566/measures.yml", line_of(text, "title: จัดหน้า"), "ITA751")}
    found = judge(site).findings[0]
    assert f"{ITEMS}/o42.yml:11" in found.message.th
    assert TITLE in found.message.th


def test_what_only_one_side_has_is_told_there(site: Path) -> None:
    text = ONE.replace(TITLE, "อบรมเจ้าหน้าที่เรื่องของขวัญ")
    assert of_tables(site, text) == {
        ("content/2566/measures.yml", line_of(text, "title: อบรม"), "ITA751"),
        (f"{ITEMS}/o42.yml", 12, "ITA751"),
    }


@pytest.mark.parametrize(
    ("status", "updated", "is_told"),
    [
        ("done", "2566-09-20", False),
        ("doing", "2566-09-20", True),
        ("doing", "2566-04-05", False),  # written between the two rounds: it was so then
        ("not-started", "2566-04-05", True),
        ("ยังไม่ดำเนินการ", "2566-09-20", True),
    ],
)
def test_the_status_of_the_report_is_that_of_the_follow_up(
    site: Path, status: str, updated: str, is_told: bool
) -> None:
    item = site / ITEMS / "o43.yml"
    item.write_text(item.read_text(encoding="utf-8").replace("2566-04-05", updated), encoding="utf-8")
    found = of_tables(site, ONE, f"ทุกคน, status: {status}}}")
    assert found == ({(f"{ITEMS}/o43.yml", 11, "ITA755")} if is_told else set())


def test_there_are_enough_of_them() -> None:
    assert len(SOUND) >= 30
    assert len(SLIPS) >= 35


QUOTED = "indicators: {2: 78.75}\nquestions: [{code: i7, score: 60.07}]"
"""Of a result: what measures may quote."""


@pytest.mark.parametrize(
    ("issue", "is_told"),
    [
        ("ตัวชี้วัดที่ 2 การใช้งบประมาณ 78.75 คะแนน", False),
        ("ตัวชี้วัดที่ ๒ การใช้งบประมาณ ๗๘.๗๕ คะแนน", False),
        ("ตัวชี้วัดที่ 2 ได้ 79 คะแนน", False),
        ("ตัวชี้วัดที่ 2 ได้ 78.8 คะแนน", False),
        ("ตัวชี้วัดที่ 2 จาก 70.10 คะแนน เป็น 78.75 คะแนน", False),
        ("ตัวชี้วัดที่ 3 การใช้อำนาจ 12.00 คะแนน", False),
        ("เวลารอ 30 คะแนน", False),
        ("i7 60.07 คะแนน", False),
        ("ตัวชี้วัดที่ 2 การใช้งบประมาณ 87.75 คะแนน", True),
        ("i7 ท่านทราบแผน ๖๐.๗๐ คะแนน", True),
    ],
)
def test_points_that_are_quoted_are_those_that_were_announced(issue: str, is_told: bool) -> None:
    result = f"year: 2565\ntotal: 82.11\n{QUOTED}\n{EVIDENCE}"
    measures = f'answers: 2565\nmeasures:\n  - id: m1\n    title: ก\n    issue: "{issue}"\n'
    found = [f for f in findings({2565: result}, {2566: measures}) if f.code == "ITA756"]
    assert [(f.path, f.line) for f in found] == ([("content/2566/measures.yml", 5)] if is_told else [])
