"""5xx: stated points, held against what the bands give."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ita_site.dates import Month
from ita_site.programmes.levels import ZERO, LevelScore, band_score, round_of, round_scores
from ita_site.records import Level, Measurement, MonthlyReport
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.programmes.levels import countable, results
from ita_site.rules.programmes.plan import have_sound_months
from ita_site.rules.programmes.reported import Told, level_key, told
from ita_site.rules.said import NOTHING, month_said, number_said, points_said
from ita_site.source import Document
from ita_site.text import Text

_MOST_HOSTS = 8
"""Levels given by others; with more of them only none or all are thought to be counted."""


@rule(
    "ITA530", "level-score-differs", "error", requires=("ITA529", "ITA533"),
    title=("คะแนนของระดับไม่ตรงกับเกณฑ์", "Score of a level differs"),
    message=("ระดับ {level} เขียนคะแนนไว้ {stated} แต่ค่า {value} ได้ {score} คะแนนตามเกณฑ์", "Level {level} states {stated}, but {value} earns {score} by its bands"),
    fix=("แก้ score: เป็น {score} หรือลบออกให้ระบบคำนวณ ถ้าค่าผิดให้แก้ value:", "Write score: {score}, or leave it out and it is computed; if the value is wrong, mend value:"),
)  # fmt: skip
def level_score_differs(context: Context) -> Iterator[Hit]:
    """คะแนนมาจากช่วงในแผน ถ้าไม่ตรงกันผู้อ่านไม่รู้ว่าเชื่อตัวใด

    Points come from the bands of the plan; where they differ nobody knows which to believe."""
    for one in told(context):
        for document, report, level, result in results(one):
            if result.score is None or level.measure is Measurement.HOST:
                continue
            given = _values(one, level, report.month, result.value)
            scores = {score for value in given if (score := band_score(level, value)) is not None}
            if scores and result.score not in scores:
                values: dict[str, Value] = {
                    "level": level.level, "stated": number_said(result.score), "value": points_said(given[0]),
                    "score": points_said(band_score(level, given[0]) or ZERO),
                }  # fmt: skip
                yield Hit(document, ("levels", level_key(document, level.level), "score"), values)


def _values(one: Told, level: Level, month: Month, stated: Decimal | None) -> list[Decimal]:
    """What the bands of a level are asked: the stated value, else each that the site may count."""
    if stated is not None:
        return [stated]
    counts = countable(one, level, month)
    return [] if counts is None else [counts[0] + more for more in range(int(counts[1] - counts[0]) + 1)]


_Differing = tuple[Document, MonthlyReport, Decimal, Decimal]


def _self_scores(context: Context) -> tuple[_Differing, ...]:
    return tuple(_that_differ(context))


def _that_differ(context: Context) -> Iterator[_Differing]:
    """Reports whose own score is not what the bands give, with the least and the most that they may give."""
    for one in told(context):
        levels = [level.level for level in one.programme.levels]
        if not levels or len(levels) != len(set(levels)) or not have_sound_months(one.programme):
            continue
        for document, report in one.reports:
            if report.self_score is None or round_of(one.programme, report.month) is None:
                continue
            least, most, by_others = _own(one, report.month)
            if not any(least <= report.self_score - given <= most for given in by_others):
                yield document, report, least, most


def _own(one: Told, month: Month) -> tuple[Decimal, Decimal, set[Decimal]]:
    """The points of a round by what was filed up to `month`: the least and the most that the agency's own levels may
    come to, and every sum that the levels given by others may add (given or expected; an agency may count them or not).

    The least and the most differ where a month is missing, or where nobody said what a level came to.
    """
    filed = {m: report for m, report in one.by_month.items() if m <= month}
    round_ = round_of(one.programme, month)
    scored = next(r for r in round_scores(one.programme, filed) if r.round == round_)
    least = most = ZERO
    by_others = {ZERO}
    hosts = [s for s in scored.levels if s.level.measure is Measurement.HOST]
    for score in scored.levels:
        if score.level.measure is not Measurement.HOST:
            low, high = _range(one, score, month)
            least, most = least + low, most + high
    if len(hosts) > _MOST_HOSTS:
        every = sum((s.score or s.expected or ZERO for s in hosts), ZERO)
        return least, most, {ZERO, every}
    for score in hosts:
        points = {ZERO, score.score or ZERO, score.expected or ZERO}
        by_others = {known + added for known in by_others for added in points}
    return least, most, by_others


def _range(one: Told, score: LevelScore, month: Month) -> tuple[Decimal, Decimal]:
    level = score.level
    if level.measure is Measurement.PERCENT:
        points = [score.score]
    else:
        counts = countable(one, level, month)
        values = _values(one, level, month, None if counts is not None else score.stated)
        points = [band_score(level, value) for value in values]
    known = [p for p in points if p is not None]
    return (min(known), max(known)) if known and len(known) == len(points) else (ZERO, level.full)


_AT_MOST = Text(" (อย่างมาก)", " (at most)")
_AT_LEAST = Text(" (อย่างน้อย)", " (at least)")


def _both(report: MonthlyReport, computed: Decimal, bound: Text) -> dict[str, Value]:
    """What is stated and what is computed; `bound` where a month or a level is not told, and more or less may be due."""
    score, stated = points_said(computed), report.self_score or ZERO
    return {
        "stated": number_said(stated),
        "score": Text(f"{score}{bound.th}", f"{score}{bound.en}"),
        "month": month_said(report.month),
    }


@rule(
    "ITA531", "self-score-above", "error", requires=("ITA106", "ITA529", "ITA530", "ITA533", "ITA534", "ITA545"),
    title=("คะแนนประเมินตนเองสูงกว่าเกณฑ์", "Self-score is above the bands"),
    message=("คะแนนประเมินตนเอง {stated} สูงกว่า {score} ที่คำนวณตามเกณฑ์จากรายงานถึงเดือน{month}", "The self-score {stated} is above {score}, which the bands give for the reports up to {month}"),
    fix=("แก้ self_score: หรือแก้ค่าของระดับใน levels: ให้ตรงกับที่ทำได้", "Mend self_score:, or the values under levels: so that they say what was reached"),
)  # fmt: skip
def self_score_above(context: Context) -> Iterator[Hit]:
    """คะแนนที่สูงกว่าเกณฑ์จะถูกปรับลดเมื่อตรวจ และทำให้ข้ออื่นไม่น่าเชื่อ

    A score above the bands is taken back when it is assessed, and casts doubt on the rest."""
    for document, report, least, most in context.once(_self_scores):
        if report.self_score is not None and report.self_score > most:
            yield Hit(document, ("self_score",), _both(report, most, NOTHING if least == most else _AT_MOST))


@rule(
    "ITA532", "self-score-below", "notice", requires=("ITA106", "ITA529", "ITA530", "ITA533", "ITA534", "ITA545"),
    title=("คะแนนประเมินตนเองต่ำกว่าเกณฑ์", "Self-score is below the bands"),
    message=("คะแนนประเมินตนเอง {stated} ต่ำกว่า {score} ที่คำนวณตามเกณฑ์จากรายงานถึงเดือน{month}", "The self-score {stated} is below {score}, which the bands give for the reports up to {month}"),
    fix=("ตรวจว่าลืมนับระดับใด หรือแก้ค่าของระดับใน levels:", "See whether a level was left out, or mend the values under levels:"),
)  # fmt: skip
def self_score_below(context: Context) -> Iterator[Hit]:
    """หน่วยงานอาจนับคะแนนตกไป

    The agency may have left out points that it earned."""
    for document, report, least, most in context.once(_self_scores):
        if report.self_score is not None and report.self_score < least:
            yield Hit(document, ("self_score",), _both(report, least, NOTHING if least == most else _AT_LEAST))
