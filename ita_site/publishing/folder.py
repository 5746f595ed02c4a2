"""A folder on a web server: every release in a folder of its own, and one link that is switched.

    TARGET/releases/0007-3f2a9c1b/   the whole site, with its release.json
    TARGET/current -> releases/0007-3f2a9c1b
    TARGET/.ita-site-publish         says that all this is ours

The server's root is TARGET/current. A rename puts a new link in its place, so that a reader gets the old site or the
new one and never a part of each.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ita_site.errors import PublishError
from ita_site.files import cannot_write, undisturbed
from ita_site.publishing.contents import Agree
from ita_site.publishing.kept_releases import (
    CURRENT,
    NAME,
    NEW,
    RELEASES,
    copy,
    is_whole,
    names,
    number,
    prune,
    refuse_full,
    settle,
    sweep,
    switch,
    whole,
)
from ita_site.publishing.locks import LOCK, alone
from ita_site.release import RELEASE, Release, ReleaseError, read_release
from ita_site.text import Text

MARK = ".ita-site-publish"


@dataclass(frozen=True, slots=True)
class Live:
    """What is live: the name of its folder and its release, None where that cannot be read."""

    name: str
    release: Release | None


def inspect(path: Path) -> Live | None:
    """What is live in a target; None where nothing was published yet. Raises PublishError for what is not ours."""
    try:
        _refuse_foreign(path)
        current = path / CURRENT
        if not os.path.lexists(current):
            return None
        if not current.is_symlink():
            raise _not_ours(
                path, Text(f"{CURRENT} ไม่ใช่ทางลัดที่ ita-site สร้าง", f"{CURRENT} is not the link that ita-site made")
            )
        leads = os.fspath(current.readlink())
        folder, _, name = leads.partition("/")
        if folder != RELEASES or not NAME.fullmatch(name):
            raise _not_ours(path, Text(f"{CURRENT} ชี้ไปที่อื่น ({leads})", f"{CURRENT} leads elsewhere ({leads})"))
        try:
            return Live(name, read_release((current / RELEASE).read_bytes()))
        except (OSError, ReleaseError):
            return Live(name, None)
    except OSError as error:
        raise cannot_write(path, error) from error


def deliver(path: Path, site: Path, release: Release, agree: Agree, *, keep: int) -> str:
    """Bring the built `site` to the folder `path` and make it live; gives the name of the new release's folder.

    Raises PublishError or EngineError, and then what is live is as it was.
    """
    is_new = not path.exists()
    try:
        if is_new:
            path.mkdir()
            path.chmod(0o755)
        with alone(path, Text(f"{path} ", str(path))):
            is_first = _is_empty(path)
            try:
                return _delivered(path, site, release, agree, keep)
            except BaseException:
                if is_first and not os.path.lexists(path / CURRENT):
                    _leave_empty(path)
                raise
    except BaseException as error:
        if is_new:
            with suppress(OSError):
                path.rmdir()  # which it can only be while nobody else has begun there
        if isinstance(error, OSError):
            raise cannot_write(path, error) from error
        raise


def _is_empty(path: Path) -> bool:
    """Whether nothing is in a folder but our own lock."""
    return {p.name for p in path.iterdir()} <= {LOCK}


def _leave_empty(path: Path) -> None:
    """Take a first publish back that came to nothing."""
    shutil.rmtree(path / RELEASES, ignore_errors=True)
    with suppress(OSError):
        for name in (MARK, LOCK):
            (path / name).unlink(missing_ok=True)


def _delivered(path: Path, site: Path, release: Release, agree: Agree, keep: int) -> str:
    if _is_empty(path):
        (path / MARK).write_text("", encoding="utf-8")
    live = inspect(path)  # again: somebody may have published while we waited
    agree(live.release if live else None)
    if live and live.release == release and is_whole(path / CURRENT, release):
        return live.name
    releases = path / RELEASES
    releases.mkdir(exist_ok=True)
    releases.chmod(0o755)
    sweep(path)
    there = names(path)
    name = f"{number(there[-1]) + 1 if there else 1:04d}-{release.short}"
    refuse_full(path, release)
    new, place = releases / f"{NEW}{name}", releases / name
    try:
        copy(site, new, release)
        settle()
        with undisturbed():
            new.replace(place)
            try:
                switch(path, name)
            except BaseException:
                shutil.rmtree(place, ignore_errors=True)
                raise
    finally:
        shutil.rmtree(new, ignore_errors=True)
    prune(path, name, keep, gone=[n for n in there if not live or number(n) > number(live.name)])
    return name


def roll_back(path: Path) -> tuple[str, Release]:
    """Make the release before the live one live again. Raises PublishError when there is none that is whole."""
    if inspect(path) is None:
        raise _no_way_back(path)
    with alone(path, Text(f"{path} ", str(path))):
        live = inspect(path)
        if live is None:
            raise _no_way_back(path)
        before = [name for name in names(path) if number(name) < number(live.name)]
        if not before:
            raise _no_way_back(path)
        name = before[-1]
        try:
            release = whole(path / RELEASES / name)
            with undisturbed():
                switch(path, name)
        except OSError as error:
            raise cannot_write(path, error) from error
        return name, release


def _refuse_foreign(path: Path) -> None:
    if path.is_symlink():
        raise _not_ours(path, Text("เป็นทางลัด ระบุโฟลเดอร์จริง", "it is a link; name the folder itself"))
    if not path.exists():
        if not path.parent.is_dir():
            raise _not_ours(
                path,
                Text(
                    "ยังไม่มีโฟลเดอร์ชั้นบน ตรวจชื่อ หรือสร้างก่อน", "the folder above it is not there; check the name, or make it"
                ),
            )
        if not os.access(path.parent, os.W_OK | os.X_OK):
            raise _not_writable(path.parent)
        return
    if not path.is_dir():
        raise _not_ours(path, Text("เป็นไฟล์ ไม่ใช่โฟลเดอร์", "it is a file, not a folder"))
    if not (path / MARK).exists() and not _is_empty(path):
        raise _not_ours(
            path,
            Text(
                "มีไฟล์อื่นที่ ita-site ไม่ได้เขียน เลือกโฟลเดอร์ว่าง",
                "it holds files that ita-site did not write; choose an empty folder",
            ),
        )
    if not os.access(path, os.W_OK | os.X_OK):
        raise _not_writable(path)


def _not_ours(path: Path, why: Text) -> PublishError:
    return PublishError(
        Text(
            f"เผยแพร่ไปที่ {path} ไม่ได้: {why.th} ไม่มีไฟล์ใดเปลี่ยน", f"cannot publish to {path}: {why.en}. Nothing was changed"
        )
    )


def _not_writable(path: Path) -> PublishError:
    return _not_ours(path, Text("ไม่มีสิทธิ์เขียน ขอสิทธิ์จากผู้ดูแลเครื่อง", "it may not be written to; ask who runs the machine"))


def _no_way_back(path: Path) -> PublishError:
    return PublishError(
        Text(f"ไม่มีรุ่นก่อนใน {path} ให้ย้อนกลับ", f"there is no release before the live one in {path} to go back to")
    )
