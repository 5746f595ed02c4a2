"""Links opened as officers and CI do it: a real server on a loopback address, the real command, its words and files."""

from __future__ import annotations

import json
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import jsonschema
import pytest
from runner import REPOSITORY, Ran, ita_site

from ita_site.contracts import evidence_schema, ledger_line_schema
from ita_site.evidence.reasons import REASONS

HOST = "127.0.0.61"
LEDGER = "evidence-ledger.jsonl"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"
LOST = "<html><head><title>ไม่พบหน้าที่ท่านต้องการ - อบต.ตัวอย่าง</title></head><body><h1>ไม่พบหน้าที่ท่านต้องการ</h1></body></html>"
LOGIN = "<html><head><title>เข้าสู่ระบบ</title></head><body><form><input type=password></form></body></html>"


@dataclass
class World:
    """A little website that can change. `pages` is status, type, body and further headers by path."""

    port: int = 0
    pages: dict[str, tuple[int, str, bytes, dict[str, str]]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"http://{HOST}:{self.port}{path}"

    def put(
        self, path: str, body: bytes | str = b"", kind: str = "text/html; charset=utf-8", status: int = 200, **more: str
    ) -> None:
        self.pages[path] = (status, kind, body.encode() if isinstance(body, str) else body, more)


@contextmanager
def a_world() -> Iterator[World]:
    world = World()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            world.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            status, kind, body, more = world.pages.get(self.path.partition("?")[0], (404, "text/plain", b"no", {}))
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **more}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer((HOST, 0), Handler)
    world.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield world
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def world() -> Iterator[World]:
    with a_world() as made:
        yield made


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example site, which may open the world's address."""
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    shutil.copy(REPOSITORY / "site_config.yml", tmp_path)
    # a third attempt proves nothing here that the second does not, and is long in coming
    configure(tmp_path, f"evidence:\n  allow_hosts: [{HOST}]\n  manners: {{attempts: 2}}\n")
    return tmp_path


def configure(site: Path, text: str) -> None:
    with (site / "site_config.yml").open("a", encoding="utf-8") as file:
        file.write(text)


def cite(site: Path, item: str, url: str) -> int:
    """Let the first evidence of an item be `url`; the line where it stands."""
    path = site / f"content/2566/items/{item}.yml"
    text = re.sub(r"    (file|url): .*", f"    url: {url}", path.read_text(encoding="utf-8"), count=1)
    path.write_text(text, encoding="utf-8")
    return text[: text.index(url)].count("\n") + 1


def findings(ran: Ran) -> set[tuple[str, int, str]]:
    return {(Path(f["path"]).stem, f["line"], f["code"]) for f in json.loads(ran.out)["findings"]}


def ledger(site: Path) -> dict[str, dict[str, object]]:
    lines = (site / LEDGER).read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    for line in found:
        jsonschema.validate(line, ledger_line_schema())
    assert [line["url"] for line in found] == sorted(line["url"] for line in found)
    return {line["url"]: line for line in found}


def test_three_broken_links_block_and_an_attested_one_does_not(example: Path, world: World) -> None:
    world.put("/soft", LOST)
    world.put("/needs-login", status=302, Location="/login?next=x")
    world.put("/login", LOGIN)
    world.put("/plan.pdf", PDF, "application/pdf")
    lines = {
        item: cite(example, item, world.url(path))
        for item, path in (("o11", "/gone.pdf"), ("o13", "/soft"), ("o14", "/needs-login"))
    }
    ran = ita_site("-C", example, "check", "--format", "json", afresh=True)
    assert ran.code == 1
    assert findings(ran) == {
        ("o11", lines["o11"], "ITA430"),
        ("o13", lines["o13"], "ITA430"),
        ("o14", lines["o14"], "ITA431"),
    }
    assert {o["reason"] for o in ledger(example).values()} == {"not-found", "soft-not-found", "login"}

    cite(example, "o11", world.url("/plan.pdf"))
    cite(example, "o13", world.url("/plan.pdf?2"))
    configure(
        example,
        f"attestations:\n  - {{url: '{world.url('/needs-login')}', by: เจ้าหน้าที่ประชาสัมพันธ์, on: 2566-09-20, until: 2566-12-31}}\n",
    )
    ran = ita_site("-C", example, "check")
    assert ran.code == 0, ran.said
    assert ita_site("-C", example, "build").code == 0
    page = re.sub(r"</?time[^>]*>", "", (example / "build/site/2566/o14/index.html").read_text(encoding="utf-8"))
    assert "ตรวจด้วยคนเมื่อ 20 ก.ย. 2566 โดยเจ้าหน้าที่ประชาสัมพันธ์" in page
    assert world.url("/needs-login") in (example / "build/site/checks/index.html").read_text(encoding="utf-8")


