"""Loads `words.yml`: the lists that the static checks of evidence go by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ita_site.evidence.lists import read_list
from ita_site.text import Text


@dataclass(frozen=True, slots=True)
class Words:
    shorteners: frozenset[str]
    social_hosts: frozenset[str]
    staging_labels: frozenset[str]
    thai_registries: frozenset[str]
    staging_suffixes: frozenset[str]
    empty_titles: frozenset[str]
    file_types: Mapping[str, Text]


@cache
def words() -> Words:
    """The lists, read once."""
    raw = read_list("words.yml")
    return Words(
        shorteners=frozenset(raw["shorteners"]),
        social_hosts=frozenset(raw["social_hosts"]),
        staging_labels=frozenset(raw["staging_labels"]),
        thai_registries=frozenset(raw["thai_registries"]),
        staging_suffixes=frozenset(raw["staging_suffixes"]),
        empty_titles=frozenset(raw["empty_titles"]),
        file_types={ending: Text(**name) for ending, name in raw["file_types"].items()},
    )


def under(host: str, names: frozenset[str]) -> bool:
    """Whether `host` is one of `names` or lies below one."""
    if not names:
        return False
    labels = host.split(".")
    return any(".".join(labels[i:]) in names for i in range(len(labels)))
