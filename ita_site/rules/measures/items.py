"""75x: measures, the item that analyses the result, and the item that reports on it: all say the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ita_site.records import Measure
from ita_site.results import standing_of
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.consistency.matching import renamed_keys
from ita_site.rules.consistency.sides import Side, followed, sides
from ita_site.rules.measures.entries import analysed
from ita_site.rules.measures.judged import Judged, judged
from ita_site.rules.said import MEASURES, first_few, short
from ita_site.tables import Row, same_words
from ita_site.text import Text

_STATUS = "status"
_WORDS = {
    "not-started": Text("ยังไม่เริ่ม", "not begun"),
    "doing": Text("กำลังดำเนินการ", "under way"),
    "done": Text("แล้วเสร็จ", "done"),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """Measures and the table of the item that analyses the same result, by their names. Measures by number, from 0."""

    one: Judged
    side: Side
    renamed: tuple[tuple[int, Row], ...]
    only_measures: tuple[int, ...]
    only_table: tuple[Row, ...]


def compared(context: Context) -> tuple[Compared, ...]:
    return context.once(_compared)


def _compared(context: Context) -> tuple[Compared, ...]:
    return tuple(
        _compare(one, side)
        for one in judged(context)
        for side in sides(context).values()
        if one.year == context.edition.year and one.record.answers in analysed(side.item) and len(_key(side)) == 1
    )


def _key(side: Side) -> tuple[str, ...]:
    return side.sheet.asked.key


def _compare(one: Judged, side: Side) -> Compared:
    numbers: dict[tuple[str, ...], int] = {}
    for n, measure in enumerate(one.record.measures):
        numbers.setdefault((same_words(measure.title),), n)
    rows = {key: of_key[0] for key, of_key in side.sheet.by_key.items()}
    measures, table = [k for k in numbers if k not in rows], [k for k in rows if k not in numbers]
    near = renamed_keys(measures, table)
    taken = set(near.values())
    return Compared(
        one,
        side,
        renamed=tuple((numbers[key], rows[near[key]]) for key in measures if key in near),
        only_measures=tuple(numbers[key] for key in measures if key not in near),
        only_table=tuple(rows[key] for key in table if key not in taken),
    )


@rule(
    "ITA751", "measures-and-item-differ", "warning", requires=("ITA741",),
    title=("มาตรการกับตารางของข้อไม่ตรงกัน", "Measures and the item's table differ"),
    message=("มาตรการ «{name}» {what}{more}", "Measure «{name}» {what}{more}"),
    fix=("ใช้ชื่อมาตรการเดียวกันทั้งสองที่ และให้มีครบทั้งสองที่", "Use the same names in both places, and have all measures in both"),
)  # fmt: skip
def measures_and_item_differ(context: Context) -> Iterator[Hit]:
    """หน้ามาตรการกับข้อที่ส่งประเมินเป็นเรื่องเดียวกัน ถ้าต่างกันผู้ประเมินไม่รู้ว่าใช้ฉบับใด

    The page of measures and the item that is assessed are about the same; where they differ nobody knows which holds."""
    for pair in compared(context):
        one, side, code = pair.one, pair.side, pair.side.item.code
        for n, row in pair.renamed:
            there, name = f"{side.path}:{side.line(row)}", side.name(row)
            what = Text(f"ในตารางข้อ {code} เขียนว่า «{name}» ({there})", f"is «{name}» in the table of {code} ({there})")
            yield one.hit(n, "title", what=what, more="", name=_title(one, n))
        for n, more in first_few(pair.only_measures, MEASURES):
            what = Text(f"ไม่มีในตารางข้อ {code} ({side.path})", f"is not in the table of {code} ({side.path})")
            yield one.hit(n, "title", what=what, more=more, name=_title(one, n))
        for row, more in first_few(pair.only_table, MEASURES):
            what = Text(f"อยู่ในตารางข้อ {code} แต่ไม่มีใน {one.document.path}", f"is in the table of {code}, but not in {one.document.path}")  # fmt: skip
            yield side.hit(row, _key(side)[0], {"name": side.name(row), "what": what, "more": more})


def _title(one: Judged, n: int) -> str:
    return short(one.record.measures[n].title)


@rule(
    "ITA755", "measure-and-report-differ", "warning", requires=("ITA741",),
    title=("สถานะในรายงานต่างจากการติดตาม", "Report and follow-up differ"),
    message=("«{name}» ในตารางข้อ {code} บอกว่า{stated} แต่การติดตามครั้งล่าสุดบอกว่า{followed} ({there})", "The table of {code} says «{name}» is {stated}, the last follow-up says {followed} ({there})"),
    fix=("แก้สถานะให้ตรงกันทั้งสองที่", "Let both say the same"),
)  # fmt: skip
def measure_and_report_differ(context: Context) -> Iterator[Hit]:
    """รายงานที่ส่งประเมินกับการติดตามบนเว็บต้องเล่าเรื่องเดียวกัน

    The report that is assessed and the follow-up on the site tell the same story."""
    there = sides(context)
    for one in judged(context):
        for plan, report in followed(context):
            side = there.get(report.code)
            if side is None or one.year != context.edition.year or one.record.answers not in analysed(plan):
                continue
            rows = side.sheet.by_key
            for n, measure in enumerate(one.record.measures):
                for row in rows.get((same_words(measure.title),), ()):
                    yield from _status(one, side, n, row)


def _status(one: Judged, side: Side, n: int, row: Row) -> Iterator[Hit]:
    """A status that the follow-up contradicts. What was found after the report was written is no contradiction."""
    stated, measure = row.text(_STATUS), one.record.measures[n]
    written = side.entry.record.updated if side.entry.record else None
    now = _status_on(one, measure, one.as_of)
    then = _status_on(one, measure, written) if written is not None and written < one.as_of else now
    if stated in _WORDS and now is not None and stated not in (now, then):
        values: dict[str, Value] = {
            "name": short(measure.title), "code": side.item.code, "stated": _WORDS[stated], "followed": _WORDS[now],
            "there": f"{one.document.path}:{one.document.place(('measures', n, 'id'))[0]}",
        }  # fmt: skip
        yield side.hit(row, _STATUS, values)


def _status_on(one: Judged, measure: Measure, day: date) -> str | None:
    """What the last follow-up up to a day (CE) says."""
    status = standing_of(measure, one.year, day, one.start_month).status
    return None if status is None else status.value
