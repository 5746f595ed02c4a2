"""Looks into files in a process of its own, so that no file can take the tool down or keep it waiting.

A plain child process that answers line by line, rather than `multiprocessing`: that would run the caller's own script
again, and cannot end a worker that is stuck in native code without harm to its queues. One process serves all files; it
is started with the first and replaced when it dies or takes too long.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Collection
from contextlib import suppress
from types import TracebackType
from typing import IO, Self

from ita_site.evidence.inspect.cache import data_of, facts_of
from ita_site.evidence.observation import FileFacts

SECONDS = 20.0
"""For one file, the start of the process included."""
LOST = 60.0
"""Seconds of one check that files may waste by being slow or breaking the reader; then the rest goes unread."""
MEMORY = 1 << 30
"""Bytes that the process may ask for."""


class Apart:
    """`look` as `look_into` does, in another process. To be used with `with`."""

    def __init__(self, allowed: Collection[str]) -> None:
        self._allowed = sorted(allowed)
        self._lost = 0.0
        self._served = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def look(self, path: str, name: str) -> FileFacts:
        if self._lost > LOST:
            return FileFacts(name, "unread", "failed")
        started = time.monotonic()
        answer = self._ask(path, name)
        if answer == b"" and self._served:  # it may have died of what came before
            self._end()
            answer = self._ask(path, name)
        if answer:
            self._served += 1
            return _read(answer, name)
        self._end()
        self._lost += time.monotonic() - started
        return FileFacts(name, "unread", "slow" if answer is None else "crash")

    def _ask(self, path: str, name: str) -> bytes | None:
        """One line of answer; empty when the process died, None when the time was up."""
        try:
            process = self._process or self._start()
        except OSError:
            return json.dumps({"trouble": "unread", "detail": "failed"}).encode()
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        with suppress(OSError):
            process.stdin.write(json.dumps([path, name]).encode() + b"\n")
            process.stdin.flush()
        try:
            return self._answers.get(timeout=SECONDS)
        except queue.Empty:
            return None

    def _start(self) -> subprocess.Popen[bytes]:
        # -P: nothing that lies in the folder of the site is ever imported; the rest of the path is as it is here
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
        process = self._process = subprocess.Popen(
            # another's code may warn as it likes: our own developers turn warnings into errors
            [sys.executable, "-P", "-W", "ignore", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self._answers = queue.SimpleQueue()
        self._served = 0
        assert process.stdin is not None  # noqa: S101
        assert process.stdout is not None  # noqa: S101
        threading.Thread(target=_pass_on, args=(process.stdout, self._answers), daemon=True).start()
        with suppress(OSError):
            process.stdin.write(json.dumps(self._allowed).encode() + b"\n")
        return process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _pass_on(lines: IO[bytes], answers: queue.SimpleQueue[bytes]) -> None:
    """Hand over the answers as they come, and an empty one when no more will; reading a pipe cannot be timed."""
    with suppress(OSError, ValueError):
        for line in lines:
            answers.put(line)
    answers.put(b"")


def _read(answer: bytes, name: str) -> FileFacts:
    try:
        return facts_of(name, json.loads(answer))
    except (ValueError, TypeError, KeyError, AttributeError):
        return FileFacts(name, "unread", "failed")


def main() -> None:
    """The process itself: a line with the allowed numbers, then a path and a name in each line, an answer for each."""
    from ita_site.evidence.inspect.look import look_into  # noqa: PLC0415 - not where the answers are read

    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever native code prints is no answer
    _bound()
    allowed = frozenset(json.loads(sys.stdin.buffer.readline()))
    for line in sys.stdin.buffer:
        path, name = json.loads(line)
        _alarm(int(SECONDS) + 5)
        try:
            answer = data_of(look_into(path, name, allowed))
        except Exception:  # noqa: BLE001 - a file that our own code stumbles over must not stop the others
            answer = {"trouble": "unread", "detail": "failed"}
        _alarm(0)
        out.write(json.dumps(answer).encode() + b"\n")
        out.flush()


def _bound() -> None:
    """Limits of the system's own, for when the parent is gone: memory, and no dump of it on a crash."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _alarm(seconds: int) -> None:
    """End the process after so long, wherever it is stuck; not on Windows, where the parent does it."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


if __name__ == "__main__":
    main()
