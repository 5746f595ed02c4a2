"""What a release lists against what was found: pure, and the same wherever the files come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ita_site.release import RELEASE, Release, ReleasedFile
from ita_site.text import Text
from ita_site.verifying.model import (
    Difference,
    Kind,
    Outcome,
    Relation,
    Stock,
    Trouble,
    Trusted,
    Unseen,
    Verified,
)

_OF_HOSTS = (".nojekyll", "CNAME")
"""What a branch for pages carries beside the site."""
_ORDER = {
    t: n for n, t in enumerate((Trouble.REFUSED, Trouble.DIFFERENT, Trouble.MISSING, Trouble.EXTRA, Trouble.UNKNOWN))
}
_NOT_THERE = Unseen(Trouble.MISSING, Text("ไม่มีไฟล์นี้", "it is not there"))
_REWRITTEN = Text(
    "ต่างเฉพาะหน้าเว็บ (.html) ไฟล์อื่นตรงทุกไฟล์: ผู้ให้บริการเว็บอาจแก้หน้าระหว่างทาง เช่น ย่อโค้ด ซ่อนอีเมล ใส่ตัวนับผู้ชม "
    "ปิดได้ที่หน้าตั้งค่าของผู้ให้บริการ (Cloudflare: Auto Minify, Email Address Obfuscation, Rocket Loader, Web Analytics · เครื่องแม่ข่าย: mod_pagespeed)",
    "only web pages (.html) differ and all other files agree: the host probably rewrites pages on the way (minifies, hides e-mail addresses, adds a counter). "
    "Switch it off in the host's settings (Cloudflare: Auto Minify, Email Address Obfuscation, Rocket Loader, Web Analytics; on a server: mod_pagespeed)",
)


def compared(stock: Stock) -> Verified:
    """Every file of the release against what was found; over the web only those that web servers give out."""
    release = stock.release
    expected = [f for f in release.files if stock.kind is not Kind.URL or f.is_served]
    found = [difference for file in expected if (difference := _of(file, stock.files.get(file.path, _NOT_THERE)))]
    listed = {file.path for file in release.files}
    if stock.is_all:
        found += (_unlisted(path, seen) for path, seen in stock.files.items() if not _is_known(path, listed))
    found.sort(key=lambda d: (_ORDER[d.trouble], d.path))
    notes = (*stock.notes, *([_REWRITTEN] if stock.kind is Kind.URL and _is_rewritten(expected, found) else []))
    return Verified(
        stock.kind, stock.address, release, len(expected), len(release.files) - len(expected), tuple(found),
        notes=notes, is_all=stock.is_all,
    )  # fmt: skip


def _of(file: ReleasedFile, outcome: Outcome) -> Difference | None:
    if isinstance(outcome, Unseen):
        return Difference(file.path, outcome.trouble, file, why=outcome.why)
    if not outcome.is_longer and (outcome.size, outcome.sha256) == (file.bytes, file.sha256):
        return None
    return Difference(file.path, Trouble.DIFFERENT, file, outcome)


def _unlisted(path: str, outcome: Outcome) -> Difference:
    if isinstance(outcome, Unseen):
        return Difference(path, outcome.trouble, why=outcome.why)
    return Difference(path, Trouble.EXTRA, seen=outcome)


def _is_known(path: str, listed: set[str]) -> bool:
    return path in listed or path == RELEASE or path in _OF_HOSTS or path.startswith(".git/")


def _is_rewritten(expected: Iterable[ReleasedFile], found: Iterable[Difference]) -> bool:
    """Whether all that differs is pages, most of them do, and there is something else that agrees."""
    troubles = [(d.trouble, _is_page(d.path)) for d in found if d.trouble is not Trouble.UNKNOWN]
    pages = [_is_page(file.path) for file in expected]
    is_most = 2 * len(troubles) > sum(pages)
    return is_most and not all(pages) and all(t is Trouble.DIFFERENT and is_page for t, is_page in troubles)


def _is_page(path: str) -> bool:
    return path.endswith(".html")


def against(
    live: Release, copy: Release, source: str, *, is_asked: bool, is_before: Callable[[str, str], bool]
) -> Trusted:
    """How the live release stands to a trusted copy. `is_before` asks git whether one commit led to another."""
    before, after = ({f.path: f.sha256 for f in release.files} for release in (copy, live))
    changed = sum(before.get(path) != after.get(path) for path in before.keys() | after.keys())
    return Trusted(source, copy, _relation(live, copy, is_before), changed, is_asked)


def _relation(live: Release, copy: Release, is_before: Callable[[str, str], bool]) -> Relation:
    if live == copy:
        return Relation.SAME
    if live.commit and copy.commit and live.commit != copy.commit:
        if is_before(copy.commit, live.commit):
            return Relation.NEWER
        if is_before(live.commit, copy.commit):
            return Relation.OLDER
    if live.as_of != copy.as_of:
        return Relation.NEWER if live.as_of > copy.as_of else Relation.OLDER
    return Relation.OTHER
