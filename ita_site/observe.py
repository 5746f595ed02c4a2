"""Looks at the evidence of a site: opens its links, or recalls what is known of them, and looks into its files."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from ita_site.errors import EngineError
from ita_site.evidence.collect import citations, citations_of_year
from ita_site.evidence.inspect import inspect_files
from ita_site.evidence.ledger import LEDGER, read_ledger, write_ledger
from ita_site.evidence.links import address_trouble, read_address
from ita_site.evidence.observation import Observation, Observed, Source, Verdict
from ita_site.evidence.own import is_own
from ita_site.site import Site
from ita_site.streams import say

_NEVER_LINKS = frozenset({"blank", "hosted-file", "login-in-address"})
"""Not links to anywhere, or links that must not be written down; rules of their own speak of them."""
_UNREACHED = frozenset({"dns", "no-such-host", "unreachable", "slow", "host-silent"})
# Names that nobody can resolve say nothing about the network. Source: RFC 2606.
_NOWHERE = (".example", ".invalid", ".test", ".localhost")


def links_of(site: Site) -> list[str]:
    """Every link that the open year cites, as typed, once each, in the order of the content; own pages left out."""
    own = site.config.site.url
    typed = (c.evidence.url.strip() for c in citations(site) if c.evidence.url)
    return [url for url in dict.fromkeys(typed) if address_trouble(url) not in _NEVER_LINKS and not is_own(own, url)]


def recalled(site: Site) -> Observed:
    """What is known without opening anything: the ledger, and the files."""
    return Observed(Source.LEDGER, read_ledger(site.root), inspect_files(site))


def observed(
    site: Site,
    *,
    is_fresh: bool,
    only: Iterable[str] | None = None,
    started: Callable[[int], Callable[[int, int], None]] | None = None,
) -> Observed:
    """Open the links (all, or `only` those), write the ledger, and give what is known now.

    With `is_fresh` every link is asked; without it good answers count for `evidence.fresh_hours`. `started` is told
    how many links will be opened and gives a function for the progress. What was seen is kept when the run is
    interrupted; a ledger that cannot be written is told of. Raises ConfigError.
    """
    known = read_ledger(site.root)
    cited = links_of(site)
    asked = cited if only is None else list(only)
    due = [url for url in asked if is_fresh or not _is_fresh(site, known.get(url))]
    files = inspect_files(site)
    if not due:
        return Observed(Source.PROBED, known, files)
    from ita_site.evidence.probe import probe  # noqa: PLC0415 - heavy, and not needed where there is nothing to open

    policy = site.config.evidence
    seen: dict[str, Observation] = {}
    try:
        probe(
            due, policy, site.root, about=f"{site.config.site.url.rstrip('/')}/checks/#robot", contact=site.config.agency.email,
            known=known, into=seen, progress=started(len(due)) if started else None,
        )  # fmt: skip
    finally:
        is_cut_off = _is_cut_off(site, seen)
        if seen and not is_cut_off:
            _keep(site, cited, known, seen)
    if is_cut_off:
        return Observed(Source.NO_NETWORK, known, files)
    return Observed(Source.PROBED, {**known, **seen}, files)


def _is_fresh(site: Site, seen: Observation | None) -> bool:
    if seen is None or seen.verdict is not Verdict.OK or seen.last_checked is None:
        return False
    age = datetime.now(UTC) - seen.last_checked
    return timedelta(0) <= age < timedelta(hours=site.config.evidence.fresh_hours)


def _keep(site: Site, cited: Iterable[str], known: Mapping[str, Observation], seen: Mapping[str, Observation]) -> None:
    """Write the ledger. Links that the newest year and those before it no longer cite are dropped from it."""
    # another run may have written meanwhile: what it saw is not undone
    lines = {**known, **read_ledger(site.root), **seen}
    if site.year.edition.year == max(site.config.years):
        older = {c.evidence.url.strip() for year in site.older for c in citations_of_year(year) if c.evidence.url}
        wanted = older | set(seen) | set(cited)
        lines = {url: o for url, o in lines.items() if url in wanted}
    try:
        write_ledger(site.root, lines.values())
    except EngineError as error:
        say(
            f"{LEDGER}: {error.message.th} ผลตรวจครั้งนี้ใช้ได้ แต่จำไว้ไม่ได้ · {error.message.en}; this check stands, but will not be remembered\n"
        )


def _is_cut_off(site: Site, seen: Mapping[str, Observation]) -> bool:
    """Whether it is the network that failed, and not the links: nothing at all was reached, at two hosts or more."""
    hosts = set()
    for observation in seen.values():
        address = read_address(observation.url)
        if address is None or address.host.endswith(_NOWHERE):
            continue
        if observation.status is not None or observation.reason not in _UNREACHED:
            return False
        hosts.add(address.host)
    return len(hosts) >= 2 or (len(hosts) == 1 and not _resolves(site.config.site.url))


def _resolves(url: str) -> bool:
    address = read_address(url)
    with suppress(OSError, UnicodeError):
        return address is not None and bool(socket.getaddrinfo(address.host, address.port))
    return False
