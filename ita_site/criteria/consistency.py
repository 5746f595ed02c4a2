"""Where an edition contradicts itself. Each check yields sentences that name the culprit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ita_site.criteria.assessment import assessment_contradictions
from ita_site.criteria.model import Edition, Item
from ita_site.criteria.parts import Column, Plot

_COUNTED = ("baht", "integer", "number")
"""Types of which a sum means something. Percent of different wholes do not add up."""
_LONGEST = 120
"""Months of a window, and from the fiscal year to where it begins: every month of one is looked at."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def contradictions(edition: Edition, items: tuple[Item, ...]) -> Iterator[str]:
    """Every contradiction. `items` is the list as written, in which a code may still stand twice."""
    yield from _calendar(edition)
    yield from _counts(edition, items)
    yield from _tree(edition, items)
    yield from _identity(edition, items)
    yield from assessment_contradictions(edition.assessment, tuple(i.id for i in edition.tree))
    yield from _unknown("law", edition.law, edition.laws, "law")
    for step in edition.dates:
        yield from _unknown(f"dates.{step.id}", (step.source,), edition.sources, "source")
        if step.end < step.start:
            yield f"dates.{step.id}: ends before it begins"
    for item in items:
        yield from _references(edition, item)
        yield from _elements(edition, item)
        yield from _table(item)
    yield from _columns(items)


def _calendar(edition: Edition) -> Iterator[str]:
    if not 1 <= edition.start_month <= 12:
        yield f"fiscal_year.start_month: {edition.start_month} is not a month"
    for window in edition.windows.values():
        if not 1 <= window.length <= _LONGEST or abs(window.start) > _LONGEST:
            yield f"windows.{window.id}: a window has 1 to {_LONGEST} months and begins at most {_LONGEST} months away"
    for rule in edition.period_rules.values():
        where = f"period_rules.{rule.id}"
        if rule.window is not None and rule.window not in edition.windows:
            yield f"{where}: unknown window «{rule.window}»"
        if (rule.test == "none") != (rule.window is None):
            yield f"{where}: the test «{rule.test}» {'has no' if rule.test == 'none' else 'needs a'} window"
        if rule.min_months is not None and rule.test != "spans":
            yield f"{where}: min_months belongs to the test «spans», not to «{rule.test}»"


def _counts(edition: Edition, items: tuple[Item, ...]) -> Iterator[str]:
    subs = [sub for indicator in edition.tree for sub in indicator.subs]
    real = {
        "items": len(items),
        "groups": sum(len(sub.groups) for sub in subs),
        "subs": len(subs),
        "indicators": len(edition.tree),
    }
    for name, found in real.items():
        if edition.counts.get(name, found) != found:
            yield f"counts.{name}: says {edition.counts[name]}, but there are {found}"
    for sub in subs:
        if sub.count != len(sub.items):
            yield f"sub-indicator {sub.id}: says {sub.count} items, but its groups name {len(sub.items)}"


def _tree(edition: Edition, items: tuple[Item, ...]) -> Iterator[str]:
    subs = [sub for indicator in edition.tree for sub in indicator.subs]
    groups = [group for sub in subs for group in sub.groups]
    ids = [*(indicator.id for indicator in edition.tree), *(sub.id for sub in subs), *(group.id for group in groups)]
    for id_ in _twice(ids):
        yield f"tree: the id {id_} is used twice"
    known = list(dict.fromkeys(item.code for item in items))
    homes = Counter(code for group in groups for code in group.items)
    for group in groups:
        yield from _unknown(f"group {group.id}", group.items, known, "item")
    for code in known:
        if homes[code] == 0:
            yield f"{code}: is in no group"
    for code, count in homes.items():
        if count > 1:
            yield f"{code}: is in {count} groups"


def _identity(edition: Edition, items: tuple[Item, ...]) -> Iterator[str]:
    for code in _twice(item.code for item in items):
        yield f"{code}: two items have this code"
    for key in _twice(item.key for item in items):
        yield f"two items have the key «{key}»: {', '.join(item.code for item in items if item.key == key)}"
    for item in items:
        if not edition.codes.is_official(item.code):
            yield f"{item.code}: the code is not «{edition.codes.prefix}» followed by a number"
        if not _SLUG.fullmatch(item.key):
            yield f"{item.code}: the key «{item.key}» is not words of small letters joined by hyphens"


