"""73x: what a result leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.rules.base import Context, Hit, rule
from ita_site.rules.results.judged import Judged, judged
from ita_site.scoring import FULL
from ita_site.text import Text


@rule(
    "ITA738", "result-incomplete", "notice", requires=("ITA734",),
    title=("ผลการประเมินยังไม่ครบ", "The result is not complete"),
    message=("{what}", "{what}"),
    fix=("เติมจากรายงานผล ถ้าไม่รู้ ปล่อยไว้ได้", "Add it from the report of the result; if it is not known, leave it"),
)  # fmt: skip
def result_incomplete(context: Context) -> Iterator[Hit]:
    """สิ่งที่ไม่ใส่ไม่ถูกตรวจ และไม่มีใครเห็นว่าต้องแก้อะไร

    What is left out is not checked, and nobody sees what there is to mend."""
    for one in judged(context):
        lacking = [id_ for id_ in one.view.assessment.indicators if id_ not in one.view.indicators]
        if one.view.indicators and lacking:
            named = ", ".join(lacking)
            what = Text(f"ยังไม่มีคะแนนตัวชี้วัดที่ {named}", f"There are no points of indicator {named}")
            yield Hit(one.document, ("indicators",), {"what": what}, on_key=True)
        lost = _without_items(one)
        if lost:
            named = ", ".join(lost)
            what = Text(
                f"ตัวชี้วัดที่ {named} ได้ไม่เต็ม แต่ไม่มี zero_items: ซึ่งบอกว่าต้องแก้ข้อใด",
                f"Indicator {named} has less than 100, but zero_items: does not tell what is to be mended",
            )
            yield Hit(one.document, one.at_indicator(lost[0]), {"what": what})


def _without_items(one: Judged) -> list[str]:
    """Indicators below 100 that items make up, where no item is named."""
    if one.edition is None or one.record.zero_items:
        return []
    return [i.id for i in one.edition.tree if one.view.indicators.get(i.id, FULL) < FULL]


@rule(
    "ITA739", "announcement-not-shown", "notice",
    title=("ไม่มีหลักฐานของประกาศผล", "The announcement is not shown"),
    message=("ยังไม่มี evidence: ที่เป็นประกาศหรือรายงานผลการประเมิน", "There is no evidence: with the announcement or the report of the result"),
    fix=("เติม evidence: เป็นลิงก์หรือไฟล์ของประกาศผล", "Add evidence: with a link to the announcement, or its file"),
)  # fmt: skip
def announcement_not_shown(context: Context) -> Iterator[Hit]:
    """ประชาชนควรเปิดดูประกาศจริงได้จากหน้าผล

    Readers should be able to open the announcement itself from the page of the result."""
    for entry in context.site.assessed.results.values():
        if entry.record is not None and not entry.record.evidence:
            yield Hit(entry.document)
