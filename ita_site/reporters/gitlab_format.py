"""The report as GitLab reads it for its Code Quality widget: a JSON array, one object for each finding.

Source: GitLab's documentation, «Code Quality report format»: description, check_name, fingerprint, severity and
location are all that it reads. It knows no waivers, so waived findings are left out.
"""

from __future__ import annotations

import json
from typing import Any

from ita_site.findings import Finding, Report, Severity
from ita_site.reporters.shared import about, fingerprints, heaviest_first, shortened
from ita_site.style import Style

LONGEST = 1000
"""Characters of a description: the widget shows it as one line."""
_SEVERITY = {Severity.ERROR: "blocker", Severity.WARNING: "minor", Severity.NOTICE: "info"}


def write(report: Report, style: Style) -> str:  # noqa: ARG001
    """The heaviest first, as the widget shows them; `[]` where nothing was found."""
    # counted in the order of places, which does not change with a finding's weight
    known = dict(zip(map(id, report.findings), fingerprints(report.findings), strict=True))
    entries = [_entry(finding, known[id(finding)]) for finding in heaviest_first(report.findings)]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _entry(finding: Finding, fingerprint: str) -> dict[str, Any]:
    named = " ".join(filter(None, (finding.code, about(finding))))
    words = f"{named}: {finding.message.th} → {finding.fix.th} · {finding.message.en} → {finding.fix.en}"
    return {
        "description": shortened(" ".join(words.split()), LONGEST),
        "check_name": f"{finding.code} {finding.slug}",
        "fingerprint": fingerprint,
        "severity": _SEVERITY[finding.severity],
        "location": {"path": finding.path, "lines": {"begin": finding.line}},
    }
