"""From a link to where it ends: attempts, rests, redirects of every kind."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote_from_bytes

import ada_url

from ita_site.evidence.kinds import HEAD, kind_of
from ita_site.evidence.links import Address, read_address
from ita_site.evidence.net.answer import Answer
from ita_site.evidence.net.client import Client
from ita_site.evidence.net.cookies import Jar
from ita_site.evidence.net.decode import Undecodable, plain
from ita_site.evidence.net.failure import Failure
from ita_site.evidence.net.manners import Hosts
from ita_site.evidence.page import Leap, Page, refresh_target
from ita_site.records.config import Manners

_LONGEST = 8192
"""Characters of an address that a redirect leads to: more than servers take."""
REDIRECTS = 20
"""As many as browsers follow. Source: Fetch standard, HTTP-redirect fetch."""
_MOVES = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
_MAY_PASS = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 527})
_ABSENT = frozenset({"refused", "unreachable", "dns"})
_ONLY_ONE = ("content-length", "location", "content-disposition")
"""Headers that may be repeated but not contradicted. Source: Chromium's net/http, ERR_RESPONSE_HEADERS_MULTIPLE_*."""
_BROWSER = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
)
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "Accept-Language": "th-TH,th;q=0.9,en-US;q=0.8,en;q=0.7",
    "Accept-Encoding": "gzip, deflate, br",
    "Upgrade-Insecure-Requests": "1",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "none",
    "Sec-Fetch-User": "?1",
}


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a chain: `kind` is a status, `meta` or `script`."""

    kind: int | str
    to: Address


@dataclass(slots=True)
class End:
    """Where a link ended: with an answer, or with a failure. `body` is uncompressed; `page` only for HTML."""

    typed: Address
    address: Address
    hops: list[Hop] = field(default_factory=list)
    answer: Answer | None = None
    failure: Failure | None = None
    body: bytes = b""
    kind: str = ""
    page: Page | None = None
    trouble: str = ""
    seconds: float = 0.0

    @property
    def content_type(self) -> str:
        return self.answer.header("content-type").partition(";")[0].strip().lower() if self.answer else ""


class Follower:
    """Opens links for one run, always under our name: `agent` goes at the end of a browser's, `contact` into `From`."""

    def __init__(self, client: Client, hosts: Hosts, manners: Manners, *, agent: str, contact: str = "") -> None:
        self._client = client
        self._hosts = hosts
        self._manners = manners
        self._said = {"User-Agent": f"{_BROWSER} {agent}", **_HEADERS}
        if contact:
            self._said["From"] = contact

    async def first_of(self, typed: Address, *, cap: int) -> End:
        """The first answer, asked for once and not followed."""
        end = End(typed, typed)
        try:
            end.answer = await self._fetch(end, Jar(), cap, attempts=1)
            _look_into(end, cap)
        except Failure as failure:
            end.failure, end.answer = failure, None
        return end

    async def end_of(self, typed: Address, *, cap: int) -> End:
        """Follow a link to its end. Never raises but when cancelled."""
        end = End(typed, typed)
        jar = Jar()
        seen: set[tuple[str, str]] = set()
        try:
            while True:
                mark = (end.address.wire, jar.header(end.address.host, is_secure=end.address.scheme == "https"))
                if mark in seen:
                    raise Failure("redirect-loop", detail=end.address.wire)
                seen.add(mark)
                end.answer = await self._fetch(end, jar, cap)
                _look_into(end, cap)
                hop = _next(end)
                if hop is None:
                    return end
                if len(end.hops) >= REDIRECTS:
                    raise Failure("too-many-redirects", detail=str(REDIRECTS))
                end.hops.append(hop)
                end.address = hop.to
        except Failure as failure:
            end.failure, end.answer, end.page = failure, None, None
            return end

    async def _fetch(self, end: End, jar: Jar, cap: int, attempts: int = 0) -> Answer:
        """One hop, with as many attempts as are due. Raises Failure."""
        host = self._hosts.of(end.address.origin)
        most = attempts or self._manners.attempts
        left, answer, failure = most, None, None
        while left > 0:
            if host.is_silent:
                raise Failure("host-silent", detail=end.address.host)
            if host.is_slow:
                raise Failure("host-slow", detail=end.address.host)
            answer = failure = None
            seconds = min(self._manners.attempt_seconds, self._manners.link_seconds - end.seconds)
            if seconds <= 0:
                raise Failure("slow", detail=str(self._manners.link_seconds))
            await self._hosts.enter(host)
            started = time.monotonic()
            try:
                headers = self._headers(end.address, jar)
                answer = await self._client.get(end.address, headers, cap=cap, seconds=seconds)
            except Failure as trouble:
                failure = trouble
            finally:
                self._hosts.leave(host)
                took = time.monotonic() - started
                end.seconds += took
                host.spent += took
                host.asked += 1
            left -= 1
            if answer is not None:
                host.heard()
                cookies = answer.all("set-cookie")
                if cookies:
                    jar.take(end.address.host, cookies, is_secure=end.address.scheme == "https")
                _refuse_contradictions(answer)
                if answer.status < 400 and not answer.is_cut:
                    return answer
                if not (answer.is_cut or answer.status in _MAY_PASS):
                    return answer
            elif failure is not None and not failure.may_pass:
                raise failure
            pause = self._pause(answer, most - left)
            if left <= 0 or pause is None or end.seconds + pause >= self._manners.link_seconds:
                break
            if answer is not None and answer.status in (429, 503):
                host.rest(pause)
            end.seconds += pause
            await asyncio.sleep(pause)
        if answer is not None:
            return answer
        failure = failure or Failure("slow")
        host.failed(is_absent=failure.reason in _ABSENT)
        raise failure

    def _headers(self, address: Address, jar: Jar) -> Mapping[str, str]:
        cookie = jar.header(address.host, is_secure=address.scheme == "https")
        return {**self._said, "Cookie": cookie} if cookie else self._said

    def _pause(self, answer: Answer | None, tried: int) -> float | None:
        """Seconds before the next attempt; None when the server wants more patience than the policy has."""
        asked = _retry_after(answer.header("retry-after")) if answer is not None else None
        if asked is not None:
            return asked + 0.05 if asked <= self._manners.retry_after_seconds else None
        return 0.4 * 2.0 ** (tried - 1) + random.random() * 0.2  # noqa: S311 - so that many do not come at once


