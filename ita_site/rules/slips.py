"""The words for what is wrong with a field: what was meant, what is asked for, how to write it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ita_site.dates import DateError, parse_month
from ita_site.records import FieldProblem
from ita_site.rules.base import Path, Value
from ita_site.text import Text
from ita_site.thai import fold_digits

_REST_OF_NUMBER = re.compile(r"[0-9]{3}(?:\.[0-9]*)?(?:\.?-|%)?(?: ?บาท)?")
"""What a comma leaves of 1,250 between braces or brackets, where commas part one entry from the next."""
QUOTED = Text(
    'ตัวเลขที่มีจุลภาคในวงเล็บ ให้ครอบด้วย "…" เช่น "1,250" หรือไม่ใส่จุลภาค เช่น 1250',
    'Between braces or brackets put quotes around a number with a comma, like "1,250", or leave out the comma: 1250',
)


def _is_rest_of_number(problem: FieldProblem) -> bool:
    return _REST_OF_NUMBER.fullmatch(fold_digits(str(problem.values["field"]))) is not None


def near_words(problem: FieldProblem) -> Mapping[str, Value]:
    """The name that was probably meant, or how a number with a comma is written."""
    if _is_rest_of_number(problem):
        return {**problem.values, "mend": QUOTED}
    near = problem.values.get("near")
    mend = Text(f"หมายถึง {near}: หรือไม่", f"Did you mean {near}: ?") if near else Text(
        "ลบช่องนี้ หรือดูชื่อช่องจากข้ออื่น", "Remove it, or see another item for the names"
    )  # fmt: skip
    return {**problem.values, "mend": mend}


def group_at(at: Path) -> Path | None:
    """The place of the group of a metric that `at` leads to or into; None elsewhere."""
    return at[:4] if len(at) > 3 and (at[0], at[2]) == ("metrics", "by") else None


EXPECTED = {
    "list": Text(
        "รายการ แต่ละรายการขึ้นบรรทัดใหม่ด้วยขีดและช่องว่าง (- )",
        "a list, each entry on a new line with a dash and a blank (- )",
    ),
    "fields": Text("ช่องย่อย เขียนเป็น ช่อง: ค่า ย่อหน้าเข้าไป", "fields of its own, indented, as field: value"),
    "text": Text("ข้อความ", "text"),
    "pair": Text(
        'ตัวเลขสองตัว คือตัวตั้งและตัวหาร เช่น [12, 226] ตัวเลขที่มีจุลภาคให้ครอบด้วย "…"',
        'two numbers, the part and the whole, like [12, 226]; a number with a comma needs quotes: "1,250"',
    ),
    "other": Text("ค่าแบบอื่น", "another kind of value"),
}


def kind_words(problem: FieldProblem) -> Mapping[str, Value]:
    """What kind of value a field takes."""
    expected = "pair" if group_at(problem.path) is not None else str(problem.values["expected"])
    return {**problem.values, "expected": EXPECTED[expected]}


_DATE_TROUBLE = {
    "no-such-day": Text("ไม่มีวันนี้ในปฏิทิน", "there is no such day"),
    "no-such-month": Text("เดือนต้องเป็น 1 ถึง 12", "months run from 1 to 12"),
    "era": Text("ปีต้องเป็น พ.ศ. (เช่น 2566) หรือ ค.ศ. (เช่น 2023)", "the year must be BE (like 2566) or CE (like 2023)"),
}
_NOT_A_DATE = Text("อ่านเป็นวันที่หรือเดือนไม่ได้", "it does not read as a date or month")
_ONLY_A_MONTH = Text("ต้องบอกวันด้วย นี่เป็นทั้งเดือน", "a day is asked for, and this is a whole month")
_WRITE = {
    "bad-date": Text("วันที่เป็น 2566-03-31 หรือ 31 มี.ค. 2566", "a date as 2566-03-31 or 2023-03-31"),
    "bad-month": Text("เดือนเป็น 2566-03 หรือ มี.ค. 2566", "a month as 2566-03 or 2023-03"),
}


def date_words(problem: FieldProblem) -> Mapping[str, Value]:
    """Why a date or month cannot be read, and how one is written."""
    why = _DATE_TROUBLE.get(str(problem.values.get("why")), _NOT_A_DATE)
    if why is _NOT_A_DATE and problem.kind == "bad-date" and _is_month(str(problem.values.get("value"))):
        why = _ONLY_A_MONTH
    return {**problem.values, "why": why, "write": _WRITE[problem.kind]}


def _is_month(typed: str) -> bool:
    try:
        parse_month(typed)
    except DateError:
        return False
    return True


_NUMBER_TROUBLE = {
    "not-a-number": Text("อ่านเป็นตัวเลขไม่ได้", "it does not read as a number"),
    "not-whole": Text("ต้องเป็นจำนวนเต็ม", "it must be a whole number"),
}
_LONGEST = 12
"""Digits of a limit that is worth reading; a longer one only keeps nonsense out."""


def number_words(problem: FieldProblem) -> Mapping[str, Value]:
    """Why a number cannot be used."""
    if problem.kind == "out-of-range":
        low, high = problem.values.get("low", ""), problem.values.get("high", "")
        why = Text(f"ต้องอยู่ระหว่าง {low} ถึง {high}", f"it must lie from {low} to {high}")
        if high == "" or (len(str(high)) > _LONGEST and str(problem.values["value"]).startswith("-")):
            why = Text(f"ต้องไม่น้อยกว่า {low}", f"it must not be less than {low}")
        return {**problem.values, "why": why}
    return {**problem.values, "why": _NUMBER_TROUBLE[problem.kind]}
