"""Absolute addresses of pages, files and evidence, as they will stand once the site is live."""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit

from ita_site.evidence import file_trouble, read_address
from ita_site.records import ActivityEvidence, Evidence
from ita_site.site import Site, YearContent
from ita_site.sitemap import item_page_path, page_address, written_link

_PDF = ".pdf"


def site_address(site: Site) -> str:
    """The address of the site, with a slash at its end."""
    return f"{site.config.site.url.strip().rstrip('/')}/"


def item_address(site: Site, year: YearContent, code: str) -> str:
    """The address of the page of an item."""
    return site_address(site) + page_address(item_page_path(year, code))


def proof_address(site: Site, proof: Evidence | ActivityEvidence) -> str:
    """Where an evidence opens, at the page that is meant; blank for one that cannot be opened."""
    if proof.file is not None:
        name = proof.file.strip()
        is_there = name in site.files and file_trouble(name, site.files, frozenset(site.links)) is None
        return f"{site_address(site)}{quote(name)}{_at_page(name, proof.page)}" if is_there else ""
    typed = (proof.url or "").strip()
    address = read_address(typed)
    if address is None or address.has_login:
        return ""
    return typed if address.fragment else typed + _at_page(address.path, proof.page)


def written_address(site: Site, href: str) -> str:
    """Where a link in the Markdown of an item leads; blank for one that leads out of the site's content."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return href
    path = written_link(unquote(parts.path), "")
    if not path or path == ".":
        return ""
    return site_address(site) + (page_address(path) if path.endswith(".md") else quote(path))


def _at_page(name: str, number: int | None) -> str:
    return f"#page={number}" if number is not None and name.lower().endswith(_PDF) else ""
