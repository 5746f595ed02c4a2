"""Files of a site that is live: fetched as a visitor gets them, a few at once, hashed as they come, kept nowhere."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from urllib.parse import quote, urljoin

from ita_site import __version__
from ita_site.errors import ConfigError
from ita_site.evidence.links import Address, has_login, read_address
from ita_site.evidence.net import loop
from ita_site.evidence.net.client import Client
from ita_site.evidence.net.failure import Failure
from ita_site.evidence.net.guard import Guard
from ita_site.evidence.net.tls import Trust
from ita_site.evidence.reasons import REASONS
from ita_site.release import RELEASE, ReleasedFile
from ita_site.text import Text
from ita_site.verifying.body import Body, TooLong, Unreadable
from ita_site.verifying.model import (
    LARGEST_LIST,
    Kind,
    Outcome,
    Seen,
    Stock,
    Trouble,
    Unseen,
    VerifyError,
    no_list,
    release_in,
    too_large,
)

Started = Callable[[int], Callable[[int, int], None]]
"""Told how many files there are; what it gives is told how many are done, of how many."""

AT_ONCE = 8
ATTEMPTS = 3
_PAUSE = 0.5
"""Seconds before the second attempt; twice as many before the third."""
_LONGEST_PAUSE = 20.0
_REDIRECTS = 5
_SILENT = 8
"""Files in a row without any answer, and the others are not tried."""
_SECONDS, _SLOWEST = 30, 50_000
"""For one file, and the bytes a second that are given beyond them."""
_PATIENCE = 1800
"""Seconds for all files together, beside what their bytes take at the slowest."""
_LARGEST = 4 << 30
_MAY_PASS = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 527})
_MOVES = frozenset({301, 302, 303, 307, 308})
_INDEX = "index.html"
_NOT_FOUND = "404.html"
_HEADERS = {"User-Agent": f"ita-site/{__version__} (verify)", "Accept": "*/*", "Accept-Encoding": "identity"}


class _Elsewhere(Exception):  # noqa: N818 - handled within this module
    def __init__(self, to: Address) -> None:
        super().__init__(to.wire)
        self.to = to


def base_of(typed: str) -> Address:
    """The folder of a site's first page from its address as typed. Raises ConfigError."""
    address = None if has_login(typed) else read_address(typed.strip())
    path = address.path if address else ""
    for name in (RELEASE, _INDEX):
        path = path.removesuffix(f"/{name}")
    base = read_address(f"{address.scheme}://{address.authority}{path.rstrip('/')}/") if address else None
    if base is None:
        raise ConfigError(
            Text(
                f"«{typed}» ไม่ใช่ที่อยู่เว็บที่เปิดได้ ใช้เช่น https://www.example.go.th/ita/ โดยไม่มีชื่อผู้ใช้หรือรหัสผ่าน",
                f"«{typed}» is no address that can be opened; write for example https://www.example.go.th/ita/, without user or password",
            )
        )
    return base


def fetch_stock(typed: str, started: Started, trust: Trust | None = None) -> Stock:
    """Everything that the release at the address `typed` lists, as its server gives it out; `trust` tells whose
    certificates count (None: those that every machine knows).

    Raises ConfigError for what is no address, VerifyError or ReleaseError where there is no release to compare with.
    """
    return loop.run(_Run(base_of(typed), typed, started, trust or Trust()).all())


