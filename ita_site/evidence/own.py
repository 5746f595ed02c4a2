"""The agency's own site: which addresses lie below `site.url`, and so go live together with the content.

What lies there is never opened over the network: it is held against the pages and files of the build.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache
from urllib.parse import unquote

import ada_url

from ita_site.thai import repair

INDEX = "index.html"

_PAGE_ENDING = re.compile(r"(^|/)index\.(html?|md)$|\.(html?|md|php|aspx?)$")
_DIGITS = re.compile("[0-9]+")
_MOST_COMPARED = 200


@dataclass(frozen=True, slots=True)
class OwnAddress:
    """An address below the site's own. `path` is percent-encoded and begins after the site's (`2566/o12/`)."""

    path: str
    query: str
    fragment: str


def is_own(site_url: str, typed: str) -> bool:
    """Whether `typed` is an address of the site itself: same host and port, below its path; http as good as https."""
    return own_address(site_url, typed) is not None


def own_address(site_url: str, typed: str) -> OwnAddress | None:
    """Read an absolute address below the site's own as a browser does; None for every other."""
    own = _site(site_url)
    if own is None:
        return None
    try:
        url = ada_url.URL(typed.strip())
    except ValueError:
        return None
    if url.protocol not in ("http:", "https:") or url.username or url.password:
        return None
    host, port, base = own
    if (_host(url.hostname), url.port) != (host, port):
        return None
    path = base if f"{url.pathname}/" == base else url.pathname
    if not path.startswith(base):
        return None
    return OwnAddress(path.removeprefix(base), url.search.removeprefix("?"), url.hash.removeprefix("#"))


@lru_cache(maxsize=8)
def _site(site_url: str) -> tuple[str, str, str] | None:
    """Host, port ("" for the scheme's own) and path of the site's address."""
    try:
        url = ada_url.URL(site_url.strip())
    except ValueError:
        return None
    if url.protocol not in ("http:", "https:") or not url.hostname:
        return None
    return _host(url.hostname), url.port, f"{url.pathname.rstrip('/')}/"


def _host(name: str) -> str:
    """A host's name for comparing. A dot at the end is no other host: servers drop it."""
    return name.lower().removesuffix(".")


class Published:
    """What stands on the site, by path as a static server keeps it (`2566/o12/index.html`, `files/2566/a.pdf`).

    `files` tells for each path the page that it was made from, "" for a hosted file.
    """

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files

    def find(self, path: str) -> str | None:
        """The file that is served for the path of an address (percent-encoded); None for «not found».

        A folder gives its index page, with a slash at the end or (servers add it) without. Letter case counts, a file
        is no folder, and neither `//` nor `%2F` can be relied on: servers differ.
        """
        name = _decoded(path)
        if name is None:
            return None
        if name == "" or name.endswith("/"):
            return self._there(f"{name}{INDEX}")
        return self._there(name) or self._there(f"{name}/{INDEX}")

    def near(self, path: str) -> str:
        """The one place that is most likely meant instead, as its path on the site; "" when nothing suggests itself."""
        near = self._nearby
        key = _key(unquote(path))
        if key in near.places:
            return near.places[key]
        folder, _, tail = key.rpartition("/")
        if found := near.tails.get(tail):
            return found
        # a slip of a letter; a slip of a digit would name another item or month
        beside = [name for name in near.folders.get(folder, ()) if _DIGITS.findall(name) == _DIGITS.findall(tail)]
        close = get_close_matches(tail, beside[:_MOST_COMPARED], n=1, cutoff=0.8)
        return near.places[f"{folder}/{close[0]}".lstrip("/")] if close else ""

    def _there(self, name: str) -> str | None:
        return name if name in self.files else None

    @cached_property
    def _nearby(self) -> _Nearby:
        near = _Nearby({}, {}, {})
        for name in self.files:
            place = name.removesuffix(INDEX)
            key = _key(place)
            folder, _, tail = key.rpartition("/")
            near.places.setdefault(key, place)
            near.tails[tail] = "" if tail in near.tails else place
            near.folders.setdefault(folder, []).append(tail)
        return near


@dataclass(frozen=True, slots=True)
class _Nearby:
    """Places by their way without what people get wrong (letter case, endings, look-alike signs); by the last part of
    it, "" where several share that; and the last parts in each folder."""

    places: dict[str, str]
    tails: dict[str, str]
    folders: dict[str, list[str]]


def anchor_of(fragment: str) -> tuple[str, ...]:
    """What a page may call the place that a fragment leads to, as typed and decoded; none when any page has it:
    the top of the page, or a piece of its text (`#:~:text=`)."""
    name = fragment.split(":~:", 1)[0]
    if not name or name.lower() == "top":
        return ()
    return tuple(dict.fromkeys((name, unquote(name))))


def _decoded(path: str) -> str | None:
    """The name on disk that a path asks for; None for one that no file can have."""
    parts = path.split("/")
    if "" in parts[:-1]:
        return None
    try:
        names = [unquote(part, errors="strict") for part in parts]
    except UnicodeDecodeError:
        return None
    return None if any("/" in name or "\0" in name for name in names) else "/".join(names)


def _key(path: str) -> str:
    plain = path if path.isascii() else repair(path)
    way = "/".join(" ".join(part.split()) for part in plain.casefold().split("/") if part)
    return _PAGE_ENDING.sub("", way).rstrip("/")
