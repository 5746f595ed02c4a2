"""The search: what the index holds, what the worker finds, and the dialog by keyboard, paste and composition."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from builders import judge
from chromium import needs_chromium
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Route
from runner import REPOSITORY

from ita_site.config import open_site
from ita_site.render import render
from ita_site.render.anchors import anchors
from ita_site.render.pages import Pages
from ita_site.render.search import Facts, search_index
from ita_site.render.template import heading, page
from ita_site.sitemap import SEARCH_INDEX, page_address, site_pages
from ita_site.states import FACES
from ita_site.thai import fold_digits, repair
from ita_site.theme_files import theme_dir

QUERIES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "search/queries.yml").read_text("utf-8"))
SCRIPTS = theme_dir() / "scripts"
KINDS = {"topic", "code", "month", "project", "number", "numerals", "short", "compound", "words", "sara am", "english"}
LEAST_PRECISION = 0.95

Doc = dict[str, Any]


# ------------------------------------------------------------------------------------------------------------ index


@pytest.fixture(scope="module")
def docs() -> list[Doc]:
    """The entries of the example's index."""
    found: list[Doc] = json.loads(render(open_site(REPOSITORY), judge(REPOSITORY)).files[SEARCH_INDEX])["docs"]
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


def test_every_page_has_an_entry_and_every_anchor_is_on_its_page(docs: list[Doc]) -> None:
    site = open_site(REPOSITORY)
    made = Pages(site, judge(REPOSITORY))
    known = {page_address(path): anchors(made, page) for path, page in site_pages(site).items()}
    assert {doc["location"] for doc in docs if "#" not in doc["location"]} == set(known)
    lost = [doc["location"] for doc in docs if "#" in doc["location"] and not _is_there(doc["location"], known)]
    assert lost == []
    assert len({doc["location"] for doc in docs}) == len(docs)


def _is_there(location: str, known: dict[str, frozenset[str]]) -> bool:
    path, _, anchor = location.partition("#")
    return anchor in known[path]


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


def test_a_site_in_thai_digits_is_searched_in_thai_digits(tmp_path: Path) -> None:
    """The words about a page are written as the page is, and so are the counts of the dialog."""
    site = tmp_path / "site"
    shutil.copytree(REPOSITORY / "tests/sites/complete", site)
    config = site / "site_config.yml"
    config.write_text(config.read_text("utf-8").replace("site:\n", "site:\n  digits: thai\n"), encoding="utf-8")
    index = json.loads(render(open_site(site), judge(site)).files[SEARCH_INDEX])
    assert index["config"]["zero"] == "๐"
    assert index["config"]["examples"] == ["O11", "ร้องเรียน", "มีนาคม ๒๕๖๖"]
    assert next(doc["tags"] for doc in index["docs"] if doc["location"] == "2566/o11/")[1:] == ["ปี ๒๕๖๖"]


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


# ----------------------------------------------------------------------------------------------------------- worker

