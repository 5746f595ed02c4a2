"""Runs a program and says what it cost: seconds, CPU seconds, peak memory; ends it when its time is over."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MOST = 2 << 30
"""Bytes of memory that a program may take; there are links that unfold without end."""
_GRACE = 10.0
_PEAK = re.compile(r"VmHWM:\s*(\d+) kB")


@dataclass(frozen=True)
class Done:
    """`ended` is False for a program that we had to stop."""

    seconds: float
    cpu: float
    megabytes: float
    ended: bool
    out: str
    trouble: str


def measured(
    words: Sequence[str | Path],
    folder: Path,
    env: Mapping[str, str],
    *,
    limit: float = 900,
    enough: Callable[[], bool] | None = None,
) -> Done:
    """Run a program in a session of its own, with its output in files of `folder`.

    `enough` is asked five times a second, and ends the program when it says so.
    """
    out, errors = folder / "stdout", folder / "stderr"
    started, peak, ended, asked = time.monotonic(), 0, True, 0.0
    with out.open("wb") as o, errors.open("wb") as e:
        running = subprocess.Popen(
            list(map(str, words)),
            cwd=folder, env=environment(env), stdin=subprocess.DEVNULL, stdout=o, stderr=e, start_new_session=True,
        )  # fmt: skip
        resource.prlimit(running.pid, resource.RLIMIT_DATA, (MOST, MOST))
        while True:
            peak = max(peak, _peak(running.pid))
            pid, _, used = os.wait4(running.pid, os.WNOHANG)
            if pid:
                break
            now = time.monotonic()
            over = now - started > limit
            if enough is not None and now - asked > 0.2:
                asked, over = now, over or enough()
            if over:
                # asked first, so that it writes down what it knows; then made to
                os.killpg(running.pid, signal.SIGINT if ended else signal.SIGKILL)
                ended, limit, enough = False, now - started + _GRACE, None
            time.sleep(0.005)
        seconds = time.monotonic() - started
    running.returncode = 0  # waited for
    said = out.read_text(encoding="utf-8", errors="replace")
    trouble = errors.read_text(encoding="utf-8", errors="replace")
    return Done(seconds, used.ru_utime + used.ru_stime, peak / 1024, ended, said, trouble)


def environment(more: Mapping[str, str]) -> dict[str, str]:
    """A bare one: no proxies, no settings of this user, UTF-8."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return kept | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"} | dict(more)


def _peak(pid: int) -> int:
    """Peak kilobytes of a process so far. The system's own figure after the end would count its parent's in."""
    try:
        found = _PEAK.search(Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace"))
    except OSError:
        return 0
    return int(found[1]) if found else 0
