"""Every day by which something is to be done, from one place: the first page, the calendar and the page to follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ita_site.dates import fiscal_year_months, thai_date, thai_month
from ita_site.evidence import read_address
from ita_site.programmes import Deadline, MonthKind, MonthStanding, Overview
from ita_site.records import Status
from ita_site.render import words
from ita_site.render.follow.plain import plain
from ita_site.render.programmes.listing import programme_name
from ita_site.render.results.known import START_MONTH, Known, KnownMeasure
from ita_site.render.template import flat
from ita_site.results.follow_up import LEAST_ROUNDS
from ita_site.rules import CATALOGUE
from ita_site.site import Site, YearContent
from ita_site.sitemap import CHECKS, board_path, item_page_path, measures_path, month_path, page_address, programme_path
from ita_site.surveys import is_open, item_asking, surveys_of
from ita_site.waivers import is_too_long, may_be_waived, read_where, rule_code

LASTING = ("none", "spans")
"""Tests of a period rule under which a document is in force until it is renewed. The others ask for months that are
over, which nothing can renew."""


class DueKind(StrEnum):
    """What kind of deadline it is, in the words that people read."""

    REPORT = "ส่งรายงาน"
    ROUND = "สิ้นรอบรายงาน"
    EDITION = "ปฏิทินการประเมิน"
    MEASURE = "มาตรการครบกำหนด"
    STEP = "ขั้นตอนของมาตรการครบกำหนด"
    FOLLOW_UP = "ติดตามมาตรการ"
    RENEWAL = "ข้อมูลครบช่วง ต้องต่ออายุ"
    SURVEY = "แบบวัดปิดรับ"
    WAIVER = "ข้อยกเว้นสิ้นสุด"
    ATTESTATION = "การรับรองลิงก์สิ้นสุด"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing with its last day (CE); `advised` is the day on which to do it, mostly the same.

    `page` and `anchor` are where it is told. `key` is an address below the site's own that stands for it for good, so
    that a calendar knows it again when its day or its words change. `is_open`: it is still to be done.
    """

    kind: DueKind
    day: date
    advised: date
    title: str
    summary: str
    page: str
    anchor: str
    key: str
    is_open: bool
    notes: tuple[str, ...] = ()


def deadlines(site: Site, told: Iterable[tuple[YearContent, Overview]], known: Known, as_of: date) -> tuple[Due, ...]:
    """All deadlines of a site as on the day `as_of` (CE), past ones too, by their day.

    `told` are the programmes of all years, each with its year.
    """
    found: list[Due] = []
    for year, overview in told:
        found += (*reports_due(year, overview), *_rounds(year, overview, as_of))
    for year in site.years:
        found += _steps_of_edition(year, as_of)
    found += (*_measures(known), *_renewals(site.year, as_of), *_surveys(site, as_of), *_exceptions(site, as_of))
    return tuple(sorted(_apart(found), key=lambda due: due.advised))


def reports_due(year: YearContent, overview: Overview) -> Iterator[Due]:
    """The reports that a programme owes."""
    name, page = programme_name(overview.entry), programme_path(year, overview.entry)
    for standing in overview.months:
        days = standing.deadline
        if days is None or not standing.is_owed:
            continue
        month = thai_month(days.month)
        yield Due(
            DueKind.REPORT, days.due, days.advised, f"{name} เดือน{month}", f"ส่งรายงานเดือน{month}: {plain(name)}", page, "",
            page_address(month_path(year, overview.entry, days.month)),
            standing.kind in (MonthKind.MISSING, MonthKind.DUE, MonthKind.UPCOMING),
            (_days_of(days), *_filed(standing)),
        )  # fmt: skip


def _days_of(days: Deadline) -> str:
    due = f"กำหนดส่งวันที่ {thai_date(days.due)}"
    if days.advised == days.due:
        return due
    return f"{due} ซึ่งเป็น{days.why} ควรส่งภายในวันทำการสุดท้ายก่อนนั้น คือวันที่ {thai_date(days.advised)}"


def _filed(standing: MonthStanding) -> tuple[str, ...]:
    return (f"ส่งแล้วเมื่อวันที่ {thai_date(standing.record.submitted)}",) if standing.record is not None else ()


def _rounds(year: YearContent, overview: Overview, as_of: date) -> Iterator[Due]:
    """The last day of each round: what is done later counts in the next one."""
    name, page = programme_name(overview.entry), programme_path(year, overview.entry)
    for of in overview.programme.rounds if overview.programme else ():
        day, months = max(of.months).last_day, words.months(min(of.months), max(of.months))
        note = f"รอบนี้นับงานของเดือน{months} งานที่ทำหลังวันนี้นับในรอบถัดไป"
        yield _due(DueKind.ROUND, day, f"{of.label} {name}", page, f"#round-{of.id}", day >= as_of, note)


def _steps_of_edition(year: YearContent, as_of: date) -> Iterator[Due]:
    """The days of the assessment itself: the first and the last of each of its steps."""
    kind, page = DueKind.EDITION, board_path(year)
    for step in year.edition.dates:
        unsure = step.confidence == "low"
        name = f"{step.name.th} ปี {year.edition.year}{' (ยังไม่ยืนยัน)' if unsure else ''}"
        span = f"ตั้งแต่วันที่ {thai_date(step.start)} ถึงวันที่ {thai_date(step.end)}"
        notes = [span if step.start != step.end else f"วันที่ {thai_date(step.end)}"]
        if unsure:
            notes.append("วันนี้ยังไม่ยืนยัน ตรวจกับประกาศของ ป.ป.ช. ก่อนใช้")
        if step.start != step.end:
            yield _due(kind, step.start, f"วันแรก {name}", page, f"#{step.id}-start", step.start >= as_of, *notes)
        last = name if step.start == step.end else f"วันสุดท้าย {name}"
        yield _due(kind, step.end, last, page, f"#{step.id}", step.end >= as_of, *notes)


