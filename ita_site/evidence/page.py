"""A page of HTML as a reader would take it in: title, headings, words, and where it leads on its own."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_to_bytes

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=[\s\"']*([a-zA-Z0-9_-]{1,40})", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=[\s\"']*([a-zA-Z0-9_-]{1,40})", re.IGNORECASE)
_HEAD = 4096
_THAI_OLD = "cp874"
# What Thai servers say when they mean windows-874, or say without meaning anything.
_SAME_AS_874 = {"tis-620", "tis620", "iso-8859-11", "windows-874", "cp874", "x-windows-874"}
_CARELESS = {"iso-8859-1", "latin1", "windows-1252", "us-ascii", "ascii"}
# Others that browsers know. Python knows more, and some of those are slow or no codes of text at all.
_ELSEWHERE = re.compile(
    "iso-?8859-[0-9]+|windows-125[0-8]|koi8-[ru]|macintosh|ibm866|gbk|gb2312|gb18030|big5(-hkscs)?|euc-(jp|kr)|"
    "shift[_-]jis|iso-2022-jp|ks_c_5601-1987|utf-16(le|be)?"
)
_REFRESH = re.compile(r"\s*([0-9]+(?:\.[0-9]*)?|\.[0-9]+)?\s*[;,]?\s*(?:url\s*=\s*)?[\"']?\s*([^\"']*)", re.IGNORECASE)
_GOES = re.compile(
    r"""(?:^|[^\w.])(?:(?:window|document|self|top|parent|this)\s*\.\s*){0,4}location\s*
        (?:(?:\.\s*href\s*)?=(?!=)\s*|\.\s*(?:replace|assign)\s*\(\s*)["'`]([^"'`]{1,2000})["'`]""",
    re.VERBOSE,
)
_TURNS_BACK = re.compile(r"history\s*\.\s*(?:back\s*\(|go\s*\(\s*-)|window\s*\.\s*close\s*\(")
_RELOADS = re.compile(r"location\s*\.\s*(?:reload|replace|assign|href)|location\s*=")
_ALERT = re.compile(r"alert\s*\(\s*[\"'`]([^\"'`]{1,300})")
_SEEN = re.compile(r"[^<]*(?:<[^>]*>\s*)*[^<\s]")
_TITLE_END = "</title>"
_HIDING = ("<script", "<style", "<noscript", "<template", "<!--")
_UNSEEN = ["script", "style", "template", "noscript", "title", "head"]
_MOST_TAGS = 8_000
_SMALL = 16_000
# A tag with hundreds of attributes, read as the HTML standard does (12.2.5.32 and on).
_CROWDED = re.compile(
    r"""<[a-zA-Z][^ \t\n\f\r/>]*+
        (?:[ \t\n\f\r/]*+[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+
        (?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:"[^"]*+"?|'[^']*+'?|[^ \t\n\f\r>]*+))?+){500}""",
    re.VERBOSE,
)
_LONG = 1000
"""Characters of a title or heading; the rest is no title."""
SHORT = 200
"""Characters of text up to which a page may be nothing but a step to another."""


@dataclass(frozen=True, slots=True)
class Leap:
    """Where a page leads on its own: by `meta` or by `script`."""

    kind: str
    target: str


class Page:
    """One page. `text` is what is seen, with single blanks."""

    def __init__(self, body: bytes, content_type: str) -> None:
        html = decoded(body, content_type)
        self.html = _bounded(html)
        self.is_part = len(self.html) < len(html)
        self.letters = self.html.lower()
        """For a first look: most pages hold nothing that is searched for, and need not be parsed to know it."""
        self.has_script = "<script" in self.letters

    @cached_property
    def _tree(self) -> LexborHTMLParser:
        return _parsed(self.html)

    @cached_property
    def scripts(self) -> list[str]:
        nodes = self._tree.css("script") if self.has_script else ()
        return [node.text() for node in nodes if "src" not in node.attributes]

    @cached_property
    def title(self) -> str:
        node = self._tree.css_first("title")
        return _flat(node.text())[:_LONG] if node else ""

    @cached_property
    def headings(self) -> list[str]:
        return [_flat(node.text(separator=" "))[:_LONG] for node in self._tree.css("h1, h2")[:6]]

    @cached_property
    def has_password(self) -> bool:
        return "password" in self.letters and self._tree.css_first("input[type=password i]") is not None

    @cached_property
    def canonical(self) -> str:
        if "canonical" not in self.letters and "og:url" not in self.letters:
            return ""
        named = _href(self._tree, "link[rel=canonical i]", "href")
        return named or _href(self._tree, "meta[property='og:url']", "content")

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Every id and name that a fragment could mean."""
        ids = {node.attributes.get("id") or "" for node in self._tree.css("[id]")}
        names = {node.attributes.get("name") or "" for node in self._tree.css("a[name]")}
        return frozenset(ids | names)

    @cached_property
    def has_shape(self) -> bool:
        return (
            self._tree.css_first(
                "img, iframe, frame, embed, object, video, canvas, svg, input, textarea, select, button"
            )
            is not None
        )

    @cached_property
    def text(self) -> str:
        tree = _parsed(self.html)  # one of its own, because the search for text takes it apart
        tree.strip_tags(_UNSEEN)
        return _flat(tree.body.text(separator=" ")) if tree.body is not None else ""

    @property
    def is_blank(self) -> bool:
        end = self.letters.find(_TITLE_END)
        is_plain = end >= 0 and len(self.letters) == len(self.html) and not any(tag in self.letters for tag in _HIDING)
        if is_plain and _SEEN.match(self.html, end + len(_TITLE_END)):
            return False
        return not self.text and not self.has_shape and not self.has_script

    @property
    def is_app(self) -> bool:
        """A shell that scripts fill: what a visitor reads cannot be told from here."""
        return self.has_script and len(self.text) < SHORT // 2

    def holds(self, fragment: str) -> bool:
        """Whether there is a place for `#fragment`, as browsers look for it: as written, then decoded. What lies beyond
        the part that was read is given the benefit of the doubt."""
        return (
            self.is_part
            or fragment in self.anchors
            or unquote(fragment) in self.anchors
            or _old_thai(fragment) in self.anchors
        )

    @property
    def turns_back(self) -> bool:
        """Whether all it does is to send the visitor away again."""
        return len(self.text) < SHORT and any(_TURNS_BACK.search(script) for script in self.scripts)

    @property
    def asks_for_cookie(self) -> bool:
        """Whether all it does is to set a cookie and load anew: a wall that lets browsers through."""
        return len(self.text) < SHORT and any("document.cookie" in s and _RELOADS.search(s) for s in self.scripts)

    @property
    def alert(self) -> str:
        """What a box says that opens with the page; "" without one."""
        if len(self.text) >= SHORT:
            return ""
        return next((match[1] for script in self.scripts if (match := _ALERT.search(script))), "")

    @property
    def leap(self) -> Leap | None:
        """A refresh that comes at once, or a script on an otherwise empty page; None when the visitor may stay."""
        if "refresh" in self.letters and (found := refresh_target(_refresh_of(self._tree))):
            return Leap("meta", found)
        if self.has_script and not self.has_password and len(self.text) < SHORT:
            for script in self.scripts:
                if goes := _GOES.search(script):
                    return Leap("script", goes[1].replace("\\/", "/"))
        return None


def _parsed(html: str) -> LexborHTMLParser:
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - most pages are judged without being parsed

    return LexborHTMLParser(html)


_AT_ONCE = 10.0
"""Seconds after which a refresh leads on before its page was read."""


def refresh_target(said: str) -> str:
    """The address in a `Refresh` header or element, "" when it is far off or only loads the page anew."""
    match = _REFRESH.match(said)
    if match is None or not match[2].strip() or float(match[1] or 0) > _AT_ONCE:
        return ""
    return match[2].strip()


def decoded(body: bytes, content_type: str) -> str:
    """Text of a page: by its byte-order mark, its header, its own word, else by what the bytes look like."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if body.startswith(mark):
            return body.decode(name, "replace").lstrip("\ufeff")
    said = _CHARSET.search(content_type)
    name = said[1].lower() if said else ""
    if not name:
        meta = _META_CHARSET.search(body, 0, _HEAD)
        name = meta[1].decode("ascii").lower() if meta else ""
    if name in _SAME_AS_874:
        return body.decode(_THAI_OLD, "replace")
    if name in _CARELESS or not _ELSEWHERE.fullmatch(name):  # utf-8, nothing, or nothing that browsers know
        text = body.decode("utf-8", "replace")
        # a page cut in the middle of a letter has one such sign; one in another code has many
        return text if text.count("\ufffd") <= max(1, len(text) // 200) else body.decode(_THAI_OLD, "replace")
    try:
        return body.decode(name, "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


def _bounded(html: str) -> str:
    """As much of a page as is read in moments: the time for tags within tags, and for attributes of one tag, grows
    with the square of their number."""
    if len(html) <= _SMALL:
        return html
    if html.count("<") > _MOST_TAGS:
        html = "<".join(html.split("<", _MOST_TAGS)[:_MOST_TAGS])
    crowded = _CROWDED.search(html)
    return html if crowded is None else html[: crowded.start()]


def _refresh_of(tree: LexborHTMLParser) -> str:
    metas = tree.css("meta[http-equiv=refresh i]")
    for_all = (node for node in metas if node.parent is None or node.parent.tag != "noscript")
    return next((said for node in for_all if (said := node.attributes.get("content"))), "")


def _old_thai(fragment: str) -> str:
    return unquote_to_bytes(fragment).decode(_THAI_OLD, "replace")


def _href(tree: LexborHTMLParser, selector: str, attribute: str) -> str:
    node = tree.css_first(selector)
    return (node.attributes.get(attribute) or "").strip() if node is not None else ""


def _flat(text: str) -> str:
    return " ".join(text.split())
