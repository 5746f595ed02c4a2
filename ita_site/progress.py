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
    started = time.monotonic()
    is_terminal = sys.stderr.isatty()
    if not is_terminal:
        say(f"เปิดลิงก์ {count:,} ลิงก์ · opening {count:,} {'link' if count == 1 else 'links'}\n")
    last = 0.0

    def advanced(done: int, of: int) -> None:
        nonlocal last
        now = time.monotonic()
        seconds = now - started
        if not is_terminal:
            if done == of:
                say(f"เปิดครบใน {seconds:.1f} วินาที · done in {seconds:.1f} s\n")
            return
        if done == of:
            say(f"\r\033[Kเปิดลิงก์ {of:,} ลิงก์ใน {seconds:.1f} วินาที · opened in {seconds:.1f} s\n")
        elif now - last >= _EVERY:
            last = now
            filled = _WIDTH * done // of
            say(f"\r\033[Kเปิดลิงก์ {'█' * filled}{'░' * (_WIDTH - filled)} {done:,}/{of:,}")

    return advanced
