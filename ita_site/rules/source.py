"""1xx: can the file be read at all, and does it say what its writer meant?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ita_site.rules.base import Hit, Problems, Value, from_source, rule
from ita_site.source import Problem
from ita_site.text import Text


def _and_more(problem: Problem) -> Mapping[str, Value]:
    """The last notice of a kind stands for all that follow in the file."""
    more = int(problem.values.get("more", 0)) - 1
    words = Text(f" และอีก {more} แห่งต่อจากนี้", f", and {more} more after it") if more > 0 else Text("", "")
    return {**problem.values, "more": words}


_NO_NAME = {
    "binary": Text("ไฟล์ที่ไม่ใช่ข้อความ", "a file that is no text"),
    "unknown": Text("รหัสที่ไม่รู้จัก", "an unknown encoding"),
}


@rule(
    "ITA101", "encoding", "error", scope="file",
    title=("ไฟล์ไม่ใช่ UTF-8", "File is not UTF-8"),
    message=("อ่านตัวอักษรในไฟล์ไม่ได้ น่าจะบันทึกเป็น {encoding}", "The letters cannot be read; the file looks like {encoding}"),
    fix=("บันทึกไฟล์ใหม่โดยเลือกการเข้ารหัส UTF-8", "Save the file again as UTF-8"),
)  # fmt: skip
def encoding(problems: Problems) -> Iterator[Hit]:
    """ไฟล์จากโปรแกรมรุ่นเก่ามักเป็น TIS-620 ซึ่งเว็บไซต์และเครื่องอื่นอ่านไม่ออก

    Files from old programs are often TIS-620, which websites and other machines cannot read."""
    yield from from_source(
        problems, "encoding", lambda p: {"encoding": _NO_NAME.get(str(p.values["encoding"]), p.values["encoding"])}
    )


@rule(
    "ITA102", "too-large", "error", scope="file",
    title=("ไฟล์ใหญ่เกินไป", "File is too large"),
    message=("ไฟล์มีขนาดเกิน {limit} MB", "The file is larger than {limit} MB"),
    fix=("ย้ายตารางยาวไปเป็นไฟล์ CSV ใน content/files แล้วอ้างด้วย table: file:", "Move long tables to a CSV under content/files and name it in table: file:"),
)  # fmt: skip
def too_large(problems: Problems) -> Iterator[Hit]:
    """ไฟล์ข้อมูลที่คนพิมพ์ไม่ควรเกิน 1 MB ถ้าเกินมักวางผิดไฟล์

    A file that people type never needs more than 1 MB; a larger one is usually the wrong file."""
    yield from from_source(problems, "too-large", lambda p: {"limit": int(p.values["limit"]) >> 20})


@rule(
    "ITA103", "control-character", "error", scope="file",
    title=("มีอักขระที่ไม่ใช่ข้อความ", "Characters that are not text"),
    message=("พบอักขระควบคุม ({character}) ไฟล์นี้อาจไม่ใช่ไฟล์ข้อความ", "Found a control character ({character}); this may not be a text file"),
    fix=("ลบอักขระนั้น หรือสร้างไฟล์ใหม่แล้วคัดลอกเฉพาะข้อความ", "Remove it, or start a new file and copy only the text"),
)  # fmt: skip
def control_character(problems: Problems) -> Iterator[Hit]:
    """ไฟล์ Word หรือ PDF ที่เปลี่ยนชื่อเป็น .yml อ่านไม่ได้

    A Word or PDF file renamed to .yml cannot be read."""
    yield from from_source(problems, "control-character")


@rule(
    "ITA105", "tab-indent", "error", scope="file",
    title=("ย่อหน้าด้วยปุ่ม Tab", "Indented with a tab"),
    message=("หน้าบรรทัดนี้เป็น Tab ซึ่ง YAML ไม่รับ", "The line starts with a tab, which YAML does not take"),
    fix=("ลบ Tab แล้วเคาะช่องว่างแทน ระดับละ 2 ช่อง", "Replace the tab with blanks, two for each level"),
)  # fmt: skip
def tab_indent(problems: Problems) -> Iterator[Hit]:
    """Tab กับช่องว่างดูเหมือนกันบนจอ แต่ YAML รับเฉพาะช่องว่าง

    Tabs and blanks look alike on the screen; YAML takes blanks only."""
    yield from from_source(problems, "tab-indent")


@rule(
    "ITA106", "duplicate-key", "error", scope="file",
    title=("ช่องเดียวกันเขียนสองครั้ง", "Field written twice"),
    message=("ช่อง «{key}» เขียนไว้แล้วในบรรทัด {first_line}", "«{key}» is already written in line {first_line}"),
    fix=("รวมเป็นช่องเดียว แล้วลบอีกช่องหนึ่ง", "Keep one of them"),
)  # fmt: skip
def duplicate_key(problems: Problems) -> Iterator[Hit]:
    """โปรแกรมทั่วไปเก็บค่าหลังและทิ้งค่าแรกโดยไม่บอก ข้อมูลจึงหายเงียบ ๆ

    Other programs keep the last value and drop the first without a word."""
    yield from from_source(problems, "duplicate-key")


@rule(
    "ITA107", "anchor", "error", scope="file",
    title=("ใช้ & หรือ * ของ YAML", "Anchor or alias"),
    message=("เครื่องหมาย & หรือ * หน้าข้อความเป็นคำสั่งของ YAML ซึ่งที่นี่ไม่ใช้", "& or * before a value is a YAML reference, which is not used here"),
    fix=("ถ้าเป็นข้อความ ให้ครอบด้วย \"…\" ถ้าตั้งใจอ้างซ้ำ ให้พิมพ์ค่าเต็ม", "Quote it if it is text; otherwise write the value out"),
)  # fmt: skip
def anchor(problems: Problems) -> Iterator[Hit]:
    """การอ้างซ้ำทำให้ไฟล์เล็กกลายเป็นข้อมูลมหาศาลได้ และคนอ่านตามไม่ทัน

    References let a small file grow without bound and are hard for people to follow."""
    yield from from_source(problems, "anchor")


@rule(
    "ITA108", "tag", "error", scope="file",
    title=("ใช้ ! ของ YAML", "YAML tag"),
    message=("เครื่องหมาย ! หน้าข้อความเป็นคำสั่งของ YAML ซึ่งที่นี่ไม่ใช้", "! before a value is a YAML command, which is not used here"),
    fix=("ครอบข้อความด้วย \"…\"", "Put the value in \"…\""),
)  # fmt: skip
def tag(problems: Problems) -> Iterator[Hit]:
    """คำสั่งแบบนี้เคยใช้เจาะระบบที่อ่าน YAML

    Such commands have been used to break into programs that read YAML."""
    yield from from_source(problems, "tag")


@rule(
    "ITA109", "several-documents", "error", scope="file",
    title=("มีหลายเอกสารในไฟล์เดียว", "Several documents in one file"),
    message=("พบ --- คั่นเอกสารที่สอง", "A second document starts here (---)"),
    fix=("แยกเป็นคนละไฟล์ หรือลบบรรทัด ---", "Split the file, or remove the line ---"),
)  # fmt: skip
def several_documents(problems: Problems) -> Iterator[Hit]:
    """หนึ่งไฟล์คือหนึ่งเรื่อง ส่วนหลัง --- จะไม่มีใครเห็น

    One file is one matter; what follows --- would never be seen."""
    yield from from_source(problems, "several-documents")


@rule(
    "ITA110", "too-deep", "error", scope="file",
    title=("โครงสร้างซ้อนลึกหรือมากเกินไป", "Nested too deep or too much"),
    message=("ข้อมูลซ้อนกันลึกหรือมีจำนวนมากเกินที่ไฟล์หนึ่งควรมี", "The data is nested deeper, or has more parts, than one file should"),
    fix=("ตรวจวงเล็บที่เปิดซ้อนกันและย่อหน้า ตารางยาวให้ใช้ไฟล์ CSV", "Check brackets and indentation; use a CSV for long tables"),
)  # fmt: skip
def too_deep(problems: Problems) -> Iterator[Hit]:
    """ไฟล์แบบนี้มักเกิดจากการวางผิด และทำให้โปรแกรมล่มได้

    Such a file is usually a slip of pasting, and it can crash programs."""
    for kind in ("too-deep", "too-many"):
        yield from from_source(problems, kind)


@rule(
    "ITA111", "invisible-in-structure", "error", scope="file",
    title=("มีช่องว่างพิเศษที่มองไม่เห็น", "Invisible special blank"),
    message=("มีอักขระที่มองไม่เห็น ({character}) ในตำแหน่งที่ YAML ต้องการช่องว่างหรือชื่อช่อง", "An invisible character ({character}) stands where YAML needs a blank or a name"),
    fix=("ลบแล้วเคาะช่องว่างธรรมดาแทน", "Delete it and type an ordinary blank"),
)  # fmt: skip
def invisible_in_structure(problems: Problems) -> Iterator[Hit]:
    """คัดลอกจากเว็บหรือ Word มักติดช่องว่างพิเศษ ซึ่งตาเปล่าแยกไม่ออก

    Text copied from web pages or Word often brings special blanks that the eye cannot tell apart."""
    yield from from_source(problems, "invisible-in-structure")


@rule(
    "ITA112", "hidden-comment", "warning", scope="file",
    title=("ข้อความหลัง # ถูกตัดทิ้ง", "Text after # is dropped"),
    message=("ข้อความ «{text}» จะไม่ถูกอ่าน เพราะอยู่หลังเครื่องหมาย #{more}", "«{text}» is not read, because of the #{more}"),
    fix=("ถ้าเป็นส่วนหนึ่งของข้อความ ให้ครอบทั้งหมดด้วย \"…\" ถ้าเป็นบันทึกช่วยจำ ให้เว้นวรรคหลัง #", "If it belongs to the value, quote the whole; if it is a note, put a blank after #"),
)  # fmt: skip
def hidden_comment(problems: Problems) -> Iterator[Hit]:
    """YAML ถือว่าข้อความหลัง # เป็นบันทึกช่วยจำ ข้อมูลจึงขาดหายโดยไม่มีใครรู้

    YAML takes what follows # for a note, so data can go missing unnoticed."""
    yield from from_source(problems, "hidden-comment", _and_more)


