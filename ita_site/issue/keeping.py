"""Which issue is ours, and what becomes of it after a check."""

from __future__ import annotations

from collections.abc import Iterable

from ita_site.findings import Report
from ita_site.issue.host import Host, Issue
from ita_site.issue.words import TITLE, again, body_of, changed, fingerprint, fingerprint_of, mended
from ita_site.text import Text


def ours(issues: Iterable[Issue]) -> Issue | None:
    """The oldest issue that carries our title and our mark: what others open later in our name is left alone."""
    known = [issue for issue in issues if issue.title == TITLE and fingerprint_of(issue.body) is not None]
    return min(known, key=lambda issue: issue.number, default=None)


def keep(host: Host, report: Report) -> Text:
    """Bring the one issue in line with the report; tells what was done. Raises EngineError when the host refuses.

    A comment, which sends people a message, comes only when other findings block than before.
    """
    issue, body = ours(host.all()), body_of(report)
    if issue is None:
        if not report.blocked:
            return Text("ไม่มีสิ่งใดกั้นการเผยแพร่ ไม่ต้องเปิดเรื่อง", "nothing blocks a publish; no issue is needed")
        new = host.open(TITLE, body)
        return Text(f"เปิดเรื่อง #{new.number}", f"opened issue #{new.number}")
    number = f"#{issue.number}"
    if not report.blocked:
        if not issue.is_open:
            return Text(f"ไม่มีสิ่งใดกั้นการเผยแพร่ เรื่อง {number} ปิดอยู่แล้ว", f"nothing blocks a publish; {number} is closed")
        host.comment(issue, mended())
        host.change(issue, body, is_open=False)
        return Text(f"เรียบร้อยแล้ว ปิดเรื่อง {number}", f"all is well; closed issue {number}")
    is_same = fingerprint_of(issue.body) == fingerprint(report)
    host.change(issue, body, is_open=True)
    if not issue.is_open:
        host.comment(issue, again(report))
        return Text(f"เปิดเรื่อง {number} อีกครั้ง", f"reopened issue {number}")
    if is_same:
        return Text(f"เรื่อง {number} ยังเหมือนเดิม", f"issue {number} stands as it was")
    host.comment(issue, changed(report))
    return Text(f"ปรับปรุงเรื่อง {number} แล้ว", f"brought issue {number} up to date")
