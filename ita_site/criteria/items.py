"""Reads one item of an edition file. A fact without its own confidence has that of its item."""

from __future__ import annotations

from ita_site.criteria.model import Item
from ita_site.criteria.parts import (
    Choice,
    Column,
    ColumnType,
    Confidence,
    CountOf,
    Dependency,
    DependencyKind,
    Element,
    Form,
    MinCount,
    NilAllowed,
    NilRule,
    Period,
    Plot,
    PlotKind,
    Proof,
    SumRule,
    Table,
)
from ita_site.criteria.reader import Reader

_REQUIRED = "code key name summary evidence period min_count depends_on nil elements law sources confidence"
_OPTIONAL = "own_site_place note table seen_failure aliases was surveys facts"
_CONFIDENCE: tuple[Confidence, ...] = ("high", "medium", "low")
_FORMS: tuple[Form, ...] = ("monthly", "quarterly", "six_month")
_COUNT_OF: tuple[CountOf, ...] = ("evidence", "months", "elements", "rows")
_KINDS: tuple[DependencyKind, ...] = (
    "must_follow", "consistent_with", "about", "reports_on", "analyses", "signed_by"
)  # fmt: skip
_ALLOWED: tuple[NilAllowed, ...] = ("yes", "no", "partly", "unknown")
_PLOTS: tuple[PlotKind, ...] = ("bars", "months")
_PROOFS: tuple[Proof, ...] = ("evidence", "period")
_TYPES: tuple[ColumnType, ...] = ("text", "baht", "percent", "integer", "number", "month", "date", "url", "choice")


def read_item(read: Reader, raw: object, number: int, year: int) -> Item:
    """The item at place `number` of the list of a year (BE). Mistakes go to `read.problems`."""
    where = _label(raw, number)
    data = read.fields(raw, where, _REQUIRED, _OPTIONAL)
    sure = read.one_of(data.get("confidence"), f"{where}.confidence", _CONFIDENCE)
    elements = read.rows(data.get("elements"), f"{where}.elements")
    return Item(
        code=read.word(data.get("code"), f"{where}.code"),
        key=read.word(data.get("key"), f"{where}.key"),
        name=read.text(data.get("name"), f"{where}.name"),
        summary=read.text(data.get("summary"), f"{where}.summary"),
        evidence=read.words(data.get("evidence"), f"{where}.evidence"),
        period=_period(read, data.get("period"), f"{where}.period", sure),
        min_count=_min_count(read, data.get("min_count"), f"{where}.min_count", sure),
        depends_on=tuple(
            _dependency(read, row, f"{where}.depends_on", sure, year)
            for row in read.rows(data.get("depends_on"), f"{where}.depends_on")
        ),
        nil=_nil(read, data.get("nil"), f"{where}.nil", sure),
        elements=tuple(_element(read, row, f"{where}.elements", sure) for row in elements),
        table=_table(read, data["table"], f"{where}.table") if "table" in data else None,
        law=read.words(data.get("law"), f"{where}.law"),
        sources=read.words(data.get("sources"), f"{where}.sources"),
        confidence=sure,
        facts=max(sure, read.one_of(data.get("facts", sure), f"{where}.facts", _CONFIDENCE), key=_CONFIDENCE.index),
        own_site_place=read.flag(data.get("own_site_place", False), f"{where}.own_site_place"),
        note=read.text_or_none(data.get("note"), f"{where}.note"),
        seen_failure=read.text_or_none(data.get("seen_failure"), f"{where}.seen_failure"),
        aliases=read.words(data.get("aliases"), f"{where}.aliases"),
        was=read.words(data.get("was"), f"{where}.was"),
        surveys=read.words(data.get("surveys"), f"{where}.surveys"),
    )


def _label(raw: object, number: int) -> str:
    code = raw.get("code") if isinstance(raw, dict) else None
    return str(code) if code else f"items[{number}]"


def _sure(read: Reader, data: dict[str, object], where: str, item_sure: Confidence) -> Confidence:
    """A fact about an item is no surer than that there is the item."""
    own = read.one_of(data.get("confidence", item_sure), f"{where}.confidence", _CONFIDENCE)
    return max(own, item_sure, key=_CONFIDENCE.index)


def _period(read: Reader, raw: object, where: str, sure: Confidence) -> Period:
    data = read.fields(raw, where, "rule", "forms span_months confidence")
    forms = read.rows(data.get("forms"), f"{where}.forms")
    return Period(
        rule=read.word(data.get("rule"), f"{where}.rule"),
        forms=tuple(read.one_of(form, f"{where}.forms", _FORMS) for form in forms),
        span_months=read.number_or_none(data.get("span_months"), f"{where}.span_months"),
        confidence=_sure(read, data, where, sure),
    )


