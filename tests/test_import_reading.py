"""Files that agencies have, read as they are found in the wild. Agencies and addresses are made up."""

import io
import os
import re
import struct
import warnings
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ita_site.importers.model import Block, Cell, Link, Source
from ita_site.importers.reading import guard
from ita_site.importers.reading.guard import UnreadableError
from ita_site.importers.reading.read import read

HEAD = ("ข้อ", "ข้อมูล", "การเชื่อมโยง")
OLD_XLS = Path(__file__).parent / "import/old.xls"


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, bytes | str], Source]:
    def put(name: str, data: bytes | str) -> Source:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return read(path)

    return put


def texts(block: Block) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for row in block.rows]


def links(source: Source) -> list[tuple[str, str]]:
    return [(link.title, link.url) for block in source.blocks for row in block.rows for link in row.links]


def packed(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return out.getvalue()


def remade(data: bytes, **parts: Callable[[bytes], bytes] | bytes) -> bytes:
    """A packed document with parts put in or changed; in their names __ stands for / and _dot_ for a dot."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        held: dict[str, str | bytes] = {name: old.read(name) for name in old.namelist()}
    for key, change in parts.items():
        name = key.replace("__", "/").replace("_dot_", ".")
        old_part = held.get(name, b"")
        assert isinstance(old_part, bytes)
        held[name] = change(old_part) if callable(change) else change
    return packed(held)


def workbook(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", EncodingWarning)  # theirs, not ours
        book.save(out)
    return out.getvalue()


def document(fill: Callable[[docx.document.Document], None]) -> bytes:
    made = docx.Document()
    fill(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


SMALL_XLSX = workbook(lambda book: book.active.append(HEAD))
SMALL_DOCX = document(lambda made: made.add_paragraph("O1 โครงสร้าง"))


# Web pages

WILD = """<!DOCTYPE html>
<!-- saved from url=(0045)https://www.example.go.th/ita/oit-2566/index.php -->
<html><head><title>ITA&nbsp; 2566</title><script>document.write("<table><tr><td>O99</td></tr></table>")</script></head>
<body><nav><a href="/">หน้าแรก</a></nav><div class="page-breadcrumbs">หน้าแรก / ITA</div><p>หน้าแรก &raquo; ITA</p>
<h1>OIT 2566</h1><p><strong>9.1 ข้อมูลพื้นฐาน</strong></p>
<table role="presentation"><tr><td>
 <table><thead><tr><th>ข้อ</th><th>ข้อมูล</th><th>การเชื่อมโยง</th></tr></thead>
 <tr><td rowspan="2">O1</td><td>โครงสร้าง<br>\u200bหน่วยงาน</td><td><a href="o1.pdf">รายละเอียด 1</a>, <a href="#">2</a></td></tr>
 <tr><td colspan=2>ดู <button onclick="window.open('/files/o1.pdf')">เปิด</button><a href="./OIT_files/a.pdf">แนบ</a></td></tr></table>
</td></tr></table>
<ul><li>O3 <a href="https://files.example.go.th/3">อำนาจหน้าที่</a><ul><li><iframe src="https://drive.example.com/4" title="O4 แผน"></iframe></li></ul></li></ul>
<ul><li><a data-toggle="tab" href="#t1">9.2 การบริหารงาน</a></li></ul><div id="t1"><p>O10 <a href="?id=10" title="แผนดำเนินงาน"><img src="i.png"></a></p></div>
<details><summary>O11 รายงาน</summary><a href="file:///C:/o11.pdf">ไฟล์</a></details><details><summary>O12 รายงาน</summary></details>
<dl><dt>O13</dt><dd><a href="#o13">คู่มือ</a></dd></dl>
<footer>ติดต่อเรา</footer></body></html>"""


def test_a_saved_page(put) -> None:
    page = put("OIT.html", WILD)
    assert (page.title, page.base) == ("ITA 2566", "https://www.example.go.th/ita/oit-2566/index.php")
    table = page.blocks[0]
    assert (table.kind, table.headings) == ("table", ("OIT 2566", "9.1 ข้อมูลพื้นฐาน"))
    assert texts(table) == [HEAD, ("O1", "โครงสร้าง\nหน่วยงาน", "รายละเอียด 1, 2"), ("O1", "ดู เปิดแนบ", "ดู เปิดแนบ")]
    assert [row.is_head for row in table.rows] == [True, False, False]
    assert [cell.is_copy for cell in table.rows[2].cells] == [True, False, True]
    assert table.rows[1].place.th == "ตารางที่ 1 แถว 2"
    assert links(page) == [
        ("รายละเอียด 1", "https://www.example.go.th/ita/oit-2566/o1.pdf"),
        ("2", "#"),
        ("เปิด", "https://www.example.go.th/files/o1.pdf"),
        ("แนบ", "./OIT_files/a.pdf"),
        ("อำนาจหน้าที่", "https://files.example.go.th/3"),
        ("O4 แผน", "https://drive.example.com/4"),
        ("แผนดำเนินงาน", "https://www.example.go.th/ita/oit-2566/index.php?id=10"),
        ("ไฟล์", "file:///C:/o11.pdf"),
        ("คู่มือ", "https://www.example.go.th/ita/oit-2566/index.php#o13"),
    ]
    assert [block.headings[2:] for block in page.blocks] == [(), (), ("9.2 การบริหารงาน",), ("O11 รายงาน",), (), ()]
    assert texts(page.blocks[-2]) == [("O12 รายงาน",)]  # with nothing below it, the heading itself is what there is
    assert not any("หน้าแรก" in cell.text or "O99" in cell.text for b in page.blocks for r in b.rows for cell in r.cells)


FOLDED = """<html><head><base href="/ita/"><meta property="og:url" content="https://www.example.go.th/x"></head><body>
<div><div role="tab" aria-controls="tc1"><a>9.1 ข้อมูลพื้นฐาน</a></div><div id="tc1" role="tabpanel"><h3>O1 โครงสร้าง</h3>
<p><a href="https://www.google.com/url?q=https%3A%2F%2Ffiles.example.go.th%2F1%3Fa%3Db&amp;sa=D">ดู</a></p></div></div>
<h4><a data-toggle="collapse" href="#c1">O2 ผู้บริหาร</a></h4><div id="c1"><p><a href="o2.pdf">เปิด</a></p></div>
<p>O3 อำนาจ <a href="3">ดู</a><br>O4 แผน <a href="4">ดู</a></p><p>O5<br>ติดต่อ <a href="5">ดู</a></p>
<a href="6"><h3>O6 ข่าว</h3><p>ประชาสัมพันธ์</p></a></body></html>"""


def test_tabs_folds_cards_and_lines_of_a_paragraph(put) -> None:
    page = put("a.html", FOLDED)
    found = [(block.headings, text) for block in page.blocks for (text,) in texts(block)]
    assert found == [
        (("9.1 ข้อมูลพื้นฐาน", "O1 โครงสร้าง"), "ดู"),
        (("O2 ผู้บริหาร",), "เปิด"),
        (("O2 ผู้บริหาร",), "O3 อำนาจ ดู"),
        (("O2 ผู้บริหาร",), "O4 แผน ดู"),
        (("O2 ผู้บริหาร",), "O5\nติดต่อ ดู"),
        (("O2 ผู้บริหาร",), "O6 ข่าว\nประชาสัมพันธ์"),
    ]
    addresses = [url for _, url in links(page)]
    assert addresses[0] == "https://files.example.go.th/1?a=b"
    assert addresses[1:] == [f"https://www.example.go.th/ita/{end}" for end in ("o2.pdf", "3", "4", "5", "6")]


def test_a_page_that_is_all_menu_is_read_all_the_same(put) -> None:
    assert links(put("a.html", "<nav><a href='o1.html'>O1</a></nav>")) == [("O1", "o1.html")]


def test_a_table_taken_apart_by_pages_is_one(put) -> None:
    one = "<table><tr><th>ข้อ<th>ข้อมูล</tr><tr><td>O1<td>ก</table>"
    other = "<table><tr><th>ข้อ<th>ข้อมูล</tr><tr><td>O2<td>ข</table>"
    different = "<table><tr><th>ปี<th>คะแนน</tr><tr><td>2566<td>99</table>"
    page = put("a.html", one + "<p> </p>" + other + different)
    assert [texts(block) for block in page.blocks] == [
        [("ข้อ", "ข้อมูล"), ("O1", "ก"), ("O2", "ข")],
        [("ปี", "คะแนน"), ("2566", "99")],
    ]
    assert page.blocks[0].rows[2].place.en == "table 2, row 2"


@pytest.mark.parametrize("claim", ["utf-8", "tis-620", "windows-874", ""])
@pytest.mark.parametrize("codec", ["utf-8", "cp874", "utf-16", "utf-8-sig"])
def test_letters_whatever_the_page_claims(put, claim: str, codec: str) -> None:
    html = f"<html><head><meta charset='{claim}'></head><body><p>O1 โครงสร้างหน่วยงาน</p></body></html>"
    page = put("a.html", html.encode(codec))
    assert texts(page.blocks[0]) == [("O1 โครงสร้างหน่วยงาน",)]
    assert bool(page.notes) == (codec not in ("utf-8", "utf-8-sig"))


def test_a_page_saved_as_one_file(put) -> None:
    import email.mime.multipart
    import email.mime.text

    whole = email.mime.multipart.MIMEMultipart("related")
    part = email.mime.text.MIMEText("<p><a href='1.pdf'>O1 โครงสร้าง</a></p>", "html", "utf-8")
    part["Content-Location"] = "https://www.example.go.th/oit/"
    whole.attach(part)
    assert links(put("oit.mht", whole.as_bytes())) == [("O1 โครงสร้าง", "https://www.example.go.th/oit/1.pdf")]


def test_html_that_calls_itself_excel(put) -> None:
    page = put(
        "report.xls", "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><tr><td>O1<td>โครงสร้าง</table>"
    )
    assert texts(page.blocks[0]) == [("O1", "โครงสร้าง")]
    assert "HTML" in page.notes[0].th


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 10_000 + "<a href=x>O1</a>",
        "<table><tr><td>x<td>" * 3000 + "O1",
        "<ul><li>" * 5000 + "O1",
        "<b><i><u>" * 3000 + "O1" + "<p>" * 3000,
        "<table><tr><td rowspan=99999999 colspan=99999999>O1<tr><td>x</table>",
        "<details><summary>O1</summary>" * 3000,
    ],
)
def test_twisted_pages_are_read_in_moments(put, html: str) -> None:
    page = put("a.html", html)
    assert any("O1" in text for block in page.blocks for row in block.rows for text in (*(c.text for c in row.cells), *block.headings))  # fmt: skip


# Spreadsheets


def oit_book(book: openpyxl.Workbook) -> None:
    sheet = book.active
    sheet.title = "OIT"
    sheet.append(HEAD)
    sheet.append(("O1", "โครงสร้าง\nหน่วยงาน", "คลิก"))
    sheet["C2"].hyperlink = "https://www.example.go.th/o1"
    sheet.append((None, 2566.0, '=HYPERLINK("https://www.example.go.th/o2","ดู ""แผน""")'))
    sheet.merge_cells("A2:A3")
    sheet.append(("ซ่อน", "x", "y"))
    sheet.row_dimensions[4].hidden = True
    sheet.append(("O3", date(2023, 10, 1), "https://www.example.go.th/o3..."))
    sheet.append(("O4", date(2566, 10, 1), "=HYPERLINK(D6)"))
    sheet["D6"] = "https://www.example.go.th/o4"
    sheet["E2"] = "ลับ"
    sheet.column_dimensions["E"].hidden = True
    book.create_sheet("ร่าง").sheet_state = "hidden"


