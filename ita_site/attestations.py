"""Attestations: links that a person has opened, because a robot cannot tell whether they open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from ita_site.evidence.links import address_trouble
from ita_site.evidence.observation import Observation
from ita_site.records.config import Attestation, SiteConfig

MOST_DAYS = 366
"""From the day of a look to the end of its word: after a year somebody has to look again."""
THAI_TIME = timezone(timedelta(hours=7))

_FIT = (None, "staging", "shortener")
"""Troubles of an address that are told where it is evidence, and no matter of who opened it."""


def trouble(attestation: Attestation, as_of: date) -> str | None:
    """What keeps an attestation from being believed, as a slug; the first that applies.

    `order` and `future` are about its days, `expired` it was good once; `several` (more than one link), `home-page`,
    `not-an-address` and `too-long` say more than a person can have seen.
    """
    if attestation.until < attestation.on:
        return "order"
    if attestation.on > as_of:
        return "future"
    if attestation.until < as_of:
        return "expired"
    if "*" in attestation.url:
        return "several"
    about = _about(attestation.url)
    if about not in _FIT:
        return "home-page" if about == "home-page" else "not-an-address"
    return "too-long" if (attestation.until - attestation.on).days > MOST_DAYS else None


@lru_cache(maxsize=1024)
def _about(url: str) -> str | None:
    """Every page asks for the same few."""
    return address_trouble(url)


def valid(config: SiteConfig, as_of: date) -> Mapping[str, Attestation]:
    """Attestations that hold on the day `as_of` (CE), by address as typed, without blanks around it.

    Of two for one address the later look counts.
    """
    holding = (a for a in config.attestations if trouble(a, as_of) is None)
    return {a.url.strip(): a for a in sorted(holding, key=lambda a: a.on)}


def day_seen(observation: Observation) -> date | None:
    """The day in Thailand on which a link was last opened."""
    moment = observation.last_checked
    return None if moment is None else in_thailand(moment)


def in_thailand(moment: datetime) -> date:
    """The day that it is in Thailand at a moment."""
    return moment.astimezone(THAI_TIME).date()
