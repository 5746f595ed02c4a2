"""Links as officers wrote them in Markdown, each with its place: the same parser as for the pages, so that what is
checked is what is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, image, link

from ita_site.render.markdown import new_parser

_Rule = Callable[[StateInline, bool], bool]

_BREAK = re.compile(r"\r\n?|\n")
_START = "start"
_KINDS = {"link_open": "href", "image": "src"}


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """A link or picture in a text. `href` is percent-encoded; `line` and `column` count from 1."""

    href: str
    line: int
    column: int


def links_in(text: str) -> Iterator[WrittenLink]:
    """Every link and picture of a Markdown text, in its order."""
    lines = _BREAK.split(text)
    done: tuple[int, int] = (0, 0)
    """Up to where the cells of a table's row have been found, as line and offset."""
    for block in _parser().parse(text):
        if block.type != "inline" or not block.map or not block.children:
            continue
        first = block.map[0]
        begin = done[1] if first == done[0] else 0
        for token in block.children:
            start = token.meta.get(_START)
            if start is not None:
                line, column = _place(lines, first, block.content, start, begin)
                yield WrittenLink(str(token.attrs.get(_KINDS[token.type], "")), line + 1, column + 1)
        if "\n" not in block.content and first < len(lines):
            done = (first, max(begin, lines[first].find(block.content, begin) + len(block.content)))


def _place(lines: list[str], first: int, content: str, start: int, begin: int) -> tuple[int, int]:
    """Line and offset in the whole text of the character `start` of a block, whose lines have lost their margins."""
    number = first + content.count("\n", 0, start)
    if number >= len(lines):
        return first, 0
    shown = content.split("\n")[number - first]
    offset = start - (content.rfind("\n", 0, start) + 1)
    margin = lines[number].find(shown, begin if number == first else 0)
    if margin >= 0:
        return number, margin + offset
    # a cell of a table with a sign that had to be written otherwise: from the link itself on
    found = lines[number].find(shown[offset:], begin)
    return number, found if found >= 0 else len(lines[number]) - len(lines[number].lstrip())


@cache
def _parser() -> MarkdownIt:
    parser = new_parser()
    for name, rule in (("link", link), ("image", image), ("autolink", autolink)):
        parser.inline.ruler.at(name, _marked(rule))
    return parser


def _marked(rule: _Rule) -> _Rule:
    """The parser's own rule, which now leaves in the token where in its block it began."""

    def run(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        met = rule(state, silent)
        if met and not silent:
            token = next((t for t in state.tokens[before:] if t.type in _KINDS), None)
            if token is not None:
                token.meta[_START] = start
        return met

    return run
