"""Counts the personal numbers of one file, so that a list of hundreds is told once."""

from __future__ import annotations

from collections.abc import Iterable

from ita_site.evidence.observation import Private
from ita_site.personal import ID, POSSIBLE_ID, Number


class Tally:
    """Each number counts once, at the first place that it was met."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[int, str]] = {}

    def add(self, numbers: Iterable[Number], place: int) -> None:
        for number in numbers:
            self._found.setdefault((number.kind, number.digits), (place, number.tail))

    def private(self) -> tuple[Private, ...]:
        """One entry for each kind. What is surely an id in one place is none of the doubtful ones in another."""
        sure = {digits for kind, digits in self._found if kind == ID}
        kept: dict[str, list[tuple[int, str]]] = {}
        for (kind, digits), met in self._found.items():
            if kind != POSSIBLE_ID or digits not in sure:
                kept.setdefault(kind, []).append(met)
        return tuple(Private(kind, *min(met), count=len(met)) for kind, met in sorted(kept.items()))
