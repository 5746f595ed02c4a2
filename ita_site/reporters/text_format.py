"""The report as an officer reads it in a terminal: place, what is wrong, what to do; Thai first."""

from __future__ import annotations

import re

from ita_site.dates import thai_date
from ita_site.findings import Finding, Gate, Report, Severity
from ita_site.style import Style

WORD = {Severity.ERROR: "ต้องแก้", Severity.WARNING: "เตือน", Severity.NOTICE: "แจ้ง"}
WORD_EN = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}
COLOUR = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What moves the cursor, starts a line, turns the writing round or cannot be written."""
_COMMAND = re.compile(r"\A(\s*):(?=:)|#(?=#\[)")
"""How a line of a CI log starts that is obeyed rather than shown (`::error …`; `##[…]` anywhere)."""
GATE = {Gate.DRAFT: "ฉบับร่าง (draft)", Gate.PUBLISH: "เผยแพร่ (publish)"}


def write(report: Report, style: Style) -> str:
    """All findings by file and line, then one line that says whether the gate is open."""
    return "\n".join([*(finding_lines(f, style) for f in report.findings), summary(report, style)]) + "\n"


def safe(text: str) -> str:
    """A name or value that people typed, as part of one line: it can neither leave the line nor colour it."""
    return _UNSEEN.sub("�", text)


def safe_line(text: str) -> str:
    """A whole line that no terminal and no CI host takes for more than words."""
    return _COMMAND.sub(r"\1�", safe(text))


def finding_lines(finding: Finding, style: Style) -> str:
    """One finding in four lines. The first is `path:line:column: …`, which editors turn into a link."""
    place = style.paint(safe_line(f"{finding.path}:{finding.line}:{finding.column}:"), "bold")
    word = style.paint(f"{WORD[finding.severity]} {finding.code}", COLOUR[finding.severity], "bold")
    about = f" [{finding.item} {finding.item_name.th}]" if finding.item and finding.item_name else ""
    fix = style.paint(safe_line(f"  → {finding.fix.th}"), "green") + "\n" if finding.fix.th.strip() else ""
    english = style.paint(safe_line(f"  {WORD_EN[finding.severity]}: {finding.message.en} → {finding.fix.en}"), "dim")
    return f"{place} {word}{about}\n{safe_line(f'  {finding.message.th}')}\n{fix}{english}"


def summary(report: Report, style: Style) -> str:
    """The last words: how many of each, how many are waived, which gate, and whether it is open."""
    counts = report.counts
    tally = f"ต้องแก้ {counts['error']} · เตือน {counts['warning']} · แจ้ง {counts['notice']}"
    english = ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for word, n in counts.items())
    if report.waived:
        tally += f" · ยกเว้นไว้ {len(report.waived)}"
        english += f", {len(report.waived)} waived"
    if report.blocked:
        verdict = style.paint("✕ ไม่ผ่าน", "red", "bold")
        word = "blocked"
    else:
        verdict = style.paint("✓ ผ่าน", "green", "bold")
        word = "passed"
    first = "" if not report.is_cut else (
        "  ตรวจได้เพียง site_config.yml แก้ไฟล์นี้ก่อน แล้วไฟล์อื่นจึงจะถูกตรวจ\n"
        "  only site_config.yml was checked; mend it first, then all other files are\n"
    )  # fmt: skip
    return (
        f"{verdict} {GATE[report.gate]} · {tally}\n"
        f"  เกณฑ์ปี {report.edition} · ตรวจ {report.files_checked} ไฟล์ · ณ วันที่ {thai_date(report.as_of)}\n"
        + first
        + style.paint(f"  {word}: {english} in {report.files_checked} files, criteria {report.edition}", "dim")
    )
