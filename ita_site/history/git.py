"""Asking git, so that nothing of the repository's own settings or of its surroundings has a say in the answer."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECONDS = 10
"""How long git may take for all that it is asked about one site."""

# A repository can name programs to be run on its behalf, and files that are not there; none of it is wanted.
_QUIET = (
    "-c", "log.showSignature=false", "-c", "log.showRoot=true", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false",
    "-c", "diff.orderFile=/dev/null", "-c", "log.follow=false",
)  # fmt: skip


@dataclass(frozen=True)
class Git:
    """The git of one folder. It answers with nothing where it cannot, may not or does not in time."""

    root: Path
    _end: float = field(default_factory=lambda: time.monotonic() + SECONDS)

    def ask(self, *what: str, given: bytes = b"") -> bytes:
        """What git says to a command, with `given` on its standard input."""
        # A hook of git's own sets where the repository is, which need not be the one of this site.
        own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
        try:
            # no shell, and nothing of the content among the arguments
            done = subprocess.run(
                ("git", *_QUIET, "-C", str(self.root), *what),
                input=given, capture_output=True, timeout=max(0.1, self._end - time.monotonic()), check=False,
                env=own | quiet,
            )  # fmt: skip
        except (OSError, ValueError, subprocess.SubprocessError):
            return b""
        return done.stdout if done.returncode == 0 else b""

    def contents(self, ids: Iterable[str], largest: int, most: int) -> dict[str, bytes]:
        """What files of at most `largest` bytes held, by the ids of their versions, in that order up to `most` bytes."""
        asked = "".join(f"{id_}\n" for id_ in dict.fromkeys(ids)).encode()
        small, total = [], 0
        for line in self.ask("cat-file", "--batch-check", given=asked).splitlines() if asked else ():
            id_, *kind = line.split()
            if len(kind) == 2 and kind[0] == b"blob" and int(kind[1]) <= largest:
                total += int(kind[1])
                if total > most:
                    break
                small.append(id_)
        return dict(_unpacked(self.ask("cat-file", "--batch", given=b"\n".join((*small, b"")))) if small else ())


def _unpacked(said: bytes) -> Iterator[tuple[str, bytes]]:
    """Each version that `cat-file --batch` gave: a line of id, kind and size, that many bytes, and a line's end."""
    at = 0
    while (end := said.find(b"\n", at)) > 0:
        head = said[at:end].split()
        if len(head) != 3:
            at = end + 1
            continue
        size = int(head[2])
        yield head[0].decode(), said[end + 1 : end + 1 + size]
        at = end + size + 2
