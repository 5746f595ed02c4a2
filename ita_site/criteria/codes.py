"""Item codes as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
# Longer text is a sentence, not a code.
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class CodeScheme:
    """How codes of one edition are written.

    `prefix`: what an official code starts with, followed by a number without leading zeros.
    `lookalikes`: what people type in its place. `lead_words`: words before a code ("ข้อ").
    `separators`: what may stand between prefix and number.
    """

    prefix: str
    lookalikes: tuple[str, ...]
    lead_words: tuple[str, ...]
    separators: tuple[str, ...]
    _pattern: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Compile the pattern once; items are looked up often."""
        # The zero is a look-alike of the letter O and also a leading zero: both readings give the same number.
        pattern = (
            rf"(?:{_any(self.lead_words)}\s*)?"
            rf"(?:{_any((self.prefix, *self.lookalikes))}(?:{_any(self.separators)})*)?"
            r"0*([1-9][0-9]{0,5})"
        )
        object.__setattr__(self, "_pattern", re.compile(pattern, re.IGNORECASE))

    def official(self, number: int) -> str:
        """The official code of an item number."""
        return f"{self.prefix}{number}"

    def is_official(self, code: str) -> bool:
        """Whether `code` is the prefix and a number, written exactly as in the official list."""
        number = code.removeprefix(self.prefix)
        return code != number and re.fullmatch(r"[1-9][0-9]{0,5}", number) is not None

    def read(self, written: str | int) -> str | None:
        """The official code that someone meant, or None when it cannot be one. Whether the item exists is not asked."""
        if isinstance(written, bool):
            return None
        if isinstance(written, int):
            return self.official(written) if written > 0 else None
        text = " ".join(written.translate(_THAI_DIGITS).split())
        if len(text) > _LONGEST:
            return None
        found = self._pattern.fullmatch(text)
        return self.official(int(found[1])) if found else None


def _any(words: tuple[str, ...]) -> str:
    # Longest first, so that "ข้อที่" is not read as "ข้อ" with a rest; a group that matches nothing when there are none.
    ordered = sorted((word for word in words if word), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"
