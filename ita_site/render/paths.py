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
    base, way = _host(repository)
    return f"{base}/{_EDIT[way]}/{quote(branch)}/{quote(path)}" if base else None


def commit_link(repository: str, change: str) -> str | None:
    """Where the git host shows one change; None when no repository is configured. GitLab has a way of its own."""
    base, way = _host(repository)
    return f"{base}/{'-/commit' if way == 'gitlab' else 'commit'}/{quote(change)}" if base else None


_EDIT = {"github": "edit", "gitlab": "-/edit", "": "_edit"}


def _host(repository: str) -> tuple[str, str]:
    """The address of a repository without what is not needed, and the family of its host; blank when it is none."""
    address = read_address(repository)
    if address is None or address.has_login:
        return "", ""
    labels = address.host.split(".")
    family = next((name for name in ("github", "gitlab") if name in labels), "")
    base = f"{address.scheme}://{urlsplit(repository.strip()).netloc}{address.path}".rstrip("/").removesuffix(".git")
    return base, family
