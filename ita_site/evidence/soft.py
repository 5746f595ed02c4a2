"""Pages that open and are still not what was cited: not-found, login, maintenance, firewall, parked, error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ita_site.evidence.links import Address
from ita_site.evidence.lists import read_list
from ita_site.evidence.page import Page

_PARTS = re.compile(r"\s*[|–—·»:]\s*|\s+[-‐]\s+")
_LITTLE = 600
"""Characters up to which a page has little to say, so that one sentence is what it is about."""
_NAMES_LITTLE = 8
_TALKS_OF_IT = 25
"""Characters of a heading: up to the first it names no subject; beyond the second it may hold an error's words and be
about it, as a manual is."""
_MUCH = 2500
"""Characters beyond which a page has a subject of its own, whatever its title calls it."""


@dataclass(frozen=True, slots=True)
class Phrases:
    whole: Mapping[str, re.Pattern[str]]
    hints: Mapping[str, re.Pattern[str]]
    any_hint: re.Pattern[str]
    inside: Mapping[str, re.Pattern[str]]
    perhaps: re.Pattern[str]
    login_path: re.Pattern[str]
    own_login: re.Pattern[str]
    search_path: re.Pattern[str]
    error_path: re.Pattern[str]
    login_hosts: frozenset[str]
    viewer: re.Pattern[str]


_BROKEN = ("not_found", "parked")
"""Kinds that count against a link without a doubt; the others are doubtful anyway."""
KINDS = ("firewall", "parked", "maintenance", "not_found", "login", "error")
"""In the order in which they are looked for: a firewall's page says «denied», a parked one «not found»."""


@cache
def phrases() -> Phrases:
    """`phrases.yml`, read once."""
    raw = read_list("phrases.yml")
    hints = {kind: [word.lower() for word in raw[kind]["hints"]] for kind in KINDS}
    return Phrases(
        whole={kind: _any(raw[kind]["whole"], r"\W*(?:{})\W*") for kind in KINDS},
        hints={kind: re.compile(_tree(words)) for kind, words in hints.items()},
        any_hint=re.compile(_tree([word for words in hints.values() for word in words])),
        inside={kind: _any(raw[kind]["inside"], r"(?:{})") for kind in KINDS},
        perhaps=_any(raw["not_found"]["perhaps"], r"(?:{})"),
        login_path=re.compile(raw["paths"]["login"]),
        own_login=re.compile(raw["paths"]["own_login"]),
        search_path=re.compile(raw["paths"]["search"]),
        error_path=re.compile(raw["paths"]["error"]),
        login_hosts=frozenset(raw["login_hosts"]),
        viewer=re.compile(raw["viewer"], re.IGNORECASE),
    )


def _any(patterns: Iterable[str], around: str) -> re.Pattern[str]:
    return re.compile(around.format("|".join(f"(?:{p})" for p in patterns)), re.IGNORECASE)


def _tree(words: Iterable[str]) -> str:
    """A pattern for any of `words`, branching letter by letter: four times as quick as one alternative after another."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[0], []).append(word[1:])
    branches = [
        (r"\s+" if letter == " " else re.escape(letter)) + ("" if "" in rest else _tree(rest))
        for letter, rest in sorted(tails.items())
    ]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


@dataclass(frozen=True, slots=True)
class Soft:
    """What a page is instead, and its own words for it."""

    kind: str
    words: str
    is_sure: bool = True
    """False for words that a good page may say too, such as one that reports nothing."""


def soft_failure(page: Page) -> Soft | None:
    """What a page is instead of the cited thing; None for one with something of its own to say.

    A page that merely talks about errors, logging in or maintenance is not caught: either its title or main heading
    must be nothing but that, or it must have little else to say.
    """
    known = phrases()
    if not page.has_script and "&#" not in page.letters and not known.any_hint.search(page.letters):
        return None  # none of the words that any such page holds
    length = len(page.text)
    if length <= _MUCH:
        titles = [part for part in _PARTS.split(page.title) if part]
        heads = [said for said in dict.fromkeys((page.title, *titles, *page.headings)) if 2 < len(said) <= 160]
        heads = [said for said in heads if known.any_hint.search(said.lower())]
        for kind in KINDS:
            for said in heads:
                if known.whole[kind].fullmatch(said) and _backed(kind, page, length):
                    return Soft(kind, said)
        little = page.text if length <= _LITTLE else ""
        for said in (little, page.alert):
            lower = said.lower()
            if not known.any_hint.search(lower):
                continue
            for kind in KINDS:
                if not known.hints[kind].search(lower):
                    continue
                if (found := known.inside[kind].search(lower)) and _backed(kind, page, length):
                    return Soft(kind, found[0], is_sure=kind not in _BROKEN or not _has_subject(page))
            if found := known.perhaps.search(lower):
                return Soft("not_found", found[0], is_sure=not any((page.title, *page.headings)))
    if page.asks_for_cookie:
        return Soft("firewall", page.title or "cookie")
    if page.has_password and length <= _LITTLE // 2:
        return Soft("login", page.title)
    if page.turns_back:
        return Soft("not_found", page.alert or page.title)
    return None


def _has_subject(page: Page) -> bool:
    """Whether a heading names a subject, so that the words below it may only be part of what is said of it."""
    known = phrases()
    return any(
        len(said) > _NAMES_LITTLE
        and (len(said) > _TALKS_OF_IT or not known.any_hint.search(said.lower()))
        and not any(known.whole[kind].fullmatch(said) for kind in KINDS)
        for said in page.headings
    )


def _backed(kind: str, page: Page, length: int) -> bool:
    """A login page has a form; without one it must be short enough to be nothing but the demand to log in."""
    return kind != "login" or page.has_password or length <= _LITTLE


def leads_to_login(address: Address) -> bool:
    known = phrases()
    return address.host in known.login_hosts or bool(known.login_path.search(f"{address.path}?{address.query}".lower()))


def is_login_itself(address: Address) -> bool:
    """Whether the very thing that is cited is a login page, as of an e-service."""
    return bool(phrases().own_login.search(address.path.lower()))


def is_search(address: Address) -> bool:
    """Whether an address puts a question to a search."""
    return bool(phrases().search_path.search(f"{address.path}?{address.query}".lower()))


def leads_to_error(address: Address) -> bool:
    return bool(phrases().error_path.search(f"{address.path}?{address.query}".lower()))


def shows_document(page: Page) -> bool:
    """Whether a page is a viewer that shows a document inside itself."""
    return bool(phrases().viewer.search(page.html))
