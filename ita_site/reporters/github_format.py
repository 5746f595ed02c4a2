"""The report as GitHub workflow commands: an annotation at each line, the summary as plain text.

Source of the escapes: GitHub's workflow-command syntax (% CR LF, and in properties also : and ,).
"""

from __future__ import annotations

from ita_site.dates import thai_date
from ita_site.findings import Finding, Report, Severity
from ita_site.reporters.text_format import summary
from ita_site.style import Style

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


def write(report: Report, style: Style) -> str:
    """Annotations, the heaviest first: hosts show only the first few."""
    heaviest_first = sorted(report.findings, key=lambda f: _ORDER[f.severity])
    waived = [_waived(report)] if report.waived else []
    return "\n".join([*map(annotation, heaviest_first), *waived, summary(report, style)]) + "\n"


def annotation(finding: Finding) -> str:
    about = f"{finding.item} {finding.item_name.th}: " if finding.item and finding.item_name else ""
    body = f"{about}{finding.message.th}\n→ {finding.fix.th}\n{finding.message.en}\n→ {finding.fix.en}"
    place = f"file={_property(finding.path)},line={finding.line},col={finding.column},title={_property(finding.code)}"
    return f"::{finding.severity} {place}::{_data(body)}"


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
