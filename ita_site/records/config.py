"""`site_config.yml`: who the agency is, where its site lives, which year is open."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from ita_site.records.admin import WebForm
from ita_site.records.fields import Date, LooseText, Record, Text_, YesNo, whole
from ita_site.records.history import HistorySettings
from ita_site.records.publishing import Publishing


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
    emblem: LooseText = Field(
        default="", title="ตราหน่วยงาน", description="ไฟล์ png jpg หรือ webp ใน content/files เช่น files/emblem.png · the agency's emblem",
        examples=["files/emblem.png"],
    )  # fmt: skip
    color: LooseText = Field(
        default="", title="สีประจำหน่วยงาน",
        description='รหัสสีในเครื่องหมายคำพูด เช่น "#7a1f5c" หรือชื่อสี เช่น ม่วง · in quotation marks, or a name', examples=["#7a1f5c", "ม่วง"],
    )  # fmt: skip


class SiteSettings(Record):
    url: Text_ = Field(title="ที่อยู่เว็บไซต์", examples=["https://ita.agency.example/"])
    title: LooseText = Field(default="", title="ชื่อเว็บไซต์")
    description: LooseText = Field(default="", title="คำอธิบายเว็บไซต์")
    repository: LooseText = Field(
        default="", title="ที่เก็บไฟล์ (git)", description="ใส่แล้วทุกหน้าจะมีลิงก์ “แก้ไขข้อมูลนี้” · adds an edit link to every page",
    )  # fmt: skip
    show_forecast: YesNo = Field(
        default=True, title="แสดงประมาณการคะแนน", description="false = ไม่แสดงต่อสาธารณะ ยังดูได้ด้วย ita-site status · false hides the estimate from the public",
    )  # fmt: skip
    branch: Text_ = Field(default="main", title="สาขา (branch)")
    digits: Literal["arabic", "thai"] = Field(
        default="arabic", title="ตัวเลขบนเว็บไซต์",
        description="arabic = 2566 · thai = ๒๕๖๖ ทั้งเว็บไซต์ · how numbers are written on the pages",
    )  # fmt: skip


class Manners(Record):
    """How the checker behaves towards other people's servers."""

    at_once: whole(1, 500) = Field(  # type: ignore[valid-type]
        default=100, title="เปิดพร้อมกันทั้งหมด", description="จำนวนลิงก์ · links at once, all hosts",
    )  # fmt: skip
    per_host: whole(1, 20) = Field(  # type: ignore[valid-type]
        default=2, title="เปิดพร้อมกันต่อเว็บไซต์", description="จำนวนลิงก์ · links at once to one host",
    )  # fmt: skip
    gap_ms: whole(0, 60_000) = Field(  # type: ignore[valid-type]
        default=0, title="เว้นระยะต่อเว็บไซต์", description="มิลลิวินาที · milliseconds between two links of one host; one that asks for rest gets it anyway",
    )  # fmt: skip
    attempt_seconds: whole(1, 120) = Field(  # type: ignore[valid-type]
        default=15, title="รอหนึ่งครั้งไม่เกิน", description="วินาที · seconds for one attempt",
    )  # fmt: skip
    link_seconds: whole(1, 600) = Field(  # type: ignore[valid-type]
        default=45, title="รอหนึ่งลิงก์ไม่เกิน", description="วินาที · seconds for one link, all attempts",
    )  # fmt: skip
    attempts: whole(1, 10) = Field(  # type: ignore[valid-type]
        default=3, title="ลองไม่เกิน", description="ครั้ง · attempts for what may pass",
    )  # fmt: skip
    retry_after_seconds: whole(0, 120) = Field(  # type: ignore[valid-type]
        default=10, title="รอตามที่เว็บขอไม่เกิน", description="วินาที · longest Retry-After that is waited for",
    )  # fmt: skip
    body_kb: whole(16, 4096) = Field(  # type: ignore[valid-type]
        default=128, title="อ่านเนื้อหาไม่เกิน", description="กิโลไบต์ · kilobytes read of a page",
    )  # fmt: skip


class AcceptedCertificate(Record):
    """A defect of one host's certificate that the agency knows of and accepts."""

    host: Text_ = Field(title="เว็บไซต์", examples=["www.agency.go.th"])
    accept: tuple[Literal["expired", "wrong-name", "self-signed", "unknown-authority"], ...] = Field(
        title="ข้อบกพร่องที่ยอมรับ", min_length=1
    )
    reason: Text_ = Field(title="เหตุผล")


