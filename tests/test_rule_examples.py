"""Every example of every rule, laid into a complete site: the bad one is found where it says, the good one is clean."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from builders import BUILDERS, Example, judge, judge_gates, lay_example, places, read_example

from ita_site.findings import Report, Severity
from ita_site.rules import CATALOGUE
from ita_site.rules import examples as package
from ita_site.rules.examples import DIRECTIVE, MARK, example

EXAMPLES = Path(package.__file__).parent


@cache
def shown(code: str, kind: str) -> Example:
    return read_example(code, kind)


def difference(report: Report, wanted: Example) -> str:
    """What an author of an example wants to read: what came, what did not, in the words of the report."""
    found = places(report.findings)
    lacking = [f"  not found: {path}:{line} {code}" for path, line, code in sorted(wanted.expected - found)]
    surplus = [
        f"  not expected: {f.path}:{f.line}:{f.column} {f.code} {f.message.th}"
        for f in report.findings
        if (f.path, f.line, f.code) not in wanted.expected
    ]
    return "\n".join([f"{wanted.code} {wanted.kind}:", *lacking, *surplus])


def check(report: Report, wanted: Example) -> None:
    """What is expected is found, nothing else is, and nothing twice."""
    assert places(report.findings) == wanted.expected, difference(report, wanted)
    # one mistake is one finding, also where the same line could be named twice
    assert len(report.findings) == len(wanted.expected), difference(report, wanted)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_good_example(site: Path, code: str) -> None:
    wanted = shown(code, "good")
    assert not wanted.expected, f"{code}.good.yml expects a finding"
    lay_example(site, wanted)
    check(judge(site, as_of=wanted.as_of), wanted)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_bad_example(site: Path, code: str) -> None:
    """A draft may be incomplete, a publish may not; what does not block a publish never blocks a draft."""
    wanted, rule = shown(code, "bad"), CATALOGUE[code]
    assert {found for _, _, found in wanted.expected} == {code}, f"{code}.bad.yml must expect {code} and nothing else"
    lay_example(site, wanted)
    draft, publish = judge_gates(site, wanted.as_of)
    check(publish, wanted)
    assert publish.blocked == (rule.severity is Severity.ERROR)
    assert draft.blocked == (rule.severity is Severity.ERROR and not rule.is_gap)
    assert places(draft.findings) == places(publish.findings)


def test_the_site_that_examples_are_laid_into_is_clean(site: Path) -> None:
    report = judge(site)
    assert report.findings == ()
    assert report.files_checked == 53


def test_every_example_file_belongs_to_a_rule() -> None:
    wanted = {f"{code}.{kind}.yml" for code in CATALOGUE for kind in ("good", "bad")}
    more = {
        f"{code}.{kind}.{n}.yml"
        for code in CATALOGUE
        for kind in ("good", "bad")
        for n in range(2, len(shown(code, kind).files) + 1)
    }
    assert {path.name for path in EXAMPLES.glob("*.yml")} == wanted | more


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yml")), ids=lambda path: path.stem)
def test_example_is_plain_to_its_reader(path: Path) -> None:
    text = path.read_bytes().decode()
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    code, _, kind = path.stem.partition(".")
    seen = example(code, kind)
    assert seen is not None
    assert "expect:" not in seen
    assert not DIRECTIVE.search(seen)
    assert not MARK.search(seen)
    assert all(line == line.rstrip() for line in seen.splitlines()), "blanks at the end of a line tell where a mark was"
    assert len(seen.splitlines()) <= 25


def test_every_builder_is_used() -> None:
    assert {file.builder for code in CATALOGUE for file in shown(code, "bad").files} - {None} == set(BUILDERS)