def _refuse_contradictions(answer: Answer) -> None:
    """Raise Failure for an answer that says two different things where browsers accept but one."""
    if len(answer.headers) == len({name for name, _ in answer.headers}):
        return
    for name in _ONLY_ONE:
        values = {value.strip() for value in answer.all(name)}
        if len(values) > 1 and not (name == "content-length" and answer.header("transfer-encoding")):
            raise Failure("bad-headers", detail=name)


def next_hop(end: End) -> Address | None:
    """Where the answer at the end leads on; None when it does not, or nowhere."""
    try:
        hop = _next(end)
    except Failure:
        return None
    return hop.to if hop else None


def _retry_after(said: str) -> float | None:
    """Seconds that a server asks to be left alone; None when it does not say."""
    said = said.strip()
    if said.isascii() and said.isdigit() and len(said) < 10:
        return float(said)
    try:
        moment: datetime = parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    left: float = (moment - datetime.now(UTC)).total_seconds()
    return max(0.0, left)


def _look_into(end: End, cap: int) -> None:
    """Unfold the body of the latest answer and read it as a page when it is one."""
    answer = end.answer
    assert answer is not None  # noqa: S101 - called after a fetch
    end.page, end.trouble, end.body, end.kind = None, "", b"", ""
    try:
        body = plain(answer.body, answer.header("content-encoding"), cap)
    except Undecodable:
        end.trouble = "bad-encoding"
        return
    if body is None:
        end.trouble = "unknown-encoding"
        return
    end.body, end.kind = body, kind_of(body[:HEAD])
    if _is_html(end):
        end.page = Page(body, answer.header("content-type"))


def _is_html(end: End) -> bool:
    """Whether a browser would show the body as a page."""
    said = end.content_type
    if said in ("text/html", "application/xhtml+xml"):
        return True
    return end.kind == "html" and (
        not said or "/" not in said or said in ("application/unknown", "unknown/unknown", "*/*")
    )


def _next(end: End) -> Hop | None:
    """Where the answer leads on; None when it is the end. Raises Failure for an address that leads nowhere."""
    answer = end.answer
    assert answer is not None  # noqa: S101
    if answer.status in _MOVES:
        target = answer.header("location")
        if not target.strip():
            return None
        to = _joined(end.address, target)
        if to is None:
            raise Failure("redirect-elsewhere", detail=target[:80])
        return Hop(answer.status, to)
    if answer.status >= 400:
        return None
    leap = Leap("meta", refresh) if (refresh := refresh_target(answer.header("refresh"))) else None
    leap = leap or (end.page.leap if end.page is not None else None)
    to = _joined(end.address, leap.target) if leap is not None else None
    if leap is None or to is None or to.wire == end.address.wire:
        return None  # it stays; or a script's own business; or a page that only loads itself anew
    return Hop(leap.kind, to)


def _joined(base: Address, target: str) -> Address | None:
    """The address that `target` means on a page at `base`, as browsers read it; bytes that are no UTF-8 stay bytes."""
    raw = target.strip().encode("utf-8", "surrogateescape")
    safe = quote_from_bytes(raw, safe="".join(map(chr, range(0x21, 0x7F))))
    try:
        joined = ada_url.join_url(base.wire, safe)
    except ValueError:
        return None
    return read_address(joined) if len(joined) <= _LONGEST else None
