"""Links to the agency's own site, and what is wrong with them: shared by the rules about evidence and about texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from posixpath import basename
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit
from weakref import WeakKeyDictionary

from ita_site.evidence.files import file_trouble
from ita_site.evidence.links import address_trouble
from ita_site.evidence.own import OwnAddress, Published, anchor_of, own_address
from ita_site.findings import Gate, Report
from ita_site.rules.base import Context
from ita_site.rules.texts import OfficersText, officers_texts
from ita_site.sitemap import PAGES, Page, published, site_pages, written_link
from ita_site.walk import CONTENT

if TYPE_CHECKING:
    from ita_site.evidence.collect import Citation
    from ita_site.render.pages import Pages

_SCHEME = re.compile(r"\s*[a-zA-Z][a-zA-Z0-9+.-]*:")
# Where a Markdown text may name an address: `](…`, `]: …`, `<https:…>`. More than the parser takes, never less.
_ADDRESS = re.compile(r"\]\(\s*([^\s)]*)|\]:|<https?:", re.IGNORECASE)
_SPECIAL = re.compile(r"[#?%&<\\]")
_ENGINES = "assets/"
"""What the page engine adds is proven on the built site."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a link leads nowhere: `missing`, `outside` (of the content), `not-hosted` (a type that is not published), or
    `anchor`.

    `near` is what was most likely meant: a place on the site, or an anchor. `anchors` are those that the page has.
    """

    kind: str
    near: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LostLink:
    """A link in a text of an officer. `href` as typed, `line` and `column` within the text."""

    text: OfficersText
    href: str
    line: int
    column: int
    fault: Fault


class OwnLinks:
    """All links of one check that lead to the site itself and do not arrive."""

    def __init__(self, context: Context) -> None:
        # no reference to the context, whose end is the end of this
        self._site = context.site
        self._as_of = context.as_of
        self._citations = context.citations
        self._texts = tuple(officers_texts(context))
        self._known_anchors: dict[str, frozenset[str]] = {}

    @classmethod
    def of(cls, context: Context) -> OwnLinks:
        if context not in _KNOWN:
            _KNOWN[context] = cls(context)
        return _KNOWN[context]

    def address(self, near: str) -> str:
        """The whole address of a place on the site; "" of none."""
        return f"{self._site.config.site.url.strip().rstrip('/')}/{near}" if near else ""

    @cached_property
    def cited(self) -> tuple[tuple[Citation, Fault], ...]:
        """Evidence with an address of the site itself. What is wrong with an address as such is told elsewhere."""
        config = self._site.config
        found = []
        for citation in self._citations:
            url = citation.evidence.url
            own = own_address(config.site.url, url) if url else None
            if url is None or own is None or address_trouble(url, config.evidence.staging_hosts) is not None:
                continue
            fault = self._at(own)
            if fault is not None:
                found.append((citation, fault))
        return tuple(found)

    @cached_property
    def lost(self) -> tuple[LostLink, ...]:
        """Links and pictures in texts."""
        return tuple(lost for text in self._texts if self._may_be_lost(text) for lost in self._lost_in(text))

    def _lost_in(self, text: OfficersText) -> Iterator[LostLink]:
        from ita_site.render.written import links_in  # noqa: PLC0415 - a parser that most checks do without

        for link in links_in(text.text):
            fault = self._of(link.href, text)
            if fault is not None:
                yield LostLink(text, unquote(link.href), link.line, link.column, fault)

    def _may_be_lost(self, text: OfficersText) -> bool:
        """Whether the text has to be parsed: not if all that could be an address in it is plainly well."""
        for match in _ADDRESS.finditer(text.text):
            href = match[1]
            if href is None:
                return True
            if _SCHEME.match(href):
                if own_address(self._site.config.site.url, href) is not None:
                    return True
            elif _SPECIAL.search(href) or self._of(href, text) is not None:
                return True
        return False

    def _of(self, href: str, text: OfficersText) -> Fault | None:
        """What is wrong with a link in a text; links to other sites and to mail boxes are not looked at."""
        if _SCHEME.match(href):
            own = own_address(self._site.config.site.url, href)
            fault = self._at(own) if own is not None else None
            # in a text it is the whole address that is mended
            return replace(fault, near=self.address(fault.near)) if fault and fault.kind == "missing" else fault
        if href.startswith("#"):
            return self._anchor(text.page, href[1:]) if text.page in self._pages else None
        parts = urlsplit(href)
        path = written_link(unquote(parts.path), text.folder)
        if path is None:
            return Fault("outside")
        if self._site.hides(f"{CONTENT}/{path}"):
            return None
        if path.endswith(".md"):
            return self._anchor(path, parts.fragment) if path in self._pages else self._missing(path, text)
        trouble = file_trouble(path, self._site.files, frozenset(self._site.links))
        if trouble is None and path in self._published.files:
            return None
        if trouble is not None and trouble.other:
            return Fault("missing", trouble.other)
        return Fault("not-hosted") if path in self._site.files else self._missing(path, text)

    def _missing(self, path: str, text: OfficersText) -> Fault:
        """With what is nearest, as it would be written in that text."""
        near = self._published.near(quote(path))
        page = self._published.files.get(f"{near}index.html", "") if near.endswith("/") else ""
        if page and text.folder == PAGES and page.startswith(f"{PAGES}/"):
            return Fault("missing", basename(page))
        return Fault("missing", f"/{page}" if page else near)

    def _at(self, own: OwnAddress) -> Fault | None:
        """What is wrong with an absolute address of the site."""
        if own.path.startswith(_ENGINES) or self._site.hides(f"{CONTENT}/{unquote(own.path)}"):
            return None
        file = self._published.find(own.path)
        if file is None:
            kind = "not-hosted" if unquote(own.path) in self._site.files else "missing"
            return Fault(kind, self._published.near(own.path))
        page = self._published.files[file]
        return self._anchor(page, own.fragment) if page else None

    def _anchor(self, page: str, fragment: str) -> Fault | None:
        names = anchor_of(fragment)
        if not names:
            return None
        there = self._anchors(page)
        if there.intersection(names):
            return None
        known = sorted(there)
        return Fault("anchor", next(iter(get_close_matches(names[-1], known, n=1)), ""), tuple(known))

    def _anchors(self, page: str) -> frozenset[str]:
        from ita_site.render.anchors import anchors  # noqa: PLC0415 - makes pages, which most checks do without

        if page not in self._known_anchors:
            self._known_anchors[page] = anchors(self._made, self._pages[page])
        return self._known_anchors[page]

    @cached_property
    def _made(self) -> Pages:
        from ita_site.render.pages import Pages  # noqa: PLC0415

        edition = self._site.year.edition
        return Pages(self._site, Report(edition.year, edition.revision, Gate.DRAFT, self._as_of, ()))

    @cached_property
    def _pages(self) -> dict[str, Page]:
        return site_pages(self._site)

    @cached_property
    def _published(self) -> Published:
        return published(self._site)


_KNOWN: WeakKeyDictionary[Context, OwnLinks] = WeakKeyDictionary()
