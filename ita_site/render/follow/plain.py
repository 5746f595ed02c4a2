"""Texts for files that other programs show: one line, nothing that cannot be printed, nothing that turns a line round."""

from __future__ import annotations

import re

from ita_site.evidence import read_address
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
    """The address of a site as programs ask for it, with one slash at its end: a Thai name or folder is written in the
    letters of the wire, which every reader takes."""
    address = read_address(url)
    return (address.wire if address else url.strip()).rstrip("/") + "/"


def name_of(url: str) -> str:
    """The address of a site as typed, with one slash at its end: what the names of entries and events begin with. They
    stay as they were given."""
    return url.strip().rstrip("/") + "/"
