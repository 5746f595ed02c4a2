"""The tables of items: CSV as it comes out of spreadsheet programs, and what is said of one that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import ITEMS, judge, lay

from ita_site.findings import Finding, Severity
from ita_site.source import MAX_BYTES
from ita_site.tables import MOST_ROWS, TableRows, not_csv, read_csv, typed_rows

CSV = "content/files/2566/o11.csv"
ITEM = f"{ITEMS}/o11.yml"
HEAD = "project,budget,start,end\n"
ROW = "ถนนสายบ้านสมมติ,480000,2565-11,2566-02\n"
READ = {"project": "ถนนสายบ้านสมมติ", "budget": "480000", "start": "2565-11", "end": "2566-02"}


def table_of(tmp_path: Path, text: str | bytes) -> TableRows:
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_csv(path, "t.csv")


def found(site: Path, data: str | bytes, table: str = "{file: files/2566/o11.csv}") -> list[Finding]:
    """Findings for item O11 when its table is the CSV that holds `data`."""
    own = (site / ITEM).read_text(encoding="utf-8")
    lay(site, ITEM, f"{own}table: {table}\n")
    (site / CSV).unlink(missing_ok=True)
    (site / CSV).write_bytes(data.encode() if isinstance(data, str) else data)
    return list(judge(site).findings)


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
    # a row with quotation marks is told by its first line
    assert [table.spot(i, "b") for i in range(3)] == [(4, 3), (5, 1), (7, 7)]
    assert [table.spot(2, None), table.spot(2, "(9)")] == [(7, 1), (7, 1)]


PROBLEMS: dict[str, tuple[str | bytes, str, tuple[int, int], str, str]] = {
    # what is in the file, kind, place, and parts of the message and the fix in English
    "TIS-620": ((HEAD + ROW).encode("cp874"), "encoding", (2, 1), "not in UTF-8", "CSV UTF-8"),
    "UTF-16": ((HEAD + ROW).encode("utf-16"), "encoding", (1, 1), "not in UTF-8", "CSV UTF-8"),
    "workbook": (b"PK\x03\x04\xff\0\0", "encoding", (1, 5), "no CSV", "CSV UTF-8"),
    "control": (HEAD + ROW.replace("ถนน", "ถนน\x01"), "control-character", (2, 4), "U+0001", "Remove it"),
    "old line ends": ((HEAD + ROW).replace("\n", "\r"), "line-ending", (1, 25), "very old", "CSV UTF-8"),
    "bytes": (HEAD + "ก" * (MAX_BYTES // 3 + 1), "too-large", (1, 1), "larger than 1 MB", "Split the table"),
    "rows": (HEAD + ROW * (MOST_ROWS + 1), "too-large", (MOST_ROWS + 2, 1), "more than 5,000 rows", "Split the table"),
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
        own = (site / ITEM).read_text(encoding="utf-8")
        lay(site, ITEM, f"{own}table: {{file: files/2566/o11.csv}}\n")
        assert "cannot be opened" in "".join(f.message.en for f in judge(site).findings if f.code == "ITA217")
    assert read_csv(site / "content", "content").problem is not None


def test_a_file_without_a_byte_is_one_finding(site: Path) -> None:
    assert [(f.path, f.code) for f in found(site, b"")] == [(ITEM, "ITA414")]
    (site / CSV).write_bytes(b"\xef\xbb\xbf")
    assert [(f.path, f.code) for f in judge(site).findings] == [(CSV, "ITA217")]


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
    assert findings[-1].message.th == "แถวนี้ขาด budget, end และอีก 2 แถว"
    assert findings[-2].message.th == "แถวนี้ขาด budget, end"


def test_five_rows_are_all_told_and_no_more(site: Path) -> None:
    findings = found(site, HEAD + "x,x,2565-11,2566-02\n" * 5)
    assert len(findings) == 5
    assert "อีก" not in findings[-1].message.th


def test_columns_are_told_at_their_names(site: Path) -> None:
    findings = found(site, "sep=,\nproject,budget,begin,end\n" + ROW)
    assert [(f.code, f.line, f.column) for f in findings] == [("ITA215", 2, 1), ("ITA215", 2, 16)]
    assert "lacks the columns start" in findings[0].message.en
    assert "«begin»" in findings[1].message.en
