"""72x and 73x: numbers of indicators, names of instruments, codes of questions and items: those of the assessment, once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from ita_site.criteria import Assessment
from ita_site.results.computed import instrument_id
from ita_site.rules.base import Context, Hit, Path, Value, rule
from ita_site.rules.results.judged import Judged, judged
from ita_site.rules.said import NOTHING, short
from ita_site.text import Text
from ita_site.thai import fold_digits


@rule(
    "ITA722", "unknown-question", "error", requires=("ITA734",),
    title=("ไม่มีคำถามรหัสนี้", "Unknown question"),
    message=("แบบวัดของปี {year} ไม่มีคำถาม «{code}»{near}", "The surveys of {year} have no question «{code}»{near}"),
    fix=("ตรวจรหัสกับรายงานผล คำถามของปีนั้นคือ {runs}", "Check it against the report of the result; the questions are {runs}"),
)  # fmt: skip
def unknown_question(context: Context) -> Iterator[Hit]:
    """คำถามที่รหัสผิดโยงกับตัวชี้วัดและมาตรการใดไม่ได้

    A question with a wrong code belongs to no indicator, and no measure can answer it."""
    for one in judged(context):
        assessment = one.view.assessment
        known = [code for run in assessment.questions for code in run.codes]
        for n, (code, question) in enumerate(zip(one.question_codes, one.record.questions, strict=True)):
            if code is None:
                values: dict[str, Value] = {
                    "year": one.record.year, "code": short(question.code), "near": _near(one, question.code, known),
                    "runs": _runs(assessment),
                }  # fmt: skip
                yield Hit(one.document, ("questions", n, "code"), values, confidence=one.confidence)


_LEADING = re.compile(r"([a-z][ .-]?[0-9]{1,3})(?![0-9])", re.IGNORECASE)


def _near(one: Judged, written: str, known: Sequence[str]) -> Text:
    """What a code that nobody knows may be: that of an item, one with words behind it, or one with a letter read as 1."""
    plain = fold_digits(written).strip().lower()
    if one.edition is not None and plain.startswith("o") and (item := one.edition.code(plain)):
        return Text(
            f" {item} เป็นข้อ OIT ถ้าได้ 0 คะแนน ให้ใส่ใน zero_items:",
            f"; {item} is an item: if it scored 0 it goes into zero_items:",
        )
    if (found := _LEADING.match(plain)) and (code := one.view.assessment.question(found[1])):
        return Text(f" ให้เหลือ {code} แล้วย้ายคำถามไปไว้ที่ text:", f"; leave {code} and put the words into text:")
    if plain.isdecimal():
        # a report that was scanned has 17 for i7
        letters = one.view.assessment.question_letters
        read = [f"i{plain[1:]}"] if plain.startswith("1") else []
        return _meant([code for code in (*read, *(f"{letter}{plain}" for letter in letters)) if code in known])
    return _meant(get_close_matches(plain, known, n=1, cutoff=0.6))


@rule(
    "ITA723", "question-of-another-indicator", "error", requires=("ITA734",),
    title=("คำถามไม่อยู่ในตัวชี้วัดที่เขียนไว้", "Question of another indicator"),
    message=("คำถาม {code} เป็นของตัวชี้วัดที่ {own} แต่เขียนว่าอยู่ในตัวชี้วัดที่ {stated}{near}", "{code} belongs to indicator {own}, but indicator {stated} is written{near}"),
    fix=("ตรวจรหัสคำถามหรือเลขตัวชี้วัด{codes}", "Check the code or the indicator{codes}"),
)  # fmt: skip
def question_of_another_indicator(context: Context) -> Iterator[Hit]:
    """รายงานที่พิมพ์ i17 แทน i7 ทำให้คะแนนต่ำไปอยู่ผิดตัวชี้วัด และมาตรการแก้ผิดเรื่อง

    A report that prints i17 for i7 puts low points under the wrong indicator, and measures mend the wrong thing."""
    for one in judged(context):
        assessment, there = one.view.assessment, set(one.question_codes)
        for n in sorted(one.misplaced):
            question, code = one.record.questions[n], one.question_codes[n]
            others = [c for c in assessment.questions_of(str(question.indicator)) if c not in there]
            near = get_close_matches(str(code), others, n=1, cutoff=0.6)
            codes = f"{others[0]}–{others[-1]}" if len(others) > 1 else "".join(others)
            left = Text(
                f" คำถามของตัวชี้วัดที่ {question.indicator} ที่ยังไม่ได้ใส่อยู่ใน {codes}",
                f"; those of indicator {question.indicator} that are not here yet are among {codes}",
            ) if others else NOTHING  # fmt: skip
            values: dict[str, Value] = {
                "code": str(code), "own": str(assessment.indicator_of(str(code))), "stated": str(question.indicator),
                "near": _meant(near), "codes": left,
            }  # fmt: skip
            yield Hit(one.document, ("questions", n, "code"), values, confidence=one.confidence)


@rule(
    "ITA724", "question-or-item-twice", "error",
    title=("คำถามหรือข้อเดียวกันอยู่สองที่", "A question or item twice"),
    message=("{code} มีแล้วที่บรรทัด {line}", "{code} is already in line {line}"),
    fix=("ลบออกหนึ่งที่ ถ้าเป็นคนละข้อ ให้แก้รหัส", "Delete one of them, or mend the code if they are not the same"),
)  # fmt: skip
def question_or_item_twice(context: Context) -> Iterator[Hit]:
    """คำถามหรือข้อที่ซ้ำกันมักเป็นรหัสที่พิมพ์ผิด และถูกนับสองครั้ง

    What stands there twice is usually a slip of the code, and is counted twice."""
    for one in judged(context):
        codes = enumerate(one.question_codes)
        yield from _twice(one, [(("questions", n, "code"), code) for n, code in codes if n not in one.misplaced])
        zero = [(("zero_items", n), _zero_code(one, n)) for n in range(len(one.record.zero_items))]
        yield from _twice(one, [(at, code) for at, code in zero])


def _zero_code(one: Judged, n: int) -> str | None:
    return one.zero_codes[n] if one.edition else one.record.zero_items[n].item.strip().upper()


def _twice(one: Judged, found: Sequence[tuple[Path, str | None]]) -> Iterator[Hit]:
    first: dict[str, Path] = {}
    for at, code in found:
        if code is not None and first.setdefault(code, at) != at:
            yield Hit(one.document, at, {"code": code, "line": one.document.place(first[code])[0]})


@rule(
    "ITA725", "unknown-indicator-or-instrument", "error", requires=("ITA734",),
    title=("ไม่มีตัวชี้วัดหรือแบบวัดนี้", "Unknown indicator or instrument"),
    message=("การประเมินปี {year} ไม่มี{what} «{written}»", "The assessment of {year} has no {what} «{written}»"),
    fix=("ใช้ {known}", "Use {known}"),
)  # fmt: skip
def unknown_indicator_or_instrument(context: Context) -> Iterator[Hit]:
    """คะแนนที่ไม่รู้ว่าเป็นของอะไรไม่ถูกนับในคะแนนรวม

    Points of nobody knows what do not count for the total."""
    for one in judged(context):
        assessment = one.view.assessment
        numbers = list(assessment.indicators)
        for id_ in one.record.indicators:
            if str(id_) not in numbers:
                yield _unknown(one, one.at_indicator(str(id_)), _INDICATOR, str(id_), f"{numbers[0]}–{numbers[-1]}")
        for n, question in enumerate(one.record.questions):
            if question.indicator is not None and str(question.indicator) not in numbers:
                known = f"{numbers[0]}–{numbers[-1]}"
                yield _unknown(one, ("questions", n, "indicator"), _INDICATOR, str(question.indicator), known)
        names = [*assessment.instruments, *assessment.joint]
        for written in one.record.instruments:
            if instrument_id(written) not in names:
                yield _unknown(one, ("instruments", written), _INSTRUMENT, written, ", ".join(names))


_INDICATOR = Text("ตัวชี้วัดที่", "indicator")
_INSTRUMENT = Text("แบบวัด", "instrument")


def _unknown(one: Judged, at: Path, what: Text, written: str, known: str) -> Hit:
    values: dict[str, Value] = {"year": one.record.year, "what": what, "written": short(written), "known": known}
    return Hit(one.document, at, values, on_key=at[0] != "questions")


@rule(
    "ITA735", "unknown-zero-item", "error", requires=("ITA734",),
    title=("ไม่มีข้อรหัสนี้", "Unknown item"),
    message=("เกณฑ์ปี {year} ไม่มีข้อ «{code}»", "The list of {year} has no item «{code}»"),
    fix=("ตรวจรหัสข้อ ต้องเป็น {first} ถึง {last}", "Check the code: {first} to {last}"),
)  # fmt: skip
def unknown_zero_item(context: Context) -> Iterator[Hit]:
    """ข้อที่ได้ 0 คะแนนคือข้อที่ต้องมีมาตรการแก้ ถ้ารหัสผิดจะแก้ผิดข้อ

    Items that scored 0 need a measure; with a wrong code the wrong item is mended."""
    for one in judged(context):
        if one.edition is None:
            continue
        codes = list(one.edition.items)
        for n, (code, zero) in enumerate(zip(one.zero_codes, one.record.zero_items, strict=True)):
            if code is None:
                values: dict[str, Value] = {
                    "year": one.edition.year, "code": short(zero.item), "first": codes[0], "last": codes[-1],
                }  # fmt: skip
                yield Hit(one.document, ("zero_items", n, "item"), values)


def _meant(near: list[str]) -> Text:
    th, en = " หรือ ".join(near), " or ".join(near)
    return Text(f" น่าจะหมายถึง {th}", f"; {en} is probably meant") if near else NOTHING


def _runs(assessment: Assessment) -> str:
    """`i1–i30, e1–e15`: the questions by the letter of their survey."""
    by_letter: dict[str, list[str]] = {}
    for run in assessment.questions:
        by_letter.setdefault(run.prefix, []).extend(run.codes)
    named = (f"{codes[0]}–{codes[-1]}" for codes in by_letter.values())
    return ", ".join(named if by_letter else (f"{letter}1" for letter in assessment.question_letters))
