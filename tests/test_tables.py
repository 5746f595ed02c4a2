"""The tables of items: CSV as it comes out of spreadsheet programs, and what is said of one that cannot be used."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from builders import ITEMS, judge, lay
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ita_site.criteria import load_edition
from ita_site.findings import Finding, Severity
from ita_site.tables import MOST_BYTES, MOST_ROWS, TableRows, not_csv, read_csv, sheet_of, typed_rows

O11 = load_edition(2566).items["O11"].table
CSV = "content/files/2566/o11.csv"
ITEM = f"{ITEMS}/o11.yml"
HEAD = "project,budget,start,end\n"
ROW = "ถนนสายบ้านสมมติ,480000,2565-11,2566-02\n"
READ = {"project": "ถนนสายบ้านสมมติ", "budget": "480000", "start": "2565-11", "end": "2566-02"}


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


def table_of(tmp_path: Path, text: str | bytes) -> TableRows:
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_csv(path, "t.csv")


def own_text(site: Path) -> str:
    """The file of item O11 without its table."""
    return re.sub(r"^table:.*\n(?: .*\n)*", "", (site / ITEM).read_text(encoding="utf-8"), flags=re.MULTILINE)


def found(site: Path, data: str | bytes, table: str = "{file: files/2566/o11.csv}") -> list[Finding]:
    """Findings for item O11 when its table is the CSV that holds `data`."""
    lay(site, ITEM, f"{own_text(site)}table: {table}\n")
    (site / CSV).unlink(missing_ok=True)
    (site / CSV).write_bytes(data.encode() if isinstance(data, str) else data)
    # what other items make of the table (7xx) is tested with their rules
    return list(judge(site, only="4").findings)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + ROW,
        "\ufeff" + HEAD + ROW,
        (HEAD + ROW).replace("\n", "\r\n"),
        (HEAD + ROW).replace(",", ";"),
        (HEAD + ROW).replace(",", "\t"),
        "sep=,\n" + HEAD + ROW,
        "sep=;\r\n" + (HEAD + ROW).replace(",", ";"),
        "sep=\t\n" + (HEAD + ROW).replace(",", "\t"),
        '"sep=;"\n' + (HEAD + ROW).replace(",", ";"),
        "SEP=,,,,\n" + HEAD + ROW,
        '"project";"budget";"start";"end"\n' + ROW.replace(",", ";"),
        "\n\n" + HEAD + "\n" + ROW + ",,,\n",
        HEAD.replace("\n", ",,\n") + ROW.replace("\n", ",,\n"),
    ],
)
def test_one_table_as_many_programs_write_it(site: Path, tmp_path: Path, text: str) -> None:
    table = table_of(tmp_path, text)
    assert table.problem is None
    assert table.columns == ("project", "budget", "start", "end")
    assert table.rows == (READ,)
    assert found(site, text) == []


def test_text_with_the_other_separators_stays_whole(tmp_path: Path) -> None:
    assert table_of(tmp_path, "project,note\nก;ข,ค\tง\n").rows == ({"project": "ก;ข", "note": "ค\tง"},)
    assert table_of(tmp_path, "project\nก;ข\n").rows == ({"project": "ก;ข"},)
    assert table_of(tmp_path, "project;note\nก,ข;ค\n").rows == ({"project": "ก,ข", "note": "ค"},)


def test_a_cell_too_many_is_seen(tmp_path: Path) -> None:
    assert table_of(tmp_path, "a,b\n1,2,,4\n").rows == ({"a": "1", "b": "2", "(4)": "4"},)


def test_where_cells_stand(tmp_path: Path) -> None:
    table = table_of(tmp_path, 'sep=,\n\na, b\nก,ข\n"ค\nง",จ\nฉฉฉ,  ช\n')
    assert [table.spot(None, "a"), table.spot(None, "b"), table.spot(None)] == [(3, 1), (3, 4), (3, 1)]
    # a row with quotation marks may go on in the next line
    assert [table.spot(i, "b") for i in range(3)] == [(4, 3), (6, 4), (7, 7)]
    assert table.spot(1, "a") == (5, 1)
    assert [table.spot(2, None), table.spot(2, "(9)")] == [(7, 1), (7, 1)]


PROBLEMS: dict[str, tuple[str | bytes, str, tuple[int, int], str, str]] = {
    # what is in the file, kind, place, and parts of the message and the fix in English
    "another language": ((HEAD + "Müller,1,2,3\n").encode("cp1252"), "encoding", (2, 2), "not in UTF-8", "CSV UTF-8"),
    "workbook": (b"PK\x03\x04\xff\0\0", "encoding", (1, 5), "no CSV", "CSV UTF-8"),
    "control": (HEAD + ROW.replace("ถนน", "ถนน\x01"), "control-character", (2, 4), "U+0001", "Remove it"),
    "old line ends": ((HEAD + ROW).replace("\n", "\r"), "line-ending", (1, 25), "very old", "CSV UTF-8"),
    "bytes": (HEAD + "x" * MOST_BYTES, "too-large", (1, 1), "larger than 8 MB", "Split the table"),
    "rows": (HEAD + ROW * (MOST_ROWS + 1), "too-large", (MOST_ROWS + 2, 1), "more than 50,000 rows", "Split the table"),
    "open quote": (HEAD + ROW + '"' + ROW * 3, "syntax", (3, 1), "not closed", "Close it"),
    "loose quote": (HEAD + '"ถนน "ดี" จริง",1,2565-11,2566-02\n', "syntax", (2, 1), "out of place", 'write ""'),
    "long cell": (HEAD + ROW + "x" * 140_000, "syntax", (3, 1), "too long", "Close it"),
    "twice": ("project,budget,start,end,budget\n" + ROW, "duplicate-column", (1, 26), "«budget»", "Remove one"),
    "blank": ("\n  \n", "empty", (1, 1), "no column names", "first line"),
    "commas": (",,\n", "empty", (1, 1), "no column names", "first line"),
    "sep alone": ("sep=;\n", "empty", (1, 1), "no column names", "first line"),
    "no rows": (HEAD, "no-rows", (1, 1), "has no rows", "data below"),
    "rows of nothing": ("sep=;\n" + HEAD.replace(",", ";") + ";;;\n", "no-rows", (2, 1), "has no rows", "data below"),
}


@pytest.mark.parametrize(("data", "kind", "place", "message", "fix"), PROBLEMS.values(), ids=PROBLEMS)
def test_a_table_that_cannot_be_used(
    site: Path, tmp_path: Path, data: str | bytes, kind: str, place: tuple[int, int], message: str, fix: str
) -> None:
    table = table_of(tmp_path, data)
    assert table.problem is not None
    assert (table.problem.kind, table.rows) == (kind, ())
    (finding,) = found(site, data)
    assert (finding.code, finding.severity, finding.path) == ("ITA217", Severity.ERROR, CSV)
    assert (finding.line, finding.column) == place
    assert message in finding.message.en
    assert fix in finding.fix.en
    assert not {"{", "}"} & set(finding.message.th + finding.fix.th)


def test_a_duplicate_column_is_named(tmp_path: Path) -> None:
    problem = table_of(tmp_path, "a,b,a\n1,2,3\n").problem
    assert problem is not None
    assert problem.values == {"column": "a"}


def test_a_file_that_cannot_be_opened_is_told(site: Path) -> None:
    (site / CSV).chmod(0)
    try:
        (site / CSV).read_bytes()
    except PermissionError:
        lay(site, ITEM, f"{own_text(site)}table: {{file: files/2566/o11.csv}}\n")
        assert "cannot be opened" in "".join(f.message.en for f in judge(site, only="4").findings if f.code == "ITA217")
    assert read_csv(site / "content", "content").problem is not None


def test_a_file_without_a_byte_is_one_finding(site: Path) -> None:
    assert [(f.path, f.code) for f in found(site, b"")] == [(ITEM, "ITA414")]
    (site / CSV).write_bytes(b"\xef\xbb\xbf")
    assert [(f.path, f.code) for f in judge(site, only="4").findings] == [(CSV, "ITA217")]


def test_a_workbook_is_no_table(site: Path) -> None:
    (site / "content/files/2566/o11.xlsx").write_bytes(b"PK\x03\x04")
    (finding,) = found(site, HEAD + ROW, "\n  file: files/2566/o11.xlsx")
    assert (finding.code, finding.path) == ("ITA217", ITEM)
    assert (finding.line, finding.column) == (12, 9)
    assert "content/files/2566/o11.xlsx" in finding.message.th
    assert "CSV UTF-8" in finding.fix.th


def test_a_file_that_may_not_be_hosted_is_one_finding(site: Path) -> None:
    (site / "content/files/2566/o11.svg").write_bytes(b"<svg/>")
    assert [f.code for f in found(site, HEAD + ROW, "{file: files/2566/o11.svg}")] == ["ITA412"]


def test_no_csv_stands_for_a_table() -> None:
    table = not_csv("content/files/2566/o12.xlsx")
    assert (table.rows, table.path) == ((), None)
    assert table.problem is not None
    assert (table.problem.kind, table.problem.values) == ("not-csv", {"file": "content/files/2566/o12.xlsx"})
    assert typed_rows(({"a": 1}, {"b": 2})).columns == ("a", "b")


@pytest.mark.parametrize("dots", ["…", "...", " … ", ""])
def test_dots_of_the_template_are_no_value(site: Path, dots: str) -> None:
    (finding,) = found(site, HEAD + ROW + ROW.replace("480000", dots))
    assert (finding.code, finding.path, finding.line) == ("ITA215", CSV, 3)
    assert finding.message.en == "This row lacks budget"


def test_dots_in_typed_rows(site: Path) -> None:
    rows = "\n  rows:\n    - {project: ถนน, budget: 1, start: 2565-11, end: …}"
    (finding,) = found(site, HEAD + ROW, rows)
    assert (finding.code, finding.path, finding.line) == ("ITA215", ITEM, 13)


def test_dots_in_a_column_that_may_be_left_out(site: Path) -> None:
    assert found(site, HEAD.replace("end", "end,owner") + ROW.replace("-02", "-02,…")) == []


def test_many_wrong_cells_are_five_findings_a_column(site: Path) -> None:
    findings = found(site, HEAD + "x,x,x,x\n" * 4_900)
    assert {f.code for f in findings} == {"ITA216"}
    assert len(findings) == 15
    assert [(f.line, f.column) for f in findings[:4]] == [(2, 3), (2, 5), (2, 7), (3, 3)]
    for finding in findings[:12]:
        assert "more rows" not in finding.message.en
    for finding in findings[12:]:
        assert finding.line == 6
        assert finding.message.th.endswith(" และอีก 4,895 แถว")
        assert finding.message.en.endswith(", and 4,895 more rows")


def test_many_rows_that_lack_something_are_five_findings(site: Path) -> None:
    findings = found(site, HEAD + "x,,2565-11,\n" * 7)
    assert [(f.code, f.line) for f in findings] == [("ITA215", line) for line in range(2, 7)]
    assert findings[-1].message.th == "แถวนี้ขาด budget (งบประมาณ (บาท)), end (เดือนที่สิ้นสุด) และอีก 2 แถว"
    assert findings[-2].message.th == "แถวนี้ขาด budget (งบประมาณ (บาท)), end (เดือนที่สิ้นสุด)"


def test_five_rows_are_all_told_and_no_more(site: Path) -> None:
    findings = found(site, HEAD + "x,x,2565-11,2566-02\n" * 5)
    assert len(findings) == 5
    assert "อีก" not in findings[-1].message.th


def test_columns_are_told_at_their_names(site: Path) -> None:
    findings = found(site, "sep=,\nproject,budget,begin,end\n" + ROW)
    assert [(f.code, f.line, f.column) for f in findings] == [("ITA215", 2, 1), ("ITA215", 2, 16)]
    assert "lacks the columns start" in findings[0].message.en
    assert "«begin»" in findings[1].message.en


# --- letters of every kind -------------------------------------------------------------------------------------------

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "cp874": "TIS-620",
    "utf-16": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("codec", ENCODINGS)
def test_every_encoding_with_every_separator(site: Path, tmp_path: Path, codec: str, separator: str) -> None:
    mark = "\ufeff" if codec == "utf-16-be" else ""
    data = (mark + HEAD + ROW).replace(",", separator).replace("\n", "\r\n").encode(codec)
    table = table_of(tmp_path, data)
    assert (table.problem, table.rows, table.encoding) == (None, (READ,), ENCODINGS[codec])
    findings = found(site, data)
    if table.encoding == "UTF-8":
        assert findings == []
        return
    (finding,) = findings
    assert (finding.code, finding.severity, finding.line, finding.column) == ("ITA220", Severity.WARNING, 1, 1)
    assert table.encoding in finding.message.th
    assert "CSV UTF-8" in finding.fix.th


@pytest.mark.parametrize(
    "data",
    [
        "Müller,Größe\n".encode("cp1252"),
        "CAFÉ,NOËL,ÅÄÖ\n".encode("cp1252"),
        "naïve résumé\n".encode("latin-1"),
        "Москва,Россия\n".encode("cp1251"),
        "表,中文字\n".encode("gbk"),
        "データ,表\n".encode("cp932"),
        HEAD.encode() + b"\xa1\n",
        HEAD.encode() + b"\xa1\xdb\xa1\xa1\xa1\n",
        (HEAD + ROW).encode("utf-16-le")[:-1] + b"\xd8",
    ],
)
def test_letters_that_nobody_is_sure_of_are_not_guessed(tmp_path: Path, data: bytes) -> None:
    table = table_of(tmp_path, data)
    assert table.rows == ()
    assert table.problem is not None
    assert table.problem.kind == "encoding"


def test_a_control_character_is_found_in_any_encoding(tmp_path: Path) -> None:
    problem = table_of(tmp_path, (HEAD + ROW.replace("ถนน", "ถนน\x01")).encode("utf-16")).problem
    assert problem is not None
    assert (problem.kind, problem.line, problem.column) == ("control-character", 2, 4)


# --- whatever is written comes back ----------------------------------------------------------------------------------

CELL = st.one_of(
    st.text(alphabet="กขคนรมา่้ิีabcXYZ0123456789๐๑๒๙ ,;\t\"'.-()\n", max_size=12),
    st.integers(-(10**9), 10**12).map(str),
    st.decimals(0, 10**9, places=2).map(lambda d: f"{d:,}"),
)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(1, 5))
    rows = draw(st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=6))
    return [row for row in rows if any(map(str.strip, row))] or [["x"] * width]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@given(rows=tables())
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_written_comes_back(
    tmp_path: Path, rows: list[list[str]], separator: str, quoting: int, codec: str
) -> None:
    names = [f"c{i}" for i in range(len(rows[0]))]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([names, *rows])
    # a table of one column has no separator to be told by
    told = f"sep={separator}\r\n" if len(names) == 1 else ""
    table = table_of(tmp_path, (told + out.getvalue()).encode(codec))
    assert table.problem is None
    assert [list(row.values()) for row in table.rows] == [[cell.strip() for cell in row] for row in rows]
    text = (told + out.getvalue()).replace("\r\n", "\n").split("\n")
    for i, row in enumerate(rows):
        for name, cell in zip(names, row, strict=True):
            line, column = table.spot(i, name)
            first = cell.strip().split("\n")[0][:1]
            assert (
                not first
                or text[line - 1][column - 1 :].lstrip(' "').startswith(first)
                or cell.startswith((" ", "\n", "\t", '"'))
            )


@given(
    data=st.binary(max_size=400),
    head=st.sampled_from([b"", HEAD.encode(), HEAD.encode("utf-16"), "แผน,,\n".encode("cp874")]),
)
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reading_never_raises(tmp_path: Path, data: bytes, head: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(head + data)
    for asked in (None, O11):
        table = read_csv(path, "t.csv", asked)
        assert (table.problem is None) == bool(table.rows)
        if asked is not None and table.problem is None:
            sheet = sheet_of(asked, table)
            assert len(sheet.rows) + len(sheet.totals) == len(table.rows)


@given(text=st.text(alphabet='กข12,;"\n\t-=() .', max_size=200))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_places_lie_in_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(HEAD + text, encoding="utf-8", newline="")
    table = read_csv(path, "t.csv", O11)
    lines = (HEAD + text).split("\n")
    spots = [table.spot(i, name) for i, row in enumerate(table.rows) for name in row]
    for line, column in [*spots, *([(table.problem.line, table.problem.column)] if table.problem else [])]:
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1


@pytest.mark.parametrize(
    ("rows", "spent"),
    [
        ([{"spent": 400, "budget": 1000}, {"spent": 900, "budget": 1000}], None),  # cumulative, month by month
        ([{"spent": 400}, {"spent": 900}], None),
        ([{"spent": 400, "budget": 500}, {"spent": 900, "budget": 1000}], 1300),  # two parts
    ],
)
def test_rows_of_rounds_are_not_added_up(rows: list[dict[str, int]], spent: int | None) -> None:
    asked = load_edition(2566).items["O12"].table
    assert asked is not None
    sheet = sheet_of(asked, typed_rows(tuple({"project": "ซ่อมถนน", **row} for row in rows), asked))
    assert sheet.total("spent") == spent
