"""Thai text as people type and paste it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_site.thai import cut, fold_digits, needs_repair, repair, slug, thai_digits, without_invisible

THAI = st.text(
    st.sampled_from("กนทสเแโาำๆะ\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e\u200b a"),
    max_size=12,
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ท\u0e4d\u0e32", "ทำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e33\u0e49", "น้ำ"),
        ("ก\u0e4d\u0e32หนด", "กำหนด"),
        ("เเผนงาน", "แผนงาน"),
        ("เ\u200bเผน", "แผน"),
        ("ท\u0e48\u0e35", "ที่"),
        ("เป\u0e49\u0e47น", "เป็\u0e49น"),
        ("ค\u0e48\u0e39", "คู่"),
        ("สิทธ\u0e4c\u0e34", "สิทธิ์"),
        ("พันธ\u0e4c\u0e38", "พันธุ์"),
        ("ที\u0e48\u0e48", "ที่"),
        ("ดี\u0e35", "ดี"),
        ("ก\u0e4d\u0e4d\u0e32", "กำ"),
        ("ค\u200bน", "คน"),
        ("\ufeffคน\u00ad\u2060", "คน"),
        ("\u202aคน\u202c\u2066\u2069\u200e\u200f", "คน"),
        ("e\u0301", "é"),
    ],
)
def test_repair(typed: str, meant: str) -> None:
    assert repair(typed) == meant
    assert needs_repair(typed)
    assert not needs_repair(meant)


@pytest.mark.parametrize(
    "text",
    ["น้ำ", "ที่นี่ ซื้อผู้ เก๊ กิ๊ฟ จ๋า", "เเ".replace("เเ", "เ แ"), "ทฺวิ", "๒๕๖๖ ½ ① ﬁ ｆ", "👩‍👧 क्‍ष", "a\u00a0b", "สิทธิ์ พันธุ์ เสน่ห์", "กำกับ จำนำ"],
)  # fmt: skip
def test_what_is_right_stays(text: str) -> None:
    assert repair(text) == text
    assert not needs_repair(text)


def test_pali_keeps_its_nikhahit() -> None:
    assert repair("พุทฺธํ") == "พุทฺธํ"


@settings(max_examples=200)
@given(st.one_of(THAI, st.text(max_size=20)))
def test_repairing_twice_changes_nothing_more(text: str) -> None:
    once = repair(text)
    assert repair(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert without_invisible(once) == once


@settings(max_examples=200)
@given(st.one_of(THAI, st.text(max_size=20)))
def test_no_alarm_means_nothing_to_repair(text: str) -> None:
    if not needs_repair(text):
        assert repair(text) == text


@given(st.text(max_size=40))
def test_digits_go_both_ways(text: str) -> None:
    assert fold_digits(thai_digits(text)) == fold_digits(text)
    assert thai_digits(fold_digits(text)) == thai_digits(text)


def test_digits() -> None:
    assert fold_digits("พ.ศ. ๒๕๖๖ ข้อ 1") == "พ.ศ. 2566 ข้อ 1"
    assert thai_digits("พ.ศ. 2566") == "พ.ศ. ๒๕๖๖"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("รายงานผล การดำเนินงาน (รอบ 6 เดือน)", "รายงานผล-การดำเนินงาน-รอบ-6-เดือน"),
        ("O12: KPI & Plan", "o12-kpi-plan"),
        ("ข้อ ๑ ฯลฯ", "ข้อ-๑-ฯลฯ"),
        ("ต่าง ๆ", "ต่าง-ๆ"),
        ("Café", "cafe"),
        ("ราคา ฿100", "ราคา-100"),
        ("ก\u0e4d\u0e32", "กำ"),
        ("--a__b--", "a-b"),
        ("../..", ""),
        ("", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text(max_size=30))
def test_a_slug_is_its_own_slug(text: str) -> None:
    found = slug(text)
    assert slug(found) == found
    assert not set(found) & set("/\\.:?#&% <>\"'")


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("กิจกรรม", 7, "กิจกรรม"),
        ("กิจกรรมที่", 8, "กิจกรรม…"),
        ("ตัวชี้วัด", 5, "ตัว…"),
        ("ตัวชี้วัด", 8, "ตัวชี้…"),
        ("จำนำ", 3, "จำ…"),
        ("จำนำ", 2, "…"),
        ("น้ำท่วม", 4, "น้ำ…"),
        ("หนึ่ง\nสอง", 20, "หนึ่ง สอง"),
        ("a b c d", 5, "a b…"),
        ("", 5, ""),
    ],
)
def test_cut_leaves_letters_whole(text: str, length: int, shown: str) -> None:
    assert cut(text, length) == shown
    assert len(shown) <= length or len(text) <= length
