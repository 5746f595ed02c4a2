"""Which item of the edition a title means: its own names, and those that other years gave to the same item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from ita_site.criteria import Edition, Item
from ita_site.importers.understanding.titles import fold, is_cut

WORTH_A_LOOK = 60
"""Likeness (0-100) from which a title is compared at all."""
_LEAST_PART = 14
"""Letters of a name that may be found within a longer text."""
_WITHIN = 88
"""Likeness of a name that stands somewhere in a longer text."""
_LEAST_CUT = 12
_LEAST_START = 6
_START = 3
"""Letters by which names are looked up that a text may begin with."""
_AS_GOOD_AS_SAME = 97


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for in the wanted edition: one code, several (an item that was divided), or none.

    `year` (BE) and `item` are where the name was read; `also`: further codes that `item` took in a year later.
    """

    codes: tuple[str, ...]
    year: int
    item: Item
    also: tuple[str, ...] = ()

    @property
    def code(self) -> str | None:
        return self.codes[0] if len(self.codes) == 1 else None


@dataclass(frozen=True, slots=True)
class Match:
    """The best meaning of a title, how like it is (0-100), and by how much it leads before the next."""

    meaning: Meaning
    score: int
    lead: int
    scores: dict[str, int] = field(default_factory=dict, compare=False)
    """The likeness of each code of the wanted edition that came near."""

    @property
    def sureness(self) -> int:
        """0 to 95: likeness, less what a close second takes from it. A title alone is never certain."""
        return max(0, min(95, self.score - max(0, 10 - self.lead) * 2))


class Titles:
    """The names of the wanted edition and of others, ready to be compared with; keeps what it has compared."""

    def __init__(self, edition: Edition, others: Iterable[Edition] = ()) -> None:
        self.edition = edition
        self.others = tuple(
            sorted((e for e in others if e.year != edition.year), key=lambda e: abs(e.year - edition.year))
        )
        self._meanings: dict[str, Meaning] = {}
        self._reached: dict[tuple[int, str], Meaning] = {}
        for each in (edition, *self.others):
            for item in each.items.values():
                for name in (item.name.th, *item.aliases, item.name.en):
                    if folded := fold(name):
                        self._meanings.setdefault(folded, self.meaning(each, item))
        self._names = list(self._meanings)
        self._long = [name for name in self._names if len(name) >= _LEAST_PART]
        self._by_start: dict[str, list[str]] = {}
        for name in self._names:
            self._by_start.setdefault(name[:_START], []).append(name)
        self._known: dict[str, Match | None] = {}

    def meaning(self, edition: Edition, item: Item) -> Meaning:
        """What an item of any year is in the wanted edition: by its key, else by the keys that it goes on from, year by
        year as far as editions are known."""
        place = edition.year, item.code
        if place not in self._reached:
            self._reached[place] = self._reach(edition, item)
        return self._reached[place]

    def _reach(self, edition: Edition, item: Item) -> Meaning:
        keys: tuple[str, ...] = (item.key,)
        wanted = self.edition
        for step in self._between(edition.year):
            keys = tuple(next_ for key in keys for next_ in self._step(key, step, back=edition.year > wanted.year))
        codes = dict.fromkeys(wanted.by_key[key].code for key in keys if key in wanted.by_key)
        also = item.was if edition.year == wanted.year + 1 else ()
        return Meaning(
            tuple(codes),
            edition.year,
            item,
            tuple(code for key in also if key in wanted.by_key and (code := wanted.by_key[key].code) not in codes),
        )

    def _between(self, year: int) -> list[Edition]:
        """The editions to pass through from that year to the wanted one, in this order."""
        known = sorted((self.edition, *self.others), key=lambda edition: edition.year)
        if year > self.edition.year:
            return [edition for edition in reversed(known) if self.edition.year < edition.year <= year]
        return [edition for edition in known if year < edition.year <= self.edition.year]

    def _step(self, key: str, edition: Edition, back: bool) -> tuple[str, ...]:
        """What a key of the year goes on from (`back`), or what in the year goes on from a key of the year before."""
        if key in self.edition.by_key:
            return (key,)
        if back:
            return edition.by_key[key].was if key in edition.by_key else ()
        if key in edition.by_key:
            return (key,)
        return tuple(item.key for item in edition.items.values() if key in item.was)

    def match(self, text: str) -> Match | None:
        """The item that a title names, or None when it is like none."""
        if text not in self._known:
            self._known[text] = self._match(text)
        return self._known[text]

    def likeness(self, text: str, item: Item) -> int:
        """How like a text is to an item's own names, 0 to 100; a short name with more words behind it counts too."""
        folded, cut = fold(text), is_cut(text)
        names = [name for written in (item.name.th, *item.aliases) if (name := fold(written))]
        if any(folded.startswith(name) for name in names):
            return 100
        return max((max(int(fuzz.ratio(folded, name)), _part(folded, name, cut)) for name in names), default=0)

    def _match(self, text: str) -> Match | None:
        folded = fold(text)
        if len(folded) < 2:
            return None
        best: dict[tuple[str, ...] | str, tuple[int, Meaning]] = {}
        for name, score in self._scores(folded, is_cut(text)).items():
            meaning = self._meanings[name]
            group = meaning.codes or f"{meaning.item.key}"
            if group not in best or score > best[group][0]:
                best[group] = (score, meaning)
        if not best:
            return None
        ranked = sorted(best.values(), key=lambda one: -one[0])
        lead = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else WORTH_A_LOOK - 20)
        scores = {meaning.codes[0]: score for score, meaning in ranked if len(meaning.codes) == 1}
        return Match(ranked[0][1], ranked[0][0], lead, scores)

    def _scores(self, folded: str, cut: bool) -> dict[str, int]:
        """The names that a text is like, and how much (0-100)."""
        whole = process.extract(folded, self._names, scorer=fuzz.ratio, score_cutoff=WORTH_A_LOOK, limit=None)
        found = {name: int(score) for name, score, _ in whole}
        if max(found.values(), default=0) < _AS_GOOD_AS_SAME:
            parts = {name: _WITHIN for name in self._long if name in folded}
            for name in self._by_start.get(folded[:_START], ()):
                parts[name] = max(parts.get(name, 0), _part(folded, name, cut))
            for name, score in parts.items():
                if score > found.get(name, WORTH_A_LOOK - 1):
                    found[name] = score
        return found


def _part(folded: str, name: str, cut: bool) -> int:
    """Likeness where one goes on after the other ends: a title that was cut, or one with more words behind it."""
    least = len(name)
    if cut and _LEAST_CUT <= len(folded) < least:
        return int(fuzz.ratio(folded, name[: len(folded)], score_cutoff=85)) - 4
    if len(folded) <= least:
        return 0
    if folded.startswith(name):
        return 96 if least >= _LEAST_PART else 84 if least >= _LEAST_START else 0
    return int(fuzz.ratio(folded[:least], name, score_cutoff=88)) - 4 if least >= _LEAST_PART else 0
