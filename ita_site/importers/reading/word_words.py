"""The words and links of paragraphs in a Word document: fields, content controls and text boxes, without what was deleted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ita_site.importers.model import Link
from ita_site.importers.reading.cells import flat
from ita_site.importers.reading.package import Relation

if TYPE_CHECKING:
    from lxml.etree import _Element

_INSTRUCTION = re.compile(r'\s*HYPERLINK\b((?:\s+\\[a-z])*\s*)(?:"([^"]*)"|([^\s\\"]\S*))?', re.IGNORECASE)
_ANCHOR = re.compile(r'\\l\s+"([^"]*)"', re.IGNORECASE)
_LEFT_OUT = frozenset((
    "del", "moveFrom", "delText", "rPr", "pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "Fallback",
    "instrText", "softHyphen", "footnoteReference", "commentReference", "annotationRef", "numPr", "sectPr", "docPr",
    "cNvGraphicFramePr", "binData", "proofErr",
))  # fmt: skip
_BLANKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}


def tag_of(element: _Element) -> str:
    """The name of an element without its namespace; "" for what is none."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def attribute(element: _Element | None, name: str) -> str | None:
    """An attribute by its name without namespace, of which strict and transitional documents have different ones."""
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def child(element: _Element | None, *path: str) -> _Element | None:
    for name in path:
        element = next((one for one in element if tag_of(one) == name), None) if element is not None else None
    return element


def is_on(element: _Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and (attribute(element, "val") or "1").lower() not in ("0", "false", "off", "none")


@dataclass(slots=True)
class _Field:
    """A field made of runs: what it does is written between its begin and its separator, its result after that."""

    instruction: str = ""
    start: int | None = None


@dataclass(slots=True)
class Words:
    """Gathers the text and links of a cell or a paragraph."""

    relations: Mapping[str, Relation]
    parts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)

    def take(self, element: _Element) -> None:
        """All that stands in an element; the parser lets none be nested so deep that this could end badly."""
        for one in element:
            tag = tag_of(one)
            if tag in _LEFT_OUT:
                if tag == "instrText" and self._fields:
                    self._fields[-1].instruction += one.text or ""
            elif tag == "t":
                self.parts.append((one.text or "").replace("\n", " "))
            elif tag in _BLANKS:
                self.parts.append(_BLANKS[tag])
            elif tag == "fldChar":
                self._field(attribute(one, "fldCharType") or "")
            elif tag == "hyperlink":
                self._linked(one, self._address(one))
            elif tag == "fldSimple":
                self._linked(one, address_in(attribute(one, "instr") or ""))
            elif tag in ("p", "tbl", "tr", "tc"):
                self.parts.append("\n")
                self.take(one)
                self.parts.append("\n")
            elif tag != "r" or not is_on(child(one, "rPr", "vanish")):
                self.take(one)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def _linked(self, element: _Element, url: str | None) -> None:
        start = len(self.parts)
        self.take(element)
        if url is not None:
            self.links.append(Link(flat("".join(self.parts[start:])), url))

    def _address(self, element: _Element) -> str | None:
        relation = self.relations.get(attribute(element, "id") or "")
        anchor = attribute(element, "anchor")
        if relation is None:
            return f"#{anchor}" if anchor else ""
        return relation.target + (f"#{anchor}" if anchor else "")

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].start = len(self.parts)
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            url = address_in(ended.instruction)
            if url is not None and ended.start is not None:
                self.links.append(Link(flat("".join(self.parts[ended.start :])), url))


def address_in(instruction: str) -> str | None:
    """Where a field leads (`HYPERLINK "address" \\l "place"`); None when it is another field."""
    found = _INSTRUCTION.match(instruction)
    if found is None:
        return None
    anchor = _ANCHOR.search(instruction)
    # what follows a switch for a place is that place and no address
    url = "" if anchor and "\\l" in found[1].lower() else found[2] or found[3] or ""
    return url + (f"#{anchor[1]}" if anchor else "")
