"""The server: one thread, many loopback addresses, a plain and a TLS port; it notes everything that arrives."""

from __future__ import annotations

import asyncio
import inspect
import re
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from links import answers
from links.answers import Answer, Ask, Wire
from links.names import Names
from links.papers import Papers
from links.registry import Dns, Handler, Situation

PUBLIC = tuple(f"127.0.0.{n}" for n in range(16, 36))
"""Addresses on which ordinary hosts live; those with TLS of their own live above, up to 127.0.0.61; nothing is at 127.0.0.62."""
ALLOWED = ("127.0.0.16/28", "127.0.0.32/27")
PRIVATE = ("127.0.0.1", "127.0.1.1")


@dataclass
class Seen:
    """One request, as it arrived."""

    began: float
    address: str
    secure: bool
    method: str
    target: str
    host: str
    headers: list[tuple[str, str]]
    ended: float = 0.0
    sent: int = 0

    @property
    def name(self) -> str:
        """The host without its port."""
        return re.sub(r":\d*$", "", self.host).rstrip(".").lower()


@dataclass(repr=False)
class Server:
    situations: Iterable[Situation]
    folder: Path
    names: Names = field(default_factory=Names)
    seen: list[Seen] = field(default_factory=list)
    dialled: Counter[str] = field(default_factory=Counter)
    """Connections by local address, the silent ones included."""
    most_at_once: Counter[str] = field(default_factory=Counter)

    def __enter__(self) -> Server:
        self.routes: dict[tuple[str, str], Handler] = {}
        self._at_once: Counter[str] = Counter()
        self._nth: Counter[tuple[str, str]] = Counter()
        self._open: list[asyncio.Server] = []
        self._ready = threading.Event()
        self._trouble: BaseException | None = None
        self._thread = threading.Thread(target=lambda: asyncio.run(self._main()), daemon=True)
        self._thread.start()
        if not self._ready.wait(30) or self._trouble:
            raise RuntimeError("the server did not start") from self._trouble
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(10)

    def fill(self, text: str, host: str = "") -> str:
        """Put ports and the host's own address where a link or an answer leaves room for them."""
        for mark, value in (
            ("<site>", f"{host}:{self.port}"), ("<tls>", f"{host}:{self.tls_port}"),
            ("<port>", str(self.port)), ("<tlsport>", str(self.tls_port)),
        ):  # fmt: skip
            text = text.replace(mark, value)
        return text

    def link(self, situation: Situation) -> str:
        return self.fill(situation.link, situation.host)

    async def _main(self) -> None:
        try:
            self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
            plain, secure = self._settle()
            self.papers = Papers(self.folder, self.port)
            paper = answers.data(self.papers.intermediate_der, "application/pkix-cert")
            self.routes["aia.agency.example", "/intermediate.der"] = paper
            self.routes["aia.agency.example", "/late.der"] = answers.late(paper)
            for address, sock in plain.items():
                await self._serve(sock, address, None)
            for address, sock in secure.items():
                await self._serve(sock, address, self.papers.speaks(self._tls_of.get(address, "good")))
        except BaseException as trouble:  # noqa: BLE001 - told to the thread that waits
            self._trouble = trouble
            self._ready.set()
            return
        self._ready.set()
        await self._end.wait()
        for opened in self._open:
            opened.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0.05)

    def _settle(self) -> tuple[dict[str, socket.socket], dict[str, socket.socket]]:
        """Give every host an address, and open all of them on the same two ports."""
        self._tls_of: dict[str, str] = {}
        kinds: dict[str, str] = {}
        for number, situation in enumerate(self.situations):
            if situation.tls and situation.tls not in kinds:
                kinds[situation.tls] = f"127.0.0.{36 + len(kinds)}"
            address = kinds.get(situation.tls) or PUBLIC[number % len(PUBLIC)]
            self._enter(situation, address)
        self._tls_of = {address: kind for kind, address in kinds.items()}
        assert len(kinds) <= 26
        self.names.table.setdefault("aia.agency.example", Dns(((PUBLIC[0],),)))
        places = [*PUBLIC, *PRIVATE, *kinds.values()]
        self.port, plain = _open(places)
        self.tls_port, secure = _open(places)
        for place in ("::1",):
            for sockets, port in ((plain, self.port), (secure, self.tls_port)):
                try:
                    sockets[place] = socket.create_server((place, port), family=socket.AF_INET6)
                except OSError:
                    continue
        return plain, secure

    def _enter(self, situation: Situation, address: str) -> None:
        host = situation.host.lower().rstrip(".")
        if not situation.down:
            self.names.table.setdefault(host, situation.dns if situation.dns and situation.dns.steps else Dns(
                ((address,),), situation.dns.takes if situation.dns else 0.0))  # fmt: skip
        if situation.handler is not None:
            self.routes[host, "*" if situation.everywhere else situation.target] = situation.handler
        for place, handler in situation.also.items():
            other, target = host, place
            if place.startswith("//"):
                other, _, rest = place[2:].partition("/")
                target = "/" + rest
                self.names.table.setdefault(other, Dns(((address,),)))
            self.routes.setdefault((other, "*" if target.endswith("/*") else target), handler)

    async def _serve(self, sock: socket.socket, address: str, speaks: object) -> None:
        async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await self._take(Wire(reader, writer), address, isinstance(speaks, ssl.SSLContext))

        async def odd(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.dialled[address] += 1
            assert callable(speaks)
            await _quietly(speaks(Wire(reader, writer), self._answer_bytes), writer)

        context = speaks if isinstance(speaks, ssl.SSLContext) else None
        serve = odd if callable(speaks) else take
        self._open.append(await asyncio.start_server(serve, sock=sock, ssl=context, limit=1 << 20, backlog=500))

    async def _take(self, wire: Wire, address: str, secure: bool) -> None:
        self.dialled[address] += 1
        await _quietly(self._one(wire, address, secure), wire.writer)

    async def _one(self, wire: Wire, address: str, secure: bool) -> None:
        ask, seen = self._read(await wire.reader.readuntil(b"\r\n\r\n"), address, secure)
        self.seen.append(seen)
        self._at_once[seen.name] += 1
        self.most_at_once[seen.name] = max(self.most_at_once[seen.name], self._at_once[seen.name])
        try:
            await _answer(self._handler(ask), ask, wire)
        finally:
            self._at_once[seen.name] -= 1
            seen.ended, seen.sent = time.monotonic(), wire.sent

    def _read(self, head: bytes, address: str, secure: bool) -> tuple[Ask, Seen]:
        first, *lines = head.decode("latin-1").split("\r\n")[:-2]
        method, _, rest = first.partition(" ")
        target = rest.rpartition(" ")[0]
        headers = [(n.strip(), v.strip()) for n, _, v in (line.partition(":") for line in lines)]
        plain = {n.lower(): v for n, v in headers}
        seen = Seen(time.monotonic(), address, secure, method, target, plain.get("host", ""), headers)
        key = (seen.name, target)
        ask = Ask(method, target, seen.name, plain, self._nth[key], lambda b: self._fill_bytes(b, seen.name))
        self._nth[key] += 1
        return ask, seen

    def _fill_bytes(self, text: bytes, host: str) -> bytes:
        if b"<site>" not in text and b"<tls>" not in text and b"port>" not in text:
            return text
        return self.fill(text.decode("latin-1"), host).encode("latin-1")

    def _handler(self, ask: Ask) -> Handler:
        for key in ((ask.host, ask.target), (ask.host, "*")):
            if key in self.routes:
                return self.routes[key]
        return answers.MISSING

    def _answer_bytes(self, head: bytes, address: str) -> bytes:
        """For handlers of bare connections that end in ordinary HTTP."""
        ask, seen = self._read(head, address, True)
        self.seen.append(seen)
        found = self._handler(ask)
        return found.wire(ask) if isinstance(found, Answer) else answers.MISSING.wire(ask)


async def _answer(handler: Handler, ask: Ask, wire: Wire) -> None:
    if callable(handler):
        made = handler(ask, wire) if inspect.iscoroutinefunction(handler) else handler(ask)  # type: ignore[call-arg]
        if inspect.isawaitable(made):
            await made
            return
        handler = made or answers.MISSING
    if isinstance(handler, Answer):
        await wire.send(handler.wire(ask, head_only=ask.method == "HEAD"))
    elif isinstance(handler, bytes):
        await wire.send(ask.fill(handler))


async def _quietly(work: Awaitable[None], writer: asyncio.StreamWriter) -> None:
    """Visitors hang up when they like."""
    try:
        await work
    except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
        pass
    finally:
        writer.close()


def _open(places: list[str]) -> tuple[int, dict[str, socket.socket]]:
    """The same free port on all addresses."""
    for _ in range(50):
        opened: dict[str, socket.socket] = {}
        try:
            opened[places[0]] = socket.create_server((places[0], 0))
            port = opened[places[0]].getsockname()[1]
            for place in places[1:]:
                opened[place] = socket.create_server((place, port))
        except OSError:
            for sock in opened.values():
                sock.close()
            continue
        return port, opened
    raise RuntimeError("no port is free on all addresses")


Speaks = ssl.SSLContext | Callable[..., Awaitable[None]]
