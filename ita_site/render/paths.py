"""Addresses between pages: relative, so that a preview on a laptop works as the live site does.

Which pages there are says `ita_site.sitemap`.
"""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import relpath
from urllib.parse import quote, urlsplit

from ita_site.evidence import read_address
from ita_site.evidence.own import own_address
from ita_site.sitemap import page_address


@dataclass(frozen=True, slots=True)
class Here:
    """Where a page stands; makes links that lead from it to other places of the site."""

    page: str
    site_url: str = ""

    def to_page(self, page: str, anchor: str = "") -> str:
        return self._to(page_address(page)) + (f"#{quote(anchor)}" if anchor else "")

    def to_file(self, file: str) -> str:
        """To a file that the agency hosts here; `file` is its path from `content/`."""
        return self._to(quote(file))

    def to_own(self, url: str) -> str | None:
        """To an absolute address below the site's own; None when it lies elsewhere."""
        own = own_address(self.site_url, url)
        if own is None:
            return None
        query = f"?{own.query}" if own.query else ""
        return self._to(own.path) + query + (f"#{own.fragment}" if own.fragment else "")

    def _to(self, address: str) -> str:
        found = relpath(address or ".", start=page_address(self.page) or ".")
        if not address or address.endswith("/"):
            found += "/"
        # A name with a colon at the front would read as a scheme.
        return found if found.startswith(".") else f"./{found}"


def edit_link(repository: str, branch: str, path: str) -> str | None:
    """Where the git host lets an officer edit a file; None when no repository is configured.

    The ways of the three families of hosts: GitHub `/edit/`, GitLab `/-/edit/`, Gitea and Forgejo `/_edit/`.
    """
    address = read_address(repository)
    if address is None or address.has_login:
        return None
    labels = address.host.split(".")
    way = "edit" if "github" in labels else "-/edit" if "gitlab" in labels else "_edit"
    base = f"{address.scheme}://{urlsplit(repository.strip()).netloc}{address.path}".rstrip("/").removesuffix(".git")
    return f"{base}/{way}/{quote(branch)}/{quote(path)}"
