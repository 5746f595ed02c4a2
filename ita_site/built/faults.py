"""What is wrong with a link of the built site, in words for officers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ita_site.text import Text

Kind = Literal["page", "anchor", "asset"]

_FIX = {
    "page": Text("ไม่มีหน้านี้ในเว็บไซต์ที่สร้าง แก้ลิงก์ให้ตรงกับหน้าที่มี", "there is no such page; let the link lead to one that is there"),
    "anchor": Text("ไม่มีหัวข้อนี้ในหน้าปลายทาง แก้หรือลบส่วนหลังเครื่องหมาย #", "that page has no such heading; mend or leave out what follows the #"),
    "asset": Text("ไม่มีไฟล์นี้ในเว็บไซต์ที่สร้าง อัปโหลดไว้ใน content/files หรือแก้ชื่อให้ตรงทุกตัวอักษร", "there is no such file; upload it to content/files, or write its name letter by letter"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Broken:
    """One link that does not arrive.

    `page` is the address of the page (or style sheet) that holds it, from the root of the site; `address` is the link
    as written; `target` is where it would lead, from the root of the site.
    """

    page: str
    address: str
    kind: Kind
    fix: Text
    target: str


def broken(page: str, address: str, kind: Kind, target: str, near: str = "") -> Broken:
    """With what to do about it; `near` is the place that is most likely meant."""
    fix = _FIX[kind]
    if near:
        fix = Text(f"{fix.th} (มี {near})", f"{fix.en} (there is {near})")
    return Broken(page, address, kind, fix, target)
