"""The editions that there are: those that come with the tool, and those in an agency's own `criteria/` folder."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from ita_site.criteria.assessment import Assessment
from ita_site.criteria.codes import CodeScheme
from ita_site.criteria.derive import Raw, amended, confirmed, derived, listed_alone
from ita_site.criteria.loader import build_edition, plain_values
from ita_site.criteria.model import CriteriaError, Edition


class Shelf:
    """Editions by fiscal year (BE). `own` are an agency's files by year, as plain values: a file with a list as
    `tree` is a whole list of its own, every other one corrects the list that comes with the tool."""

    def __init__(self, own: Mapping[int, Raw] | None = None) -> None:
        self._own = own or {}
        self._built: dict[int, Edition] = {}

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have an edition, oldest first."""
        return tuple(sorted({*_built_in_years(), *self._own}))

    @property
    def newest_confirmed(self) -> int:
        """The newest year whose list is known for certain; the newest of all where there is none."""
        return next((year for year in reversed(self.years) if self.edition(year).is_confirmed), self.years[-1])

    def edition(self, year: int) -> Edition:
        """The edition of a year, read once and kept.

        Raises LookupError when there is none, CriteriaError when its file contradicts itself.
        """
        if year not in self._built:
            if year not in self.years:
                known = ", ".join(map(str, self.years))
                raise LookupError(f"no edition for fiscal year {year} (Buddhist era); there is {known}")
            self._built[year] = build_edition(self.raw(year), plain=True) if self._own else _built_in(year)
        return self._built[year]

    def get(self, year: int) -> Edition | None:
        """The edition of a year, open on the site or not; None where there is none."""
        return self.edition(year) if year in self.years else None

    def assessment(self, year: int) -> Assessment | None:
        """The shape of the assessment of a year: that of its own edition, else of the nearest one that tells that the year
        had the same; None when nothing is known of the year."""
        if (edition := self.get(year)) is not None:
            return edition.assessment
        others = (self.edition(known).assessment for known in sorted(self.years, key=lambda known: abs(known - year)))
        return next((assessment.of_year(year) for assessment in others if year in assessment.also_years), None)

    def raw(self, year: int) -> Raw:
        """The plain values of an edition with everything that it takes from others.

        Raises CriteriaError when a file is no edition, or is made from one that there is not.
        """
        own = self._own.get(year)
        if own is None:
            return _raw(year)
        source = own.get("source")
        if not isinstance(source, str) or not source.strip():
            raise CriteriaError(
                ["source: tell where the correction comes from, such as a letter or a page of the manual"]
            )
        if own.get("edition", year) != year:
            raise CriteriaError([f"edition: the file is named after {year}; both say the same year"])
        change = {"revision": 1, "edition": year, **{name: value for name, value in own.items() if name != "source"}}
        how_far = change.pop("confirmed", None)
        if how_far not in (None, "list", "all"):
            raise CriteriaError(["confirmed: write list (the items are right) or all (what they ask for too)"])
        raw = self._corrected(year, change, source) if _corrects(own) else self._whole(year, change, source)
        raw = {**raw, "amended": [*raw.get("amended", []), source]}
        return confirmed(raw, how_far) if how_far else raw

    def _whole(self, year: int, change: Raw, source: str) -> Raw:
        """A list of the agency's own: what it does not say comes from its `base`, without one from the newest we know."""
        first = _built_in_years()[0]
        base = change.get("base", max(known for known in _built_in_years() if known <= max(year, first)))
        if base not in self.years or (base >= year and base not in _built_in_years()):
            raise CriteriaError([f"base: there is no list of {base} to begin from"])
        before = _raw(base) if base >= year else self.raw(base)
        given = {"confidence": "high", "sources": ["own"]}
        rows = change.get("items")
        items = [{**given, **row} if isinstance(row, dict) else row for row in rows] if isinstance(rows, list) else rows
        sources = {"own": {"what": source}, **(change.get("sources") or {})}
        raw = derived(before, {"facts": "high", **change, "items": items, "sources": sources})
        alone = (change.get("scheme") or {}).get("id") not in (None, before["scheme"]["id"])
        return listed_alone(raw) if alone and "assessment" not in change else raw

    def _corrected(self, year: int, change: Raw, source: str) -> Raw:
        if year not in _built_in_years():
            raise CriteriaError(["tree: there is no list of this year to correct; a whole list has tree: and items:"])
        items = change.get("items") or {}
        if not isinstance(items, dict):
            raise CriteriaError(["items: name each item by its key, such as  contact: {elements: …}"])
        base = _raw(year)
        keys = {str(item["code"]): str(item["key"]) for item in base["items"]}
        codes = CodeScheme(**{name: _kept(value) for name, value in base["code"].items()})
        by_key = {}
        problems = []
        for name, wanted in items.items():
            key = name if name in keys.values() else keys.get(codes.read(name) or "", str(name))
            if wanted is not None and not isinstance(wanted, dict):
                problems.append(f"items.{name}: write what changes below it, such as  name: …")
            elif key not in keys.values() and not {"code", "name", "group"} <= set(wanted or ()):
                problems.append(
                    f"items.{name}: the list of {year} has no item with this key; a new one has code, name, group"
                )
            elif key in by_key:
                problems.append(f"items.{name}: this item is corrected twice")
            by_key[key] = wanted
        if problems:
            raise CriteriaError(problems)
        return amended(base, {**change, "items": by_key}, source)


def _corrects(own: Raw) -> bool:
    """Whether an agency's file corrects a list: a whole one has the tree in full, as a list."""
    return "tree" not in own or isinstance(own["tree"], dict)


def _kept(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@cache
def _built_in_years() -> tuple[int, ...]:
    stems = (Path(entry.name) for entry in files("ita_site.criteria").iterdir() if entry.name.endswith(".yml"))
    return tuple(sorted(int(name.stem) for name in stems if name.stem.isdecimal()))


@cache
def _raw(year: int) -> Raw:
    values = plain_values(files("ita_site.criteria").joinpath(f"{year}.yml").read_text(encoding="utf-8"))
    if not isinstance(values, dict) or values.get("edition") != year:
        raise CriteriaError([f"edition: {year}.yml is not the edition of {year}"])
    return derived(_raw(values["base"]), values) if "base" in values else values


@cache
def _built_in(year: int) -> Edition:
    return build_edition(_raw(year))


BUILT_IN = Shelf()
"""The editions that come with the tool."""
