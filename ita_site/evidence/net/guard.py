"""Who may be dialled: public addresses only, unless the agency's policy names others.

Checked three times, because names lie: when an address is written as a number, after every resolution of a name, and
at the moment a socket is made for it (so that a name which changes its mind in between gains nothing).
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from ita_site.evidence.allowed import Allowed, Ip
from ita_site.evidence.net.failure import Failure

# Ways to write an IPv4 address inside an IPv6 one. Sources: RFC 6052 (NAT64), RFC 8215 (local-use NAT64).
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
# What Python's own list has learnt only lately, or holds too small. Source: IANA's special-purpose registries.
_SPECIAL = tuple(map(ipaddress.ip_network, (
    "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16",
)))  # fmt: skip
_RESOLVERS = 32
"""Threads that wait for the system's resolver; one slow name must not keep the others waiting."""


def is_public(ip: Ip) -> bool:
    """Whether anyone on the internet could reach `ip`: no loopback, private, link-local, carrier, multicast or
    reserved address, and none of these inside an IPv6 one."""
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and any(ip in network for network in _NAT64):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if ip.is_site_local:
            return False
    if any(ip in network for network in _SPECIAL if network.version == ip.version):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class Guard:
    """The policy's word on addresses. `allow` holds addresses, networks (`10.1.0.0/16`) and host names."""

    def __init__(self, allow: Iterable[str] = ()) -> None:
        self._allowed = Allowed(allow)
        self._known: dict[str, bool] = {}
        self._hosts: dict[str, bool] = {}
        self._by_name: set[str] = set()

    def allows(self, ip: str, host: str = "") -> bool:
        """Whether the address `ip` may be dialled, for a link to `host`."""
        if host and self._allowed.has_name(host):
            self._by_name.add(ip)
            return True
        known = self._known.get(ip)
        if known is None:
            known = self._known[ip] = self._judge(ip)
        return known

    def allows_host(self, host: str) -> bool:
        """Whether a host as it stands in an address may be dialled; a name is judged by what it resolves to."""
        known = self._hosts.get(host)
        if known is None:
            try:
                known = self.allows(str(ipaddress.ip_address(host.strip("[]"))))
            except ValueError:
                known = True
            self._hosts[host] = known
        return known

    def _judge(self, ip: str) -> bool:
        try:
            address = ipaddress.ip_address(ip.partition("%")[0])
        except ValueError:
            return False
        return self._allowed.has_ip(address) or is_public(address)

    def socket(self, info: tuple[Any, ...]) -> socket.socket:
        """A socket for one resolved address: the last check, where the call is made. Raises Failure."""
        family, kind, protocol, _, target = info
        if not (self.allows(target[0]) or target[0] in self._by_name):
            raise Failure("private-address", detail=target[0])
        return socket.socket(family=family, type=kind, proto=protocol)


class GuardedResolver(AbstractResolver):
    """Asks the system for a name once in a run, and hands out only addresses that the guard allows."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._pool = ThreadPoolExecutor(_RESOLVERS, thread_name_prefix="resolve")
        self._asked: dict[str, asyncio.Task[list[tuple[int, str]]]] = {}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of `host`. Raises Failure."""
        return [
            ResolveResult(hostname=host, host=ip, port=port, family=number, proto=0, flags=socket.AI_NUMERICHOST)
            for number, ip in await self.addresses(host)
            if family in (socket.AF_UNSPEC, number)
        ]

    async def addresses(self, host: str) -> list[tuple[int, str]]:
        """Family and address, the allowed ones. Raises Failure."""
        task = self._asked.get(host)
        if task is None or _is_worth_asking_again(task):
            task = self._asked[host] = asyncio.ensure_future(self._ask(host))
        # one link that gives up waiting must not take the answer from the others
        return await asyncio.shield(task)

    async def _ask(self, host: str) -> list[tuple[int, str]]:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(
                self._pool, lambda: socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
            )
        except socket.gaierror as error:
            raise _unresolved(host, error) from None
        except (UnicodeError, OSError) as error:
            raise Failure("no-such-host", detail=host) from error
        addresses = list(dict.fromkeys((int(family), str(target[0])) for family, _, _, _, target in found))
        if not addresses:
            raise Failure("no-such-host", detail=host)
        allowed = [(family, ip) for family, ip in addresses if self._guard.allows(ip, host)]
        if not allowed:
            raise Failure("private-address", detail=f"{host} → {addresses[0][1]}")
        return allowed

    async def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        for task in self._asked.values():
            if task.done() and not task.cancelled():
                task.exception()  # seen: nobody may have waited for it


def _is_worth_asking_again(task: asyncio.Task[list[tuple[int, str]]]) -> bool:
    if not task.done():
        return False
    error = None if task.cancelled() else task.exception()
    return task.cancelled() or (isinstance(error, Failure) and error.may_pass)


_GONE = {
    socket.EAI_NONAME,
    getattr(socket, "EAI_NODATA", socket.EAI_NONAME),
    getattr(socket, "EAI_ADDRFAMILY", socket.EAI_NONAME),
}


def _unresolved(host: str, error: socket.gaierror) -> Failure:
    """A name that does not exist is gone; a resolver in trouble says nothing about the name."""
    gone = error.errno in _GONE
    return Failure("no-such-host" if gone else "dns", detail=host, may_pass=not gone)
