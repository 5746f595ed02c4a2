"""The built example in a real browser: fits the screen, speaks Buddhist era, asks nobody else for anything."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

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
    free = [f"pages/{p.stem}/" for p in sorted((REPOSITORY / "content/pages").glob("*.md"))[:2]]
    return [*PAGES, *(f"2566/programmes/{p.name}/" for p in programmes), *months[:2], *free]


WIDTHS = (1440, 390, 320)
LARGE = ("", "2566/", "2566/o12/", "2566/o21/", "2565/result/", "2566/result/", "2566/measures/", "2566/forecast/")
PRINTED = ("2566/o12/", "2566/o21/", "2566/result/", "2566/measures/", "2566/forecast/")
TWICE_AS_LARGE = "document.documentElement.style.fontSize = '250%'"
"""The theme's own size is 125 %."""
A4 = 703
"""A4 less its margins is 186 mm, which is 703 px: what lies beyond is cut off, for paper does not scroll."""
RIGHTS = "[...document.querySelectorAll('article table')].map(t => t.getBoundingClientRect().right)"
TOLD = """() => [
  document.documentElement.lang,
  document.querySelectorAll("article h1").length,
  [...document.querySelectorAll('a[href*="#"]')].filter(a => a.pathname === location.pathname)
    .map(a => decodeURIComponent(a.hash.slice(1))).filter(id => id && !id.startsWith("__") && !document.getElementById(id)),
  [...document.querySelectorAll("a[href]")].map(a => a.href.split("#")[0]),
]"""
"""What a page is in, its headings, the places in itself that it names and does not have, where it leads."""
DRAWN = "[document.documentElement.scrollWidth - innerWidth, document.querySelector('article').innerText]"


@dataclass
class Round:
    """What one look at every type of page found."""

    troubles: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    large: dict[str, int] = field(default_factory=dict)
    """How many px a page with letters twice as large is wider than a phone."""
    rights: dict[str, list[float]] = field(default_factory=dict)
    """Where the tables of a page end on paper."""


@pytest.fixture(scope="module")
def found(browser: Browser, address: str) -> Round:
    """Every page is opened once and asked all there is to know of it."""
    page, found = browser.new_context().new_page(), Round()
    page.on("request", lambda request: found.asked.append(request.url))
    page.on("console", lambda said: found.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    for name in all_pages(address):
        page.set_viewport_size({"width": WIDTHS[0], "height": 844})
        answer = page.goto(address + name)
        if answer is None or answer.status != 200:
            found.troubles.append(f"{name}: status {answer and answer.status}")
            continue
        language, headings, lost, of_page = page.evaluate(TOLD)
        if language != "th":
            found.troubles.append(f"{name}: not marked as Thai")
        if headings != 1:
            found.troubles.append(f"{name}: {headings} main headings")
        found.troubles += [f"{name}: no place for #{anchor}" for anchor in lost]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            found.troubles += [f"{name} at {width} px: {trouble}" for trouble in seen(page, name)]
        found.links = {link: name for link in of_page if link.startswith(address)} | found.links
        if name in PRINTED:
            page.set_viewport_size({"width": A4, "height": 1000})
            page.emulate_media(media="print")
            found.rights[name] = page.evaluate(RIGHTS)
            page.emulate_media(media="screen")
        if name in LARGE:
            page.set_viewport_size({"width": 390, "height": 844})
            page.evaluate(TWICE_AS_LARGE)
            found.large[name] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.context.close()
    return found


def test_every_type_of_page_fits_speaks_thai_and_holds_its_anchors(found: Round) -> None:
    assert found.troubles == []


def test_nobody_else_is_asked_and_the_browser_has_no_complaint(found: Round, address: str) -> None:
    assert [url for url in found.asked if not url.startswith(address)] == []
    assert found.complaints == []


def test_every_link_leads_somewhere(found: Round, address: str) -> None:
    assert [f"{name} -> {link}" for link, name in found.links.items() if not answers(link)] == []
    assert len(found.links) > 50
    assert not answers(f"{address}nowhere/")


def test_letters_twice_as_large_still_fit_a_phone(found: Round) -> None:
    assert found.large.keys() == {*LARGE}
    assert {name: wide for name, wide in found.large.items() if wide > 0} == {}


def test_every_column_of_a_table_is_on_the_paper(found: Round) -> None:
    assert found.rights.keys() == {*PRINTED} and all(found.rights.values())
    assert {name: max(rights) for name, rights in found.rights.items() if max(rights) > A4} == {}


def seen(page: Page, name: str) -> list[str]:
    """What is wrong with a page as it is drawn now."""
    troubles = []
    wide, text = page.evaluate(DRAWN)
    if wide > 0:
        troubles.append(f"{wide} px wider than the screen")
    if name != "checks/" and (found := WESTERN_YEAR.search(text)):
        troubles.append(f"shows the western year {found[0]}")
    if "{{" in text or "{%" in text or "None" in text.split():
        troubles.append("shows what should be hidden")
    return troubles
