"""Results and measures for tests, as an officer would type them, laid into the complete site without writing a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TypeVar

from builders import COMPLETE, only_rules, seen

from ita_site.config import open_site
from ita_site.evidence.observation import Observed
from ita_site.findings import Finding, Gate
from ita_site.records import MeasuresRecord, ResultRecord, read_record
from ita_site.records.fields import Record
from ita_site.rules import check_site
from ita_site.site import Site
from ita_site.source import loads
from ita_site.yearly import Assessed, Yearly

R = TypeVar("R", bound=Record)
_COPY = TemporaryDirectory()
DAY = date(2023, 9, 30)
"""30 September 2566, the last day of fiscal year 2566."""

EVIDENCE = """
evidence: [{title: ประกาศผลการประเมิน, url: "https://www.agency.example/ita/result.pdf"}]
"""
TEN = "{1: 90.63, 2: 78.75, 3: 86.25, 4: 78.84, 5: 76.09, 6: 80.97, 7: 80.91, 8: 75.49, 9: 80.50, 10: 55.00}"
ZERO_ITEMS = "[O10, O12, O28, O29, O30, O31, O35, O36, O37, O42, O43]"


@cache
def complete() -> tuple[Site, Observed]:
    # a copy: looking into the files leaves a cache beside them
    root = Path(_COPY.name) / "site"
    copytree(COMPLETE, root)
    opened = open_site(root)
    return opened, seen(opened)


@cache
def narrow() -> tuple[Site, Observed]:
    """The complete site with no items but the two that speak of a result and its measures: the other forty would take
    most of the time of a check."""
    site, observed = complete()
    kept = tuple(entry for entry in site.year.entries if entry.item and entry.item.code in ("O42", "O43"))
    return replace(site, year=replace(site.year, entries=kept)), observed


def findings(
    results: Mapping[int, str] | None = None, measures: Mapping[int, str] | None = None, as_of: date = DAY
) -> tuple[Finding, ...]:
    """What a check says of the complete site with these results and measures, by the year (BE) of their folders; its
    own result of 2565 stays unless another is given. What it says of items that are not there (3xx) is left out."""
    with only_rules("4-9"):
        return findings_of(narrow(), results, measures, as_of)


def findings_of(
    seen_site: tuple[Site, Observed], results: Mapping[int, str] | None, measures: Mapping[int, str] | None, as_of: date
) -> tuple[Finding, ...]:
    site, observed = seen_site
    own = site.assessed.results if results is None or 2565 not in results else {}
    read = {year: _yearly(year, "result", text, ResultRecord) for year, text in (results or {}).items()}
    said = {year: _yearly(year, "measures", text, MeasuresRecord) for year, text in (measures or {}).items()}
    laid = replace(site, assessed=Assessed(_newest_first({**own, **read}), _newest_first(said)))
    return check_site(laid, as_of, Gate.PUBLISH, observed).findings


def told(found: tuple[Finding, ...]) -> list[tuple[str, int]]:
    """Code and line of each finding."""
    return [(f.code, f.line) for f in found]


def line_of(text: str, part: str) -> int:
    """The line of `text` that holds `part`, which stands there once."""
    lines = [n for n, line in enumerate(text.splitlines(), 1) if part in line]
    assert len(lines) == 1, (part, lines)
    return lines[0]


def _newest_first(found: Mapping[int, Yearly[R]]) -> dict[int, Yearly[R]]:
    return dict(sorted(found.items(), reverse=True))


def _yearly(year: int, name: str, text: str, model: type[R]) -> Yearly[R]:
    document = loads(text.encode(), f"content/{year}/{name}.yml")
    if document.data is None:
        return Yearly(year, document, None, ())
    record, problems = read_record(model, document.data)
    return Yearly(year, document, record, problems)
