"""Politeness: how many at once, how long between, when to rest, when to stop asking."""

from __future__ import annotations

import asyncio
import time

from ita_site.records.config import Manners

_NOBODY_THERE = 4
"""So many links of a host that was never reached at all, and the others are not tried."""
_GONE_SILENT = 20
_NEVER_SPOKE = 10
"""So many links in a row without an answer, from a host that takes connections: had it answered before, or never."""
_PATIENCE = 1800.0
_A_LINK = 10.0
"""Seconds given to one host in all, and on average to a link, before its other links are called slow."""


class Host:
    """One server, by name and port: its places, its rest, its failures."""

    __slots__ = ("absent", "answered", "asked", "failures", "last", "places", "rest_until", "spent")

    def __init__(self, places: int) -> None:
        self.places = asyncio.Semaphore(places)
        self.rest_until = 0.0
        self.last = 0.0
        self.failures = 0
        self.absent = 0
        self.answered = False
        self.asked = 0
        self.spent = 0.0

    @property
    def is_silent(self) -> bool:
        """Whether it has failed so often that the next link would only cost time."""
        patience = _GONE_SILENT if self.answered else _NEVER_SPOKE
        return self.failures >= patience or (self.absent >= _NOBODY_THERE and not self.answered)

    @property
    def is_slow(self) -> bool:
        """Whether it has cost so much time that its other links would cost hours."""
        return self.spent > _PATIENCE and self.spent > _A_LINK * self.asked

    def failed(self, *, is_absent: bool) -> None:
        """One more link without an answer; `is_absent` when the machine itself was not reached."""
        self.failures += 1
        self.absent += is_absent

    def heard(self) -> None:
        self.answered = True
        self.failures = 0

    def rest(self, seconds: float) -> None:
        """Ask nothing of this host for so long."""
        self.spent += seconds
        self.rest_until = max(self.rest_until, time.monotonic() + seconds)


class Hosts:
    """All servers of one run. A link waits for a place at its host first and takes one of all places last, so that a
    crowd at one slow host never keeps the others waiting."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._all = asyncio.Semaphore(manners.at_once)
        self._of: dict[str, Host] = {}

    def of(self, origin: str) -> Host:
        host = self._of.get(origin)
        if host is None:
            host = self._of[origin] = Host(self._manners.per_host)
        return host

    async def enter(self, host: Host) -> None:
        """Wait for a place to make one request from; every `enter` needs its `leave`."""
        await host.places.acquire()
        try:
            gap = self._manners.gap_ms / 1000
            if gap or host.rest_until:
                while (wait := max(host.rest_until, host.last + gap) - time.monotonic()) > 0:
                    await asyncio.sleep(wait)
                host.last = time.monotonic()
            await self._all.acquire()
        except BaseException:
            host.places.release()
            raise

    def leave(self, host: Host) -> None:
        self._all.release()
        host.places.release()
