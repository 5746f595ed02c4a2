"""6xx: nothing that belongs to a private person goes public."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_site.rules.base import Context, Hit, rule
from ita_site.thai import fold_digits

# Digits 2 and 3 of a national id are the province of registration. Source: the Ministry of Interior's province
# codes (ISO 3166-2:TH), which the ids reuse; together with the check digit they leave 6 % of random numbers.
_PROVINCES = frozenset(
    str(code)
    for first, last in ((10, 27), (30, 49), (50, 58), (60, 67), (70, 77), (80, 86), (90, 96))
    for code in range(first, last + 1)
)
_DASH = "[-–—‑ ]"
_ID = re.compile(rf"(?<![0-9])[1-8]{_DASH}?[0-9]{{4}}{_DASH}?[0-9]{{5}}{_DASH}?[0-9]{{2}}{_DASH}?[0-9](?![0-9])")
_KEYWORD = re.compile(r"เลข(ที่)?(ประจำตัว|บัตร)ประชาชน|บัตรประชาชน|ปชช|national id", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_NEAR = 40
"""Characters before a number in which a keyword makes it an id."""


def national_ids(text: str) -> Iterator[tuple[int, bool]]:
    """Places (offset in code points) of what passes as a Thai national id, and whether it surely is one.

    Sure means written with separators, or next to a word that says so; bare digits may be a document number.
    Thai digits count as digits. Numbers inside web addresses are passed over.
    """
    if not _ID.search(text) and not re.search("[๐-๙]", text):
        return
    folded = fold_digits(text)
    addresses = [m.span() for m in _ADDRESS.finditer(folded)]
    for match in _ID.finditer(folded):
        digits = re.sub(_DASH, "", match[0])
        if digits[1:3] not in _PROVINCES or not _check_digit_fits(digits):
            continue
        if any(start <= match.start() < end for start, end in addresses):
            continue
        sure = len(match[0]) > len(digits) or bool(
            _KEYWORD.search(folded[max(0, match.start() - _NEAR) : match.start()])
        )
        yield match.start(), sure


def _check_digit_fits(digits: str) -> bool:
    """The 13th digit is (11 - weighted sum mod 11) mod 10. Source: Department of Provincial Administration."""
    total = sum((13 - i) * int(d) for i, d in enumerate(digits[:12]))
    return (11 - total % 11) % 10 == int(digits[12])


def _found(context: Context, *, sure: bool) -> Iterator[Hit]:
    for document, item in context.documents:
        for offset, is_sure in national_ids(document.text):
            if is_sure == sure:
                line = document.text.count("\n", 0, offset) + 1
                column = offset - document.text.rfind("\n", 0, offset)
                yield Hit(document, item=item, spot=(line, column))


@rule(
    "ITA601", "national-id", "error",
    title=("มีเลขประจำตัวประชาชน", "National id"),
    message=("บรรทัดนี้มีเลขประจำตัวประชาชน", "This line holds a national id"),
    fix=("ลบออก หรือปิดตัวเลขเป็น X-XXXX-XXXXX-XX-X หากเคยเผยแพร่ไปแล้ว ให้แจ้งเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลของหน่วยงาน", "Remove it, or mask it as X-XXXX-XXXXX-XX-X; if it was already public, tell the data protection officer"),
)  # fmt: skip
def national_id(context: Context) -> Iterator[Hit]:
    """เลขประจำตัวประชาชนเป็นข้อมูลส่วนบุคคลตาม พ.ร.บ.คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562

    National ids are personal data under the Personal Data Protection Act of 2019."""
    yield from _found(context, sure=True)


@rule(
    "ITA602", "possible-national-id", "warning",
    title=("อาจเป็นเลขประจำตัวประชาชน", "Possibly a national id"),
    message=("ตัวเลข 13 หลักนี้อาจเป็นเลขประจำตัวประชาชน", "These 13 digits may be a national id"),
    fix=("ถ้าใช่ ให้ลบออก ถ้าเป็นเลขที่เอกสาร ไม่ต้องทำอะไร", "If so, remove it; if it is a document number, nothing is needed"),
)  # fmt: skip
def possible_national_id(context: Context) -> Iterator[Hit]:
    """ตัวเลขที่ไม่มีขีดอาจเป็นเลขที่เอกสาร จึงเตือนแต่ไม่กั้น

    Digits without separators may be a document number, so this warns and does not block."""
    yield from _found(context, sure=False)
