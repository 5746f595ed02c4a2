"""On paper: A4, Thai numbers of sheets, no frame of the screen, no column cut off, no dark ground."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdf
import pytest
from chromium import needs_chromium
from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = needs_chromium

PAGES = [
    "2566/checklist/",
    "2566/o12/",
    "2566/o21/",
    "2566/programmes/waste-bank/2566-08/",
    "2566/result/",
    "2566/measures/",
]
A4 = (595, 842)
PAPER: ViewportSize = {"width": 703, "height": 1000}
"""A4 less its margins is 186 mm."""
ON_PAPER = """() => {
  const light = text => { const [r, g, b] = text.match(/[\\d.]+/g).map(Number); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  return [
    [".ita-head", ".ita-skip", ".ita-menu", ".ita-foot", ".ita-side", ".ita-path", ".ita-neighbours"].filter(
      name => [...document.querySelectorAll(name)].some(one => one.checkVisibility())),
    getComputedStyle(document.body).backgroundColor,
    [...document.querySelectorAll("article *")].filter(one => one.checkVisibility() && !one.closest("svg"))
      .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
      .filter(one => light(getComputedStyle(one).color) > 150).map(one => one.outerHTML.slice(0, 120)),
    Math.max(0, ...[...document.querySelectorAll("article table")].map(one => one.getBoundingClientRect().right)),
  ];
}"""
"""What of the screen is shown, the ground, pale letters, how far tables reach."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PAPER, reduced_motion="reduce")
    yield context.new_page()
    context.close()


MOST = {"": 2, "2566/": 3, "2566/checklist/": 2, "contents/": 3, "checks/": 12}
"""Sheets that a page may take; an office pays for its paper."""


@pytest.mark.parametrize("name", PAGES)
def test_sheets(page: Page, address: str, name: str) -> None:
    """A page that was read in the dark: what is for the screen is not printed, nothing is cut off, each sheet is counted."""
    page.goto(address + name)
    page.evaluate("document.documentElement.dataset.mdColorScheme = 'slate'")
    page.emulate_media(media="print")
    shown, ground, pale, right = page.evaluate(ON_PAPER)
    page.emulate_media(media="null")
    assert shown == []
    assert ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    assert pale == []
    assert right <= PAPER["width"]
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))).pages
    assert {tuple(round(float(side)) for side in sheet.mediabox[2:]) for sheet in sheets} == {A4}
    texts = ["".join(sheet.extract_text().split()) for sheet in sheets]
    # the words of Thai come out of a PDF with their marks in other places; digits do not
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    for number, text in enumerate(texts, 1):
        assert f"หน้า{number}จาก{len(sheets)}".translate(thai) in text
    whole = "".join(texts)
    assert "ข้ามไปที่" not in whole
    assert name != "2566/checklist/" or "O43" in whole
    assert len(sheets) <= MOST.get(name, len(sheets))


def test_few_sheets(page: Page, address: str) -> None:
    """Of the pages that `test_sheets` does not print."""
    taken = {}
    for name in sorted(MOST.keys() - PAGES):
        page.goto(address + name)
        taken[name] = len(pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)
    assert {name: count for name, count in taken.items() if count > MOST[name]} == {}


def test_a_report_on_paper_names_its_programme(page: Page, address: str) -> None:
    """The path that says so on a screen is not printed; on the screen it is not said twice."""
    page.goto(address + "2566/programmes/waste-bank/2566-08/")
    name = page.locator(".ita-path a").last.inner_text()
    said = page.locator("article .ita-paper", has_text=name)
    assert not said.is_visible()
    page.emulate_media(media="print")
    on_paper = said.is_visible()
    page.emulate_media(media="null")
    assert on_paper
