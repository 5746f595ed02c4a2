"""Links opened as officers and CI do it: a real server on a loopback address, the real command, its words and files."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import jsonschema
import pytest
from prefork import Here
from runner import Ran, ita_site
from tiny import tiny

from ita_site.commands.check import Links, judged
from ita_site.config import open_site
from ita_site.contracts import evidence_schema, ledger_line_schema
from ita_site.errors import ConfigError
from ita_site.evidence.inspect import apart
from ita_site.evidence.reasons import REASONS
from ita_site.findings import Gate

HOST = "127.0.0.61"
EMAIL = "saraban@hospital.example"
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
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
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
def small(tmp_path: Path) -> Path:
    """A site of three items, which may open the world's address."""
    site = tiny(tmp_path)
    criteria, config = site / "criteria/2566.yml", site / "site_config.yml"
    text = criteria.read_text(encoding="utf-8").replace("MOIT2]", "MOIT2, MOIT3]")
    third = "  - {code: MOIT3, key: hospital-report, name: รายงานของโรงพยาบาล}\nconfirmed:"
    criteria.write_text(text.replace("confirmed:", third), encoding="utf-8")
    second = site / "content/2566/items/moit02.yml"
    text = second.read_text(encoding="utf-8").replace("item: MOIT2", "item: MOIT3")
    second.with_name("moit03.yml").write_text(text, encoding="utf-8")
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("agency: {", f"agency: {{email: {EMAIL}, "), encoding="utf-8")
    # a second attempt proves nothing here, and is long in coming
    configure(site, f"evidence:\n  allow_hosts: [{HOST}]\n  manners: {{attempts: 1}}\n")
    return site


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


def test_three_broken_links_block_and_an_attested_one_does_not(small: Path, world: World) -> None:
    world.put("/soft", LOST)
    world.put("/needs-login", status=302, Location="/login?next=x")
    world.put("/login", LOGIN)
    world.put("/plan.pdf", PDF, "application/pdf")
    lines = {
        item: cite(small, item, world.url(path))
        for item, path in (("moit01", "/gone.pdf"), ("moit02", "/soft"), ("moit03", "/needs-login"))
    }
    ran = ita_site("-C", small, "check", "--format", "json", afresh=True)
    assert ran.code == 1
    assert findings(ran) == {
        ("moit01", lines["moit01"], "ITA430"),
        ("moit02", lines["moit02"], "ITA430"),
        ("moit03", lines["moit03"], "ITA431"),
    }
    assert {o["reason"] for o in ledger(small).values()} == {"not-found", "soft-not-found", "login"}

    cite(small, "moit01", world.url("/plan.pdf"))
    cite(small, "moit02", world.url("/plan.pdf?2"))
    configure(
        small,
        f"attestations:\n  - {{url: '{world.url('/needs-login')}', by: เจ้าหน้าที่ประชาสัมพันธ์, on: 2566-09-20, until: 2566-12-31}}\n",
    )
    ran = ita_site("-C", small, "check")
    assert ran.code == 0, ran.said
    assert ita_site("-C", small, "build").code == 0
    page = re.sub(r"</?time[^>]*>", "", (small / "build/site/2566/moit03/index.html").read_text(encoding="utf-8"))
    assert "ตรวจด้วยคนเมื่อ 20 ก.ย. 2566 โดยเจ้าหน้าที่ประชาสัมพันธ์" in page
    assert world.url("/needs-login") in (small / "build/site/checks/index.html").read_text(encoding="utf-8")


def test_a_draft_is_not_blocked_by_doubt_but_by_a_dead_link(small: Path, world: World) -> None:
    world.put("/busy", status=503)
    line = cite(small, "moit01", world.url("/busy"))
    ran = ita_site("-C", small, "check", "--gate", "draft", "--format", "json")
    assert (ran.code, findings(ran)) == (0, {("moit01", line, "ITA431")})
    cite(small, "moit01", world.url("/gone"))
    assert ita_site("-C", small, "check", "--gate", "draft").code == 1


def test_an_outage_of_a_link_that_opened_lately_only_warns(small: Path, world: World) -> None:
    world.put("/plan.pdf", PDF, "application/pdf")
    line = cite(small, "moit01", world.url("/plan.pdf"))
    assert ita_site("-C", small, "check").code == 0
    world.put("/plan.pdf", status=500)
    ran = ita_site("-C", small, "check", "--format", "json")
    assert (ran.code, findings(ran)) == (0, {("moit01", line, "ITA432")})
    seen = ledger(small)[world.url("/plan.pdf")]
    assert (seen["verdict"], seen["reason"]) == ("unsure", "server-error")
    assert seen["last_ok"] is not None
    configure(small, "  grace_days: 0\n")
    assert ita_site("-C", small, "check").code == 1


def test_a_replaced_document_is_told_with_both_dates(small: Path, world: World) -> None:
    world.put("/plan.pdf", PDF, "application/pdf")
    line = cite(small, "moit01", world.url("/plan.pdf"))
    assert ita_site("-C", small, "check").code == 0
    world.put("/plan.pdf", PDF + b"%another\n", "application/pdf")
    ran = ita_site("-C", small, "check", "--format", "json")
    assert (ran.code, findings(ran)) == (0, {("moit01", line, "ITA435")})
    assert len(re.findall(r"[0-9]{1,2} \S+ 25[0-9]{2}", json.loads(ran.out)["findings"][0]["message"]["th"])) == 2


