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
_FIRST_WORD = re.compile(r"(?:ข้อ(?:คำถาม)?(?:ที่)? ?|คำถาม(?:ข้อ)?(?:ที่)? ?)?([A-Za-z] [0-9]+(?![0-9.])|[^\s:–,;()]+)")
_CODE = r"[A-Za-z]{1,3} ?[0-9]{1,3}"
_AND = r"\s*(?:,|/|;|และ|กับ)\s*"
_SEVERAL = re.compile(rf"\(?({_CODE}(?:{_AND}{_CODE})+)(?![0-9])")
"""«i7, i8 และ i9»: codes in one breath."""


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
    first = _FIRST_WORD.match(plain.lstrip("("))
    word = first[1] if first else ""
    if assessment is not None and (question := assessment.question(word)):
        return Issue(IssueKind.QUESTION, question, text)
    if code := _item(plain, word, edition):
        return Issue(IssueKind.ITEM, code, text)
    # last: a question or item may be followed by the indicator that it belongs to
    if assessment is not None and (found := _INDICATOR.search(plain)) and found[1] in assessment.indicators:
        return Issue(IssueKind.INDICATOR, found[1], text)
    return Issue(IssueKind.WORDS, "", text)


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
    """The issues meant by one text: several where it begins with several codes, else one; see `read_issue`."""
    if found := _SEVERAL.match(fold_digits(" ".join(written.split()))):
        several = tuple(read_issue(code, assessment, edition) for code in re.split(_AND, found[1]))
        # one that nobody knows is told by itself (ITA748)
        if any(issue.code for issue in several):
            return several
    return (read_issue(written, assessment, edition),)
