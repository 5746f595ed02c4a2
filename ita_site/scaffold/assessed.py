"""A result to be copied from the announcement, and measures begun from the result of the year before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ita_site.criteria import Assessment, scale_of
from ita_site.dates import be_month_iso, fiscal_year_months
from ita_site.numerals import rounded
from ita_site.results import IssueKind, Need
from ita_site.results.follow_up import LEAST_ROUNDS
from ita_site.scaffold.writing import filled, quoted

_PLAIN = re.compile(r"(?:[A-Za-z]|ตัวชี้วัดที่ )[0-9]{1,3}")
"""What YAML takes as text without quotes."""


@dataclass(frozen=True, slots=True)
class Line:
    """A need as the file shows it: `issue` as typed there, `label` for people, `points` (0 to 100) as published."""

    issue: str
    label: str
    points: Decimal
    advice: str


def result_file(assessment: Assessment, year: int) -> str:
    """The text of a year's (BE) result: a blank for the total and for each indicator, all else as examples."""
    scale = scale_of(year)
    return filled(
        "result.yml.jinja",
        year=year,
        levels=[level.name.th for level in scale.levels] if scale else [],
        indicators=[(id_, name.th) for id_, name in assessment.indicators.items()],
        instruments=list(assessment.instruments.values()),
        surveys=[i for i in assessment.instruments.values() if i.id != assessment.disclosure],
        joints=list(assessment.joint.values()),
        questions=assessment.questions,
        letters=assessment.question_letters,
        pass_mark=assessment.pass_mark,
        own=assessment.disclosure,
    )


def measures_file(year: int, source: str, needs: Iterable[Need] | None, start_month: int) -> str:
    """The text of a year's (BE) measures: one for each need of the result in the file `source`, in their order.

    `needs` is None where there is no result; `start_month` (1-12) is that of the fiscal year.
    """
    lines = [_line(need) for need in needs or ()]
    months = [be_month_iso(month) for month in fiscal_year_months(year, start_month)]
    return filled(
        "measures.yml.jinja",
        year=year,
        answered=year - 1,
        source=source,
        found=needs is not None,
        needs=lines,
        rounds=LEAST_ROUNDS,
        early=months[2],
        half=months[5],
        last=months[-1],
    )


def _line(need: Need) -> Line:
    code = f"ตัวชี้วัดที่ {need.code}" if need.kind is IssueKind.INDICATOR else need.code
    # an item of a year without a list is called what its result calls it
    issue = code if _PLAIN.fullmatch(code) else quoted(code)
    return Line(issue, f"{code} {need.title}".rstrip(), rounded(need.points), need.advice)