ASK = """async ([script, index, queries]) => {
  const worker = new Worker(script), docs = await (await fetch(index)).json();
  const answer = message => new Promise(done => { worker.onmessage = ({data}) => done(data); worker.postMessage(message); });
  const ready = await answer({type: 0, data: {...docs, options: {}}});
  const out = [];
  for (const query of queries) {
    const begun = performance.now(), {type, data} = await answer({type: 2, data: query});
    out.push({type, items: data.items, ms: performance.now() - begun});
  }
  worker.terminate();
  return {ready: ready.type, out};
}"""


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """A page of the example, deep in the site."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(f"{address}2566/programmes/waste-bank/2566-03/")
    yield page
    context.close()


def asked(tab: Page, address: str, queries: list[str]) -> list[dict[str, Any]]:
    found = tab.evaluate(ASK, [f"{address}assets/search-worker.js", f"{address}{SEARCH_INDEX}", queries])
    assert found["ready"] == 1
    out: list[dict[str, Any]] = found["out"]
    assert {one["type"] for one in out} == {3}
    return out


def test_the_queries_are_many_and_of_every_kind() -> None:
    assert len(QUERIES) >= 45
    assert {query["kind"] for query in QUERIES} == KINDS
    site = open_site(REPOSITORY)
    pages = {page_address(path).rstrip("/") for path in site_pages(site)}
    assert {page for query in QUERIES for page in query["pages"]} <= pages


@needs_chromium
def test_citizens_find_all_that_is_there_and_little_else(tab: Page, address: str) -> None:
    results = asked(tab, address, [query["ask"] for query in QUERIES])
    lost, wrong_first, precision = [], [], []
    for query, result in zip(QUERIES, results, strict=True):
        got = [group[0]["location"].rstrip("/") for group in result["items"]]
        lost += [f"{query['ask']}: {page}" for page in query["pages"] if page not in got]
        if "first" in query and got[:1] != [query["first"]]:
            wrong_first.append(f"{query['ask']}: {got[:1]}")
        precision.append(len(set(got) & set(query["pages"])) / len(got) if got else 1)
    assert lost == []
    assert wrong_first == []
    assert sum(precision) / len(precision) > LEAST_PRECISION


@needs_chromium
def test_queries_that_nobody_means_well_are_safe_and_quick(tab: Page, address: str) -> None:
    odd = [
        "ก",
        "่",
        "ก" * 2000,
        "a" * 100_000,
        ".*+?^${}()|[]\\",
        "<img src=x onerror=alert(1)>",
        "\x00\u200b",
        "  ",
        "O0",
        "ข้อ 99999",
        "🙂",
        "(ร้องเรียน",
        "\ud800",
    ]
    results = asked(tab, address, odd)
    assert [one["items"] for one in results[2:8]] == [[]] * 6
    assert results[odd.index("(ร้องเรียน")]["items"]
    assert max(one["ms"] for one in results) < 1000


@needs_chromium
def test_a_result_says_where_it_matches_and_cuts_no_letter(tab: Page, address: str) -> None:
    dependent = re.compile("[\u0e30-\u0e3a\u0e45-\u0e4e]")
    for result, word in zip(asked(tab, address, ["ธนาคารขยะ", "วัคซีน"]), ["ธนาคารขยะ", "วัคซีน"], strict=True):
        for group in result["items"]:
            assert len(group) <= 4
            for part in group:
                for field in ("title", "text"):
                    marks = part["marks"][field]
                    assert all(part[field][a:b] == word for a, b in marks)
                body = part["text"].strip("…")
                assert not body or not dependent.match(body)
                assert body[-1:] not in set("เแโใไ")
        assert any(part["marks"]["text"] for group in result["items"] for part in group)


@needs_chromium
def test_items_beyond_the_open_year_come_after(tab: Page, address: str) -> None:
    def doc(year: int, boost: int) -> Doc:
        return {"location": f"{year}/o12/", "title": "O12 รายงาน", "text": "", "tags": [], "boost": boost}

    index = {"config": {}, "docs": [doc(2564, 6), doc(2566, 16), doc(2565, 6)]}
    body = json.dumps(index)
    tab.route("**/other.json", lambda route: route.fulfill(body=body, content_type="application/json"))
    found = tab.evaluate(ASK, [f"{address}assets/search-worker.js", f"{address}other.json", ["ข้อ ๑๒", "รายงาน"]])
    for one in found["out"]:
        assert [group[0]["location"] for group in one["items"]] == ["2566/o12/", "2564/o12/", "2565/o12/"]


@needs_chromium
def test_criteria_that_all_share_are_found_only_when_nothing_else_is(tab: Page, address: str) -> None:
    docs = [
        {"location": "a/", "title": "ก", "text": "", "tags": ["◐ ยังไม่ครบ"], "boost": 1},
        {"location": "a/#criteria", "title": "เกณฑ์", "text": "ต้องมีแผนที่ และแผนภูมิ", "weak": 1},
        {"location": "b/", "title": "ข", "text": "แผนที่ของตำบล", "tags": [], "boost": 1},
    ]
    body = json.dumps({"config": {}, "docs": docs})
    tab.route("**/weak.json", lambda route: route.fulfill(body=body, content_type="application/json"))
    found = tab.evaluate(
        ASK, [f"{address}assets/search-worker.js", f"{address}weak.json", ["แผนที่", "แผนภูมิ", "ยังไม่ครบ", "เกณฑ์"]]
    )
    assert [[group[0]["location"] for group in one["items"]] for one in found["out"]] == [
        ["b/"],
        ["a/"],
        ["a/"],
        ["a/"],
    ]


@needs_chromium
def test_the_worst_of_questions_on_a_large_site_takes_no_time(tab: Page, address: str, docs: list[Doc]) -> None:
    """Seven years of the example, some 560 pages. It took seconds while every short word was cut out anew."""
    many = [doc | {"location": f"{year}/{doc['location']}"} for year in range(2560, 2567) for doc in docs]
    body = json.dumps({"config": {}, "docs": many})
    tab.route("**/many.json", lambda route: route.fulfill(body=body, content_type="application/json"))
    queries = ["าร", "การ การ การ การ", "งาน แผน ปี ผล การ ที่", "ก ข ค ง จ ฉ ช ซ", "แผนจัดซื้อจัดจ้าง"]
    found = tab.evaluate(ASK, [f"{address}assets/search-worker.js", f"{address}many.json", queries])
    assert max(one["ms"] for one in found["out"]) < 400


@needs_chromium
def test_words_typed_together_are_meant_together(tab: Page, address: str) -> None:
    far = "ก " * 200
    docs = [
        {"location": "near/", "title": "ก", "text": f"{far} ซ่อมถนน 16 มีนาคม 2566 {far}", "tags": [], "boost": 1},
        {"location": "far/", "title": "ข", "text": f"จ้างซ่อมถนน {far} ถึง16 มีนาคม 2566", "tags": [], "boost": 9},
        {"location": "only/", "title": "ค", "text": f"ทางเท้า {far} งบกลาง", "tags": [], "boost": 1},
    ]
    body = json.dumps({"config": {}, "docs": docs})
    tab.route("**/near.json", lambda route: route.fulfill(body=body, content_type="application/json"))
    queries = ["ซ่อมถนน มีนาคม 2566", "ซ่อมถนน 16/3/66", "ซ่อมถนน มีค 66", "ซ่อมถนน มีนาคม 25", "ทางเท้า งบกลาง"]
    found = tab.evaluate(ASK, [f"{address}assets/search-worker.js", f"{address}near.json", queries])
    got = [[group[0]["location"] for group in one["items"]] for one in found["out"]]
    assert got == [["near/"]] * 4 + [["only/"]]  # where they are nowhere together, apart is better than nothing


@needs_chromium
def test_folding_is_that_of_the_program(tab: Page) -> None:
    """One spelling for what looks the same, in the browser as in `ita_site.thai`."""
    drawn: list[str] = []

    @settings(max_examples=300, database=None, deadline=None)
    @given(
        st.text(
            st.sampled_from(
                [
                    *map(chr, range(0xE01, 0xE3B)),
                    *map(chr, range(0xE3F, 0xE5C)),
                    *"aZ0 é\u200b\u200d\u00ad\u0301",
                    *"ําำ่้เ" * 6,
                ]
            ),
            max_size=12,
        )
    )
    def draw(text: str) -> None:
        drawn.append(text)

    draw()
    script = (SCRIPTS / "search-worker.js").read_text(encoding="utf-8")
    folded = tab.evaluate(f"texts => {{ {script}\n return texts.map(fold); }}", drawn)
    unlike = [(text, got, _fold(text)) for text, got in zip(drawn, folded, strict=True) if got != _fold(text)]
    assert unlike == []


@needs_chromium
def test_a_browser_that_knows_no_words_finds_nearly_as_much(tab: Page, docs: list[Doc]) -> None:
    script = (SCRIPTS / "search-worker.js").read_text(encoding="utf-8")
    queries = ["O12", "ธนาคารขยะ", "ถนนบ้านทุ่งใน", "คู่มือเบี้ยยังชีพ", "งบ"]
    found = tab.evaluate(
        f"([docs, queries]) => (self => {{ {script}\n setUp({{docs}}); return queries.map(search); }})({{Intl: {{}}}})",
        [docs, queries],
    )
    for query, groups in zip(queries, found, strict=True):
        wanted = next(one["pages"] for one in QUERIES if one["ask"] == query)
        assert set(wanted) <= {group[0]["location"].rstrip("/") for group in groups}, query


def _fold(text: str) -> str:
    return fold_digits(repair(re.sub("[\u200c\u200d]", "", unicodedata.normalize("NFC", text)))).lower()


# ----------------------------------------------------------------------------------------------------------- dialog


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Page]:
    """A citizen's page, whose requests and complaints are kept in `page.asked` and `page.said`."""
    context = browser.new_context(viewport={"width": 390, "height": 780}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}2566/o12/")
    yield page
    context.close()