def test_a_workbook(put) -> None:
    book = put("oit.xlsx", workbook(oit_book))
    (block,) = book.blocks
    assert block.headings == ("OIT",)
    assert [row.place.th for row in block.rows] == [f"แผ่นงาน “OIT” แถว {n}" for n in (1, 2, 3, 5, 6)]
    assert [cells[:2] for cells in texts(block)[1:]] == [
        ("O1", "โครงสร้าง\nหน่วยงาน"), ("O1", "2566"), ("O3", "2566-10-01"), ("O4", "2566-10-01"),
    ]  # fmt: skip
    assert block.rows[2].cells[0].is_copy
    assert links(book) == [
        ("คลิก", "https://www.example.go.th/o1"),
        ('ดู "แผน"', "https://www.example.go.th/o2"),
        ("https://www.example.go.th/o3...", "https://www.example.go.th/o3..."),
        ("", "https://www.example.go.th/o4"),
        ("https://www.example.go.th/o4", "https://www.example.go.th/o4"),
    ]
    assert [note.en for note in book.notes] == [
        "sheet “OIT”: 1 hidden rows and 1 hidden columns were not read", "the hidden sheet “ร่าง” was not read",
    ]  # fmt: skip


def test_an_old_workbook_gives_its_text_and_says_what_it_does_not(put) -> None:
    book = put("oit.xls", OLD_XLS.read_bytes())
    assert texts(book.blocks[0])[1:] == [
        ("O1", "โครงสร้าง", "https://www.example.go.th/o1.pdf"), ("O1", "2566", "2566-10-01"),
    ]  # fmt: skip
    assert ".xlsx" in book.notes[0].th
    assert "ร่าง" in book.notes[1].th


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:spreadsheet><table:table table:name="OIT">
<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>O1</text:p></table:table-cell>
<table:table-cell><text:p>โครง<text:s/>สร้าง</text:p><text:p><text:a xlink:href="https://www.example.go.th/1">ดู</text:a></text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="16380"/></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell table:formula='of:=HYPERLINK("https://www.example.go.th/2";"แผน")'><text:p>แผน</text:p></table:table-cell></table:table-row>
<table:table-row table:visibility="filter"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def test_an_open_document_sheet(put) -> None:
    book = put("oit.ods", packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ODS}))
    assert texts(book.blocks[0]) == [("O1", "โครง สร้าง\nดู"), ("O1", "แผน")]
    assert links(book) == [("ดู", "https://www.example.go.th/1"), ("แผน", "https://www.example.go.th/2")]
    assert "1 hidden rows" in book.notes[0].en


