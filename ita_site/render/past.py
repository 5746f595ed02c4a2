"""The history of a page: what changed when, the newest in sight, the rest to open."""

from __future__ import annotations

from dataclasses import dataclass

from ita_site.history import SHORT, Chronicle, Told
from ita_site.records.fields import Record
from ita_site.render import words
from ita_site.render.follow.plain import plain
from ita_site.render.links import Place
from ita_site.source import Document

IN_SIGHT = 5
"""Changes that stand in sight; the rest opens."""
MOST = 50
"""Changes that a page lists."""
MOST_WORDS = 8
"""Things that are told of one change."""
MOST_NAME = 60
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class PastView:
    """One change. `day` and `author` may be blank; `href` leads to where the git host shows it."""

    day: str
    what: tuple[str, ...]
    more: int
    author: str
    id: str
    href: str | None


@dataclass(frozen=True, slots=True)
class History:
    """What a page tells of its past. `older` counts changes that are not listed; before the day `since` nothing is
    known; `is_cut` says that there may be more."""

    in_sight: tuple[PastView, ...]
    folded: tuple[PastView, ...]
    older: int
    is_cut: bool
    since: str


def history_of(
    place: Place, chronicle: Chronicle, document: Document | None, model: type[Record], record: Record | None
) -> History | None:
    """The past of a file and of the files that it names; None where nothing is known, not even that something is missing.

    `record` is what the file, of the kind `model`, says today, if it can be read.
    """
    history = chronicle.history
    told = chronicle.of(document, model, record) if document is not None else ()
    if document is None or not (told or history.is_cut):
        return None
    names = place.site.config.history.names
    views = tuple(_view(one, place, names=names) for one in told[:MOST])
    since = words.day(history.since)
    return History(views[:IN_SIGHT], views[IN_SIGHT:], max(0, len(told) - MOST), history.is_cut, since)


def _view(told: Told, place: Place, *, names: bool) -> PastView:
    return PastView(
        words.day(told.day),
        tuple(one.th for one in told.what[:MOST_WORDS]),
        max(0, len(told.what) - MOST_WORDS),
        # some have git call them by their address, which is no name to be shown
        plain(told.author, MOST_NAME) if names and "@" not in told.author else "",
        told.id[:SHORT],
        place.commit(told.id),
    )
