"""What an xlsx says of its cells beyond their values: links, what is hidden, how far the used cells reach."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ita_site.importers.reading.guard import MOST_CELLS, MOST_ROWS, broken, too_much
from ita_site.importers.reading.package import Package, Relation

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "{*}"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_QUOTED = r'"((?:[^"]|"")*)"'
_FORMULA = re.compile(
    rf"^\s*(?:_xlfn\.)?HYPERLINK\(\s*(?:{_QUOTED}|(\$?[A-Z]{{1,3}}\$?[0-9]{{1,7}}))\s*(?:[,;]\s*(?:{_QUOTED})?.*)?\)\s*$",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_FORMULA = 8192  # as in Excel


@dataclass(frozen=True, slots=True)
class Mark:
    """A link on a cell: its address, or the cell that holds it, and what the cell shows where no value was kept."""

    url: str
    shown: str = ""
    at: tuple[int, int] | None = None


@dataclass(slots=True)
class Marks:
    """Rows and columns are counted from 0."""

    links: dict[tuple[int, int], list[Mark]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def hides(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.hidden_columns)


def marks_of(package: Package) -> dict[str, Marks]:
    """The marks of each visible sheet, by its name. Raises when the used cells of all reach too far."""
    main = package.main()
    tree = package.tree(main)
    if tree is None:
        raise broken(package.name)
    relations = package.relations(main)
    found: dict[str, Marks] = {}
    rows = cells = 0
    for sheet in tree.iterfind(f"{_MAIN}sheets/{_MAIN}sheet"):
        relation = next(
            (relations.get(str(value)) for key, value in sheet.attrib.items() if str(key).endswith("}id")), None
        )
        if sheet.get("state", "visible") != "visible" or relation is None or relation.kind != "worksheet":
            continue
        try:
            marks, height, width = _sheet(package, relation.target)
        except ValueError:  # a number that is none
            raise broken(package.name) from None
        rows, cells = rows + height, cells + height * width
        if rows > MOST_ROWS or cells > MOST_CELLS:
            raise too_much(package.name)
        found[str(sheet.get("name", ""))] = marks
    return found


def _sheet(package: Package, part: str) -> tuple[Marks, int, int]:
    marks = Marks()
    relations = package.relations(part)
    top, left, bottom, right = 1 << 20, 1 << 14, -1, -1
    number = -1
    for element in package.elements(part, tuple(f"{_MAIN}{tag}" for tag in ("row", "col", "hyperlink"))):
        tag = str(element.tag).rpartition("}")[2]
        if tag == "col":
            if _is_on(element, "hidden"):
                marks.hidden_columns.append((_number(element, "min") - 1, _number(element, "max") - 1))
        elif tag == "hyperlink":
            _hyperlink(element, relations, marks)
        else:
            number = _number(element, "r") - 1 if element.get("r") else number + 1
            if _is_on(element, "hidden"):
                marks.hidden_rows.add(number)
            for row, column in _cells(element, number, marks):
                top, left = min(top, row), min(left, column)
                bottom, right = max(bottom, row), max(right, column)
            element.clear()
            if (parent := element.getparent()) is not None:
                del parent[: parent.index(element)]
    return marks, max(0, bottom - top + 1), max(0, right - left + 1)


def _cells(row: _Element, number: int, marks: Marks) -> Iterator[tuple[int, int]]:
    """Where the cells of a row stand in which there is something."""
    column = -1
    for cell in row:
        name = cell.get("r")
        place = _place(name) if name else None
        here, column = place if place is not None else (number, column + 1)
        for part in cell:
            tag = str(part.tag).rpartition("}")[2]
            if tag == "f" and (mark := formula_mark(part.text or "")) is not None:
                marks.links.setdefault((here, column), []).append(mark)
            if tag in ("v", "is", "f"):
                yield here, column


def formula_mark(formula: str) -> Mark | None:
    """The link that a formula makes (`HYPERLINK("address","text")`), None when it is another."""
    found = _FORMULA.match(formula) if len(formula) < _LONGEST_FORMULA else None
    if found is None:
        return None
    url, at, shown = found.groups()
    return Mark((url or "").replace('""', '"'), (shown or "").replace('""', '"'), _place(at) if at else None)


def _hyperlink(element: _Element, relations: Mapping[str, Relation], marks: Marks) -> None:
    place = _place(element.get("ref", "").partition(":")[0])
    if place is None:
        return
    id_ = next((value for key, value in element.attrib.items() if str(key).endswith("}id")), None)
    relation = relations.get(str(id_)) if id_ is not None else None
    location = element.get("location", "")
    url = (relation.target if relation is not None else "") + (f"#{location}" if location else "")
    marks.links.setdefault(place, []).append(Mark(url, element.get("display", "")))


def _place(name: str) -> tuple[int, int] | None:
    """Row and column of `B7`, from 0."""
    match = _REFERENCE.fullmatch(name.strip().upper())
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _number(element: _Element, name: str) -> int:
    return int(element.get(name, "0"))


def _is_on(element: _Element, name: str) -> bool:
    return element.get(name, "0").lower() in ("1", "true")
