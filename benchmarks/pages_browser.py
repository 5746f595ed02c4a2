"""One page opened once in a new browser context: what went over the line, and when the citizen saw something."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pages_server import Host
from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Line:
    """A phone and its line. `latency` in ms, `down` and `up` in bytes a second; zero means as fast as this machine."""

    name: str
    slower: int = 1
    latency: float = 0
    down: float = 0
    up: float = 0


SLOW = Line("slow 4G, processor 4 times slower", 4, 562.5, 1.44e6 / 8, 0.675e6 / 8)
"""The figures of Chromium's own setting «Slow 4G»."""
FAST = Line("this machine, not slowed")


@dataclass(frozen=True)
class View:
    """One first view. Bytes are those on the line, without headers; times in ms from the start of the navigation."""

    bytes: int
    without_pictures: int
    requests: int
    html: int
    html_packed: int
    nodes: int
    fcp: float
    lcp: float
    cls: float
    missing: tuple[str, ...]


_WATCH = """
window.seen = {lcp: 0, cls: 0};
new PerformanceObserver(list => { for (const e of list.getEntries()) seen.lcp = e.startTime })
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) seen.cls += e.value })
  .observe({type: "layout-shift", buffered: true});
"""
_TELL = """() => ({...window.seen, nodes: document.querySelectorAll("*").length,
  fcp: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0})"""


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield running
        running.close()


def view(browser: Browser, host: Host, page_path: str, line: Line) -> View:
    """Opens a page with nothing in the cache and waits until the line has been quiet for half a second."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=3, is_mobile=True, has_touch=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(_WATCH)
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    if line.latency:
        limits = {
            "offline": False,
            "latency": line.latency,
            "downloadThroughput": line.down,
            "uploadThroughput": line.up,
        }
        tools.send("Network.emulateNetworkConditions", limits)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": line.slower})
    host.answers.clear()
    page.goto(host.address + page_path, wait_until="networkidle")
    told = page.evaluate(_TELL)
    context.close()
    answers = list(host.answers)
    document = answers[0]
    return View(
        bytes=sum(a.size for a in answers),
        without_pictures=sum(a.size for a in answers if not a.is_picture),
        requests=len(answers),
        html=document.whole,
        html_packed=document.size,
        nodes=told["nodes"],
        fcp=told["fcp"],
        lcp=told["lcp"],
        cls=told["cls"],
        missing=tuple(a.path for a in answers if a.status != 200),
    )
