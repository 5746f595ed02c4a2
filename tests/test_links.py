"""Every link situation, opened for real on loopback addresses: the verdict, and what the server got to see."""

from __future__ import annotations

import asyncio
import pickle
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
from links.answers import FINE, Answer, Ask, Wire
from links.registry import Dns, Situation
from links.server import ALLOWED, PRIVATE, PUBLIC, Seen, Server
from links.situations import SITUATIONS
from links.visitor import Visitor
from once import once

from ita_site.evidence.observation import Observation
from ita_site.evidence.probe import probe
from ita_site.records.config import EvidencePolicy, Manners

MANNERS = Manners(attempt_seconds=4, link_seconds=12)
PATIENT = Manners(attempt_seconds=60, link_seconds=180)
"""For what does not turn on time: hundreds of links at once keep a busy machine for long."""
DAWDLERS = (
    "held-open", "once-hang", "slow-", "hang-", "drip-", "endless-", "name-slow", "name-two", "tls-hang", "sibling-hangs",
)  # fmt: skip
SECRET = "hunter2secret"  # noqa: S105 - no one's
ABSENT = "absent"


class Dialled:
    """Every address that this process connects to, as Python itself tells it."""

    def __init__(self) -> None:
        self.places: list[str] | None = None
        sys.addaudithook(self._hear)

    def _hear(self, event: str, args: tuple[Any, ...]) -> None:
        if self.places is not None and event == "socket.connect" and isinstance(args[1], tuple):
            self.places.append(str(args[1][0]))


DIALLED = Dialled()


@dataclass
class Run:
    """What was seen of all situations, by one probe over those that turn on time and one over the others."""

    links: Mapping[str, str]
    """The link of each situation, by its name."""
    seen: Mapping[str, Observation]
    requests: Sequence[Seen]
    most_at_once: Mapping[str, int]
    dialled: Sequence[str]
    """Addresses that the probes connected to."""
    inside: Mapping[str, int]
    """Connections that arrived at private addresses."""

    def of(self, situation: Situation) -> Observation | None:
        link = self.links[situation.name]
        return self.seen.get(link) or self.seen.get(link.strip())


def policy(server: Server, **more: Any) -> EvidencePolicy:
    settings: dict[str, Any] = {
        "allow_hosts": (*ALLOWED, "::1"),
        "ca_file": str(server.papers.ca_file),
        "manners": MANNERS,
    }
    return EvidencePolicy(**(settings | more))


def probed(server: Server, links: list[str], where: Path, settings: EvidencePolicy) -> Mapping[str, Observation]:
    with server.names.in_charge():
        return probe(links, settings, where, about="https://ita.agency.example/")


def probe_all(folder: Path) -> None:
    """Probe all situations, and leave in `folder` what was seen."""
    folder.mkdir()
    with Server(SITUATIONS.values(), folder) as server:
        late = [s for s in SITUATIONS.values() if s.name.startswith(DAWDLERS)]
        others = [s for s in SITUATIONS.values() if s not in late]
        DIALLED.places, seen = [], {}
        for number, (situations, manners) in enumerate(((late, MANNERS), (others, PATIENT))):
            links = [server.link(s) for s in situations]
            site = folder / f"site-{number}"
            site.mkdir()
            seen.update(probed(server, links, site, policy(server, manners=manners)))
        dialled, DIALLED.places = DIALLED.places, None
        all_links = {s.name: server.link(s) for s in SITUATIONS.values()}
        inside = {address: server.dialled[address] for address in PRIVATE}
        run = Run(all_links, seen, server.seen, server.most_at_once, dialled, inside)
        (folder / "run").write_bytes(pickle.dumps(run))


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    found = pickle.loads((once(tmp_path_factory, "links", probe_all) / "run").read_bytes())  # noqa: S301 - our own
    assert isinstance(found, Run)
    return found


