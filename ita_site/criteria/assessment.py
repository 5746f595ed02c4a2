"""The whole assessment that a disclosure list belongs to: instruments, indicators, questions, weights."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar

from ita_site.criteria.parts import Confidence
from ita_site.criteria.reader import Reader
from ita_site.text import Text
from ita_site.thai import fold_digits

_CONFIDENCE: tuple[Confidence, ...] = ("high", "medium", "low")
_FIELDS = "disclosure decimals tolerance pass_mark instruments questions indicators"
_QUESTION = re.compile(r"([a-z]+)[ .-]?0*([1-9][0-9]{0,3})")


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument: the mean of its `indicators`, and its share of the total (`weight`, 0 to 1)."""

    id: str
    name: Text
    weight: Decimal
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """Instruments that are also published as one figure: their mean by weight."""

    id: str
    name: Text
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionRun:
    """The questions `prefix` + `first` to `prefix` + `last` belong to an indicator."""

    prefix: str
    indicator: str
    first: int
    last: int

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(f"{self.prefix}{number}" for number in range(self.first, self.last + 1))


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """`also_years`: years (BE) whose result has the same shape. `tolerance` and `pass_mark` are points (0 to 100);
    `decimals`: places to which scores are published; `disclosure`: the instrument that the edition's tree belongs to."""

    disclosure: str
    also_years: tuple[int, ...]
    decimals: int
    tolerance: Decimal
    pass_mark: Decimal
    instruments: Mapping[str, Instrument]
    joint: Mapping[str, Joint]
    questions: tuple[QuestionRun, ...]
    """Empty where it is not known which numbers belong to which indicator: any number is a question then."""
    question_letters: tuple[str, ...]
    question_years: tuple[int, ...]
    questions_confidence: Confidence
    indicators: Mapping[str, Text]

    @property
    def own(self) -> Instrument:
        """The instrument that the edition's list belongs to."""
        return self.instruments[self.disclosure]

    def of_indicator(self, indicator: str) -> tuple[Instrument, ...]:
        """The instruments that measure an indicator: two where a survey has two parts."""
        return tuple(i for i in self.instruments.values() if indicator in i.indicators)

    def figure_of(self, indicator: str) -> str:
        """The id under which the instrument of an indicator is published: IIT, EIT (jointly), OIT."""
        parts = {i.id for i in self.of_indicator(indicator)}
        return next((j.id for j in self.joint.values() if parts <= set(j.parts) and len(parts) > 1), min(parts))

    def question(self, written: str) -> str | None:
        """The code of the question meant by `i7`, `I 7`, `i๐๗`; None when there is none."""
        found = _QUESTION.fullmatch(fold_digits(written).strip().lower())
        code = f"{found[1]}{int(found[2])}" if found else ""
        if not self.questions:
            return code if found and found[1] in self.question_letters else None
        return code if self.indicator_of(code) else None

    def of_year(self, year: int) -> Assessment:
        """The same for another year (BE): without the numbers of questions where they are not known to hold."""
        return self if year in self.question_years else replace(self, questions=())

    def indicator_of(self, question: str) -> str | None:
        """The indicator of a question's code; None for a code that is not in the surveys."""
        return next((run.indicator for run in self.questions if question in run.codes), None)

    def questions_of(self, indicator: str) -> tuple[str, ...]:
        """The codes of all questions of an indicator; none for one that items make up."""
        return tuple(code for run in self.questions if run.indicator == indicator for code in run.codes)


Part = TypeVar("Part", Instrument, Joint)


def read_assessment(read: Reader, raw: object) -> Assessment:
    """The assessment from plain values. Mistakes go to `read.problems`."""
    where = "assessment"
    data = read.fields(raw, where, _FIELDS, "also_years joint")
    questions = read.fields(data.get("questions"), f"{where}.questions", "of years", "confidence")
    runs = tuple(_run(read, row) for row in read.rows(questions.get("of"), f"{where}.questions.of"))
    return Assessment(
        disclosure=read.word(data.get("disclosure"), f"{where}.disclosure"),
        also_years=tuple(
            read.number(y, f"{where}.also_years") for y in read.rows(data.get("also_years"), f"{where}.also_years")
        ),
        decimals=read.number(data.get("decimals"), f"{where}.decimals"),
        tolerance=read.decimal(data.get("tolerance"), f"{where}.tolerance", most=100),
        pass_mark=read.decimal(data.get("pass_mark"), f"{where}.pass_mark", most=100),
        instruments=_by_id(
            _instrument(read, row) for row in read.rows(data.get("instruments"), f"{where}.instruments")
        ),
        joint=_by_id(_joint(read, row) for row in read.rows(data.get("joint"), f"{where}.joint")),
        questions=runs,
        question_letters=tuple(dict.fromkeys(run.prefix for run in runs)),
        question_years=tuple(
            read.number(y, f"{where}.questions.years")
            for y in read.rows(questions.get("years"), f"{where}.questions.years")
        ),
        questions_confidence=read.one_of(
            questions.get("confidence", "high"), f"{where}.questions.confidence", _CONFIDENCE
        ),
        indicators=MappingProxyType(
            {
                id_: read.text(name, f"{where}.indicators.{id_}")
                for id_, name in read.entries(data.get("indicators"), f"{where}.indicators")
            }
        ),
    )


