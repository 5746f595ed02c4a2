"""What editors know of results and measures: the codes of the assessment, and the short ways of writing a list.

Readers accept Thai digits, small letters and blanks in a code, so the patterns do too; they are written for JavaScript
and Python alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ita_site.criteria import Assessment, Edition, scale_of
from ita_site.thai import thai_digits

_WORDS = ["string", "number"]


def fit_results(schema: dict[str, Any], edition: Edition) -> None:
    """The schema of `result.yml` with the indicators, instruments and questions of an edition's assessment."""
    assessment, properties = edition.assessment, schema["properties"]
    _name_keys(
        properties["indicators"],
        {id_: name.th for id_, name in assessment.indicators.items()},
        f"[0๐]*({'|'.join(map(_digits, assessment.indicators))})",
        f"เลขตัวชี้วัด {_ends(assessment.indicators)}",
    )
    figures = {i.id: i.name.th for i in assessment.instruments.values()} | {
        j.id: j.name.th for j in assessment.joint.values()
    }
    for name in ("instruments", "respondents"):
        _name_keys(properties[name], figures, "|".join(map(_any_case, figures)), ", ".join(figures))
    _fit_question(schema["$defs"]["Question"]["properties"]["code"], assessment)
    scale = scale_of(edition.year)
    if scale is not None:
        properties["level"]["examples"] = [level.name.th for level in scale.levels]
    item = schema["$defs"]["ZeroItem"]["properties"]["item"]
    item["defaultSnippets"] = [
        {"label": f"{one.code} {one.name.th}", "body": one.code} for one in edition.items.values()
    ]
    properties["zero_items"]["items"] = _short(schema["$defs"]["ZeroItem"])


def fit_measures(schema: dict[str, Any]) -> None:
    """The schema of `measures.yml` with what may be one text instead of a list, and what may be left blank."""
    measure = schema["$defs"]["Measure"]["properties"]
    measure["steps"]["items"] = _short(schema["$defs"]["Step"])
    for name in ("issue", "owner", "steps"):
        node = measure[name]
        node["type"] = [*_WORDS, "array", "null"]
        node["errorMessage"] = (
            f"{node['title']}: เขียนเป็นข้อความ หรือเป็นรายการ แต่ละบรรทัดขึ้นต้นด้วย - · a text, or a list of lines that begin with -"
        )
    for due in (measure["due"], schema["$defs"]["Step"]["properties"]["due"]):
        due["type"] = [due["type"], "null"]


def _name_keys(node: dict[str, Any], names: dict[str, str], spelt: str, known: str) -> None:
    """Give a mapping its known keys, each explained; `spelt` matches their other spellings, which take the same values.

    Editors take a key like 11 for a number, so the names are a pattern of properties and not of names.
    """
    value = {**node["additionalProperties"]}
    value["errorMessage"] = value["patternErrorMessage"]
    node["properties"] = {key: {**value, "title": name} for key, name in names.items()}
    node["patternProperties"] = {f"^ *({spelt}) *$": value}
    node["additionalProperties"] = False
    node["errorMessage"] = f"{node['title']}: เขียนเป็นช่องย่อย ใช้ {known} ตามด้วย : และตัวเลข · one of these, with a number"


def _fit_question(node: dict[str, Any], assessment: Assessment) -> None:
    by_prefix: dict[str, list[str]] = {}
    for run in assessment.questions:
        by_prefix.setdefault(run.prefix, []).extend(run.codes)
    spelt = (
        f"{_any_case(prefix)}[ .-]?[0๐]*({'|'.join(_digits(code.removeprefix(prefix)) for code in codes)})"
        for prefix, codes in by_prefix.items()
    )
    wrong = f"ไม่มีคำถามรหัสนี้ ใช้ {' หรือ '.join(_ends(codes) for codes in by_prefix.values())} · no such question"
    node |= {"pattern": f"^ *({'|'.join(spelt)}) *$", "patternErrorMessage": wrong, "errorMessage": wrong}
    node["defaultSnippets"] = [
        {"label": f"{code} ตัวชี้วัดที่ {run.indicator} {assessment.indicators[run.indicator].th}", "body": code}
        for run in assessment.questions
        for code in run.codes
    ]


def _short(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry with fields that may be a plain text as well. In one node: editors explain it better than a choice."""
    return {**entry, "type": [*_WORDS, "object"]}


def _ends(codes: Iterable[str]) -> str:
    known = list(codes)
    return f"{known[0]} ถึง {known[-1]}"


def _digits(number: str) -> str:
    return "".join(f"[{digit}{thai_digits(digit)}]" for digit in number)


def _any_case(word: str) -> str:
    return " *".join(f"[{c.upper()}{c.lower()}]" if c.isalpha() else c for c in word)
