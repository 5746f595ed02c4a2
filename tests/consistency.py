"""Little sites for the rules of consistency: the complete site with some tables and words changed.

`tests/consistency/good.txt`: `## name`, then changes. `tests/consistency/slips.txt`: `## CODE@file:line name`, where
several places are parted by blanks, then changes. A change is one of

    @ o12 columns of the CSV        the rows below it, as the item's table (`=` for the usual columns)
    ! o31 | old => new              words changed in the item's file
    - o12                           the item has no table
    + o29                           evidence instead of the statement that there was nothing
    : 2566-02-01                    the day of the check
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from builders import COMPLETE, ITEMS

_HERE = Path(__file__).parent / "consistency"
_HEAD = re.compile(r"^## (.*)$", re.MULTILINE)
_NIL = re.compile(r"^nil:\n(?:[ ].*\n)*", re.MULTILINE)
_COUNTED = """evidence:
  - title: สถิติเรื่องร้องเรียน (PDF)
    file: files/2566/o11-plan.pdf
    shows: [total, done, pending]
    covers: {from: 2565-10, to: 2566-03}
"""
_TABLE = re.compile(r"^table:.*\n(?:[ ].*\n)*", re.MULTILINE)
USUAL = {
    "o02": "name,position,role,since,until",
    "o11": "project,budget,start,end",
    "o12": "project,budget,spent,progress,status,note",
    "o16": "month,service,count",
    "o21": "month,work,amount",
    "o22": "work,budget,spent,note",
    "o29": "month,total,done,pending",
    "o34": "risk,level,measure",
    "o35": "measure,action,status,note",
    "o36": "project,budget,start,end",
    "o37": "project,budget,spent,progress,status,note",
    "o38": "project,budget,spent,result",
    "o42": "issue,measure,steps,owner,follow_up",
    "o43": "measure,result,progress,status,note",
}


@dataclass(frozen=True)
class Little:
    """Files to lay into the complete site, the day of the check, and what is expected as (code, file, line)."""

    name: str
    files: dict[str, str]
    as_of: str | None
    expected: tuple[tuple[str, str, int], ...]


def good() -> list[Little]:
    """Sites that nobody could object to."""
    return [_little(name, (), text) for name, text in _parts("good.txt")]


def slips() -> list[Little]:
    """Sites with one slip each."""
    found = []
    for head, text in _parts("slips.txt"):
        words = head.split()
        places = [word for word in words if word.startswith("ITA")]
        expected = tuple(_place(word) for word in places)
        found.append(_little(" ".join(words[len(places) :]), expected, text))
    return found


def _place(word: str) -> tuple[str, str, int]:
    code, _, where = word.partition("@")
    file, _, line = where.partition(":")
    path = f"content/files/2566/{file}" if file.endswith(".csv") else f"{ITEMS}/{file}.yml"
    return code, path, int(line)


def _parts(name: str) -> list[tuple[str, str]]:
    _, *parts = _HEAD.split((_HERE / name).read_text(encoding="utf-8"))
    return [(head.strip(), text.strip("\n")) for head, text in zip(parts[::2], parts[1::2], strict=True)]


def _little(name: str, expected: tuple[tuple[str, str, int], ...], text: str) -> Little:
    files: dict[str, str] = {}
    as_of, rows = None, None
    for line in text.splitlines():
        sign, _, rest = line.partition(" ")
        if sign == "@":
            code, _, columns = rest.partition(" ")
            rows = f"content/files/2566/{code}.csv"
            files[rows] = f"{USUAL[code] if columns == '=' else columns}\n"
            _with_table(files, code, f"table: {{file: files/2566/{code}.csv}}\n")
        elif sign == "-":
            _with_table(files, rest, "")
        elif sign == "+":
            text_of = _NIL.sub(_COUNTED, _text(files, rest).replace("status: nil", "status: disclosed"))
            files[f"{ITEMS}/{rest}.yml"] = text_of
        elif sign == ":":
            as_of = rest
        elif sign == "!":
            code, _, change = rest.partition(" | ")
            old, _, new = (part.replace("⏎", "\n") for part in re.sub(" =>$", " => ", change).partition(" => "))
            text_of = _text(files, code)
            assert old in text_of, f"{name}: {code} holds no «{old}»"
            files[f"{ITEMS}/{code}.yml"] = text_of.replace(old, new, 1)
        else:
            assert rows is not None, f"{name}: a row of no table"
            files[rows] += f"{line}\n"
    return Little(name, files, as_of, expected)


def _text(files: dict[str, str], code: str) -> str:
    path = f"{ITEMS}/{code}.yml"
    return files.get(path) or (COMPLETE / path).read_text(encoding="utf-8")


def _with_table(files: dict[str, str], code: str, table: str) -> None:
    before, found, after = _TABLE.sub("", _text(files, code)).rpartition("owner:")
    files[f"{ITEMS}/{code}.yml"] = f"{before}{table}{found}{after}"
