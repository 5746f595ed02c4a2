"""How an indicator is scored: rounds of months, levels, and the bands that turn a value into points."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from pydantic import ConfigDict, Field

from ita_site.records.fields import LooseText, MonthOf, Number, Points, Record, Text_, whole


class Measurement(StrEnum):
    """What the score of a level goes by.

    `MONTHS`: reports filed in the round. `ACTIVITIES`: percent of the activities due in the round that are done.
    `PERCENT`: a percentage that the report states. `HOST`: points that another unit gives.
    """

    MONTHS = "months"
    ACTIVITIES = "activities"
    PERCENT = "percent"
    HOST = "host"


class Round(Record):
    """A reporting round, for example the first five months."""

    id: Text_ = Field(title="รหัสรอบ")
    name: LooseText = Field(default="", title="ชื่อรอบ")
    months: tuple[MonthOf, ...] = Field(title="เดือนในรอบ", min_length=1)

    @property
    def label(self) -> str:
        return self.name or self.id


class Band(Record):
    """From `from` up to and including `to` (open when left out) earns `score` points."""

    model_config = ConfigDict(populate_by_name=True)

    low: Number | None = Field(default=None, alias="from", title="ตั้งแต่")
    high: Number | None = Field(default=None, alias="to", title="ถึง")
    score: Points = Field(title="คะแนน")


class Level(Record):
    level: whole(1, 99) = Field(title="ระดับที่")  # type: ignore[valid-type]
    name: Text_ = Field(title="ชื่อระดับ")
    requires: LooseText = Field(default="", title="สิ่งที่ต้องทำ")
    measure: Measurement = Field(
        default=Measurement.HOST, title="วัดจาก",
        json_schema_extra={"enumDescriptions": [
            "จำนวนเดือนที่รายงาน (ระบบนับให้)", "ร้อยละของกิจกรรมตามแผนที่แล้วเสร็จ (ระบบนับให้)",
            "ร้อยละที่พิมพ์ในรายงาน", "หน่วยงานเจ้าภาพให้คะแนน",
        ]},
    )  # fmt: skip
    bands: tuple[Band, ...] = Field(default=(), title="เกณฑ์คะแนน")
    full_score: Points | None = Field(
        default=None, title="คะแนนเต็ม", description="ไม่ใส่ = คะแนนสูงสุดของ bands หรือ 1 · left out: the best band, else 1",
    )  # fmt: skip

    @property
    def full(self) -> Decimal:
        """The most points that the level gives."""
        if self.full_score is not None:
            return self.full_score
        return max((band.score for band in self.bands), default=Decimal(1))
