"""From the bytes of a file to text that a YAML parser can be trusted with."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from ita_site.source.document import Problem
from ita_site.thai import has_look_alikes

MAX_BYTES = 1 << 20

# What looks like nothing or like a blank and is neither to YAML.
UNSEEN = "".join(
    map(chr, (0xA0, 0xAD, 0x1680, 0x180E, *range(0x2000, 0x2010), *range(0x202A, 0x2030), *range(0x205F, 0x2065),
              *range(0x2066, 0x2070), 0x3000, 0xFEFF))
)  # fmt: skip
HAS_UNSEEN = re.compile(f"[{UNSEEN}]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_LONE_CR = re.compile(r"\r(?!\n)")
# YAML 1.1 breaks lines at the first three, which no editor does; libyaml refuses the last one inside a file, so it
# becomes another character that nobody sees. Each is one column, as before.
_FOR_YAML = str.maketrans({"\u0085": " ", "\u2028": " ", "\u2029": " ", "\ufeff": "\u200b"})

# Bytes that windows-874 gives to Thai consonants, and to signs that can only follow a letter.
_THAI = re.compile(rb"[\xa1-\xda\xdf-\xfb]")
_THAI_CONSONANT = re.compile(rb"[\xa1-\xce]")
_NOT_WINDOWS_874 = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x81-\x84\x86-\x90\x98-\x9f\xdb-\xde\xfc-\xff]")
_LOOSE_THAI_SIGN = re.compile(rb"(?<![\xa1-\xfb])[\xd1\xd4-\xda\xe7-\xee]")


@dataclass(frozen=True, slots=True)
class Scanned:
    """`text` as in the file, `source` with the same columns for the parser, and what it needs to be asked.

    `unseen`: it holds characters of `UNSEEN`. `dirty`: values may need repair.
    """

    text: str
    source: str
    unseen: bool
    dirty: bool


def scan_bytes(data: bytes) -> Scanned | Problem:
    """The text of a file, or the one problem that keeps it from being read as text."""
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return _wrong_encoding(data, error.start)
    source = text
    unseen = False
    # Nearly every file ends here: one quick look tells that nothing odd is in it.
    if not text.replace("\r\n" if "\r" in text else "\n", "").replace("\n", "").isprintable():
        if found := CONTROL.search(text):
            if utf_16 := _utf_16(data):
                return Problem("encoding", 1, 1, {"encoding": utf_16})
            return Problem("control-character", *place_of(text, found.start()), {"character": code_point(found[0])})
        if found := _LONE_CR.search(text):
            return Problem("line-ending", *place_of(text, found.start()), {})
        source = text.translate(_FOR_YAML)
        unseen = HAS_UNSEEN.search(source) is not None
    # A backslash may be an escape, which can bring in any character.
    return Scanned(text, source, unseen, unseen or "\\" in text or has_look_alikes(text))


def place_of(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of the character at `index`."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def code_point(character: str) -> str:
    """`U+00A0`: how to name a character that cannot be shown."""
    return f"U+{ord(character):04X}"


def _wrong_encoding(data: bytes, bad: int) -> Problem:
    if utf_16 := _utf_16(data):
        return Problem("encoding", 1, 1, {"encoding": utf_16})
    likely = "binary" if b"\0" in data else "TIS-620" if _looks_thai(data) else "unknown"
    before = data[:bad].decode()
    return Problem("encoding", *place_of(before, len(before)), {"encoding": likely})


def _utf_16(data: bytes) -> str:
    """`UTF-16 LE`, `UTF-16 BE` or nothing. Thai in UTF-16 is valid UTF-8, full of control characters."""
    for name, codec, mark in (
        ("UTF-16 LE", "utf-16-le", codecs.BOM_UTF16_LE),
        ("UTF-16 BE", "utf-16-be", codecs.BOM_UTF16_BE),
    ):
        if data.startswith(mark):
            return name
        sample = data[:4096]
        text = sample[: len(sample) // 2 * 2].decode(codec, errors="replace")
        known = sum(1 for c in text if " " <= c <= "~" or c in "\t\r\n" or "\u0e01" <= c <= "\u0e5b")
        if len(text) >= 4 and known >= 0.9 * len(text):
            return name
    return ""


def _looks_thai(data: bytes) -> bool:
    """Whether the bytes make sense as windows-874 (TIS-620): Thai signs after letters, enough consonants."""
    thai = len(_THAI.findall(data))
    return (
        _NOT_WINDOWS_874.search(data) is None
        and thai >= 1
        and len(_THAI_CONSONANT.findall(data)) >= 0.3 * thai
        and _LOOSE_THAI_SIGN.search(data) is None
    )
