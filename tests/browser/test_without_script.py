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


@pytest.mark.parametrize("name", page_types())
def test_every_type_of_page(page: Page, address: str, name: str) -> None:
    page.goto(address + name)
    expect(page.locator("h1")).to_be_visible()
    links = page.locator("#ita-menu a")
    assert links.count() >= 4
    for link in (links.first, links.last):
        expect(link).to_be_visible()
    for dead in (".ita-menu-open", ".ita-scheme"):
        expect(page.locator(dead)).to_be_hidden()
    assert page.locator("main").inner_text().strip()


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


def test_the_list_names_every_page(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + "contents/")
    listed = set(page.evaluate("[...document.querySelectorAll('main a')].map(a => a.href.split('#')[0])"))
    context.close()
    wanted = {address + page_address(path) for path in site_pages(open_site(REPOSITORY))}
    assert sorted(wanted - listed) == []


def test_nothing_waits_for_a_script(page: Page, address: str) -> None:
    """Nothing that only a script would open hides an answer."""
    page.goto(address + "2566/o12/")
    assert page.locator("main [hidden]").count() == 0
