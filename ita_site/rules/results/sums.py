"""72x and 73x: instruments are the means of their indicators, the total is their weighted sum."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ita_site.numerals import plain
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.results.judged import Judged, judged, points
from ita_site.rules.results.slips import Slip, reach_of_parts, slips
from ita_site.rules.said import NOTHING
from ita_site.scoring import ZERO
from ita_site.scoring.total import part_of
from ita_site.text import Text


@rule(
    "ITA726", "instrument-differs", "error",
    title=("คะแนนแบบวัดไม่ตรงกับตัวชี้วัด", "Instrument and indicators disagree"),
    message=("{instrument} เขียน {stated} คะแนน แต่ค่าเฉลี่ยของตัวชี้วัดคือ {sum} = {given}{odd}", "{instrument} is {stated}, but the mean of its indicators is {sum} = {given}{odd}"),
    fix=("คัดคะแนนของแบบวัดและตัวชี้วัดเหล่านี้จากประกาศอีกครั้ง", "Copy the points of this instrument and of these indicators from the announcement again"),
)  # fmt: skip
def instrument_differs(context: Context) -> Iterator[Hit]:
    """คะแนนแบบวัดเป็นค่าเฉลี่ยของตัวชี้วัด ถ้าไม่ตรงแปลว่ามีตัวเลขที่คัดมาผิด

    An instrument is the mean of its indicators; where it is not, a figure was copied wrongly."""
    for one, slip in _slips(context, "instrument"):
        values: dict[str, Value] = {
            "instrument": slip.figure, "stated": points(slip.stated), "sum": _mean(one, slip), "given": points(slip.given),
            "odd": _ODD.get(slip.odd, NOTHING),
        }  # fmt: skip
        yield Hit(one.document, slip.at, values, on_key=slip.at == ("indicators",))


_ODD = {
    "stated": Text(" คะแนนรวมตรงกับตัวชี้วัด คะแนนแบบวัดจึงน่าจะผิด", "; the total fits the indicators, so the instrument is probably wrong"),
    "given": Text(" คะแนนรวมตรงกับแบบวัด ตัวชี้วัดจึงน่าจะผิด", "; the total fits the instrument, so an indicator is probably wrong"),
}  # fmt: skip


_EXACTLY = Text("คือ", "exactly")
_MOST, _LEAST = Text("ไม่เกิน", " at most"), Text("ไม่ต่ำกว่า", " at least")
_AT_LEAST = Text("ไม่ต่ำกว่า", "at least")
_AT_MOST = Text("ไม่เกิน", "at most")


def _mean(one: Judged, slip: Slip) -> str:
    """`(80.97 + 80.91 + 75.49) ÷ 3`."""
    assessment = one.view.assessment
    part = assessment.joint[slip.figure].parts[0] if slip.figure in assessment.joint else slip.figure
    scores = [points(one.view.indicators[id_]) for id_ in assessment.instruments[part].indicators]
    return f"({' + '.join(scores)}) ÷ {len(scores)}"


@rule(
    "ITA733", "parts-differ", "error",
    title=("คะแนนรวมของสองส่วนไม่ตรง", "A figure and its parts disagree"),
    message=("{joint} เขียน {stated} คะแนน แต่ค่าเฉลี่ยของ {parts} {mean} {given}", "{joint} is {stated}, but the mean of {parts} is {mean} {given}"),
    fix=("คัดคะแนนเหล่านี้จากประกาศอีกครั้ง", "Copy these from the announcement again"),
)  # fmt: skip
def parts_differ(context: Context) -> Iterator[Hit]:
    """EIT คือค่าเฉลี่ยของสองส่วน ระดับผลการประเมินดูทีละส่วน จึงต้องถูกทั้งสามตัว

    EIT is the mean of its two parts, and the level asks for each of them: all three must be right."""
    for one, slip in _slips(context, "parts"):
        low, high = reach_of_parts(one, one.view.assessment.joint[slip.figure])
        mean = _EXACTLY if low == high else _AT_LEAST if slip.given == low else _AT_MOST
        values: dict[str, Value] = {
            "joint": slip.figure, "mean": mean, "stated": points(slip.stated), "given": points(slip.given),
            "parts": ", ".join(one.view.assessment.joint[slip.figure].parts),
        }  # fmt: skip
        yield Hit(one.document, slip.at, values)


@rule(
    "ITA727", "total-differs", "error",
    title=("คะแนนรวมไม่ตรง", "The total does not follow"),
    message=("คะแนนรวมเขียน {stated} แต่คำนวณได้{limit} {given} คือ {sum}", "The total is {stated}, but it comes to{limit} {given}: {sum}"),
    fix=("คัดคะแนนรวมและคะแนนที่ใช้คำนวณจากประกาศอีกครั้ง", "Copy the total and the points that it is made of from the announcement again"),
)  # fmt: skip
def total_differs(context: Context) -> Iterator[Hit]:
    """คะแนนรวมคือผลบวกของแบบวัดคูณน้ำหนัก ประชาชนคิดตามได้ ถ้าไม่ตรงจะไม่เชื่อตัวเลขอื่น

    The total is the weighted sum of the instruments. Readers can follow it; where it does not fit they doubt the rest."""
    for one, slip in _slips(context, "total"):
        values: dict[str, Value] = {"stated": points(slip.stated), "given": points(slip.given), "sum": _terms(one)}
        values["limit"] = NOTHING if one.view.total is not None else _MOST if slip.given < slip.stated else _LEAST
        yield Hit(one.document, slip.at, values)


def _terms(one: Judged) -> str:
    """`IIT 82.11 × 0.3 + EIT 79.12 × 0.3 + OIT 67.75 × 0.4`: parts that are known as one figure are one term; what nobody
    knows is `0–100`."""
    assessment, known = one.view.assessment, one.view.known
    terms: dict[str, tuple[Decimal | None, Decimal]] = {}
    for instrument in assessment.instruments.values():
        joint = next((j for j in assessment.joint.values() if instrument.id in j.parts), None)
        name, score = instrument.id, known.get(instrument.id)
        if score is None and joint is not None:
            score = part_of(assessment, joint, known) if joint.id in known else None
            # no part is known on its own: the joint figure stands for them all
            name = joint.id if not any(part in known for part in joint.parts) else name
        weight = terms[name][1] if name in terms else ZERO
        terms[name] = (score, weight + instrument.weight)
    said = {name: "0–100" if score is None else points(score) for name, (score, _) in terms.items()}
    return " + ".join(f"{name} {said[name]} × {plain(weight)}" for name, (_, weight) in terms.items())


def _slips(context: Context, kind: str) -> Iterator[tuple[Judged, Slip]]:
    return ((one, slip) for one in judged(context) for slip in slips(one) if slip.kind == kind)