def _min_count(read: Reader, raw: object, where: str, sure: Confidence) -> MinCount | None:
    if raw is None:
        return None
    data = read.fields(raw, where, "n of noun", "confidence")
    return MinCount(
        n=read.number(data.get("n"), f"{where}.n"),
        of=read.one_of(data.get("of"), f"{where}.of", _COUNT_OF),
        noun=read.text(data.get("noun"), f"{where}.noun"),
        confidence=_sure(read, data, where, sure),
    )


def _dependency(read: Reader, raw: object, where: str, sure: Confidence, year: int) -> Dependency:
    data = read.fields(raw, where, "kind", "item result edition note confidence")
    if ("item" in data) == ("result" in data):
        read.problems.append(f"{where}: needs either an item or a result")
    return Dependency(
        kind=read.one_of(data.get("kind"), f"{where}.kind", _KINDS),
        item=read.code(data.get("item"), f"{where}.item"),
        result=read.year(data.get("result"), f"{where}.result", year),
        edition=read.year(data.get("edition"), f"{where}.edition", year),
        note=read.text_or_none(data.get("note"), f"{where}.note"),
        confidence=_sure(read, data, where, sure),
    )


def _nil(read: Reader, raw: object, where: str, sure: Confidence) -> NilRule:
    data = read.fields(raw, where, "allowed", "elements note sources confidence")
    return NilRule(
        allowed=read.one_of(data.get("allowed"), f"{where}.allowed", _ALLOWED),
        elements=read.words(data.get("elements"), f"{where}.elements"),
        note=read.text_or_none(data.get("note"), f"{where}.note"),
        sources=read.words(data.get("sources"), f"{where}.sources"),
        confidence=_sure(read, data, where, sure),
    )


def _element(read: Reader, raw: object, parent: str, sure: Confidence) -> Element:
    data = read.fields(raw, parent, "id name", "required when proof confidence")
    id_ = read.word(data.get("id"), f"{parent} id")
    where = f"{parent}.{id_}"
    return Element(
        id=id_,
        name=read.text(data.get("name"), f"{where}.name"),
        required=read.flag(data.get("required", True), f"{where}.required"),
        when=read.words(data.get("when"), f"{where}.when"),
        proof=read.one_of(data.get("proof", "evidence"), f"{where}.proof", _PROOFS),
        confidence=_sure(read, data, where, sure),
    )


def _table(read: Reader, raw: object, where: str) -> Table:
    data = read.fields(raw, where, "columns key", "sums plot")
    return Table(
        columns=tuple(_column(read, row, where) for row in read.rows(data.get("columns"), f"{where}.columns")),
        key=read.words(data.get("key"), f"{where}.key"),
        sums=tuple(_sum(read, row, f"{where}.sums") for row in read.rows(data.get("sums"), f"{where}.sums")),
        plot=_plot(read, data["plot"], f"{where}.plot") if "plot" in data else None,
    )


def _column(read: Reader, raw: object, parent: str) -> Column:
    data = read.fields(raw, f"{parent}.columns", "id name type", "required choices hint total")
    id_ = read.word(data.get("id"), f"{parent}.columns id")
    where = f"{parent}.{id_}"
    return Column(
        id=id_,
        name=read.text(data.get("name"), f"{where}.name"),
        type=read.one_of(data.get("type"), f"{where}.type", _TYPES),
        required=read.flag(data.get("required", False), f"{where}.required"),
        choices=tuple(
            Choice(choice, read.text(name, f"{where}.choices.{choice}"))
            for choice, name in read.entries(data.get("choices"), f"{where}.choices")
        ),
        hint=read.text_or_none(data.get("hint"), f"{where}.hint"),
        total=read.flag(data.get("total", False), f"{where}.total"),
    )


def _plot(read: Reader, raw: object, where: str) -> Plot:
    data = read.fields(raw, where, "kind label values")
    return Plot(
        kind=read.one_of(data.get("kind"), f"{where}.kind", _PLOTS),
        label=read.word(data.get("label"), f"{where}.label"),
        values=read.words(data.get("values"), f"{where}.values"),
    )


def _sum(read: Reader, raw: object, where: str) -> SumRule:
    data = read.fields(raw, where, "parts total")
    return SumRule(parts=read.words(data.get("parts"), where), total=read.word(data.get("total"), where))
