"""On which days each file of the content changed, as git remembers it.

Only days and the ids of changes are read: who made them is nobody's business on a public page. No git, no repository,
or one that takes too long is no fault, only a site without a history.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from ita_site.attestations import in_thailand
from ita_site.walk import CONTENT

MOST = 2000
"""Changes of the content that are looked at, the newest of all."""
SECONDS = 10
"""How long git may take."""
SHORT = 8
"""Characters of an id that people compare."""

_HEAD = re.compile(rb"\x01([0-9a-f]{40,64})\x02(-?[0-9]{1,12})\x02([0-9a-f ]*)\x02(?:\n|\Z)")
# A repository can name programs to be run on its behalf; none of them is wanted to read a list of days.
_QUIET = (
    "-c", "log.showSignature=false", "-c", "log.showRoot=true", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a file: the day in Thailand (CE) on which it was made, and its id."""

    day: date
    id: str

    @property
    def short(self) -> str:
        return self.id[:SHORT]


@dataclass(frozen=True, slots=True)
class History:
    """The changes of files by path from the site (`content/2566/items/o12.yml`), newest first.

    `is_cut`: there are older changes that are not known here (a shallow copy, or more than are looked at).
    """

    files: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    is_cut: bool = False

    def of(self, path: str) -> tuple[Change, ...]:
        return self.files.get(path, ())


NO_HISTORY = History()


def read_history(root: Path) -> History:
    """The history of `content/` below the site's folder `root`; empty where there is none to be had."""
    if not (root / CONTENT).is_dir():
        return NO_HISTORY
    log = ("log", f"--max-count={MOST}", "--no-renames", "--no-ext-diff", "--no-color", "--relative", "-z")
    said = _git(root, *log, "--name-only", "--format=format:%x01%H%x02%at%x02%P%x02", "--", CONTENT)
    if not said:
        return NO_HISTORY
    found: dict[str, list[Change]] = {}
    is_shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    count = 0
    for count, (change, has_before, paths) in enumerate(_changes(said), 1):  # noqa: B007 - the last one counts them
        if is_shallow and not has_before:
            continue  # where the copy ends every file looks new, whenever it was changed
        for path in paths:
            found.setdefault(path, []).append(change)
    return History(
        # the days of changes that came from elsewhere need not be in the order of the changes
        {path: tuple(sorted(changes, key=lambda c: c.day, reverse=True)) for path, changes in found.items()},
        is_cut=is_shallow or count >= MOST,
    )


def _changes(said: bytes) -> Iterator[tuple[Change, bool, list[str]]]:
    """Each change, whether one before it is known, and the files that it names."""
    heads = list(_HEAD.finditer(said))
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        names = said[head.end() : following.start() if following else len(said)].split(b"\0")
        try:
            day = in_thailand(datetime.fromtimestamp(int(head[2]), UTC))
        except (ValueError, OverflowError, OSError):
            continue
        yield Change(day, head[1].decode()), bool(head[3]), [os.fsdecode(name) for name in names if name]


def _git(root: Path, *what: str) -> bytes:
    """What git says; nothing where it cannot, may not or does not answer in time."""
    # A hook of git's own sets where the repository is, which need not be the one of this site.
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    try:
        # no shell, and nothing of the content among the arguments
        done = subprocess.run(
            ("git", *_QUIET, "-C", str(root), *what),
            stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False, env=own | quiet,
        )  # fmt: skip
    except (OSError, ValueError, subprocess.SubprocessError):
        return b""
    return done.stdout if done.returncode == 0 else b""
