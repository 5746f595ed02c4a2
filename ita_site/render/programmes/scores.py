"""What one month's report says of the levels, beside what the levels come to by then."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ita_site.dates import Month
from ita_site.programmes import Overview, round_scores
from ita_site.programmes.levels import round_of
from ita_site.programmes.overview import sound_reports
from ita_site.records import LevelResult, Measurement, MonthlyReport
from ita_site.render import words
from ita_site.render.links import Place
from ita_site.render.markdown import field
from ita_site.render.openings import Openings
from ita_site.render.programmes.levels import ScoreRow, score_row
from ita_site.render.programmes.proofs import Proof, proofs


@dataclass(frozen=True, slots=True)
class ResultView:
    """One level. `said` are the report's own points and who gives them, its `text` and evidence follow."""

    row: ScoreRow
    said: tuple[str, ...]
    text: Markup
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class ScoreBoard:
    """The levels of one month; `round` names its round, the sums are blank where the plan gives no points."""

    results: tuple[ResultView, ...]
    round: str
    total: str
    full: str


def score_board(
    overview: Overview, month: Month, record: MonthlyReport, place: Place, openings: Openings
) -> ScoreBoard | None:
    """The levels as they stood with the report of `month`; None when that report says nothing of levels or scores."""
    if not record.levels and record.self_score is None:
        return None
    programme = overview.programme
    known = {m: r for m, r in sound_reports(overview.entry).items() if m <= month}
    round_ = round_of(programme, month) if programme else None
    found = next((s for s in round_scores(programme, known) if s.round == round_), None) if programme else None
    scores = found.levels if found else ()
    planned = {score.level.level for score in scores}
    hosts = {score.level.level for score in scores if score.level.measure is Measurement.HOST}
    rows = [(score.level.level, score_row(score, month)) for score in scores]
    rows += [(n, _unplanned(n, result)) for n, result in sorted(record.levels.items()) if n not in planned]

    def view(level: int, row: ScoreRow) -> ResultView:
        result = record.levels.get(level, LevelResult())
        return ResultView(
            row,
            _said(result, is_host=level in hosts),
            field(result.text, place.written("")),
            proofs(result.evidence, place, openings),
        )

    is_summed = found is not None and found.is_known
    return ScoreBoard(
        results=tuple(view(level, row) for level, row in rows),
        round=round_.label if round_ and programme and programme.rounds else "",
        total=words.number(found.total) if found is not None and is_summed else "",
        full=words.number(found.full) if found is not None and is_summed else "",
    )


def _unplanned(level: int, result: LevelResult) -> ScoreRow:
    value = "" if result.value is None else words.number(result.value)
    return ScoreRow(level, "", "", value, "", "", ("ไม่มีระดับนี้ในแผนงานของรอบนี้",))


def _said(result: LevelResult, *, is_host: bool) -> tuple[str, ...]:
    """What the report states itself and the computed row does not say already."""
    by = f" โดย{result.by}" if result.by else ""
    found = []
    if result.score is not None and not is_host:
        found.append(f"รายงานระบุ {words.number(result.score)} คะแนน{by}")
    if result.expected is not None and (not is_host or result.score is not None):
        found.append(f"คาดว่าจะได้ {words.number(result.expected)} คะแนน")
    if result.by and not is_host and result.score is None:
        found.append(f"ผู้ให้คะแนน: {result.by}")
    return tuple(found)