class _Run:
    def __init__(self, base: Address, typed: str, started: Started, trust: Trust) -> None:
        self.base, self.typed, self.started, self.trust = base, typed, started, trust
        self.notes: list[Text] = []
        self.silent = 0
        self.gone: Unseen | None = None
        self.oldest = 0

    async def all(self) -> Stock:
        # the reader named this host, so it may be one of an inner network; no other host is ever asked
        async with Client(Guard([self.base.host]), self.trust, {}) as client:
            self.client = client
            release = release_in(await self._list())
            served = [file for file in release.files if file.is_served]
            self.until = time.monotonic() + _PATIENCE + sum(file.bytes for file in served) / _SLOWEST
            advanced, waiting = self.started(len(served)), deque(served)
            files: dict[str, Outcome] = {}

            async def work() -> None:
                while waiting:
                    file = waiting.popleft()
                    files[file.path] = await self._file(file)
                    advanced(len(files), len(served))

            async with asyncio.TaskGroup() as group:
                for _ in range(AT_ONCE):
                    group.create_task(work())
        if self.oldest:
            self.notes.append(
                Text(
                    f"บางไฟล์ที่ต่างมาจากสำเนาเก่าของผู้ให้บริการเว็บ (cache อายุ {self.oldest // 60:,} นาที) ล้าง cache หรือรอ แล้วตรวจใหม่",
                    f"some files that differ came from a copy that the host keeps ({self.oldest // 60:,} minutes old); clear its cache or wait, then verify again",
                )
            )
        return Stock(Kind.URL, self.typed, release, files, is_all=False, notes=tuple(self.notes))

    async def _list(self) -> bytes:
        """The live `release.json`. Raises VerifyError."""
        while True:
            body = Body(LARGEST_LIST, is_kept=True)
            try:
                status, _ = await self._patiently(f"{self.base.wire}{RELEASE}", body, LARGEST_LIST)
            except TooLong:
                raise too_large() from None
            except _Elsewhere as away:
                self._follow_home(away.to)
                continue
            except (Failure, Unreadable) as error:
                raise _unreachable(self.base, _why(error)) from error
            if status in (404, 410):
                raise no_list(Text(f"เว็บตอบรหัส {status}", f"the server says {status}"))
            if status != 200:
                raise _unreachable(self.base, Text(f"เว็บตอบรหัส {status}", f"the server says {status}"))
            return b"".join(body.parts)

    def _follow_home(self, to: Address) -> None:
        """From http to https of the same host; anywhere else the reader has to go himself. Raises VerifyError."""
        home = to.wire.removesuffix(RELEASE)
        if self.base.scheme == "http" and (to.scheme, to.host, to.path.removesuffix(RELEASE)) == (
            "https", self.base.host, self.base.path,
        ):  # fmt: skip
            self.base = base_of(home)
            self.notes.append(Text("http พาไปที่ https", "http leads to https"))
            return
        raise VerifyError(
            Text(
                f"เว็บพาไปที่ {home} ซึ่งเป็นอีกเว็บหนึ่ง จึงยังไม่ได้ตรวจ ถ้าใช่เว็บของท่าน สั่ง ita-site verify {home}",
                f"the site leads to {home}, which is another one, so nothing was compared. If it is yours: ita-site verify {home}",
            )
        )

    async def _file(self, file: ReleasedFile) -> Outcome:
        if self.gone is not None:
            return self.gone
        if time.monotonic() > self.until:
            return _unknown(Text("เว็บช้าเกินไป จึงหยุดก่อน", "the site is too slow; the rest was not fetched"))
        if file.bytes > _LARGEST:
            return _unknown(Text("ใหญ่เกินกว่าจะตรวจผ่านเว็บ", "it is too large to be fetched"))
        body = Body(file.bytes, is_also_of_404=file.path == _NOT_FOUND, is_packed=file.path.endswith(".gz"))
        # a folder's page is fetched as visitors open it
        path = file.path.removesuffix(_INDEX) if f"/{file.path}".endswith(f"/{_INDEX}") else file.path
        try:
            status, age = await self._patiently(self.base.wire + quote(path), body, file.bytes)
        except TooLong:
            return Seen(file.bytes, "", is_longer=True)
        except _Elsewhere as away:
            return _unknown(Text(f"เว็บพาไปที่ {away.to.wire}", f"the server leads to {away.to.wire}"))
        except (Failure, Unreadable) as error:
            return self._lost(error)
        self.silent = 0
        if status in (404, 410) and not body.is_also_of_404:
            return Unseen(Trouble.MISSING, Text(f"เว็บตอบรหัส {status}", f"the server says {status}"))
        if status not in (200, 404):
            return _unknown(Text(f"เว็บตอบรหัส {status}", f"the server says {status}"))
        seen = body.seen()
        if (seen.size, seen.sha256) != (file.bytes, file.sha256):
            self.oldest = max(self.oldest, age)
        return seen

    def _lost(self, error: Failure | Unreadable) -> Unseen:
        lost = _unknown(_why(error))
        self.silent += isinstance(error, Failure)
        if self.silent >= _SILENT:
            self.gone = lost
        return lost

    async def _patiently(self, wire: str, body: Body, size: int) -> tuple[int, int]:
        """Status of the answer, and how old it is (seconds); its body goes to `body`.

        Raises Failure when no attempt was answered, TooLong, Unreadable, _Elsewhere.
        """
        for attempt in range(1, ATTEMPTS + 1):
            is_last = attempt == ATTEMPTS
            pause = _PAUSE * attempt
            try:
                status, age, asked = await self._follow(wire, body, size)
                if is_last or status not in _MAY_PASS:
                    return status, age
                pause = max(pause, min(asked, _LONGEST_PAUSE))
            except Failure as failure:
                if is_last or not failure.may_pass:
                    raise
            await asyncio.sleep(pause)
        raise AssertionError("the last attempt ends it")

    async def _follow(self, wire: str, body: Body, size: int) -> tuple[int, int, float]:
        """One attempt: status, age and the rest that the server asks for, in seconds."""
        address = read_address(wire)
        for _ in range(_REDIRECTS + 1):
            if address is None:
                raise Failure("bad-address")
            body.start()
            answer = await self.client.get(
                address, _HEADERS, cap=size + Body.SLACK, seconds=_SECONDS + size / _SLOWEST, into=body.taker
            )
            if answer.is_cut or answer.waited:
                raise Failure("no-answer", may_pass=True)
            location = answer.header("location")
            if answer.status not in _MOVES or not location:
                body.finish()
                return answer.status, _number(answer.header("age")), float(_number(answer.header("retry-after")))
            to = read_address(urljoin(address.wire, location))
            if to is not None and to.origin != self.base.origin:
                raise _Elsewhere(to)
            address = to
        raise Failure("too-many-redirects")


def _unknown(why: Text) -> Unseen:
    return Unseen(Trouble.UNKNOWN, why)


def _number(value: str) -> int:
    text = value.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _why(error: Failure | Unreadable) -> Text:
    if isinstance(error, Unreadable):
        return Text("เนื้อหาที่ได้มาอ่านไม่ออก (บีบอัดผิด)", "what came cannot be read (compressed wrongly)")
    what = REASONS[error.reason].what
    return Text(what.th.replace("{detail}", error.detail), what.en.replace("{detail}", error.detail))


def _unreachable(base: Address, why: Text) -> VerifyError:
    return VerifyError(
        Text(
            f"เปิด {base.wire} ไม่ได้: {why.th} จึงบอกไม่ได้ว่าเว็บตรงกับที่ตรวจหรือไม่ ลองใหม่ภายหลัง",
            f"{base.wire} cannot be opened: {why.en}. Whether the site is what was checked cannot be told; try again later",
        )
    )
