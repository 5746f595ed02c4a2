"""Programmes as officers of many agencies write them, kept in little space, and the slips that they make.

`trial/good.txt`: `## name`, then a plan, then for each report `@ month` (or `@ first..last`) and what it says beside the
usual. `trial/plans.txt`: the same, for slips to be made in. `trial/slips.txt`: one slip a line, as read by `Slip`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ita_site.dates import Month, be_month_iso, parse_month

_HERE = Path(__file__).parent / "trial"
_HEAD = re.compile(r"^## (.*)$", re.MULTILINE)
_REPORT = re.compile(r"^@ (\S+)\n", re.MULTILINE)
_FIELD = re.compile(r"^([a-z_]+):", re.MULTILINE)
FOLDER = "content/2566/programmes/trial"
NOTHING = "none"
"""Instead of a code: what looks odd and is in order, or the way out that a finding offers, followed to the letter."""


@dataclass(frozen=True)
class Slip:
    """`code[@file:line] | plan | what it is | file | old => new [;; file | old => new]…`, where ⏎ ends a line.

    The finding is expected where the first change begins, unless another place is given. A change without a text to be
    replaced writes the file anew; one without a new text deletes it.
    """

    code: str
    place: tuple[str, int] | None
    name: str
    files: dict[str, str]


def good() -> dict[str, dict[str, str]]:
    """Name -> files of a programme, that nobody could object to."""
    return _programmes("good.txt")


def plans() -> dict[str, dict[str, str]]:
    """Name -> files of the programmes that slips are made in."""
    return _programmes("plans.txt")


def slips() -> Iterator[Slip]:
    """Every slip of the table, made in its plan."""
    there = plans()
    for line in (_HERE / "slips.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield _slip(line, there)


def _slip(line: str, there: dict[str, dict[str, str]]) -> Slip:
    said, plan, name, changes = (part.strip() for part in line.split("|", 3))
    code, _, stated = said.partition("@")
    files, place = dict(there[plan]), None
    for change in changes.split(";;"):
        file, _, words = change.strip().partition(" | ")
        old, _, new = (part.replace("⏎", "\n") for part in re.sub(r" =>$", " => ", words).partition(" => "))
        if not old:
            files[file] = new
        elif old == "*":
            del files[file]
        else:
            before, found, after = files[file].partition(old)
            assert found, f"{name}: {file} holds no «{old}»"
            files[file] = before + new + after
            place = place or (file, before.count("\n") + 1)
    if stated:
        file, _, number = stated.rpartition(":")
        place = file, int(number)
    return Slip(code, place if code != NOTHING else None, name, files)


def _programmes(name: str) -> dict[str, dict[str, str]]:
    _, *parts = _HEAD.split((_HERE / name).read_text(encoding="utf-8"))
    return {head.strip(): _files(text) for head, text in zip(parts[::2], parts[1::2], strict=True)}


def _files(text: str) -> dict[str, str]:
    plan, *parts = _REPORT.split(text)
    files = {"programme.yml": f"id: trial{plan}"}
    for months, more in zip(parts[::2], parts[1::2], strict=True):
        first, _, last = months.partition("..")
        for month in Month.range(parse_month(first), parse_month(last or first)):
            files[f"{be_month_iso(month)}.yml"] = _report(month, more)
    return files


def _report(month: Month, more: str) -> str:
    """What a report says, after the usual lines that it does not say itself."""
    usual = {
        "month": be_month_iso(month),
        "submitted": f"{be_month_iso(month + 1)}-08",
        "actions": f"[{{on: {be_month_iso(month)}-18, text: ประชุมติดตามงานประจำเดือน}}]",
        "reporter": "{name: งานธุรการ สำนักปลัด, phone: 0 2000 0100}",
    }
    said = set(_FIELD.findall(more))
    return "".join(f"{name}: {value}\n" for name, value in usual.items() if name not in said) + more
