"""The level of a total: what was announced, what the points allow, and what the next level asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ita_site.criteria import Level, Scale, scales
from ita_site.numerals import rounded
from ita_site.records import ResultRecord
from ita_site.render.results.numbers import points, worth
from ita_site.results import Computed
from ita_site.scoring import weakest_instrument

_LAST_PLACE = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class LevelView:
    """The level in words. `kind` is that of a mark for what is to be noticed, blank where nothing is; `lines` explain."""

    name: str
    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """One level of the scale: its totals, its condition, whether the result stands there, and what it still lacks."""

    name: str
    stretch: str
    condition: str
    stands: str
    is_here: bool
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScaleView:
    rows: tuple[ScaleRow, ...]
    note: str
    standing: str
    """Where the result stands and what the next level takes, in a sentence."""


def level_view(record: ResultRecord, view: Computed | None) -> LevelView:
    """The level as announced, held against the points."""
    stated = record.level.strip()
    if view is None or view.scale is None or view.levels is None:
        why = (f"ยังไม่มีเกณฑ์ระดับของปี {record.year} ในเว็บไซต์นี้ จึงแสดงตามที่ประกาศโดยไม่ได้เทียบ",)
        return LevelView(stated or "ไม่ได้ระบุ", "", why)
    possible = _possible(view.scale, view)
    names = " หรือ ".join(level.name.th for level in possible)
    why_range = () if len(possible) == 1 else (_why_range(view),)
    if not stated:
        said = "คิดจากคะแนน เพราะผลที่บันทึกไว้ไม่ได้ระบุระดับ"
        return LevelView(names, "", (said, *why_range))
    if view.stated_level in possible:
        said = (
            f"ตามประกาศ ตรงกับเกณฑ์ปี {record.year}"
            if len(possible) == 1
            else f"ตามประกาศ · คะแนนที่มีบอกได้เพียงว่าเป็น {names}"
        )
        return LevelView(view.stated_level.name.th if view.stated_level else stated, "", (said, *why_range))
    return LevelView(
        stated,
        "warning",
        (
            f"ผลที่บันทึกไว้ระบุระดับ «{stated}» ซึ่งเป็นไปไม่ได้ตามเกณฑ์ปี {record.year}: คะแนนรวม {points(record.total)} อยู่ระดับ {names}",
            *_of_other_years(record, stated),
            *why_range,
        ),
    )


def scale_view(record: ResultRecord, view: Computed | None) -> ScaleView | None:
    """The scale of the year and where the result stands; None where it is not known."""
    if view is None or view.scale is None or view.levels is None:
        return None
    here = _here(view.scale, view)
    rows = tuple(_row(record, view, view.scale, number, here) for number in range(len(view.scale.levels)))
    return ScaleView(rows, view.scale.note.th, _standing(record, view, view.scale, here))


def _possible(scale: Scale, view: Computed) -> tuple[Level, ...]:
    """The levels that the points allow, from the worst to the best."""
    if view.levels is None:
        return ()
    best, worst = scale.levels.index(view.levels.best), scale.levels.index(view.levels.worst)
    return tuple(reversed(scale.levels[best : worst + 1]))


def _here(scale: Scale, view: Computed) -> tuple[Level, ...]:
    """Where the result stands: the announced level where it is possible, else all that are, from the worst."""
    possible = _possible(scale, view)
    return (view.stated_level,) if view.stated_level in possible and view.stated_level else possible


def _standing(record: ResultRecord, view: Computed, scale: Scale, here: tuple[Level, ...]) -> str:
    names, top = " หรือ ".join(level.name.th for level in here), scale.levels.index(here[-1])
    if top == 0:
        return f"อยู่ระดับ {names} ซึ่งสูงที่สุดของเกณฑ์"
    better = scale.levels[top - 1]
    lacks = " และ ".join(_lacks(record, view, better))
    return f"อยู่ระดับ {names} ระดับถัดไปคือ {better.name.th} {f'ยังขาด {lacks}' if lacks else 'คะแนนที่ทราบถึงแล้ว'}"


def _row(record: ResultRecord, view: Computed, scale: Scale, number: int, here: tuple[Level, ...]) -> ScaleRow:
    level = scale.levels[number]
    is_here = level in here
    return ScaleRow(
        name=level.name.th,
        stretch=_stretch(scale, number),
        condition=_condition(scale, number),
        stands="" if not is_here else "ผลปีนี้อยู่ระดับนี้" if len(here) == 1 else "ผลปีนี้อาจอยู่ระดับนี้",
        is_here=is_here,
        lacks=_lacks(record, view, level) if number < scale.levels.index(here[-1]) else (),
    )


def _stretch(scale: Scale, number: int) -> str:
    """`70.00 ถึง 84.99`. A level above that asks for more than points leaves the upper end open."""
    level = scale.levels[number]
    above = [other.least for other in scale.levels[:number] if other.each is None and other.least > level.least]
    most = min(above) - _LAST_PLACE if above else Decimal(100)
    return f"{points(level.least)} ถึง {points(most)}" if most < 100 else f"{points(level.least)} ขึ้นไป"


def _condition(scale: Scale, number: int) -> str:
    level = scale.levels[number]
    if level.each is not None:
        return f"ทุกแบบวัด {points(level.each)} ขึ้นไป"
    stricter = [other for other in scale.levels[:number] if other.each is not None and other.least == level.least]
    return f"มีแบบวัดที่ต่ำกว่า {points(stricter[0].least)}" if stricter else ""


def _lacks(record: ResultRecord, view: Computed, level: Level) -> tuple[str, ...]:
    """What a level asks for and the result does not have, with points."""
    found = []
    if (missing := level.least - rounded(record.total, view.assessment.decimals)) > 0:
        found.append(f"คะแนนรวมอีก {worth(missing)}")
    if level.each is not None:
        found += _instruments_below(view, level.each)
    return tuple(found)


def _instruments_below(view: Computed, each: Decimal) -> Iterator[str]:
    """Instruments that do not reach `each`, and those of which nobody knows."""
    for id_, score in view.known.items():
        if id_ not in view.assessment.joint and each > rounded(score, view.assessment.decimals):
            yield f"{id_} อีก {worth(each - score)}"
    for joint in view.assessment.joint.values():
        parts = [part for part in joint.parts if part not in view.known]
        if parts and joint.id in view.known:
            score = view.known[joint.id]
            names = " และ ".join(parts)
            if each > score:
                yield f"{joint.id} เฉลี่ยอีก {worth(each - score)} (ไม่ทราบคะแนน {names} แยกกัน)"
            else:
                yield f"คะแนน {names} แยกกัน ซึ่งไม่ทราบ"
    for id_ in unknown_instruments(view):
        yield f"คะแนน {id_} ซึ่งไม่ทราบ"


def unknown_instruments(view: Computed) -> tuple[str, ...]:
    """Instruments of which neither their own nor a joint figure is known."""
    told = {part for joint in view.assessment.joint.values() if joint.id in view.known for part in joint.parts}
    return tuple(id_ for id_ in view.assessment.instruments if id_ not in view.known and id_ not in told)


def _why_range(view: Computed) -> str:
    missing = unknown_instruments(view)
    if missing:
        return f"บอกได้เพียงช่วง เพราะไม่ทราบคะแนน {', '.join(missing)}"
    parts = [p for j in view.assessment.joint.values() if j.id in view.known for p in j.parts if p not in view.known]
    low, high = (worth(bound) for bound in weakest_instrument(view.assessment, view.known))
    return (
        f"บอกได้เพียงช่วง เพราะทราบคะแนน {' และ '.join(parts)} รวมกัน แต่ไม่ทราบแยกกัน แบบวัดที่ต่ำที่สุดจึงอยู่ระหว่าง {low} ถึง {high}"
    )


def _of_other_years(record: ResultRecord, stated: str) -> Iterator[str]:
    """A level of another year's scale, by the years in which it was used."""
    for scale in scales():
        if not scale.first_year <= record.year <= scale.last_year and scale.level(stated):
            yield f"«{stated}» เป็นชื่อระดับของเกณฑ์ปี {scale.first_year} ถึง {scale.last_year}"
