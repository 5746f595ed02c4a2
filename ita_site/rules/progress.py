"""5xx: monthly reports of programmes: there, in time, in order."""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.criteria import Edition
from ita_site.dates import BE_OFFSET, Month, be_iso, be_month_iso, thai_date, thai_month
from ita_site.programmes import due_date, months_due
from ita_site.records import MonthlyReport, Programme
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.site import ProgrammeEntry, ReportEntry
from ita_site.text import Text


def _sound(context: Context) -> Iterator[tuple[ProgrammeEntry, Programme]]:
    for entry in context.programmes:
        if entry.record is not None:
            yield entry, entry.record


def _reports(entry: ProgrammeEntry) -> Iterator[tuple[ReportEntry, MonthlyReport]]:
    """Reports whose name does not say another month: what is wrong with those is said once, by ITA505."""
    for report in entry.reports:
        if report.record is not None and report.named in (None, report.record.month):
            yield report, report.record


@rule(
    "ITA501", "month-missing", "error", gap=True, requires=("ITA505",),
    title=("ขาดรายงานประจำเดือน", "Monthly report is missing"),
    message=("ยังไม่มีรายงานเดือน{month} ของ «{programme}» (กำหนดส่ง {due})", "«{programme}» has no report for {month} (due {due})"),
    fix=("พิมพ์คำสั่ง ita-site new report {id} {iso} แล้วกรอกข้อมูล", "Run: ita-site new report {id} {iso} and fill it in"),
)  # fmt: skip
def month_missing(context: Context) -> Iterator[Hit]:
    """ระดับความสำเร็จนับจากจำนวนเดือนที่รายงาน ขาดหนึ่งเดือนเสียคะแนนหนึ่งช่วง

    The level is counted from months reported: one month short loses a band."""
    for entry, programme in _sound(context):
        if _is_far(programme, context.edition):
            continue
        there = {report.month for report in entry.reports}
        for month in months_due(programme, context.as_of):
            if month not in there and not context.site.hides(entry.path):
                due = due_date(programme, month)
                yield Hit(
                    f"{entry.path.rsplit('/', 1)[0]}/{be_month_iso(month)}.yml",
                    values={
                        "month": Text(thai_month(month), be_month_iso(month)),
                        "programme": programme.name, "id": entry.id, "iso": be_month_iso(month),
                        "due": Text(thai_date(due, short=True), be_iso(due)),
                    },
                )  # fmt: skip


@rule(
    "ITA502", "late-report", "warning",
    title=("ส่งรายงานช้ากว่ากำหนด", "Report came late"),
    message=("รายงานเดือน{month} ส่งวันที่ {submitted} ช้ากว่ากำหนด {due} อยู่ {days} วัน", "The report of {month} came on {submitted}, {days} days after {due}"),
    fix=("แก้วันที่ถ้าพิมพ์ผิด ถ้าส่งช้าจริง ให้บอกเหตุผลใน problems: และส่งเดือนถัดไปให้ทัน", "Mend the date if it is a slip; otherwise say why under problems: and be in time next month"),
)  # fmt: skip
def late_report(context: Context) -> Iterator[Hit]:
    """ส่งช้าแล้วแก้ย้อนหลังไม่ได้ จึงเตือนให้เห็น แต่ไม่กั้นการเผยแพร่

    What was late stays late, so this is shown and does not block."""
    for entry, programme in _sound(context):
        for report, record in _reports(entry):
            due = due_date(programme, record.month)
            if record.submitted > due:
                yield Hit(
                    report.document, ("submitted",),
                    {
                        "month": Text(thai_month(record.month), be_month_iso(record.month)),
                        "submitted": Text(thai_date(record.submitted, short=True), be_iso(record.submitted)),
                        "due": Text(thai_date(due, short=True), be_iso(due)),
                        "days": (record.submitted - due).days,
                    },
                )  # fmt: skip


@rule(
    "ITA503", "out-of-order", "error",
    title=("วันที่ส่งรายงานสลับลำดับ", "Reports out of order"),
    message=("รายงานเดือน{month} ส่งก่อนรายงานของเดือนก่อนหน้า ({before})", "The report of {month} was submitted before that of the month before ({before})"),
    fix=("ตรวจ submitted: และ month: ของทั้งสองไฟล์ มักพิมพ์ปีหรือเดือนผิด", "Check submitted: and month: of both files; usually a slip of the month or year"),
)  # fmt: skip
def out_of_order(context: Context) -> Iterator[Hit]:
    """ลำดับที่กลับกันมักหมายถึงพิมพ์เดือนหรือปีผิด

    A wrong order usually means a slip of the month or year."""
    for entry, _ in _sound(context):
        before: MonthlyReport | None = None
        for report, record in sorted(_reports(entry), key=lambda pair: pair[1].month):
            if before is not None and record.month == before.month:
                continue  # that there are two is said by ITA507
            if before is not None and record.submitted < before.submitted:
                yield Hit(
                    report.document, ("submitted",),
                    {
                        "month": Text(thai_month(record.month), be_month_iso(record.month)),
                        "before": Text(thai_date(before.submitted, short=True), be_iso(before.submitted)),
                    },
                )  # fmt: skip
            before = record


