"""The letters of a CSV: UTF-8, or what Excel saves in Thailand besides (TIS-620 as windows-874, UTF-16)."""

from __future__ import annotations

import re

from ita_site.source import Problem
from ita_site.source.scan import scan_bytes

UTF_8 = "UTF-8"
_CODECS = {"TIS-620": "cp874", "UTF-16 LE": "utf-16-le", "UTF-16 BE": "utf-16-be"}

_WORD = re.compile("[ก-ฺเ-๎]+")
_IN_LATIN = re.compile("[A-Za-z][ก-ฺเ-๎]|[ก-ฺเ-๎][A-Za-z]")
# Where Thai is spelt as no Thai is: a sign that stands on no consonant, a vowel in front of none.
_MISSPELT = re.compile("(?<![ก-ฮ])[ัิ-ฺ็]|(?<![ก-ฮัิ-ู])[่-๋์]|[เ-ไ](?![ก-ฮเ])")
_FEWEST = 4
"""Thai letters below which nobody can tell Thai from the accents of another language."""


def text_of(data: bytes) -> tuple[str, str] | Problem:
    """The text of a file and the name of its encoding, or why it cannot be read.

    Only what is surely Thai is read as TIS-620: any bytes at all would give some letters.
    """
    scanned = scan_bytes(data)
    if not isinstance(scanned, Problem):
        return scanned.text, UTF_8
    name = str(scanned.values.get("encoding", ""))
    if name not in _CODECS:
        return scanned
    try:
        text = data.decode(_CODECS[name]).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return scanned
    if name == "TIS-620" and not _is_thai(text):
        return scanned
    again = scan_bytes(text.encode())
    return again if isinstance(again, Problem) else (again.text, name)


def _is_thai(text: str) -> bool:
    """Whether letters from single bytes are Thai as it is spelt: few slips, and words that are not part of Latin ones."""
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    return (
        letters >= _FEWEST
        and len(_MISSPELT.findall(text)) <= letters // 20
        and len(_IN_LATIN.findall(text)) <= len(words) // 3
    )
