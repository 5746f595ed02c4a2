"""The words of an explanation: the officer's own, and what the record adds to them.

An assessor reads it beside the open page. So it begins with what the officer says, and then tells of each evidence what
it shows, of which months, and which page to open; what has been said already is not said again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ita_site.answers.model import Proof
from ita_site.criteria import Element, Item
from ita_site.dates import Month, thai_month
from ita_site.records import ItemRecord, Span, Status

_MOST_NAMED = 3
"""Of an evidence that shows all that is asked, so many elements are named; of more it says that they are all."""


def explanation(told: str, item: Item, record: ItemRecord, proofs: tuple[Proof, ...], longest: int) -> str:
    """The whole explanation. `told` is the officer's own text, which is kept whole; of the ways to add to it the
    fullest is taken with which the text has no more than `longest` characters."""
    start = "\n".join(filter(None, (told, _nil(told, record))))
    for way in (_each, _titles, _together):
        text = "\n".join(filter(None, (start, *way(start, item, proofs))))
        if len(text) <= longest:
            return text
    return start


def _nil(told: str, record: ItemRecord) -> str:
    if record.status is not Status.NIL or record.nil is None:
        return ""
    statement, period = " ".join(record.nil.statement.split()), span_said(record.nil.covers)
    if _is_said(statement, told):
        return "" if _is_said(period, told) else f"ข้อมูลของเดือน{period}"
    return f"{statement} (เดือน{period})"


def _each(told: str, item: Item, proofs: tuple[Proof, ...]) -> Iterator[str]:
    """A line for each evidence with its facts, and one for what all of them show."""
    common = _common(proofs)
    for number, proof in enumerate(proofs, 1):
        yield from _line(number, proofs, (_titled(told, proof), *_facts(told, item, proof, common)))
    if common:
        yield f"ทุกหลักฐานแสดง {_named(common, item)}"


def _titles(told: str, item: Item, proofs: tuple[Proof, ...]) -> Iterator[str]:
    """The titles, with the page to open, and once for all what they show and of when."""
    for number, proof in enumerate(proofs, 1):
        yield from _line(number, proofs, (_titled(told, proof), _page(told, proof)))
    yield from _summed(told, item, proofs)


def _together(told: str, item: Item, proofs: tuple[Proof, ...]) -> Iterator[str]:
    """One line, whatever there is."""
    if proofs:
        yield " · ".join((f"หลักฐาน {len(proofs)} ชิ้น", *_summed(told, item, proofs)))


def _summed(told: str, item: Item, proofs: tuple[Proof, ...]) -> Iterator[str]:
    shown = dict.fromkeys(element for proof in proofs for element in proof.shows)
    if shown:
        yield f"แสดง{_counted(tuple(shown), item)}"
    periods = periods_said(p.record.covers for p in proofs if p.record.covers)
    if periods and not _is_said(periods, told):
        yield f"ข้อมูลของเดือน{periods}"


def _line(number: int, proofs: tuple[Proof, ...], facts: Iterable[str]) -> Iterator[str]:
    """What is said of one evidence, numbered where there are several; nothing where all has been said already."""
    line = " · ".join(filter(None, facts))
    if line:
        yield f"{number}) {line}" if len(proofs) > 1 else f"หลักฐาน: {line}"


def _titled(told: str, proof: Proof) -> str:
    return "" if _is_said(proof.title, told) else proof.title


def _facts(told: str, item: Item, proof: Proof, common: tuple[Element, ...]) -> Iterator[str]:
    known = f"{told}\n{proof.title}"
    if proof.shows and not common:
        yield f"แสดง {_named(proof.shows, item)}"
    if proof.record.covers:
        period = span_said(proof.record.covers)
        if not _is_said(period, known):
            yield f"ข้อมูลของเดือน{period}"
    if page := _page(told, proof):
        yield page


def _page(told: str, proof: Proof) -> str:
    number = proof.record.page
    return f"เปิดหน้า {number}" if number and not _is_said(f"หน้า {number}", f"{told}\n{proof.title}") else ""


def _common(proofs: tuple[Proof, ...]) -> tuple[Element, ...]:
    """What each of several evidences shows, where they all show the same."""
    shown = {proof.shows for proof in proofs}
    return proofs[0].shows if len(proofs) > 1 and len(shown) == 1 else ()


def _named(elements: tuple[Element, ...], item: Item) -> str:
    names = ", ".join(element.name.th for element in elements)
    is_all = len(elements) > _MOST_NAMED and len(elements) == len(item.elements)
    return f"ครบทั้ง {len(elements)} เรื่อง: {names}" if is_all else names


def _counted(elements: tuple[Element, ...], item: Item) -> str:
    if len(elements) == len(item.elements):
        return f"ครบทั้ง {len(elements)} เรื่องที่เกณฑ์ขอ"
    return f" {', '.join(element.name.th for element in elements)}"


def span_said(span: Span) -> str:
    """`ตุลาคม 2565 ถึงมีนาคม 2566`, with the year in the Buddhist era."""
    return _months_said(span.start, span.end)


def periods_said(spans: Iterable[Span]) -> str:
    """All months of several spans in words: those that follow on each other as one."""
    runs: list[tuple[Month, Month | None]] = []
    for span in sorted(spans, key=lambda span: span.start):
        start, last = runs[-1] if runs else (span.start, span.start)
        if runs and (last is None or span.start <= last + 1):
            runs[-1] = (start, None if last is None or span.end is None else max(last, span.end))
        else:
            runs.append((span.start, span.end))
    return " และ".join(_months_said(start, end) for start, end in runs)


def _months_said(start: Month, end: Month | None) -> str:
    if end is None:
        return f"{thai_month(start)}เป็นต้นไป"
    return thai_month(start) if start == end else f"{thai_month(start)} ถึง{thai_month(end)}"


def _is_said(words: str, told: str) -> bool:
    """Whether a text holds some words, however they are spaced. A number is not said by a longer one that begins so."""
    have, want = "".join(told.split()), "".join(words.split())
    at = have.find(want)
    while at >= 0 and want[-1:].isdigit() and have[at + len(want) : at + len(want) + 1].isdigit():
        at = have.find(want, at + 1)
    return at >= 0
