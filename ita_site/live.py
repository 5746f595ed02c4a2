"""Opens pages of the site itself where they are to be live. A check never does: its pages go live with the publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ita_site.evidence.observation import Observation
from ita_site.site import Site


def opened_pages(
    site: Site, pages: Iterable[str], started: Callable[[int], Callable[[int, int], None]] | None = None
) -> Mapping[str, Observation]:
    """Open `pages` (absolute addresses) as links are opened, and give what was seen, by address. Nothing is remembered.

    `started` is told how many there are and gives a function for the progress. Raises ConfigError.
    """
    asked = list(dict.fromkeys(pages))
    if not asked:
        return {}
    from ita_site.evidence.probe import probe  # noqa: PLC0415 - heavy, and not needed where there is nothing to open

    config = site.config
    return probe(
        asked, config.evidence, site.root, about=f"{config.site.url.rstrip('/')}/checks/#robot", contact=config.agency.email,
        progress=started(len(asked)) if started else None,
    )  # fmt: skip
