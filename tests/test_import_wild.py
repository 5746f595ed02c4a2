"""Pages as agencies have them: several years on one, addresses over two lines, cells merged over items, heads amiss."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from pace import cost
from runner import ita_site

from ita_site.criteria import BUILT_IN, Edition
from ita_site.importers.reading.cells import cell_of
from ita_site.importers.reading.guard import UnreadableError
from ita_site.importers.reading.page import read_page
from ita_site.importers.understanding.addresses import gather
from ita_site.importers.understanding.understand import understand
from ita_site.importers.understanding.understood import Understood

EDITION = BUILT_IN.edition(2566)
CODES = ("O1", "O2", "O12", "O13", "O36")
HEAD = "<tr><th>ข้อ<th>ข้อมูล<th>การเชื่อมโยง</tr>"


def page(body: str, year: int = 2566, title: str = "") -> Understood:
    others = [BUILT_IN.edition(other) for other in BUILT_IN.years if other != year]
    found = read_page(f"<title>{title}</title><body>{body}".encode(), "page.html")
    return understand(found, BUILT_IN.edition(year), others)


def rows(part: object, codes: Sequence[str] = CODES, edition: Edition = EDITION) -> str:
    return "".join(
        f"<tr><td>{code}<td>{edition.items[code].name.th}<td><a href='https://a.go.th/{part}/{code}'>คลิก</a></tr>"
        for code in codes
    )


def urls(found: Understood) -> dict[str, list[str]]:
    return {known.item.code: [link.url for link in known.links] for known in found.items}


def notes(found: Understood) -> str:
    return "\n".join((*(note.th for note in found.notes), *(one.th for known in found.items for one in known.notes)))


@pytest.mark.parametrize(
    "body",
    [
        (
            f"<details><summary>ITA 2567</summary><table>{HEAD}{rows(2567)}</table></details>"
            f"<details><summary>ITA ปี ๒๕๖๖</summary><table>{HEAD}{rows(2566)}</table></details>"
        ),
        f"<h1>ITA 2567</h1><table>{HEAD}{rows(2567)}</table><h1>ITA 2566</h1><table>{HEAD}{rows(2566)}</table>",
        (
            f"<table>{HEAD}<tr><td colspan=3>ปีงบประมาณ พ.ศ. 2567</tr>{rows(2567)}"
            f"<tr><td colspan=3>ปีงบประมาณ พ.ศ. 2566</tr>{rows(2566)}</table>"
        ),
    ],
    ids=["folds", "headings", "rows"],
)
def test_of_several_years_only_the_wanted_comes_in(body: str) -> None:
    found = page(body)
    assert urls(found) == {code: [f"https://a.go.th/2566/{code}"] for code in CODES}
    assert "ปี 2567 5 แถว" in notes(found)
    assert not found.left


def test_several_years_without_the_wanted_are_told() -> None:
    found = page("".join(f"<h1>ITA {year}</h1><table>{HEAD}{rows(year)}</table>" for year in (2567, 2568)))
    assert "ไม่มีส่วนของปี 2566" in notes(found)


def test_the_year_in_the_heading_of_an_item_makes_no_part() -> None:
    items = "".join(
        f"<h3>{code} {EDITION.items[code].name.th} {year}</h3><a href='https://a.go.th/{code}'>คลิก</a>"
        for code, year in (("O12", 2566), ("O13", 2565), ("O38", 2565))
    )
    assert urls(page(f"<h1>ITA 2566</h1>{items}")) == {
        code: [f"https://a.go.th/{code}"] for code in ("O12", "O13", "O38")
    }


def test_codes_alone_are_those_of_the_year_that_the_page_speaks_of() -> None:
    body = "".join(f"<tr><td>O{n}<td><a href='https://a.go.th/{n}'>คลิก</a></tr>" for n in range(1, 44))
    found = page(f"<table><tr><th>ข้อ<th>URL</tr>{body}</table>", 2567, "ITA 2566")
    plan = next(known for known in found.items if known.item.key == EDITION.items["O36"].key)
    assert plan.links[0].url == "https://a.go.th/36"
    assert not any(known.is_sure for known in found.items)
    assert "ถือว่าเป็นรหัสของปีนั้น" in notes(found)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("https://a.go.th/\n3. https://a.go.th/x.pdf", ["https://a.go.th/", "https://a.go.th/x.pdf"]),
        ("https://a.go.th/x/\n- https://a.go.th/y", ["https://a.go.th/x/", "https://a.go.th/y"]),
        ("https://a.go.th/x/\nPDF", ["https://a.go.th/x/"]),
        ("https://a.go.th/abc-\ndef.pdf", ["https://a.go.th/abc-def.pdf"]),
        ("https://a.go.th/a/b\n/c/\nd.pdf (PDF)", ["https://a.go.th/a/b/c/d.pdf"]),
        ("https://a.go.th/how...\nhttps://a.go.th/how/x.pdf", ["https://a.go.th/how/x.pdf"]),
        ("https://a.go.th/how...", []),
    ],
)
def test_an_address_over_lines_is_neither_made_up_nor_cut(text: str, links: list[str]) -> None:
    found = gather([cell_of(text)], "")
    assert [link.url for link in found.links] == links
    assert ("ถูกตัดท้าย" in "".join(note.th for note in found.notes)) is (not links)


def test_a_link_merged_over_items_is_that_of_each() -> None:
    one, two = (EDITION.items[code].name.th for code in ("O5", "O6"))
    found = page(
        f"<table>{HEAD}{rows('x', ('O1', 'O2'))}<tr><td>O5<td>{one}<td rowspan=2><a href='https://a.go.th/both'>คลิก</a></tr>"
        f"<tr><td>O6<td>{two}</tr></table>"
    )
    assert urls(found)["O6"] == urls(found)["O5"] == ["https://a.go.th/both"]
    assert notes(found).count("ช่องที่รวมกับแถวอื่น") == 1


def test_titles_below_a_head_of_documents_are_found() -> None:
    body = rows("x").replace("<tr><td>O", "<tr><td>9")  # numbers that count rows
    found = page(f"<table><tr><th>ลำดับ<th>เอกสาร<th>ลิงก์</tr>{body}</table>")
    assert list(urls(found)) == list(CODES)
    assert "ยังไม่แน่ว่ารหัส" not in notes(found)


@pytest.mark.parametrize("written", ["<div>", "<div></x>", "<b><span>"])
def test_elements_as_deep_as_would_be_slow_are_refused(written: str) -> None:
    def job() -> None:
        with pytest.raises(UnreadableError):
            read_page((written * 60_000).encode(), "page.html")

    assert cost(job) < 5


def test_elements_that_others_close_are_not_deep() -> None:
    assert read_page(f"<table>{'<tr><td><p>ก<br>' * 6_000}</table>".encode(), "page.html").blocks


@pytest.fixture
def new(tmp_path: Path) -> Path:
    assert ita_site("init", tmp_path / "site", "--agency", "ก", "--year", "2566").code == 0
    return tmp_path / "site"


def test_files_of_a_new_site_are_kept_with_what_to_do_next(new: Path, tmp_path: Path) -> None:
    source = tmp_path / "page.html"
    source.write_text(f"<meta charset=utf-8><table>{HEAD}{rows('x')}</table>", encoding="utf-8")
    ran = ita_site("-C", new, "import", source)
    assert ran.code == 1
    assert "โดยเพิ่ม --merge" in ran.out.splitlines()[-1]
    item = new / "content/2566/items/o01.yml"
    before = source.read_bytes(), item.read_bytes()
    for place in (source, item, new / "site_config.yml"):
        assert ita_site("-C", new, "import", source, "--merge", "--report", place).code == 2
    assert (source.read_bytes(), item.read_bytes()) == before
    ran = ita_site("-C", new, "import", source, "--merge", "--report", tmp_path)
    assert ran.code == 1
    assert "ไฟล์ของข้อเขียนครบแล้ว 5 ไฟล์" in ran.said
