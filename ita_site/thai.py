"""Thai text as people type and paste it: numerals, look-alike spellings, invisible characters.

Everything here is a pure function of text. NFKC is never used: it takes sara am (ำ) apart.
"""

from __future__ import annotations

import re
import unicodedata

# Zero-width space, soft hyphen, byte order mark, word joiner and the marks that steer text direction. Zero-width
# (non-)joiners stay: they carry meaning in other scripts and in emoji.
INVISIBLE = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"

_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

# The letters by name: as combining marks they cannot be read in a pattern.
_TONE = "\u0e48-\u0e4b"  # mai ek to mai chattawa
_TONE_OR_KILLER = "\u0e48-\u0e4c"  # ... and thanthakhat
_VOWEL = "\u0e31\u0e34-\u0e3a\u0e47"  # signs above and below the consonant
_NIKHAHIT, _SARA_AA, _SARA_AM = "\u0e4d", "\u0e32", "\u0e33"

_OF_ITS_LETTER = frozenset(
    "\u0e31\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e45\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
)
"""Signs that stand above, below or tied to the letter before them."""

_DOUBLED_NIKHAHIT = re.compile(f"{_NIKHAHIT}{{2,}}")
_SPLIT_SARA_AM = re.compile(f"{_NIKHAHIT}([{_TONE}]*){_SARA_AA}")
_LATE_TONE = re.compile(f"{_SARA_AM}[{_SARA_AM}{_TONE}]+")
_MARKS = re.compile(f"[{_VOWEL}{_TONE_OR_KILLER}]{{2,}}")
_DOUBLED = re.compile(r"(.)\1+")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
# A sign after a mark, or a tone after anything but a sign: one class first, so that the search runs at full speed.
_DISORDER = re.compile(f"[{_VOWEL}{_TONE_OR_KILLER}{_SARA_AM}](?:[{_VOWEL}]|(?<![{_VOWEL}])[{_TONE_OR_KILLER}])")

_NOT_SLUG = re.compile(r"[^a-z0-9\u0e01-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59]+")
_LATIN_ACCENT = re.compile(r"[\u0300-\u036f]")


def cut(text: str, length: int) -> str:
    """`text` on one line and at most `length` characters long, «…» included; never cut before a mark of its letter."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    end = length - 1
    while end > 0 and (unicodedata.combining(line[end]) or line[end] in _OF_ITS_LETTER):
        end -= 1
    return line[:end].rstrip() + "…"


def fold_digits(text: str) -> str:
    """`text` with Thai numerals written as 0-9."""
    return text.translate(_TO_ARABIC)


def thai_digits(text: str) -> str:
    """`text` with 0-9 written as Thai numerals."""
    return text.translate(_TO_THAI)


def without_invisible(text: str) -> str:
    """`text` without the characters that nobody can see (`INVISIBLE`)."""
    return _INVISIBLE.sub("", text)


def needs_repair(text: str) -> bool:
    """Whether `repair` might change `text`. Quick; False is certain, True may be a false alarm."""
    return has_look_alikes(text) or _INVISIBLE.search(text) is not None


def has_look_alikes(text: str) -> bool:
    """As `needs_repair`, for text that is known to hold nothing invisible."""
    return (
        _DISORDER.search(text) is not None
        or _NIKHAHIT in text
        or "เเ" in text
        or not unicodedata.is_normalized("NFC", text)
    )


def repair(text: str) -> str:
    """`text` as its writer meant it: NFC, one spelling for what looks the same, nothing invisible.

    Repaired are sara am in two parts (with the tone before, between or after), two sara e for sara ae, tone marks
    and thanthakhat typed before the vowel sign, and marks typed twice. Repairing twice changes nothing more.
    """
    text = unicodedata.normalize("NFC", without_invisible(text))
    text = _DOUBLED_NIKHAHIT.sub(_NIKHAHIT, text)
    text = _SPLIT_SARA_AM.sub(rf"\1{_SARA_AM}", text)
    text = _LATE_TONE.sub(_tones_first, text)
    text = text.replace("เเ", "แ")
    return _MARKS.sub(_in_order, text)


def slug(text: str) -> str:
    """`text` as part of an address: Thai letters with their marks, a-z and digits stay, other runs become `-`.

    Accents of Latin letters are dropped. The answer is empty when nothing is left.
    """
    plain = _LATIN_ACCENT.sub("", unicodedata.normalize("NFD", repair(text).lower()))
    return _NOT_SLUG.sub("-", plain).strip("-")


def _tones_first(match: re.Match[str]) -> str:
    run = match[0]
    return run.replace(_SARA_AM, "") + _SARA_AM * run.count(_SARA_AM)


def _in_order(match: re.Match[str]) -> str:
    """A run of marks: vowel signs first, then tones and thanthakhat, each as often as it can be seen."""
    run = match[0]
    vowels = "".join(mark for mark in run if not "\u0e48" <= mark <= "\u0e4c")
    tones = "".join(mark for mark in run if "\u0e48" <= mark <= "\u0e4c")
    # Signs that another mark kept apart may come together here, so their order is settled once more.
    return _DOUBLED.sub(r"\1", unicodedata.normalize("NFC", vowels + tones))
