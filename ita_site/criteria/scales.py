"""Scales: what a total score is called in a year. They are data, in `scales.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

import yaml

from ita_site.criteria.model import CriteriaError
from ita_site.criteria.parts import Confidence
from ita_site.criteria.reader import Reader
from ita_site.text import Text

_YamlLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONFIDENCE: tuple[Confidence, ...] = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Level:
    """A level: the total is at least `least` points and, where `each` is given, so many on every instrument."""

    id: str
    name: Text
    least: Decimal
    each: Decimal | None


@dataclass(frozen=True, slots=True)
class Scale:
    """The levels, best first, of the years `first_year` to `last_year` (BE). A total of `pass_from` points passes."""

    id: str
    first_year: int
    last_year: int
    pass_from: Decimal
    note: Text
    levels: tuple[Level, ...]
    confidence: Confidence

    def level(self, written: str) -> Level | None:
        """The level that someone meant: its id or its name, in Thai or English; None when this scale has none."""
        wanted = _plain(written)
        return next((one for one in self.levels if wanted in (one.id, *map(_plain, (one.name.th, one.name.en)))), None)


def _plain(words: str) -> str:
    return "".join(words.split()).removeprefix("ระดับ").casefold()


@cache
def scales() -> tuple[Scale, ...]:
    """All scales, the newest first. Raises CriteriaError when `scales.yml` contradicts itself."""
    read = Reader()
    # A safe loader, with or without libyaml: it builds plain values only.
    raw = yaml.load(files("ita_site.criteria").joinpath("scales.yml").read_text(encoding="utf-8"), Loader=_YamlLoader)  # noqa: S506
    found = tuple(_scale(read, row) for row in read.rows(raw, "scales"))
    problems = [*read.problems, *(problem for scale in found for problem in _contradictions(scale))]
    years = [year for scale in found for year in range(scale.first_year, scale.last_year + 1)]
    problems += [f"scales: two of them are for {year}" for year in sorted({y for y in years if years.count(y) > 1})]
    if problems:
        raise CriteriaError(problems)
    return found


def scale_of(year: int) -> Scale | None:
    """The scale of a fiscal year (BE); None for a year whose scale is not known."""
    return next((scale for scale in scales() if scale.first_year <= year <= scale.last_year), None)


def _scale(read: Reader, raw: object) -> Scale:
    data = read.fields(raw, "scales", "id years pass_from note levels confidence")
    id_ = read.word(data.get("id"), "scales id")
    where = f"scale {id_}"
    years = read.fields(data.get("years"), f"{where}.years", "from to")
    return Scale(
        id=id_,
        first_year=read.number(years.get("from"), f"{where}.years.from"),
        last_year=read.number(years.get("to"), f"{where}.years.to"),
        pass_from=read.decimal(data.get("pass_from"), f"{where}.pass_from", most=100),
        note=read.text(data.get("note"), f"{where}.note"),
        levels=tuple(_level(read, row, where) for row in read.rows(data.get("levels"), f"{where}.levels")),
        confidence=read.one_of(data.get("confidence"), f"{where}.confidence", _CONFIDENCE),
    )


def _level(read: Reader, raw: object, where: str) -> Level:
    data = read.fields(raw, f"{where}.levels", "id name from", "each")
    id_ = read.word(data.get("id"), f"{where}.levels id")
    each = data.get("each")
    return Level(
        id=id_,
        name=read.text(data.get("name"), f"{where}.{id_}.name"),
        least=read.decimal(data.get("from"), f"{where}.{id_}.from", most=100),
        each=None if each is None else read.decimal(each, f"{where}.{id_}.each", most=100),
    )


def _contradictions(scale: Scale) -> Iterator[str]:
    least = [level.least for level in scale.levels]
    if least != sorted(least, reverse=True) or not least or least[-1] != 0:
        yield f"scale {scale.id}: levels go from the best down to 0"
    if scale.first_year > scale.last_year:
        yield f"scale {scale.id}: {scale.first_year} to {scale.last_year} is no run of years"
    if scale.pass_from not in least:
        yield f"scale {scale.id}: no level begins at pass_from"
    if scale.levels and scale.levels[-1].each is not None:
        yield f"scale {scale.id}: the last level takes whatever is left, so it has no condition"
