"""2xx: is each field what it should be?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ita_site.rules.base import Context, Hit, Path, Problems, Value, from_fields, rule
from ita_site.rules.completeness import other_year_with
from ita_site.rules.slips import EXPECTED, QUOTED, date_words, group_at, kind_words, near_words, number_words
from ita_site.site import item_stem
from ita_site.source import Document
from ita_site.text import Text


@rule(
    "ITA201", "unknown-field", "error", scope="file",
    title=("ไม่มีช่องชื่อนี้", "Unknown field"),
    message=("ไม่รู้จักช่อง «{field}»", "Unknown field «{field}»"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def unknown_field(problems: Problems) -> Iterator[Hit]:
    """ชื่อช่องที่สะกดผิดทำให้ข้อมูลหายไปจากเว็บโดยไม่มีใครรู้

    A misspelt field would silently vanish from the site."""
    told: set[tuple[str, Path]] = set()
    for hit in from_fields(problems, "unknown-field", near_words):
        # 1,250,000 falls into three, and is one mistake
        if hit.values["mend"] is not QUOTED or (hit.path, hit.at[:-1]) not in told:
            yield hit
            told.add((hit.path, hit.at[:-1]))


@rule(
    "ITA202", "missing-field", "error", scope="file",
    title=("ขาดช่องที่จำเป็น", "Required field is missing"),
    message=("ยังไม่มีช่อง «{field}»", "Field «{field}» is missing"),
    fix=("เติม {field}: พร้อมค่า", "Add {field}: with a value"),
)  # fmt: skip
def missing_field(problems: Problems) -> Iterator[Hit]:
    """ช่องที่จำเป็นคือข้อมูลขั้นต่ำที่ประชาชนต้องเห็น

    Required fields are the least that the public must see."""
    yield from (hit for hit in from_fields(problems, "missing-field") if group_at(hit.at) is None)


@rule(
    "ITA203", "wrong-kind", "error", scope="file",
    title=("ค่าผิดชนิด", "Wrong kind of value"),
    message=("ช่อง «{field}» ต้องเป็น{expected}", "«{field}» must be {expected}"),
    fix=("แก้ค่าให้เป็น{expected} ดูตัวอย่างจากข้ออื่น", "Write {expected}; see another item"),
)  # fmt: skip
def wrong_kind(problems: Problems) -> Iterator[Hit]:
    """ย่อหน้าหรือเครื่องหมาย - ที่ขาดไปทำให้ค่ากลายเป็นอย่างอื่น

    A missing dash or indentation turns a value into something else."""
    yield from from_fields(problems, "wrong-kind", kind_words)
    told: set[tuple[str, Path]] = set()
    for document, item, slip in problems.of_fields.get("missing-field", ()):
        group = group_at(slip.path)
        if group is not None and (document.path, group) not in told:
            told.add((document.path, group))
            yield Hit(document, group, {"field": str(group[-1]), "expected": EXPECTED["pair"]}, item)
    yield from from_fields(problems, "not-text", lambda slip: {**slip.values, "expected": EXPECTED["text"]})


@rule(
    "ITA204", "bad-choice", "error", scope="file",
    title=("ค่าไม่อยู่ในตัวเลือก", "Not one of the choices"),
    message=("ช่อง «{field}» เป็น «{value}» ไม่ได้", "«{field}» cannot be «{value}»"),
    fix=("ใช้ค่าใดค่าหนึ่ง: {choices}", "Use one of: {choices}"),
)  # fmt: skip
def bad_choice(problems: Problems) -> Iterator[Hit]:
    """ช่องนี้มีคำตอบได้ไม่กี่แบบ

    This field takes one of a few answers."""
    yield from from_fields(
        problems,
        "bad-choice",
        lambda slip: {
            **slip.values,
            "choices": Text(str(slip.values.get("meanings", slip.values["choices"])), str(slip.values["choices"])),
        },
    )


@rule(
    "ITA205", "bad-date", "error", scope="file",
    title=("วันที่หรือเดือนไม่ถูกต้อง", "Not a date or month"),
    message=("«{value}» ใช้ไม่ได้: {why}", "«{value}» cannot be used: {why}"),
    fix=("เขียน{write}", "Write {write}"),
)  # fmt: skip
def bad_date(problems: Problems) -> Iterator[Hit]:
    """วันที่คือสิ่งที่พิสูจน์ว่าข้อมูลเป็นของปีที่ประเมินและส่งทันกำหนด

    Dates prove that data belong to the year assessed and came in time."""
    for kind in ("bad-date", "bad-month"):
        yield from from_fields(problems, kind, date_words)


@rule(
    "ITA206", "bad-number", "error", scope="file",
    title=("ตัวเลขไม่ถูกต้อง", "Not a usable number"),
    message=("«{value}» ใช้ไม่ได้: {why}", "«{value}» cannot be used: {why}"),
    fix=("ตรวจตัวเลข แล้วเขียนเฉพาะตัวเลข เช่น 1250 หรือ 1,250.50 ใช้เลขไทยก็ได้", "Check it and write the number alone, like 1250 or 1,250.50; Thai digits are fine"),
)  # fmt: skip
def bad_number(problems: Problems) -> Iterator[Hit]:
    """ตัวเลขที่อ่านไม่ได้นำไปรวมหรือเทียบกับแผนไม่ได้

    A number that cannot be read can be neither summed nor compared with the plan."""
    for kind in ("not-a-number", "not-whole", "out-of-range"):
        yield from from_fields(problems, kind, number_words)


@rule(
    "ITA207", "unknown-item", "error",
    title=("ไม่มีข้อรหัสนี้", "Unknown item"),
    message=("เกณฑ์ปี {year} ไม่มีข้อ «{value}»", "The criteria of {year} have no item «{value}»"),
    fix=("ตรวจรหัสข้อ ต้องเป็น {first} ถึง {last}", "Check the code: {first} to {last}"),
)  # fmt: skip
def unknown_item(context: Context) -> Iterator[Hit]:
    """ไฟล์ที่ระบุรหัสผิดไม่ถูกนับเป็นข้อใดเลย

    A file with a wrong code counts for no item at all."""
    codes = list(context.edition.items)
    for entry in context.site.year.entries:
        data = entry.document.data
        if entry.item is not None or not isinstance(data, dict) or "item" not in data:
            continue
        if other_year_with(str(data["item"]), context.edition.year, context.site.shelf) is None:
            values: dict[str, Value] = {
                "year": context.edition.year,
                "value": str(data["item"])[:60],
                "first": codes[0],
                "last": codes[-1],
            }
            yield Hit(entry.document, ("item",), values, context.item_named(entry.document))


@rule(
    "ITA208", "unknown-element", "error", rests_on="facts", requires=("ITA209",),
    title=("ไม่มีองค์ประกอบนี้ในข้อ", "Unknown element"),
    message=("ข้อนี้ไม่มีองค์ประกอบชื่อ «{value}»", "This item has no element «{value}»"),
    fix=("ใช้รหัสเหล่านี้: {known}", "Use these ids: {known}"),
)  # fmt: skip
def unknown_element(context: Context) -> Iterator[Hit]:
    """ถ้าสะกดรหัสผิด องค์ประกอบนั้นจะไม่ถูกนับว่ามีหลักฐาน

    A misspelt id leaves its element without evidence."""
    for entry, item, record in context.sound:
        known = [element.id for element in item.elements]
        for i, evidence in enumerate(record.evidence):
            for j, shown in enumerate(evidence.shows):
                if shown not in known:
                    named = ", ".join(f"{e.id} = {e.name.th}" for e in item.elements)
                    values: dict[str, Value] = {"value": shown, "known": Text(named, ", ".join(known))}
                    yield Hit(entry.document, ("evidence", i, "shows", j), values, item)


@rule(
    "ITA209", "file-name-mismatch", "error",
    title=("ชื่อไฟล์กับรหัสข้อไม่ตรงกัน", "File name and item differ"),
    message=("ไฟล์ชื่อ {name} แต่ข้างในเป็นข้อ {code}", "The file is named {name} but holds item {code}"),
    fix=("เปลี่ยนชื่อไฟล์เป็น {wanted} หรือแก้ item: ให้ตรง", "Rename it to {wanted}, or mend item:"),
)  # fmt: skip
def file_name_mismatch(context: Context) -> Iterator[Hit]:
    """มักเกิดจากการคัดลอกไฟล์แล้วลืมแก้ ทำให้ตอบผิดข้อ

    Usually a copy that was not finished, so the wrong item is answered."""
    for entry in context.site.year.entries:
        name = entry.document.path.rsplit("/", 1)[-1]
        named = context.item_named(entry.document)
        if entry.item is not None and named is not None and named != entry.item:
            wanted = f"{item_stem(entry.item.code)}.yml"
            yield Hit(entry.document, ("item",), {"name": name, "code": entry.item.code, "wanted": wanted}, named)


@rule(
    "ITA210", "duplicate-item", "error", requires=("ITA209",),
    title=("ข้อเดียวกันมีสองไฟล์", "Item has two files"),
    message=("ข้อ {code} มีอยู่แล้วใน {first}", "Item {code} is already in {first}"),
    fix=("รวมข้อมูลไว้ในไฟล์เดียว แล้วลบอีกไฟล์", "Bring the data together in one file and delete the other"),
)  # fmt: skip
def duplicate_item(context: Context) -> Iterator[Hit]:
    """เว็บไซต์แสดงได้ไฟล์เดียว อีกไฟล์จะไม่มีใครเห็น

    The site can show one of them; the other would never be seen."""
    first: dict[str, str] = {}
    # a file whose name says the same comes first; sorting keeps the order of the rest
    for entry in sorted(context.site.year.entries, key=lambda e: context.item_named(e.document) != e.item):
        if entry.item is None:
            continue
        seen = first.setdefault(entry.item.code, entry.document.path)
        if seen != entry.document.path:
            yield Hit(entry.document, ("item",), {"code": entry.item.code, "first": seen}, entry.item)


@rule(
    "ITA211", "not-yes-no", "error", scope="file",
    title=("ต้องตอบ true หรือ false", "Must be true or false"),
    message=("ช่อง «{field}» เป็น «{value}» ไม่ได้", "«{field}» cannot be «{value}»"),
    fix=("เขียน true (ใช่) หรือ false (ไม่ใช่)", "Write true or false"),
)  # fmt: skip
def not_yes_no(problems: Problems) -> Iterator[Hit]:
    """yes, no, on, off แต่ละโปรแกรมอ่านไม่เหมือนกัน

    Programs disagree about yes, no, on and off."""
    yield from from_fields(problems, "not-yes-no")


@rule(
    "ITA212", "exactly-one", "error", scope="file",
    title=("ต้องมีช่องใดช่องหนึ่ง", "Exactly one of two fields"),
    message=("ต้องมี {first}: หรือ {second}: อย่างใดอย่างหนึ่ง", "Either {first}: or {second}: is needed, and only one of them"),
    fix=("เหลือไว้ช่องเดียว: {first}: หรือ {second}:", "Keep one: {first}: or {second}:"),
)  # fmt: skip
def exactly_one(problems: Problems) -> Iterator[Hit]:
    """ถ้ามีสองที่อยู่ ผู้ประเมินไม่รู้ว่าให้เปิดอันไหน ถ้าไม่มีก็เปิดไม่ได้

    With two addresses nobody knows which to open; with none there is nothing to open."""
    yield from from_fields(problems, "exactly-one")


@rule(
    "ITA213", "period-order", "error", scope="file",
    title=("ช่วงเวลากลับหัวกลับท้าย", "Period ends before it starts"),
    message=("เดือนสิ้นสุดอยู่ก่อนเดือนเริ่มต้น", "The last month lies before the first"),
    fix=("สลับเดือนเริ่มกับเดือนสิ้นสุด หรือแก้ปี", "Swap them, or mend the year"),
)  # fmt: skip
def period_order(problems: Problems) -> Iterator[Hit]:
    """มักพิมพ์ปีผิด เพราะปีงบประมาณเริ่มเดือนตุลาคมของปีก่อน

    Usually a slip of the year: the fiscal year starts in October of the year before."""
    for hit in from_fields(problems, "period-order"):
        ends = [(*hit.at, name) for name in ("end", "to")]
        places = hit.where.places if isinstance(hit.where, Document) else {}
        yield replace(hit, at=next((at for at in ends if at in places), hit.at))


@rule(
    "ITA214", "blank-field", "error", gap=True, scope="file",
    title=("ช่องว่างเปล่า", "Field is blank"),
    message=("ช่อง «{field}» ว่างอยู่", "«{field}» is blank"),
    fix=("เติมค่าหลัง {field}:", "Write a value after {field}:"),
)  # fmt: skip
def blank_field(problems: Problems) -> Iterator[Hit]:
    """ช่องว่างบนหน้าเว็บทำให้ประชาชนสงสัยว่ามีข้อมูลหรือไม่

    A blank on the page leaves readers wondering whether there is anything."""
    yield from from_fields(problems, "blank")
