"""Rows whose cells do not stand under their columns: 1,250 without quotation marks is two cells, a comma in a text too.

Only what is sure is told: the row must make sense in one way as it was meant, and in none as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any

from ita_site.criteria import Table
from ita_site.tables.cells import NUMBERS, fits, is_nothing
from ita_site.tables.rows import TableRows, is_surplus
from ita_site.thai import cut, fold_digits

_FIRST = re.compile(r"[-+]?[0-9]{1,3}")
_MIDDLE = re.compile(r"[0-9]{3}")
_LAST = re.compile(r"[0-9]{3}(?:\.[0-9]+)?(?:\.-)?(?: ?บาท)?")
_MOST_PARTS = 5
_MOST_WAYS = 60
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Shift:
    """What happened to a row, and the column where it begins.

    `kind`: `thousands` (`text`: the number that was meant), `text` (a text that was cut at its comma), `missing` (a cell
    is left out), `extra` (an empty cell too many), `surplus` (more cells than columns, and nobody can tell why).
    `meant`: the cells by column as they were meant; empty where nobody can tell.
    """

    kind: str
    column: str
    text: str = ""
    meant: Mapping[str, Any] = field(default_factory=dict)


def shift_of(asked: Table, data: TableRows, row: int) -> Shift | None:
    """What is wrong with the places of a row's cells, if anything is."""
    cells = data.rows[row]
    if data.path is None:
        return _typed(asked, cells)
    listed = [str(cells.get(name) or "") for name in data.columns]
    over = {int(name[1:-1]) - 1: str(value) for name, value in cells.items() if is_surplus(name)}
    if over:
        listed += [over.get(i, "") for i in range(len(listed), max(over) + 1)]
    return _shift(asked, data.columns, listed, data.lines[row].separator)


