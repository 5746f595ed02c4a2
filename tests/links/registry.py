"""The situations: each a link as an officer would type it, what the server does, and what may be said of it.

Links and answers may hold `<site>` (the situation's own host with the plain port), `<tls>` (with the TLS port),
`<port>` and `<tlsport>`.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from links.answers import Answer, Ask, Wire

Handler = Answer | bytes | Callable[[Ask], Answer | bytes | None] | Callable[[Ask, Wire], Awaitable[None]]

OK, BROKEN, UNSURE = frozenset({"ok"}), frozenset({"broken"}), frozenset({"unsure"})
NOT_OK = BROKEN | UNSURE
DOUBT = OK | UNSURE
ANY = OK | BROKEN | UNSURE


@dataclass(frozen=True)
class Dns:
    """What the name says: one step a look-up, the last for ever. A step is addresses or an error of getaddrinfo."""

    steps: tuple[tuple[str, ...] | int, ...] = ()
    takes: float = 0.0


NO_NAME = Dns((socket.EAI_NONAME,))


@dataclass(frozen=True)
class Situation:
    name: str
    kind: str
    """`good`: a visitor gets it. `gone`: not. `soft`: 200, but not the cited thing. `bounds`: only time and memory."""
    link: str
    want: frozenset[str]
    handler: Handler | None
    why: str = ""
    reason: str | None = None
    host: str = ""
    target: str = ""
    """The request target that must arrive, after the link as typed is read as browsers do."""
    everywhere: bool = False
    """Whether the handler answers for every path of the host rather than for the link's alone."""
    also: Mapping[str, Handler] = field(default_factory=dict)
    """Further paths of the host, or of others (`//other.example/path`)."""
    tls: str = ""
    """How the host speaks TLS, a name of `server.TLS_KINDS`; empty for a good certificate."""
    dns: Dns | None = None
    down: bool = False
    """Whether nothing listens."""
    visit: bool = True
    """Whether the plain visitor of the self-test can fetch it."""


SITUATIONS: dict[str, Situation] = {}


def _situation(kind: str, default: frozenset[str]) -> Callable[..., Callable[[Handler], Handler]]:
    def declare(
        name: str, link: str = "http://<site>/news/plan-2566", want: frozenset[str] = default, **more: object
    ) -> Callable[[Handler], Handler]:
        assert name not in SITUATIONS, name

        def keep(handler: Handler) -> Handler:
            host = str(more.pop("host", "")) or f"{name}.agency.example"
            target = str(more.pop("target", "")) or wire_target(link)
            SITUATIONS[name] = Situation(name, kind, link, want, handler, host=host, target=target, **more)  # type: ignore[arg-type]
            return handler

        return keep

    return declare


good = _situation("good", OK)
gone = _situation("gone", BROKEN)
soft = _situation("soft", NOT_OK)
bounds = _situation("bounds", ANY)


def wire_target(link: str) -> str:
    """Path and query as they go out: everything beyond ASCII in UTF-8 percent signs, blanks too, nothing else."""
    rest = re.sub(r"^[a-z]+://[^/?#]*", "", link.strip(), flags=re.IGNORECASE).partition("#")[0]
    return quote(rest if rest.startswith("/") else "/" + rest, safe="".join(chr(c) for c in range(33, 127)))
