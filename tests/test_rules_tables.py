"""ITA215 to ITA223: what is found in tables, where, once each; and what is none of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from builders import ITEMS, judge, lay

from ita_site.criteria import load_edition
from ita_site.findings import Finding, Severity
from ita_site.tables import has_text_mark, is_formula, read_csv, sheet_of, typed_rows

CSV = "content/files/2566/o11.csv"
O11, O12, O21 = (load_edition(2566).items[code].table for code in ("O11", "O12", "O21"))
HEAD = "project,budget,start,end,owner\n"
ROW = "ถนนสายบ้านสมมติ,480000,2565-11,2566-02,กองช่าง\n"


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


def found(site: Path, data: str, table: str = "{file: files/2566/o11.csv}") -> list[tuple[str, int, int]]:
    """Code, line and column of what is found in the table of O11, which is the CSV `data`."""
    return [(f.code, f.line, f.column) for f in findings(site, data, table)]


def findings(site: Path, data: str, table: str = "{file: files/2566/o11.csv}") -> list[Finding]:
    own = re.sub(
        r"^table:.*\n(?: .*\n)*", "", (site / f"{ITEMS}/o11.yml").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    lay(site, f"{ITEMS}/o11.yml", f"{own}table: {table}\n")
    lay(site, CSV, data)
    return list(judge(site, only="4").findings)


# --- names of columns ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        "โครงการหรือกิจกรรม,งบประมาณ (บาท),เดือนที่เริ่ม,เดือนที่สิ้นสุด,ผู้รับผิดชอบ",
        "โครงการ/กิจกรรม,งบประมาณ,เดือนที่เริ่ม,เดือนที่สิ้นสุด,ผู้รับผิดชอบ",
        "Project or activity,Budget (baht),First month,Last month,Responsible unit",
        "PROJECT,Budget,Start,END,owner",
        "project,งบประมาณ(บาท),start,เดือนที่สิ้นสุด ,owner",
    ],
)
def test_columns_may_be_named_in_words(site: Path, tmp_path: Path, head: str) -> None:
    assert found(site, f"{head}\n{ROW}") == []
    (tmp_path / "t.csv").write_text(f"{head}\n{ROW}", encoding="utf-8")
    assert read_csv(tmp_path / "t.csv", "t.csv", O11).columns == ("project", "budget", "start", "end", "owner")


def test_columns_of_typed_rows_may_be_named_in_words(site: Path) -> None:
    rows = "\n  rows:\n    - {โครงการหรือกิจกรรม: ถนน, งบประมาณ: 1250, start: 2565-11, end: 2566-02}"
    assert found(site, HEAD, rows) == []
    assert found(site, HEAD, rows.replace("1250", "มาก")) == [("ITA216", 13, 43)]


def test_a_name_that_another_column_has_stays_unknown(site: Path) -> None:
    data = HEAD.replace("owner", "งบประมาณ") + ROW
    assert found(site, data) == [("ITA215", 1, 26)]


def test_an_empty_column_without_a_name_says_nothing(site: Path) -> None:
    assert found(site, "project,,budget,start,end\nถนน,,480000,2565-11,2566-02\n") == []


# --- heads -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "place", "says"),
    [
        (f"แผนดำเนินงาน ปี 2566,,,,\n{HEAD}{ROW}", (1, 1), "line 2"),
        (f"แผนดำเนินงาน,,,,\nอบต.ตัวอย่าง,,,,\n\n{HEAD}{ROW}", (1, 1), "line 4"),
        (f"แผนดำเนินงาน ปี 2566,,,,\nโครงการ/กิจกรรม,งบประมาณ,เดือนที่เริ่ม,เดือนที่สิ้นสุด,ผู้รับผิดชอบ\n{ROW}", (1, 1), "line 2"),
        (f"{HEAD}โครงการหรือกิจกรรม,งบประมาณ (บาท),เดือนที่เริ่ม,เดือนที่สิ้นสุด,\n{ROW}", (2, 1), "line 1"),
        (f"{HEAD},(บาท),(เดือน),(เดือน),\n{ROW}", (2, 1), "line 1"),
        (f"{HEAD}(1),(2),(3),(4),(5)\n{ROW}", (2, 1), "line 1"),
        (f"project,budget,start,,owner\n,,เริ่ม,สิ้นสุด,\n{ROW}", (2, 1), "line 1"),
        (f"project,budget,start,,owner\n{ROW}", (1, 22), "Column D"),
        (f"project,budget,start,end\n{ROW}{ROW}{ROW}", (1, 1), "Column E"),
    ],
)  # fmt: skip
def test_heads_that_are_no_head(site: Path, data: str, place: tuple[int, int], says: str) -> None:
    (finding,) = findings(site, data)
    assert (finding.code, finding.severity, finding.path) == ("ITA223", Severity.ERROR, CSV)
    assert (finding.line, finding.column) == place
    assert says in finding.message.en + finding.fix.en
    assert "{" not in finding.message.th + finding.fix.th


@pytest.mark.parametrize(
    "data",
    [
        f"{HEAD}(ไม่มี),0,2565-11,2566-02,\n{ROW}",
        f"{HEAD}โครงการ,480000,2565-11,2566-02,ผู้รับผิดชอบ\n{ROW}",
        f"{HEAD}{ROW}รวม,480000,,,\n",
        f"{HEAD}{ROW}รวมทั้งสิ้น 1 โครงการ,480000,,,\n",
        f"{HEAD}-,-,2565-11,2566-02,\n{ROW}",
    ],
)
def test_heads_and_rows_that_are_sound(site: Path, data: str) -> None:
    assert found(site, data) == []


# --- rows out of place -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        ("ถนน,480,000,2565-11,2566-02,กองช่าง", 5, '"480,000"'),
        ("ถนน,480,000,2565-11,2566-02", 5, '"480,000"'),
        ("ถนน,๔๘๐,๐๐๐,2565-11,2566-02", 5, '"๔๘๐,๐๐๐"'),
        ("ถนน,1,250,000,2565-11,2566-02,กองช่าง", 5, '"1,250,000"'),
        ("ถนน,1,250.50,2565-11,2566-02,กองช่าง", 5, '"1,250.50"'),
        ("ถนน สายใน, สายนอก,480000,2565-11,2566-02,กองช่าง", 1, "«ถนน สายใน,สายนอก»"),
        ("480000,2565-11,2566-02,กองช่าง,", 1, "«Project or activity»"),
        ("ถนน,2565-11,2566-02,กองช่าง,", 5, "«Budget (baht)»"),
        ("ถนน,,480000,2565-11,2566-02,กองช่าง", 5, "too many at column «Budget (baht)»"),
        ("ถนน,,480000,2565-11,2566-02", 5, "too many at column «Budget (baht)»"),
        ("ถนน,480000,2565-11,2566-02,กองช่าง,ก,ข", 28, "«กองช่าง,ก,ข»"),
        ("ถนน,มาก,นาน,2566-02,กองช่าง,ก", 29, "more cells than the head"),
    ],
)
def test_rows_out_of_place(site: Path, row: str, column: int, says: str) -> None:
    (finding,) = findings(site, f"{HEAD}{ROW}{row}\n{ROW}")
    assert (finding.code, finding.severity, finding.path, finding.line) == ("ITA222", Severity.ERROR, CSV, 3)
    assert finding.column == column
    assert says in finding.message.en + finding.fix.en
    assert not {"{", "}"} & set(finding.message.th + finding.fix.th)


def test_what_was_meant_is_compared_and_not_summed(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"{HEAD}{ROW}ถนน,480,000,2565-11,2566-02,กองช่าง\n", encoding="utf-8")
    sheet = sheet_of(O11, read_csv(path, "t.csv", O11))  # type: ignore[arg-type]
    assert [row.number("budget") for row in sheet.rows] == [480_000, 480_000]
    assert sheet.total("budget") is None
    assert sheet.rows[1].text("owner") == "กองช่าง"


def test_two_numbers_of_one_row(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("project,budget,spent,progress,status\nถนน,480,000,478,500,100,done\n", encoding="utf-8")
    sheet = sheet_of(O12, read_csv(path, "t.csv", O12))  # type: ignore[arg-type]
    assert [sheet.rows[0].number(name) for name in ("budget", "spent")] == [480_000, 478_500]


@pytest.mark.parametrize(
    "row",
    [
        'ถนน,"480,000",2565-11,2566-02,กองช่าง',
        "ถนน,480,2565-11,2566-02,กองช่าง",
        "ถนน,480000,2565-11,2566-02",
        "ถนน,480000,2565-11,2566-02,กองช่าง,,",
        'ถนน,"1,250.-",ต.ค. 2565,มีนาคม ๒๕๖๖,',
        'ถนน,"12,500 บาท",11/2565,31 มี.ค. 66,',
        "ถนน,๑๒๕๐๐,๒๕๖๕-๑๑,2023-02,",
        "ถนน,-,2565-11,2566-02,-",
    ],
)
def test_rows_in_place(site: Path, row: str) -> None:
    assert found(site, f"{HEAD}{ROW}{row}\n") == []


def test_one_wrong_cell_is_no_shift(site: Path) -> None:
    assert found(site, f"{HEAD}ถนน,มาก,2565-11,2566-02,กองช่าง\n") == [("ITA216", 2, 5)]
    assert found(site, f"{HEAD}ถนน,มาก,นาน,2566-02,กองช่าง\n") == [("ITA216", 2, 5), ("ITA216", 2, 9)]


def test_a_number_that_fell_apart_between_braces(site: Path) -> None:
    rows = "\n  rows:\n    - {project: ถนน, budget: 1,250,000, start: 2565-11, end: 2566-02}"
    (finding,) = findings(site, HEAD, rows)
    assert (finding.code, finding.path, finding.line) == ("ITA222", f"{ITEMS}/o11.yml", 13)
    assert '"1,250,000"' in finding.fix.en
    assert "1250000" in finding.fix.th


def test_other_slips_of_the_file_are_told_beside_a_shifted_row(site: Path) -> None:
    data = f"{HEAD}ถนน,480,000,2565-11,2566-02,กองช่าง\nถนน,มาก,2565-11,2566-02,\nถนน,,2565-11,2566-02,\n"
    assert {(code, line) for code, line, _ in found(site, data)} == {("ITA222", 2), ("ITA215", 4)}


# --- formulas --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1", "=SUM(B2:B9)", "=A1", '=HYPERLINK("http://a.example";"x")', "=cmd|' /C calc'!A0",
        "+SUM(A1)", "-SUM(A1:A2)", "@SUM(1+1)*cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0",
        "-1+HYPERLINK(1)", "+B2*C2",
    ],
)  # fmt: skip
def test_formulas(cell: str) -> None:
    assert is_formula(cell)
    assert not has_text_mark(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "", "-", "–", "--", "=", "-5", "- 1,250.50", "-๑๒๕๐", "+66 2 000 0000", "+66-2-000-0000", "+6620000000",
        "- ทำความสะอาดอาคาร", "-ไม่มี-", "-ประชุมผ่านระบบ Zoom (ออนไลน์)", "- อบรม ITA (ครั้งที่ 2)", "- A4 จำนวน 5 รีม",
        "- O12 ถึง O15", "@abt-example", "@line_id", "+ ค่าแรง", "-1 ครั้ง", "(=)", "1=1", "-ก|ข!", "- 2 x 3 เมตร",
        "-50%", "-1,250.-", "-", "+1",
    ],
)  # fmt: skip
def test_what_is_no_formula(cell: str) -> None:
    assert not is_formula(cell)


@pytest.mark.parametrize("cell", ["'0001", "'=1", "'-5", "'๑๒"])
def test_apostrophes(cell: str) -> None:
    assert has_text_mark(cell)
    assert not has_text_mark("'ก'")


def test_a_formula_is_told_once_at_its_cell(site: Path) -> None:
    data = f"{HEAD}{ROW}ถนน,=B2/2,2565-11,2566-02,\nถนน,1,2565-11,2566-02,=A1\n"
    assert found(site, data) == [("ITA221", 3, 5), ("ITA221", 4, 23)]
    assert [f.severity for f in findings(site, data)] == [Severity.ERROR] * 2


def test_an_apostrophe_blocks_a_number_and_is_only_told_of_a_text(site: Path) -> None:
    told = findings(site, f"{HEAD}ถนน,'480000,2565-11,2566-02,'0001\n")
    assert [(f.code, f.column, f.severity) for f in told] == [
        ("ITA221", 5, Severity.ERROR),
        ("ITA221", 29, Severity.NOTICE),
    ]
    assert "Remove the '" in told[0].fix.en


def test_a_formula_typed_into_the_file(site: Path) -> None:
    rows = '\n  rows:\n    - {project: ถนน, budget: "=1+1", start: 2565-11, end: 2566-02}'
    assert found(site, HEAD, rows) == [("ITA221", 13, 30)]


# --- cells -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["done", "แล้วเสร็จ", "Done", "DONE", " แล้ว เสร็จ "])
def test_choices_by_id_or_name(status: str) -> None:
    sheet = sheet_of(O12, typed_rows(({"project": "ถนน", "spent": "๔๗๘,๕๐๐", "status": status},), O12))  # type: ignore[arg-type]
    assert sheet.rows[0].values == {"project": "ถนน", "spent": 478_500, "status": "done"}
    assert sheet.unread == {}


@pytest.mark.parametrize(
    ("first", "is_sum"),
    [
        ("รวม", True), ("รวมทั้งสิ้น", True), ("ยอดรวม", True), ("รวมเป็นเงิน", True), ("รวมทั้งสิ้น 12 โครงการ", True), ("รวม ๑๒ รายการ", True),
        ("รวมเดือนตุลาคม 2565", True), ("Total", True), ("Grand total", True), ("รวม :", True),
        ("รวมพลังชุมชน", False), ("รวมใจต้านโกง", False), ("โครงการรวมน้ำใจ", False), ("รวมทั้งสิ้นของเรา", False),
    ],
)  # fmt: skip
def test_rows_of_sums(first: str, is_sum: bool) -> None:
    sheet = sheet_of(O12, typed_rows(({"project": first, "spent": "1", "status": "done"},), O12))  # type: ignore[arg-type]
    assert (len(sheet.totals), len(sheet.rows)) == ((1, 0) if is_sum else (0, 1))


def test_a_sum_in_the_column_of_months(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("month,work,amount\n2565-10,ก,1\nรวม,,1\n", encoding="utf-8")
    sheet = sheet_of(O21, read_csv(path, "t.csv", O21))  # type: ignore[arg-type]
    assert not sheet.unread
    assert sheet.total("amount") == 1
