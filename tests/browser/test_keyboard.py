"""A reader without a mouse: everything is reached, seen while it has the focus, and left again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import needs_chromium
from playwright.sync_api import Browser, Page, ViewportSize, expect
from selectolax.lexbor import LexborHTMLParser

pytestmark = needs_chromium

PHONE, DESKTOP = (390, 844), (1366, 768)
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect();
  const style = getComputedStyle(one);
  const head = document.querySelector(".ita-head");
  const over = head.contains(one) || one.matches(".ita-skip") || getComputedStyle(head).position !== "sticky" ? 0 : Math.max(0, head.getBoundingClientRect().bottom);
  return {
    is: one.outerHTML.replace(/\\s+/g, " ").slice(0, 140),
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    // all of it, or at least a good part of what is larger than the screen
    seen: box.bottom > over + 8 && box.top < innerHeight - 8 && box.right > 0 && box.left < innerWidth && box.width > 0,
    covered: box.height < innerHeight - over && box.top < over - 1,
    inside: !!one.closest("dialog"),
  };
}"""
RECORD = f"window.visited = []; addEventListener('keydown', () => visited.push(({FOCUSED})()), true)"
"""With each key the page itself keeps where the focus was, as it was drawn: asking after each takes twice as long."""
HOLD = """selector => {
  window.held = event => { if (event.key === "Tab" && document.activeElement.matches(selector)) event.preventDefault(); };
  addEventListener("keydown", held, true);
}"""
"""The focus stays when it has come to what `selector` names, whatever is pressed after."""
LET_GO = "removeEventListener('keydown', held, true)"
STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])")]
  .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.closest("[inert]") && !one.disabled && one.tabIndex >= 0).length"""


def page_of(browser: Browser, size: tuple[int, int]) -> Page:
    viewport = ViewportSize(width=size[0], height=size[1])
    return browser.new_context(viewport=viewport, reduced_motion="reduce").new_page()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    page = page_of(browser, PHONE)
    yield page
    page.context.close()


@pytest.fixture
def desktop(browser: Browser) -> Iterator[Page]:
    page = page_of(browser, DESKTOP)
    yield page
    page.context.close()


def visited(page: Page, key: str, times: int) -> list[Any]:
    """Where the focus is after each of so many presses of a key that is held down; None is the page as such."""
    page.evaluate(RECORD)
    for _ in range(times):
        page.keyboard.down(key)
    page.keyboard.up(key)
    found: list[Any] = page.evaluate(f"() => [...visited.slice(1), ({FOCUSED})()]")
    assert len(found) == times
    return found


def tab_to(page: Page, selector: str, most: int = 200) -> None:
    """Tab on until the focus is on what `selector` names."""
    page.keyboard.press("Tab")
    page.evaluate(HOLD, selector)
    for _ in range(most // 10):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            page.evaluate(LET_GO)
            return
        for _ in range(10):
            page.keyboard.down("Tab")
        page.keyboard.up("Tab")
    raise AssertionError(f"{selector} was not reached in {most} steps")


@pytest.mark.parametrize(
    ("size", "name"),
    [(PHONE, ""), (DESKTOP, "2566/"), (PHONE, "2566/o12/"), (DESKTOP, "2566/programmes/waste-bank/"), (PHONE, "2566/result/"),
     (DESKTOP, "")],
)  # fmt: skip
def test_tab_goes_through_a_page_once(browser: Browser, address: str, size: tuple[int, int], name: str) -> None:
    """Every stop shows its focus, lies beside the header and not under it, and after the last comes the browser itself.

    Each kind of stop comes up on one of the pages; the first page is gone through on both sizes.
    """
    page = page_of(browser, size)
    page.goto(address + name)
    stops = page.evaluate(STOPS)
    found = visited(page, "Tab", stops + 1)
    page.context.close()
    reached = found.index(None) if None in found else len(found)
    assert reached >= stops - 1, f"only {reached} of {stops} stops were reached"
    troubles = []
    for now in found[:reached]:
        troubles += [f"{what}: {now['is']}" for what in ("ring", "seen") if not now[what]]
        troubles += [f"under the header: {now['is']}"] if now["covered"] else []
    assert not troubles, "\n".join(troubles)


def test_back_through_a_page(desktop: Page, address: str) -> None:
    """Backwards things come from above, where the header stays."""
    page = desktop
    page.goto(address + "2566/o21/")
    stops = page.evaluate(STOPS)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.keyboard.down("Shift")
    found = visited(page, "Tab", min(stops, 40))
    page.keyboard.up("Shift")
    there = found[: found.index(None)] if None in found else found
    assert len(there) > 30
    assert [now["is"] for now in there if now["covered"] or not now["seen"]] == []


@pytest.mark.parametrize(("size", "name"), [(PHONE, "2566/o12/"), (DESKTOP, "2566/"), (PHONE, "nowhere/at/all/")])
def test_the_first_stop_leads_past_the_frame(browser: Browser, address: str, size: tuple[int, int], name: str) -> None:
    page = page_of(browser, size)
    page.goto(address + name)
    page.keyboard.press("Tab")
    skip = page.locator(".ita-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.ita-head')"), name
    page.context.close()


def test_every_page_begins_with_the_way_past_the_frame(example: Path) -> None:
    """The frame is the same for all; here that no page has lost it, the one for wrong addresses too."""
    pages = [*example.rglob("index.html"), example / "404.html"]
    assert len(pages) > 80
    for path in pages:
        read = LexborHTMLParser(path.read_text(encoding="utf-8"))
        first = read.css_first("body a[href], body button, body input, body summary, body [tabindex]")
        assert first is not None and first.attributes["class"] == "ita-skip", path
        assert str(first.attributes["href"]).endswith("#main"), path
        (main,) = read.css("#main")
        assert main.attributes["tabindex"] == "-1", path
        assert not main.css(".ita-head"), path


def test_a_wide_screen_shows_the_menu(desktop: Page, address: str) -> None:
    page = desktop
    page.goto(address + "2566/o12/")
    expect(page.locator(".ita-menu-open")).to_be_hidden()
    expect(page.locator("#ita-menu")).to_be_visible()
    assert not page.evaluate("document.getElementById('ita-menu').inert")
    page.goto(address)
    tab_to(page, "#ita-menu a[href$='2566/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2566/")


def test_a_phone_opens_the_menu_and_follows_it_to_the_board(phone: Page, address: str) -> None:
    page = phone
    page.goto(address + "2566/o12/")
    panel, button = page.locator("#ita-menu"), page.locator(".ita-menu-open")
    expect(panel).to_be_hidden()
    assert page.evaluate("document.getElementById('ita-menu').inert")
    tab_to(page, ".ita-menu-open")
    assert button.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('#ita-menu')"), "a closed menu takes the focus"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(panel).to_be_visible()
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('#ita-menu')")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    expect(panel).to_be_visible()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("!document.activeElement.closest('.ita-head')"):
            break
    expect(panel).to_be_hidden()
    page.goto(address)
    tab_to(page, ".ita-menu-open")
    page.keyboard.press("Enter")
    tab_to(page, "#ita-menu a[href$='2566/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2566/")
    expect(page.locator("h1")).to_contain_text("2566")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_search_opens_with_three_keys_and_gives_the_focus_back(
    browser: Browser, address: str, size: tuple[int, int]
) -> None:
    page = page_of(browser, size)
    page.goto(address + "2566/o01/")
    tab_to(page, ".ita-head .ita-search-open")
    for keys in ("Enter", "/", "Control+k"):
        page.keyboard.press(keys)
        field = page.locator("dialog[open] input[type=search]")
        expect(field).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)
        # where nothing had the focus before, too
        assert page.evaluate("document.activeElement.matches('[data-ita-search]')"), f"{keys}: the focus is lost"
        page.evaluate("document.activeElement.blur()")
    page.context.close()


def test_from_search_to_the_file(phone: Page, address: str) -> None:
    """Home, search, item, evidence, download: keys alone."""
    page = phone
    page.goto(address)
    page.keyboard.press("/")
    expect(page.locator("dialog[open] input")).to_be_focused()
    page.keyboard.type("o12")
    page.locator("dialog .ita-search-result").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/2566/o12/**")
    tab_to(page, "main a[href$='.csv']")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert started.value.suggested_filename.endswith(".csv")
    page.keyboard.press("Home")
    page.locator("#main").focus()
    tab_to(page, "main a[href*='.pdf']")


def test_search_holds_the_focus_and_lets_it_go(desktop: Page, address: str) -> None:
    page = desktop
    page.goto(address)
    page.keyboard.press("/")
    expect(page.locator("dialog[open] input")).to_be_focused()
    page.keyboard.insert_text("ประปา")
    page.locator("dialog .ita-search-result").first.wait_for()
    stops = page.evaluate("document.querySelectorAll('dialog a[href], dialog button, dialog input').length")
    found = [now for now in visited(page, "Tab", stops + 8) if now is not None]
    assert len(found) > stops
    assert [now["is"] for now in found if not now["ring"]] == []
    assert [now["is"] for now in found if not now["inside"]] == []
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
