"""The months of a programme as cells of a strip and as rows of a table: filed, late, missing, due, not due yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ita_site.dates import BE_OFFSET, SHORT_MONTHS, Month, thai_month
from ita_site.programmes import MonthKind, MonthStanding, Overview
from ita_site.programmes.faces import ALL_FACES, face_of
from ita_site.render import words
from ita_site.render.links import Place
from ita_site.site import YearContent
from ita_site.sitemap import month_path


@dataclass(frozen=True, slots=True)
class MonthView:
    """One month. `kind` names the state for the style sheet; money is in baht; `year` is BE."""

    month: Month
    name: str
    short: str
    year: int
    href: str
    kind: str
    shape: str
    word: str
    submitted: str
    due: str
    advised: str
    why: str
    progress: Decimal | None
    spent: Decimal | None
    total: Decimal | None


def month_views(year: YearContent, overview: Overview, place: Place) -> tuple[MonthView, ...]:
    """Every month that is owed a report or has one, in order."""
    money = {s.month: s for s in overview.money.by_month} if overview.money else {}
    return tuple(
        _view(
            standing,
            place.page(month_path(year, overview.entry, standing.month)) if standing.report else "",
            spent=money[standing.month].baht if standing.month in money else None,
            total=money[standing.month].total if standing.month in money else None,
        )
        for standing in overview.months
    )


def month_legend(months: Iterable[MonthView]) -> tuple[tuple[str, str, str], ...]:
    """Each state that occurs among `months`: kind, shape and word."""
    there = {month.kind for month in months}
    return tuple((face.kind, face.shape, face.word) for face in ALL_FACES if face.kind in there)


def month_face(standing: MonthStanding) -> tuple[str, str, str]:
    """Kind, shape and word: `ส่งทันกำหนด`, `ส่งช้า 2 วัน` and so on."""
    face = face_of(standing)
    late = f" {standing.days_late} วัน" if standing.kind is MonthKind.LATE else ""
    return face.kind, face.shape, face.word + late


def _view(standing: MonthStanding, href: str, spent: Decimal | None, total: Decimal | None) -> MonthView:
    month, record, days = standing.month, standing.record, standing.deadline
    kind, shape, word = month_face(standing)
    return MonthView(
        month=month,
        name=thai_month(month),
        short=SHORT_MONTHS[month.month - 1],
        year=month.year + BE_OFFSET,
        href=href,
        kind=kind,
        shape=shape,
        word=word,
        submitted=words.day(record.submitted, short=True) if record else "",
        due=words.day(days.due, short=True) if days else "",
        advised=words.weekday(days.advised, short=True) if days else "",
        why=days.why if days else "",
        progress=record.progress_percent if record else None,
        spent=spent,
        total=total,
    )
