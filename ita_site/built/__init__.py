"""The built site, before anyone sees it: every link, picture and anchor between its own pages leads somewhere.

Two passes that know nothing of each other: our own over the files (`pages`), and LinkChecker as a program over the
site as a server gives it out (`crawl`). No address of another host is opened.
"""

from __future__ import annotations

from pathlib import Path

from ita_site.built.crawl import crawl as crawl_with_linkchecker
from ita_site.built.faults import Broken
from ita_site.built.pages import broken_links

__all__ = ["Broken", "broken_links", "check_built"]


def check_built(folder: Path, site_url: str) -> list[Broken]:
    """What both passes find in a built site; what both find is told once. Raises EngineError."""
    found = broken_links(folder, site_url)
    known = {(one.page, one.target) for one in found}
    return found + [one for one in crawl_with_linkchecker(folder) if (one.page, one.target) not in known]
