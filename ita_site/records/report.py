"""One month's progress of one programme: `content/<year>/programmes/<id>/2566-02.yml`."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from ita_site.records.fields import (
    Baht,
    Date,
    LooseText,
    MonthOf,
    Number,
    Percent,
    Points,
    Record,
    Text_,
    Whole,
    YesNo,
    whole,
)
from ita_site.records.proof import ActivityEvidence, Dated


class Action(Dated):
    """What was done, and when; `due` for what was promised by a day. `activity` is the id of the plan's activity."""

    due: Date | None = Field(default=None, title="ภายในวันที่")
    text: Text_ = Field(title="สิ่งที่ทำ")
    activity: LooseText = Field(default="", title="กิจกรรมตามแผนลำดับที่")
    evidence: tuple[ActivityEvidence, ...] = Field(default=(), title="หลักฐาน")


class Metric(Record):
    """A count, mostly out of a whole. `by` breaks it down: group -> [numerator, denominator]."""

    name: Text_ = Field(title="ชื่อตัวเลข")
    numerator: Whole = Field(title="ตัวตั้ง")
    denominator: Whole | None = Field(
        default=None, title="ตัวหาร", description="ไม่ใส่ = เป็นจำนวนเฉย ๆ · left out: a plain count"
    )
    unit: LooseText = Field(default="", title="หน่วยนับ")
    percent: Percent | None = Field(default=None, title="ร้อยละ")
    as_of: Date | None = Field(default=None, title="ณ วันที่")
    by: Mapping[str, tuple[Whole, Whole]] = Field(default={}, title="แยกตามกลุ่ม")
    note: LooseText = Field(default="", title="หมายเหตุ")


class LevelResult(Record):
    """What a level came to. Points are computed from the bands; a stated `score` is compared, or is the host's own."""

    value: Number | None = Field(default=None, title="ค่าที่ทำได้", description="จำนวนเดือนหรือร้อยละ · months or percent")
    score: Points | None = Field(
        default=None,
        title="คะแนน",
        description="ระบบคำนวณให้ ใส่เมื่อเจ้าภาพแจ้งคะแนน · computed; stated when the host gives it",
    )
    expected: Points | None = Field(default=None, title="คะแนนที่คาด")
    by: LooseText = Field(default="", title="ผู้ให้คะแนน")
    text: LooseText = Field(default="", title="ผลตามระดับ")
    evidence: tuple[ActivityEvidence, ...] = Field(default=(), title="หลักฐาน")


class NextStep(Record):
    text: Text_ = Field(title="สิ่งที่จะทำต่อ")
    due: Date | None = Field(default=None, title="ภายในวันที่")
    activity: LooseText = Field(default="", title="กิจกรรมตามแผนลำดับที่")


class Reporter(Record):
    """Who answers for the report: an official post and its office line, not a private number."""

    name: Text_ = Field(title="ชื่อผู้รายงาน")
    position: LooseText = Field(default="", title="ตำแหน่ง")
    phone: LooseText = Field(default="", title="โทรศัพท์สำนักงาน")
    email: LooseText = Field(default="", title="อีเมล")


class Memo(Record):
    """The official letter that carried the report to the head of the agency."""

    number: LooseText = Field(default="", title="เลขที่หนังสือ")
    date: Date | None = Field(default=None, title="ลงวันที่")
    sender: LooseText = Field(default="", title="ส่วนราชการ")
    subject: LooseText = Field(default="", title="เรื่อง")
    to: LooseText = Field(default="", title="เรียน")
    signer: LooseText = Field(default="", title="ผู้ลงนาม")
    position: LooseText = Field(default="", title="ตำแหน่งผู้ลงนาม")
    acknowledged_by: LooseText = Field(default="", title="ผู้รับทราบ")
    acknowledged_position: LooseText = Field(default="", title="ตำแหน่งผู้รับทราบ")
    certification: LooseText = Field(default="", title="คำรับรอง")
    evidence: tuple[ActivityEvidence, ...] = Field(default=(), title="หลักฐาน")


class MonthlyReport(Record):
    """What an officer writes for one month."""

    month: MonthOf = Field(title="เดือนที่รายงาน", description="เช่น 2566-02 · the month reported")
    submitted: Date = Field(title="วันที่ส่งรายงาน", description="วันที่นำขึ้นเว็บไซต์ · the day it was published")
    no: whole(1, 999) | None = Field(default=None, title="รายงานครั้งที่")  # type: ignore[valid-type]
    title: LooseText = Field(default="", title="ชื่อรายงาน")
    summary: LooseText = Field(default="", title="สรุป")
    actions: tuple[Action, ...] = Field(title="สิ่งที่ดำเนินการ", min_length=1)
    metrics: tuple[Metric, ...] = Field(default=(), title="ตัวเลข")
    progress_percent: Percent | None = Field(default=None, title="ความก้าวหน้าสะสม (ร้อยละ)")
    budget_spent_baht: Baht | None = Field(default=None, title="ใช้งบประมาณในเดือนนี้ (บาท)")
    budget_spent_total_baht: Baht | None = Field(
        default=None, title="ใช้งบประมาณสะสม (บาท)", description="ระบบรวมให้ ถ้าใส่จะเทียบกัน · summed for you; a stated one is compared",
    )  # fmt: skip
    on_plan: YesNo | None = Field(default=None, title="เป็นไปตามแผน")
    on_target: YesNo | None = Field(default=None, title="เป็นไปตามเป้าหมาย")
    levels: Mapping[whole(1, 99), LevelResult] = Field(default={}, title="ผลตามระดับ")  # type: ignore[valid-type]
    self_score: Points | None = Field(default=None, title="คะแนนประเมินตนเอง")
    expected_score: Points | None = Field(default=None, title="คะแนนที่คาดว่าจะได้")
    remark: LooseText = Field(default="", title="หมายเหตุ")
    next: tuple[NextStep, ...] = Field(default=(), title="ขั้นต่อไป")
    problems: LooseText = Field(default="", title="ปัญหาและอุปสรรค")
    advice: LooseText = Field(default="", title="ข้อเสนอแนะ")
    reporter: Reporter | None = Field(default=None, title="ผู้รายงาน")
    memo: Memo | None = Field(default=None, title="หนังสือนำส่ง")
