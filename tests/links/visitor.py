"""A plain visitor over bare sockets, to prove that the server does what its situations say."""

from __future__ import annotations

import re
import socket
import ssl
import time
from dataclasses import dataclass
from pathlib import Path

import ada_url

from links.names import Names

HEADERS = (
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r\n"
    "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\nAccept-Language: th,en;q=0.8\r\nAccept-Encoding: gzip, deflate, br\r\n"
)  # fmt: skip


@dataclass(frozen=True)
class Got:
    status: int
    body: bytes


@dataclass
class Visitor:
    names: Names
    ca_file: Path

    def visit(self, link: str, tries: int = 3) -> Got:
        """Follow a link to its end, trying again what may pass."""
        for left in range(tries - 1, -1, -1):
            try:
                got = self._follow(link)
            except OSError:
                if not left:
                    raise
            else:
                if got.status in (403, 408, 429, 500, 502, 503, 504) and left:
                    time.sleep(1)
                    continue
                return got
        raise AssertionError

    def _follow(self, link: str) -> Got:
        cookies: dict[tuple[str, str], str] = {}
        url = ada_url.URL(link.strip())
        for _ in range(21):
            head, body = self._ask(url, cookies)
            for name, value in re.findall(rb"(?im)^Set-Cookie: *([^=;\r\n]*)=([^;\r\n]*)", head):
                cookies[url.hostname, name.decode("latin-1")] = value.decode("latin-1")
            found = re.search(rb"(?im)^Location: *([^\r\n]*?) *\r?$", head)
            status = re.match(rb"(?i)[A-Z]+/?[\d.]* +(\d{3})", head.lstrip())
            number = int(status[1]) if status else 0
            if number not in (301, 302, 303, 307, 308) or not found:
                return Got(number, body)
            url = ada_url.URL(_text(found[1]), base=url.href)
        raise OSError("too many redirects")

    def _ask(self, url: ada_url.URL, cookies: dict[tuple[str, str], str]) -> tuple[bytes, bytes]:
        host = url.hostname
        mine = "; ".join(f"{name}={value}" for (owner, name), value in cookies.items() if owner == host)
        target = url.pathname + (url.search or "?" * url.href.partition("#")[0].endswith("?"))
        lines = f"GET {target} HTTP/1.1\r\nHost: {url.host}\r\n{HEADERS}"
        lines += f"Cookie: {mine}\r\n" if mine else ""
        with self._connect(host.strip("[]"), int(url.port), url.protocol == "https:") as sock:
            sock.sendall((lines + "Connection: close\r\n\r\n").encode("latin-1"))
            return _read(sock)

    def _connect(self, host: str, port: int, secure: bool) -> socket.socket:
        trouble: OSError | None = None
        for family, kind, proto, _, place in self.names.look_up(host, port, type=socket.SOCK_STREAM):
            sock = socket.socket(family, kind, proto)
            sock.settimeout(3)
            try:
                sock.connect(place)
                if secure:
                    context = ssl.create_default_context(cafile=str(self.ca_file))
                    sock = context.wrap_socket(sock, server_hostname=host)
            except OSError as wrong:
                trouble = wrong
                sock.close()
                continue
            return sock
        raise trouble or OSError("no address")


def _read(sock: socket.socket) -> tuple[bytes, bytes]:
    """Head and the first of the body, until the server ends or pauses."""
    data, until = b"", time.monotonic() + 4
    while len(data) < 400_000 and time.monotonic() < until:
        try:
            piece = sock.recv(65536)
        except TimeoutError:
            break
        if not piece:
            break
        data += piece
        if b"\r\n\r\n" in data and re.search(rb"(?i)content-length: *0\r", data):
            break
    if not data:
        raise OSError("no answer")
    while interim := re.match(rb"HTTP/1.1 1\d\d.*?\r\n\r\n", data, re.DOTALL):
        data = data[interim.end() :]
    parts = re.split(rb"\r?\n\r?\n", data.lstrip(), maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else b""


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
