"""The same as tables: CSV that spreadsheet programs open in Thai, with columns that do not change."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from ita_site.numerals import plain
from ita_site.render.data.assessed_models import MeasuresDocument, ResultDocument
from ita_site.render.data.item_models import EvidenceDocument, ItemsDocument
from ita_site.render.data.programme_models import ProgrammeDocument
from ita_site.tables import is_formula

ColumnType = Literal["text", "integer", "number", "day", "month", "boolean", "address"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the file, what it means, and where its value stands in a row's parts."""

    name: str
    type: ColumnType
    th: str
    en: str
    of: str = ""
    """The way to the value, by dots; the column's own name where it is blank."""

    def value(self, row: Any) -> Any:
        found = row
        for part in (self.of or self.name).split("."):
            found = found.get(part) if isinstance(found, Mapping) else getattr(found, part, None)
        return found


@dataclass(frozen=True, slots=True)
class Table:
    """A file of a year: its columns and rows."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Any, ...]

    @property
    def text(self) -> str:
        """With byte order mark and CRLF. What would be reckoned as a formula is marked as text."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([column.name for column in self.columns])
        writer.writerows([_cell(column.value(row)) for column in self.columns] for row in self.rows)
        return "\ufeff" + out.getvalue()


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
        case tuple():
            text = "; ".join(map(str, value))
        case _:
            text = str(value)
    return f"'{text}" if is_formula(text.strip()) else text


def _columns(*rows: str) -> tuple[Column, ...]:
    """`name[=way] type ไทย · English`."""
    return tuple(_column(*row.split(" ", 2)) for row in rows)


def _column(name: str, type_: str, told: str) -> Column:
    (name, _, way), (th, _, en) = name.partition("="), told.partition(" · ")
    return Column(name, type_, th, en, way)  # type: ignore[arg-type]


ITEMS = _columns(
    "code text รหัสข้อ · code", "key text กุญแจของข้อ · key that survives renumbering", "name_th=name.th text ชื่อข้อ · name",
    "name_en=name.en text ชื่ออังกฤษ · English name", "indicator text ตัวชี้วัด · indicator", "sub text ตัวชี้วัดย่อย · sub-indicator",
    "state text สถานะ · state", "ready boolean เปิดเผยครบ · ready", "evidence integer จำนวนหลักฐาน · pieces of evidence",
    "owner text ผู้รับผิดชอบ · unit in charge", "updated day ปรับปรุงเมื่อ · last update", "page address หน้าเว็บ · page",
    "data address ข้อมูล JSON · data",
)  # fmt: skip
EVIDENCE = _columns(
    "item text รหัสข้อ · code of the item", "key text กุญแจของข้อ · key of the item", "number integer หลักฐานที่ · number",
    "title text ชื่อหลักฐาน · title", "url address ที่อยู่ · address", "media_type text ชนิดไฟล์ · media type",
    "bytes integer ขนาด (ไบต์) · size in bytes", "page integer หน้า · page to open", "on day ลงวันที่ · date",
    "from=covers.start month ข้อมูลตั้งแต่เดือน · first month", "to=covers.end month ข้อมูลถึงเดือน · last month",
    "shows text องค์ประกอบที่แสดง · elements shown", "verdict=check.verdict text ผลการเปิดตรวจ · verdict",
    "reason=check.reason text รหัสเหตุผล · reason", "last_checked=check.last_checked day ตรวจล่าสุด · last look",
    "attested_by=check.attested.by text คนตรวจ (ตำแหน่ง) · vouched for by", "attested_until=check.attested.until day รับรองถึง · until",
)  # fmt: skip
MONTHS = _columns(
    "programme=programme.id text รหัสแผนงาน · programme", "programme_name=programme.name text ชื่อแผนงาน · name of the programme",
    "month=month.month month เดือน · month", "month_th=month.text text เดือน (พ.ศ.) · month in words",
    "state=month.state text สถานะ · state", "due=month.due day กำหนดส่ง · due", "advised=month.advised day ควรส่งภายใน · advised day",
    "submitted=month.submitted day ส่งเมื่อ · submitted", "days_late=month.days_late integer ช้ากี่วัน · days late",
    "progress_percent=month.progress_percent number ความก้าวหน้าสะสม (ร้อยละ) · cumulative progress",
    "spent_baht=month.spent_baht number ใช้เดือนนี้ (บาท) · spent in the month", "page=month.page address หน้าเว็บ · page",
)  # fmt: skip
RESULTS = _columns(
    "kind text ชนิด · total, instrument or indicator", "id=score.id text รหัส · id", "name=score.name text ชื่อ · name",
    "score=score.score number คะแนน · points",
)  # fmt: skip
QUESTIONS = _columns(
    "code text รหัสคำถาม · code", "indicator text ตัวชี้วัด · indicator", "text text คำถาม · question",
    "score number คะแนน · points", "advice text แนวทางการพัฒนา · advice",
)  # fmt: skip
MEASURES = _columns(
    "id text รหัสมาตรการ · id", "title text มาตรการ · measure", "issues text ประเด็น · what it answers",
    "owners text ผู้รับผิดชอบ · in charge", "due day กำหนดแล้วเสร็จ · due", "budget_baht number งบประมาณ (บาท) · budget in baht",
    "status text สถานะ · status", "overdue boolean เลยกำหนด · overdue", "page address หน้าเว็บ · page",
)  # fmt: skip


def items_table(document: ItemsDocument) -> Table:
    return Table("items.csv", ITEMS, document.items)


def evidence_table(document: EvidenceDocument) -> Table:
    return Table("evidence.csv", EVIDENCE, document.evidence)


def months_table(documents: Iterable[ProgrammeDocument]) -> Table:
    rows = tuple({"programme": d.programme, "month": month} for d in documents for month in d.months)
    return Table("months.csv", MONTHS, rows)


def result_tables(document: ResultDocument) -> tuple[Table, Table]:
    scores: list[dict[str, Any]] = [{"kind": "total", "score": {"id": "total", "name": None, "score": document.total}}]
    scores += [{"kind": "instrument", "score": one} for one in document.instruments]
    scores += [{"kind": "indicator", "score": one} for one in document.indicators]
    return Table("results.csv", RESULTS, tuple(scores)), Table("questions.csv", QUESTIONS, document.questions)


def measures_table(document: MeasuresDocument) -> Table:
    return Table("measures.csv", MEASURES, document.measures)


__all__ = ["Column", "Table", "evidence_table", "items_table", "measures_table", "months_table", "result_tables"]
