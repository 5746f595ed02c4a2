"""The body of an answer as it comes: unpacked where the host packed it, counted, hashed, and let go."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

import brotli

from ita_site.verifying.model import Seen

_CHUNK = 1 << 16
_PLAIN = ("", "identity", "none")
_GZIP = ("gzip", "x-gzip")


class TooLong(Exception):  # noqa: N818 - not a fault of the program
    """The body goes on beyond what is listed."""


class Unreadable(Exception):  # noqa: N818 - not a fault of the program
    """The body is not packed in the way that its header says, or in one that we do not know."""


class Body:
    """Takes one body of at most `most` bytes; `start` forgets what came before (another attempt, a redirect).

    `is_kept`: the bytes are kept in `parts`. Only the body of an answer 200 is looked at (`is_also_of_404`: of a 404
    too): what comes with others is not the file. `is_packed`: the file itself is a packed one.
    """

    SLACK: ClassVar[int] = 64 * 1024
    """Packed bytes beyond the size of the file: packing can make small files larger."""

    def __init__(
        self, most: int, *, is_kept: bool = False, is_also_of_404: bool = False, is_packed: bool = False
    ) -> None:
        self.most, self.is_kept, self.is_also_of_404, self.is_packed = most, is_kept, is_also_of_404, is_packed
        self.start()

    def start(self) -> None:
        self.parts: list[bytes] = []
        self._digest = hashlib.sha256()
        self._size = 0
        self._is_whole: Callable[[], bool] = lambda: True

    def taker(self, status: int, headers: Sequence[tuple[str, str]]) -> Callable[[bytes], None]:
        """What takes the parts of the body. Raises TooLong and Unreadable."""
        if status != 200 and not (status == 404 and self.is_also_of_404):
            return lambda part: None  # noqa: ARG005
        packed = ",".join(value for name, value in headers if name == "content-encoding").strip().lower()
        # servers that go by a file's ending say of `sitemap.xml.gz` that it is packed; so it is, and that is the file
        if packed in _PLAIN or (packed in _GZIP and self.is_packed):
            return self._add
        if packed in (*_GZIP, "deflate"):
            unpack = self._inflate(zlib.decompressobj(15 if packed == "deflate" else 31))
        elif packed == "br":
            unpack = self._unbrotli(brotli.Decompressor())
        else:
            raise Unreadable(packed)

        def take(part: bytes) -> None:
            try:
                for piece in unpack(part):
                    self._add(piece)
            except (zlib.error, brotli.error) as error:
                raise Unreadable(str(error)) from error

        return take

    def finish(self) -> None:
        """Raises Unreadable where a packed body ended before its end."""
        if not self._is_whole():
            raise Unreadable("cut")

    def seen(self) -> Seen:
        return Seen(self._size, self._digest.hexdigest())

    def _add(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self.most:
            raise TooLong
        self._digest.update(part)
        if self.is_kept:
            self.parts.append(part)

    def _inflate(self, unpacker: zlib._Decompress) -> Callable[[bytes], Iterator[bytes]]:
        self._is_whole = lambda: unpacker.eof

        def unpack(part: bytes) -> Iterator[bytes]:
            while part and not unpacker.eof:
                yield unpacker.decompress(part, _CHUNK)
                part = unpacker.unconsumed_tail

        return unpack

    def _unbrotli(self, unpacker: brotli.Decompressor) -> Callable[[bytes], Iterator[bytes]]:
        self._is_whole = unpacker.is_finished

        def unpack(part: bytes) -> Iterator[bytes]:
            yield unpacker.process(part, output_buffer_limit=_CHUNK)
            while not unpacker.can_accept_more_data():
                yield unpacker.process(b"", output_buffer_limit=_CHUNK)

        return unpack
