"""What `verify` saw and what it makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ita_site.errors import EngineError
from ita_site.release import Release, ReleasedFile, ReleaseError, read_release
from ita_site.text import Text

LARGEST_LIST = 16 << 20
"""Bytes of a `release.json` that are read: some 90,000 files."""


_LARGEST_FILE = 1 << 48
"""Bytes: beyond this no file system goes, and no reckoning with times."""


class VerifyError(EngineError):
    """What is live cannot be compared at all: it is out of reach, or says of itself nothing that can be used."""


class Kind(StrEnum):
    """Where the files come from."""

    URL = "url"
    FOLDER = "folder"
    ARCHIVE = "archive"


class Trouble(StrEnum):
    """What is not as it should be with a file. `unknown` says nothing about the file, only that it was not seen."""

    MISSING = "missing"
    DIFFERENT = "different"
    EXTRA = "extra"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was found: bytes and SHA-256 (hex). `is_longer`: it went on beyond `size`, and was left there."""

    size: int
    sha256: str
    is_longer: bool = False


@dataclass(frozen=True, slots=True)
class Unseen:
    """A file that was not found, may not be looked into, or could not be fetched, and why."""

    trouble: Trouble
    why: Text


Outcome = Seen | Unseen


@dataclass(frozen=True, slots=True)
class Stock:
    """Everything that was found. `address` is what the reader typed; `files` by path from the top of the site.

    `is_all`: files that nobody listed would have been found too, which no web server tells.
    """

    kind: Kind
    address: str
    release: Release
    files: Mapping[str, Outcome]
    is_all: bool
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One file that is not as it was listed."""

    path: str
    trouble: Trouble
    listed: ReleasedFile | None = None
    seen: Seen | None = None
    why: Text | None = None


class Relation(StrEnum):
    """How the release that is live stands to a copy that can be trusted."""

    SAME = "same"
    NEWER = "live-newer"
    OLDER = "live-older"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Trusted:
    """The comparison with a trusted copy. `is_asked`: the reader named it, so another release is a failure."""

    source: str
    release: Release
    relation: Relation
    changed: int
    """Files that the two lists tell differently."""
    is_asked: bool

    @property
    def is_against(self) -> bool:
        """Whether it speaks against what is live. A newer release may have been published from elsewhere."""
        return self.relation is not Relation.SAME and (self.is_asked or self.relation is not Relation.NEWER)


@dataclass(frozen=True, slots=True)
class Verified:
    """The result. `compared` files were looked at; `unserved` are kept by web servers for themselves."""

    kind: Kind
    address: str
    release: Release
    compared: int
    unserved: int
    differences: tuple[Difference, ...] = ()
    trusted: Trusted | None = None
    notes: tuple[Text, ...] = field(default=())
    is_all: bool = True

    @property
    def verdict(self) -> str:
        """`same`, `different`, or `unknown` where nothing differs but not everything was seen."""
        troubles = {difference.trouble for difference in self.differences}
        against = self.trusted is not None and self.trusted.is_against
        if troubles - {Trouble.UNKNOWN} or against:
            return "different"
        return "unknown" if troubles else "same"


def release_in(data: bytes) -> Release:
    """The release that a `release.json` tells of. Raises VerifyError or ReleaseError in words about what came instead."""
    if len(data) > LARGEST_LIST:
        raise too_large()
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise no_list(Text("ได้หน้าเว็บแทน", "a web page came instead"))
    try:
        release = read_release(data)
    except ValueError:  # half a letter in a name
        raise _unfit() from None
    if not release.files or any(file.bytes > _LARGEST_FILE for file in release.files):
        raise _unfit()
    return release


def _unfit() -> ReleaseError:
    return ReleaseError(
        Text("release.json ใช้ไม่ได้: มีค่าที่เป็นไปไม่ได้", "release.json cannot be used: a value in it is impossible")
    )


def too_large() -> VerifyError:
    """The words for a `release.json` beyond LARGEST_LIST."""
    return VerifyError(
        Text(
            f"release.json ใหญ่เกินไป (เกิน {LARGEST_LIST >> 20} MB) จึงไม่อ่าน ไฟล์จริงเล็กกว่านี้มาก",
            f"release.json is too large (over {LARGEST_LIST >> 20} MB) and was not read; a real one is far smaller",
        )
    )


def no_list(why: Text) -> VerifyError:
    """The words where there is no `release.json`."""
    return VerifyError(
        Text(
            f"ไม่พบ release.json ({why.th}) จึงบอกไม่ได้ว่าตรงหรือไม่ ตรวจที่อยู่ให้เป็นหน้าแรกของเว็บ เว็บที่ตรวจได้ต้องเผยแพร่ด้วย ita-site publish",
            f"there is no release.json ({why.en}), so nothing can be told. Give the address of the site's first page; it must have been published with ita-site publish",
        )
    )
