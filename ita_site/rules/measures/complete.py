"""74x: a measure that can be carried out: somebody, steps, a day, and how it is followed."""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.records import Measure
from ita_site.rules.base import Context, Hit, rule
from ita_site.rules.measures.judged import judged
from ita_site.text import Text


@rule(
    "ITA743", "measure-incomplete", "error", gap=True,
    title=("มาตรการยังไม่ครบ", "A measure is not complete"),
    message=("«{name}» ยังไม่มี{lacking}", "«{name}» has no {lacking}"),
    fix=("เติม {fields} ของมาตรการนี้", "Fill in {fields} of this measure"),
)  # fmt: skip
def measure_incomplete(context: Context) -> Iterator[Hit]:
    """เกณฑ์ให้ทุกมาตรการมีผู้รับผิดชอบ ขั้นตอน กำหนดเวลา และวิธีกำกับติดตาม ขาดอย่างใดอย่างหนึ่งก็ทำไม่สำเร็จ

    Each measure takes somebody responsible, steps, a day and a way to follow it; without one of them nothing comes of
    it."""
    for one in judged(context):
        for n, measure in enumerate(one.record.measures):
            lacking = [field for field in _PARTS if not _has(measure, field)]
            if lacking:
                words = Text(", ".join(_PARTS[f].th for f in lacking), ", ".join(_PARTS[f].en for f in lacking))
                yield one.hit(n, "id", lacking=words, fields=", ".join(f"{field}:" for field in lacking))


_PARTS = {
    "owner": Text("ผู้รับผิดชอบ", "owner"),
    "steps": Text("ขั้นตอน", "steps"),
    "due": Text("กำหนดแล้วเสร็จ", "due day"),
    "follow_up": Text("วิธีกำกับติดตาม", "way to follow it"),
}


def _has(measure: Measure, field: str) -> bool:
    if field == "due":  # steps that each have a day say when all is done
        return measure.due is not None or (bool(measure.steps) and all(step.due is not None for step in measure.steps))
    if field == "steps":
        return any(_says(step.text) for step in measure.steps)
    if field == "owner":
        return any(map(_says, measure.owner))
    return _says(measure.follow_up)


def _says(words: str) -> bool:
    """Whether words say anything: a dash or dots only hold a place."""
    return bool(words.strip(" -–—…._"))
