"""Three reports as agencies really made them, transcribed under `sites/`: nothing of theirs is lost on the built pages.

What a reader must find is written out here from the papers themselves and not from the files that were made of them.
Names of people, telephone numbers and e-mail addresses are invented, and prose is told in other words.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from once import once
from runner import ita_site
from selectolax.lexbor import LexborNode
from shown import Shown, block, page_of

from ita_site.config import open_site
from ita_site.dates import Month, parse_date
from ita_site.programmes import Workdays, deadline

SITES = Path(__file__).resolve().parent / "sites"
DIVISION, SLIDES, SAO = "health-division", "monthly-slides", "sao-follow-up"
KPI = "2566/programmes/kpi-2-1"
FEBRUARY = f"{KPI}/2567-02"

# The hosts as the scanned form has them; only the last one is right.
DOTTED = "https://planning.ana.mai.moph.go.th"
MOVED_DOT = "https://planning.anam.ai.moph.go.th"
CUT = "https://planning.ana.moph.go.th"
TRUE = "https://planning.anamai.moph.go.th"
UPLOADS = "/web-upload/20xa4d80079fdd38ace9fb48a050e5b52e4/filecenter"
ROUND_FILES = f"{UPLOADS}/PA/2567/2-1/R1/R1_2.1_"
MEETINGS = f"{UPLOADS}/PA/2567/meeting/Meeting%20Planning%20"
DOC = "https://doc.anamai.moph.go.th/?r=string-indicator-opdc/index"
PAGES = [f"{TRUE}/th/pa67-2-1", f"{TRUE}/th/pa67-report", f"{TRUE}/th/oit-planning67"]

INTEGRITY = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"
BORROWING = "การเสริมสร้างการรับรู้การยืมทรัพย์สินของราชการ กองแผนงาน"
QUANTITY, QUALITY = "เชิงปริมาณ", "เชิงคุณภาพ"


@dataclass(frozen=True)
class Row:
    """One row of the form. `shown`: day (BE, blank where the form has none), note, link."""

    title: str
    quarters: tuple[int, ...]
    shown: tuple[tuple[str, str, str], ...]
    measure: str = INTEGRITY
    owner: str = "คณะทำงาน"
    ticks: tuple[str, ...] = (QUALITY,)


ROWS = {
    1: Row("จัดทำคำสั่งแต่งตั้งคณะทำงาน", (1,), (("20 พ.ย. 66", "คำสั่งกองแผนงาน ที่ 73/2566", f"{DOTTED}{ROUND_FILES}2.3_board.pdf"),), owner="กลุ่มอำนวยการ"),
    2: Row("ประชุมคณะทำงานเพื่อวิเคราะห์ผล", (1,), (("", "", f"{DOTTED}{ROUND_FILES}1.1_ITA.pdf"),)),
    3: Row("ระบุจำนวนผู้มีส่วนได้ส่วนเสียภายนอก (EIT)", (1,), (("", "5 ราย", f"{DOTTED}{ROUND_FILES}1.2_EIT.pdf"),)),
    4: Row("กำหนดมาตรการ กลไก และประเด็นความรู้", (1,), (("", "", f"{DOTTED}{ROUND_FILES}2.1_ITA.pdf"),)),
    5: Row("จัดทำแผนขับเคลื่อน", (1,), (("", "", f"{DOTTED}{ROUND_FILES}2.2_action%20plan.pdf"),)),
    6: Row("ประชุมคณะทำงาน และติดตามผล", (1, 2), (
        ("4 ธ.ค. 66", "ครั้งที่ 1", f"{MOVED_DOT}{ROUND_FILES}3.1_Nov.pdf"),
        ("27 ธ.ค. 66", "ครั้งที่ 2", f"{MOVED_DOT}{ROUND_FILES}3.2_Dec.pdf"),
        ("26 ม.ค. 67", "ครั้งที่ 3", f"{MOVED_DOT}{ROUND_FILES}3.3_Jan.pdf"),
        ("23 ก.พ. 67", "ครั้งที่ 4", f"{DOTTED}{ROUND_FILES}3.4_Feb.pdf"),
    )),
    7: Row("ประชุมกองแผนงานทุกเดือน", (1, 2), (
        ("7 ธ.ค. 66", "", f"{DOTTED}{MEETINGS}2-67.pdf"),
        ("28 ธ.ค. 66", "", f"{DOTTED}{MEETINGS}3-67.pdf"),
        ("29 ม.ค. 67", "", f"{DOTTED}{MEETINGS}4-67.pdf"),
        ("5 มี.ค. 67", "", f"{CUT}{MEETINGS}5-67.pdf"),
    )),
    8: Row("ในระบบ DOC", (1, 2), (
        ("8 ธ.ค. 66", "ครั้งที่ 1", DOC), ("10 ม.ค. 67", "ครั้งที่ 2", DOC), ("9 ก.พ. 67", "ครั้งที่ 3", DOC), ("8 มี.ค. 67", "ครั้งที่ 4", DOC),
    )),
    9: Row("กิจกรรมประกาศเจตนารมณ์ต่อต้านการทุจริต", (1,), (("12 ธ.ค. 66", "", f"{CUT}{UPLOADS}/ITA/2567/planning_anti%20corruption67.pdf"),), ticks=(QUANTITY, QUALITY)),
    10: Row("ผู้มีส่วนได้ส่วนเสียภายใน (IIT)", (2,), (("22 ก.พ. 67", "", f"{DOTTED}{ROUND_FILES}4.4_PR%20IIT.pdf"),)),
    11: Row("ตามหลักเกณฑ์ OIT", (2,), (("", "", f"{DOTTED}/th/oit-planning67"),)),
    12: Row("ทบทวนคู่มือและแนวทาง", (2,), (("26 ม.ค. 67", "", f"{DOTTED}{ROUND_FILES}4.2_handbook.pdf"),), BORROWING),
    13: Row("แจ้งเวียนคู่มือและแนวทาง", (2,), (("1 ก.พ. 67", "", f"{DOTTED}{ROUND_FILES}4.3_info.png"),), BORROWING),
    14: Row("สรุปผลการดำเนินงาน", (2,), (("5 มี.ค. 67", "", f"{DOTTED}{ROUND_FILES}4.5_ReportR1.pdf"),)),
}  # fmt: skip

FILED = {"2566-11": "8 ธ.ค. 66", "2566-12": "10 ม.ค. 67", "2567-01": "9 ก.พ. 67", "2567-02": "8 มี.ค. 67"}

REPORTER = ("นางสาวตัวอย่าง รักสมมติ", "เจ้าพนักงานธุรการปฏิบัติงาน", "0 2000 0285", "saraban@sukkhaphap.example")

SUMMARY = [
    # the head of the memo
    "สธ.0505.01/2222", "กลุ่มอำนวยการ กองแผนงาน", "เรียน ผู้อำนวยการกองแผนงาน",
    "สรุปรายงานการประชุมคณะทำงาน ตัวชี้วัดที่ 2.1 ระดับความสำเร็จของการดำเนินงานคุณธรรมและความโปร่งใส (ITA) ประจำปีงบประมาณ พ.ศ. 2567 (รอบ 5 เดือนแรก)",
    # its text and its foot
    "14.30 - 16.30 น.", "ห้องประชุมเล็กกองแผนงาน อาคาร 5 ชั้น 4",
    "นางสาวตัวอย่าง รักสมมติ", "เจ้าพนักงานธุรการปฏิบัติงาน", "คณะทำงานและเลขานุการ", "นายตัวอย่าง ใจสมมติ",
    # the summary by levels
    "รายงานสรุปผลการดำเนินงาน รอบ 5 เดือนแรก", "Assessment", "ข้อ 1.1", "IIT", "OIT", "ข้อ 1.2", "จำนวน 5 ราย",
    "Advocacy/Invention", "ข้อ 2.1", "ข้อ 2.2", "Management and Governance", "ข้อ 3.1", "ภายในวันที่ 10 ของเดือน",
    "Output ผลผลิต", "Outcome ผลลัพธ์ของตัวชี้วัด", "กองการเจ้าหน้าที่", "เต็ม 1 คะแนน",
    # the form and who filled it in
    "แบบรายงานผลการขับเคลื่อนตัวชี้วัดที่ 2.1 ระดับความสำเร็จของการดำเนินงานคุณธรรมและความโปร่งใส (Integrity and Transparency Assessment : ITA)",
    *REPORTER,
]  # fmt: skip

MEASURES = [
    # title, method, owner, result (blank where the table has none), suggestion
    ("การนำเทคโนโลยีมาใช้ในการดำเนินงาน", "ระบบ E-Service", "ผู้ช่วยเจ้าพนักงาน", "บอกวิธีใช้ E-Service", ""),
    ("การเผยแพร่ผลงานหรือข้อมูลข่าวสาร", "2. ประชาสัมพันธ์ก่อนดำเนินการ", "", "3. ข่าวสารทันสมัย", ""),
    ("ตัวชี้วัดตามแบบประเมิน IIT", "ก่อนตอบแบบวัด", "", "2. หัวหน้าสำนักและกอง", "หัวข้อภาพกิจกรรม"),
    ("ประชาสัมพันธ์ช่องทางให้ประชาชน", "แผ่นพับ และใบปลิว", "", "โปสเตอร์หน้าสำนักงาน", "สัปดาห์ละครั้ง"),
    ("อำนวยความสะดวกแก่ผู้รับบริการ", "ตอบแบบวัด EIT", "", "", ""),
    ("ขั้นตอนการยืมทรัพย์สินของทางราชการ", "2. แจ้งเวียนหลักเกณฑ์", "", "จัดทำขั้นตอนการยืม", "ขั้นตอนและมาตรการนี้ให้ทราบ"),
    ("แผนการใช้จ่ายงบประมาณประจำปี", "แผนการใช้จ่ายงบประมาณปี 2566", "", "ชี้แจงการใช้จ่าย", "แจ้งขั้นตอนและมาตรการนี้ให้ทราบด้วย"),
    ("การปรับปรุงการให้บริการของเจ้าหน้าที่", "3. หัวหน้าส่วนราชการกำกับ", "", "อย่างสม่ำเสมอแล้ว", "ควรกำกับดูแลการให้บริการ"),
]  # fmt: skip


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three sites, each built once by the command as people run it."""
    return once(tmp_path_factory, "seed-reports", _build)


