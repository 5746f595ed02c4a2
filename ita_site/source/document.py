"""What reading one file gives: values, where each stands, and mistakes that are not worded yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

KEY: Final = "#key"
"""At the end of a path: the key itself rather than its value. (A key cannot begin with # unless it is quoted.)"""

NOTICES: Final = frozenset({"repaired-text", "invisible-removed", "hidden-comment"})
"""Kinds of problem after which the data is whole; every other kind is a mistake to mend."""

Place = tuple[int, int]
Path = tuple[str | int, ...]

# A file of mistakes is mended from the top; the rest shows again at the next check.
_MOST_MISTAKES = 20
_MOST_NOTICES = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: its kind (a stable slug), line and column (code points) from 1, and values for the wording."""

    kind: str
    line: int
    column: int
    values: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Document:
    """One file as it was read. `path` is shown to the officer: POSIX, relative to the site.

    `data` is a mapping with text keys, or None when the file could not be read or says something else than was meant.
    Beside mistakes that leave the rest sound it is there (`duplicate-key`: the last value counts; `number-too-long`: it
    is text; `control-character` by an escape, `invisible-in-structure` within a key: removed).

    `places` maps a path into the data to (line, column) of the value, and path + (KEY,) to those of the key. `text` is
    the whole file as decoded, without byte order mark.
    """

    path: str
    data: dict[str, Any] | None
    problems: tuple[Problem, ...]
    places: Mapping[Path, Place]
    text: str

    def place(self, path: Path, key: bool = False) -> Place:
        """Line and column of the value at `path` (of its key with `key`), or of the nearest thing around it."""
        while path:
            if key and (place := self.places.get((*path, KEY))):
                return place
            if place := self.places.get(path):
                return place
            if path[-1] == "on" and (place := self.places.get((*path[:-1], "date"))):
                return place  # the other name that officers may give a day
            path = path[:-1]
        return self.places.get((), (1, 1))


class Log:
    """Collects the problems of one file, without drowning its reader."""

    def __init__(self) -> None:
        self._mistakes: list[Problem] = []
        self._notices: dict[str, list[Problem]] = {}
        self._counts: Counter[str] = Counter()

    def mistake(self, kind: str, place: Place, **values: str | int) -> None:
        if len(self._mistakes) < _MOST_MISTAKES:
            self._mistakes.append(Problem(kind, *place, values))

    def notice(self, kind: str, place: Place, **values: str | int) -> None:
        """Five of each kind are kept, and a sixth that tells in `more` how many it stands for."""
        self._counts[kind] += 1
        if self._counts[kind] <= _MOST_NOTICES + 1:
            self._notices.setdefault(kind, []).append(Problem(kind, *place, {**values, "more": 0}))

    def keeps(self, kind: str) -> bool:
        """Whether another notice of `kind` would be kept, so that its place is worth finding."""
        return self._counts[kind] <= _MOST_NOTICES

    def forget_notices(self) -> None:
        """A file that cannot be read gets no advice on details."""
        self._notices.clear()

    @property
    def mistakes(self) -> int:
        """How many mistakes are known."""
        return len(self._mistakes)

    def met(self, kinds: frozenset[str], lines: range) -> bool:
        """Whether a mistake of one of `kinds` is already known in `lines`."""
        return any(problem.kind in kinds and problem.line in lines for problem in self._mistakes)

    def problems(self) -> tuple[Problem, ...]:
        """Everything that was met, from the top of the file."""
        found = list(self._mistakes)
        for kind, notices in self._notices.items():
            found += notices[:_MOST_NOTICES]
            for last in notices[_MOST_NOTICES:]:
                more = self._counts[kind] - _MOST_NOTICES
                found.append(Problem(kind, last.line, last.column, {**last.values, "more": more}))
        return tuple(sorted(found, key=lambda problem: (problem.line, problem.column)))
