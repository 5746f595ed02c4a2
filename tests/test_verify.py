"""`verify`: what is live is what was checked, or the reader is told what is not, and what could not be told."""

from __future__ import annotations

import gzip
import json
import os
import ssl
import tarfile
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import brotli
import jsonschema
import pytest
from links.certificates import Authority, self_signed
from runner import ita_site

from ita_site.commands import verify
from ita_site.contracts import outputs
from ita_site.errors import ConfigError, ItaSiteError
from ita_site.findings import Gate, Report
from ita_site.release import RELEASE, Release, ReleaseError, digest_of, release_of, to_json
from ita_site.style import Style
from ita_site.verifying import local, model, web
from ita_site.verifying.compare import against, compared
from ita_site.verifying.local import read_stock, release_at
from ita_site.verifying.model import Relation, Stock, Trouble, VerifyError, release_in
from ita_site.verifying.telling import told

FILES = {
    "index.html": b"<!doctype html><title>home</title>", "404.html": b"<!doctype html><title>none</title>",
    "2566/o12/index.html": "<!doctype html><title>รายงาน</title>".encode(), "assets/site.css": b"body { color: #111 }\n" * 40,
    "files/2566/รายงาน ๑%20#1?.pdf": b"%PDF-1.4 report", "data/items.json": b"{}\n", "_headers": b"/*\n  X-Frame-Options: DENY\n",
    ".nojekyll": b"",
}  # fmt: skip
SERVED = 6
REPORT = Report(2566, 1, Gate.PUBLISH, date(2023, 9, 30), (), 45)
COMMIT = "3f2a9c1b" * 5


def lay(folder: Path, url: str = "https://www.example.go.th/ita/", **more: Any) -> Release:
    """A published site in `folder`."""
    for name, data in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    release = release_of(folder, REPORT, agency="อบต.ตัวอย่าง", url=url, commit=COMMIT)
    return write(folder, replace(release, **more))


def write(folder: Path, release: Release) -> Release:
    (folder / RELEASE).write_text(to_json(release), encoding="utf-8")
    return release


def again(folder: Path, release: Release) -> Release:
    """The list made anew, as somebody would who changed files and does not want it seen."""
    made = release_of(folder, REPORT, agency=release.agency, url=release.url, commit=release.commit)
    return write(folder, replace(made, check=release.check, as_of=release.as_of))


def troubles(stock: Stock) -> dict[str, Trouble]:
    return {difference.path: difference.trouble for difference in compared(stock).differences}


# A folder


def test_a_folder_is_what_was_checked(tmp_path: Path) -> None:
    release = lay(tmp_path)
    result = compared(read_stock(tmp_path, "live"))
    assert (result.verdict, result.compared, result.release) == ("same", len(FILES), release)
    said = told(result, Style())
    assert "✓ ตรงกันทุกไฟล์ 8 ไฟล์" in said
    assert release.digest in said
    assert COMMIT[:12] in said
    assert "30 ก.ย. 2566" in said


def _link(path: Path) -> None:
    path.unlink()
    path.symlink_to("index.html")


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(("name", "change", "trouble"), [
    ("assets/site.css", lambda p: p.write_bytes(b"x" * 840), Trouble.DIFFERENT), ("data/items.json", lambda p: p.write_bytes(b""), Trouble.DIFFERENT),
    ("_headers", lambda p: p.unlink(), Trouble.MISSING), ("new.html", lambda p: p.write_bytes(b"x"), Trouble.EXTRA), (".env", lambda p: p.write_bytes(b"x"), Trouble.EXTRA),
    ("assets/site.css", _link, Trouble.REFUSED), ("data/items.json", _pipe, Trouble.REFUSED), ("more", lambda p: p.symlink_to("data"), Trouble.REFUSED),
])  # fmt: skip
def test_a_file_that_is_not_as_it_was_is_named(
    tmp_path: Path, name: str, change: Callable[[Path], object], trouble: Trouble
) -> None:
    lay(tmp_path)
    change(tmp_path / name)
    stock = read_stock(tmp_path, "live")
    assert troubles(stock) == {name: trouble}
    result = compared(stock)
    assert result.verdict == "different"
    assert name in told(result, Style())