def opened(page: Page) -> Page:
    page.locator("[data-ita-search]").first.click()
    page.wait_for_selector("dialog.ita-search[open]")
    page.wait_for_selector(".ita-search-tries")
    return page


def results(page: Page) -> list[str]:
    return page.locator(".ita-search-page a").all_inner_texts()


@needs_chromium
def test_nothing_is_fetched_for_the_search_before_it_is_opened(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address, wait_until="networkidle")
    assert not [url for url in asked if "search" in url]
    opened(page)
    page.keyboard.type("O12")
    page.wait_for_selector(".ita-search-page")
    assert {url.removeprefix(address) for url in asked if "search" in url} == {
        "assets/search.js", "assets/search-worker.js", SEARCH_INDEX,
    }  # fmt: skip
    assert said == []
    context.close()


@needs_chromium
def test_by_keyboard_alone(reader: Page, address: str) -> None:
    reader.keyboard.press("/")
    field = reader.get_by_label("คำที่ต้องการค้นหา")
    field.wait_for()
    assert reader.evaluate("document.activeElement.id") == "ita-search-field"
    reader.keyboard.type("ธนาคารขยะ")
    reader.wait_for_selector("text=พบ 17 หน้า")
    assert results(reader)[0] == "จัดการขยะต้นทางและธนาคารขยะชุมชน"
    for key, text in (("ArrowDown", "จัดการขยะต้นทางและธนาคารขยะชุมชน"), ("ArrowUp", ""), ("ArrowUp", "")):
        reader.keyboard.press(key)
        assert reader.evaluate("document.activeElement.textContent") == text
    reader.keyboard.press("Escape")
    assert reader.locator("dialog[open]").count() == 0
    # the browser gives the focus back a moment after it closed the box
    reader.wait_for_function("document.activeElement.matches('[data-ita-search]')")
    assert not reader.evaluate("document.documentElement.classList.contains('ita-searching')")
    reader.keyboard.press("Control+k")
    reader.wait_for_selector("dialog[open] .ita-search-page")
    assert field.input_value() == "ธนาคารขยะ"
    reader.keyboard.type("ข้อ ๒๙")
    reader.keyboard.press("Enter")
    reader.wait_for_url(f"{address}2566/o29/")


