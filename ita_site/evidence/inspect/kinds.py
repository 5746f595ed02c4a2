"""What a file is by its first bytes, whatever its name says. The signatures and names are those of `kinds.yml`."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath

import yaml

from ita_site.text import Text

HEAD = 4096
"""Bytes at the start of a file by which its kind is told."""

_PDF_WITHIN = 1024  # readers look for %PDF that far
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|title|meta|script)\b", re.IGNORECASE | re.DOTALL)  # fmt: skip
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class _Kinds:
    signatures: tuple[tuple[int, bytes, str], ...]
    endings: Mapping[str, str]
    names: Mapping[str, Text]


@cache
def _kinds() -> _Kinds:
    raw = yaml.safe_load((files(__package__) / "kinds.yml").read_text(encoding="utf-8"))
    return _Kinds(
        tuple((s.get("at", 0), bytes.fromhex(str(s["hex"])), s["kind"]) for s in raw["signatures"]),
        raw["endings"],
        {kind: Text(**name) for kind, name in raw["names"].items()},
    )


def promised(name: str) -> str | None:
    """The kind that a file's ending promises; None for a type that may not be hosted, which another rule tells."""
    return _kinds().endings.get(PurePosixPath(name).suffix.lower())


def kind_name(kind: str) -> Text:
    """A kind in words."""
    names = _kinds().names
    return names.get(kind, names["unknown"])


def kind_of(head: bytes) -> str:
    """The kind of a file by its first bytes; `zip` and `ole` are containers of several kinds."""
    for at, magic, kind in _kinds().signatures:
        if head.startswith(magic, at):
            return kind
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    if head.startswith(_MARKS):
        return "text"
    if _HTML.match(head.removeprefix(codecs.BOM_UTF8)):
        return "html"
    return "unknown" if _CONTROL.search(head) else "text"