def _build(folder: Path) -> None:
    for name in (DIVISION, SLIDES, SAO):
        shutil.copytree(SITES / name, folder / name)
        ran = ita_site("-C", folder / name, "build", "--offline")
        assert ran.code == 0, ran.said


def page(built: Path, site: str, address: str) -> LexborNode:
    return page_of(built / site, address)


def linking(article: LexborNode, url: str) -> list[Shown]:
    """The entries of lists and tables that lead to `url`."""
    return [part for part in (Shown(node) for node in article.css("li, tr")) if url in part.links]


def columns(table: LexborNode) -> list[tuple[str, ...]]:
    """A table read column by column."""
    rows = [[Shown(cell).words for cell in row.css("th, td")] for row in table.css("tr")]
    return list(zip(*rows, strict=False))


@pytest.mark.parametrize("number", ROWS)
def test_a_row_of_the_form_is_one_activity_with_all_that_shows_it(built: Path, number: int) -> None:
    row, article = ROWS[number], page(built, DIVISION, KPI)
    shown = block(
        article, (row.title, row.owner, *(note for _, note, _ in row.shown)), {url for _, _, url in row.shown}
    )
    assert not [other.title for n, other in ROWS.items() if n != number and shown.has(other.title)]
    assert [day for day, _, _ in row.shown if day and not shown.has_day(day)] == []
    assert shown.has("แล้วเสร็จ")


