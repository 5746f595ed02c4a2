"""Site -> its pictures, made ready for pages. The one step between content and pages that opens pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from ita_site.evidence.files import file_trouble
from ita_site.pictures.limits import ENDINGS
from ita_site.pictures.model import FOLDER, SHARE, PictureFile, Prepared, Shown
from ita_site.site import Site
from ita_site.sitemap import PAGES, written_link
from ita_site.source import Document
from ita_site.walk import CONTENT, FILES

# Where a text may name a picture: `](…`, `]: …`. More than the parser takes, never less.
_ADDRESS = re.compile(r"\](?:\(|:)\s*(?:<([^<>\n]*)>|([^\s)]*))")
_UNDER = "เปิดเผยข้อมูลสาธารณะ (OIT)"


def prepared(site: Site) -> Prepared:
    """The pictures of `site`. What cannot be shown is left out; a check tells of it."""
    made: dict[str, bytes] = {}
    pictures = {name: _picture(site, name, made) for name in dict.fromkeys(_named(site))}
    emblem, icon = _of_agency(site, made)
    return Prepared(pictures, emblem, icon, SHARE, made)


def _named(site: Site) -> Iterator[str]:
    """Paths (from `content/`) of hosted pictures that Markdown texts name."""
    for document, folder in _documents(site):
        if "![" not in document.text:
            continue
        for match in _ADDRESS.finditer(document.text):
            path = written_link(unquote(match[1] or match[2] or ""), folder)
            if path and _is_hosted_picture(site, path):
                yield path


def _documents(site: Site) -> Iterator[tuple[Document, str]]:
    """Whatever may hold a text, of every year, with the folder (from `content/`) where its relative links begin."""
    yield from ((page.document, PAGES) for page in site.pages)
    yield from ((document, "") for document, _ in site.documents())
    for year in site.older:
        yield from ((entry.document, "") for entry in year.entries)
        for programme in year.programmes:
            yield from ((d, "") for d in (programme.document, *(r.document for r in programme.reports)) if d)


def _is_hosted_picture(site: Site, path: str) -> bool:
    return (
        path.lower().endswith(ENDINGS)
        and path in site.files
        and file_trouble(path, site.files, frozenset(site.links)) is None
    )


def _picture(site: Site, name: str, made: dict[str, bytes]) -> Shown:
    from ita_site.pictures.smaller import ready_picture  # noqa: PLC0415 - Pillow, and only where there is a picture

    found = ready_picture(_file(site, name))
    if found is None:
        return Shown("")
    if found.copy is None:
        return Shown(name, found.width, found.height)
    place = f"{FOLDER}/{name.removeprefix(f'{FILES}/')}.webp"
    made[place] = found.copy
    return Shown(place, found.width, found.height, name if found.is_less else "")


def _of_agency(site: Site, made: dict[str, bytes]) -> tuple[Shown | None, str]:
    """The emblem for the header and the path of its icon; with the picture for other sites laid into `made`."""
    from ita_site.pictures.emblem import HEADER, ICON, emblem_files, header_size, read_emblem  # noqa: PLC0415
    from ita_site.pictures.share import share_picture  # noqa: PLC0415
    from ita_site.render.colours import palette  # noqa: PLC0415

    agency = site.config.agency
    name = agency.emblem.strip()
    emblem = read_emblem(_file(site, name)) if _is_hosted_picture(site, name) else None
    light = palette(agency.color).light
    made[SHARE] = share_picture(" ".join(agency.name.split()), _UNDER, light.head, light.stripe, emblem)
    if emblem is None:
        return None, ""
    made |= emblem_files(emblem)
    return Shown(HEADER, *header_size(emblem)), ICON


def _file(site: Site, name: str) -> PictureFile:
    path = site.root / CONTENT / name
    try:
        status = path.lstat()
    except OSError:
        return PictureFile(path, 0, 0)  # gone since the walk, which opening it will tell
    return PictureFile(path, status.st_size, status.st_mtime_ns)
