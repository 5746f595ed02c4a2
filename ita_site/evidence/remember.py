"""What a new look at a link adds to what earlier ones saw."""

from __future__ import annotations

from dataclasses import replace

from ita_site.evidence.observation import Observation, Verdict

_PAGES = ("", "text/html", "application/xhtml+xml")


def remembered(new: Observation, old: Observation | None) -> Observation:
    """`new`, with what `old` knows of the same link: since when, when it last opened, what the document was."""
    if old is None:
        return new
    is_ok = new.verdict is Verdict.OK
    new = replace(
        new,
        first_seen=old.first_seen or new.first_seen,
        last_ok=new.last_checked if is_ok else old.last_ok,
        replaced_on=new.last_checked if is_another(new, old) else old.replaced_on,
    )
    if not is_ok and new.sha256 is None and old.sha256 is not None and old.type not in _PAGES:
        # an outage must not make us forget what the document was
        new = replace(new, sha256=old.sha256, bytes=old.bytes, etag=old.etag, last_modified=old.last_modified)
    return new


def is_another(new: Observation, old: Observation) -> bool:
    """Whether a document (not a page, which may change daily) is no longer the one that was seen before."""
    if new.verdict is not Verdict.OK or old.last_ok is None or new.type in _PAGES or old.type in _PAGES[1:]:
        return False
    if new.sha256 and old.sha256:
        return new.sha256 != old.sha256
    if new.bytes is not None and old.bytes is not None and new.bytes != old.bytes:
        return True
    # a tag differs between two servers of one site, a date between two copies: only both together say something
    tags = new.etag, old.etag
    dates = new.last_modified, old.last_modified
    return all(tags) and all(dates) and tags[0] != tags[1] and dates[0] != dates[1]
