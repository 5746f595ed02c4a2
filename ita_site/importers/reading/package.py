"""Packed documents (Word, Excel, OpenDocument): looked over before any part is used, and their XML read without guile."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from ita_site.importers.reading.guard import (
    MOST_PART,
    MOST_UNPACKED,
    broken,
    locked,
    refused,
    too_much,
    unpacks_to_too_much,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_PARTS = 20_000
_MOST_TREE = 24 << 20
"""Bytes of XML that are held as a tree, which takes eight times as much."""
_STEP = 1 << 20
_LOCAL_HEADER = 30
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, KeyError)
_CORE = "docProps/core.xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part leads to: `kind` is the last word of its type, `target` a part's name or, outside, an address."""

    kind: str
    target: str
    is_outside: bool


class Package:
    """A zip whose parts were all unpacked once and counted, so that none is larger than it says or than the limits."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.data = data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except _DAMAGE:
            raise broken(name) from None
        self.names = frozenset(info.filename for info in infos)
        if any(info.flag_bits & 1 for info in infos):
            raise locked(name)
        if len(infos) > _MOST_PARTS or len(self.names) < len(infos):
            raise broken(name)
        if sum(info.file_size for info in infos) > MOST_UNPACKED or any(i.file_size > MOST_PART for i in infos):
            raise unpacks_to_too_much(name)
        if sum(info.compress_size for info in infos) > len(data):
            raise broken(name)  # parts that lie in one another, as bombs do
        left = MOST_UNPACKED
        for info in infos:
            left -= self._unpacked(info, left)

    @property
    def has_macros(self) -> bool:
        return any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in self.names)

    def part(self, name: str) -> bytes | None:
        """A part unpacked, None when there is none of this name."""
        if name not in self.names:
            return None
        try:
            return self._zip.read(name)
        except _DAMAGE:
            raise broken(self.name) from None

    def tree(self, name: str) -> _Element | None:
        """The XML of a part, None when there is none of this name."""
        data = self.part(name)
        if data is not None and len(data) > _MOST_TREE:
            raise too_much(self.name)
        return None if data is None else xml(data, self.name)

    def elements(self, name: str, tags: tuple[str, ...]) -> Iterator[_Element]:
        """The elements of these tags as their ends are read. The caller empties each when done, to save memory."""
        from lxml import etree  # noqa: PLC0415 - heavy

        data = self.part(name)
        if data is None:
            raise broken(self.name)
        with _xml_trouble(self.name):
            refuse_definitions(data, self.name)
            found = etree.iterparse(io.BytesIO(data), events=("end",), tag=tags, **_XML)
            for _, element in found:
                yield element

    def relations(self, part: str = "") -> Mapping[str, Relation]:
        """What a part leads to, by id; of the package itself for ""."""
        folder, _, file = part.rpartition("/")
        tree = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for element in tree.iterfind("{*}Relationship") if tree is not None else ():
            is_outside = element.get("TargetMode", "").lower() == "external"
            target = element.get("Target", "")
            if not is_outside:
                joined = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                target = joined if joined in self.names else unquote(joined)
            found[element.get("Id", "")] = Relation(element.get("Type", "").rpartition("/")[2], target, is_outside)
        return found

    def main(self) -> str:
        """The part that the package is about, "" when it does not tell."""
        return next((one.target for one in self.relations().values() if one.kind == "officeDocument"), "")

    @property
    def title(self) -> str:
        """The title among the properties of the document."""
        tree = self.tree(_CORE)
        return " ".join((tree.findtext("{*}title") or "").split()) if tree is not None else ""

    def _unpacked(self, info: zipfile.ZipInfo, left: int) -> int:
        """The true size of a part, which is not for its maker to say. Raises when it is not what was said."""
        head = self.data[info.header_offset : info.header_offset + _LOCAL_HEADER]
        if len(head) < _LOCAL_HEADER or not head.startswith(b"PK\3\4"):
            raise broken(self.name)
        start = info.header_offset + _LOCAL_HEADER + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")  # fmt: skip
        packed = memoryview(self.data)[start : start + info.compress_size]
        if info.compress_type == zipfile.ZIP_STORED:
            size = len(packed)
        elif info.compress_type == zipfile.ZIP_DEFLATED:
            size = _inflated(packed, min(left, MOST_PART), self.name)
        else:
            raise broken(self.name)
        if size > min(left, MOST_PART):
            raise unpacks_to_too_much(self.name)
        if size != info.file_size:
            raise broken(self.name)
        return size


def _inflated(packed: memoryview, most: int, name: str) -> int:
    """How many bytes there are unpacked, as far as just beyond `most`."""
    unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    size = 0
    waiting: bytes | memoryview = packed
    try:
        while not unpack.eof and size <= most:
            out = unpack.decompress(waiting, _STEP)
            if not out and not unpack.unconsumed_tail and not unpack.eof:
                raise broken(name)
            size += len(out)
            waiting = unpack.unconsumed_tail
    except zlib.error:
        raise broken(name) from None
    return size


_XML: dict[str, Any] = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False,
                        "remove_comments": True, "remove_pis": True}  # fmt: skip


def xml(data: bytes, name: str) -> _Element:
    """The root of an XML. Raises UnreadableError when it is none, or when it defines entities: no document does."""
    from lxml import etree  # noqa: PLC0415 - heavy

    with _xml_trouble(name):
        refuse_definitions(data, name)
        return etree.fromstring(data, etree.XMLParser(**_XML))


@contextmanager
def _xml_trouble(name: str) -> Iterator[None]:
    from lxml import etree  # noqa: PLC0415 - heavy

    try:
        yield
    except (etree.XMLSyntaxError, ValueError, LookupError):
        raise broken(name) from None


def refuse_definitions(data: bytes, name: str) -> None:
    """Raise where names are defined, in whatever letters; a parser need not be trusted with what it never gets."""
    head = data[: 1 << 16].replace(b"\0", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise refused(
            name,
            "มีส่วนที่ไฟล์เอกสารปกติไม่มีและอาจเป็นอันตราย (การนิยามชื่อใน XML) จึงไม่เปิด โปรดบันทึกใหม่จากโปรแกรมเดิม",
            "it holds what no ordinary document does and what may do harm (names defined in its XML), so it was not opened; save it anew in its own program",
        )
