"""Texts for files that other programs show: one line, nothing that cannot be printed, nothing that turns a line round."""

from __future__ import annotations

import re

from ita_site.render.template import flat
from ita_site.thai import cut

MOST = 240
"""Characters of a text that somebody typed; a list of headlines shows fewer."""

# On a page each text stands in a box of its own; in a list of somebody else's program these would turn what follows.
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str, most: int = MOST) -> str:
    """`text` on one line of at most `most` characters."""
    return cut(flat(_TURNS.sub("", text)), most)


def base_of(url: str) -> str:
    """The address of a site with one slash at its end."""
    return url.strip().rstrip("/") + "/"