@pytest.mark.parametrize("number", ROWS)
def test_each_note_and_day_stands_beside_its_own_link(built: Path, number: int) -> None:
    for day, note, url in ROWS[number].shown:
        alone = [e for e in linking(page(built, DIVISION, KPI), url) if e.links <= {None, url}]
        assert [e for e in alone if (not day or e.has_day(day)) and e.has(note)], (day, url)


@pytest.mark.parametrize("number", ROWS)
def test_ticks_for_quantity_and_quality_are_those_of_the_form(built: Path, number: int) -> None:
    row = ROWS[number]
    shown = block(page(built, DIVISION, KPI), (row.title,), {url for _, _, url in row.shown})
    ticked = {kind for kind in (QUANTITY, QUALITY) if re.search(rf"✓ ?\w*{kind}|{kind}\W{{0,3}}✓", shown.words)}
    assert ticked == set(row.ticks), shown.words


@pytest.mark.parametrize("number", ROWS)
def test_measure_and_ticks_of_quarters_are_those_of_the_form(built: Path, number: int) -> None:
    table = next(t for t in page(built, DIVISION, KPI).css("table") if "ไตรมาส" in Shown(t).words)
    heads, *rows = ([Shown(cell).words for cell in row.css("th, td")] for row in table.css("tr"))
    (place,) = (n for n, row in enumerate(rows) if ROWS[number].title in row[0] and len(row) == len(heads))
    assert [row for row in rows[:place] if len(row) == 1][-1] == [ROWS[number].measure]
    quarters = {
        n: cell for n in (1, 2, 3, 4) for head, cell in zip(heads, rows[place], strict=True) if f"ไตรมาส {n}" in head
    }
    assert [n for n, cell in quarters.items() if "ตามแผน" in cell] == list(ROWS[number].quarters), quarters