@needs_chromium
def test_pasted_words_are_searched(reader: Page) -> None:
    opened(reader)
    reader.keyboard.insert_text("พิษสุนัขบ้า")
    reader.wait_for_selector("text=พบ 5 หน้า")
    assert reader.locator(".ita-search mark").first.inner_text() == "พิษสุนัขบ้า"


@needs_chromium
def test_nothing_is_searched_while_a_word_is_composed(reader: Page) -> None:
    opened(reader)
    session = reader.context.new_cdp_session(reader)
    session.send("Input.imeSetComposition", {"text": "คุกกี", "selectionStart": 5, "selectionEnd": 5})
    reader.wait_for_timeout(150)
    assert reader.get_by_label("คำที่ต้องการค้นหา").input_value() == "คุกกี"
    assert results(reader) == []
    session.send("Input.insertText", {"text": "คุกกี้"})
    reader.wait_for_selector(".ita-search-page")
    assert results(reader) == ["นโยบายคุ้มครองข้อมูลส่วนบุคคล"]


@needs_chromium
def test_a_result_tells_the_state_and_leads_to_the_section(reader: Page, address: str) -> None:
    opened(reader)
    reader.keyboard.insert_text("38,500,000")
    reader.wait_for_selector(".ita-search-page")
    part = reader.locator(".ita-search-result li a").first
    assert part.inner_text() == "อำนาจที่ประชาชนพบบ่อย"
    part.click()
    reader.wait_for_url(re.compile("pages/duties/#"))
    assert reader.evaluate("document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null")
    opened(reader)
    reader.keyboard.insert_text("O12")
    reader.wait_for_selector(".ita-search-page")
    assert reader.locator(".ita-search-facts").first.inner_text() == "● เปิดเผยครบ · ปี 2566"


@needs_chromium
def test_a_place_on_the_same_page_is_shown(reader: Page) -> None:
    opened(reader)
    reader.keyboard.insert_text("714,000")
    reader.locator(".ita-search-result li a").first.click()
    assert reader.locator("dialog[open]").count() == 0
    assert reader.evaluate("location.hash") == "#table"
    assert reader.evaluate("scrollY") > 200


