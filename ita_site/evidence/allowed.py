"""`evidence.allow_hosts`: what the policy counts as public although it is not."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from functools import lru_cache

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?", re.IGNORECASE)


def is_entry(entry: str) -> bool:
    """Whether an entry can be meant: an address, a network smaller than all the world, or a host's name."""
    word = entry.strip().strip("[]")
    try:
        return ipaddress.ip_network(word, strict=False).prefixlen > 0
    except ValueError:
        return _NAME.fullmatch(word) is not None and not re.fullmatch(r"[0-9.]+", word)


class Allowed:
    """Addresses, networks (`10.1.0.0/16`) and host names that the agency opened by name."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._networks: list[ipaddress.IPv4Network | ipaddress.IPv6Network] = []
        self._names: set[str] = set()
        for entry in entries:
            word = entry.strip().strip("[]").lower()
            try:
                self._networks.append(ipaddress.ip_network(word, strict=False))
            except ValueError:
                self._names.add(word.rstrip("."))

    def __bool__(self) -> bool:
        return bool(self._networks or self._names)

    def has_ip(self, ip: Ip) -> bool:
        return any(ip in network for network in self._networks if network.version == ip.version)

    def has_name(self, host: str) -> bool:
        return host.rstrip(".") in self._names

    def has(self, host: str) -> bool:
        """Whether a host as it stands in an address, name or number, was opened."""
        try:
            return self.has_ip(ipaddress.ip_address(host.strip("[]")))
        except ValueError:
            return self.has_name(host)


@lru_cache(maxsize=8)
def allowed(entries: tuple[str, ...]) -> Allowed:
    """Read once for each policy."""
    return Allowed(entries)