# Word


def link_to(made: docx.document.Document, url: str, text: str) -> str:
    id_ = made.part.relate_to(
        url, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", True
    )
    return f'<w:hyperlink r:id="{id_}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>'


def paragraph(inner: str):
    return parse_xml(f"<w:p {nsdecls('w', 'r')}>{inner}</w:p>")


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://www.example.go.th/</w:instrText></w:r>'
    '<w:r><w:instrText>o2" \\l "p1" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>แผน</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
SIMPLE = "<w:fldSimple w:instr='HYPERLINK \"https://www.example.go.th/o3\"'><w:r><w:t>ดู</w:t></w:r></w:fldSimple>"
CHANGED = "<w:del><w:r><w:delText>เก่า</w:delText></w:r></w:del><w:ins><w:r><w:t>ใหม่</w:t></w:r></w:ins>"
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ลับ</w:t></w:r>"
CONTROL = "<w:sdt><w:sdtContent><w:r><w:t> ในช่อง</w:t></w:r></w:sdtContent></w:sdt>"


def oit_document(made: docx.document.Document) -> None:
    made.core_properties.title = "OIT 2566"
    made.add_heading("ตัวชี้วัดที่ 9", 1)
    made.add_paragraph().add_run("9.1 ข้อมูลพื้นฐาน").bold = True
    for code in ("O1", "O2"):
        table = made.add_table(3, 3)
        for cell, text in zip(table.rows[0].cells, HEAD, strict=True):
            cell.text = text
        table.cell(1, 0).text = code
        table.cell(1, 1).text = "โครงสร้าง\nหน่วยงาน"
        table.cell(1, 2)._tc.append(paragraph(link_to(made, f"https://www.example.go.th/{code}", "คลิก")))
        table.cell(2, 1).merge(table.cell(2, 2)).text = "หมายเหตุ"
        table.cell(1, 0).merge(table.cell(2, 0))
        made.add_paragraph("")
    for inner in (FIELD, SIMPLE, CHANGED + HIDDEN + CONTROL):
        made.element.body.insert(len(made.element.body) - 1, paragraph(inner))
    made.add_heading("9.2 ว่าง", 2)


