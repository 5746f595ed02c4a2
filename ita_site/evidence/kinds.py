"""What a document is by its first bytes, and what its name or type claims. The lists are those of `kinds.yml`."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import unquote

from ita_site.evidence.lists import read_list
from ita_site.text import Text

HEAD = 4096
"""Bytes at the start of a file by which its kind is told."""

_PDF_WITHIN = 1024  # readers look for %PDF that far
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|title|meta|script|div|table|h1|p|br|style|iframe|a|b|font|center|form)\b",
    re.IGNORECASE | re.DOTALL,
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class _Kinds:
    signatures: tuple[tuple[int, bytes, str], ...]
    endings: Mapping[str, str]
    holds: Mapping[str, frozenset[str]]
    types: Mapping[str, frozenset[str]]
    names: Mapping[str, Text]


@cache
def _kinds() -> _Kinds:
    raw = read_list("kinds.yml")
    return _Kinds(
        tuple((s.get("at", 0), bytes.fromhex(str(s["hex"])), s["kind"]) for s in raw["signatures"]),
        raw["endings"],
        {ending: frozenset(kinds) for ending, kinds in raw["holds"].items()},
        {type_: frozenset(kinds) for type_, kinds in raw["types"].items()},
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


def ending(path: str) -> str:
    """The ending of an address's path that says what stands there: `.pdf`; "" when it says nothing."""
    name = path.rpartition("/")[2]
    if "%" in name:
        name = unquote(name).rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    suffix = f".{suffix.lower()}"
    return suffix if stem and dot and suffix in _kinds().holds else ""


def fits(body_kind: str, suffix: str) -> bool:
    """Whether bytes of a kind may stand under an ending."""
    holds = _kinds().holds.get(suffix)
    return holds is None or body_kind in holds


def fits_type(body_kind: str, content_type: str) -> bool:
    """Whether bytes are what their type says; a type that says nothing is never wrong."""
    wanted = _kinds().types.get(content_type)
    return wanted is None or body_kind in wanted
