"""Free pages: what officers write in Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from ita_site.render.links import Place
from ita_site.render.markdown import parts
from ita_site.render.template import flat, page
from ita_site.site import FreePage, Site
from ita_site.sitemap import PAGES, free_path

_DESCRIPTION = 150


@dataclass(frozen=True, slots=True)
class FreeView:
    name: str
    path: str
    title: str
    text: str


def free_view(site: Site, source: FreePage) -> FreeView:
    """A free page: its path, its title (the first `#`, else the file's name) and its text."""
    path = free_path(source)
    place = Place.of(site, path)
    # A relative link means what it means in the folder of the file.
    title, found = parts(source.document.text, place.written(PAGES))
    title = title or source.name
    edit = place.edit(source.document.path)
    first = next((part.html.striptags() for part in found if part.html), title)
    description = flat(first)[:_DESCRIPTION]
    return FreeView(
        source.name, path, title, page("free", title=title, description=description, parts=found, edit=edit)
    )
