"""73x: the questions of an indicator, and the points that they can give it."""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.results.judged import judged, points
from ita_site.rules.results.reach import out_of_reach
from ita_site.rules.results.slips import slips
from ita_site.text import Text


@rule(
    "ITA732", "questions-give-another-score", "warning", requires=("ITA734",),
    title=("คะแนนรายข้อคำถามให้คะแนนตัวชี้วัดนี้ไม่ได้", "Questions cannot give the indicator"),
    message=("ตัวชี้วัดที่ {indicator} เขียน {points} คะแนน แต่คำถาม {given} จาก {count} ข้อที่ใส่ไว้ {can}", "Indicator {indicator} is {points}, but {given} of its {count} questions {can}"),
    fix=("ตรวจคะแนนของคำถามและของตัวชี้วัดกับรายงานผล ถ้าพิมพ์ไว้อย่างนั้นจริง ให้บอกผู้อ่านใน note: คำเตือนนี้ไม่ขวางการเผยแพร่", "Check the questions and the indicator against the report; if it is printed like that, tell readers in note:; this blocks nothing"),
)  # fmt: skip
def questions_give_another_score(context: Context) -> Iterator[Hit]:
    """คะแนนตัวชี้วัดเป็นค่าเฉลี่ยของคำถาม ถ้าไม่ตรงมักคัดคำถามมาผิดข้อ แต่ประกาศบางฉบับรวมสองส่วนเข้าด้วยกัน จึงเตือนเท่านั้น

    An indicator is the mean of its questions; mostly a question was copied from the wrong line. Some announcements
    merge two parts, so this only warns."""
    for one in judged(context):
        # an instrument that its indicators do not give tells of the same slip
        told = {id_ for slip in slips(one) for id_ in slip.indicators}
        for id_, reach in out_of_reach(one).items():
            if id_ in told:
                continue
            high, low = points(reach.high), points(reach.low)
            can = Text(f"มีค่าเฉลี่ย {high}", f"have a mean of {high}")
            if reach.given < reach.count and one.view.indicators[id_] > reach.high:
                can = Text(f"ทำให้ได้ไม่เกิน {high}", f"allow {high} at most")
            elif reach.given < reach.count:
                can = Text(f"ทำให้ได้ไม่ต่ำกว่า {low}", f"allow no less than {low}")
            values: dict[str, Value] = {
                "indicator": id_, "points": points(one.view.indicators[id_]), "given": reach.given, "count": reach.count,
                "can": can,
            }  # fmt: skip
            yield Hit(one.document, one.at_indicator(id_), values)
