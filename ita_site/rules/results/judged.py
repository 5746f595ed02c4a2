"""Results as the rules look at them: each read and computed again once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from ita_site.criteria import Edition
from ita_site.numerals import rounded
from ita_site.records import ResultRecord
from ita_site.results import Computed, computed, is_misplaced
from ita_site.results.computed import instrument_id
from ita_site.rules.base import Context, Path
from ita_site.source import Document
from ita_site.thai import fold_digits

T = TypeVar("T")


@dataclass(frozen=True)
class Judged:
    """A result of a year whose assessment is known. `year` (BE) is that of its folder; `edition` the list of the year
    that the record names, None where there is none."""

    document: Document
    year: int
    record: ResultRecord
    view: Computed
    edition: Edition | None

    _made: dict[Callable[[Judged], Any], Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def once(self, make: Callable[[Judged], T]) -> T:
        """What `make` gives for this result, made at the first call: for what several rules look at."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]  # type: ignore[no-any-return]

    @property
    def confidence(self) -> str:
        """How sure the codes of questions are: of a year without a list of its own nobody knows."""
        return "low" if self.edition is None else self.view.assessment.questions_confidence

    def is_close(self, one: Decimal, other: Decimal) -> bool:
        """Whether two figures (points) are the same but for the rounding of what was published."""
        return abs(one - other) <= self.view.assessment.tolerance

    def at_indicator(self, indicator: str) -> Path:
        """The place of an indicator's points, under the number as it was typed: `9`, `๙`."""
        return "indicators", _typed(
            self.document, "indicators", lambda key: fold_digits(key).strip().lstrip("0"), indicator
        )

    def at_instrument(self, instrument: str) -> Path:
        """The place of an instrument's points, under the name as it was typed: `EIT1`, `eit 1`."""
        return "instruments", _typed(self.document, "instruments", instrument_id, instrument)

    @cached_property
    def question_codes(self) -> tuple[str | None, ...]:
        """The code of each question of the record, None for one that the surveys do not have."""
        return tuple(self.view.assessment.question(question.code) for question in self.record.questions)

    @cached_property
    def misplaced(self) -> frozenset[int]:
        """Questions (by number, from 0) that stand under an indicator to which their code does not belong."""
        questions = enumerate(self.record.questions)
        return frozenset(n for n, question in questions if is_misplaced(question, self.view.assessment))

    @cached_property
    def sound_questions(self) -> Mapping[str, Decimal]:
        """Points by code of the questions that are what they say: of their indicator, and of two alike the first."""
        found: dict[str, Decimal] = {}
        for n, (code, question) in enumerate(zip(self.question_codes, self.record.questions, strict=True)):
            if code is not None and n not in self.misplaced:
                found.setdefault(code, question.score)
        return found

    @cached_property
    def zero_codes(self) -> tuple[str | None, ...]:
        """The code of each item that scored 0, None for one that the list does not have (or that has no list)."""
        return tuple(self.edition.code(zero.item) if self.edition else None for zero in self.record.zero_items)


def _typed(document: Document, field: str, read: Callable[[str], str], wanted: str) -> str:
    typed = (document.data or {}).get(field)
    keys = typed if isinstance(typed, dict) else ()
    return next((key for key in keys if read(str(key)) == wanted), wanted)


def judged(context: Context) -> tuple[Judged, ...]:
    """Every result on the site that can be read and computed, newest year first."""
    return context.once(_judged)


def _judged(context: Context) -> tuple[Judged, ...]:
    return tuple(_read(context))


def _read(context: Context) -> Iterator[Judged]:
    shelf = context.site.shelf
    for entry in context.site.assessed.results.values():
        if entry.record is None:
            continue
        view = computed(entry.record, shelf)
        if view is not None:
            yield Judged(entry.document, entry.year, entry.record, view, shelf.get(entry.record.year))


def points(value: Decimal) -> str:
    """Points in a message, as results print them: two decimals."""
    return f"{rounded(value):f}"
