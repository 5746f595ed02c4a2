"""The answer sheet: what it says of every item, and how it comes out as a workbook, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from builders import ITEMS, judge, lay, new_site
from runner import REPOSITORY

from ita_site.answers.answer_book import answer_book
from ita_site.answers.book import CUT, MOST_IN_CELL, Book, Column, Leaf
from ita_site.answers.compose import answers
from ita_site.answers.contracts import exports
from ita_site.answers.csv_file import BOM, csv_text
from ita_site.answers.data import answers_data, items_data, progress_data
from ita_site.answers.explain import periods_said
from ita_site.answers.item_book import item_book, item_lines
from ita_site.answers.model import Answer
from ita_site.answers.progress_book import progress_book, together
from ita_site.answers.said import said
from ita_site.answers.xlsx import workbook
from ita_site.config import open_site
from ita_site.contracts import DRAFT
from ita_site.evidence.observation import Observation, Observed, Source, Verdict
from ita_site.exact_json import exact_json
from ita_site.findings import Finding, Gate, Report, Severity
from ita_site.programmes import Workdays, overview
from ita_site.records import Span, read_record
from ita_site.rules import check_site
from ita_site.site import Site
from ita_site.states import State
from ita_site.text import Text

DAY = date(2023, 9, 30)
HEADS = ["ข้อ", "รายการ", "มี/ไม่มี", "URL หน้าเว็บ", "URL หลักฐาน", "คำอธิบาย", "ความพร้อม"]
HOSTILE = ("=1+1", "+cmd|'/C calc'!A0", "@SUM(A1)", '=HYPERLINK("http://a.example","x")', "\t=1+1", "-1+HYPERLINK(A1)")


@pytest.fixture(scope="module")
def example() -> Site:
    return open_site(REPOSITORY)


@pytest.fixture(scope="module")
def report(example: Site) -> Report:
    return check_site(example, DAY, Gate.PUBLISH)


@pytest.fixture(scope="module")
def sheet(example: Site, report: Report) -> dict[str, Answer]:
    return {answer.item.code: answer for answer in answers(example, report)}


def answer_of(site: Path, code: str = "O12") -> Answer:
    return next(a for a in answers(open_site(site), judge(site)) if a.item.code == code)


# --------------------------------------------------------------------------------------------------------- answers


def test_every_item_is_answered_in_the_order_of_the_edition(example: Site, sheet: dict[str, Answer]) -> None:
    assert list(sheet) == list(example.year.edition.items)
    assert {answer.word for answer in sheet.values()} == {"มี"}
    assert sheet["O12"].url == "https://ita.thungtuayang.example/2566/o12/"
    assert sheet["O12"].urls == ("https://ita.thungtuayang.example/files/2566/o12-progress-6-months.pdf",)
    assert sheet["O21"].urls[5].endswith("/files/2566/o21-monthly-procurement.pdf#page=6")
    assert sheet["O29"].state is State.NIL


def test_an_explanation_begins_with_the_officers_words_and_adds_what_is_not_said(sheet: dict[str, Answer]) -> None:
    lines = sheet["O12"].explanation.split("\n")
    assert lines[0] == "หน้าแรก > ข้อมูลสาธารณะ 2566 > 9.2 การบริหารงาน > O12"
    assert lines[-1] == (
        "หลักฐาน: รายงานการกำกับติดตามการดำเนินงานและการใช้งบประมาณ ปี 2566 รอบ 6 เดือน (PDF) · แสดง "
        "ความก้าวหน้าของแต่ละโครงการหรือกิจกรรม, งบประมาณที่ใช้ไปของแต่ละโครงการหรือกิจกรรม, รายชื่อโครงการที่ตรงกับแผนในข้อ O11"
    ), "the months stand in the officer's own text"
    assert "ข้อมูลของเดือนตุลาคม 2565 ถึงกันยายน 2566" in sheet["O34"].explanation
    assert "1) สรุปผลการจัดซื้อจัดจ้าง เดือนตุลาคม 2565 (PDF หน้า 1)\n2) " in sheet["O21"].explanation
    assert sheet["O21"].explanation.count("วงเงินที่ซื้อหรือจ้าง") == 1, "what all show is told once"
    assert "ไม่มีเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ (เดือนตุลาคม 2565 ถึงมีนาคม 2566)" in sheet["O29"].explanation
    assert all(len(answer.explanation) <= 1000 for answer in sheet.values())


@pytest.mark.parametrize(
    ("longest", "kept"),
    [
        (4000, "6) สรุปผลการจัดซื้อจัดจ้าง"),
        (640, "ครบทั้ง 8 เรื่องที่เกณฑ์ขอ"),
        (300, "หลักฐาน 6 ชิ้น · แสดงครบทั้ง 8"),
        (100, "ครบ 8 หัวข้อ"),
    ],
)
def test_additions_give_way_to_the_limit_and_the_officers_words_do_not(
    example: Site, report: Report, longest: int, kept: str
) -> None:
    form = example.config.answers.model_copy(update={"longest": longest})
    limited = replace(example, config=example.config.model_copy(update={"answers": form}))
    text = next(a.explanation for a in answers(limited, report) if a.item.code == "O21")
    assert text.startswith("หน้าแรก > ข้อมูลสาธารณะ 2566 > 9.3 การจัดซื้อจัดจ้าง > O21\n")
    assert kept in text
    assert len(text) <= max(longest, len(said(example, example.year.items["O21"].record.explanation)))  # type: ignore[union-attr]


def test_items_that_are_not_there_are_answered_with_no_and_no_address(tmp_path: Path) -> None:
    site = new_site(tmp_path)
    (site / ITEMS / "o31.yml").unlink()
    lay(site, f"{ITEMS}/o05.yml", "item: O5\nstatus: pending\nexplanation: กำลังรวบรวม\n")
    lay(site, f"{ITEMS}/o12.yml", "item: O12\nstatus: sideways\n")
    found = {a.item.code: a for a in answers(open_site(site), judge(site))}
    for code, state in (("O31", State.MISSING), ("O5", State.PENDING), ("O12", State.UNREADABLE)):
        answer = found[code]
        assert (answer.word, answer.url, answer.urls, answer.state) == ("ไม่มี", "", (), state)
    assert found["O5"].explanation == "กำลังรวบรวม"
    assert found["O5"].page == "https://ita.agency.example/2566/o05/"


def test_evidence_that_cannot_be_opened_has_no_address(tmp_path: Path) -> None:
    site = new_site(tmp_path)
    proofs = (
        "{title: ก, file: files/2566/nowhere.pdf}", '{title: ข, url: "https://me:secret@a.example/x"}', '{title: ค, url: "#"}',
        '{title: ง, url: "https://a.example/ข้อมูล.pdf", page: 3}',
        '{title: จ, url: "https://a.example/x.pdf#page=9", page: 3}',
    )  # fmt: skip
    lay(site, f"{ITEMS}/o12.yml", "item: O12\nstatus: disclosed\nevidence:\n" + "".join(f"  - {p}\n" for p in proofs))
    answer = answer_of(site)
    assert [p.url for p in answer.proofs] == [
        *("", "", ""), "https://a.example/ข้อมูล.pdf#page=3", "https://a.example/x.pdf#page=9",
    ]  # fmt: skip
    assert "secret" not in answer.explanation + str(answer.urls)


def test_names_come_from_the_edition(example: Site, report: Report) -> None:
    edition = example.year.edition
    item = edition.items["O12"]
    elements = (replace(item.elements[0], name=Text("ความคืบหน้ารายโครงการ", "progress")), *item.elements[1:])
    renamed = replace(item, name=Text("รายงานครึ่งปี", "half-year report"), elements=elements)
    changed = replace(edition, items={**edition.items, "O12": renamed})
    site = replace(example, year=replace(example.year, edition=changed))
    answer = next(a for a in answers(site, report) if a.item.code == "O12")
    row = answer_book(site, report, site.year, [answer]).leaves[0].rows[0]
    assert row[1] == "รายงานครึ่งปี"
    assert "แสดง ความคืบหน้ารายโครงการ, งบประมาณ" in str(row[5])


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        ([("2565-10", "2566-03")], "ตุลาคม 2565 ถึงมีนาคม 2566"),
        ([("2565-10", "2565-10"), ("2565-11", "2565-12"), ("2565-11", "2565-11")], "ตุลาคม 2565 ถึงธันวาคม 2565"),
        ([("2566-03", "2566-03"), ("2565-10", "2565-11")], "ตุลาคม 2565 ถึงพฤศจิกายน 2565 และมีนาคม 2566"),
        ([("2565-10", None), ("2566-01", "2566-02")], "ตุลาคม 2565เป็นต้นไป"),
    ],
)
def test_months_in_words(spans: list[tuple[str, str | None]], words: str) -> None:
    read = (read_record(Span, {"from": start} | ({"to": end} if end else {}))[0] for start, end in spans)
    assert periods_said(span for span in read if span is not None) == words


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("หน้าแรก > ก > ข\n\n  ค  ", "หน้าแรก > ก > ข\nค"),
        ("**ดู** [แผน](files/2566/o12-report.pdf) และ https://a.example/x_y_z", "ดู แผน (https://ita.agency.example/files/2566/o12-report.pdf) และ https://a.example/x_y_z"),
        ("# หัวข้อ\n- ก\n- ข\n\n3. ค\n4. ง", "หัวข้อ\n- ก\n- ข\n3. ค\n4. ง"),
        ("[ติดต่อ](pages/contact.md)", "ติดต่อ (https://ita.agency.example/pages/contact/)"),
        ("<https://a.example/ก>", "https://a.example/ก"),
        ("| ก | ข |\n|---|---|\n| 1 | 2 |", "ก ข\n1 2"),
        ("<b>หนา</b> &amp; 2 < 3", "<b>หนา</b> & 2 < 3"),
        ("[ออก](../../../etc/passwd)", "ออก"),
        ("", ""),
    ],
)  # fmt: skip
def test_an_explanation_without_its_marks(typed: str, plain: str) -> None:
    site = open_site(REPOSITORY / "tests/sites/complete")
    assert said(site, typed) == plain


# ----------------------------------------------------------------------------------------------------------- files


def book_of(*rows: tuple[str, ...], kind: str = "text") -> Book:
    columns = tuple(Column(f"c{n}", 20, kind) for n in range(len(rows[0])))  # type: ignore[arg-type]
    return Book("ทดสอบ", "หน่วยงาน & คณะ", 2566, DAY, (Leaf("ตาราง", columns, rows),))


def cells(data: bytes) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def test_the_workbook_is_ready_for_a4_and_its_links_open(
    example: Site, report: Report, sheet: dict[str, Answer]
) -> None:
    data = workbook(answer_book(example, report, example.year, sheet.values()))
    assert data == workbook(answer_book(example, report, example.year, sheet.values())), "same input, same bytes"
    first, second = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    assert [cell.value for cell in first[1]] == HEADS
    assert (first.max_row, first["C2"].value, first["A2"].value) == (44, "มี", "O1")
    assert first["D2"].hyperlink.target == first["D2"].value == "https://ita.thungtuayang.example/2566/o01/"
    assert first["E22"].value.count("\n") == 5, "six addresses to paste"
    assert (first.page_setup.orientation, first.page_setup.paperSize) == ("landscape", 9)
    assert first.sheet_properties.pageSetUpPr.fitToPage
    assert first.page_setup.fitToHeight == 0
    assert (first.freeze_panes, first.print_title_rows, first.auto_filter.ref) == ("B2", "$1:$1", "A1:G44")
    assert first["F2"].font.name == "TH Sarabun New"
    assert first["F2"].alignment.wrap_text
    assert first.row_dimensions[22].height > first.row_dimensions[16].height
    assert "หน้า &P จาก &N" in first.oddFooter.right.text
    links = [row[3] for row in second.iter_rows(min_row=2)]
    assert len(links) == sum(len(answer.proofs) for answer in sheet.values())
    assert all(cell.hyperlink is not None and cell.value.startswith("https://") for cell in links)
    properties = openpyxl.load_workbook(io.BytesIO(data)).properties
    assert (properties.creator, properties.lastModifiedBy) == (None, None)
    assert properties.created == datetime(2023, 9, 30, tzinfo=UTC).replace(tzinfo=None)


@pytest.mark.parametrize("kind", ["text", "link", "code", "number"])
def test_nothing_is_reckoned_in_a_workbook(kind: str) -> None:
    sheet = cells(workbook(book_of(*((text,) for text in HOSTILE), kind=kind)))
    column = [cell for (cell,) in sheet.iter_rows(min_row=2)]
    assert [cell.data_type for cell in column] == ["s"] * len(HOSTILE)
    assert [cell.value for cell in column] == [text.strip() for text in HOSTILE]
    assert all(cell.hyperlink is None for cell in column)


def test_cells_that_a_workbook_could_not_hold() -> None:
    long, url = "ก" * 40_000, f"https://a.example/{'x' * 2_100}"
    sheet = cells(workbook(book_of((long,), ("ก\x00\x0b\ud800\ufffeข",), ("file:///etc/passwd",), (url,), kind="link")))
    (head, cut, clean, local, text) = (row[0] for row in sheet.iter_rows())
    assert (len(cut.value), cut.value[-len(CUT) :]) == (MOST_IN_CELL, CUT)
    assert clean.value == "กข"
    assert (local.hyperlink, text.hyperlink, text.value) == (None, None, url)
    assert "&&" in sheet.oddHeader.left.text or "หน่วยงาน & คณะ" in sheet.oddHeader.left.text
    assert head.value == "c0"


def test_csv_opens_in_thai_and_reckons_nothing(example: Site, report: Report, sheet: dict[str, Answer]) -> None:
    text = csv_text(answer_book(example, report, example.year, sheet.values()).leaves[0])
    assert text.startswith(f"{BOM}ข้อ,รายการ,")
    rows = list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))
    assert rows[0] == HEADS
    assert len(rows) == 44
    assert rows[21][4].count("\n") == 5
    assert text.count("\r\n") == 44
    guarded = list(csv.reader(io.StringIO(csv_text(book_of(*((t,) for t in HOSTILE)).leaves[0]).removeprefix(BOM))))
    assert all(row[0].startswith("'") for row in guarded[1:])


def test_the_exports_fit_their_schemas(example: Site, report: Report) -> None:
    day, year = datetime(2023, 9, 29, 20, tzinfo=UTC), example.year
    url = next(e.url for i in year.items.values() if i.record for e in i.record.evidence if e.url)
    link = Observation(url, Verdict.UNSURE, "slow", last_checked=day)
    seen = replace(report, observed=Observed(Source.LEDGER, {url: link}))
    answered = answers(example, seen)
    lines = tuple(item_lines(example, seen, year, answered))
    overviews = [overview(entry, DAY, Workdays(example.config.calendar)) for entry in year.programmes]
    schemas = exports(DRAFT)
    made = {
        "answers": answers_data(example, seen, year, answered),
        "items-export": items_data(example, seen, year, lines),
        "progress-export": progress_data(example, seen, overviews),
    }
    for name, data in made.items():
        jsonschema.validate(json.loads(exact_json(data)), schemas[name])
    assert made["answers"]["counts"] == {"of": 43, "has": 43, "ready": 43}
    rows = item_book(example, seen, year, lines).leaves[0].rows
    assert len(rows) == len(lines) == len(made["items-export"]["evidence"])
    progress = progress_book(example, seen, overviews)
    assert len(together(progress).rows) == sum(len(leaf.rows) for leaf in progress.leaves)
    assert all(len(row) == len(together(progress).columns) for row in together(progress).rows)
    assert cells(workbook(progress))["G2"].data_type == "n", "figures can be added up"


def test_what_is_spent_in_a_month_is_told_once(example: Site, report: Report) -> None:
    overviews = [overview(entry, DAY, Workdays(example.config.calendar)) for entry in example.year.programmes]
    months = progress_book(example, report, overviews).leaves[0]
    spent = [column.name for column in months.columns].index("ใช้งบประมาณในเดือน (บาท)")
    told = sum(row[spent] or 0 for row in months.rows)  # type: ignore[misc]
    assert told == sum(o.money.spent for o in overviews if o.money is not None)


# ----------------------------------------------------------------------------------------------------------- rules


def live(site: Site, **seen: Observation) -> list[Finding]:
    links = {f"https://ita.agency.example/2566/{code}/": found for code, found in seen.items()}
    links = {url: replace(found, url=url, final_url=found.final_url or url) for url, found in links.items()}
    observed = Observed(Source.LEDGER, links)
    return [f for f in check_site(site, DAY, Gate.PUBLISH, observed).findings if f.code == "ITA812"]


def test_pages_that_are_not_live_are_told_one_by_one_and_a_dead_host_once() -> None:
    site = open_site(REPOSITORY / "tests/sites/complete")
    good, gone = (
        Observation("", Verdict.OK, "opens", 200),
        Observation("", Verdict.BROKEN, "not-found", 404, detail="404"),
    )
    away = Observation("", Verdict.OK, "moved", 200, "https://other.example/2566/o13/")
    home = Observation("", Verdict.OK, "moved", 200, "https://ita.agency.example/")
    slow, silent = Observation("", Verdict.UNSURE, "slow"), Observation("", Verdict.UNSURE, "host-silent")
    assert live(site, o12=good, o13=good) == []
    found = live(site, o12=gone, o13=away, o14=home, o15=good)
    assert [(f.item, f.severity) for f in found] == [(code, Severity.WARNING) for code in ("O12", "O13", "O14")]
    assert "other.example" in found[1].message.th
    (alone,) = live(site, o12=slow, o13=silent, o14=silent)
    assert (alone.item, alone.path) == (None, "site_config.yml")
    (alike,) = live(site, o12=gone, o13=gone)
    assert alike.path == "site_config.yml"
    assert live(site, o12=gone)[0].item == "O12"
    assert live(site, o12=replace(good, final_url="http://ita.agency.example/2566/o12")) == []


def test_a_long_explanation_is_a_notice_until_the_agency_sets_a_limit(tmp_path: Path) -> None:
    site = new_site(tmp_path)
    item = site / ITEMS / "o12.yml"
    text = item.read_text(encoding="utf-8")
    item.write_text(text.replace("explanation: ", f"explanation: {'ก' * 1001} "), encoding="utf-8")
    assert [f.severity for f in judge(site).findings if f.code == "ITA811"] == [Severity.NOTICE]
    config = site / "site_config.yml"
    config.write_text(f"{config.read_text(encoding='utf-8')}answers: {{longest: 500}}\n", encoding="utf-8")
    assert [f.severity for f in judge(site).findings if f.code == "ITA811"] == [Severity.WARNING]
