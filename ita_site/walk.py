"""Looking round in `content/`: what is there, without ever following a link."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG

CONTENT = "content"
FILES = "files"
RESULT_FILE = "result.yml"
MEASURES_FILE = "measures.yml"
YEAR_FOLDER = re.compile(r"[1-9][0-9]{3}")

_UNFIT = re.compile(r"[\x00-\x1f\x7f\\]")
"""What no list of files can hold: signs that move the cursor, and the sign that parts folders on Windows."""
_OF_ASSESSMENT = frozenset(name.removesuffix(".yml") for name in (RESULT_FILE, MEASURES_FILE))


@dataclass(frozen=True, slots=True)
class HostedFile:
    """A file under `content/files`, by its path from `content/`. `size` in bytes."""

    path: str
    size: int
    is_regular: bool


@dataclass
class Walk:
    """Everything under `content/`, found without following a link."""

    files: dict[str, HostedFile] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)


def look_round(root: Path) -> Walk:
    content = root / CONTENT
    found = Walk()
    if content.is_symlink():
        found.links.append(CONTENT)
        return found
    folders = [content]
    while folders:
        folder = folders.pop()
        try:
            entries = sorted(folder.iterdir())
        except FileNotFoundError:
            continue
        except OSError:
            found.unreadable[shown_path(root, folder)] = "permission"
            continue
        for path in entries:
            _sort_in(root, path, found, folders)
    return found


def _sort_in(root: Path, path: Path, found: Walk, folders: list[Path]) -> None:
    shown = shown_path(root, path)
    if not _is_text(path.name):
        found.unreadable[shown.encode("utf-8", "replace").decode()] = "name"
        return
    try:
        status = path.lstat()
    except PermissionError:
        found.unreadable[shown_path(root, path.parent)] = "permission"  # it may be listed, but not looked into
        return
    except OSError:
        return  # gone since it was listed: an editor's own file
    if S_ISLNK(status.st_mode):
        found.links.append(shown)
    elif S_ISDIR(status.st_mode):
        folders.append(path)
    elif shown.startswith(f"{CONTENT}/{FILES}/"):
        name = shown.removeprefix(f"{CONTENT}/")
        found.files[name] = HostedFile(name, status.st_size, S_ISREG(status.st_mode))
    elif not path.name.startswith("."):
        found.others.append(shown)


def is_read(shown: str, years: tuple[int, ...]) -> bool:
    """Whether a file below `content/` lies where something looks for it, or in a year that is not on the site."""
    match shown.split("/")[1:]:
        case ["pages", name]:
            return name.lower().endswith(".md")
        case [year, name] if YEAR_FOLDER.fullmatch(year) and name.split(".")[0].lower() in _OF_ASSESSMENT:
            return name in (RESULT_FILE, MEASURES_FILE)
        case [year, *rest] if YEAR_FOLDER.fullmatch(year):
            if int(year) not in years:
                return True
            match rest:
                case ["items", _] | ["programmes", _, _]:
                    return True  # rules of their own speak of odd names here
    return False


def _is_text(name: str) -> bool:
    """Whether a file's name can be written down in one line: archives made on old machines hold others."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return not _UNFIT.search(name)


def listing(folder: Path) -> list[Path]:
    """The folder's entries by name; none when it is not there, may not be read, or lies behind a link."""
    if not os.path.isdir(folder) or _is_linked(folder):  # noqa: PTH112 - Path.is_dir raises where none may look
        return []
    try:
        found = sorted(p for p in folder.iterdir() if not p.name.startswith(".") and _is_text(p.name))
        for path in found:
            path.lstat()
    except PermissionError:
        return []  # the walk over all of `content` tells of it
    except FileNotFoundError:
        return listing(folder)  # something went away meanwhile: look again
    except OSError:
        return []
    return found


def is_there(path: Path) -> bool:
    """Whether there is anything of that name, not reached through a link: what is no file is told when it is read."""
    return path in listing(path.parent) and not path.is_symlink()


def _is_linked(folder: Path) -> bool:
    """Whether the folder, or one between it and `content/`, is a link."""
    for part in (folder, *folder.parents):
        if part.is_symlink():
            return True
        if part.name == CONTENT:
            break
    return False


def shown_path(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()
