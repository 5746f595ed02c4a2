"""1xx, syntax: what the parser stumbled over, in words for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ita_site.rules.base import Hit, Problems, Value, from_source, rule
from ita_site.source import Problem
from ita_site.text import Text

_SYNTAX_HINTS: Mapping[str, tuple[Text, Text]] = {
    "quote-needed": (
        Text(
            "ในข้อความมีเครื่องหมาย : ตามด้วยช่องว่าง ระบบจึงนึกว่าเป็นชื่อช่องใหม่",
            "The value holds a colon and a blank, so it reads as a new field",
        ),
        Text('ครอบข้อความทั้งหมดด้วย "…"', 'Put the whole value in "…"'),
    ),
    "special-start": (
        Text("ข้อความขึ้นต้นด้วยเครื่องหมายที่ YAML ใช้เอง", "The value starts with a sign that YAML keeps for itself"),
        Text('ครอบข้อความทั้งหมดด้วย "…"', 'Put the whole value in "…"'),
    ),
    "unclosed-quote": (
        Text("เปิดเครื่องหมายคำพูดแล้วไม่ได้ปิด", "A quotation mark is opened and never closed"),
        Text("เติมเครื่องหมายปิดให้เป็นแบบเดียวกับตัวเปิด", "Close it with the same mark"),
    ),
    "smart-quote": (
        Text("ใช้เครื่องหมายคำพูดโค้ง “ ” ซึ่ง YAML ไม่รู้จัก", "Curly quotation marks “ ” mean nothing to YAML"),
        Text('ใช้เครื่องหมาย " แทน', 'Use straight marks " instead'),
    ),
    "bad-indent": (
        Text("ย่อหน้าไม่ตรงกับบรรทัดก่อน", "The indentation does not match the lines above"),
        Text("จัดให้ช่องที่อยู่ระดับเดียวกันขึ้นต้นตรงกัน", "Let fields of one level start in the same column"),
    ),
    "list-mark": (
        Text("รายการต้องขึ้นต้นด้วย - ตามด้วยช่องว่าง", "A list entry starts with - and a blank"),
        Text("จัดเครื่องหมาย - ของรายการเดียวกันให้ตรงกัน", "Line up the - of one list"),
    ),
    "unclosed-bracket": (
        Text("เปิดวงเล็บ [ หรือ { แล้วไม่ได้ปิด", "A bracket [ or { is opened and never closed"),
        Text('เติมวงเล็บปิด หรือครอบข้อความด้วย "…"', 'Close it, or put the value in "…"'),
    ),
    "missing-comma": (
        Text("ในวงเล็บ [ ] หรือ { } ขาดเครื่องหมาย , ระหว่างค่า", "A comma is missing between the values in [ ] or { }"),
        Text("ใส่ , คั่นระหว่างค่า", "Put a comma between them"),
    ),
    "no-colon": (
        Text("บรรทัดนี้ไม่มีเครื่องหมาย : หลังชื่อช่อง", "There is no colon after the field's name"),
        Text(
            "เขียนเป็น ช่อง: ค่า ถ้าเป็นข้อความต่อจากบรรทัดบน ให้ย่อหน้าเข้าไป",
            "Write it as field: value; if the text goes on from the line above, indent it",
        ),
    ),
    "wide-colon": (
        Text("ใช้เครื่องหมาย ： แบบเต็มความกว้าง ซึ่ง YAML ไม่รู้จัก", "The wide colon ： means nothing to YAML"),
        Text("พิมพ์ : จากแป้นพิมพ์แทน แล้วเว้นวรรคหนึ่งช่อง", "Type an ordinary : and a blank"),
    ),
    "after-quote": (
        Text("มีข้อความต่อท้ายเครื่องหมายคำพูดที่ปิดไปแล้ว", "Text follows a quotation mark that is already closed"),
        Text(
            "ครอบข้อความทั้งหมดไว้ในคู่เดียว ถ้าข้างในมี \" ให้ครอบด้วย '…'",
            "Put the whole value in one pair; if it holds \" itself, use '…' around it",
        ),
    ),
    "backslash": (
        Text('เครื่องหมาย \\ ภายใน "…" เป็นคำสั่งของ YAML', 'A \\ within "…" is a command to YAML'),
        Text("ครอบด้วย '…' แทน \"…\"", "Use '…' instead of \"…\""),
    ),
    "comment-inside": (
        Text("เครื่องหมาย # ตัดข้อความที่ยังมีต่อในบรรทัดถัดไป", "The # cuts a value that goes on in the next line"),
        Text(
            'ถ้า # เป็นส่วนหนึ่งของข้อความ ให้ครอบทั้งหมดด้วย "…" ถ้าเป็นบันทึก ให้ย้ายไปไว้บรรทัดของตัวเอง',
            "Quote the whole value if # belongs to it; move a note to a line of its own",
        ),
    ),
    "merge-conflict": (
        Text(
            "มีเครื่องหมาย <<<<<<< ค้างจากการรวมไฟล์ที่แก้พร้อมกัน", "The mark <<<<<<< of an unfinished merge is left in the file"
        ),
        Text(
            "เลือกเก็บส่วนที่ถูก แล้วลบบรรทัด <<<<<<< ======= และ >>>>>>>",
            "Keep the right part and delete the lines <<<<<<<, ======= and >>>>>>>",
        ),
    ),
}
_SYNTAX_OTHER = (
    Text("โครงสร้าง YAML ของบรรทัดนี้ผิด", "The line is not valid YAML"),
    Text("เทียบกับไฟล์ของข้ออื่น ตรวจเครื่องหมาย : - และช่องว่างหน้าบรรทัด", "Compare with another item's file: colons, dashes and blanks before the line"),
)  # fmt: skip


def _syntax_words(problem: Problem) -> Mapping[str, Value]:
    what, mend = _SYNTAX_HINTS.get(str(problem.values.get("hint", "")), _SYNTAX_OTHER)
    return {"what": what, "mend": mend}


@rule(
    "ITA104", "syntax", "error", scope="file",
    title=("เขียน YAML ผิดรูปแบบ", "Not valid YAML"),
    message=("{what}", "{what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def syntax(problems: Problems) -> Iterator[Hit]:
    """ไฟล์ที่ผิดรูปแบบอ่านไม่ได้ทั้งไฟล์ จึงต้องแก้ก่อนอย่างอื่น

    Nothing of a malformed file can be read, so this comes before everything else."""
    yield from from_source(problems, "syntax", _syntax_words)
    yield from from_source(
        problems, "complex-key", lambda _: dict(zip(("what", "mend"), _SYNTAX_HINTS["special-start"], strict=True))
    )
