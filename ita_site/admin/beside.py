"""The web form as a part of a built site, where the setting asks for it. Reads nothing else until then."""

from __future__ import annotations

from collections.abc import Sequence

from ita_site.site import Site

FOLDER = "admin"


def form_of(site: Site) -> dict[str, bytes]:
    """The files of the form by path on the site; none unless `admin.with_site` is set."""
    if site.config.admin is None or not site.config.admin.with_site:
        return {}
    from ita_site.admin.form import web_form  # noqa: PLC0415 - a megabyte to unpack that most builds do without

    return {f"{FOLDER}/{name}": data for name, data in web_form(site).items()}


def form_hosts(site: Site) -> Sequence[str] | None:
    """The hosts that the form of the site talks to; None when the site has no form."""
    if site.config.admin is None or not site.config.admin.with_site:
        return None
    from ita_site.admin.backend import origins  # noqa: PLC0415

    return origins(site.config)
