"""Documents about a year's result and the measures that answer one."""

from __future__ import annotations

from ita_site.records import ActivityStatus
from ita_site.render.data.models import Address, Count, Day, Number, OfYear, Part, Proof, Words, Year, told


class ScoreEntry(Part):
    id: str = told("รหัส", "id")
    name: Words | None = told("ชื่อ", "name; null when not known")
    score: Number = told("คะแนนตามประกาศ", "points as announced")


class QuestionEntry(Part):
    code: Words = told("รหัสคำถาม", "code")
    indicator: str | None = told("ตัวชี้วัดที่", "indicator")
    text: Words | None = told("คำถาม", "question")
    score: Number = told("คะแนน", "points")
    advice: Words | None = told("แนวทางการพัฒนาตามรายงาน", "advice of the report")


class ZeroEntry(Part):
    item: Words = told("รหัสข้อ", "code of the item")
    title: Words | None = told("ชื่อข้อ", "title")
    advice: Words | None = told("แนวทางการพัฒนา", "advice")


class Respondents(Part):
    id: Words = told("แบบวัด", "instrument")
    people: Count = told("จำนวนคน", "people who answered")


class ResultDocument(OfYear):
    """ผลการประเมินของปีตามประกาศ · The result of a year as announced."""

    assessed: Year = told("ปีที่ประเมิน พ.ศ.", "year assessed, Buddhist era")
    announced: Day | None = told("ประกาศเมื่อ", "announced on")
    total: Number = told("คะแนนรวม", "total")
    level: Words | None = told("ระดับตามประกาศ", "level as announced")
    passed: bool | None = told("ผ่านเกณฑ์ null = ไม่ทราบเกณฑ์ของปีนั้น", "whether the total passes; null when not known")
    previous_total: Number | None = told("คะแนนรวมปีก่อนตามประกาศ", "total of the year before, as announced")
    instruments: tuple[ScoreEntry, ...] = told("คะแนนแบบวัด", "points by instrument")
    indicators: tuple[ScoreEntry, ...] = told("คะแนนตัวชี้วัด", "points by indicator")
    questions: tuple[QuestionEntry, ...] = told("คะแนนรายข้อคำถาม", "points by question")
    zero_items: tuple[ZeroEntry, ...] = told("ข้อที่ได้ 0 คะแนน", "items that scored 0")
    respondents: tuple[Respondents, ...] = told("จำนวนผู้ตอบ", "people who answered")
    evidence: tuple[Proof, ...] = told("หลักฐาน", "evidence")
    page: Address = told("หน้าของผลประเมิน", "its page")


class StepEntry(Part):
    text: Words = told("ขั้นตอน", "step")
    due: Day | None = told("ภายในวันที่ (วันสุดท้าย)", "last day of its time")


class FollowUpEntry(Part):
    round: Count | None = told("ครั้งที่", "number")
    on: Day | None = told("วันที่", "day")
    status: ActivityStatus = told("done แล้วเสร็จ; doing กำลังดำเนินการ; not-started ยังไม่เริ่ม", "status")
    text: Words | None = told("ผลการดำเนินการ", "outcome")
    advice: Words | None = told("ข้อเสนอแนะ", "advice")
    evidence: tuple[Proof, ...] = told("หลักฐาน", "evidence")


class MeasureEntry(Part):
    id: Words = told("รหัสมาตรการ", "id")
    title: Words = told("มาตรการ", "measure")
    issues: tuple[Words, ...] = told("ประเด็นที่ตอบ ตามที่พิมพ์", "what it answers, as typed")
    owners: tuple[Words, ...] = told("ผู้รับผิดชอบ", "units or posts in charge")
    steps: tuple[StepEntry, ...] = told("ขั้นตอน", "steps")
    due: Day | None = told("กำหนดแล้วเสร็จ (วันสุดท้าย)", "last day of its time")
    budget_baht: Number | None = told("งบประมาณ (บาท)", "budget in baht")
    status: ActivityStatus | None = told(
        "สถานะจากการติดตามครั้งล่าสุด done แล้วเสร็จ; doing กำลังดำเนินการ; not-started ยังไม่เริ่ม",
        "what the last follow-up says; null without one",
    )
    overdue: bool = told("เลยกำหนดแล้วยังไม่เสร็จ", "past its day and not done")
    rounds: tuple[FollowUpEntry, ...] = told("การติดตามแต่ละครั้ง", "follow-ups")
    page: Address = told("ที่ในหน้ามาตรการ", "its place on the page")


class MeasuresDocument(OfYear):
    """มาตรการและการติดตาม · Measures and their follow-up."""

    answers: Year = told("ตอบผลการประเมินปี พ.ศ.", "year of the result that they answer, Buddhist era")
    measures: tuple[MeasureEntry, ...] = told("มาตรการ", "measures")
    page: Address = told("หน้าของมาตรการ", "its page")
