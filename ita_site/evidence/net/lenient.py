"""A reader of HTTP/1 that puts up with what browsers put up with: hundreds of headers, bare line feeds, lines that are
no headers, a length that is said twice. Used only where aiohttp refuses an answer; bounded like everything here."""

from __future__ import annotations

import asyncio
import errno
import math
import re
import ssl
from collections.abc import Mapping
from contextlib import suppress

from ita_site.evidence.links import Address
from ita_site.evidence.net.answer import Answer
from ita_site.evidence.net.failure import Failure
from ita_site.evidence.net.guard import GuardedResolver

UNREACHABLE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.EADDRNOTAVAIL})

HEAD_LIMIT = 256 * 1024
"""Bytes of status line and headers; more than this no browser reads either."""
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})", re.IGNORECASE)
_BREAKS = re.compile(r"[\r\n\0]")
"""What would end a header and begin another."""
_HEX = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})")


async def ask(
    resolver: GuardedResolver,
    address: Address,
    headers: Mapping[str, str],
    context: ssl.SSLContext | None,
    *,
    cap: int,
    seconds: float,
) -> Answer:
    """The answer to GET `address`. Raises Failure."""
    writer: asyncio.StreamWriter | None = None
    head: _Head | None = None
    body = bytearray()
    waited = 0
    try:
        async with asyncio.timeout(seconds):
            reader, writer = await dial(resolver, address, context)
            lines = [f"GET {address.target} HTTP/1.1", f"Host: {address.authority}", "Connection: close"]
            lines += [f"{name}: {_BREAKS.sub(' ', value)}" for name, value in headers.items()]
            writer.write("\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape"))
            head = await _head(reader)
            is_whole, is_cut = await _body(reader, head, body, cap)
    except TimeoutError:
        if head is None or not body:
            raise Failure("slow", detail=str(math.ceil(seconds)), may_pass=True) from None
        is_whole = is_cut = False
        waited = math.ceil(seconds)
    except (OSError, EOFError) as error:
        raise Failure("no-answer", may_pass=True) from error
    finally:
        if writer is not None:
            writer.transport.abort()
    return Answer(head.status, head.headers, bytes(body[:cap]), is_whole and len(body) <= cap, is_cut, waited)


async def dial(
    resolver: GuardedResolver, address: Address, context: ssl.SSLContext | None
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection to an address that the guard allows. Raises Failure or OSError."""
    host = address.host.strip("[]")
    last: OSError | None = None
    for _, ip in await resolver.addresses(host):
        try:
            return await asyncio.open_connection(
                ip, address.port, ssl=context, server_hostname=host if context else None, limit=HEAD_LIMIT
            )
        except OSError as error:
            last = error
    raise last or OSError(errno.EHOSTUNREACH, "no address")


class _Head:
    def __init__(self, status: int, headers: list[tuple[str, str]]) -> None:
        self.status = status
        self.headers = headers

    def last(self, name: str) -> str:
        return next((value for known, value in reversed(self.headers) if known == name), "")


async def _head(reader: asyncio.StreamReader) -> _Head:
    while True:
        raw = await _until_blank(reader)
        first, *lines = [line.rstrip(b"\r") for line in raw.lstrip(b"\r\n").split(b"\n")]
        status = _STATUS.match(first.strip())
        if status is None:
            raise Failure("not-http", detail=first[:40].decode("utf-8", "replace"))
        if 100 <= int(status[1]) < 200 and int(status[1]) != 101:
            continue  # «wait a little»: the answer comes after it
        if b"\x00" in raw:
            raise Failure("bad-headers", detail="NUL")
        found: list[tuple[str, list[str]]] = []
        for line in lines:
            if line[:1] in (b" ", b"\t") and found:
                found[-1][1].append(_text(line))
                continue
            name, colon, value = line.partition(b":")
            if colon and name.strip():
                found.append((_text(name).lower(), [_text(value)]))
        return _Head(int(status[1]), [(name, " ".join(parts)) for name, parts in found])


async def _until_blank(reader: asyncio.StreamReader) -> bytes:
    """Everything up to the blank line that ends the headers, in either kind of line end."""
    raw = bytearray()
    has_begun = False
    while len(raw) < HEAD_LIMIT:
        try:
            line = await reader.readline()
        except ValueError:
            break  # one line longer than the limit
        if not line and not raw:
            raise EOFError
        raw += line
        if line.strip(b"\r\n"):
            has_begun = True
        elif has_begun:
            return bytes(raw)
        if not line:
            return bytes(raw)
    raise Failure("not-http", detail="headers")


async def _body(reader: asyncio.StreamReader, head: _Head, body: bytearray, cap: int) -> tuple[bool, bool]:
    """Read into `body`; whether it ended by itself, and whether it broke off."""
    if head.status in (204, 304):
        return True, False
    if "chunked" in head.last("transfer-encoding").lower():
        return await _chunks(reader, body, cap)
    said = head.last("content-length").split(",")[0].strip()
    promised = int(said) if said.isascii() and said.isdigit() and len(said) < 16 else None
    while len(body) <= cap and (promised is None or len(body) < promised):
        part = await reader.read(64 * 1024)
        if not part:
            return promised is None, promised is not None
        body += part
    if promised is not None and len(body) >= promised:
        del body[promised:]
        return True, False
    return False, False


async def _chunks(reader: asyncio.StreamReader, body: bytearray, cap: int) -> tuple[bool, bool]:
    with suppress(ValueError, asyncio.IncompleteReadError):
        while len(body) <= cap:
            size = _HEX.match(await reader.readline())
            if size is None:
                return False, True
            left = int(size[1], 16)
            if left == 0:
                return True, False
            while left and len(body) <= cap:
                part = await reader.read(min(left, 64 * 1024))
                if not part:
                    return False, True
                body += part
                left -= len(part)
            if not left:
                await reader.readline()
        return False, False
    return False, True


def _text(raw: bytes) -> str:
    return raw.strip().decode("utf-8", "surrogateescape")