@rule(
    "ITA113", "repaired-text", "notice", scope="file",
    title=("ซ่อมอักษรไทยให้แล้ว", "Thai letters repaired"),
    message=("อักษรใน «{before}» เรียงผิด ระบบอ่านเป็น «{after}»{more}", "The letters of «{before}» are out of order; read as «{after}»{more}"),
    fix=("พิมพ์คำนี้ใหม่เพื่อให้ค้นหาเจอในทุกโปรแกรม", "Type the word again, so that every program finds it"),
)  # fmt: skip
def repaired_text(problems: Problems) -> Iterator[Hit]:
    """ข้อความที่คัดลอกจาก PDF มักมีสระอำแยกเป็นสองตัว มองเหมือนกันแต่ค้นหาไม่พบ

    Text copied from PDFs often has sara am in two parts: it looks the same and is never found."""
    yield from from_source(problems, "repaired-text", _and_more)


@rule(
    "ITA114", "empty-file", "error", scope="file",
    title=("ไฟล์ว่าง", "Empty file"),
    message=("ไฟล์นี้ไม่มีข้อมูล", "The file holds no data"),
    fix=("กรอกข้อมูล หรือลบไฟล์", "Fill it in, or delete it"),
)  # fmt: skip
def empty_file(problems: Problems) -> Iterator[Hit]:
    """ไฟล์ว่างดูเหมือนมีข้อนั้นแล้ว ทั้งที่ยังไม่มี

    An empty file looks as if the item were there."""
    yield from from_source(problems, "empty")


