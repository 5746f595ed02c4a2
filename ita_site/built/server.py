"""A built site on 127.0.0.1, given out as a static host would: for the time of a crawl."""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from ita_site.built.pages import NOT_FOUND, files_of
from ita_site.evidence.own import INDEX, Published

HOST = "127.0.0.1"


class SiteServer(ThreadingHTTPServer):
    """Knows the files of one folder, and counts the pages that were asked for."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, folder: Path, there: Published) -> None:
        super().__init__((HOST, 0), _Handler)
        self.folder = folder
        self.there = there
        self.asked: set[str] = set()

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader that hangs up is nothing to tell."""


@contextmanager
def served(folder: Path) -> Iterator[SiteServer]:
    """Serve the folder on a free port until the block is left."""
    server = SiteServer(folder, files_of(folder))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: SiteServer
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        path = self.path.partition("?")[0].removeprefix("/")
        file = self.server.there.find(path)
        if file is None:
            body = self._bytes(NOT_FOUND) if NOT_FOUND in self.server.there.files else b""
            self._send(HTTPStatus.NOT_FOUND, "text/html", body if with_body else None, len(body))
        elif file.endswith(INDEX) and path and not path.endswith(("/", INDEX)):
            self._send(HTTPStatus.MOVED_PERMANENTLY, "text/html", b"", 0, location=f"/{path}/")
        else:
            self.server.asked.add(file)
            body = self._bytes(file)
            kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
            self._send(HTTPStatus.OK, kind, body if with_body else None, len(body))

    def _bytes(self, file: str) -> bytes:
        try:
            return (self.server.folder / file).read_bytes()
        except OSError:
            return b""

    def _send(self, status: HTTPStatus, kind: str, body: bytes | None, size: int, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(size))
        # leave for LinkChecker to ask as fast as it can
        self.send_header("LinkChecker", "allowed")
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if body:
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nobody reads along."""
