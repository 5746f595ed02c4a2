"""74x: what the result shows to be weak, and the measure that it needs."""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.criteria import Shelf
from ita_site.records import Measure, ResultRecord
from ita_site.results import IssueKind, Need, answers, computed, needs
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.measures.judged import judged
from ita_site.rules.results.judged import points
from ita_site.rules.said import NOTHING, first_few, short
from ita_site.text import Text
from ita_site.walk import MEASURES_FILE
from ita_site.yearly import yearly_path

_OF_THEM = Text("เรื่อง", "of them")


@rule(
    "ITA742", "weakness-without-measure", "error", gap=True,
    title=("จุดอ่อนยังไม่มีมาตรการ", "A weakness has no measure"),
    message=("{what} (ผลปี {year}) ยังไม่มีมาตรการ{more}", "{what} (result of {year}) has no measure{more}"),
    fix=("เพิ่มมาตรการ หรือเติมรหัสใน issue: ของมาตรการที่แก้เรื่องนี้อยู่แล้ว{file}", "Add a measure, or add the code to issue: of one that already mends it{file}"),
)  # fmt: skip
def weakness_without_measure(context: Context) -> Iterator[Hit]:
    """ผู้ประเมินดูว่ามาตรการตอบทุกจุดอ่อนในผลการประเมิน จุดอ่อนที่ถูกข้ามจะอ่อนอีกในปีถัดไป

    The assessor looks whether measures answer every weakness of the result; one that is passed over will be weak again."""
    for one in judged(context):
        if one.answered is not None:
            for need, more in first_few(_unanswered(one.answered, one.record.measures, context.site.shelf), _OF_THEM):
                values: dict[str, Value] = {
                    "what": _said(need),
                    "year": one.record.answers,
                    "more": more,
                    "file": NOTHING,
                }
                yield Hit(one.document, ("measures",), values, on_key=True, confidence=_certainty(context))
    yield from _without_file(context)


def _certainty(context: Context) -> str:
    """How sure it is that the list asks for measures at all: as sure as of an item that analyses the result."""
    asking = [i for i in context.edition.items.values() if any(d.kind == "analyses" for d in i.depends_on)]
    return "low" if asking and all(item.confidence == "low" for item in asking) else "high"


def _unanswered(result: ResultRecord, measures: tuple[Measure, ...], shelf: Shelf) -> list[Need]:
    view, edition = computed(result, shelf), shelf.get(result.year)
    if view is None:
        return []
    found = needs(result, view, edition)
    return [answer.need for answer in answers(found, measures, view, edition) if not answer.measures]


def _without_file(context: Context) -> Iterator[Hit]:
    """The open year has no measures at all, though the result of the year before asks for some."""
    year = context.edition.year
    site, path = context.site, yearly_path(year, MEASURES_FILE)
    result = site.assessed.result_of(year - 1)
    # measures of another year may answer it; a folder that cannot be looked into is told elsewhere
    is_answered = year in site.assessed.measures or site.assessed.measures_answering(year - 1)
    if result is None or is_answered or site.hides(path):
        return
    found = _unanswered(result, (), site.shelf)
    if found:
        few, more = found[:3], len(found) - 3
        th, en = ("; ".join(words) for words in zip(*((s.th, s.en) for s in map(_said, few)), strict=True))
        values: dict[str, Value] = {
            "what": Text(f"{len(found)} เรื่อง: {th}", f"{len(found)} weaknesses: {en}"), "year": year - 1,
            "more": Text(f" (และอีก {more} เรื่อง)", f" (and {more} more)") if more > 0 else NOTHING,
            "file": Text(f" เริ่มด้วยคำสั่ง ita-site new measures {year}", f"; begin with: ita-site new measures {year}"),
        }  # fmt: skip
        yield Hit(path, values=values, confidence=_certainty(context))


def _said(need: Need) -> Text:
    """`i8 การใช้จ่ายงบประมาณ… 44.40 คะแนน`."""
    title = f" {short(need.title)}" if need.title else ""
    if need.kind is IssueKind.INDICATOR:
        score = points(need.points)
        return Text(f"ตัวชี้วัดที่ {need.code}{title} {score} คะแนน", f"indicator {need.code}{title} {score} points")
    return Text(f"{need.code}{title} {points(need.points)} คะแนน", f"{need.code}{title} {points(need.points)} points")
