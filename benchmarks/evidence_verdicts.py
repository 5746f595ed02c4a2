"""The situations of tests/links put to every checker alike: what each says, whom it dials, and where it hangs."""

from __future__ import annotations

import ipaddress
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evidence_process import Done, measured
from evidence_tools import Said, Tool

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from links.registry import Situation  # noqa: E402
from links.server import ALLOWED, PRIVATE, Server  # noqa: E402
from links.situations import SITUATIONS  # noqa: E402

WORLD = ROOT / "benchmarks" / "evidence_world"
LIMIT, LONG = 300.0, 65.0
"""Seconds after which a run is ended, and for which a request may be kept open."""
_ALLOWED = [ipaddress.ip_network(network) for network in (*ALLOWED, "::1", "2001:db8::/32")]
JUDGED = [s for s in SITUATIONS.values() if s.kind != "bounds"]


@dataclass
class Score:
    """How a checker did. `strict` when three outcomes are asked of it, not two."""

    strict: bool
    said: Said = field(default_factory=dict)
    hung: set[str] = field(default_factory=set)
    inside: set[str] = field(default_factory=set)
    seconds: float = 0.0
    ended: bool = True
    megabytes: float = 0.0

    def wrong(self, *kinds: str) -> list[str]:
        return [s.name for s in JUDGED if s.kind in kinds and not self._is_right(s)]

    def _is_right(self, situation: Situation) -> bool:
        """Checkers with two outcomes call broken what we call unsure; of what they say nothing passes their gate."""
        said = self.said.get(situation.name, "absent")
        if said in situation.want:
            return True
        return not self.strict and (said != "broken" if situation.kind == "good" else said == "broken")

    @property
    def lasted(self) -> str:
        return f"{self.seconds:.0f}" if self.ended else f"over {LIMIT:.0f}"

    @property
    def silent(self) -> int:
        return sum(s.name not in self.said for s in JUDGED)

    @property
    def right(self) -> int:
        return len(JUDGED) - len(self.wrong("good", "gone", "soft"))


def scored(tool: Tool, *, strict: bool = False) -> Score:
    """Run a checker over all situations, again without those at which it hangs when it then says nothing at all."""
    score, left = Score(strict), list(SITUATIONS.values())
    for _ in range(3):
        done, said = _run(tool, left, score)
        score.seconds, score.megabytes = score.seconds + done.seconds, max(score.megabytes, done.megabytes)
        score.said |= said
        score.ended &= done.ended
        if done.ended or said or not score.hung:
            break
        left = [s for s in left if s.name not in score.hung and s.tls != "hang"]
    return score


def _run(tool: Tool, situations: Sequence[Situation], score: Score) -> tuple[Done, Said]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        folder.chmod(0o777)  # LinkChecker gives up its rights when run by root
        papers = folder / "papers"
        papers.mkdir()
        with Server(SITUATIONS.values(), papers) as server:
            links = [server.link(s) for s in situations]
            done = measured(tool.words(folder, links), folder, {**tool.env, **_world(folder, server)}, limit=LIMIT)
            ended = time.monotonic()
            try:
                said = tool.said(folder, links)
            except (OSError, ValueError):
                said = {}  # ended before it wrote anything
        by_host = {s.host.lower().rstrip("."): s.name for s in situations}
        for request in server.seen:
            if (request.ended or ended) - request.began > LONG:
                score.hung.add(by_host.get(request.name, request.name))
            if request.address in PRIVATE:
                score.inside.add(f"{request.name} {request.target}")
        for place in set((folder / "dialled").read_text(encoding="ascii").split()):
            ip = ipaddress.ip_address(place)
            if not (ip.is_loopback or ip.is_unspecified or any(ip in network for network in _ALLOWED)):
                score.inside.add(place)
    return done, {s.name: said[link] for s, link in zip(situations, links, strict=True) if link in said}


def _world(folder: Path, server: Server) -> dict[str, str]:
    """Environment that gives a program the names and the authority of the test server."""
    log, world = folder / "dialled", folder / "world.json"
    log.touch()
    log.chmod(0o666)
    names = {name: (entry.steps, entry.takes) for name, entry in server.names.table.items()}
    world.write_text(json.dumps({"names": names, "log": str(log)}), encoding="utf-8")
    authority = str(server.papers.ca_file)
    return {
        "BENCH_WORLD": str(world),
        "PYTHONPATH": f"{WORLD}:{ROOT / 'tests'}:{ROOT}",
        "NODE_OPTIONS": f"--require {WORLD / 'world.cjs'}",
        "NODE_EXTRA_CA_CERTS": authority,
        "REQUESTS_CA_BUNDLE": authority,
        "SSL_CERT_FILE": authority,
    }


def ours(manners: dict[str, int], title: str) -> Tool:
    """Our own checker, in a process like the others."""

    def words(folder: Path, links: Sequence[str]) -> list[str | Path]:
        policy = {"allow_hosts": [*ALLOWED, "::1"], "ca_file": str(folder / "papers" / "ca.pem"), "manners": manners}
        (folder / "job.json").write_text(json.dumps({"links": links, "policy": policy}), encoding="utf-8")
        return [sys.executable, ROOT / "benchmarks" / "evidence_ours.py", "probe", folder / "job.json"]

    def said(folder: Path, links: Sequence[str]) -> Said:
        told: Said = json.loads((folder / "stdout").read_text(encoding="utf-8"))["said"]
        return {link: told[link.strip()] for link in links if link.strip() in told}

    return Tool(title, words, said, {})
