"""A trial of 72x to 75x from outside: results and measures as offices write them raise nothing, a slip is told at its line.

`trial/assessed-good.txt`: `## name @ day of the check`, then `>> path` and the file, path below `content/`.
`trial/assessed-slips.txt`: one slip a line, `code@line … | number of the good site | what it is | path | old => new`,
where ⏎ ends a line, a bare `*` stands for the whole file and `none` for what looks odd and is in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from assessed import EVIDENCE, complete, findings, findings_of

from ita_site.dates import parse_date
from ita_site.findings import Finding, Severity

_HERE = Path(__file__).parent / "trial"
Place = tuple[str, str, int]


@dataclass(frozen=True)
class Site:
    """Files by their path below `content/`, and the day (CE) on which they are checked."""

    files: dict[str, str]
    day: date


def good() -> dict[str, Site]:
    """Name -> what nobody could object to."""
    _, *parts = re.split(r"^## ", (_HERE / "assessed-good.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(map(_site, parts))


def _site(part: str) -> tuple[str, Site]:
    head, _, body = part.partition("\n")
    name, _, day = head.partition(" @ ")
    files = dict(one.split("\n", 1) for one in re.split(r"^>> ", body, flags=re.MULTILINE)[1:])
    return name, Site(files, parse_date(day))


GOOD = good()
SLIPS = [
    tuple(part.strip(" ") for part in line.split(" | ", 4))
    for line in (_HERE / "assessed-slips.txt").read_text(encoding="utf-8").splitlines()
]


def told(site: Site, ask: Callable[..., tuple[Finding, ...]] = findings) -> set[Place]:
    """Code, path and line of all that blocks or warns in these files; `ask` judges them. The tables of the complete site name measures of
    its own (ITA751), and a result alone asks for measures (ITA742)."""
    laid: dict[str, dict[int, str]] = {"result": {}, "measures": {}}
    for path, text in site.files.items():
        year, _, name = path.removesuffix(".yml").partition("/")
        laid[name][int(year)] = text if name == "measures" or "evidence:" in text else text + EVIDENCE
    laid["result"].setdefault(2565, "")  # instead of that of the complete site
    found = ask(laid["result"], laid["measures"], site.day)
    return {
        (f.code, path, f.line)
        for f in found
        if (path := f.path.removeprefix("content/")) in site.files
        and f.severity != Severity.NOTICE
        and f.code != "ITA751"
    }


@pytest.mark.parametrize("name", GOOD)
def test_what_an_honest_office_writes(name: str) -> None:
    assert told(GOOD[name]) == set()


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip[2])
def test_a_slip(slip: tuple[str, str, str, str, str]) -> None:
    expected, path = slip[0], slip[3]
    places = {(code, path, int(line)) for code, _, line in (one.partition("@") for one in expected.split()) if line}
    assert told(spoilt(slip)) == places


def spoilt(slip: tuple[str, ...]) -> Site:
    _, base, name, path, change = slip
    site = next(site for number, site in GOOD.items() if number.startswith(base))
    old, _, new = change.replace("⏎", "\n").replace("⇥", "\t").partition(" =>")
    text, new = site.files[path], new.removeprefix(" ")
    assert old == "*" or old in text, f"{name}: no «{old}»"
    return Site({**site.files, path: new if old == "*" else text.replace(old, new, 1)}, site.day)


@pytest.mark.parametrize("site", [*list(GOOD.values())[::20], *map(spoilt, SLIPS[::12])])
def test_a_site_with_all_items_is_told_the_same(site: Site) -> None:
    """What `findings` asks is a site of two items, for it is quicker to judge."""
    assert told(site) == told(site, partial(findings_of, complete()))


def test_the_trial_is_wide() -> None:
    assert len(GOOD) >= 55
    assert len(SLIPS) >= 100
