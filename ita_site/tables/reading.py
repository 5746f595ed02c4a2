"""Reads the table of an item, typed into its file or kept as a CSV beside the evidence: the same shape for both."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ita_site.criteria import Table
from ita_site.source import Problem, load_bytes
from ita_site.tables.columns import column_ids
from ita_site.tables.decoding import text_of
from ita_site.tables.head import Record, head_trouble
from ita_site.tables.rows import Line, TableRows, surplus
from ita_site.tables.shifts import is_split
from ita_site.thai import cut

MOST_ROWS = 50_000
MOST_BYTES = 8 << 20

_LOST = re.compile(r"[?\s().,/%-]*\?\?[?\s().,/%-]*|.*(?:à[¸¹].*){2}")
"""What is left of a Thai name that was saved without Thai letters, or read in the letters of another language."""
_SEP_LINE = re.compile(r'"?sep=([,;\t|])"?[,;\t|]*', re.IGNORECASE)


def typed_rows(rows: tuple[Mapping[str, Any], ...], asked: Table | None = None) -> TableRows:
    """The table of rows written into the item's own file; its columns in the order of their first use."""
    kept, written = [], dict[str, dict[str, None]]()
    for row in rows:
        ids = column_ids(asked, row)
        kept.append(row if ids == tuple(row) else dict(zip(ids, row.values(), strict=True)))
        for id_, name in zip(ids, row, strict=True):
            written.setdefault(id_, {})[name] = None
    return TableRows(tuple(kept), tuple(written), written={id_: tuple(names) for id_, names in written.items()})


def not_csv(shown: str) -> TableRows:
    """What stands for a table whose file is no CSV. It is for the item's own file to be mended, so `path` is None."""
    return TableRows((), problem=Problem("not-csv", 1, 1, {"file": shown}))


def read_csv(path: Path, shown: str, asked: Table | None = None) -> TableRows:
    """The table of a CSV file under the columns `asked`, which its first line names. Never raises.

    UTF-8 with or without byte order mark, TIS-620 and UTF-16. Cells apart by `;` or tabs, and a first line `sep=;`, are
    what spreadsheet programs write in some countries.
    """
    data = load_bytes(path, MOST_BYTES)
    found = data if isinstance(data, Problem) else text_of(data)
    if isinstance(found, Problem):
        return TableRows((), path=shown, problem=found)
    text, encoding = found
    # broken into lines as the CSV reader does it, which is not as `splitlines` does
    raw = list(io.StringIO(text, newline=""))
    separator, skipped = _separator(raw)
    records: list[Record] = []
    try:
        for record in _records(raw, separator, skipped):
            if len(records) > MOST_ROWS:
                return _unusable(shown, encoding, Problem("too-large", record[1].number, 1, {"rows": MOST_ROWS}))
            records.append(record)
    except _SyntaxError as error:
        return _unusable(shown, encoding, Problem("syntax", error.line, 1, {}))
    if not records:
        return _unusable(shown, encoding, Problem("empty", 1, 1, {}))
    names = _names(records[0][0])
    columns = column_ids(asked, names)
    if (problem := _trouble(asked, names, columns, records)) is not None:
        return _unusable(shown, encoding, problem)
    return TableRows(
        rows=tuple(_row(columns, cells) for cells, _ in records[1:]),
        columns=columns,
        path=shown,
        lines=tuple(line for _, line in records[1:]),
        head=records[0][1],
        written={id_: (name,) for id_, name in zip(columns, names, strict=True)},
        encoding=encoding,
    )


class _SyntaxError(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _records(raw: list[str], separator: str, skipped: int) -> Iterator[Record]:
    """The rows in which there is anything."""
    reader = csv.reader(raw[skipped:], delimiter=separator, strict=True)
    number = skipped + 1
    try:
        for cells in reader:
            after = skipped + reader.line_num + 1
            if any(map(str.strip, cells)):
                text = raw[number - 1] if after == number + 1 else "".join(raw[number - 1 : after - 1])
                yield cells, Line(number, text, separator)
            number = after
    except csv.Error as error:
        raise _SyntaxError(number) from error


def _trouble(
    asked: Table | None, names: Sequence[str], columns: Sequence[str], records: Sequence[Record]
) -> Problem | None:
    """Why the whole table cannot be read by its columns."""
    head = records[0][1]
    if sum(1 for name in names if _LOST.fullmatch(name)) > len(names) // 2:
        return Problem("letters-lost", head.number, 1, {"name": cut(next(filter(None, names)), 20)})
    twice = next((name for name, times in Counter(names).items() if name and times > 1), None)
    if twice is not None:
        line, column = head.starts[len(names) - 1 - names[::-1].index(twice)]
        return Problem("duplicate-column", line, column, {"column": twice})
    if len(records) == 1:
        return Problem("no-rows", head.number, 1, {})
    if asked is None:
        return None
    return head_trouble(asked, columns, records, lambda cells: is_split(asked, columns, cells))


def _unusable(shown: str, encoding: str, problem: Problem) -> TableRows:
    return TableRows((), path=shown, problem=problem, encoding=encoding)


def _separator(raw: list[str]) -> tuple[str, int]:
    """What keeps the cells apart, and how many lines come before the table."""
    first = next((i for i, line in enumerate(raw) if line.strip()), len(raw))
    top = raw[first][:10_000] if first < len(raw) else ""
    if told := _SEP_LINE.fullmatch(top.strip(" \r\n")):
        return told[1], first + 1
    # quotation marks may hold anything, so the names are read as with commas before they are looked at
    names = [cell for cell in next(csv.reader([top]), []) if cell.strip()]
    return (max(",;\t", key=names[0].count) if len(names) == 1 else ","), 0


def _names(cells: list[str]) -> list[str]:
    """The columns' names, without the empty ones that spreadsheet programs add at the end."""
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def _row(columns: Sequence[str], cells: list[str]) -> dict[str, Any]:
    """Cells by column; one too many gets the name of its place, so that it is seen rather than lost."""
    row = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name}
    if len(cells) > len(columns):
        row |= {surplus(i): cells[i].strip() for i in range(len(columns), len(cells)) if cells[i].strip()}
    return row