def test_a_draft_is_not_blocked_by_doubt_but_by_a_dead_link(example: Path, world: World) -> None:
    world.put("/busy", status=503)
    line = cite(example, "o11", world.url("/busy"))
    ran = ita_site("-C", example, "check", "--gate", "draft", "--format", "json")
    assert (ran.code, findings(ran)) == (0, {("o11", line, "ITA431")})
    cite(example, "o11", world.url("/gone"))
    assert ita_site("-C", example, "check", "--gate", "draft").code == 1


def test_an_outage_of_a_link_that_opened_lately_only_warns(example: Path, world: World) -> None:
    world.put("/plan.pdf", PDF, "application/pdf")
    line = cite(example, "o11", world.url("/plan.pdf"))
    assert ita_site("-C", example, "check").code == 0
    world.put("/plan.pdf", status=500)
    ran = ita_site("-C", example, "check", "--format", "json")
    assert (ran.code, findings(ran)) == (0, {("o11", line, "ITA432")})
    seen = ledger(example)[world.url("/plan.pdf")]
    assert (seen["verdict"], seen["reason"]) == ("unsure", "server-error")
    assert seen["last_ok"] is not None
    configure(example, "  grace_days: 0\n")
    assert ita_site("-C", example, "check").code == 1


def test_a_replaced_document_is_told_with_both_dates(example: Path, world: World) -> None:
    world.put("/plan.pdf", PDF, "application/pdf")
    line = cite(example, "o11", world.url("/plan.pdf"))
    assert ita_site("-C", example, "check").code == 0
    world.put("/plan.pdf", PDF + b"%another\n", "application/pdf")
    ran = ita_site("-C", example, "check", "--format", "json")
    assert (ran.code, findings(ran)) == (0, {("o11", line, "ITA435")})
    assert len(re.findall(r"[0-9]{1,2} \S+ 25[0-9]{2}", json.loads(ran.out)["findings"][0]["message"]["th"])) == 2


def test_offline_goes_by_the_ledger_and_says_how_old_it_is(example: Path, world: World) -> None:
    world.put("/plan.pdf", PDF, "application/pdf")
    cite(example, "o11", world.url("/plan.pdf"))
    line = cite(example, "o13", world.url("/gone"))
    assert ita_site("-C", example, "check").code == 1
    asked = len(world.asked)
    ran = ita_site("-C", example, "check", "--offline", "--format", "json")
    assert (ran.code, findings(ran)) == (1, {("o13", line, "ITA430")})
    assert "0 วันก่อน" in ran.err
    line = cite(example, "o13", world.url("/never"))
    ran = ita_site("-C", example, "check", "--offline", "--format", "json")
    assert (ran.code, findings(ran)) == (0, {("o13", line, "ITA436")})
    assert len(world.asked) == asked


def test_a_second_run_costs_nothing_but_a_publish_asks_anew(example: Path, world: World) -> None:
    world.put("/plan.pdf", PDF, "application/pdf")
    cite(example, "o11", world.url("/plan.pdf"))
    for gate, most in (("draft", 1), ("draft", 1), ("publish", 2), ("draft", 2)):
        assert ita_site("-C", example, "check", "--gate", gate).code == 0
        assert [path for path, _ in world.asked].count("/plan.pdf") == most


