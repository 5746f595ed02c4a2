"""A reader without a mouse: everything is reached, seen while it has the focus, and left again."""

from __future__ import annotations

import pytest
from chromium import needs_chromium
from page_types import page_types
from playwright.sync_api import Browser, Page, expect

pytestmark = needs_chromium

SIZES = [(390, 844), (1366, 768)]
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
  };
}"""
STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])")]
  .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.closest("[inert]") && !one.disabled && one.tabIndex >= 0).length"""


@pytest.fixture(params=SIZES, ids=["phone", "desktop"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Page:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    request.addfinalizer(context.close)
    return context.new_page()


def is_phone(page: Page) -> bool:
    assert page.viewport_size is not None
    return page.viewport_size["width"] < 960


def tab_to(page: Page, selector: str, most: int = 200) -> None:
    """Tab on until the focus is on what `selector` names."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} was not reached in {most} steps")


@pytest.mark.parametrize("name", ["", "2566/", "2566/o12/", "2566/programmes/waste-bank/", "2566/result/", "contents/"])
def test_tab_goes_through_a_page_once(page: Page, address: str, name: str) -> None:
    """Every stop shows its focus, lies beside the header and not under it, and after the last comes the browser itself."""
    page.goto(address + name)
    stops = page.evaluate(STOPS)
    troubles = []
    for at in range(stops + 1):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED)
        if now is None:
            assert at >= stops - 1, f"only {at} of {stops} stops were reached"
            break
        troubles += [f"{what}: {now['is']}" for what in ("ring", "seen") if not now[what]]
        troubles += [f"under the header: {now['is']}"] if now["covered"] else []
    assert not troubles, "\n".join(troubles)


def test_back_through_a_page(page: Page, address: str) -> None:
    """Backwards things come from above, where the header stays."""
    page.goto(address + "2566/o21/")
    stops = page.evaluate(STOPS)
    troubles = []
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    for _ in range(min(stops, 60)):
        page.keyboard.press("Shift+Tab")
        now = page.evaluate(FOCUSED)
        if now is None:
            break
        troubles += [f"under the header: {now['is']}"] if now["covered"] or not now["seen"] else []
    assert not troubles, "\n".join(troubles)


def test_the_first_stop_leads_past_the_frame(page: Page, address: str) -> None:
    for name in page_types():
        page.goto(address + name)
        page.keyboard.press("Tab")
        skip = page.locator(".ita-skip")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("#main")).to_be_focused()
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('.ita-head')"), name


def test_menu(page: Page, address: str) -> None:
    page.goto(address + "2566/o12/")
    panel, button = page.locator("#ita-menu"), page.locator(".ita-menu-open")
    if not is_phone(page):
        expect(button).to_be_hidden()
        expect(panel).to_be_visible()
        assert not page.evaluate("document.getElementById('ita-menu').inert")
        return
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


def test_menu_leads_to_the_board(page: Page, address: str) -> None:
    page.goto(address)
    if is_phone(page):
        tab_to(page, ".ita-menu-open")
        page.keyboard.press("Enter")
    tab_to(page, "#ita-menu a[href$='2566/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2566/")
    expect(page.locator("h1")).to_contain_text("2566")


@pytest.mark.parametrize("keys", ["Enter", "/", "Control+k"])
def test_search(page: Page, address: str, keys: str) -> None:
    page.goto(address + "2566/o01/")
    if keys == "Enter":
        tab_to(page, ".ita-head .ita-search-open")
    page.keyboard.press(keys)
    field = page.locator("dialog[open] input[type=search]")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.evaluate("document.activeElement.matches('[data-ita-search]')"), "the focus is lost"


def test_from_search_to_the_file(page: Page, address: str) -> None:
    """Home, search, item, evidence, download: keys alone."""
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


def test_search_holds_the_focus_and_lets_it_go(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    expect(page.locator("dialog[open] input")).to_be_focused()
    page.keyboard.type("ประปา")
    page.locator("dialog .ita-search-result").first.wait_for()
    outside = 0
    for _ in range(60):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED)
        if now is not None:
            assert now["ring"], now["is"]
            outside += page.evaluate("!document.activeElement.closest('dialog')")
    assert outside == 0
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
