"""Tables as they go into files, whatever the kind of file: named columns of text, addresses and numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Cell = str | int | Decimal | None
Kind = Literal["text", "code", "link", "number"]

MOST_IN_CELL = 32_767
"""Characters. Source: Microsoft, «Excel specifications and limits»."""
CUT = " … (ยาวเกินที่ช่องตารางรับได้ ข้อความเต็มอยู่ในไฟล์ JSON)"
# What neither XML 1.0 nor a line of a table may hold.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is in characters of the workbook; `kind` says how a cell is shown: a short code stands in the middle."""

    name: str
    width: int
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One table. `name` has at most 31 characters and none of `[]:*?/\\`, as workbooks want it."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """Tables of one export. `as_of` (CE) is the day that they tell of; `year` is of the Buddhist era."""

    title: str
    agency: str
    year: int
    as_of: date
    leaves: tuple[Leaf, ...]


def fit(text: str) -> str:
    """`text` without what a cell cannot hold, cut with a note where it is longer than a cell may be."""
    text = _UNFIT.sub("", text).strip()
    return text if len(text) <= MOST_IN_CELL else text[: MOST_IN_CELL - len(CUT)] + CUT
