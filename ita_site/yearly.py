"""Results and measures: one file a year each, of years with or without a disclosure list of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from ita_site.records import FieldProblem, MeasuresRecord, ResultRecord, read_record
from ita_site.records.fields import Record
from ita_site.source import Document, load
from ita_site.walk import CONTENT, MEASURES_FILE, RESULT_FILE, is_there, shown_path

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Yearly(Generic[R]):
    """One file of a year (BE, that of its folder). `record` is None when it has mistakes."""

    year: int
    document: Document
    record: R | None
    problems: tuple[FieldProblem, ...]


@dataclass(frozen=True, slots=True)
class Assessed:
    """Everything about the assessment itself, by the year (BE) of the folder, newest first."""

    results: Mapping[int, Yearly[ResultRecord]]
    measures: Mapping[int, Yearly[MeasuresRecord]]

    @property
    def entries(self) -> tuple[Yearly[ResultRecord] | Yearly[MeasuresRecord], ...]:
        return (*self.results.values(), *self.measures.values())

    def result_of(self, year: int) -> ResultRecord | None:
        """The result of a year (BE), if its file is there and can be read."""
        entry = self.results.get(year)
        return entry.record if entry else None

    def measures_answering(self, year: int) -> tuple[Yearly[MeasuresRecord], ...]:
        """The files of measures that say that they answer the result of a year (BE)."""
        return tuple(m for m in self.measures.values() if m.record is not None and m.record.answers == year)


NOTHING_ASSESSED = Assessed({}, {})


def read_assessed(root: Path, years: Iterable[int]) -> Assessed:
    """Read the results and measures of the years (BE) that have a folder."""
    newest_first = sorted(years, reverse=True)
    results = ((year, _read(root, year, RESULT_FILE, ResultRecord)) for year in newest_first)
    measures = ((year, _read(root, year, MEASURES_FILE, MeasuresRecord)) for year in newest_first)
    return Assessed(
        {year: entry for year, entry in results if entry is not None},
        {year: entry for year, entry in measures if entry is not None},
    )


def yearly_path(year: int, name: str) -> str:
    """Where the file of a year belongs, whether it is there or not."""
    return f"{CONTENT}/{year}/{name}"


def _read(root: Path, year: int, name: str, model: type[R]) -> Yearly[R] | None:
    path = root / CONTENT / str(year) / name
    if not is_there(path):
        return None
    document = load(path, shown_path(root, path))
    if document.data is None:
        return Yearly(year, document, None, ())
    record, problems = read_record(model, document.data)
    return Yearly(year, document, record, problems)
