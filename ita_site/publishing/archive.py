"""A release as one file to hand over: a ZIP or a compressed tar, the same bytes from the same site."""

from __future__ import annotations

import gzip
import io
import os
import shutil
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from ita_site.errors import PublishError
from ita_site.files import cannot_write, is_irregular
from ita_site.publishing.contents import CHUNK, Agree, Reader, opened
from ita_site.publishing.locks import LOCK, alone
from ita_site.release import RELEASE, Release, ReleaseError, read_release, to_json
from ita_site.text import Text

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The oldest that a ZIP can tell; when a file was packed says nothing about it."""
_MODE = 0o644
_NEW = ".ita-site-"
"""In the names of archives that are not whole yet: they are ours, and no other program's that copies files here."""
SPOILT = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip
"""What Python's readers say of an archive that is cut, locked or of another kind."""
_MOST = 16 << 20
"""Bytes of a `release.json` that are read out of an archive."""


def inspect(path: Path) -> Release | None:
    """The release in an archive that is there already; None where there is none. Raises PublishError for another file."""
    if is_irregular(path):
        raise _foreign(path, Text("เป็นทางลัด โฟลเดอร์ หรืออุปกรณ์", "it is a link, a folder or a device"))
    if not path.exists():
        if not path.parent.is_dir():
            raise _foreign(path, Text("ยังไม่มีโฟลเดอร์ที่จะเก็บ", "the folder that it goes to is not there"))
        if not os.access(path.parent, os.W_OK | os.X_OK):
            raise _foreign(path, Text("ไม่มีสิทธิ์เขียนในโฟลเดอร์นั้น", "its folder may not be written to"))
        return None
    try:
        return read_release(_release_in(path))
    except PermissionError as error:
        raise cannot_write(path, error) from error
    except (OSError, KeyError, ReleaseError, *SPOILT):
        raise _foreign(
            path, Text("มีไฟล์ชื่อนี้ที่ ita-site ไม่ได้เขียน", "a file is there that ita-site did not write")
        ) from None


def deliver(path: Path, site: Path, release: Release, agree: Agree) -> str:
    """Pack the built `site` beside `path`, then rename it into place; gives the file's name.

    Raises PublishError or EngineError, and then what was there is as it was.
    """
    inspect(path)  # first, for the lock is made in a folder that has to be fit
    # the folder is not ours, and others look into it: no lock stays there
    with alone(path.parent, Text(f"{path} ", str(path)), lock=f".{path.name}{LOCK}", goes=True):
        agree(inspect(path))  # again: somebody may have published while we waited
        _sweep(path)
        _put(path, site, release)
    return path.name


def _put(path: Path, site: Path, release: Release) -> None:
    pack = _zip if path.name.lower().endswith(".zip") else _tar
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=_beside(path), dir=path.parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            pack(file, site, release)
            file.flush()
            os.fsync(file.fileno())  # a power cut must not leave an empty file in the place of a good one
        beside.chmod(_MODE)
        beside.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def _beside(path: Path) -> str:
    return f".{path.name}{_NEW}"


def _sweep(path: Path) -> None:
    """What a publish left that was killed; those that live hold the lock."""
    with suppress(OSError):
        for left in [p for p in path.parent.iterdir() if p.name.startswith(_beside(path))]:
            left.unlink()


def _files(site: Path, release: Release) -> Iterator[tuple[str, int, Reader | io.BytesIO]]:
    """Path, size in bytes and content of every file of the release, the list itself last."""
    for file in release.files:
        with opened(site, file) as content:
            yield file.path, file.bytes, content
    listed = to_json(release).encode()
    yield RELEASE, len(listed), io.BytesIO(listed)


def _zip(file: io.BufferedIOBase, site: Path, release: Release) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, size, content in _files(site, release):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.file_size = size
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (0o100000 | _MODE) << 16
            with archive.open(entry, "w") as place:
                shutil.copyfileobj(content, place, CHUNK)


def _tar(file: io.BufferedIOBase, site: Path, release: Release) -> None:
    with (
        gzip.GzipFile(filename="", mode="wb", fileobj=file, compresslevel=6, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for name, size, content in _files(site, release):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = size, _MODE
            archive.addfile(entry, content)


def _release_in(path: Path) -> bytes:
    read: Callable[[Path], bytes] = _from_zip if path.name.lower().endswith(".zip") else _from_tar
    return read(path)


def _from_zip(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive, archive.open(RELEASE) as file:
        return file.read(_MOST)


def _from_tar(path: Path) -> bytes:
    with tarfile.open(path, "r:gz") as archive:
        file = archive.extractfile(RELEASE)
        return file.read(_MOST) if file else b""


def _foreign(path: Path, why: Text) -> PublishError:
    return PublishError(
        Text(
            f"เขียน {path} ไม่ได้: {why.th} เลือกชื่ออื่น ไม่มีไฟล์ใดเปลี่ยน",
            f"cannot write {path}: {why.en}; choose another name. Nothing was changed",
        )
    )
