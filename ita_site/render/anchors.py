"""The places of a page that a link can name, without building the site."""

from __future__ import annotations

import re

import markdown  # type: ignore[import-untyped]
from markdown.extensions.toc import TocExtension  # type: ignore[import-untyped]

from ita_site.render.pages import Pages
from ita_site.sitemap import Page

_ID = re.compile(r'<[a-z][a-z0-9]*\b[^<>]*? id="([^"]*)"')
_BLOCK = '<div class="ita">'


def anchors(pages: Pages, page: Page) -> frozenset[str]:
    """The ids of a page's headings and blocks. Headings are put through the page engine's own Markdown, which names
    those that carry no anchor."""
    parts = pages.text(page).split("\n\n")
    headings = "\n\n".join(part for part in parts if part.startswith("#"))
    # as in theme/mkdocs.yml
    made = markdown.markdown(headings, extensions=["attr_list", TocExtension(permalink=False, toc_depth=3)])
    blocks = [part for part in parts if part.startswith(_BLOCK)]
    return frozenset(name for text in (made, *blocks) for name in _ID.findall(text))
