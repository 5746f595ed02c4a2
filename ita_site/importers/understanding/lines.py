"""A document as a run of lines: what each row says that could name an item, and what it brings for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ita_site.criteria import Edition
from ita_site.importers.model import Block, Cell, Row, Source
from ita_site.importers.understanding.columns import Role, by_content, by_head, is_head
from ita_site.importers.understanding.matching import Titles
from ita_site.importers.understanding.titles import Codes, fold
from ita_site.importers.understanding.understood import LEAST
from ita_site.text import Text
from ita_site.thai import fold_digits

_LONGEST_TITLE = 300
_NUMBERED = re.compile(r"\s*(?:ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*[0-9]|[0-9]{1,2}\.[0-9]{1,2}(?:\.[0-9]{1,2})?[\s.:)])")
_TRAIL = re.compile(r"^\s*(?:หน้าแรก|หน้าหลัก|home)\s*(?:[>›»/|]|$)", re.IGNORECASE)
_SAME_AGAIN = re.compile(r"\s*\(?ต่อ\)?\s*")
_TICK = re.compile(r"[✓✔√/xX×☑●•v]|มี|yes|true|1", re.IGNORECASE)
_NO = re.compile(r"(?:ไม่มี|ไม่มีข้อมูล|ไม่ได้ดำเนินการ|no|none|n/a|false|[-–—])\.?", re.IGNORECASE)
_SAMPLE = 60
"""Rows by which a table without heads is understood."""


@dataclass(frozen=True, slots=True)
class Line:
    """`code` is official in form; `is_bare`: it was a number alone. `title` is the text that may name an item.

    `cells` are those that links are taken from, `spare` those that count where these have none; `shared` are cells of
    links merged over this row and others. `name` is that of the evidence. `has`: see `Known`.
    `is_heading`: it stands above rows and brings nothing itself. `headings` are those it stands under, itself included.
    `block` counts from 0.
    """

    block: int
    place: Text
    text: str
    code: str | None
    is_bare: bool
    title: str
    cells: tuple[Cell, ...] = ()
    spare: tuple[Cell, ...] = ()
    shared: tuple[Cell, ...] = ()
    name: str = ""
    explanation: str = ""
    owner: str = ""
    has: bool | None = None
    is_table: bool = False
    is_heading: bool = False
    is_furniture: bool = False
    """A heading of the list, a breadcrumb: what stands above it is over."""
    headings: tuple[str, ...] = ()


class Reader:
    """Reads documents into lines, with the codes and names of an edition in mind."""

    def __init__(self, edition: Edition, titles: Titles) -> None:
        self.codes = Codes(edition)
        self.titles = titles
        self.groups = frozenset(_group_names((edition, *titles.others)))

    def lines(self, source: Source) -> Iterator[Line]:
        """All lines of a document in their order; rows of heads are not among them."""
        headings: tuple[str, ...] = ()
        before: tuple[int, Mapping[int, Role]] | None = None
        for number, block in enumerate(source.blocks):
            same = [a == b for a, b in zip(headings, block.headings, strict=False)]
            kept = same.index(False) if False in same else len(same)
            for depth in range(kept, len(block.headings) if block.rows else 0):
                heading = self._prose(number, Row((Cell(block.headings[depth]),), block.rows[0].place), is_heading=True)
                yield replace(heading, headings=block.headings[: depth + 1])
            if block.kind == "prose":
                found: Iterator[Line] = (self._prose(number, row) for row in block.rows if _says(row))
            else:
                width, roles, rows = self._columns(block, before if block.headings in (headings, ()) else None)
                found = self._table(number, rows, roles)
                before = (width, roles)
            yield from (replace(line, headings=block.headings) for line in found)
            headings = block.headings

    def _columns(
        self, block: Block, before: tuple[int, Mapping[int, Role]] | None
    ) -> tuple[int, Mapping[int, Role], Sequence[Row]]:
        """The width of a table, its roles, and its rows from the first that is no title and no head."""
        width = max((len(row.cells) for row in block.rows), default=0)
        first = next((at for at, row in enumerate(block.rows[:6]) if is_head(row)), None)
        if first is not None:
            end = first + 1
            while end < len(block.rows) and is_head(block.rows[end]):
                end += 1
            roles = by_head(block.rows[first:end])
            if Role.TITLE in roles.values() or Role.CODE in roles.values():
                return width, self._mended(roles, block.rows[end:]), (*block.rows[:first], *block.rows[end:])
        if before is not None and before[0] == width and first is None:
            return width, before[1], block.rows
        return width, self._guessed(block.rows), block.rows

    def _guessed(self, rows: Sequence[Row]) -> Mapping[int, Role]:
        return by_content(rows[:_SAMPLE], lambda text: self.codes.of_cell(text) is not None, self._names_one)

    def _mended(self, roles: Mapping[int, Role], rows: Sequence[Row]) -> Mapping[int, Role]:
        """Roles by heads, with the column of titles found by content where no head names it («ตัวชี้วัด»)."""
        if Role.TITLE in roles.values():
            return roles
        # «เอกสาร» heads columns of links as well as columns of titles
        title = next(
            (
                at
                for at, role in self._guessed(rows).items()
                if role is Role.TITLE and roles.get(at) in (None, Role.LINKS)
            ),
            None,
        )
        return roles if title is None else {**roles, title: Role.TITLE}

    def _names_one(self, text: str) -> bool:
        code, rest = self.codes.at_start(text)
        match = self.titles.match(rest) if rest else None
        return (match is not None and match.score >= LEAST) or (code is not None and bool(rest))

    def _table(self, number: int, rows: Sequence[Row], roles: Mapping[int, Role]) -> Iterator[Line]:
        for row in rows:
            filled = [cell for cell in row.cells if not cell.is_copy and (cell.text.strip() or cell.links)]
            if not filled or is_head(row):
                continue
            if len(filled) == 1 and len(row.cells) > 1 and not filled[0].links and self._is_group(filled[0].text):
                yield self._prose(number, Row((filled[0],), row.place))
            elif len(row.cells) == 1 or not roles:
                yield self._prose(number, row, is_table=True)
            else:
                yield self._row(number, row, roles)

    def _row(self, number: int, row: Row, roles: Mapping[int, Role]) -> Line:
        of = {role: cell for at, role in sorted(roles.items(), reverse=True) if (cell := _cell(row, at)) is not None}
        code, title, is_bare = None, _own(of.get(Role.TITLE)), False
        if written := _own(of.get(Role.CODE)):
            code, rest = self.codes.of_cell(written), ""
            is_bare = code is not None and self.codes.is_bare(written)
            if code is None:
                code, rest = self.codes.at_start(written)
            title = title or rest
        leading, rest = self.codes.at_start(title)
        if leading is not None:
            code, title, is_bare = (leading if code is None or is_bare else code), rest, False
        title = "" if _SAME_AGAIN.fullmatch(title) else title
        apart = (Role.PAGE, Role.EXPLANATION, Role.ELEMENTS)
        # beside a column of evidence the page is only that of the site which the sheet came from
        spare = apart[1:] if Role.LINKS in of else apart
        return Line(
            number, row.place, _text(row), code, is_bare, title if len(title) <= _LONGEST_TITLE else "",
            cells=tuple(cell for at, cell in enumerate(row.cells) if roles.get(at) not in apart),
            spare=tuple(cell for at, cell in enumerate(row.cells) if roles.get(at) in spare),
            shared=tuple(
                replace(cell, is_copy=False) for at, cell in enumerate(row.cells) if cell.is_copy and roles.get(at) is Role.LINKS
            ),
            name=_own(of.get(Role.NAME)),
            explanation=_own(of.get(Role.EXPLANATION)),
            owner=" ".join(_own(of.get(Role.OWNER)).split()),
            has=_has(of),
            is_table=True,
        )  # fmt: skip

    def _prose(self, number: int, row: Row, is_heading: bool = False, is_table: bool = False) -> Line:
        text = _text(row)
        first = next((line for line in text.split("\n") if line.strip()), "")
        code, title = self.codes.at_start(first)
        if code is not None and not title:
            title = text.partition(first)[2].strip().partition("\n")[0]
        furniture = code is None and (_TRAIL.match(text) is not None or self._is_group(text))
        return Line(
            number, row.place, text, code, False, title if len(title) <= _LONGEST_TITLE else "", cells=row.cells,
            is_table=is_table, is_heading=is_heading, is_furniture=furniture,
        )  # fmt: skip

    def _is_group(self, text: str) -> bool:
        """Whether a text is the heading of a part of the list, such as «ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน»."""
        line = fold_digits(" ".join(text.split()))
        numbered = _NUMBERED.match(line)
        if numbered and self.codes.at_start(line)[0] is None:
            return True
        return fold(line) in self.groups and not self._is_item(line)

    def _is_item(self, text: str) -> bool:
        match = self.titles.match(text)
        return match is not None and match.score >= 97


def _group_names(editions: Sequence[Edition]) -> Iterator[str]:
    for edition in editions:
        for indicator in edition.tree:
            yield fold(indicator.name.th)
            for sub in indicator.subs:
                yield fold(sub.name.th)
                for group in sub.groups:
                    yield from (fold(name) for name in (group.name.th, *group.aliases))


def _says(row: Row) -> bool:
    return any(cell.text.strip() or cell.links for cell in row.cells)


def _cell(row: Row, at: int) -> Cell | None:
    return row.cells[at] if at < len(row.cells) else None


def _own(cell: Cell | None) -> str:
    """What a cell says itself: a copy of a merged cell says nothing new."""
    return "" if cell is None or cell.is_copy else cell.text.strip()


def _text(row: Row) -> str:
    return " | ".join(text for cell in row.cells if (text := _own(cell)))


def _has(of: Mapping[Role, Cell]) -> bool | None:
    """The answer มี (True) or ไม่มี (False) of a row, where it has one."""
    if Role.HAVE in of and Role.HAVE_NOT in of:
        has, has_not = (bool(_TICK.fullmatch(_own(of[role]))) for role in (Role.HAVE, Role.HAVE_NOT))
        return has if has != has_not else None
    written = _own(of.get(Role.ANSWER))
    if written:
        return False if _NO.fullmatch(written) else True if _TICK.fullmatch(written) else None
    links = of.get(Role.LINKS)
    return False if links is not None and not links.links and _NO.fullmatch(_own(links)) else None
