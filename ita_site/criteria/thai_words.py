"""What is wrong with an edition, in Thai: who writes a correction is an officer, and the reader's words are English."""

from __future__ import annotations

import re

_WORDS = tuple(
    (re.compile(english), thai)
    for english, thai in (
        (r"unknown key «(.*)»", r"ไม่รู้จักช่อง «\1» ตรวจตัวสะกด"),
        (r"key «(.*)» is missing", r"ขาดช่อง «\1»"),
        (r"should have the keys (.*)", r"ต้องเขียนเป็นช่องย่อย \1"),
        (r"should be a mapping of ids", "ต้องเขียนเป็น รหัส: ค่า ทีละบรรทัด"),
        (r"the id «(.*)» should be quoted", r'รหัส «\1» ต้องอยู่ใน "…"'),
        (r"should be a list", "ต้องเขียนเป็นรายการ ขึ้นต้นทีละบรรทัดด้วย -"),
        (r"should be text, not «(.*)»", r"ต้องเป็นข้อความ ไม่ใช่ «\1»"),
        (r"should be a whole number, not «(.*)»", r"ต้องเป็นจำนวนเต็ม ไม่ใช่ «\1»"),
        (r"should be true or false, not «(.*)»", r"ต้องเป็น true หรือ false ไม่ใช่ «\1»"),
        (r'should be a quoted number from 0 to (\d+), such as "0.40", not «(.*)»', r'ต้องเป็นตัวเลข 0 ถึง \1 ใน "…" เช่น "0.40" ไม่ใช่ «\2»'),
        (r"Thai and English text is missing", "ยังไม่มีข้อความ"),
        (r"Thai text is missing", "ยังไม่มีข้อความภาษาไทย (th:)"),
        (r"English text is missing", "ยังไม่มีข้อความภาษาอังกฤษ (en:)"),
        (r"nothing is known to stand for «(.*)»", r"ไม่รู้ว่าจะแทน «\1» ด้วยอะไร"),
        (r"«(.*)» is no day; write (.*)", r"«\1» ไม่ใช่วันที่ เขียนแบบ \2"),
        (r"«(.*)» is not one of (.*)", r"«\1» ใช้ไม่ได้ ที่ใช้ได้คือ \2"),
        (r"unknown period rule «(.*)»", r"ไม่มีกติกาช่วงเวลาชื่อ «\1»"),
        (r"unknown item «(.*)»", r"ไม่มีข้อ «\1» ในรายการ"),
        (r"unknown [a-z ]+ «(.*)»", r"ไม่รู้จัก «\1»"),
        (r"says (\d+)(?: items)?, but (?:there are|its groups name) (\d+)", r"บอกว่ามี \1 แต่มีจริง \2"),
        (r"a window has 1 to (\d+) months and .*", r"ช่วงเวลามีได้ 1 ถึง \1 เดือน และเริ่มห่างได้ไม่เกิน \1 เดือน"),
        (r"names no kind of evidence", "ไม่ได้บอกว่าหลักฐานเป็นชนิดใด"),
        (r"(-?\d+) is less than one", r"\1 น้อยกว่า 1"),
        (r"(-?\d+) is not a month", r"\1 ไม่ใช่เดือน (1 ถึง 12)"),
        (r"is in no group", "ยังไม่อยู่ในกลุ่มใด"),
        (r"is in (\d+) groups", r"อยู่ใน \1 กลุ่ม ต้องอยู่กลุ่มเดียว"),
        (r"two items have this code", "มีสองข้อที่ใช้เลขนี้"),
        (r"has no element", "ไม่มีองค์ประกอบเลย"),
        (r"the weights add up to (.*), not 1", r"น้ำหนักรวมกันได้ \1 ต้องรวมกันได้ 1"),
        (r"the list of (\d+) has no item with this key; a new one has code, name, group", r"รายการปี \1 ไม่มีข้อนี้ ถ้าเป็นข้อใหม่ ต้องมี code: name: และ group:"),
        (r"this item is corrected twice", "ข้อนี้ถูกแก้สองแห่ง รวมไว้ที่เดียว"),
        (r"write what changes below it, such as  (.*)", r"เขียนสิ่งที่เปลี่ยนไว้ใต้ข้อนี้ เช่น \1"),
        (r"name each item by its key, such as  (.*)", r"เรียกแต่ละข้อด้วย key เช่น \1"),
        (r"tell where the correction comes from, such as .*", "บอกที่มาของการแก้ไข เช่น เลขหนังสือ หรือหน้าของคู่มือ"),
        (r"write list \(.*", "เขียน list (รายชื่อข้อถูกต้อง) หรือ all (องค์ประกอบและช่วงเวลาถูกต้องด้วย)"),
        (r"the file is named after (\d+); .*", r"ชื่อไฟล์เป็นปี \1 ต้องเป็นปีเดียวกัน"),
        (r"the name is the year of the list, such as (.*)", r"ชื่อไฟล์ต้องเป็นปี พ.ศ. ของรายการ เช่น \1"),
        (r"there are two files of (\d+); keep one", r"มีสองไฟล์ของปี \1 ให้เหลือไฟล์เดียว"),
        (r"there is no list of this year to correct; .*", "ยังไม่มีรายการของปีนี้ให้แก้ รายการใหม่ทั้งชุดต้องมี tree: และ items:"),
        (r"there is no list of (\d+) to begin from", r"ไม่มีรายการของปี \1 ให้ใช้เป็นฐาน"),
    )
)  # fmt: skip


def thai_words(problem: str) -> str:
    """A problem as the reader words it, `where: what`, with the second part in Thai where the words for it are known."""
    where, colon, what = problem.partition(": ")
    if not colon:
        where, what = "", problem
    for english, thai in _WORDS:
        if found := english.fullmatch(what):
            return f"{where}{colon}{found.expand(thai)}"
    return problem
