"""One disclosure item of one fiscal year: `content/<year>/items/o12.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from ita_site.records.fields import Date, LooseText, MonthOf, Record, Text_, whole


class Status(StrEnum):
    """Where an item stands: disclosed, nothing to report, or not ready yet."""

    DISCLOSED = "disclosed"
    NIL = "nil"
    PENDING = "pending"


class Span(Record):
    """A period in months, both ends included. Without `to` it is still in force."""

    model_config = ConfigDict(populate_by_name=True)

    start: MonthOf = Field(alias="from", title="ตั้งแต่เดือน", description="เดือนแรกของข้อมูล เช่น 2565-10 · first month")
    end: MonthOf | None = Field(
        default=None, alias="to", title="ถึงเดือน",
        description="เดือนสุดท้าย เช่น 2566-03 ไม่ต้องใส่ถ้ายังใช้บังคับอยู่ · last month; leave out while in force",
    )  # fmt: skip

    @model_validator(mode="after")
    def _order(self) -> Self:
        if self.end is not None and self.end < self.start:
            raise PydanticCustomError("period-order", "period-order")
        return self


def one_of(record: Record, first: str, second: str) -> None:
    """Refuse a record that has both fields, or neither. A field left blank counts as written."""
    if (first in record.model_fields_set) == (second in record.model_fields_set):
        raise PydanticCustomError("exactly-one", "exactly-one", {"first": first, "second": second})


class Evidence(Record):
    """A document or page that anyone can open, and what it proves."""

    title: LooseText = Field(
        title="ชื่อหลักฐาน", description="ชื่อที่บอกว่าเปิดแล้วจะเจออะไร เช่น แผนดำเนินงาน ปี 2566 (PDF) · what the reader will find",
    )  # fmt: skip
    url: LooseText | None = Field(
        default=None, title="ที่อยู่เว็บ (URL)", description="ใส่ url หรือ file อย่างใดอย่างหนึ่ง · either url or file",
        examples=["https://www.agency.example/plan.pdf"],
    )  # fmt: skip
    file: LooseText | None = Field(
        default=None, title="ไฟล์ในเว็บไซต์นี้", description="ไฟล์ที่อยู่ใน content/files เช่น files/2566/o12.pdf · a file under content/files",
        examples=["files/2566/o12.pdf"],
    )  # fmt: skip
    shows: tuple[Text_, ...] = Field(
        default=(), title="แสดงองค์ประกอบ", description="รหัสองค์ประกอบที่หลักฐานนี้แสดง · ids of the elements that it shows",
    )  # fmt: skip
    covers: Span | None = Field(
        default=None, title="ช่วงเวลาของข้อมูล", description="ข้อมูลในหลักฐานเป็นของเดือนใดถึงเดือนใด · months that it covers"
    )
    date: Date | None = Field(default=None, title="ลงวันที่", description="วันที่ของเอกสารหรือกิจกรรม · date of the document")
    page: whole(1, 99999) | None = Field(default=None, title="หน้า", description="หน้าที่ต้องเปิดดู · page to open")  # type: ignore[valid-type]
    signed_by: LooseText | None = Field(
        default=None, title="ผู้ลงนาม", description="ชื่อและนามสกุลของผู้ลงนามในประกาศ · who signed the notice",
    )  # fmt: skip

    @model_validator(mode="after")
    def _source(self) -> Self:
        one_of(self, "url", "file")
        return self


class TableData(Record):
    """The item's data as a table: a CSV beside the evidence, or rows written here. Columns are the edition's."""

    file: LooseText | None = Field(default=None, title="ไฟล์ CSV", description="เช่น files/2566/o12.csv · a CSV file")
    rows: tuple[Mapping[str, Any], ...] | None = Field(
        default=None, title="แถวข้อมูล", description="พิมพ์ตารางตรงนี้ · rows typed here"
    )

    @model_validator(mode="after")
    def _source(self) -> Self:
        one_of(self, "file", "rows")
        return self


class NilStatement(Record):
    """The public statement that there was nothing to report, and for which months."""

    statement: Text_ = Field(title="ข้อความ", description="เช่น ไม่มีเรื่องร้องเรียนในช่วงเวลานี้ · the statement")
    covers: Span = Field(title="ช่วงเวลา", description="เดือนใดถึงเดือนใด · the months")


class ItemRecord(Record):
    """What an officer writes for one item."""

    item: Text_ = Field(title="รหัสข้อ", description="รหัสของข้อ เช่น O12 · code of the item")
    edition: whole(2400, 2699) | None = Field(  # type: ignore[valid-type]
        default=None, title="ปีเกณฑ์", description="ปีงบประมาณของเกณฑ์ เช่น 2566 · fiscal year of the criteria",
    )  # fmt: skip
    status: Status = Field(
        title="สถานะ", description="disclosed เปิดเผยแล้ว · nil ไม่มีเรื่องต้องรายงาน · pending ยังไม่พร้อม",
        json_schema_extra={"enumDescriptions": ["เปิดเผยแล้ว", "ไม่มีเรื่องต้องรายงาน (เฉพาะข้อที่เกณฑ์อนุญาต)", "ยังไม่พร้อม"]},
    )  # fmt: skip
    explanation: LooseText = Field(
        default="", title="คำอธิบาย", description="บอกผู้ประเมินว่าเปิดดูข้อมูลตรงไหนของเว็บไซต์ · how to find it on the website",
    )  # fmt: skip
    evidence: tuple[Evidence, ...] = Field(
        default=(), title="หลักฐาน", description="เอกสารหรือหน้าเว็บที่ใครก็เปิดดูได้ · what anyone can open"
    )
    table: TableData | None = Field(
        default=None, title="ตารางข้อมูล", description="ข้อมูลเป็นตาราง ให้ประชาชนนำไปใช้ต่อได้ · the data as a table"
    )
    nil: NilStatement | None = Field(
        default=None, title="ไม่มีเรื่องต้องรายงาน", description="ใช้คู่กับ status: nil · with status: nil"
    )
    owner: LooseText = Field(default="", title="ผู้รับผิดชอบ", description="กองหรือตำแหน่งที่ดูแลข้อนี้ · unit or post in charge")
    updated: Date | None = Field(
        default=None, title="ปรับปรุงเมื่อ", description="วันที่ปรับปรุงข้อมูลล่าสุด · date of the last update"
    )
