"""5xx: the files of the months: there, in time, in order, each about its own month."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_site.dates import Month, be_month_iso
from ita_site.programmes import Workdays, deadline, due_date, months_due, months_owed
from ita_site.records import MonthlyReport, Programme
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.programmes.reported import Told, is_far, owns_up, plans, reports_of, told
from ita_site.rules.said import NOTHING, day_said, month_said
from ita_site.site import ProgrammeEntry
from ita_site.text import Text

_LATE = re.compile(r"ช้า|(?:เลย|เกิน|พ้น)กำหนด|\b(?:late|delay)", re.IGNORECASE)


@rule(
    "ITA501", "month-missing", "error", gap=True, requires=("ITA505",),
    title=("ขาดรายงานประจำเดือน", "Monthly report is missing"),
    message=("ยังไม่มีรายงานเดือน{month} ของ «{programme}» (กำหนดส่ง {due}{advised})", "«{programme}» has no report for {month} (due {due}{advised})"),
    fix=("พิมพ์คำสั่ง ita-site new report {id} {iso} แล้วกรอกข้อมูล", "Run: ita-site new report {id} {iso} and fill it in"),
)  # fmt: skip
def month_missing(context: Context) -> Iterator[Hit]:
    """ระดับความสำเร็จนับจากจำนวนเดือนที่รายงาน ขาดหนึ่งเดือนเสียคะแนนหนึ่งช่วง

    The level is counted from months reported: one month short loses a band."""
    for entry, _, programme in plans(context):
        if is_far(context, programme) or context.site.hides(entry.path):
            continue
        there = {report.month for report in entry.reports}
        missing = [month for month in months_due(programme, context.as_of) if month not in there]
        # a file whose month cannot be read (2567-13) is the missing one; its own finding tells how to mend it
        if len(missing) <= sum(report.month is None for report in entry.reports):
            continue
        for month in missing:
            at = f"{entry.path.rsplit('/', 1)[0]}/{be_month_iso(month)}.yml"
            yield Hit(at, values=_missing(context, entry, programme, month))


def _missing(context: Context, entry: ProgrammeEntry, programme: Programme, month: Month) -> dict[str, Value]:
    # the calendar is heavy, and only asked where there is a finding to word
    days = deadline(programme, month, Workdays(context.site.config.calendar))
    early = day_said(days.advised)
    return {
        "month": month_said(month),
        "programme": programme.name,
        "id": entry.id,
        "iso": be_month_iso(month),
        "due": day_said(days.due),
        "advised": NOTHING
        if days.advised == days.due
        else Text(f" ซึ่งเป็นวันหยุด ควรส่งภายใน {early.th}", f", a day off: by {early.en}"),
    }


@rule(
    "ITA502", "late-report", "warning",
    title=("ส่งรายงานช้ากว่ากำหนด", "Report came late"),
    message=("รายงานเดือน{month} ส่งวันที่ {submitted} ช้ากว่ากำหนด {due} อยู่ {days} วัน", "The report of {month} came on {submitted}, {days} days after {due}"),
    fix=("แก้วันที่ถ้าพิมพ์ผิด ถ้าส่งช้าจริง ให้บอกเหตุผลใน problems: เช่น ส่งช้าเพราะ …", "Mend the date if it is a slip; if it was late, say why under problems:, like “late because …”"),
)  # fmt: skip
def late_report(context: Context) -> Iterator[Hit]:
    """ส่งช้าแล้วแก้ย้อนหลังไม่ได้ จึงเตือนแต่ไม่กั้นการเผยแพร่ และไม่เตือนอีกเมื่อรายงานบอกเหตุผลแล้ว หน้าเว็บยังแสดงว่าส่งช้า

    What was late stays late, so this does not block, and is not said again once the report tells why. The pages go on
    showing it as late."""
    for entry, _, programme in plans(context):
        owed = set(months_owed(programme))
        for report, record in reports_of(entry):
            if record.month not in owed:
                continue  # nobody waits for it
            due = due_date(programme, record.month)
            # a day that has not come yet is a slip, which ITA218 tells
            if due < record.submitted <= context.as_of and not owns_up(record, _LATE):
                values: dict[str, Value] = {
                    "month": month_said(record.month), "submitted": day_said(record.submitted), "due": day_said(due),
                    "days": (record.submitted - due).days,
                }  # fmt: skip
                yield Hit(report.document, ("submitted",), values)


@rule(
    "ITA503", "out-of-order", "error",
    title=("วันที่ส่งรายงานสลับลำดับ", "Reports out of order"),
    message=("รายงานเดือน{month} ส่งก่อนรายงานของเดือนก่อนหน้า ({before})", "The report of {month} was submitted before that of the month before ({before})"),
    fix=("ตรวจ submitted: และ month: ของทั้งสองไฟล์ มักพิมพ์ปีหรือเดือนผิด", "Check submitted: and month: of both files; usually a slip of the month or year"),
)  # fmt: skip
def out_of_order(context: Context) -> Iterator[Hit]:
    """ลำดับที่กลับกันมักหมายถึงพิมพ์เดือนหรือปีผิด

    A wrong order usually means a slip of the month or year."""
    for entry, _, programme in plans(context):
        before: MonthlyReport | None = None
        for report, record in sorted(reports_of(entry), key=lambda pair: pair[1].month):
            if before is not None and record.month == before.month:
                continue  # that there are two is said by ITA507
            # that the month before came late is said by ITA502; this one is in order
            if (
                before is not None
                and record.submitted < before.submitted
                and before.submitted <= due_date(programme, before.month)
            ):
                values: dict[str, Value] = {"month": month_said(record.month), "before": day_said(before.submitted)}
                yield Hit(report.document, ("submitted",), values)
            before = record


@rule(
    "ITA510", "early-report", "warning", requires=("ITA503",),
    title=("ส่งรายงานก่อนสิ้นเดือน", "Report came before its month was over"),
    message=("รายงานเดือน{month} ส่งวันที่ {submitted} ก่อนเดือนนั้นสิ้นสุดในวันที่ {last}", "The report of {month} came on {submitted}, before the month was over on {last}"),
    fix=("แก้วันที่ถ้าพิมพ์ผิด ถ้าส่งก่อนจริง ให้เติมสิ่งที่ทำจนถึงสิ้นเดือนแล้วแก้ submitted:", "Mend the date if it is a slip; otherwise add what was done up to the end of the month and mend submitted:"),
)  # fmt: skip
def early_report(context: Context) -> Iterator[Hit]:
    """รายงานที่ส่งก่อนสิ้นเดือนเล่าได้ไม่ครบทั้งเดือน

    What is reported before the end of a month cannot tell of all of it."""
    for one in told(context):
        for document, report in one.reports:
            last = report.month.last_day
            if report.submitted < last:
                values: dict[str, Value] = {
                    "month": month_said(report.month), "submitted": day_said(report.submitted), "last": day_said(last),
                }  # fmt: skip
                yield Hit(document, ("submitted",), values)


@rule(
    "ITA511", "report-number-gap", "error",
    title=("เลขครั้งที่ของรายงานไม่ต่อกัน", "Numbers of the reports do not follow"),
    message=("รายงานเดือน{month} เขียนว่าครั้งที่ {no} แต่ควรเป็นครั้งที่ {wanted}", "The report of {month} says no. {no}, but it should be no. {wanted}"),
    fix=("แก้ no: ให้ต่อจากรายงานก่อนหน้า ครั้งแรกของแผนงานคือ 1 ถ้านับต่อจากปีก่อน ให้เว้น no: ของรายงานแรก", "Let no: follow the report before; the first of a programme is 1. Where the count goes on from an earlier year, leave out no: of the first report"),
)  # fmt: skip
def report_number_gap(context: Context) -> Iterator[Hit]:
    """เลขที่ขาดช่วงทำให้ผู้อ่านคิดว่ามีรายงานที่ไม่ได้เผยแพร่

    A number left out looks like a report that was held back."""
    for one in told(context):
        yield from _numbers(one)


def _numbers(one: Told) -> Iterator[Hit]:
    """Walk along the reports. A report that states no number takes one; a month that is missing may have taken one.

    `known` are the numbers that the last numbered report may have: after a slip its own, and the one it should have.
    A series that begins later than the programme may begin with any number.
    """
    first_month = one.programme.start.month
    known = {0} if one.reports and one.reports[0][1].month == first_month and one.reports[0][1].no else set()
    since: Month | None = None
    between = 0
    for document, report in one.reports:
        if report.no is None:
            between += 1
            continue
        if known:
            spare = one.lacking(report.month, since)
            wanted = {number + between + 1 + more for number in known for more in range(spare + 1)}
            if report.no not in wanted:
                first, last = min(wanted), min(wanted) + spare
                said = Text(f"{first} ถึง {last}", f"{first} to {last}") if spare else Text(str(first), str(first))
                yield Hit(document, ("no",), {"month": month_said(report.month), "no": report.no, "wanted": said})
                known = {report.no, *range(first, last + 1)}
                since, between = report.month, 0
                continue
        known, since, between = {report.no}, report.month, 0


@rule(
    "ITA504", "month-outside-programme", "error",
    title=("เดือนอยู่นอกช่วงของแผนงาน", "Month outside the programme"),
    message=("เดือน{month} อยู่นอกช่วง {start} ถึง {end} ของแผนงาน", "{month} lies outside the programme's {start} to {end}"),
    fix=("แก้ month: หรือแก้ start: และ end: ใน programme.yml", "Mend month:, or start: and end: in programme.yml"),
)  # fmt: skip
def month_outside_programme(context: Context) -> Iterator[Hit]:
    """รายงานนอกช่วงไม่ถูกนับ และมักเกิดจากพิมพ์ปีผิด

    A report outside the programme counts for nothing, and is usually a slip of the year."""
    for one in told(context):
        start, end = one.programme.start.month, one.programme.end.month
        for report, record in reports_of(one.entry):
            if not start <= record.month <= end:
                values: dict[str, Value] = {
                    "month": month_said(record.month), "start": month_said(start), "end": month_said(end),
                }  # fmt: skip
                yield Hit(report.document, ("month",), values)


@rule(
    "ITA505", "report-name-mismatch", "error",
    title=("ชื่อไฟล์กับเดือนไม่ตรงกัน", "File name and month differ"),
    message=("ไฟล์ชื่อ {name} แต่ข้างในเป็นเดือน {month}", "The file is named {name} but is about {month}"),
    fix=("เปลี่ยนชื่อไฟล์เป็น {month}.yml หรือแก้ month:", "Rename it to {month}.yml, or mend month:"),
)  # fmt: skip
def report_name_mismatch(context: Context) -> Iterator[Hit]:
    """มักเกิดจากคัดลอกรายงานเดือนก่อนแล้วลืมแก้เดือน

    Usually last month's report, copied and not finished."""
    for entry in context.programmes:
        named = {report.named for report in entry.reports}
        for report in entry.reports:
            record = report.record
            if record is None or report.named == record.month:
                continue
            if report.named is None and record.month in named:
                continue  # a copy such as «2566-02 (1).yml»: ITA507 says where the other one is
            name = report.document.path.rsplit("/", 1)[-1]
            yield Hit(report.document, ("month",), {"name": name, "month": be_month_iso(record.month)})


@rule(
    "ITA507", "two-reports-one-month", "error",
    title=("เดือนเดียวกันมีสองรายงาน", "Two reports of one month"),
    message=("เดือน{month} มีรายงานอยู่แล้วใน {first}", "{month} already has a report in {first}"),
    fix=("แก้ month: หรือรวมเป็นไฟล์เดียว", "Mend month:, or bring them together in one file"),
)  # fmt: skip
def two_reports_one_month(context: Context) -> Iterator[Hit]:
    """รายงานซ้ำทำให้จำนวนเดือนและยอดเงินผิด

    A second report makes the count of months and the money wrong."""
    for entry in context.programmes:
        first: dict[Month, str] = {}
        for report, record in sorted(reports_of(entry), key=lambda pair: pair[0].named is None):
            seen = first.setdefault(record.month, report.document.path)
            if seen != report.document.path:
                yield Hit(report.document, ("month",), {"month": month_said(record.month), "first": seen})
