"""The answer sheet as a page from which an officer copies, and the same sheet as files beside it."""

from __future__ import annotations

from dataclasses import dataclass

from ita_site.answers.answer_book import answer_book
from ita_site.answers.book import Book
from ita_site.answers.compose import answers
from ita_site.answers.csv_file import csv_text
from ita_site.answers.data import answers_data
from ita_site.answers.model import Answer
from ita_site.answers.xlsx import workbook
from ita_site.exact_json import exact_json
from ita_site.findings import Report
from ita_site.render.links import Link, Place
from ita_site.render.template import page
from ita_site.site import Site, YearContent
from ita_site.sitemap import answer_files, answers_path, checklist_path, item_page_path
from ita_site.states import FACES, Face

_KINDS = {"xlsx": "Excel (.xlsx)", "csv": "CSV", "json": "JSON"}


@dataclass(frozen=True, slots=True)
class Card:
    """One item. `anchor` begins the ids of its cells; `lines` are those of the explanation."""

    anchor: str
    answer: Answer
    href: str
    face: Face
    proofs: tuple[Link, ...]
    lines: tuple[str, ...]


class AnswerSheets:
    """The answer sheets of a site, each composed once for its page and for the files beside it."""

    def __init__(self, site: Site, report: Report) -> None:
        self._site = site
        self._report = report
        self._answered: dict[int, tuple[Answer, ...]] = {}

    def page(self, year: YearContent) -> str:
        """The text of the page of a year."""
        return _page(self._site, year, self._of(year))

    def texts(self) -> dict[str, str]:
        """The sheet of every year as CSV and as JSON, by path on the site."""
        found: dict[str, str] = {}
        for year in self._site.years:
            paths = answer_files(year)
            found[paths["csv"]] = csv_text(self._book(year).leaves[0])
            found[paths["json"]] = exact_json(answers_data(self._site, self._report, year, self._of(year))) + "\n"
        return found

    def workbooks(self) -> dict[str, bytes]:
        """The sheet of every year as a workbook, by path on the site."""
        return {answer_files(year)["xlsx"]: workbook(self._book(year)) for year in self._site.years}

    def _book(self, year: YearContent) -> Book:
        return answer_book(self._site, self._report, year, self._of(year))

    def _of(self, year: YearContent) -> tuple[Answer, ...]:
        number = year.edition.year
        if number not in self._answered:
            self._answered[number] = answers(self._site, self._report, year)
        return self._answered[number]


def _page(site: Site, year: YearContent, answered: tuple[Answer, ...]) -> str:
    place = Place.of(site, answers_path(year))
    cards = {a.item.code: _card(year, place, n, a) for n, a in enumerate(answered, 1)}
    open_ = [card for card in cards.values() if not card.answer.state.is_done]
    has = sum(card.answer.has for card in cards.values())
    title = f"แบบคำตอบ ปี {year.edition.year}"
    return page(
        "answers",
        title=title,
        description=f"คำตอบของทุกข้อ มี {has} จาก {len(cards)} ข้อ คัดลอกไปกรอกแบบของผู้ประเมิน · {site.config.agency.name}",
        hide=("navigation", "toc", "robots"),
        scheme=year.edition.scheme_name.th,
        has=has,
        of=len(cards),
        open=[Link(f"#{card.anchor}", card.answer.item.code) for card in open_],
        files=[Link(place.here.to_file(path), _KINDS[kind]) for kind, path in answer_files(year).items()],
        checklist=place.page(checklist_path(year)),
        subs=[
            (f"{sub.id} {sub.name.th}", f"s{sub.id.replace('.', '-')}", [cards[code] for code in sub.items])
            for indicator in year.edition.tree
            for sub in indicator.subs
        ],
    )


def _card(year: YearContent, place: Place, number: int, answer: Answer) -> Card:
    shown = {proof.url: proof.title for proof in reversed(answer.proofs) if proof.url} if answer.has else {}
    return Card(
        anchor=f"a{number}",
        answer=answer,
        href=place.page(item_page_path(year, answer.item.code)),
        face=FACES[answer.state],
        proofs=tuple(Link(url, title) for url, title in reversed(shown.items())),
        lines=tuple(answer.explanation.split("\n")) if answer.explanation else (),
    )
