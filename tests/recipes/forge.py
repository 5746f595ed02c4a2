"""A code host on the loopback: issues as GitHub, Forgejo and GitLab keep them, and git over HTTP with a token."""

from __future__ import annotations

import base64
import http.server
import json
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from runner import environment

from recipes.jobs import TOKEN

JSON = "application/json"


@dataclass
class Forge:
    """The issues of one repository. `wanted` is the token; `answer` is said instead of all else when it is set."""

    address: str = ""
    wanted: str = TOKEN
    issues: list[dict[str, Any]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    answer: tuple[int, dict[str, str], bytes] | None = None
    repositories: Path | None = None
    """Bare repositories are given out below /git/; whoever pushes needs the token."""


class _Handler(http.server.BaseHTTPRequestHandler):
    forge: Forge
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def _respond(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path.startswith("/git/"):
            self._git(path.removeprefix("/git"), body)
            return
        self.forge.asked.append(f"{self.command} {path}")
        if self.forge.answer is not None:
            self._say(*self.forge.answer)
            return
        is_gitlab = "/projects/" in path
        said = self.headers.get("PRIVATE-TOKEN") if is_gitlab else self.headers.get("Authorization")
        if said != (self.forge.wanted if is_gitlab else f"token {self.forge.wanted}"):
            self._say(401, {}, b'{"message": "Bad credentials"}')
            return
        told = self._issues(path, query, json.loads(body) if body else {}, is_gitlab=is_gitlab)
        self._say(200, {"Content-Type": JSON}, json.dumps(told).encode())

    do_GET = do_POST = do_PATCH = do_PUT = _respond  # noqa: N815 - names of http.server

    def _issues(self, path: str, query: dict[str, list[str]], sent: dict[str, str], *, is_gitlab: bool) -> Any:
        home = "/api/projects/7/issues" if is_gitlab else "/api/repos/agency/site/issues"
        assert path.startswith(home), path
        number, text, words = ("iid", "description", "notes") if is_gitlab else ("number", "body", "comments")
        opened = "opened" if is_gitlab else "open"
        match [self.command, *path.removeprefix(home).strip("/").split("/")]:
            case ["GET", ""]:
                page, size = int(query["page"][0]), int(query["per_page"][0])
                return self.forge.issues[::-1][(page - 1) * size :][:size]
            case ["POST", ""]:
                self.forge.issues.append({number: len(self.forge.issues) + 1, "state": opened, **sent})
                return self.forge.issues[-1]
            case ["PATCH" | "PUT" as method, which]:
                assert (method == "PUT") == is_gitlab
                issue = next(i for i in self.forge.issues if i[number] == int(which))
                state = {"close": "closed", "reopen": "opened"}.get(sent.pop("state_event", ""))
                issue |= sent | ({"state": state} if state else {})
                assert issue["state"] in {opened, "closed"} and text in issue
                return issue
            case ["POST", _, word]:
                assert word == words
                self.forge.comments.append(sent["body"])
                return {"id": len(self.forge.comments)}
        raise AssertionError((self.command, path))

    def _git(self, path: str, body: bytes) -> None:
        basic = base64.b64encode(f"x-access-token:{self.forge.wanted}".encode()).decode()
        is_push = "receive-pack" in self.path
        if is_push and self.headers.get("Authorization") != f"Basic {basic}":
            self._say(401, {"WWW-Authenticate": 'Basic realm="git"'}, b"")
            return
        assert self.forge.repositories is not None
        cgi = {
            "GIT_PROJECT_ROOT": str(self.forge.repositories),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": path,
            "QUERY_STRING": urlsplit(self.path).query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type") or "",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding") or "",
            "GIT_PROTOCOL": self.headers.get("Git-Protocol") or "",
            "GIT_CONFIG_GLOBAL": os.devnull,
            **({"REMOTE_USER": "job"} if is_push else {}),
        }
        done = subprocess.run(
            ["git", "http-backend"], input=body, capture_output=True, check=True, env=environment(**cgi)
        )
        head, _, rest = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().splitlines())
        self._say(int(headers.pop("Status", "200").split()[0]), headers, rest)

    def _say(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def forge(repositories: Path | None = None) -> Iterator[Forge]:
    """A host on a port of its own."""
    kept = Forge(repositories=repositories)
    handler = type("Handler", (_Handler,), {"forge": kept})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    kept.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
