"""What was published: `release.json`, at the top of every published site.

It names the commit, the criteria, the day and the report that the gate let through, and every file with its SHA-256.
No moment of its own is in it: the same content, checked as of the same day, is the same release, byte for byte.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from ita_site import __version__
from ita_site.errors import EngineError
from ita_site.findings import Report
from ita_site.reporters.json_format import as_data
from ita_site.text import Text

RELEASE = "release.json"
FORMAT = 1
KEPT_BY_SERVERS = ("_headers",)
"""What hosts read for themselves and give out to nobody; so are names that begin with a dot."""

_CHUNK = 1 << 20
_HEX = re.compile(r"[0-9a-f]+")


class ReleaseError(EngineError):
    """What should be a `release.json` is none, or none that can be trusted."""


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """One file of a release: its path from the top of the site, its size in bytes, its SHA-256 in hex."""

    path: str
    bytes: int
    sha256: str

    @property
    def is_served(self) -> bool:
        """Whether a reader can get it from a web server."""
        return self.path not in KEPT_BY_SERVERS and not any(part.startswith(".") for part in self.path.split("/"))


@dataclass(frozen=True, slots=True)
class Release:
    """What one publish brought. `edition` is a fiscal year (BE), `as_of` a day (CE), `commit` an id of git or None.

    `check` is the report as `check --format json` gives it; `files` are sorted by path.
    """

    version: str
    agency: str
    url: str
    commit: str | None
    edition: int
    edition_revision: int
    as_of: date
    check: Mapping[str, Any]
    files: tuple[ReleasedFile, ...]

    @property
    def digest(self) -> str:
        """The fingerprint of all files: SHA-256 of what `sha256sum` prints for them, sorted by path."""
        return digest_of(self.files)

    @property
    def short(self) -> str:
        """Eight characters of the fingerprint, for people to compare."""
        return self.digest.removeprefix("sha256:")[:8]


def digest_of(files: Iterable[ReleasedFile]) -> str:
    """`sha256:` and the SHA-256 over `<sha256>  <path>` lines, sorted by path."""
    lines = "".join(f"{file.sha256}  {file.path}\n" for file in sorted(files, key=lambda f: f.path))
    return f"sha256:{hashlib.sha256(lines.encode()).hexdigest()}"


def release_of(folder: Path, report: Report, *, agency: str, url: str, commit: str | None) -> Release:
    """The release that the built site in `folder` makes, as the gate let it through.

    Raises ReleaseError for a file whose name no list can hold, OSError.
    """
    files = files_in(folder)
    for file in files:
        if not _is_listable(file.path):
            raise ReleaseError(
                Text(
                    f"ชื่อไฟล์ {file.path!r} มีอักขระที่ใช้บนเว็บไม่ได้ (ขึ้นบรรทัดใหม่ \\ หรืออักขระเสีย) จึงยังไม่เผยแพร่ เปลี่ยนชื่อไฟล์แล้วสั่งใหม่",
                    f"the name {file.path!r} holds a character that cannot be used on the web (a line's end, \\, or a broken one); nothing was published. Give the file another name",
                )
            )
    return Release(
        version=__version__,
        agency=agency,
        url=url,
        commit=commit,
        edition=report.edition,
        edition_revision=report.edition_revision,
        as_of=report.as_of,
        check=as_data(report),
        files=files,
    )


def files_in(folder: Path) -> tuple[ReleasedFile, ...]:
    """Every file below `folder` but its `release.json`, sorted by path. Raises OSError."""
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    return tuple(_released(name, paths[name]) for name in sorted(paths) if name != RELEASE)


def _released(name: str, path: Path) -> ReleasedFile:
    seen, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            seen.update(chunk)
            size += len(chunk)
    return ReleasedFile(name, size, seen.hexdigest())


def to_json(release: Release) -> str:
    """The text of `release.json`: keys in a fixed order, one file a line."""
    head = {
        "format": FORMAT,
        "tool": "ita-site",
        "version": release.version,
        "agency": release.agency,
        "url": release.url,
        "commit": release.commit,
        "edition": release.edition,
        "edition_revision": release.edition_revision,
        "as_of": release.as_of.isoformat(),
        "gate": "publish",
        "check": release.check,
        "digest": release.digest,
    }
    files = ",\n".join(
        f"    {json.dumps({'path': f.path, 'bytes': f.bytes, 'sha256': f.sha256, 'served': f.is_served}, ensure_ascii=False)}"
        for f in release.files
    )
    return f'{json.dumps(head, ensure_ascii=False, indent=2)[:-2]},\n  "files": [\n{files}\n  ]\n}}\n'


def read_release(data: bytes) -> Release:
    """A `release.json` as it came from somewhere. Raises ReleaseError for what is none or contradicts itself."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        raise _unfit(Text("อ่านไม่ได้", "it cannot be read")) from None
    if not isinstance(said, dict) or said.get("tool") != "ita-site":
        raise _unfit(Text("ไม่ใช่ไฟล์ที่ ita-site เขียน", "ita-site did not write it"))
    if said.get("format") != FORMAT:
        raise _unfit(
            Text(
                "เขียนโดย ita-site รุ่นที่ใช้รูปแบบอื่น ใช้ ita-site รุ่นใหม่กว่านี้",
                "its format is of another version of ita-site; use a newer one",
            )
        )
    try:
        release = Release(
            version=_text(said["version"]),
            agency=_text(said["agency"]),
            url=_text(said["url"]),
            commit=None if said["commit"] is None else _hex(said["commit"]),
            edition=_whole(said["edition"]),
            edition_revision=_whole(said["edition_revision"]),
            as_of=date.fromisoformat(_text(said["as_of"])),
            check=dict(said["check"]),
            files=tuple(map(_file, said["files"])),
        )
        digest = _text(said["digest"])
        matches = release.digest == digest
    except (KeyError, TypeError, ValueError):
        raise _unfit(Text("มีส่วนที่ขาดหรือผิดรูป", "something in it is missing or malformed")) from None
    names = [file.path for file in release.files]
    if len(set(names)) != len(names):
        raise _unfit(Text("มีไฟล์เดียวกันสองครั้ง", "it lists a file twice"))
    if not matches:
        raise _unfit(
            Text(
                "ลายนิ้วมือไม่ตรงกับรายการไฟล์ (อาจถูกแก้)",
                "its fingerprint is not that of its files (it may have been changed)",
            )
        )
    return release


def _file(said: Any) -> ReleasedFile:
    path = _text(said["path"])
    parts = PurePosixPath(path).parts
    if not parts or path != "/".join(parts) or ".." in parts or not _is_listable(path):
        raise ValueError(path)
    return ReleasedFile(path, _whole(said["bytes"]), _hex(said["sha256"], 64))


def _is_listable(path: str) -> bool:
    """Whether a path can stand in a list that `sha256sum` reads, and in an address; broken letters are no UTF-8."""
    return not any(c in "\\\x7f" or c < " " or "\ud800" <= c <= "\udfff" for c in path)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(value)
    return value


def _hex(value: Any, digits: int | None = None) -> str:
    if not _HEX.fullmatch(_text(value)) or (digits is not None and len(value) != digits):
        raise ValueError(value)
    return str(value)


def _unfit(why: Text) -> ReleaseError:
    return ReleaseError(Text(f"{RELEASE} ใช้ไม่ได้: {why.th}", f"{RELEASE} cannot be used: {why.en}"))
