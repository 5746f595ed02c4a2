"""The search, as it is written: what its index holds. `test_search_worker` finds in it, `test_search_dialog` shows it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from builders import judge
from runner import REPOSITORY
from selectolax.lexbor import LexborHTMLParser

from ita_site.config import open_site
from ita_site.render.pages import Pages
from ita_site.render.search import Facts, examples_of, page_facts, search_index
from ita_site.render.template import heading, page
from ita_site.sitemap import SEARCH_INDEX, page_address, site_pages
from ita_site.states import FACES

Doc = dict[str, Any]


@pytest.fixture(scope="module")
def docs(example: Path) -> list[Doc]:
    """The entries of the example's index."""
    found: list[Doc] = json.loads((example / SEARCH_INDEX).read_text(encoding="utf-8"))["docs"]
    return found


def entries(body: str, facts: Facts | None = None) -> list[Doc]:
    """The entries of one page, from a body of Markdown and HTML as pages are written."""
    facts = facts or Facts("item", ("● เปิดเผยครบ",), 16)
    text = f'---\ntitle: "t"\n---\n\n# {str(heading("ข้อ O12", 1)).strip().removeprefix(chr(0) + "# ")}\n\n{body}\n'
    found: list[Doc] = json.loads(search_index({"2566/o12.md": text}, {"2566/o12.md": facts}))["docs"]
    return found


def test_the_index_is_lean_and_has_materials_shape() -> None:
    text = search_index({"pages/ก.md": "# ก\n"}, {"pages/ก.md": Facts("free", (), 16)}, ("ข",))
    assert text == (
        '{"config":{"lang":["th"],"separator":"[\\\\s\\\\-]+","pipeline":[],"examples":["ข"],"zero":"0"},'
        '"docs":[{"location":"pages/%E0%B8%81/","title":"ก","text":"","tags":[],"boost":16}]}'
    )


def test_every_page_has_an_entry_and_every_anchor_is_on_its_page(docs: list[Doc], example: Path) -> None:
    pages = {page_address(path) for path in site_pages(open_site(REPOSITORY))}
    assert {doc["location"] for doc in docs if "#" not in doc["location"]} == pages
    known = {place: _ids(example / place / "index.html") for place in pages}
    places = [doc["location"].partition("#") for doc in docs if "#" in doc["location"]]
    assert len(places) > 300
    assert [(place, anchor) for place, _, anchor in places if anchor not in known[place]] == []
    assert len({doc["location"] for doc in docs}) == len(docs)


def _ids(path: Path) -> set[str | None]:
    return {node.attributes["id"] for node in LexborHTMLParser(path.read_text(encoding="utf-8")).css("[id]")}


def test_what_stands_on_every_page_or_belongs_to_others_is_left_out(docs: list[Doc]) -> None:
    said = " ".join(f"{doc['title']} {doc['text']}" for doc in docs)
    for words in ("แก้ไขข้อมูลนี้", "แจ้งปัญหา", "ดูสิ่งที่แก้", "●", "&amp;", "&#"):
        assert words not in said, words
    board = next(doc for doc in docs if doc["location"] == "2566/")
    assert "คู่มือ" not in board["text"]
    # the item after it and the one before it are named on its page
    of_item = " ".join(doc["text"] for doc in docs if doc["location"].startswith("2566/o12/"))
    assert "แผนดำเนินงานและการใช้งบประมาณประจำปี" not in of_item
    assert "รายงานผลการดำเนินงานประจำปี" not in of_item


def test_items_tell_state_and_year_and_who_answers(docs: list[Doc]) -> None:
    by_place = {doc["location"]: doc for doc in docs}
    faces = {f"{face.shape} {face.word.th}" for face in FACES.values()}
    items = [doc for place, doc in by_place.items() if re.fullmatch(r"2566/o\d\d/", place)]
    assert len(items) == 43
    assert all(doc["tags"][0] in faces and doc["tags"][1:] == ["ปี 2566"] for doc in items)
    month = by_place["2566/programmes/waste-bank/2566-03/"]
    assert month["tags"] == ["ปี 2566", "จัดการขยะต้นทางและธนาคารขยะชุมชน"]
    assert by_place["2566/o14/"]["text"] == "ผู้รับผิดชอบ กองคลัง"
    assert by_place["2566/o12/#criteria"]["weak"] == 1
    assert by_place["2566/o12/#evidence"]["label"] == 1
    assert "label" not in by_place["pages/privacy/#คุกกี้"]