@rule(
    "ITA115", "not-fields", "error", scope="file",
    title=("ไฟล์ไม่ได้เขียนเป็นช่อง: ค่า", "File is not written as field: value"),
    message=("ไฟล์ต้องเขียนเป็น ช่อง: ค่า ทีละบรรทัด", "The file must be lines of field: value"),
    fix=("เขียนชื่อช่องและเครื่องหมาย : หน้าค่าทุกบรรทัด ดูตัวอย่างจากไฟล์อื่นในโฟลเดอร์เดียวกัน", "Begin each line with the field's name and a colon; look at another file of the folder"),
)  # fmt: skip
def not_fields(problems: Problems) -> Iterator[Hit]:
    """ถ้าไม่มีชื่อช่อง ระบบไม่รู้ว่าข้อความคืออะไร

    Without field names nothing tells what the text is."""
    yield from from_source(problems, "not-a-mapping")


@rule(
    "ITA116", "line-ending", "error", scope="file",
    title=("ตัวขึ้นบรรทัดแบบเก่า", "Old line endings"),
    message=("ไฟล์ขึ้นบรรทัดใหม่ด้วยรหัสแบบเก่า (CR) ซึ่งหลายโปรแกรมอ่านเป็นบรรทัดเดียว", "Lines end with CR alone, which many programs read as one long line"),
    fix=("บันทึกไฟล์ใหม่โดยเลือกตัวขึ้นบรรทัดแบบ LF", "Save the file with LF line endings"),
)  # fmt: skip
def line_ending(problems: Problems) -> Iterator[Hit]:
    """โปรแกรมบางตัวเก็บไฟล์แบบ Mac รุ่นเก่า

    Some programs still write the endings of old Macs."""
    yield from from_source(problems, "line-ending")


