"""Releases beside each other in one folder: copied whole, switched by one rename, the oldest taken away."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

from ita_site.errors import PublishError
from ita_site.publishing.contents import CHUNK, opened
from ita_site.release import RELEASE, Release, ReleaseError, files_in, read_release, to_json
from ita_site.text import Text

RELEASES = "releases"
CURRENT = "current"
NEW = ".new-"
NAME = re.compile(r"([0-9]{4,})-[0-9a-f]{8}")
"""A release's folder: its number, and eight characters of its fingerprint."""

_LINK = ".current-new"


def copy(site: Path, new: Path, release: Release) -> None:
    """Copy every file of the release to the folder `new`, readable for the web server, each compared on the way.

    Raises PublishError when a file is not what the release says, OSError.
    """
    new.mkdir()
    for file in release.files:
        target = new / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        with opened(site, file) as source, target.open("xb") as copy:
            shutil.copyfileobj(source, copy, CHUNK)
        target.chmod(0o644)
    (new / RELEASE).write_text(to_json(release), encoding="utf-8", newline="\n")
    (new / RELEASE).chmod(0o644)
    for folder in (new, *(p for p in new.rglob("*") if p.is_dir())):
        folder.chmod(0o755)


def settle() -> None:
    """Let the disk hold the new files before anything leads to them: a power cut must not leave them empty."""
    if hasattr(os, "sync"):
        os.sync()


def switch(path: Path, name: str) -> None:
    """Make the release `name` in the target `path` the live one, at once. Raises OSError."""
    link = path / _LINK
    link.unlink(missing_ok=True)
    try:
        link.symlink_to(f"{RELEASES}/{name}", target_is_directory=True)
        link.replace(path / CURRENT)
    except BaseException:
        link.unlink(missing_ok=True)
        raise


def names(path: Path) -> list[str]:
    """Folders of releases, the oldest first."""
    with suppress(FileNotFoundError):
        return sorted((p.name for p in (path / RELEASES).iterdir() if NAME.fullmatch(p.name)), key=number)
    return []


def number(name: str) -> int:
    """Releases are counted, since no clock can be trusted."""
    return int(name.partition("-")[0])


def sweep(path: Path) -> None:
    """What a publish left that was killed."""
    (path / _LINK).unlink(missing_ok=True)
    for left in (path / RELEASES).glob(f"{NEW}*"):
        shutil.rmtree(left, ignore_errors=True)


def prune(path: Path, live: str, keep: int, gone: list[str]) -> None:
    """Leave the last `keep` releases. Newer ones than what was live until now (`gone`) were rolled back, or never came
    to be live: nobody should get back to them."""
    lived = [name for name in names(path) if name not in gone]
    for name in {*lived[:-keep], *gone} - {live}:
        shutil.rmtree(path / RELEASES / name, ignore_errors=True)


def is_whole(folder: Path, release: Release) -> bool:
    """Whether all files of a release are in its folder as they were, and no others. Raises OSError."""
    return files_in(folder) == release.files


def whole(folder: Path) -> Release:
    """The release in a folder. Raises PublishError when it lost or changed files."""
    try:
        release = read_release((folder / RELEASE).read_bytes())
        if is_whole(folder, release):
            return release
    except (OSError, ReleaseError):
        pass
    raise PublishError(
        Text(
            f"รุ่นก่อน ({folder.name}) มีไฟล์ขาดหรือถูกแก้ จึงไม่ย้อนกลับ เว็บที่เผยแพร่อยู่ยังเหมือนเดิม",
            f"the release before ({folder.name}) has lost or changed files, so nothing was rolled back",
        )
    )


def refuse_full(path: Path, release: Release) -> None:
    """Raise PublishError when the disk has no room for another release."""
    needed = sum(file.bytes for file in release.files) + 4096 * len(release.files)
    free = shutil.disk_usage(path).free
    if free < needed:
        raise PublishError(
            Text(
                f"เนื้อที่ใน {path} ไม่พอ ต้องใช้ {needed / 1e6:,.0f} MB เหลือ {free / 1e6:,.0f} MB จึงยังไม่เผยแพร่ ลบไฟล์อื่นออกก่อน",
                f"not enough space in {path}: {needed / 1e6:,.0f} MB are needed, {free / 1e6:,.0f} MB are free; nothing was published",
            )
        )
