"""An answer as it came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Answer:
    """Status, headers (lower-case names, in order) and the first bytes of the body, as sent (still compressed)."""

    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes
    is_whole: bool
    """The body ended by itself."""
    is_cut: bool = False
    """The connection broke, or time ran out, before the promised end."""
    waited: int = 0
    """Seconds after which no more of the body was waited for; 0 where it ended, broke off or was enough."""
    note: str = ""
    """How the connection was made, when not by the book: a reason such as `old-tls`."""

    def header(self, name: str) -> str:
        """The first header of that name (lower case), "" without one."""
        for known, value in self.headers:
            if known == name:
                return value
        return ""

    def all(self, name: str) -> list[str]:
        return [value for known, value in self.headers if known == name]

    @property
    def length(self) -> int | None:
        """Bytes of the body as far as they are known: counted, or promised by the server."""
        if self.is_whole:
            return len(self.body)
        promised = self.header("content-length").strip()
        return int(promised) if promised.isascii() and promised.isdigit() and len(promised) < 16 else None
