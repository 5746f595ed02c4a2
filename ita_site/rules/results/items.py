"""73x: indicators that items make up: what no set of items can give, and what the items that scored 0 do give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.results.judged import Judged, judged, points
from ita_site.scoring import indicator_scores, is_attainable, nearest_attainable
from ita_site.text import Text


def unattainable(one: Judged) -> Mapping[str, tuple[Decimal, ...]]:
    """Indicators (by id) whose points no set of items gives, with the nearest points that some set does."""
    return one.once(_unattainable)


def _unattainable(one: Judged) -> Mapping[str, tuple[Decimal, ...]]:
    if one.edition is None:
        return {}
    places = one.view.assessment.decimals
    found = {}
    for indicator in one.edition.tree:
        score = one.view.indicators.get(indicator.id)
        if score is not None and not is_attainable(indicator, score, places):
            found[indicator.id] = nearest_attainable(indicator, score, places)
    return found


def given_by_items(one: Judged) -> Mapping[str, Decimal]:
    """Points of each indicator by the list of items that scored 0; nothing where there is no list, or one with codes
    that are not known."""
    codes = one.zero_codes
    if one.edition is None or not codes or None in codes:
        return {}
    return indicator_scores(one.edition, {code for code in codes if code is not None})


def not_following(one: Judged) -> Mapping[str, Decimal]:
    """Indicators (by id) that some set of items can give, but not the items that scored 0; with what these do give."""
    out_of_reach = unattainable(one)
    return {
        id_: score
        for id_, score in given_by_items(one).items()
        if id_ in one.view.indicators and id_ not in out_of_reach and not one.is_close(score, one.view.indicators[id_])
    }


@rule(
    "ITA730", "score-no-items-give", "error", requires=("ITA734",),
    title=("คะแนนตัวชี้วัดที่เป็นไปไม่ได้", "Points that no items can give"),
    message=("ตัวชี้วัดที่ {indicator} ได้ {points} คะแนนไม่ได้ เพราะแต่ละข้อได้ 0 หรือ 100 เท่านั้น คะแนนใกล้ที่สุดที่เป็นไปได้คือ {nearest}", "Indicator {indicator} cannot have {points} points, because each item scores 0 or 100; the nearest possible are {nearest}"),
    fix=("คัดคะแนนจากประกาศอีกครั้ง", "Copy the points from the announcement again"),
)  # fmt: skip
def score_no_items_give(context: Context) -> Iterator[Hit]:
    """คะแนน OIT คิดจากข้อที่ได้ 0 หรือ 100 จึงมีได้ไม่กี่ค่า ค่าอื่นแปลว่าพิมพ์ผิด

    The points come from items that score 0 or 100, so only some are possible; any other is a slip."""
    for one in judged(context):
        for id_, nearest in unattainable(one).items():
            near = [points(score) for score in nearest]
            values: dict[str, Value] = {
                "indicator": id_, "points": points(one.view.indicators[id_]),
                "nearest": Text(" หรือ ".join(near), " or ".join(near)),
            }  # fmt: skip
            yield Hit(one.document, one.at_indicator(id_), values)


@rule(
    "ITA731", "zero-items-give-another-score", "error", requires=("ITA734", "ITA735"),
    title=("คะแนนไม่ตรงกับข้อที่ได้ 0", "Points and zero items disagree"),
    message=("ตัวชี้วัดที่ {indicator} เขียน {points} คะแนน แต่ข้อที่ได้ 0 ({items}) ทำให้ได้ {given}", "Indicator {indicator} is {points}, but the items that scored 0 ({items}) give {given}"),
    fix=("ตรวจรายการ zero_items: กับรายงานผล ขาดหรือเกินข้อใด แล้วตรวจคะแนนของตัวชี้วัด", "Check zero_items: against the report for what is lacking or too many, then the points of the indicator"),
)  # fmt: skip
def zero_items_give_another_score(context: Context) -> Iterator[Hit]:
    """รายการข้อที่ได้ 0 กับคะแนนต้องเล่าเรื่องเดียวกัน ไม่เช่นนั้นมาตรการจะขาดข้อที่ต้องแก้

    Items and points tell the same story, or measures will miss what is to be mended."""
    for one in judged(context):
        for id_, given in not_following(one).items():
            of_it = next(i.items for i in one.edition.tree if i.id == id_) if one.edition else ()
            items = [code for code in dict.fromkeys(one.zero_codes) if code in of_it]
            none = (
                Text("ไม่มีข้อใด", "none") if not items else Text(", ".join(map(str, items)), ", ".join(map(str, items)))
            )
            values: dict[str, Value] = {
                "indicator": id_, "points": points(one.view.indicators[id_]), "items": none, "given": points(given),
            }  # fmt: skip
            if _is_indicator_odd(one, id_, given):
                yield Hit(one.document, one.at_indicator(id_), values)
            else:
                yield Hit(one.document, ("zero_items",), values, on_key=True)


def _is_indicator_odd(one: Judged, indicator: str, given: Decimal) -> bool:
    """Whether the stated instrument agrees with the items, so that the indicator was mistyped."""
    own = one.view.assessment.own
    score = one.view.instruments.get(own.id)
    known = {**one.view.indicators, indicator: given}
    if score is None or any(id_ not in known for id_ in own.indicators):
        return False
    mean = sum((known[id_] for id_ in own.indicators), Decimal(0)) / len(own.indicators)
    return one.is_close(mean, score)
