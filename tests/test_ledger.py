"""What is remembered of links: the ledger as a file, and runs that are cut short."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runner import environment, ita_site
from test_permissions import bound_by_permissions
from tiny import tiny

from ita_site.errors import EngineError
from ita_site.evidence.ledger import LEDGER, LONGEST_LINE, read_ledger, write_ledger
from ita_site.evidence.observation import Observation, Verdict

HOST = "127.0.0.62"
DAY = datetime(2026, 3, 1, 8, tzinfo=UTC)
LINE = '{"url": "https://a.example/x", "verdict": "ok", "reason": "opens", "last_checked": "2026-03-01T08:00:00Z"}'

moments = st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2400, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
words = st.text(max_size=40)
observations = st.builds(
    Observation, url=st.text(min_size=1, max_size=60), verdict=st.sampled_from(Verdict), reason=st.text(min_size=1, max_size=20),
    status=st.none() | st.integers(0, 999), final_url=words, type=words, bytes=st.none() | st.integers(0, 2**60), sha256=st.none() | words.filter(bool),
    etag=words, last_modified=words, ms=st.none() | st.integers(0, 10**9), detail=words,
    first_seen=moments, last_checked=moments, last_ok=moments, replaced_on=moments,
)  # fmt: skip


def seen(url: str = "https://a.example/x", day: datetime = DAY, **more: Any) -> Observation:
    settings: dict[str, Any] = {
        "verdict": Verdict.OK,
        "reason": "opens",
        "first_seen": day,
        "last_checked": day,
        "last_ok": day,
    }
    return Observation(url, **(settings | more))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ledger")


@given(st.lists(observations, max_size=6, unique_by=lambda o: o.url))
def test_what_is_written_is_read_again(folder: Path, kept: list[Observation]) -> None:
    write_ledger(folder, kept)
    assert read_ledger(folder) == {o.url: o for o in kept}
    if kept:
        lines = (folder / LEDGER).read_text(encoding="utf-8").splitlines()
        assert len(lines) == len(kept), "one line a link, for every program that reads lines"
        assert [json.loads(line)["url"] for line in lines] == sorted(o.url for o in kept)


@given(st.text(alphabet=st.characters(codec=None), max_size=30))
def test_an_address_of_any_signs_is_kept(folder: Path, text: str) -> None:
    write_ledger(folder, [seen(f"https://a.example/{text}")])
    assert set(read_ledger(folder)) == {f"https://a.example/{text}"}


@given(st.binary(max_size=300) | st.text().map(lambda t: f'{{"url": "x", {t}'.encode("utf-8", "replace")))
def test_any_bytes_are_read_without_harm(folder: Path, data: bytes) -> None:
    (folder / LEDGER).write_bytes(data + b"\n" + LINE.encode() + b"\n")
    assert read_ledger(folder)["https://a.example/x"].reason == "opens"


def test_an_address_cannot_smuggle_in_a_line(tmp_path: Path) -> None:
    for sign in ("\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1e"):
        link = f"https://a.example/{sign}{LINE.replace('a.example', 'b.example')}{sign}"
        write_ledger(tmp_path, [seen(link)])
        assert list(read_ledger(tmp_path)) == [link], repr(sign)


@pytest.mark.parametrize("line", [
    "<<<<<<< HEAD", "=======", ">>>>>>> main", "", "{", "[]", "null", "{}", '"x"', "\0", "\x1b[2J", "{" * 5000, "[" * 100_000,
    '{"url": "https://b.example/"}', LINE.replace('"ok"', '"fine"'), LINE.replace('"opens"', "7"), LINE.replace("2026-03-01T08:00:00Z", "yesterday"),
    LINE.replace("2026", "9999"), LINE.replace("2026", "0001"), LINE.replace("2026", "2569"), LINE[:-1] + ', "status": "200"}', LINE[:-1] + ', "status": true}',
    LINE[:-1] + ', "bytes": 1.5}', LINE[:-1] + ', "bytes": ' + "9" * 5000 + "}", LINE[:-1] + ', "ms": NaN}', LINE[:-1] + ', "detail": {"a": 1}}', LINE[:-1],
    LINE[:-1] + ', "detail": "' + "x" * LONGEST_LINE + '"}', LINE.replace('"https://a.example/x"', "null"),
])  # fmt: skip
def test_a_line_that_cannot_be_read_is_passed_over(tmp_path: Path, line: str) -> None:
    good = LINE.replace("a.example", "good.example")
    (tmp_path / LEDGER).write_text(f"{line}\n{good}\n{line}\n", encoding="utf-8")
    assert list(read_ledger(tmp_path)) == ["https://good.example/x"]


def test_what_editors_and_branches_do_to_a_ledger(tmp_path: Path) -> None:
    later = LINE.replace("03-01", "03-02").replace('"ok"', '"broken"')
    unknown = LINE.replace("a.example", "c.example")[:-1] + ', "colour": "red", "status": null}'
    text = "\r\n".join(["<<<<<<< HEAD", later, "=======", LINE, ">>>>>>> theirs", unknown, LINE])
    (tmp_path / LEDGER).write_bytes(b"\xef\xbb\xbf" + text.encode())
    found = read_ledger(tmp_path)
    assert {url: o.verdict for url, o in found.items()} == {
        "https://a.example/x": "broken",
        "https://c.example/x": "ok",
    }
    (tmp_path / LEDGER).write_bytes(LINE.encode().replace(b"opens", b"\xbb\xd4\xb4") + b"\n")
    assert set(read_ledger(tmp_path)) == {"https://a.example/x"}


def test_union_merge_of_two_branches(tmp_path: Path) -> None:
    """Git's union driver leaves both branches' lines; the later look at each link counts, whatever their order."""
    ours = [seen("https://a.example/"), seen("https://b.example/", DAY + timedelta(days=2), verdict=Verdict.BROKEN)]
    theirs = [
        seen("https://a.example/", DAY + timedelta(days=1), detail="theirs"),
        seen("https://b.example/"),
        seen("https://c.example/"),
    ]
    lines = []
    for branch in (ours, theirs):
        write_ledger(tmp_path, branch)
        lines += (tmp_path / LEDGER).read_text(encoding="utf-8").splitlines(keepends=True)
    wanted = {"https://a.example/": theirs[0], "https://b.example/": ours[1], "https://c.example/": theirs[2]}
    for merged in (lines, lines[::-1]):
        (tmp_path / LEDGER).write_text("".join(merged), encoding="utf-8")
        assert read_ledger(tmp_path) == wanted


def test_a_ledger_is_only_written_when_it_changes(tmp_path: Path) -> None:
    assert not write_ledger(tmp_path, [])
    assert not (tmp_path / LEDGER).exists()
    assert write_ledger(tmp_path, [seen("https://b.example/"), seen()])
    before = (tmp_path / LEDGER).stat().st_ino
    assert not write_ledger(tmp_path, [seen(), seen("https://b.example/")])
    assert (tmp_path / LEDGER).stat().st_ino == before
    assert [path.name for path in tmp_path.iterdir()] == [LEDGER]


def test_a_ledger_that_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text(LINE, encoding="utf-8")
    (tmp_path / LEDGER).symlink_to(tmp_path / "elsewhere")
    assert read_ledger(tmp_path) == {}
    with pytest.raises(EngineError):
        write_ledger(tmp_path, [seen()])
    assert (tmp_path / "elsewhere").read_text(encoding="utf-8") == LINE
    (tmp_path / LEDGER).unlink()
    os.mkfifo(tmp_path / LEDGER)
    assert read_ledger(tmp_path) == {}


def test_a_final_address_of_any_length_does_not_lose_the_link(tmp_path: Path) -> None:
    write_ledger(tmp_path, [seen(final_url="https://a.example/" + "x" * 100_000)])
    assert read_ledger(tmp_path)["https://a.example/x"].final_url == ""


# Whole runs.


class World(socketserver.ThreadingTCPServer):
    """Answers `/fast…` and everything else never."""

    daemon_threads = True

    def __init__(self, together: int) -> None:
        super().__init__((HOST, 0), Answering)
        self.is_hanging = threading.Event()
        """Set when it was asked for what it never answers."""
        self.meeting = threading.Barrier(together, timeout=60)
        """So many must ask before one of them gets an answer."""

    def link(self, path: str) -> str:
        return f"http://{HOST}:{self.server_address[1]}{path}"


class Answering(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        world = self.server
        assert isinstance(world, World)
        if b"/fast" in self.rfile.readline():
            world.meeting.wait()
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 9\r\n\r\n%PDF-1.4\n")
        else:
            world.is_hanging.set()
            self.rfile.read()


@contextmanager
def a_world(together: int = 1) -> Iterator[World]:
    with World(together) as world:
        thread = threading.Thread(target=world.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield world
        finally:
            world.shutdown()
            thread.join()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site of two items that may open the world's address, one link after the other, in the order of the items."""
    site = tiny(tmp_path / "site")
    with (site / "site_config.yml").open("a", encoding="utf-8") as config:
        config.write(f"evidence:\n  allow_hosts: [{HOST}]\n  manners: {{per_host: 1}}\n")
    return site


