"""What the issue says, and the mark by which it is found again."""

from __future__ import annotations

import hashlib
import re

from ita_site.findings import Report, Severity
from ita_site.reporters import reporter
from ita_site.reporters.shared import steady
from ita_site.style import Style

TITLE = "ita-site: สิ่งที่ต้องแก้ก่อนเผยแพร่ครั้งต่อไป"
LONGEST = 60_000
"""Characters of a body; GitHub takes 65,536."""

_MARK = re.compile(r"<!-- ita-site-issue ([0-9a-f]{16}|-) -->")
_WELL = "-"


def fingerprint(report: Report) -> str:
    """The same as long as the same findings block, whatever line they stand on and however many days they are old."""
    blocking = sorted(
        "\0".join((f.code, f.path, f.item or "", steady(f.message.th)))
        for f in report.findings
        if f.severity is Severity.ERROR
    )
    return hashlib.sha256("\n".join(blocking).encode()).hexdigest()[:16] if blocking else _WELL


def fingerprint_of(body: str) -> str | None:
    """The fingerprint that an issue's text carries; None for an issue that is not ours."""
    found = _MARK.search(body)
    return found[1] if found else None


def body_of(report: Report) -> str:
    """The text of the issue: the full report as a table, cut at a line where it is too long for the host."""
    # a name after @ would send somebody a message, also where the sign is written as &#64;
    table = reporter("markdown")(report, Style()).replace("@", "@&#8203;")
    head = f"<!-- ita-site-issue {fingerprint(report)} -->\n"
    foot = (
        "\nเรื่องนี้โปรแกรมปรับปรุงเองทุกสัปดาห์ และปิดเองเมื่อเรียบร้อย แก้ข้อมูลในไฟล์ตามตาราง ไม่ต้องแก้ข้อความนี้"
        " · kept up to date by ita-site; it closes by itself\n"
    )
    room = LONGEST - len(head) - len(foot)
    if len(table) > room:
        more = "\n\nยังมีอีก ดูทั้งหมดด้วยคำสั่ง `ita-site check` · there is more: run `ita-site check`\n"
        table = table[: room - len(more)].rpartition("\n")[0] + more
    return head + table + foot


def changed(report: Report) -> str:
    """The comment when other findings block than before."""
    return f"รายการเปลี่ยนไปจากครั้งก่อน ขณะนี้ต้องแก้ {report.counts['error']} รายการ ดูตารางด้านบน · the list has changed"


def again(report: Report) -> str:
    """The comment when the issue is opened once more."""
    return f"พบสิ่งที่ต้องแก้อีก {report.counts['error']} รายการ จึงเปิดเรื่องนี้ใหม่ ดูตารางด้านบน · found again, reopened"


def mended() -> str:
    """The comment with which the issue is closed."""
    return "เรียบร้อยแล้ว ไม่มีสิ่งใดกั้นการเผยแพร่ ปิดเรื่องนี้ · all is well, closed"
