"""Links of a page: evidence that may be opened, relative links in Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from ita_site.evidence import file_trouble, file_type, read_address
from ita_site.evidence.own import own_address
from ita_site.pictures import Shown
from ita_site.records import ActivityEvidence, Evidence
from ita_site.render import words
from ita_site.render.paths import Here, commit_link, edit_link
from ita_site.site import Site
from ita_site.sitemap import written_link


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Opening:
    """Where an evidence opens. `href` is None when it cannot be opened; `kind` and `facts` are words for people."""

    href: str | None
    kind: str
    host: str
    size: str
    is_hosted: bool = False
    """Whether it is a file of this site."""


@dataclass(frozen=True, slots=True)
class Place:
    """One page of a site: everything that its links need to know."""

    site: Site
    here: Here

    @classmethod
    def of(cls, site: Site, page: str) -> Place:
        return cls(site, Here(page, site.config.site.url))

    def page(self, page: str, anchor: str = "") -> str:
        return self.here.to_page(page, anchor)

    def opening(self, evidence: Evidence | ActivityEvidence) -> Opening:
        """How an evidence opens; `#page=` leads readers of a PDF to the page that is meant."""
        if evidence.file is not None:
            return self.file(evidence.file, evidence.page)
        return self._address(evidence.url or "", evidence.page)

    def file(self, name: str, number: int | None = None) -> Opening:
        """How a hosted file opens. A file that is not there, or may not be there, gets no link."""
        kind = file_type(name)
        trouble = file_trouble(name, self.site.files, frozenset(self.site.links))
        if trouble is not None or name.strip() not in self.site.files:
            return Opening(None, kind.th if kind else "ไฟล์", "", "")
        href = self.here.to_file(name.strip()) + _at_page(name, number)
        size = words.size(self.site.files[name.strip()].size)
        return Opening(href, kind.th if kind else "ไฟล์", "", size, is_hosted=True)

    def _address(self, url: str, number: int | None) -> Opening:
        address = read_address(url)
        kind = file_type(address.path) if address else None
        word = kind.th if kind else "หน้าเว็บ"
        if address is None or address.has_login:
            return Opening(None, word, "", "")
        at_page = "" if address.fragment else _at_page(address.path, number)
        if (own := own_address(self.here.site_url, url)) is not None:
            hosted = self.site.files.get(unquote(own.path))
            size = words.size(hosted.size) if hosted else ""
            return Opening((self.here.to_own(url) or "") + at_page, word, "", size, is_hosted=hosted is not None)
        return Opening(url.strip() + at_page, word, address.host, "")

    def written(self, folder: str) -> WrittenLinks:
        return WrittenLinks(self, folder)

    def commit(self, change: str) -> str | None:
        return commit_link(self.site.config.site.repository, change)

    def edit(self, path: str) -> str | None:
        settings = self.site.config.site
        return edit_link(settings.repository, settings.branch, path)


@dataclass(frozen=True, slots=True)
class WrittenLinks:
    """Aims relative links in Markdown of a file in `folder` (from `content/`)."""

    place: Place
    folder: str

    def __call__(self, href: str) -> str | None:
        parts = urlsplit(href)
        path = written_link(unquote(parts.path), self.folder)
        if path is None:
            return None
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        if path.endswith(".md"):
            return self.place.page(path) + anchor
        found = self.place.file(path).href
        return None if found is None else found + anchor

    def picture(self, src: str) -> Shown | None:
        """A picture as it was made ready, its addresses from this page; None where nothing was."""
        path = written_link(unquote(urlsplit(src).path), self.folder)
        found = self.place.site.pictures.get(path) if path else None
        return found and found.seen_from(self.place.here.to_file)


def _at_page(name: str, number: int | None) -> str:
    return f"#page={number}" if number is not None and name.lower().endswith(".pdf") else ""
