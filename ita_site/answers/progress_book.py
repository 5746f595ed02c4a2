"""Programmes as tables: the months with their figures, and the activities of the plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ita_site.answers.book import Book, Cell, Column, Leaf
from ita_site.dates import be_iso, be_month_iso
from ita_site.findings import Report
from ita_site.programmes import MonthStanding, Overview
from ita_site.programmes.faces import face_of
from ita_site.records import Activity, ActivityStatus, Metric
from ita_site.site import Site

_PROGRAMME = (Column("แผนงาน", 14), Column("ชื่อแผนงาน", 34))
_MONTHS = (
    *_PROGRAMME,
    Column("เดือน", 10, "code"),
    Column("สถานะ", 14),
    Column("กำหนดส่ง", 11, "code"),
    Column("ส่งเมื่อ", 11, "code"),
    Column("ความก้าวหน้าสะสม (ร้อยละ)", 14, "number"),
    Column("ใช้งบประมาณในเดือน (บาท)", 14, "number"),
    Column("ชื่อตัวเลข", 36),
    Column("ตัวตั้ง", 10, "number"),
    Column("ตัวหาร", 10, "number"),
    Column("หน่วยนับ", 10),
    Column("ร้อยละ", 9, "number"),
    Column("ณ วันที่", 11, "code"),
)
_ACTIVITIES = (
    *_PROGRAMME,
    Column("ลำดับกิจกรรม", 9, "code"),
    Column("กิจกรรม", 44),
    Column("ผู้รับผิดชอบ", 18),
    Column("ไตรมาส", 9, "code"),
    Column("งบประมาณ (บาท)", 14, "number"),
    Column("ค่าเป้าหมาย", 24),
    Column("ผลการดำเนินงาน", 14),
    Column("ผลที่ทำได้", 36),
)
KIND = "ชนิด"
OF_MONTH, OF_ACTIVITY = "รายเดือน", "กิจกรรม"
_STATUS = {ActivityStatus.DONE: "แล้วเสร็จ", ActivityStatus.DOING: "กำลังดำเนินการ", ActivityStatus.NOT_STARTED: "ยังไม่เริ่ม"}


def progress_book(site: Site, report: Report, overviews: Iterable[Overview]) -> Book:
    """Two tables. What a month has once (its progress, its spending) stands in the first of its rows only, so that a
    column can be added up."""
    every = tuple(overviews)
    months = (row for overview in every for standing in overview.months for row in _month(overview, standing))
    activities = (
        _activity(overview, activity)
        for overview in every
        for activity in (overview.programme.activities if overview.programme else ())
    )
    year = site.year.edition.year
    return Book(
        title=f"ความก้าวหน้าของแผนงาน ปี {year}",
        agency=site.config.agency.name,
        year=year,
        as_of=report.as_of,
        leaves=(Leaf(OF_MONTH, _MONTHS, tuple(months)), Leaf(OF_ACTIVITY, _ACTIVITIES, tuple(activities))),
    )


def together(book: Book) -> Leaf:
    """All tables of a book as one, for files that hold one table: the first column tells which a row is of, and columns
    that a row does not have are blank."""
    columns = tuple({column.name: column for leaf in book.leaves for column in leaf.columns}.values())
    rows = tuple(
        (leaf.name, *(cells.get(column.name) for column in columns))
        for leaf in book.leaves
        for row in leaf.rows
        for cells in ({column.name: value for column, value in zip(leaf.columns, row, strict=True)},)
    )
    return Leaf(book.leaves[0].name, (Column(KIND, 10, "code"), *columns), rows)


def _named(overview: Overview) -> tuple[str, str]:
    return overview.entry.id, " ".join(overview.programme.name.split()) if overview.programme else ""


def _month(overview: Overview, standing: MonthStanding) -> Iterator[tuple[Cell, ...]]:
    record, days = standing.record, standing.deadline
    metrics: tuple[Metric | None, ...] = (record.metrics if record else ()) or (None,)
    for place, metric in enumerate(metrics):
        once = record if place == 0 else None
        yield (
            *_named(overview),
            be_month_iso(standing.month),
            face_of(standing).word,
            be_iso(days.due) if days else "",
            be_iso(record.submitted) if record else "",
            once.progress_percent if once else None,
            once.budget_spent_baht if once else None,
            *_metric(metric),
        )


def _metric(metric: Metric | None) -> tuple[Cell, ...]:
    if metric is None:
        return "", None, None, "", None, ""
    as_of = be_iso(metric.as_of) if metric.as_of else ""
    return metric.name, metric.numerator, metric.denominator, metric.unit, metric.percent, as_of


def _activity(overview: Overview, activity: Activity) -> tuple[Cell, ...]:
    return (
        *_named(overview),
        activity.id,
        activity.title,
        activity.owner,
        ", ".join(map(str, activity.quarters)),
        activity.budget_baht,
        activity.target,
        _STATUS[activity.standing] if activity.standing else "",
        activity.result,
    )
