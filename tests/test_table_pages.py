"""The table on an item's page: its sums, the first rows of many, the drawing beside it, and what can be downloaded."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from builders import ITEMS, judge, lay

from ita_site.config import open_site
from ita_site.criteria import load_edition
from ita_site.render.pages import Pages
from ita_site.render.plots import MOST_BARS
from ita_site.render.tables import TableView, table_file, table_view
from ita_site.sitemap import site_pages, typed_tables
from ita_site.tables import read_csv, sheet_of, typed_rows

TABLES = {code: item.table for code, item in load_edition(2566).items.items()}
PLAN = "project,budget,start,end\n"


def view(code: str, *rows: Mapping[str, Any]) -> TableView:
    data = typed_rows(rows, TABLES[code])
    shown = table_view(data, sheet_of(TABLES[code], data))
    assert shown is not None
    return shown


def texts(row: tuple[Any, ...]) -> list[str]:
    return [cell.text for cell in row]


def project(n: int, budget: object = "1,000") -> dict[str, object]:
    return {"project": f"โครงการที่ {n}", "budget": budget, "start": "2565-10", "end": "2566-03"}


def page_of(site: Path, code: str = "o11") -> str:
    opened = open_site(site)
    return Pages(opened, judge(site)).text(site_pages(opened)[f"2566/{code}.md"])


def file_of(site: Path) -> str:
    """The table that the site offers for typed rows."""
    return table_file(typed_tables(open_site(site))["2566/o11.csv"])


def plan(site: Path, data: str | bytes, codec: str = "utf-8") -> None:
    lay(site, f"{ITEMS}/o11.yml", "item: O11\nstatus: disclosed\ntable: {file: files/2566/o11.csv}\n")
    (site / "content/files/2566/o11.csv").unlink(missing_ok=True)
    (site / "content/files/2566/o11.csv").write_bytes(data.encode(codec) if isinstance(data, str) else data)


def parts(page: str, tag: str) -> list[str]:
    return re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", page, re.DOTALL)


def numbers(page: str) -> Iterator[str]:
    for row in parts(parts(page, "tfoot")[0], "tr"):
        yield from (re.sub("<[^>]*>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row))


# --- sums ------------------------------------------------------------------------------------------------------------


def test_sums_are_of_all_rows_not_of_those_shown() -> None:
    shown = view("O11", *(project(n) for n in range(300)))
    assert (len(shown.rows), shown.total, shown.summed) == (200, 300, True)
    assert [texts(row) for row in shown.sums] == [["", "300,000", "", ""]]


@pytest.mark.parametrize("amount", ["๑,๒๕๐", "1,250.-", "1250 บาท", "1,250", 1250])
def test_numbers_count_however_they_are_written(amount: object) -> None:
    shown = view("O11", project(1, amount), project(2, "-"), project(3, "0.50"))
    assert texts(shown.rows[0])[1] == "1,250"
    assert texts(shown.sums[0])[1] == "1,250.50"
    assert shown.rows[0][1].is_number


def test_what_cannot_be_read_makes_no_sum() -> None:
    shown = view("O12", {"project": "ก", "budget": "10", "spent": "มาก"}, {"project": "ข", "budget": "5", "spent": "1"})
    assert texts(shown.sums[0])[:3] == ["", "15", ""]
    assert view("O11", project(1, "มาก"), project(2)).sums == ()


def test_a_typed_sum_is_no_row_and_not_summed_twice() -> None:
    sum_ = {"project": "รวมทั้งสิ้น", "budget": "2,000"}
    shown = view("O11", project(1), project(2), sum_)
    assert (shown.total, len(shown.rows)) == (2, 2)
    assert [texts(row) for row in shown.sums] == [["", "2,000", "", ""]]
    unread = view("O11", project(1, "มาก"), project(2), sum_)
    assert (unread.summed, [texts(row)[:2] for row in unread.sums]) == (False, [["รวมทั้งสิ้น", "2,000"]])


def test_percent_and_numbers_of_rows_are_not_added_up() -> None:
    rows = ({"month": "2565-10", "seq": n, "work": "ก", "amount": 5, "median": 5} for n in (1, 2))
    assert texts(view("O21", *rows).sums[0]) == ["", "", "", "10", ""]
    assert [c.id for c in TABLES["O12"].columns if c.total] == ["budget", "spent"]  # type: ignore[union-attr]


def test_a_row_alone_needs_no_sum() -> None:
    assert view("O11", project(1)).sums == ()


# --- the page --------------------------------------------------------------------------------------------------------


def test_the_table_can_be_heard(site: Path) -> None:
    plan(site, PLAN + "ถนนสายบ้านสมมติ,480000,2565-11,2566-02\nอบรม,๒๕๐๐๐,ม.ค. 2566,2566-03\n")
    page = page_of(site)
    assert parts(page, "caption") == ["ตารางข้อมูล O11 แผนดำเนินงานและการใช้งบประมาณประจำปี"]
    assert page.count('scope="col"') == 4
    assert re.findall(r'<th scope="row"[^>]*>([^<]*)</th>', page) == ["ถนนสายบ้านสมมติ", "อบรม", "รวม"]
    assert list(numbers(page)) == ["รวม", "505,000", "", ""]
    assert '<td class="ita-num"><data value="25000">25,000</data></td>' in page
    assert "style=" not in page


def test_the_first_rows_of_many(site: Path) -> None:
    plan(site, PLAN + "".join(f"โครงการที่ {n},1000,2565-11,2566-02\n" for n in range(300)))
    page = page_of(site)
    assert len(parts(parts(page, "tbody")[0], "tr")) == 200
    assert "แสดง 200 แถวแรก จากทั้งหมด 300 แถว แถวอื่นอยู่ในไฟล์ที่ดาวน์โหลดได้ด้านบน" in page
    assert next(numbers(page)) == "รวม 300 แถว"
    assert "300,000" in page


@pytest.mark.parametrize(("codec", "name"), [("cp874", "TIS-620"), ("utf-16", "UTF-16 LE")])
def test_a_table_in_other_letters_is_shown_and_said(site: Path, codec: str, name: str) -> None:
    plan(site, PLAN + "ถนนสายบ้านสมมติ,480000,2565-11,2566-02\n", codec)
    page = page_of(site)
    assert "ถนนสายบ้านสมมติ" in page
    assert f"ไฟล์นี้บันทึกเป็น {name}" in page


def test_typed_rows_are_offered_as_a_file(site: Path) -> None:
    rows = "    - {project: ถนน, งบประมาณ: ๑๒๕๐, start: 2565-11, end: 2566-02}\n    - {project: =1+1, budget: 2, start: 2565-11, end: 2566-02}\n"
    lay(site, f"{ITEMS}/o11.yml", f"item: O11\nstatus: disclosed\ntable:\n  rows:\n{rows}")
    assert 'href="../o11.csv"' in page_of(site)
    text = file_of(site)
    assert text.startswith("\ufeff")
    head, *told = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert head == ["โครงการหรือกิจกรรม", "งบประมาณ (บาท)", "เดือนที่เริ่ม", "เดือนที่สิ้นสุด"]
    assert told == [["ถนน", "๑๒๕๐", "2565-11", "2566-02"], ["'=1+1", "2", "2565-11", "2566-02"]]


def test_the_offered_file_is_read_as_the_same_table(site: Path, tmp_path: Path) -> None:
    rows = "    - {project: 'ถนน, สายใน', budget: '1,250', start: 2565-11, end: 2566-02}\n"
    lay(site, f"{ITEMS}/o11.yml", f"item: O11\nstatus: disclosed\ntable:\n  rows:\n{rows}")
    opened = open_site(site)
    (tmp_path / "t.csv").write_text(file_of(site), encoding="utf-8", newline="")
    again = read_csv(tmp_path / "t.csv", "t.csv", TABLES["O11"])
    typed = opened.year.items["O11"].table
    assert typed is not None
    assert [dict(row) for row in again.rows] == [dict(row) for row in typed.rows]


# --- drawings --------------------------------------------------------------------------------------------------------


def test_the_largest_rows_are_drawn(site: Path) -> None:
    shown = view("O11", *(project(n, n * 100) for n in range(40))).bars
    assert shown is not None
    assert (len(shown.groups), shown.total, shown.by_size) == (MOST_BARS, 40, True)
    name, (bar,) = shown.groups[0]
    assert (name, bar.value, bar.length) == ("โครงการที่ 39", "3,900", "100.0")
    plan(site, PLAN + "".join(f"โครงการที่ {n},{n}00,2565-11,2566-02\n" for n in range(40)))
    page = page_of(site)
    assert "15 รายการที่มากที่สุด จากทั้งหมด 40 รายการ" in page
    assert page.count('class="ita-plot-part') == MOST_BARS
    assert 'ita-plot" aria-hidden="true"' in page


def test_two_values_are_drawn_to_one_scale() -> None:
    rows = ({"project": n, "budget": 200, "spent": spent, "status": "done"} for n, spent in (("ก", 100), ("ข", 50)))
    shown = view("O12", *rows).bars
    assert shown is not None
    assert [[(b.name, b.length, b.place) for b in bars] for _, bars in shown.groups] == [
        [("งบประมาณ", "100.0", 1), ("ใช้ไป", "50.0", 2)],
        [("งบประมาณ", "100.0", 1), ("ใช้ไป", "25.0", 2)],
    ]


def test_a_lone_bar_of_two_columns_says_which_it_is(site: Path) -> None:
    """Its colour alone would tell the budget from what was spent."""
    lay(site, "content/files/2566/o22.csv", "work,budget,spent\nงานหนึ่ง,1000,ไม่ทราบ\nงานสอง,2000,1500\n")
    lay(site, f"{ITEMS}/o22.yml", "item: O22\nstatus: disclosed\ntable: {file: files/2566/o22.csv}\n")
    page = page_of(site, "o22")
    assert page.count('class="ita-plot-row"') == 3 and "ita-plot-row--one" not in page
    assert page.count('<span class="ita-faint">งบประมาณ</span>') == 2
    assert page.count('<span class="ita-faint">ใช้ไป</span>') == 1


def test_rows_of_a_month_are_drawn_together_in_the_order_of_time() -> None:
    months = ("2566-01", "ต.ค. 2565", "2566-01", "ไม่ทราบ")
    shown = view("O21", *({"month": m, "work": "ก", "amount": 10} for m in months)).bars
    assert shown is not None
    assert [(name, [b.value for b in bars]) for name, bars in shown.groups] == [
        ("ตุลาคม 2565", ["10"]),
        ("มกราคม 2566", ["20"]),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [project(1)],
        [project(1, 0), project(2, 0)],
        [project(1, "-"), project(2, "-")],
        [project(1), {"project": "รวม", "budget": "1,000"}],
    ],
)
def test_no_drawing_where_it_would_say_nothing(rows: list[dict[str, object]]) -> None:
    assert view("O11", *rows).bars is None


def test_tables_of_words_have_no_drawing() -> None:
    assert view("O42", {"issue": "ก", "measure": "ข"}, {"issue": "ค", "measure": "ง"}).bars is None
