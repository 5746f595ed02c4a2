"""The table of an item, typed into its file or kept as a CSV beside the evidence: the same shape for both."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ita_site.source import Problem, load_text

MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class TableRows:
    """Rows by column id. `lines` tells where each row stands in a CSV file, whose path (from the site) is `path`.

    `problem` is set, and there are no rows, when the CSV cannot be read.
    """

    rows: tuple[Mapping[str, Any], ...]
    columns: tuple[str, ...] = ()
    path: str | None = None
    lines: tuple[int, ...] = ()
    problem: Problem | None = None


def typed_rows(rows: tuple[Mapping[str, Any], ...]) -> TableRows:
    """The table of rows written into the item's own file; its columns in the order of their first use."""
    return TableRows(rows, tuple(dict.fromkeys(name for row in rows for name in row)))


def read_csv(path: Path, shown: str) -> TableRows:
    """The table of a CSV file (UTF-8, with or without byte order mark; first line: column ids). Never raises."""
    document = load_text(path, shown)
    if document.problems:
        return TableRows((), path=shown, problem=document.problems[0])
    reader = csv.reader(io.StringIO(document.text, newline=""))
    rows: list[Mapping[str, Any]] = []
    lines: list[int] = []
    columns: tuple[str, ...] = ()
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = tuple(cell.strip() for cell in cells)
                continue
            if len(rows) >= MOST_ROWS:
                return TableRows(
                    (), columns, shown, problem=Problem("too-large", reader.line_num, 1, {"limit": MOST_ROWS})
                )
            lines.append(reader.line_num)
            rows.append(_row(columns, cells))
    except csv.Error as error:
        return TableRows((), columns, shown, problem=Problem("syntax", reader.line_num, 1, {"text": str(error)}))
    return TableRows(tuple(rows), columns, shown, tuple(lines))


def _row(columns: tuple[str, ...], cells: list[str]) -> dict[str, Any]:
    """Cells by column; one too many gets the name of its place, so that it is seen rather than lost."""
    names = [*columns, *(f"({place})" for place in range(len(columns) + 1, len(cells) + 1))]
    return {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
