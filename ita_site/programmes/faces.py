"""How the state of a month is shown, on pages and in `status` alike: a shape told apart without colour, and a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ita_site.programmes.months import MonthKind, MonthStanding


@dataclass(frozen=True, slots=True)
class MonthFace:
    """`kind` names the state for the style sheet."""

    kind: str
    shape: str
    word: str


FACES: Mapping[MonthKind, MonthFace] = {
    kind: MonthFace(kind.value, shape, word)
    for kind, shape, word in (
        (MonthKind.FILED, "●", "ส่งทันกำหนด"),
        (MonthKind.LATE, "◕", "ส่งช้า"),
        (MonthKind.MISSING, "✗", "ขาดรายงาน"),
        (MonthKind.UNREADABLE, "?", "อ่านไม่ได้"),
        (MonthKind.DUE, "◔", "ถึงรอบส่งแล้ว"),
        (MonthKind.UPCOMING, "◌", "ยังไม่ถึงกำหนด"),
        (MonthKind.BEYOND, "◇", "ไม่ได้กำหนดให้ส่ง"),
    )
}
THERE = MonthFace("there", "□", "มีรายงาน")
"""A report of a plan that cannot be read: nobody knows when it was due."""
ALL_FACES = (*FACES.values(), THERE)


def face_of(standing: MonthStanding) -> MonthFace:
    """The face of one month."""
    is_open = standing.kind is MonthKind.BEYOND and standing.deadline is None
    return THERE if is_open else FACES[standing.kind]
