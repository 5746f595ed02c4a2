"""`status`: one screen for the officer."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from ita_site.commands.check import Links, judged
from ita_site.dates import thai_date, thai_month
from ita_site.findings import Gate, Report, Severity
from ita_site.programmes import due_date, months_due, months_owed
from ita_site.reporters.text_format import safe_line
from ita_site.scoring import disclosure_score, indicator_scores, item_worth, rounded
from ita_site.site import Site
from ita_site.streams import put
from ita_site.style import Style, style_for

TO_DO = 10
"""So many next steps fit one screen."""


def run(root: Path, *, as_of: str | None, year: int | None) -> int:
    site, report = judged(root, gate=Gate.PUBLISH, as_of=as_of, year=year, links=Links.RECALL)
    put("\n".join(lines(site, report, style_for())) + "\n")
    return 0


def lines(site: Site, report: Report, style: Style) -> Iterator[str]:
    """The whole screen, line by line."""
    edition = site.year.edition
    zero = zero_items(site, report)
    done = len(edition.items) - len(zero)
    yield style.paint(safe_line(site.config.agency.name), "bold")
    yield f"เกณฑ์ปี {edition.year} ณ วันที่ {thai_date(report.as_of)} · พร้อมเผยแพร่ {done} จาก {len(edition.items)} ข้อ · {done} of {len(edition.items)} items ready"
    yield ""
    for indicator in edition.tree:
        for sub in indicator.subs:
            ready = sum(code not in zero for code in sub.items)
            bar = "█" * ready + "░" * (len(sub.items) - ready)
            yield f"  {sub.id:5} {bar} {ready}/{len(sub.items)}  {sub.name.th}"
    yield ""
    scores = indicator_scores(edition, zero)
    parts = " · ".join(f"ตัวชี้วัดที่ {number} = {rounded(score)}" for number, score in scores.items())
    yield f"{style.paint('ประมาณการ OIT', 'bold')} {rounded(disclosure_score(edition, zero))} จาก 100 ({parts})"
    yield style.paint("  หน่วยงานประมาณเองจากผลตรวจนี้ ไม่ใช่คะแนนของ ป.ป.ช. · the agency's own estimate", "dim")
    yield from _programmes(site, report, style)
    yield from _next(site, report, zero, style)


def zero_items(site: Site, report: Report) -> frozenset[str]:
    """Items that would score 0 today: those that something blocks."""
    return frozenset(
        f.item
        for f in report.findings
        if f.item is not None and f.item in site.year.edition.items and f.severity is Severity.ERROR
    )


def _programmes(site: Site, report: Report, style: Style) -> Iterator[str]:
    if not site.year.programmes:
        return
    yield ""
    yield style.paint("รายงานประจำเดือน · monthly reports", "bold")
    for entry in site.year.programmes:
        if entry.record is None:
            yield f"{safe_line(f'  {entry.id}')}: อ่าน programme.yml ไม่ได้"
            continue
        there = {r.month for r in entry.reports}
        owed = [m for m in months_due(entry.record, report.as_of) if m not in there]
        word = "ขาด " + ", ".join(thai_month(m, short=True) for m in owed) if owed else "ครบตามกำหนด"
        yield f"{safe_line(f'  {entry.record.name}')}: ส่งแล้ว {len(there)} เดือน · {style.paint(word, 'red' if owed else 'green')}"
        upcoming = [
            m for m in months_owed(entry.record) if due_date(entry.record, m) >= report.as_of and m not in there
        ]
        if upcoming:
            yield f"    ถัดไป: {thai_month(upcoming[0])} ภายใน {thai_date(due_date(entry.record, upcoming[0]))}"


def _next(site: Site, report: Report, zero: frozenset[str], style: Style) -> Iterator[str]:
    edition = site.year.edition
    yield ""
    if not zero:
        yield style.paint("ไม่มีข้อค้าง · nothing left to do", "green")
        return
    worth = item_worth(edition)
    order = {code: place for place, code in enumerate(edition.items)}
    ranked = sorted(zero, key=lambda code: (-worth[code], order[code]))
    yield style.paint("ทำอะไรต่อ เรียงตามคะแนนที่จะได้คืน · what to do next, by what it is worth", "bold")
    for code in ranked[:TO_DO]:
        first = next(f for f in report.of_item(code) if f.severity is Severity.ERROR)
        points = rounded(Decimal(worth[code]))
        yield f"  +{points}  {style.paint(code, 'bold')} {edition.items[code].name.th}"
        yield safe_line(f"         {first.message.th} ({first.path}:{first.line})")
    if len(ranked) > TO_DO:
        yield f"  … และอีก {len(ranked) - TO_DO} ข้อ (ดูทั้งหมดด้วย ita-site check)"
