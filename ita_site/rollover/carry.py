"""What of an item's answer is still an answer in the next year. Pure: nothing is read and nothing written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ita_site.criteria import Edition, Item
from ita_site.dates import Month, thai_month
from ita_site.records import Evidence, Status
from ita_site.rules.periods import evidence_months, window_of
from ita_site.site import ItemEntry
from ita_site.text import Text
from ita_site.thai import fold_digits

_CURRENT, _LASTING = "none", "spans"
"""Tests of a period rule under which a document stays an answer: current information, a plan that is in force."""


@dataclass(frozen=True, slots=True)
class Left:
    """Evidence of the year before that is no answer any more, and why."""

    evidence: Evidence
    why: Text


@dataclass(frozen=True, slots=True)
class Carried:
    """The beginning of an item's answer in a new year.

    `before` are the items of the year before that it goes on from, with their files; `evidence` is what stays true,
    with the element ids that the new list still asks for; `rows` are those of a table that only tells what is current.
    `stale` are years (BE) that the explanation still speaks of, `moved` codes in it that are those of the year before
    and another item's now. `is_whole` says that nothing of the answer is missing,
    as far as a program can tell.
    """

    before: tuple[tuple[Item, ItemEntry], ...]
    evidence: tuple[Evidence, ...]
    left: tuple[Left, ...]
    explanation: str
    stale: tuple[int, ...]
    moved: tuple[str, ...]
    owner: str
    rows: tuple[Mapping[str, Any], ...]
    table_file: str
    is_whole: bool

    @property
    def status(self) -> Status:
        return Status.DISCLOSED if self.is_whole else Status.PENDING


def carried(
    edition: Edition, item: Item, entries: Iterable[tuple[Item, ItemEntry]], agency_type: str, former_list: Edition
) -> Carried:
    """What an item of `edition` takes over from the `entries` that it goes on from, those that can be read.
    `former_list` is the edition of the year before."""
    before = tuple((old, entry) for old, entry in entries if entry.record is not None)
    records = [entry.record for _, entry in before if entry.record is not None]
    rule, window = edition.period_rules[item.period.rule], window_of(edition, item)
    kept, left = [], []
    for old, evidence in ((old, one) for old, entry in before if entry.record for one in entry.record.evidence):
        why = _over(evidence, rule.test, window)
        if why is None and rule.test == _CURRENT and (former := edition.period_rules.get(old.period.rule)) is not None:
            # joined with what is current, a report on some months is still one on those months
            why = _over(evidence, former.test, window_of(edition, old))
        if why is None:
            kept.append(_asked(evidence, item))
        else:
            left.append(Left(evidence, why))
    lasts = rule.test in (_CURRENT, _LASTING)
    of_table = [
        entry.record.table
        for old, entry in before
        if rule.test == _CURRENT and old.period.rule == item.period.rule and entry.record and entry.record.table
    ]
    table = of_table[0] if len(of_table) == 1 and item.table is not None else None
    shown = {id_ for evidence in kept for id_ in evidence.shows}
    asked = [e.id for e in item.elements_for(agency_type) if e.required and e.proof == "evidence"]
    # a nil statement is about months that are over, and a pending answer was none
    is_answered = bool(records) and all(record.status is Status.DISCLOSED for record in records)
    return Carried(
        before=before,
        evidence=tuple(kept),
        left=tuple(left),
        explanation="\n".join(dict.fromkeys(r.explanation.strip() for r in records if r.explanation.strip())),
        stale=_years_said(" ".join(r.explanation for r in records), edition.year),
        moved=_codes_said(" ".join(r.explanation for r in records), edition, former_list),
        owner=next((record.owner for record in records if record.owner), ""),
        rows=tuple(table.rows or ()) if table is not None else (),
        table_file=(table.file or "") if table is not None else "",
        is_whole=is_answered and lasts and bool(kept) and not left and set(asked) <= shown,
    )


def _over(evidence: Evidence, test: str, window: list[Month]) -> Text | None:
    """Why a piece of evidence is no answer in the new year; None while it is one."""
    if test == _CURRENT:
        return None
    if test == _LASTING:
        span = evidence.covers
        if span is None:
            return Text("ไม่ได้บอกช่วงเวลา (covers:)", "it does not say its period (covers:)")
        if span.start <= window[0] and (span.end is None or window[-1] <= span.end):
            return None
        end = thai_month(span.end, short=True) if span.end else "…"
        return Text(f"ใช้ถึง {end} ไม่ครอบคลุมปีใหม่", "it does not last through the new year")
    if evidence_months(evidence, window):
        return None
    return Text("เป็นข้อมูลของช่วงเวลาก่อน ต้องจัดทำใหม่", "it is about an earlier period")


def _asked(evidence: Evidence, item: Item) -> Evidence:
    """The evidence with those elements that the item has."""
    known = {element.id for element in item.elements}
    return evidence.model_copy(update={"shows": tuple(id_ for id_ in evidence.shows if id_ in known)})


def _codes_said(text: str, edition: Edition, before: Edition) -> tuple[str, ...]:
    """Codes of the year before that a text names, and that mean something else in the new year."""
    said = re.findall(rf"(?<![A-Za-z0-9]){re.escape(before.codes.prefix)}[1-9][0-9]*", fold_digits(text))
    known = (before.items[code] for code in dict.fromkeys(said) if code in before.items)
    return tuple(old.code for old in known if (new := edition.items.get(old.code)) is None or new.key != old.key)


def _years_said(text: str, year: int) -> tuple[int, ...]:
    """Years (BE) before the new one that a text names."""
    folded = fold_digits(text)
    return tuple(known for known in range(year - 5, year) if str(known) in folded)
