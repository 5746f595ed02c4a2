"""Debian's Chromium, and the example served to it: one browser and one build for all tests of a process."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
import urllib.error
import urllib.request
from asyncio import AbstractEventLoop, _set_running_loop, get_running_loop
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from once import once
from playwright.sync_api import Browser, sync_playwright
from runner import REPOSITORY, ita_site

CHROMIUM = shutil.which("chromium")
NOT_WANTED = (
    *("AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose"),
    *("HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying"),
    *("AimEnabled", "OptimizationHints", "PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning"),
    *("WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxPopup", "RenderDocument"),
)
"""Of the last line, three draw a list under the address line, which nobody sees here: for every window they load pages
that cost more than most of ours. `RenderDocument` draws each page in a new frame, which takes a sixth more time. All
before Playwright names: our list takes the place of its own."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--renderer-process-limit=2",
    f"--disable-features={','.join(NOT_WANTED)}",
]

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="Debian's chromium is not on this machine"
)


class Host(http.server.SimpleHTTPRequestHandler):
    """A plain host of files, which shows the site's own page for what is not there, as real ones do."""

    protocol_version = "HTTP/1.1"
    headers_of_all: Mapping[str, str] = {}

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def end_headers(self) -> None:
        for name, value in self.headers_of_all.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(folder: Path, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address under which the files of `folder` are served, with `headers` said with each of them."""
    host = type("HostWithHeaders", (Host,), {"headers_of_all": headers or {}})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(host, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def built(root: Path, out: Path) -> Path:
    """The site of `root`, built into `out` as officers build it."""
    ran = ita_site("-C", root, "build", "--offline", "--out", out)
    assert ran.code == 0, ran.said
    return out


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built example."""
    return once(tmp_path_factory, "example", lambda out: built(REPOSITORY, out))


@pytest.fixture(scope="session")
def address(example: Path) -> Iterator[str]:
    """Where the example is served; ends with a slash."""
    with served(example) as root:
        yield root


def answers(address: str) -> bool:
    """Whether something lies under an address of ours; asked from here, which takes a tenth of what a browser takes."""
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - only ours
            return bool(answer.status == http.HTTPStatus.OK)
    except urllib.error.HTTPError as refusal:
        refusal.close()
        return False


@pytest.fixture(scope="session")
def chromium() -> Iterator[tuple[Browser, AbstractEventLoop]]:
    """One browser for all tests of a process, and the loop that drives it, which is set aside."""
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        loop = get_running_loop()
        _set_running_loop(None)
        yield running, loop
        _set_running_loop(loop)
        running.close()


@pytest.fixture(scope="module")
def browser(chromium: tuple[Browser, AbstractEventLoop]) -> Iterator[Browser]:
    """The browser with nothing open, whose loop counts as running in this thread while the tests of a module last.

    Tests of other modules want a loop of their own, and Python runs no two in one thread.
    """
    running, loop = chromium
    _set_running_loop(loop)
    yield running
    for context in running.contexts:
        context.close()
    _set_running_loop(None)
