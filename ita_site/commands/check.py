"""`check`: read, judge, report."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from ita_site.config import day_of, open_site
from ita_site.files import write_whole
from ita_site.findings import Gate, Report
from ita_site.reporters import reporter
from ita_site.rules import check_site
from ita_site.site import Site
from ita_site.style import Style, style_for


def judged(root: Path, *, gate: Gate, as_of: str | None, year: int | None) -> tuple[Site, Report]:
    """The site in `root` and the report on it. The only place that asks for today's date."""
    site = open_site(root, year)
    return site, check_site(site, day_of(site.config, as_of, date.today()), gate)  # noqa: DTZ011 - the officer's own day


def run(
    root: Path,
    *,
    gate: str,
    offline: bool,
    as_of: str | None,
    format_: str | None,
    output: Path | None,
    year: int | None,
) -> int:
    """Exit code 1 when something blocks, else 0."""
    _, report = judged(root, gate=Gate(gate), as_of=as_of, year=year)
    name = format_ or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    if output is None:
        sys.stdout.write(reporter(name)(report, style_for()))
    else:
        write_whole(output, reporter(name)(report, Style()))
        sys.stderr.write(f"เขียนผลไว้ที่ {output} · report written\n")
    if not offline:
        sys.stderr.write(
            "หมายเหตุ: รุ่นนี้ตรวจลิงก์จากตัวอักษร ยังไม่เปิดลิงก์จริง · note: links are judged by their text; this version opens none\n"
        )
    return int(report.blocked)