def test_quarters_are_those_of_the_fiscal_year_2567(built: Path) -> None:
    tables = [Shown(table) for table in page(built, DIVISION, KPI).css("table")]
    months = ("ต.ค.", "ธ.ค.", "2566", "ม.ค.", "มี.ค.", "2567", "เม.ย.", "มิ.ย.", "ก.ค.", "ก.ย.")
    assert [table for table in tables if table.has("ไตรมาส", ROWS[14].title, *months)]


def test_programme_page_tells_what_the_form_says_of_the_whole(built: Path) -> None:
    shown = Shown(page(built, DIVISION, KPI))
    assert shown.has(
        "2.1", "ระดับความสำเร็จของการดำเนินงานคุณธรรมและความโปร่งใส (ITA)", "2567", "กองแผนงาน", "รอบ 5 เดือนแรก"
    )
    assert set(PAGES) <= shown.links


def test_memo_and_summary_stand_on_the_page_of_february(built: Path) -> None:
    shown = Shown(page(built, DIVISION, FEBRUARY))
    assert shown.lacks(*SUMMARY) == []
    assert [day for day in ("5 มี.ค. 67", "23 ก.พ. 67") if not shown.has_day(day)] == []
    assert set(PAGES) <= shown.links


def test_the_letter_has_its_day(built: Path) -> None:
    parts = [Shown(node) for node in page(built, DIVISION, FEBRUARY).css("p, dl, li, table, section, div")]
    assert min((p for p in parts if p.has("สธ.0505.01/2222", "เรียน")), key=lambda p: len(p.words)).has_day("5 มี.ค. 67")


@pytest.mark.parametrize(("month", "filed"), FILED.items())
def test_the_four_filings_are_on_their_pages_and_are_the_advised_days(built: Path, month: str, filed: str) -> None:
    number = list(FILED).index(month) + 1
    shown = Shown(page(built, DIVISION, f"{KPI}/{month}"))
    assert shown.has_day(filed)
    assert shown.has(f"รายงานครั้งที่ {number}", *REPORTER)
    assert DOC in shown.links
    site = open_site(SITES / DIVISION)
    plan = site.year.programmes[0].record
    assert plan is not None
    year, month_ = map(int, month.split("-"))
    assert deadline(plan, Month(year - 543, month_), Workdays(site.config.calendar)).advised == parse_date(filed)


@pytest.mark.parametrize("number", [n for n in ROWS if n != 11])
def test_what_was_dated_or_filed_is_also_in_the_month_that_reports_it(built: Path, number: int) -> None:
    """Activity 11 has neither day nor file of its own; days belong to the report filed next after them."""
    for day, _, url in ROWS[number].shown:
        filed = [month for month, on in FILED.items() if not day or parse_date(day) <= parse_date(on)]
        told = [part for month in filed for part in linking(page(built, DIVISION, f"{KPI}/{month}"), url)]
        assert [part for part in told if not day or part.has_day(day)], (day, url)


def test_points_follow_from_the_bands_and_the_host_gives_the_fifth(built: Path) -> None:
    """Four reports of five months are 0.8; all fourteen activities are done, which is the full point of level 4."""
    shown = Shown(page(built, DIVISION, KPI))
    assert shown.has("0.8")
    assert re.search(r"3\.80?(?!\d)", shown.words), "sum of levels 1 to 4"


def test_december_does_not_count_what_was_done_in_february(built: Path) -> None:
    """Ten of the fourteen activities have no evidence later than 10 January; ten of fourteen are 71.43 percent."""
    assert Shown(page(built, DIVISION, f"{KPI}/2566-12")).lacks("71.43", "0.6") == []


# ---- the slides of one month