@rule(
    "ITA117", "missing-space", "error", scope="file",
    title=("ไม่ได้เว้นวรรคหลัง :", "No blank after the colon"),
    message=("ต้องเว้นวรรคหนึ่งช่องหลังเครื่องหมาย : ใน «{text}»", "A blank is needed after the colon in «{text}»"),
    fix=("เขียนเป็น ช่อง: ค่า", "Write it as field: value"),
)  # fmt: skip
def missing_space(problems: Problems) -> Iterator[Hit]:
    """ถ้าไม่เว้นวรรค ทั้งบรรทัดกลายเป็นข้อความเดียว

    Without the blank the whole line is one piece of text."""
    yield from from_source(problems, "missing-space")


_REASONS = {
    "missing": Text("ไฟล์หายไป", "it is gone"),
    "permission": Text("ไม่มีสิทธิ์อ่าน", "no permission to read it"),
    "link": Text("เป็นทางลัด", "it is a link"),
    "folder": Text("เป็นโฟลเดอร์", "it is a folder"),
    "special": Text("ไม่ใช่ไฟล์ธรรมดา", "it is not an ordinary file"),
}
_REASON_OTHER = Text("เครื่องอ่านไม่ได้", "the machine cannot read it")


@rule(
    "ITA118", "unreadable", "error", scope="file",
    title=("เปิดไฟล์ไม่ได้", "File cannot be opened"),
    message=("เปิดไฟล์นี้ไม่ได้ ({reason})", "The file cannot be opened ({reason})"),
    fix=("ตรวจว่าเป็นไฟล์ธรรมดา ไม่ใช่ทางลัดหรือโฟลเดอร์ และมีสิทธิ์อ่าน", "Make it an ordinary file, not a link or folder, that may be read"),
)  # fmt: skip
def unreadable(problems: Problems) -> Iterator[Hit]:
    """ทางลัดอาจพาข้อมูลนอกเว็บไซต์ออกสู่สาธารณะ

    A link could carry what lies outside the site to the public."""
    yield from from_source(
        problems, "unreadable", lambda p: {"reason": _REASONS.get(str(p.values["reason"]), _REASON_OTHER)}
    )


@rule(
    "ITA120", "invisible-removed", "notice", scope="file",
    title=("ลบอักขระที่มองไม่เห็นให้แล้ว", "Invisible characters removed"),
    message=("มีอักขระที่มองไม่เห็นใน «{text}» ระบบอ่านโดยไม่มีอักขระนั้น{more}", "«{text}» holds invisible characters; it is read without them{more}"),
    fix=("พิมพ์ข้อความนี้ใหม่", "Type the value again"),
)  # fmt: skip
def invisible_removed(problems: Problems) -> Iterator[Hit]:
    """อักขระที่มองไม่เห็นทำให้ลิงก์เปิดไม่ได้และค้นหาไม่พบ

    Invisible characters break links and searches."""
    yield from from_source(problems, "invisible-removed", _and_more)


@rule(
    "ITA121", "number-too-long", "error", scope="file",
    title=("ตัวเลขยาวเกินไป", "Number is too long"),
    message=("ตัวเลขนี้ยาว {digits} หลัก", "This number has {digits} digits"),
    fix=("ตรวจตัวเลข ถ้าเป็นเลขที่เอกสารให้ครอบด้วย \"…\"", "Check it; if it is a document number, put it in \"…\""),
)  # fmt: skip
def number_too_long(problems: Problems) -> Iterator[Hit]:
    """ตัวเลขเกิน 18 หลักไม่ใช่จำนวนเงินหรือจำนวนครั้งแน่นอน

    More than 18 digits is neither an amount nor a count."""
    yield from from_source(problems, "number-too-long")
