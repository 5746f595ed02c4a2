"""4xx, files: what can be said of a hosted file by its name and size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ita_site.criteria import Item
from ita_site.evidence.files import file_trouble
from ita_site.evidence.links import address_trouble
from ita_site.records import Status
from ita_site.rules.base import Context, Hit, Path, rule
from ita_site.source import Document
from ita_site.text import Text
from ita_site.walk import CONTENT


def files_with(context: Context, *kinds: str) -> Iterator[Hit]:
    """Cited files and table files that have one of these troubles."""
    for hit, kind in context.once(_troubled):
        if kind in kinds:
            yield hit


def _troubled(context: Context) -> tuple[tuple[Hit, str], ...]:
    """Every named file that has a trouble, and which."""
    site = context.site
    links = frozenset(site.links)
    found = []
    for document, at, item, file, is_pending in _named(context):
        if site.hides(f"{CONTENT}/{file}"):
            continue  # that its folder cannot be opened is told once
        trouble = file_trouble(file, site.files, links)
        if trouble is not None:
            hit = Hit(document, at, {"file": file, "other": trouble.other}, item, is_gap=is_pending)
            found.append((hit, trouble.kind))
    return tuple(found)


def _named(context: Context) -> Iterator[tuple[Document, Path, Item | None, str, bool]]:
    for cited in context.citations:
        if cited.evidence.file is not None:
            yield cited.document, (*cited.at, "file"), cited.item, cited.evidence.file, cited.is_pending
    for entry, item, record in context.sound:
        if record.table is not None and record.table.file is not None:
            yield entry.document, ("table", "file"), item, record.table.file, record.status is Status.PENDING


@rule(
    "ITA410", "missing-file", "error",
    title=("ไม่มีไฟล์", "File is not there"),
    message=("ไม่พบไฟล์ content/{file}", "There is no file content/{file}"),
    fix=("อัปโหลดไฟล์ไปไว้ที่ content/{file} หรือแก้ชื่อให้ตรง", "Upload it to content/{file}, or mend the name"),
)  # fmt: skip
def missing_file(context: Context) -> Iterator[Hit]:
    """ลิงก์ไปยังไฟล์ที่ไม่มีเปิดไม่ได้แน่นอน

    A link to a file that is not there will certainly not open."""
    yield from files_with(context, "missing")


@rule(
    "ITA411", "letter-case", "error",
    title=("ตัวพิมพ์เล็กใหญ่ของชื่อไฟล์ไม่ตรง", "Letter case of the file differs"),
    message=("ไฟล์จริงชื่อ {other} แต่ในนี้เขียน {file}", "The file is {other}, here it says {file}"),
    fix=("แก้ให้เป็น {other} ทุกตัวอักษร", "Write {other}, letter by letter"),
)  # fmt: skip
def letter_case(context: Context) -> Iterator[Hit]:
    """Windows ไม่สนตัวพิมพ์ แต่เว็บเซิร์ฟเวอร์สน ลิงก์จึงเสียเมื่อขึ้นเว็บ

    Windows does not mind letter case, web servers do: the link breaks once it is live."""
    yield from files_with(context, "letter-case")


@rule(
    "ITA420", "look-alike-name", "error",
    title=("ชื่อไฟล์มีอักษรที่ดูเหมือนกัน", "File name only looks the same"),
    message=("มีไฟล์ชื่อ «{other}» ซึ่งดูเหมือน «{file}» แต่ตัวอักษรไม่เหมือนกันทุกตัว", "There is a file «{other}», which looks like «{file}» but is spelt with other characters"),
    fix=("เปลี่ยนชื่อไฟล์โดยพิมพ์ใหม่ทั้งหมด (ใช้ a-z และ 0-9 จะปลอดภัยที่สุด) แล้วแก้ file: ให้ตรง", "Rename the file by typing the whole name (a-z and 0-9 are safest), then mend file:"),
)  # fmt: skip
def look_alike_name(context: Context) -> Iterator[Hit]:
    """ชื่อที่คัดลอกจาก PDF หรือ Word อาจมีสระอำแยกเป็นสองตัวหรือช่องว่างพิเศษ ตาเปล่าแยกไม่ออก แต่เว็บเซิร์ฟเวอร์แยกออก

    Names copied from PDFs or Word can hold a split sara am or special blanks: the eye sees no difference, a web server
    does."""
    yield from files_with(context, "look-alike")


@rule(
    "ITA419", "wrong-slot", "error",
    title=("ใส่ไฟล์หรือที่อยู่เว็บผิดช่อง", "File and address in the wrong field"),
    message=("{what}", "{what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def wrong_slot(context: Context) -> Iterator[Hit]:
    """ช่อง file: ใช้กับเอกสารใน content/files ช่อง url: ใช้กับที่อยู่เว็บ

    file: is for documents under content/files, url: for web addresses."""
    for hit in files_with(context, "is-address"):
        what = Text("ช่อง file: มีที่อยู่เว็บ", "file: holds a web address")
        yield replace(hit, values={"what": what, "mend": Text("เปลี่ยน file: เป็น url:", "Write url: instead of file:")})
    for hit in files_with(context, "prefix"):
        what = Text("ที่อยู่ไฟล์ต้องขึ้นต้นด้วย files/", "The path must start with files/")
        meant = hit.values["other"]
        yield replace(hit, values={"what": what, "mend": Text(f"เขียนเป็น file: {meant}", f"Write file: {meant}")})
    for citation in context.citations:
        url = citation.evidence.url
        if url is not None and address_trouble(url) == "hosted-file":
            what = Text("ช่อง url: มีไฟล์ของเว็บไซต์นี้", "url: holds a file of this site")
            path = url.strip().lstrip("/").removeprefix("content/")
            mend = Text(f"เขียนเป็น file: {path}", f"Write file: {path}")
            yield Hit(citation.document, (*citation.at, "url"), {"what": what, "mend": mend}, citation.item)


@rule(
    "ITA412", "file-type", "error",
    title=("ชนิดไฟล์ไม่อนุญาต", "File type is not allowed"),
    message=("ไฟล์ {file} เป็นชนิดที่เผยแพร่ที่นี่ไม่ได้", "{file} is of a type that may not be hosted here"),
    fix=("ใช้ชนิดใดชนิดหนึ่ง: pdf csv xlsx docx pptx odt ods txt jpg png webp", "Use one of: pdf csv xlsx docx pptx odt ods txt jpg png webp"),
)  # fmt: skip
def type_not_allowed(context: Context) -> Iterator[Hit]:
    """ไฟล์บางชนิด เช่น svg และ html สั่งให้เบราว์เซอร์ของประชาชนทำงานได้

    Some types, such as svg and html, can make a citizen's browser run commands."""
    yield from files_with(context, "type")


