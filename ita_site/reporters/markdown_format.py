"""The report as a Markdown table, for a summary page or a comment: all of it, the heaviest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ita_site.dates import thai_date
from ita_site.findings import Finding, Report, Waived
from ita_site.reporters.shared import about, heaviest_first
from ita_site.reporters.text_format import GATE, WORD
from ita_site.style import Style

LARGEST = 1_000_000
"""Bytes: GitHub refuses a summary beyond 1 MiB altogether, and another step may have written to it too."""
_FOR_WAIVED = 100_000
_RESERVED = 2_000
"""Bytes kept for the rows of waivers (where there are any), and for what stands around the tables."""


def write(report: Report, style: Style) -> str:  # noqa: ARG001
    """A heading with the verdict, then every finding as a row, then, folded, what is waived.

    What is more than a host takes is cut at a row, and the last line tells how many rows are left out.
    """
    counts = report.counts
    verdict = "✕ ไม่ผ่าน · blocked" if report.blocked else "✓ ผ่าน · passed"
    lines = [
        f"## {verdict} — {GATE[report.gate]}",
        "",
        f"เกณฑ์ปี {report.edition} · ณ วันที่ {thai_date(report.as_of)} · ต้องแก้ {counts['error']} · เตือน {counts['warning']} · แจ้ง {counts['notice']}",
        "",
    ]
    if report.is_cut:
        lines += ["ตรวจได้เพียง site_config.yml แก้ไฟล์นี้ก่อน · only site_config.yml was checked; mend it first", ""]
    if report.findings:
        lines += ["| ระดับ | รหัส | ข้อ | ที่ | ปัญหา | วิธีแก้ |", "|---|---|---|---|---|---|"]
        room = LARGEST - _RESERVED - (_FOR_WAIVED if report.waived else 0)
        lines += _fitting(map(_row, heaviest_first(report.findings)), len(report.findings), room)
    if report.waived:
        lines += ["", f"### ยกเว้นไว้ · waived ({len(report.waived)})", ""]
        lines += ["<details><summary>ดูรายการ · show</summary>", ""]
        lines += ["| รหัส | ข้อ | ที่ | ปัญหา | เหตุผล | โดย | ถึงวันที่ |", "|---|---|---|---|---|---|---|"]
        lines += _fitting(map(_waived_row, report.waived), len(report.waived), _FOR_WAIVED)
        lines += ["", "</details>"]
    return "\n".join(lines) + "\n"


def _fitting(rows: Iterable[str], count: int, room: int) -> Iterator[str]:
    """The rows for which there is room (in bytes), and a word on the others."""
    for number, row in enumerate(rows):
        room -= len(row.encode("utf-8", "replace")) + 1
        if room < 0:
            yield ""
            yield (
                f"ตารางยาวเกินกว่าที่หน้านี้รับได้ ไม่ได้แสดงอีก {count - number:,} เรื่อง ดูครบด้วย `ita-site check --format json`"
                f" · {count - number:,} more do not fit here; `ita-site check --format json` has all"
            )
            return
        yield row


def _row(finding: Finding) -> str:
    fix = f"{_cell(finding.fix.th)}<br>{_cell(finding.fix.en)}"
    return f"| {' | '.join((WORD[finding.severity], *_about(finding), fix))} |"


def _waived_row(waived: Waived) -> str:
    said = (_cell(waived.reason), _cell(waived.by), thai_date(waived.until, short=True))
    return f"| {' | '.join((*_about(waived.finding), *said))} |"


def _about(finding: Finding) -> tuple[str, ...]:
    """Which rule, about which item, where, and what it found."""
    place = f"{_cell(finding.path)}:{finding.line}:{finding.column}"
    return finding.code, _cell(about(finding)), place, f"{_cell(finding.message.th)}<br>{_cell(finding.message.en)}"


def _cell(text: str) -> str:
    """Text that can neither end the cell nor start a mark-up of its own."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for sign in "\\`*_[]|#~":
        escaped = escaped.replace(sign, f"\\{sign}")
    return " ".join(escaped.split())