def cite(site: Path, *links: str) -> None:
    """Let the items cite these links."""
    for item, link in zip(("moit01", "moit02"), links, strict=False):
        file = site / f"content/2566/items/{item}.yml"
        text = re.sub(r"    file: .*", f"    url: {link}", file.read_text(encoding="utf-8"))
        file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_keeps_what_it_knows(small: Path, number: signal.Signals) -> None:
    with a_world() as world:
        fast, slow = world.link("/fast.pdf"), world.link("/slow.pdf")
        cite(small, fast, slow)
        words = [sys.executable, "-X", "dev", "-m", "ita_site.cli", "-C", str(small), "check"]
        told = environment(PYTHONWARNINGS="default")
        with subprocess.Popen(words, stdout=-1, stderr=-1, text=True, encoding="utf-8", env=told) as run:
            assert world.is_hanging.wait(120)  # for the second link, so the first is done with
            threading.Event().wait(1)  # until nothing is left to do but to wait
            run.send_signal(number)
            out, err = run.communicate(timeout=120)
    assert run.returncode == 128 + number, err
    assert set(read_ledger(small)) == {fast}
    assert list(small.glob(f".{LEDGER}*")) == []
    for noise in ("Traceback", "Warning", "never retrieved", "Unclosed", "ExceptionGroup", "destroyed"):
        assert noise not in out + err, err


