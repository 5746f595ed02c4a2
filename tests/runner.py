"""Runs `ita-site` as people do: another process, its own words, its exit code."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from prefork import ERR, NO_STREAMS, OUT, Prefork

REPOSITORY = Path(__file__).resolve().parent.parent
SECONDS = 120


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


def environment(**extra: str) -> dict[str, str]:
    """Ours, without what a CI host adds. Compiled modules are kept: without, each process compiles all it reads."""
    other = ("GITHUB_", "NO_COLOR", "PYTHONDONTWRITEBYTECODE")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(other)}
    return kept | {"PYTHONWARNINGS": "error", "PYTHONWARNDEFAULTENCODING": "1"} | extra


def ita_site(
    *words: str | Path,
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
    streams: Mapping[int, str] = NO_STREAMS,
    afresh: bool = False,
    **more: object,
) -> Ran:
    """Run it in a fork of a process that has read the program already; `afresh`, in a Python of its own.

    A Python of its own is for what a fork cannot show: how Python itself starts, and that two runs agree though their
    sets are in another order. It is taken unasked for what is set before Python starts, and for runs beside each other.
    `streams` are places for standard streams, as `prefork` has them, for forks alone.
    """
    env = environment(**(env or {}))
    if not (afresh or more or threading.current_thread() is not threading.main_thread()):
        standing_by = _standing_by()
        if standing_by is not None and _at_start(env) == _at_start(standing_by.began_in):
            return _forked(standing_by, list(map(str, words)), cwd, env, streams)
    assert not streams, "only a fork can be given these"
    done = subprocess.run(
        [sys.executable, "-m", "ita_site.cli", *map(str, words)],
        check=False, capture_output=True, text=True, encoding="utf-8", cwd=cwd, env=env, timeout=SECONDS, **more,  # type: ignore[call-overload]
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)


def _forked(
    standing_by: Prefork, words: list[str], cwd: Path | None, env: dict[str, str], streams: Mapping[int, str]
) -> Ran:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for stream in (OUT, ERR):
            (folder / stream).touch()
        code = standing_by.run(words, folder, cwd, env, SECONDS, streams)
        if code is None:
            raise subprocess.TimeoutExpired(words, SECONDS)
        return Ran(code, *((folder / stream).read_text(encoding="utf-8") for stream in (OUT, ERR)))


@cache
def _standing_by() -> Prefork | None:
    """One for all tests of this process, begun with the first that needs it; none where there is no fork."""
    if not hasattr(os, "fork"):
        return None
    begun = Prefork(environment())
    atexit.register(begun.end)
    return begun


def _at_start(env: dict[str, str]) -> dict[str, str]:
    """What Python and the system's libraries read once, when a process begins."""
    return {k: v for k, v in env.items() if k.startswith(("PYTHON", "LC_", "LANG", "LD_", "TZ"))}
