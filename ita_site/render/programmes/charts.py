"""Charts as static drawings: a line of percent, columns of money. Pure geometry; the table of months has the numbers.

A drawing is 340 units wide, a little less than a phone's screen, so that its words can be read there. Lengths are in units of
the drawing, counted from its left upper corner.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from ita_site.dates import BE_OFFSET, SHORT_MONTHS, Month
from ita_site.programmes.shares import HUNDRED
from ita_site.render import words

_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 336, 22, 136
_WIDTH = 340
_MONTH_ROOM, _VALUE_ROOM = 24, 29
"""The least room that the name of a month and a value such as 92.86 need."""

_HALF_SIGN = Decimal("2.8")
"""Half the width of a digit of a value, rather too much than too little."""

_UNITS = ((Decimal(10) ** 12, "ล้านล้านบาท"), (Decimal(10) ** 6, "ล้านบาท"))
_TENTH, _CENT, _ONE = Decimal("0.1"), Decimal("0.01"), Decimal(1)


@dataclass(frozen=True, slots=True)
class Grid:
    y: str
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A month under the drawing; `year` (BE) where a new one begins."""

    x: str
    label: str
    year: str


@dataclass(frozen=True, slots=True)
class Point:
    """A value; `label` is blank where there is no room for it. Its middle, `label_x`, keeps it inside the drawing."""

    x: str
    y: str
    label: str
    label_x: str
    label_y: str


@dataclass(frozen=True, slots=True)
class Column:
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`lines` join months that follow on one another, `bridges` (dashed) cross months that say nothing."""

    grid: tuple[Grid, ...]
    ticks: tuple[Tick, ...]
    points: tuple[Point, ...]
    lines: tuple[str, ...] = ()
    bridges: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    limit: str = ""
    """Where the budget lies, as a height."""
    unit: str = ""
    """What money is counted in."""


def progress_chart(months: Sequence[Month], percent: Mapping[Month, Decimal]) -> Chart | None:
    """Cumulative progress in percent by month; None when fewer than two months say it."""
    known = [i for i, month in enumerate(months) if month in percent]
    if len(known) < 2:
        return None
    at = {i: (_x(i, len(months)), _y(percent[months[i]], HUNDRED)) for i in known}
    pairs = list(pairwise(known))
    lines, run = [], [known[0]]
    for before, after in pairs:
        if after == before + 1:
            run.append(after)
        else:
            lines.append(run)
            run = [after]
    lines.append(run)
    return Chart(
        grid=tuple(Grid(_y(Decimal(v), HUNDRED), f"{v}%") for v in (0, 25, 50, 75, 100)),
        ticks=_ticks(months),
        points=tuple(
            _point(*at[i], _label(len(months), i, known[-1], words.number(percent[months[i]]))) for i in known
        ),
        lines=tuple(" ".join(",".join(at[i]) for i in run) for run in lines if len(run) > 1),
        bridges=tuple(" ".join(",".join(at[i]) for i in pair) for pair in pairs if pair[1] > pair[0] + 1),
    )


def money_chart(months: Sequence[Month], spent: Mapping[Month, Decimal], budget: Decimal) -> Chart | None:
    """Cumulative spending in baht by month against the budget; None when nothing was spent.

    Large sums are told in millions, because there is no room for more; the table has every satang.
    """
    top = max([budget, *spent.values()])
    known = [i for i, month in enumerate(months) if month in spent]
    if not known or not any(spent.values()):
        return None
    wide = Decimal(_RIGHT - _LEFT) / len(months) * Decimal("0.6")
    scale, unit = next(((s, u) for s, u in _UNITS if top >= s), (_ONE, "บาท"))
    columns, points = [], []
    for i in known:
        x, y = _x(i, len(months)), _y(spent[months[i]], top)
        columns.append(Column(_unit(Decimal(x) - wide / 2), y, _unit(wide), _unit(_BOTTOM - Decimal(y))))
        points.append(_point(x, y, _sum(spent[months[i]], scale, top) if i == known[-1] else ""))
    steps = (Decimal(0), top / 2, top)
    return Chart(
        grid=tuple(Grid(_y(v, top), _sum(v, scale, top)) for v in steps),
        ticks=_ticks(months),
        points=tuple(points),
        columns=tuple(columns),
        limit=_y(budget, top) if budget else "",
        unit=unit,
    )


def _sum(value: Decimal, scale: Decimal, top: Decimal) -> str:
    """`value` in units of `scale`; with hundredths where the drawing reaches no further than 999."""
    places = _ONE if top >= 1000 * scale else _CENT
    return words.number((value / scale).quantize(places, rounding=ROUND_HALF_UP))


def _ticks(months: Sequence[Month]) -> tuple[Tick, ...]:
    every = _every(len(months), _MONTH_ROOM)
    shown = [month for i, month in enumerate(months) if i % every == 0]
    ticks = []
    for n, month in enumerate(shown):
        is_new = n == 0 or month.year != shown[n - 1].year
        year = str(month.year + BE_OFFSET) if is_new else ""
        ticks.append(Tick(_x(months.index(month), len(months)), SHORT_MONTHS[month.month - 1], year))
    return tuple(ticks)


def _every(count: int, room: int) -> int:
    """Every how many months there is so much room."""
    return -(-room * count // (_RIGHT - _LEFT))


def _label(count: int, i: int, last: int, text: str) -> str:
    """The last value always has its label, those before it as far as there is room."""
    return text if (last - i) % _every(count, _VALUE_ROOM) == 0 else ""


def _x(i: int, count: int) -> str:
    return _unit(_LEFT + Decimal(_RIGHT - _LEFT) * (2 * i + 1) / (2 * count))


def _y(value: Decimal, top: Decimal) -> str:
    return _unit(_BOTTOM - (_BOTTOM - _TOP) * value / top)


def _point(x: str, y: str, label: str) -> Point:
    half = _HALF_SIGN * len(label)
    middle = min(max(Decimal(x), half), _WIDTH - half)
    return Point(x, y, label, _unit(middle), _unit(Decimal(y) - 6))


def _unit(value: Decimal) -> str:
    return f"{value.quantize(_TENTH, rounding=ROUND_HALF_UP)}"
