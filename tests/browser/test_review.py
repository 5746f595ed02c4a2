"""Pictures of the pages for people to look at, in `build/review/`; and that each of them shows something."""

from __future__ import annotations

import pytest
from chromium import needs_chromium
from playwright.sync_api import Browser
from runner import REPOSITORY

pytestmark = needs_chromium

FOLDER = REPOSITORY / "build/review"
PAGES = {
    "home": "",
    "board": "2566/",
    "item": "2566/o12/",
    "month": "2566/programmes/waste-bank/2566-08/",
    "result": "2566/result/",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_pictures(browser: Browser, address: str, width: int, scheme: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for name, path in PAGES.items():
        page.goto(address + path)
        file = FOLDER / f"{name}-{width}-{scheme}.png"
        page.screenshot(path=file, full_page=True)
        assert file.stat().st_size > 20_000
    context.close()