def test_a_word_document(put) -> None:
    word = put("oit.docx", document(oit_document))
    assert word.title == "OIT 2566"
    table, prose, lonely = word.blocks
    above = ("ตัวชี้วัดที่ 9", "9.1 ข้อมูลพื้นฐาน")
    assert (table.headings, prose.headings, lonely.headings) == (above, above, above[:1])
    row = "โครงสร้าง\nหน่วยงาน"
    assert texts(table) == [
        HEAD, ("O1", row, "คลิก"), ("O1", "หมายเหตุ", "หมายเหตุ"), ("O2", row, "คลิก"), ("O2", "หมายเหตุ", "หมายเหตุ"),
    ]  # fmt: skip
    assert [cell.is_copy for cell in table.rows[2].cells] == [True, False, True]
    assert table.rows[3].place.th == "ตารางที่ 2 แถว 2"
    assert texts(prose) == [("แผน",), ("ดู",), ("ใหม่ ในช่อง",)]
    assert texts(lonely) == [("9.2 ว่าง",)]
    assert links(word) == [
        ("คลิก", "https://www.example.go.th/O1"), ("คลิก", "https://www.example.go.th/O2"),
        ("แผน", "https://www.example.go.th/o2#p1"), ("ดู", "https://www.example.go.th/o3"),
    ]  # fmt: skip


