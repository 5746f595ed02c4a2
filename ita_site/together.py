"""Writing many files: all of them or none."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from ita_site.errors import ConfigError
from ita_site.files import cannot_write, undisturbed
from ita_site.text import Text


class Change(Protocol):
    """A file to be written. `path` is that from the site, `before` its bytes as they were when it was read, None where
    there is none yet."""

    @property
    def path(self) -> str: ...

    @property
    def data(self) -> bytes: ...

    @property
    def before(self) -> bytes | None: ...


def write_all(root: Path, files: Sequence[Change]) -> None:
    """Write every file, or leave everything as it was.

    Raises ConfigError when a file has changed or come to be since it was read, or lies behind a link; EngineError when
    the disk does not take them.
    """
    for change in files:
        _refuse_linked(root, root / change.path)
    beside: list[tuple[Path, Change]] = []
    made = _make_folders(root, files)
    done: list[Change] = []
    try:
        try:
            beside.extend((_beside(root / change.path, change.data), change) for change in files)
            with undisturbed():
                for path, change in beside:
                    _put(path, root / change.path, change)
                    done.append(change)
        except BaseException:
            _take_back(root, done)
            raise
        finally:
            for path, _ in beside:
                path.unlink(missing_ok=True)
    except OSError as error:
        _remove(made)
        raise cannot_write(root, error) from error
    except BaseException:
        _remove(made)
        raise


def _make_folders(root: Path, files: Sequence[Change]) -> list[Path]:
    """Make the folders that are not there; those that were made, the innermost first."""
    made: list[Path] = []
    try:
        for folder in sorted({(root / change.path).parent for change in files}):
            missing = [part for part in (folder, *folder.parents) if not part.exists()]
            folder.mkdir(parents=True, exist_ok=True)
            made += missing
    except OSError as error:
        _remove(made)
        raise cannot_write(root, error) from error
    return made


def _beside(path: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _put(beside: Path, path: Path, change: Change) -> None:
    """Move a file to its place, unless something has happened there meanwhile."""
    if change.before is None:
        try:
            path.touch(exist_ok=False)  # whoever claims the name first has it
        except FileExistsError:
            raise _changed(change.path) from None
        try:
            beside.replace(path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return
    if path.is_symlink() or path.read_bytes() != change.before:
        raise _changed(change.path)
    beside.replace(path)


def _take_back(root: Path, done: Sequence[Change]) -> None:
    """As it was before: new files go, others get their old bytes."""
    for change in reversed(done):
        path = root / change.path
        with contextlib.suppress(OSError):
            if change.before is None:
                path.unlink(missing_ok=True)
            else:
                _beside(path, change.before).replace(path)


def _remove(folders: Sequence[Path]) -> None:
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()


def _changed(name: str) -> ConfigError:
    return ConfigError(
        Text(
            f"{name} เปลี่ยนไประหว่างนี้ จึงไม่เขียนไฟล์ใดเลย สั่งใหม่อีกครั้ง",
            f"{name} has changed meanwhile, so nothing was written; run it again",
        )
    )


def _refuse_linked(root: Path, path: Path) -> None:
    """Nothing behind a link is ever read, so nothing is written there."""
    for part in (path, *path.parents):
        if part == root:
            return
        if part.is_symlink():
            name = part.relative_to(root).as_posix()
            raise ConfigError(
                Text(
                    f"{name} เป็นทางลัดไปที่อื่น ระบบไม่อ่านและไม่เขียนผ่านทางลัด จึงไม่เขียนไฟล์ใดเลย",
                    f"{name} is a link to elsewhere; nothing is read or written through links, so nothing was written",
                )
            )
