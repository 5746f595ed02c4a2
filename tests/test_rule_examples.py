"""Every example of every rule, laid into a complete site: the bad one is found where it says, the good one is clean.

Examples that touch no file in common are laid into one site and judged together: what is found must be what all of them
expect, no less and no more. Where it is not, smaller parties are asked, and at last each example alone decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from builders import judge, judge_gates, places
from laid import BUILDERS, Example, lay_example, read_example
from lent import mended

from ita_site.findings import Finding, Report, Severity
from ita_site.rules import CATALOGUE
from ita_site.rules import examples as package
from ita_site.rules.examples import DIRECTIVE, MARK, example

EXAMPLES = Path(package.__file__).parent


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


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
    twice = ["  something is found twice"] if len(report.findings) > len(found) else []
    return "\n".join([f"{wanted.code} {wanted.kind}:", *lacking, *surplus, *twice])


def is_told(findings: tuple[Finding, ...], *wanted: Example) -> bool:
    """What is expected is found, nothing else is, and nothing twice: one mistake is one finding, also where the same
    line could be named twice."""
    expected = [place for example_ in wanted for place in example_.expected]
    return sorted((f.path, f.line, f.code) for f in findings) == sorted(expected)


def parties(kind: str) -> list[list[Example]]:
    """All examples of a kind, in groups that can share a site."""
    groups: list[list[Example]] = []
    for wanted in (shown(code, kind) for code in sorted(CATALOGUE)):
        group = next((one for one in groups if all(go_together(wanted, other) for other in one)), None)
        if group is None:
            groups.append([wanted])
        else:
            group.append(wanted)
    return groups


def go_together(one: Example, other: Example) -> bool:
    """Whether neither touches what the other does. A list of items is what all of them are judged by."""
    mine, others = ({file.path for file in example_.files} for example_ in (one, other))
    return (
        one.as_of == other.as_of
        and not mine & others
        and not any(path.startswith("criteria/") for path in mine | others)
    )


def wrong_in(site: Path, party: list[Example], fault: Callable[[Path, list[Example]], str]) -> list[str]:
    """What is wrong in a party. It may be that some of its members do not go together: halves are asked then, and at
    last each alone, which decides."""
    said = fault(mended(site), party)
    if not said or len(party) == 1:
        return [said] if said else []
    half = len(party) // 2
    return wrong_in(site, party[:half], fault) + wrong_in(site, party[half:], fault)


def fault_of_good(site: Path, party: list[Example]) -> str:
    for wanted in party:
        lay_example(site, wanted)
    report = judge(site, as_of=party[0].as_of)
    return "" if is_told(report.findings, *party) else difference(report, party[0])


def fault_of_bad(site: Path, party: list[Example]) -> str:
    """A draft may be incomplete, a publish may not; what does not block a publish never blocks a draft."""
    for wanted in party:
        lay_example(site, wanted)
    draft, publish = judge_gates(site, party[0].as_of)
    if not is_told(publish.findings, *party) or places(draft.findings) != places(publish.findings):
        return difference(publish, party[0])
    for wanted in party:
        rule = CATALOGUE[wanted.code]
        blocks = rule.severity is Severity.ERROR
        for report, expected in ((publish, blocks), (draft, blocks and not rule.is_gap)):
            own = [f for f in report.findings if (f.path, f.line, f.code) in wanted.expected]
            if any(f.severity is Severity.ERROR for f in own) != expected:
                return f"{wanted.code} bad: blocks={not expected} at the gate of a {report.gate}"
    return ""


def test_good_examples(site: Path) -> None:
    assert [code for code in sorted(CATALOGUE) if shown(code, "good").expected] == [], (
        "a good example expects a finding"
    )
    assert [said for party in parties("good") for said in wrong_in(site, party, fault_of_good)] == []


def test_bad_examples(site: Path) -> None:
    expected = {code: {found for _, _, found in shown(code, "bad").expected} for code in CATALOGUE}
    assert {code: found for code, found in expected.items() if found != {code}} == {}, "expects what is not its own"
    assert [said for party in parties("bad") for said in wrong_in(site, party, fault_of_bad)] == []


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


@pytest.mark.parametrize("kind", ["good", "bad"])
def test_examples_are_plain_to_their_readers(kind: str) -> None:
    assert {path.name: odd for path in EXAMPLES.glob(f"*.{kind}*.yml") if (odd := list(oddities(path)))} == {}


def oddities(path: Path) -> Iterator[str]:
    text = path.read_bytes().decode()
    if "\r" in text or not text.endswith("\n") or text.endswith("\n\n"):
        yield "ends of lines"
    code, _, name = path.stem.partition(".")
    seen = example(code, name)
    if not seen:
        yield "nothing to see"
    elif "expect:" in seen or DIRECTIVE.search(seen) or MARK.search(seen):
        yield "directions to the tests are seen"
    elif any(line != line.rstrip() for line in seen.splitlines()):
        yield "blanks at the end of a line tell where a mark was"
    elif len(seen.splitlines()) > 25:
        yield "too long"


def test_every_builder_is_used() -> None:
    assert {file.builder for code in CATALOGUE for file in shown(code, "bad").files} - {None} == set(BUILDERS)
