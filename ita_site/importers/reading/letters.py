"""The letters of a page or a text: UTF-8, windows-874 (TIS-620) or UTF-16, whatever it claims to be."""

from __future__ import annotations

import codecs
import re

from ita_site.source import Problem
from ita_site.tables.decoding import UTF_8, text_of
from ita_site.text import Text

TIS_620 = "TIS-620"
_CLAIM = re.compile(rb"charset\s*=[\s\"']*([a-zA-Z0-9_-]{1,40})", re.IGNORECASE)
_HEAD = 8192
_OLD_THAI = {"tis-620", "tis620", "iso-8859-11", "windows-874", "cp874", "x-windows-874", "windows874"}
_THAI = re.compile("[ก-๛]")
_OTHER = re.compile(r"[^\x00-\x7fก-๛\u00a0\u2000-\u206f]")


def letters_of(data: bytes) -> tuple[str, str]:
    """The text and the name of its letters. Never raises: what is nothing known is read as windows-874.

    Bytes that are sound UTF-8 are UTF-8 even when the page says TIS-620, and the other way round: Thai in either is
    nearly never sound in the other. The claim only decides where a few letters would be sound in both.
    """
    for mark, codec, name in (
        (codecs.BOM_UTF8, "utf-8", UTF_8),
        (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace"), name
    if b"\0" in data[:4096]:
        found = text_of(data)
        if not isinstance(found, Problem) and found[1] != UTF_8:
            return found[0], "UTF-16"
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if not lost and not (_claims_old_thai(data) and _OTHER.search(text) and not _THAI.search(text)):
        return text, UTF_8
    # a page cut in the middle of a letter has one sign too many; one in another code has nothing but
    if lost and lost <= max(2, len(text) // 200) and _THAI.search(text):
        return text, UTF_8
    return data.decode("cp874", "replace"), TIS_620


def letters_note(name: str) -> Text:
    """What to tell of a file that was not in UTF-8."""
    return Text(
        f"ไฟล์นี้เป็นรหัสอักษรแบบ {name} อ่านเป็นภาษาไทยให้แล้ว โปรดดูว่าสระและวรรณยุกต์ครบ",
        f"the letters of this file are coded as {name}; they were read as Thai, please look them over",
    )


def _claims_old_thai(data: bytes) -> bool:
    return any(claim[1].decode("ascii").lower() in _OLD_THAI for claim in _CLAIM.finditer(data[:_HEAD]))