def wrong(run: Run, situation: Situation) -> str:
    """What is wrong with what is said of a situation; empty when nothing is."""
    seen = run.of(situation)
    got = seen.verdict.value if seen else ABSENT
    if got in situation.want and (not situation.reason or not seen or seen.reason == situation.reason):
        return ""
    link = run.links[situation.name][:120]
    told = f"{situation.name} {link}: wanted {'/'.join(sorted(situation.want))} {situation.reason or ''}, got {got}"
    if seen:
        told += f" [{seen.reason}] {seen.status} {seen.detail[:100]!r} {seen.ms} ms -> {seen.final_url[:120]}"
    return f"{told} ({situation.why})"


@pytest.mark.parametrize("kind", sorted({s.kind for s in SITUATIONS.values()}))
def test_verdicts(run: Run, kind: str) -> None:
    """Every situation gets a verdict that may be said of it, for the reason that it names."""
    told = [wrong(run, situation) for situation in SITUATIONS.values() if situation.kind == kind]
    assert [line for line in told if line] == []


def test_enough_situations() -> None:
    kinds = Counter(s.kind for s in SITUATIONS.values())
    assert sum(kinds.values()) >= 230
    assert all(kinds[kind] >= 25 for kind in ("good", "gone", "soft", "bounds"))
    assert all("ok" in s.want for s in SITUATIONS.values() if s.kind == "good")
    assert all(
        "ok" not in s.want
        for s in SITUATIONS.values()
        if s.kind == "soft" and "frame" not in s.name and "query" not in s.name
    )


def test_the_server_serves_what_visitors_get(tmp_path: Path) -> None:
    def visit(situation: Situation) -> str:
        try:
            got = visitor.visit(server.link(situation))
        except (OSError, ValueError) as trouble:
            return f"{situation.name}: {trouble!r}"
        fine = 200 <= got.status < 301 and (got.body or "refresh" in situation.name)
        return "" if fine else f"{situation.name}: {got.status} {got.body[:80]!r}"

    fetched = [s for s in SITUATIONS.values() if s.kind == "good" and s.visit]
    with Server(fetched, tmp_path) as server, ThreadPoolExecutor(40) as pool:
        visitor = Visitor(server.names, server.papers.ca_file)
        assert [line for line in pool.map(visit, fetched) if line] == []


# What must never happen.


def test_nothing_inside_is_dialled(run: Run) -> None:
    allowed = [ip_network(network) for network in (*ALLOWED, "::1")]
    assert {place for place in run.dialled if not any(ip_address(place) in network for network in allowed)} == set()
    assert run.inside == dict.fromkeys(PRIVATE, 0)


def test_by_default_loopback_is_private(tmp_path: Path) -> None:
    forms = (
        "127.0.0.16", "127.0.1.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "017700000001", "0", "localhost",
        "[::1]", "[::]", "[::ffff:127.0.0.16]", "[::ffff:7f00:10]", "status-404.agency.example", "gzip.agency.example",
    )  # fmt: skip
    with Server([SITUATIONS["status-404"], SITUATIONS["gzip"]], tmp_path) as server:
        links = [f"http://{form}:{server.port}/x" for form in forms]
        links += [f"https://{form}:{server.tls_port}/x" for form in forms]
        seen = probed(server, links, tmp_path, EvidencePolicy(manners=MANNERS))
        assert sum(server.dialled.values()) == 0
    assert {o.verdict.value for o in seen.values()} <= {"broken", "unsure"}


def test_no_password_is_sent_or_kept(run: Run) -> None:
    for request in run.requests:
        assert "authorization" not in {name.lower() for name, _ in request.headers}
        assert SECRET not in f"{request.target} {request.headers}"
    for typed, seen in run.seen.items():
        kept = {k: v for k, v in asdict(seen).items() if k != "url"} if SECRET in typed else asdict(seen)
        assert SECRET not in str(kept), seen


