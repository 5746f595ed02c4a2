"""A table as CSV that every spreadsheet program opens in Thai: UTF-8 with byte order mark, CRLF, and nothing that would
be reckoned (OWASP, CSV injection)."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from ita_site.answers.book import Cell, Leaf, fit
from ita_site.numerals import plain
from ita_site.tables.formulas import is_formula

BOM = "\ufeff"


def csv_text(leaf: Leaf) -> str:
    """The whole file, its byte order mark first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in leaf.columns)
    for row in leaf.rows:
        writer.writerow(map(_cell, row))
    return BOM + out.getvalue()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, int):
        return str(value)
    text = fit(value)
    # what is hidden before a sign does not hide it from a spreadsheet
    return f"'{text}" if is_formula(text) else text
