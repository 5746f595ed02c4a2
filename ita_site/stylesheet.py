"""The one style sheet of a site: what our pages use of the theme's own, then ours, then the agency's colours.

One file instead of three saves two requests on every first view, and the parts of the theme that no page of ours has
(nine tenths of it) are left out. Knows nothing of a site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from ita_site.theme_files import theme_dir

NAME = "assets/site.css"
"""Where the sheet lies, below the docs folder."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CLASS = re.compile(r"\.([A-Za-z][\w-]*)")
_ATTRIBUTE = re.compile(r"\[([^\]]*)\]")
_ID = re.compile(r"#[A-Za-z]")
_ICON = re.compile(r'--([\w-]+):url\((?:"[^"]*"|[^)"]*)\);?')
_SLATE = re.compile(r'\[data-md-color-scheme="?slate"?\]')
_UNCHOSEN = ":root:not([data-md-color-scheme])"
_GROUPS = ("@media", "@supports")
_SPLIT = re.compile(r",(?![^(]*\))")


def stylesheet(colours: str = "") -> str:
    """The text of the sheet; `colours` are rules that go over the theme's own."""
    text = f"{_theme()}{_ours()}{colours}"
    return f"{text}@media screen and (prefers-color-scheme:dark){{{''.join(_by_preference(text))}}}\n"


def _by_preference(text: str) -> Iterator[str]:
    """The rules of the dark scheme once more, for readers whose device asks for it and who chose none: so a page is
    dark before, and without, any script."""
    for head, body in _blocks(text):
        if head.startswith("@media screen"):
            yield from _by_preference(body)
        elif not head.startswith("@"):
            dark = [_SLATE.sub(_UNCHOSEN, s) for s in _SPLIT.split(head) if _SLATE.search(s)]
            if dark:
                yield f"{','.join(dark)}{{{body}}}"


@cache
def _theme() -> str:
    kept = yaml.safe_load((theme_dir() / "material.yml").read_text(encoding="utf-8"))
    known = _Known(*(frozenset(kept[name]) for name in ("classes", "attributes", "icons")))
    folder = Path(str(files("material"))) / "templates" / "assets" / "stylesheets"
    sheets = (path.read_text(encoding="utf-8") for name in ("main", "palette") for path in folder.glob(f"{name}.*.css"))
    return "".join(_kept(text, known) for text in sheets)


@cache
def _ours() -> str:
    sheets = sorted((theme_dir() / "styles").glob("*.css"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in sheets)
    return "\n".join(line for line in map(str.strip, _COMMENT.sub("", text).split("\n")) if line) + "\n"


@dataclass(frozen=True, slots=True)
class _Known:
    classes: frozenset[str]
    attributes: frozenset[str]
    icons: frozenset[str]

    def names(self, selector: str) -> bool:
        """Whether a selector names nothing but what is known."""
        return (
            self.classes.issuperset(_CLASS.findall(selector))
            and all(name.replace('"', "") in self.attributes for name in _ATTRIBUTE.findall(selector))
            and not _ID.search(selector)
        )

    def icon(self, found: re.Match[str]) -> str:
        return found[0] if found[1] in self.icons else ""


def _kept(text: str, known: _Known) -> str:
    return "".join(_rules(text, known))


def _rules(text: str, known: _Known) -> Iterator[str]:
    for head, body in _blocks(text):
        if head.startswith(_GROUPS):
            inside = _kept(body, known)
            if inside:
                yield f"{head}{{{inside}}}"
        elif not head.startswith("@"):
            selectors = [s for s in _SPLIT.split(head) if known.names(s)]
            declarations = _ICON.sub(known.icon, body)
            if selectors and declarations:
                yield f"{','.join(selectors)}{{{declarations}}}"


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """The rules of a sheet at its outermost level, each as head and body. Statements without a body are left out."""
    depth, start, opened = 0, 0, 0
    for sign in re.finditer(r'"[^"]*"|[{}]', text):
        if sign[0] == "{":
            if depth == 0:
                opened = sign.start()
            depth += 1
        elif sign[0] == "}":
            depth -= 1
            if depth == 0:
                yield text[start:opened].rpartition(";")[2].strip(), text[opened + 1 : sign.start()]
                start = sign.end()