def test_text_boxes_are_read_once(put) -> None:
    box = (
        "<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        "<mc:Choice Requires='wps'><w:drawing><w:txbxContent><w:p><w:r><w:t>O1 ในกล่อง</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>O1 ในกล่อง</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    word = put("a.docx", document(lambda made: made.element.body.insert(0, paragraph(box))))
    assert texts(word.blocks[0]) == [("O1 ในกล่อง",)]


# CSV


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv(put, codec: str, separator: str) -> None:
    text = (
        separator.join(HEAD)
        + "\r\n"
        + separator.join(("O1", '"โครงสร้าง\nหน่วยงาน"', "https://www.example.go.th/1"))
        + "\r\n"
    )
    source = put("oit.csv", text.encode(codec))
    assert texts(source.blocks[0]) == [HEAD, ("O1", "โครงสร้าง\nหน่วยงาน", "https://www.example.go.th/1")]
    assert links(source) == [("https://www.example.go.th/1",) * 2]
    assert source.blocks[0].rows[1].place.th == "บรรทัด 2"


def test_text_is_prose(put) -> None:
    source = put("oit.txt", "O1 โครงสร้าง (ดู https://www.example.go.th/a_(1).pdf).\n\nO2 ข้อมูลผู้บริหาร\n")
    assert source.blocks[0].kind == "prose"
    assert links(source) == [("https://www.example.go.th/a_(1).pdf",) * 2]
    assert [row.place.en for row in source.blocks[0].rows] == ["line 1", "line 3"]


# What is refused

DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "&a;&a;">]><x>&b;</x>'
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 500
SHEET = "xl/worksheets/sheet1.xml"
BOMB = b"<w:document xmlns:w='x'><w:body>" + b" " * (guard.MOST_PART + 1)


def lying(data: bytes) -> bytes:
    """A zip whose parts say that they are small."""
    for sign, at in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        place = data.find(sign)
        data = data[: place + at] + struct.pack("<I", 10) + data[place + at + 4 :]
    return data


