"""The built site before anyone sees it: our own pass over its files, and LinkChecker over it as a program."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from runner import REPOSITORY, environment, ita_site
from tiny import tiny

from ita_site import built
from ita_site.built import broken_links, check_built
from ita_site.built import crawl as crawl_module
from ita_site.built.crawl import crawl
from ita_site.built.html import read_page
from ita_site.commands.crawl import lines, tell
from ita_site.config import open_site
from ita_site.errors import EngineError
from ita_site.style import Style

SITE = "https://ita.agency.example/"
PICTURE = b"\x89PNG\r\n\x1a\n"

FAULTS = {
    # page: what is put into it, the address as told, its kind, where it leads
    3: ('<a href="../p999/">x</a>', "../p999/", "page", "p999/"),
    17: ('<a href="../P004/">x</a>', "../P004/", "page", "P004/"),
    31: ('<a href="../p004/#no">x</a>', "../p004/#no", "anchor", "p004/#no"),
    44: ('<a href="#ไม่มี">x</a>', "#ไม่มี", "anchor", "p044/#ไม่มี"),
    58: ('<a href="../files/no.pdf">x</a>', "../files/no.pdf", "asset", "files/no.pdf"),
    72: ('<img src="../files/no.png" alt="">', "../files/no.png", "asset", "files/no.png"),
    90: ('<img srcset="../files/a.png 1x, ../files/a@2x.png 2x" src="../files/a.png" alt="">', "../files/a@2x.png", "asset", "files/a@2x.png"),
    111: ('<video poster="../files/no.jpg"></video>', "../files/no.jpg", "asset", "files/no.jpg"),
    130: ('<form action="../send/"></form>', "../send/", "page", "send/"),
    152: ('<p style="background: url(../files/no.webp)">x</p>', "../files/no.webp", "asset", "files/no.webp"),
    175: ('<meta http-equiv="refresh" content="0; url=../moved/">', "../moved/", "page", "moved/"),
    199: ('<link rel="canonical" href="https://ita.agency.example/p199x/">', "https://ita.agency.example/p199x/", "page", "p199x/"),
    222: ('<a href="http://ITA.agency.example/gone/">x</a>', "http://ITA.agency.example/gone/", "page", "gone/"),
    250: ('<script src="../assets/no.js"></script>', "../assets/no.js", "asset", "assets/no.js"),
}  # fmt: skip
"""The fifteenth stands in the style sheet. All other pages, and `FINE` on each, are without faults."""

FINE = """
<a href="">same</a> <a href="#">top</a> <a href="#top">top</a> <a href="#:~:text=x">text</a> <a href="#name">name</a>
<a name="name">x</a> <a href="#%E0%B8%97%E0%B8%B5%E0%B9%88">ที่</a> <h2 id="ที่">ที่</h2> <a href="../p004">no slash</a>
<a href="../p004/index.html?q=1#h">query</a> <a href="/p004/">rooted</a> <a href="//ita.agency.example/p004/#h">h</a>
<a href="https://www.ita.agency.example/no/">other</a> <a href="mailto:a@b.example">m</a> <a href="tel:+66">t</a>
<a href="javascript:void(0)">j</a> <a href="data:text/plain,x">d</a> <a href="../files/%E0%B8%81%20%E0%B8%82.pdf#page=2">ก ข</a>
<a href=" ../p004/
">blanks</a> <a href="../p005/?a=1&amp;b=2">amp</a> <img src="data:image/png;base64,AA==" alt=""> <img src="../files/a.png" alt="">
<img srcset="data:image/png;base64,AA,A= 1x, ../files/a.png 2x" alt=""><style>p { background: url("../files/a.png") }</style>
<!-- <a href="comment/">x</a> --><script>var a = '<a href="script/">';</script><pre>&lt;a href="text/"&gt;</pre>
<svg><use href="#ที่"></use><use xlink:href="#ที่"></use></svg><link rel="preconnect" href="/no/">
<link rel="manifest" href="../site.webmanifest"><object data="../files/a.png"></object><p data="x" cite="">x</p>
"""


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of 300 pages under a menu, with 15 faults."""
    folder = tmp_path_factory.mktemp("spoilt")
    menu = "".join(f'<a href="../p{n:03}/">{n}</a> ' for n in range(1, 61))
    names = [f"p{n:03}" for n in range(1, 301)]
    for n, name in enumerate(names, 1):
        fault = FAULTS[n][0] if n in FAULTS else ""
        after = f'<a href="../{names[n % 300]}/">next</a>'
        text = (
            f'<!doctype html><html lang="th"><head><meta charset="utf-8"><title>{n}</title><link rel="stylesheet" href="../assets/a.css">'
            f'<link rel="canonical" href="{SITE}{name}/"></head><body><nav>{menu}</nav><h1 id="h">หน้า {n}</h1>{after}{FINE}{fault}</body></html>'
        )
        (folder / name).mkdir(parents=True)
        (folder / name / "index.html").write_text(text, encoding="utf-8")
    (folder / "assets").mkdir()
    (folder / "files").mkdir()
    for picture in ("a.png", "ก ข.pdf"):
        (folder / "files" / picture).write_bytes(PICTURE)
    fault = "a{background:url('../files/no-css.png')}"
    css = f"/* url(comment.png) */ @font-face{{src:url(../files/a.png#x) format('woff2')}} b{{background:url(data:image/png;base64,AA)}}{fault}"
    (folder / "assets/a.css").write_text(css, encoding="utf-8")
    (folder / "site.webmanifest").write_text(
        '{"start_url": "./p001/", "icons": [{"src": "files/a.png"}]}', encoding="utf-8"
    )
    (folder / "index.html").write_text('<a href="p001/">1</a>', encoding="utf-8")
    (folder / "404.html").write_text('<a href="/">home</a><a href="#x">x</a><p id="x"></p>', encoding="utf-8")
    return folder


