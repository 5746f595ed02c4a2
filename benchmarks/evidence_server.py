"""A loopback server of fifty fast hosts, one that answers after a second and one that never does.

`python benchmarks/evidence_server.py PORT` serves; `Hosts()` starts it in a process of its own. Raw asyncio, because
the server must cost little beside the client that is measured. `/p/<number>` exists, every other path is not found.
"""

from __future__ import annotations

import asyncio
import gc
import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

FAST = tuple(f"127.0.0.{n}" for n in range(10, 60))
SLOW, SILENT, DESK = "127.0.0.100", "127.0.0.101", "127.0.0.62"
"""Hosts that answer late and never (first also for those who sort their links), and the address at which the benchmark asks what was seen."""
LATENCY, LATE = 0.02, 1.0
PAGE = """<!doctype html>
<html lang="th"><head><meta charset="utf-8"><title>รายงานผลการดำเนินงาน</title></head>
<body><h1>รายงานผลการดำเนินงาน เลขที่ {}</h1>
{}<p><a href="/">หน้าแรก</a></p></body></html>
"""
_WORDS = "<p>ข้อมูลตามแผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๖</p>\n" * 5
BODY = PAGE.format("@", _WORDS).encode()
MISSING = PAGE.format("@", "<p>ไม่พบหน้าที่ต้องการ</p>").encode()


class Seen:
    """What has arrived since the last `/reset`."""

    def __init__(self) -> None:
        self.first = self.last = self.last_fast = 0.0
        self.requests = 0
        self.fast: set[tuple[str, bytes]] = set()
        self.at_once: Counter[str] = Counter()
        self.most_at_once = 0

    def told(self) -> bytes:
        mine = {
            "seconds": self.last - self.first, "fast_seconds": self.last_fast - self.first, "fast": len(self.fast),
            "requests": self.requests, "most_at_once": self.most_at_once,
        }  # fmt: skip
        return json.dumps(mine).encode()


class Connection(asyncio.Protocol):
    seen = Seen()
    loop: asyncio.AbstractEventLoop

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.host = transport.get_extra_info("sockname")[0]
        self.rest = b""

    def connection_lost(self, _: Exception | None) -> None:
        if self.host == SILENT:
            self.seen.at_once[self.host] -= 1

    def data_received(self, data: bytes) -> None:
        self.rest += data
        while (end := self.rest.find(b"\r\n\r\n")) >= 0:
            method, path, _ = self.rest[:end].split(b" ", 2)
            self.rest = self.rest[end + 4 :]
            if self.host == DESK:
                self.transport.write(self.desk(path))
                continue
            seen = self.seen
            seen.requests += 1
            seen.first = seen.first or time.monotonic()
            seen.at_once[self.host] += 1
            seen.most_at_once = max(seen.most_at_once, seen.at_once[self.host])
            if self.host != SILENT:
                late = LATE if self.host == SLOW else LATENCY
                self.loop.call_later(late, self.answer, method, path, seen)

    def answer(self, method: bytes, path: bytes, seen: Seen) -> None:
        seen.at_once[self.host] -= 1
        if self.transport.is_closing():
            return
        known = path.startswith(b"/p/") and path[3:].isdigit()
        body = (BODY if known else MISSING).replace(b"@", path, 1)
        # the header by which LinkChecker knows that it need not slow itself down
        head = b"HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\nLinkChecker: welcome\r\nContent-Length: %d\r\n\r\n"
        head %= (b"200 OK" if known else b"404 Not Found", len(body))
        self.transport.write(head if method == b"HEAD" else head + body)
        seen.last = time.monotonic()
        if known and self.host != SLOW and (self.host, path) not in seen.fast:
            seen.fast.add((self.host, path))
            seen.last_fast = seen.last

    def desk(self, path: bytes) -> bytes:
        body = self.seen.told()
        if path == b"/reset":
            Connection.seen = Seen()
        return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


async def _serve(port: int) -> None:
    Connection.loop = asyncio.get_running_loop()
    opened = [
        await Connection.loop.create_server(Connection, host, port, backlog=2000)
        for host in (*FAST, SLOW, SILENT, DESK)
    ]
    print("up", flush=True)
    try:
        await asyncio.Event().wait()
    finally:
        del opened


class Hosts:
    """The server in a process of its own."""

    def __enter__(self) -> Self:
        with socket.create_server((DESK, 0)) as free:
            self.port = int(free.getsockname()[1])
        self._running = subprocess.Popen(
            [sys.executable, str(Path(__file__)), str(self.port)], stdout=subprocess.PIPE, text=True
        )
        assert self._running.stdout is not None
        if self._running.stdout.readline().strip() != "up":
            raise SystemExit("the server did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._running.terminate()
        self._running.wait()

    def links(self, count: int) -> list[str]:
        """Distinct links, spread over the fast hosts."""
        return [f"http://{FAST[n % len(FAST)]}:{self.port}/p/{n}" for n in range(count)]

    def links_of(self, host: str, count: int) -> list[str]:
        return [f"http://{host}:{self.port}/p/{n}" for n in range(count)]

    def seen(self, *, reset: bool = False) -> dict[str, Any]:
        """What arrived since the last reset."""
        with urllib.request.urlopen(f"http://{DESK}:{self.port}/{'reset' if reset else 'seen'}", timeout=20) as answer:
            found: dict[str, Any] = json.load(answer)
        return found


if __name__ == "__main__":
    gc.freeze()
    asyncio.run(_serve(int(sys.argv[1])))
