"""One site that many tests spoil in turn: before each of them it is mended, which costs a tenth of making it anew.

Each process of the tests has one. Its files bear a time of their own, so that whatever was done to a file is seen
without reading it; what was not touched needs no reading by the program either (see `kept`).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from stat import S_ISDIR

from builders import complete_files, new_site

_LONG_AGO = 1_500_000_000_123_456_789
"""Nanoseconds; a file that is written gets the time of day instead."""

Seal = tuple[int, int, int, int, int]
_seals: dict[str, Seal] = {}
_contents: dict[str, bytes] = {}


def lend(folder: Path) -> Path:
    """A copy of the complete site in `folder`, to be given to `mended` before each use. Nobody changes the rights of its folders."""
    site = new_site(folder)
    for name, data in complete_files()[1].items():
        _seal(f"{site}/{name}", data)
    return site


def mended(site: Path) -> Path:
    """The lent site as it was at first, whatever was done to it."""
    folders, files = complete_files()
    intact = _swept(str(site), len(str(site)) + 1, set(folders), files)
    for name in folders:
        if not os.path.isdir(f"{site}/{name}"):  # noqa: PTH112 - of many tests, as in `new_site`
            os.mkdir(f"{site}/{name}")  # noqa: PTH102 - as above
    for name, data in files.items():
        if name not in intact:
            with open(f"{site}/{name}", "xb", buffering=0) as file:  # noqa: PTH123 - as above
                file.write(data)
            _seal(f"{site}/{name}", data)
    return site


def untouched(path: str | os.PathLike[str]) -> bytes | None:
    """What stands in a file of the lent site that nobody touched; None for any other file."""
    name = os.fspath(path)
    seal = _seals.get(name)
    if seal is None:
        return None
    try:
        return _contents[name] if _state(os.lstat(name)) == seal else None
    except OSError:
        return None


def _swept(folder: str, start: int, folders: set[str], files: Mapping[str, bytes]) -> set[str]:
    """Take away what does not belong into `folder` or was changed; the names of the files that are as they were."""
    intact = set()
    for entry in list(os.scandir(folder)):
        name, status = entry.path[start:], entry.stat(follow_symlinks=False)
        if S_ISDIR(status.st_mode):
            if name in folders:
                intact |= _swept(entry.path, start, folders, files)
            else:
                shutil.rmtree(entry.path)
        elif name in files and _seals[entry.path] == _state(status):
            intact.add(name)
        else:
            os.unlink(entry.path)  # noqa: PTH108 - its name may be no text
    return intact


def _seal(path: str, data: bytes) -> None:
    os.utime(path, ns=(_LONG_AGO, _LONG_AGO))
    _seals[path], _contents[path] = _state(os.lstat(path)), data


def _state(status: os.stat_result) -> Seal:
    return status.st_ino, status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns
