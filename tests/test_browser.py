"""The built example in a real browser: fits the screen, speaks Buddhist era, asks nobody else for anything."""

from __future__ import annotations

import re

import pytest
from chromium import answers, needs_chromium
from playwright.sync_api import Browser, Page
from runner import REPOSITORY

pytestmark = needs_chromium

PAGES = [
    "",
    "2566/",
    "2566/checklist/",
    "2566/o01/",
    "2566/o12/",
    "2566/o21/",
    "2566/o29/",
    "2566/o34/",
    "2566/programmes/",
    "2565/result/",
    "2566/result/",
    "2566/measures/",
    "2566/forecast/",
    "checks/",
]
WESTERN_YEAR = re.compile(r"(?<![0-9./-])20[12][0-9](?![0-9])")


def all_pages(address: str) -> list[str]:
    """One page of every type, the programmes and months that the example has included."""
    programmes = sorted((REPOSITORY / "content/2566/programmes").iterdir())
    months = [f"2566/programmes/{p.name}/{max(p.glob('2*.yml')).stem}/" for p in programmes]
    free = [f"pages/{p.stem}/" for p in sorted((REPOSITORY / "content/pages").glob("*.md"))[:3]]
    return [*PAGES, *(f"2566/programmes/{p.name}/" for p in programmes), *months, *free]


WIDTHS = (1440, 390, 320)


def test_every_type_of_page_fits_speaks_thai_stays_at_home_and_leads_somewhere(browser: Browser, address: str) -> None:
    page = browser.new_context().new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    troubles = []
    links: dict[str, str] = {}
    for name in all_pages(address):
        page.set_viewport_size({"width": WIDTHS[0], "height": 844})
        answer = page.goto(address + name)
        if answer is None or answer.status != 200:
            troubles.append(f"{name}: status {answer and answer.status}")
            continue
        if page.evaluate("document.documentElement.lang") != "th":
            troubles.append(f"{name}: not marked as Thai")
        if page.locator("article h1").count() != 1:
            troubles.append(f"{name}: {page.locator('article h1').count()} main headings")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            troubles += [f"{name} at {width} px: {found}" for found in seen(page, name)]
        of_page = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href.split('#')[0])")
        links = {link: name for link in of_page if link.startswith(address)} | links
    page.context.close()
    assert troubles == []
    assert [url for url in asked if not url.startswith(address)] == []
    assert complaints == []
    assert [f"{name} -> {link}" for link, name in links.items() if not answers(link)] == []
    assert len(links) > 50
    assert not answers(f"{address}nowhere/")


def seen(page: Page, name: str) -> list[str]:
    """What is wrong with a page as it is drawn now."""
    troubles = []
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if wide > 0:
        troubles.append(f"{wide} px wider than the screen")
    text = page.locator("article").inner_text()
    if name != "checks/" and (found := WESTERN_YEAR.search(text)):
        troubles.append(f"shows the western year {found[0]}")
    if "{{" in text or "{%" in text or "None" in text.split():
        troubles.append("shows what should be hidden")
    return troubles


TWICE_AS_LARGE = "document.documentElement.style.fontSize = '250%'"
"""The theme's own size is 125 %."""


@pytest.mark.parametrize(
    "name", ["", "2566/", "2566/o12/", "2566/o21/", "2565/result/", "2566/result/", "2566/measures/", "2566/forecast/"]
)
def test_letters_twice_as_large_still_fit_a_phone(browser: Browser, address: str, name: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + name)
    page.evaluate(TWICE_AS_LARGE)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    context.close()
    assert wide <= 0


@pytest.mark.parametrize("name", ["2566/o12/", "2566/o21/", "2566/result/", "2566/measures/", "2566/forecast/"])
def test_every_column_of_a_table_is_on_the_paper(browser: Browser, address: str, name: str) -> None:
    """A4 less its margins is 186 mm, which is 703 px: what lies beyond is cut off, for paper does not scroll."""
    context = browser.new_context(viewport={"width": 703, "height": 1000})
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(address + name)
    rights = page.evaluate("[...document.querySelectorAll('article table')].map(t => t.getBoundingClientRect().right)")
    context.close()
    assert rights and max(rights) <= 703


@pytest.mark.parametrize("name", ["2566/o12/", "2566/result/", "2566/measures/"])
def test_anchors_of_a_page_exist(browser: Browser, address: str, name: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + name)
    lost = page.evaluate(
        """[...document.querySelectorAll('a[href*="#"]')].filter(a => a.pathname === location.pathname)
           .map(a => decodeURIComponent(a.hash.slice(1))).filter(id => id && !document.getElementById(id))"""
    )
    context.close()
    assert [name for name in lost if not name.startswith("__")] == []
