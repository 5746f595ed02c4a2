"""The page of a year's measures: how they stand, each with its chain, and what no measure answers yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ita_site.findings import Report
from ita_site.history import Chronicle
from ita_site.records import ActivityStatus, MeasuresRecord
from ita_site.render.findings import finding_views
from ita_site.render.links import Link, Place
from ita_site.render.markdown import field
from ita_site.render.openings import Openings
from ita_site.render.past import history_of
from ita_site.render.programmes.proofs import proofs
from ita_site.render.results.known import Known, KnownMeasure
from ita_site.render.results.linking import answering_items, measures_title, result_title
from ita_site.render.results.measure import IssueView, issue_viewer, measure_viewer
from ita_site.render.template import page
from ita_site.render.waivers import waived_views
from ita_site.results import Answer, Issue, Need
from ita_site.site import Site
from ita_site.sitemap import measures_path, result_path
from ita_site.yearly import Yearly


@dataclass(frozen=True, slots=True)
class Tally:
    """How many measures there are and how they stand. `asked` issues of the result need a measure, `unanswered` of them
    have none; both are None while nobody knows."""

    all: int
    done: int
    doing: int
    not_started: int
    unsaid: int
    overdue: int
    asked: int | None
    unanswered: int | None

    @property
    def kind(self) -> str:
        """The kind of banner."""
        if self.overdue or self.unanswered:
            return "due"
        return "filed" if self.done == self.all else "upcoming"

    @property
    def shape(self) -> str:
        return {"due": "▲", "filed": "■", "upcoming": "◧"}[self.kind]

    @property
    def sentence(self) -> str:
        told = (
            ("แล้วเสร็จ", self.done),
            ("กำลังดำเนินการ", self.doing),
            ("ยังไม่เริ่ม", self.not_started),
            ("ยังไม่มีการติดตาม", self.unsaid),
        )
        parts = " · ".join(f"{word} {count}" for word, count in told if count)
        return f"มาตรการ {self.all} ข้อ: {parts}"


def measures_page(site: Site, report: Report, known: Known, year: int, chronicle: Chronicle) -> str:
    """The measures of a year (BE) that has its file, also for one that cannot be read."""
    entry = site.assessed.measures[year]
    place = Place.of(site, measures_path(year))
    record = entry.record
    return page(
        "measures",
        title=(record.title if record else "") or measures_title(year),
        description=f"มาตรการ ผู้รับผิดชอบ กำหนดเวลา และผลการติดตาม · {site.config.agency.name}",
        as_of=report.as_of,
        year=year,
        record=record,
        **(_view(site, report, known, entry, record, place) if record else {}),
        findings=finding_views(report.of_path(entry.document.path)),
        waived=waived_views(w for w in report.waived if w.finding.path == entry.document.path),
        history=history_of(place, chronicle, entry.document, MeasuresRecord, record),
        edit=place.edit(entry.document.path),
    )


def _view(
    site: Site, report: Report, known: Known, entry: Yearly[MeasuresRecord], record: MeasuresRecord, place: Place
) -> dict[str, Any]:
    """What the template asks of a record that can be read."""
    openings, answered = Openings(site, report), record.answers
    measures = known.measures(entry)
    there = answered in site.assessed.results
    return {
        "tally": tally(known, entry),
        "answers": answered,
        "result": Link(place.page(result_path(answered)), result_title(answered)) if there else None,
        "items": answering_items(known, place, entry.year, answered),
        "measures": tuple(map(measure_viewer(known, answered, place, openings), measures)),
        "unanswered": _unanswered_views(known, answered, place),
        "proofs": proofs(record.evidence, place, openings),
        "note": field(record.note, place.written("")),
    }


def tally(known: Known, entry: Yearly[MeasuresRecord]) -> Tally | None:
    """How the measures of a file stand; None of one that cannot be read."""
    if entry.record is None:
        return None
    measures = known.measures(entry)
    asked, missing = needed(known, entry.record.answers), unanswered(known, entry.record.answers)
    return Tally(
        all=len(measures),
        done=_count(measures, ActivityStatus.DONE),
        doing=_count(measures, ActivityStatus.DOING),
        not_started=_count(measures, ActivityStatus.NOT_STARTED),
        unsaid=_count(measures, None),
        overdue=sum(m.standing.is_overdue for m in measures),
        asked=None if asked is None else len(asked),
        unanswered=None if missing is None else len(missing),
    )


def needed(known: Known, year: int) -> tuple[Answer, ...] | None:
    """What the result of a year (BE) asks for; None without a result that tells more than its total."""
    result = known.results.get(year)
    if result is None or result.view is None:
        return None
    record = result.record
    return result.answers if record.indicators or record.questions or record.zero_items else None


def unanswered(known: Known, year: int) -> tuple[Need, ...] | None:
    """What the result of a year (BE) asks for and no measure answers; None where nobody knows what it asks for."""
    asked = needed(known, year)
    return None if asked is None else tuple(answer.need for answer in asked if not answer.measures)


def _unanswered_views(known: Known, year: int, place: Place) -> tuple[IssueView, ...] | None:
    missing = unanswered(known, year)
    if missing is None:
        return None
    view = issue_viewer(known, year, place)
    return tuple(view(Issue(need.kind, need.code, "")) for need in missing)


def _count(measures: Iterable[KnownMeasure], status: ActivityStatus | None) -> int:
    return sum(measure.standing.status is status for measure in measures)
