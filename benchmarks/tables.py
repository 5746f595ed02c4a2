"""Measures a long table: `python benchmarks/tables.py [ROWS …]`, by default 10,000 rows of O21 (17,000 are 8 MB, the most).

The example's site with so many rows against the same site with 10, side by side: user and system seconds of `check
--offline` and `build --offline`, medians of runs taken in turns, and the peak of memory. Nothing here is a test.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from run import ITA_SITE, ROOT, in_turns, process

RUNS = 5
FEW = 10
HEAD = ("month", "seq", "work", "amount", "median", "method", "bidders", "winner", "reason", "contract")


def site_with(folder: Path, rows: int) -> Path:
    """The example's site whose O21 has so many rows."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "site_config.yml", folder)
    with (folder / "content/files/2566/o21.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for n in range(rows):
            month = ("2565-10", "2565-11", "2565-12", "2566-01", "2566-02", "2566-03")[n % 6]
            price = f"{1_000 + n % 90_000:,}"
            shop = f"ร้านสมมติพาณิชย์ {price} บาท"
            row = (month, n + 1, f"จัดซื้อวัสดุสำนักงานรายการที่ {n + 1}", price, price, "เฉพาะเจาะจง", shop, shop)
            writer.writerow((*row, "ราคาไม่เกินวงเงินและราคากลาง", f"ใบสั่งซื้อ {n + 1}/2566 ลงวันที่ 3 ต.ค. 2565"))
    return folder


def job(site: Path, *words: str) -> Callable[[], float]:
    return process(ITA_SITE, "-C", site, *words)


def peak(site: Path, *words: str) -> float:
    """Peak of memory in MB of one process."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    )
    run = [sys.executable, "-c", code, sys.executable, str(ITA_SITE), "-C", str(site), *words]
    return float(subprocess.run(run, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    for rows in map(int, sys.argv[1:] or ["10000"]):
        with tempfile.TemporaryDirectory() as scratch:
            many, few = site_with(Path(scratch) / "many", rows), site_with(Path(scratch) / "few", FEW)
            for command in ("check", "build"):
                long, short = in_turns(job(many, command, "--offline"), job(few, command, "--offline"), runs=RUNS)
                each = (long - short) / (rows - FEW) * 1_000_000
                memory = peak(many, command, "--offline"), peak(few, command, "--offline")
                print(
                    f"{command:8}{rows:>7,} rows {long:7.3f} s, {FEW} rows {short:.3f} s: {each:6.1f} µs a row", end=""
                )
                print(f"; peak {memory[0]:.0f} MB, {memory[1]:.0f} MB")


if __name__ == "__main__":
    main()
