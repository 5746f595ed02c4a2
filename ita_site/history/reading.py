"""Reading the changes of the content, newest first, and what the files were before and after each."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path, PurePosixPath

from ita_site.attestations import in_thailand
from ita_site.history.changes import NO_FILE, NO_HISTORY, Change, History
from ita_site.history.git import Git
from ita_site.site import YAML_ENDINGS
from ita_site.source import MAX_BYTES
from ita_site.walk import CONTENT, FILES

MOST = 2000
"""Changes of the content that are looked at, the newest of all."""
MOST_READ = 20
"""Changes of one file whose versions are read; of older ones only the day is told."""
MOST_BYTES = 16 * 1024 * 1024
"""All versions together that are read."""
FIRST_DAY = date(2005, 4, 7)
"""Before this day nothing can have been kept, for there was no git."""

_FORMAT = "%H%x00%at%x00%ct%x00%P%x00%aN"
_FIELDS = 5
_RAW = re.compile(rb"\n?:([0-7]{6}) ([0-7]{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) ([A-Z])[0-9]*")
_FILE_MODES = (b"100644", b"100755", b"100664")
_NO_DIFFERENCE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Touched:
    """What one change did to one file; `old` is the name that it had before, mostly the same."""

    path: str
    old: str
    before: str | None
    after: str | None


def read_history(root: Path) -> History:
    """The history of `content/` below the site's folder `root`; empty where there is none to be had.

    Merges are not told: what they bring together was told where it was made. The clock is read, for no change can have
    been made after today.
    """
    if not (root / CONTENT).is_dir():
        return NO_HISTORY
    git = Git(root)
    log = (
        "log",
        f"--max-count={MOST}",
        "--no-ext-diff",
        "--no-color",
        "--no-notes",
        "--encoding=UTF-8",
        "--relative",
        "-z",
    )
    said = git.ask(*log, "--raw", "--no-abbrev", "--find-renames=100%", f"--format=tformat:{_FORMAT}", "--", CONTENT)
    if not said:
        return NO_HISTORY
    is_shallow = git.ask("rev-parse", "--is-shallow-repository").strip() == b"true"
    latest = in_thailand(datetime.now(UTC)) + timedelta(days=1)  # clocks differ a little
    found: dict[str, list[Change]] = {}
    now_called: dict[str, str] = {}
    ends: list[date] = []
    count = 0
    for count, (head, touched) in enumerate(_commits(said), 1):
        day = _day(head[1:3], latest)
        if is_shallow and not head[3]:
            ends += [day] if day else []
            continue  # where the copy ends every file looks new, whenever it was changed
        author = head[4].decode("utf-8", "replace")
        for one in _paired(touched):
            path = now_called.get(one.path, one.path)
            if one.old != one.path:
                now_called[one.old] = path
            change = Change(day, head[0].decode(), one.before, one.after, author, count)
            if not change.is_empty:
                found.setdefault(path, []).append(change)
        if count == MOST:
            ends += [day] if day else []
    # the days of changes that came from elsewhere need not be in the order of the changes
    files = {path: tuple(sorted(changes, key=_newest_first)) for path, changes in found.items()}
    return History(
        files,
        is_cut=is_shallow or count >= MOST,
        is_shallow=is_shallow,
        since=max(ends, default=None),
        versions=git.contents(_worth_reading(root, files), MAX_BYTES, MOST_BYTES),
    )


def _newest_first(change: Change) -> tuple[int, int]:
    return (-(change.day or date.min).toordinal(), change.order)


def _commits(said: bytes) -> Iterator[tuple[list[bytes], list[_Touched]]]:
    """The fields of each change and the files that it touched.

    Words are parted by zeros, which no name can hold, and read one after the other: a file may have any name.
    """
    words = said.split(b"\0")
    at = 0
    while at + _FIELDS <= len(words):
        head, touched = words[at : at + _FIELDS], []
        at += _FIELDS
        while at < len(words) and (raw := _RAW.fullmatch(words[at])):
            is_renamed = raw[5] in (b"R", b"C")
            old, path = os.fsdecode(words[at + 1]), os.fsdecode(words[at + 1 + is_renamed])
            at += 2 + is_renamed
            touched.append(_Touched(path, old, _version(raw[1], raw[3]), _version(raw[2], raw[4])))
        yield head, touched


def _version(mode: bytes, id_: bytes) -> str | None:
    if not id_.strip(b"0"):
        return NO_FILE
    return id_.decode() if mode in _FILE_MODES else None


def _day(seconds: Iterable[bytes], latest: date) -> date | None:
    """The day on which a change was made, or if that cannot be the one on which it was kept."""
    for one in seconds:
        try:
            day = in_thailand(datetime.fromtimestamp(int(one), UTC))
        except (ValueError, OverflowError, OSError):
            continue
        if FIRST_DAY <= day <= latest:
            return day
    return None


def _paired(touched: list[_Touched]) -> Iterator[_Touched]:
    """The files of one change; one that went while another of the like name came (`O12.yaml`, `o12.yml`) is the same.

    A file that moved to another folder of the content is another file, and so is the copy in next year's folder.
    """
    gone = {key: one for one in touched if one.after == NO_FILE and (key := _key(one.path))}
    for one in touched:
        if one.old != one.path and (not _key(one.path) or _folder(one.old) != _folder(one.path)):
            yield _Touched(one.path, one.path, NO_FILE, one.after)
            yield _Touched(one.old, one.old, one.before, NO_FILE)
        elif one.before == NO_FILE and (old := gone.pop(_key(one.path), None)):
            yield _Touched(one.path, old.path, old.before, one.after)
        elif one.after != NO_FILE or not _key(one.path):
            yield one
    yield from gone.values()


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _key(path: str) -> str:
    """Folder and name of a file that officers write, without what makes no difference; blank for any other file."""
    file = PurePosixPath(path)
    if file.suffix.lower() not in YAML_ENDINGS:
        return ""
    return f"{file.parent}/{_NO_DIFFERENCE.sub('', file.stem.lower())}"


def _worth_reading(root: Path, files: Mapping[str, tuple[Change, ...]]) -> Iterator[str]:
    """The ids of versions to compare: those of files that are there today and changed since they came."""
    for path, changes in files.items():
        ends = (".csv",) if path.startswith(f"{CONTENT}/{FILES}/") else YAML_ENDINGS
        if not path.lower().endswith(ends) or (len(changes) == 1 and changes[0].before == NO_FILE):
            continue
        if (root / path).is_file():
            yield from (id_ for change in changes[:MOST_READ] for id_ in (change.after, change.before) if id_)
