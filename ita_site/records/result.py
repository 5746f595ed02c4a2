"""The result of a year's assessment as it was announced: `content/<year>/result.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from ita_site.records.fields import Date, LooseText, Points, Record, Text_, Whole, whole
from ita_site.records.proof import ActivityEvidence


def _without_unit(value: Any) -> Any:
    """`75.47 คะแนน` and `ร้อยละ 75.47`, as results print them, are 75.47."""
    if not isinstance(value, str):
        return value
    number = value.strip().removeprefix("ร้อยละ").removesuffix("คะแนน").strip()
    return number or value


Score = Annotated[
    Points,
    BeforeValidator(_without_unit),
    WithJsonSchema(
        {
            "type": ["number", "string"],
            "pattern": "^ *(ร้อยละ)? *[-+]?[0-9๐-๙,.]+ ?(%|คะแนน)? *$",
            "patternErrorMessage": "ต้องเป็นตัวเลข เช่น 75.47 หรือ 75.47 คะแนน",
        }
    ),
]
"""Points of a score, 0 to 100, as they are copied from a report."""


class Question(Record):
    """One question of the surveys."""

    code: Text_ = Field(title="รหัสคำถาม", description="เช่น i7 หรือ e12 · code of the question", examples=["i7", "e12"])
    indicator: whole(1, 99) | None = Field(  # type: ignore[valid-type]
        default=None, title="ตัวชี้วัดที่", description="ไม่ใส่ = ดูจากรหัส · left out: by the code",
    )  # fmt: skip
    text: LooseText = Field(default="", title="คำถาม")
    score: Score = Field(title="คะแนน", description="0 ถึง 100 · points")
    advice: LooseText = Field(
        default="", title="แนวทางการพัฒนา", description="ตามที่รายงานผลแนะนำ · as the result advises"
    )


class ZeroItem(Record):
    """An item of the disclosure list that scored 0, and what the assessor advised."""

    item: Text_ = Field(title="รหัสข้อ", examples=["O12"])
    title: LooseText = Field(
        default="", title="ชื่อข้อ", description="ใส่เมื่อเป็นรายการของปีที่ไม่มีเกณฑ์ในระบบ · for a year without a list here"
    )
    advice: LooseText = Field(default="", title="แนวทางการพัฒนา")


def _zero_item(value: Any) -> Any:
    """A code alone is short for an item without advice."""
    return {"item": value} if isinstance(value, str | int) and not isinstance(value, bool) else value


class ResultRecord(Record):
    """What an officer copies from the announced result. What is not known is left out."""

    year: whole(2400, 2699) = Field(  # type: ignore[valid-type]
        title="ผลการประเมินปี", description="ปีงบประมาณ พ.ศ. ของการประเมิน เช่น 2566 · fiscal year assessed",
    )  # fmt: skip
    announced: Date | None = Field(default=None, title="ประกาศผลเมื่อ", description="day of the announcement")
    indicators: Mapping[whole(1, 99), Score] = Field(  # type: ignore[valid-type]
        default={}, title="คะแนนตัวชี้วัด", description="เลขตัวชี้วัด: คะแนน · points by number",
    )  # fmt: skip
    instruments: Mapping[str, Score] = Field(
        default={}, title="คะแนนแบบวัด", description="IIT, EIT1, EIT2 (หรือ EIT รวม), OIT · points by instrument",
    )  # fmt: skip
    total: Score = Field(title="คะแนนรวม", description="ตามประกาศ · as announced")
    level: LooseText = Field(default="", title="ระดับผลการประเมิน", description="เช่น ผ่านดี · as announced")
    previous_total: Score | None = Field(default=None, title="คะแนนรวมปีก่อน")
    previous_level: LooseText = Field(default="", title="ระดับปีก่อน")
    difference: Annotated[LooseText, Field(title="เพิ่มหรือลดจากปีก่อน (ตามประกาศ)")] = ""
    respondents: Mapping[str, Whole] = Field(
        default={}, title="จำนวนผู้ตอบ", description="แบบวัด: จำนวนคน · people who answered, by instrument",
    )  # fmt: skip
    questions: tuple[Question, ...] = Field(default=(), title="คะแนนรายข้อคำถาม")
    zero_items: tuple[Annotated[ZeroItem, BeforeValidator(_zero_item)], ...] = Field(
        default=(), title="ข้อ OIT ที่ได้ 0 คะแนน", description="เช่น [O10, O12] · items that scored 0",
    )  # fmt: skip
    evidence: tuple[ActivityEvidence, ...] = Field(default=(), title="หลักฐาน", description="ประกาศผลหรือรายงานผล")
    note: LooseText = Field(default="", title="หมายเหตุ")