def test_what_a_branch_for_pages_adds_is_no_extra_file(tmp_path: Path) -> None:
    lay(tmp_path)
    (tmp_path / "CNAME").write_text("www.example.go.th\n", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/HEAD").write_text("ref", encoding="utf-8")
    assert troubles(read_stock(tmp_path, "live")) == {}


def test_a_publish_target_is_looked_at_through_its_own_link_only(tmp_path: Path) -> None:
    live = tmp_path / "releases/0007-3f2a9c1b"
    live.mkdir(parents=True)
    release = lay(live)
    (tmp_path / "current").symlink_to("releases/0007-3f2a9c1b")
    assert compared(read_stock(tmp_path, "www")).release == release
    assert release_at(tmp_path, "www") == release
    (tmp_path / "current").unlink()
    (tmp_path / "current").symlink_to("../elsewhere")
    with pytest.raises(VerifyError, match="no release that ita-site publish put there"):
        read_stock(tmp_path, "www")


def test_a_file_that_may_not_be_read_is_not_called_different(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path)

    def refused(file: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(local, "_hashed", refused)
    result = compared(read_stock(tmp_path, "live"))
    assert (result.verdict, {d.trouble for d in result.differences}) == ("unknown", {Trouble.UNKNOWN})
    assert "Permission denied" in told(result, Style())


# An archive


def packed(site: Path, path: Path, extra: Callable[[Any], object] | None = None) -> Path:
    names = [*FILES, RELEASE]
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                archive.write(site / name, name)
            if extra:
                extra(archive)
        return path
    with tarfile.open(path, "w:gz") as tar:
        for name in names:
            tar.add(site / name, name)
        if extra:
            extra(tar)
    return path


def _link_in_tar(archive: tarfile.TarFile) -> None:
    entry = tarfile.TarInfo("more")
    entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
    archive.addfile(entry)


def _link_in_zip(archive: zipfile.ZipFile) -> None:
    entry = zipfile.ZipInfo("more")
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    archive.writestr(entry, "/etc/passwd")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(("name", "extra", "want"), [
    ("a.zip", None, {}), ("a.tar.gz", None, {}), ("a.TGZ", None, {}), ("a.zip", _link_in_zip, {"more": Trouble.REFUSED}), ("a.tar.gz", _link_in_tar, {"more": Trouble.REFUSED}),
    ("a.zip", lambda a: a.writestr("x/y.txt", "1"), {"x/y.txt": Trouble.EXTRA}), ("a.zip", lambda a: a.writestr("index.html", "1"), {"index.html": Trouble.REFUSED}),
    ("a.zip", lambda a: a.writestr("../up.txt", "1"), {"../up.txt": Trouble.EXTRA}),
])  # fmt: skip
def test_an_archive_is_read_without_being_unpacked(
    tmp_path: Path, name: str, extra: Callable[[Any], object] | None, want: dict[str, Trouble]
) -> None:
    (tmp_path / "site").mkdir()
    release = lay(tmp_path / "site")
    stock = read_stock(packed(tmp_path / "site", tmp_path / name, extra), name)
    assert troubles(stock) == want
    assert stock.release == release
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["site", name])


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(("name", "data", "word"), [
    ("a.zip", b"PK\3\4 cut", "cannot be read"), ("a.tar.gz", b"\x1f\x8b\x08 cut off", "cannot be read"), ("a.zip", b"", "cannot be read"),
    ("a.tar.gz", gzip.compress(b"x" * 5000, mtime=0), "cannot be read"), ("a.txt", b"x", "neither a folder nor one of"),
])  # fmt: skip
def test_what_is_no_archive_is_told(tmp_path: Path, name: str, data: bytes, word: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(VerifyError, match=word):
        read_stock(tmp_path / name, name)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_archive_with_two_lists_or_none_has_none(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    lay(tmp_path / "site")
    twice = packed(tmp_path / "site", tmp_path / "a.zip", lambda a: a.write(tmp_path / "site" / RELEASE, RELEASE))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("index.html", "1")
    for path in (twice, tmp_path / "b.zip", tmp_path / "site/assets"):
        with pytest.raises(VerifyError, match=r"no release\.json"):
            read_stock(path, path.name)


def test_an_archive_without_end_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    lay(tmp_path / "site")
    monkeypatch.setattr(local, "MOST_BYTES", 100_000)
    bomb = packed(tmp_path / "site", tmp_path / "a.zip", lambda a: a.writestr("zeros", bytes(300_000)))
    with pytest.raises(VerifyError, match="too much"):
        read_stock(bomb, "a.zip")


# What release.json says


def altered(release: Release, change: Callable[[dict[str, Any]], object]) -> bytes:
    said = json.loads(to_json(release))
    change(said)
    return json.dumps(said).encode()


@pytest.mark.parametrize("change", [
    lambda d: d.update(format=2), lambda d: d.update(tool="other"), lambda d: d.pop("files"), lambda d: d.update(digest="sha256:00"),
    lambda d: d.update(files=[], digest=digest_of([])), lambda d: d.update(as_of="tomorrow"), lambda d: d.update(commit="HEAD"), lambda d: d["files"].append(d["files"][0]), lambda d: d.update(files={"a": 1}),
    lambda d: d["files"][0].update(path="../x"), lambda d: d["files"][0].update(path="/etc/passwd"), lambda d: d["files"][0].update(path="http://evil.example/x"),
    lambda d: d["files"][0].update(path="a//b"), lambda d: d["files"][0].update(path=""), lambda d: d["files"][0].update(path="\ud800"), lambda d: d["files"][0].update(bytes=-1), lambda d: d["files"][0].update(bytes=10**400),
    lambda d: d["files"][0].update(bytes="1"), lambda d: d["files"][0].update(bytes=True), lambda d: d["files"][0].update(sha256="z" * 64), lambda d: d["files"][0].pop("sha256"),
])  # fmt: skip
def test_a_list_that_contradicts_itself_proves_nothing(
    tmp_path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    data = altered(lay(tmp_path), change)
    with pytest.raises(ReleaseError, match=r"release\.json cannot be used"):
        release_in(data)


@pytest.mark.parametrize(("data", "word"), [
    (b"\n <!DOCTYPE html><title>404", "a web page came instead"), (b"not found", "cannot be used"), (b"", "cannot be used"), (b"\xff\xfe{", "cannot be used"),
    (b"[" * 200_000, "cannot be used"), (b'{"tool":"ita-site","format":1' + b"0" * 9000 + b"}", "cannot be used"),
    (b" " * (model.LARGEST_LIST + 1), "too large"),
])  # fmt: skip
def test_what_is_no_list_is_told(data: bytes, word: str) -> None:
    with pytest.raises(ItaSiteError, match=word) as caught:
        release_in(data)
    assert caught.value.exit_code == 1
    assert "release.json" in caught.value.message.th


# A live site

Answer = Callable[[BaseHTTPRequestHandler, bytes], None]


class Live:
    """A server of the folder `root` below `/ita/`. `special` answers paths in its own way; `asked` is what came."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.special: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def answer(self, to: BaseHTTPRequestHandler) -> None:
        self.asked.append((to.path, {name.lower(): value for name, value in to.headers.items()}))
        name = unquote(to.path).removeprefix("/ita/")
        path = self.root / (name + "index.html" if name.endswith("/") or not name else name)
        data = path.read_bytes() if path.is_file() and to.path.startswith("/ita/") else b""
        special = self.special.get(name) or self.special.get("*")
        if special:
            special(to, data)
        elif path.is_file() and to.path.startswith("/ita/") and not path.name.startswith(("_", ".")):
            sent(to, data)
        else:
            sent(to, b"gone " * 9000, 404)


def sent(to: BaseHTTPRequestHandler, data: bytes, status: int = 200, **headers: str) -> None:
    to.send_response(status)
    for name, value in headers.items():
        to.send_header(name.replace("_", "-"), value)
    to.send_header("Content-Length", str(len(data)))
    to.end_headers()
    to.wfile.write(data)


def says(data: bytes, status: int = 200, **headers: str) -> Answer:
    """Always the same answer, whatever the file holds."""

    def answer(to: BaseHTTPRequestHandler, of_file: bytes) -> None:
        sent(to, data, status, **headers)

    return answer


def quiet(count: int) -> Callable[[int, int], None]:
    def advanced(done: int, of: int) -> None:
        """Nobody looks."""

    return advanced


@contextmanager
def serving(live: Live, context: ssl.SSLContext | None = None) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            live.answer(self)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            """A client that hangs up is what some of these tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"{'https' if context else 'http'}://127.0.0.1:{server.server_port}/ita/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Live:
    monkeypatch.setattr(web, "_PAUSE", 0.01)
    (tmp_path / "www").mkdir()
    lay(tmp_path / "www")
    return Live(tmp_path / "www")


def fetched(live: Live) -> Stock:
    with serving(live) as url:
        return web.fetch_stock(url, quiet)


def test_a_live_site_is_fetched_as_a_visitor_opens_it(live: Live) -> None:
    live.special["404.html"] = lambda to, data: sent(to, data, 404, Set_Cookie="a=b")
    stock = fetched(live)
    result = compared(stock)
    assert (result.verdict, result.compared, result.unserved) == ("same", SERVED, 2)
    assert sorted(unquote(path) for path, _ in live.asked) == sorted(
        f"/ita/{name.removesuffix('index.html')}" for name in [*FILES, RELEASE] if not name.startswith(("_", "."))
    )
    assert not any("cookie" in headers for _, headers in live.asked)
    assert {headers["accept-encoding"] for _, headers in live.asked} == {"identity"}
    assert "จากภายนอกดูไม่ได้" in told(result, Style())


def _endless(to: BaseHTTPRequestHandler, data: bytes) -> None:
    to.send_response(200)
    to.send_header("Connection", "close")
    to.end_headers()
    with_more = data + bytes(64 * 1024)
    for _ in range(5000):
        to.wfile.write(with_more)
    raise AssertionError("nobody reads so far")


def _packed_with(pack: Callable[[bytes], bytes], name: str) -> Answer:
    return lambda to, data: sent(to, pack(data), Content_Encoding=name)


def zeros_in_gzip(data: bytes) -> bytes:
    return gzip.compress(bytes(30_000_000))


def zeros_in_brotli(data: bytes) -> bytes:
    return brotli.compress(bytes(3_000_000))  # type: ignore[no-any-return]


def _hang_up(to: BaseHTTPRequestHandler, data: bytes) -> None:
    to.close_connection = True
    to.connection.close()


def _cut(to: BaseHTTPRequestHandler, data: bytes) -> None:
    to.send_response(200)
    to.send_header("Content-Length", str(len(data)))
    to.end_headers()
    to.wfile.write(data[: len(data) // 2])
    to.close_connection = True


def _leads_to(place: str) -> Answer:
    return says(b"moved", 302, Location=place)


CSS = "assets/site.css"


@pytest.mark.parametrize(("answer", "want"), [
    (lambda to, data: sent(to, data + b"x"), Trouble.DIFFERENT), (lambda to, data: sent(to, data[:-1]), Trouble.DIFFERENT), (_endless, Trouble.DIFFERENT),
    (says(b"<html>login</html>"), Trouble.DIFFERENT), (lambda to, data: sent(to, data, 404), Trouble.MISSING), (lambda to, data: sent(to, data, 410), Trouble.MISSING),
    (lambda to, data: sent(to, data, 403), Trouble.UNKNOWN), (lambda to, data: sent(to, data, 500), Trouble.UNKNOWN), (_hang_up, Trouble.UNKNOWN), (_cut, Trouble.UNKNOWN),
    (_packed_with(gzip.compress, "gzip"), None), (_packed_with(zlib.compress, "deflate"), None), (_packed_with(brotli.compress, "br"), None),
    (_packed_with(zeros_in_gzip, "gzip"), Trouble.DIFFERENT), (_packed_with(zeros_in_brotli, "br"), Trouble.DIFFERENT),
    (_packed_with(lambda data: gzip.compress(data)[:-9], "gzip"), Trouble.UNKNOWN), (_packed_with(lambda data: data, "gzip"), Trouble.UNKNOWN), (_packed_with(lambda data: data, "zstd"), Trouble.UNKNOWN),
    (_leads_to("/ita/data/../assets/site.css"), Trouble.UNKNOWN), (_leads_to("http://127.0.0.2:1/x"), Trouble.UNKNOWN), (_leads_to("/ita/data/items.json"), Trouble.DIFFERENT),
])  # fmt: skip
def test_what_a_server_gives_out_for_a_file(live: Live, answer: Answer, want: Trouble | None) -> None:
    live.special[CSS] = answer
    stock = fetched(live)
    assert troubles(stock) == ({CSS: want} if want else {})
    assert compared(stock).verdict == ("same" if not want else "unknown" if want is Trouble.UNKNOWN else "different")


@pytest.mark.parametrize(("pack", "name"), [(bytes, "x-gzip"), (bytes, "gzip"), (brotli.compress, "br")])
def test_a_packed_file_is_compared_as_it_is(live: Live, pack: Callable[[bytes], bytes], name: str) -> None:
    """Some servers say of `sitemap.xml.gz` that it is packed: that is the file, not the way."""
    (live.root / "sitemap.xml.gz").write_bytes(gzip.compress(b"<urlset/>"))
    again(live.root, release_at(live.root, ""))
    live.special["sitemap.xml.gz"] = _packed_with(pack, name)
    assert troubles(fetched(live)) == {}


@pytest.mark.parametrize("trouble", [_hang_up, _cut, says(b"", 503, Retry_After="0")])
def test_what_may_pass_is_tried_again(live: Live, trouble: Answer) -> None:
    left = [trouble, trouble]
    live.special[CSS] = lambda to, data: left.pop()(to, data) if left else sent(to, data)
    assert troubles(fetched(live)) == {}
    assert sum(path.endswith(CSS) for path, _ in live.asked) == 3


def test_a_host_that_falls_silent_is_left_alone(live: Live) -> None:
    for number in range(40):
        (live.root / f"data/{number}.json").write_bytes(b"1")
    again(live.root, release_at(live.root, ""))
    live.special["*"] = _hang_up
    live.special[RELEASE] = sent
    stock = fetched(live)
    assert set(troubles(stock).values()) == {Trouble.UNKNOWN}
    # those that were under way already are asked for to the end
    assert len({path for path, _ in live.asked} - {f"/ita/{RELEASE}"}) <= web._SILENT + web.AT_ONCE


def test_only_pages_that_differ_point_at_the_host(live: Live) -> None:
    def minify(to: BaseHTTPRequestHandler, data: bytes) -> None:
        sent(to, data.replace(b"<!doctype html>", b""))

    live.special.update({"": minify, "2566/o12/": minify})
    result = compared(fetched(live))
    assert result.verdict == "different"
    assert "แก้หน้าระหว่างทาง" in told(result, Style())
    live.special[CSS] = says(b"x")
    assert "แก้หน้าระหว่างทาง" not in told(compared(fetched(live)), Style())


def test_an_old_copy_of_the_host_is_told(live: Live) -> None:
    live.special[CSS] = says(b"old", Age="7200")
    assert "cache อายุ 120 นาที" in told(compared(fetched(live)), Style())


@pytest.mark.parametrize(("answer", "word"), [
    (says(b"<h1>404</h1>", 404), "no release.json"), (says(b"<!doctype html>"), "a web page came instead"),
    (says(b"{}", 403), "the server says 403"), (says(b"", 503), "the server says 503"), (_hang_up, "cannot be opened"),
    (says(b" " * 3_000_000), "too large"), (_endless, "too large"), (_leads_to("http://127.0.0.2:1/release.json"), "leads to http://127.0.0.2:1/"),
    (_leads_to("/ita/release.json"), "cannot be opened"), (lambda to, data: sent(to, data[:-3]), "cannot be used"),
])  # fmt: skip
def test_a_site_that_does_not_tell_its_release(
    live: Live, answer: Answer, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "LARGEST_LIST", 1_000_000)
    live.special[RELEASE] = answer
    with pytest.raises(ItaSiteError, match=word) as caught:
        fetched(live)
    assert caught.value.exit_code == 1


def test_a_machine_that_is_not_there_is_not_called_different(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_PAUSE", 0.01)
    with pytest.raises(VerifyError, match="cannot be told") as caught:
        web.fetch_stock("http://127.0.0.1:1/", quiet)
    # 1 is a port that no browser opens; a free one refuses
    assert "บอกไม่ได้" in caught.value.message.th


def test_a_certificate_that_nobody_vouches_for_is_told(live: Live, tmp_path: Path) -> None:
    with (
        serving(live, self_signed("127.0.0.1").context(tmp_path)) as url,
        pytest.raises(VerifyError, match="vouches for itself"),
    ):
        web.fetch_stock(url, quiet)


def test_http_that_leads_to_https_of_the_same_host_is_followed(live: Live, tmp_path: Path) -> None:
    plain = Live(live.root)
    with serving(live, self_signed("127.0.0.1").context(tmp_path)) as secure, serving(plain) as url:
        plain.special[RELEASE] = _leads_to(secure + RELEASE)
        with pytest.raises(VerifyError, match=r"https://.* cannot be opened: the site vouches for itself"):
            web.fetch_stock(url, quiet)


@pytest.mark.parametrize("typed", ["https://", "https://user:pass@www.example.go.th/", "http://[::1"])
def test_an_address_that_cannot_be_meant_is_wrong_usage(typed: str) -> None:
    with pytest.raises(ConfigError):
        web.base_of(typed)


@pytest.mark.parametrize(("typed", "base"), [
    ("https://www.example.go.th", "https://www.example.go.th/"), ("https://www.example.go.th/ita", "https://www.example.go.th/ita/"), ("https://a.go.th/x/index.html#top", "https://a.go.th/x/"),
    ("http://a.go.th:8080/release.json?x=1", "http://a.go.th:8080/"), ("https://a.go.th/อบต/", "https://a.go.th/%E0%B8%AD%E0%B8%9A%E0%B8%95/"),
])  # fmt: skip
def test_the_first_page_of_an_address(typed: str, base: str) -> None:
    assert web.base_of(typed).wire == base


# A copy that can be trusted


@pytest.mark.parametrize(("change", "commits", "relation"), [
    ({}, (), Relation.SAME), ({"as_of": date(2023, 10, 1)}, (), Relation.NEWER), ({"as_of": date(2023, 9, 1)}, (), Relation.OLDER), ({"files": ()}, (), Relation.OTHER),
    ({"commit": "b" * 40}, (COMMIT, "b" * 40), Relation.NEWER), ({"commit": "b" * 40}, ("b" * 40, COMMIT), Relation.OLDER), ({"commit": "b" * 40}, (), Relation.OTHER),
    ({"commit": "b" * 40, "as_of": date(2023, 10, 1)}, ("b" * 40, COMMIT), Relation.OLDER), ({"check": {"counts": {}}}, (), Relation.OTHER),
])  # fmt: skip
def test_how_two_releases_stand_to_each_other(
    tmp_path: Path, change: dict[str, Any], commits: tuple[str, ...], relation: Relation
) -> None:
    copy = lay(tmp_path)
    trusted = against(replace(copy, **change), copy, "c", is_asked=False, is_before=lambda a, b: (a, b) == commits)
    assert trusted.relation is relation
    assert trusted.changed == (len(FILES) if "files" in change else 0)


@pytest.fixture
def published(tmp_path: Path) -> tuple[Path, Path]:
    """A site's folder that remembers its last publish, and what is live."""
    (tmp_path / "site/build").mkdir(parents=True)
    (tmp_path / "www").mkdir()
    write(tmp_path / "site/build", lay(tmp_path / "www"))
    return tmp_path / "site", tmp_path / "www"


def verified(
    root: Path, source: str, copy: Path | None, capsys: pytest.CaptureFixture[str]
) -> tuple[int, dict[str, Any]]:
    code = verify.run(root, source=source, copy=copy, format_="json")
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    schema = outputs()["verify"]
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(data, schema, jsonschema.Draft7Validator)
    assert (data["verdict"] == "same") == (code == 0)
    return code, data


def test_whoever_changes_files_and_their_list_is_caught(
    published: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, www = published
    code, data = verified(root, str(www), None, capsys)
    assert (code, data["trusted"]["relation"]) == (0, "same")
    (www / "data/items.json").write_bytes(b"[]\n")
    again(www, release_at(www, ""))
    code, data = verified(root, str(www), None, capsys)
    assert (code, data["differences"], data["trusted"]["files_listed_otherwise"]) == (1, [], 1)
    assert verified(root, str(www), root / "build" / RELEASE, capsys)[0] == 1
    assert verified(tmp_path, str(www), None, capsys)[0] == 0  # nothing to compare with, which is said
    assert verify.run(root, source=str(www), copy=root / "build" / RELEASE, format_="text") == 1
    assert "✕ ไม่ใช่รุ่นเดียวกับสำเนา" in capsys.readouterr().out
    assert verify.run(tmp_path, source=str(www), copy=None, format_="text") == 0
    assert "ถ้ามีผู้แก้ทั้งสองพร้อมกันจะไม่รู้" in capsys.readouterr().out


def test_a_newer_release_from_elsewhere_is_said_and_fails_only_where_it_was_asked_for(
    published: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root, www = published
    release = release_at(www, "")
    write(www, replace(release, as_of=release.as_of + timedelta(days=7), commit="b" * 40))
    code, data = verified(root, str(www), None, capsys)
    assert (code, data["trusted"]["relation"]) == (0, "live-newer")
    assert verified(root, str(www), root / "build" / RELEASE, capsys)[0] == 1
    write(www, replace(release, as_of=release.as_of - timedelta(days=7), commit="b" * 40))
    code, data = verified(root, str(www), None, capsys)
    assert (code, data["trusted"]["relation"]) == (1, "live-older")


def test_a_changed_address_in_the_list_does_not_silence_the_copy(
    live: Live, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site/build").mkdir(parents=True)
    with serving(live) as url:
        write(tmp_path / "site/build", lay(live.root, url=url))
        lay(live.root, url="https://www.elsewhere.example/")
        code, data = verified(tmp_path / "site", url, None, capsys)
    assert (code, data["trusted"]["relation"]) == (1, "other")


def test_another_site_is_not_compared_with_the_copy_of_this_one(
    live: Live, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site/build").mkdir(parents=True)
    write(tmp_path / "site/build", lay(live.root))
    with serving(live) as url:
        lay(live.root, url=url)
        code, data = verified(tmp_path / "site", url, None, capsys)
    assert (code, data["trusted"]) == (0, None)


def test_a_copy_that_cannot_be_read_is_told(published: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    root, www = published
    (root / "build" / RELEASE).write_bytes(b"{")
    code, data = verified(root, str(www), None, capsys)
    assert (code, data["trusted"]) == (0, None)
    assert "build/release.json" in data["notes"][0]["th"]
    with pytest.raises(ReleaseError):
        verify.run(root, source=str(www), copy=root / "build" / RELEASE, format_="text")


def test_an_authority_that_the_site_names_vouches_for_it_and_for_no_other_name(
    live: Live, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inner = Authority("ผู้รับรองภายใน")
    (tmp_path / "ca.pem").write_bytes(inner.paper.pem())

    def code(folder: str, settings: str | None, name: str = "127.0.0.1") -> int:
        root = tmp_path / folder
        root.mkdir()
        if settings is not None:
            (root / "site_config.yml").write_text(settings, encoding="utf-8")
        with serving(live, inner.issue(name).context(tmp_path)) as url:
            return verify.run(root, source=url, copy=None, format_="text")

    named = "evidence: {ca_file: ../ca.pem}\n"
    assert code("named", named) == 0
    assert code("mistaken", f"agency: 5\nyears: x\n{named}") == 0, "what is wrong elsewhere is no matter here"
    with pytest.raises(VerifyError, match="another name"):
        code("other", named, "www.example.go.th")
    assert "! " not in capsys.readouterr().err
    for folder, settings in (
        ("none", None),
        ("broken", "evidence: {ca_file: [\n"),
        ("other-kind", "evidence: [ca_file]\n"),
    ):
        with pytest.raises(VerifyError, match="cannot be opened"):
            code(folder, settings)
    with pytest.raises(VerifyError, match="cannot be opened"):
        code("lost", "evidence: {ca_file: not-there.pem}\n")
    assert "! evidence.ca_file: ใช้ไฟล์ใบรับรอง" in capsys.readouterr().err


def test_another_address_than_its_own_is_told(live: Live, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(live) as url:
        assert verify.run(tmp_path, source=url, copy=None, format_="text") == 0
        assert "บอกว่าที่อยู่ของตนคือ https://www.example.go.th/ita/" in capsys.readouterr().out
        lay(live.root, url=url)
        assert verify.run(tmp_path, source=url, copy=None, format_="text") == 0
        assert "บอกว่าที่อยู่ของตน" not in capsys.readouterr().out


# As a command


def test_the_command_says_it_and_leaves_with_its_code(published: tuple[Path, Path]) -> None:
    root, www = published
    (www / CSS).write_bytes(b"x")
    bad = ita_site("-C", root, "verify", www)
    assert bad.code == 1
    assert "ไม่ตรง assets/site.css (ตอนตรวจ 840 ไบต์" in bad.out
    assert "✕ ไม่ตรงกับที่ตรวจ: ไม่ตรง 1 จาก 8 ไฟล์" in bad.out
    for words, word in ((("www.example.go.th",), "https://"), ((www, "--against", "none"), "--against none")):
        wrong = ita_site("-C", root, "verify", *words)
        assert (wrong.code, wrong.out) == (2, "")
        assert word in wrong.err


def test_names_from_a_list_cannot_command_a_terminal(tmp_path: Path) -> None:
    release = lay(tmp_path)
    evil = replace(release.files[0], path="::error::x\u202e")
    write(tmp_path, replace(release, files=(*release.files, evil), agency="\x1b]0;x\x07", url="::error::x"))
    said = told(compared(read_stock(tmp_path, "live")), Style())
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert not any(line.startswith("::") for line in said.splitlines())


def test_a_long_list_is_cut_on_the_screen_only(tmp_path: Path) -> None:
    release = lay(tmp_path)
    for number in range(80):
        (tmp_path / f"{number:02}.txt").write_bytes(b"")
    result = compared(read_stock(tmp_path, "live"))
    assert len(result.differences) == 80
    assert "และอีก 30 ไฟล์" in told(result, Style())
    assert release.digest in told(result, Style())