def test_without_a_network_nothing_is_called_dead(example: Path) -> None:
    cite(example, "o11", "https://www.agency-one.in.th/plan.pdf")
    cite(example, "o13", "https://www.agency-two.in.th/report.pdf")
    deaf = {"PYTHONPATH": str(Path(__file__).parent / "deaf")}
    ran = ita_site("-C", example, "check", "--format", "json", env=deaf)
    assert (ran.code, findings(ran)) == (1, {("site_config", 1, "ITA437")})
    assert not (example / LEDGER).exists()
    assert ita_site("-C", example, "check", "--gate", "draft", env=deaf).code == 0
    assert ita_site("-C", example, "check", "--offline", env=deaf).code == 0


def test_evidence_lists_filters_and_asks_again(example: Path, world: World) -> None:
    world.put("/plan.pdf", PDF, "application/pdf")
    cite(example, "o11", world.url("/plan.pdf"))
    cite(example, "o13", world.url("/gone"))
    data = json.loads(ita_site("-C", example, "evidence", "--format", "json", afresh=True).out)
    jsonschema.validate(data, evidence_schema())
    assert data["counts"]["unknown"] == 2
    assert ita_site("-C", example, "check").code == 1
    broken = json.loads(ita_site("-C", example, "evidence", "--verdict", "broken", "--format", "json").out)
    assert [(e["where"], e["reason"]) for e in broken["evidence"]] == [(world.url("/gone"), "not-found")]
    assert broken["evidence"][0]["places"] == [
        {"path": "content/2566/items/o13.yml", "line": 8, "column": 10, "item": "O13"}
    ]
    before = ledger(example)
    world.put("/gone", PDF, "application/pdf")
    again = json.loads(ita_site("-C", example, "evidence", "--item", "๑๓", "--recheck", "--format", "json").out)
    jsonschema.validate(again, evidence_schema())
    assert again["counts"]["ok"] >= 1
    after = ledger(example)
    assert after[world.url("/gone")]["verdict"] == "ok"
    assert after[world.url("/plan.pdf")] == before[world.url("/plan.pdf")]
    text = ita_site("-C", example, "evidence", "--url", "/plan.pdf").out
    assert "เปิดได้" in text
    assert "content/2566/items/o11.yml:8 [O11]" in text
    assert ita_site("-C", example, "evidence", "--item", "O99").code == 2


def test_a_link_with_a_password_is_neither_opened_nor_written_down(example: Path, world: World) -> None:
    cite(example, "o11", world.url("/plan.pdf").replace("://", "://somchai:secret@"))
    ran = ita_site("-C", example, "check", "--format", "json")
    assert [code for _, _, code in findings(ran)] == ["ITA415"]
    assert world.asked == []
    listed = ita_site("-C", example, "evidence", "--verdict", "broken").out
    assert "login-in-address" in listed
    assert not (example / LEDGER).exists()
    assert "secret" not in listed


@pytest.mark.parametrize("entry", ["10.1.0.0/99", "0.0.0.0/0", "'::/0'", "10.1.0", "https://intranet.go.th/", "'*'"])
def test_an_entry_that_opens_nothing_or_everything_is_refused(example: Path, entry: str) -> None:
    config = example / "site_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace(f"[{HOST}]", f"[{entry}]"), encoding="utf-8")
    ran = ita_site("-C", example, "check", "--offline")
    assert (ran.code, "ITA204" in ran.err) == (2, True), ran.said


def test_who_asks_says_so(example: Path, world: World) -> None:
    world.put("/plan.pdf", PDF, "application/pdf")
    cite(example, "o11", world.url("/plan.pdf"))
    assert ita_site("-C", example, "check").code == 0
    (path, headers), *more = world.asked
    assert (path, more) == ("/plan.pdf", [])
    assert re.search(
        r"Mozilla/5\.0 .* ita-site/[0-9.]+ \(\+ita\.thungtuayang\.example/checks/#robot\)$", headers["user-agent"]
    )
    assert headers["from"] == "saraban@thungtuayang.example"
    assert not {"cookie", "authorization", "referer", "range"} & set(headers)


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_every_reason_is_explained(reason: str) -> None:
    from ita_site.commands.explain import reason_lines
    from ita_site.style import Style

    said = "\n".join(reason_lines(REASONS[reason], Style()))
    assert reason in said
    assert "{" not in said
