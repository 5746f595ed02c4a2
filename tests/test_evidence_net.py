"""What answers from afar are read with: the lenient reader, certificates, the reasons that come of it all, and what is remembered."""

from __future__ import annotations

import ast
import asyncio
import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from links.certificates import Authority, Paper, self_signed
from pace import cost
from runner import REPOSITORY

from ita_site.errors import ConfigError
from ita_site.evidence.links import read_address
from ita_site.evidence.net import lenient, loop
from ita_site.evidence.net.answer import Answer
from ita_site.evidence.net.client import Client
from ita_site.evidence.net.failure import Failure
from ita_site.evidence.net.guard import Guard, GuardedResolver
from ita_site.evidence.net.tls import Trust
from ita_site.evidence.observation import Observation, Verdict
from ita_site.evidence.reasons import REASONS
from ita_site.evidence.remember import remembered
from ita_site.guard import Terminated

EVIDENCE = REPOSITORY / "ita_site/evidence"
HOST = "127.0.0.9"
OLD: dict[str, Any] = {"start": timedelta(days=-40), "end": timedelta(days=-2)}

# The reader for what aiohttp refuses.


def asked(raw: bytes, headers: dict[str, str] | None = None, cap: int = 1000) -> tuple[Answer | Failure, bytes]:
    """What becomes of an answer that is these bytes, and the request as it arrived."""

    async def run() -> tuple[Answer | Failure, bytes]:
        arrived: list[bytes] = []

        async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            arrived.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(raw)
            writer.close()

        server = await asyncio.start_server(take, "127.0.0.9", 0)
        resolver = GuardedResolver(Guard(["127.0.0.9"]))
        address = read_address(f"http://127.0.0.9:{server.sockets[0].getsockname()[1]}/x")
        assert address is not None
        try:
            return await lenient.ask(resolver, address, headers or {}, None, cap=cap, seconds=60), arrived[0]
        except Failure as failure:
            return failure, arrived[0]
        finally:
            server.close()
            await resolver.close()

    return asyncio.run(run())


@pytest.mark.parametrize(("raw", "want"), [
    (b"HTTP/1.1 200 OK\nA: b\n\nhi", (200, [("a", "b")], b"hi", True, False)), (b"\r\n\nhttp/1.0 404\n\n", (404, [], b"", True, False)),
    (b"HTTP/1.1 100 C\r\n\r\nHTTP/1.1 200 K\r\nContent-Length: 2\r\n\r\nokay", (200, [("content-length", "2")], b"ok", True, False)),
    (b"HTTP/1.1 200\nContent-Length: 9\n\nhi", (200, [("content-length", "9")], b"hi", False, True)),
    (b"HTTP/1.1 200\nA: b\n c\n\td\nno colon\n: x\n\n", (200, [("a", "b c d")], b"", True, False)),
    (b"HTTP/1.1 200\nTransfer-Encoding: chunked\n\n2;x=y\nhi\n0\n\n", (200, [("transfer-encoding", "chunked")], b"hi", True, False)),
    (b"HTTP/1.1 200\nTransfer-Encoding: chunked\n\nffffffff\nhi", (200, [("transfer-encoding", "chunked")], b"hi", False, True)),
    (b"HTTP/1.1 200\n\n" + b"x" * 5000, (200, [], b"x" * 1000, False, False)), (b"HTTP/1.1 204\n\nx", (204, [], b"", True, False)),
    (b"SSH-2.0-x\r\n\r\n", "not-http"), (b"", "no-answer"), (b"HTTP/1.1 200\nA: \0\n\n", "bad-headers"), (b"\n" * 300_000, "not-http"), (b"HTTP/1.1 200\n" + b"a" * 300_000, "not-http"),
])  # fmt: skip
def test_answers_that_browsers_put_up_with(raw: bytes, want: object) -> None:
    told_all: list[tuple[Answer | Failure, bytes]] = []
    assert cost(lambda: told_all.append(asked(raw))) < 2
    got, _ = told_all[0]
    told = got.reason if isinstance(got, Failure) else (got.status, got.headers, got.body, got.is_whole, got.is_cut)
    assert told == want


