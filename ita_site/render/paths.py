"""Addresses between pages: relative, so that a preview on a laptop works as the live site does.

A *page* is a path below the docs folder (`2566/o12.md`); its *address* is what a browser sees (`2566/o12/`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import normpath, relpath
from urllib.parse import quote, urlsplit

from ita_site.evidence import read_address

_INDEX = ("index", "README")


def page_address(page: str) -> str:
    """The address of a page from the root of the site, percent-encoded: `2566/o12.md` -> `2566/o12/`."""
    path = PurePosixPath(page)
    parts = path.parts[:-1] if path.stem in _INDEX else (*path.parts[:-1], path.stem)
    return quote("".join(f"{part}/" for part in parts))


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

    def own_path(self, url: str) -> str | None:
        """What an absolute address below the site's own says after it (`files/2566/o12.pdf`); None for other sites."""
        own, target = read_address(self.site_url), read_address(url)
        if own is None or target is None or target.has_login:
            return None
        if (own.host, urlsplit(self.site_url.strip()).port) != (target.host, urlsplit(url.strip()).port):
            return None
        base = own.path.rstrip("/") + "/"
        path = base if f"{target.path}/" == base else target.path
        return path.removeprefix(base) if path.startswith(base) else None

    def to_own(self, url: str) -> str | None:
        """To an absolute address below the site's own; None when it lies elsewhere."""
        path, target = self.own_path(url), read_address(url)
        if path is None or target is None:
            return None
        query = f"?{target.query}" if target.query else ""
        return self._to(path) + query + (f"#{target.fragment}" if target.fragment else "")

    def _to(self, address: str) -> str:
        found = relpath(address or ".", start=page_address(self.page) or ".")
        if not address or address.endswith("/"):
            found += "/"
        # A name with a colon at the front would read as a scheme.
        return found if found.startswith(".") else f"./{found}"


def written_link(href: str, folder: str) -> str | None:
    """Where a relative link in an officer's Markdown leads, as a path from `content/`; None when it leaves it.

    `folder` is that of the file it is written in. `files/…` is understood from anywhere, as in items, and a path that
    begins with `/` counts from `content/`.
    """
    rooted = href.startswith(("files/", "/"))
    path = normpath(href.lstrip("/") if rooted else f"{folder}/{href}")
    return None if path.startswith(("..", "/")) else path


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
