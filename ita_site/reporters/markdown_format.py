"""The report as a Markdown table, for a summary page or a comment."""

from __future__ import annotations

from ita_site.dates import thai_date
from ita_site.findings import Finding, Report
from ita_site.reporters.text_format import GATE, WORD
from ita_site.style import Style


def write(report: Report, style: Style) -> str:  # noqa: ARG001
    """A heading with the verdict, then every finding as a row."""
    counts = report.counts
    verdict = "✕ ไม่ผ่าน · blocked" if report.blocked else "✓ ผ่าน · passed"
    lines = [
        f"## {verdict} — {GATE[report.gate]}",
        "",
        f"เกณฑ์ปี {report.edition} · ณ วันที่ {thai_date(report.as_of)} · ต้องแก้ {counts['error']} · เตือน {counts['warning']} · แจ้ง {counts['notice']}",
        "",
    ]
    if report.findings:
        lines += ["| ระดับ | รหัส | ข้อ | ที่ | ปัญหา | วิธีแก้ |", "|---|---|---|---|---|---|"]
        lines += [_row(f) for f in report.findings]
    return "\n".join(lines) + "\n"


def _row(finding: Finding) -> str:
    about = f"{finding.item} {finding.item_name.th}" if finding.item and finding.item_name else ""
    cells = (
        WORD[finding.severity],
        finding.code,
        _cell(about),
        f"{_cell(finding.path)}:{finding.line}:{finding.column}",
        f"{_cell(finding.message.th)}<br>{_cell(finding.message.en)}",
        f"{_cell(finding.fix.th)}<br>{_cell(finding.fix.en)}",
    )
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """Text that can neither end the cell nor start a mark-up of its own."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for sign in "\\`*_[]|#~":
        escaped = escaped.replace(sign, f"\\{sign}")
    return " ".join(escaped.split())
