"""A programme (an indicator of the agency or a project) whose progress is reported every month."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from ita_site.records.fields import Baht, Date, LooseText, MonthOf, Number, Record, Text_, whole
from ita_site.records.item import one_of


class ProgrammeKind(StrEnum):
    KPI = "kpi"
    PROJECT = "project"


class Measurement(StrEnum):
    """How the score of a level is found: months reported, percent of the plan, or given by the host unit."""

    MONTHS = "months"
    PERCENT = "percent"
    HOST = "host"


class ActivityStatus(StrEnum):
    DONE = "done"
    DOING = "doing"
    NOT_STARTED = "not-started"


class Round(Record):
    """A reporting round, for example the first five months."""

    id: Text_ = Field(title="รหัสรอบ")
    name: LooseText = Field(default="", title="ชื่อรอบ")
    months: tuple[MonthOf, ...] = Field(title="เดือนในรอบ", min_length=1)


class Band(Record):
    """From `from` up to and including `to` (open when left out) earns `score` points."""

    model_config = ConfigDict(populate_by_name=True)

    low: Number | None = Field(default=None, alias="from", title="ตั้งแต่")
    high: Number | None = Field(default=None, alias="to", title="ถึง")
    score: Number = Field(title="คะแนน")


class Level(Record):
    level: whole(1, 99) = Field(title="ระดับที่")  # type: ignore[valid-type]
    name: Text_ = Field(title="ชื่อระดับ")
    requires: LooseText = Field(default="", title="สิ่งที่ต้องทำ")
    measure: Measurement = Field(
        default=Measurement.HOST, title="วัดจาก",
        json_schema_extra={"enumDescriptions": ["จำนวนเดือนที่รายงาน", "ร้อยละของแผน", "หน่วยงานเจ้าภาพให้คะแนน"]},
    )  # fmt: skip
    bands: tuple[Band, ...] = Field(default=(), title="เกณฑ์คะแนน")


class ActivityEvidence(Record):
    """What shows that an activity took place."""

    on: Date | None = Field(default=None, title="วันที่")
    title: LooseText = Field(default="", title="ชื่อหลักฐาน")
    url: LooseText | None = Field(default=None, title="ที่อยู่เว็บ (URL)")
    file: LooseText | None = Field(default=None, title="ไฟล์ในเว็บไซต์นี้")
    note: LooseText = Field(default="", title="หมายเหตุ")

    @model_validator(mode="after")
    def _source(self) -> Self:
        one_of(self, "url", "file")
        return self


class Activity(Record):
    id: Text_ = Field(title="ลำดับกิจกรรม")
    measure: LooseText = Field(default="", title="มาตรการ")
    title: Text_ = Field(title="กิจกรรม")
    owner: LooseText = Field(default="", title="ผู้รับผิดชอบ")
    budget_baht: Baht = Field(default=Decimal(0), title="งบประมาณ (บาท)")
    quarters: tuple[whole(1, 4), ...] = Field(default=(), title="ไตรมาสที่ทำ")  # type: ignore[valid-type]
    target: LooseText = Field(default="", title="ค่าเป้าหมาย")
    status: ActivityStatus = Field(
        default=ActivityStatus.NOT_STARTED, title="ผลการดำเนินงาน",
        json_schema_extra={"enumDescriptions": ["แล้วเสร็จ", "กำลังดำเนินการ", "ยังไม่เริ่ม"]},
    )  # fmt: skip
    evidence: tuple[ActivityEvidence, ...] = Field(default=(), title="หลักฐาน")


class Programme(Record):
    """`content/<year>/programmes/<id>/programme.yml`. Months of `start` to `end` are each owed a report."""

    id: Text_ = Field(title="รหัสแผนงาน", description="ตรงกับชื่อโฟลเดอร์ · same as the folder's name")
    name: Text_ = Field(title="ชื่อแผนงานหรือตัวชี้วัด")
    code: LooseText = Field(default="", title="รหัสโครงการ")
    kind: ProgrammeKind = Field(title="ชนิด", json_schema_extra={"enumDescriptions": ["ตัวชี้วัดของหน่วยงาน", "โครงการ"]})
    owner: LooseText = Field(default="", title="ผู้รับผิดชอบ")
    coordinator: LooseText = Field(default="", title="ผู้ประสานงาน")
    start: MonthOf = Field(title="เดือนเริ่ม", description="เดือนแรกที่ต้องรายงาน · first month that is owed a report")
    end: MonthOf = Field(title="เดือนสิ้นสุด", description="เดือนสุดท้ายที่ต้องรายงาน · last month that is owed a report")
    budget_baht: Baht = Field(default=Decimal(0), title="งบประมาณ (บาท)")
    background: LooseText = Field(default="", title="ความเป็นมา")
    objectives: tuple[Text_, ...] = Field(default=(), title="วัตถุประสงค์")
    targets: tuple[Text_, ...] = Field(default=(), title="เป้าหมาย")
    strategy: tuple[Text_, ...] = Field(default=(), title="ยุทธศาสตร์ที่เกี่ยวข้อง")
    deadline_day: whole(1, 28) = Field(  # type: ignore[valid-type]
        default=10, title="วันกำหนดส่ง", description="รายงานของเดือนหนึ่งต้องส่งภายในวันที่เท่าไรของเดือนถัดไป · due day of the following month",
    )  # fmt: skip
    rounds: tuple[Round, ...] = Field(default=(), title="รอบการรายงาน")
    levels: tuple[Level, ...] = Field(default=(), title="ระดับความสำเร็จ")
    activities: tuple[Activity, ...] = Field(default=(), title="กิจกรรมตามแผน")

    @model_validator(mode="after")
    def _order(self) -> Self:
        if self.end < self.start:
            raise PydanticCustomError("period-order", "period-order")
        return self
