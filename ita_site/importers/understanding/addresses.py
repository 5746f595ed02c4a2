"""The links of cells: those that lead somewhere, whole and each once. What they are worth is for the check to say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urljoin

from ita_site.importers.model import Cell, Link
from ita_site.text import Text
from ita_site.thai import cut, without_invisible

_HOST = (
    r"(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:go|ac|or|co|in|mi|net)\.th\b|(?:[a-z0-9-]+\.)+(?:com|org|net|gle|ly)/)"
)
# what stands before tells where an address begins; Thai letters often stand right before it
_WRITTEN = re.compile(rf"(?:(?<![A-Za-z0-9@./])https?://|(?<![A-Za-z0-9@./_-]){_HOST})[^\s<>\"«»“”]*", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_DRIVE = re.compile(r"[a-z]:[\\/]|\\\\", re.IGNORECASE)
_SAVED = re.compile(r"(?:^|/)[^/]*_files/", re.IGNORECASE)
_BARE_HOST = re.compile(_HOST, re.IGNORECASE)
_BROKEN = re.compile(
    r"(https?://[^\s<>\"]+|www\.[^\s<>\"]+)[ \t]*\n[ \t]*(?!https?:|www\.)([A-Za-z0-9%/_\-.?=&#+~]+)"
    r"(?=[ \t]*(?:\([^()\n]*\)[ \t]*)?(?:\n|$))"
)
# what stands before the entries of a list is no part of an address: «2.» «-» «…»
_BULLET = re.compile(r"[0-9]{1,2}\.?|[^A-Za-z0-9]+")
_FILE_END = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|html?|php|aspx?|zip|rar|csv)(?:[?#].*)?$", re.IGNORECASE)
_SAME_PAGE = Text("ชี้กลับมาที่หน้าเดิม", "it leads to the page that it stands on")
_CUT = ("…", "...")
_CLOSING = ".,;:!'"
_MOST_JOINED = 8
_LONGEST = 2_000
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


@dataclass
class Gathered:
    """Links in their order, and what was done with others."""

    links: list[Link] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)


def gather(cells: Iterable[Cell], base: str) -> Gathered:
    """The links of some cells: real ones first, then addresses in their text that no link has. `base`: of the page."""
    found = Gathered()
    seen: set[str] = set()
    cut_off: list[str] = []
    for cell in cells:
        if cell.is_copy:
            continue
        written, begun = _written(cell.text, found) if "." in cell.text else ([], set())
        for link in cell.links:
            if link.url.endswith(_CUT):
                cut_off.append(link.url)
            elif link.title != link.url or link.url not in begun:
                _take(link.title, link.url, base, found, seen)
        for one in written:
            if one.endswith(_CUT):
                cut_off.append(one)
            else:
                _from_text(one, base, found, seen)
    for one in dict.fromkeys(cut_off):
        _tell_cut(one, found, seen)
    return found


def _take(title: str, written: str, base: str, found: Gathered, seen: set[str]) -> None:
    url = "".join(_UNSEEN.sub("", without_invisible(written)).strip().split("\n")).replace(" ", "%20")
    whole, why = _whole(url, base)
    if why is not None:
        found.notes.append(
            Text(f"ไม่นำลิงก์ «{_short(url)}» มา: {why.th}", f"the link «{_short(url)}» was left out: {why.en}")
        )
    elif (same := _same(whole)) not in seen:
        seen.add(same)
        found.links.append(Link(title, whole))


def _whole(url: str, base: str) -> tuple[str, Text | None]:
    """The whole address, or why there is none."""
    if not url or url.startswith("#"):
        return "", _SAME_PAGE if url else Text("ไม่ได้ชี้ไปที่ใด", "it leads nowhere")
    if _DRIVE.match(url) or url.lower().startswith("file:"):
        return "", Text("เป็นไฟล์ในเครื่องของผู้จัดทำ คนอื่นเปิดไม่ได้", "a file on somebody's own computer")
    if len(url) > _LONGEST:
        return "", Text("ยาวเกินไป", "too long")
    if _BARE_HOST.match(url):
        return f"https://{url}", None
    scheme = _SCHEME.match(url)
    if base and "#" in url and url.partition("#")[0] == base.partition("#")[0]:
        return "", _SAME_PAGE
    if scheme and scheme[1].lower() not in ("http", "https"):
        return "", Text("ไม่ใช่หน้าเว็บหรือเอกสาร", "neither a page nor a document")
    if scheme:
        return (url, None) if "//" in url and len(url) > 8 else ("", Text("ไม่มีชื่อเว็บไซต์", "it names no website"))
    if _SAVED.search(url):
        return "", Text("เป็นไฟล์ที่บันทึกมาพร้อมหน้าเว็บ ไม่ใช่ที่อยู่บนเว็บ", "a file saved with the page, no address on the web")
    if not base.lower().startswith(("http://", "https://")):
        return "", Text(
            "เป็นที่อยู่ต่อจากหน้าเดิม แต่ไฟล์นี้ไม่ได้บอกที่อยู่ของหน้า",
            "it goes on from the page's own address, which the file does not tell",
        )
    try:
        return urljoin(base, url), None
    except ValueError:
        return "", Text("อ่านเป็นที่อยู่เว็บไม่ได้", "it is no address")


def _written(text: str, found: Gathered) -> tuple[list[str], set[str]]:
    """The addresses in a text, and the beginnings of those that a line feed broke and that were put together here."""
    begun: set[str] = set()
    for _ in range(_MOST_JOINED):
        joined = _BROKEN.sub(lambda match: _join(match, begun), text)
        if joined == text:
            break
        text = joined
        found.notes.append(Text("ต่อที่อยู่เว็บที่ถูกตัดเป็นสองบรรทัด", "an address broken over two lines was put together"))
    return [match[0] for match in _WRITTEN.finditer(text)], begun


def _join(match: re.Match[str], begun: set[str]) -> str:
    first, rest = match[1], match[2]
    if _BULLET.fullmatch(rest) or first.endswith(_CUT):
        return match[0]
    is_finished = _FILE_END.search(first) is not None and rest[0] not in "?#&"
    is_open = first.endswith(("-", "_", "=", "&", "?", "%")) or rest[0] in "/?&=%#_-"
    is_more = (first.endswith("/") and "/" in rest) or _FILE_END.search(rest) is not None
    if is_finished or not (is_open or is_more):
        return match[0]
    begun.add(first)
    return first + rest


def _from_text(written: str, base: str, found: Gathered, seen: set[str]) -> None:
    bare = written.rstrip(_CLOSING)
    if bare.count(")") > bare.count("("):
        bare = bare.rstrip(")").rstrip(_CLOSING)
    _take("", bare, base, found, seen)


def _tell_cut(written: str, found: Gathered, seen: set[str]) -> None:
    """Say of an address that ends with dots that it is cut, unless the whole of it was found."""
    start = _same(written.rstrip("….")).rstrip("/")
    if not any(same.startswith(start) for same in seen):
        found.notes.append(
            Text(
                f"ที่อยู่ «{_short(written)}» ถูกตัดท้าย และไฟล์นี้ไม่มีที่อยู่เต็ม",
                f"the address «{_short(written)}» is cut, and the whole is not in the file",
            )
        )


def _same(url: str) -> str:
    """By what two spellings of an address are the same: no scheme, no «www.», no closing stroke."""
    bare = re.sub(r"^https?://", "", url, flags=re.IGNORECASE)
    host, stroke, path = bare.partition("/")
    return f"{host.lower().removeprefix('www.')}{stroke}{path}".rstrip("/")


def _short(url: str) -> str:
    return cut(_UNSEEN.sub("", url), 70)