def test_cookies_stay_with_their_host(run: Run) -> None:
    owners = {
        "cookie-first-redirect", "cookie-checked-elsewhere", "cookie-session-id", "redirect-keeps-cookie", "redirect-two-cookies",
        "redirect-odd-cookie", "redirect-cookie-by-host", "redirect-loop-cookie-useless", "head-60-cookies", "head-cookie-odd",
    }  # fmt: skip
    for request in run.requests:
        sent = [value for name, value in request.headers if name.lower() == "cookie"]
        if sent:
            assert request.name.partition(".")[0] in owners, (request.host, sent)
    gate = [r for r in run.requests if r.name == "cookie-login.agency.example"]
    assert gate, "the redirect to the other host was not followed"


def test_headers_say_no_more_than_a_browser(run: Run) -> None:
    for request in run.requests:
        names = [name.lower() for name, _ in request.headers]
        assert "referer" not in names, request
        assert "range" not in names, request
        assert len(names) == len(set(names)), request
        assert re.fullmatch(r"[\x21-\x7e]+", request.target), request
        assert request.host.isascii(), request


def test_manners(run: Run) -> None:
    most = {name: n for name, n in run.most_at_once.items() if n > MANNERS.per_host}
    assert most == {}, "more at once to one host than its manners allow"


def test_one_get_each(run: Run) -> None:
    """A page that simply opens is asked for once; beside it at most two random siblings."""
    assert all(r.method == "GET" for r in run.requests)
    asked = Counter((r.name, r.target) for r in run.requests)
    simple = [
        s for s in SITUATIONS.values() if s.kind == "good" and isinstance(s.handler, Answer) and s.handler.status == 200
    ]
    simple = [s for s in simple if not (s.also or s.everywhere or s.tls or s.dns) and s.host.endswith("agency.example")]
    simple = [s for s in simple if s.name != "length-too-small"]  # no parser trusts it at once
    assert len(simple) > 100
    names = {s.host.lower(): s.target for s in simple}
    assert {k: n for k, n in asked.items() if k[0] in names and names[k[0]] == k[1] and n != 1} == {}
    strays = Counter(name for name, target in asked.elements() if name in names and names[name] != target)
    assert {name: n for name, n in strays.items() if n > 2} == {}


def test_not_found_is_not_asked_again(run: Run) -> None:
    asked = Counter((r.name, r.target) for r in run.requests)
    for name in ("status-404", "status-410", "once-404", "status-404-pdf", "end-404"):
        for (host, target), n in asked.items():
            if host == f"{name}.agency.example":
                assert n == 1, (host, target)


def test_memory_is_bounded(tmp_path: Path) -> None:
    """In a process of its own: bombs, endless bodies and endless heads leave it small, and are soon hung up on."""
    greedy = [
        s
        for s in SITUATIONS.values()
        if s.name.startswith(("bomb", "endless", "big-page", "pdf-big", "head-5", "drip-h"))
    ]
    with Server([], tmp_path) as server:
        links = []
        for number, situation in enumerate(greedy * 3):
            host, path = (
                PUBLIC[number % len(PUBLIC)],
                f"/{number}/{situation.name}.{'pdf' if 'pdf' in situation.name else 'html'}",
            )
            assert situation.handler is not None
            server.routes[host, path] = situation.handler
            links.append(f"http://{host}:{server.port}{path}")
        words = [sys.executable, "-c", _CHILD, str(tmp_path), str(server.papers.ca_file), *links]
        done = subprocess.run(words, check=True, capture_output=True, text=True, encoding="utf-8", timeout=600)
        grown, answered = map(float, done.stdout.split())
        assert answered == len(links)
        assert grown < 60, f"{grown:.0f} MB more while {len(links)} greedy links were opened"
        # what the system's own buffers took in is counted as sent
        assert {r.name: r.sent for r in server.seen if r.sent > 16_000_000} == {}


_CHILD = """
import resource, sys
from pathlib import Path
from ita_site.evidence.probe import probe
from ita_site.records.config import EvidencePolicy, Manners
def most():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
policy = EvidencePolicy(allow_hosts=("127.0.0.16/28", "127.0.0.32/27"), ca_file=sys.argv[2], manners=Manners(attempt_seconds=2, link_seconds=6))
before = most()
seen = probe(sys.argv[3:], policy, Path(sys.argv[1]))
print(most() - before, len(seen))
"""


