"""Opens links and says what was seen: one GET for each distinct address, however often it is cited."""

from __future__ import annotations

import asyncio
import gc
import hashlib
import sys
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ita_site import __version__
from ita_site.evidence.follow import End, Follower
from ita_site.evidence.judge import Judgement, judge, judge_fragment
from ita_site.evidence.links import Address, has_login, read_address
from ita_site.evidence.net import loop
from ita_site.evidence.net.client import Client
from ita_site.evidence.net.guard import Guard
from ita_site.evidence.net.manners import Hosts
from ita_site.evidence.net.tls import Trust
from ita_site.evidence.observation import Observation, Verdict
from ita_site.evidence.reasons import REASONS
from ita_site.evidence.remember import remembered
from ita_site.evidence.sibling import Face, Siblings, is_same
from ita_site.evidence.words import under
from ita_site.records.config import EvidencePolicy

Progress = Callable[[int, int], None]
"""Called with how many links are done, of how many."""
_WITH_FRAGMENT = 4
"""A page in which a place is looked for is read so many times further."""
_TIDY_EVERY = 20_000
_NOTHING: Mapping[str, Any] = MappingProxyType({})


_Others = dict[str, dict[str, str]]
"""Further links to an address beside the first, with their fragments, by what is sent."""


def probe(
    links: Iterable[str],
    policy: EvidencePolicy,
    root: Path,
    *,
    about: str = "",
    contact: str = "",
    known: Mapping[str, Observation] | None = None,
    into: dict[str, Observation] | None = None,
    progress: Progress | None = None,
) -> dict[str, Observation]:
    """Open every link and give what was seen, by the link as typed.

    `about` is the page that tells who we are, `contact` an e-mail address for the `From` header. `known` is what
    earlier checks saw. Observations go `into` a dict as they come, so that an interrupted run keeps what it knows.
    Raises ConfigError when `evidence.ca_file` cannot be used.
    """
    found: dict[str, Observation] = {} if into is None else into
    before = known or {}
    now = datetime.now(UTC).replace(microsecond=0)
    addresses, others, hopeless = _sorted(links)
    run = _Run(policy, root, about, contact, before, found, now, progress)
    for link, reason in hopeless.items():
        run.keep(link, Judgement(reason))
    loop.run(run.all(addresses, others))
    return found


def _sorted(links: Iterable[str]) -> tuple[list[Address], _Others, dict[str, str]]:
    """The addresses to be opened, each once; further links to them; and links that no browser could open, with the
    reason."""
    firsts: dict[str, Address] = {}
    others: _Others = {}
    hopeless: dict[str, str] = {}
    for typed in links:
        link = typed.strip()
        address = read_address(link)
        if has_login(link):
            hopeless[link] = "login-in-address"
        elif address is None:
            hopeless[link] = "bad-address"
        elif firsts.setdefault(address.wire, address).typed != link:
            others.setdefault(address.wire, {})[link] = address.fragment
    return list(firsts.values()), others, hopeless


