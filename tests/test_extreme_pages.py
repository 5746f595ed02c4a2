"""Content that no designer thought of: the layout holds from the narrowest phone to a wide screen, and on paper."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import ITEMS, PROGRAMME, lay, new_site
from chromium import built, needs_chromium, served
from once import once
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

pytestmark = needs_chromium

THAI, LATIN = "ก" * 300, "W" * 300
MIXED = "דוח שנתי (2566) التقرير 😀👨‍👩‍👧 abc"
PAGES = ("", "2566/", "2566/checklist/", "2566/o11/", "2566/o12/", "2566/programmes/", "data/")
OUTSIDE = """() => [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && e.checkVisibility() && !e.closest('.ita-scroll'))
    .map(e => `${e.tagName}.${e.className}`).slice(0, 5)"""


def made_odd(folder: Path) -> None:
    """A site of titles without an end, sixty pieces of evidence, a table of forty columns, in `out`."""
    site = new_site(folder)
    titles = (THAI, LATIN, f"{MIXED} \u202e x")
    evidence = [
        {"title": titles[n % 3], "url": f"https://www.agency.example/{'a' * 150}/{n}.pdf", "shows": ["progress"], "signed_by": MIXED}
        for n in range(60)
    ]  # fmt: skip
    item = {"item": "O12", "status": "disclosed", "explanation": f"{LATIN}\n\x07{MIXED}\n\n{THAI}", "owner": LATIN}
    lay(
        site, f"{ITEMS}/o12.yml", json.dumps(item | {"evidence": evidence, "updated": "2566-09-05"}, ensure_ascii=False)
    )
    lay(
        site, f"{ITEMS}/o11.yml",
        f"item: O11\nstatus: disclosed\nexplanation: ก\nowner: {THAI}\nevidence: []\ntable: {{file: files/2566/wide.csv}}\n",
    )  # fmt: skip
    columns = ["project", "budget", "start", "end", *(f"คอลัมน์_{n}" for n in range(36))]
    row = [f"โครงการ {THAI}", "1250000", "2565-10", "2566-03", *["ข้อความในช่องที่ยาวหน่อย"] * 36]
    lay(site, "content/files/2566/wide.csv", "\n".join((",".join(columns), *[",".join(row)] * 5)) + "\n")
    plan = (site / PROGRAMME / "programme.yml").read_text(encoding="utf-8")
    lines = [f"name: {LATIN}" if line.startswith("name:") else line for line in plan.splitlines()]
    lay(site, f"{PROGRAMME}/programme.yml", "\n".join(lines) + "\n")
    config = site / "site_config.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("agency:\n", f'agency:\n  phone: "{"1" * 300}"\n  address: {THAI}\n'), encoding="utf-8"
    )
    built(site, folder / "out")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the odd site is served."""
    with served(once(tmp_path_factory, "odd", made_odd) / "out") as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_nothing_leaves_the_screen(odd: str, page: Page) -> None:
    """Each page is opened in the width in which the one before was left, so that some are drawn anew, some narrowed, some
    widened: all in all widths."""
    troubles = []
    widths = [320, 390, 768, 1440]
    for name in PAGES:
        page.set_viewport_size({"width": widths[0], "height": 844})
        page.goto(odd + name)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 844})
            out, outside = page.evaluate(f"[document.documentElement.scrollWidth - innerWidth, ({OUTSIDE})()]")
            if out > 0 or outside:
                troubles.append(f"{name} at {width} px: {out} px beyond, {outside}")
        widths.reverse()
    assert troubles == []


def test_a_link_opens_the_folded_evidence(odd: str, page: Page) -> None:
    page.goto(f"{odd}2566/o12/#e40")
    page.wait_for_function("document.querySelector('#e40').checkVisibility({contentVisibilityAuto: true})")
    assert page.locator("#e40").is_visible()


def test_paper_has_thai_page_numbers_and_all_evidence(odd: str, page: Page) -> None:
    """Of the first sheets and the last; all sheets of good pages are read in `browser/test_print.py`."""
    page.goto(f"{odd}2566/o12/")
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert tuple(round(float(side)) for side in sheets[0].mediabox[2:]) == (595, 842)
    assert "๑" in sheets[0].extract_text()
    assert "๒" in sheets[1].extract_text()
    assert any("60" in sheet.extract_text() for sheet in reversed(sheets))


def test_a_phone_is_told_the_story_in_two_screens(address: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    for part in (".ita-figure", "[data-ita-search]", "#due", "#ask"):
        box = page.locator(f"main {part}").first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 2 * 844, part
