"""Reads plain YAML values and notes every mistake with its place, so that all of them are reported at once.

Each method returns a usable value even after a mistake; the caller raises once, at the end, from `problems`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from ita_site.dates import DateError, parse_date
from ita_site.text import Text

Word = TypeVar("Word", bound=str)
_MISSING = Text("", "")
_BLANK = re.compile(r"\{([a-z0-9]+(?:-[a-z0-9]+)*)\}")
"""`{year}`, `{year-1}`, or `{action-plan}`: the code of the item of that key, which differs from year to year."""


class Reader:
    """Collects `problems` while values are read."""

    def __init__(self, blanks: Mapping[str, str] | None = None, *, plain: bool = False) -> None:
        """`blanks`: what stands for `{name}` in texts. `plain`: one text may do for both languages, as agencies write."""
        self.problems: list[str] = []
        self._blanks = blanks or {}
        self._plain = plain

    def fields(self, raw: object, where: str, required: str, optional: str = "") -> dict[str, object]:
        """A mapping with the given keys (names separated by spaces) and no others; {} when it is no mapping."""
        if not isinstance(raw, dict):
            self.problems.append(f"{where}: should have the keys {required}")
            return {}
        must = required.split()
        known = {*must, *optional.split()}
        self.problems += [f"{where}: unknown key «{key}»" for key in raw if key not in known]
        self.problems += [f"{where}: key «{key}» is missing" for key in must if key not in raw]
        return {str(key): value for key, value in raw.items()}

    def entries(self, raw: object, where: str) -> Iterator[tuple[str, object]]:
        """The entries of a mapping whose keys are ids."""
        if not isinstance(raw, dict):
            if raw is not None:
                self.problems.append(f"{where}: should be a mapping of ids")
            return
        for key, value in raw.items():
            if isinstance(key, str):
                yield key, value
            else:
                self.problems.append(f"{where}: the id «{key}» should be quoted")

    def rows(self, raw: object, where: str) -> list[object]:
        """A sequence; absent counts as empty, because the missing key has been reported where it is required."""
        if isinstance(raw, list):
            return raw
        if raw is not None:
            self.problems.append(f"{where}: should be a list")
        return []

    def text(self, raw: object, where: str) -> Text:
        """Words in Thai and English, both of them."""
        if raw is None:
            self.problems.append(f"{where}: Thai and English text is missing")
            return _MISSING
        if self._plain and isinstance(raw, str):
            raw = {"th": raw, "en": raw}
        data = self.fields(raw, where, "th en")
        words = [data.get(language) for language in ("th", "en")]
        for language, word in zip(("Thai", "English"), words, strict=True):
            if not isinstance(word, str) or not word.strip():
                self.problems.append(f"{where}: {language} text is missing")
        return Text(*(self._filled(word, where) if isinstance(word, str) else "" for word in words))

    def text_or_none(self, raw: object, where: str) -> Text | None:
        """As `text`, for words that may be left out."""
        return None if raw is None else self.text(raw, where)

    def _filled(self, words: str, where: str) -> str:
        def fill(found: re.Match[str]) -> str:
            if found[1] not in self._blanks:
                self.problems.append(f"{where}: nothing is known to stand for «{found[0]}»")
            return self._blanks.get(found[1], found[0])

        return _BLANK.sub(fill, words) if "{" in words else words

    def code(self, raw: object, where: str) -> str | None:
        """The code of the item with a key, in this edition; None when left out. A code may be written as it is."""
        key = self.word_or_none(raw, where)
        return self._blanks.get(key, key) if key is not None else None

    def word(self, raw: object, where: str) -> str:
        """A piece of text that is not empty."""
        if isinstance(raw, str) and raw.strip():
            return raw
        self.problems.append(f"{where}: should be text, not «{raw}»")
        return ""

    def word_or_none(self, raw: object, where: str) -> str | None:
        """As `word`, for text that may be left out."""
        return None if raw is None else self.word(raw, where)

    def words(self, raw: object, where: str) -> tuple[str, ...]:
        """A list of pieces of text."""
        return tuple(self.word(row, where) for row in self.rows(raw, where))

    def decimal(self, raw: object, where: str, most: int) -> Decimal:
        """A quoted number from 0 to `most`: text, so that it passes through binary fractions nowhere."""
        try:
            number = Decimal(raw) if isinstance(raw, str) else None
        except InvalidOperation:
            number = None
        if number is None or not number.is_finite() or not 0 <= number <= most:
            self.problems.append(f'{where}: should be a quoted number from 0 to {most}, such as "0.40", not «{raw}»')
            return Decimal(0)
        return number

    def number(self, raw: object, where: str) -> int:
        """A whole number."""
        if isinstance(raw, int) and not isinstance(raw, bool):
            return raw
        self.problems.append(f"{where}: should be a whole number, not «{raw}»")
        return 0

    def year(self, raw: object, where: str, of: int) -> int | None:
        """A year (BE) told by how far it is from the edition's, such as -1; None when left out."""
        return None if raw is None else of + self.number(raw, where)

    def day(self, raw: object, where: str) -> date:
        """A day of either era, written as people write it."""
        try:
            return parse_date(self.word(raw, where) or "-")
        except DateError:
            self.problems.append(f"{where}: «{raw}» is no day; write 2566-04-30")
            return date.min

    def number_or_none(self, raw: object, where: str) -> int | None:
        """As `number`, for a number that may be left out."""
        return None if raw is None else self.number(raw, where)

    def flag(self, raw: object, where: str) -> bool:
        """true or false."""
        if isinstance(raw, bool):
            return raw
        self.problems.append(f"{where}: should be true or false, not «{raw}»")
        return False

    def one_of(self, raw: object, where: str, allowed: tuple[Word, ...]) -> Word:
        """One of the allowed words; the first of them after a mistake."""
        for word in allowed:
            if raw == word:
                return word
        self.problems.append(f"{where}: «{raw}» is not one of {', '.join(allowed)}")
        return allowed[0]
