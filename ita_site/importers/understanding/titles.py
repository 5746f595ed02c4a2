"""Titles of items as people type, scan and paste them, made comparable; and codes at the start of a text."""

from __future__ import annotations

import re
from functools import lru_cache

from ita_site.criteria import Edition
from ita_site.thai import fold_digits, repair

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_YEAR = re.compile(
    r"(ประจำ)?\s*(?:ปี\s*)?(?:งบประมาณ\s*)?(?:ปี\s*)?(?:พ\s*\.?\s*ศ\s*\.?\s*)?(?<![0-9])2[45][0-9]{2}(?![0-9])(?:\s*[-–/]\s*2[45][0-9]{2})?"
)
_WHOSE = re.compile(
    r"ของ(?:หน่วยงาน|สถานศึกษา|เทศบาล|องค์การ|องค์กร|อบต|อบจ|โรงเรียน|วิทยาลัย|มหาวิทยาลัย|สำนักงาน|กรม|จังหวัด|อำเภอ)\S*"
)
# Signs above and below the line: scans and PDFs move, lose and double them, and the letters alone tell items apart.
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_OTHER = re.compile(r"[^0-9a-z\u0e01-\u0e5b]")
_LONGEST = 400
_LONGEST_LEAD = 80
_CUT = re.compile(r"(?:…|\.{3,})\s*$")
_CACHED = 20_000


@lru_cache(maxsize=_CACHED)
def fold(text: str) -> str:
    """The letters of a title by which it is compared: no blanks, marks, years, brackets, punctuation or small words.

    Blank where nothing is left.
    """
    line = " ".join(fold_digits(repair(text[:_LONGEST])).lower().split())
    bare = _BRACKETS.sub(" ", line)
    line = bare if len(bare.strip()) >= 3 else line
    line = _YEAR.sub(lambda found: "ประจำปี" if found[1] else " ", line)
    line = _WHOSE.sub(" ", line).replace("สถานศึกษา", "หน่วยงาน").replace("ประจำปีงบประมาณ", "ประจำปี")
    letters = _OTHER.sub("", _MARKS.sub("", line.replace("\u0e33", "\u0e32")))
    return letters.replace("เเ", "แ").replace("ประจาปประจาป", "ประจาป")


def is_cut(text: str) -> bool:
    """Whether a text ends with the dots that stand for the rest of it."""
    return _CUT.search(text) is not None


class Codes:
    """Codes in texts, as an edition writes them. Whether the item exists is not asked."""

    def __init__(self, edition: Edition) -> None:
        scheme = edition.codes
        self._read = scheme.read
        signs = _any((scheme.prefix, *scheme.lookalikes))
        apart = _any(scheme.separators)
        lead = _any(scheme.lead_words)
        # a bare number is no code here: it counts rows, pages and years
        self._lead = re.compile(
            rf"[(\[]?\s*((?:{lead}\s*)?{signs}{apart}*[0-9]{{1,3}}|{lead}\s*[0-9]{{1,3}})\s*[)\]]?"
            r"(?:\s*[:.)\-–—]+\s+|\s*[:\-–—]\s*|\s+|\.(?![0-9])|(?=[\u0e01-\u0e4e])|\s*$)",
            re.IGNORECASE,
        )
        self._bare = re.compile(r"[0-9]{1,3}")

    def of_cell(self, text: str) -> str | None:
        """The code that a whole cell is."""
        bare = text.strip().strip("()[].: ")
        return self._read(bare) if 0 < len(bare) <= 12 else None

    def is_bare(self, text: str) -> bool:
        """Whether a cell holds a number alone, which may as well count the rows."""
        digits = fold_digits(text).strip().strip("()[].: ")
        return self._bare.fullmatch(digits) is not None and not digits.startswith("0")

    def at_start(self, text: str) -> tuple[str | None, str]:
        """The code that a text begins with, and the text after it; None and the whole text without one."""
        text = text.strip()
        found = self._lead.match(fold_digits(text[:_LONGEST_LEAD]))
        code = self._read(found[1]) if found else None
        return (code, text[found.end() :].strip()) if found and code else (None, text)


def _any(words: tuple[str, ...]) -> str:
    ordered = sorted({word for word in words if word}, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"
