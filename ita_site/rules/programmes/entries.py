"""5xx: what a report enters under a level: once, with its value, and no more points than there are."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ita_site.programmes.levels import ZERO, round_of
from ita_site.records import Measurement, Round
from ita_site.rules.base import Context, Hit, Path, Value, rule
from ita_site.rules.programmes.levels import results
from ita_site.rules.programmes.reported import Told, level_key, level_number, told
from ita_site.rules.said import number_said, points_said, short
from ita_site.source import Document
from ita_site.text import Text


@rule(
    "ITA545", "level-entered-twice", "error",
    title=("รายงานเขียนระดับเดียวกันสองครั้ง", "Report enters one level twice"),
    message=("ระดับ {level} เขียนไว้แล้วเป็น «{first}» ตรงนี้เขียนเป็น «{again}»", "Level {level} is already there as «{first}», and here again as «{again}»"),
    fix=("รวมเป็นที่เดียว แล้วลบอีกที่หนึ่ง", "Bring them together, and delete the other"),
)  # fmt: skip
def level_entered_twice(context: Context) -> Iterator[Hit]:
    """3, 03 และ ๓ คือระดับเดียวกัน เว็บไซต์ใช้ได้ที่เดียว อีกที่หนึ่งจะหายไปโดยไม่มีใครรู้

    3 and 03 are one level, whatever its numerals: the site takes one entry, and the other would silently vanish."""
    for entry in context.programmes:
        for report in entry.reports:
            typed = report.document.data.get("levels") if report.record and report.document.data else None
            first: dict[Decimal, str] = {}
            for key in typed if isinstance(typed, dict) else ():
                number = level_number(key)
                if number is not None and first.setdefault(number, key) != key:
                    values: dict[str, Value] = {"level": str(int(number)), "first": first[number], "again": key}
                    yield Hit(report.document, ("levels", key), values, on_key=True)


@rule(
    "ITA546", "level-value-missing", "error", gap=True,
    title=("ระดับที่วัดจากร้อยละยังไม่มีค่า", "Level by percent has no value"),
    message=("ระดับ {level} «{name}» วัดจากร้อยละ แต่รายงานนี้ยังไม่บอกค่า", "Level {level} «{name}» goes by percent, but this report does not say how many"),
    fix=("เติม value: เป็นร้อยละที่ทำได้ ถ้ายังไม่มีผล ให้ลบระดับนี้ออกจากรายงาน", "Write the percentage under value:; where there is no result yet, leave the level out of the report"),
)  # fmt: skip
def level_value_missing(context: Context) -> Iterator[Hit]:
    """คะแนนคำนวณจากร้อยละ คะแนนที่เขียนไว้โดยไม่มีร้อยละจึงไม่ขึ้นบนเว็บไซต์

    Points are computed from the percentage; points that are stated without one never reach the site."""
    for one in told(context):
        known: set[tuple[Round | None, int]] = set()
        for document, report, level, result in results(one):
            if level.measure is not Measurement.PERCENT:
                continue
            round_ = round_of(one.programme, report.month)
            if result.value is not None:
                known.add((round_, level.level))
            # a value holds for the rest of its round; a blank one was left to be filled in
            is_scored = result.score is not None and (round_, level.level) not in known
            if result.value is None and ("value" in result.model_fields_set or is_scored):
                at = ("levels", level_key(document, level.level))
                yield Hit(document, at, {"level": level.level, "name": short(level.name)}, on_key=True)


_OF_ALL = Text("คะแนนที่คาดว่าจะได้รวม", "the expected score")
_GIVEN, _EXPECTED = Text("คะแนน", "the score"), Text("คะแนนที่คาด", "the expected points")


@rule(
    "ITA547", "points-above-full", "error", requires=("ITA545",),
    title=("คะแนนเกินคะแนนเต็ม", "More points than there are"),
    message=("{what}{level} เขียนไว้ {points} เกินคะแนนเต็ม {full}", "{what}{level} is {points}, above the full {full}"),
    fix=("แก้คะแนน ถ้าคะแนนเต็มไม่ใช่ {full} ให้ใส่ full_score: ของระดับใน programme.yml", "Mend the points; if {full} is not the full score, write full_score: of the level in programme.yml"),
)  # fmt: skip
def points_above_full(context: Context) -> Iterator[Hit]:
    """คะแนนที่เกินเต็มมักเป็นคะแนนรวมที่พิมพ์ในช่องของระดับเดียว

    Points above the full score are usually the sum, typed where one level was asked for."""
    for one in told(context):
        for document, at, what, level, points, full in _points(one):
            if points is not None and points > full:
                said = Text(f"ของระดับ {level}", f" of level {level}") if level else Text("", "")
                values: dict[str, Value] = {
                    "what": what, "level": said, "points": number_said(points), "full": points_said(full),
                }  # fmt: skip
                yield Hit(document, at, values)


def _points(one: Told) -> Iterator[tuple[Document, Path, Text, int | None, Decimal | None, Decimal]]:
    """Points that others gave or that are hoped for, with their places and the most that they may be."""
    for document, _, level, result in results(one):
        at = ("levels", level_key(document, level.level))
        if level.measure is Measurement.HOST:
            yield document, (*at, "score"), _GIVEN, level.level, result.score, level.full
        yield document, (*at, "expected"), _EXPECTED, level.level, result.expected, level.full
    every = sum((level.full for level in one.programme.levels), ZERO)
    for document, report in one.reports if one.programme.levels else ():
        yield document, ("expected_score",), _OF_ALL, None, report.expected_score, every
