"""Survey links as pictures (QR codes) that a telephone reads from a screen or from paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ita_site.records.config import Survey, SurveyKind
from ita_site.render import words
from ita_site.surveys import address_of, element_of, is_open

QUIET = 4
"""Modules of white around the code that readers need. Source: ISO/IEC 18004."""

_NAMES = {
    SurveyKind.EIT: ("แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT)", "สำหรับประชาชนและผู้ที่มาติดต่อหน่วยงานนี้"),
    SurveyKind.IIT: ("แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)", "สำหรับบุคลากรของหน่วยงานนี้"),
}


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code as a drawing: one path of squares, in a box of `size` modules a side, the quiet zone included."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class SurveyView:
    """A survey as a page shows it. `element` is the id of the element of an item that it is the answer to."""

    kind: str
    name: str
    who: str
    href: str
    code: Code
    until: str
    is_open: bool
    element: str


def survey_views(surveys: Iterable[Survey], as_of: date) -> tuple[SurveyView, ...]:
    """Surveys on the day `as_of` (CE)."""
    return tuple(_view(survey, as_of) for survey in surveys)


def _view(survey: Survey, as_of: date) -> SurveyView:
    name, who = _NAMES[survey.kind]
    href = address_of(survey.url)
    return SurveyView(
        kind=survey.kind.upper(),
        name=name,
        who=who,
        href=href,
        code=code_of(href),
        until=words.day(survey.until),
        is_open=is_open(survey, as_of),
        element=element_of(survey.kind),
    )


@lru_cache(maxsize=16)  # the first page and the page of an item show the same
def code_of(address: str) -> Code:
    """The QR code of an address, of error level M: a seventh of it may be dirty or torn."""
    import segno  # noqa: PLC0415 - most sites have no survey

    rows = segno.make(address, error="m", micro=False, boost_error=False).matrix
    return Code("".join(_squares(rows)), len(rows) + 2 * QUIET)


def _squares(rows: Iterable[bytearray]) -> Iterator[str]:
    """Each run of dark modules of a row as one rectangle."""
    for y, row in enumerate(rows, QUIET):
        start = None
        for x, dark in enumerate((*row, 0), QUIET):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                yield f"M{start} {y}h{x - start}v1h-{x - start}z"
                start = None
