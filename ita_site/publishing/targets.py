"""Where a release goes, as written in `--to` or `publish.to`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ita_site.errors import ConfigError
from ita_site.text import Text
from ita_site.walk import CONTENT

ENDINGS = (".zip", ".tar.gz")
ORIGIN = "origin"
_BRANCH = re.compile(r"(?!-)[A-Za-z0-9._/-]{1,200}(?<!/)(?<!\.)(?<!\.lock)")
"""Names that git takes for a branch; more are possible, none is needed."""
_REMOTE = re.compile(r"(?!-)[A-Za-z0-9._/-]{1,100}")


class Kind(StrEnum):
    FOLDER = "folder"
    BRANCH = "branch"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Target:
    """`name` is a folder or file as typed, or a branch; `path` is where that is (of folders and archives), `remote` the
    repository of a branch."""

    kind: Kind
    name: str
    path: Path
    remote: str = ORIGIN

    def __str__(self) -> str:
        at = f"@{self.remote}" if self.kind is Kind.BRANCH and self.remote != ORIGIN else ""
        return f"{self.kind}:{self.name}{at}"


def read_target(typed: str, root: Path) -> Target:
    """`folder:DIR`, `branch:NAME[@REMOTE]`, `archive:FILE`, or a bare FILE.zip, FILE.tar.gz or DIR; paths are taken from
    the site's folder `root`. Raises ConfigError for anything else, and for what lies among the site's own files."""
    target = _read(typed, root)
    if target.kind is not Kind.BRANCH:
        _refuse_overlap(target.path, root, typed)
    return target


def is_target(typed: str) -> bool:
    """Whether a text names a target, wherever the site is."""
    try:
        _read(typed, Path())
    except ConfigError:
        return False
    return True


def _read(typed: str, root: Path) -> Target:
    kind, colon, name = typed.strip().partition(":")
    if not colon or kind not in [*Kind]:
        name = typed.strip()
        kind = Kind.ARCHIVE if name.lower().endswith(ENDINGS) else Kind.FOLDER
    name = name.strip()
    if kind == Kind.BRANCH:
        return _branch(name, typed, root)
    if not name or "\0" in name:
        raise _unfit(typed, Text("ไม่มีชื่อ", "it names nothing"))
    if kind == Kind.ARCHIVE and not name.lower().endswith(ENDINGS):
        raise _unfit(typed, Text("ชื่อไฟล์ต้องลงท้ายด้วย .zip หรือ .tar.gz", "the file's name has to end in .zip or .tar.gz"))
    try:
        path = root / Path(name).expanduser()
    except RuntimeError:
        raise _unfit(typed, Text("ไม่รู้จักโฟลเดอร์หลัง ~", "nobody knows the folder behind ~")) from None
    return Target(Kind(kind), name, path)


def _branch(name: str, typed: str, root: Path) -> Target:
    branch, at, remote = name.partition("@")
    if not _BRANCH.fullmatch(branch) or ".." in branch or "//" in branch or (at and not _REMOTE.fullmatch(remote)):
        raise _unfit(typed, Text("ไม่ใช่ชื่อสาขา", "that is no name of a branch"))
    return Target(Kind.BRANCH, branch, root, remote if at else ORIGIN)


def _refuse_overlap(path: Path, root: Path, typed: str) -> None:
    """The public place must neither hold the site's sources nor lie among them."""
    place, home = path.resolve(), root.resolve()
    sources = (home / CONTENT, home / "criteria", home / "build", home / ".git")
    if home == place or home.is_relative_to(place) or any(place.is_relative_to(source) for source in sources):
        raise _unfit(
            typed,
            Text("อยู่ทับข้อมูลหรือไฟล์ระหว่างสร้างของเว็บไซต์ เลือกที่อื่น", "it overlaps the site's own files; choose another place"),
        )


def _unfit(typed: str, why: Text) -> ConfigError:
    forms = "folder:/srv/www/ita · branch:gh-pages · archive:ita.zip"
    return ConfigError(
        Text(
            f"ปลายทาง «{typed}» ใช้ไม่ได้: {why.th} ตัวอย่าง {forms}",
            f"the target «{typed}» cannot be used: {why.en}. Write for example {forms}",
        )
    )