def test_offline_goes_by_the_ledger_and_says_how_old_it_is(small: Path, world: World) -> None:
    world.put("/plan.pdf", PDF, "application/pdf")
    cite(small, "moit01", world.url("/plan.pdf"))
    line = cite(small, "moit02", world.url("/gone"))
    assert ita_site("-C", small, "check").code == 1
    asked = len(world.asked)
    ran = ita_site("-C", small, "check", "--offline", "--format", "json")
    assert (ran.code, findings(ran)) == (1, {("moit02", line, "ITA430")})
    assert "0 วันก่อน" in ran.err
    line = cite(small, "moit02", world.url("/never"))
    ran = ita_site("-C", small, "check", "--offline", "--format", "json")
    assert (ran.code, findings(ran)) == (0, {("moit02", line, "ITA436")})
    assert len(world.asked) == asked


def test_a_second_run_costs_nothing_but_a_publish_asks_anew(small: Path, world: World) -> None:
    world.put("/plan.pdf", PDF, "application/pdf")
    cite(small, "moit01", world.url("/plan.pdf"))
    for gate, most in (("draft", 1), ("draft", 1), ("publish", 2), ("draft", 2)):
        assert ita_site("-C", small, "check", "--gate", gate).code == 0
        assert [path for path, _ in world.asked].count("/plan.pdf") == most


def test_without_a_network_nothing_is_called_dead(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cite(small, "moit01", "https://www.agency-one.in.th/plan.pdf")
    cite(small, "moit02", "https://www.agency-two.in.th/report.pdf")
    deaf = {"PYTHONPATH": str(Path(__file__).parent / "deaf")}
    ran = ita_site("-C", small, "check", "--format", "json", env=deaf)
    assert (ran.code, findings(ran)) == (1, {("site_config", 1, "ITA437")})
    assert not (small / LEDGER).exists()
    assert ita_site("-C", small, "check", "--offline").code == 0

    def nobody(*words: object, **more: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    monkeypatch.setattr(apart, "Apart", Here)
    report = judged(small, gate=Gate.DRAFT, as_of=None, year=None, links=Links.REFRESH)[1]
    assert ([found.code for found in report.findings], report.blocked) == (["ITA437"], False)


def test_evidence_lists_filters_and_asks_again(small: Path, world: World) -> None:
    world.put("/plan.pdf", PDF, "application/pdf")
    cite(small, "moit01", world.url("/plan.pdf"))
    cite(small, "moit02", world.url("/gone"))
    data = json.loads(ita_site("-C", small, "evidence", "--format", "json").out)
    jsonschema.validate(data, evidence_schema())
    assert (data["counts"]["unknown"], data["counts"]["ok"]) == (2, 1)
    assert ita_site("-C", small, "check").code == 1
    broken = json.loads(ita_site("-C", small, "evidence", "--verdict", "broken", "--format", "json").out)
    assert [(e["where"], e["reason"]) for e in broken["evidence"]] == [(world.url("/gone"), "not-found")]
    assert broken["evidence"][0]["places"] == [
        {"path": "content/2566/items/moit02.yml", "line": 8, "column": 10, "item": "MOIT2"}
    ]
    before = ledger(small)
    world.put("/gone", PDF, "application/pdf")
    again = json.loads(ita_site("-C", small, "evidence", "--item", "๒", "--recheck", "--format", "json").out)
    jsonschema.validate(again, evidence_schema())
    assert again["counts"] == data["counts"] | {"unknown": 0, "ok": 1}
    after = ledger(small)
    assert after[world.url("/gone")]["verdict"] == "ok"
    assert after[world.url("/plan.pdf")] == before[world.url("/plan.pdf")]
    text = ita_site("-C", small, "evidence", "--url", "/plan.pdf").out
    assert "เปิดได้" in text
    assert "content/2566/items/moit01.yml:8 [MOIT1]" in text
    assert ita_site("-C", small, "evidence", "--item", "O99").code == 2


def test_a_link_with_a_password_is_neither_opened_nor_written_down(small: Path, world: World) -> None:
    cite(small, "moit01", world.url("/plan.pdf").replace("://", "://somchai:secret@"))
    ran = ita_site("-C", small, "check", "--format", "json")
    assert [code for _, _, code in findings(ran)] == ["ITA415"]
    assert world.asked == []
    listed = ita_site("-C", small, "evidence", "--verdict", "broken").out
    assert "login-in-address" in listed
    assert not (small / LEDGER).exists()
    assert "secret" not in listed


@pytest.mark.parametrize("entry", ["10.1.0.0/99", "0.0.0.0/0", "'::/0'", "10.1.0", "https://intranet.go.th/", "'*'"])
def test_an_entry_that_opens_nothing_or_everything_is_refused(small: Path, entry: str) -> None:
    config = small / "site_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace(f"[{HOST}]", f"[{entry}]"), encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        open_site(small)
    assert [found.code for found in refused.value.findings] == ["ITA204"]


def test_who_asks_says_so(small: Path, world: World) -> None:
    world.put("/plan.pdf", PDF, "application/pdf")
    cite(small, "moit01", world.url("/plan.pdf"))
    assert ita_site("-C", small, "check").code == 0
    (path, headers), *more = world.asked
    assert (path, more) == ("/plan.pdf", [])
    assert re.search(
        r"Mozilla/5\.0 .* ita-site/[0-9.]+ \(\+moit\.hospital\.example/checks/#robot\)$", headers["user-agent"]
    )
    assert headers["from"] == EMAIL
    assert not {"cookie", "authorization", "referer", "range"} & set(headers)


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_every_reason_is_explained(reason: str) -> None:
    from ita_site.commands.explain import reason_lines
    from ita_site.style import Style

    said = "\n".join(reason_lines(REASONS[reason], Style()))
    assert reason in said
    assert "{" not in said
