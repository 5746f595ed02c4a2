"""Documents about the list of a year, its items and their evidence."""

from __future__ import annotations

from typing import Literal

from ita_site.render.data.models import Address, Both, Count, Day, Lines, Months, OfYear, Part, Proof, Words, told
from ita_site.states import FACES, State

_STATES = "; ".join(f"{state} {face.word.th}" for state, face in FACES.items())
_STATES_EN = "; ".join(f"{state} {face.word.en.lower()}" for state, face in FACES.items())
_SURE = "high แน่ใจ; medium ค่อนข้างแน่ใจ; low ยังไม่ยืนยัน"
Sure = Literal["high", "medium", "low"]


class AskedElement(Part):
    id: str = told("รหัสองค์ประกอบ", "id")
    name: Both = told("ชื่อองค์ประกอบ", "name")
    required: bool = told("จำเป็นต้องมี", "whether it is required")


class AskedColumn(Part):
    id: str = told("รหัสคอลัมน์", "id")
    name: Both = told("ชื่อคอลัมน์", "name")
    type: str = told("ชนิดของค่า", "kind of value")
    required: bool = told("จำเป็นต้องมี", "whether it is required")


class AskedItem(Part):
    code: str = told("รหัสข้อ ใช้ได้ในปีนั้น", "code, good for its year")
    key: str = told("กุญแจของข้อ ใช้ได้ข้ามปี", "key that survives renumbering")
    name: Both = told("ชื่อข้อ", "name")
    summary: Both = told("สิ่งที่เกณฑ์ขอ", "what is asked")
    sub: str = told("ตัวชี้วัดย่อย", "sub-indicator")
    nil: Literal["yes", "no", "partly", "unknown"] = told(
        "ตอบว่าไม่มีเรื่องต้องรายงานได้หรือไม่ yes ได้; no ไม่ได้; partly ได้บางส่วน; unknown ยังไม่ทราบ",
        "whether «nothing to report» is an answer",
    )
    elements: tuple[AskedElement, ...] = told("องค์ประกอบที่ขอจากหน่วยงานประเภทนี้", "elements asked of this type of agency")
    columns: tuple[AskedColumn, ...] = told("คอลัมน์ของตาราง ถ้าเกณฑ์มี", "columns of its table, if any")
    was: tuple[str, ...] = told(
        "กุญแจของข้อในรายการปีก่อนที่ข้อนี้สืบต่อมา", "keys of items of earlier lists that it goes on from"
    )
    confidence: Sure = told(f"แน่ใจเพียงใดว่ารายการมีข้อนี้: {_SURE}", "how sure it is that the list has this item")
    facts: Sure = told("แน่ใจเพียงใดในสิ่งที่ข้อนี้ขอ", "how sure it is what the item asks for; never surer than the item")


class GroupEntry(Part):
    id: str = told("รหัสกลุ่ม", "id")
    name: Both = told("ชื่อกลุ่ม", "name")
    items: tuple[str, ...] = told("รหัสข้อ", "codes of its items")


class SubEntry(Part):
    id: str = told("ตัวชี้วัดย่อยที่", "id")
    name: Both = told("ชื่อตัวชี้วัดย่อย", "name")
    groups: tuple[GroupEntry, ...] = told("กลุ่ม", "groups")


class IndicatorEntry(Part):
    id: str = told("ตัวชี้วัดที่", "id")
    name: Both = told("ชื่อตัวชี้วัด", "name")
    subs: tuple[SubEntry, ...] = told("ตัวชี้วัดย่อย", "sub-indicators")


class DateEntry(Part):
    id: str = told("รหัสกำหนดการ", "id")
    name: Both = told("ชื่อกำหนดการ", "name")
    start: Day = told("เริ่ม", "first day")
    end: Day = told("สิ้นสุด", "last day")
    confidence: Sure = told(f"แน่ใจเพียงใดในวันนี้: {_SURE}", "how sure these days are")


class EditionDocument(OfYear):
    """รายการที่ต้องเปิดเผยของปี · The year's list."""

    scheme: str = told("รหัสชุดเกณฑ์", "id of the scheme")
    scheme_name: Both = told("ชื่อชุดเกณฑ์", "name of the scheme")
    revision: int = told("ฉบับที่", "revision of the list")
    confirmed: bool = told("รายการของปีนี้ยืนยันแล้ว", "whether the list is confirmed")
    unconfirmed: Both | None = told("สิ่งที่ยังไม่ยืนยัน null = ยืนยันแล้ว", "what is not certain of it; null when confirmed")
    own_sources: tuple[Words, ...] = told(
        "ที่มาที่หน่วยงานใช้แก้หรือเขียนรายการนี้เอง ว่าง = ใช้รายการตามโปรแกรม",
        "sources by which the agency itself corrected or wrote this list; empty for the list as it comes",
    )
    dates: tuple[DateEntry, ...] = told("กำหนดการของปี", "dates of the year's assessment")
    indicators: tuple[IndicatorEntry, ...] = told("ตัวชี้วัด", "indicators")
    items: tuple[AskedItem, ...] = told("ข้อทั้งหมดตามลำดับ", "all items in order")


