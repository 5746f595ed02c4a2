"""`site_config.yml`: who the agency is, where its site lives, which year is open."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from ita_site.records.fields import Date, LooseText, Record, Text_, whole


def _several(value: Any) -> Any:
    """One year written without brackets is a list of one."""
    return value if isinstance(value, list | tuple) or value is None else (value,)


class Agency(Record):
    name: Text_ = Field(title="ชื่อหน่วยงาน")
    name_en: LooseText = Field(default="", title="ชื่อภาษาอังกฤษ")
    type: Text_ = Field(
        title="ประเภทหน่วยงาน", description="เช่น local_government · one of the edition's agency types",
        examples=["local_government"],
    )  # fmt: skip
    address: LooseText = Field(default="", title="ที่อยู่")
    phone: LooseText = Field(default="", title="โทรศัพท์")
    email: LooseText = Field(default="", title="อีเมล")


class SiteSettings(Record):
    url: Text_ = Field(title="ที่อยู่เว็บไซต์", examples=["https://ita.agency.example/"])
    title: LooseText = Field(default="", title="ชื่อเว็บไซต์")
    description: LooseText = Field(default="", title="คำอธิบายเว็บไซต์")
    repository: LooseText = Field(
        default="", title="ที่เก็บไฟล์ (git)", description="ใส่แล้วทุกหน้าจะมีลิงก์ “แก้ไขข้อมูลนี้” · adds an edit link to every page",
    )  # fmt: skip
    branch: Text_ = Field(default="main", title="สาขา (branch)")


class EvidencePolicy(Record):
    staging_hosts: tuple[Text_, ...] = Field(
        default=(), title="โฮสต์ทดสอบ", description="ที่อยู่เว็บที่ใช้ทดสอบ ห้ามเป็นหลักฐาน · hosts that are never evidence",
    )  # fmt: skip


class SiteConfig(Record):
    agency: Agency = Field(title="หน่วยงาน")
    site: SiteSettings = Field(title="เว็บไซต์")
    years: Annotated[tuple[whole(2400, 2699), ...], BeforeValidator(_several)] = Field(  # type: ignore[valid-type]
        title="ปีงบประมาณ", description="ปีที่แสดงบนเว็บไซต์ เช่น [2566] · fiscal years on the site", min_length=1,
    )  # fmt: skip
    as_of: Date | None = Field(
        default=None, title="ตรวจ ณ วันที่",
        description="ปกติไม่ต้องใส่ ระบบใช้วันนี้ · leave out to use today; a fixed date makes every check the same",
    )  # fmt: skip
    evidence: EvidencePolicy = Field(default=EvidencePolicy(), title="นโยบายหลักฐาน")
