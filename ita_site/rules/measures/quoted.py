"""75x: points that a measure or an item quotes from the result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ita_site.criteria import Assessment
from ita_site.numerals import rounded
from ita_site.records import ResultRecord
from ita_site.results import Issue, IssueKind, read_issue
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.consistency.sides import Side, sides
from ita_site.rules.measures.entries import analysed
from ita_site.rules.measures.issues import number_unlike_name
from ita_site.rules.measures.judged import judged
from ita_site.text import Text
from ita_site.thai import fold_digits

_POINTS = re.compile(r"(?<![0-9.,])([0-9]{1,3}(?:\.[0-9]{1,2})?)\s*คะแนน")


@rule(
    "ITA756", "quoted-points-differ", "warning",
    title=("คะแนนที่อ้างไม่ตรงกับผล", "Quoted points differ from the result"),
    message=("อ้าง{what} {quoted} คะแนน แต่ผลปี {year} คือ {points} ({there})", "{what} is quoted with {quoted} points, but the result of {year} says {points} ({there})"),
    fix=("แก้ตัวเลขให้ตรงกับรายงานผล", "Bring the figure in line with the report of the result"),
)  # fmt: skip
def quoted_points_differ(context: Context) -> Iterator[Hit]:
    """รายงานที่พิมพ์คะแนนเดียวกันไม่ตรงกันสองที่ ทำให้ไม่รู้ว่าวิเคราะห์จากผลใด

    Where one score is printed in two ways, nobody knows which result was analysed."""
    for one in judged(context):
        if one.answered is None or one.assessment is None:
            continue
        for n, measure in enumerate(one.record.measures):
            for k, written in enumerate(measure.issue):
                # where number and name of an indicator differ (ITA757) nobody knows whose points these are
                if number_unlike_name(written, one.assessment) is None and (
                    values := _differs(context, written, one.record.answers)
                ):
                    yield Hit(one.document, ("measures", n, "issue", k), values)
    for side in sides(context).values():
        for year in analysed(side.item):
            yield from _of_table(context, side, year)


def _of_table(context: Context, side: Side, year: int) -> Iterator[Hit]:
    words = [column.id for column in side.sheet.asked.columns if column.type == "text"]
    for row in side.sheet.rows:
        for column in words:
            if values := _differs(context, row.text(column), year):
                yield side.hit(row, column, values)


def _differs(context: Context, written: str, year: int) -> dict[str, Value] | None:
    """What is wrong with the points that a text gives to the indicator or question that it names; None when nothing is,
    or when it names more than one figure: nobody knows of what."""
    entry = context.site.assessed.results.get(year)
    quoted = _POINTS.findall(fold_digits(written))
    if entry is None or entry.record is None or len(quoted) != 1:
        return None
    shelf = context.site.shelf
    assessment = shelf.assessment(entry.record.year)
    if assessment is None:
        return None
    issue = read_issue(written, assessment, shelf.get(entry.record.year))
    found = _announced(issue, entry.record, assessment)
    if found is None or _is_same(Decimal(quoted[0]), found[0]):
        return None
    th, en = ("ตัวชี้วัดที่", "Indicator") if issue.kind is IssueKind.INDICATOR else ("คำถาม", "Question")
    there = f"{entry.document.path}:{entry.document.place(found[1])[0]}"
    return {
        "what": Text(f"{th} {issue.code}", f"{en} {issue.code}"),
        "quoted": quoted[0],
        "year": year,
        "points": str(found[0]),
        "there": there,
    }


def _is_same(quoted: Decimal, announced: Decimal) -> bool:
    """Whether a figure is the announced one, or that one rounded."""
    exponent = quoted.as_tuple().exponent
    return rounded(announced, -exponent if isinstance(exponent, int) else 0) == quoted


def _announced(
    issue: Issue, record: ResultRecord, assessment: Assessment
) -> tuple[Decimal, tuple[str | int, ...]] | None:
    """The points of an issue in the result, and where they stand."""
    if issue.kind is IssueKind.INDICATOR:
        points = record.indicators.get(int(issue.code))
        return None if points is None else (points, ("indicators", issue.code))
    if issue.kind is IssueKind.QUESTION:
        for n, question in enumerate(record.questions):
            if assessment.question(question.code) == issue.code:
                return question.score, ("questions", n, "score")
    return None
