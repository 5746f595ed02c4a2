"""The manual as a website: every link leads somewhere, nothing is a barrier, a first view is small."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from chromium import needs_chromium, served
from manual_docs import DOCS, pages
from playwright.sync_api import Browser, Page, ViewportSize
from selectolax.lexbor import LexborHTMLParser

from ita_site.built import check_built
from ita_site.manual import build_manual
from ita_site.manual.map import HOME, LANGUAGES
from ita_site.manual.pages import ROOTS

MOST_BYTES = 110_000
PHONE: ViewportSize = {"width": 390, "height": 760}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
LOOKED_AT = ("", "start/", "rules-privacy/", "en/answers/", "en/contents/")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  const options = {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"]};
  const found = await axe.run(document, options);
  return found.violations.map(v => `${v.id}: ${v.nodes.length} × ${v.nodes[0].target} ${v.nodes[0].html.slice(0, 120)}`);
}"""


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built manual."""
    out = tmp_path_factory.mktemp("manual") / "site"
    assert build_manual(DOCS, out) == 2 * (len(pages("th")) + 2)  # and the list of all pages, and «not found»
    return out


@pytest.fixture(scope="module")
def tab(browser: Browser, manual: Path) -> Iterator[tuple[Page, str]]:
    """A page in which axe-core may be put, and where the manual is served."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(AXE)
    with served(manual) as address:
        yield context.new_page(), address
    context.close()


def read(manual: Path, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((manual / name / "index.html").read_text(encoding="utf-8"))


def test_every_link_leads_somewhere(manual: Path) -> None:
    assert [f"{one.page} {one.address}" for one in check_built(manual, "")] == []


def test_each_language_is_told_and_leads_to_the_other(manual: Path) -> None:
    for language, other in zip(LANGUAGES, reversed(LANGUAGES), strict=True):
        for name in pages(language):
            way = "" if name == HOME else f"{name}/"
            page = read(manual, f"{ROOTS[language]}{way}")
            assert page.css_first("html").attributes["lang"] == language
            hrefs = [link.attributes["href"] or "" for link in page.css("article p a")]
            here = manual / ROOTS[language] / way
            assert (manual / ROOTS[other] / way).resolve() in {
                (here / href.partition("#")[0]).resolve() for href in hrefs
            }


def test_the_english_frame_is_english(manual: Path) -> None:
    page = read(manual, "en/start")
    words = [page.css_first(part).text() for part in ("header", "footer", ".ita-path", ".ita-side", ".ita-skip")]
    assert not any("\u0e01" <= sign <= "\u0e5b" for text in words for sign in text)
    assert all(page.css_first(f"link[type='{kind}']") is None for kind in ("application/atom+xml", "text/calendar"))


def test_a_first_view_is_small(manual: Path) -> None:
    """Every page with all that it asks for, packed as hosts pack it; fonts and pictures are packed already."""
    for page in manual.rglob("index.html"):
        html = LexborHTMLParser(page.read_text(encoding="utf-8"))
        asked = [
            link.attributes["href"] or ""
            for link in html.css("link[rel=stylesheet], link[rel=preload], link[rel=icon]")
        ]
        asked += [one.attributes["src"] or "" for one in html.css("script[src], img:not([loading=lazy])")]
        files = [page, *((page.parent / name).resolve() for name in asked)]
        assert sum(len(gzip.compress(file.read_bytes(), 6)) for file in files) < MOST_BYTES, page


@needs_chromium
@pytest.mark.parametrize("name", LOOKED_AT)
def test_nothing_is_a_barrier(tab: tuple[Page, str], name: str) -> None:
    page, address = tab
    page.set_viewport_size(PHONE)
    page.goto(address + name)
    found = page.evaluate(RUN)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(DESKTOP)
    page.evaluate("document.documentElement.dataset.mdColorScheme = 'slate'")
    assert found + page.evaluate(RUN) == [] and wide <= PHONE["width"]


@needs_chromium
@pytest.mark.parametrize(
    ("root", "query", "place"), [("", "ITA302", "rules-completeness/#ita302"), ("en/", "rollover", "en/editions/")]
)
def test_the_search_finds_it_and_speaks_the_language(tab: tuple[Page, str], root: str, query: str, place: str) -> None:
    page, address = tab
    page.goto(address + root)
    page.locator(".ita-search-open").click()
    page.locator(".ita-search-field").fill(query)
    page.locator(".ita-search-list a").first.wait_for()
    found = page.locator(".ita-search-list a").evaluate_all("links => links.map(a => a.href)")
    assert any(href.startswith(f"{address}{place}") for href in found)
    words = page.locator(".ita-search-title").inner_text()
    assert words == ("Search this site" if root else "ค้นหาในเว็บไซต์นี้")
