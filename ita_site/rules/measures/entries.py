"""74x and 75x: the file of measures itself: ids, and the result that it answers."""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.criteria import Item
from ita_site.records import Status
from ita_site.rules.base import Context, Hit, rule
from ita_site.rules.measures.judged import judged
from ita_site.rules.said import short
from ita_site.site import ItemEntry
from ita_site.text import Text


@rule(
    "ITA741", "measure-twice", "error",
    title=("รหัสมาตรการซ้ำกัน", "Two measures of one id"),
    message=("รหัส «{id}» ใช้แล้วที่บรรทัด {line}", "«{id}» is already used in line {line}"),
    fix=("แก้ id: ให้แต่ละมาตรการมีรหัสของตัวเอง", "Mend id: so that each measure has one of its own"),
)  # fmt: skip
def measure_twice(context: Context) -> Iterator[Hit]:
    """ที่อยู่ของมาตรการบนหน้าเว็บใช้รหัส ถ้าซ้ำกันจะเปิดได้เพียงมาตรการเดียว

    On the page a measure is found by its id; of two with one id only the first is."""
    for one in judged(context):
        first: dict[str, int] = {}
        for n, measure in enumerate(one.record.measures):
            seen = first.setdefault(measure.id.casefold(), n)
            if seen != n:
                line = one.document.place(("measures", seen, "id"))[0]
                yield one.hit(n, "id", id=short(measure.id), line=line)


@rule(
    "ITA747", "answers-another-year", "warning",
    title=("ตอบผลการประเมินของปีอื่น", "Answers the result of another year"),
    message=("มาตรการของปี {year} เขียนว่าตอบผลปี {answers} ปกติตอบผลของปีก่อน คือ {before}", "The measures of {year} say that they answer the result of {answers}; mostly they answer that of the year before, {before}"),
    fix=("แก้ answers: เป็น {before} ถ้าตั้งใจตอบปี {answers} จริง ปล่อยไว้ได้", "Write answers: {before}; if {answers} is meant, leave it"),
)  # fmt: skip
def answers_another_year(context: Context) -> Iterator[Hit]:
    """มาตรการของปีหนึ่งแก้จุดอ่อนของปีก่อน ปีที่ต่างไปมักติดมาจากไฟล์เดิม

    The measures of a year mend the weaknesses of the year before; another year is mostly left from an older file."""
    for one in judged(context):
        if one.record.answers != one.year - 1:
            values = {"year": one.year, "answers": one.record.answers, "before": one.year - 1}
            yield Hit(one.document, ("answers",), values)


@rule(
    "ITA753", "result-not-here", "notice",
    title=("ยังไม่มีผลการประเมินที่มาตรการตอบ", "The result is not on the site"),
    message=("ยังไม่มี content/{year}/result.yml{and_no} จึงดูให้ไม่ได้ว่าจุดอ่อนทุกเรื่องมีมาตรการ", "There is no content/{year}/result.yml{and_no}, so nobody can tell whether every weakness has a measure"),
    fix=("พิมพ์ ita-site new result {year} แล้วใส่คะแนน ระบบจะบอกว่าตัวชี้วัด คำถาม หรือข้อใดที่ต่ำกว่าเกณฑ์ยังไม่มีมาตรการ", "Run ita-site new result {year} and fill in the points: the check then tells which indicators, questions and items below the mark have no measure"),
)  # fmt: skip
def result_not_here(context: Context) -> Iterator[Hit]:
    """มาตรการที่ไม่ตอบผลการประเมินจริงเคยได้ 0 คะแนน ถ้ามีผลอยู่ในเว็บ ระบบตรวจให้ได้ทีละเรื่อง

    Measures that do not answer the real result have scored 0. With the result on the site they are checked one by one."""
    assessed, files = context.site.assessed, list(judged(context))
    for one in files:
        # another year than that before is told by ITA747
        if one.record.answers not in assessed.results and one.record.answers == one.year - 1:
            yield Hit(one.document, ("answers",), {"year": one.record.answers, "and_no": Text("", "")})
    if context.edition.year in assessed.measures:
        return
    for entry, year in _analysing(context):
        if year not in assessed.results:
            lacking = Text(" และ measures.yml", ", nor a measures.yml")
            yield Hit(entry.document, ("item",), {"year": year, "and_no": lacking}, entry.item)


def _analysing(context: Context) -> Iterator[tuple[ItemEntry, int]]:
    """Disclosed items that analyse the result of a year (BE), as the edition tells."""
    for entry in context.site.year.items.values():
        if entry.item is not None and entry.record is not None and entry.record.status is Status.DISCLOSED:
            yield from ((entry, year) for year in analysed(entry.item))


def analysed(item: Item) -> tuple[int, ...]:
    """The years (BE) whose result an item analyses."""
    return tuple(d.result for d in item.depends_on if d.kind == "analyses" and d.result is not None)
