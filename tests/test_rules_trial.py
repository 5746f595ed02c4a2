"""A trial of the 5xx rules from outside: honest programmes raise nothing, a slip is told once and at its line."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import judge, judge_gates, lay, places
from lent import mended
from trial import FOLDER, NOTHING, good, plans, slips

from ita_site.findings import Finding

GOOD, PLANS = good(), plans()
SLIPS = list(slips())
_DAY = re.compile(r" as-of=(\S+)")


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


def told(site: Path, files: dict[str, str]) -> list[Finding]:
    """What is found in a programme of these files."""
    for name, text in files.items():
        lay(site, f"{FOLDER}/{name}", text)
    return [f for f in judge(site).findings if f.path.startswith(FOLDER)]


Said = tuple[str, str, int, str]
"""Code, file, line and words of a finding."""


def told_of_each(site: Path, programmes: list[dict[str, str]], day: str | None) -> Iterator[list[Said]]:
    """What is found in each of these programmes, all of them side by side in one site, where it is the same for a draft
    and for a publish; on another day the rest of the site is no matter."""
    for number, files in enumerate(programmes):
        for name, text in files.items():
            renamed = text.replace("id: trial\n", f"id: trial-{number}\n", 1) if name == "programme.yml" else text
            lay(site, f"{FOLDER}-{number}/{name}", renamed)
    draft, publish = judge_gates(site, day)
    assert places(draft.findings) == places(publish.findings)
    for number in range(len(programmes)):
        folder = f"{FOLDER}-{number}/"
        of_it = [f for f in publish.findings if f.path.startswith(folder)]
        yield [(f.code, f.path.removeprefix(folder), f.line, f.message.th) for f in of_it]


def test_honest_programmes(site: Path) -> None:
    days = {name: found[1] if (found := _DAY.search(name)) else None for name in GOOD}
    for day in set(days.values()):
        names = [name for name in GOOD if days[name] == day]
        told_ = told_of_each(mended(site), [GOOD[name] for name in names], day)
        assert {name: said for name, said in zip(names, told_, strict=True) if said} == {}


def test_slips(site: Path) -> None:
    """Each is told once and at its line, and nothing else is."""
    wrong = {}
    found = told_of_each(site, [slip.files for slip in SLIPS], None)
    for slip, said in zip(SLIPS, found, strict=True):
        if [place[:3] for place in said] != ([(slip.code, *(slip.place or ()))] if slip.code != NOTHING else []):
            wrong[f"{slip.code} {slip.name}"] = said
    assert wrong == {}


def test_the_trial_is_wide() -> None:
    assert len(GOOD) >= 40
    assert len([slip for slip in SLIPS if slip.code != NOTHING]) >= 60


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "words"),
    [
        ("programme.yml", "m2.pdf}", "m2.pdf, page: 1,250,000.-}", "ITA201", '"1,250"'),
        ("2566-02.yml", "[1, 503]", "[1, 1,503]", "ITA203", "ตัวตั้งและตัวหาร"),
        ("2566-02.yml", "[1, 503]", "[1]", "ITA203", "[12, 226]"),
        ("2566-02.yml", "[1, 503]", "[]", "ITA203", "[12, 226]"),
        ("2566-02.yml", "[1, 503]", "503", "ITA203", "[12, 226]"),
        ("programme.yml", "on: 2566-02-20", "on: ก.พ. 66", "ITA205", "ต้องบอกวันด้วย"),
        ("2566-02.yml", "numerator: 13", "numerator: -13", "ITA206", "ต้องไม่น้อยกว่า 0"),
    ],
)
def test_words_that_help(site: Path, file: str, old: str, new: str, code: str, words: str) -> None:
    files = dict(PLANS["M"])
    files[file] = files[file].replace(old, new)
    found = told(site, files)
    assert [f.code for f in found] == [code]
    assert all(words in f"{f.message.th} {f.fix.th}" for f in found)


HEAD = "id: trial\nname: ก\nkind: kpi\nstart: 2565-10\nend: 2565-11\n"
_PROOFS = "".join(f"  - {{on: 2565-10-{n % 28 + 1:02}, url: https://www.agency.example/{n}.pdf}}\n" for n in range(100))
_EIGHT = "".join(_PROOFS.splitlines(keepends=True)[:8])
_BY_PERCENT = "levels: [{level: 1, name: ก, measure: percent, bands: [{to: 50, score: 0}, {from: 50.01, score: 1}]}]\n"
_VALUE = "levels: {{1: {{value: {}, evidence: [{{url: https://www.agency.example/a.pdf}}]}}}}\n"


@pytest.mark.parametrize(
    ("plan", "report", "codes"),
    [
        ("", "levels: {'': {value: 5}}\n", ["ITA214"]),
        ("", "levels: {ระดับ 3: {value: 5}}\n", ["ITA206"]),
        (_BY_PERCENT, _VALUE.format("999999999999999999"), ["ITA529"]),
        (_BY_PERCENT, _VALUE.format("-0.01"), ["ITA529"]),
        (_BY_PERCENT, _VALUE.format("NaN"), ["ITA206"]),
        (_BY_PERCENT, _VALUE.format("1E+5"), ["ITA206"]),
        (_BY_PERCENT, _VALUE.format("Infinity"), ["ITA206"]),
        (_BY_PERCENT, _VALUE.format("' ๕๐.๐๐ % '"), []),
        (_BY_PERCENT, _VALUE.format("~"), ["ITA546"]),
        ("budget_baht: 999999999999999999\n", "budget_spent_baht: 0.01\n", []),
        ("rounds: [{id: 1, months: []}]\n", "", ["ITA214"]),
        ("rounds: [{id: '{x}', name: '}{', months: [2565-10, ต.ค. 65, ตุลาคม 2565, 10/2565, 2022-10]}]\n", "", ["ITA538"]),
        ("activities: [{id: '<b>\"{0}', title: '%s'}, {id: '<b>\"{0}', title: '{x}'}]\n", "", ["ITA520"]),
        ('activities: [{id: "1\\n2", title: "a\\nb"}]\n', "", []),
        (f"activities: [{{id: {'ก' * 30_000}, title: ก}}, {{id: {'ก' * 30_000}, title: ข}}]\n", "", ["ITA520"]),
        (f"background: {'ก' * 30_000}\n", "", []),
        (f"activities:\n- id: 1\n  title: ก\n  quarters: [3]\n  status: done\n  evidence:\n{_PROOFS}", "", ["ITA522"]),
        ("activities:\n" + "".join(f"- id: {n}\n  title: ก\n  evidence:\n{_EIGHT}" for n in range(250)), "", []),
        ("", "metrics:\n" + "- {name: ก, numerator: 1, denominator: 3, percent: 33.33}\n" * 2000, []),
        ("", "metrics:\n" + "- {name: ก, numerator: 1, denominator: 3, percent: 33.33}\n" * 10_000, ["ITA110"]),
        ("", "metrics:\n- name: ก\n  numerator: 200\n  by:\n" + "".join(f"    ก{n}: [1, 2]\n" for n in range(200)), []),
    ],
)  # fmt: skip
def test_what_nobody_should_write(site: Path, plan: str, report: str, codes: list[str]) -> None:
    """No crash, no wall of findings for one mistake, no long wait, and nothing endless in a message."""
    files = {"programme.yml": HEAD + plan}
    for month, filed, more in (("2565-10", "2565-11-08", report), ("2565-11", "2565-12-08", "")):
        files[f"{month}.yml"] = (
            f"month: {month}\nsubmitted: {filed}\nactions: [{{text: ก}}]\nreporter: {{name: ก}}\n{more}"
        )
    began = time.process_time()
    found = told(site, files)
    assert time.process_time() - began < 60, "it grows faster than what is written"
    assert [f.code for f in found] == codes
    assert all(len(f.message.th) < 400 for f in found)
