"""Rows of documents become items: by code, by title, by both, and never the wrong one without a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import cost

from ita_site.criteria import BUILT_IN, Edition
from ita_site.importers.model import Block, Cell, Link, Row, Source
from ita_site.importers.understanding.addresses import gather
from ita_site.importers.understanding.columns import Role, role_of_head
from ita_site.importers.understanding.matching import Titles
from ita_site.importers.understanding.titles import Codes, fold
from ita_site.importers.understanding.understand import understand
from ita_site.importers.understanding.understood import SURE, Understood
from ita_site.importers.understanding.wording import clean, is_manuals
from ita_site.text import Text

DATA = Path(__file__).parent / "import"
EDITION = BUILT_IN.edition(2566)
OTHERS = tuple(BUILT_IN.edition(year) for year in BUILT_IN.years if year != 2566)
FOLLOW_UP = yaml.safe_load((DATA / "follow-up-2566.yml").read_text(encoding="utf-8"))["rows"]
OLD_LIST = yaml.safe_load((DATA / "list-2565.yml").read_text(encoding="utf-8"))["items"]
HEAD = ("ข้อ", "ข้อมูล", "การเชื่อมโยง", "คำอธิบาย")


def cell(written: str | Link | Cell) -> Cell:
    if isinstance(written, Cell):
        return written
    return Cell(written.title, (written,)) if isinstance(written, Link) else Cell(written)


def row(*cells: str | Link | Cell, number: int = 0) -> Row:
    return Row(tuple(map(cell, cells)), Text(f"แถวที่ {number}", f"row {number}"))


def table(*rows: Sequence[str | Link | Cell], headings: tuple[str, ...] = ()) -> Block:
    return Block("table", tuple(row(*cells, number=n) for n, cells in enumerate(rows)), headings)


def prose(*rows: str | Link, headings: tuple[str, ...] = ()) -> Block:
    return Block("prose", tuple(row(one, number=n) for n, one in enumerate(rows)), headings)


def read(*blocks: Block, title: str = "", base: str = "", edition: Edition = EDITION, others: Iterable[Edition] = OTHERS) -> Understood:  # fmt: skip
    return understand(Source("page.html", title, blocks, base), edition, others)


def to(url: str, title: str = "คลิก") -> Link:
    return Link(title, url)


def at(number: object) -> str:
    return f"https://www.agency.example.go.th/{number}"


def codes(found: Understood) -> list[str]:
    return [known.item.code for known in found.items]


def urls(found: Understood) -> dict[str, list[str]]:
    return {known.item.code: [link.url for link in known.links] for known in found.items}


def page_of(edition: Edition, with_codes: bool = True) -> Block:
    rows = [(i.code if with_codes else "", i.name.th, to(at(i.code)), "") for i in edition.items.values()]
    return table(HEAD, *rows)


@pytest.mark.parametrize(
    ("written", "code", "rest"),
    [
        ("O12 รายงานการกำกับ", "O12", "รายงานการกำกับ"),
        ("O๑๒. รายงาน", "O12", "รายงาน"),
        ("(O12) รายงาน", "O12", "รายงาน"),
        ("OIT-12: รายงาน", "O12", "รายงาน"),
        ("ข้อ 12 รายงาน", "O12", "รายงาน"),
        ("๐๑๒ รายงาน", "O12", "รายงาน"),
        ("O12รายงาน", "O12", "รายงาน"),
        ("12. รายงาน", None, "12. รายงาน"),
        ("2566 แผน", None, "2566 แผน"),
        ("9.1 ข้อมูลพื้นฐาน", None, "9.1 ข้อมูลพื้นฐาน"),
        ("1 ต.ค. 2565", None, "1 ต.ค. 2565"),
    ],
)
def test_a_code_at_the_start_of_a_text(written: str, code: str | None, rest: str) -> None:
    assert Codes(EDITION).at_start(written) == (code, rest)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("วธิ กี ารจดั การ", "วิธีการจัดการ"),
        ("อํานาจหน้าที่", "อำนาจหน้าที่"),
        ("อ ำ นาจหน้าที่", "อำนาจหน้าที่"),
        ("เเผนปฏิบัติการ", "แผนปฏิบัติการ"),
        ("รายงานผลประจำปีงบประมาณ พ.ศ. ๒๕๖๕", "รายงานผลประจำปี"),
        ("แผนพัฒนา (ฉบับเต็ม) ของเทศบาลตำบลตัวอย่าง", "แผนพัฒนา"),
        ("E - SERVICE", "e-service"),
        ("มาตรการภายในสถานศึกษา", "มาตรการภายในหน่วยงาน"),
    ],
)
def test_titles_that_are_the_same_fold_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_no_two_items_of_a_year_fold_the_same() -> None:
    for year in BUILT_IN.years:
        edition = BUILT_IN.edition(year)
        titles = Titles(edition)
        for item in edition.items.values():
            match = titles.match(item.name.th)
            assert match is not None
            assert match.meaning.code == item.code
            assert match.sureness >= SURE, f"{year} {item.code}: {match.lead}"


@pytest.mark.parametrize("with_codes", [True, False])
def test_a_scanned_follow_up_table_has_every_item(with_codes: bool) -> None:
    rows = [(r["code"] if with_codes else "", r["title"], to(r["url"]), r["place"]) for r in FOLLOW_UP]
    found = read(table(("ลำดับ ที่", "ข้อมูล", "การเชื่อมโยง", "ตำแหน่งข้อมูล บนเว็บไซต์ของหน่วยงาน"), *rows))
    assert codes(found) == list(EDITION.items)
    assert found.left == ()
    assert list(urls(found).values()) == [[r["url"]] for r in FOLLOW_UP]
    assert all(known.is_sure for known in found.items)
    assert next(known.explanation for known in found.items) == "หน้าแรก > ข้อมูลพื้นฐาน"


@pytest.mark.parametrize("with_codes", [True, False])
def test_another_years_page_is_moved_by_key_and_says_so(with_codes: bool) -> None:
    old = BUILT_IN.edition(2567)
    found = read(page_of(old, with_codes))
    for known in found.items:
        (url,) = (link.url for link in known.links)
        source = old.items[url.rpartition("/")[2]]
        assert source.key == known.item.key or known.item.key in source.was, f"{source.code} -> {known.item.code}"
    if with_codes:
        assert found.numbering == 2567
        assert any("2567" in note.th for note in found.notes)
    assert {"O8", "O29"} <= {left.text.split()[0] for left in found.left} or not with_codes
    assert len(found.left) == 2, "one item was two in 2566, one was none"


def test_items_that_later_became_one_bring_all_their_links() -> None:
    found = read(page_of(EDITION), edition=BUILT_IN.edition(2567), others=[EDITION])
    assert urls(found)["O8"] == [at("O11"), at("O12")]
    assert [left.text.split()[0] for left in found.left] == ["O6", "O10", "O17", "O41"]


@pytest.mark.parametrize("others", [(), OTHERS])
def test_the_old_list_never_gives_a_wrong_item_without_a_word(others: tuple[Edition, ...]) -> None:
    rows = [(one["code"], one["title"], to(at(one["code"])), "") for one in OLD_LIST]
    found = read(table(HEAD, *rows), title="OIT ปี 2565", others=others)
    means = {one["code"]: one.get("means") for one in OLD_LIST}
    for known in found.items:
        for link in known.links:
            right = means[link.url.rpartition("/")[2]] == known.item.code
            assert right or not known.is_sure, f"{link.url} -> {known.item.code}"
    assert found.numbering is None
    assert any("รหัสในไฟล์ไม่ใช่ของปี 2566" in note.th for note in found.notes)
    assert any("2565" in note.th for note in found.notes)
    assert {"O32", "O34", "O35", "O38"} <= {left.text.split()[0] for left in found.left}
    assert sum(known.is_sure for known in found.items) >= 28


def test_a_code_against_a_title() -> None:
    # on a page that is otherwise in order
    rows = [(i.code, i.name.th, to(at(i.code)), "") for i in list(EDITION.items.values())[20:]]
    name = {code: item.name.th for code, item in EDITION.items.items()}
    found = read(
        table(
            HEAD,
            ("O12", name["O11"], to(at("shifted")), ""),
            ("O2", name["O16"], to(at("far")), ""),
            ("O5", "เอกสารชุดใหม่", to(at("unknown")), ""),
            *rows,
        ),
        others=(),
    )
    shifted = found.items[1]
    assert shifted.item.code == "O11"
    assert not shifted.is_sure
    assert "เลื่อนไปหนึ่งข้อ" in shifted.notes[0].th
    assert codes(found)[:2] == ["O5", "O11"]
    assert not found.items[0].is_sure
    assert [left.text.split()[0] for left in found.left] == ["O2"]


def test_plain_numbers_are_codes_only_where_titles_confirm_them() -> None:
    names = [item.name.th for item in EDITION.items.values()]
    counted = read(table(HEAD, *((str(n), name, to(at(n)), "") for n, name in enumerate(names, 1))))
    assert urls(counted) == {code: [at(n)] for n, code in enumerate(EDITION.items, 1)}
    running = read(table(HEAD, *((str(n), name, to(at(n)), "") for n, name in enumerate(names[18:22], 1))))
    assert codes(running) == ["O19", "O20", "O21", "O22"]


def test_rows_that_go_on() -> None:
    copy = Cell("O21", is_copy=True)
    found = read(
        table(
            HEAD,
            ("O21", EDITION.items["O21"].name.th, to(at(1), "ตุลาคม 2565"), ""),
            (copy, Cell(EDITION.items["O21"].name.th, is_copy=True), to(at(2), "พฤศจิกายน 2565"), ""),
            ("", "(ต่อ)", to(at(3), "ธันวาคม 2565"), ""),
        ),
        table(("", "", to(at(4), "มกราคม 2566"), ""), ("O22", EDITION.items["O22"].name.th, to(at(5)), "")),
        table(HEAD, ("", "", to(at(6), "ฉบับเต็ม"), "")),
    )
    assert urls(found) == {"O21": [at(1), at(2), at(3), at(4)], "O22": [at(5), at(6)]}
    assert [link.title for link in found.items[0].links][:2] == ["ตุลาคม 2565", "พฤศจิกายน 2565"]


def test_a_page_of_paragraphs() -> None:
    found = read(
        prose(to(at("news"), "ข่าวประชาสัมพันธ์"), to(at("home"), "หน้าแรก"), "หน้าแรก > OIT", "ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน"),
        prose(
            "O1 โครงสร้าง",
            "แสดงแผนผังโครงสร้าง",
            to(at(1), "รายละเอียด 1"),
            to(at(2), "แผนผังปี 2566"),
            "O7 ข่าวประชาสัมพันธ์",
            to(at(7), "ข่าวประชาสัมพันธ์"),
            to(at(71), "ข้อมูลผู้บริหาร"),
        ),
        prose(to(at(2)), headings=("9.1 ข้อมูลพื้นฐาน", "O2 ข้อมูลผู้บริหาร")),
        table(("แผนพัฒนา", to(at(4))), ("แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน", to(at(41))), headings=("O4 แผนยุทธศาสตร์",)),
        table(("ลิขสิทธิ์", to(at("footer"))), headings=("ติดต่อผู้ดูแล",)),
    )
    assert urls(found) == {"O1": [at(1), at(2)], "O2": [at(2)], "O4": [at(4), at(41)], "O7": [at(7), at(71)]}
    assert [link.title for link in found.items[0].links] == ["โครงสร้าง", "แผนผังปี 2566"]
    assert len(found.left) <= 1


def test_groups_breadcrumbs_and_dates_are_no_items() -> None:
    groups = [
        "ตัวชี้วัดย่อยที่ 9.5 การส่งเสริมความโปร่งใส",
        "9.1.2 การประชาสัมพันธ์",
        "หน้าแรก / ITA / OIT",
        "1 ต.ค. 2565",
        "การบริหารงาน",
    ]
    assert read(prose(*groups)).items == ()
    assert read(table(HEAD, *((one, "", "", "") for one in groups))).items == ()


def test_answers_and_explanations() -> None:
    manual = "แสดงแผนการดำเนินภารกิจของหน่วยงานที่มีระยะ 1 ปี มีข้อมูลรายละเอียดของแผนฯ อย่างน้อยประกอบด้วย (1) โครงการหรือกิจกรรม"
    name = {code: item.name.th for code, item in EDITION.items.items()}
    found = read(
        table(
            ("ข้อ", "รายการ", "มี/ไม่มี", "URL", "คำอธิบาย", "ผู้รับผิดชอบ"),
            ("O11", name["O11"], "มี", to(at(11)), manual, "นายสมมติ ใจดี"),
            ("O13", name["O13"], "มี", to(at(13)), "หน้าแรก > แผนงาน\n> รายงานประจำปี", "สำนักปลัด"),
            ("O28", name["O28"], "ไม่มี", "-", "", "-"),
            ("O29", name["O29"], "", "ไม่มีเรื่องร้องเรียนในรอบ 6 เดือน", "", ""),
        )
    )
    o11, o13, o28, o29 = found.items
    assert o11.explanation == ""
    assert any("คู่มือ" in note.th for note in o11.notes)
    assert o11.owner == ""
    assert o13.explanation == "หน้าแรก > แผนงาน\n> รายงานประจำปี"
    assert o13.owner == "สำนักปลัด"
    assert (o11.has, o28.has, o29.has) == (True, False, None)
    assert any("status: nil" in note.th for note in o29.notes)


def test_a_menu_is_not_taken_for_the_manual() -> None:
    assert not is_manuals("แผนพัฒนาท้องถิ่น", EDITION.items["O4"])
    assert not is_manuals("หน้าแรก > แสดงข้อมูล อย่างน้อยประกอบด้วย แสดงแผน", EDITION.items["O4"])
    assert is_manuals(EDITION.items["O4"].summary.th, EDITION.items["O4"])
    assert is_manuals("แสดงรายนามของผู้บริหารของหน่วยงาน อย่างน้อยประกอบด้วย (1) ผู้บริหารสูงสุด", EDITION.items["O2"])


def test_a_list_of_links_without_codes() -> None:
    names = ("ข้อมูลผู้บริหาร", "อำนาจหน้าที่", "แผนพัฒนาการศึกษา", "ข้อมูลเชิงสถิติการให้บริการ ปีงบประมาณ 2566")
    found = read(prose(*(to(at(n), name) for n, name in enumerate(names))))
    assert urls(found) == {"O2": [at(0)], "O3": [at(1)], "O16": [at(3)]}
    assert [left.text for left in found.left] == ["แผนพัฒนาการศึกษา"]


def test_a_row_across_the_table_is_no_head() -> None:
    across = (Cell("ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน"), *(Cell("ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน", is_copy=True),) * 2)
    found = read(table(("ข้อ", "URL", "คำอธิบาย"), across, ("O1 โครงสร้าง", to(at(1)), "หน้าแรก > โครงสร้าง")))
    assert [(known.item.code, known.explanation) for known in found.items] == [("O1", "หน้าแรก > โครงสร้าง")]


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("ข้อ", Role.CODE), ("ลำดับ ที่", Role.CODE), ("รหัสข้อ", Role.CODE), ("ข้อมูล", Role.TITLE), ("รายการ", Role.TITLE),
        ("องค์ประกอบด้านข้อมูล", Role.ELEMENTS), ("รายละเอียด/องค์ประกอบ", Role.ELEMENTS), ("URL", Role.LINKS),
        ("ลิงค์", Role.LINKS), ("แสดงการเชื่อมโยง", Role.LINKS), ("URL หน้าเว็บ", Role.PAGE), ("URL หลักฐาน", Role.LINKS),
        ("คำอธิบาย", Role.EXPLANATION), ("ตำแหน่งข้อมูล บนเว็บไซต์ของหน่วยงาน", Role.EXPLANATION), ("มี/ไม่มี", Role.ANSWER),
        ("ผู้รับผิดชอบ", Role.OWNER), ("หมายเหตุ", Role.OTHER), ("ชื่อหลักฐาน", Role.NAME), ("โครงสร้าง", None),
        ("แผนดำเนินงานและการใช้งบประมาณประจำปี", None),
    ],
)  # fmt: skip
def test_head_words(head: str, role: Role | None) -> None:
    assert role_of_head(head) == role


def links_in(*cells: Cell, base: str = "") -> tuple[list[str], int]:
    found = gather(cells, base)
    return [link.url for link in found.links], len(found.notes)


@pytest.mark.parametrize(
    ("cells", "base", "kept", "told"),
    [
        ([Cell("ดู www.x.go.th/a และ https://x.go.th/b.")], "", ["https://www.x.go.th/a", "https://x.go.th/b"], 0),
        ([Cell("https://x.go.th/a/\nb-2566.pdf")], "", ["https://x.go.th/a/b-2566.pdf"], 1),
        ([Cell("https://x.go.th/a.pdf\nhttps://x.go.th/b.pdf")], "", ["https://x.go.th/a.pdf", "https://x.go.th/b.pdf"], 0),
        ([Cell("https://x.go.th/long…", (to("https://x.go.th/long/a.pdf"),))], "", ["https://x.go.th/long/a.pdf"], 0),
        ([Cell("https://x.go.th/long...")], "", [], 1),
        ([Cell("", tuple(map(to, ("#", "", "#top", "javascript:void(0)", "mailto:a@x.go.th", "file:///C:/a.pdf", "D:\\a.pdf"))))], "", [], 7),
        ([Cell("", (to("./page_files/a.pdf"), to("data/b.pdf")))], "https://x.go.th/oit/", ["https://x.go.th/oit/data/b.pdf"], 1),
        ([Cell("", (to("data/b.pdf"),))], "", [], 1),
        ([Cell("", (to("https://x.go.th/oit/#a"),))], "https://x.go.th/oit/", [], 1),
        ([Cell("https://x.go.th/a", (to("https://x.go.th/a"), to("http://www.x.go.th/a/")))], "", ["https://x.go.th/a"], 0),
        ([Cell("", (to("https://x.go.th/แผน 2566.pdf"),))], "", ["https://x.go.th/แผน%202566.pdf"], 0),
        ([Cell("", (to("https://bit.ly/x"), to("https://drive.google.com/open?id=1"), to("https://test.x.go.th/")))], "",
         ["https://bit.ly/x", "https://drive.google.com/open?id=1", "https://test.x.go.th/"], 0),
        ([Cell("https://x.go.th/a", (to("https://x.go.th/a"),), is_copy=True)], "", [], 0),
    ],
)  # fmt: skip
def test_links(cells: list[Cell], base: str, kept: list[str], told: int) -> None:
    assert links_in(*cells, base=base) == (kept, told)


@pytest.mark.parametrize(
    "text", ["a-" * 16_000, "a." * 16_000, " " * 32_000 + "x", "https://x/\na" * 3_000, "O1 " * 9_000]
)
def test_a_cell_that_is_full_is_read_at_once(text: str) -> None:
    blocks = table(HEAD, ("O1", text, to(text, text), text), (text, "โครงสร้าง", "", "")), prose(text)
    assert cost(lambda: read(*blocks, others=())) < 2


@settings(max_examples=60)
@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=60), st.text(max_size=40)), max_size=12))
def test_nothing_that_stands_in_a_table_is_too_much(rows: list[tuple[str, str, str]]) -> None:
    found = read(table(HEAD, *((a, b, Link(c, c), c) for a, b, c in rows)), others=())
    for known in found.items:
        assert 0 < known.sure <= 100
        assert all(link.title and link.url.startswith("http") for link in known.links)


@settings(max_examples=100)
@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
