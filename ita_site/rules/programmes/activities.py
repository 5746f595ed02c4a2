"""5xx: the activities of a plan: each one once, shown by evidence when it is done, in its quarters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from ita_site.dates import BE_OFFSET, SHORT_MONTHS, Month
from ita_site.programmes import due_date
from ita_site.programmes.plan import (
    fiscal_year_of,
    id_as_read,
    is_done,
    last_quarter,
    overdue,
    quarter_months,
    quarter_of,
    quarter_spans,
)
from ita_site.records import Activity, ActivityStatus, Programme
from ita_site.rules.base import Context, Hit, Path, Value, rule
from ita_site.rules.programmes.figures import first_complete
from ita_site.rules.programmes.reported import Told, plans, told
from ita_site.rules.said import NOTHING, day_said, listed, short
from ita_site.text import Text

_MOST_NAMED = 20


@rule(
    "ITA520", "activity-twice", "error",
    title=("ลำดับกิจกรรมซ้ำ", "Two activities of one number"),
    message=("ลำดับ «{id}» ใช้กับกิจกรรม «{first}» แล้ว", "«{id}» is already the activity «{first}»"),
    fix=("ให้แต่ละกิจกรรมมีลำดับของตัวเอง", "Give each activity a number of its own"),
)  # fmt: skip
def activity_twice(context: Context) -> Iterator[Hit]:
    """รายงานอ้างถึงกิจกรรมด้วยลำดับ ถ้าซ้ำกันจะไม่รู้ว่าหมายถึงกิจกรรมใด

    Reports name activities by their number; of two with one number nobody knows which is meant."""
    for _, document, programme in plans(context):
        first: dict[str, Activity] = {}
        for i, activity in enumerate(programme.activities):
            seen = first.setdefault(id_as_read(activity.id), activity)
            if seen is not activity:
                yield Hit(document, ("activities", i, "id"), {"id": short(activity.id), "first": short(seen.title)})


@rule(
    "ITA521", "done-without-evidence", "error", gap=True,
    title=("กิจกรรมแล้วเสร็จแต่ไม่มีหลักฐาน", "Activity is done, but nothing shows it"),
    message=("กิจกรรม {id} «{title}» แล้วเสร็จ แต่ยังไม่มีหลักฐาน", "Activity {id} «{title}» is done, but has no evidence"),
    fix=("เติม evidence: ของกิจกรรม พร้อม url: หรือ file: ถ้ายังไม่เสร็จ ให้แก้ status: เป็น doing", "Add evidence: with url: or file: to the activity; if it is not done yet, write status: doing"),
)  # fmt: skip
def done_without_evidence(context: Context) -> Iterator[Hit]:
    """กิจกรรมที่ไม่มีหลักฐาน ผู้ตรวจนับว่ายังไม่ได้ทำ

    What nothing shows counts as not done."""
    for entry, document, programme in plans(context):
        shown = {id_as_read(a.activity) for r in entry.reports if r.record for a in r.record.actions if a.evidence}
        for i, activity in enumerate(programme.activities):
            # evidence that a report gives under this activity's number counts too
            if is_done(activity) and not activity.proofs and id_as_read(activity.id) not in shown:
                at = ("activities", i, *_status_at(activity))
                yield Hit(document, at, {"id": short(activity.id), "title": short(activity.title)})


def _status_at(activity: Activity) -> Path:
    """Where the status of an activity stands: its own, or that of the last follow-up which states one."""
    if activity.status is not None:
        return ("status",)
    told_in = [(f.no, j) for j, f in enumerate(activity.followups) if f.status is ActivityStatus.DONE]
    return ("followups", max(told_in)[1], "status") if told_in else ()


@rule(
    "ITA522", "evidence-outside-quarters", "warning",
    title=("หลักฐานอยู่นอกไตรมาสของกิจกรรม", "Evidence outside the activity's quarters"),
    message=("หลักฐานวันที่ {day} อยู่ใน{quarter}{more} แต่กิจกรรม {id} วางแผนไว้ในไตรมาส {planned}", "The evidence of {day} lies in {quarter}{more}, but activity {id} is planned for quarter {planned}"),
    fix=("ตรวจวันที่ของหลักฐาน ถ้าทำนอกแผนจริง ให้แก้ quarters: ของกิจกรรม", "Check the day; if it was really done at another time, mend quarters: of the activity"),
)  # fmt: skip
def evidence_outside_quarters(context: Context) -> Iterator[Hit]:
    """วันที่นอกไตรมาสมักพิมพ์ปีผิด หรือเป็นหลักฐานของกิจกรรมอื่น

    A day outside the quarters is usually a slip of the year, or the evidence of another activity."""
    for one in told(context):
        for i, activity in enumerate(one.programme.activities):
            outside: dict[Text, list[tuple[int, date]]] = defaultdict(list)
            # a follow-up looks back, whenever it is held: only the activity's own evidence is dated by its quarters
            for j, proof in enumerate(activity.evidence):
                day = proof.on
                if day is not None and day <= context.as_of and not _is_in_plan(one.programme, activity, day):
                    outside[_quarter_said(day)].append((j, day))
            # told at the first of a quarter: where quarters: is wrong, a hundred findings say no more
            for quarter, ((j, day), *others) in outside.items():
                rest = len(others)
                more = Text(f" (และหลักฐานอีก {rest} รายการ)", f" (and {rest} more)") if rest else NOTHING
                values: dict[str, Value] = {
                    "day": day_said(day), "quarter": quarter, "more": more, "id": short(activity.id),
                    "planned": listed(sorted(set(activity.quarters))),
                }  # fmt: skip
                yield Hit(one.document, ("activities", i, "evidence", j, "on"), values)


def _is_in_plan(programme: Programme, activity: Activity, day: date) -> bool:
    """Whether a day lies in a quarter of the plan, or before its last report is due: reports are written afterwards.

    In a programme that touches several fiscal years the same quarter of any of them is in order.
    """
    spans = [months for quarter in activity.quarters for months in quarter_spans(programme, quarter)]
    return not spans or any(months[0].first_day <= day <= due_date(programme, months[-1]) for months in spans)


def _quarter_said(day: date) -> Text:
    month = Month.of(day)
    quarter, year = quarter_of(month), fiscal_year_of(month)
    months = quarter_months(year, quarter)
    names = f"{SHORT_MONTHS[months[0].month - 1]}–{SHORT_MONTHS[months[-1].month - 1]}"
    return Text(
        f"ไตรมาส {quarter} ของปีงบประมาณ {year} ({names} {months[0].year + BE_OFFSET})",
        f"quarter {quarter} of fiscal year {year}",
    )


@rule(
    "ITA523", "activity-overdue", "warning",
    title=("กิจกรรมเลยกำหนดในแผน", "Activity is overdue"),
    message=("กิจกรรม {id} «{title}» พ้นไตรมาส {quarter} ตามแผนแล้ว แต่ยังไม่แล้วเสร็จ", "Activity {id} «{title}» is not done, although its quarter {quarter} is over"),
    fix=("ถ้าทำแล้ว ให้แก้ status: เป็น done พร้อมหลักฐาน ถ้ายัง ให้บอกเหตุผลในรายงานและปรับ quarters:", "If it was done, write status: done and give the evidence; otherwise say why in a report and mend quarters:"),
)  # fmt: skip
def activity_overdue(context: Context) -> Iterator[Hit]:
    """กิจกรรมที่เลยกำหนดทำให้ร้อยละความสำเร็จตามแผนลดลง

    What is overdue lowers the share of the plan that is done."""
    for one in told(context):
        # a report that says 100 percent is told of what is open by ITA513
        late = () if first_complete(one) is not None else overdue(one.programme, context.as_of)
        for i, activity in enumerate(one.programme.activities):
            if any(activity is other for other in late):
                at = "quarters" if activity.status is None else "status"
                values: dict[str, Value] = {
                    "id": short(activity.id), "title": short(activity.title), "quarter": quarter_of(last_quarter(one.programme, activity)[0]),
                }  # fmt: skip
                yield Hit(one.document, ("activities", i, at), values)


@rule(
    "ITA524", "unknown-activity", "error",
    title=("ไม่มีกิจกรรมลำดับนี้ในแผน", "Plan has no such activity"),
    message=("แผนงานไม่มีกิจกรรมลำดับ «{value}»", "The plan has no activity «{value}»"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def unknown_activity(context: Context) -> Iterator[Hit]:
    """ถ้าลำดับไม่ตรงกับแผน งานที่รายงานจะไม่ขึ้นใต้กิจกรรมใดเลย

    With a number that is not in the plan, what was done is shown under no activity."""
    for one in told(context):
        known = {id_as_read(activity.id) for activity in one.programme.activities}
        for document, report in one.reports:
            named = [(("actions", i), action.activity) for i, action in enumerate(report.actions)]
            named += [(("next", i), step.activity) for i, step in enumerate(report.next)]
            for at, typed in named:
                if typed and id_as_read(typed) not in known:
                    values: dict[str, Value] = {"value": short(typed), "mend": _meant(one, typed)}
                    yield Hit(document, (*at, "activity"), values)


def _meant(one: Told, typed: str) -> Text:
    """The activity that was probably meant, by its number or its title; else what there is."""
    activities = one.programme.activities
    if not activities:
        return Text("เติมกิจกรรมใน activities: ของ programme.yml หรือลบ activity:", "Add it under activities: of programme.yml, or remove activity:")  # fmt: skip
    by_id = {id_as_read(a.id): a for a in reversed(activities)}
    by_title = {id_as_read(a.title): a for a in reversed(activities)}
    for known in (by_title, by_id):
        if near := get_close_matches(id_as_read(typed), known, n=1, cutoff=0.6):
            found = known[near[0]]
            return Text(f"หมายถึง {found.id} ({short(found.title)}) หรือไม่", f"Is {found.id} meant")
    there = listed(a.id for a in activities[:_MOST_NAMED])
    more = NOTHING if len(activities) <= _MOST_NAMED else Text(" เป็นต้น", ", …")
    return Text(f"ลำดับที่มีในแผน: {there}{more.th}", f"The plan has: {there}{more.en}")
