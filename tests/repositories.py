"""Small git repositories for tests, made by one command each, whatever is to be in them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

AUTHOR = "นายสมมติ <a@agency.example>"
LINK, MODULE = "120000", "160000"

Held = str | bytes | tuple[str, str | bytes] | None
"""What a file is to hold; with a mode of git before it; None to remove it."""


@dataclass(frozen=True)
class Commit:
    """One change: its moment, its files by path, who made it, the numbers (from 0) of those before it."""

    at: str
    files: Mapping[str, Held] = field(default_factory=dict)
    author: str = AUTHOR
    message: str = "ข้อความที่ไม่มีใครเห็น"
    parents: Sequence[int] | None = None
    committed: str | None = None


def git(folder: Path, *what: str, given: bytes = b"") -> bytes:
    """Run git in a folder with nobody's settings."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    mine = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(
        ["git", "-C", str(folder), *what], input=given, capture_output=True, check=True, env=own | mine
    ).stdout


def keep(folder: Path, *commits: Commit) -> None:
    """Make `folder` a repository of these changes, each upon the one before it unless it says otherwise.

    The files of the folder itself stay as they are.
    """
    git(folder, "init", "-q", "-b", "main")
    git(folder, "fast-import", "--quiet", "--date-format=raw-permissive", given=b"".join(_stream(commits)))


def _stream(commits: Sequence[Commit]) -> list[bytes]:
    lines: list[bytes] = []
    for number, one in enumerate(commits):
        lines.append(f"commit refs/heads/main\nmark :{number + 1}\nauthor {one.author} {_raw(one.at)}\n".encode())
        lines.append(f"committer {AUTHOR} {_raw(one.committed or one.at)}\n".encode())
        lines.append(_data(one.message))
        parents = one.parents if one.parents is not None else ([number - 1] if number else [])
        lines += [f"{'merge' if n else 'from'} :{parent + 1}\n".encode() for n, parent in enumerate(parents)]
        for path, held in one.files.items():
            mode, data = held if isinstance(held, tuple) else ("100644", held)
            if data is None:
                lines.append(f"D {path}\n".encode())
            elif mode == MODULE:
                lines.append(f"M {mode} {data!s} {path}\n".encode())
            else:
                lines.append(f"M {mode} inline {path}\n".encode() + _data(data))
    return lines


def _raw(moment: str) -> str:
    """A moment as seconds; what is already written so stays."""
    return moment if " " in moment else f"{int(datetime.fromisoformat(moment).timestamp())} +0700"


def _data(data: str | bytes) -> bytes:
    data = data.encode() if isinstance(data, str) else data
    return b"data %d\n%s\n" % (len(data), data)