def test_runs_at_once_leave_a_whole_ledger(small: Path) -> None:
    """Two that open the same links at the same time, so that they write at nearly the same time."""
    with a_world(together=2) as world, ThreadPoolExecutor(2) as pool:
        links = [world.link("/fast1.pdf"), world.link("/fast2.pdf")]
        cite(small, *links)
        ran = list(pool.map(lambda _: ita_site("-C", small, "check"), range(2)))
    assert {one.code for one in ran} == {0}, ran
    assert set(read_ledger(small)) == set(links)
    assert len((small / LEDGER).read_text(encoding="utf-8").splitlines()) == 2
    assert list(small.glob(f".{LEDGER}*")) == []


def test_a_folder_that_may_not_be_written(small: Path) -> None:
    with a_world() as world:
        cite(small, world.link("/fast.pdf"))
        small.chmod(0o555)
        ran = ita_site("-C", small, "check", preexec_fn=bound_by_permissions())
        small.chmod(0o755)
    assert (ran.code, "สิทธิ์ของโฟลเดอร์" in ran.err, "Traceback" in ran.said) == (0, True, False), ran.said
    assert not (small / LEDGER).exists()


def test_links_no_longer_cited_leave_the_ledger(small: Path) -> None:
    write_ledger(small, [seen("https://gone.agency.example/old.pdf")])
    with a_world() as world:
        link = world.link("/fast.pdf")
        cite(small, link)
        ita_site("-C", small, "check")
    assert set(read_ledger(small)) == {link}


@pytest.mark.skipif(os.geteuid() != 0 or sys.platform != "linux", reason="needs a small disk of its own")
def test_a_full_disk_is_told_and_the_old_ledger_stays(small: Path) -> None:
    room = small.parent / "small"
    room.mkdir()
    size = sum(path.stat().st_size + 4096 for path in small.rglob("*")) // 1024 + 300
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}k", "none", str(room)], check=False, capture_output=True
    ).returncode:
        pytest.skip("no disk may be mounted here")
    try:
        with a_world() as world:
            cite(small, world.link("/fast.pdf"))
            site = shutil.copytree(small, room / "site")
            write_ledger(site, [seen("https://gone.agency.example/old.pdf")])
            before = (site / LEDGER).read_bytes()
            with pytest.raises(OSError, match="space"):
                (room / "filler").write_bytes(bytes(4_000_000))
            ran = ita_site("-C", site, "check")
        assert (ran.code, "ตรวจเนื้อที่ดิสก์" in ran.err) == (0, True), ran.said
        assert (site / LEDGER).read_bytes() == before
    finally:
        subprocess.run(["umount", str(room)], check=True)
