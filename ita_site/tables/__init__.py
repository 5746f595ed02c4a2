"""The tables of items: read from CSV or from the item's own file, and their cells as values."""

from ita_site.tables.cells import CellValue, cell_value, same_words
from ita_site.tables.reading import MOST_ROWS, Line, TableRows, not_csv, read_csv, typed_rows
from ita_site.tables.sheet import Row, Sheet, sheet_of

__all__ = [
    "MOST_ROWS",
    "CellValue",
    "Line",
    "Row",
    "Sheet",
    "TableRows",
    "cell_value",
    "not_csv",
    "read_csv",
    "same_words",
    "sheet_of",
    "typed_rows",
]
