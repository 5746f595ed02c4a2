"""A release as one file to hand over: a ZIP or a compressed tar, the same bytes from the same site."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from ita_site.errors import PublishError
from ita_site.files import cannot_write, is_irregular
from ita_site.release import RELEASE, Release, ReleaseError, read_release, to_json
from ita_site.text import Text

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The oldest that a ZIP can tell; when a file was packed says nothing about it."""
_MODE = 0o644
_MOST = 16 << 20
"""Bytes of a `release.json` that are read out of an archive."""


def inspect(path: Path) -> Release | None:
    """The release in an archive that is there already; None where there is none. Raises PublishError for another file."""
    if is_irregular(path):
        raise _foreign(path, Text("เป็นทางลัด โฟลเดอร์ หรืออุปกรณ์", "it is a link, a folder or a device"))
    if not path.exists():
        if not path.parent.is_dir():
            raise _foreign(path, Text("ยังไม่มีโฟลเดอร์ที่จะเก็บ", "the folder that it goes to is not there"))
        return None
    try:
        return read_release(_release_in(path))
    except (OSError, KeyError, ReleaseError, zipfile.BadZipFile, tarfile.TarError, EOFError):
        raise _foreign(
            path, Text("มีไฟล์ชื่อนี้ที่ ita-site ไม่ได้เขียน", "a file is there that ita-site did not write")
        ) from None


def deliver(path: Path, site: Path, release: Release) -> str:
    """Pack the built `site` beside `path`, then rename it into place; gives the file's name.

    Raises PublishError or EngineError, and then what was there is as it was.
    """
    inspect(path)
    pack = _zip if path.name.lower().endswith(".zip") else _tar
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            pack(file, site, release)
        beside.chmod(_MODE)
        beside.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)
    return path.name


def _files(site: Path, release: Release) -> Iterator[tuple[str, bytes]]:
    """Every file of the release by its path in the archive, each as it was when the release was made."""
    for file in release.files:
        data = (site / file.path).read_bytes()
        if hashlib.sha256(data).hexdigest() != file.sha256:
            raise PublishError(
                Text(
                    f"ไฟล์ {file.path} เปลี่ยนไประหว่างเผยแพร่ จึงยังไม่เผยแพร่ สั่งใหม่อีกครั้ง",
                    f"{file.path} changed during the publish, so nothing was published; run it again",
                )
            )
        yield file.path, data
    yield RELEASE, to_json(release).encode()


def _zip(file: io.BufferedIOBase, site: Path, release: Release) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in _files(site, release):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (0o100000 | _MODE) << 16
            archive.writestr(entry, data)


def _tar(file: io.BufferedIOBase, site: Path, release: Release) -> None:
    with (
        gzip.GzipFile(filename="", mode="wb", fileobj=file, compresslevel=6, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for name, data in _files(site, release):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(data), _MODE
            archive.addfile(entry, io.BytesIO(data))


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
