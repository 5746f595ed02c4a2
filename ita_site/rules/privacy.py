"""6xx: nothing that belongs to a private person goes public."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ita_site.criteria import Item
from ita_site.evidence.inspect.contacts import asks_for_contacts, official_contacts
from ita_site.personal import ACCOUNT, ID, PHONE, POSSIBLE_ID, Number, personal_numbers
from ita_site.rules.base import Context, Hit, rule
from ita_site.source import Document
from ita_site.text import Text
from ita_site.walk import CONTENT

_THIS_LINE = Text("บรรทัดนี้", "This line")


def _found(context: Context, kind: str) -> Iterator[Hit]:
    """Every number of a kind in what officers wrote, and each file of theirs that holds one."""
    for document, item, number in _written(context):
        if number.kind == kind:
            line = document.text.count("\n", 0, number.start) + 1
            column = number.start - document.text.rfind("\n", 0, number.start)
            values = {"where": _THIS_LINE, "which": _which(number.tail, 1)}
            yield Hit(document, values=values, item=item, spot=(line, column))
    asked_for = _contact_files(context) if kind == PHONE else frozenset()
    for path, facts in sorted(context.observed.files.items()):
        for private in facts.private:
            if private.kind == kind and path not in asked_for:
                in_lines = facts.pages is None
                where = _THIS_LINE if in_lines else Text(f"หน้า {private.place} ของไฟล์", f"Page {private.place}")
                values = {"where": where, "which": _which(private.tail, private.count)}
                yield Hit(f"{CONTENT}/{path}", values=values, spot=(private.place if in_lines else 1, 1))


@lru_cache(maxsize=1)
def _written(context: Context) -> tuple[tuple[Document, Item | None, Number], ...]:
    """Every number of a private person in YAML and free pages: four rules ask, one after the other."""
    found = [
        (document, item, number) for document, item in context.documents for number in personal_numbers(document.text)
    ]
    if any(number.kind in (ACCOUNT, PHONE) for _, _, number in found):
        allowed = official_contacts(context.site)
        found = [one for one in found if one[2].kind in (ID, POSSIBLE_ID) or one[2].digits not in allowed]
    return tuple(found)


def _contact_files(context: Context) -> frozenset[str]:
    """Files cited where the criteria ask how people are reached: the executives' own list, for one."""
    cited = {c.evidence.file for c in context.citations if c.evidence.file and asks_for_contacts(c.item)}
    tables = {r.table.file for _, item, r in context.sound if r.table and r.table.file and asks_for_contacts(item)}
    return frozenset(cited | tables)


def _which(tail: str, count: int) -> Text:
    """The last digits of a number, and how many more of its kind the file holds."""
    if count == 1:
        return Text(f"(ลงท้าย {tail})", f"(ends in {tail})")
    return Text(
        f"(ลงท้าย {tail}) และยังมีอีก {count - 1:,} เลขในไฟล์นี้", f"(ends in {tail}); the file holds {count - 1:,} more"
    )


@rule(
    "ITA601", "national-id", "error",
    title=("มีเลขประจำตัวประชาชน", "National id"),
    message=("{where}มีเลขประจำตัวประชาชน {which}", "{where} holds a national id {which}"),
    fix=("ลบออก หรือปิดตัวเลขเป็น X-XXXX-XXXXX-XX-X หากเคยเผยแพร่ไปแล้ว ให้แจ้งเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลของหน่วยงาน", "Remove it, or mask it as X-XXXX-XXXXX-XX-X; if it was already public, tell the data protection officer"),
)  # fmt: skip
def national_id(context: Context) -> Iterator[Hit]:
    """เลขประจำตัวประชาชนเป็นข้อมูลส่วนบุคคลตาม พ.ร.บ.คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562

    National ids are personal data under the Personal Data Protection Act of 2019."""
    yield from _found(context, ID)


@rule(
    "ITA602", "possible-national-id", "warning",
    title=("อาจเป็นเลขประจำตัวประชาชน", "Possibly a national id"),
    message=("{where}มีตัวเลข 13 หลักที่อาจเป็นเลขประจำตัวประชาชน {which}", "{where} holds 13 digits that may be a national id {which}"),
    fix=("ถ้าใช่ ให้ลบออก ถ้าเป็นเลขที่เอกสาร ไม่ต้องทำอะไร", "If so, remove it; if it is a document number, nothing is needed"),
)  # fmt: skip
def possible_national_id(context: Context) -> Iterator[Hit]:
    """ตัวเลขที่ไม่มีขีดอาจเป็นเลขที่เอกสาร จึงเตือนแต่ไม่กั้น

    Digits without separators may be a document number, so this warns and does not block."""
    yield from _found(context, POSSIBLE_ID)


@rule(
    "ITA603", "bank-account", "warning",
    title=("มีเลขที่บัญชีธนาคาร", "Bank account"),
    message=("{where}มีเลขที่บัญชีธนาคาร {which}", "{where} holds the number of a bank account {which}"),
    fix=("ลบออก หรือปิดตัวเลขให้เหลือ 3 ตัวท้าย ถ้าเป็นบัญชีของหน่วยงานที่ตั้งใจเปิดเผย ให้ใส่ใน privacy.contacts ของ site_config.yml", "Remove it, or leave its last three digits only; an account of the agency that is meant to be public goes into privacy.contacts of site_config.yml"),
)  # fmt: skip
def bank_account(context: Context) -> Iterator[Hit]:
    """เลขที่บัญชีของบุคคลเป็นข้อมูลส่วนบุคคล และมิจฉาชีพนำไปใช้ต่อได้

    A person's account number is personal data, and of use to swindlers."""
    yield from _found(context, ACCOUNT)


@rule(
    "ITA604", "private-phone", "warning",
    title=("มีเบอร์มือถือ", "Mobile phone"),
    message=("{where}มีเบอร์มือถือ {which}", "{where} holds a mobile phone {which}"),
    fix=("ใช้เบอร์สำนักงานแทน หรือลบออก ถ้าเป็นเบอร์ติดต่อราชการ ให้ใส่ใน privacy.contacts ของ site_config.yml", "Give the office line instead, or remove it; an official contact goes into privacy.contacts of site_config.yml"),
)  # fmt: skip
def private_phone(context: Context) -> Iterator[Hit]:
    """เบอร์มือถือมักเป็นของส่วนตัว ผู้ร้องเรียน คู่สัญญา และผู้รับบริการไม่ได้ยินยอมให้เปิดเผย เบอร์ที่เจ้าหน้าที่เปิดเผยไว้ในช่องติดต่อ หน้าเว็บ หรือข้อที่เกณฑ์ถามช่องทางติดต่อ ไม่ถูกทัก

    A mobile phone is mostly somebody's own, and those who complain, contract or are served did not agree to see theirs
    published. Numbers that officials publish as contacts, on free pages or where the criteria ask for them, are passed
    over."""
    yield from _found(context, PHONE)