def small(folder: Path, **pages: str) -> Path:
    """A site of a few files: `index` is the first page, `a_b` the page `a/b/`."""
    for name, text in pages.items():
        path = folder / ("index.html" if name == "index" else f"{name.replace('_', '/')}/index.html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_every_seeded_fault_is_found_and_nothing_else(spoilt: Path) -> None:
    expected = {(f"p{n:03}/", address, kind, target) for n, (_, address, kind, target) in FAULTS.items()}
    expected.add(("assets/a.css", "../files/no-css.png", "asset", "files/no-css.png"))
    assert len(expected) == 15
    found = broken_links(spoilt, SITE)
    assert {(one.page, one.address, one.kind, one.target) for one in found} == expected
    assert len(found) == 15


@pytest.mark.parametrize("url", ["https://agency.example/ita", "https://agency.example/ita/"])
def test_a_site_below_a_folder(tmp_path: Path, url: str) -> None:
    small(
        tmp_path,
        index='<a href="/ita/a/">x</a> <a href="/elsewhere/">x</a> <a href="https://agency.example/ita/b/">x</a> <a href="/ita/c/">x</a>',
        a='<a href="../">x</a> <a href="../../">x</a> <a href="../../ita/">x</a>',
    )
    (tmp_path / "404.html").write_text('<link rel="stylesheet" href="/ita/a.css"><a href="a/">x</a>', encoding="utf-8")
    assert [(one.page, one.target) for one in broken_links(tmp_path, url)] == [
        ("404.html", "a.css"),
        ("404.html", "no/such/a/"),
        ("", "b/"),
        ("", "c/"),
    ]


@pytest.mark.parametrize("url", ["", "ita.agency.example"])
def test_a_site_whose_address_is_not_known_yet(tmp_path: Path, url: str) -> None:
    small(tmp_path, index='<a href="a/">x</a> <a href="b/">x</a>', a="")
    assert [one.target for one in broken_links(tmp_path, url)] == ["b/"]


def test_the_nearest_is_named(tmp_path: Path) -> None:
    small(tmp_path, index='<a href="Contact.html">x</a>', contact="")
    (one,) = broken_links(tmp_path, SITE)
    assert "contact/" in one.fix.th
    assert "contact/" in one.fix.en


def test_a_base_element_is_heeded(tmp_path: Path) -> None:
    small(tmp_path, index="", a_b='<base href="/a/"><a href="b/">x</a><a href="c/">x</a>')
    assert [one.target for one in broken_links(tmp_path, SITE)] == ["a/c/"]


def test_hostile_pages_are_read_to_the_end(tmp_path: Path) -> None:
    small(
        tmp_path,
        index="<a href=x/><a href='" + "a" * 200_000 + "'>" + "<div>" * 2_000 + '<a href="y/">' + "\x00\ud7ff",
        a="<meta http-equiv=refresh content=\"\"><a href='http://[/'><a href='http://'><a href><img srcset=',,,'>",
    )
    (tmp_path / "b.html").write_bytes(b"\xff\xfe<a href=z/>")
    (tmp_path / "x.webmanifest").write_text("[" * 100_000, encoding="utf-8")
    assert {"x/", "y/", "z/"} <= {one.target for one in broken_links(tmp_path, SITE)}


@pytest.mark.parametrize(
    "html",
    [
        '<svg><use xlink:href="x.svg#a"></use></svg>',
        '<svg><image href="x.svg"></image></svg>',
        '<object data="x.svg"></object>',
        '<iframe src="x.svg"></iframe>',
        '<source srcset="x.svg 2x">',
        '<link rel="preload" imagesrcset="x.svg 1x">',
        '<link rel="icon" href="x.svg">',
        '<button formaction="x.svg">x</button>',
        '<track src="x.svg">',
        '<area href="x.svg">',
        '<blockquote cite="x.svg">x</blockquote>',
        '<meta property="og:image" content="https://ita.agency.example/x.svg">',
        '<style>@import "x.svg";</style>',
        '<noscript><img src="x.svg"></noscript>',
        '<body background="x.svg">',
    ],
)
def test_every_way_to_name_an_address(tmp_path: Path, html: str) -> None:
    small(tmp_path, index=html)
    assert [(one.target, one.kind) for one in broken_links(tmp_path, SITE)] == [("x.svg", "asset")]


def test_names_and_ids_are_told_apart() -> None:
    read = read_page('<a name="a"></a><input name="b"><p id="c"></p><p id=""></p><template id="d"></template>')
    assert read.names == {"a", "c", "d"}


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="cannot read the built site"):
        broken_links(tmp_path / "no", SITE)


