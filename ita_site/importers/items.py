"""Which files an import writes: new ones, untouched ones to fill, ones to add links to. Nothing is written here."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from ita_site.criteria import Edition
from ita_site.importers.filling import entry_lines, fill, new_text
from ita_site.importers.merging import with_entries
from ita_site.importers.understanding.understood import Known, Understood
from ita_site.importers.understanding.wording import clean
from ita_site.records import ItemRecord, read_record
from ita_site.site import YAML_ENDINGS, item_stem
from ita_site.source import NOTICES, Document, load, loads
from ita_site.text import Text
from ita_site.walk import CONTENT, listing, shown_path

Kind = Literal["new", "filled", "merged"]


@dataclass(frozen=True, slots=True)
class Planned:
    """A file to be written. `before` are its bytes as they were when it was read, None where there is none yet."""

    path: str
    code: str
    kind: Kind
    data: bytes
    before: bytes | None
    links: int
    """How many links come into the file."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that stays as it is, and why. `is_done`: everything that was imported is in it already; `is_mergeable`: it
    would be added to with `--merge`."""

    path: str
    code: str
    why: Text
    is_done: bool = False
    is_mergeable: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """In the order of the edition."""

    files: tuple[Planned, ...]
    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class _There:
    document: Document
    data: bytes


def plan(root: Path, understood: Understood, agency_type: str, merge: bool) -> Plan:
    """What to write for all items that a document has. Every text is read back and compared before it is given."""
    edition = understood.edition
    there = dict(reversed([*_existing(root, edition)]))
    files: list[Planned] = []
    kept: list[Kept] = []
    for known in understood.items:
        code = known.item.code
        found = there.get(code)
        one = _new(known, edition, agency_type) if found is None else _into(found, known, edition, agency_type, merge)
        if isinstance(one, Planned):
            files.append(one)
        else:
            kept.append(one)
    return Plan(tuple(files), tuple(kept))


def _existing(root: Path, edition: Edition) -> Iterator[tuple[str, _There]]:
    """The item files of the year, by the code of the item that each speaks of."""
    for path in listing(root / CONTENT / str(edition.year) / "items"):
        if path.suffix.lower() in YAML_ENDINGS:
            document = load(path, shown_path(root, path))
            stated = document.data.get("item") if document.data is not None else None
            code = edition.code(str(stated)) if stated is not None else edition.code(path.stem)
            if code is not None:
                is_file = path.is_file() and not path.is_symlink()
                yield code, _There(document, path.read_bytes() if is_file and document.data is not None else b"")


def _new(known: Known, edition: Edition, agency_type: str) -> Planned | Kept:
    path = f"{CONTENT}/{edition.year}/items/{item_stem(known.item.code)}.yml"
    for meant in (known, _plain(known)):
        data = new_text(meant, edition, agency_type).encode()
        if _read(data) == _expected({}, meant):
            return Planned(path, known.item.code, "new", data, None, len(known.links))
    why = Text("ลิงก์หรือข้อความมากเกินกว่าที่ไฟล์ของข้อหนึ่งรับได้", "more links or text than the file of one item can hold")
    return Kept(path, known.item.code, why)


def _into(there: _There, known: Known, edition: Edition, agency_type: str, merge: bool) -> Planned | Kept:
    document, code, path = there.document, known.item.code, there.document.path
    if document.data is None or any(problem.kind not in NOTICES for problem in document.problems):
        return Kept(path, code, Text("ไฟล์เดิมมีที่ต้องแก้ก่อน", "the file must be mended first"))
    record, _ = read_record(ItemRecord, document.data)
    if record is None:
        return Kept(
            path,
            code,
            Text("ไฟล์เดิมมีที่ต้องแก้ก่อน ดูด้วย ita-site check", "the file must be mended first; see ita-site check"),
        )
    had = {(e.url or "").strip() for e in record.evidence}
    links = tuple(link for link in known.links if link.url not in had)
    untouched = _is_untouched(document.data)
    if not links and not (untouched and known.explanation):
        return Kept(path, code, Text("มีลิงก์เหล่านี้อยู่แล้ว หรือไม่มีอะไรต้องเพิ่ม", "nothing to add"), is_done=True)
    if not merge:
        th, en = ("ยังไม่ได้กรอก", "not filled in yet") if untouched else ("มีข้อมูลอยู่แล้ว", "has content")
        why = Text(f"{th} ใช้ --merge เพื่อเติม", f"{en}; --merge adds to it")
        return Kept(path, code, why, is_mergeable=True)
    mark = codecs.BOM_UTF8 if there.data.startswith(codecs.BOM_UTF8) else b""
    if untouched:
        is_windows = "\r\n" in document.text
        text = fill(document.text.replace("\r\n", "\n"), known, edition, agency_type)
        data = mark + (text.replace("\n", "\r\n") if is_windows else text).encode()
        if _read(data) == _expected(document.data, known):
            return Planned(path, code, "filled", data, there.data, len(known.links))
    elif links and (text_or_none := with_entries(document, [*entry_lines(links, known, edition, agency_type, "  ")])):
        data = mark + text_or_none.encode()
        old = document.data.get("evidence") or []
        entries = [{"title": link.title, "url": link.url} for link in links]
        if _read(data) == _without_end({**document.data, "evidence": [*old, *entries]}):
            return Planned(path, code, "merged", data, there.data, len(links))
    return Kept(
        path,
        code,
        Text(
            "เขียนในรูปแบบที่ไม่ควรแก้แทน เพิ่มลิงก์เองจากรายงานนี้",
            "written in a way that only a person should change; add the links by hand",
        ),
    )


def _is_untouched(data: Mapping[str, Any]) -> bool:
    """Whether a file is as `init` and `new item` leave it: nothing is in it yet."""
    filled = any(data.get(name) for name in ("evidence", "table", "nil", "updated"))
    return data.get("status") == "pending" and not filled and not str(data.get("explanation") or "").strip()


def _expected(before: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """What a filled file should say."""
    shown = bool(known.links) and known.has is not False
    found: dict[str, Any] = {"item": known.item.code, **before, "status": "disclosed" if shown else "pending"}
    found["explanation"] = known.explanation or found.get("explanation") or ""
    found["owner"] = known.owner if known.owner and not found.get("owner") else found.get("owner", "")
    if known.links:
        found["evidence"] = [{"title": link.title, "url": link.url} for link in known.links]
    return found


def _read(data: bytes) -> dict[str, Any] | None:
    """What a file says, or None where anything in it is amiss."""
    document = loads(data, "")
    if document.data is None or any(problem.kind not in NOTICES for problem in document.problems):
        return None
    record, _ = read_record(ItemRecord, document.data)
    if record is None:
        return None
    return _without_end(document.data)


def _without_end(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same without the line feed that ends an explanation of several lines."""
    said = data.get("explanation")
    return {**data, "explanation": said.removesuffix("\n")} if isinstance(said, str) else dict(data)


def _plain(known: Known) -> Known:
    """The same with its explanation on one line: some texts do not keep to lines of their own."""
    return replace(known, explanation=clean(known.explanation))
