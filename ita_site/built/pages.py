"""Our own pass over a built site: each address in each page is read as a browser does and held against the files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import ada_url

from ita_site.built.faults import Broken, Kind, broken
from ita_site.built.html import Found, Read, css_addresses, manifest_addresses, read_page
from ita_site.errors import EngineError
from ita_site.evidence.own import INDEX, OwnAddress, Published, anchor_of, is_own, own_address
from ita_site.text import Text

_PAGES = (".html", ".htm")
_MANIFESTS = (".webmanifest", "manifest.json")
NOT_FOUND = "404.html"
_UNKNOWN = "https://site.invalid/"
_ANYWHERE = "no/such/page"
_WEB = ("http:", "https:")


def broken_links(folder: Path, site_url: str) -> list[Broken]:
    """Every address in the pages, style sheets and manifests of `folder` that leads to a page, file or anchor of the
    site itself which is not there. Raises EngineError when the folder cannot be read."""
    there = files_of(folder)
    base = f"{site_url.strip().rstrip('/')}/"
    if not is_own(base, base):
        base = _UNKNOWN  # the pages lead to one another wherever they lie
    reads = {
        name: _read(folder / name) for name in there.files if name.lower().endswith((*_PAGES, ".css", *_MANIFESTS))
    }
    return [fault for name, read in reads.items() for fault in _faults(name, read, reads, there, base)]


def files_of(folder: Path) -> Published:
    """All files of a built site, by their path as it is written on disk."""
    names: dict[str, str] = {}
    try:
        for place, _, files in os.walk(folder, onerror=_refuse):
            inside = Path(place).relative_to(folder).as_posix()
            for name in files:
                names[name if inside == "." else f"{inside}/{name}"] = ""
    except OSError as error:
        raise _unreadable(folder, error) from error
    return Published(dict(sorted(names.items())))


def page_of(name: str) -> str:
    """The address of a file from the root of the site, as readers see it."""
    return name.removesuffix(INDEX) if name == INDEX or name.endswith(f"/{INDEX}") else name


def _read(path: Path) -> Read:
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise _unreadable(path, error) from error
    name = path.name.lower()
    if name.endswith(_PAGES):
        return read_page(text)
    found = (
        manifest_addresses(text)
        if name.endswith(_MANIFESTS)
        else (Found(a, is_link=False) for a in css_addresses(text))
    )
    return Read("", tuple(dict.fromkeys(found)), frozenset())


def _faults(name: str, read: Read, reads: dict[str, Read], there: Published, base: str) -> Iterator[Broken]:
    page = page_of(name)
    # the page for «not found» is shown at whatever address was not found
    here = f"{base}{quote(page) if name != NOT_FOUND else _ANYWHERE}"
    start = _joined(read.base, here) or here
    for found in read.found:
        own = _own(found.address, start, base)
        if own is None:
            continue
        file = name if here == f"{base}{own.path}" else there.find(own.path)
        target = unquote(own.path)
        if file is None:
            kind: Kind = "page" if found.is_link and is_page(target) else "asset"
            yield broken(page, found.address, kind, target, there.near(own.path))
        elif (names := anchor_of(own.fragment)) and file.lower().endswith(_PAGES) and not reads[file].names & {*names}:
            yield broken(page, found.address, "anchor", f"{target}#{names[-1]}")


def _own(address: str, start: str, base: str) -> OwnAddress | None:
    """Where on this site an address leads; None when it leads elsewhere or is no link (`mailto:`, `data:`)."""
    whole = _joined(address, start)
    return own_address(base, whole) if whole is not None and whole.startswith(_WEB) else None


def _joined(address: str, start: str) -> str | None:
    try:
        return str(ada_url.URL(address.strip(), base=start).href)
    except ValueError:
        return None


def is_page(target: str) -> bool:
    """Whether an address looks like that of a page: a folder, or a name without another ending."""
    last = target.rpartition("/")[2]
    return "." not in last or last.lower().endswith((*_PAGES, ".md"))


def _refuse(error: OSError) -> None:
    raise error


def _unreadable(path: Path, error: OSError) -> EngineError:
    why = error.strerror or error
    return EngineError(
        Text(
            f"อ่านเว็บไซต์ที่สร้างไว้ไม่ได้: {error.filename or path} ({why}) สร้างใหม่ด้วย ita-site build แล้วลองอีกครั้ง",
            f"cannot read the built site: {error.filename or path} ({why}); build it again and retry",
        )
    )
