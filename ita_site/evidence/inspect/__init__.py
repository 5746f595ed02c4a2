"""Looking into the files that an agency hosts: do they open, can they be read, does personal data stand in them?

`inspect_files` looks at each file once and remembers what it saw until the file changes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ita_site.evidence.inspect.cache import Known, Stamp, is_settled, read_cache, stamp_of, write_cache
from ita_site.evidence.observation import FileFacts
from ita_site.walk import CONTENT

if TYPE_CHECKING:
    from ita_site.site import Site

__all__ = ["inspect_files"]

Look = Callable[[str, str], FileFacts]


def inspect_files(
    site: Site, look: Callable[[str, str, frozenset[str]], FileFacts] | None = None
) -> dict[str, FileFacts]:
    """What was found in each regular file under `content/files`, by path from `content/`. Never raises for a file.

    Unchanged files are known from the cache; others are looked into in a process of their own, or by `look`, which is
    for files that are known to be harmless.
    """
    # the process that looks reads this package too, and has no use for the records of a site
    from ita_site.evidence.inspect.contacts import official_contacts  # noqa: PLC0415

    allowed = official_contacts(site)
    known = read_cache(site.root, allowed)
    kept: Known = {}
    changed: dict[str, tuple[str, Stamp]] = {}
    content = os.fspath(site.root / CONTENT)
    for name, hosted in site.files.items():
        path = f"{content}/{name}"
        stamp = stamp_of(path) if hosted.is_regular and hosted.size else None
        if stamp is None:
            continue  # empty, or gone since the walk
        entry = known.get(name)
        if entry is not None and entry[0] == stamp:
            kept[name] = entry
        else:
            changed[name] = path, stamp
    found = {name: facts for name, (_, facts) in kept.items()}
    if changed:
        with _looking(allowed, look) as see:
            for name, (path, stamp) in changed.items():
                facts = found[name] = see(path, name)
                if _lasts(facts) and is_settled(stamp) and stamp_of(path) == stamp:
                    kept[name] = stamp, facts
    if kept != known:
        write_cache(site.root, allowed, kept)
    return found


@contextmanager
def _looking(allowed: frozenset[str], look: Callable[[str, str, frozenset[str]], FileFacts] | None) -> Iterator[Look]:
    if look is not None:
        yield lambda path, name: look(path, name, allowed)
        return
    from ita_site.evidence.inspect.apart import Apart  # noqa: PLC0415 - only when a file has changed

    with Apart(allowed) as apart:
        yield apart.look


def _lasts(facts: FileFacts) -> bool:
    """Whether looking again would tell the same. A file that breaks the reader would break it again."""
    return facts.trouble != "unread" or facts.detail in ("slow", "crash")
