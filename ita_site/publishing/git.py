"""git as a program: quiet, in English, never asking anybody unless somebody sits there."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, cast

from ita_site.errors import PublishError
from ita_site.text import Text

SECONDS = 60.0
SECONDS_OF_NETWORK = 900.0
"""A site of some hundred megabytes over the line of a small office."""

_LOGIN = re.compile(r"(?<=://)\S*@")
# A repository can name programs to be run on its behalf; looking at it needs none of them.
_NO_PROGRAMS = (("core.fsmonitor", "false"), ("log.showSignature", "false"), ("core.hooksPath", os.devnull))
_NOISE = re.compile(r"\A(?:hint:|To |Counting|Compressing|Writing|Total|Enumerating|Delta|remote:\s*\Z)")


_CHUNK = 1 << 20


class GitError(Exception):
    """git did not do it. `said` is what it had to say, without names and passwords in addresses."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said

    @property
    def short(self) -> str:
        """The lines that tell why, as one."""
        lines = [line.strip() for line in self.said.splitlines() if line.strip() and not _NOISE.match(line)]
        return " · ".join(lines[-4:]) or "git"


def git(
    folder: Path, *what: str, settings: Sequence[tuple[str, str]] = (), environment: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
) -> bytes:  # fmt: skip
    """What git says to `git -C folder WHAT`, with further `settings` of its configuration.

    Raises GitError when it fails, PublishError when there is no git or it does not come to an end.
    """
    try:
        done = subprocess.run(
            ("git", "-C", str(folder), *what),
            stdin=None if sys.stdin and sys.stdin.isatty() else subprocess.DEVNULL,
            capture_output=True, timeout=seconds, check=False, env=git_environment(settings) | (dict(environment or {})),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise PublishError(
            Text(
                f"git ไม่ตอบใน {seconds:.0f} วินาที จึงยังไม่ได้เผยแพร่ ตรวจอินเทอร์เน็ตแล้วสั่งใหม่",
                f"git did not come to an end within {seconds:.0f} seconds; nothing was published. Check the network and try again",
            )
        ) from None
    except OSError as error:
        raise PublishError(
            Text(
                f"เรียกโปรแกรม git ไม่ได้ ({error.strerror}) ติดตั้ง git แล้วสั่งใหม่",
                f"the program git cannot be run ({error.strerror}); install it and try again",
            )
        ) from error
    if done.returncode:
        raise GitError(_LOGIN.sub("", done.stderr.decode("utf-8", "replace")))
    return done.stdout


def hashes(folder: Path, commit: str, settings: Sequence[tuple[str, str]] = ()) -> Iterator[tuple[str, str]]:
    """Path and SHA-256 (hex) of every file of a commit; "" for what is no plain file. Raises GitError."""
    plain: list[tuple[str, bytes]] = []
    for entry in filter(None, git(folder, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")):
        about, _, name = entry.partition(b"\t")
        if about.startswith((b"100644 ", b"100755 ")):
            plain.append((os.fsdecode(name), about.split()[2]))
        else:
            yield os.fsdecode(name), ""
    with TemporaryFile() as asked:
        asked.writelines(id_ + b"\n" for _, id_ in plain)
        asked.seek(0)
        with subprocess.Popen(
            ("git", "-C", str(folder), "cat-file", "--batch"),
            stdin=asked, stdout=subprocess.PIPE, env=git_environment(settings),
        ) as told:  # fmt: skip
            said = cast("IO[bytes]", told.stdout)
            for path, _ in plain:
                sha, left = hashlib.sha256(), int(said.readline().split()[2])
                while left and (part := said.read(min(left, _CHUNK))):
                    left -= len(part)
                    sha.update(part)
                said.read(1)  # the line's end
                yield path, sha.hexdigest()


def git_environment(settings: Sequence[tuple[str, str]] = ()) -> dict[str, str]:
    """Our environment for git: with further settings, without what a hook of git's has set."""
    # a hook sets where its repository is, which need not be the one that is meant
    kept = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    quiet = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    if not (sys.stdin and sys.stdin.isatty()):
        quiet["GIT_TERMINAL_PROMPT"] = "0"
        if "GIT_SSH_COMMAND" not in kept and "GIT_SSH" not in kept:
            quiet["GIT_SSH_COMMAND"] = "ssh -o BatchMode=yes"
    settings = (*_NO_PROGRAMS, *settings)
    before = kept.get("GIT_CONFIG_COUNT", "")
    first = int(before) if before.isdecimal() else 0
    own = {"GIT_CONFIG_COUNT": str(first + len(settings))}
    for number, (name, value) in enumerate(settings, first):
        own |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return kept | quiet | own


_OF_HOOKS = frozenset(
    {
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_QUARANTINE_PATH",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_COMMON_DIR",
    }
)  # fmt: skip
