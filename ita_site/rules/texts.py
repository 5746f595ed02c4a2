"""Texts that officers write in Markdown: free pages, and the fields of records that are shown as such."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ita_site.criteria import Item
from ita_site.records import Status
from ita_site.rules.base import Context, Path
from ita_site.site import ReportEntry
from ita_site.sitemap import PAGES, free_path, item_page_path, month_path, programme_path
from ita_site.source import Document


@dataclass(frozen=True, slots=True)
class OfficersText:
    """One text. `at` leads to it in the document; it is () for a free page, which is a text as a whole.

    `folder` (from `content/`) is where its relative links begin; `page` is the page that shows it.
    """

    document: Document
    at: Path
    text: str
    folder: str
    page: str
    item: Item | None = None
    is_pending: bool = False

    def spot(self, line: int, column: int) -> tuple[int, int]:
        """Where in the document a place of the text stands; that of the field where it cannot be told."""
        if not self.at:
            return line, column
        first, start = self.document.place(self.at)
        source, words = self.document.text.split("\n"), self.text.split("\n")[line - 1]
        said = words.strip()
        # a block that keeps its lines begins below its sign; a text of one line stands in the line of its field
        for number in (first + line + self._blank_lines(), first):
            found = source[number - 1].find(said) if said and number <= len(source) else -1
            if found >= 0:
                return number, found + column - (len(words) - len(words.lstrip()))
        return first, start

    def _blank_lines(self) -> int:
        """Lines above the first word, which the record has dropped."""
        raw = (self.document.data or {}).get(str(self.at[0]))
        return raw[: len(raw) - len(raw.lstrip())].count("\n") if isinstance(raw, str) else 0


def officers_texts(context: Context) -> Iterator[OfficersText]:
    """Every Markdown text of the free pages and of the open year."""
    year = context.site.year
    for free in context.site.pages:
        yield OfficersText(free.document, (), free.document.text, PAGES, free_path(free))
    for entry, item, record in context.sound:
        if record.explanation:
            page, pending = item_page_path(year, item.code), record.status is Status.PENDING
            yield OfficersText(entry.document, ("explanation",), record.explanation, "", page, item, pending)
    for programme in context.programmes:
        if programme.record is not None and programme.document is not None and programme.record.background:
            page = programme_path(year, programme)
            yield OfficersText(programme.document, ("background",), programme.record.background, "", page)
        for report in programme.reports:
            for field, text in _said(report):
                if text and report.month is not None:
                    yield OfficersText(report.document, (field,), text, "", month_path(year, programme, report.month))


def _said(report: ReportEntry) -> tuple[tuple[str, str], ...]:
    record = report.record
    return (("problems", record.problems), ("advice", record.advice)) if record is not None else ()
