"""A TLS 1.2 server as they were before RFC 5746: RSA key exchange, AES-128-GCM, no renegotiation_info.

Just enough to serve one request to an OpenSSL or a browser; OpenSSL itself cannot be made that old any more.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import ssl
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding

from links.answers import Wire
from links.certificates import Paper

_ALERT, _HANDSHAKE, _DATA, _CHANGE = 21, 22, 23, 20
_AES_128_GCM = b"\x00\x9c"


def _prf(secret: bytes, label: bytes, seed: bytes, size: int) -> bytes:
    out, a = b"", label + seed
    while len(out) < size:
        a = hmac.digest(secret, a, "sha256")
        out += hmac.digest(secret, a + label + seed, "sha256")
    return out[:size]


def _message(kind: int, body: bytes) -> bytes:
    return struct.pack(">I", kind << 24 | len(body)) + body


@dataclass
class _Way:
    """One direction of an encrypted connection."""

    key: bytes
    salt: bytes
    count: int = 0

    def _extra(self, kind: int, size: int) -> bytes:
        return struct.pack(">QBHH", self.count, kind, 0x0303, size)

    def seal(self, kind: int, text: bytes) -> bytes:
        nonce = struct.pack(">Q", self.count)
        out = nonce + AESGCM(self.key).encrypt(self.salt + nonce, text, self._extra(kind, len(text)))
        self.count += 1
        return out

    def open(self, kind: int, sealed: bytes) -> bytes:
        text = AESGCM(self.key).decrypt(self.salt + sealed[:8], sealed[8:], self._extra(kind, len(sealed) - 24))
        self.count += 1
        return text


async def _record(wire: Wire) -> tuple[int, bytes]:
    kind, _, size = struct.unpack(">BHH", await wire.reader.readexactly(5))
    return kind, await wire.reader.readexactly(size)


async def _put(wire: Wire, kind: int, body: bytes) -> None:
    await wire.send(struct.pack(">BHH", kind, 0x0303, len(body)) + body)


async def _shake(wire: Wire, paper: Paper) -> tuple[_Way, _Way] | None:
    """The handshake; None when the visitor's hello does not offer the one cipher that is spoken here."""
    _, hello = await _record(wire)
    client_random = hello[6:38]
    ids = 39 + hello[38]
    size = struct.unpack(">H", hello[ids : ids + 2])[0]
    offered = hello[ids + 2 : ids + 2 + size]
    if _AES_128_GCM not in (offered[i : i + 2] for i in range(0, size, 2)):
        await _put(wire, _ALERT, b"\x02\x28")
        return None
    server_random = os.urandom(32)
    one = paper.certificate.public_bytes(Encoding.DER)
    listed = len(one).to_bytes(3, "big") + one
    said = (
        _message(2, b"\x03\x03" + server_random + b"\x00" + _AES_128_GCM + b"\x00")
        + _message(11, len(listed).to_bytes(3, "big") + listed)
        + _message(14, b"")
    )
    await _put(wire, _HANDSHAKE, said)
    kind, exchange = await _record(wire)
    if kind != _HANDSHAKE:
        return None
    assert isinstance(paper.key, rsa.RSAPrivateKey)
    before = paper.key.decrypt(exchange[6:], padding.PKCS1v15())
    master = _prf(before, b"master secret", client_random + server_random, 48)
    keys = _prf(master, b"key expansion", server_random + client_random, 40)
    theirs, ours = _Way(keys[:16], keys[32:36]), _Way(keys[16:32], keys[36:40])
    await _record(wire)  # their change of cipher
    _, sealed = await _record(wire)
    finished = theirs.open(_HANDSHAKE, sealed)
    told = hashlib.sha256(hello + said + exchange + finished).digest()
    await _put(wire, _CHANGE, b"\x01")
    verify = _prf(master, b"server finished", told, 12)
    await _put(wire, _HANDSHAKE, ours.seal(_HANDSHAKE, _message(20, verify)))
    return theirs, ours


def without_secure_renegotiation(paper: Paper) -> Callable[[Wire, Callable[[bytes, str], bytes]], Awaitable[None]]:
    async def speak(wire: Wire, answer: Callable[[bytes, str], bytes]) -> None:
        ways = await _shake(wire, paper)
        if ways is None:
            return
        theirs, ours = ways
        head = b""
        while b"\r\n\r\n" not in head:
            kind, sealed = await _record(wire)
            text = theirs.open(kind, sealed)
            if kind != _DATA:
                return
            head += text
        reply = answer(head, "no-renegotiation")
        for start in range(0, len(reply), 16000):
            await _put(wire, _DATA, ours.seal(_DATA, reply[start : start + 16000]))
        await _put(wire, _ALERT, ours.seal(_ALERT, b"\x01\x00"))

    return speak


def by_hand(context: ssl.SSLContext) -> Callable[[Wire, Callable[[bytes, str], bytes]], Awaitable[None]]:
    """TLS of a context as most servers speak it: one that refuses a visitor tells why (an alert) before it hangs up."""

    async def speak(wire: Wire, answer: Callable[[bytes, str], bytes]) -> None:
        coming, going = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = context.wrap_bio(coming, going, server_side=True)

        async def until_done(step: Callable[[], Any]) -> Any:
            while True:
                try:
                    return step()
                except ssl.SSLWantReadError:
                    await wire.send(going.read())
                    more = await wire.reader.read(65536)
                    coming.write(more) if more else coming.write_eof()
                finally:
                    await wire.send(going.read())

        await until_done(tls.do_handshake)
        head = b""
        while b"\r\n\r\n" not in head:
            head += await until_done(lambda: tls.read(65536))
        reply = answer(head, "by-hand")
        await until_done(lambda: tls.write(reply))
        await until_done(tls.unwrap)

    return speak
