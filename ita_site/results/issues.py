"""What a measure says that it answers: a question, an item, an indicator, or an issue in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ita_site.criteria import Assessment, Edition
from ita_site.records import Measure
from ita_site.thai import fold_digits

_INDICATOR = re.compile(r"(?:ตัวชี้วัด(?:ที่|ย่อยที่)?|indicator) ?([0-9]{1,2})(?![0-9]|\.[0-9])", re.IGNORECASE)
_FIRST_WORD = re.compile(
    r"(?:ประเด็น )?(?:ข้อ(?:คำถาม)?(?:ที่)? ?|คำถาม(?:ข้อ)?(?:ที่)? ?)?([A-Za-z] [0-9]+(?![0-9.])|[^\s:–,;()\"”]+)"
)
_MARKS = '(-–•*"“ '
"""What may stand before a code: a bracket, a mark of a list, a quotation mark."""
_CODE = r"[A-Za-z]{1,3} ?[0-9]{1,3}"
_AND = r"(?:\s*(?:,|/|;|\+|&|และ|กับ)\s*(?:และ\s*)?|\s+(?=[A-Za-z]{1,3} ?[0-9]))"
_SEVERAL = re.compile(rf"\(?({_CODE}(?:{_AND}{_CODE})+)(?![0-9])")
"""«i7, i8 และ i9»: codes in one breath."""
_NUMBER = r"[0-9]{1,2}(?![0-9]|\.[0-9])"
_INDICATORS = re.compile(
    rf"(?:[A-Za-z]{{3}} )?ตัวชี้วัด(?:ที่)? ?({_NUMBER}(?:\s*(?:,|/|;|และ|กับ|[-–—]|ถึง)\s*(?:ตัวชี้วัด(?:ที่)? ?)?{_NUMBER})+)(?!\s*(?:คะแนน|ข้อ|เรื่อง))"
)
"""«ตัวชี้วัดที่ 6, 7 และ 8», «ตัวชี้วัดที่ 6–8»."""
_RUN = re.compile(
    r"(?P<letter>[A-Za-z]{1,3}) ?0*(?P<first>[1-9][0-9]{0,2})"
    r"(?:\s*(?:[-–—]|ถึง|to)\s*(?P=letter) ?0*|[-–—])(?P<last>[1-9][0-9]{0,2})(?![0-9.])",
    re.IGNORECASE,
)
"""«i25 ถึง i28», «i25–28»: a run of codes. A number behind a dash with blanks may as well be points."""
_BEFORE_NAME = re.compile(
    r"(?:[a-z]{3}[12]? )?(?:ประเด็น(?:ที่ ?[0-9]+)?|ด้าน|ตัวชี้วัด(?:ด้าน|เรื่อง)?|เรื่อง)?[ :]*", re.IGNORECASE
)
_AFTER_NAME = re.compile(r"$|[ :(,.0-9]")
_MOST_OF_RUN = 60


class IssueKind(StrEnum):
    QUESTION = "question"
    ITEM = "item"
    INDICATOR = "indicator"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Issue:
    """`code` is that of a question (i7), an item (O12) or an indicator (2), blank for words; `text` is as written."""

    kind: IssueKind
    code: str
    text: str


def read_issue(written: str, assessment: Assessment | None, edition: Edition | None) -> Issue:
    """The issue meant by `i7`, `O12`, `ข้อ ๑๒`, `ตัวชี้วัดที่ 2 การใช้งบประมาณ`, or by other words.

    A code may be followed by words of its own, also those of its indicator. Without an `edition` of the result's year
    an item's code is taken as written.
    """
    text = " ".join(written.split())
    plain = fold_digits(text)
    first = _FIRST_WORD.match(plain.lstrip(_MARKS))
    word = first[1] if first else ""
    if assessment is not None and (question := assessment.question(word)):
        return Issue(IssueKind.QUESTION, question, text)
    if code := _item(plain, word, edition):
        return Issue(IssueKind.ITEM, code, text)
    # last: a question or item may be followed by the indicator that it belongs to
    if assessment is not None and (found := _INDICATOR.search(plain)):
        if found[1] in assessment.indicators:
            return Issue(IssueKind.INDICATOR, found[1], text)
    elif assessment is not None and (named := named_indicator(plain, assessment)):
        return Issue(IssueKind.INDICATOR, named, text)
    return Issue(IssueKind.WORDS, "", text)


def named_indicator(written: str, assessment: Assessment) -> str | None:
    """The indicator whose name a text begins with, after words like «ตัวชี้วัดที่ 2» or «ด้าน»; None where there is none.

    «ของทางราชการ» counts as «ของราชการ», «การปรับปรุงการทำงาน» as «การปรับปรุงระบบการทำงาน». Source: a published report
    prints these two indicators in both ways.
    """
    plain = _INDICATOR.sub("", fold_digits(" ".join(written.split())), count=1).lstrip(" :.-–")
    words = _like(plain[found.end() :] if (found := _BEFORE_NAME.match(plain)) else plain)
    for id_, name in assessment.indicators.items():
        own = _like(name.th)
        if words.startswith(own) and _AFTER_NAME.match(words, len(own)):
            return id_
    return None


def _like(words: str) -> str:
    return words.replace("ของทางราชการ", "ของราชการ").replace("ปรับปรุงระบบ", "ปรับปรุง")


def _item(plain: str, word: str, edition: Edition | None) -> str | None:
    # a bare number before other words is a count more often than a code
    if plain.startswith(word) and plain != word and word.isdecimal() and not word.startswith("0"):
        return None
    if edition is not None:
        return edition.code(word) or edition.code(plain)
    found = re.fullmatch(r"[Oo]?[ .-]?0*([1-9][0-9]?)", word)
    return f"O{found[1]}" if found else None


def issues_of(measure: Measure, assessment: Assessment | None, edition: Edition | None) -> Iterator[Issue]:
    """The issues that a measure says it answers, in order."""
    for written in measure.issue:
        yield from read_issues(written, assessment, edition)


def read_issues(written: str, assessment: Assessment | None, edition: Edition | None) -> tuple[Issue, ...]:
    """The issues meant by one text: several where it begins with several codes or a run, else one; see `read_issue`."""
    plain = fold_digits(" ".join(written.split()))
    if run := _run(plain):
        known = [issue for issue in (read_issue(code, assessment, edition) for code in run) if issue.code]
        if known:
            return tuple(known) if len(known) == len(run) else (*known, Issue(IssueKind.WORDS, "", written))
    if assessment is not None and (numbers := _numbers(plain)) and all(n in assessment.indicators for n in numbers):
        return tuple(Issue(IssueKind.INDICATOR, n, " ".join(written.split())) for n in numbers)
    if found := _SEVERAL.match(plain):
        several = tuple(read_issue(code, assessment, edition) for code in re.split(_AND, found[1]))
        # one that nobody knows is told by itself (ITA748)
        if any(issue.code for issue in several):
            return several
    return (read_issue(written, assessment, edition),)


def _run(plain: str) -> list[str]:
    """The codes of the run that a text begins with, if it does."""
    found = _RUN.match(plain)
    first, last = (int(found["first"]), int(found["last"])) if found else (0, 0)
    return (
        [f"{found['letter']}{n}" for n in range(first, last + 1)] if found and 0 < last - first < _MOST_OF_RUN else []
    )


def _numbers(plain: str) -> list[str]:
    """The numbers of the indicators that a text begins with, where they are several."""
    found = _INDICATORS.match(plain)
    numbers: list[int] = []
    for between, number in re.findall(r"([^0-9]*)([0-9]+)", found[1]) if found else ():
        is_run = numbers and any(mark in between for mark in ("-", "–", "—", "ถึง"))
        numbers += range(numbers[-1] + 1, int(number) + 1) if is_run else [int(number)]
    return [str(number) for number in numbers]