class EvidencePolicy(Record):
    staging_hosts: tuple[Text_, ...] = Field(
        default=(), title="โฮสต์ทดสอบ", description="ที่อยู่เว็บที่ใช้ทดสอบ ห้ามเป็นหลักฐาน · hosts that are never evidence",
    )  # fmt: skip
    main_hosts: tuple[Text_, ...] = Field(
        default=(), title="เว็บไซต์หลักของหน่วยงาน",
        description="ใส่แล้วจะแจ้งหลักฐานที่อยู่เว็บอื่น · hosts that count as the agency's main website; evidence elsewhere is told",
    )  # fmt: skip
    hostile_hosts: tuple[Text_, ...] = Field(
        default=(), title="เว็บที่กั้นโปรแกรมตรวจ",
        description="ผลดีที่สุดคือ “บอกไม่ได้” ต้องให้คนรับรอง · hosts that shut robots out: a person has to vouch for them",
    )  # fmt: skip
    allow_hosts: tuple[Text_, ...] = Field(
        default=(), title="ที่อยู่ภายในที่อนุญาต",
        description="เช่น 10.1.0.0/16 ปกติไม่ต้องใส่ · addresses, networks and names that count as public; off by default",
    )  # fmt: skip
    ca_file: LooseText = Field(
        default="", title="ใบรับรองรากเพิ่มเติม",
        description="ไฟล์ PEM จากโฟลเดอร์เว็บไซต์ · PEM file of further trust roots; off by default",
    )  # fmt: skip
    certificates: tuple[AcceptedCertificate, ...] = Field(default=(), title="ใบรับรองที่ยอมรับทั้งที่บกพร่อง")
    manners: Manners = Field(default=Manners(), title="มารยาทในการเปิดลิงก์")
    fresh_hours: whole(0, 720) = Field(  # type: ignore[valid-type]
        default=12, title="ผลดีใช้ซ้ำได้", description="ชั่วโมง · hours for which a good answer is not asked again (draft gate)",
    )  # fmt: skip
    grace_days: whole(0, 90) = Field(  # type: ignore[valid-type]
        default=14, title="ผ่อนผันเว็บที่ล่มชั่วคราว", description="วัน นับจากครั้งสุดท้ายที่เปิดได้ · days since a link last opened in which an outage only warns",
    )  # fmt: skip
    stale_days: whole(1, 366) = Field(  # type: ignore[valid-type]
        default=30, title="ผลตรวจเก่าเกิน", description="วัน · days after which what is known of a link is called old",
    )  # fmt: skip
    file_max_mb: whole(1, 500) = Field(  # type: ignore[valid-type]
        default=25, title="ขนาดไฟล์ที่ควรไม่เกิน", description="เมกะไบต์ · megabytes above which a hosted file is a warning",
    )  # fmt: skip


class Privacy(Record):
    contacts: tuple[Text_, ...] = Field(
        default=(), title="เบอร์และบัญชีที่เปิดเผยได้",
        description="เบอร์ติดต่อราชการหรือเลขบัญชีของหน่วยงาน · official numbers and accounts that may be public",
    )  # fmt: skip


class Calendar(Record):
    """Days on which the agency's office is closed or open although the public calendar says otherwise."""

    holidays: tuple[Date, ...] = Field(
        default=(), title="วันหยุดเพิ่ม", description="เช่น วันหยุดพิเศษตามมติ ครม. ที่ประกาศภายหลัง · further days off",
    )  # fmt: skip
    working_days: tuple[Date, ...] = Field(
        default=(), title="วันทำงานแทน", description="วันที่ปฏิทินว่าหยุดแต่สำนักงานเปิด · days off that are worked",
    )  # fmt: skip


class AnswerForm(Record):
    """How the answers are to be that go into the assessor's form."""

    longest: whole(100, 30_000) | None = Field(  # type: ignore[valid-type]
        default=None, title="คำอธิบายยาวไม่เกิน",
        description="ตัวอักษร ไม่ใส่ = เตือนเบา ๆ เมื่อเกิน 1000 · characters of an explanation; left out: told of above 1000",
    )  # fmt: skip


