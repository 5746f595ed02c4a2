"""The words of a finished page, apart from all that stands around them: so that a change of how something is written
touches what people read and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

# In this order: what stands inside code is nobody's prose; a tag ends at the first `>`, because every one in a value
# is escaped.
_PART = re.compile(r"<(?:code|pre)\b[^>]*>.*?</(?:code|pre)>|<[^>]*>", re.DOTALL)
_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_FRONT = "---\n"
_ANCHOR = re.compile(r" \{#[^{}]*\}$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words between two tags. `inside` names the tag before it (`svg` for all of a drawing); `before` is that
    tag as it is written, and `after` what follows up to the next words."""

    text: str
    before: str
    inside: str


Change = Callable[[Piece], str]


def split_page(page: str) -> tuple[str, str]:
    """The front matter of a page with its fences, and the rest; blank for a text that has none."""
    if not page.startswith(_FRONT):
        return "", page
    end = page.find(f"\n{_FRONT}", len(_FRONT) - 1)
    return ("", page) if end < 0 else (page[: end + 1 + len(_FRONT)], page[end + 1 + len(_FRONT) :])


def changed_blocks(body: str, change: Change, heading: Callable[[str], str] | None = None) -> str:
    """`body` (a page without front matter) with `change` done to all words of its blocks, and `heading` to the words
    of its headings. Tags, their attributes and code stay as they are."""
    return "\n".join(_line(line, change, heading) for line in _lines(body))


def _lines(body: str) -> Iterable[str]:
    """Headings one by one, the blocks between them whole."""
    block: list[str] = []
    for line in body.split("\n"):
        if line.startswith("#"):
            if block:
                yield "\n".join(block)
                block = []
            yield line
        else:
            block.append(line)
    if block:
        yield "\n".join(block)


def _line(text: str, change: Change, heading: Callable[[str], str] | None) -> str:
    if not text.startswith("#"):
        return "".join(_pieces(text, change))
    if heading is None:
        return text
    anchor = _ANCHOR.search(text)
    end = anchor.start() if anchor else len(text)
    return heading(text[:end]) + text[end:]


def _pieces(text: str, change: Change) -> Iterator[str]:
    start, before, inside = 0, "", ""
    for part in _PART.finditer(text):
        if part.start() > start:
            yield change(Piece(text[start : part.start()], before, inside))
        yield part[0]
        before, inside, start = part[0], _inside(part[0], inside), part.end()
    if start < len(text):
        yield change(Piece(text[start:], before, inside))


def _inside(tag: str, inside: str) -> str:
    found = _NAME.match(tag)
    name = found[1] if found else ""
    if name == "svg" and not tag.startswith("</"):
        return "svg"
    if inside == "svg" and not tag.startswith("</svg"):
        return "svg"
    return "" if tag.startswith("</") else name