def far(data: bytes) -> bytes:
    return re.sub(rb"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>', data)


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.csv", lambda: b"", "ว่าง"),
    "blank": ("a.csv", lambda: b" \r\n", "ว่าง"),
    "pdf": ("a.docx", lambda: b"%PDF-1.7\n...", "PDF"),
    "picture": ("a.docx", lambda: bytes.fromhex("89504e470d0a1a0a") + b"\0" * 50, "รูปภาพ"),
    "rtf": ("a.doc", lambda: b"{\\rtf1 O1}", ".docx"),
    "old word": ("a.doc", lambda: OLE + "WordDocument".encode("utf-16-le"), ".docx"),
    "unknown ole": ("a.msg", lambda: OLE, "ไม่ใช่ไฟล์ชนิด"),
    "locked": ("a.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "รหัสผ่าน"),
    "locked xls": ("a.xls", lambda: OLD_XLS.read_bytes().replace(b"\xe1\0\2\0\xb0\4", b"\x2f\0\2\0\1\0"), "รหัสผ่าน"),
    "locked ods": (
        "a.ods",
        lambda: packed(
            {
                "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "META-INF/manifest.xml": "<encryption-data/>",
                "content.xml": "\0",
            }
        ),
        "รหัสผ่าน",
    ),
    "broken xls": ("a.xls", lambda: OLD_XLS.read_bytes()[:3000], "เสียหาย"),
    "zip": ("a.zip", lambda: packed({"a.txt": "x"}), "บีบอัด"),
    "cut xlsx": ("a.xlsx", lambda: SMALL_XLSX[:-300], "เสียหาย"),
    "cut docx": ("a.docx", lambda: SMALL_DOCX[: len(SMALL_DOCX) // 2], "เสียหาย"),
    "bomb": ("a.docx", lambda: remade(SMALL_DOCX, word__document_dot_xml=BOMB), "ขยายออก"),
    "lying bomb": ("a.docx", lambda: lying(packed({"word/document.xml": BOMB})), "ขยายออก"),
    "lies about its size": ("a.docx", lambda: lying(packed({"word/document.xml": b" " * 5000})), "เสียหาย"),
    "odd packing": ("a.docx", lambda: packed({"word/document.xml": b" "}, zipfile.ZIP_LZMA), "เสียหาย"),
    "entities in Word": ("a.docx", lambda: remade(SMALL_DOCX, word__document_dot_xml=DOCTYPE), "อันตราย"),
    "entities in Excel": ("a.xlsx", lambda: remade(SMALL_XLSX, xl__worksheets__sheet1_dot_xml=DOCTYPE), "อันตราย"),
    "entities in UTF-16": (
        "a.docx",
        lambda: remade(SMALL_DOCX, word__document_dot_xml=DOCTYPE.decode().encode("utf-16")),
        "อันตราย",
    ),
    "deep": ("a.docx", lambda: remade(SMALL_DOCX, word__document_dot_xml=b"<w>" * 9000), "เสียหาย"),
    "no number": (
        "a.xlsx",
        lambda: remade(SMALL_XLSX, xl__worksheets__sheet1_dot_xml=lambda xml: xml.replace(b'r="1"', b'r="x"')),
        "เสียหาย",
    ),
    "far cell": ("a.xlsx", lambda: remade(SMALL_XLSX, xl__worksheets__sheet1_dot_xml=far), "มากเกินไป"),
    "attributes": ("a.html", lambda: b"<p " + b"a=1 " * 5000 + b">x", "มากเกินไป"),
    "quotation mark": ("a.csv", lambda: b'a,b\nc,d\ne,"f\n', "บรรทัด 3"),
    "Excel XML": (
        "a.xml",
        lambda: b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
        ".xlsx",
    ),
    "binary": ("a.bin", lambda: bytes(range(256)), "ไม่ใช่ไฟล์ชนิด"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_one_clear_word(put, case: str) -> None:
    name, data, word = REFUSED[case]
    with pytest.raises(UnreadableError) as refused:
        put(name, data())
    assert word in refused.value.message.th
    assert name in refused.value.message.th
    assert refused.value.exit_code == 2


def test_only_plain_files_of_a_size_are_opened(tmp_path: Path) -> None:
    huge, fifo = tmp_path / "huge.xlsx", tmp_path / "fifo"
    with huge.open("wb") as file:
        file.truncate(50 << 20)
    os.mkfifo(fifo)
    for path, word in (
        (huge, "50 MB"), (fifo, "อุปกรณ์"), (tmp_path, "โฟลเดอร์"), (tmp_path / "no.xlsx", "ไม่พบ"),
        (Path("/dev/zero"), "อุปกรณ์"), (tmp_path / "a\0b", "เปิดไฟล์ไม่ได้"),
    ):  # fmt: skip
        with pytest.raises(UnreadableError, match=r".") as refused:
            read(path)
        assert word in refused.value.message.th


def test_more_rows_or_cells_than_anyone_has_are_not_read(put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_ROWS", 20)
    monkeypatch.setattr(guard, "MOST_FILLED", 30)
    for html in ("<p>O1" * 21, "<table>" + "<tr><td>" * 21 + "</table>", "<table><tr>" + "<td>x" * 31 + "</table>"):
        with pytest.raises(UnreadableError, match="too much"):
            put("a.html", html)


def test_macros_are_told_and_left_alone(put) -> None:
    book = put("a.xlsm", remade(SMALL_XLSX, xl__vbaProject_dot_bin=b"x"))
    assert "มาโคร" in book.notes[-1].th
    assert texts(book.blocks[0]) == [HEAD]


def test_a_name_of_another_kind_is_told(put) -> None:
    word = put("a.xlsx", SMALL_DOCX)
    assert texts(word.blocks[0]) == [("O1 โครงสร้าง",)]
    assert "Word" in word.notes[0].th


# Whatever is written is read

_WORD = st.text(st.sampled_from("กขคงOo019ะาิ่้์เแโ()<>&\"'=+@-;|"), min_size=1, max_size=12).map(lambda t: "ก" + t)
_URL = st.from_regex(r"https://www\.example\.go\.th/[a-z0-9ก-ฮ]{1,9}(\?[a-z]=[0-9&]{1,4})?", fullmatch=True)
_ROWS = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.tuples(*[st.tuples(_WORD, st.none() | _URL)] * width), min_size=2, max_size=5)
)
Rows = list[tuple[tuple[str, str | None], ...]]


def as_xlsx(rows: Rows) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for r, row in enumerate(rows):
        for c, (text, url) in enumerate(row):
            sheet.write_url(r, c, url, string=text) if url else sheet.write_string(r, c, text)
    book.close()
    return out.getvalue()


def as_docx(rows: Rows) -> bytes:
    def fill(made: docx.document.Document) -> None:
        table = made.add_table(len(rows), len(rows[0]))
        for r, row in enumerate(rows):
            for c, (text, url) in enumerate(row):
                cell = table.cell(r, c)
                if url is None:
                    cell.text = text
                else:
                    cell.paragraphs[0]._p.append(
                        parse_xml(f"<w:tmp {nsdecls('w', 'r')}>{link_to(made, url, '')}</w:tmp>")[0]
                    )
                    next(cell._tc.iter(qn("w:t"))).text = text

    return document(fill)


def as_html(rows: Rows) -> bytes:
    from html import escape

    def cell(text: str, url: str | None) -> str:
        return f'<td><a href="{escape(url)}">{escape(text)}</a>' if url else f"<td>{escape(text)}"

    return f"<table>{''.join('<tr>' + ''.join(cell(*one) for one in row) for row in rows)}</table>".encode()


@pytest.mark.parametrize("write", [as_xlsx, as_docx, as_html])
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_ROWS)
def test_tables_read_back_as_written(tmp_path: Path, write: Callable[[Rows], bytes], rows: Rows) -> None:
    path = tmp_path / f"a.{write.__name__[3:]}"
    path.write_bytes(write(rows))
    (block,) = read(path).blocks
    wanted = [tuple(Cell(text, (Link(text, url),) if url else ()) for text, url in row) for row in rows]
    assert [row.cells for row in block.rows] == wanted


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_ROWS)
def test_csv_reads_back_as_written(tmp_path: Path, rows: Rows) -> None:
    import csv

    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([url or text for text, url in row] for row in rows)
    (block,) = read(path).blocks
    wanted = [tuple(Cell(url, (Link(url, url),)) if url else Cell(text) for text, url in row) for row in rows]
    assert [row.cells for row in block.rows] == wanted


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(min_size=1, max_size=300), start=st.sampled_from([b"", b"PK\3\4", b"<html>", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n"]))  # fmt: skip
def test_nothing_makes_it_stumble(tmp_path: Path, data: bytes, start: bytes) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(start + data)
    try:
        read(path)
    except UnreadableError as refused:
        assert refused.message.th