class OpenData(Record):
    """What the agency says of its data files."""

    license: LooseText = Field(
        default="", title="สัญญาอนุญาตของข้อมูลเปิด",
        description="ชื่อหรือที่อยู่เว็บของสัญญาอนุญาต หน่วยงานเป็นผู้เลือก · name or address of the licence, the agency's choice",
        examples=["https://data.go.th/terms-and-conditions"],
    )  # fmt: skip


class Waiver(Record):
    """One finding that the agency lets stand for a while, for a reason that it publishes."""

    code: Text_ = Field(title="รหัสกฎ", examples=["ITA408"])
    where: Text_ = Field(
        title="ที่", description="ข้อ ไฟล์ หรือไฟล์:บรรทัด เช่น O12 · an item, a file, or a file and line",
        examples=["O12", "content/2566/items/o12.yml"],
    )  # fmt: skip
    reason: Text_ = Field(title="เหตุผล")
    by: Text_ = Field(title="ผู้อนุมัติ (ตำแหน่ง)", examples=["ปลัด อบต."])
    until: Date = Field(title="ใช้ได้ถึงวันที่")


class Attestation(Record):
    """A link that a person opened, because a robot cannot tell whether it opens."""

    url: Text_ = Field(title="ที่อยู่เว็บ")
    by: Text_ = Field(title="ผู้ตรวจ (ตำแหน่ง)", examples=["เจ้าหน้าที่ประชาสัมพันธ์"])
    on: Date = Field(title="ตรวจเมื่อ")
    until: Date = Field(title="ใช้ได้ถึงวันที่")
    reason: LooseText = Field(default="", title="หมายเหตุ")


class SurveyKind(StrEnum):
    """The surveys of the assessment: `EIT` asks people who deal with the agency, `IIT` those who work for it."""

    EIT = "eit"
    IIT = "iit"


class Survey(Record):
    """The link of a survey that the assessor gave the agency."""

    year: whole(2400, 2699) | None = Field(  # type: ignore[valid-type]
        default=None, title="ปีงบประมาณ", description="ไม่ใส่ = ปีที่เปิดอยู่ · left out: the open year", examples=[2566],
    )  # fmt: skip
    kind: SurveyKind = Field(
        title="แบบวัด", description="eit ผู้มารับบริการหรือติดต่อ · iit บุคลากรของหน่วยงาน",
        json_schema_extra={"enumDescriptions": ["ผู้มีส่วนได้ส่วนเสียภายนอก", "ผู้มีส่วนได้ส่วนเสียภายใน"]},
    )  # fmt: skip
    url: Text_ = Field(title="ที่อยู่แบบวัด", examples=["https://itas.nacc.go.th/go/eit/abc123"])
    until: Date | None = Field(
        default=None, title="ตอบได้ถึงวันที่", description="หลังวันนี้หน้าแรกจะไม่แสดง · after this day the first page does not show it",
    )  # fmt: skip
    on_home: YesNo | None = Field(
        default=None, title="แสดงหน้าแรก", description="ไม่ใส่ = แสดงเฉพาะ eit · left out: eit only",
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
    privacy: Privacy = Field(default=Privacy(), title="ข้อมูลส่วนบุคคล")
    calendar: Calendar = Field(default=Calendar(), title="ปฏิทินวันทำงาน")
    answers: AnswerForm = Field(default=AnswerForm(), title="แบบคำตอบ")
    data: OpenData = Field(default=OpenData(), title="ข้อมูลเปิด")
    history: HistorySettings = Field(default=HistorySettings(), title="ประวัติการแก้ไข")
    publish: Publishing = Field(default=Publishing(), title="การเผยแพร่")
    admin: WebForm | None = Field(default=None, title="แบบฟอร์มสำหรับเจ้าหน้าที่")
    waivers: tuple[Waiver, ...] = Field(
        default=(), title="ข้อยกเว้น", description="แสดงต่อสาธารณะทุกข้อ · published on the site",
    )  # fmt: skip
    attestations: tuple[Attestation, ...] = Field(
        default=(), title="การรับรองลิงก์", description="ลิงก์ที่คนเปิดตรวจเอง · links that a person has opened",
    )  # fmt: skip
    surveys: tuple[Survey, ...] = Field(
        default=(), title="แบบวัด EIT และ IIT", description="ลิงก์จาก ป.ป.ช. แสดงเป็น QR code · links shown as QR codes",
    )  # fmt: skip