@rule(
    "ITA504", "month-outside-programme", "error",
    title=("เดือนอยู่นอกช่วงของแผนงาน", "Month outside the programme"),
    message=("เดือน{month} อยู่นอกช่วง {start} ถึง {end} ของแผนงาน", "{month} lies outside the programme's {start} to {end}"),
    fix=("แก้ month: หรือแก้ start: และ end: ใน programme.yml", "Mend month:, or start: and end: in programme.yml"),
)  # fmt: skip
def month_outside_programme(context: Context) -> Iterator[Hit]:
    """รายงานนอกช่วงไม่ถูกนับ และมักเกิดจากพิมพ์ปีผิด

    A report outside the programme counts for nothing, and is usually a slip of the year."""
    for entry, programme in _sound(context):
        for report, record in _reports(entry):
            if not programme.start.month <= record.month <= programme.end.month:
                yield Hit(
                    report.document, ("month",),
                    {
                        "month": Text(thai_month(record.month), be_month_iso(record.month)),
                        "start": be_month_iso(programme.start.month), "end": be_month_iso(programme.end.month),
                    },
                )  # fmt: skip


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
    "ITA506", "programme-file-missing", "error",
    title=("ไม่มี programme.yml", "No programme.yml"),
    message=("โฟลเดอร์แผนงาน «{id}» ไม่มี programme.yml", "The programme folder «{id}» has no programme.yml"),
    fix=("พิมพ์คำสั่ง ita-site new programme {id} หรือลบโฟลเดอร์", "Run: ita-site new programme {id}, or delete the folder"),
)  # fmt: skip
def programme_file_missing(context: Context) -> Iterator[Hit]:
    """ถ้าไม่มีแผน รายงานก็ไม่รู้ว่าเทียบกับอะไร

    Without the plan nothing tells what the reports are held against."""
    for entry in context.programmes:
        if entry.document is None and not context.site.hides(entry.path):
            yield Hit(entry.path, values={"id": entry.id})


def _is_far(programme: Programme, edition: Edition) -> bool:
    """Whether a programme reaches a year or more beyond the fiscal year it lies under: a slip, or the wrong folder."""
    months = [Month(y - BE_OFFSET, m) for y, m in edition.months("year")]
    return programme.start.month < months[0] + -12 or programme.end.month > months[-1] + 12


@rule(
    "ITA509", "programme-outside-year", "error",
    title=("ช่วงของแผนงานห่างจากปีงบประมาณ", "Programme reaches far beyond its fiscal year"),
    message=("แผนงานเริ่ม {start} สิ้นสุด {end} แต่อยู่ในโฟลเดอร์ปี {year}", "The programme runs from {start} to {end} but lies under {year}"),
    fix=("ตรวจปีของ start: และ end: มักพิมพ์ผิดหนึ่งตัว", "Check the years of start: and end:; usually one digit is wrong"),
)  # fmt: skip
def programme_outside_year(context: Context) -> Iterator[Hit]:
    """ปีที่พิมพ์ผิดทำให้ระบบทวงรายงานเป็นร้อยเดือน

    A slip of the year would make hundreds of reports due."""
    for entry, programme in _sound(context):
        if _is_far(programme, context.edition):
            values: dict[str, Value] = {
                "start": be_month_iso(programme.start.month), "end": be_month_iso(programme.end.month), "year": context.edition.year,
            }  # fmt: skip
            yield Hit(entry.document or entry.path, ("start",), values)


@rule(
    "ITA508", "programme-id-mismatch", "error",
    title=("รหัสแผนงานไม่ตรงกับโฟลเดอร์", "Programme id and folder differ"),
    message=("โฟลเดอร์ชื่อ {folder} แต่ใน programme.yml เป็น {id}", "The folder is {folder}, but programme.yml says {id}"),
    fix=("แก้ id: เป็น {folder} หรือเปลี่ยนชื่อโฟลเดอร์", "Write id: {folder}, or rename the folder"),
)  # fmt: skip
def programme_id_mismatch(context: Context) -> Iterator[Hit]:
    """ที่อยู่หน้าเว็บใช้ชื่อโฟลเดอร์ ถ้ารหัสไม่ตรงกันจะอ้างถึงกันผิด

    Pages are addressed by the folder; another id leads to the wrong place."""
    for entry, programme in _sound(context):
        if entry.document is not None and programme.id != entry.id:
            yield Hit(entry.document, ("id",), {"folder": entry.id, "id": programme.id})


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
        for report, record in sorted(_reports(entry), key=lambda pair: pair[0].named is None):
            seen = first.setdefault(record.month, report.document.path)
            if seen != report.document.path:
                month = Text(thai_month(record.month), be_month_iso(record.month))
                yield Hit(report.document, ("month",), {"month": month, "first": seen})
