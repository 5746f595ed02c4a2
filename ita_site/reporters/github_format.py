"""The report as GitHub workflow commands: an annotation at each line, the summary as plain text.

Source of the escapes: GitHub's workflow-command syntax (% CR LF, and in properties also : and ,).
"""

from __future__ import annotations

from ita_site.dates import thai_date
from ita_site.findings import Finding, Report
from ita_site.reporters.shared import both, heaviest_first
from ita_site.reporters.text_format import summary
from ita_site.style import Style

SHOWN = 10
"""Annotations of one weight that GitHub shows for a step."""


def write(report: Report, style: Style) -> str:
    """Annotations, the heaviest first; then how many there are, and where to read those that the host leaves out."""
    lines = [annotation(finding) for finding in heaviest_first(report.findings)]
    if report.waived:
        lines.append(_waived(report))
    lines.append(summary(report, style))
    if any(count > SHOWN for count in report.counts.values()):
        lines.append(_more(len(report.findings)))
    return "\n".join(lines) + "\n"


def annotation(finding: Finding) -> str:
    place = f"file={_property(finding.path)},line={finding.line},col={finding.column},title={_property(finding.code)}"
    return f"::{finding.severity} {place}::{_data(both(finding))}"


def _more(count: int) -> str:
    return (
        f"  ทั้งหมด {count:,} เรื่อง GitHub แสดงข้างบรรทัดเพียงระดับละ {SHOWN} เรื่องแรก ที่เหลืออยู่ในตารางสรุปของงานนี้ (--format markdown) และใน log นี้\n"
        f"  {count:,} in all; GitHub shows the first {SHOWN} of each kind beside their lines, the table of the job's summary (--format markdown) and this log have all"
    )


def _waived(report: Report) -> str:
    """All waivers in one notice: a host shows only the first few annotations of a kind."""
    lines = [
        f"{w.finding.path}:{w.finding.line} {w.finding.code}: {w.reason} ({w.by}, ถึง {thai_date(w.until, short=True)})"
        for w in report.waived
    ]
    title = f"ยกเว้นไว้ {len(lines)} เรื่อง · {len(lines)} waived"
    body = "\n".join(lines)
    return f"::notice title={_property(title)}::{_data(body)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
