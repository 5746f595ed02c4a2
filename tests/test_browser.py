"""The built example in a real browser: fits the screen, speaks Buddhist era, asks nobody else for anything."""

from __future__ import annotations

import re

import pytest
from chromium import needs_chromium
from playwright.sync_api import Browser
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


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_every_type_of_page_fits_speaks_thai_and_stays_at_home(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    troubles = []
    for name in all_pages(address):
        answer = page.goto(address + name)
        if answer is None or answer.status != 200:
            troubles.append(f"{name}: status {answer and answer.status}")
            continue
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            troubles.append(f"{name}: {wide} px wider than the screen of {width}")
        if page.evaluate("document.documentElement.lang") != "th":
            troubles.append(f"{name}: not marked as Thai")
        if page.locator("article h1").count() != 1:
            troubles.append(f"{name}: {page.locator('article h1').count()} main headings")
        text = page.locator("article").inner_text()
        if name != "checks/" and (found := WESTERN_YEAR.search(text)):
            troubles.append(f"{name}: shows the western year {found[0]}")
        if "{{" in text or "{%" in text or "None" in text.split():
            troubles.append(f"{name}: shows what should be hidden")
    context.close()
    assert troubles == []
    assert [url for url in asked if not url.startswith(address)] == []
    assert complaints == []


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


def test_links_of_the_example_lead_somewhere(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    known: dict[str, int] = {}
    broken = []
    for name in all_pages(address):
        page.goto(address + name)
        links = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
        for link in {link.split("#")[0] for link in links if link.startswith(address)}:
            if link not in known:
                known[link] = context.request.get(link).status
            if known[link] != 200:
                broken.append(f"{name} -> {link.removeprefix(address)}: {known[link]}")
    context.close()
    assert broken == []
    assert len(known) > 50


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