def test_the_open_year_and_items_come_sooner(docs: list[Doc]) -> None:
    rank = {doc["location"]: doc["boost"] for doc in docs if "boost" in doc}
    assert rank["2566/o12/"] > rank["2566/programmes/waste-bank/"] > rank["2566/programmes/waste-bank/2566-03/"]
    assert rank["2566/programmes/waste-bank/2566-03/"] > rank["2566/"] > rank["checks/"] > rank["2565/result/"]


def test_a_page_is_also_called_what_the_items_ask_for_that_it_shows(docs: list[Doc]) -> None:
    names = {doc["location"]: doc["names"] for doc in docs if "names" in doc}
    assert names["pages/contact/"] == ["ข้อมูลการติดต่อ"]
    assert names["pages/complaint/"] == [
        "ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ",
        "ร้องเรียน ร้องทุกข์",
    ]
    assert all(place.startswith("pages/") for place in names)


def test_a_site_in_thai_digits_is_searched_in_thai_digits(site: Path) -> None:
    """The words about a page are written as the page is, and so are the counts of the dialog."""
    config = site / "site_config.yml"
    config.write_text(config.read_text("utf-8").replace("site:\n", "site:\n  digits: thai\n"), encoding="utf-8")
    opened, report = open_site(site), judge(site)
    pages, path = site_pages(opened), "2566/o11.md"
    texts = {path: Pages(opened, report).text(pages[path])}
    index = json.loads(search_index(texts, page_facts(opened, pages, report), examples_of(opened, pages)))
    assert index["config"]["zero"] == "๐"
    assert index["config"]["examples"] == ["O11", "ร้องเรียน", "มีนาคม ๒๕๖๖"]
    assert index["docs"][0]["tags"][1:] == ["ปี ๒๕๖๖"]


def test_words_of_a_sentence_are_not_parted_and_cells_are() -> None:
    (_, section) = entries(
        '## ก {#answer}\n\n<div class="ita"><p>เปิด<a href="x">แบบแจ้ง</a>ได้<wbr>ที่<br>นี่</p><table><td>1</td><td>2</td></table></div>'
    )
    assert section["text"] == "เปิดแบบแจ้งได้ที่ นี่ 1 2"


def test_hidden_parts_and_all_that_is_inside_them_are_left_out() -> None:
    block = (
        '<div class="ita"><nav class="x"><div><nav>ก</nav>ข</div></nav><svg a="1>2"><text>ค</text></svg>'
        '<div class="b ita-more c"><div>ง</div>จ</div><p aria-hidden="true">ฉ</p><p>ช<img src="a" alt="ซ &lt;b&gt;"></p></div>'
    )
    assert entries(block)[0]["text"] == "ช ซ <b>"


def test_a_heading_without_anchor_begins_no_section() -> None:
    found = entries('## ก\n\n<div class="ita">\n<p>ข</p>\n</div>\n\n### ค {#c}\n\n<div class="ita">\n<p>ง</p>\n</div>')
    assert [(doc["location"], doc["text"]) for doc in found] == [("2566/o12/", "ก ข ค ง")]


def test_hostile_words_come_through_as_words() -> None:
    evil = "</script><img src=x onerror=alert(1)> \u2028 &lt; {#x} \ud800"
    text = page("free", title=evil, description="", parts=[], edit=None)
    (entry,) = json.loads(search_index({"pages/a.md": text}, {"pages/a.md": Facts("free", (), 1)}))["docs"]
    assert entry["title"] == "</script><img src=x onerror=alert(1)> &lt; {#x}"
