"""Documents about the site as a whole: what there is, who it is, how it stands."""

from __future__ import annotations

from typing import Literal

from ita_site import findings
from ita_site.render.data.models import Address, Agency, Both, Count, Day, Document, OfYear, Part, Words, Year, told


class File(Part):
    """One file that can be taken."""

    name: str = told("ชื่อไฟล์", "name")
    title: Both = told("คืออะไร", "what it is")
    url: Address = told("ที่อยู่", "address")
    media_type: str = told("ชนิดของไฟล์", "media type")
    schema_url: Address | None = told("ที่อยู่ของข้อกำหนด", "address of its schema; null for tables, see tables.json")
    rows: Count | None = told("จำนวนแถวหรือรายการ", "rows or entries")


class YearFiles(Part):
    year: Year = told("ปีงบประมาณ พ.ศ.", "fiscal year, Buddhist era")
    is_open: bool = told("เป็นปีที่กำลังเปิดเผย", "whether this is the year being disclosed")
    files: tuple[File, ...] = told("ไฟล์ของปีนี้", "files of the year")


class IndexDocument(Document):
    """สารบัญของข้อมูลเปิด · What there is to take."""

    site: Address = told("ที่อยู่เว็บไซต์", "address of the site")
    data_page: Address = told("หน้าที่อธิบายข้อมูลเปิด", "page that explains the data")
    openapi: Address = told("คำอธิบาย OpenAPI", "OpenAPI description")
    badge: Address = told("ป้ายสถานะ (SVG)", "status badge")
    files: tuple[File, ...] = told("ไฟล์ของทั้งเว็บไซต์", "files about the whole site")
    years: tuple[YearFiles, ...] = told("ไฟล์ของแต่ละปี ปีล่าสุดก่อน", "files by year, newest first")


class Contact(Agency):
    address: Words | None = told("ที่อยู่หน่วยงาน", "postal address")
    phone: Words | None = told("โทรศัพท์", "telephone")
    email: Words | None = told("อีเมล", "e-mail")


class SiteDocument(Document):
    """เว็บไซต์และหน่วยงาน · The site and the agency."""

    title: Words = told("ชื่อเว็บไซต์", "title")
    description: Words | None = told("คำอธิบาย", "description")
    url: Address = told("ที่อยู่เว็บไซต์", "address")
    contact: Contact = told("ช่องทางติดต่อ", "how to reach the agency")
    years: tuple[Year, ...] = told("ปีที่มีข้อมูล", "years with data")


class Ready(Part):
    ready: Count = told("ข้อที่เปิดเผยครบ", "items that are ready")
    of: Count = told("ข้อทั้งหมด", "all items")


class Counts(Part):
    error: Count = told("เรื่องที่ต้องแก้ก่อนเผยแพร่", "findings that block")
    warning: Count = told("คำเตือน", "warnings")
    notice: Count = told("ข้อสังเกต", "notices")
    waived: Count = told("เรื่องที่ยกเว้นไว้", "findings that stand by a waiver")


class Gate(Part):
    gate: findings.Gate = told("ตรวจระดับใด", "which check: draft or publish")
    blocked: bool = told("ยังมีเรื่องที่ต้องแก้ก่อนเผยแพร่", "whether anything blocks")
    counts: Counts = told("จำนวนเรื่องที่พบ", "findings by weight")


class StatusDocument(OfYear):
    """สถานะของปีที่เปิดอยู่ ที่อยู่ของไฟล์นี้ไม่เปลี่ยน · Where the open year stands; this address never changes."""

    confirmed: bool = told("รายการของปีนี้ยืนยันแล้ว", "whether the year's list is confirmed; see edition.json")
    items: Ready = told("ความพร้อมของข้อ", "items ready, of all")
    gate: Gate = told("ผลการตรวจ", "outcome of the checks")
    site: Address = told("ที่อยู่เว็บไซต์", "address of the site")
    tool: Literal["ita-site"] = told("โปรแกรมที่สร้าง", "made by")
    tool_version: str = told("รุ่นของโปรแกรม", "version of the program")


class WaiverEntry(Part):
    code: str = told("รหัสกฎ", "code of the rule")
    place: Words = told("ที่ใด", "where, in Thai words; blank where naming it would lead to what is private")
    reason: Words = told("เหตุผล", "reason")
    by: Words = told("ผู้อนุมัติ (ตำแหน่ง)", "post of who allowed it")
    until: Day = told("ใช้ได้ถึงวันที่", "good until")
    count: Count = told("จำนวนเรื่องที่ยกเว้นอยู่", "findings that stand by it")


class AttestationEntry(Part):
    url: str = told("ที่อยู่ที่คนเปิดตรวจ", "address that a person opened")
    by: Words = told("ผู้ตรวจ (ตำแหน่ง)", "post of who opened it")
    on: Day = told("ตรวจเมื่อ", "day of the look")
    until: Day = told("ใช้ได้ถึงวันที่", "good until")


class ChecksDocument(OfYear):
    """ผลการตรวจเป็นตัวเลข ข้อยกเว้น และการรับรองลิงก์ · Findings in numbers, waivers, attestations."""

    gate: Gate = told("ผลการตรวจ", "outcome of the checks")
    waivers: tuple[WaiverEntry, ...] = told("ข้อยกเว้นที่ใช้อยู่", "waivers in force")
    attestations: tuple[AttestationEntry, ...] = told("การรับรองลิงก์ที่ใช้อยู่", "attestations that hold")


class TableColumn(Part):
    name: str = told("ชื่อคอลัมน์ในไฟล์ ไม่เปลี่ยน", "name in the file; does not change")
    title: Both = told("ความหมาย", "what it means")
    type: Literal["text", "integer", "number", "day", "month", "boolean", "address"] = told(
        "ชนิดของค่า วันและเดือนเป็น ค.ศ.", "kind of value; days and months of the Common Era"
    )


class TableFile(Part):
    name: str = told("ชื่อไฟล์", "name of the file")
    url: Address = told("ที่อยู่", "address")
    rows: Count = told("จำนวนแถว", "rows without the heading")
    columns: tuple[TableColumn, ...] = told("คอลัมน์ตามลำดับ", "columns in order")


class TablesDocument(OfYear):
    """คำอธิบายคอลัมน์ของไฟล์ CSV · The columns of the CSV files: UTF-8 with mark, CRLF, commas."""

    tables: tuple[TableFile, ...] = told("ไฟล์ CSV ของปีนี้", "CSV files of the year")
