"""Files of a folder or an archive: read where they are, nothing unpacked, no link followed."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from ita_site.publishing.archive import SPOILT
from ita_site.release import RELEASE, Release
from ita_site.text import Text
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
)

ARCHIVES = (".zip", ".tar.gz", ".tgz")
MOST_FILES = 200_000
MOST_BYTES = 8 << 30
"""Of all files of an archive together, unpacked: what is packed small can be large without end."""

_CURRENT = "current"
_LIVE = re.compile(r"releases/[^/]+/?")
"""What the link `current` of a publish target leads to."""
_CHUNK = 1 << 20
_LINK = Unseen(Trouble.REFUSED, Text("เป็นทางลัดไปที่อื่น", "it is a link to elsewhere"))
_DEVICE = Unseen(Trouble.REFUSED, Text("เป็นอุปกรณ์หรือท่อ ไม่ใช่ไฟล์ธรรมดา", "it is a device or a pipe, not a plain file"))
_TWICE = Unseen(Trouble.REFUSED, Text("มีสองครั้งในไฟล์นี้", "the archive holds it twice"))
_LOCKED = Unseen(Trouble.REFUSED, Text("มีรหัสผ่าน", "it is locked with a password"))


def read_stock(path: Path, address: str) -> Stock:
    """Everything in the folder or archive `path`, which the reader typed as `address`. Raises VerifyError or ReleaseError."""
    try:
        if path.is_dir():
            return _folder(_live_in(path), address)
        if path.name.lower().endswith(ARCHIVES) and path.is_file():
            return _archive(path, address)
    except OSError as error:
        raise _unreadable(address, error.strerror or str(error)) from error
    raise VerifyError(
        Text(
            f"{address} ไม่ใช่โฟลเดอร์และไม่ใช่ไฟล์ {' '.join(ARCHIVES)}",
            f"{address} is neither a folder nor one of {' '.join(ARCHIVES)}",
        )
    )


def release_at(path: Path, address: str) -> Release:
    """Only what the `release.json` of a folder or archive says, or `path` itself. Raises VerifyError or ReleaseError."""
    try:
        if path.is_dir():
            place = _live_in(path) / RELEASE
        elif not path.name.lower().endswith(ARCHIVES):
            place = path
        else:
            return _archive(path, address).release
        return release_in(_list_at(place))
    except OSError as error:
        raise _unreadable(address, error.strerror or str(error)) from error


def _live_in(path: Path) -> Path:
    """The folder of the live release, where `path` is a publish target; else `path`."""
    current = path / _CURRENT
    if (path / RELEASE).exists() or not current.is_symlink():
        return path
    leads_to = str(current.readlink())
    if not _LIVE.fullmatch(leads_to) or (path / leads_to).is_symlink():
        raise VerifyError(
            Text(
                f"ทางลัด {_CURRENT} ชี้ไปที่ {leads_to} ซึ่งไม่ใช่รุ่นที่ ita-site publish วางไว้",
                f"the link {_CURRENT} leads to {leads_to}, which is no release that ita-site publish put there",
            )
        )
    return path / leads_to


def _folder(folder: Path, address: str) -> Stock:
    if not (folder / RELEASE).exists() and not (folder / RELEASE).is_symlink():
        raise no_list(Text("ไม่มีในโฟลเดอร์นี้", "it is not in this folder"))
    release = release_in(_list_at(folder / RELEASE))
    return Stock(Kind.FOLDER, address, release, dict(_files(folder)), is_all=True)


def _list_at(path: Path) -> bytes:
    if not stat.S_ISREG(path.lstat().st_mode):
        raise no_list(Text("เป็นทางลัดหรืออุปกรณ์", "it is a link or a device"))
    with path.open("rb") as file:
        return file.read(LARGEST_LIST + 1)


def _files(folder: Path) -> Iterator[tuple[str, Outcome]]:
    """Every file below `folder` by its path from there; folders that are links are told and not entered."""
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                path = Path(entry.path)
                name = path.relative_to(folder).as_posix()
                if entry.is_symlink():
                    yield name, _LINK
                elif entry.is_dir():
                    if name != ".git":
                        waiting.append(path)
                elif not entry.is_file():
                    yield name, _DEVICE
                elif name != RELEASE:
                    yield name, _seen_at(path)


def _seen_at(path: Path) -> Outcome:
    try:
        with path.open("rb") as file:
            return _hashed(file)
    except OSError as error:
        why = error.strerror or str(error)
        return Unseen(Trouble.UNKNOWN, Text(f"อ่านไม่ได้ ({why})", f"it cannot be read ({why})"))


def _hashed(file: IO[bytes], most: int | None = None) -> Seen:
    """Size and SHA-256 of what is left in `file`; at most so many bytes of it."""
    digest, size = hashlib.sha256(), 0
    while part := file.read(_CHUNK):
        size += len(part)
        if most is not None and size > most:
            return Seen(most, "", is_longer=True)
        digest.update(part)
    return Seen(size, digest.hexdigest())


class _Packed:
    """What came out of an archive so far."""

    def __init__(self) -> None:
        self.files: dict[str, Outcome] = {}
        self.list_: bytes | None = None
        self._left = MOST_BYTES

    def add(self, name: str, file: IO[bytes] | Unseen) -> None:
        if name in self.files or (name == RELEASE and self.list_ is not None):
            self.files[name] = _TWICE
        elif isinstance(file, Unseen):
            self.files[name] = file
        elif name == RELEASE:
            self.list_ = file.read(LARGEST_LIST + 1)
        else:
            seen = self.files[name] = _hashed(file, self._left)
            self._left -= seen.size
        if self._left <= 0 or len(self.files) > MOST_FILES:
            raise VerifyError(
                Text(
                    f"ไฟล์นี้มีของมากเกินไป (เกิน {MOST_FILES:,} ไฟล์ หรือ {MOST_BYTES >> 30} GB) จึงหยุดอ่าน",
                    f"there is too much in it (over {MOST_FILES:,} files or {MOST_BYTES >> 30} GB); reading was stopped",
                )
            )


def _archive(path: Path, address: str) -> Stock:
    packed = _Packed()
    try:
        (_unzip if path.name.lower().endswith(".zip") else _untar)(path, packed)
    except SPOILT as error:
        raise _unreadable(address, str(error) or type(error).__name__) from error
    if packed.list_ is None or RELEASE in packed.files:
        raise no_list(Text("ไม่มีในไฟล์นี้ หรือมีมากกว่าหนึ่ง", "the archive has none, or more than one"))
    return Stock(Kind.ARCHIVE, address, release_in(packed.list_), packed.files, is_all=True)


def _unzip(path: Path, packed: _Packed) -> None:
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            kind = stat.S_IFMT(entry.external_attr >> 16)
            if entry.is_dir():
                continue
            if kind not in (0, stat.S_IFREG):
                packed.add(entry.filename, _LINK if kind == stat.S_IFLNK else _DEVICE)
            elif entry.flag_bits & 1:
                packed.add(entry.filename, _LOCKED)
            else:
                with archive.open(entry) as file:
                    packed.add(entry.filename, file)


def _untar(path: Path, packed: _Packed) -> None:
    with tarfile.open(path, "r|gz") as archive:
        for entry in archive:
            if entry.isdir():
                continue
            file = archive.extractfile(entry) if entry.isreg() else None
            if file is None:
                packed.add(entry.name, _LINK if entry.issym() or entry.islnk() else _DEVICE)
            else:
                packed.add(entry.name, file)


def _unreadable(address: str, why: str) -> VerifyError:
    return VerifyError(Text(f"อ่าน {address} ไม่ได้ ({why})", f"{address} cannot be read ({why})"))
