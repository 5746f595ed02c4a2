"""A web page as it was saved, in one file or as MHTML. Nothing of it is run or fetched."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError
from typing import TYPE_CHECKING
from urllib.parse import unquote

import ada_url

from ita_site.importers.model import Source
from ita_site.importers.reading.cells import flat, joined
from ita_site.importers.reading.guard import Room, broken, too_much
from ita_site.importers.reading.letters import letters_note, letters_of
from ita_site.importers.reading.page_reading import Reading, panel_of
from ita_site.tables.decoding import UTF_8
from ita_site.text import Text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{4}\)\s*(\S+?)\s*-->", re.IGNORECASE)
_OWN_FOLDER = re.compile(r"(?:\./)?[^/?#]+_files/")
# Pages made with Google's programs lead everywhere through this one.
_THROUGH = re.compile(r"https://www\.google\.com/url\?(?:[^#]*&)?q=(https?(?::|%3A)[^&#]+)", re.IGNORECASE)
_HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_MOST_TAGS = 400_000
"""Of a page, ends of elements included: 30,000 rows of six cells have as many."""
_MOST_SIGNS = 5_000_000
"""Of a page with its tags, without the pictures in it; with `_MOST_TAGS` what keeps the memory below 300 MB."""
_DEEPEST = 12_000
"""Elements in one another: reading them takes the square of their number. Browsers stop at 512."""
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_CLOSED_BY_OTHERS = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option",
))  # fmt: skip
# Pictures within the page are most of what some saved pages are made of.
_PICTURE = re.compile(r"data:[a-z0-9.+/-]+;base64,[A-Za-z0-9+/=%]+")
# A tag with a thousand attributes (HTML standard, 12.2.5.32 and on): reading it takes the square of their number.
_CROWDED = re.compile(
    r"""<[a-zA-Z][^ \t\n\f\r/>]*+
        (?:[ \t\n\f\r/]*+[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+
        (?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:"[^"]*+"?|'[^']*+'?|[^ \t\n\f\r>]*+))?+){1000}""",
    re.VERBOSE,
)
_WEB = ("http://", "https://")
_TOGGLES = "[role=tab], [data-toggle], [data-bs-toggle], [aria-controls]"
_LONGEST_NAME = 200
_EMPTY = Text(
    "หน้าเว็บนี้สร้างเนื้อหาด้วยสคริปต์ ซึ่งเราไม่เรียกใช้ จึงไม่เห็นรายการใด โปรดเปิดในเบราว์เซอร์ แล้วบันทึกแบบ “หน้าเว็บ ทั้งหมด”",
    "scripts make the contents of this page, and they are not run, so nothing was seen; open it in a browser and save it as “Webpage, complete”",
)


def read_page(data: bytes, name: str, address: str = "") -> Source:
    """A page from its bytes. `address` is where it stood, when that is known from outside the page."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - not for other kinds of file

    html, letters = letters_of(data)
    if "data:" in html:
        html = _PICTURE.sub("data:,", html)
    if len(html) > _MOST_SIGNS or html.count("<") > _MOST_TAGS or _CROWDED.search(html) or _depth(html) > _DEEPEST:
        raise too_much(name)
    tree = LexborHTMLParser(html)
    base = _base(tree, html, address)
    panels = _panels(tree)
    room = Room(name)

    def resolve(url: str) -> str:
        """An address in full, where that can be known; one of the saved copy stays as written."""
        if (through := _THROUGH.match(url)) is not None:
            return unquote(through[1])
        if not base or url in ("", "#") or _HAS_SCHEME.match(url) or _OWN_FOLDER.match(url):
            return url
        try:
            return ada_url.join_url(base, url)
        except ValueError:
            return url

    blocks = []
    if tree.body is not None:
        blocks = Reading(resolve, room, panels).blocks_of(tree.body)
        blocks = blocks or Reading(resolve, room, panels, whole=True).blocks_of(tree.body)
    notes = [letters_note(letters)] if letters != UTF_8 else []
    if not blocks and tree.css_first("script") is not None:
        notes.append(_EMPTY)
    title = tree.css_first("title")
    return Source(name, flat(title.text()) if title is not None else "", joined(blocks), base, tuple(notes))


def _depth(html: str) -> int:
    """How many elements stand in one another at most, about: those that end by themselves are not counted."""
    tags = _TAG.findall(html)
    if len(tags) <= _DEEPEST:
        return len(tags)
    opened: dict[str, int] = {}
    depth = deepest = 0
    for closes, name in tags:
        if not closes:
            if name.lower() not in _CLOSED_BY_OTHERS:
                opened[name.lower()] = opened.get(name.lower(), 0) + 1
                depth += 1
                deepest = max(deepest, depth)
        elif opened.get(name.lower()):  # an end of what was never begun closes nothing
            opened[name.lower()] -= 1
            depth -= 1
    return deepest


def read_archive(data: bytes, name: str) -> Source:
    """A page that a browser saved as one file with its pictures (MHTML)."""
    try:
        message = message_from_bytes(data)
        pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
        # the page itself comes first, its frames after it
        body = pages[0].get_payload(decode=True) if pages else None
        address = pages[0].get("Content-Location") or message.get("Snapshot-Content-Location") if pages else None
    except (MessageError, ValueError, LookupError, RecursionError):
        raise broken(name) from None
    if not isinstance(body, bytes) or not body.strip():
        raise broken(name)
    return read_page(body, name, str(address or ""))


def _base(tree: LexborHTMLParser, html: str, address: str) -> str:
    """The address that relative links belong to: what the page sets, where a browser saved it from, what it calls itself."""
    saved = _SAVED_FROM.search(html, 0, 4096)
    stood = next(
        (
            found
            for found in (
                address,
                saved[1] if saved else "",
                _attribute(tree, "link[rel=canonical i]", "href"),
                _attribute(tree, "meta[property='og:url']", "content"),
            )
            if found.lower().startswith(_WEB)
        ),
        "",
    )
    said = _attribute(tree, "base[href]", "href")
    try:
        base = ada_url.join_url(stood, said) if stood else said
    except ValueError:
        base = stood
    return base if base.lower().startswith(_WEB) else ""


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    return (node.attributes.get(name) or "").strip() if node is not None else ""


def _panels(tree: LexborHTMLParser) -> dict[str, str]:
    """The names of tabs and folds by the id of the part of the page that they open."""
    ids: set[str] | None = None
    panels: dict[str, str] = {}
    for node in tree.css(_TOGGLES):
        target = panel_of(node.attributes)
        if not target or target in panels:
            continue
        if ids is None:
            ids = {one.id or "" for one in tree.css("[id]")}
        if target in ids and (name := flat(node.text(separator=" "))) and len(name) <= _LONGEST_NAME:
            panels[target] = name
    return panels
