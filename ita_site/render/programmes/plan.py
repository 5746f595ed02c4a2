"""The plan of a programme: its activities against the four quarters, and each activity with all that came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from ita_site.dates import BE_OFFSET, SHORT_MONTHS, Month
from ita_site.programmes import Overview
from ita_site.programmes.plan import QUARTERS, id_as_read, is_done, quarter_spans
from ita_site.records import Activity, ActivityStatus, FollowUp, Programme
from ita_site.render import words
from ita_site.render.links import Place
from ita_site.render.markdown import field
from ita_site.render.openings import Openings
from ita_site.render.programmes.proofs import Proof, proofs

STATUSES = {
    None: ("unsaid", "·", "ไม่ได้ระบุผล"),
    ActivityStatus.DONE: ("done", "■", "แล้วเสร็จ"),
    ActivityStatus.DOING: ("doing", "◧", "กำลังดำเนินการ"),
    ActivityStatus.NOT_STARTED: ("not-started", "▢", "ยังไม่เริ่ม"),
}

Mark = tuple[str, str, str]
"""Kind for the style sheet, shape, word."""

_SLOTS: tuple[Mark, ...] = (
    ("planned", "▢", "ตามแผน"),
    ("doing", "◧", "ตามแผน มีหลักฐานแล้ว"),
    ("done", "■", "ตามแผน แล้วเสร็จ"),
    ("beyond", "◇", "มีหลักฐานนอกไตรมาสที่วางแผน"),
)


@dataclass(frozen=True, slots=True)
class QuarterView:
    """A quarter of the fiscal year: `ต.ค.–ธ.ค.` and its year (BE), or its years where the programme touches several."""

    number: int
    months: str
    years: str


@dataclass(frozen=True, slots=True)
class QuarterCell:
    """What one quarter holds of one activity: planned or not, done or not, and how many dated pieces of evidence."""

    kind: str
    shape: str
    count: int
    word: str


@dataclass(frozen=True, slots=True)
class FollowUpView:
    followup: FollowUp
    mark: Mark | None
    result: Markup
    suggestion: Markup
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class ActivityView:
    activity: Activity
    anchor: str
    mark: Mark
    is_overdue: bool
    quarters: str
    cells: tuple[QuarterCell, ...]
    targets: tuple[tuple[str, str], ...]
    method: Markup
    result: Markup
    proofs: tuple[Proof, ...]
    followups: tuple[FollowUpView, ...]


@dataclass(frozen=True, slots=True)
class MeasureView:
    """The activities of one measure; those that name none are under a blank name."""

    name: str
    anchor: str
    activities: tuple[ActivityView, ...]


def anchors(programme: Programme | None) -> dict[str, tuple[str, str]]:
    """Anchor and title of each activity by its id as people read it; of two with one id the first."""
    found: dict[str, tuple[str, str]] = {}
    for number, activity in enumerate(programme.activities if programme else (), 1):
        found.setdefault(id_as_read(activity.id), (f"activity-{number}", activity.title))
    return found


def quarter_views(programme: Programme) -> tuple[QuarterView, ...]:
    found = []
    for quarter in QUARTERS:
        spans = quarter_spans(programme, quarter)
        years = ", ".join(str(months[-1].year + BE_OFFSET) for months in spans)
        found.append(QuarterView(quarter, f"{_short(spans[0][0])}–{_short(spans[0][-1])}", years))
    return tuple(found)


def measure_views(overview: Overview, place: Place, openings: Openings) -> tuple[MeasureView, ...]:
    """The activities by measure, both in the order of the plan."""
    programme = overview.programme
    if programme is None:
        return ()
    view = _viewer(overview, programme, place, openings)
    found: dict[str, list[ActivityView]] = {}
    for number, activity in enumerate(programme.activities, 1):
        found.setdefault(activity.measure, []).append(view(number, activity))
    return tuple(MeasureView(name, f"measure-{n}", tuple(listed)) for n, (name, listed) in enumerate(found.items(), 1))


def plan_legend(measures: Iterable[MeasureView]) -> tuple[Mark, ...]:
    """What the quarters of the activities hold; empty where no quarter holds anything, so that there is no plan to draw."""
    there = {cell.kind for measure in measures for activity in measure.activities for cell in activity.cells}
    return tuple(mark for mark in _SLOTS if mark[0] in there)


def _viewer(
    overview: Overview, programme: Programme, place: Place, openings: Openings
) -> Callable[[int, Activity], ActivityView]:
    written = place.written("")
    # by identity: records are compared field by field, which is slow among hundreds
    overdue = set(map(id, overview.overdue))

    def followed(followup: FollowUp) -> FollowUpView:
        return FollowUpView(
            followup,
            None if followup.status is None else STATUSES[followup.status],
            field(followup.result, written),
            field(followup.suggestion, written),
            proofs(followup.evidence, place, openings),
        )

    def view(number: int, activity: Activity) -> ActivityView:
        return ActivityView(
            activity=activity,
            anchor=f"activity-{number}",
            mark=STATUSES[activity.standing],
            is_overdue=id(activity) in overdue,
            quarters=", ".join(map(str, sorted(set(activity.quarters)))),
            cells=tuple(_cell(programme, activity, quarter) for quarter in QUARTERS),
            targets=_targets(activity),
            method=field(activity.method, written),
            result=field(activity.result, written),
            proofs=proofs(activity.evidence, place, openings),
            followups=tuple(map(followed, sorted(activity.followups, key=lambda f: f.no))),
        )

    return view


def _targets(activity: Activity) -> tuple[tuple[str, str], ...]:
    """Targets in words; a tick of the form stays a tick."""
    told = (
        ("ค่าเป้าหมาย", activity.target),
        ("ผลลัพธ์เชิงปริมาณ", activity.target_quantitative),
        ("ผลลัพธ์เชิงคุณภาพ", activity.target_qualitative),
    )
    return tuple((name, words.YES if value is True else str(value)) for name, value in told if value)


def _cell(programme: Programme, activity: Activity, quarter: int) -> QuarterCell:
    months = {month for span in quarter_spans(programme, quarter) for month in span}
    count = sum(proof.on is not None and Month.of(proof.on) in months for proof in activity.proofs)
    shown = f" หลักฐาน {count} ชิ้น" if count else ""
    if quarter not in activity.quarters:
        return QuarterCell("beyond", "◇", count, f"ไม่อยู่ในแผน{shown}") if count else QuarterCell("none", "", 0, "ไม่มีแผน")
    if is_done(activity):
        return QuarterCell("done", "■", count, f"ตามแผน แล้วเสร็จ{shown}")
    if count:
        return QuarterCell("doing", "◧", count, f"ตามแผน มีหลักฐานแล้ว{shown}")
    return QuarterCell("planned", "▢", 0, "ตามแผน")


def _short(month: Month) -> str:
    return SHORT_MONTHS[month.month - 1]
