"""`new report`: the next month's report of a programme, begun from the last one."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from ita_site.commands.new_file import ID, opened, written
from ita_site.dates import DateError, Month, be_month_iso, parse_month, thai_date, thai_month
from ita_site.errors import ConfigError
from ita_site.programmes import Deadline, Workdays, deadline, months_owed
from ita_site.programmes.money import money
from ita_site.programmes.overview import sound_reports
from ita_site.records import Programme
from ita_site.scaffold import Before, report_file
from ita_site.site import ProgrammeEntry, Site, read_site
from ita_site.streams import put
from ita_site.text import Text

_MOST = 6
"""So many missing months are named."""


def report(root: Path, *, programme: str, month: str | None, year: int | None) -> int:
    """A month's report; without `month` the one that comes next.

    Raises ConfigError when the programme cannot be read, the month is not one of its own, or nothing is left to report.
    """
    config, document, edition, shelf = opened(root, year)
    site = read_site(root, config, document, edition, shelf)
    entry = _entry(site, programme)
    plan = _plan(entry)
    meant = _next(entry, plan) if month is None else _asked(plan, month)
    days = deadline(plan, meant, Workdays(config.calendar))
    before = _before(entry, plan, meant)
    name = f"{entry.path.rpartition('/')[0]}/{be_month_iso(meant)}.yml"
    code = written(root, name, report_file(plan, days, before), lambda stem: _month(stem) == meant)
    for line in _hints(entry, plan, days, before):
        put(f"  {line}\n")
    return code


def _entry(site: Site, id_: str) -> ProgrammeEntry:
    """The programme of a folder's name. Raises ConfigError, with the nearest name there is."""
    known = {entry.id: entry for entry in site.year.programmes}
    if id_ in known and known[id_].document is not None:
        return known[id_]
    shown = id_[:60]
    near = get_close_matches(id_.lower(), [i for i, e in known.items() if i != id_ and e.document is not None], n=1)
    if near:
        raise ConfigError(
            Text(f"ไม่พบแผนงาน «{shown}» หมายถึง {near[0]} หรือไม่", f"No programme «{shown}»; did you mean {near[0]}?")
        )
    start = f"ita-site new programme {shown if ID.fullmatch(shown) else 'kpi-2-1'}"
    raise ConfigError(
        Text(f"ไม่พบแผนงาน «{shown}» สร้างก่อนด้วย {start}", f"No programme «{shown}»; make it first: {start}")
    )


def _plan(entry: ProgrammeEntry) -> Programme:
    if entry.record is None:
        raise ConfigError(
            Text(
                f"{entry.path} มีที่ต้องแก้ก่อน ดูด้วย ita-site check --gate draft",
                f"{entry.path} must be mended first; see: ita-site check --gate draft",
            )
        )
    return entry.record


def _asked(plan: Programme, month: str) -> Month:
    """The month that was typed. Raises ConfigError for what is no month, or none of the programme's."""
    try:
        meant = parse_month(month)
    except DateError as error:
        why = Text("ไม่ใช่เดือน", "is not a month")
        if error.kind == "no-such-month":
            why = Text("ไม่มีในปฏิทิน เดือนต้องเป็น 01 ถึง 12", "is in no calendar; months run from 01 to 12")
        elif error.kind == "era":
            why = Text("มีปีที่ไม่ใช่ พ.ศ. หรือ ค.ศ.", "has a year of neither era")
        raise ConfigError(
            Text(f"«{month[:60]}» {why.th} เขียนเป็น 2566-02", f"«{month[:60]}» {why.en}; write 2566-02")
        ) from None
    if not plan.start.month <= meant <= plan.end.month:
        start, end = be_month_iso(plan.start.month), be_month_iso(plan.end.month)
        raise ConfigError(
            Text(f"แผนงานนี้รายงานเดือน {start} ถึง {end} เท่านั้น", f"This programme reports on {start} to {end} only")
        )
    return meant


def _next(entry: ProgrammeEntry, plan: Programme) -> Month:
    """The first owed month without a file after the last that has one, else the first gap before it.

    Raises ConfigError when every owed month has a file.
    """
    there = entry.by_month()
    open_ = [month for month in months_owed(plan) if month not in there]
    if not open_:
        raise ConfigError(
            Text(
                "แผนงานนี้มีรายงานครบทุกเดือนที่ต้องส่งแล้ว ถ้าจะเพิ่มให้ระบุเดือน เช่น 2566-02",
                "Every month that is owed a report has one; name a month to write another, like 2566-02",
            )
        )
    return next((month for month in open_ if not there or month > max(there)), open_[0])


def _before(entry: ProgrammeEntry, plan: Programme, month: Month) -> Before | None:
    """The nearest earlier report that can be read, with the money spent up to it."""
    earlier = [report for m, report in sound_reports(entry).items() if m < month]
    if not earlier:
        return None
    spent = money(plan, earlier)
    begun = sum(earlier[-1].month < m < month for m in entry.by_month())
    return Before(earlier[-1], spent.spent if spent.is_told else None, begun)


def _hints(entry: ProgrammeEntry, plan: Programme, days: Deadline, before: Before | None) -> list[str]:
    """What to know before filling in the file, Thai first."""
    due = f"กำหนดส่ง {thai_date(days.due, short=True)}"
    if days.advised != days.due:
        due += f" แนะนำไม่เกิน {thai_date(days.advised, short=True)} (วันหยุด: {days.why})"
    hints = [due]
    if before is not None:
        hints.append(
            f"ยกมาจากรายงาน {thai_month(before.report.month, short=True)} · begun from {be_month_iso(before.report.month)}"
        )
    owed = months_owed(plan)
    if days.month not in owed:
        wanted = ", ".join(be_month_iso(month) for month in owed)
        hints.append(f"เดือนนี้ไม่บังคับ แผนงานรายงานเป็นรอบ เดือนที่ต้องส่งคือ {wanted} · this month is not owed a report")
    gaps = [month for month in owed if month < days.month and month not in entry.by_month()]
    if gaps:
        more = f" และอีก {len(gaps) - _MOST} เดือน" if len(gaps) > _MOST else ""
        hints.append(f"ยังขาด {', '.join(be_month_iso(month) for month in gaps[:_MOST])}{more} · also missing")
    return hints


def _month(stem: str) -> Month | None:
    try:
        return parse_month(stem)
    except DateError:
        return None
