"""What became of a document: items with their links, what was left, and what a reader should know of it."""

from __future__ import annotations

from dataclasses import dataclass

from ita_site.criteria import Edition, Item
from ita_site.importers.model import Link
from ita_site.text import Text

SURE = 90
"""From here (0-100) an item counts as understood; below it is a guess that a person looks at."""
LEAST = 76
"""Below this likeness (0-100) nothing is guessed."""


@dataclass(frozen=True, slots=True)
class Known:
    """One item of the edition as the document has it. `sure` is 0 to 100, `why` says what it was told by.

    `has` is the answer of a column «มี/ไม่มี», None where there is none. `links` are cleaned, each once.
    """

    item: Item
    sure: int
    why: Text
    title: str
    places: tuple[Text, ...]
    links: tuple[Link, ...] = ()
    explanation: str = ""
    owner: str = ""
    has: bool | None = None
    notes: tuple[Text, ...] = ()

    @property
    def is_sure(self) -> bool:
        return self.sure >= SURE


@dataclass(frozen=True, slots=True)
class Left:
    """A row that belongs to no item for sure. `text` is what it says, perhaps long."""

    place: Text
    text: str
    why: Text


@dataclass(frozen=True, slots=True)
class Understood:
    """`items` are in the order of the edition; `numbering` is the year (BE) whose codes the document uses, None where
    it has no codes or they are of no year that is known. `year` (BE) is the year that its title or headings speak of."""

    edition: Edition
    items: tuple[Known, ...]
    left: tuple[Left, ...]
    numbering: int | None = None
    year: int | None = None
    notes: tuple[Text, ...] = ()

    @property
    def absent(self) -> tuple[Item, ...]:
        """The items of the edition that the document does not have."""
        there = {known.item.code for known in self.items}
        return tuple(item for code, item in self.edition.items.items() if code not in there)
