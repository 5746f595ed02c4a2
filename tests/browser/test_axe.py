"""No page has anything that axe-core knows to be a barrier: phone and desktop, light and dark, menu and search open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from chromium import needs_chromium
from page_types import UNFINISHED, page_types
from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = needs_chromium

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE: ViewportSize = {"width": 360, "height": 760}
DESKTOP: ViewportSize = {"width": 1366, "height": 768}

RUN = """async options => {
  const found = await axe.run(document, {...options, resultTypes: ["violations"]});
  return found.violations.map(v => `${v.id}: ${v.nodes.length} × ${v.nodes[0].target} ${v.nodes[0].html.slice(0, 120)}`);
}"""
CONTRAST = "color-contrast"
"""By far the slowest rule, and the only one that another scheme of colours can change: run by itself."""
STRUCTURE = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {CONTRAST: {"enabled": False}}}
COLOURS = {"runOnly": {"type": "rule", "values": [CONTRAST, "link-in-text-block"]}}
SCHEME = "scheme => { document.documentElement.dataset.mdColorScheme = scheme; }"


SHORTEN = """() => {
  const looks = one => [one.localName, one.getAttribute("href")?.startsWith("http"),
    ...["class", "scope", "open", "hidden", "fill", "aria-current", "aria-pressed"].map(name => one.getAttribute(name))].join();
  for (const parent of document.querySelectorAll("body :not(tr)")) {
    const alike = Map.groupBy(parent.children, child => [child, ...child.querySelectorAll("*")].map(looks).join("|"));
    for (const group of alike.values()) group.slice(2, -1).forEach(child => child.remove());
  }
}"""
"""What stands many times over beside each other, alike to its last part, has the same colours each time: of each kind the
first, the second and the last stay."""


def violations(page: Page, name: str, options: dict[str, Any]) -> list[str]:
    return [f"{name}: {found}" for found in page.evaluate(RUN, options)]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A page in which axe-core may be put: our policy would refuse a foreign script."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce", viewport=DESKTOP)
    context.add_init_script(AXE)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(tab: Page) -> Page:
    """The same one for all tests, which read what they want into it: a new one costs as much as a look at a page."""
    tab.set_viewport_size(DESKTOP)
    return tab


def seen_all_ways(page: Page, name: str, sizes: Sequence[ViewportSize] = (DESKTOP, PHONE)) -> list[str]:
    """Structure at the given widths; then the colours, light on the phone and dark on the desktop."""
    found = []
    for size in sizes:
        page.set_viewport_size(size)
        found += violations(page, f"{name} {size['width']} px", STRUCTURE)
    page.evaluate(SHORTEN)
    found += violations(page, f"{name} light", COLOURS)
    page.set_viewport_size(DESKTOP)
    page.evaluate(SCHEME, "slate")
    return found + violations(page, f"{name} dark", COLOURS)


@pytest.mark.parametrize("name", page_types())
def test_pages_of_the_example(page: Page, address: str, name: str) -> None:
    page.goto(address + name)
    found = seen_all_ways(page, name)
    assert found == []


@pytest.mark.parametrize("name", UNFINISHED)
def test_pages_of_an_unfinished_site(page: Page, unfinished_address: str, name: str) -> None:
    page.goto(unfinished_address + name)
    found = seen_all_ways(page, name, [PHONE])
    assert found == []


def test_open_menu(page: Page, address: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(address)
    page.locator(".ita-menu-open").click()
    found = violations(page, "menu", STRUCTURE) + violations(page, "menu light", COLOURS)
    page.evaluate(SCHEME, "slate")
    found += violations(page, "menu dark", COLOURS)
    assert found == []


@pytest.mark.parametrize("query", ["", "เรื่องร้องเรียน", "ฟหกด"])
def test_open_search(page: Page, address: str, query: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.locator("dialog[open] input[type=search]").fill(query)
    page.wait_for_function(
        "query => !query || document.querySelector('dialog [role=status]').textContent.includes('พบ')", arg=query
    )
    found = seen_all_ways(page, f"search «{query}»")
    assert found == []


def test_what_is_wrong_is_found(page: Page, address: str) -> None:
    """The proof that the others look at all: a barrier of each kind, put into a good page."""
    page.goto(address)
    page.evaluate(
        """document.querySelector("main").insertAdjacentHTML("beforeend",
             "<p class=bad><font color=#eeeeee>จาง</font></p><img src=assets/favicon.svg><h5>ลำดับ</h5>")"""
    )
    found = " ".join(seen_all_ways(page, ""))
    assert all(f"{rule}:" in found for rule in ("color-contrast", "image-alt", "heading-order"))
