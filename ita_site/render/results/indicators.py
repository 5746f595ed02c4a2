"""Indicators against the pass mark, and how the instruments make the total."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ita_site.criteria import Assessment, Instrument, Joint
from ita_site.numerals import plain, rounded
from ita_site.records import ResultRecord
from ita_site.render.links import Place
from ita_site.render.results.known import KnownResult
from ita_site.render.results.linking import MeasureLink, indicator_anchor, measure_links
from ita_site.render.results.numbers import Mark, change, fine, judged, points, share, worth
from ita_site.results import Computed, IssueKind
from ita_site.scoring.total import joint_of, part_of


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """`points` and `before` are blank where they are not known; `score` is for the drawing."""

    id: str
    anchor: str
    name: str
    instrument: str
    points: str
    score: Decimal | None
    mark: Mark | None
    before: str
    change: Mark | None
    measures: tuple[MeasureLink, ...]


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """`score` × `weight` = `part`; blank where nobody knows. `source` says where the score is from."""

    id: str
    name: str
    score: str
    weight: str
    part: str
    source: str


@dataclass(frozen=True, slots=True)
class TotalView:
    """The sum of the instruments' parts, and how it meets the announced total."""

    rows: tuple[InstrumentRow, ...]
    total: str
    said: str
    matches: bool
    others: tuple[str, ...]
    """Stated instruments that take no part in the sum."""
    respondents: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        """Whether the score of any instrument is known, so that there is a sum to show."""
        return any(row.score for row in self.rows)


def indicator_rows(result: KnownResult, before: KnownResult | None, place: Place) -> tuple[IndicatorRow, ...]:
    """Every indicator of the year and every one that was stated; `before` is the result of the year before."""
    view, stated = result.view, {str(id_): score for id_, score in result.record.indicators.items()}
    known = view.assessment.indicators if view else {}
    ids = [*known, *sorted((id_ for id_ in stated if id_ not in known), key=int)]
    return tuple(_indicator(result, id_, stated.get(id_), _earlier(before, view, id_), place) for id_ in ids)


def _indicator(
    result: KnownResult, id_: str, score: Decimal | None, earlier: Decimal | None, place: Place
) -> IndicatorRow:
    view = result.view
    is_known = view is not None and id_ in view.assessment.indicators
    return IndicatorRow(
        id=id_,
        anchor=indicator_anchor(id_),
        name=view.assessment.indicators[id_].th if view and is_known else "ไม่มีชื่อในเกณฑ์ที่เว็บไซต์นี้รู้จัก",
        instrument=view.assessment.figure_of(id_) if view and is_known else "",
        points=points(score) if score is not None else "",
        score=score,
        mark=judged(passes=view.passes(score)) if view and is_known and score is not None else None,
        before=points(earlier) if earlier is not None else "",
        change=change(score - earlier) if score is not None and earlier is not None else None,
        measures=measure_links(result.answering(IssueKind.INDICATOR, id_), place),
    )


def _earlier(before: KnownResult | None, view: Computed | None, id_: str) -> Decimal | None:
    """Points of the same indicator the year before; one of another name is another indicator."""
    if before is None or before.view is None or view is None:
        return None
    names = (view.assessment.indicators.get(id_), before.view.assessment.indicators.get(id_))
    return before.view.indicators.get(id_) if names[0] is not None and names[0] == names[1] else None


def total_view(record: ResultRecord, view: Computed) -> TotalView:
    """The instruments with weight and contribution, up to the total."""
    rows = tuple(_rows(view))
    matches = view.total is not None and abs(_rounded(view, view.total) - record.total) <= view.assessment.tolerance
    return TotalView(
        rows=rows,
        total=fine(view.total) if view.total is not None else "",
        said=_said(record, view),
        matches=matches,
        others=tuple(_others(record, {row.id for row in rows})),
        respondents=tuple(f"{id_} {count:,} คน" for id_, count in record.respondents.items()),
    )


def _rows(view: Computed) -> Iterator[InstrumentRow]:
    assessment, told = view.assessment, set[str]()
    for instrument in assessment.instruments.values():
        joint = joint_of(assessment, instrument.id)
        if instrument.id in view.known:
            yield _row(
                instrument.id, instrument, view.known[instrument.id], instrument.weight, _source(view, instrument.id)
            )
        elif joint is not None and joint.id in view.known:
            missing = [part for part in joint.parts if part not in view.known]
            if len(missing) < len(joint.parts):
                score = part_of(assessment, joint, view.known)
                yield _row(instrument.id, instrument, score, instrument.weight, f"คิดจากคะแนน {joint.id} รวม")
            elif joint.id not in told:
                told.add(joint.id)
                weight = sum((assessment.instruments[part].weight for part in joint.parts), Decimal(0))
                yield _row(joint.id, joint, view.known[joint.id], weight, _source(view, joint.id))
        else:
            yield InstrumentRow(instrument.id, instrument.name.th, "", share(instrument.weight), "", "ไม่ทราบคะแนน")


def _row(id_: str, named: Instrument | Joint, score: Decimal, weight: Decimal, source: str) -> InstrumentRow:
    return InstrumentRow(id_, named.name.th, fine(score), share(weight), fine(score * weight), source)


def _source(view: Computed, id_: str) -> str:
    """Where a figure is from, and what follows from the indicators where that is something else."""
    if id_ not in view.instruments:
        return "เฉลี่ยจากตัวชี้วัด"
    follows = view.follows.get(id_)
    if follows is not None and abs(_rounded(view, follows) - view.instruments[id_]) > view.assessment.tolerance:
        return f"ตามประกาศ แต่เฉลี่ยจากตัวชี้วัดได้ {worth(follows)}"
    return "ตามประกาศ"


def _others(record: ResultRecord, shown: set[str]) -> Iterator[str]:
    for written, score in record.instruments.items():
        if "".join(written.split()).upper() not in shown:
            yield f"{written} {points(score)}"


def _said(record: ResultRecord, view: Computed) -> str:
    if view.total is None:
        return "ยังคิดคะแนนรวมจากแบบวัดไม่ได้ เพราะไม่ทราบคะแนนครบทุกแบบวัด"
    own = _rounded(view, view.total)
    apart = abs(own - record.total)
    begin = f"ปัดเป็นทศนิยม {view.assessment.decimals} ตำแหน่งได้ {worth(own)}"
    if apart == 0:
        return f"{begin} ตรงกับคะแนนรวมที่ประกาศ"
    if apart <= view.assessment.tolerance:
        return f"{begin} ต่างจากที่ประกาศ {points(record.total)} เพียง {worth(apart)} เพราะคะแนนที่ประกาศปัดเศษมาก่อน"
    return f"{begin} ไม่ตรงกับคะแนนรวมที่ประกาศ {points(record.total)} (ต่างกัน {worth(apart)})"


def _rounded(view: Computed, value: Decimal) -> Decimal:
    return rounded(value, view.assessment.decimals)


def pass_mark(assessment: Assessment) -> str:
    """`85`: the pass mark as people say it."""
    return plain(assessment.pass_mark)