def is_split(asked: Table, columns: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a row has cells too many because of numbers or texts that fell apart."""
    shift = _shift(asked, columns, [cell.strip() for cell in cells], ",")
    return shift is not None and shift.kind != "surplus"


def _typed(asked: Table, cells: Mapping[str, Any]) -> Shift | None:
    """`{budget: 1,250}` between braces is the number 1 and a field named 250."""
    numbers = {column.id for column in asked.columns if column.type in NUMBERS}
    names = list(cells)
    for i, before in enumerate(names):
        parts = list(takewhile(lambda name: _is_part(name, cells[name]), names[i + 1 :]))
        if parts and before in numbers and _FIRST.fullmatch(_digits(cells[before])):
            text = ",".join([str(cells[before]), *parts])
            whole = {name: cell for name, cell in cells.items() if name not in parts}
            return Shift("thousands", before, text, whole | {before: text})
    return None


def split_names(cells: Mapping[str, Any]) -> tuple[str, ...]:
    """Names in a typed row that are what is left of a number with commas."""
    return tuple(name for name, value in cells.items() if _is_part(name, value))


def _is_part(name: str, value: Any) -> bool:
    return value is None and _LAST.fullmatch(fold_digits(name)) is not None


def _shift(asked: Table, columns: Sequence[str], cells: list[str], separator: str) -> Shift | None:
    while len(cells) > len(columns) and not cells[-1]:
        cells = cells[:-1]
    if len(cells) > 2 * len(columns):
        return Shift("surplus", f"({len(columns) + 1})")
    over = len(cells) - len(columns)
    wrong = _wrong(asked, columns, cells)
    row = _by(columns, cells)
    if over <= 0 and not wrong:
        return None
    if separator == "," and (joined := next(_numbers_joined(asked, columns, cells), None)) is not None:
        return joined
    if over > 0:
        return _too_many(asked, columns, cells, over, separator)
    # one cell that cannot be read may be just that; two, or one and a gap, are a row out of place
    lacking = any(column.required and not row.get(column.id) for column in asked.columns if column.id in columns)
    return _moved(asked, columns, cells) if wrong + lacking > 1 else None


def _too_many(asked: Table, columns: Sequence[str], cells: list[str], over: int, separator: str) -> Shift:
    for i, name in enumerate(columns):
        without = cells[:i] + cells[i + 1 :]
        if over == 1 and not cells[i] and _makes_sense(asked, columns, without):
            return Shift("extra", name, meant=_by(columns, without))
    known = {c.id: c.type for c in asked.columns}
    texts = []
    for i, name in enumerate(columns):
        text = separator.join(cells[i : i + over + 1])
        joined = [*cells[:i], text, *cells[i + over + 1 :]]
        if known.get(name) == "text" and _makes_sense(asked, columns, joined):
            texts.append(Shift("text", name, cut(text, _LONGEST), _by(columns, joined)))
    if len(texts) == 1:
        return texts[0]
    return Shift("surplus", f"({len(columns) + 1})")


def _moved(asked: Table, columns: Sequence[str], cells: list[str]) -> Shift | None:
    """A row that fits when a cell is put in, or an empty one taken out."""
    for i, name in enumerate(columns):
        without = cells[:i] + cells[i + 1 :]
        if i < len(cells) and not cells[i] and _makes_sense(asked, columns, without):
            return Shift("extra", name, meant=_by(columns, without))
        filled = [*cells[:i], "", *cells[i:]][: len(columns)]
        if (len(cells) < len(columns) or not cells[-1]) and _makes_sense(asked, columns, filled, but=name):
            return Shift("missing", name, meant=_by(columns, filled))
    return None


def _numbers_joined(asked: Table, columns: Sequence[str], cells: list[str]) -> Iterator[Shift]:
    """The ways, those with the fewest joined cells first, in which parts of numbers put together make a row fit."""
    plain = [_digits(cell) for cell in cells]
    known = {column.id: column for column in asked.columns}
    ways: list[tuple[int, Shift]] = []

    def go(at: int, place: int, joined: int, first: Shift | None, row: list[str]) -> None:
        if at == len(cells):
            if first is not None and _makes_sense(asked, columns, row):
                ways.append((joined, replace(first, meant=_by(columns, row))))
            return
        if place == len(columns) or len(ways) > _MOST_WAYS:
            return
        column = known.get(columns[place])
        if column is not None and column.type in NUMBERS:
            for parts in range(2, _MOST_PARTS + 1):
                if _is_number(plain[at : at + parts], parts):
                    text = ",".join(cells[at : at + parts])
                    if fits(column, text):
                        first_ = first or Shift("thousands", column.id, text)
                        go(at + parts, place + 1, joined + parts - 1, first_, [*row, text])
        if column is None or fits(column, cells[at]):
            go(at + 1, place + 1, joined, first, [*row, cells[at]])

    go(0, 0, 0, None, [])
    return (shift for _, shift in sorted(ways, key=lambda way: way[0]))


def _is_number(parts: list[str], wanted: int) -> bool:
    return (
        len(parts) == wanted
        and _FIRST.fullmatch(parts[0]) is not None
        and all(map(_MIDDLE.fullmatch, parts[1:-1]))
        and _LAST.fullmatch(parts[-1]) is not None
    )


def _makes_sense(asked: Table, columns: Sequence[str], cells: Sequence[str], but: str = "") -> bool:
    """Whether every cell fits its column, two that are no text among them, and nothing that must be there (save in the
    column `but`) is missing."""
    if len(cells) > len(columns) or _wrong(asked, columns, cells):
        return False
    row = _by(columns, cells)
    sure = sum(1 for c in asked.columns if c.type not in ("text", "url") and not is_nothing(row.get(c.id)))
    lacking = (c for c in asked.columns if c.required and c.id in columns and c.id != but and not row.get(c.id))
    return sure > 1 and next(lacking, None) is None


def _wrong(asked: Table, columns: Sequence[str], cells: Sequence[str]) -> int:
    """How many cells do not fit their columns."""
    row = _by(columns, cells)
    return sum(1 for column in asked.columns if not fits(column, row.get(column.id)))


def _by(columns: Sequence[str], cells: Sequence[str]) -> Mapping[str, str]:
    return dict(zip(columns, cells, strict=False))


def _digits(cell: Any) -> str:
    return fold_digits(str(cell)).strip()
