"""`export`: the answer sheet, the items and the programmes as files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from ita_site import progress
from ita_site.answers.addresses import item_address
from ita_site.answers.answer_book import answer_book, ready_said
from ita_site.answers.book import Book, Leaf
from ita_site.answers.compose import answers
from ita_site.answers.csv_file import csv_text
from ita_site.answers.data import answers_data, items_data, progress_data
from ita_site.answers.item_book import item_book, item_lines
from ita_site.answers.model import Answer
from ita_site.answers.progress_book import progress_book, together
from ita_site.answers.xlsx import workbook
from ita_site.commands.build import BUILD
from ita_site.commands.check import fit
from ita_site.config import day_of, open_site
from ita_site.errors import ConfigError
from ita_site.exact_json import exact_json
from ita_site.files import write_whole
from ita_site.findings import Finding, Gate, Report
from ita_site.live import opened_pages
from ita_site.observe import recalled
from ita_site.programmes import Workdays, overview
from ita_site.reporters.text_format import finding_lines, safe_line
from ita_site.rules import check_site
from ita_site.rules.answers import is_answered
from ita_site.site import Site
from ita_site.streams import put, say
from ita_site.style import Style, style_for
from ita_site.text import Text

FOLDER = "export"
"""Below `build/`."""
_OF_ANSWERS = ("ITA811", "ITA812")
_NOT_LIVE = "ITA812"
_FORMATS = ("xlsx", "csv", "json")


def run(
    root: Path,
    *,
    what: str,
    format_: str | None,
    output: Path | None,
    offline: bool,
    as_of: str | None,
    year: int | None,
) -> int:
    """Exit code 1 when the page of an answer does not open where the sheet says, else 0; the file is written anyway."""
    format_ = _format(format_, output)
    place = _place(root, output, format_)
    site = open_site(root, year)
    day = day_of(site.config, as_of, date.today())  # noqa: DTZ011 - the officer's own day
    is_opened = what == "answers" and not offline
    report = _judged(site, day, is_opened=is_opened)
    answered = answers(site, report)
    content = _content(site, report, answered, what, format_)
    if place is None:
        put(content if isinstance(content, str) else "")
        tell: Callable[[str], None] = say
    else:
        target = place if output is not None else place / f"{what}-{site.year.edition.year}.{format_}"
        was_there = output is not None and target.exists()
        write_whole(target, content)
        tell = put
        tell(f"{'เขียนทับ' if was_there else 'เขียน'}แล้วที่ {target} · {'replaced' if was_there else 'written'}\n")
    if what != "answers":
        return 0
    found = [finding for finding in report.findings if finding.code in _OF_ANSWERS]
    tell("\n".join(_words(answered, found, style_for(), is_opened=is_opened)) + "\n")
    return int(any(finding.code == _NOT_LIVE for finding in found))


def _format(asked: str | None, output: Path | None) -> str:
    """The kind of file: as asked for, else by the ending of its name. Raises ConfigError when the two differ: no
    program opens a workbook that is called CSV."""
    ending = output.suffix.lower().removeprefix(".") if output is not None else ""
    if ending not in _FORMATS:
        return asked or _FORMATS[0]
    if asked not in (None, ending):
        raise ConfigError(
            Text(
                f"--format {asked} แต่ชื่อไฟล์ลงท้ายด้วย .{ending} ทำให้ตรงกัน",
                f"--format {asked}, but the file's name ends in .{ending}; make them agree",
            )
        )
    return ending


def _place(root: Path, output: Path | None, format_: str) -> Path | None:
    """The file, or the folder for a file whose name goes by the year; None for standard output. Raises ConfigError."""
    if output is None:
        return root / BUILD / FOLDER
    place = fit(output, root)
    if place is None and format_ == "xlsx":
        raise ConfigError(
            Text(
                "ไฟล์ Excel แสดงที่หน้าจอไม่ได้ ใช้ --format csv หรือ --format json หรือบอกชื่อไฟล์",
                "a workbook cannot go to standard output; use --format csv or --format json, or name a file",
            )
        )
    return place


def _judged(site: Site, day: date, *, is_opened: bool) -> Report:
    """The report on a site by what is known of its links, and with `is_opened` also of its own live pages."""
    seen = recalled(site)
    if is_opened:
        year = site.year
        pages = [item_address(site, year, code) for code, entry in year.items.items() if is_answered(entry)]
        found = opened_pages(site, pages, progress.of_links if sys.stderr.isatty() else None)
        seen = replace(seen, links={**seen.links, **found})
    return check_site(site, day, Gate.PUBLISH, seen)


def _content(site: Site, report: Report, answered: tuple[Answer, ...], what: str, format_: str) -> str | bytes:
    if format_ == "json":
        return exact_json(_data(site, report, answered, what)) + "\n"
    book = _book(site, report, answered, what)
    return workbook(book) if format_ == "xlsx" else csv_text(_one(book, what))


def _data(site: Site, report: Report, answered: tuple[Answer, ...], what: str) -> object:
    year = site.year
    if what == "answers":
        return answers_data(site, report, year, answered)
    if what == "items":
        return items_data(site, report, year, item_lines(site, report, year, answered))
    workdays = Workdays(site.config.calendar)
    return progress_data(site, report, (overview(entry, report.as_of, workdays) for entry in year.programmes))


def _book(site: Site, report: Report, answered: tuple[Answer, ...], what: str) -> Book:
    year = site.year
    if what == "answers":
        return answer_book(site, report, year, answered)
    if what == "items":
        return item_book(site, report, year, item_lines(site, report, year, answered))
    workdays = Workdays(site.config.calendar)
    return progress_book(site, report, (overview(entry, report.as_of, workdays) for entry in year.programmes))


def _one(book: Book, what: str) -> Leaf:
    """The one table that a CSV holds."""
    return together(book) if what == "progress" else book.leaves[0]


def _words(answered: tuple[Answer, ...], found: list[Finding], style: Style, *, is_opened: bool) -> Iterator[str]:
    has = sum(answer.has for answer in answered)
    open_ = [answer for answer in answered if not answer.state.is_done]
    ready = len(answered) - len(open_)
    yield style.paint(f"{len(answered)} ข้อ: มี {has} ไม่มี {len(answered) - has} · พร้อม {ready} ข้อ", "bold")
    yield f"{len(answered)} items: {has} disclosed, {len(answered) - has} not; {ready} ready"
    if open_:
        yield "ข้อที่ยังไม่พร้อม ดูวิธีแก้ด้วย ita-site check · not ready:"
        yield from (safe_line(f"  {a.item.code:4} {ready_said(a)} · {a.item.name.th}") for a in open_)
    if not is_opened:
        yield "ยังไม่ได้ลองเปิดหน้าเว็บจริง (--offline) · the live pages were not opened"
    elif not any(finding.code == _NOT_LIVE for finding in found):
        yield f"เปิดหน้าเว็บจริงแล้ว เปิดได้ทุกหน้า ({has} หน้า) · all {has} live pages open"
    yield from (finding_lines(finding, style) for finding in found)
