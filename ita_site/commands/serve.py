"""`serve`: the site on 127.0.0.1, built anew at every save; mistakes are shown on the page itself."""

from __future__ import annotations

import gc
import logging
import os
import secrets
import shutil
import socket
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from markupsafe import escape as quoted
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from ita_site.commands.build import plan_of
from ita_site.commands.check import Links, judged
from ita_site.config import CONFIG_NAME
from ita_site.engine import run_mkdocs, write_tree
from ita_site.errors import ConfigError, ItaSiteError, internal_words
from ita_site.findings import Gate
from ita_site.own_criteria import CRITERIA
from ita_site.reporters.text_format import finding_lines, summary
from ita_site.style import Style, style_for
from ita_site.text import Text
from ita_site.walk import CONTENT

HOST = "127.0.0.1"
WATCHED = (CONTENT, CRITERIA)
"""Folders of what officers write: their data, and their own criteria where they have some."""
LOOK_EVERY = 0.1
"""Seconds between two looks at the files. Polling also works on network drives."""


class Preview(LiveReloadServer):
    """MkDocs' own preview server, with the present trouble shown on top of every page."""

    trouble: str = ""

    def watch_anew(self, folder: Path) -> None:
        """Watch a folder that may have been replaced: to the watcher that is another one."""
        with suppress(KeyError):
            self.unwatch(str(folder))
        if folder.is_dir():
            self.watch(str(folder))

    def watch_names(self, folder: Path, names: tuple[str, ...]) -> None:
        """Build again when one of `names` in `folder` changes, is taken away, or comes back, folders too."""

        def changed(event: FileSystemEvent) -> None:
            touched = {Path(os.fsdecode(path)).name for path in (event.src_path, event.dest_path) if path}
            if touched & set(names):
                with self._rebuild_cond:
                    self._want_rebuild = True
                    self._rebuild_cond.notify_all()

        handler = FileSystemEventHandler()
        handler.on_any_event = changed  # type: ignore[method-assign]
        self.observer.schedule(handler, str(folder), recursive=False)
        # pages get the reloading script, and our words, only while something is watched
        self._watched_paths[str(folder.resolve())] = 1

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        page = _allowed(super()._inject_js_into_html(content, epoch))  # type: ignore[no-untyped-call]
        if not self.trouble:
            return page
        head, body, rest = page.partition(b"<body")
        tag, end, rest = rest.partition(b">")
        return head + body + tag + end + self.trouble.encode() + rest


def _allowed(page: bytes) -> bytes:
    """The policy of pages lets no inline script run; the one that reloads the preview is let in by its own number."""
    number = secrets.token_urlsafe(12)
    policy, own = (quoted(text).encode() for text in ("script-src 'self'", f"script-src 'self' 'nonce-{number}'"))
    head, script, rest = page.replace(policy, own, 1).rpartition(b"<script>")
    return head + (f'<script nonce="{number}">'.encode() if script else b"") + rest


def run(root: Path, *, port: int, year: int | None) -> int:
    """Serve until stopped with Ctrl-C. Raises ConfigError when the port is taken or the first reading fails."""
    gc.enable()  # this one runs for hours
    _refuse_taken(port)
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    folder = Path(tempfile.mkdtemp(prefix="ita-site-"))
    try:
        server = Preview(lambda: None, HOST, port, str(folder / "site"), polling_interval=LOOK_EVERY)
        server.builder = lambda: rebuild(root, folder, server, year)
        server.build_delay = LOOK_EVERY / 2  # a save is one file: nothing to wait for
        make(root, folder, year)
        server.error_handler = lambda code: (folder / "site" / "404.html").read_bytes() if code == 404 else None
        for name in WATCHED:
            server.watch_anew(root / name)
        server.watch_names(root, (*WATCHED, CONFIG_NAME))
        sys.stdout.write(f"เปิดดูที่ http://{HOST}:{port}/ หยุดด้วย Ctrl-C · open it; stop with Ctrl-C\n")
        sys.stdout.flush()
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            sys.stdout.write("\nหยุดแล้ว · stopped\n")
        finally:
            if server.serve_thread.is_alive():
                server.shutdown()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _refuse_taken(port: int) -> None:
    """Say so before the first build, not after it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise ConfigError(
                Text(
                    f"เปิดพอร์ต {port} ไม่ได้ ({error.strerror}) ลอง --port หมายเลขอื่น",
                    f"port {port} cannot be used ({error.strerror}); try another --port",
                )
            ) from error


def rebuild(root: Path, folder: Path, server: Any, year: int | None) -> None:
    """Build again; on trouble keep the last good pages and put the trouble on top of them."""
    started = time.monotonic()
    try:
        for name in WATCHED:
            server.watch_anew(root / name)
        make(root, folder, year)
        server.trouble = ""
        sys.stdout.write(f"สร้างใหม่แล้ว ({time.monotonic() - started:.1f} วินาที) · rebuilt\n")
    except ItaSiteError as error:
        _tell(server, [*(finding_lines(f, Style()) for f in error.findings), error.message.th, error.message.en])
    except Exception as error:  # noqa: BLE001 - a preview outlives our own faults too
        _tell(server, [internal_words(error)])
    sys.stdout.flush()


def _tell(server: Any, words: list[str]) -> None:
    """Put trouble on top of every page, and in the terminal."""
    server.trouble = f'<pre role="alert" class="ita-trouble">{escape(chr(10).join(words))}</pre>'
    sys.stdout.write("\n".join(words) + "\n")


def make(root: Path, folder: Path, year: int | None) -> None:
    """Read, judge, render, build into `folder/site`. Only what changed is written, so that a save shows quickly."""
    site, report = judged(root, gate=Gate.PUBLISH, as_of=None, year=year, links=Links.RECALL)
    style = style_for()
    for finding in report.findings:
        sys.stdout.write(finding_lines(finding, style) + "\n")
    sys.stdout.write(summary(report, style) + "\n")
    new = Path(tempfile.mkdtemp(prefix="tree-", dir=folder))
    try:
        # at the top of this server, wherever the site will stand: the page for what is not there counts from it
        write_tree(replace(plan_of(site, report), url=f"http://{HOST}/"), new)
        run_mkdocs(new, folder / "site")
    finally:
        shutil.rmtree(new, ignore_errors=True)
