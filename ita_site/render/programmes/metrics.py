"""The numbers of a month's report: counts, and shares of a whole with their groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ita_site.numerals import rounded
from ita_site.programmes.shares import share
from ita_site.records import Metric
from ita_site.render import words


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One line. `of` and `percent` are blank for a plain count."""

    name: str
    count: str
    of: str
    percent: str


@dataclass(frozen=True, slots=True)
class MetricView:
    whole: ShareRow
    groups: tuple[ShareRow, ...]
    unit: str
    as_of: date | None
    note: str

    @property
    def rows(self) -> tuple[ShareRow, ...]:
        return (self.whole, *self.groups)


def metric_views(metrics: Iterable[Metric]) -> tuple[MetricView, ...]:
    return tuple(map(_metric, metrics))


def _metric(metric: Metric) -> MetricView:
    """A stated percentage is shown as it was stated, others are computed to two places."""
    stated = "" if metric.percent is None else f"{metric.percent:,f}"
    whole = _row(metric.name, metric.numerator, metric.denominator, stated)
    groups = tuple(_row(name, count, of) for name, (count, of) in metric.by.items())
    return MetricView(whole, groups, metric.unit, metric.as_of, metric.note)


def _row(name: str, count: int, of: int | None, stated: str = "") -> ShareRow:
    exact = None if of is None else share(count, of)
    percent = stated or ("" if exact is None else _two_places(exact))
    return ShareRow(name, words.number(count), "" if of is None else words.number(of), percent)


def _two_places(value: Decimal) -> str:
    return f"{rounded(value):,f}"
