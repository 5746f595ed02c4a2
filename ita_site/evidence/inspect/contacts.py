"""The officials' own contacts: phones and accounts that the agency itself publishes, and so may."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ita_site.criteria import Item
from ita_site.personal import official_numbers, published_phones
from ita_site.site import Site
from ita_site.source import Document


@cache
def _places() -> dict[str, frozenset[str]]:
    raw = yaml.safe_load((files(__package__) / "contacts.yml").read_text(encoding="utf-8"))
    return {name: frozenset(listed) for name, listed in raw.items()}


def asks_for_contacts(item: Item | None) -> bool:
    """Whether the criteria of an item ask for a way to reach people."""
    places = _places()
    return item is not None and (
        item.key in places["items"]
        or not places["evidence"].isdisjoint(item.evidence)
        or any(element.id in places["elements"] for element in item.elements)
    )


def official_contacts(site: Site) -> frozenset[str]:
    """Digits of the numbers that may be public: those of the configuration, and phones where officials publish theirs.

    Accounts are allowed by the configuration only; a free page or a field may hold anybody's.
    """
    config = site.config
    found = set(official_numbers(config.agency.phone))
    for contact in config.privacy.contacts:
        found |= official_numbers(contact)
    for page in site.pages:
        found |= published_phones(page.document.text)
    for document, item in _documents(site):
        # most files hold no such number at all, and one look tells
        phones = published_phones(document.text)
        if phones and not asks_for_contacts(item):
            phones = frozenset().union(*map(published_phones, _contact_fields(document.data)))
        found |= phones
    return frozenset(found)


def _documents(site: Site) -> Iterator[tuple[Document, Item | None]]:
    yield from site.documents()
    for year in site.older:
        for entry in year.entries:
            yield entry.document, entry.item
        for programme in year.programmes:
            if programme.document is not None:
                yield programme.document, None
            for report in programme.reports:
                yield report.document, None


def _contact_fields(data: Any) -> Iterator[str]:
    """The text of every field that is there to reach somebody."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name in _places()["fields"]:
                yield str(value)
            else:
                yield from _contact_fields(value)
    elif isinstance(data, list):
        for value in data:
            yield from _contact_fields(value)
