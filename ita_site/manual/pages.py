"""One page of the manual: from its Markdown in `docs/` to what the page engine is given.

The Markdown goes through the same two walls as an officer's free page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from ita_site.errors import EngineError
from ita_site.manual.map import HOME, Language, said
from ita_site.pictures import Shown
from ita_site.pictures.opening import UnfitPicture, opened
from ita_site.render.markdown import Part, parts
from ita_site.render.paths import Here
from ita_site.render.template import flat, page
from ita_site.text import Text

ROOTS = {"th": "", "en": "en/"}
"""Where the pages of a language lie on the site of the manual."""
_DESCRIPTION = 150
_TABLE = re.compile('(?<=aria-label=")ตารางที่(?= [0-9]+">)')
_TABLES = Text("ตารางที่", "Table")


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A page as it stands in `docs/<language>/<name>.md`; `text` is what the page engine is given."""

    name: str
    title: str
    text: str
    pictures: tuple[str, ...]
    """Paths of its pictures, from `docs/`."""


def page_path(name: str) -> str:
    """The path of a page below the folder of its language: `start` -> `start.md`."""
    return f"{name}.md"


def manual_page(docs: Path, language: Language, name: str, source: str) -> ManualPage:
    """Read the Markdown `source` of a page. Raises EngineError for a link or picture that leads nowhere."""
    aims = _Aims(docs, language, name)
    title, found = parts(source, aims)
    text = page(
        "free", title=title, description=flat(_first(found, title))[:_DESCRIPTION], parts=found, edit=None,
        hide=("navigation",) if name == HOME else (),
    )  # fmt: skip
    text = _TABLE.sub(said(_TABLES, language), text)
    return ManualPage(name, title, text, tuple(dict.fromkeys(aims.pictures)))


def _first(found: list[Part], otherwise: str) -> str:
    """The words of the first paragraph that is no way to the other language."""
    for part in found:
        for paragraph in re.findall(r"<p>(.*?)</p>", part.html, re.DOTALL):
            if "href=" not in paragraph:
                return Markup(paragraph).striptags()  # noqa: S704 - only what is no tag is kept
    return otherwise


class _Aims:
    """Aims the links of a page: to pages of either language, to pictures; nothing else of the repository is published."""

    def __init__(self, docs: Path, language: Language, name: str) -> None:
        self._docs = docs
        self._from = f"{language}/{page_path(name)}"
        self._here = Here(f"{ROOTS[language]}{page_path(name)}")
        self._root = ROOTS[language]
        self.pictures: list[str] = []

    def __call__(self, href: str) -> str:
        path, anchor = self._path(href), urlsplit(href).fragment
        language, _, rest = path.partition("/")
        if path.endswith(".md") and language in ROOTS:
            return self._here.to_page(f"{ROOTS[language]}{rest}", unquote(anchor))
        self.pictures.append(path)
        return self._here.to_file(f"{self._root}{path}")

    def picture(self, src: str) -> Shown | None:
        """The size of a picture, which keeps the text below from moving."""
        path = self._path(src)
        try:
            with opened(self._docs / path) as image:
                return Shown(self(src), *image.size)
        except UnfitPicture:
            raise self._lost(src) from None

    def _path(self, href: str) -> str:
        path = normpath(f"{self._from}/../{unquote(urlsplit(href).path)}")
        if path.startswith("..") or not (self._docs / path).is_file():
            raise self._lost(href)
        return path

    def _lost(self, href: str) -> EngineError:
        return EngineError(
            Text(
                f"docs/{self._from}: ลิงก์ «{href}» ไม่มีปลายทางในคู่มือ",
                f"docs/{self._from}: the link «{href}» leads to nothing in the manual",
            )
        )
