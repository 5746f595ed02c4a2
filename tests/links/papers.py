"""How hosts speak TLS: which certificate, which ciphers, or what they do instead."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from links.answers import Wire
from links.certificates import Authority, Paper, self_signed
from links.old_tls import by_hand, without_secure_renegotiation

NAMES = ("*.agency.example", "*.go.example", "*.google.com", "*.sharepoint.com", "*.microsoftonline.com", "*.live.com")
IDN = "xn--o3crh3a4b4g.example"
Speaks = ssl.SSLContext | Callable[[Wire, Callable[[bytes, str], bytes]], Awaitable[None]]
DAY = timedelta(days=1)


class Papers:
    def __init__(self, folder: Path, plain_port: int) -> None:
        self.folder = folder
        self.root = Authority("Test Root CA")
        self.middle = Authority("Test Intermediate CA", self.root)
        self.aia = f"http://aia.agency.example:{plain_port}/intermediate.der"
        self.intermediate_der = self.middle.paper.der()
        self.ca_file = folder / "ca.pem"
        self.ca_file.write_bytes(self.root.paper.certificate.public_bytes(Encoding.PEM))

    def speaks(self, kind: str) -> Speaks:
        """A server's side of TLS, by name of the situation's `tls`."""
        make = getattr(self, "_" + kind.replace("-", "_"))
        made: Speaks = make()
        return made

    def _issue(self, *names: str, **more: object) -> Paper:
        return self.root.issue(*(names or (*NAMES, IDN, "127.0.0.16")), **more)  # type: ignore[arg-type]

    def _good(self) -> Speaks:
        return self._issue().context(self.folder)

    def _chain(self) -> Speaks:
        return self.middle.issue(*NAMES, chain=(self.middle.paper.certificate,)).context(self.folder)

    def _expired(self) -> Speaks:
        return self._issue(start=-400 * DAY, end=-2 * DAY).context(self.folder)

    def _not_yet(self) -> Speaks:
        return self._issue(start=3 * DAY).context(self.folder)

    def _wrong_name(self) -> Speaks:
        return self._issue("www.hosting.example").context(self.folder)

    def _name_only(self) -> Speaks:
        return self._issue("tls-name-only.agency.example", alternative_names=False).context(self.folder)

    def _self_signed(self) -> Speaks:
        return self_signed(*NAMES).context(self.folder)

    def _unknown(self) -> Speaks:
        return Authority("Nobody Knows CA").issue(*NAMES).context(self.folder)

    def _unknown_chain(self) -> Speaks:
        root = Authority("Nobody Knows Root")
        return Authority("Nobody Knows CA", root).issue(*NAMES, chain=(root.paper.certificate,)).context(self.folder)

    def _no_intermediate(self) -> Speaks:
        return self.middle.issue(*NAMES, aia=self.aia).context(self.folder)

    def _no_intermediate_no_aia(self) -> Speaks:
        return self.middle.issue(*NAMES).context(self.folder)

    def _aia_private(self) -> Speaks:
        port = self.aia.rpartition(":")[2].partition("/")[0]
        return self.middle.issue(*NAMES, aia=f"http://127.0.1.1:{port}/i.der").context(self.folder)

    def _aia_late(self) -> Speaks:
        return self.middle.issue(*NAMES, aia=self.aia.replace("intermediate", "late")).context(self.folder)

    def _aia_expired(self) -> Speaks:
        return self.middle.issue(*NAMES, aia=self.aia, start=-400 * DAY, end=-2 * DAY).context(self.folder)

    def _old(self, ciphers: str, version: str) -> ssl.SSLContext:
        return self._issue(key="rsa").context(self.folder, ciphers + ":@SECLEVEL=0", (version, version))

    def _rsa_exchange(self) -> Speaks:
        return by_hand(self._old("AES256-SHA", "TLSv1_2"))

    def _rsa_exchange_silent(self) -> Speaks:
        return self._old("AES256-SHA", "TLSv1_2")

    def _cbc(self) -> Speaks:
        return by_hand(self._old("ECDHE-RSA-AES128-SHA", "TLSv1_2"))

    def _cbc_silent(self) -> Speaks:
        return self._old("ECDHE-RSA-AES128-SHA", "TLSv1_2")

    def _old_1_0(self) -> Speaks:
        return by_hand(self._old("ALL", "TLSv1"))

    def _old_1_1(self) -> Speaks:
        return self._old("ALL", "TLSv1_1")

    def _no_renegotiation(self) -> Speaks:
        return without_secure_renegotiation(self._issue(key="rsa"))

    def _plain(self) -> Speaks:
        async def speak(wire: Wire, answer: Callable[[bytes, str], bytes]) -> None:
            await wire.send(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await wire.hang()

        return speak

    def _reset(self) -> Speaks:
        async def speak(wire: Wire, answer: Callable[[bytes, str], bytes]) -> None:
            await wire.reader.read(16)
            wire.reset()

        return speak

    def _hang(self) -> Speaks:
        async def speak(wire: Wire, answer: Callable[[bytes, str], bytes]) -> None:
            await wire.hang()

        return speak

    def _shut(self) -> Speaks:
        async def speak(wire: Wire, answer: Callable[[bytes, str], bytes]) -> None:
            await wire.reader.read(16)
            await asyncio.sleep(0)

        return speak
