"""How a programme stands, in whole sentences that anyone understands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ita_site.dates import thai_month
from ita_site.programmes import Deadline, MonthKind, MonthStanding, Overview
from ita_site.programmes.faces import FACES
from ita_site.programmes.overview import Standing
from ita_site.records import Reporting
from ita_site.render import words

MOST_NAMED = 4
"""So many months are named in a sentence; the strip shows all."""


@dataclass(frozen=True, slots=True)
class StandingView:
    """`kind` is for the style sheet, the shape for the eye; the sentence says it all. `more` are further sentences."""

    kind: str
    shape: str
    sentence: str
    more: tuple[str, ...]


def standing_view(overview: Overview, as_of: date) -> StandingView:
    """The state of a programme on the day `as_of` (CE)."""
    late = overview.of_kind(MonthKind.LATE)
    kind = _kind(overview.standing, is_late=bool(late))
    said = _sentence(overview, as_of)
    further = (_missing(overview), _late(late) if kind is not MonthKind.LATE else "", _next(overview, as_of))
    return StandingView(kind.value, FACES[kind].shape, said, tuple(line for line in further if line and line != said))


def until(days: Deadline, as_of: date) -> str:
    """`ภายใน 10 มีนาคม 2567 (แนะนำภายในวันศุกร์ที่ 8 มีนาคม 2567)`; an advised day that is over is left out."""
    if days.advised == days.due or days.advised < as_of:
        return f"ภายใน{words.weekday(days.due)}"
    return f"ภายใน {words.day(days.due)} (แนะนำภายใน{words.weekday(days.advised)})"


def _kind(standing: Standing, *, is_late: bool) -> MonthKind:
    """The kind of month whose shape and colour a programme takes."""
    match standing:
        case Standing.UNREADABLE:
            return MonthKind.UNREADABLE
        case Standing.BEHIND:
            return MonthKind.MISSING
        case Standing.DUE:
            return MonthKind.DUE
        case Standing.NOT_BEGUN:
            return MonthKind.UPCOMING
    return MonthKind.LATE if is_late else MonthKind.FILED


def _sentence(overview: Overview, as_of: date) -> str:
    if overview.programme is None:
        return "อ่านแผนงานไม่ได้"
    match overview.standing:
        case Standing.UNREADABLE:
            unread = overview.of_kind(MonthKind.UNREADABLE)
            return f"อ่านรายงานไม่ได้ {len(unread)} เดือน: {_named(map(_short, unread), len(unread))}"
        case Standing.BEHIND:
            return _missing(overview)
        case Standing.DUE:
            return _next(overview, as_of)
        case Standing.NOT_BEGUN:
            return "ยังไม่ถึงกำหนดรายงานแรก" if overview.next else "ยังบอกไม่ได้ว่าต้องรายงานเดือนใด"
    return _filed(overview)


def _filed(overview: Overview) -> str:
    """All that is due was filed: in time, or some of it late."""
    every = "ทุกรอบ" if overview.programme and overview.programme.reports is Reporting.ROUNDS else "ทุกเดือน"
    until_now = "" if overview.standing is Standing.COMPLETE else "ที่ถึงกำหนด"
    late = overview.of_kind(MonthKind.LATE)
    return f"รายงานครบ{every}{until_now} {_late(late) if late else 'ตรงเวลาทุกครั้ง'}"


def _next(overview: Overview, as_of: date) -> str:
    """The report to be filed next: now, or when its month is over."""
    days = overview.next
    if days is None:
        return ""
    if overview.of_kind(MonthKind.DUE):
        return f"ต้องส่งรายงานเดือน{thai_month(days.month)} {until(days, as_of)}"
    return f"ฉบับต่อไปคือเดือน{thai_month(days.month)} ส่ง{until(days, as_of)}"


def _missing(overview: Overview) -> str:
    missing = overview.of_kind(MonthKind.MISSING)
    return f"ขาดรายงาน {len(missing)} เดือน: {_named(map(_with_due, missing), len(missing))}" if missing else ""


def _late(late: tuple[MonthStanding, ...]) -> str:
    return f"ส่งช้า {len(late)} เดือน: {_named(map(_short, late), len(late))}" if late else ""


def _named(names: Iterable[str], count: int) -> str:
    shown = list(names)[:MOST_NAMED]
    return ", ".join(shown) + (f" และอีก {count - len(shown)} เดือน" if count > len(shown) else "")


def _short(standing: MonthStanding) -> str:
    return thai_month(standing.month, short=True)


def _with_due(standing: MonthStanding) -> str:
    due = f" (กำหนดส่ง {words.day(standing.deadline.due, short=True)})" if standing.deadline else ""
    return f"{_short(standing)}{due}"
