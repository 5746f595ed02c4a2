"""The parts of an edition below the item: periods, elements, dependencies, tables.

Plain frozen values; `model` puts them together and `loader` fills them from YAML.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ita_site.text import Text

Confidence = Literal["high", "medium", "low"]
PeriodTest = Literal["none", "spans", "touches", "covers", "each_month"]
CountOf = Literal["evidence", "months", "elements", "rows"]
DependencyKind = Literal["must_follow", "consistent_with", "about", "reports_on", "analyses", "signed_by"]
NilAllowed = Literal["yes", "no", "partly", "unknown"]
Proof = Literal["evidence", "period"]
ColumnType = Literal["text", "baht", "percent", "integer", "number", "month", "date", "url", "choice"]
Form = Literal["monthly", "quarterly", "six_month"]
PlotKind = Literal["bars", "months"]


@dataclass(frozen=True, slots=True)
class Window:
    """A run of months, counted from the first month of the fiscal year (`start` may be negative)."""

    id: str
    start: int
    length: int
    name: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """How a period is proven: `test` against the months of `window` (none for the test `none`).

    `min_months` asks that the one evidence that spans the window is at least that long.
    """

    id: str
    test: PeriodTest
    window: str | None
    min_months: int | None
    name: Text


@dataclass(frozen=True, slots=True)
class Period:
    """The period that an item's evidence must have: `rule` is an id of the edition's `period_rules`.

    `forms`: the ways to cut the report; empty where the edition names none.
    `span_months`: the usual length of a plan, where the edition states one.
    """

    rule: str
    forms: tuple[Form, ...]
    span_months: int | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class MinCount:
    """At least `n` of something, called `noun` in messages."""

    n: int
    of: CountOf
    noun: Text
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Dependency:
    """What an item stands on: another item (`item`), or the assessment result of a year (`result`).

    `edition` is the year, Buddhist era, whose item is meant; None means the same edition. An item of another edition
    is named by the code that it has in this one: in that year it may have another.
    """

    kind: DependencyKind
    item: str | None
    result: int | None
    edition: int | None
    note: Text | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class NilRule:
    """Whether "nothing to report" is an answer: for the whole item (`yes`) or only for `elements` (`partly`)."""

    allowed: NilAllowed
    elements: tuple[str, ...]
    note: Text | None
    sources: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that the evidence must show; for all agencies unless `when` names agency types.

    `proof`: `evidence` (an evidence says that it shows the element) or `period` (the period rule proves it).
    """

    id: str
    name: Text
    required: bool
    when: tuple[str, ...]
    proof: Proof
    confidence: Confidence

    def applies_to(self, agency_type: str) -> bool:
        """Whether an agency of this type is asked for the element."""
        return not self.when or agency_type in self.when


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value of a column."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an item's table. The same id has the same meaning and type in every table of the edition.

    `total`: its numbers of all rows together mean something (money spent), and are shown below the table.
    """

    id: str
    name: Text
    type: ColumnType
    required: bool
    choices: tuple[Choice, ...]
    hint: Text | None
    total: bool = False


@dataclass(frozen=True, slots=True)
class SumRule:
    """The columns `parts` of a row add up to the column `total`."""

    parts: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn beside a table: a bar for each row (`bars`), or for all rows of a month together (`months`).

    `label` is the column that names the bars, `values` the columns that they show.
    """

    kind: PlotKind
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of an item's table.

    `key` names the columns by which a row is matched with a row of the item it follows; it does not promise that
    a table has only one row for each key.
    """

    columns: tuple[Column, ...]
    key: tuple[str, ...]
    sums: tuple[SumRule, ...]
    plot: Plot | None = None

    def column(self, column_id: str) -> Column | None:
        """The column of that id, or None."""
        return next((column for column in self.columns if column.id == column_id), None)


@dataclass(frozen=True, slots=True)
class Law:
    """A legal basis."""

    id: str
    name: Text
    confidence: Confidence
    source: str | None


@dataclass(frozen=True, slots=True)
class EditionDate:
    """A step of the year's assessment, from the day `start` to the day `end` (CE, both included)."""

    id: str
    name: Text
    start: date
    end: date
    confidence: Confidence
    source: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts of the edition were read."""

    id: str
    what: str
    url: str | None
