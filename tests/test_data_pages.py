"""What pages say of the data: the page of open data, JSON-LD, the list of pages for search engines."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from builders import judge, lay
from chromium import needs_chromium
from hostile import ALL, spoil
from playwright.sync_api import Browser
from runner import REPOSITORY
from selectolax.lexbor import LexborHTMLParser

from ita_site.config import open_site
from ita_site.evidence.own import INDEX
from ita_site.render.data.linked import block
from ita_site.render.pages import Pages
from ita_site.sitemap import published, site_pages

BASE = open_site(REPOSITORY).config.site.url


def linked(path: Path) -> list[dict[str, Any]]:
    """What a built page tells search engines."""
    found = LexborHTMLParser(path.read_text(encoding="utf-8")).css('script[type="application/ld+json"]')
    nodes: list[dict[str, Any]] = [node for one in found for node in json.loads(one.text())["@graph"]]
    return nodes


def of_type(nodes: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [node for node in nodes if node["@type"] == kind]


def addresses(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [a for part in value.values() for a in addresses(part)]
    if isinstance(value, list):
        return [a for part in value for a in addresses(part)]
    return [value] if isinstance(value, str) and value.startswith(BASE) else []


def test_no_words_end_the_block() -> None:
    for text in (*ALL, "\u2028\u2029</script><!--<script>"):
        made = block([{"name": text}])
        assert not set("<>&\u2028\u2029") & set(made)
        assert json.loads(made)["@graph"][0]["name"] == text


def test_hostile_words_stay_in_their_block(site: Path) -> None:
    spoil(site)
    opened = open_site(site)
    pages = Pages(opened, judge(site))
    for page in site_pages(opened).values():
        front = pages.text(page).partition("\n---\n")[0]
        line = [line for line in front.split("\n") if line.startswith("linked: ")]
        assert len(line) <= 1
        for one in line:
            text = json.loads(one.removeprefix("linked: "))
            assert not set("<>&") & set(text) and json.loads(text)["@context"] == "https://schema.org"


def test_a_list_of_few_words_still_makes_a_description(site: Path) -> None:
    lay(site, "criteria/2566.yml", "source: คู่มือ\nitems: {contact: {summary: ที่อยู่}}\n")
    opened = open_site(site)
    pages = Pages(opened, judge(site))
    front = pages.text(site_pages(opened)["2566/o05.md"]).partition("\n---\n")[0]
    (line,) = [line for line in front.split("\n") if line.startswith("linked: ")]
    (data,) = of_type(json.loads(json.loads(line.removeprefix("linked: ")))["@graph"], "Dataset")
    assert data["description"].startswith("ที่อยู่ ") and 50 <= len(data["description"]) <= 5000
    assert data["name"].endswith(" ปี 2566")


def test_the_first_page_tells_who_the_agency_is(example: Path) -> None:
    nodes = linked(example / "index.html")
    agency, site = of_type(nodes, "GovernmentOrganization")[0], of_type(nodes, "WebSite")[0]
    config = open_site(REPOSITORY).config.agency
    assert (agency["name"], agency["alternateName"]) == (config.name, config.name_en)
    assert (agency["telephone"], agency["email"], agency["address"]) == (config.phone, config.email, config.address)
    assert site["publisher"]["@id"] == agency["@id"] and site["inLanguage"] == "th"


def test_an_item_tells_what_can_be_taken(example: Path) -> None:
    data = of_type(linked(example / "2566/o12/index.html"), "Dataset")[0]
    kinds = {file["encodingFormat"] for file in data["distribution"]}
    assert {"text/csv", "application/json", "application/pdf"} <= kinds
    assert data["temporalCoverage"] == "2022-10/2023-03" and "license" not in data
    assert len(data["description"]) >= 50


def test_the_page_of_data_is_a_dataset(example: Path) -> None:
    data = of_type(linked(example / "data/index.html"), "Dataset")[0]
    assert {file["contentUrl"] for file in data["distribution"]} >= {f"{BASE}api/v1/2566/items.csv"}


def test_every_page_says_where_it_stands_and_leads_nowhere_wrong(example: Path) -> None:
    there = published(open_site(REPOSITORY))
    for path in sorted(example.rglob(INDEX)):
        nodes = linked(path)
        assert nodes, path
        way = of_type(nodes, "BreadcrumbList")
        if path.parent == example:
            assert way == []
            continue
        steps = way[0]["itemListElement"]
        assert [s["position"] for s in steps] == list(range(1, len(steps) + 1)) and steps[0]["name"] == "หน้าแรก"
        here = path.relative_to(example).as_posix().removesuffix(INDEX)
        assert there.find(steps[-1]["item"].removeprefix(BASE)) == f"{here}{INDEX}"
        asked = [a.partition("#")[0].removeprefix(BASE) for a in addresses(nodes)]
        assert [a for a in asked if there.find(a) is None] == [], path


def test_search_engines_get_every_page_and_no_day_of_the_build(example: Path) -> None:
    listed = ET.parse(example / "sitemap.xml").getroot()  # noqa: S314
    tags = {e.tag.rpartition("}")[2] for e in listed.iter()}
    found = [e.text for e in listed.iter() if e.tag.endswith("}loc")]
    pages = {f"{BASE}{p.parent.relative_to(example).as_posix()}/".replace("/./", "/") for p in example.rglob(INDEX)}
    assert tags == {"urlset", "url", "loc"} and len(found) == len(pages)
    robots = (example / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {BASE}sitemap.xml" in robots


def test_every_file_that_was_named_is_on_the_site(example: Path) -> None:
    names = {p.relative_to(example).as_posix() for p in example.rglob("*") if p.is_file()}
    assert {n for n in published(open_site(REPOSITORY)).files if n.startswith("api/")} <= names


def test_the_page_leads_to_every_table(example: Path) -> None:
    page = LexborHTMLParser((example / "data/index.html").read_text(encoding="utf-8"))
    links = {(example / "data" / str(a.attributes["href"])).resolve() for a in page.css("article a[href]")}
    tables = {p.resolve() for p in (example / "api").rglob("*.csv")}
    assert tables and tables <= links
    snippet = [code.text() for code in page.css("pre code")][1]
    assert snippet.startswith(f'<a href="{BASE}"><img src="{BASE}api/v1/status.svg" alt="OIT 2566')


@needs_chromium
def test_addresses_stay_on_the_screen(address: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}data/")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for width in (1440, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
        names = page.evaluate("[...document.querySelectorAll('.ita-files a')].map(a => a.getClientRects().length)")
        assert names and set(names) == {1}, f"a name of a file stands on one line at {width} px"
    seen = page.locator("img.ita-badge")
    seen.scroll_into_view_if_needed()
    seen.evaluate("i => i.decode()")
    assert seen.evaluate("i => [i.naturalWidth, i.naturalHeight].join()") == seen.evaluate(
        "i => [i.width, i.height].join()"
    )
    context.close()
