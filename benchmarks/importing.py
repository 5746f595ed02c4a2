"""Measures the import of long lists: `python benchmarks/importing.py [ROWS …]`, by default 5,000 rows of six cells and a link.

The same list as a web page, a workbook, a Word document and a CSV: seconds to read it, medians of runs taken in turns,
and the peak of memory of a process that reads it (on Linux; of workbooks without the one that works their values out).
Nothing here is a test.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import docx
import xlsxwriter

from ita_site.importers.reading.read import read

RUNS = 5
HEAD = ("ข้อ", "ข้อมูล", "หน่วยงาน", "วันที่", "หมายเหตุ", "การเชื่อมโยง")


def row(n: int) -> tuple[str, ...]:
    return f"O{n % 43 + 1}", f"รายการข้อมูลที่ {n}", "กองคลัง", "1 ต.ค. 2565", "เผยแพร่แล้ว", f"https://www.example.go.th/{n}"


def page(path: Path, rows: int) -> None:
    cells = (
        "".join(f"<td>{one}</td>" for one in row(n)[:-1]) + f"<td><a href='{row(n)[-1]}'>คลิก</a></td>"
        for n in range(rows)
    )
    head = "".join(f"<th>{one}</th>" for one in HEAD)
    path.write_text(f"<table><tr>{head}</tr><tr>{'</tr><tr>'.join(cells)}</tr></table>", encoding="utf-8")


def workbook(path: Path, rows: int) -> None:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("OIT")
    sheet.write_row(0, 0, HEAD)
    for n in range(rows):
        sheet.write_row(n + 1, 0, row(n)[:-1])
        sheet.write_url(n + 1, 5, row(n)[-1], string="คลิก")
    book.close()


def document(path: Path, rows: int) -> None:
    made = docx.Document()
    table = made.add_table(1, len(HEAD))
    first = table.rows[0]
    for cell, text in zip(first.cells, HEAD, strict=True):
        cell.text = text
    from copy import deepcopy

    for n in range(rows):
        line = deepcopy(first._tr)
        for element, text in zip(line.iter("{*}t"), row(n), strict=True):
            element.text = text
        table._tbl.append(line)
    made.save(str(path))


def table(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *map(row, range(rows))])


KINDS: dict[str, Callable[[Path, int], None]] = {"html": page, "xlsx": workbook, "docx": document, "csv": table}


def peak(path: Path) -> float:
    """Peak of memory in MB of reading a file, that of the process for workbooks apart."""
    code = (
        "import re, sys; from pathlib import Path; from ita_site.importers.reading.read import read; read(Path(sys.argv[1]));"
        "print(int(re.search('VmHWM:\\\\s+([0-9]+)', Path('/proc/self/status').read_text())[1]) / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True)
    return float(done.stdout)


def main() -> None:
    for rows in map(int, sys.argv[1:] or ["5000"]):
        with tempfile.TemporaryDirectory() as scratch:
            paths = {kind: Path(scratch) / f"list.{kind}" for kind in KINDS}
            for kind, path in paths.items():
                KINDS[kind](path, rows)
            taken: dict[str, list[float]] = {kind: [] for kind in KINDS}
            for _ in range(RUNS):
                for kind, path in paths.items():
                    started = perf_counter()
                    assert sum(len(block.rows) for block in read(path).blocks) == rows + 1
                    taken[kind].append(perf_counter() - started)
            for kind, path in paths.items():
                print(f"{rows:>7,} rows {kind:>5}: read in {median(taken[kind]):.2f} s, {peak(path):.0f} MB")


if __name__ == "__main__":
    main()
