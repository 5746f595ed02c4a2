"""`issue`: open every link, then keep one issue at the code host up to date, whatever was found."""

from __future__ import annotations

import os
from pathlib import Path

from ita_site.commands.check import Links, judged
from ita_site.findings import Gate
from ita_site.issue.host import host_in
from ita_site.issue.keeping import keep
from ita_site.issue.words import body_of
from ita_site.streams import put


def run(root: Path, *, dry_run: bool, offline: bool, year: int | None) -> int:
    """Exit code 0 also when links are dead: the issue tells them. Raises what keeps a check or the issue from being."""
    # a job that lacks its settings says so before it opens hundreds of links
    host = None if dry_run else host_in(os.environ)
    links = Links.RECALL if offline else Links.OPEN
    _, report = judged(root, gate=Gate.PUBLISH, as_of=None, year=year, links=links)
    if host is None:
        put(body_of(report))
        return 0
    done = keep(host, report)
    put(f"{done.th} · {done.en}\n")
    return 0
