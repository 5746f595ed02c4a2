"""Soft failures without a list of phrases: what does the server answer for a neighbour that cannot exist?

A server that answers «200» with the cited page's own words for any name at all has not found the cited page either.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from dataclasses import dataclass
from posixpath import splitext
from urllib.parse import unquote

from ita_site.evidence.follow import End, Follower, next_hop
from ita_site.evidence.links import Address, read_address

_NOISE = re.compile(r"[0-9๐-๙/:.,;!?()\"'“”«»_=&%#-]+")
_OWN = 40
"""Characters. A page that has so much to itself, beside the neighbour's, has a subject of its own."""
_NOBODYS = f"n{secrets.token_hex(7)}"
"""A name that no server can know beforehand."""
_MOST_ECHOES = 50
_MOST_FOLDERS = 25
"""Folders of one host that are asked about; a site that answers honestly in so many does so everywhere."""


@dataclass(frozen=True, slots=True)
class Face:
    """What of a page is compared. `phrases` is what stands between blanks: words in English, phrases in Thai."""

    address: Address
    typed: Address
    status: int
    leads_to: str
    canonical: str
    heads: tuple[str, ...]
    phrases: frozenset[str]
    has_shape: bool
    length: int
    hops: int

    @classmethod
    def of(cls, end: End) -> Face | None:
        """None for what is no page."""
        page, answer = end.page, end.answer
        if answer is None:
            return None
        on = next_hop(end)
        leads_to = on.wire if on else ""
        if page is None:
            return cls(
                end.address,
                end.typed,
                answer.status,
                leads_to,
                "",
                (),
                frozenset(),
                False,
                len(end.body),
                len(end.hops),
            )
        echoes = _echoes(end)
        heads = tuple(_plain(words, echoes) for words in (page.title, *page.headings))
        phrases = frozenset(_plain(page.text, echoes).split())
        return cls(
            end.address, end.typed, answer.status, leads_to, page.canonical, heads, phrases, page.has_shape, len(end.body), len(end.hops)
        )  # fmt: skip


class Siblings:
    """Asks once for each folder of a host."""

    def __init__(self, follower: Follower, cap: int) -> None:
        self._follower = follower
        self._cap = cap
        self._asked: dict[str, asyncio.Task[Face | None]] = {}
        self._folders: dict[str, int] = {}

    def ask(self, end: End) -> asyncio.Task[Face | None] | None:
        """The neighbour's face, still on its way; None where no neighbour could tell anything."""
        if end.page is None or end.typed.is_home_page or end.page.is_app:
            return None  # beside a home page lies everything, and what an app shows is made elsewhere
        place = _neighbour(end.typed)
        task = self._asked.get(place)
        if task is None:
            count = self._folders.get(end.typed.origin, 0)
            neighbour = read_address(place) if count < _MOST_FOLDERS else None
            if neighbour is None:
                return None
            self._folders[end.typed.origin] = count + 1
            task = self._asked[place] = asyncio.ensure_future(self._look(neighbour))
        return task

    async def _look(self, neighbour: Address) -> Face | None:
        end = await self._follower.first_of(neighbour, cap=self._cap)
        if end.answer is None or (end.answer.status != 200 and next_hop(end) is None):
            return None  # an honest «not found» has no face to compare
        return Face.of(end)


def is_same(mine: Face, other: Face) -> bool:
    """Whether two faces show the same thing although only one of the addresses can be real."""
    if other.leads_to:
        # all roads lead there: a redirect for whatever is not found, unless the name is only an ornament of the path
        folder = _folder(mine.typed)
        is_ornament = folder.count("/") > 3 and mine.address.wire.startswith(folder)  # at the root all begin alike
        return other.leads_to == mine.address.wire and bool(mine.hops) and not is_ornament
    if other.status != 200 or (mine.canonical and mine.canonical == other.canonical):
        return False  # honest; or the page names its one true address, and any name leads to it
    if mine.heads != other.heads:
        return False
    if not mine.phrases and mine.has_shape:
        return mine.length == other.length
    return sum(map(len, mine.phrases - other.phrases)) < _OWN


def _echoes(end: End) -> list[str]:
    """The parts of a page's own address, which error pages repeat; the longest first."""
    found = set()
    for address in (end.typed, end.address):
        for path in (unquote(address.path).lower(), address.path.lower()):
            found |= {path, *path.split("/")}
    return sorted((part for part in found if len(part) > 2), key=len, reverse=True)[:_MOST_ECHOES]


def _plain(words: str, echoes: list[str]) -> str:
    """Words without numbers and signs, and without what they repeat of the address."""
    said = words.lower()
    for echo in echoes:
        said = said.replace(echo, " ")
    return " ".join(_NOISE.sub(" ", said).split())


def _folder(address: Address) -> str:
    return address.wire.partition("?")[0].rstrip("/").rpartition("/")[0] + "/"


def _neighbour(address: Address) -> str:
    """An address beside the cited one that nobody made, the same for all that lie in its folder."""
    path = address.path.rstrip("/")
    folder, _, name = path.rpartition("/")
    ending = splitext(name)[1]
    tail = "/" if address.path.endswith("/") else ""
    return f"{address.scheme}://{address.authority}{folder}/{_NOBODYS}{ending if len(ending) < 8 else ''}{tail}"
