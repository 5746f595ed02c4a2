"""The columns of a table, by id or by name: officers write «งบประมาณ (บาท)» where the edition says `budget`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from ita_site.criteria import Table
from ita_site.thai import fold_digits, repair

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_UNSPOKEN = re.compile(r"[\s\"'“”‘’«».,;:()\[\]/_*–—-]+|หรือ")
NUMBERING = "ลำดับ"
"""The id of a column that only counts the rows; it may stand in any table, and says nothing about its rows."""
_NUMBERING_NAMES = frozenset({"ลำดับ", "ลำดับที่", "ที่", "no", "#"})


def column_ids(asked: Table | None, names: Iterable[str]) -> tuple[str, ...]:
    """The id of each column where its name is one that the edition gives, in Thai or English; else the name itself.

    An id stands for one column: a second one that would be it keeps its name, and is seen. A column that counts the
    rows is the edition's `seq` where the table has one, else NUMBERING.
    """
    names = tuple(names)
    if asked is None:
        return names
    known = _spellings(asked)
    taken = {name for name in names if name in known.values()}
    ids = []
    for name in names:
        found = None if name in taken else known.get(_plain(name))
        if found is None or found in taken:
            ids.append(name)
        else:
            taken.add(found)
            ids.append(found)
    return tuple(ids)


def known_columns(asked: Table, cells: Iterable[str]) -> int:
    """How many of `cells` are names of columns."""
    return len({column.id for column in asked.columns} & set(column_ids(asked, (cell.strip() for cell in cells))))


@cache
def _spellings(asked: Table) -> Mapping[str, str]:
    """Ids by every plain spelling that means one column only; its unit in brackets may be left out."""
    found: dict[str, set[str]] = {}
    for column in asked.columns:
        for name in (column.name.th, column.name.en):
            for spelling in (name, _IN_BRACKETS.sub("", name)):
                found.setdefault(_plain(spelling), set()).add(column.id)
    ids = {_plain(column.id): column.id for column in asked.columns}
    counting = "seq" if asked.column("seq") is not None else NUMBERING
    numbering = dict.fromkeys(_NUMBERING_NAMES, counting)
    return numbering | {spelling: min(of) for spelling, of in found.items() if len(of) == 1} | ids


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return _UNSPOKEN.sub("", fold_digits(repair(name))).casefold()
