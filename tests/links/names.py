"""Names of the test world: `socket.getaddrinfo`, and nothing else, is replaced while a test runs."""

from __future__ import annotations

import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from threading import Lock
from typing import Any

from links.registry import Dns

_real = socket.getaddrinfo


class Names:
    """The name service. A name that nobody entered does not exist; no question leaves the process."""

    def __init__(self) -> None:
        self.table: dict[str, Dns] = {"localhost": Dns((("127.0.0.1",),))}
        self.asked: Counter[str] = Counter()
        self._lock = Lock()

    def look_up(
        self, host: Any, port: Any, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0  # noqa: A002
    ) -> list[Any]:  # fmt: skip
        name = _plain(host)
        if host is None or _is_address(name) or flags & socket.AI_NUMERICHOST:
            return _real(host, port, family, type, proto, flags)
        with self._lock:
            turn = self.asked[name]
            self.asked[name] += 1
        entry = self.table.get(name, Dns((socket.EAI_NONAME,)))
        if entry.takes:
            time.sleep(entry.takes)
        step = entry.steps[min(turn, len(entry.steps) - 1)]
        if isinstance(step, int):
            raise socket.gaierror(step, "test name service")
        found = [a for a in step if family in (0, socket.AF_INET6 if ":" in a else socket.AF_INET)]
        if not found:
            raise socket.gaierror(socket.EAI_NODATA, "No address associated with hostname")
        return [_entry(a, int(port or 0), proto) for a in found]

    @contextmanager
    def in_charge(self) -> Iterator[None]:
        socket.getaddrinfo = self.look_up
        try:
            yield
        finally:
            socket.getaddrinfo = _real


def _entry(address: str, port: int, proto: int) -> tuple[Any, ...]:
    six = ":" in address
    place = (address, port, 0, 0) if six else (address, port)
    return (socket.AF_INET6 if six else socket.AF_INET, socket.SOCK_STREAM, proto or socket.IPPROTO_TCP, "", place)


def _plain(host: Any) -> str:
    text = host.decode("ascii") if isinstance(host, bytes | bytearray) else str(host)
    text = text.lower().removesuffix(".")
    return text if text.isascii() else text.encode("idna").decode("ascii")


def _is_address(name: str) -> bool:
    try:
        ip_address(name.partition("%")[0])
    except ValueError:
        # what the system itself reads as an address: 2130706433, 0x7f.1
        return (
            bool(name) and all(c in "0123456789abcdefx." for c in name) and name[0].isdigit() and "example" not in name
        )
    return True
