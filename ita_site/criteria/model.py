"""An edition: one fiscal year's disclosure list, frozen. Years and months are of the Buddhist era throughout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ita_site.criteria.assessment import Assessment
from ita_site.criteria.codes import CodeScheme
from ita_site.criteria.parts import (
    Choice,
    Column,
    Confidence,
    Dependency,
    EditionDate,
    Element,
    Law,
    MinCount,
    NilRule,
    Period,
    PeriodRule,
    Source,
    SumRule,
    Table,
    Window,
)
from ita_site.text import Text

__all__ = [
    "Choice",
    "Column",
    "Confidence",
    "CriteriaError",
    "Dependency",
    "Edition",
    "EditionDate",
    "Element",
    "Group",
    "Indicator",
    "Item",
    "Law",
    "MinCount",
    "NilRule",
    "Period",
    "PeriodRule",
    "Source",
    "SubIndicator",
    "SumRule",
    "Table",
    "Window",
]


class CriteriaError(Exception):
    """An edition file contradicts itself. `problems` holds every contradiction, each naming its place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the list. `code` holds for its year only; `key` survives renumbering between years."""

    code: str
    key: str
    name: Text
    summary: Text
    evidence: tuple[str, ...]
    period: Period
    min_count: MinCount | None
    depends_on: tuple[Dependency, ...]
    nil: NilRule
    elements: tuple[Element, ...]
    table: Table | None
    law: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    """How sure it is that the item is on the list, under this name."""
    facts: Confidence = "high"
    """How sure it is what the item asks for; never surer than the item."""
    own_site_place: bool = False
    """The answer is a place on the agency's own website, not a bare address of a social network."""
    note: Text | None = None
    seen_failure: Text | None = None
    """What has cost an agency the point, as advice."""
    aliases: tuple[str, ...] = ()
    """Other Thai spellings of the name seen in published lists."""
    was: tuple[str, ...] = ()
    """The keys of the items of the year before that this one goes on from; none for a new one."""
    surveys: tuple[str, ...] = ()
    """The surveys (`eit`, `iit`) whose link the item wants shown."""

    def elements_for(self, agency_type: str) -> tuple[Element, ...]:
        """The elements asked of an agency of this type, in order."""
        return tuple(element for element in self.elements if element.applies_to(agency_type))

    def element(self, element_id: str) -> Element | None:
        """The element of that id, or None."""
        return next((element for element in self.elements if element.id == element_id), None)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading inside a sub-indicator; `items` are codes. `aliases` are other Thai headings seen for it."""

    id: str
    name: Text
    items: tuple[str, ...]
    aliases: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class SubIndicator:
    """A sub-indicator: its score is the mean of its items."""

    id: str
    name: Text
    count: int
    groups: tuple[Group, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """The codes of its items, in order."""
        return tuple(code for group in self.groups for code in group.items)


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator: its score is the mean of its sub-indicators (not of its items)."""

    id: str
    name: Text
    subs: tuple[SubIndicator, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """The codes of its items, in order."""
        return tuple(code for sub in self.subs for code in sub.items)


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """One fiscal year's list. Mappings keep the order of the file and cannot be changed."""

    year: int
    revision: int
    scheme_id: str
    scheme_name: Text
    codes: CodeScheme
    start_month: int
    agency_types: Mapping[str, Text]
    windows: Mapping[str, Window]
    period_rules: Mapping[str, PeriodRule]
    evidence_kinds: Mapping[str, Text]
    laws: Mapping[str, Law]
    law: tuple[str, ...]
    """The legal basis of the whole assessment."""
    sources: Mapping[str, Source]
    counts: Mapping[str, int]
    assessment: Assessment
    tree: tuple[Indicator, ...]
    items: Mapping[str, Item]
    by_key: Mapping[str, Item]
    _place: Mapping[str, tuple[SubIndicator, Group]]
    base: int | None = None
    """The year (BE) of the edition that this one was made from; its items say what they were in that one."""
    confidence: Confidence = "high"
    unconfirmed: Text | None = None
    """What is not yet certain about the list; None for one that is confirmed."""
    dates: tuple[EditionDate, ...] = ()
    amended: tuple[str, ...] = ()
    """Sources by which the agency itself corrected or wrote this list."""

    @property
    def is_confirmed(self) -> bool:
        """Whether the list as a whole is known; of one that is not, single items may still be certain."""
        return self.unconfirmed is None

    def successors(self, key: str) -> tuple[Item, ...]:
        """The items that go on from the item with `key` of the year before; none when it was dropped."""
        return tuple(item for item in self.items.values() if key in item.was)

    def code(self, written: str | int) -> str | None:
        """The code of the item that someone meant by `O12`, `o12`, `๐๑๒`, `ข้อ ๑๒`, 12 …; None when there is none."""
        code = self.codes.read(written)
        return code if code in self.items else None

    def sub_of(self, code: str) -> SubIndicator:
        """The sub-indicator of an item. Raises KeyError for a code that is not in this edition."""
        return self._place[code][0]

    def group_of(self, code: str) -> Group:
        """The group of an item. Raises KeyError for a code that is not in this edition."""
        return self._place[code][1]

    def months(self, window_id: str, start_month: int | None = None) -> tuple[tuple[int, int], ...]:
        """The months of a window as (year, month) with the year in the Buddhist era.

        `start_month` (1-12) is for an agency whose fiscal year begins in another month than the edition's. A fiscal
        year is named after the year in which it ends. Raises KeyError for an unknown window.
        """
        window = self.windows[window_id]
        month = self.start_month if start_month is None else start_month
        first_year = self.year if month == 1 else self.year - 1
        first = first_year * 12 + (month - 1) + window.start
        return tuple((index // 12, index % 12 + 1) for index in range(first, first + window.length))
