"""Levels of an indicator for pages: their bands, and what each round or month came to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ita_site.dates import Month, thai_month
from ita_site.numerals import rounded
from ita_site.programmes import LevelScore, Overview, RoundScore
from ita_site.programmes.levels import band_of
from ita_site.programmes.shares import agrees
from ita_site.records import Band, Level, Measurement
from ita_site.render import words

MEASURES = {
    Measurement.MONTHS: "จำนวนเดือนที่รายงาน (ระบบนับให้)",
    Measurement.ACTIVITIES: "ร้อยละของกิจกรรมตามแผนที่แล้วเสร็จ (ระบบนับให้)",
    Measurement.PERCENT: "ร้อยละที่ระบุในรายงาน",
    Measurement.HOST: "หน่วยงานเจ้าภาพให้คะแนน",
}
_HEADS = {
    Measurement.MONTHS: "เดือน",
    Measurement.ACTIVITIES: "ร้อยละ",
    Measurement.PERCENT: "ร้อยละ",
    Measurement.HOST: "ผล",
}


@dataclass(frozen=True, slots=True)
class LevelView:
    """What a level asks for. `bands` are pairs of a stretch and its points, `head` says what the stretches count."""

    level: int
    name: str
    requires: str
    measure: str
    head: str
    bands: tuple[tuple[str, str], ...]
    full: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One level as it came out. `points` is blank where nothing is known yet; `notes` are further short sentences."""

    level: int
    name: str
    measure: str
    value: str
    points: str
    full: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundView:
    """One round. `own` is the sum without the host's points; blank where that is the same as `total`."""

    name: str
    anchor: str
    period: str
    rows: tuple[ScoreRow, ...]
    total: str
    own: str
    full: str
    is_known: bool
    stated: tuple[str, ...]


def level_view(level: Level) -> LevelView:
    bands = tuple((band_words(band), words.number(band.score)) for band in level.bands)
    return LevelView(
        level.level, level.name, level.requires, MEASURES[level.measure], _HEADS[level.measure], bands,
        words.number(level.full),
    )  # fmt: skip


def band_words(band: Band) -> str:
    """`80 ถึง 89.99`, `5`, `ตั้งแต่ 90`, `ไม่เกิน 59.99`."""
    low, high = band.low, band.high
    if low is None and high is None:
        return "ทุกค่า"
    if low is None or high is None:
        return f"ไม่เกิน {words.number(high)}" if high is not None else f"ตั้งแต่ {words.number(low or Decimal(0))}"
    return words.number(low) if low == high else f"{words.number(low)} ถึง {words.number(high)}"


def round_views(overview: Overview) -> tuple[RoundView, ...]:
    """The rounds of a programme in order, as they stand with all reports."""
    return tuple(_round(overview, score, n) for n, score in enumerate(overview.rounds, 1))


def _round(overview: Overview, score: RoundScore, number: int) -> RoundView:
    months = sorted(score.round.months)
    is_whole = overview.programme is not None and not overview.programme.rounds
    return RoundView(
        name="ตลอดแผนงาน" if is_whole else score.round.label,
        anchor=f"round-{number}",
        period=words.months(months[0], months[-1]),
        rows=tuple(score_row(level) for level in score.levels),
        total=words.number(score.total),
        own=words.number(score.own) if score.own != score.total else "",
        full=words.number(score.full),
        is_known=score.is_known,
        stated=_stated(overview, frozenset(months)),
    )


def _stated(overview: Overview, months: frozenset[Month]) -> tuple[str, ...]:
    """The score that the agency gives itself and the one it expects, each by the last report of the round with one."""
    records = [(s.month, s.record) for s in overview.months if s.month in months and s.record is not None]
    found = []
    for word, points in (
        ("หน่วยงานประเมินตนเอง", [(m, r.self_score) for m, r in records]),
        ("คาดว่าจะได้", [(m, r.expected_score) for m, r in records]),
    ):
        said = [(month, value) for month, value in points if value is not None]
        if said:
            month, value = said[-1]
            found.append(f"{word} {words.number(value)} คะแนน (ตามรายงานเดือน{thai_month(month)})")
    return tuple(found)


def score_row(score: LevelScore, month: Month | None = None) -> ScoreRow:
    """One level's result; on the page of `month` what that month itself says needs no word of where it is from."""
    level = score.level
    return ScoreRow(
        level=level.level,
        name=level.name,
        measure=MEASURES[level.measure],
        value=_value(score),
        points="" if score.score is None else words.number(score.score),
        full=words.number(level.full),
        notes=tuple(
            note for note in (_by_host(score), _by_bands(score), _differs(score), _source(score, month)) if note
        ),
    )


def counted_words(level: Level, value: Decimal) -> str:
    """`5 เดือน`, `ร้อยละ 85.71`, or the bare number where another unit gives the points."""
    number = words.number(value)
    if level.measure is Measurement.HOST:
        return number
    return f"{number} เดือน" if level.measure is Measurement.MONTHS else f"ร้อยละ {number}"


def _value(score: LevelScore) -> str:
    if score.value is None:
        return ""
    is_same = score.stated is not None and agrees(score.stated, score.value)
    return counted_words(score.level, score.stated if is_same and score.stated is not None else rounded(score.value))


def _differs(score: LevelScore) -> str:
    if score.stated is None or score.value is None or agrees(score.stated, score.value):
        return ""
    return (
        f"รายงานระบุ {counted_words(score.level, score.stated)} "
        f"แต่ระบบนับได้ {counted_words(score.level, rounded(score.value))}"
    )


def _by_bands(score: LevelScore) -> str:
    """What the bands say of the value."""
    if score.level.measure is Measurement.HOST or score.value is None:
        return ""
    if not score.level.bands:
        return "ยังไม่ได้กำหนดเกณฑ์คะแนนของระดับนี้"
    if score.score is None:
        return "ค่านี้ไม่ตรงกับเกณฑ์คะแนนช่วงใด"
    band = band_of(score.level.bands, score.value)
    stretch = f"เกณฑ์ {band_words(band)}" if band else "ต่ำกว่าเกณฑ์"
    return f"{stretch} ได้ {words.number(score.score)} คะแนน"


def _by_host(score: LevelScore) -> str:
    if score.level.measure is not Measurement.HOST:
        return ""
    by = score.result.by if score.result else ""
    if score.is_given:
        return f"ให้คะแนนโดย{by}" if by else "คะแนนที่หน่วยงานเจ้าภาพให้"
    waiting = f"รอ{by or 'หน่วยงานเจ้าภาพ'}ให้คะแนน"
    return waiting if score.expected is None else f"{waiting} คาดว่าจะได้ {words.number(score.expected)} คะแนน"


def _source(score: LevelScore, month: Month | None) -> str:
    if score.month is None or score.month == month:
        return ""
    return f"ตามรายงานเดือน{thai_month(score.month)}"
