"""The changes of files as git knows them, before anything is read into them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

SHORT = 8
"""Characters of an id that people compare."""
NO_FILE = ""
"""In place of a version's id: there was no file."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a file: the day in Thailand (CE) on which it was made, and its id.

    `day` is None where the clock of whoever made it was surely wrong. `before` and `after` are the ids of the file's
    versions, `NO_FILE` where there was none, None where it was no file to be read (a link) or nobody knows. `author` is
    the name that git holds. `order` counts changes from the newest of all.
    """

    day: date | None
    id: str
    before: str | None = None
    after: str | None = None
    author: str = field(default="", compare=False)
    order: int = field(default=0, compare=False)

    @property
    def short(self) -> str:
        return self.id[:SHORT]

    @property
    def is_empty(self) -> bool:
        """Whether nothing in the file changed: it only got another name."""
        return self.before is not None and self.before == self.after


@dataclass(frozen=True, slots=True)
class History:
    """The changes of files by path from the site (`content/2566/items/o12.yml`), newest first.

    `is_cut`: there are changes of the day `since` or older that are not known here, for this is a shallow copy
    (`is_shallow`) or there are more than are looked at. `versions` holds what files once were, by the version's id, as
    far as it was worth reading.
    """

    files: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    is_cut: bool = False
    is_shallow: bool = False
    since: date | None = None
    versions: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def of(self, path: str) -> tuple[Change, ...]:
        return self.files.get(path, ())


NO_HISTORY = History()
