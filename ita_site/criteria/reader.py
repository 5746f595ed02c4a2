"""Reads plain YAML values and notes every mistake with its place, so that all of them are reported at once.

Each method returns a usable value even after a mistake; the caller raises once, at the end, from `problems`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from ita_site.text import Text

Word = TypeVar("Word", bound=str)
_MISSING = Text("", "")


class Reader:
    """Collects `problems` while values are read."""

    def __init__(self) -> None:
        self.problems: list[str] = []

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
        data = self.fields(raw, where, "th en")
        words = [data.get(language) for language in ("th", "en")]
        for language, word in zip(("Thai", "English"), words, strict=True):
            if not isinstance(word, str) or not word.strip():
                self.problems.append(f"{where}: {language} text is missing")
        return Text(*(word if isinstance(word, str) else "" for word in words))

    def text_or_none(self, raw: object, where: str) -> Text | None:
        """As `text`, for words that may be left out."""
        return None if raw is None else self.text(raw, where)

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
