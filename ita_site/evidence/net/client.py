"""One request, one answer, through the guard: aiohttp first, a lenient reader for what browsers take and it does not."""

from __future__ import annotations

import asyncio
import logging
import math
import ssl
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import aiohttp
from yarl import URL

from ita_site.evidence.links import Address
from ita_site.evidence.net import chain, lenient
from ita_site.evidence.net.answer import Answer
from ita_site.evidence.net.failure import Failure
from ita_site.evidence.net.guard import Guard, GuardedResolver
from ita_site.evidence.net.tls import INCOMPLETE_CHAIN, Trust, accepts, deserves_second_try, reason_of

HUNG_UP = "HANDSHAKE_CUT_OFF"
_UNSAFE_PORTS = frozenset({
    1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113,
    115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556,
    563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667,
    6668, 6669, 6679, 6697, 10080,
})  # fmt: skip
"""Where mail and the like live: no browser goes there. Source: Fetch standard, port blocking."""
Taker = Callable[[bytes], object]
Takers = Callable[[int, Sequence[tuple[str, str]]], Taker]
"""Given status and headers (lower-case names) of an answer, what takes its body part by part. Either may raise whatever
ends the reading."""
_KEEP_ALIVE = 15.0
"""Seconds for which a connection waits for the next link of its host."""
# aiohttp warns of cookies that it cannot read; we read our own
logging.getLogger("aiohttp").addHandler(logging.NullHandler())
logging.getLogger("aiohttp").propagate = False
# a certificate that does not fit is our finding, not a line on the officer's screen
logging.getLogger("asyncio").addFilter(lambda record: "SSL" not in record.getMessage())


class _TlsTrouble(Exception):  # noqa: N818 - handled within this module
    def __init__(self, error: ssl.SSLError) -> None:
        super().__init__(str(error))
        self.error = error


class Client:
    """Connections of one run. `accepted` says per host which defects of its certificate the policy accepts."""

    def __init__(self, guard: Guard, trust: Trust, accepted: Mapping[str, Sequence[str]]) -> None:
        self._guard = guard
        self._trust = trust
        self._accepted = accepted
        self._resolver = GuardedResolver(guard)
        self._made_for: dict[str, tuple[ssl.SSLContext, str]] = {}

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=0,  # the manners keep count
                resolver=self._resolver,
                use_dns_cache=False,  # the resolver asks each name once
                socket_factory=self._guard.socket,
                keepalive_timeout=_KEEP_ALIVE,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
            skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding"),
            max_headers=512,
            max_line_size=32 * 1024,
            max_field_size=32 * 1024,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()
        await self._resolver.close()

    async def get(
        self, address: Address, headers: Mapping[str, str], *, cap: int, seconds: float, into: Takers | None = None
    ) -> Answer:
        """GET `address`, reading at most `cap` bytes of the body within `seconds`. Raises Failure.

        With `into`, the body goes there as it comes and the answer holds none of it: a file of any size takes no room.
        """
        if address.port in _UNSAFE_PORTS:
            raise Failure("not-http", detail=str(address.port))
        if not self._guard.allows_host(address.host):
            raise Failure("private-address", detail=address.host)
        until = asyncio.get_running_loop().time() + seconds
        if address.scheme == "http":
            return await self._ask(address, headers, None, cap, until, into)
        return await self._ask_secure(address, headers, cap, until, into)

    async def _ask_secure(
        self, address: Address, headers: Mapping[str, str], cap: int, until: float, into: Takers | None
    ) -> Answer:
        known = self._made_for.get(address.origin)
        context, note = known or (self._trust.strict(), "")
        for _ in range(3):  # by the book, leniently, with the chain completed
            try:
                answer = await self._ask(address, headers, context, cap, until, into)
            except _TlsTrouble as trouble:
                context, note = await self._otherwise(address, trouble.error, note, until)
                continue
            answer.note = note
            self._made_for[address.origin] = (context, note)
            return answer
        raise Failure("tls-failed", detail=address.host)

    async def _otherwise(
        self, address: Address, error: ssl.SSLError, tried: str, until: float
    ) -> tuple[ssl.SSLContext, str]:
        """The next context to try after a failed handshake. Raises Failure when no browser would go on."""
        reason = reason_of(error)
        code = error.verify_code if isinstance(error, ssl.SSLCertVerificationError) else 0
        if deserves_second_try(error) and not tried:
            return self._trust.lenient(), "old-tls"
        may_pass = False
        if code in INCOMPLETE_CHAIN and tried != "incomplete-chain":
            try:
                missing = await chain.missing_certificates(self, self._trust, self._resolver, address, _left(until))
            except Failure as failure:  # whoever keeps the certificate was slow: no word yet on this one
                missing, may_pass = [], failure.may_pass
            if missing:
                return self._trust.completed(missing), "incomplete-chain"
        if accepts(self._accepted.get(address.host, ()), reason) and tried != "accepted-certificate":
            return self._trust.forgiving(self._accepted[address.host]), "accepted-certificate"
        if error.reason == HUNG_UP:
            raise Failure("no-answer", may_pass=True)
        raise Failure(reason, detail=str(getattr(error, "verify_message", "") or error.reason or ""), may_pass=may_pass)

    async def _ask_leniently(
        self, address: Address, headers: Mapping[str, str], context: ssl.SSLContext | None, cap: int, until: float,
        into: Takers | None,
    ) -> Answer:  # fmt: skip
        answer = await lenient.ask(self._resolver, address, headers, context, cap=cap, seconds=_left(until))
        if into is not None:
            into(answer.status, answer.headers)(answer.body)
            answer.body = b""
        return answer

    async def _ask(
        self, address: Address, headers: Mapping[str, str], context: ssl.SSLContext | None, cap: int, until: float,
        into: Takers | None,
    ) -> Answer:  # fmt: skip
        seconds = _left(until)
        if address.wire.endswith("?"):  # aiohttp's addresses lose a question mark with nothing behind it
            return await self._ask_leniently(address, headers, context, cap, until, into)
        response: aiohttp.ClientResponse | None = None
        parts: list[bytes] = []
        waited = 0
        try:
            async with asyncio.timeout(seconds):
                response = await self._session.get(
                    URL(address.wire, encoded=True), headers=headers, allow_redirects=False, ssl=context or True
                )
                take = parts.append if into is None else into(response.status, _headers(response))
                is_whole, is_cut = await _read(response, take, cap)
        except TimeoutError:
            if not parts or response is None:
                raise Failure("slow", detail=str(math.ceil(seconds)), may_pass=True) from None
            is_whole = is_cut = False  # it drips: judged by what has come
            waited = math.ceil(seconds)
        except aiohttp.ClientConnectorCertificateError as error:
            raise _TlsTrouble(_ssl_error(error.certificate_error)) from error
        except aiohttp.ClientConnectorSSLError as error:
            raise _TlsTrouble(_ssl_error(error.os_error)) from error
        except (aiohttp.ClientResponseError, aiohttp.http_exceptions.HttpProcessingError, ValueError):
            return await self._ask_leniently(address, headers, context, cap, until, into)
        except (aiohttp.ClientConnectionError, OSError) as error:
            failure = _failure(error)
            if (
                context is not None
                and isinstance(error, aiohttp.ClientConnectorError)
                and failure.reason == "no-answer"
            ):
                raise _TlsTrouble(_silence()) from error
            raise failure from error
        finally:
            if response is not None:
                response.close() if not response.content.is_eof() else response.release()
        body = b"".join(parts)
        if len(body) > cap:
            body, is_whole = body[:cap], False
        return Answer(response.status, _headers(response), body, is_whole, is_cut, waited)


