"""The files of a built site on their way to a target: each compared with what the release says of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ita_site.errors import PublishError
from ita_site.release import Release, ReleasedFile
from ita_site.text import Text

Agree = Callable[[Release | None], None]
"""Shown what is live at a target; raises PublishError when nothing may take its place."""
CHUNK = 1 << 20
"""Bytes that are held at once: evidence may be larger than the memory of a small machine."""


class Reader:
    """Gives out a file part by part and remembers its SHA-256."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.sha = hashlib.sha256()

    def read(self, size: int = CHUNK) -> bytes:
        part = self._file.read(size)
        self.sha.update(part)
        return part


@contextmanager
def opened(site: Path, file: ReleasedFile) -> Iterator[Reader]:
    """A file of the built `site`, to be read to its end. Raises PublishError when it is not what was released."""
    with (site / file.path).open("rb") as source:
        reader = Reader(source)
        yield reader
    if reader.sha.hexdigest() != file.sha256:
        raise changed_meanwhile(f"ไฟล์ {file.path} ", file.path)


def changed_meanwhile(th: str, en: str) -> PublishError:
    """What goes public is what was checked: nobody may have touched `th`, in English `en`, since."""
    return PublishError(
        Text(
            f"{th}เปลี่ยนไประหว่างเผยแพร่ จึงยังไม่เผยแพร่ สั่งใหม่อีกครั้ง",
            f"{en} changed during the publish, so nothing was published; run it again",
        )
    )
