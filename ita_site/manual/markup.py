"""Small pieces of Markdown that read well as plain text and on a git host's page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ita_site.manual.map import Language
from ita_site.text import Text

_SIGNS = re.compile(r"[\\`*_\[\]<>|~]")
_THAI = re.compile("[\u0e01-\u0e5b]")
_BETWEEN = " · "
_OTHER: dict[Language, tuple[str, Language]] = {"th": ("English", "en"), "en": ("ภาษาไทย", "th")}
_MADE: dict[Language, str] = {
    "th": "หน้านี้โปรแกรมเขียนเองด้วย `tools/manual --write` แก้ที่ต้นทาง",
    "en": "Written by `tools/manual --write`: change its source",
}


def plain(text: str) -> str:
    """`text` as Markdown that shows it as it is, on one line."""
    return _SIGNS.sub(lambda sign: f"\\{sign[0]}", " ".join(text.split()))


def code(text: str) -> str:
    """`text` as code within a line or a cell."""
    fence = "``" if "`" in text else "`"
    return f"{fence}{text.replace('|', chr(92) + '|')}{fence}"


def head(title: str, language: Language, name: str) -> list[str]:
    """The first lines of a generated page: title, the way to the other language, a note that no reader sees."""
    return [f"# {title}", "", _switch(language, name), "", note(_MADE[language]), ""]


def with_switch(text: str, language: Language, name: str) -> str:
    """A page with the way to the other language under its title."""
    switch = _switch(language, name)
    title, _, rest = text.partition("\n")
    return text if rest.lstrip("\n").startswith(switch) else f"{title}\n\n{switch}\n{rest}"


def _switch(language: Language, name: str) -> str:
    word, other = _OTHER[language]
    return f"[{word}](../{other}/{name}.md)"


def note(words: str) -> str:
    """A line for whoever opens the file; Markdown takes it for the target of a link and shows nothing."""
    return f'[//]: # "{words}"'


def fenced(text: str, kind: str) -> list[str]:
    """A block of code, and the blank line after it."""
    return [f"```{kind}", *text.rstrip("\n").split("\n"), "```", ""]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table, and the blank line after it; cells are Markdown already."""
    return [_row(heads), _row(["---"] * len(heads)), *map(_row, rows), ""]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def halves(words: str) -> Text:
    """What the program says in both languages in one line, Thai first; each half may be blank."""
    parts = words.split(_BETWEEN)
    count = len(parts)
    while count and not _THAI.search(parts[count - 1]):
        count -= 1
    return Text(_BETWEEN.join(parts[:count]), _BETWEEN.join(parts[count:]))