@needs_chromium
def test_examples_help_and_what_is_nowhere_is_said(reader: Page) -> None:
    opened(reader)
    examples = reader.locator(".ita-search-tries button")
    assert examples.count() == 3
    for i in range(3):
        reader.get_by_label("คำที่ต้องการค้นหา").fill("")
        examples.nth(i).click()
        reader.wait_for_selector(".ita-search-page")
    reader.get_by_label("คำที่ต้องการค้นหา").fill("<img src=x onerror=alert(1)>")
    reader.wait_for_selector("text=ไม่พบ “<img src=x onerror=alert(1)>”")
    assert reader.locator("dialog img").count() == 0
    assert reader.locator(".ita-search-note a").get_attribute("href", timeout=1000) is not None


@needs_chromium
def test_a_lost_index_is_said_and_fetched_again(reader: Page, address: str) -> None:
    lost = True

    def answer(route: Route) -> None:
        route.abort() if lost else route.continue_()

    reader.route(f"**/{SEARCH_INDEX}", answer)
    reader.clock.install()
    reader.locator("[data-ita-search]").first.click()
    reader.wait_for_selector("dialog[open]")
    for _ in range(12):
        reader.clock.run_for(500)
    reader.wait_for_selector("text=โหลดข้อมูลสำหรับค้นหาไม่ได้")
    assert reader.locator(".ita-search-note a").evaluate("a => a.href") == f"{address}contents/"
    lost = False
    reader.keyboard.type("O12")
    reader.get_by_role("button", name="ลองอีกครั้ง").click()
    for _ in range(4):
        reader.clock.run_for(500)
    reader.wait_for_selector(".ita-search-page")


@needs_chromium
def test_enter_before_the_index_has_come_opens_the_first_result(reader: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    reader.route(f"**/{SEARCH_INDEX}", hold)
    reader.keyboard.press("/")
    reader.wait_for_selector("dialog[open]")
    reader.keyboard.type("คุกกี้")
    reader.keyboard.press("Enter")
    for _ in range(40):
        if held:
            break
        reader.wait_for_timeout(50)
    held[0].continue_()
    reader.wait_for_url(re.compile("pages/privacy/"))


@needs_chromium
def test_a_count_is_said_once_and_in_the_digits_of_the_site(reader: Page) -> None:
    """A reader of the screen hears what is put into the status, though it be the same again."""
    reader.route(
        f"**/{SEARCH_INDEX}",
        lambda route: route.fulfill(json=json.loads(route.fetch().text().replace('"zero":"0"', '"zero":"๐"', 1))),
    )
    opened(reader)
    reader.evaluate(
        "new MutationObserver(all => { window.said = (window.said ?? 0) + all.length; })"
        ".observe(document.querySelector('.ita-search-status'), {childList: true})"
    )
    reader.keyboard.type("ร้องเรีย")
    reader.wait_for_selector("text=พบ ๑๔ หน้า")
    before = reader.evaluate("window.said")
    reader.keyboard.type("น")
    reader.wait_for_timeout(500)
    assert reader.evaluate("window.said") == before


@needs_chromium
def test_only_the_last_of_many_quick_questions_is_answered(reader: Page) -> None:
    opened(reader)
    reader.keyboard.type("จัดซื้อจัดจ้าง")
    for _ in range(14):
        reader.keyboard.press("Backspace")
    reader.keyboard.type("คุกกี้")
    reader.keyboard.press("Enter")
    reader.wait_for_url(re.compile("pages/privacy/"))


@needs_chromium
@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 180)])
def test_a_small_or_much_enlarged_screen_is_enough(browser: Browser, address: str, width: int, height: int) -> None:
    """1280 by 720 px enlarged fourfold is 320 by 180."""
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(address)
    opened(page)
    page.keyboard.insert_text("ร้องเรียน")
    page.wait_for_selector(".ita-search-page")
    assert page.evaluate("document.querySelector('dialog').scrollWidth <= innerWidth")
    assert page.evaluate(
        "[...document.querySelectorAll('dialog *')].every(e => e.getBoundingClientRect().right <= innerWidth)"
    )
    last = page.locator(".ita-search-page a").last
    last.scroll_into_view_if_needed()
    box = last.bounding_box()
    assert box is not None and 0 <= box["y"] < height
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 4000)
    assert page.evaluate("scrollY") == before
    context.close()
