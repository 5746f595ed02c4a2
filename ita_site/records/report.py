"""One month's progress of one programme: `content/<year>/programmes/<id>/2566-02.yml`."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from ita_site.records.fields import Baht, Date, LooseText, MonthOf, Number, Percent, Record, Text_, Whole, YesNo, whole
from ita_site.records.programme import ActivityEvidence


class Action(Record):
    """What was done, and when."""

    on: Date | None = Field(default=None, title="วันที่")
    text: Text_ = Field(title="สิ่งที่ทำ")
    evidence: tuple[ActivityEvidence, ...] = Field(default=(), title="หลักฐาน")


class Metric(Record):
    """A count out of a whole. `by` breaks it down: group -> [numerator, denominator]."""

    name: Text_ = Field(title="ชื่อตัวเลข")
    numerator: Whole = Field(title="ตัวตั้ง")
    denominator: Whole = Field(title="ตัวหาร")
    percent: Percent | None = Field(default=None, title="ร้อยละ")
    as_of: Date | None = Field(default=None, title="ณ วันที่")
    by: Mapping[str, tuple[Whole, Whole]] = Field(default={}, title="แยกตามกลุ่ม")


class LevelResult(Record):
    value: Number = Field(title="ค่าที่ทำได้", description="จำนวนเดือนหรือร้อยละ · months or percent")
    evidence: tuple[ActivityEvidence, ...] = Field(default=(), title="หลักฐาน")


class NextStep(Record):
    text: Text_ = Field(title="สิ่งที่จะทำต่อ")
    due: Date | None = Field(default=None, title="ภายในวันที่")


class Reporter(Record):
    """Who answers for the report: an official post and its office line, not a private number."""

    name: Text_ = Field(title="ชื่อผู้รายงาน")
    position: LooseText = Field(default="", title="ตำแหน่ง")
    phone: LooseText = Field(default="", title="โทรศัพท์สำนักงาน")
    email: LooseText = Field(default="", title="อีเมล")


class MonthlyReport(Record):
    """What an officer writes for one month."""

    month: MonthOf = Field(title="เดือนที่รายงาน", description="เช่น 2566-02 · the month reported")
    submitted: Date = Field(title="วันที่ส่งรายงาน", description="วันที่นำขึ้นเว็บไซต์ · the day it was published")
    actions: tuple[Action, ...] = Field(title="สิ่งที่ดำเนินการ", min_length=1)
    metrics: tuple[Metric, ...] = Field(default=(), title="ตัวเลข")
    progress_percent: Percent | None = Field(default=None, title="ความก้าวหน้าสะสม (ร้อยละ)")
    budget_spent_baht: Baht | None = Field(default=None, title="ใช้งบประมาณในเดือนนี้ (บาท)")
    on_plan: YesNo | None = Field(default=None, title="เป็นไปตามแผน")
    on_target: YesNo | None = Field(default=None, title="เป็นไปตามเป้าหมาย")
    levels: Mapping[whole(1, 99), LevelResult] = Field(default={}, title="ผลตามระดับ")  # type: ignore[valid-type]
    next: tuple[NextStep, ...] = Field(default=(), title="ขั้นต่อไป")
    problems: LooseText = Field(default="", title="ปัญหาและอุปสรรค")
    advice: LooseText = Field(default="", title="ข้อเสนอแนะ")
    reporter: Reporter | None = Field(default=None, title="ผู้รายงาน")
