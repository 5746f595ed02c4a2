"""The report as a Markdown table, for a summary page or a comment."""

from __future__ import annotations

from ita_site.dates import thai_date
from ita_site.findings import Finding, Report, Waived
from ita_site.reporters.text_format import GATE, WORD
from ita_site.style import Style


def write(report: Report, style: Style) -> str:  # noqa: ARG001
    """A heading with the verdict, then every finding as a row, then what is waived."""
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
    if report.waived:
        lines += ["", f"### ยกเว้นไว้ · waived ({len(report.waived)})", ""]
        lines += ["| รหัส | ข้อ | ที่ | ปัญหา | เหตุผล | โดย | ถึงวันที่ |", "|---|---|---|---|---|---|---|"]
        lines += [_waived_row(w) for w in report.waived]
    return "\n".join(lines) + "\n"


def _row(finding: Finding) -> str:
    fix = f"{_cell(finding.fix.th)}<br>{_cell(finding.fix.en)}"
    return f"| {' | '.join((WORD[finding.severity], *_about(finding), fix))} |"


def _waived_row(waived: Waived) -> str:
    said = (_cell(waived.reason), _cell(waived.by), thai_date(waived.until, short=True))
    return f"| {' | '.join((*_about(waived.finding), *said))} |"


def _about(finding: Finding) -> tuple[str, ...]:
    """Which rule, about which item, where, and what it found."""
    about = f"{finding.item} {finding.item_name.th}" if finding.item and finding.item_name else ""
    place = f"{_cell(finding.path)}:{finding.line}:{finding.column}"
    return finding.code, _cell(about), place, f"{_cell(finding.message.th)}<br>{_cell(finding.message.en)}"


def _cell(text: str) -> str:
    """Text that can neither end the cell nor start a mark-up of its own."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for sign in "\\`*_[]|#~":
        escaped = escaped.replace(sign, f"\\{sign}")
    return " ".join(escaped.split())