def test_a_page_that_cannot_be_read(tmp_path: Path) -> None:
    small(tmp_path, index="")
    (tmp_path / "circle.html").symlink_to("circle.html")  # not even root can open it
    with pytest.raises(EngineError, match="cannot read the built site"):
        broken_links(tmp_path, SITE)


class Counting(BaseHTTPRequestHandler):
    """A host that is not to be asked."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    do_HEAD = do_GET  # noqa: N815 - the server asks for this name

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def outsider() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    server = HTTPServer(("127.0.0.1", 0), type("Asked", (Counting,), {"asked": asked}))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_linkchecker_over_a_site(
    tmp_path: Path, outsider: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real program: what it finds, what it calls broken and is not, whom it asks, and whose wishes it minds."""
    address, asked = outsider
    home = tmp_path / "home"
    (home / ".config/linkchecker").mkdir(parents=True)
    (home / ".config/linkchecker/linkcheckerrc").write_text(
        "[filtering]\nignore=.*\n[output]\nlog=none\n", encoding="utf-8"
    )
    for name, value in (
        ("HOME", str(home)),
        ("http_proxy", address),
        ("HTTP_PROXY", address),
        ("LANGUAGE", "de"),
        ("PYTHONWARNINGS", "error"),
    ):
        monkeypatch.setenv(name, value)
    site = small(
        tmp_path / "site",
        index=f'<a href="a/">x</a> <a href="a">no slash</a> <a href="ก ข/">x</a> <a href="{address}x/">out</a> <img src="{address}x.png" alt="">'
        '<a href="mailto:a@gone.example">m</a> <a href="gone/">x</a> <link rel="stylesheet" href="a.css"> <a href="b/#no">x</a> <a href="b/?a;b">x</a>',
        a='<a href="../">x</a> <a href="../A/">x</a>',
        b='<a href="../gone/">again</a> <a href="q%3Fr/">x</a>',
        **{"ก ข": "", "b_q?r": ""},
    )  # fmt: skip
    (site / "a.css").write_text("p{background:url(no.png)}", encoding="utf-8")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    found = {(one.page, one.address, one.kind, one.target) for one in crawl(site)}
    assert found == {
        ("", "gone/", "page", "gone/"), ("a/", "../A/", "page", "A/"), ("a.css", "no.png", "asset", "no.png"),
    }  # fmt: skip
    assert asked == []
    assert list(home.rglob("*linkchecker*")) == [
        home / ".config/linkchecker",
        home / ".config/linkchecker/linkcheckerrc",
    ]
    assert list(scratch.iterdir()) == []


