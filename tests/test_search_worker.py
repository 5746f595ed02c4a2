"""The search, as it finds: what the worker answers in a browser, for citizens' questions and for odd ones."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from chromium import needs_chromium
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from runner import REPOSITORY

from ita_site.config import open_site
from ita_site.sitemap import SEARCH_INDEX, page_address, site_pages
from ita_site.thai import fold_digits, repair
from ita_site.theme_files import theme_dir

QUERIES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "search/queries.yml").read_text("utf-8"))
KINDS = {"topic", "code", "month", "project", "number", "numerals", "short", "compound", "words", "sara am", "english"}
LEAST_PRECISION = 0.95
ODD = ("ก", "่", "ก" * 2000, "a" * 100_000, ".*+?^${}()|[]\\", "<img src=x onerror=alert(1)>", "\x00\u200b", "  ", "O0",
       "ข้อ 99999", "🙂", "(ร้องเรียน", "\ud800")  # fmt: skip
MARKED = ("ธนาคารขยะ", "วัคซีน")
WORKER = (theme_dir() / "scripts" / "search-worker.js").read_text(encoding="utf-8")

Doc = dict[str, Any]


ASK = """async ([script, index, queries]) => {
  const worker = new Worker(script), docs = await (await fetch(index)).json();
  const answer = message => new Promise(done => { worker.onmessage = ({data}) => done(data); worker.postMessage(message); });
  const ready = await answer({type: 0, data: {...docs, options: {}}});
  const out = [];
  for (const query of queries) {
    const {type, data} = await answer({type: 2, data: query});
    out.push({type, items: data.items});
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


@pytest.fixture(scope="module")
def answers(tab: Page, address: str) -> dict[str, Any]:
    """What one worker, which has read the example's index, answers to every question of this module; without an answer to
    each nothing ends."""
    queries = [*(query["ask"] for query in QUERIES), *ODD, *MARKED]
    found = tab.evaluate(ASK, [f"{address}assets/search-worker.js", f"{address}{SEARCH_INDEX}", queries])
    assert found["ready"] == 1
    assert {one["type"] for one in found["out"]} == {3}
    return {query: one["items"] for query, one in zip(queries, found["out"], strict=True)}


def asked(tab: Page, address: str, docs: list[Doc], queries: list[str]) -> list[list[str]]:
    """The pages that a worker with an index of its own finds for each question."""
    body = json.dumps({"config": {}, "docs": docs})
    tab.route("**/other.json", lambda route: route.fulfill(body=body, content_type="application/json"))
    found = tab.evaluate(ASK, [f"{address}assets/search-worker.js", f"{address}other.json", queries])
    tab.unroute("**/other.json")
    return [[group[0]["location"] for group in one["items"]] for one in found["out"]]


def test_the_queries_are_many_and_of_every_kind() -> None:
    assert len(QUERIES) >= 45
    assert {query["kind"] for query in QUERIES} == KINDS
    site = open_site(REPOSITORY)
    pages = {page_address(path).rstrip("/") for path in site_pages(site)}
    assert {page for query in QUERIES for page in query["pages"]} <= pages


@needs_chromium
def test_citizens_find_all_that_is_there_and_little_else(answers: dict[str, Any]) -> None:
    lost, wrong_first, precision = [], [], []
    for query in QUERIES:
        got = [group[0]["location"].rstrip("/") for group in answers[query["ask"]]]
        lost += [f"{query['ask']}: {page}" for page in query["pages"] if page not in got]
        if "first" in query and got[:1] != [query["first"]]:
            wrong_first.append(f"{query['ask']}: {got[:1]}")
        precision.append(len(set(got) & set(query["pages"])) / len(got) if got else 1)
    assert lost == []
    assert wrong_first == []
    assert sum(precision) / len(precision) > LEAST_PRECISION


@needs_chromium
def test_queries_that_nobody_means_well_are_safe(answers: dict[str, Any]) -> None:
    """They have an answer, too, so the worker did not fall over any of them."""
    assert [answers[query] for query in ODD[2:8]] == [[]] * 6
    assert answers["(ร้องเรียน"]


@needs_chromium
def test_a_result_says_where_it_matches_and_cuts_no_letter(answers: dict[str, Any]) -> None:
    dependent = re.compile("[\u0e30-\u0e3a\u0e45-\u0e4e]")
    for word in MARKED:
        for group in answers[word]:
            assert len(group) <= 4
            for part in group:
                for field in ("title", "text"):
                    marks = part["marks"][field]
                    assert all(part[field][a:b] == word for a, b in marks)
                body = part["text"].strip("…")
                assert not body or not dependent.match(body)
                assert body[-1:] not in set("เแโใไ")
        assert any(part["marks"]["text"] for group in answers[word] for part in group)


@needs_chromium
def test_items_beyond_the_open_year_come_after(tab: Page, address: str) -> None:
    def doc(year: int, boost: int) -> Doc:
        return {"location": f"{year}/o12/", "title": "O12 รายงาน", "text": "", "tags": [], "boost": boost}

    docs = [doc(2564, 6), doc(2566, 16), doc(2565, 6)]
    assert asked(tab, address, docs, ["ข้อ ๑๒", "รายงาน"]) == [["2566/o12/", "2564/o12/", "2565/o12/"]] * 2


@needs_chromium
def test_criteria_that_all_share_are_found_only_when_nothing_else_is(tab: Page, address: str) -> None:
    docs = [
        {"location": "a/", "title": "ก", "text": "", "tags": ["◐ ยังไม่ครบ"], "boost": 1},
        {"location": "a/#criteria", "title": "เกณฑ์", "text": "ต้องมีแผนที่ และแผนภูมิ", "weak": 1},
        {"location": "b/", "title": "ข", "text": "แผนที่ของตำบล", "tags": [], "boost": 1},
    ]
    found = asked(tab, address, docs, ["แผนที่", "แผนภูมิ", "ยังไม่ครบ", "เกณฑ์"])
    assert found == [["b/"], ["a/"], ["a/"], ["a/"]]


CUTS = f"""async ([index, queries]) => {{
  const {{docs}} = await (await fetch(index)).json(), cut = [];
  class Segmenter extends Intl.Segmenter {{ segment(text) {{ cut.push(text); return super.segment(text); }} }}
  (self => {{ const Intl = self.Intl; {WORKER}
    setUp({{docs}}); cut.length = 0; queries.forEach(search); }})({{Intl: {{Segmenter}}}});
  return [cut.length, new Set(cut).size];
}}"""


@needs_chromium
def test_a_run_of_letters_is_cut_into_words_once(tab: Page, address: str) -> None:
    """To cut costs more than all else: the worst of questions took seconds while every short word was cut out anew."""
    queries = ["าร", "การ การ การ การ", "งาน แผน ปี ผล การ ที่", "ก ข ค ง จ ฉ ช ซ", "แผนจัดซื้อจัดจ้าง", "การ"]
    cut, unlike = tab.evaluate(CUTS, [f"{address}{SEARCH_INDEX}", queries])
    assert unlike > 1000
    # the questions themselves are cut for each look
    assert cut - unlike < 50


@needs_chromium
def test_words_typed_together_are_meant_together(tab: Page, address: str) -> None:
    far = "ก " * 200
    docs = [
        {"location": "near/", "title": "ก", "text": f"{far} ซ่อมถนน 16 มีนาคม 2566 {far}", "tags": [], "boost": 1},
        {"location": "far/", "title": "ข", "text": f"จ้างซ่อมถนน {far} ถึง16 มีนาคม 2566", "tags": [], "boost": 9},
        {"location": "only/", "title": "ค", "text": f"ทางเท้า {far} งบกลาง", "tags": [], "boost": 1},
    ]
    queries = ["ซ่อมถนน มีนาคม 2566", "ซ่อมถนน 16/3/66", "ซ่อมถนน มีค 66", "ซ่อมถนน มีนาคม 25", "ทางเท้า งบกลาง"]
    got = asked(tab, address, docs, queries)
    assert got == [["near/"]] * 4 + [["only/"]]  # where they are nowhere together, apart is better than nothing


@needs_chromium
def test_folding_is_that_of_the_program(tab: Page) -> None:
    """One spelling for what looks the same, in the browser as in `ita_site.thai`."""
    # chance may draw none of these
    drawn = ["เเผน", "น\u0e4d\u0e49\u0e32", "น\u0e49\u0e4d\u0e32", "ก\u0e49\u0e49", "ก\u0e48\u0e34", "๑๒O\u200b"]

    @settings(max_examples=300)
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
    folded = tab.evaluate(f"texts => {{ {WORKER}\n return texts.map(fold); }}", drawn)
    unlike = [(text, got, _fold(text)) for text, got in zip(drawn, folded, strict=True) if got != _fold(text)]
    assert unlike == []


@needs_chromium
def test_a_browser_that_knows_no_words_finds_nearly_as_much(tab: Page, address: str) -> None:
    queries = ["O12", "ธนาคารขยะ", "ถนนบ้านทุ่งใน", "คู่มือเบี้ยยังชีพ", "งบ"]
    found = tab.evaluate(
        f"async ([index, queries]) => {{ const {{docs}} = await (await fetch(index)).json();"
        f"return (self => {{ {WORKER}\n setUp({{docs}}); return queries.map(search); }})({{Intl: {{}}}}); }}",
        [f"{address}{SEARCH_INDEX}", queries],
    )
    for query, groups in zip(queries, found, strict=True):
        wanted = next(one["pages"] for one in QUERIES if one["ask"] == query)
        assert set(wanted) <= {group[0]["location"].rstrip("/") for group in groups}, query


def _fold(text: str) -> str:
    return fold_digits(repair(re.sub("[\u200c\u200d]", "", unicodedata.normalize("NFC", text)))).lower()
