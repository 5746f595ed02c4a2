"""The live preview: a save shows, a broken save says what is wrong, the next save mends it."""

from __future__ import annotations

import queue
import re
import shutil
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

COMPLETE = Path(__file__).parent / "sites" / "complete"
PATIENCE = 40
"""Seconds until a page must have changed; generous, since this is no benchmark."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Preview:
    def __init__(self, site: Path) -> None:
        self.site = site
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "ita_site.cli", "-C", str(site), "serve", "--port", str(self.port)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", env=environment(PYTHONWARNINGS="ignore"),
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
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{page}", timeout=10) as answer:
                    seen = answer.read().decode()
            except (urllib.error.URLError, ConnectionError):
                pass
            if words in seen:
                return seen
            time.sleep(0.05)
        raise AssertionError(f"{page} never showed {words!r}; it said: {self.said()}")

    def lacks(self, page: str, words: str) -> None:
        end = time.monotonic() + PATIENCE
        while words in self.shows(page, ""):
            assert time.monotonic() < end, f"{page} still shows {words!r}"
            time.sleep(0.05)

    def said(self) -> str:
        lines = []
        while not self.lines.empty():
            lines.append(self.lines.get())
        return "".join(lines)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=20)


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    site = Path(shutil.copytree(COMPLETE, tmp_path / "site"))
    config = site / "site_config.yml"
    deep = re.sub(r"(url: https://[^/\s]*)/?", r"\1/ita/", config.read_text(encoding="utf-8"), count=1)
    config.write_text(deep, encoding="utf-8")
    running = Preview(site)
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.wait()
    assert running.process.stdout is not None
    running.process.stdout.close()


def test_saves_good_and_broken(preview: Preview) -> None:
    page = "/2566/o12/"
    item = preview.site / "content/2566/items/o12.yml"
    good = item.read_text(encoding="utf-8")
    preview.shows(page, "O12")
    assert "http://127.0.0.1" in preview.said()

    item.write_text(
        good + "owner: กองที่เพิ่งเปลี่ยน\n" if "owner:" not in good else good.replace("owner: ", "owner: กองที่เพิ่งเปลี่ยน "),
        encoding="utf-8",
    )
    preview.shows(page, "กองที่เพิ่งเปลี่ยน")

    item.write_text(good + "\tx: 1\n", encoding="utf-8")
    preview.shows(page, "ITA105")
    assert "ITA105" in preview.said()

    item.write_text(good, encoding="utf-8")
    preview.lacks(page, "ITA105")

    # criteria of the agency's own are saved too, in a folder that was not there
    own = preview.site / "criteria/2566.yml"
    own.parent.mkdir()
    for name in ("ความก้าวหน้าของงาน", "ความก้าวหน้าของทุกงาน"):
        own.write_text(f"source: คู่มือ\nitems: {{O12: {{elements: {{progress: {{name: {name}}}}}}}}}\n", encoding="utf-8")
        preview.shows(page, name)


def test_a_broken_configuration_stands_on_top_of_every_page_until_it_is_mended(preview: Preview) -> None:
    config = preview.site / "site_config.yml"
    good = config.read_text(encoding="utf-8")
    preview.shows("/2566/o12/", "O12")
    config.write_text(good.replace("years:", "yeers:"), encoding="utf-8")
    for page in ("/", "/2566/o12/"):
        broken = preview.shows(page, "yeers")
        assert "ita-trouble" in broken
    config.write_text(good, encoding="utf-8")
    preview.lacks("/", "yeers")
    assert preview.process.poll() is None


def test_content_that_goes_away_and_comes_back(preview: Preview) -> None:
    page = "/2566/o12/"
    preview.shows(page, "O12")
    content, aside = preview.site / "content", preview.site / "aside"
    content.rename(aside)
    preview.shows(page, "ita-trouble")
    aside.rename(content)
    preview.lacks(page, "ita-trouble")
    item = content / "2566/items/o12.yml"
    item.write_text(item.read_text(encoding="utf-8").replace("owner: ", "owner: กองที่เพิ่งเปลี่ยน "), encoding="utf-8")
    preview.shows(page, "กองที่เพิ่งเปลี่ยน")


def test_ctrl_c_stops_it_and_a_taken_port_is_said(preview: Preview) -> None:
    preview.shows("/", "</html>")
    with pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(f"http://127.0.0.1:{preview.port}/nothing/here/", timeout=10)
    with missing.value:  # dressed as the others are, though the site will stand in a folder
        assert 'href="/assets/site.css"' in missing.value.read().decode()
    second = ita_site("-C", preview.site, "serve", "--port", str(preview.port))
    assert second.code == 2
    assert str(preview.port) in second.err
    assert "http://" not in second.out
    preview.stop()
    assert preview.process.returncode == 0
    assert "Traceback" not in preview.said()
