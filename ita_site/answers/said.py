"""What an officer wrote in `explanation:` as plain text: the form of the assessment knows no Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ita_site.answers.addresses import written_address
from ita_site.site import Site

if TYPE_CHECKING:
    from markdown_it.token import Token

# What Markdown may mean something by, anywhere or where a line begins; a text without any is plain already.
_MARKED = re.compile(r"[*_`\[\]<|~\\&]|^(?: {4}|\t|\s*(?:[-+>#=]|[0-9]+[.)]))", re.MULTILINE)
LONGEST = 1000
"""Characters. No official limit is known; this many still read as one answer."""


def longest_of(site: Site) -> int:
    """So many characters an explanation may have: what the agency set, else `LONGEST`."""
    return site.config.answers.longest or LONGEST


def said(site: Site, text: str) -> str:
    """`text` (Markdown, as the item's page shows it) without marks, one line for each of its lines; links tell their
    address."""
    if not text.strip():
        return ""
    if _MARKED.search(text) is None:
        return _lines(text)
    from ita_site.render.markdown import new_parser  # noqa: PLC0415 - a parser that most checks do without

    out: list[str] = []
    numbers: list[int | None] = []
    for token in new_parser().parse(text):
        match token.type:
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_open":
                numbers.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                numbers.pop()
            case "list_item_open":
                number = numbers[-1]
                out.append("- " if number is None else f"{number}. ")
                if number is not None:
                    numbers[-1] = number + 1
            case "inline":
                out.append(_inline(site, token.children or []))
            case "fence" | "code_block":
                out.append(f"{token.content}\n")
            case "td_close" | "th_close":
                out.append(" ")
            case "paragraph_close" | "heading_close" | "tr_close":
                out.append("\n")
    return _lines("".join(out))


def _inline(site: Site, children: list[Token]) -> str:
    out: list[str] = []
    opened: list[tuple[str, int]] = []
    for token in children:
        match token.type:
            case "text" | "code_inline":
                out.append(token.content)
            case "softbreak" | "hardbreak":
                out.append("\n")
            case "image":
                out.append(token.content)
            case "link_open":
                opened.append((str(token.attrGet("href") or ""), len(out)))
            case "link_close":
                href, start = opened.pop()
                url = written_address(site, href)
                words = "".join(out[start:])
                if url and url not in words and token.info != "auto":
                    out.append(f" ({url})")
    return "".join(out)


def _lines(text: str) -> str:
    """Lines without blanks at their ends, and none that is empty."""
    return "\n".join(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)