@rule(
    "ITA413", "outside-files", "error", requires=("ITA118",),
    title=("ไฟล์อยู่นอก content/files หรือเป็นทางลัด", "Link, or path outside content/files"),
    message=("«{file}» อยู่นอก content/files หรือเป็นทางลัด", "«{file}» lies outside content/files or is a link"),
    fix=("วางไฟล์จริงไว้ใน content/files แล้วเขียนเป็น files/ปี/ชื่อไฟล์.pdf", "Put the file itself under content/files and write files/year/name.pdf"),
)  # fmt: skip
def outside_files(context: Context) -> Iterator[Hit]:
    """ทางลัดอาจพาไฟล์ลับของเครื่องที่สร้างเว็บออกสู่สาธารณะ

    A link could carry secrets of the building machine into the public site."""
    yield from files_with(context, "outside", "special")
    for link in context.site.links:
        yield Hit(link, values={"file": link})


@rule(
    "ITA414", "no-bytes", "error",
    title=("ไฟล์ว่างเปล่า", "File of 0 bytes"),
    message=("ไฟล์ content/{file} มีขนาด 0 ไบต์", "content/{file} has 0 bytes"),
    fix=("อัปโหลดไฟล์ใหม่ การอัปโหลดครั้งก่อนอาจไม่สำเร็จ", "Upload it again; the last upload probably failed"),
)  # fmt: skip
def no_bytes(context: Context) -> Iterator[Hit]:
    """อัปโหลดที่ล้มเหลวมักทิ้งไฟล์ว่างไว้

    A failed upload often leaves an empty file behind."""
    yield from files_with(context, "no-bytes")
