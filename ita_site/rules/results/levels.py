"""72x: the level of a result, by the scale of its year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ita_site.criteria import Level, Scale, scales
from ita_site.numerals import plain
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.results.items import not_following, unattainable
from ita_site.rules.results.judged import Judged, judged, points
from ita_site.rules.results.slips import Slip, slips
from ita_site.rules.said import short
from ita_site.scoring import FULL, ZERO, level_range
from ita_site.text import Text


@rule(
    "ITA728", "level-not-possible", "error", requires=("ITA734",),
    title=("ระดับผลการประเมินไม่ตรงกับคะแนน", "Level and points disagree"),
    message=("«{level}» {trouble} ปี {year} คะแนนนี้ได้ระดับ {levels}{why}", "«{level}» {trouble}; in {year} these points give {levels}{why}"),
    fix=("แก้ level: ให้ตรงกับประกาศ ถ้าประกาศเขียนไว้อย่างนี้จริง ให้เขียนระดับตามเกณฑ์ของปีนั้น หรือลบ level: และบอกคำเดิมใน note:", "Mend level:; if the announcement really says this, write the level of that year's scale, or leave level: out, and tell its words in note:"),
)  # fmt: skip
def level_not_possible(context: Context) -> Iterator[Hit]:
    """ปี 2566 เปลี่ยนจากตัวอักษร AA–F เป็นผ่านดีเยี่ยมถึงต้องปรับปรุงโดยด่วน และดูทุกแบบวัดด้วย จึงอ่านระดับผิดได้ง่าย

    In 2566 the letters AA to F gave way to five levels that look at every instrument too; the level is easily misread."""
    for one in judged(context):
        scale = one.view.scale
        if scale is None or not one.record.level:
            continue
        possible = possible_levels(one, scale)
        if one.view.stated_level in possible:
            continue
        values: dict[str, Value] = {
            "level": short(one.record.level), "year": one.record.year, "trouble": _trouble(one, scale),
            "levels": _named(possible), "why": _why(one, scale, possible),
        }  # fmt: skip
        yield Hit(one.document, ("level",), values)


@rule(
    "ITA729", "level-left-out", "notice", requires=("ITA734",),
    title=("ยังไม่ได้ใส่ระดับผลการประเมิน", "No level given"),
    message=("ยังไม่มี level: คะแนนนี้ได้ระดับ {levels}{why}", "There is no level:; these points give {levels}{why}"),
    fix=("เติม level: ตามประกาศ", "Add level: as announced"),
)  # fmt: skip
def level_left_out(context: Context) -> Iterator[Hit]:
    """ประชาชนรู้จักระดับมากกว่าคะแนน

    Readers know levels better than points."""
    for one in judged(context):
        scale = one.view.scale
        if scale is not None and not one.record.level:
            possible = possible_levels(one, scale)
            values: dict[str, Value] = {"levels": _named(possible), "why": _why(one, scale, possible)}
            yield Hit(one.document, ("total",), values)


def possible_levels(one: Judged, scale: Scale) -> tuple[Level, ...]:
    """The levels, best first, that a result may have by all that is known of it.

    Where figures contradict each other (which rules of their own tell) any of them may be right; what was computed from
    published figures may be off by their rounding.
    """
    view, found = one.view, set[int]()
    told = slips(one)
    loose = _doubted(one, told)
    for shift in (-view.assessment.tolerance, view.assessment.tolerance):
        for total in (one.record.total, *([] if view.total is None or not told else [_within(view.total + shift)])):
            known = {
                id_: score if id_ in view.instruments else _within(score + shift) for id_, score in view.known.items()
            }
            for without in (frozenset[str](), loose):
                scores = {id_: score for id_, score in known.items() if id_ not in without}
                span = level_range(view.assessment, scale, total, scores)
                found |= set(range(scale.levels.index(span.best), scale.levels.index(span.worst) + 1))
    return tuple(level for place, level in enumerate(scale.levels) if place in found)


def _within(score: Decimal) -> Decimal:
    return min(max(score, ZERO), FULL)


def _doubted(one: Judged, told: tuple[Slip, ...]) -> frozenset[str]:
    """Figures that may be wrong, by what is told of them or of what they were computed from."""
    view = one.view
    found = {slip.figure for slip in told}
    for slip in told:
        found |= set(view.assessment.joint[slip.figure].parts) if slip.figure in view.assessment.joint else set()
        if slip.kind == "total":
            found |= view.known.keys()  # which of them is wrong the total does not tell
    if (unattainable(one) or not_following(one)) and view.assessment.own.id not in view.instruments:
        found.add(view.assessment.own.id)
    return frozenset(found)


def _trouble(one: Judged, scale: Scale) -> Text:
    other = next((s for s in scales() if s is not scale and s.level(one.record.level) is not None), None)
    if one.view.stated_level is not None:
        return Text("ไม่ตรงกับคะแนน", "does not fit the points")
    if other is not None:
        years = f"{other.first_year}–{other.last_year}"
        return Text(f"เป็นระดับของปี {years}", f"is a level of {years}")
    return Text("ไม่ใช่ระดับในเกณฑ์", "is no level of the scale")


def _named(levels: tuple[Level, ...]) -> Text:
    """`ผ่าน หรือ ผ่านดี`: what it may be, the best last."""
    return Text(" หรือ ".join(x.name.th for x in reversed(levels)), " or ".join(x.name.en for x in reversed(levels)))


def _why(one: Judged, scale: Scale, possible: tuple[Level, ...]) -> Text:
    """The figures that decide, and what the next better level would ask for."""
    view = one.view
    scores = ", ".join(f"{id_} {points(score)}" for id_, score in view.known.items())
    th, en = f"รวม {points(one.record.total)}", f"total {points(one.record.total)}"
    if scores and any(level.each is not None for level in scale.levels):
        th, en = f"{th}, {scores}", f"{en}, {scores}"
    better = scale.levels[scale.levels.index(possible[0]) - 1] if possible[0] != scale.levels[0] else None
    if better is not None:
        each_th = f" และทุกแบบวัดตั้งแต่ {_mark(better.each)}" if better.each is not None else ""
        each_en = f" and {_mark(better.each)} on every instrument" if better.each is not None else ""
        th += f" ส่วน{' ' if better.name.th.isascii() else ''}{better.name.th} ต้องรวมตั้งแต่ {_mark(better.least)}{each_th}"
        en += f"; {better.name.en} takes a total of {_mark(better.least)}{each_en}"
    if len(possible) > 1 and any(level.each is not None for level in possible):
        th += "; แบบวัดบางส่วนไม่รู้คะแนน จึงบอกได้เป็นช่วง"
        en += "; not every instrument is known, so this is a range"
    return Text(f" ({th})", f" ({en})")


def _mark(value: Decimal | None) -> str:
    return plain(value) if value is not None else ""
