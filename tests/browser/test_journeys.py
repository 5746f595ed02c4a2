"""What a citizen comes for, on a phone, by touch and by what is read on the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chromium import answers, needs_chromium
from playwright.sync_api import Browser, Page, expect

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """The phone of one citizen after the other; what one of them chose is forgotten by `test_dark_stays_dark` itself."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    yield page
    context.close()


def search(page: Page, words: str) -> None:
    """Open the search and look for words."""
    page.locator(".ita-head .ita-search-open").tap()
    page.locator("dialog[open] input[type=search]").fill(words)
    page.locator("dialog .ita-search-result").first.wait_for()


def test_find_where_to_complain(page: Page, address: str) -> None:
    page.goto(address)
    way = page.locator("main").get_by_role("link", name="แจ้งเรื่องทุจริต").first
    assert way.evaluate("a => a.getBoundingClientRect().bottom + scrollY") < 2 * 844, "not on the first two screens"
    way.tap()
    page.wait_for_url("**/pages/complaint/")
    expect(page.locator("main")).to_contain_text("โทร")
    assert page.locator("main a[href^='tel:'], main a[href^='mailto:'], main a[href*='//']").count() > 0


def test_procurement_of_march(page: Page, address: str) -> None:
    page.goto(address)
    search(page, "จัดซื้อจัดจ้าง มีนาคม")
    page.locator("dialog .ita-search-result a[href*='/o21/']").first.tap()
    page.wait_for_url("**/2566/o21/**")
    march = page.locator("main").get_by_role("link", name="เดือนมีนาคม 2566").first
    expect(march).to_be_visible()
    link = march.get_attribute("href") or ""
    assert link.endswith("#page=6")
    answer = page.request.get(page.evaluate("link => new URL(link, document.baseURI).href.split('#')[0]", link))
    assert answer.ok
    assert answer.body().startswith(b"%PDF-")


def test_who_answers_for_an_item(page: Page, address: str) -> None:
    page.goto(address)
    search(page, "ข้อ ๓๐")
    page.locator("dialog .ita-search-result a").first.tap()
    page.wait_for_url("**/2566/o30/**")
    expect(page.locator("h1")).to_contain_text("O30")
    owner = page.locator("dt", has_text="ผู้รับผิดชอบ").locator("xpath=following-sibling::dd").first
    expect(owner).to_have_text("สำนักปลัด")


def test_download_the_data(page: Page, address: str) -> None:
    page.goto(address + "2566/")
    page.locator("main").get_by_role("link", name="O12").first.tap()
    page.wait_for_url("**/2566/o12/")
    with page.expect_download() as started:
        page.locator("main a[href$='.csv']").first.tap()
    text = started.value.path().read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("project,budget,spent")


def test_what_is_due(page: Page, address: str) -> None:
    page.goto(address)
    due = page.locator("section", has=page.locator("#due"))
    expect(due.locator("time").first).to_be_visible()
    page.locator("#due").scroll_into_view_if_needed()
    due.locator("a").first.tap()
    expect(page.locator("h1")).to_be_visible()
    assert page.url != address


def test_from_a_wrong_address_to_the_right_page(page: Page, address: str) -> None:
    """Where the address lies makes no difference: the page for it names everything from the root."""
    for wrong in ("2566/o99/", "old/page.html", "a/b/c/d/"):
        answer = page.goto(address + wrong)
        assert answer is not None
        assert answer.status == 404
        expect(page.locator("h1")).to_have_text("ไม่พบหน้านี้")
        links = set(page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)"))
        assert all(link.startswith(address) for link in links if "127.0.0.1" in link)
    broken = {link for link in links if link.startswith(address) and not answers(link.split("#")[0])}
    assert broken <= {f"{address}{wrong}#main"}
    page.locator("main [data-ita-search]").tap()
    page.locator("dialog[open] input").fill("แผนจัดซื้อจัดจ้าง")
    page.locator("dialog .ita-search-result a[href*='/o19/']").first.tap()
    page.wait_for_url("**/2566/o19/**")


def test_dark_stays_dark(page: Page, address: str) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    page.goto(address)
    light = page.evaluate(ground)
    page.locator(".ita-menu-open").tap()
    page.locator(".ita-scheme").tap()
    dark = page.evaluate(ground)
    assert dark != light
    expect(page.locator(".ita-scheme")).to_have_attribute("aria-pressed", "true")
    page.goto(address + "2566/o12/")
    assert page.evaluate(ground) == dark
    page.locator(".ita-menu-open").tap()
    page.locator(".ita-scheme").tap()
    page.reload()
    assert page.evaluate(ground) == light
    page.evaluate("localStorage.clear()")
    page.emulate_media(color_scheme="dark")
    page.goto(address)
    expect(page.locator("body")).to_have_css("background-color", "rgb(20, 27, 36)")
    page.emulate_media(color_scheme="null")


def test_a_device_that_asks_for_dark_gets_it_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark", java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("body")).to_have_css("background-color", "rgb(20, 27, 36)")
    context.close()


def test_the_menu_by_touch(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".ita-menu-open").tap()
    panel = page.locator("#ita-menu")
    expect(panel).to_be_visible()
    page.touchscreen.tap(200, 780)
    expect(panel).to_be_hidden()
    page.locator(".ita-menu-open").tap()
    panel.get_by_role("link", name="แผนงานและความก้าวหน้า").tap()
    page.wait_for_url("**/programmes/")
