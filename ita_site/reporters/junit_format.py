"""The report as JUnit XML, which GitLab, Jenkins and others show as tests: one test for each file that was checked.

A file fails where something in it blocks. Warnings, notices and waivers are told in its output, and the test passes.
There is one `failure` to a test, because hosts show no more; it holds everything that blocks in the file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from xml.etree import ElementTree as ET

from ita_site.dates import thai_date
from ita_site.findings import CheckedFile, Finding, Report, Severity
from ita_site.reporters.shared import both, heaviest_first
from ita_site.reporters.text_format import WORD, WORD_EN, summary
from ita_site.style import Style

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even as a reference (its production 2)."""


def write(report: Report, style: Style) -> str:  # noqa: ARG001
    """One suite; its tests in the order of their paths. Times are 0: the same report is the same file."""
    of_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in heaviest_first(report.findings):
        of_file[finding.path].append(finding)
    waived: dict[str, list[str]] = defaultdict(list)
    for w in report.waived:
        until = thai_date(w.until, short=True)
        waived[w.finding.path].append(f"ยกเว้นไว้ (waived) {_told(w.finding)}\n{w.reason} ({w.by}, ถึง {until})")
    files = _files(report)
    blocked = {f.path for f in report.findings if f.severity is Severity.ERROR}
    counts = {"tests": str(len(files)), "failures": str(len(blocked)), "errors": "0", "skipped": "0", "time": "0"}
    root = ET.Element("testsuites", {"name": "ita-site", **counts})
    suite = ET.SubElement(root, "testsuite", {"name": f"ita-site check --gate {report.gate}", **counts})
    properties = ET.SubElement(suite, "properties")
    for name, value in (("edition", report.edition), ("gate", report.gate), ("as_of", report.as_of.isoformat())):
        ET.SubElement(properties, "property", {"name": name, "value": str(value)})
    for file in files:
        _case(suite, file, of_file[file.path], waived[file.path])
    ET.SubElement(suite, "system-out").text = _clean(summary(report, Style()))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _files(report: Report) -> list[CheckedFile]:
    """Every file that was checked, and those that are told of though they are not there."""
    files = {file.path: file for file in report.checked}
    for finding in (*report.findings, *(w.finding for w in report.waived)):
        files.setdefault(finding.path, CheckedFile(finding.path, finding.item, finding.item_name))
    return [files[path] for path in sorted(files)]


def _case(suite: ET.Element, file: CheckedFile, findings: list[Finding], waived: list[str]) -> None:
    folder, _, name = file.path.rpartition("/")
    title = f"{name} — {file.item} {file.item_name.th}" if file.item and file.item_name else name
    # hosts take a dot for the step from one group to the next
    classname = folder.replace(".", "_").replace("/", ".") or "ita-site"
    case = ET.SubElement(
        suite,
        "testcase",
        {"classname": _clean(classname), "name": _clean(title), "file": _clean(file.path), "time": "0"},
    )
    blocking = [f for f in findings if f.severity is Severity.ERROR]
    if blocking:
        more = f" (และอีก {len(blocking) - 1} เรื่อง · and {len(blocking) - 1} more)" if len(blocking) > 1 else ""
        told = {"message": _clean(f"{blocking[0].message.th}{more}"), "type": blocking[0].code}
        ET.SubElement(case, "failure", told).text = _clean("\n\n".join(map(_told, blocking)))
    others = [*(_told(f) for f in findings if f.severity is not Severity.ERROR), *waived]
    if others:
        ET.SubElement(case, "system-out").text = _clean("\n\n".join(others))


def _told(finding: Finding) -> str:
    word = f"{WORD[finding.severity]} ({WORD_EN[finding.severity]}) {finding.code}"
    return f"{finding.path}:{finding.line}:{finding.column} {word}\n{both(finding)}"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("�", text)