def _measures(known: Known) -> Iterator[Due]:
    for entry in known.site.assessed.measures.values():
        measures = known.measures(entry)
        for of in measures:
            is_open, day = not of.standing.is_done, of.standing.due
            note = () if is_open else ("แล้วเสร็จ",)
            if day is not None:
                key = f"#{of.anchor}"
                yield _due(DueKind.MEASURE, day, of.measure.title, of.page, key, is_open, *note, anchor=of.anchor)
            for number, step in enumerate(of.measure.steps, 1):
                if step.due is not None:
                    key, day = f"#{of.anchor}-step-{number}", step.due.last_day
                    notes = (f"มาตรการ {plain(of.measure.title)}", *note)
                    yield _due(DueKind.STEP, day, step.text, of.page, key, is_open, *notes, anchor=of.anchor)
        if measures:
            yield from _follow_ups(known.site, entry.year, measures)


def _follow_ups(site: Site, year: int, measures: Iterable[KnownMeasure]) -> Iterator[Due]:
    """A round of follow-up at the end of each half of the fiscal year `year` (BE).

    Source: published measures are followed up after 6 and after 12 months.
    """
    own = next((y.edition.start_month for y in site.years if y.edition.year == year), START_MONTH)
    months = fiscal_year_months(year, own)
    counts = [
        sum(r.on is None or r.on >= months[0].first_day for r in of.standing.rounds.by_day)
        for of in measures
        if not of.standing.is_done
    ]
    for number in range(1, LEAST_ROUNDS + 1):
        waiting = sum(count < number for count in counts)
        note = f"มาตรการที่รอการติดตามครั้งที่ {number}: {waiting} ข้อ" if waiting else "ติดตามครบทุกข้อแล้ว"
        title, key = f"มาตรการ ปี {year} ครั้งที่ {number}", f"#follow-up-{number}"
        day = months[len(months) * number // LEAST_ROUNDS - 1].last_day
        yield _due(DueKind.FOLLOW_UP, day, title, measures_path(year), key, waiting > 0, note)


def _renewals(year: YearContent, as_of: date) -> Iterator[Due]:
    """Items whose every document with an end runs out, or ran out: that is told by the checks, and rings no more."""
    for code, entry in year.items.items():
        record, item = entry.record, year.edition.items[code]
        lasting = year.edition.period_rules[item.period.rule].test in LASTING
        if record is None or record.status is not Status.DISCLOSED or not lasting:
            continue
        spans = [e.covers for e in record.evidence if e.covers is not None]
        ends = [span.end.last_day for span in spans if span.end is not None]
        if ends and len(ends) == len(spans):
            title, note = f"{code} {item.name.th}", "ข้อมูลของข้อนี้ใช้ได้ถึงวันนี้ เตรียมฉบับใหม่ไว้ก่อน"
            yield _due(
                DueKind.RENEWAL, max(ends), title, item_page_path(year, code), "#renew", max(ends) >= as_of, note
            )


def _surveys(site: Site, as_of: date) -> Iterator[Due]:
    for year in site.years:
        for survey in surveys_of(site, year.edition.year):
            item = item_asking(year, survey.kind)
            if survey.until is not None and item is not None:
                page, title = item_page_path(year, item.code), f"แบบวัด {survey.kind.upper()} ปี {year.edition.year}"
                note, key = "วันสุดท้ายที่ตอบแบบวัดได้ ชวนผู้เกี่ยวข้องตอบให้ครบ", f"#survey-{survey.kind}"
                yield _due(
                    DueKind.SURVEY, survey.until, title, page, key, is_open(survey, as_of), note, anchor="survey"
                )


def _exceptions(site: Site, as_of: date) -> Iterator[Due]:
    """Waivers and attestations; those that never held are told by the checks."""
    for waiver in site.config.waivers:
        code = rule_code(waiver.code)
        if code not in CATALOGUE or not may_be_waived(code) or is_too_long(waiver, as_of):
            continue
        # a path is left out: this must not lead the way to what should not be public
        item = read_where(waiver.where, site.year.edition).item
        title = " ".join(filter(None, (code, item, CATALOGUE[code].title.th)))
        note, key = "แก้เรื่องนี้ หรือขอยกเว้นใหม่พร้อมเหตุผล ก่อนวันนี้", f"#waiver-{code}-{waiver.where}"
        yield _due(DueKind.WAIVER, waiver.until, title, CHECKS, key, waiver.until >= as_of, note)
    for attestation in site.config.attestations:
        address = read_address(attestation.url)
        if address is not None and attestation.until >= attestation.on:
            note, key = "เปิดลิงก์ดูอีกครั้ง แล้วรับรองใหม่", f"#attestation-{attestation.url}"
            is_open = attestation.until >= as_of
            yield _due(DueKind.ATTESTATION, attestation.until, address.host, CHECKS, key, is_open, note)


def _due(
    kind: DueKind, day: date, title: str, page: str, key: str, is_open: bool, *notes: str, anchor: str = ""
) -> Due:
    """A deadline that is on the day itself. `key` goes behind the address of the page."""
    address = page_address(page) + flat(key)
    return Due(kind, day, day, title, f"{kind.value}: {plain(title)}", page, anchor, address, is_open, notes)


def _apart(found: Iterable[Due]) -> Iterator[Due]:
    """Each with a key of its own: the second of two alike gets a number."""
    counts: Counter[str] = Counter()
    for due in found:
        counts[due.key] += 1
        yield due if counts[due.key] == 1 else replace(due, key=f"{due.key}~{counts[due.key]}")