class _Run:
    def __init__(
        self, policy: EvidencePolicy, root: Path, about: str, contact: str, known: Mapping[str, Observation],
        found: dict[str, Observation], now: datetime, progress: Progress | None,
    ) -> None:  # fmt: skip
        self._policy = policy
        self._known = known
        self._found = found
        self._now = now
        self._progress = progress
        self._hostile = frozenset(host.strip().lower() for host in policy.hostile_hosts)
        self._cap = policy.manners.body_kb * 1024
        self._agent = f"ita-site/{__version__}" + (f" (+{about.partition('://')[2] or about})" if about else "")
        self._contact = contact
        self._guard = Guard(policy.allow_hosts)
        self._trust = Trust(root / policy.ca_file if policy.ca_file else None)
        self._accepted = {entry.host.strip().lower(): entry.accept for entry in policy.certificates}
        self._done = 0

    async def all(self, addresses: list[Address], others: _Others) -> None:
        queues: dict[str, deque[Address]] = defaultdict(deque)
        for address in addresses:
            queues[address.origin].append(address)
        self._of, self._others = len(addresses), others
        addresses.clear()  # each is let go of when it is done
        manners = self._policy.manners
        async with Client(self._guard, self._trust, self._accepted) as client:
            self._follower = Follower(client, Hosts(manners), manners, agent=self._agent, contact=self._contact)
            self._siblings = Siblings(self._follower, self._cap)
            async with asyncio.TaskGroup() as group:
                for queue in queues.values():
                    for _ in range(min(manners.per_host, len(queue))):
                        group.create_task(self._work(queue))

    async def _work(self, queue: deque[Address]) -> None:
        while queue:
            address = queue.popleft()
            try:
                await self._one(address)
            except Exception as fault:  # noqa: BLE001 - one odd answer must not cost the others their verdict
                self._note(address, Judgement("checker-fault", f"{type(fault).__name__}: {fault}"), {})
            self._done += 1
            if self._done % _TIDY_EVERY == 0:
                gc.collect()
            if self._progress is not None:
                self._progress(self._done, self._of)

    async def _one(self, address: Address) -> None:
        started = time.monotonic()
        has_place = any(fragment for _, fragment in self._links(address))
        end = await self._follower.end_of(address, cap=self._cap * (_WITH_FRAGMENT if has_place else 1))
        said = judge(end)
        if REASONS[said.reason].verdict is Verdict.OK:
            if await self._is_like_missing(end, keeps_page=has_place):
                said = Judgement("like-missing")
            elif self._hostile and (under(end.address.host, self._hostile) or under(end.typed.host, self._hostile)):
                said = Judgement("hostile-host", end.address.host)
        self._note(address, said, _seen(end, int((time.monotonic() - started) * 1000)), end)

    async def _is_like_missing(self, end: End, *, keeps_page: bool) -> bool:
        """Whether the server gives the very same page for a name that cannot exist."""
        asked = self._siblings.ask(end)
        if asked is None:
            return False
        other = asked.result() if asked.done() else None
        if asked.done() and (other is None or (other.status != 200 and not other.leads_to)):
            return False
        mine = Face.of(end)
        if not keeps_page:
            end.page, end.body = None, b""  # a crowd that waits for one slow neighbour must not keep all its pages
        other = await asyncio.shield(asked)
        return mine is not None and other is not None and is_same(mine, other)

    def _links(self, address: Address) -> list[tuple[str, str]]:
        """All links that open an address, as typed, each with its fragment."""
        return [(address.typed, address.fragment), *self._others.get(address.wire, {}).items()]

    def _note(self, address: Address, said: Judgement, seen: Mapping[str, Any], end: End | None = None) -> None:
        """Write down what is said of an address for each link that opens it; they differ in their fragments."""
        is_ok = REASONS[said.reason].verdict is Verdict.OK
        for link, fragment in self._links(address):
            mine = judge_fragment(end, fragment, said) if is_ok and end is not None else said
            self.keep(link, mine, seen)

    def keep(self, link: str, said: Judgement, seen: Mapping[str, Any] = _NOTHING) -> None:
        """Enter one link with what was seen."""
        verdict = REASONS[said.reason].verdict
        last_ok = self._now if verdict is Verdict.OK else None
        new = Observation(
            link, verdict, said.reason, detail=_clean(said.detail),
            first_seen=self._now, last_checked=self._now, last_ok=last_ok, **seen,
        )  # fmt: skip
        self._found[link] = remembered(new, self._known.get(link))


def _seen(end: End, ms: int) -> dict[str, Any]:
    """What can be said of an answer whatever is thought of it: fields of an observation."""
    answer = end.answer
    wire = end.typed.typed if end.address.wire == end.typed.typed else end.address.wire  # one string, not two alike
    final = wire + (f"#{end.address.fragment}" if end.hops and end.address.fragment else "")
    if answer is None:
        return {"final_url": final, "ms": ms}
    is_document = "html" not in end.content_type and end.kind != "html" and answer.status < 400
    return {
        "status": answer.status,
        "final_url": final,
        "type": sys.intern(_clean(end.content_type)),
        "bytes": answer.length,
        # a page may change daily, and would change its line in the ledger as often
        "sha256": hashlib.sha256(answer.body).hexdigest() if is_document and answer.is_whole else None,
        "etag": _clean(answer.header("etag")),
        "last_modified": _clean(answer.header("last-modified")),
        "ms": ms,
    }


def _clean(said: str) -> str:
    """Words of a stranger, on one line, short, and nothing in them that cannot be written."""
    if not said or (said.isascii() and said.isprintable() and len(said) <= 200):
        return said
    return " ".join("".join(c if c.isprintable() else " " for c in said[:400]).split())[:200]
