"""Documents about programmes and their months."""

from __future__ import annotations

from ita_site.programmes import MonthKind
from ita_site.programmes.faces import FACES
from ita_site.programmes.overview import Standing
from ita_site.records import ActivityStatus, Measurement, ProgrammeKind
from ita_site.render.data.models import Address, Count, Day, Lines, MonthText, Number, OfYear, Part, Proof, Words, told

_MONTHS_EN = "filed in time; late; missing past its day; unreadable; due now; upcoming; beyond what is owed or of an unknown plan"
_STATUS = "done แล้วเสร็จ; doing กำลังดำเนินการ; not-started ยังไม่เริ่ม"
_MONTHS = "; ".join(f"{kind} {face.word}" for kind, face in FACES.items())


class ProgrammeEntry(Part):
    id: str = told("รหัสแผนงาน", "id")
    name: Words = told("ชื่อแผนงาน", "name")
    kind: ProgrammeKind | None = told("ชนิด: kpi ตัวชี้วัด; project โครงการ", "kind; null when its plan cannot be read")
    unit: Words | None = told("หน่วยงานหรือกลุ่มงาน", "unit")
    start: MonthText | None = told("เดือนแรก (ค.ศ.)", "first month")
    end: MonthText | None = told("เดือนสุดท้าย (ค.ศ.)", "last month")
    budget_baht: Number | None = told("งบประมาณ (บาท)", "budget in baht")
    spent_baht: Number | None = told("ใช้ไปแล้ว (บาท) รวมจากรายงาน", "spent, the sum of the reports")
    standing: Standing = told(
        "behind มีรายงานขาด; unreadable อ่านไม่ได้; due ถึงรอบส่งแล้ว; on-time ส่งครบตามกำหนดที่ผ่านมา; "
        "not-begun ยังไม่เริ่ม; complete ส่งครบทุกเดือน",
        "behind: a report is missing; due: one is to be filed now; on-time: all that was due is there; complete: all is",
    )
    reported: Count = told("เดือนที่รายงานแล้ว", "months reported")
    owed: Count = told("เดือนที่ต้องรายงาน", "months owed a report")
    done_percent: Number | None = told("กิจกรรมที่แล้วเสร็จ (ร้อยละ)", "activities done, percent to two places")
    page: Address = told("หน้าของแผนงาน", "its page")
    data: Address = told("ข้อมูลทั้งหมดของแผนงาน", "all data of the programme")


class ProgrammesDocument(OfYear):
    """แผนงานทั้งหมดของปี · All programmes of the year."""

    programmes: tuple[ProgrammeEntry, ...] = told("แผนงาน", "programmes")


class MetricEntry(Part):
    name: Words = told("ชื่อตัวเลข", "name")
    numerator: Count = told("ตัวตั้ง", "numerator")
    denominator: Count | None = told("ตัวหาร", "denominator; null for a plain count")
    unit: Words | None = told("หน่วยนับ", "unit")
    percent: Number | None = told("ร้อยละตามที่รายงาน", "percent as stated")


class ActionEntry(Part):
    on: Day | None = told("วันที่", "day")
    text: Words = told("สิ่งที่ทำ", "what was done")
    evidence: tuple[Proof, ...] = told("หลักฐาน", "evidence")


class MonthEntry(Part):
    month: MonthText = told("เดือน (ค.ศ.)", "month")
    text: Words = told("เดือนเป็นข้อความ (พ.ศ.)", "the month in Thai words")
    state: MonthKind = told(_MONTHS, f"how the month stands: {_MONTHS_EN}")
    due: Day | None = told("กำหนดส่ง", "due")
    advised: Day | None = told("วันทำการสุดท้ายก่อนกำหนด", "last working day on or before it")
    submitted: Day | None = told("ส่งเมื่อ", "submitted")
    days_late: Count = told("ช้ากี่วัน", "days late")
    progress_percent: Number | None = told("ความก้าวหน้าสะสม (ร้อยละ)", "cumulative progress as stated")
    spent_baht: Number | None = told("ใช้ในเดือนนี้ (บาท)", "spent in this month")
    summary: Lines | None = told("สรุป (Markdown ตามที่พิมพ์)", "summary, Markdown as typed")
    actions: tuple[ActionEntry, ...] = told("สิ่งที่ดำเนินการ", "what was done")
    metrics: tuple[MetricEntry, ...] = told("ตัวเลข", "figures")
    page: Address | None = told("หน้าของเดือน", "its page; null without a report")


class LevelEntry(Part):
    level: Count = told("ระดับที่", "level")
    name: Words = told("ชื่อระดับ", "name")
    measure: Measurement = told(
        "วัดจาก months จำนวนรายงาน; activities ร้อยละกิจกรรมที่แล้วเสร็จ; percent ร้อยละที่รายงาน; host คะแนนที่หน่วยงานอื่นให้",
        "what its score goes by: reports filed, percent of activities done, a percentage stated, points of another unit",
    )
    value: Number | None = told("ค่าที่ทำได้ จำนวนรายงานหรือร้อยละ ตาม measure", "reports or percent, by measure")
    score: Number | None = told("คะแนน null = ยังไม่ทราบ", "points; null while not known")
    full: Number = told("คะแนนเต็ม", "most points")
    is_given: bool = told("เจ้าภาพให้คะแนน", "whether the host gave the points")


class RoundEntry(Part):
    id: str = told("รหัสรอบ", "id")
    name: Words | None = told("ชื่อรอบ", "name")
    months: tuple[MonthText, ...] = told("เดือนในรอบ", "months")
    total: Number = told("คะแนนรวมที่ทราบ", "points known so far")
    full: Number = told("คะแนนเต็ม", "most points")
    levels: tuple[LevelEntry, ...] = told("ระดับ", "levels")


class ActivityEntry(Part):
    id: str = told("ลำดับกิจกรรม", "id")
    title: Words = told("กิจกรรม", "activity")
    measure: Words | None = told("มาตรการ", "measure that it belongs to")
    quarters: tuple[int, ...] = told("ไตรมาสของปีงบประมาณที่ทำ 1-4", "quarters of the fiscal year, 1-4")
    budget_baht: Number = told("งบประมาณ (บาท)", "budget in baht")
    status: ActivityStatus | None = told(_STATUS, "status; null when nobody says")
    overdue: bool = told("เลยกำหนดแล้วยังไม่เสร็จ", "past its time and not done")
    result: Words | None = told("ผลที่ทำได้", "outcome")
    evidence: tuple[Proof, ...] = told("หลักฐาน รวมของการติดตาม", "evidence, of follow-ups too")


class ProgrammeDocument(OfYear):
    """แผนงานหนึ่งแผน รายเดือน คะแนนตามระดับ และกิจกรรม · One programme: months, levels, activities."""

    programme: ProgrammeEntry = told("แผนงาน", "the programme")
    months: tuple[MonthEntry, ...] = told("รายเดือน", "months")
    rounds: tuple[RoundEntry, ...] = told("รอบและคะแนนตามระดับ", "rounds and their points")
    activities: tuple[ActivityEntry, ...] = told("กิจกรรมตามแผน", "activities of the plan")
