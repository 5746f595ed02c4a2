"""Measures that answer the result of a year, and their follow-up: `content/<year>/measures.yml`."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from ita_site.records.activity import STATUSES, ActivityStatus
from ita_site.records.fields import Baht, DayOrMonth, LooseText, Record, Text_, whole
from ita_site.records.proof import ActivityEvidence, Dated
from ita_site.thai import fold_digits


def _several(value: Any) -> Any:
    """One text written without a list is a list of one."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return ()
    return value if isinstance(value, list | tuple) else (value,)


def _step(value: Any) -> Any:
    """Words alone are short for a step without a day of its own."""
    return {"text": value} if isinstance(value, str | int) and not isinstance(value, bool) else value


_MOST_OF_DAY = 80
_WITHIN = re.compile(r"(?:ภายใน|ไม่เกิน)?\s*(?:สิ้น(?=\s*เดือน))?\s*")
_RANGE = re.compile(r".*[^\W0-9_].*?(?:\s+(?:-|–|ถึง)\s+|[-–]|ถึง)\s*(?P<last>[^-–]*[^\W\d_][^-–]*)")
_QUARTER = re.compile(r"ไตรมาส(?:ที่)?\s*([1-4])\s*(?:/|(?:ของ)?\s*ปี(?:งบประมาณ)?)?\s*(?:พ\.?\s?ศ\.?)?\s*(2[45][0-9]{2})")
_YEAR_END = re.compile(r"(?:ภายใน|ไม่เกิน|ตลอด)?\s*(?:สิ้น)?\s*ปีงบประมาณ\s*(?:พ\.?\s?ศ\.?)?\s*(2[45][0-9]{2})")


def _due(value: Any) -> Any:
    """Days as measures print them: «ภายในเดือน ธันวาคม พ.ศ.๒๕๖๖»; of a span of time, a quarter or a fiscal year the end.

    A fiscal year of offices runs from October to September."""
    if not isinstance(value, str) or len(value) > _MOST_OF_DAY:
        return value
    plain = fold_digits(value).strip()
    if year := _YEAR_END.fullmatch(plain):
        return f"{year[1]}-09"
    words = _WITHIN.sub("", plain, count=1)
    if quarter := _QUARTER.fullmatch(words):
        number, of = int(quarter[1]), int(quarter[2])
        return f"{of - 1}-12" if number == 1 else f"{of}-{3 * (number - 1):02}"
    if span := _RANGE.fullmatch(words):
        return span["last"]
    return words or value


Due = Annotated[DayOrMonth, BeforeValidator(_due)]
"""The day or month by which something is done."""


class Step(Record):
    """One step of a measure; `due` where it has a day or month of its own."""

    text: Text_ = Field(title="ขั้นตอน")
    due: Due | None = Field(default=None, title="ภายในวันหรือเดือน")


class FollowUpRound(Dated):
    """What a round of follow-up found."""

    round: whole(1, 99) | None = Field(default=None, title="ครั้งที่")  # type: ignore[valid-type]
    status: ActivityStatus = Field(
        title="สถานะ", description="done แล้วเสร็จ · doing กำลังดำเนินการ · not-started ยังไม่เริ่ม", json_schema_extra=STATUSES,
    )  # fmt: skip
    text: LooseText = Field(default="", title="ผลการดำเนินการ")
    evidence: tuple[ActivityEvidence, ...] = Field(default=(), title="หลักฐาน")
    advice: LooseText = Field(default="", title="ข้อเสนอแนะ")


Texts = Annotated[tuple[Text_, ...], BeforeValidator(_several)]


class Measure(Record):
    """One measure: the issues that it answers, who does what until when, and what came of it."""

    id: Text_ = Field(title="รหัสมาตรการ", description="ไม่ซ้ำกัน เช่น m1 · unique", examples=["m1"])
    issue: Texts = Field(
        default=(), title="ประเด็น",
        description="รหัสคำถาม (i7) รหัสข้อ (O12) ตัวชี้วัดที่ 2 หรือข้อความ หลายประเด็นเขียนเป็นรายการ · what it answers",
        examples=["i7", "O12", "ตัวชี้วัดที่ 2"],
    )  # fmt: skip
    title: Text_ = Field(title="มาตรการ")
    owner: Texts = Field(default=(), title="ผู้รับผิดชอบ")
    steps: Annotated[tuple[Annotated[Step, BeforeValidator(_step)], ...], BeforeValidator(_several)] = Field(
        default=(), title="ขั้นตอนหรือวิธีการ",
    )  # fmt: skip
    due: Due | None = Field(
        default=None, title="กำหนดแล้วเสร็จ", description="วันหรือเดือน เช่น 2566-12 · a day or a month",
    )  # fmt: skip
    follow_up: LooseText = Field(default="", title="การกำกับติดตามและรายงานผล", description="how it is followed")
    budget_baht: Baht | None = Field(default=None, title="งบประมาณ (บาท)")
    rounds: tuple[FollowUpRound, ...] = Field(default=(), title="การติดตามแต่ละครั้ง")


class MeasuresRecord(Record):
    """All measures of a fiscal year. `answers` is the year (BE) whose result they answer: the year before, mostly."""

    answers: whole(2400, 2699) = Field(  # type: ignore[valid-type]
        title="ตอบผลการประเมินปี", description="เช่น 2565 · the year whose result these measures answer",
    )  # fmt: skip
    title: LooseText = Field(default="", title="ชื่อเอกสาร")
    approved: Annotated[LooseText, Field(title="ผู้ลงนามหรือผู้เห็นชอบ (ตำแหน่ง)")] = ""
    evidence: tuple[ActivityEvidence, ...] = Field(default=(), title="หลักฐาน", description="มาตรการฉบับเต็ม")
    measures: tuple[Measure, ...] = Field(title="มาตรการ", min_length=1)
    note: LooseText = Field(default="", title="หมายเหตุ")
