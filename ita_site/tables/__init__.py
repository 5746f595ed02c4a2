"""The tables of items: read from CSV or from the item's own file, and their cells as values."""

from ita_site.tables.cells import CellValue, cell_value, fits, same_words
from ita_site.tables.columns import NUMBERING
from ita_site.tables.decoding import UTF_8
from ita_site.tables.formulas import has_text_mark, is_formula
from ita_site.tables.head import HEAD_TROUBLES
from ita_site.tables.reading import MOST_BYTES, MOST_ROWS, not_csv, read_csv, typed_rows
from ita_site.tables.rows import Line, TableRows, is_surplus
from ita_site.tables.sheet import Row, Sheet, sheet_of
from ita_site.tables.shifts import Shift, split_names

__all__ = [
    "HEAD_TROUBLES",
    "MOST_BYTES",
    "MOST_ROWS",
    "NUMBERING",
    "UTF_8",
    "CellValue",
    "Line",
    "Row",
    "Sheet",
    "Shift",
    "TableRows",
    "cell_value",
    "fits",
    "has_text_mark",
    "is_formula",
    "is_surplus",
    "not_csv",
    "read_csv",
    "same_words",
    "sheet_of",
    "split_names",
    "typed_rows",
]
