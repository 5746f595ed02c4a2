"""What the data files say: one source for the files and for their published schemas.

Every field is always there; what is not known is null. Days and months are of the Common Era (ISO 8601), years of
lists, results and addresses of the Buddhist era, money in baht. There are no fields
for the names of who signed or reported; pages show them.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

from ita_site.render.template import flat

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


def _lines(text: str) -> str:
    return _UNFIT.sub(" ", text.replace("\r\n", "\n")).strip()


Words = Annotated[str, BeforeValidator(flat)]
"""Text on one line."""
Lines = Annotated[str, BeforeValidator(_lines)]
"""Text of several lines."""
Day = Annotated[
    date, PlainSerializer(date.isoformat, return_type=str), WithJsonSchema({"type": "string", "format": "date"})
]
MonthText = Annotated[str, Field(pattern="^[0-9]{4}-(0[1-9]|1[0-2])$")]
Number = Annotated[Decimal, WithJsonSchema({"type": "number"})]
"""Written as it is: 95.52 is never 95.519999."""
Address = Annotated[str, WithJsonSchema({"type": "string", "format": "uri"})]
Count = Annotated[int, Field(ge=0)]
Year = Annotated[int, Field(ge=2400, le=2699)]


def told(th: str, en: str, **more: Any) -> Any:
    """A field and what it means."""
    return Field(description=f"{th} · {en}", **more)


class Part(BaseModel):
    """Base of all parts: frozen, and nothing beside the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)


class Both(Part):
    th: Words = told("ภาษาไทย", "Thai")
    en: Words = told("ภาษาอังกฤษ", "English")


class Months(Part):
    start: MonthText = told("เดือนแรก (ค.ศ.)", "first month", alias="from")
    end: MonthText | None = told("เดือนสุดท้าย null = ยังใช้อยู่", "last month; null while in force", alias="to")
    text: Words = told("ช่วงเวลาเป็นข้อความ (พ.ศ.)", "in Thai words, Buddhist era")


class Attested(Part):
    by: Words = told("ตำแหน่งของผู้ตรวจ", "post of who opened it")
    on: Day = told("เปิดดูเมื่อ", "day of the look")
    until: Day = told("ใช้ได้ถึงวันที่", "good until")


Verdict = Literal["ok", "broken", "unsure", "here", "unchecked", "no-link"]
VERDICTS: dict[Verdict, str] = {
    "ok": "เปิดได้", "broken": "เปิดไม่ได้", "unsure": "ระบบบอกไม่ได้", "here": "ไฟล์หรือหน้าในเว็บไซต์นี้",
    "unchecked": "ยังไม่ได้เปิดตรวจ", "no-link": "ยังไม่มีที่ให้เปิด",
}  # fmt: skip


class Check(Part):
    verdict: Verdict = told(
        "; ".join(f"{k} {v}" for k, v in VERDICTS.items()),
        "ok it opens; broken it does not; unsure the program cannot tell; here on this site; unchecked never tried; "
        "no-link nothing to open",
    )
    reason: str | None = told("รหัสเหตุผล อาจมีรหัสใหม่เพิ่ม", "code of the reason; further ones may come")
    last_checked: Day | None = told("วันที่ระบบเปิดตรวจล่าสุด", "day of the last look, in Thailand")
    attested: Attested | None = told("คนเปิดตรวจแทนระบบ", "a person vouches for it")


class Proof(Part):
    title: Words = told("ชื่อหลักฐาน", "title")
    url: str | None = told("ที่อยู่เต็มที่เปิดได้ ตามที่หน่วยงานพิมพ์", "where it opens, as typed; null when it cannot be opened")
    media_type: str | None = told(
        "ชนิดของไฟล์ null = หน้าเว็บหรือไม่ทราบ", "by its ending; null for web pages and unknown ones"
    )
    bytes: Count | None = told("ขนาดไฟล์ที่อยู่ในเว็บไซต์นี้ (ไบต์)", "size of a file of this site")
    page: Count | None = told("หน้าที่ต้องเปิดดู", "page to open")
    on: Day | None = told("ลงวันที่", "date of the document")
    check: Check = told("ผลการเปิดตรวจ", "what is known of it")


class Agency(Part):
    name: Words = told("ชื่อหน่วยงาน", "name")
    name_en: Words | None = told("ชื่อภาษาอังกฤษ", "English name")
    type: str = told("ประเภทหน่วยงาน", "type, an id of the edition")


class Document(Part):
    """What every document begins with."""

    schema_: Address = told("ที่อยู่ของข้อกำหนดของไฟล์นี้", "address of the schema of this file", alias="$schema")
    version: str = told("รุ่นของข้อมูลเปิด", "version of the data files", pattern=r"^1\.[0-9]+\.[0-9]+$")
    as_of: Day = told("ข้อมูลและผลตรวจ ณ วันที่", "day of the data and of the checks")
    agency: Agency = told("หน่วยงานเจ้าของข้อมูล", "whose data this is")
    license: Words | None = told(
        "สัญญาอนุญาตที่หน่วยงานกำหนด null = ไม่ได้ระบุ", "licence as the agency states it; null when it states none"
    )


class OfYear(Document):
    """A document of one fiscal year."""

    year: Year = told("ปีงบประมาณ พ.ศ.", "fiscal year, Buddhist era")
