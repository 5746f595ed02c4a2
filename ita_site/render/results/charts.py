"""Drawings of scores: bars against a pass mark, and totals by year. The table beside each has the numbers.

As in `programmes.charts` a drawing is 340 units wide, so that its words can be read on a phone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ita_site.render.programmes.charts import Chart, Column, Grid, Point, Tick
from ita_site.scoring import FULL, ZERO

_WIDTH, _LEFT, _RIGHT = 340, 2, 296
_FIRST, _ROW, _BAR = 16, 32, 11
_MOST_SIGNS = 52
"""So many signs of a name have room above its bar."""

_COLUMNS_LEFT, _COLUMNS_RIGHT, _TOP, _BOTTOM = 44, 336, 22, 136
_SIGN = Decimal("5.2")
"""The width of a Thai letter in the drawing, rather too much than too little."""
_TENTH = Decimal("0.1")
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar under its name. `kind`: `yes` reaches the mark, `no` does not, `plain` where there is none."""

    name: str
    name_y: str
    y: str
    head: str
    foot: str
    width: str
    value: str
    value_y: str
    kind: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """`mark` is the place of the pass mark from the left, blank without one."""

    height: int
    bars: tuple[Bar, ...]
    left: int = _LEFT
    full: int = _RIGHT - _LEFT
    thick: int = _BAR
    mark: str = ""
    mark_word: str = ""


def bar_chart(rows: Iterable[tuple[str, Decimal, str]], mark: Decimal | None = None) -> BarChart | None:
    """Bars of points (0 to 100) by name, each with its value in words; None where fewer than two are known."""
    known = list(rows)
    if len(known) < 2:
        return None
    bars = tuple(_bar(number, *row, mark) for number, row in enumerate(known))
    place = _unit(_LEFT + _long(mark)) if mark is not None else ""
    return BarChart(_FIRST + _ROW * len(bars) + 4, bars, mark=place, mark_word=f"เกณฑ์ {mark:f}" if mark else "")


def years_chart(totals: Sequence[tuple[int, Decimal, str, str]], mark: Decimal) -> Chart | None:
    """Totals by year (BE): year, points, the points in words, the level; None for fewer than two years.

    A level is left out where there is no room for its name; the table has it.
    """
    if len(totals) < 2:
        return None
    room = Decimal(_COLUMNS_RIGHT - _COLUMNS_LEFT) / len(totals)
    has_room = all(_wide(level) <= room for _, _, _, level in totals)
    columns, points, ticks = [], [], []
    wide = min(room * Decimal("0.6"), Decimal(48))
    for number, (year, total, words, level) in enumerate(totals):
        middle = _COLUMNS_LEFT + room * (2 * number + 1) / 2
        y = _height(total)
        columns.append(Column(_unit(middle - wide / 2), y, _unit(wide), _unit(_BOTTOM - Decimal(y))))
        points.append(Point(_unit(middle), y, words, _unit(middle), _unit(Decimal(y) - 5)))
        ticks.append(Tick(_unit(middle), str(year), level if has_room else ""))
    grid = tuple(Grid(_height(Decimal(v)), str(v)) for v in (0, 25, 50, 75, 100))
    return Chart(grid=grid, ticks=tuple(ticks), points=tuple(points), columns=tuple(columns), limit=_height(mark))


def _bar(number: int, name: str, score: Decimal, value: str, mark: Decimal | None) -> Bar:
    top = _FIRST + _ROW * number
    kind = "plain" if mark is None else "yes" if score >= mark else "no"
    return Bar(
        name=_cut(name),
        name_y=_unit(Decimal(top + 12)),
        y=_unit(Decimal(top + 17)),
        head=_unit(Decimal(top + 15)),
        foot=_unit(Decimal(top + 19 + _BAR)),
        width=_unit(_long(score)),
        value=value,
        value_y=_unit(Decimal(top + 26)),
        kind=kind,
    )


def _long(score: Decimal) -> Decimal:
    return (_RIGHT - _LEFT) * min(max(score, ZERO), FULL) / FULL


def _height(score: Decimal) -> str:
    return _unit(_BOTTOM - (_BOTTOM - _TOP) * min(max(score, ZERO), FULL) / FULL)


def _wide(text: str) -> Decimal:
    """Width of words: marks above and below take none."""
    return _SIGN * len(_MARKS.sub("", text))


def _cut(name: str) -> str:
    """A name that has room, cut between words or else before a consonant, never inside a letter with its marks."""
    if len(name) <= _MOST_SIGNS:
        return name
    end = _MOST_SIGNS - 1
    while end > 1 and (_MARKS.match(name[end]) or name[end] in "ะาำๅๆฯ" or name[end - 1] in "เแโใไ"):
        end -= 1
    return f"{name[:end].rstrip()}…"


def _unit(value: Decimal) -> str:
    return f"{value.quantize(_TENTH, rounding=ROUND_HALF_UP)}"
