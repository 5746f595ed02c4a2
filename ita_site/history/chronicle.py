"""The history of a site in words: what changed of each thing that it shows, by day, newest first."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from ita_site.history.changes import NO_FILE, Change, History
from ita_site.history.differences import CHANGED, REMOVED, STARTED, differences, row_differences
from ita_site.records import ItemRecord, Status
from ita_site.records.fields import Record
from ita_site.source import NOTICES, Document, loads
from ita_site.text import Text
from ita_site.walk import CONTENT, YEAR_FOLDER

MANY = 10
"""So many items that begin in one change are a year that begins."""

_ITEMS = re.compile(rf"{CONTENT}/({YEAR_FOLDER.pattern})/items/[^/]+")
_PUBLIC = (Status.DISCLOSED, Status.NIL)
_ENCODINGS = ("utf-8-sig", "cp874")


@dataclass(frozen=True, slots=True)
class Told:
    """What one change did to one thing. `day` (CE) is None where nobody knows it.

    `starts`: there was no file before. `discloses`: before it the thing was not public, and after it it was. `is_draft`:
    it was public neither before nor after.
    """

    day: date | None
    id: str
    author: str
    what: tuple[Text, ...]
    starts: bool = False
    discloses: bool = False
    is_draft: bool = False


class Chronicle:
    """The history of the site's files; what is asked twice is compared once."""

    def __init__(self, history: History) -> None:
        self.history = history
        self._told: dict[str, tuple[Told, ...]] = {}
        self._read: dict[str, dict[str, Any] | None] = {}

    def of(self, document: Document, model: type[Record], record: Record | None) -> tuple[Told, ...]:
        """What changed of a file, and of the files here that it names. `record` is what it says today, if it can be read.

        Changes after which a reader finds what was there before are left out.
        """
        known = self._told.get(document.path)
        if known is None:
            known = self._told[document.path] = tuple(_Telling(self, document, model, record).told())
        return known

    def years_started(self, change: str) -> frozenset[int]:
        """The years (BE) whose items began together in one change, by its id."""
        return self._started.get(change, frozenset())

    @cached_property
    def _started(self) -> Mapping[str, frozenset[int]]:
        counts: Counter[tuple[str, int]] = Counter()
        for path, changes in self.history.files.items():
            if found := _ITEMS.fullmatch(path):
                counts.update((change.id, int(found[1])) for change in changes if change.before == NO_FILE)
        started: dict[str, set[int]] = {}
        for (id_, year), count in counts.items():
            if count >= MANY:
                started.setdefault(id_, set()).add(year)
        return {id_: frozenset(years) for id_, years in started.items()}

    def data(self, version: str) -> dict[str, Any] | None:
        """What a version of a file says; None where it cannot be read without doubt."""
        if version not in self._read:
            document = loads(self.history.versions[version], "")
            is_sound = all(problem.kind in NOTICES for problem in document.problems)
            self._read[version] = document.data if is_sound else None
        return self._read[version]


class _Telling:
    """The changes of one document."""

    def __init__(self, of: Chronicle, document: Document, model: type[Record], record: Record | None) -> None:
        self._of = of
        self._model = model
        self._changes = of.history.of(document.path)
        # what stands in a file that is not shown must not be shown here
        hidden = record is None or (isinstance(record, ItemRecord) and record.status not in _PUBLIC)
        self._today = None if hidden else document.data
        self._files = () if hidden else tuple(dict.fromkeys(_named(document.data)))

    def told(self) -> Iterator[Told]:
        own = {change.id: change for change in self._changes}
        files: dict[str, list[tuple[str, Change]]] = {}
        # files that were laid here before the item was written are part of its beginning
        oldest = max((change.order for change in self._changes), default=0)
        for file in self._files:
            for change in self._of.history.of(f"{CONTENT}/{file}"):
                if change.order <= oldest:
                    files.setdefault(change.id, []).append((file, change))
        others = {id_: found[0][1] for id_, found in files.items() if id_ not in own}
        every = sorted(
            (own | others).values(), key=lambda change: (-(change.day or date.min).toordinal(), change.order)
        )
        for change in every:
            mine = change.id in own
            what = self._what(change) if mine else ()
            for file, of_file in files.get(change.id, ()):
                what += _of_file(self._of.history, file, of_file, with_item=mine)
            if what:
                was, is_ = (self._is_public(change.before), self._is_public(change.after)) if mine else (True, True)
                yield Told(
                    change.day, change.id, change.author, tuple(dict.fromkeys(what)),
                    starts=mine and change.before == NO_FILE, discloses=is_ and not was, is_draft=not is_ and not was,
                )  # fmt: skip

    def _what(self, change: Change) -> tuple[Text, ...]:
        if NO_FILE in (change.before, change.after):
            return (STARTED,) if change.before == NO_FILE else (REMOVED,)
        before, after = self._data(change.before), self._data(change.after)
        if before is None or after is None:
            return (CHANGED,)
        return differences(self._model, before, after, self._today)

    def _data(self, version: str | None) -> dict[str, Any] | None:
        return self._of.data(version) if version in self._of.history.versions and version else None

    def _is_public(self, version: str | None) -> bool:
        """Whether a version was shown to all. Of one that was not read nobody knows: it is taken for what it is now."""
        if version == NO_FILE:
            return False
        if version not in self._of.history.versions:
            return True
        data = self._data(version)
        return data is not None and (self._model is not ItemRecord or data.get("status") in _PUBLIC)


def _of_file(history: History, file: str, change: Change, *, with_item: bool) -> tuple[Text, ...]:
    """What a change did to a file that is evidence or table. `with_item`: it changed the item as well, which tells of
    files that came."""
    name = file.rpartition("/")[2]
    if change.before == NO_FILE:
        return () if with_item else (Text(f"ใส่ไฟล์ {name}", f"added the file {name}"),)
    if change.after == NO_FILE:
        return (Text(f"ลบไฟล์ {name}", f"removed the file {name}"),)
    if name.lower().endswith(".csv"):
        before, after = (_rows(history.versions.get(id_ or "")) for id_ in (change.before, change.after))
        if before is not None and after is not None:
            return row_differences(before, after)
    return (Text(f"แทนที่ไฟล์ {name}", f"replaced the file {name}"),)


def _rows(data: bytes | None) -> list[list[str]] | None:
    """The rows of a table below its head; None where it cannot be read."""
    for encoding in _ENCODINGS if data is not None else ():
        try:
            rows = csv.reader(io.StringIO((data or b"").decode(encoding), newline=""))
            return [[cell.strip() for cell in row] for row in rows if any(map(str.strip, row))][1:]
        except (UnicodeDecodeError, csv.Error):
            continue
    return None


def _named(value: Any) -> Iterator[str]:
    """Every file of this site that a document names as evidence or table, wherever it stands."""
    waiting: list[Any] = [value]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, Mapping):
            file = one.get("file")
            if isinstance(file, str) and file.strip():
                yield file.strip()
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
