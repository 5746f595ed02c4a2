"""How a rule is declared, and what a rule may look at.

A rule is a small generator that yields places; the engine words them, finds their line and weighs them, so a rule
can be wrong about neither its name nor its severity. No rule opens a socket, reads a file or asks what day it is.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeVar

from ita_site.criteria import Edition, Item
from ita_site.evidence.collect import Citation, citations
from ita_site.evidence.observation import Observed
from ita_site.findings import Severity
from ita_site.programmes import is_waiting
from ita_site.records import FieldProblem, ItemRecord
from ita_site.site import ItemEntry, ProgrammeEntry, Site
from ita_site.source import Document, Problem
from ita_site.text import Text

T = TypeVar("T")
Path = tuple[str | int, ...]
Value = str | int | Text


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule found something.

    `where` is the document, or the path of a file that ought to be there. `at` leads into the document; with
    `on_key` the field's name is meant. `spot` is a (line, column) that is already known. `is_gap` says that here it is
    unfinished work, which a draft may hold.
    """

    where: Document | str
    at: Path = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    item: Item | None = None
    on_key: bool = False
    spot: tuple[int, int] | None = None
    confidence: str = "high"
    is_gap: bool = False

    @property
    def path(self) -> str:
        return self.where if isinstance(self.where, str) else self.where.path


Checked = tuple[Document, Item | None, tuple[FieldProblem, ...]]
"""A file, the item it belongs to, and what is wrong with its fields."""


class Problems:
    """What reading the files brought up, by kind. All that rules of scope `file` may look at."""

    def __init__(self, checked: Iterable[Checked]) -> None:
        self.of_source: dict[str, list[tuple[Document, Item | None, Problem]]] = {}
        self.of_fields: dict[str, list[tuple[Document, Item | None, FieldProblem]]] = {}
        for document, item, fields in checked:
            for problem in document.problems:
                self.of_source.setdefault(problem.kind, []).append((document, item, problem))
            for slip in fields:
                self.of_fields.setdefault(slip.kind, []).append((document, item, slip))


class Context(Problems):
    """What rules look at: the site, its open year, what was seen of its evidence, and the day (CE) of the check."""

    def __init__(self, site: Site, as_of: date, observed: Observed) -> None:
        super().__init__(_checked(site, as_of))
        self.site = site
        self.as_of = as_of
        self.observed = observed
        self._made: dict[Callable[[Context], Any], Any] = {}
        self.waivers_used: frozenset[int] = frozenset()
        """Which waivers (by number, from 0) silence something: known once all other families have spoken."""

    @property
    def edition(self) -> Edition:
        return self.site.year.edition

    @property
    def programmes(self) -> tuple[ProgrammeEntry, ...]:
        return self.site.year.programmes

    @cached_property
    def documents(self) -> tuple[tuple[Document, Item | None], ...]:
        """Every file that people wrote for the open year, free pages too."""
        pages = ((page.document, None) for page in self.site.pages)
        return ((self.site.config_document, None), *self.site.documents(), *pages)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every link and file named as evidence in the open year, in results and in measures."""
        return tuple(citations(self.site))

    def once(self, make: Callable[[Context], T]) -> T:
        """What `make` gives for this context, made at the first call: for what several rules look at."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]  # type: ignore[no-any-return]

    def item_named(self, document: Document) -> Item | None:
        """The item that the name of a file stands for, whatever the file says inside."""
        code = self.edition.code(document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0])
        return self.edition.items[code] if code else None

    @cached_property
    def sound(self) -> tuple[tuple[ItemEntry, Item, ItemRecord], ...]:
        """Items of this edition whose file could be read as a record."""
        return tuple((e, e.item, e.record) for e in self.site.year.entries if e.item and e.record)


def _checked(site: Site, as_of: date) -> Iterator[Checked]:
    yield site.config_document, None, ()
    for entry in site.year.entries:
        yield entry.document, entry.item, entry.problems
    for programme in site.year.programmes:
        if programme.document is not None:
            yield programme.document, None, programme.problems
        for report in programme.reports:
            # a report that was begun early may be incomplete until it is due: ITA544 tells of it
            waits = is_waiting(programme.record, report, as_of)
            yield report.document, None, () if waits else report.problems
    for entry_of_year in site.assessed.entries:
        yield entry_of_year.document, None, entry_of_year.problems
    for page in site.pages:
        yield page.document, None, ()


Check = Callable[[Any], Iterator[Hit]]
"""A rule's generator; it takes Problems (scope `file`) or Context (scope `site`)."""


RestsOn = Literal["", "item", "facts"]
"""What of the list a rule takes for certain: that there is the item, or what it asks for."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue. `why` is Thai, then English; `is_gap` findings do not block a draft."""

    code: str
    slug: str
    severity: Severity
    is_gap: bool
    title: Text
    message: Text
    fix: Text
    why: Text
    requires: tuple[str, ...]
    scope: Literal["file", "site"]
    rests_on: RestsOn
    check: Check


CATALOGUE: dict[str, Rule] = {}


def rule(
    code: str,
    slug: str,
    severity: str,
    *,
    title: tuple[str, str],
    message: tuple[str, str],
    fix: tuple[str, str],
    gap: bool = False,
    requires: tuple[str, ...] = (),
    scope: Literal["file", "site"] = "site",
    rests_on: RestsOn = "",
) -> Callable[[Check], Check]:
    """Enter a generator into the catalogue.

    All texts are (Thai, English) with the same placeholders. The docstring says why the rule is there: a Thai
    paragraph, a blank line, an English one. `requires` names rules: where one of them spoke about a file, this one
    keeps silent about the same file. Rules of scope `file` also judge `site_config.yml`. What a rule `rests_on` in the
    list may be uncertain; then it only tells.
    """

    def enter(check: Check) -> Check:
        if code in CATALOGUE:
            raise ValueError(f"rule code {code} is used twice")
        why_th, _, why_en = inspect.cleandoc(check.__doc__ or "").partition("\n\n")
        CATALOGUE[code] = Rule(
            code=code,
            slug=slug,
            severity=Severity(severity),
            is_gap=gap,
            title=Text(*title),
            message=Text(*message),
            fix=Text(*fix),
            why=Text(_one_line(why_th), _one_line(why_en)),
            requires=requires,
            scope=scope,
            rests_on=rests_on,
            check=check,
        )
        return check

    return enter


def from_source(
    problems: Problems, kind: str, words: Callable[[Problem], Mapping[str, Value]] | None = None
) -> Iterator[Hit]:
    """Places of one kind of problem that the YAML reader met."""
    for document, item, problem in problems.of_source.get(kind, ()):
        values = words(problem) if words else problem.values
        yield Hit(document, values=values, item=item, spot=(problem.line, problem.column))


def from_fields(
    problems: Problems, kind: str, words: Callable[[FieldProblem], Mapping[str, Value]] | None = None
) -> Iterator[Hit]:
    """Places of one kind of problem that the record reader met."""
    for document, item, problem in problems.of_fields.get(kind, ()):
        values = words(problem) if words else problem.values
        yield Hit(document, problem.path, {**values, **_entry_name(problem.path)}, item, on_key=problem.on_key)


def _entry_name(path: Path) -> Mapping[str, Value]:
    """An entry has no name but a number, which people count from 1."""
    if not path or not isinstance(path[-1], int):
        return {}
    number = path[-1] + 1
    inside = next((part for part in reversed(path) if isinstance(part, str)), "")
    return {"field": Text(f"รายการที่ {number} ของ {inside}", f"entry {number} of {inside}")}


def _one_line(text: str) -> str:
    return " ".join(text.split())
