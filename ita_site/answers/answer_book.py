"""The answer sheet as tables. The heads of the columns are a contract: the importer, and people's own macros, go by
them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ita_site.answers.book import Book, Cell, Column, Leaf
from ita_site.answers.explain import span_said
from ita_site.answers.model import Answer
from ita_site.findings import Report
from ita_site.site import Site, YearContent
from ita_site.states import FACES

CODE, TITLE, HAS, PAGE, EVIDENCE, EXPLANATION, READY = (
    "ข้อ", "รายการ", "มี/ไม่มี", "URL หน้าเว็บ", "URL หลักฐาน", "คำอธิบาย", "ความพร้อม",
)  # fmt: skip
_ANSWERS = (
    Column(CODE, 6, "code"),
    Column(TITLE, 22),
    Column(HAS, 8, "code"),
    Column(PAGE, 36, "link"),
    Column(EVIDENCE, 42),
    Column(EXPLANATION, 70),
    Column(READY, 11, "code"),
)
_LINKS = (
    Column(CODE, 6, "code"),
    Column("ลำดับ", 7, "code"),
    Column("ชื่อหลักฐาน", 44),
    Column(EVIDENCE, 60, "link"),
    Column("แสดงองค์ประกอบ", 40),
    Column("ข้อมูลของเดือน", 20),
)
READY_WORD = "พร้อม"


def answer_book(site: Site, report: Report, year: YearContent, answered: Iterable[Answer]) -> Book:
    """The sheet to paste from, and a second table in which every evidence has a row and a link of its own: a cell can
    hold many addresses and only one link."""
    every = tuple(answered)
    return Book(
        title=f"แบบคำตอบ ปี {year.edition.year}",
        agency=site.config.agency.name,
        year=year.edition.year,
        as_of=report.as_of,
        leaves=(
            Leaf("คำตอบ", _ANSWERS, tuple(map(_row, every))),
            Leaf("ลิงก์หลักฐาน", _LINKS, tuple(row for answer in every for row in _links(answer))),
        ),
    )


def ready_said(answer: Answer) -> str:
    """`พร้อม`, or what the item's state is."""
    return READY_WORD if answer.state.is_done else FACES[answer.state].word.th


def _row(answer: Answer) -> tuple[Cell, ...]:
    return (
        answer.item.code,
        answer.item.name.th,
        answer.word,
        answer.url,
        "\n".join(answer.urls),
        answer.explanation,
        ready_said(answer),
    )


def _links(answer: Answer) -> Iterator[tuple[Cell, ...]]:
    for number, proof in enumerate(answer.proofs, 1):
        shown = ", ".join(element.name.th for element in proof.shows)
        covers = span_said(proof.record.covers) if proof.record.covers else ""
        yield answer.item.code, number, proof.title, proof.url if answer.has else "", shown, covers
