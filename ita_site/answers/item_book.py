"""All items as a table, one row for each evidence with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ita_site.answers.answer_book import CODE, EVIDENCE, TITLE
from ita_site.answers.book import Book, Cell, Column, Leaf
from ita_site.answers.model import Answer, Proof
from ita_site.attestations import in_thailand
from ita_site.dates import Month, be_iso, be_month_iso
from ita_site.findings import Report
from ita_site.inventory import VERDICTS, Shown, evidence_of
from ita_site.records import ItemRecord
from ita_site.site import Site, YearContent
from ita_site.states import FACES

_COLUMNS = (
    Column(CODE, 6, "code"),
    Column("คีย์", 18),
    Column(TITLE, 30),
    Column("สถานะ", 14),
    Column("หลักฐานที่", 9, "code"),
    Column("ชื่อหลักฐาน", 40),
    Column(EVIDENCE, 46, "link"),
    Column("แสดงองค์ประกอบ", 36),
    Column("ตั้งแต่เดือน", 10, "code"),
    Column("ถึงเดือน", 10, "code"),
    Column("ลงวันที่", 11, "code"),
    Column("หน้า", 6, "code"),
    Column("ผลตรวจ", 12),
    Column("ตรวจล่าสุด", 11, "code"),
    Column("ผู้รับผิดชอบ", 16),
    Column("ปรับปรุง", 11, "code"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One evidence of an item, with its number; an item without any has one line without."""

    answer: Answer
    record: ItemRecord | None
    number: int = 0
    proof: Proof | None = None
    seen: Shown | None = None

    @property
    def last_checked(self) -> date | None:
        """The day in Thailand (CE) on which its link was last opened."""
        seen = self.seen.observation if self.seen else None
        return in_thailand(seen.last_checked) if seen and seen.last_checked else None


def item_lines(site: Site, report: Report, year: YearContent, answered: Iterable[Answer]) -> Iterator[Line]:
    """The lines of all items, in the order of the edition. What is known of evidence is known of the open year."""
    is_open = year.edition.year == report.edition
    seen = {s.where: s for s in evidence_of(site, report.observed, report.as_of)} if is_open else {}
    for answer in answered:
        entry = year.items.get(answer.item.code)
        record = entry.record if entry else None
        if not answer.proofs:
            yield Line(answer, record)
        for number, proof in enumerate(answer.proofs, 1):
            yield Line(answer, record, number, proof, _seen(seen, proof))


def item_book(site: Site, report: Report, year: YearContent, lines: Iterable[Line]) -> Book:
    """The table of a year's items."""
    return Book(
        title=f"ข้อมูลสาธารณะ ปี {year.edition.year}",
        agency=site.config.agency.name,
        year=year.edition.year,
        as_of=report.as_of,
        leaves=(Leaf("ข้อและหลักฐาน", _COLUMNS, tuple(map(_row, lines))),),
    )


def _seen(seen: Mapping[str, Shown], proof: Proof) -> Shown | None:
    return seen.get((proof.record.url or proof.record.file or "").strip())


def _row(line: Line) -> tuple[Cell, ...]:
    answer, record, proof = line.answer, line.record, line.proof
    covers = proof.record.covers if proof else None
    return (
        answer.item.code,
        answer.item.key,
        answer.item.name.th,
        FACES[answer.state].word.th,
        line.number or None,
        proof.title if proof else "",
        proof.url if proof else "",
        ", ".join(element.name.th for element in proof.shows) if proof else "",
        _month(covers.start if covers else None),
        _month(covers.end if covers else None),
        _day(proof.record.date if proof else None),
        proof.record.page if proof else None,
        VERDICTS[line.seen.verdict].th if line.seen else "",
        _day(line.last_checked),
        record.owner if record else "",
        _day(record.updated if record else None),
    )


def _day(day: date | None) -> str:
    return be_iso(day) if day else ""


def _month(month: Month | None) -> str:
    return be_month_iso(month) if month else ""
