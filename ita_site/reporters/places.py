"""Where a file stands in its repository: the site may be one folder of many there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ita_site.findings import Finding, Report


def in_repository(report: Report, root: Path) -> Report:
    """The report on the site in `root` with its paths from the top of the git repository; as it is without one."""
    before = _below_the_top(root.resolve())
    if not before:
        return report

    def moved(finding: Finding) -> Finding:
        return replace(finding, path=before + finding.path)

    return replace(
        report,
        findings=tuple(map(moved, report.findings)),
        waived=tuple(replace(w, finding=moved(w.finding)) for w in report.waived),
        checked=tuple(replace(file, path=before + file.path) for file in report.checked),
    )


def _below_the_top(root: Path) -> str:
    """The site's folder, as it stands before a path (`sites/ita/`); "" at the top and outside of any repository."""
    for top in (root, *root.parents):
        if (top / ".git").exists():  # a folder; in a further work tree and in a submodule a file
            return "".join(f"{name}/" for name in root.relative_to(top).parts)
    return ""
