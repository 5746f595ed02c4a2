"""Cookies of one chain of redirects. They live as long as the chain, and go back to the very host that set them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MOST = 50
_LONGEST = 4096
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
"""Signs that could end a line. Browsers refuse them too: RFC 6265bis, 5.7."""


class Jar:
    """Name and value by host. Wider cookies (`Domain=`) are kept for their host alone: no other one may learn them."""

    def __init__(self) -> None:
        self._of: dict[str, dict[str, tuple[str, bool]]] = {}

    def take(self, host: str, lines: Iterable[str], *, is_secure: bool) -> None:
        """Remember the `Set-Cookie` lines of an answer."""
        for line in lines:
            pair, *attributes = line.split(";")
            name, sign, value = pair.strip().partition("=")
            if not sign or not name or len(pair) > _LONGEST or _CONTROL.search(line):
                continue
            said = {a.strip().lower().partition("=")[0]: a.strip().partition("=")[2] for a in attributes}
            mine = self._of.setdefault(host, {})
            if _is_over(said):
                mine.pop(name, None)
            elif (len(mine) < _MOST or name in mine) and (is_secure or "secure" not in said):
                mine[name] = (value.strip(), "secure" in said)

    def header(self, host: str, *, is_secure: bool) -> str:
        """What goes back to `host`; "" for nothing."""
        mine = self._of.get(host)
        if not mine:
            return ""
        return "; ".join(f"{name}={value}" for name, (value, secure) in mine.items() if is_secure or not secure)


def _is_over(said: Mapping[str, str]) -> bool:
    """Whether a cookie is set only to be forgotten: how sites take one back."""
    seconds = said.get("max-age", "").strip()
    if seconds:
        return seconds.startswith(("0", "-"))
    try:
        end: datetime = parsedate_to_datetime(said.get("expires", ""))
    except (ValueError, OverflowError):
        return False
    return (end if end.tzinfo else end.replace(tzinfo=UTC)) < datetime.now(UTC)
