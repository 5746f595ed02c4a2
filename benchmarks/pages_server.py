"""A folder served as a good host serves it: text packed by gzip, pictures and fonts as they are, one connection kept.

Every answer is written down, so that weights are those that went over the line and not what a browser says of itself:
it says nothing of what a search worker loads.
"""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote, urlsplit

LEVEL = 6
"""Of gzip: what nginx, Apache and the static hosts are near."""
_PACKED = ("text/", "application/json", "application/javascript", "application/xml", "image/svg+xml")
_TYPES = {".woff2": "font/woff2", ".js": "text/javascript", ".webmanifest": "application/json"}


@dataclass(frozen=True)
class Answer:
    """One answer: `size` is that of the body on the line, `whole` that of the body unpacked, both in bytes."""

    path: str
    kind: str
    status: int
    size: int
    whole: int

    @property
    def is_picture(self) -> bool:
        return self.kind.startswith("image/")


class Host:
    """Serves `folder` on 127.0.0.1 while the `with` lasts."""

    def __init__(self, folder: Path) -> None:
        self.answers: list[Answer] = []
        asked = partial(_Asked, folder=folder, told=self.answers.append)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), asked)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/"

    def __enter__(self) -> Host:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Asked(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *words: object, folder: Path, told: Callable[[Answer], None]) -> None:
        self._folder, self._told = folder, told
        with suppress(ConnectionError):  # the browser closes its pages while they load
            super().__init__(*words)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self._folder / path.lstrip("/")
        if file.is_dir():
            file /= "index.html"
        found = file.is_file() and file.resolve().is_relative_to(self._folder.resolve())
        kind, body, whole = _body(file) if found else ("text/plain", b"", 0)
        status = 200 if found else 404
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        if len(body) != whole:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self._told(Answer(path, kind, status, len(body), whole))
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@cache
def _body(file: Path) -> tuple[str, bytes, int]:
    """The type of a file, its body as it goes over the line, and its bytes unpacked."""
    plain = file.read_bytes()
    kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    body = gzip.compress(plain, LEVEL, mtime=0) if kind.startswith(_PACKED) else plain
    return kind, body if len(body) < len(plain) else plain, len(plain)
