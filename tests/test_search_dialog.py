"""The search, as it is shown: the dialog by keyboard, paste and composition, on small screens and over a bad line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from chromium import needs_chromium
from playwright.sync_api import Browser, Page, Route

from ita_site.sitemap import SEARCH_INDEX

pytestmark = needs_chromium

FIELD = "คำที่ต้องการค้นหา"


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A citizen's page, for all tests that need no page of their own: its search is fetched once."""
    context = browser.new_context(viewport={"width": 390, "height": 780}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def reader(tab: Page, address: str) -> Page:
    """An item's page, with the search open and nothing in it."""
    if tab.url != f"{address}2566/o12/":
        tab.goto(f"{address}2566/o12/")
    if not tab.locator("dialog.ita-search[open]").count():
        opened(tab)
    tab.get_by_label(FIELD).fill("")
    tab.wait_for_selector(".ita-search-tries")
    return tab


@pytest.fixture
def fresh(browser: Browser, address: str) -> Iterator[Page]:
    """An item's page on which nobody has searched yet."""
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


def test_by_keyboard_alone(fresh: Page, address: str) -> None:
    fresh.keyboard.press("/")
    field = fresh.get_by_label(FIELD)
    field.wait_for()
    assert fresh.evaluate("document.activeElement.id") == "ita-search-field"
    fresh.keyboard.type("ธนาคารขยะ")
    fresh.wait_for_selector("text=พบ 17 หน้า")
    assert results(fresh)[0] == "จัดการขยะต้นทางและธนาคารขยะชุมชน"
    for key, text in (("ArrowDown", "จัดการขยะต้นทางและธนาคารขยะชุมชน"), ("ArrowUp", ""), ("ArrowUp", "")):
        fresh.keyboard.press(key)
        assert fresh.evaluate("document.activeElement.textContent") == text
    fresh.keyboard.press("Escape")
    assert fresh.locator("dialog[open]").count() == 0
    # the browser gives the focus back a moment after it closed the box
    fresh.wait_for_function("document.activeElement.matches('[data-ita-search]')")
    assert not fresh.evaluate("document.documentElement.classList.contains('ita-searching')")
    fresh.keyboard.press("Control+k")
    fresh.wait_for_selector("dialog[open] .ita-search-page")
    assert field.input_value() == "ธนาคารขยะ"
    fresh.keyboard.type("ข้อ ๒๙")
    fresh.keyboard.press("Enter")
    fresh.wait_for_url(f"{address}2566/o29/")


def test_pasted_words_are_searched(reader: Page) -> None:
    reader.keyboard.insert_text("พิษสุนัขบ้า")
    reader.wait_for_selector("text=พบ 5 หน้า")
    assert reader.locator(".ita-search mark").first.inner_text() == "พิษสุนัขบ้า"


def test_nothing_is_searched_while_a_word_is_composed(reader: Page) -> None:
    session = reader.context.new_cdp_session(reader)
    session.send("Input.imeSetComposition", {"text": "คุกกี", "selectionStart": 5, "selectionEnd": 5})
    reader.wait_for_timeout(150)
    assert reader.get_by_label(FIELD).input_value() == "คุกกี"
    assert results(reader) == []
    session.send("Input.insertText", {"text": "คุกกี้"})
    reader.wait_for_selector(".ita-search-page")
    assert results(reader) == ["นโยบายคุ้มครองข้อมูลส่วนบุคคล"]


def test_a_result_tells_the_state_and_leads_to_the_section(reader: Page) -> None:
    reader.keyboard.insert_text("O12")
    reader.wait_for_selector(".ita-search-page")
    assert reader.locator(".ita-search-facts").first.inner_text() == "● เปิดเผยครบ · ปี 2566"
    reader.get_by_label(FIELD).fill("38,500,000")
    part = reader.locator(".ita-search-result li a", has_text="อำนาจที่ประชาชนพบบ่อย")
    part.wait_for()
    assert reader.locator(".ita-search-result li a").first.inner_text() == "อำนาจที่ประชาชนพบบ่อย"
    part.click()
    reader.wait_for_url(re.compile("pages/duties/#"))
    assert reader.evaluate("document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null")


def test_a_place_on_the_same_page_is_shown(reader: Page) -> None:
    reader.keyboard.insert_text("714,000")
    reader.locator(".ita-search-result li a").first.click()
    assert reader.locator("dialog[open]").count() == 0
    assert reader.evaluate("location.hash") == "#table"
    assert reader.evaluate("scrollY") > 200


def test_examples_help_and_what_is_nowhere_is_said(reader: Page) -> None:
    examples = reader.locator(".ita-search-tries button")
    assert examples.count() == 3
    for i in range(3):
        reader.get_by_label(FIELD).fill("")
        examples.nth(i).click()
        reader.wait_for_selector(".ita-search-page")
    reader.get_by_label(FIELD).fill("<img src=x onerror=alert(1)>")
    reader.wait_for_selector("text=ไม่พบ “<img src=x onerror=alert(1)>”")
    assert reader.locator("dialog img").count() == 0
    assert reader.locator(".ita-search-note a").get_attribute("href", timeout=1000) is not None


def test_a_lost_index_is_said_and_fetched_again(fresh: Page, address: str) -> None:
    lost = True

    def answer(route: Route) -> None:
        route.abort() if lost else route.continue_()

    fresh.route(f"**/{SEARCH_INDEX}", answer)
    fresh.clock.install()
    fresh.locator("[data-ita-search]").first.click()
    fresh.wait_for_selector("dialog[open]")
    for _ in range(6):
        fresh.clock.run_for(1000)
    fresh.wait_for_selector("text=โหลดข้อมูลสำหรับค้นหาไม่ได้")
    assert fresh.locator(".ita-search-note a").evaluate("a => a.href") == f"{address}contents/"
    lost = False
    fresh.keyboard.type("O12")
    fresh.get_by_role("button", name="ลองอีกครั้ง").click()
    for _ in range(4):
        fresh.clock.run_for(500)
    fresh.wait_for_selector(".ita-search-page")


def test_enter_before_the_index_has_come_opens_the_first_result(fresh: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    fresh.route(f"**/{SEARCH_INDEX}", hold)
    fresh.keyboard.press("/")
    fresh.wait_for_selector("dialog[open]")
    fresh.keyboard.type("คุกกี้")
    fresh.keyboard.press("Enter")
    for _ in range(40):
        if held:
            break
        fresh.wait_for_timeout(50)
    held[0].continue_()
    fresh.wait_for_url(re.compile("pages/privacy/"))


def test_a_count_is_said_once_and_in_the_digits_of_the_site(fresh: Page) -> None:
    """A fresh of the screen hears what is put into the status, though it be the same again."""
    fresh.route(
        f"**/{SEARCH_INDEX}",
        lambda route: route.fulfill(json=json.loads(route.fetch().text().replace('"zero":"0"', '"zero":"๐"', 1))),
    )
    opened(fresh)
    fresh.evaluate(
        "new MutationObserver(all => { window.said = (window.said ?? 0) + all.length; })"
        ".observe(document.querySelector('.ita-search-status'), {childList: true})"
    )
    fresh.keyboard.type("ร้องเรีย")
    fresh.wait_for_selector("text=พบ ๑๔ หน้า")
    before = fresh.evaluate("window.said")
    fresh.keyboard.type("น")
    fresh.wait_for_timeout(500)
    assert fresh.evaluate("window.said") == before


def test_only_the_last_of_many_quick_questions_is_answered(reader: Page) -> None:
    reader.keyboard.type("จัดซื้อจัดจ้าง")
    for _ in range(14):
        reader.keyboard.press("Backspace")
    reader.keyboard.type("คุกกี้")
    reader.keyboard.press("Enter")
    reader.wait_for_url(re.compile("pages/privacy/"))


def test_a_small_or_much_enlarged_screen_is_enough(reader: Page) -> None:
    """1280 by 720 px enlarged fourfold is 320 by 180."""
    reader.keyboard.insert_text("ร้องเรียน")
    reader.wait_for_selector(".ita-search-page")
    before = reader.viewport_size
    assert before is not None
    for height in (640, 180):
        reader.set_viewport_size({"width": 320, "height": height})
        assert reader.evaluate("document.querySelector('dialog').scrollWidth <= innerWidth")
        assert reader.evaluate(
            "[...document.querySelectorAll('dialog *')].every(e => e.getBoundingClientRect().right <= innerWidth)"
        )
        last = reader.locator(".ita-search-page a").last
        last.scroll_into_view_if_needed()
        box = last.bounding_box()
        assert box is not None and 0 <= box["y"] < height
        scrolled = reader.evaluate("scrollY")
        reader.mouse.wheel(0, 4000)
        assert reader.evaluate("scrollY") == scrolled
    reader.set_viewport_size(before)
