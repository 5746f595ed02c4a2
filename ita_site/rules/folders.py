"""1xx and 8xx, folders: is everything under `content/` where something looks for it?"""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.rules.base import Context, Hit, rule
from ita_site.text import Text


@rule(
    "ITA119", "unread-file", "error",
    title=("ไฟล์ที่ไม่มีใครอ่าน", "File that nothing reads"),
    message=("ไฟล์นี้อยู่ผิดที่หรือชื่อไม่ลงท้ายตามที่ควร ระบบจึงไม่อ่าน", "The file lies in the wrong place or has the wrong ending, so nothing reads it"),
    fix=(
        "ข้อมูลของข้ออยู่ใน items/ และลงท้ายด้วย .yml หน้าเว็บอยู่ใน pages/ และลงท้ายด้วย .md เอกสารอยู่ใน files/ ให้ย้ายหรือเปลี่ยนชื่อ",
        "Items lie in items/ and end in .yml, pages in pages/ and end in .md, documents in files/: move or rename it",
    ),
)  # fmt: skip
def unread_file(context: Context) -> Iterator[Hit]:
    """ชื่ออย่าง o12.yml.txt ดูเหมือนถูกต้อง แต่ข้อมูลข้างในไม่ขึ้นเว็บ

    A name such as o12.yml.txt looks right, yet nothing in it reaches the site."""
    for path in dict.fromkeys((*context.site.year.unread, *context.site.stray)):
        yield Hit(path)


_REASONS = {
    "permission": (
        Text("ไม่มีสิทธิ์เปิดโฟลเดอร์นี้", "There is no permission to open this folder"),
        Text("ให้ผู้ดูแลเครื่องเปิดสิทธิ์อ่าน", "Have its permissions mended"),
    ),
    "name": (
        Text("ชื่อไฟล์มีอักขระที่อ่านไม่ได้", "The name holds characters that cannot be read"),
        Text("เปลี่ยนชื่อไฟล์ใหม่ ใช้ a-z และ 0-9 (มักเกิดกับไฟล์ที่แตกจาก zip รุ่นเก่า)", "Rename it with a-z and 0-9; usual with files from old zip archives"),
    ),
}  # fmt: skip


@rule(
    "ITA122", "unreadable-folder", "error",
    title=("เปิดโฟลเดอร์หรืออ่านชื่อไฟล์ไม่ได้", "Folder or file name cannot be read"),
    message=("{what}", "{what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def unreadable_folder(context: Context) -> Iterator[Hit]:
    """สิ่งที่เปิดไม่ได้จะหายไปจากเว็บทั้งโฟลเดอร์

    What cannot be opened would be missing from the site, a whole folder at a time."""
    for path, reason in sorted(context.site.unreadable.items()):
        what, mend = _REASONS[reason]
        yield Hit(path, values={"what": what, "mend": mend})


@rule(
    "ITA801", "same-page-address", "error",
    title=("สองหน้ามีที่อยู่เดียวกัน", "Two pages with one address"),
    message=("หน้านี้จะมีที่อยู่เดียวกับ {first} เว็บไซต์แสดงได้หน้าเดียว", "This page would have the address of {first}; the site can show one of them"),
    fix=("เปลี่ยนชื่อไฟล์ให้ต่างกัน (ตัวพิมพ์เล็กใหญ่ถือว่าเหมือนกัน)", "Rename one; letter case makes no difference"),
)  # fmt: skip
def same_page_address(context: Context) -> Iterator[Hit]:
    """ถ้าที่อยู่ซ้ำกัน หน้าหนึ่งจะหายไปโดยไม่มีใครรู้

    With one address for two pages, one of them is lost without a word."""
    first: dict[str, str] = {}
    for page in context.site.pages:
        name = page.name.casefold()
        seen = first.setdefault("index" if name == "readme" else name, page.document.path)
        if seen != page.document.path:
            yield Hit(page.document, values={"first": seen})
