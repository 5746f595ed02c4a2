"""Programmes and their months as documents."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ita_site.api_paths import programme_data_path
from ita_site.dates import thai_month
from ita_site.numerals import rounded
from ita_site.programmes import MonthStanding, Overview, RoundScore
from ita_site.render.data.programme_models import (
    ActionEntry,
    ActivityEntry,
    LevelEntry,
    MetricEntry,
    MonthEntry,
    ProgrammeDocument,
    ProgrammeEntry,
    ProgrammesDocument,
    RoundEntry,
)
from ita_site.render.data.sources import Sources
from ita_site.render.programmes.listing import programme_name
from ita_site.site import YearContent
from ita_site.sitemap import month_path, programme_path


def programmes_document(sources: Sources, year: YearContent) -> ProgrammesDocument:
    entries = tuple(_entry(sources, year, overview) for overview in sources.overviews_of(year))
    return ProgrammesDocument(**sources.head("programmes", year.edition.year), programmes=entries)


def _entry(sources: Sources, year: YearContent, overview: Overview) -> ProgrammeEntry:
    record, money = overview.programme, overview.money
    return ProgrammeEntry(
        id=overview.entry.id,
        name=programme_name(overview.entry),
        kind=record.kind if record else None,
        unit=(record.unit or None) if record else None,
        start=str(record.start.month) if record else None,
        end=str(record.end.month) if record else None,
        budget_baht=record.budget_baht if record else None,
        spent_baht=money.spent if money and money.is_told else None,
        standing=overview.standing,
        reported=overview.reported,
        owed=overview.owed,
        done_percent=_two(overview.done),
        page=sources.page(programme_path(year, overview.entry)),
        data=sources.file(programme_data_path(year, overview.entry)),
    )


def programme_documents(
    sources: Sources, year: YearContent, programmes: ProgrammesDocument
) -> Iterator[tuple[str, ProgrammeDocument]]:
    """The document of every programme by its path."""
    head = sources.head("programme", year.edition.year)
    for entry, overview in zip(programmes.programmes, sources.overviews_of(year), strict=True):
        yield (
            programme_data_path(year, overview.entry),
            ProgrammeDocument(
                **head,
                programme=entry,
                months=tuple(_month(sources, year, overview, standing) for standing in overview.months),
                rounds=tuple(map(_round, overview.rounds)),
                activities=tuple(_activities(sources, overview)),
            ),
        )


def _month(sources: Sources, year: YearContent, overview: Overview, standing: MonthStanding) -> MonthEntry:
    days, record = standing.deadline, standing.record
    page = sources.page(month_path(year, overview.entry, standing.month)) if standing.report else None
    return MonthEntry(
        month=str(standing.month),
        text=thai_month(standing.month),
        state=standing.kind,
        due=days.due if days else None,
        advised=days.advised if days else None,
        submitted=record.submitted if record else None,
        days_late=standing.days_late,
        progress_percent=record.progress_percent if record else None,
        spent_baht=record.budget_spent_baht if record else None,
        summary=(record.summary or None) if record else None,
        actions=tuple(
            ActionEntry(on=a.on, text=a.text, evidence=sources.proofs(a.evidence))
            for a in (record.actions if record else ())
        ),
        metrics=tuple(
            MetricEntry(
                name=m.name, numerator=m.numerator, denominator=m.denominator, unit=m.unit or None, percent=m.percent
            )
            for m in (record.metrics if record else ())
        ),
        page=page,
    )


def _round(score: RoundScore) -> RoundEntry:
    return RoundEntry(
        id=score.round.id,
        name=score.round.name or None,
        months=tuple(str(month) for month in sorted(score.round.months)),
        total=score.total,
        full=score.full,
        levels=tuple(
            LevelEntry(
                level=s.level.level,
                name=s.level.name,
                measure=s.level.measure,
                value=_two(s.value),
                score=s.score,
                full=s.level.full,
                is_given=s.is_given,
            )
            for s in score.levels
        ),
    )


def _activities(sources: Sources, overview: Overview) -> Iterator[ActivityEntry]:
    late = {id(activity) for activity in overview.overdue}
    for activity in overview.programme.activities if overview.programme else ():
        yield ActivityEntry(
            id=activity.id,
            title=activity.title,
            measure=activity.measure or None,
            quarters=activity.quarters,
            budget_baht=activity.budget_baht,
            status=activity.standing,
            overdue=id(activity) in late,
            result=activity.result or None,
            evidence=sources.proofs(activity.proofs),
        )


def _two(value: Decimal | None) -> Decimal | None:
    return None if value is None else rounded(value)