def _references(edition: Edition, item: Item) -> Iterator[str]:
    where = item.code
    yield from _unknown(f"{where}.evidence", item.evidence, edition.evidence_kinds, "evidence kind")
    yield from _unknown(f"{where}.period", (item.period.rule,), edition.period_rules, "period rule")
    yield from _unknown(f"{where}.law", item.law, edition.laws, "law")
    yield from _unknown(f"{where}.sources", item.sources, edition.sources, "source")
    yield from _unknown(f"{where}.nil", item.nil.sources, edition.sources, "source")
    if not item.evidence:
        yield f"{where}: names no kind of evidence"
    if not item.sources:
        yield f"{where}: names no source"
    for dependency in item.depends_on:
        # The list of another year is another file; only this year's codes can be looked up.
        if dependency.edition in (None, edition.year) and dependency.item is not None:
            yield from _unknown(f"{where}.depends_on", (dependency.item,), edition.items, "item")
            if dependency.item == item.code:
                yield f"{where}.depends_on: depends on itself"


def _elements(edition: Edition, item: Item) -> Iterator[str]:
    ids = [element.id for element in item.elements]
    if not ids:
        yield f"{item.code}: has no element"
    for id_ in _twice(ids):
        yield f"{item.code}.elements: the id «{id_}» is used twice"
    for element in item.elements:
        yield from _unknown(f"{item.code}.elements.{element.id}", element.when, edition.agency_types, "agency type")
    yield from _unknown(f"{item.code}.nil", item.nil.elements, ids, "element")
    if item.nil.elements and item.nil.allowed != "partly":
        yield f"{item.code}.nil: names elements, but allowed is «{item.nil.allowed}», not «partly»"
    least = item.min_count
    if least is not None and least.n < 1:
        yield f"{item.code}.min_count: {least.n} is less than one"
    if least is not None and least.of == "elements" and least.n > len(ids):
        yield f"{item.code}.min_count: asks for {least.n} elements of {len(ids)}"
    if least is not None and least.of == "rows" and item.table is None:
        yield f"{item.code}.min_count: counts rows, but the item has no table"


def _table(item: Item) -> Iterator[str]:
    if item.table is None:
        return
    where = f"{item.code}.table"
    ids = [column.id for column in item.table.columns]
    for id_ in _twice(ids):
        yield f"{where}: the column «{id_}» is there twice"
    if not item.table.key:
        yield f"{where}: has no key"
    yield from _unknown(f"{where}.key", item.table.key, ids, "column")
    for column in item.table.columns:
        if (column.type == "choice") != bool(column.choices):
            yield f"{where}.{column.id}: choices and the type «choice» go together"
        if column.total and column.type not in _COUNTED:
            yield f"{where}.{column.id}: has a total, but is {column.type}"
    for rule in item.table.sums:
        yield from _unknown(f"{where}.sums", (*rule.parts, rule.total), ids, "column")
        if rule.total in rule.parts:
            yield f"{where}.sums: «{rule.total}» is both a part and the total"
    if item.table.plot is not None:
        yield from _plot(where, item.table.plot, {column.id: column for column in item.table.columns})


def _plot(where: str, plot: Plot, columns: dict[str, Column]) -> Iterator[str]:
    yield from _unknown(f"{where}.plot", (plot.label, *plot.values), columns, "column")
    if not plot.values:
        yield f"{where}.plot: has no values"
    if plot.kind == "months" and plot.label in columns and columns[plot.label].type != "month":
        yield f"{where}.plot: «{plot.label}» is no month"
    for value in plot.values:
        if value in columns and columns[value].type not in _COUNTED:
            yield f"{where}.plot: «{value}» is {columns[value].type}"


def _columns(items: tuple[Item, ...]) -> Iterator[str]:
    """A report is compared with its plan column by column, so one id must not mean two things."""
    first: dict[str, tuple[str, Column]] = {}
    for item in items:
        for column in item.table.columns if item.table else ():
            code, seen = first.setdefault(column.id, (item.code, column))
            if seen.type != column.type:
                yield f"{item.code}.table.{column.id}: is {column.type}, but {seen.type} in {code}"


def _unknown(where: str, used: Iterable[str], known: Iterable[str], what: str) -> Iterator[str]:
    # An empty word has been reported where it was read.
    known = set(known)
    return (f"{where}: unknown {what} «{word}»" for word in used if word and word not in known)


def _twice(words: Iterable[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]
