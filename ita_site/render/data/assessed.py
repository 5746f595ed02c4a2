"""A year's result, and the measures that answer one, as documents."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ita_site.render.data.assessed_models import (
    FollowUpEntry,
    MeasureEntry,
    MeasuresDocument,
    QuestionEntry,
    Respondents,
    ResultDocument,
    ScoreEntry,
    StepEntry,
    ZeroEntry,
)
from ita_site.render.data.sources import Sources
from ita_site.render.results.known import KnownMeasure, KnownResult
from ita_site.results.computed import instrument_id
from ita_site.sitemap import measures_path, result_path


def result_documents(sources: Sources) -> Iterator[ResultDocument]:
    """The results that can be read, newest first."""
    for year, result in sources.known.results.items():
        record, view = result.record, result.view
        yield ResultDocument(
            **sources.head("result", year),
            assessed=record.year,
            announced=record.announced,
            total=record.total,
            level=record.level or None,
            passed=view.passes(record.total) if view else None,
            previous_total=record.previous_total,
            instruments=tuple(_instruments(result)),
            indicators=tuple(_score(str(id_), _indicator(result, str(id_)), s) for id_, s in record.indicators.items()),
            questions=tuple(
                QuestionEntry(
                    code=q.code,
                    indicator=str(q.indicator) if q.indicator else _indicator_of(result, q.code),
                    text=q.text or None,
                    score=q.score,
                    advice=q.advice or None,
                )
                for q in record.questions
            ),
            zero_items=tuple(
                ZeroEntry(item=z.item, title=z.title or None, advice=z.advice or None) for z in record.zero_items
            ),
            respondents=tuple(Respondents(id=id_, people=count) for id_, count in record.respondents.items()),
            evidence=sources.proofs(record.evidence),
            page=sources.page(result_path(year)),
        )


def _instruments(result: KnownResult) -> Iterator[ScoreEntry]:
    names: dict[str, str] = {}
    if result.view:
        assessment = result.view.assessment
        names = {one.id: one.name.th for one in assessment.instruments.values()}
        names |= {joint.id: joint.name.th for joint in assessment.joint.values()}
    for id_, score in result.record.instruments.items():
        yield _score(id_, names.get(instrument_id(id_)), score)


def _indicator(result: KnownResult, id_: str) -> str | None:
    name = result.view.assessment.indicators.get(id_) if result.view else None
    return name.th if name else None


def _indicator_of(result: KnownResult, question: str) -> str | None:
    if result.view is None:
        return None
    code = result.view.assessment.question(question)
    return result.view.assessment.indicator_of(code) if code else None


def _score(id_: str, name: str | None, score: Decimal) -> ScoreEntry:
    return ScoreEntry(id=id_, name=name, score=score)


def measures_documents(sources: Sources) -> Iterator[MeasuresDocument]:
    """The files of measures that can be read, newest first."""
    for year, entry in sources.site.assessed.measures.items():
        if entry.record is not None:
            yield MeasuresDocument(
                **sources.head("measures", year),
                answers=entry.record.answers,
                measures=tuple(_measure(sources, known) for known in sources.known.measures(entry)),
                page=sources.page(measures_path(year)),
            )


def _measure(sources: Sources, known: KnownMeasure) -> MeasureEntry:
    measure, standing = known.measure, known.standing
    return MeasureEntry(
        id=measure.id,
        title=measure.title,
        issues=measure.issue,
        owners=measure.owner,
        steps=tuple(StepEntry(text=s.text, due=s.due.last_day if s.due else None) for s in measure.steps),
        due=standing.due,
        budget_baht=measure.budget_baht,
        status=standing.status,
        overdue=standing.is_overdue,
        rounds=tuple(
            FollowUpEntry(
                round=r.round,
                on=r.on,
                status=r.status,
                text=r.text or None,
                advice=r.advice or None,
                evidence=sources.proofs(r.evidence),
            )
            for r in measure.rounds
        ),
        page=sources.page(known.page, known.anchor),
    )
