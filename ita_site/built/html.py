"""The addresses in a page or a style sheet, and the places that links can name in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

_URLS = ("src", "poster", "action", "formaction", "data", "background", "longdesc", "cite", "manifest", "xlink:href")
_SETS = ("srcset", "imagesrcset")
_WANTED = ",".join(
    [
        "[href]",
        "[id]",
        "[style]",
        "a[name]",
        "style",
        "meta[content]",
        *(f"[{n}]" for n in (*_URLS[:-1], *_SETS)),
        "use",
    ]
)
_CANDIDATE = re.compile(r"[\s,]*(\S+)([^,]*)")
_CSS = re.compile(
    r"""/\*.*?\*/|url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE | re.DOTALL,
)
_REFRESH = re.compile(r"""\s*[\d.]*\s*[;,]?\s*url\s*=\s*["']?([^"']*)""", re.IGNORECASE)
_OF_SHARING = {"og:image", "og:url", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"}
_NO_LINKS = {"preconnect", "dns-prefetch"}
_LEADS_TO_PAGES = {"canonical", "alternate", "next", "prev", "author", "help", "license", "search"}


@dataclass(frozen=True, slots=True)
class Found:
    """An address as written. `is_link` says that it leads a reader somewhere; else the page itself needs it."""

    address: str
    is_link: bool


@dataclass(frozen=True, slots=True)
class Read:
    """What a page holds. `base` is that of its <base>, "" without one; `names` are its ids and named places."""

    base: str
    found: tuple[Found, ...]
    names: frozenset[str]


def read_page(text: str) -> Read:
    """All addresses and names of an HTML page, in one parse and one walk."""
    base = ""
    found: list[Found] = []
    names: set[str] = set()
    for node in LexborHTMLParser(text).css(_WANTED):
        tag, attributes = node.tag or "", node.attributes
        if name := attributes.get("id"):
            names.add(name)
        if tag == "a" and (name := attributes.get("name")):
            names.add(name)
        if tag == "base":
            base = base or attributes.get("href") or ""
            continue
        if tag == "style":
            found += (Found(address, is_link=False) for address in css_addresses(node.text()))
        found += _of(tag, attributes)
    return Read(base, tuple(dict.fromkeys(found)), frozenset(names))


def _of(tag: str, attributes: dict[str, Any]) -> Iterator[Found]:
    href = attributes.get("href")
    if href is not None:
        if tag == "link":
            kinds = set((attributes.get("rel") or "").lower().split())
            if not kinds & _NO_LINKS:
                yield Found(href, is_link=bool(kinds & _LEADS_TO_PAGES) and "stylesheet" not in kinds)
        else:
            yield Found(href, is_link=tag in ("a", "area"))
    for name in _URLS:
        value = attributes.get(name)
        if value is not None and not (tag == "meta" or (name == "data" and tag != "object")):
            yield Found(
                value, is_link=tag in ("iframe", "frame") or name in ("action", "formaction", "longdesc", "cite")
            )
    for name in _SETS:
        for candidate in _CANDIDATE.finditer(attributes.get(name) or ""):
            yield Found(candidate[1].rstrip(","), is_link=False)
    for address in css_addresses(attributes.get("style") or ""):
        yield Found(address, is_link=False)
    if tag == "meta":
        yield from _of_meta(attributes)


def _of_meta(attributes: dict[str, Any]) -> Iterator[Found]:
    content = attributes.get("content") or ""
    if (attributes.get("http-equiv") or "").lower() == "refresh":
        if match := _REFRESH.match(content):
            yield Found(match[1].strip(), is_link=True)
    elif (name := (attributes.get("property") or attributes.get("name") or "").lower()) in _OF_SHARING:
        yield Found(content, is_link=name == "og:url")


def css_addresses(text: str) -> Iterator[str]:
    """What a style sheet loads."""
    if "url(" not in text.lower() and "@import" not in text.lower():
        return
    for match in _CSS.finditer(text):
        address = next((group for group in match.groups() if group is not None), None)
        if address is not None:
            yield address


def manifest_addresses(text: str) -> Iterator[Found]:
    """What a web app manifest names."""
    data: Any = {}
    with suppress(ValueError, RecursionError):
        data = json.loads(text)
    if not isinstance(data, dict):
        return
    for name in ("start_url", "scope"):
        if isinstance(data.get(name), str):
            yield Found(data[name], is_link=True)
    for name in ("icons", "screenshots", "shortcuts"):
        for one in data.get(name) or () if isinstance(data.get(name), list) else ():
            if isinstance(one, dict):
                for key, is_link in (("src", False), ("url", True)):
                    if isinstance(one.get(key), str):
                        yield Found(one[key], is_link=is_link)
