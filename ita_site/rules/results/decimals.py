"""72x: the figures of a result, each on its own."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ita_site.numerals import plain
from ita_site.rules.base import Context, Hit, Path, Value, rule
from ita_site.rules.results.judged import Judged, judged


@rule(
    "ITA721", "too-many-decimals", "error",
    title=("คะแนนมีทศนิยมเกินที่ประกาศ", "More decimals than are published"),
    message=("คะแนน {points} มีทศนิยม {places} ตำแหน่ง ผลการประเมินประกาศเพียง {most} ตำแหน่ง", "{points} has {places} decimals; results are published with {most}"),
    fix=("คัดตัวเลขจากประกาศอีกครั้ง มักพิมพ์เกินมาหนึ่งตัว", "Copy it again from the announcement; usually one digit too many was typed"),
)  # fmt: skip
def too_many_decimals(context: Context) -> Iterator[Hit]:
    """คะแนนที่ประกาศมีทศนิยมสองตำแหน่ง ถ้ามีมากกว่านั้นแปลว่าพิมพ์เกินหรือคำนวณเอง ไม่ใช่ตัวเลขที่ประกาศ

    Announced scores have two decimals: one with more was mistyped or reckoned by somebody, and is not what was
    announced."""
    for one in judged(context):
        most = one.view.assessment.decimals
        for at, score in stated(one):
            places = _places(score)
            if places > most:
                values: dict[str, Value] = {"points": plain(score), "places": places, "most": most}
                yield Hit(one.document, at, values)


def _places(score: Decimal) -> int:
    """Decimals that say something: 90.500 has one."""
    _, _, decimals = plain(score).partition(".")
    return len(decimals)


def stated(one: Judged) -> Iterator[tuple[Path, Decimal]]:
    """Every score of a result with its place."""
    record = one.record
    yield from ((one.at_indicator(str(id_)), score) for id_, score in record.indicators.items())
    yield from ((("instruments", id_), score) for id_, score in record.instruments.items())
    yield ("total",), record.total
    if record.previous_total is not None:
        yield ("previous_total",), record.previous_total
    yield from ((("questions", n, "score"), question.score) for n, question in enumerate(record.questions))
