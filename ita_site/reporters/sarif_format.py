"""The report as SARIF 2.1.0, which GitHub's code scanning and editors read.

Source: OASIS, «Static Analysis Results Interchange Format 2.1.0»; the limits are those of GitHub's code scanning.
"""

from __future__ import annotations

import json
import re
from typing import Any

from ita_site import __version__
from ita_site.dates import thai_date
from ita_site.findings import Finding, Report, Severity
from ita_site.reporters.shared import as_address, both, fingerprints, heaviest_first
from ita_site.rules import CATALOGUE, Rule, without_places
from ita_site.style import Style

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = 25_000
"""Results of one run that GitHub takes."""
_BASE = "%SRCROOT%"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")
"""What a plain message would make a link of (3.11.6)."""


def write(report: Report, style: Style) -> str:  # noqa: ARG001
    """One run, the heaviest results first; waived findings among them, marked as suppressed."""
    return json.dumps(as_data(report), ensure_ascii=False, indent=1) + "\n"


def as_data(report: Report) -> dict[str, Any]:
    """The log as plain values."""
    waived = [w.finding for w in report.waived]
    # counted in the order of places, which does not change with a finding's weight
    known = dict(zip(map(id, (*report.findings, *waived)), fingerprints((*report.findings, *waived)), strict=True))
    codes = sorted({f.code for f in (*report.findings, *waived)})
    of_code = {code: index for index, code in enumerate(codes)}
    results = [_result(f, of_code[f.code], known[id(f)]) for f in heaviest_first(report.findings)]
    for w in report.waived:
        words = f"{w.reason} ({w.by}, ถึง {thai_date(w.until, short=True)})"
        suppressed = {"kind": "external", "status": "accepted", "justification": words}
        results.append(
            {**_result(w.finding, of_code[w.finding.code], known[id(w.finding)]), "suppressions": [suppressed]}
        )
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "ita-site",
                        "version": __version__,
                        "language": "th",
                        "rules": [_rule(CATALOGUE[code]) for code in codes],
                    }
                },
                "automationDetails": {"id": f"ita-site/{report.edition}/{report.gate}/"},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {
                    _BASE: {"description": {"text": "ยอดของที่เก็บ git · the top of the git repository"}}
                },
                "invocations": [_invocation(report, len(results) - MOST)],
                "results": results[:MOST],
            }
        ],
    }


def _invocation(report: Report, left_out: int) -> dict[str, Any]:
    code = 2 if report.is_cut else int(report.blocked)
    said: dict[str, Any] = {"executionSuccessful": not report.is_cut, "exitCode": code}
    if left_out > 0:
        words = (
            f"มีมากกว่าที่ระบบรับได้ ไม่ได้แสดง {left_out:,} เรื่องที่เบาที่สุด ดูครบด้วย ita-site check --format json\n"
            f"More than hosts take: the {left_out:,} lightest are left out; ita-site check --format json has all"
        )
        said["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": words}}]
    return said


def _rule(rule: Rule) -> dict[str, Any]:
    fix = without_places(rule.fix)
    help_ = [
        rule.why.th,
        *([f"แก้อย่างไร: {fix.th}"] if fix else []),
        rule.why.en,
        *([f"How to mend: {fix.en}"] if fix else []),
    ]
    command = f"ita-site explain {rule.code}"
    return {
        "id": rule.code,
        "name": rule.slug,
        "shortDescription": {"text": f"{rule.title.th} · {rule.title.en}"},
        "fullDescription": {"text": f"{rule.why.th}\n{rule.why.en}"},
        "help": {
            "text": "\n\n".join([*help_, command]),
            "markdown": "\n\n".join([*map(_plain, help_), f"`{command}`"]),
        },
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
    }


def _result(finding: Finding, rule_index: int, fingerprint: str) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": _LEVEL[finding.severity],
        "message": {"text": _LINK.sub(r"\\[", both(finding))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": as_address(finding.path), "uriBaseId": _BASE},
                    "region": {"startLine": finding.line, "startColumn": finding.column},
                }
            }
        ],
        "partialFingerprints": {"finding/v1": fingerprint},
    }


def _plain(text: str) -> str:
    """Words that Markdown shows as they are."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)
