"""Links between results, measures and items: each says where the others speak of the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ita_site.criteria import Item
from ita_site.render.links import Link, Place
from ita_site.render.results.known import Known, KnownMeasure, KnownResult, status_mark
from ita_site.render.results.numbers import Mark, worth
from ita_site.results import IssueKind
from ita_site.scoring import item_worth
from ita_site.site import YearContent
from ita_site.sitemap import forecast_path, item_page_path, measures_path, result_path
from ita_site.thai import slug


@dataclass(frozen=True, slots=True)
class MeasureLink:
    """A measure as pages name it that do not show all of it."""

    href: str
    id: str
    title: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class ItemNotes:
    """What results and measures say of an item: `worth` in points of the total, `zero` the results where it scored 0,
    `measures` that answer it, `pages` of results and measures that the item is about."""

    worth: str
    zero: tuple[Link, ...]
    measures: tuple[MeasureLink, ...]
    pages: tuple[Link, ...]

    @property
    def has_links(self) -> bool:
        return bool(self.zero or self.measures or self.pages)


def result_title(year: int) -> str:
    return f"ผลการประเมิน ITA ปี {year}"


def measures_title(year: int) -> str:
    return f"มาตรการส่งเสริมคุณธรรมและความโปร่งใส ปี {year}"


def forecast_title(year: int) -> str:
    return f"ประมาณการคะแนน OIT ปี {year}"


def question_anchor(code: str) -> str:
    return f"q-{code}"


def indicator_anchor(indicator: str) -> str:
    return f"n-{indicator}"


def zero_anchor(code: str) -> str:
    return f"item-{slug(code)}"


def measure_links(measures: Iterable[KnownMeasure], place: Place) -> tuple[MeasureLink, ...]:
    return tuple(
        MeasureLink(place.page(m.page, m.anchor), m.measure.id, m.measure.title, status_mark(m.standing))
        for m in measures
    )


def item_link(known: Known, place: Place, year: int, code: str) -> str | None:
    """The page of an item of the list of a year (BE); None when that list is not on this site."""
    home = next((y for y in known.site.years if y.edition.year == year and code in y.edition.items), None)
    return place.page(item_page_path(home, code)) if home else None


def item_notes(known: Known, place: Place, year: YearContent, item: Item) -> ItemNotes:
    """What there is to say of an item; results of other years are matched by the item's key, not by its code."""
    zero: list[Link] = []
    measures: list[KnownMeasure] = []
    for result in known.results.values():
        code = _code_in(result, item)
        if code is None:
            continue
        if _is_zero(result, code):
            page = place.page(result_path(result.year), zero_anchor(code))
            zero.append(Link(page, result_title(result.year)))
        measures += result.answering(IssueKind.ITEM, code)
    return ItemNotes(
        worth=worth(item_worth(year.edition)[item.code]),
        zero=tuple(zero),
        measures=measure_links(measures, place),
        pages=tuple(_about(known, place, year, item)),
    )


def board_links(known: Known, place: Place, year: YearContent) -> tuple[Link, ...]:
    """From the board of a year to what else there is of it."""
    number, found = year.edition.year, []
    if number in known.site.assessed.results:
        found.append(Link(place.page(result_path(number)), f"ผลการประเมินปี {number}"))
    if number in known.site.assessed.measures:
        found.append(Link(place.page(measures_path(number)), f"มาตรการปี {number}"))
    if year is known.site.year and known.site.config.site.show_forecast:
        found.append(Link(place.page(forecast_path(year)), "ประมาณการคะแนน"))
    return tuple(found)


def answering_items(known: Known, place: Place, year: int, answers: int) -> tuple[Link, ...]:
    """The items of a year's list that are about the measures which answer the result of the year `answers` (BE)."""
    home = next((y for y in known.site.years if y.edition.year == year), None)
    if home is None:
        return ()
    return tuple(
        Link(place.page(item_page_path(home, code)), f"{code} {item.name.th}")
        for code, item in home.edition.items.items()
        if answers in _analysed(home, item)
    )


def _about(known: Known, place: Place, year: YearContent, item: Item) -> Iterator[Link]:
    """The pages that an item analyses, or whose plan it follows."""
    analysed = _analysed(year, item)
    entry = known.site.assessed.measures.get(year.edition.year)
    if analysed and entry is not None and (entry.record is None or entry.record.answers in analysed):
        yield Link(place.page(measures_path(entry.year)), measures_title(entry.year))
    for number in analysed:
        if number in known.site.assessed.results:
            yield Link(place.page(result_path(number)), result_title(number))


def _analysed(year: YearContent, item: Item) -> tuple[int, ...]:
    """The years (BE) whose result an item analyses, or the item that it must follow."""
    followed = [
        year.edition.items[d.item]
        for d in item.depends_on
        if d.kind == "must_follow" and d.edition is None and d.item is not None and d.item in year.edition.items
    ]
    found = (d.result for plan in (item, *followed) for d in plan.depends_on if d.kind == "analyses")
    return tuple(dict.fromkeys(result for result in found if result is not None))


def _code_in(result: KnownResult, item: Item) -> str | None:
    found = result.edition.by_key.get(item.key) if result.edition else None
    return found.code if found else None


def _is_zero(result: KnownResult, code: str) -> bool:
    return result.edition is not None and any(result.edition.code(z.item) == code for z in result.record.zero_items)