@settings(max_examples=30)
@given(
    st.binary(max_size=200) | st.binary(max_size=200).map(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n".__add__)
)
def test_any_bytes_are_an_answer_or_a_failure(raw: bytes) -> None:
    got, _ = asked(raw)
    assert isinstance(got, Failure) or 0 <= got.status < 1000


def test_a_value_cannot_begin_another_header() -> None:
    _, request = asked(b"HTTP/1.1 200\n\n", {"From": "a@b\r\nX-Evil: 1", "Cookie": "n=ก\nX-Evil: 2\0\udcff"})
    assert b"\nX-Evil" not in request
    assert "n=ก".encode() in request
    assert request.count(b"\r\n\r\n") == 1


# Certificates: nobody can vouch for himself, and what the policy forgives is all that is forgiven.


@pytest.fixture(scope="module")
def verdict_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Opens a server that shows a certificate, made from the place where that of its issuer can be fetched."""
    tmp_path = tmp_path_factory.mktemp("papers")
    root, evil = Authority("Test Root"), Authority("Self-made Root")
    (tmp_path / "ca.pem").write_bytes(root.paper.pem())
    trust = Trust(tmp_path / "ca.pem")
    papers: dict[str, Callable[[str], Paper]] = {
        "good": lambda _: root.issue(HOST), "expired": lambda _: root.issue(HOST, **OLD), "wrong-name": lambda _: root.issue("a.example"),
        "both": lambda _: root.issue("a.example", **OLD), "self-signed": lambda _: self_signed(HOST), "unknown": lambda _: evil.issue(HOST),
        "self-made": lambda aia: evil.issue(HOST, aia=aia), "expired-unknown": lambda _: evil.issue(HOST, **OLD),
    }  # fmt: skip

    async def open_one(kind: str, accept: tuple[Any, ...], host: str) -> str:
        async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            target = await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.0 200 OK\r\n\r\n" + (evil.paper.der() if b".der" in target else b"hi"))
            writer.close()

        place = await asyncio.start_server(take, HOST, 0)
        shown = papers[kind](f"http://{HOST}:{place.sockets[0].getsockname()[1]}/root.der")
        server = await asyncio.start_server(take, HOST, 0, ssl=shown.context(tmp_path))
        address = read_address(f"https://{HOST}:{server.sockets[0].getsockname()[1]}/")
        assert address is not None
        async with Client(Guard([HOST]), trust, {host: accept}) as client:
            try:
                return (await client.get(address, {}, cap=1000, seconds=60)).note or "opens"
            except Failure as failure:
                return failure.reason
            finally:
                server.close()
                place.close()

    return lambda kind, *accept, host=HOST: asyncio.run(open_one(kind, accept, host))


@pytest.mark.parametrize(("kind", "accept", "want"), [
    ("good", (), "opens"), ("expired", (), "certificate-expired"), ("wrong-name", (), "certificate-wrong-name"), ("self-signed", (), "certificate-self-signed"),
    ("unknown", (), "certificate-unknown"), ("self-made", (), "certificate-unknown"), ("expired", ("expired",), "accepted-certificate"),
    ("wrong-name", ("wrong-name",), "accepted-certificate"), ("both", ("expired",), "certificate-wrong-name"), ("both", ("wrong-name",), "certificate-expired"),
    ("both", ("expired", "wrong-name"), "accepted-certificate"), ("self-signed", ("expired", "wrong-name"), "certificate-self-signed"),
    ("unknown", ("expired", "wrong-name"), "certificate-unknown"), ("expired-unknown", ("expired",), "certificate-unknown"),
    ("self-signed", ("self-signed",), "accepted-certificate"), ("unknown", ("unknown-authority",), "accepted-certificate"),
])  # fmt: skip
def test_nobody_vouches_for_himself_and_no_more_is_forgiven_than_the_policy_says(
    verdict_of: Callable[..., str], kind: str, accept: tuple[str, ...], want: str
) -> None:
    assert verdict_of(kind, *accept) == want


def test_what_is_accepted_of_one_host_is_not_of_another(verdict_of: Callable[..., str]) -> None:
    assert verdict_of("expired", "expired", host="other.example") == "certificate-expired"


def test_a_file_of_roots_that_cannot_be_one(tmp_path: Path) -> None:
    (tmp_path / "large.pem").write_bytes(b"#" * 5_000_000)
    (tmp_path / "text.pem").write_text("no certificate", encoding="utf-8")
    for place in (tmp_path, tmp_path / "large.pem", tmp_path / "text.pem", tmp_path / "none.pem", Path("/dev/null")):
        with pytest.raises(ConfigError):
            Trust(place)


# Reasons.


def source() -> Iterator[ast.AST]:
    for path in (*EVIDENCE.glob("*.py"), *EVIDENCE.glob("net/*.py")):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def texts(node: ast.AST) -> set[str]:
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def test_every_reason_that_is_given_is_explained() -> None:
    given_: set[str] = set()
    for node in source():
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("Judgement", "Failure")
            and node.args
        ):
            parts = [node.args[0].body, node.args[0].orelse] if isinstance(node.args[0], ast.IfExp) else [node.args[0]]
            given_ |= {p.value for p in parts if isinstance(p, ast.Constant)}  # type: ignore[misc]
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            names = {t.id for t in node.targets if isinstance(t, ast.Name)}
            if names & {"_DOUBTFUL", "_SOFT", "_BY_CODE", "_ACCEPTABLE"}:
                given_ |= {t for value in node.value.values for t in texts(value)}
    assert len(given_) > 40
    assert given_ - set(REASONS) == set()


def test_every_explained_reason_is_given_somewhere() -> None:
    assert set(REASONS) - {text for node in source() for text in texts(node)} == set()


def test_reasons_say_the_same_in_both_languages() -> None:
    raw = yaml.safe_load((EVIDENCE / "reasons.yml").read_text(encoding="utf-8"))
    for code, reason in raw.items():
        for part in ("what", "fix"):
            th, en = reason[part]["th"], reason[part]["en"]
            assert ("{detail}" in th) == ("{detail}" in en), code
            assert th.replace("{detail}", "").count("{") == en.replace("{detail}", "").count("{") == 0, code
            assert any("ก" <= sign <= "๛" for sign in th), code
            assert en.isascii() or "«" in en or "—" in en, code
        assert set(reason) <= {"verdict", "passes", "what", "fix"}, code


# What a new look adds.

DAY = datetime(2026, 3, 1, 8, tzinfo=UTC)
PDF: dict[str, Any] = {"type": "application/pdf", "bytes": 900, "sha256": "aa"}
LATER = DAY + timedelta(days=9)


def seen(day: datetime = DAY, **more: Any) -> Observation:
    usual: dict[str, Any] = {
        "verdict": Verdict.OK,
        "reason": "opens",
        "first_seen": day,
        "last_checked": day,
        "last_ok": day,
    }
    return Observation("https://a.example/x", **(usual | more))


def test_since_when_a_link_is_known_and_when_it_last_opened() -> None:
    again = remembered(seen(day=LATER), seen())
    assert (again.first_seen, again.last_ok, again.last_checked, again.replaced_on) == (DAY, LATER, LATER, None)
    down = remembered(seen(day=LATER, verdict=Verdict.UNSURE, last_ok=None), seen())
    assert (down.first_seen, down.last_ok, down.last_checked) == (DAY, DAY, LATER)
    assert remembered(seen(day=LATER), None).first_seen == LATER


def test_an_outage_does_not_make_us_forget_the_document() -> None:
    down = remembered(seen(day=LATER, verdict=Verdict.UNSURE, reason="slow", last_ok=None), seen(**PDF))
    assert (down.sha256, down.bytes, down.replaced_on) == ("aa", 900, None)
    other = seen(day=LATER + timedelta(days=1), **PDF | {"sha256": "bb"})
    assert remembered(other, down).replaced_on == other.last_checked
    assert (
        remembered(seen(day=LATER + timedelta(days=2), **PDF | {"sha256": "bb"}), remembered(other, down)).replaced_on
        == other.last_checked
    )


@pytest.mark.parametrize(("change", "is_another"), [
    ({}, False), ({"sha256": "bb"}, True), ({"sha256": None, "bytes": 900}, False), ({"sha256": None, "bytes": 901}, True),
    ({"sha256": None, "bytes": None, "etag": "2"}, False), ({"sha256": None, "bytes": None, "etag": "2", "last_modified": "later"}, True),
    ({"type": "text/html", "sha256": "bb"}, False), ({"verdict": Verdict.BROKEN, "sha256": "bb"}, False),
])  # fmt: skip
def test_when_a_document_is_another(change: dict[str, Any], is_another: bool) -> None:
    old = seen(**PDF | {"etag": "1", "last_modified": "then"})
    new = replace(old, last_checked=LATER, **change)
    assert (remembered(new, old).replaced_on is not None) == is_another


# Being stopped.


@pytest.mark.parametrize("stop", [KeyboardInterrupt, Terminated])
def test_whoever_is_stopped_hears_of_no_task(stop: type[BaseException], caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> None:
        async def one() -> None:
            await asyncio.sleep(0)
            raise stop  # as a signal that comes while this task runs

        async with asyncio.TaskGroup() as group:
            group.create_task(one())
            group.create_task(asyncio.sleep(60))

    with pytest.raises(stop):
        loop.run(work())
    gc.collect()
    assert caplog.text == ""