class ItemTable(Part):
    csv: Address | None = told("ที่อยู่ของตาราง (CSV)", "address of the CSV; null when the file is not there")
    rows: Count = told("จำนวนแถว", "rows")


class ItemEntry(Part):
    code: str = told("รหัสข้อ ใช้ได้ในปีนั้น", "code, good for its year")
    key: str = told("กุญแจของข้อ ใช้ได้ข้ามปี", "key that survives renumbering")
    name: Both = told("ชื่อข้อ", "name")
    indicator: str = told("ตัวชี้วัดที่", "indicator")
    sub: str = told("ตัวชี้วัดย่อยที่", "sub-indicator")
    state: State = told(_STATES, f"where the item stands: {_STATES_EN}")
    ready: bool = told("เปิดเผยครบแล้ว", "whether it is answered and nothing blocks")
    page: Address = told("หน้าของข้อนี้", "its page")
    data: Address = told("ข้อมูลทั้งหมดของข้อนี้", "all data of the item")
    evidence: Count = told("จำนวนหลักฐาน", "pieces of evidence")
    owner: Words | None = told("กองหรือตำแหน่งที่รับผิดชอบ", "unit or post in charge")
    updated: Day | None = told("ปรับปรุงเมื่อ", "last update as stated")
    table: ItemTable | None = told("ตารางข้อมูลของข้อนี้", "its table")


class ItemsDocument(OfYear):
    """ทุกข้อของปี ตามลำดับของเกณฑ์ · All items in the order of the list."""

    items: tuple[ItemEntry, ...] = told("ข้อทั้งหมด", "items")


class EvidenceEntry(Proof):
    item: str = told("รหัสข้อ", "code of the item")
    key: str = told("กุญแจของข้อ", "key of the item")
    number: Count = told("หลักฐานที่", "number within the item, from 1")
    shows: tuple[str, ...] = told("รหัสองค์ประกอบที่แสดง", "ids of the elements that it shows")
    covers: Months | None = told("ช่วงเวลาของข้อมูล", "months that it covers")


class EvidenceDocument(OfYear):
    """หลักฐานของทุกข้อ พร้อมผลการเปิดตรวจ · Evidence of all items, with what is known of each link."""

    evidence: tuple[EvidenceEntry, ...] = told("หลักฐานทั้งหมด", "evidence")


class ElementEntry(AskedElement):
    shown_by: tuple[int, ...] = told(
        "หลักฐานที่เท่าไรบ้างที่แสดง", "numbers of the evidence that says that it shows the element"
    )


class Nil(Part):
    statement: Words = told("ข้อความว่าไม่มีเรื่องต้องรายงาน", "the statement")
    covers: Months = told("ช่วงเวลา", "months")


class ChangeEntry(Part):
    on: Day = told("วันที่แก้ไขไฟล์", "day of the change, in Thailand")
    id: str = told("รหัสการแก้ไข", "id of the change")
    what: tuple[Both, ...] = told("สิ่งที่เปลี่ยน", "what changed, in words")


class ItemDocument(OfYear):
    """ข้อหนึ่งข้อ · One item."""

    item: ItemEntry = told("ข้อ", "the item")
    summary: Both = told("สิ่งที่เกณฑ์ขอ", "what is asked")
    explanation: Lines = told("คำอธิบายของหน่วยงาน (Markdown ตามที่พิมพ์)", "the agency's words, Markdown as typed; not HTML")
    nil: Nil | None = told("ไม่มีเรื่องต้องรายงาน", "statement of nothing to report")
    elements: tuple[ElementEntry, ...] = told("องค์ประกอบและหลักฐานที่แสดง", "elements and what shows them")
    evidence: tuple[EvidenceEntry, ...] = told("หลักฐาน", "evidence")
    changes: tuple[ChangeEntry, ...] = told(
        "ประวัติการแก้ไขข้อนี้และไฟล์ของข้อนี้ ใหม่ก่อน ไม่เกิน 20 ครั้ง", "changes of the item and its files, newest first, at most 20"
    )
