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
    # `9:` without quotes is a number to YAML, and a name to whoever wrote it
    change = {str(name): entry for name, entry in change.items()}
    named = [(_name(entry), entry) for entry in base]
    found = [overlaid(entry, change[name]) if name in change else entry for name, entry in named]
    known = {name for name, _ in named}
    found += [{"id": name, **entry} for name, entry in change.items() if name not in known and isinstance(entry, dict)]
    return [entry for entry in found if entry is not None]


def _name(entry: Any) -> Any:
    return entry.get("key", entry.get("id")) if isinstance(entry, dict) else None


def amended(base: Raw, change: Raw, source: str) -> Raw:
    """An edition with an agency's corrections, whose `items` go by key and whose `tree` by id.

    An item of nothing is taken off the list, with what others wanted of it. One with a key that the list has not is put
    at its end and into the group that it names; `source` tells where that comes from.
    """
    wanted = change.get("items") or {}
    known = {item["key"] for item in base["items"]}
    gone = {key for key in known if key in wanted and wanted[key] is None}
    kept = [_without(item, gone) for item in base["items"] if item["key"] not in gone]
    rows = [overlaid(item, wanted[item["key"]]) if item["key"] in wanted else item for item in kept]
    new = [{"key": key, **row} for key, row in wanted.items() if key not in known]
    rest = {name: value for name, value in base.items() if name not in ("items", "tree")}
    if new:
        rest["sources"] = {**base["sources"], "own": {"what": source}}
    is_other = bool(gone or new or "tree" in change)
    if is_other:
        rest.pop("counts", None)  # how many there are by the manual, which the agency says is otherwise
    homes = [(str(row.get("group")), row.get("code")) for row in new]
    codes = {item["code"] for item in base["items"] if item["key"] in gone}
    merged: Raw = overlaid(
        {**rest, "tree": _planted(base["tree"], codes, homes) if is_other else base["tree"]},
        {name: value for name, value in change.items() if name != "items"},
    )
    return {**merged, "items": [*rows, *map(_own_item, new)]}


def _own_item(row: Raw) -> Raw:
    told = {name: value for name, value in row.items() if name != "group"}
    return {**_bare(row.get("name")), "sources": ["own"], "confidence": "high", **told}


def _bare(name: Any) -> Raw:
    return {**_BARE, "summary": name, "elements": [{"id": "content", "name": name}]}


def _without(item: Raw, gone: set[str]) -> Raw:
    """An item that depends on none of those that are gone."""
    return {**item, "depends_on": [one for one in item["depends_on"] if one.get("item") not in gone]}


def _planted(tree: list[Raw], gone: set[str], homes: list[tuple[str, Any]]) -> list[Raw]:
    """A tree without the codes that are `gone`, and with new ones (group, code) at the end of their groups."""

    def group_of(group: Raw) -> Raw:
        stay = [code for code in group["items"] if code not in gone]
        return {**group, "items": stay + [code for home, code in homes if home == group["id"]]}

    def sub_of(sub: Raw) -> Raw:
        # how many items it has is left to be counted: the manual's number is not the agency's
        told = {name: value for name, value in sub.items() if name != "count"}
        return {**told, "groups": [group for group in map(group_of, sub["groups"]) if group["items"]]}

    return [{**one, "subs": [sub for sub in map(sub_of, one["subs"]) if sub["groups"]]} for one in tree]


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
        return {**_bare(row.get("name")), **own}
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
