"""A programme (an indicator of the agency or a project) whose progress is reported every month."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from ita_site.dates import BE_OFFSET, Month
from ita_site.records.activity import Activity
from ita_site.records.fields import Baht, DayOrMonth, LooseText, Record, Text_, whole
from ita_site.records.levels import Level, Round
from ita_site.records.proof import ActivityEvidence


class ProgrammeKind(StrEnum):
    KPI = "kpi"
    PROJECT = "project"


class Reporting(StrEnum):
    """How often a report is owed: every month, or once a round (its last month)."""

    MONTHLY = "monthly"
    ROUNDS = "rounds"


class StrategyLink(Record):
    """The plan or strategy that a programme serves."""

    code: LooseText = Field(default="", title="รหัส")
    text: Text_ = Field(title="ยุทธศาสตร์หรือแผน")


def _named(value: Any) -> Any:
    """A plain line of text is a link without a code."""
    return value if isinstance(value, dict | StrategyLink) else {"text": value}


class Programme(Record):
    """`content/<year>/programmes/<id>/programme.yml`. The months of `start` to `end` are each owed a report."""

    id: Text_ = Field(title="รหัสแผนงาน", description="ตรงกับชื่อโฟลเดอร์ · same as the folder's name")
    name: Text_ = Field(title="ชื่อแผนงานหรือตัวชี้วัด")
    code: LooseText = Field(default="", title="รหัสโครงการ")
    kind: ProgrammeKind = Field(title="ชนิด", json_schema_extra={"enumDescriptions": ["ตัวชี้วัดของหน่วยงาน", "โครงการ"]})
    unit: LooseText = Field(default="", title="หน่วยงานหรือกลุ่มงาน")
    owner: LooseText = Field(default="", title="ผู้รับผิดชอบ")
    coordinator: LooseText = Field(default="", title="ผู้ประสานงาน")
    fiscal_year: whole(2400, 2699) | None = Field(  # type: ignore[valid-type]
        default=None, title="ปีงบประมาณ", description="พ.ศ. ไม่ใส่ = ปีของเดือนเริ่ม · Buddhist era; left out: that of the first month",
    )  # fmt: skip
    start: DayOrMonth = Field(
        title="เริ่ม", description="เดือนแรกที่ต้องรายงาน หรือวันเริ่ม · first month owed a report, or the first day"
    )
    end: DayOrMonth = Field(
        title="สิ้นสุด", description="เดือนสุดท้ายที่ต้องรายงาน หรือวันสิ้นสุด · last month owed a report, or the last day"
    )
    budget_baht: Baht = Field(default=Decimal(0), title="งบประมาณที่ได้รับ (บาท)")
    budget_used_baht: Baht | None = Field(
        default=None, title="งบประมาณที่ใช้ไป (บาท)", description="ระบบเทียบกับยอดรวมของรายงาน · compared with the sum of the reports",
    )  # fmt: skip
    background: LooseText = Field(default="", title="ความเป็นมา")
    objectives: tuple[Text_, ...] = Field(default=(), title="วัตถุประสงค์")
    targets: tuple[Text_, ...] = Field(default=(), title="เป้าหมาย")
    strategy: tuple[
        Annotated[StrategyLink, BeforeValidator(_named, json_schema_input_type=Text_ | StrategyLink)], ...
    ] = Field(default=(), title="ยุทธศาสตร์ที่เกี่ยวข้อง")
    links: tuple[ActivityEvidence, ...] = Field(default=(), title="หน้าเว็บและเอกสารของแผนงาน")
    deadline_day: whole(1, 28) = Field(  # type: ignore[valid-type]
        default=10, title="วันกำหนดส่ง", description="รายงานของเดือนหนึ่งต้องส่งภายในวันที่เท่าไรของเดือนถัดไป · due day of the following month",
    )  # fmt: skip
    reports: Reporting = Field(
        default=Reporting.MONTHLY, title="รายงานบ่อยเท่าใด", json_schema_extra={"enumDescriptions": ["ทุกเดือน", "เดือนสุดท้ายของแต่ละรอบ"]},
    )  # fmt: skip
    rounds: tuple[Round, ...] = Field(default=(), title="รอบการรายงาน")
    levels: tuple[Level, ...] = Field(default=(), title="ระดับความสำเร็จ")
    activities: tuple[Activity, ...] = Field(default=(), title="กิจกรรมตามแผน")

    @model_validator(mode="after")
    def _order(self) -> Self:
        if self.end.last_day < self.start.first_day:
            raise PydanticCustomError("period-order", "period-order")
        return self

    @property
    def months(self) -> tuple[Month, ...]:
        """Every month from `start` to `end`, both included."""
        return Month.range(self.start.month, self.end.month)

    @property
    def year_be(self) -> int:
        """The fiscal year (BE): as stated, else that of the first month; a fiscal year begins in October."""
        return self.fiscal_year or (self.start.month + 3).year + BE_OFFSET