def test_the_slides_bands_are_shown_as_printed(built: Path) -> None:
    """Also the row that was misprinted: 1 2 2 4 5. «<60» is told as up to 59.99."""
    tables = [columns(table) for table in page(built, SLIDES, KPI).css("table")]
    months = ("1", "2", "2", "4", "5")
    percent = ("ไม่เกิน 59.99", "60 ถึง 69.99", "70 ถึง 79.99", "80 ถึง 89.99", "90 ถึง 100")
    assert [("เดือน", "คะแนน"), *zip(months, POINTS, strict=True)] in tables
    assert [("ร้อยละ", "คะแนน"), *zip(percent, POINTS, strict=True)] in tables


POINTS = ("0.2", "0.4", "0.6", "0.8", "1")
SLIDES_SAY = [
    "2.1", "ระดับความสำเร็จของการดำเนินงานคุณธรรมและความโปร่งใส (ITA)", "Management and Governance การกำกับติดตามผลการดำเนินงาน",
    "รอบ 5 เดือนแรก", "รอบ 5 เดือนหลัง", "One page", "Output ผลผลิต", "ภายในวันที่ 10 ของเดือน", "Outcome ผลลัพธ์ของตัวชี้วัด",
    "คะแนนเต็ม 100 คะแนน (IIT+EIT+OIT)", "IIT ค่าน้ำหนักร้อยละ 30", "EIT ค่าน้ำหนักร้อยละ 30", "OIT ค่าน้ำหนักร้อยละ 40", "2567",
]  # fmt: skip

ACTIONS = [
    ("ประชุมคณะทำงานประจำเดือนกุมภาพันธ์ 2567", "23 ก.พ. 67", False),
    ("ผู้มีส่วนได้ส่วนเสียภายใน (IIT)", "22 ก.พ. 67", False),
    ("ตามหลักเกณฑ์ OIT", "8 มี.ค. 67", True),
    ("รายงานให้ผู้อำนวยการทราบ", "8 มี.ค. 67", True),
]


def test_what_the_slides_say_of_levels_is_on_the_programmes_page(built: Path) -> None:
    assert Shown(page(built, SLIDES, KPI)).lacks(*SLIDES_SAY) == []


def test_actions_of_the_slides_have_their_days_and_promises_their_last_day(built: Path) -> None:
    entries = [Shown(node) for node in page(built, SLIDES, FEBRUARY).css("li, tr")]
    for words, day, is_promise in ACTIONS:
        (entry,) = (e for e in entries if e.has(words))
        assert entry.has_day(day), words
        assert bool(re.search(r"ภายใน(วันที่)? ?\d", entry.words)) == is_promise, words


@pytest.mark.parametrize(("label", "points"), [("คะแนนประเมินตนเอง", "4"), ("คาด", "1")])
def test_own_and_expected_points_of_the_slides_are_shown(built: Path, label: str, points: str) -> None:
    assert re.search(rf"{label}\D{{0,40}}{points}(\.0+)?(?!\d)", Shown(page(built, SLIDES, FEBRUARY)).words)


def test_heading_and_remark_of_the_slides_are_shown(built: Path) -> None:
    words = ("รายงานความก้าวหน้าประจำเดือนกุมภาพันธ์ 2567", "คะแนนที่ 5", "หน่วยงานเจ้าภาพ", "คาดว่าจะได้ 1 คะแนนเต็ม")
    assert Shown(page(built, SLIDES, FEBRUARY)).lacks(*words) == []


# ---- the table of eight measures


@pytest.mark.parametrize("row", MEASURES, ids=[str(n) for n in range(1, 9)])
def test_a_measure_of_the_table_keeps_its_result_and_suggestion(built: Path, row: tuple[str, ...]) -> None:
    title, method, owner, result, suggestion = row
    shown = block(
        page(built, SAO, "2566/programmes/iit-eit-measures"),
        (title, method, owner, result, suggestion, "ครั้งที่ 1"),
        set(),
    )
    assert not [other[1] for other in MEASURES if other is not row and shown.has(other[1])]
    assert shown.has("แล้วเสร็จ") == bool(result)


def test_part_4_1_and_its_form_are_named(built: Path) -> None:
    shown = Shown(page(built, SAO, "2566/programmes/iit-eit-measures"))
    form = "แบบรายงานผลกำกับติดตามผลดำเนินการตามมาตรการส่งเสริมเพื่อการยกระดับคะแนน"
    assert shown.lacks("4.1", "(IIT)", "(EIT)", "ประจำปี 2566", form) == []
