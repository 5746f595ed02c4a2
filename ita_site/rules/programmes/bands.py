"""5xx: the levels of a plan and their bands: each value has one place, and each level one number."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ita_site.records import Band, Level, Measurement
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.programmes.reported import plans
from ita_site.rules.programmes.said import number_said
from ita_site.text import Text

_STEP = {
    Measurement.MONTHS: Decimal(1),
    Measurement.PERCENT: Decimal("0.01"),
    Measurement.ACTIVITIES: Decimal("0.01"),
}
"""How far the next band may begin behind the last: values are whole months, or percent to two places."""
_LOWEST = Decimal("-Infinity")


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
    fix=("ให้แต่ละค่าอยู่ในช่วงเดียว เช่น 60 ถึง 69.99 แล้ว 70 ถึง 79.99", "Let each value lie in one band, like 60 to 69.99 and then 70 to 79.99"),
)  # fmt: skip
def bands_overlap(context: Context) -> Iterator[Hit]:
    """ค่าที่อยู่สองช่วงได้คะแนนสองแบบ

    A value in two bands has two scores."""
    for _, document, programme in plans(context):
        for i, level in enumerate(programme.levels):
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
    for _, document, programme in plans(context):
        for i, level in enumerate(programme.levels):
            for j, below in _holes(level):
                low, high = level.bands[j].low, below.high
                if low is not None and high is not None:
                    values: dict[str, Value] = {
                        "level": level.level, "high": number_said(high), "low": number_said(low),
                    }  # fmt: skip
                    yield Hit(document, ("levels", i, "bands", j), values)


@rule(
    "ITA528", "band-reversed", "error",
    title=("ช่วงคะแนนกลับหัวกลับท้าย", "Band ends before it begins"),
    message=("ระดับ {level}: ช่วงเริ่มที่ {low} แต่สิ้นสุดที่ {high}", "Level {level}: the band begins at {low} but ends at {high}"),
    fix=("สลับ from: กับ to:", "Let from: and to: change places"),
)  # fmt: skip
def band_reversed(context: Context) -> Iterator[Hit]:
    """ช่วงที่กลับกันไม่มีค่าใดอยู่ได้

    No value lies in a band that is turned round."""
    for _, document, programme in plans(context):
        for i, level in enumerate(programme.levels):
            for j in _reversed(level):
                low, high = level.bands[j].low, level.bands[j].high
                if low is not None and high is not None:
                    values: dict[str, Value] = {
                        "level": level.level, "low": number_said(low), "high": number_said(high),
                    }  # fmt: skip
                    yield Hit(document, ("levels", i, "bands", j), values)


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
