"""What a reader meets on a built page: its words and where its links lead."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ita_site.dates import MONTHS, SHORT_MONTHS, parse_date
from ita_site.thai import fold_digits


class Shown:
    """What a reader meets in a part of a page: its words, Thai digits as Arabic ones, and where its links lead."""

    def __init__(self, node: LexborNode) -> None:
        self.words = " ".join(fold_digits(node.text(separator=" ").replace("\u200b", "")).split())
        self.links = {a.attributes["href"] for a in node.css("a[href]")} | {node.attributes.get("href")}

    def has(self, *words: str) -> bool:
        return not self.lacks(*words)

    def lacks(self, *words: str) -> list[str]:
        return [word for word in words if fold_digits(word) not in self.words]

    def has_day(self, day: str) -> bool:
        """Whether a day is told as Thai readers write it: «8 มี.ค. 2567» or «8 มีนาคม 2567», and not as part of 18."""
        on = parse_date(day)
        month = "|".join(map(re.escape, (MONTHS[on.month - 1], SHORT_MONTHS[on.month - 1])))
        return re.search(rf"(?<!\d){on.day} ?({month}) ?(25)?{on.year + 543 - 2500}(?!\d)", self.words) is not None


@cache
def article(path: Path) -> LexborNode:
    """The main part of a built page."""
    # what stands within a line and shows nothing by itself
    text = re.sub(r"<wbr>|</?(?:bdi|data|time)\b[^>]*>", "", path.read_text(encoding="utf-8"))
    found = LexborHTMLParser(text).css_first("article")
    assert found is not None, path
    return found


def page_of(root: Path, address: str) -> LexborNode:
    """The page at an address of the site that was built in folder `root`."""
    return article(root / "build/site" / address / "index.html")


def block(node: LexborNode, words: tuple[str, ...], links: set[str]) -> Shown:
    """The smallest part of a page that holds these words and links together."""
    whole = [part for part in _parts(node) if part.has(*words) and links <= part.links]
    assert whole, f"not on the page: {words} {links}"
    return min(whole, key=lambda part: len(part.words))


@cache
def _parts(node: LexborNode) -> tuple[Shown, ...]:
    """All parts of a page, or of a part of one: hundreds, which dozens of tests look through."""
    return tuple(Shown(part) for part in node.css("*"))