def _left(until: float) -> float:
    """Seconds until a moment of the loop's clock. Raises Failure when there are none."""
    seconds = until - asyncio.get_running_loop().time()
    if seconds <= 0:
        raise Failure("slow", detail="0", may_pass=True)
    return seconds


def _headers(response: aiohttp.ClientResponse) -> list[tuple[str, str]]:
    return [(n.decode("latin-1").lower(), v.decode("utf-8", "surrogateescape")) for n, v in response.raw_headers]


async def _read(response: aiohttp.ClientResponse, take: Taker, cap: int) -> tuple[bool, bool]:
    """Hand the body over part by part; whether the body ended by itself, and whether it broke off before its promised end."""
    size = 0
    try:
        while size <= cap:
            part = await response.content.readany()
            if not part:
                return True, False
            take(part)
            size += len(part)
    except (aiohttp.ClientError, aiohttp.http_exceptions.HttpProcessingError, OSError):
        return False, True
    return False, False


def _ssl_error(error: BaseException | None) -> ssl.SSLError:
    if isinstance(error, ssl.SSLError):
        return error
    wrong_name = ssl.SSLCertVerificationError(1, str(error))
    wrong_name.verify_code, wrong_name.verify_message = 62, str(error)
    return wrong_name


def _silence() -> ssl.SSLError:
    """A server that hangs up in the middle of the handshake: how old ones refuse what is too new for them."""
    error = ssl.SSLError(1, HUNG_UP)
    error.reason = HUNG_UP
    return error


def _failure(error: Exception) -> Failure:
    """A connection that did not come about, or broke before it answered."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, Failure):
        return cause
    if isinstance(cause, ConnectionRefusedError):
        return Failure("refused", may_pass=True)
    number = getattr(cause, "errno", None)
    if number in lenient.UNREACHABLE:
        return Failure("unreachable", may_pass=True)
    return Failure("no-answer", may_pass=True)
