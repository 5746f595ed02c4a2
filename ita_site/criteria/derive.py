"""Editions made from other editions, as plain values: next year's list from this year's, an agency's corrections.

Nothing here knows what an item is about; everything is told by keys, which survive renumbering.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Raw = dict[str, Any]
_CONFIDENCE = ("high", "medium", "low")
_OWN = ("tree", "items", "counts", "revision", "edition", "base", "facts", "unconfirmed", "dates", "confidence")
"""What belongs to one edition only. Everything else goes on from the base where the new file does not say otherwise."""
_BARE: Raw = {
    "evidence": ["page", "file"],
    "period": {"rule": "none"},
    "min_count": None,
    "depends_on": [],
    "nil": {"allowed": "unknown"},
    "law": [],
}
"""What is asked of an item of which no more is told than its name."""


def overlaid(base: Any, change: Any) -> Any:
    """`base` with `change` laid over it: mappings key by key, lists whose entries have an `id` entry by entry when the
    change is a mapping of ids, everything else replaced. A change to nothing takes the entry away."""
    if isinstance(base, list) and isinstance(change, dict):
        return _entries(base, change)
    if not isinstance(base, dict) or not isinstance(change, dict):
        return change
    merged = {name: overlaid(base[name], change[name]) if name in change else base[name] for name in base}
    merged |= {name: value for name, value in change.items() if name not in base}
    return {name: value for name, value in merged.items() if not (value is None and name in change and name in base)}


def _entries(base: list[Any], change: Raw) -> list[Any]:
    """A list of entries with ids (or keys), changed by id; what is new stands at the end."""
    named = [(_name(entry), entry) for entry in base]
    found = [overlaid(entry, change[name]) if name in change else entry for name, entry in named]
    known = {name for name, _ in named}
    found += [{"id": name, **entry} for name, entry in change.items() if name not in known and isinstance(entry, dict)]
    return [entry for entry in found if entry is not None]


def _name(entry: Any) -> Any:
    return entry.get("key", entry.get("id")) if isinstance(entry, dict) else None


def amended(base: Raw, change: Raw, codes: Mapping[str, str]) -> Raw:
    """An edition with an agency's corrections: `items` by key, or by code, which `codes` translates."""
    change = dict(change)
    items = change.pop("items", None) or {}
    by_key = {codes.get(str(name), name): wanted for name, wanted in items.items()}
    # a mapping of new items would need its place in the tree, which only a whole file tells
    merged: Raw = overlaid({**base, "items": base["items"]}, {**change, "items": by_key})
    return merged


def derived(base: Raw, new: Raw) -> Raw:
    """The edition in `new`, whose items take from those of `base` what they do not say themselves.

    An item takes from the one with the key `like`, else with its own key, else from the first in `was`. What it takes
    is no surer than `facts` (low when left out): that an item is on the list does not say what is asked of it.
    """
    facts = new.get("facts", "low")
    before = {item["key"]: item for item in base["items"]}
    rows = [row for row in new.get("items") or [] if isinstance(row, dict)]
    former = _former(base.get("former") or {}, rows, before)
    whole = {name: value for name, value in base.items() if name not in _OWN}
    return {
        **overlaid(whole, {name: value for name, value in new.items() if name not in ("items", "base", "facts")}),
        "items": [_item(row, before, former, facts) for row in rows],
        "former": former,
        "base": base["edition"],
    }


def _item(row: Raw, before: Mapping[str, Raw], former: Mapping[str, str], facts: str) -> Raw:
    key = row.get("key")
    own = {name: value for name, value in row.items() if name != "like"}
    own.setdefault("was", [key] if key in before else [])
    taken = before.get(str(row.get("like") or (key if key in before else next(iter(own["was"]), ""))))
    if taken is None:
        name = row.get("name")
        bare: Raw = {**_BARE, "summary": name, "elements": [{"id": "content", "name": name}]}
        return {**bare, **own}
    inherited = {name: value for name, value in weakened(taken, facts).items() if name not in ("code", "was")}
    item: Raw = overlaid(inherited, own)
    if "depends_on" not in own:
        item["depends_on"] = list(_still(item["depends_on"], key, former))
    return item


def weakened(item: Raw, most: str) -> Raw:
    """An item, what it asks for at most as sure as `most`."""
    return _with_facts(item, lambda said: _weakest(said, most))


def confirmed(raw: Raw, how_far: str) -> Raw:
    """A list that an agency has compared with the manual: that its items are on it, or also (`all`) what they ask for."""
    items = [{**item, "confidence": "high"} for item in raw["items"]]
    if how_far == "all":
        items = [_with_facts(item, lambda _: "high") for item in items]
    return {
        **{name: value for name, value in raw.items() if name != "unconfirmed"},
        "items": items,
        "confidence": "high",
    }


def _with_facts(item: Raw, judge: Callable[[str], str]) -> Raw:
    def weaker(fact: Any) -> Any:
        return {**fact, "confidence": judge(str(fact.get("confidence", item["confidence"])))} if fact else fact

    parts = {name: weaker(item[name]) for name in ("period", "min_count", "nil")}
    lists = {name: [weaker(fact) for fact in item[name]] for name in ("elements", "depends_on")}
    return {**item, **parts, **lists, "facts": judge(str(item.get("facts", item["confidence"])))}


def _weakest(*said: str) -> str:
    return max(said, key=lambda one: _CONFIDENCE.index(one) if one in _CONFIDENCE else 0)


def _still(dependencies: list[Raw], key: Any, former: Mapping[str, str]) -> Iterator[Raw]:
    """The dependencies that there still are: not on an item that is gone, nor on one that this one was joined with."""
    for dependency in dependencies:
        other = former.get(dependency.get("item", ""))
        if "item" not in dependency or (other is not None and (other != key or "edition" in dependency)):
            yield dependency


def _former(earlier: Mapping[str, str], rows: list[Raw], before: Mapping[str, Raw]) -> dict[str, str]:
    """Every key that texts may still use, and the key that stands for it now."""
    now: dict[str, str] = {}
    for row in rows:
        key = str(row.get("key"))
        for was in row.get("was", [key] if key in before else []):
            now.setdefault(str(was), key)
        now[key] = key
    return {old: now[key] for old, key in earlier.items() if key in now} | now


def listed_alone(raw: Raw) -> Raw:
    """An edition that is no part of the national assessment, with the one instrument that its own list makes up."""
    tree = [indicator for indicator in raw.get("tree") or [] if isinstance(indicator, dict)]
    scheme = raw.get("scheme") or {}
    ids = [str(indicator.get("id")) for indicator in tree]
    instrument = {"id": "LIST", "name": scheme.get("name"), "weight": "1", "indicators": ids}
    assessment = {
        **{name: value for name, value in raw["assessment"].items() if name in ("decimals", "tolerance", "pass_mark")},
        "disclosure": "LIST",
        "instruments": [instrument],
        "questions": {"years": [], "of": []},
        "indicators": {str(indicator.get("id")): indicator.get("name") for indicator in tree},
    }
    return {**raw, "assessment": assessment}
