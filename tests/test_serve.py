"""The live preview: a save shows, a broken save says what is wrong, the next save mends it."""

from __future__ import annotations

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from runner import environment, ita_site
from tiny import ITEM, URL, tiny

PAGE = "/2566/moit01/"
PATIENCE = 180
"""Seconds until a page must have changed; generous, since this is no benchmark."""
PAUSE = 0.2
"""Seconds between two looks, which take time from the builds that they wait for."""


def free_port() -> int:
    """One that the system gives to nobody unasked, and that other processes of the tests look for elsewhere."""
    for port in range(20_000 + os.getpid() % 10_000, 32_000):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no port is free")


class Preview:
    def __init__(self, site: Path) -> None:
        self.site = site
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "ita_site.cli", "-C", str(site), "serve", "--port", str(self.port)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
            env=environment(PYTHONWARNINGS="ignore"),
        )  # fmt: skip
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)

    def shows(self, page: str, words: str) -> str:
        """Wait until a page holds `words`; give the page."""
        seen = ""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{page}", timeout=60) as answer:
                    seen = answer.read().decode()
            except (urllib.error.URLError, ConnectionError):
                pass
            if words in seen:
                return seen
            time.sleep(PAUSE)
        raise AssertionError(f"{page} never showed {words!r}; it said: {self.said()}")

    def lacks(self, page: str, words: str) -> None:
        end = time.monotonic() + PATIENCE
        while words in self.shows(page, ""):
            assert time.monotonic() < end, f"{page} still shows {words!r}"
            time.sleep(PAUSE)

    def said(self) -> str:
        lines = []
        while not self.lines.empty():
            lines.append(self.lines.get())
        return "".join(lines)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)


def previewed(folder: Path) -> Iterator[Preview]:
    """A preview of a small site that will stand in a folder of its host."""
    site = tiny(folder)
    config = site / "site_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace(URL, f"{URL}ita/"), encoding="utf-8")
    running = Preview(site)
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.wait()
    assert running.process.stdout is not None
    running.process.stdout.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview for all tests that leave a good site, in which MOIT1 is still MOIT1."""
    yield from previewed(tmp_path_factory.mktemp("site"))


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    yield from previewed(tmp_path)


def test_saves_good_and_broken(shared: Preview) -> None:
    item = shared.site / ITEM
    good = item.read_text(encoding="utf-8")
    shared.shows(PAGE, "MOIT1")

    item.write_text(good.replace("owner: ", "owner: กองที่เพิ่งเปลี่ยน "), encoding="utf-8")
    shared.shows(PAGE, "กองที่เพิ่งเปลี่ยน")

    item.write_text(good + "\tx: 1\n", encoding="utf-8")
    shared.shows(PAGE, "ITA105")
    assert "ITA105" in shared.said()

    item.write_text(good, encoding="utf-8")
    shared.lacks(PAGE, "ITA105")
    shared.lacks(PAGE, "กองที่เพิ่งเปลี่ยน")


def test_criteria_are_seen_in_a_folder_that_was_not_there(shared: Preview) -> None:
    own, aside = shared.site / "criteria", shared.site / "aside"
    own.rename(aside)
    shared.shows("/2566/o12/", "O12")  # of the criteria that come with the program
    aside.rename(own)
    shared.shows(PAGE, "MOIT1")
    criteria = own / "2566.yml"
    good = criteria.read_text(encoding="utf-8")
    criteria.write_text(good.replace("นโยบายการเปิดเผยข้อมูล", "นโยบายข้อมูลเปิด"), encoding="utf-8")
    shared.shows(PAGE, "นโยบายข้อมูลเปิด")


def test_a_broken_configuration_stands_on_top_of_every_page_until_it_is_mended(shared: Preview) -> None:
    config = shared.site / "site_config.yml"
    good = config.read_text(encoding="utf-8")
    shared.shows(PAGE, "MOIT1")
    config.write_text(good.replace("years:", "yeers:"), encoding="utf-8")
    for page in ("/", PAGE):
        broken = shared.shows(page, "yeers")
        assert "ita-trouble" in broken
    config.write_text(good, encoding="utf-8")
    shared.lacks("/", "yeers")
    assert shared.process.poll() is None


def test_content_that_goes_away_and_comes_back(shared: Preview) -> None:
    shared.shows(PAGE, "MOIT1")
    content, aside = shared.site / "content", shared.site / "aside"
    content.rename(aside)
    shared.shows(PAGE, "ita-trouble")
    aside.rename(content)
    shared.lacks(PAGE, "ita-trouble")
    item = shared.site / ITEM
    good = item.read_text(encoding="utf-8")
    item.write_text(good.replace("owner: ", "owner: กองที่เปลี่ยนอีก "), encoding="utf-8")
    shared.shows(PAGE, "กองที่เปลี่ยนอีก")


def test_ctrl_c_stops_it_and_a_taken_port_is_said(preview: Preview) -> None:
    preview.shows("/", "</html>")
    assert "http://127.0.0.1" in preview.said()
    with pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(f"http://127.0.0.1:{preview.port}/nothing/here/", timeout=60)
    with missing.value:  # dressed as the others are, though the site will stand in a folder
        assert 'href="/assets/site.css"' in missing.value.read().decode()
    second = ita_site("-C", preview.site, "serve", "--port", str(preview.port))
    assert second.code == 2
    assert str(preview.port) in second.err
    assert "http://" not in second.out
    preview.stop()
    assert preview.process.returncode == 0
    assert "Traceback" not in preview.said()
