"""Measures as the rules look at them: those of the open year and of later ones. Older ones are kept, not judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ita_site.criteria import Assessment, Edition
from ita_site.dates import fiscal_year_months
from ita_site.records import Measure, MeasuresRecord, ResultRecord
from ita_site.results import MeasureStanding, standing_of
from ita_site.rules.base import Context, Hit, Value
from ita_site.rules.said import short
from ita_site.source import Document


@dataclass(frozen=True)
class Judged:
    """Measures of a fiscal year (`year`, BE, that of the folder). `answered` is the result that they answer, None while
    it is not on the site; `assessment` and `edition` are those of its year, None where nothing is known of it."""

    document: Document
    year: int
    record: MeasuresRecord
    answered: ResultRecord | None
    assessment: Assessment | None
    edition: Edition | None
    as_of: date
    start_month: int

    @cached_property
    def standings(self) -> tuple[MeasureStanding, ...]:
        """Where each measure stands on the day of the check."""
        return tuple(standing_of(m, self.year, self.as_of, self.start_month) for m in self.record.measures)

    @property
    def first_day(self) -> date:
        """The first day (CE) of the fiscal year."""
        return fiscal_year_months(self.year, self.start_month)[0].first_day

    def last_day(self, months: int = 12) -> date:
        """The last day (CE) of so many months of the fiscal year."""
        return fiscal_year_months(self.year, self.start_month)[months - 1].last_day

    def hit(self, n: int, *at: str | int, **values: Value) -> Hit:
        """A place in the measure of that number (from 0), with its name."""
        return Hit(self.document, ("measures", n, *at), {"name": named(self.record.measures[n]), **values})


def judged(context: Context) -> tuple[Judged, ...]:
    """The measures of the open year and of later years, those that can be read."""
    return context.once(_judged)


def _judged(context: Context) -> tuple[Judged, ...]:
    return tuple(_read(context))


def _read(context: Context) -> Iterator[Judged]:
    for entry in context.site.assessed.measures.values():
        record = entry.record
        if record is None or entry.year < context.edition.year:
            continue
        yield Judged(
            document=entry.document,
            year=entry.year,
            record=record,
            answered=context.site.assessed.result_of(record.answers),
            assessment=context.site.shelf.assessment(record.answers),
            edition=context.site.shelf.get(record.answers),
            as_of=context.as_of,
            start_month=context.edition.start_month,
        )


def named(measure: Measure) -> str:
    """`m1 ปรับปรุงการให้บริการ`."""
    return short(f"{measure.id} {measure.title}")
