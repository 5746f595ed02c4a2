"""Markdown that officers write -> HTML that can do no harm.

Two walls: the parser passes no HTML through and refuses dangerous addresses; what it makes is then held against an
allow-list. Either alone would do; together 445 known attacks leave nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Protocol, runtime_checkable

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from ita_site.pictures import Shown
from ita_site.render.template import TITLE, WRITTEN_TABLE
from ita_site.thai import slug, without_invisible

Links = Callable[[str], str | None]
"""From a relative address as written to one that works on the page; None where it leads nowhere."""


@runtime_checkable
class Gallery(Protocol):
    """Links that also know how pictures were made ready for the page."""

    def picture(self, src: str) -> Shown | None:
        """The picture that `src` names, as written; its addresses work on the page. None where nothing is known of it."""


_TAGS = {
    "a", "blockquote", "br", "code", "em", "hr", "img", "li", "ol", "p", "pre", "s", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul", "h3", "h4", "h5", "h6",
}  # fmt: skip
_SCHEMES = {"http", "https", "mailto", "tel"}
SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")
_TABLE = f'{WRITTEN_TABLE}<table class="ita-table">'
_PICTURE = re.compile(r"\.(png|jpe?g|webp)$", re.IGNORECASE)
_OPENS = re.compile("<table>")
_PRE = re.compile(r"<pre>.*?</pre>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a free page under one heading; the stretch before the first has none."""

    heading: str
    level: int
    anchor: str
    html: Markup


def field(text: str, links: Links) -> Markup:
    """A Markdown field of a record. Headings become bold lines: the page has its own."""
    tokens = _parser().parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "p"
    return _safe(tokens, links, count(1))


def parts(text: str, links: Links) -> tuple[str, list[Part]]:
    """The title of a free page (its first `#`; "" without one) and its stretches, with anchors that keep Thai."""
    tokens = _parser().parse(text)
    title = ""
    found: list[Part] = []
    head, level, start = "", 2, 0
    taken = {TITLE, "main"}  # of the frame around every page
    tables = count(1)

    def close(end: int) -> None:
        html = _safe(tokens[start:end], links, tables)
        if head or html:
            found.append(Part(head, level, _anchor(head, taken) if head else "", html))

    for i, token in enumerate(tokens):
        if token.type != "heading_open" or token.level != 0:
            continue
        words = _plain(tokens[i + 1])
        close(i)
        if not title and not found and token.tag == "h1":
            title, head = words, ""
        else:
            head, level = words, max(2, int(token.tag[1]))
        start = i + 3
    close(len(tokens))
    return title, found


def _anchor(text: str, taken: set[str]) -> str:
    base = slug(text) or "section"
    anchor, n = base, 1
    while anchor in taken:
        n += 1
        anchor = f"{base}-{n}"
    taken.add(anchor)
    return anchor


def _plain(inline: Token) -> str:
    words = {"text": None, "code_inline": None, "softbreak": " ", "hardbreak": " "}
    said = (words[t.type] or t.content for t in inline.children or () if t.type in words)
    return " ".join(without_invisible("".join(said)).split())


@cache
def _parser() -> MarkdownIt:
    return new_parser()


def new_parser() -> MarkdownIt:
    """What counts as Markdown here, and which addresses may be links at all."""
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    parser.validateLink = _may_link  # type: ignore[method-assign,assignment]
    return parser


def _may_link(address: str) -> bool:
    scheme = SCHEME.match(address)
    return scheme[1].lower() in _SCHEMES if scheme else not address.lstrip().startswith(("//", "\\"))


def _safe(tokens: Sequence[Token], links: Links, tables: Iterator[int]) -> Markup:
    """`tables` numbers them: each scrolls by itself, and whoever hears the page is told which one it is."""
    for token in tokens:
        if token.children:
            token.children = list(_with_aims(token.children, links))
    dirty: str = _parser().renderer.render(tokens, _parser().options, {})
    clean = nh3.clean(
        dirty,
        tags=_TAGS,
        attributes={
            "a": {"href", "title"},
            "img": {"src", "alt", "width", "height", "loading", "decoding"},
            "ol": {"start"},
        },
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    # The allow-list leaves no attribute on these tags, so they can be told from text.
    clean = _OPENS.sub(lambda _: _TABLE.format(next(tables)), clean)
    clean = clean.replace("</table>", "</table></div>").replace("<th>", '<th scope="col">')
    clean = _PRE.sub(lambda block: block[0].replace("\n", "&#10;"), clean)
    return Markup(clean.strip())  # noqa: S704  (cleaned by the allow-list above)


def _with_aims(children: Sequence[Token], links: Links) -> Iterator[Token]:
    """The parts of a line with their links aimed and their pictures hung."""
    depth = 0
    for child in children:
        depth += child.nesting if child.type in ("link_open", "link_close") else 0
        if child.type == "link_open":
            _aim(child, links)
        if child.type != "image":
            yield child
            continue
        full = _hang(child, links)
        if full and child.content.strip() and not depth:
            yield Token("link_open", "a", 1, attrs={"href": full})
            yield child
            yield Token("link_close", "a", -1)
        else:
            yield child


def _hang(picture: Token, links: Links) -> str:
    """Show a picture that is hosted here; of one from elsewhere, a request to somebody else, the words remain.

    Gives the address of the original where a smaller copy is shown, else "". Width and height keep the text below from
    moving when the picture comes; it is asked for when a reader comes near.
    """
    src = str(picture.attrs.get("src", ""))
    aim = None if SCHEME.match(src) else links(src)
    gallery: object = links
    shown = gallery.picture(src) if aim is not None and isinstance(gallery, Gallery) else None
    if aim is None or not _PICTURE.search(aim) or (shown is not None and not shown.src):
        picture.type, picture.tag = "text", ""
        return ""
    picture.attrs["src"] = aim if shown is None else shown.src
    if shown is not None:
        picture.attrs |= {"width": shown.width, "height": shown.height}
    picture.attrs |= {"loading": "lazy", "decoding": "async"}
    return "" if shown is None else shown.full


def _aim(link: Token, links: Links) -> None:
    """Let a relative link lead where it is meant to; without an aim it loses its address."""
    href = str(link.attrs.get("href", ""))
    if SCHEME.match(href) or href.startswith("#"):
        return
    aim = links(href)
    if aim is None:
        link.attrs.pop("href", None)
    else:
        link.attrs["href"] = aim
