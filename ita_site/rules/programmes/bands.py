"""5xx: the levels of a plan and their bands: each value has one place, and each level one number."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ita_site.programmes.shares import HUNDRED
from ita_site.records import Band, Level, Measurement
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.programmes.reported import plans
from ita_site.rules.said import number_said, short
from ita_site.source import Document
from ita_site.text import Text

_STEP = {
    Measurement.MONTHS: Decimal(1),
    Measurement.PERCENT: Decimal("0.01"),
    Measurement.ACTIVITIES: Decimal("0.01"),
}
"""How far the next band may begin behind the last: values are whole months, or percent to two places."""
_LOWEST = Decimal("-Infinity")


def _levels(context: Context) -> Iterator[tuple[Document, int, Level]]:
    """Every level of every plan, with its place in it."""
    for _, document, programme in plans(context):
        for i, level in enumerate(programme.levels):
            yield document, i, level


def are_sound(level: Level) -> bool:
    """Whether nothing is wrong with the bands of a level, so that what they give can be held against a report."""
    return not (_reversed(level) or _overlaps(level) or _holes(level))


def _reversed(level: Level) -> list[int]:
    return [i for i, b in enumerate(level.bands) if b.low is not None and b.high is not None and b.low > b.high]


def _in_order(level: Level) -> list[tuple[int, Band]]:
    """The bands, with their places, from the lowest up; reversed ones aside."""
    wrong = _reversed(level)
    sound = [(i, band) for i, band in enumerate(level.bands) if i not in wrong]
    return sorted(sound, key=lambda pair: _LOWEST if pair[1].low is None else pair[1].low)


def _overlaps(level: Level) -> list[tuple[int, Band]]:
    """Bands (by place) that begin before the one below them ends, each with the one that it overlaps."""
    found: list[tuple[int, Band]] = []
    below: Band | None = None
    for i, band in _in_order(level):
        if below is not None and (below.high is None or band.low is None or band.low <= below.high):
            found.append((i, below))
        # of two that overlap, the one that reaches further is held against the next
        if below is None or (below.high is not None and (band.high is None or band.high > below.high)):
            below = band
    return found


def _holes(level: Level) -> list[tuple[int, Band]]:
    """Bands (by place) below which values belong nowhere, each with the one below it; none where bands overlap."""
    step = _STEP.get(level.measure)
    if step is None or _reversed(level) or _overlaps(level):
        return []
    pairs = pairwise(_in_order(level))
    return [(i, a) for (_, a), (i, b) in pairs if a.high is not None and b.low is not None and b.low - a.high > step]


def _short_of_all(level: Level) -> tuple[int, Decimal] | None:
    """The highest band (by place) and where it ends, if that is short of 100 percent; None where there is no such end."""
    if level.measure is Measurement.MONTHS or level.measure is Measurement.HOST or not are_sound(level):
        return None
    ends = [(HUNDRED if band.high is None else band.high, i) for i, band in enumerate(level.bands)]
    highest, i = max(ends, default=(HUNDRED, 0))
    return (i, highest) if highest < HUNDRED else None


def _said(band: Band) -> Text:
    """A band in words; an end that was left out is open."""
    low = "" if band.low is None else number_said(band.low)
    high = "" if band.high is None else number_said(band.high)
    if not low:
        return Text(f"ไม่เกิน {high}", f"up to {high}") if high else Text("ทุกค่า", "every value")
    return Text(f"{low} ถึง {high}", f"{low} to {high}") if high else Text(f"{low} ขึ้นไป", f"{low} and more")


@rule(
    "ITA526", "bands-overlap", "error",
    title=("ช่วงคะแนนซ้อนกัน", "Bands overlap"),
    message=("ระดับ {level}: ช่วง «{band}» ซ้อนกับช่วง «{other}»", "Level {level}: the band «{band}» overlaps the band «{other}»"),
    fix=("ให้แต่ละค่าอยู่ในช่วงเดียว เช่น ร้อยละ 60 ถึง 69.99 แล้ว 70 ถึง 79.99 จำนวนเดือน 2 แล้ว 3", "Let each value lie in one band, like 60 to 69.99 percent and then 70 to 79.99; 2 months and then 3"),
)  # fmt: skip
def bands_overlap(context: Context) -> Iterator[Hit]:
    """ค่าที่อยู่สองช่วงได้คะแนนสองแบบ

    A value in two bands has two scores."""
    for document, i, level in _levels(context):
        for j, other in _overlaps(level):
            values: dict[str, Value] = {
                "level": level.level, "band": _said(level.bands[j]), "other": _said(other),
            }  # fmt: skip
            yield Hit(document, ("levels", i, "bands", j), values)


@rule(
    "ITA527", "bands-hole", "error",
    title=("ช่วงคะแนนไม่ต่อกัน", "Hole between bands"),
    message=("ระดับ {level}: ค่าระหว่าง {high} กับ {low} ไม่อยู่ในช่วงใด", "Level {level}: values between {high} and {low} lie in no band"),
    fix=("ให้ช่วงต่อกัน ร้อยละต่อกันที่ทศนิยมสองตำแหน่ง เช่น 59.99 แล้ว 60 จำนวนเดือนต่อกันทีละ 1", "Let the bands meet: percent at two places, like 59.99 and then 60; months one by one"),
)  # fmt: skip
def bands_hole(context: Context) -> Iterator[Hit]:
    """ค่าที่ตกในช่องว่างไม่มีคะแนน

    A value that falls into a hole has no score."""
    for document, i, level in _levels(context):
        for j, below in _holes(level):
            low, high = level.bands[j].low, below.high
            if low is not None and high is not None:
                values: dict[str, Value] = {
                    "level": level.level, "high": number_said(high), "low": number_said(low),
                }  # fmt: skip
                yield Hit(document, ("levels", i, "bands", j), values)
        if (top := _short_of_all(level)) is not None:
            values = {"level": level.level, "high": number_said(top[1]), "low": number_said(HUNDRED)}
            yield Hit(document, ("levels", i, "bands", top[0]), values)


@rule(
    "ITA528", "band-reversed", "error",
    title=("ช่วงคะแนนกลับหัวกลับท้าย", "Band ends before it begins"),
    message=("ระดับ {level}: ช่วงเริ่มที่ {low} แต่สิ้นสุดที่ {high}", "Level {level}: the band begins at {low} but ends at {high}"),
    fix=("สลับ from: กับ to:", "Let from: and to: change places"),
)  # fmt: skip
def band_reversed(context: Context) -> Iterator[Hit]:
    """ช่วงที่กลับกันไม่มีค่าใดอยู่ได้

    No value lies in a band that is turned round."""
    for document, i, level in _levels(context):
        for j in _reversed(level):
            low, high = level.bands[j].low, level.bands[j].high
            if low is not None and high is not None:
                values: dict[str, Value] = {
                    "level": level.level, "low": number_said(low), "high": number_said(high),
                }  # fmt: skip
                yield Hit(document, ("levels", i, "bands", j), values)


@rule(
    "ITA554", "band-score-odd", "warning",
    title=("คะแนนของช่วงไม่เรียงกัน", "Score of a band is out of line"),
    message=("ระดับ {level}: ช่วง «{band}» ได้ {score} คะแนน น้อยกว่าทั้งช่วงที่ต่ำกว่าและช่วงที่สูงกว่า", "Level {level}: the band «{band}» earns {score}, less than both the band below and the band above"),
    fix=("ตรวจ score: ของช่วงนี้กับแบบของตัวชี้วัด มักพิมพ์จุดทศนิยมผิดที่", "Hold score: of the band against the form of the indicator; usually the decimal point is misplaced"),
)  # fmt: skip
def band_score_odd(context: Context) -> Iterator[Hit]:
    """คะแนนขึ้นหรือลงตามผลงานได้ และมีช่วงที่ดีที่สุดอยู่กลางได้ แต่ไม่ตกแล้วกลับขึ้น

    Points rise or fall with what was reached, and may be best in the middle; they do not fall and rise again."""
    for document, i, level in _levels(context):
        order = _in_order(level) if are_sound(level) else []
        for (_, below), (j, band), (_, above) in zip(order, order[1:], order[2:], strict=False):
            if below.score > band.score < above.score:
                values: dict[str, Value] = {
                    "level": level.level, "band": _said(band), "score": number_said(band.score),
                }  # fmt: skip
                yield Hit(document, ("levels", i, "bands", j), values)


@rule(
    "ITA551", "bands-missing", "warning",
    title=("ระดับที่ไม่มีเกณฑ์คะแนน", "Level has no bands"),
    message=("ระดับ {level} «{name}» วัดจาก {measure} แต่ไม่มี bands: จึงคำนวณคะแนนไม่ได้", "Level {level} «{name}» goes by {measure}, but has no bands:, so that no points can be computed"),
    fix=("เติม bands: ตามแบบของตัวชี้วัด ถ้าผู้อื่นเป็นผู้ให้คะแนน ใช้ measure: host", "Add bands: as the form of the indicator has them; if somebody else gives the points, write measure: host"),
)  # fmt: skip
def bands_missing(context: Context) -> Iterator[Hit]:
    """ระดับที่ไม่มีเกณฑ์ไม่ได้คะแนนไม่ว่าจะทำได้เท่าใด

    Without bands a level earns nothing, whatever was done."""
    for document, i, level in _levels(context):
        if level.measure is not Measurement.HOST and not level.bands:
            values: dict[str, Value] = {
                "level": level.level, "name": short(level.name), "measure": level.measure.value,
            }  # fmt: skip
            yield Hit(document, ("levels", i, "measure"), values)


@rule(
    "ITA537", "level-twice", "error",
    title=("ระดับซ้ำกัน", "Two levels of one number"),
    message=("ระดับ {level} มีอยู่แล้ว ชื่อ «{first}»", "Level {level} is already there, named «{first}»"),
    fix=("แก้ level: ให้แต่ละระดับมีเลขของตัวเอง", "Mend level: so that each has a number of its own"),
)  # fmt: skip
def level_twice(context: Context) -> Iterator[Hit]:
    """รายงานอ้างถึงระดับด้วยเลข ถ้าซ้ำกันคะแนนจะถูกนับสองครั้ง

    Reports name levels by their number; two of one number are counted twice."""
    for _, document, programme in plans(context):
        first: dict[int, Level] = {}
        for i, level in enumerate(programme.levels):
            seen = first.setdefault(level.level, level)
            if seen is not level:
                yield Hit(document, ("levels", i, "level"), {"level": level.level, "first": seen.name})
