"""Rows of a plan and of its report: which are the same, which were probably renamed, which only one of them has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from ita_site.rules.base import Context
from ita_site.rules.consistency.sides import Key, Pair, pairs
from ita_site.tables import Row, Sheet

_ALIKE = 0.65
"""How alike two names are (0 to 1, by difflib) that were probably one: «อบรมอาชีพผู้สูงวัย», «ฝึกอาชีพผู้สูงอายุ»."""
_MOST_COMPARED = 20_000_000
"""Characters times characters, 55 by 55 names of 80: above it nobody renamed single rows, and it would take seconds."""


@dataclass(frozen=True, slots=True)
class Matched:
    """The rows of a pair by their keys. `renamed` leads from the row of the plan to that of the report."""

    pair: Pair
    same: tuple[tuple[tuple[Row, ...], tuple[Row, ...]], ...]
    renamed: tuple[tuple[Row, Row], ...]
    lacking: tuple[Row, ...]
    surplus: tuple[Row, ...]


def matched(context: Context) -> tuple[Matched, ...]:
    """Every plan with its report, row by row."""
    return context.once(_matched)


def _matched(context: Context) -> tuple[Matched, ...]:
    return tuple(_match(pair) for pair in pairs(context))


def _match(pair: Pair) -> Matched:
    plan, report = _named_rows(pair.plan.sheet), _named_rows(pair.report.sheet)
    planned = [key for key in plan if key not in report]
    reported = [key for key in report if key not in plan]
    renamed = renamed_keys(planned, reported)
    taken = set(renamed.values())
    return Matched(
        pair,
        same=tuple((rows, report[key]) for key, rows in plan.items() if key in report),
        renamed=tuple((plan[a][0], report[renamed[a]][0]) for a in planned if a in renamed),
        lacking=tuple(plan[key][0] for key in planned if key not in renamed and not _hides_names(pair.report.sheet)),
        surplus=tuple(report[key][0] for key in reported if key not in taken and not _hides_names(pair.plan.sheet)),
    )


def _named_rows(sheet: Sheet) -> Mapping[Key, tuple[Row, ...]]:
    """The rows by their key, without headings: rows in which nothing but the key is filled in."""
    names = set(sheet.asked.key)

    def says_more(row: Row) -> bool:
        return bool(set(row.values) - names) or row.place in sheet.unread or row.place in sheet.shifts

    found = {key: tuple(filter(says_more, rows)) for key, rows in sheet.by_key.items()}
    return {key: rows for key, rows in found.items() if rows}


def _hides_names(sheet: Sheet) -> bool:
    """Whether a row may have a name that cannot be read, because its cells do not stand under their columns."""
    return any(row.place in sheet.shifts and not any(sheet.key(row)) for row in sheet.rows)


def renamed_keys(planned: list[Key], reported: list[Key]) -> dict[Key, Key]:
    """Which keys of the plan stand in the report under a name much like theirs: the best pairs first, each once."""
    if _length(planned) * _length(reported) > _MOST_COMPARED:
        return {}
    found: dict[Key, Key] = {}
    taken: set[Key] = set()
    for _, a, b in sorted(_alike(planned, reported), key=lambda pair: -pair[0]):
        if planned[a] not in found and reported[b] not in taken:
            found[planned[a]] = reported[b]
            taken.add(reported[b])
    return found


def _length(keys: list[Key]) -> int:
    return sum(len(part) for key in keys for part in key)


def _alike(planned: list[Key], reported: list[Key]) -> Iterable[tuple[float, int, int]]:
    for b, after in enumerate(reported):
        # difflib keeps what it learnt of its second text
        matcher = SequenceMatcher(None, "", " ".join(after), autojunk=False)
        for a, before in enumerate(planned):
            matcher.set_seq1(" ".join(before))
            if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
                ratio = matcher.ratio()
                if ratio >= _ALIKE:
                    yield ratio, a, b