def test_what_both_passes_find_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small(tmp_path, index='<a href="gone/">x</a> <a href="a/#no">x</a>', a="")
    both, only_ours = broken_links(tmp_path, SITE)
    only_theirs = replace(both, address="other/", target="other/")
    monkeypatch.setattr(built, "crawl_with_linkchecker", lambda _: [both, only_theirs])
    assert check_built(tmp_path, SITE) == [both, only_ours, only_theirs]


def test_a_missing_program_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small(tmp_path / "site", index="")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr("sysconfig.get_path", lambda _: str(tmp_path))
    with pytest.raises(EngineError) as error:
        crawl(tmp_path / "site")
    assert "ไม่พบโปรแกรม linkchecker" in error.value.message.th
    assert "is not there" in error.value.message.en


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("sleep 600", "did not finish"),
        ("echo oh dear >&2; exit 2", "oh dear"),
        ("exit 0", "exit code 0"),
        ("echo '# Stopped checking at noon'", "asked for no page"),
    ],
)
def test_a_program_that_fails_is_no_clean_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, words: str
) -> None:
    """A program of that name that does not do its work: a green light must not come of it."""
    small(tmp_path / "site", index="")
    program = tmp_path / "linkchecker"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr(crawl_module, "FIRST_SECONDS", 0.5 if script.startswith("sleep") else 60)
    started = time.monotonic()
    with pytest.raises(EngineError, match=words):
        crawl(tmp_path / "site")
    assert time.monotonic() - started < 300


def test_nothing_is_broken_in_the_example(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = tell(example, open_site(REPOSITORY).config.site.url)
    said = capsys.readouterr().out
    assert (code, "✓ ทุกลิงก์" in said) == (0, True), said


def test_a_site_with_broken_links_is_left_and_told(tmp_path: Path) -> None:
    site = tiny(tmp_path / "site")
    page = site / "content/pages/contact.md"
    page.parent.mkdir()
    page.write_text("# ติดต่อ\n\n[ก](nothing.md) [ข](#ไม่มี)\n", encoding="utf-8")
    ran = ita_site("-C", site, "build", "--offline", "--crawl")
    assert ran.code == 1, ran.said
    assert "/pages/contact/: ลิงก์ «../nothing/»" in ran.out
    assert "/pages/contact/: ลิงก์ «#" in ran.out
    assert "เสีย 2 แห่ง" in ran.out
    assert (site / "build/site/index.html").is_file()


def test_a_fault_of_the_menu_is_told_once(tmp_path: Path) -> None:
    small(tmp_path, **{f"p{n}": '<a href="/gone/">x</a>' for n in range(9)})
    told = "".join(lines(broken_links(tmp_path, SITE), Style()))
    assert told.count("\n") == 3
    assert "อีก 8 หน้า" in told


def running_in(folder: Path) -> list[str]:
    """Command lines of processes that name a folder."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = place.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if str(folder) in words and "linkchecker" in words:
            found.append(words)
    return found


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks into /proc")
def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    site, scratch = tiny(tmp_path / "site"), tmp_path / "scratch"
    scratch.mkdir()
    running = subprocess.Popen(
        [sys.executable, "-m", "ita_site.cli", "-C", str(site), "build", "--offline", "--crawl"],
        env=environment(TMPDIR=str(scratch), PYTHONWARNINGS="ignore"), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, encoding="utf-8",
    )  # fmt: skip
    end = time.monotonic() + 120
    while not running_in(scratch) and running.poll() is None and time.monotonic() < end:
        time.sleep(0.1)
    assert running_in(scratch)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=120)
    assert running.returncode == 130, out + err
    assert "Traceback" not in out + err
    assert running_in(scratch) == []
    assert list(scratch.glob("ita-site-*")) == []


def test_the_program_stands_beside_this_python() -> None:
    assert shutil.which("linkchecker", path=str(Path(sys.executable).parent))
