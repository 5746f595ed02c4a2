"""Sites for tests: a complete small one, to be changed and judged."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from unittest.mock import patch

from ita_site import rules
from ita_site.config import day_of, open_site
from ita_site.errors import ConfigError
from ita_site.evidence.inspect import inspect_files
from ita_site.evidence.inspect.look import look_into
from ita_site.evidence.ledger import LEDGER, read_ledger
from ita_site.evidence.observation import FileFacts, Observation, Observed, Source, Verdict
from ita_site.findings import Finding, Gate, Report, at_gate
from ita_site.observe import links_of
from ita_site.rules import CATALOGUE, Rule, check_site, rules_in_order
from ita_site.site import Site
from ita_site.walk import CONTENT

COMPLETE = Path(__file__).parent / "sites" / "complete"
ITEMS = "content/2566/items"
PROGRAMME = "content/2566/programmes/kpi-2-1"
REPORT = "content/files/2566/o12-report.pdf"

Place = tuple[str, int, str]
"""Path, line and code of a finding."""


def put(path: Path, data: bytes) -> None:
    """One file anew, whatever was there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(data)


@cache
def complete_files() -> tuple[tuple[str, ...], Mapping[str, bytes]]:
    """The folders of the complete site, outer ones first, and its files, by their paths from the site."""
    names = {path: path.relative_to(COMPLETE).as_posix() for path in sorted(COMPLETE.rglob("*"))}
    return (
        tuple(name for path, name in names.items() if path.is_dir()),
        {name: path.read_bytes() for path, name in names.items() if path.is_file()},
    )


def new_site(folder: Path) -> Path:
    """A copy of the complete site in `folder`, from memory: a quarter of what copying its files takes."""
    site = folder / "site"
    site.mkdir(parents=True)
    folders, files = complete_files()
    for name in folders:
        os.mkdir(f"{site}/{name}")  # noqa: PTH102 - a thousand times fifty paths are worth a shorter way
    for name, data in files.items():
        with open(f"{site}/{name}", "xb", buffering=0) as file:  # noqa: PTH123 - as above
            file.write(data)
    return site


def lay(site: Path, path: str, text: str) -> None:
    """Write one file of a site."""
    put(site / path, text.encode())


def judge(site: Path, gate: Gate = Gate.PUBLISH, as_of: str | None = None, only: str = "") -> Report:
    """The report on a site, on the day that it fixes unless another is given.

    `only` is for tests of one matter: the first digits of the families that they ask (`5`, `47`, `3-6`). Whatever is wrong with
    a file as such (1xx, 2xx) is told too, and all rules that those require speak; the others would take most of the time.
    """
    return _judged(site, (gate,), as_of, only)[0]


def judge_gates(site: Path, as_of: str | None = None) -> tuple[Report, Report]:
    """The reports on a site at the gate of a draft and at that of a publish, from one reading of it."""
    draft, publish = _judged(site, (Gate.DRAFT, Gate.PUBLISH), as_of, "")
    return draft, publish


def _judged(site: Path, gates: tuple[Gate, ...], as_of: str | None, only: str) -> list[Report]:
    try:
        opened = open_site(site)
    except ConfigError as error:
        # what stops a check before it begins is told by findings all the same
        day, found = date(2023, 9, 30), list(error.findings)
        return [Report(2566, 1, gate, day, at_gate(found, gate), files_checked=1) for gate in gates]
    day, known = day_of(opened.config, as_of, date(2023, 9, 30)), seen(opened)
    with only_rules(only or "1-9"):
        return [check_site(opened, day, gate, known) for gate in gates]


@contextmanager
def only_rules(families: str) -> Iterator[None]:
    """A check asks the rules of these families alone, as in `judge`."""
    with patch.object(rules, "rules_in_order", lambda: _rules_of(families)):
        yield


@cache
def _rules_of(families: str) -> tuple[Rule, ...]:
    wanted = {code for code in CATALOGUE if re.match(f"ITA[12{families}]", code)}
    while more := {code for one in wanted for code in CATALOGUE[one].requires} - wanted:
        wanted |= more
    return tuple(rule for rule in rules_in_order() if rule.code in wanted)


def seen(opened: Site) -> Observed:
    """What the ledger of a site knows, and what looking into its files tells. Without a ledger no link was looked at;
    with one, links that it says nothing of open well, but for those after `# never opened:`."""
    known = read_ledger(opened.root)
    # in this process: the files of the tests do no harm, and a thousand processes would take minutes
    files = inspect_files(opened, _look)
    if not known:
        return Observed(files=files)
    ledger = (opened.root / LEDGER).read_text(encoding="utf-8")
    never = {line.removeprefix(NEVER).strip() for line in ledger.splitlines() if line.startswith(NEVER)}
    day = datetime(2023, 9, 29, tzinfo=UTC)
    well = {
        url: Observation(url, Verdict.OK, "opens", 200, url, first_seen=day, last_checked=day, last_ok=day)
        for url in links_of(opened)
        if url not in never
    }
    return Observed(Source.NO_NETWORK if CUT in ledger else Source.LEDGER, well | known, files)


def _look(path: str, name: str, allowed: frozenset[str]) -> FileFacts:
    """As `look_into`; a file of the complete site is looked into once."""
    ours = complete_files()[1].get(f"{CONTENT}/{name}")
    if ours is None or os.path.getsize(path) != len(ours) or Path(path).read_bytes() != ours:  # noqa: PTH202 - often
        return look_into(path, name, allowed)
    return _look_at_ours(name, allowed)


@cache
def _look_at_ours(name: str, allowed: frozenset[str]) -> FileFacts:
    return look_into(str(COMPLETE / CONTENT / name), name, allowed)


NEVER = "# never opened:"
CUT = "# no network"


def places(findings: tuple[Finding, ...]) -> set[Place]:
    """Where the findings are, and what they are."""
    return {(f.path, f.line, f.code) for f in findings}


def codes(report: Report) -> list[str]:
    """The codes of all findings, in the report's order."""
    return [f.code for f in report.findings]
