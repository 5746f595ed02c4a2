"""From a document to items: each line is held against the edition, links go to the item that they stand under."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ita_site.criteria import Edition
from ita_site.importers.model import Source
from ita_site.importers.understanding.addresses import gather
from ita_site.importers.understanding.growing import Growing
from ita_site.importers.understanding.guess import Numbering, Verdict, numbering_of, verdict
from ita_site.importers.understanding.lines import Line, Reader
from ita_site.importers.understanding.matching import Titles
from ita_site.importers.understanding.notes import numbering_notes, wrong_year_note, years_of
from ita_site.importers.understanding.understood import Known, Left, Understood
from ita_site.importers.understanding.wording import clean
from ita_site.importers.understanding.years import of_year
from ita_site.text import Text

_MANY_CODED = 3
_UNCODED = 85
"""How sure (0-100) a row without a code can be on a page that gives codes to the others."""
_LIKELY = 60
_NEAREST = 3


def understand(source: Source, edition: Edition, others: Iterable[Edition] = ()) -> Understood:
    """What a document says of the items of `edition`. `others`: editions whose codes and names it may use instead."""
    titles = Titles(edition, others)
    reader = Reader(edition, titles)
    lines, of_others = of_year(list(reader.lines(source)), reader, edition.year)
    year = years_of(source)
    numbering = numbering_of(lines, titles, year)
    said = [verdict(line, titles, numbering) for line in lines]
    run = _Run(source, reader, lines, said, numbering)
    items, left, passed = run.walk()
    notes = list(source.notes)
    has_codes = any(line.code and (numbering.bare or not line.is_bare) for line in lines)
    notes += numbering_notes(numbering, edition, has_codes)
    notes += of_others
    if year is not None and year != edition.year:
        notes.append(wrong_year_note(year, edition.year))
    if passed:
        notes.append(
            Text(
                f"ข้ามลิงก์ {passed} แห่งที่ไม่ได้อยู่ใต้ข้อใด เช่น เมนูของเว็บ",
                f"{passed} places with links stand under no item, such as menus: passed over",
            )
        )
    order = list(edition.items)
    return Understood(
        edition,
        tuple(sorted(items, key=lambda known: order.index(known.item.code))),
        tuple(left),
        numbering.edition.year if numbering.edition and numbering.compared else None,
        year,
        tuple(dict.fromkeys(notes)),
    )


class _Run:
    """One walk over the lines of a document."""

    def __init__(
        self,
        source: Source,
        reader: Reader,
        lines: Sequence[Line],
        said: Sequence[Verdict | None],
        numbering: Numbering,
    ) -> None:
        self.source, self.reader, self.numbering = source, reader, numbering
        self.lines = lines
        coded = [(line, one) for line, one in zip(lines, said, strict=True) if line.code and one and one.item]
        named = sum(one is not None and one.item is not None for one in said)
        self.is_coded = len(coded) >= _MANY_CODED or len(coded) * 2 > named
        self.coded: dict[str, tuple[int, str]] = {}
        for line, one in coded:
            if one.item and line.code and one.sure > self.coded.get(one.item.code, (0, ""))[0]:
                self.coded[one.item.code] = (one.sure, line.code)
        self.said = [self._kept(line, one) for line, one in zip(lines, said, strict=True)]
        self.growing: dict[str, Growing] = {}
        self.left: list[Left] = []
        self.passed = 0

    def _kept(self, line: Line, said: Verdict | None) -> Verdict | None:
        """What a line is taken for, with the rest of the page in mind: None makes it go on with the line above."""
        if said is None or said.item is None:
            return None if said is not None and not line.code and self.is_coded else said
        if line.code is None and self.is_coded:
            if said.item.code in self.coded or not (line.is_table or line.is_heading):
                return None  # a document, or a link of the menu, that has the name of an item
            return replace(said, sure=min(said.sure, _UNCODED))
        best = self.coded.get(said.item.code)
        is_other = best is not None and line.code is not None and best[1] != line.code
        if is_other and self._is_part_of(line, said.item.code):
            return said  # years put several items into one
        if best is not None and is_other and said.sure <= best[0]:
            why = Text(f"{best[1]} เป็นข้อเดียวกันและตรงกว่า", f"{best[1]} is the same item and fits better")
            return Verdict(None, 0, why)
        return said

    def _is_part_of(self, line: Line, code: str) -> bool:
        """Whether the item that a line's code means in the document's year has become, or was, this one."""
        edition = self.numbering.edition
        item = edition.items.get(line.code or "") if edition is not None else None
        return edition is not None and item is not None and self.reader.titles.meaning(edition, item).codes == (code,)

    def walk(self) -> tuple[list[Known], list[Left], int]:
        """The items, what was left, and how many places had links that belong to no item."""
        current: Growing | None = None
        begun: Line | None = None
        for line, said in zip(self.lines, self.said, strict=True):
            if begun is not None and line.block != begun.block and not _goes_on(begun, line):
                current = begun = None
            if said is not None:
                current = self._item(line, said)
                begun = line
                if said.item is None:
                    self._leave(line, said.why)
            elif line.is_furniture:
                current = begun = None
            elif current is not None and begun is not None and self._belongs(begun, line):
                current.add(line, self.source.base, self.reader.codes, continues=True)
            elif current is not None or line.is_table or self._is_likely(line):
                if line.code or any(gather(line.cells, self.source.base).links):
                    self._leave(line, self._unknown(line))
            else:
                self.passed += any(link for cell in line.cells for link in cell.links)
        return [one.known(self.reader.codes) for one in self.growing.values()], self.left, self.passed

    def _belongs(self, begun: Line, line: Line) -> bool:
        """Whether a line that names nothing goes on with the item begun above. Where items have no codes, what has a
        name of its own in the place of theirs is something else."""
        if begun.code is not None or begun.is_heading:
            return True
        if line.is_table and begun.is_table:
            return not line.title
        return not any(link for cell in begun.cells for link in cell.links)

    def _unknown(self, line: Line) -> Text:
        match = self.reader.titles.match(line.title) if line.title else None
        if match is None or not match.scores:
            return Text("ไม่มีรหัสหรือชื่อข้อที่รู้จัก", "neither a code nor a title that is known")
        near = ", ".join(list(match.scores)[:_NEAREST])
        return Text(f"ชื่อไม่เหมือนข้อใดพอ ใกล้เคียง {near}", f"not enough like any item; the nearest are {near}")

    def _is_likely(self, line: Line) -> bool:
        match = self.reader.titles.match(line.title) if line.title else None
        return line.code is not None or (match is not None and match.score >= _LIKELY and not self.is_coded)

    def _leave(self, line: Line, why: Text) -> None:
        if not line.is_heading:
            self.left.append(Left(line.place, clean(line.text), why))

    def _item(self, line: Line, said: Verdict) -> Growing | None:
        if said.item is None:
            return None
        one = self.growing.get(said.item.code)
        if one is None:
            one = self.growing[said.item.code] = Growing(said, line)
        elif said.sure > one.said.sure:
            one.said = said
        one.add(line, self.source.base, self.reader.codes)
        return one


def _goes_on(item: Line, line: Line) -> bool:
    """Whether a line of a later block can still belong to an item: under the same headings, and what comes behind a
    table that lists items is no part of it unless it is a table that goes on."""
    return line.headings[: len(item.headings)] == item.headings and (line.is_table or not item.is_table)
