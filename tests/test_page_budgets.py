"""What a first view may cost a cheap phone: bytes, requests, nothing that jumps, nobody else asked, no rule of the policy
broken. Figures of time are no tests; `benchmarks/pages.py` measures them."""

from __future__ import annotations

import functools
import gzip
import http.server
import mimetypes
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from chromium import needs_chromium
from playwright.sync_api import Browser, Page, Response

from ita_site.headers import policy

pytestmark = needs_chromium

MOST_BYTES = 110_000
PACKING = 6
"""Of gzip, near what hosts use."""
FONT_SECONDS = 0.2
"""Fonts come so much later than the page, so that letters are drawn without them first: what then moves is seen."""
MOST_REQUESTS = 8
LEAST_SHIFT = 0.005
"""Chromium tells some shifts of a thousandth that nobody sees; a heading that jumps by a line is ten times as much."""
PAGES = {
    "home": "",
    "board": "2566/",
    "checklist": "2566/checklist/",
    "item": "2566/o12/",
    "item with pictures": "2566/o01/",
    "item with a long table": "2566/o21/",
    "answers": "2566/answers/",
    "programmes": "2566/programmes/",
    "programme": "2566/programmes/kpi-2-1/",
    "month": "2566/programmes/waste-bank/2566-08/",
    "result": "2566/result/",
    "measures": "2566/measures/",
    "forecast": "2566/forecast/",
    "checks": "checks/",
    "free page": "pages/contact/",
    "contents": "contents/",
    "data": "data/",
    "follow": "follow/",
    "not found": "404.html",
}


class Slowly(http.server.SimpleHTTPRequestHandler):
    """A host whose fonts come late, and of which nothing is kept, so that each view is a first one."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path.endswith(".woff2"):
            time.sleep(FONT_SECONDS)
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


WATCH = """
window.seen = {shift: 0, moved: [], refused: []};
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) {
    seen.shift += entry.value;
    seen.moved.push(...entry.sources.map(source => source.node?.className || source.node?.nodeName));
  }
}).observe({type: "layout-shift", buffered: true});
document.addEventListener("securitypolicyviolation", event => seen.refused.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
TELL = """() => {
  const picture = image => image.getAttribute("src");
  const images = [...document.images];
  return {
    ...seen,
    policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? "",
    sizeless: images.filter(i => !i.hasAttribute("width") || !i.hasAttribute("height")).map(picture),
    eager: images.filter(i => i.loading !== "lazy" && i.getBoundingClientRect().top >= innerHeight).map(picture),
  };
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script(WATCH)
    yield page
    context.close()


@pytest.fixture(scope="module")
def address(example: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Slowly, directory=str(example)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("name", PAGES)
def test_a_first_view_keeps_its_budgets(page: Page, example: Path, address: str, name: str) -> None:
    answers: list[Response] = []
    asked: list[str] = []
    said: list[str] = []
    hear: dict[Any, Callable[[Any], None]] = {
        "request": lambda request: asked.append(request.url),
        "response": lambda answer: answers.append(answer),  # noqa: PLW0108 - Playwright writes on what it is given
        "console": lambda message: said.append(message.text),
        "pageerror": lambda error: said.append(str(error)),
    }
    for event, told in hear.items():
        page.on(event, told)
    page.goto(address + PAGES[name], wait_until="networkidle")
    seen = page.evaluate(TELL)
    for event, told in hear.items():
        page.remove_listener(event, told)
    wrong = [f"{answer.url} answered {answer.status}" for answer in answers if answer.status != 200]
    sizes = {path: packed(example / path) for path in (file_of(answer.url, address) for answer in answers if answer.ok)}
    if sum(sizes.values()) > MOST_BYTES:
        wrong.append(f"weighs {sum(sizes.values()):,} bytes: {sizes}")
    if len(asked) > MOST_REQUESTS:
        wrong.append(f"asks {len(asked)} times: {asked}")
    if seen["shift"] >= LEAST_SHIFT:
        wrong.append(f"shifts by {seen['shift']:.4f}: {seen['moved']}")
    wrong += [f"asks another host: {url}" for url in asked if not url.startswith((address, "data:"))]
    wrong += [f"says in the console: {words}" for words in said]
    wrong += [f"breaks its policy: {what}" for what in seen["refused"]]
    wrong += [f"picture without width or height: {source}" for source in seen["sizeless"]]
    wrong += [f"picture below the first screen that does not wait: {source}" for source in seen["eager"]]
    assert wrong == []
    assert seen["policy"] == policy()
    assert {".html", ".css", ".js", ".woff2"} <= {Path(path).suffix for path in sizes}, "not all was asked for anew"


def file_of(url: str, address: str) -> str:
    """The file of the site that was answered."""
    path = unquote(urlsplit(url.removeprefix(address)).path)
    return f"{path}index.html" if path.endswith("/") or not path else path


@functools.cache
def packed(file: Path) -> int:
    """Bytes of a file on the line: text as gzip packs it, fonts as they are, pictures not counted."""
    kind = mimetypes.guess_type(file.name)[0] or ""
    if kind.startswith("image/"):
        return 0
    body = file.read_bytes()
    return len(body) if file.suffix == ".woff2" else len(gzip.compress(body, PACKING))
