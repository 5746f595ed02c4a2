"""What is known of pictures before pages are made: where they lie and how large they stand on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

FOLDER = "assets/pictures"
"""Where pictures that are made for the site lie, below the docs folder."""
SHARE = f"{FOLDER}/share.png"
SHARE_SIZE = (1200, 630)
"""Width and height in pixels, as the Open Graph protocol's users advise."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A file, and what changes whenever it does: `size` in bytes, `changed` in nanoseconds."""

    path: Path
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a page shows it: paths on the site, sizes in CSS pixels.

    `src` is "" where the file cannot be shown, and its words stand in its place. `full` is the original, where `src` is
    a smaller copy of it; else "".
    """

    src: str
    width: int = 0
    height: int = 0
    full: str = ""

    def seen_from(self, link: Callable[[str], str]) -> Shown:
        """The same with addresses that `link` makes of paths."""
        return replace(self, src=self.src and link(self.src), full=self.full and link(self.full))


@dataclass(frozen=True, slots=True)
class Prepared:
    """All pictures of a site.

    `pictures`: those that texts name, by their path from `content/`. `emblem`: for the header; `icon`: a square one for
    tabs and home screens; `share`: what other sites show beside a link (Open Graph); "" and None where there is none.
    `made`: the bytes of what is not in `content/`, by path on the site.
    """

    pictures: Mapping[str, Shown]
    emblem: Shown | None
    icon: str
    share: str
    made: Mapping[str, bytes]
