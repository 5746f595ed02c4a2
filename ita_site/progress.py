"""Progress of long work, on standard error: a bar that moves on a terminal, a quiet line at either end elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from ita_site.streams import say

_WIDTH = 24
_EVERY = 0.1
"""Seconds between two pictures of the bar."""


def of_links(count: int) -> Callable[[int, int], None]:
    """Tell that so many links will be opened; the function given back is called with how many are done, of how many."""
    return _of(count, "เปิด", "ลิงก์", "opening", "opened", "link")


def of_files(count: int) -> Callable[[int, int], None]:
    """The same for files of a site that are fetched to be compared."""
    return _of(count, "เทียบ", "ไฟล์", "comparing", "compared", "file")


def _of(count: int, does: str, what: str, doing: str, done_: str, noun: str) -> Callable[[int, int], None]:
    started = time.monotonic()
    is_terminal = sys.stderr.isatty()
    if not is_terminal:
        say(f"{does}{what} {count:,} {what} · {doing} {count:,} {noun}{'' if count == 1 else 's'}\n")
    last = 0.0

    def advanced(done: int, of: int) -> None:
        nonlocal last
        now = time.monotonic()
        seconds = now - started
        if not is_terminal:
            if done == of:
                say(f"{does}ครบใน {seconds:.1f} วินาที · done in {seconds:.1f} s\n")
            return
        if done == of:
            say(f"\r\033[K{does}{what} {of:,} {what}ใน {seconds:.1f} วินาที · {done_} in {seconds:.1f} s\n")
        elif now - last >= _EVERY:
            last = now
            filled = _WIDTH * done // of
            say(f"\r\033[K{does}{what} {'█' * filled}{'░' * (_WIDTH - filled)} {done:,}/{of:,}")

    return advanced