def test_time_is_bounded(tmp_path: Path) -> None:
    """However a server dawdles, a link has its three seconds; an attempt alone would have a hundred."""
    names = ("hang-", "drip-", "slow-beyond", "tls-hang", "sibling-hangs")
    late = [s for s in SITUATIONS.values() if s.name.startswith(names)]
    short = MANNERS.model_copy(update={"attempt_seconds": 100, "link_seconds": 3})
    with Server(late, tmp_path) as server:
        seen = probed(server, [server.link(s) for s in late], tmp_path, policy(server, manners=short))
    assert len(seen) == len(late) > 10
    assert {link: o.ms for link, o in seen.items() if (o.ms or 0) > 60_000} == {}
    assert max(o.ms or 0 for o in seen.values()) > 2900, "none of them dawdled"


def test_an_attempt_is_bounded(tmp_path: Path) -> None:
    """A link that hangs gives up an attempt after its second; the link alone would have a hundred."""
    late = [s for s in SITUATIONS.values() if s.name.startswith(("hang-always", "hang-after-headers", "tls-hang"))]
    short = MANNERS.model_copy(update={"attempt_seconds": 1, "link_seconds": 100, "attempts": 1})
    with Server(late, tmp_path) as server:
        seen = probed(server, [server.link(s) for s in late], tmp_path, policy(server, manners=short))
    assert len(seen) == len(late) > 2
    assert {link: o.ms for link, o in seen.items() if not 900 < (o.ms or 0) < 60_000} == {}


def test_a_slow_host_starves_nobody(tmp_path: Path) -> None:
    """Two hundred links of a host that gives none of them an answer before the fast links of fifty others, behind them
    in the queue, have theirs."""
    fast = [s for s in SITUATIONS.values() if s.name.startswith("path-") and s.host.endswith("agency.example")][:50]
    with Server([SITUATIONS["hang-always"], *fast], tmp_path) as server:
        waiting = {s.host for s in fast}

        async def late(ask: Ask, wire: Wire) -> None:
            while waiting - {r.name for r in server.seen if r.ended}:
                await asyncio.sleep(0.05)
            wire.reset()

        host = SITUATIONS["hang-always"].host
        server.routes[host, "*"] = late
        slow = [f"http://{host}:{server.port}/report?n={n}" for n in range(200)]
        quick = MANNERS.model_copy(update={"attempt_seconds": 60, "link_seconds": 120, "attempts": 1, "per_host": 20})
        seen = probed(server, [*slow, *map(server.link, fast)], tmp_path, policy(server, manners=quick))
        assert len(seen) == len(slow) + len(fast)
        assert {seen[server.link(s)].verdict.value for s in fast} == {"ok"}
        assert max(seen[link].ms or 0 for link in slow) < 60_000, "the slow host had to wait for those that wait for it"
        assert {seen[link].verdict.value for link in slow} == {"unsure"}


def test_crowd_on_one_host(tmp_path: Path) -> None:
    """Forty links of one host: never more at once than its manners allow, each asked once."""
    with Server([], tmp_path) as server:

        async def shop(ask: Ask, wire: Wire) -> None:
            await asyncio.sleep(0.02)
            await wire.send(FINE.wire(ask))

        links = [f"http://talk-short.agency.example:{server.port}/shop/{n}" for n in range(40)]
        server.names.table["talk-short.agency.example"] = Dns(((PUBLIC[0],),))
        for number in range(40):
            server.routes["talk-short.agency.example", f"/shop/{number}"] = shop
        seen = probed(server, [*links, links[0] + "#a", links[0] + "#:~:text=b"], tmp_path, policy(server))
        assert len(seen) == 42
        assert server.most_at_once["talk-short.agency.example"] <= MANNERS.per_host
        asked = Counter(r.target for r in server.seen if "/shop/" in r.target)
        assert {target: n for target, n in asked.items() if n > 1} == {}
