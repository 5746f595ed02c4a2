"""74x and 75x: what a measure says that it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_site.criteria import Assessment
from ita_site.results import Issue, IssueKind, named_indicator, read_issues
from ita_site.rules.base import Context, Hit, rule
from ita_site.rules.measures.judged import Judged, judged
from ita_site.rules.said import short
from ita_site.thai import fold_digits

_CODE = re.compile(r"(?:ข้อ(?:คำถาม)?(?:ที่)? ?)?([a-z])[ .-]?0*([1-9][0-9]{0,2})(?![0-9a-z.])", re.IGNORECASE)
_INDICATOR = re.compile(r"(?:[a-z]{3}[12]? ?)?ตัวชี้วัด(?:ที่)? ?([0-9]{1,3})(?![0-9.])", re.IGNORECASE)


@rule(
    "ITA748", "unknown-issue", "error",
    title=("รหัสประเด็นที่ไม่มีอยู่", "Issue with an unknown code"),
    message=("«{name}» ตอบ «{issue}» แต่การประเมินปี {year} ไม่มีรหัสนี้", "«{name}» answers «{issue}», but the assessment of {year} has no such code"),
    fix=("ใช้รหัสคำถาม {questions} รหัสข้อ{items} หรือตัวชี้วัดที่ {indicators} ถ้าไม่ใช่รหัส ให้เขียนเป็นข้อความ", "Use a question ({questions}), an item{items} or an indicator ({indicators}); if it is no code, write it in words"),
)  # fmt: skip
def unknown_issue(context: Context) -> Iterator[Hit]:
    """รหัสที่ผิดทำให้มาตรการไม่โยงกับจุดอ่อนใดเลย

    With a wrong code the measure answers no weakness at all."""
    for one in judged(context):
        for n, measure in enumerate(one.record.measures):
            for k, written in enumerate(measure.issue):
                for issue in read_issues(written, one.assessment, one.edition):
                    if _is_wrong_code(one, issue):
                        yield one.hit(n, "issue", k, issue=short(issue.text), year=one.record.answers, **_known(one))


def _is_wrong_code(one: Judged, issue: Issue) -> bool:
    """Whether words look like a code that the assessment of the result's year does not have."""
    if one.assessment is None or issue.kind is not IssueKind.WORDS:
        return False
    plain = " ".join(fold_digits(issue.text).split())
    if _INDICATOR.match(plain):
        return True
    found = _CODE.match(plain)
    letters = set(one.assessment.question_letters)
    if one.edition is not None:
        letters.add(one.edition.codes.prefix)
    return found is not None and found[1].casefold() in map(str.casefold, letters)


def _known(one: Judged) -> dict[str, str]:
    assessment, edition = one.assessment, one.edition
    indicators = list(assessment.indicators) if assessment else [""]
    by_letter: dict[str, list[str]] = {}
    for run in assessment.questions if assessment else ():
        by_letter.setdefault(run.prefix, []).extend(run.codes)
    codes = list(edition.items) if edition else []
    return {
        "questions": ", ".join(f"{found[0]}–{found[-1]}" for found in by_letter.values()),
        "items": f" {codes[0]}–{codes[-1]}" if codes else "",
        "indicators": f"{indicators[0]}–{indicators[-1]}",
    }


@rule(
    "ITA757", "number-and-name-differ", "warning",
    title=("เลขตัวชี้วัดกับชื่อไม่ตรงกัน", "Number and name of an indicator differ"),
    message=("«{name}» ตอบ «{issue}» แต่ตัวชี้วัดที่ {number} คือ{of_number} ส่วน{of_name} คือตัวชี้วัดที่ {other}", "«{name}» answers «{issue}», but indicator {number} is {of_number}; {of_name} is indicator {other}"),
    fix=("ดูรายงานผลว่าหมายถึงตัวชี้วัดใด แล้วแก้เลขหรือชื่อ ระบบนับตามเลข", "See in the report which is meant and mend the number or the name; the number is what counts"),
)  # fmt: skip
def number_and_name_differ(context: Context) -> Iterator[Hit]:
    """เลขที่พิมพ์ผิดทำให้มาตรการไปตอบตัวชี้วัดอื่น และจุดอ่อนจริงไม่มีมาตรการ

    With a wrong number the measure answers another indicator, and the real weakness is left without one."""
    for one in judged(context):
        if one.assessment is None:
            continue
        known = one.assessment.indicators
        for n, measure in enumerate(one.record.measures):
            for k, written in enumerate(measure.issue):
                if (differ := number_unlike_name(written, one.assessment)) is not None:
                    number, other = differ
                    yield one.hit(
                        n, "issue", k, issue=short(written), number=number, of_number=known[number],
                        other=other, of_name=known[other],
                    )  # fmt: skip


def number_unlike_name(written: str, assessment: Assessment) -> tuple[str, str] | None:
    """The indicators of the number and of the name that a text begins with, where these are two, as in
    «ตัวชี้วัดที่ 3 การใช้งบประมาณ»."""
    found = _INDICATOR.match(" ".join(fold_digits(written).split()))
    if found is None or found[1] not in assessment.indicators:
        return None
    other = named_indicator(written, assessment)
    return (found[1], other) if other is not None and other != found[1] else None


@rule(
    "ITA754", "measure-without-issue", "warning",
    title=("มาตรการไม่บอกว่าแก้เรื่องใด", "A measure that answers nothing"),
    message=("«{name}» ไม่มี issue: จึงไม่รู้ว่าแก้จุดอ่อนเรื่องใด", "«{name}» has no issue:, so nobody knows which weakness it mends"),
    fix=("เติม issue: เป็นรหัสคำถาม เช่น i7 รหัสข้อ ตัวชี้วัด หรือเขียนเป็นข้อความ", "Add issue: with the code of a question like i7, of an item, an indicator, or words"),
)  # fmt: skip
def measure_without_issue(context: Context) -> Iterator[Hit]:
    """มาตรการต้องมาจากผลการประเมิน มาตรการที่ไม่บอกเรื่องเหมือนไม่ได้วิเคราะห์ผล

    Measures come from the result; one that names no issue looks as if nobody had read it."""
    for one in judged(context):
        for n, measure in enumerate(one.record.measures):
            if not measure.issue:
                yield one.hit(n, "id")