def _by_id(found: Iterable[Part]) -> Mapping[str, Part]:
    return MappingProxyType({one.id: one for one in found})


def _instrument(read: Reader, raw: object) -> Instrument:
    data = read.fields(raw, "assessment.instruments", "id name weight indicators")
    id_ = read.word(data.get("id"), "assessment.instruments id")
    where = f"instrument {id_}"
    return Instrument(
        id=id_,
        name=read.text(data.get("name"), f"{where}.name"),
        weight=read.decimal(data.get("weight"), f"{where}.weight", most=1),
        indicators=read.words(data.get("indicators"), f"{where}.indicators"),
    )


def _joint(read: Reader, raw: object) -> Joint:
    data = read.fields(raw, "assessment.joint", "id name parts")
    id_ = read.word(data.get("id"), "assessment.joint id")
    return Joint(
        id=id_,
        name=read.text(data.get("name"), f"joint {id_}.name"),
        parts=read.words(data.get("parts"), f"joint {id_}.parts"),
    )


def _run(read: Reader, raw: object) -> QuestionRun:
    where = "assessment.questions.of"
    data = read.fields(raw, where, "prefix indicator from to")
    return QuestionRun(
        prefix=read.word(data.get("prefix"), f"{where}.prefix"),
        indicator=read.word(data.get("indicator"), f"{where}.indicator"),
        first=read.number(data.get("from"), f"{where}.from"),
        last=read.number(data.get("to"), f"{where}.to"),
    )


def assessment_contradictions(assessment: Assessment, tree: Iterable[str]) -> Iterator[str]:
    """Where an assessment contradicts itself; `tree` are the ids of the indicators that items make up."""
    known = assessment.instruments
    if known and sum(i.weight for i in known.values()) != 1:
        yield f"assessment.instruments: the weights add up to {sum(i.weight for i in known.values())}, not 1"
    for instrument in known.values():
        if not instrument.indicators:
            yield f"instrument {instrument.id}: names no indicator"
        for id_ in instrument.indicators:
            if id_ not in assessment.indicators:
                yield f"instrument {instrument.id}: unknown indicator «{id_}»"
    for id_ in assessment.indicators:
        if not assessment.of_indicator(id_):
            yield f"assessment.indicators: {id_} belongs to no instrument"
        elif assessment.figure_of(id_) in known and len(assessment.of_indicator(id_)) > 1:
            yield f"assessment.indicators: {id_} belongs to instruments that have no joint figure"
    for joint in assessment.joint.values():
        for part in joint.parts:
            if part not in known:
                yield f"joint {joint.id}: unknown instrument «{part}»"
        if joint.id in known:
            yield f"joint {joint.id}: an instrument has this id"
        if len({known[part].indicators for part in joint.parts if part in known}) > 1:
            yield f"joint {joint.id}: its parts measure different indicators"
    for run in assessment.questions:
        if run.indicator not in assessment.indicators:
            yield f"assessment.questions: unknown indicator «{run.indicator}»"
        if not 0 < run.first <= run.last:
            yield f"assessment.questions: {run.prefix}{run.first} to {run.prefix}{run.last} is no run"
    codes = [code for run in assessment.questions for code in run.codes]
    yield from (
        f"assessment.questions: {code} is there twice" for code in sorted({c for c in codes if codes.count(c) > 1})
    )
    if assessment.disclosure not in known:
        yield f"assessment.disclosure: unknown instrument «{assessment.disclosure}»"
    elif (written := known[assessment.disclosure].indicators) != tuple(tree):
        yield f"instrument {assessment.disclosure}: names the indicators {', '.join(written)}, but the tree has {', '.join(tree)}"
