"""The page of answers in a browser: one press copies one cell, and nobody is offered what does not work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from chromium import needs_chromium
from playwright.sync_api import Browser, Page

pytestmark = needs_chromium

PAGE = "2566/answers/"


@pytest.fixture
def page(browser: Browser, address: str) -> Page:
    context = browser.new_context(viewport={"width": 320, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    found = context.new_page()
    found.goto(address + PAGE)
    return found


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_one_press_copies_one_cell(page: Page, example: Path) -> None:
    answers = json.loads((example / "2566/answers.json").read_text(encoding="utf-8"))["answers"]
    place = next(n for n, answer in enumerate(answers, 1) if answer["code"] == "O21")
    o21 = answers[place - 1]
    wanted = {
        "has": "มี", "url": o21["url"], "e2": o21["evidence"][1]["url"], "why": o21["explanation"],
        "all": "\n".join(proof["url"] for proof in o21["evidence"]),
    }  # fmt: skip
    for cell, words in wanted.items():
        button = page.locator(f'[data-copy="a{place}-{cell}"]')
        button.focus()
        page.keyboard.press("Enter")
        page.wait_for_function(
            "words => document.querySelector('[data-copied]').textContent.includes('คัดลอกแล้ว')", arg=""
        )
        assert clipboard(page) == words
        assert "✓ คัดลอกแล้ว" in button.inner_text()
        assert page.evaluate("document.activeElement.dataset.copy") == f"a{place}-{cell}", "the keyboard stays"
    assert page.locator("[data-copied]").get_attribute("role") == "status"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_closed_clipboard_is_got_round_or_told(page: Page) -> None:
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('closed')))")
    page.locator('[data-copy="a1-url"]').click()
    page.get_by_text("✓ คัดลอกแล้ว").wait_for()
    assert clipboard(page) == page.locator("#a1-url").inner_text()
    page.evaluate("void (document.execCommand = () => false)")
    page.locator('[data-copy="a2-url"]').click()
    page.get_by_text("กด Ctrl+C").first.wait_for()
    assert page.evaluate("getSelection().toString()") == page.locator("#a2-url").inner_text()


def test_without_a_script_no_button_is_shown_and_the_words_are_there(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address + PAGE)
    assert page.locator(".ita-copy:visible").count() == 0
    assert page.locator(".ita-answer-card:visible").count() == 43
    assert page.locator("#a12-why").is_visible()


def test_machines_are_told_to_look_elsewhere_and_files_lie_beside(example: Path) -> None:
    text = (example / PAGE / "index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in text
    assert "noindex" not in (example / "2566/index.html").read_text(encoding="utf-8")
    for kind, start in (("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("json", b"{")):
        assert f'href="../answers.{kind}"' in text
        assert (example / f"2566/answers.{kind}").read_bytes().startswith(start)
    assert 'href="../answers/"' in (example / "2566/checklist/index.html").read_text(encoding="utf-8")
    index = json.loads((example / "search/search_index.json").read_text(encoding="utf-8"))
    (found,) = (entry for entry in index["docs"] if entry["location"] == PAGE)
    assert "แผนผัง" not in found["text"], "what an item says is found on its own page"
