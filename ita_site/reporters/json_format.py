"""The report for other programs. Its JSON Schema is `ita-site schema`, report.schema.json."""

from __future__ import annotations

import json
from typing import Any

from ita_site import __version__
from ita_site.findings import Finding, Report, Waived
from ita_site.style import Style
from ita_site.text import Text


def write(report: Report, style: Style) -> str:  # noqa: ARG001
    """One JSON object, two blanks of indentation, keys in the order of the contract."""
    return json.dumps(as_data(report), ensure_ascii=False, indent=2) + "\n"


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain values. `as_of` is a CE date (ISO 8601), `edition` a fiscal year BE."""
    return {
        "tool": "ita-site",
        "version": __version__,
        "edition": report.edition,
        "edition_revision": report.edition_revision,
        "gate": str(report.gate),
        "as_of": report.as_of.isoformat(),
        "blocked": report.blocked,
        "counts": report.counts,
        "findings": [finding_data(f) for f in report.findings],
        "waived": [waived_data(w) for w in report.waived],
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "slug": finding.slug,
        "severity": str(finding.severity),
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "item": finding.item,
        "message": _both(finding.message),
        "fix": _both(finding.fix),
    }


def waived_data(waived: Waived) -> dict[str, Any]:
    """A finding that is let stand, and by whose word; `until` is a CE date."""
    said = {"reason": waived.reason, "by": waived.by, "until": waived.until.isoformat()}
    return {**finding_data(waived.finding), **said}


def _both(text: Text) -> dict[str, str]:
    return {"th": text.th, "en": text.en}
