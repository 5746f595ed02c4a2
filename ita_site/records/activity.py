"""One activity of a plan: what is to be done by whom in which quarters, and what came of it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from pydantic import Field
from pydantic.config import JsonDict

from ita_site.records.fields import Baht, LooseText, Record, Text_, TickOrText, whole
from ita_site.records.proof import ActivityEvidence, Dated


class ActivityStatus(StrEnum):
    DONE = "done"
    DOING = "doing"
    NOT_STARTED = "not-started"


STATUSES: JsonDict = {"enumDescriptions": ["แล้วเสร็จ", "กำลังดำเนินการ", "ยังไม่เริ่ม"]}
"""The words of `ActivityStatus`, for editors."""


class FollowUp(Dated):
    """What one follow-up found: «ครั้งที่ ๑», its result and what it suggests."""

    no: whole(1, 99) = Field(title="ครั้งที่")  # type: ignore[valid-type]
    status: ActivityStatus | None = Field(default=None, title="ผลการดำเนินงาน", json_schema_extra=STATUSES)
    result: LooseText = Field(default="", title="ผลที่ทำได้")
    suggestion: LooseText = Field(default="", title="ข้อเสนอแนะ")
    evidence: tuple[ActivityEvidence, ...] = Field(default=(), title="หลักฐาน")


class Activity(Record):
    id: Text_ = Field(title="ลำดับกิจกรรม")
    measure: LooseText = Field(default="", title="มาตรการ")
    title: Text_ = Field(title="กิจกรรม")
    method: LooseText = Field(default="", title="วิธีการดำเนินการ")
    owner: LooseText = Field(default="", title="ผู้รับผิดชอบ")
    period: LooseText = Field(default="", title="ระยะเวลา")
    budget_baht: Baht = Field(default=Decimal(0), title="งบประมาณ (บาท)")
    quarters: tuple[whole(1, 4), ...] = Field(default=(), title="ไตรมาสที่ทำ")  # type: ignore[valid-type]
    target: LooseText = Field(default="", title="ค่าเป้าหมาย")
    target_quantitative: TickOrText = Field(
        default=False, title="ผลลัพธ์เชิงปริมาณ", description="true = ติ๊กถูก หรือเขียนค่าเป้าหมาย · a tick, or the target in words",
    )  # fmt: skip
    target_qualitative: TickOrText = Field(
        default=False, title="ผลลัพธ์เชิงคุณภาพ", description="true = ติ๊กถูก หรือเขียนค่าเป้าหมาย · a tick, or the target in words",
    )  # fmt: skip
    status: ActivityStatus | None = Field(default=None, title="ผลการดำเนินงาน", json_schema_extra=STATUSES)
    result: LooseText = Field(default="", title="ผลที่ทำได้")
    evidence: tuple[ActivityEvidence, ...] = Field(default=(), title="หลักฐาน")
    followups: tuple[FollowUp, ...] = Field(default=(), title="การติดตามแต่ละครั้ง")

    @property
    def standing(self) -> ActivityStatus | None:
        """The status as stated, else that of the last follow-up which states one; None when nobody says."""
        if self.status is not None:
            return self.status
        told = [f.status for f in sorted(self.followups, key=lambda f: f.no) if f.status is not None]
        return told[-1] if told else None

    @property
    def proofs(self) -> tuple[ActivityEvidence, ...]:
        """All evidence, that of follow-ups too."""
        return (*self.evidence, *(proof for followup in self.followups for proof in followup.evidence))
