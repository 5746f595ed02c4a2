"""Without scripts everything is there but the search, and the list of all pages serves instead."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chromium import needs_chromium
from page_types import page_types
from playwright.sync_api import Browser, Page, expect
from runner import REPOSITORY

from ita_site.config import open_site
from ita_site.sitemap import page_address, site_pages

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


WRONG = """() => {
  const seen = one => Boolean(one?.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().height);
  const links = [...document.querySelectorAll("#ita-menu a")];
  return Object.entries({
    "no heading": document.querySelectorAll("h1").length === 1 && seen(document.querySelector("h1")),
    "no menu": links.length >= 4 && links.every(seen),
    "a button that does nothing": ![...document.querySelectorAll(".ita-menu-open, .ita-scheme")].some(seen),
    "nothing to read": document.querySelector("main").innerText.trim(),
    "scripts ran": !document.documentElement.matches(".js, [data-md-color-scheme]"),
  }).filter(([, right]) => !right).map(([what]) => what);
}"""


@pytest.mark.parametrize("name", page_types())
def test_every_type_of_page(page: Page, address: str, name: str) -> None:
    page.goto(address + name)
    assert page.evaluate(WRONG) == []


def test_the_menu_leads_on(page: Page, address: str) -> None:
    page.goto(address + "2566/o12/")
    page.locator("#ita-menu a[href*='pages/']").first.click()
    page.wait_for_url("**/pages/**")
    expect(page.locator("h1")).to_be_visible()


def test_search_leads_to_the_list_of_all_pages(page: Page, address: str) -> None:
    page.goto(address + "2566/o12/")
    page.locator(".ita-head .ita-search-open").click()
    page.wait_for_url("**/contents/")
    expect(page.locator("main a[href$='2566/o43/']")).to_be_visible()


def test_the_list_names_every_page(page: Page, address: str) -> None:
    page.goto(address + "contents/")
    listed = set(page.evaluate("[...document.querySelectorAll('main a')].map(a => a.href.split('#')[0])"))
    wanted = {address + page_address(path) for path in site_pages(open_site(REPOSITORY))}
    assert sorted(wanted - listed) == []


def test_nothing_waits_for_a_script(page: Page, address: str) -> None:
    """Nothing that only a script would open hides an answer."""
    page.goto(address + "2566/o12/")
    assert page.locator("main [hidden]").count() == 0
