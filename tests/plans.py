"""Programmes and reports for tests, as an officer would type them, without any file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ita_site.dates import Month, be_iso, be_month_iso
from ita_site.records import MonthlyReport, Programme, read_record
from ita_site.site import ProgrammeEntry, ReportEntry
from ita_site.source import Document

OCT, NOV, DEC = Month(2023, 10), Month(2023, 11), Month(2023, 12)
JAN, FEB, MAR = Month(2024, 1), Month(2024, 2), Month(2024, 3)
FIRST = ("2566-10", "2566-11", "2566-12", "2567-01", "2567-02")
SECOND = ("2567-03", "2567-04", "2567-05", "2567-06", "2567-07")
ROUNDS = [{"id": "first5", "months": list(FIRST)}, {"id": "last5", "months": list(SECOND)}]

MONTH_BANDS = [{"from": n, "to": n, "score": f"0.{2 * n}" if n < 5 else "1"} for n in range(1, 6)]
PERCENT_BANDS = [
    {"to": "59.99", "score": "0.2"},
    {"from": "60", "to": "69.99", "score": "0.4"},
    {"from": "70", "to": "79.99", "score": "0.6"},
    {"from": "80", "to": "89.99", "score": "0.8"},
    {"from": "90", "to": "100", "score": "1"},
]
"""Levels 3 and 4 of the indicator, as the monthly slides of a real agency print them (its misprint for 3 mended)."""

PLAN: dict[str, Any] = {"id": "p", "name": "แผนงาน", "kind": "kpi", "start": "2566-10", "end": "2567-02"}
REPORT: dict[str, Any] = {"month": "2567-02", "submitted": "2567-03-08", "actions": [{"text": "ประชุม"}]}
LINK = {"url": "https://a.example/x"}

FULL_PLAN: dict[str, Any] = {
    **PLAN,
    "kind": "project",
    "code": "50310000-2961",
    "unit": "กองแผนงาน",
    "owner": "กลุ่มอำนวยการ",
    "coordinator": "งานธุรการ",
    "fiscal_year": "๒๕๖๗",
    "start": "1 ต.ค. 2566",
    "end": "30 ก.ย. 2567",
    "budget_baht": "๑๒๐,๐๐๐.๕๐ บาท",
    "budget_used_baht": 1250,
    "background": "ความเป็นมา",
    "objectives": ["หนึ่ง", "สอง"],
    "targets": ["ร้อยละ 80", 85],
    "strategy": ["ยุทธศาสตร์ที่ 6", {"code": "6.2", "text": "ภาครัฐโปร่งใส"}, 6],
    "links": [{"title": "หน้ารวม", **LINK}],
    "deadline_day": "10",
    "reports": "monthly",
    "rounds": [*ROUNDS, {"id": 3, "name": "รอบพิเศษ", "months": ["ส.ค. 67"]}],
    "levels": [
        {"level": "๔", "name": "Output", "requires": "ทำตามแผน", "measure": "activities", "bands": PERCENT_BANDS, "full_score": 1},
        {"level": 5, "name": "Outcome", "measure": "host"},
    ],
    "activities": [
        {
            "id": 1, "measure": "มาตรการส่งเสริม", "title": "ประชุม", "method": "ประชุมทุกเดือน", "owner": "คณะทำงาน",
            "period": "ทั้งปี", "budget_baht": 0, "quarters": [1, "๒", "3"], "target": "12 ครั้ง",
            "target_quantitative": True, "target_qualitative": "เข้าใจตรงกัน", "status": "doing", "result": "ประชุมแล้ว",
            "evidence": [{"on": "4 ธ.ค. 66", "note": "ครั้งที่ 1", "page": "๒", **LINK}, {"date": "27/12/2566", "file": "files/a.pdf"}],
            "followups": [
                {"no": "๑", "on": "2567-01-31", "status": "done", "result": "ครบ", "suggestion": "ทำต่อ", "evidence": [LINK]},
            ],
        },
    ],
}  # fmt: skip
FULL_REPORT: dict[str, Any] = {
    **REPORT,
    "no": "๕",
    "title": "รายงานความก้าวหน้า",
    "summary": "สรุป",
    "actions": [
        {"text": "ประชุม", "on": "23 กุมภาพันธ์ 2567", "activity": 6, "evidence": [LINK]},
        {"text": "สื่อสาร", "date": "๒๒ ก.พ. ๖๗"},
        {"text": "รวบรวม", "due": "8 มี.ค.67"},
    ],
    "metrics": [
        {"name": "รวม", "numerator": 13, "denominator": 729, "percent": "1.78 %", "unit": "คน", "as_of": "31 มี.ค. 66",
         "by": {"ข้าราชการ": [12, 226], "พนักงานราชการ": ["๑", "503"]}, "note": "ณ สิ้นเดือน"},
        {"name": "ผู้มีส่วนได้ส่วนเสีย", "numerator": "1,388"},
    ],
    "progress_percent": "๘๐%",
    "budget_spent_baht": "1,250.50",
    "budget_spent_total_baht": 20000,
    "on_plan": True,
    "on_target": False,
    "levels": {"3": {"value": 5, "evidence": [LINK]}, "5": {"score": 1, "expected": 1, "by": "เจ้าภาพ", "text": "ครบ"}},
    "self_score": 4,
    "expected_score": "5.00",
    "remark": "หมายเหตุ",
    "next": [{"text": "ติดตาม", "due": "2567-04-10", "activity": "7"}],
    "problems": "ไม่มี",
    "advice": "ทำต่อ",
    "reporter": {"name": "เจ้าหน้าที่", "position": "เจ้าพนักงานธุรการ", "phone": "0 2590 4285", "email": "a@b.example"},
    "memo": {
        "number": "สธ 0505.01/2222", "date": "๕ มีนาคม ๒๕๖๗", "sender": "กองแผนงาน", "subject": "สรุปรายงาน",
        "to": "ผู้อำนวยการ", "signer": "เลขานุการ", "position": "เจ้าพนักงาน", "acknowledged_by": "ผู้อำนวยการ",
        "acknowledged_position": "ผู้อำนวยการกอง", "certification": "ขอรับรอง", "evidence": [{"file": "files/memo.pdf"}],
    },
}  # fmt: skip


def programme(**fields: Any) -> Programme:
    """A programme from October 2566 to February 2567 unless `fields` say otherwise, as typed."""
    typed = {"id": "p", "name": "แผนงาน", "kind": "kpi", "start": "2566-10", "end": "2567-02", **fields}
    record, problems = read_record(Programme, typed)
    assert record is not None, problems
    return record


def report(month: Month, **fields: Any) -> MonthlyReport:
    """The report of a month, published on the first day after it unless `submitted` says otherwise."""
    typed = {
        "month": be_month_iso(month),
        "submitted": be_iso((month + 1).first_day),
        "actions": [{"text": "ประชุม"}],
        **fields,
    }
    record, problems = read_record(MonthlyReport, typed)
    assert record is not None, problems
    return record


def reports(*months: Month, **fields: Any) -> dict[Month, MonthlyReport]:
    return {month: report(month, **fields) for month in months}


def entry(plan: Programme | None, *records: MonthlyReport | Month) -> ProgrammeEntry:
    """A programme's folder: a month stands for a file of that name which cannot be read."""
    files = [
        ReportEntry(_document(f"{i}.yml"), r, None, ())
        if isinstance(r, Month)
        else ReportEntry(_document(f"{i}.yml"), r.month, r, ())
        for i, r in enumerate(records)
    ]
    return ProgrammeEntry("p", "p/programme.yml", None, plan, (), tuple(files))


def numbers(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


def _document(path: str) -> Document:
    return Document(path, None, (), {}, "")
