"""Passes the blocks of HTML on our pages through Python-Markdown as they are.

Left to itself it reads each of them twice, sign by sign, to find out that there is no Markdown in them: a quarter of a
build. The pages are the same without this, only later.
"""

from __future__ import annotations

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions import Extension  # type: ignore[import-untyped]
from markdown.preprocessors import Preprocessor  # type: ignore[import-untyped]

OPENING = '<div class="ita">\n'
"""How `ita_site.render.template` begins a block; it ends at the next blank line."""
_FIRST = 25
"""After blanks are put in order (30), before HTML is looked for (MkDocs 21, Markdown 20)."""


class HtmlBlocks(Extension):  # type: ignore[misc]
    """For the list of Markdown extensions."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        md.preprocessors.register(_Kept(md), "ita_blocks", _FIRST)


class _Kept(Preprocessor):  # type: ignore[misc]
    def run(self, lines: list[str]) -> list[str]:
        parts = "\n".join(lines).split("\n\n")
        return "\n\n".join(self._kept(part) if part.startswith(OPENING) else part for part in parts).split("\n")

    def _kept(self, part: str) -> str:
        return str(self.md.htmlStash.store(f"{part.rstrip()}\n"))
