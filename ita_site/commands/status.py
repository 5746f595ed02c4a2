"""`status`: one screen for the officer, or the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from ita_site.commands.check import Links, judged
from ita_site.commands.status_assessed import assessed_lines
from ita_site.commands.status_data import status_data
from ita_site.commands.status_programmes import programme_lines
from ita_site.commands.to_do import Task, other_errors, tasks
from ita_site.dates import thai_date, thai_month
from ita_site.exact_json import exact_json
from ita_site.findings import Gate, Report
from ita_site.forecast import forecast
from ita_site.numerals import rounded
from ita_site.programmes import Overview, Workdays, overview
from ita_site.reporters.text_format import safe_line
from ita_site.scoring import ZERO
from ita_site.site import Site
from ita_site.streams import put
from ita_site.style import Style, style_for
from ita_site.thai import cut

TO_DO = 10
"""So many next steps fit one screen."""
MEASURES = 3
_LONGEST = 48
"""Characters of a title, so that a measure keeps to its line."""


def run(root: Path, *, as_of: str | None, year: int | None, format_: str = "text") -> int:
    site, report = judged(root, gate=Gate.PUBLISH, as_of=as_of, year=year, links=Links.RECALL)
    workdays = Workdays(site.config.calendar)
    overviews = tuple(overview(entry, report.as_of, workdays) for entry in site.year.programmes)
    if format_ == "json":
        put(exact_json(status_data(site, report, overviews)) + "\n")
    else:
        put("\n".join(lines(site, report, overviews, style_for())) + "\n")
    return 0


def lines(site: Site, report: Report, overviews: tuple[Overview, ...], style: Style) -> Iterator[str]:
    """The whole screen, line by line."""
    edition = site.year.edition
    estimate = forecast(edition, report)
    zero = estimate.open_items
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
    parts = " · ".join(f"ตัวชี้วัดที่ {number} = {rounded(score)}" for number, score in estimate.indicators.items())
    yield f"{style.paint('ประมาณการ OIT', 'bold')} {rounded(estimate.score)} จาก 100 ({parts})"
    if zero:
        yield f"  ข้อที่ยังไม่พร้อม {len(zero)} ข้อ รวมเป็น {rounded(estimate.lost)} คะแนนของคะแนนรวม · open items cost {rounded(estimate.lost)} points of the total"
    yield style.paint("  หน่วยงานประมาณเองจากผลตรวจนี้ ไม่ใช่คะแนนของ ป.ป.ช. · the agency's own estimate", "dim")
    yield from assessed_lines(site, report, style)
    if overviews:
        yield from programme_lines(overviews, style)
    yield from _next(site, report, tasks(site, report, overviews), style)


def _next(site: Site, report: Report, to_do: tuple[Task, ...], style: Style) -> Iterator[str]:
    yield ""
    others = other_errors(site, report, to_do)
    if not to_do and not others:
        yield style.paint("ไม่มีข้อค้าง · nothing left to do", "green")
        return
    yield style.paint("ทำอะไรต่อ: ที่เลยกำหนดก่อน แล้วเรียงตามคะแนนที่จะได้คืน · what to do next", "bold")
    for _, same in groupby((task for task in to_do if task.month), key=lambda task: task.programme):
        missing = list(same)
        first, last = (thai_month(t.month.month, short=True) for t in (missing[0], missing[-1]) if t.month)
        told = missing[0].message.th if len(missing) == 1 else f"ขาดรายงาน {len(missing)} เดือน ({first} ถึง {last})"
        yield safe_line(f"  {told} · {' '.join(missing[0].name.th.split())}")
        yield safe_line(f"         {missing[0].place}")
    yield from _overdue([task for task in to_do if task.measure is not None])
    items = [task for task in to_do if task.worth is not None]
    for task in items[:TO_DO]:
        yield f"  +{rounded(task.worth or ZERO)}  {style.paint(task.item or '', 'bold')} {task.name.th}"
        yield safe_line(f"         {task.message.th} ({task.place})")
    if len(items) > TO_DO:
        yield f"  … และอีก {len(items) - TO_DO} ข้อ (ดูทั้งหมดด้วย ita-site check)"
    if others:
        yield f"  ยังมีเรื่องอื่นที่ต้องแก้ {others} เรื่อง ดูด้วย ita-site check · {others} more to mend"


def _overdue(measures: list[Task]) -> Iterator[str]:
    for task in measures[:MEASURES]:
        title = cut(" ".join(task.name.th.split()), _LONGEST)
        yield safe_line(f"  มาตรการ {cut(task.measure or '', _LONGEST)} {task.message.th} · {title} ({task.place})")
    if len(measures) > MEASURES:
        yield f"  … และอีก {len(measures) - MEASURES} มาตรการที่เลยกำหนด"
