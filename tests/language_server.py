"""A small client of yaml-language-server over standard input and output (the Language Server Protocol)."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

PATIENCE = 120
"""Seconds to wait for an answer."""


class LanguageServer:
    """One running server, told which schema belongs to which files."""

    def __init__(self, program: Path, schemas: dict[str, list[str]]) -> None:
        self._settings = {
            "yaml": {
                "validate": True,
                "hover": True,
                "completion": True,
                "schemas": schemas,
                "schemaStore": {"enable": False},
            }
        }
        self._process = subprocess.Popen(
            ["node", str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._inbox: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._next = 0
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        self.ask(
            "initialize", {"processId": None, "rootUri": None, "capabilities": {"workspace": {"configuration": True}}}
        )
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": self._settings})

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def open(self, uri: str, text: str) -> list[dict[str, Any]]:
        """Open a file and give what the editor would underline."""
        return self.open_all({uri: text})[uri]

    def open_all(self, texts: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
        """Open files and give what the editor would underline in each. It pauses after each file, but not in turn."""
        for uri, text in texts.items():
            self.diagnostics.pop(uri, None)
            document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
            self._tell("textDocument/didOpen", {"textDocument": document})
        while texts.keys() - self.diagnostics.keys():
            self._take()
        return {uri: self.diagnostics[uri] for uri in texts}

    def complete(self, uri: str, line: int, character: int) -> list[dict[str, Any]]:
        """What the editor would offer at a place; line and character from 0, as in the protocol."""
        answer = self.ask("textDocument/completion", _at(uri, line, character))
        return answer["items"] if isinstance(answer, dict) else answer

    def hover(self, uri: str, line: int, character: int) -> str:
        answer = self.ask("textDocument/hover", _at(uri, line, character))
        contents = (answer or {}).get("contents", "")
        return contents if isinstance(contents, str) else str(contents["value"])

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        self._next += 1
        number = self._next
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._take()
            if message.get("id") == number and "method" not in message:
                return message.get("result")

    def _take(self) -> dict[str, Any]:
        message = self._inbox.get(timeout=PATIENCE)
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif method == "workspace/configuration":
            found = [self._settings.get(item.get("section", ""), {}) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": found})
        elif method and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message

    def _tell(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _listen(self) -> None:
        out = self._process.stdout
        assert out is not None
        try:
            while header := out.readline():
                length = int(header.split(b":")[1])
                while out.readline().strip():
                    pass
                self._inbox.put(json.loads(out.read(length)))
        except (ValueError, OSError):
            return  # closed


def _at(uri: str, line: int, character: int) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
