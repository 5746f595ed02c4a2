"""Thai digits on pages, for agencies that write so (`site.digits: thai`).

Only what people read changes: not addresses, anchors, machine values and drawings, and no word with Latin letters in
it (`O12`, `saraban@…`, `CSV`, `report-2566.pdf`), which people type, copy and search as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ita_site import thai
from ita_site.render.readable import Piece, changed_blocks, split_page
from ita_site.site import Site

_REFERENCE = r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);"
# A word is what stands between blanks and Thai letters; addresses may hold Thai letters too.
_WORD = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>]*|(?:{_REFERENCE}|[!-;=?-~])+")
_IN_WORD = re.compile(rf"{_REFERENCE}|[0-9]+")
_LATIN = re.compile(r"[A-Za-z]")
_PLAIN = re.compile(_REFERENCE)
# The lines of the front matter that people read, in the menu's place, on the tab and in a shared link.
_SAID = re.compile(r'^((?:title|description): ")(.*)("\s*)$', re.MULTILINE)


def thai_digits(page: str) -> str:
    """A finished page with Thai digits wherever people read a number."""
    front, body = split_page(page)
    front = _SAID.sub(lambda line: line[1] + in_words(line[2]) + line[3], front)
    return front + changed_blocks(body, _of, in_words)


def _of(piece: Piece) -> str:
    return in_words(piece.text)


def in_words(text: str) -> str:
    """A text of HTML without tags, or plain, with Thai digits in all words that have no Latin letter."""
    return _WORD.sub(_word, text)


def digits_of(site: Site) -> Callable[[str], str]:
    """How this site writes the digits of a title."""
    return in_words if site.config.site.digits == "thai" else str


def _word(found: re.Match[str]) -> str:
    word = found[0]
    if _LATIN.search(_PLAIN.sub("", word)):
        return word
    return _IN_WORD.sub(lambda part: part[0] if part[0].startswith("&") else thai.thai_digits(part[0]), word)
