"""The steps of a publish: told as they begin, and how long each took at the end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ita_site.streams import say
from ita_site.text import Text


@dataclass(slots=True)
class Steps:
    """Seconds of each step, in the order in which they were taken."""

    taken: list[tuple[Text, float]] = field(default_factory=list)

    @contextmanager
    def step(self, name: Text) -> Iterator[None]:
        say(f"▸ {name.th} · {name.en}\n")
        started = time.monotonic()
        try:
            yield
        finally:
            self.taken.append((name, time.monotonic() - started))

    def told(self) -> str:
        """One line: each step with its seconds, and all together."""
        parts = " · ".join(f"{name.th} {seconds:.1f}" for name, seconds in self.taken)
        return f"ใช้เวลา {sum(seconds for _, seconds in self.taken):.1f} วินาที ({parts})"
