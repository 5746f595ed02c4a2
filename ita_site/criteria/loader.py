"""Plain values of an edition -> the frozen model; refuses an edition that contradicts itself."""

from __future__ import annotations

from types import MappingProxyType

import yaml

from ita_site.criteria.assessment import read_assessment
from ita_site.criteria.codes import CodeScheme
from ita_site.criteria.consistency import contradictions
from ita_site.criteria.items import read_item
from ita_site.criteria.model import CriteriaError, Edition, Group, Indicator, SubIndicator
from ita_site.criteria.parts import Confidence, EditionDate, Law, PeriodRule, PeriodTest, Source, Window
from ita_site.criteria.reader import Reader
from ita_site.text import Text

# Without libyaml the pure parser gives the same values, only later.
_YamlLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TOP_KEYS = (
    "edition revision scheme code fiscal_year agency_types windows period_rules evidence_kinds laws sources "
    "assessment tree items"
)
_MORE_KEYS = "law counts base former confidence unconfirmed dates amended"
_COUNTS = "items groups subs indicators"
_CONFIDENCE: tuple[Confidence, ...] = ("high", "medium", "low")
_TESTS: tuple[PeriodTest, ...] = ("none", "spans", "touches", "covers", "each_month")


def plain_values(text: str) -> object:
    """The values in YAML text of our own. Raises CriteriaError when it is not YAML."""
    try:
        # A safe loader, with or without libyaml: it builds plain values only.
        return yaml.load(text, Loader=_YamlLoader)  # noqa: S506
    except yaml.YAMLError as error:
        raise CriteriaError([f"not valid YAML: {error}"]) from error


def build_edition(raw: object, *, plain: bool = False) -> Edition:
    """The edition from plain values as YAML gives them. Raises CriteriaError with every contradiction in them.

    `plain`: one text may do for both languages.
    """
    read = Reader(_blanks(raw), plain=plain)
    data = read.fields(raw, "edition file", _TOP_KEYS, _MORE_KEYS)
    year = read.number(data.get("edition"), "edition")
    rows = read.rows(data.get("items"), "items")
    items = tuple(read_item(read, row, number, year) for number, row in enumerate(rows, 1))
    tree = _tree(read, data.get("tree"))
    by_code = {item.code: item for item in items}
    scheme = read.fields(data.get("scheme"), "scheme", "id name")
    fiscal_year = read.fields(data.get("fiscal_year"), "fiscal_year", "start_month")
    counts = read.fields(data["counts"], "counts", _COUNTS) if "counts" in data else {}
    edition = Edition(
        year=year,
        revision=read.number(data.get("revision"), "revision"),
        scheme_id=read.word(scheme.get("id"), "scheme.id"),
        scheme_name=read.text(scheme.get("name"), "scheme.name"),
        codes=_codes(read, data.get("code")),
        start_month=read.number(fiscal_year.get("start_month"), "fiscal_year.start_month"),
        agency_types=_texts(read, data.get("agency_types"), "agency_types"),
        windows=_windows(read, data.get("windows")),
        period_rules=_period_rules(read, data.get("period_rules")),
        evidence_kinds=_texts(read, data.get("evidence_kinds"), "evidence_kinds"),
        laws=_laws(read, data.get("laws")),
        law=read.words(data.get("law"), "law"),
        sources=_sources(read, data.get("sources")),
        counts=MappingProxyType({name: read.number(counts[name], f"counts.{name}") for name in counts}),
        assessment=read_assessment(read, data.get("assessment")).of_year(year),
        tree=tree,
        items=MappingProxyType(by_code),
        by_key=MappingProxyType({item.key: item for item in items}),
        _place=MappingProxyType(_places(tree)),
        base=read.number_or_none(data.get("base"), "base"),
        confidence=read.one_of(data.get("confidence", "high"), "confidence", _CONFIDENCE),
        unconfirmed=read.text_or_none(data.get("unconfirmed"), "unconfirmed"),
        dates=tuple(_date(read, row) for row in read.rows(data.get("dates"), "dates")),
        amended=read.words(data.get("amended"), "amended"),
    )
    problems = [*read.problems, *contradictions(edition, items)]
    if problems:
        # A value that could not be read can also fail a later check in the same words.
        raise CriteriaError(list(dict.fromkeys(problems)))
    return edition


def _blanks(raw: object) -> dict[str, str]:
    """What texts leave open: the years, and the code of each item by its key, also by a key that it had before."""
    if not isinstance(raw, dict) or not isinstance(raw.get("edition"), int):
        return {}
    year: int = raw["edition"]
    rows = raw["items"] if isinstance(raw.get("items"), list) else []
    codes = {str(row.get("key")): str(row.get("code")) for row in rows if isinstance(row, dict)}
    former = {old: codes[new] for old, new in (raw.get("former") or {}).items() if new in codes}
    return {"year": str(year), "year-1": str(year - 1), **former, **codes}


def _date(read: Reader, raw: object) -> EditionDate:
    data = read.fields(raw, "dates", "id name from source", "to confidence")
    where = f"dates.{read.word(data.get('id'), 'dates id')}"
    start = read.day(data.get("from"), f"{where}.from")
    return EditionDate(
        id=str(data.get("id")),
        name=read.text(data.get("name"), f"{where}.name"),
        start=start,
        end=read.day(data["to"], f"{where}.to") if "to" in data else start,
        confidence=read.one_of(data.get("confidence", "high"), f"{where}.confidence", _CONFIDENCE),
        source=read.word(data.get("source"), f"{where}.source"),
    )


def _places(tree: tuple[Indicator, ...]) -> dict[str, tuple[SubIndicator, Group]]:
    subs = (sub for indicator in tree for sub in indicator.subs)
    return {code: (sub, group) for sub in subs for group in sub.groups for code in group.items}


def _codes(read: Reader, raw: object) -> CodeScheme:
    data = read.fields(raw, "code", "prefix", "lookalikes lead_words separators")
    return CodeScheme(
        prefix=read.word(data.get("prefix"), "code.prefix"),
        lookalikes=read.words(data.get("lookalikes"), "code.lookalikes"),
        lead_words=read.words(data.get("lead_words"), "code.lead_words"),
        separators=tuple(str(mark) for mark in read.rows(data.get("separators"), "code.separators")),
    )


def _texts(read: Reader, raw: object, where: str) -> MappingProxyType[str, Text]:
    return MappingProxyType({id_: read.text(value, f"{where}.{id_}") for id_, value in read.entries(raw, where)})


def _windows(read: Reader, raw: object) -> MappingProxyType[str, Window]:
    found = {}
    for id_, value in read.entries(raw, "windows"):
        where = f"windows.{id_}"
        data = read.fields(value, where, "from months name", "confidence")
        found[id_] = Window(
            id=id_,
            start=read.number(data.get("from"), f"{where}.from"),
            length=read.number(data.get("months"), f"{where}.months"),
            name=read.text(data.get("name"), f"{where}.name"),
            confidence=read.one_of(data.get("confidence", "high"), f"{where}.confidence", _CONFIDENCE),
        )
    return MappingProxyType(found)


def _period_rules(read: Reader, raw: object) -> MappingProxyType[str, PeriodRule]:
    found = {}
    for id_, value in read.entries(raw, "period_rules"):
        where = f"period_rules.{id_}"
        data = read.fields(value, where, "test name", "window min_months")
        found[id_] = PeriodRule(
            id=id_,
            test=read.one_of(data.get("test"), f"{where}.test", _TESTS),
            window=read.word_or_none(data.get("window"), f"{where}.window"),
            min_months=read.number_or_none(data.get("min_months"), f"{where}.min_months"),
            name=read.text(data.get("name"), f"{where}.name"),
        )
    return MappingProxyType(found)


def _laws(read: Reader, raw: object) -> MappingProxyType[str, Law]:
    found = {}
    for id_, value in read.entries(raw, "laws"):
        where = f"laws.{id_}"
        data = read.fields(value, where, "name confidence", "source")
        found[id_] = Law(
            id=id_,
            name=read.text(data.get("name"), f"{where}.name"),
            confidence=read.one_of(data.get("confidence"), f"{where}.confidence", _CONFIDENCE),
            source=read.word_or_none(data.get("source"), f"{where}.source"),
        )
    return MappingProxyType(found)


def _sources(read: Reader, raw: object) -> MappingProxyType[str, Source]:
    found = {}
    for id_, value in read.entries(raw, "sources"):
        where = f"sources.{id_}"
        data = read.fields(value, where, "what", "url")
        found[id_] = Source(
            id=id_,
            what=read.word(data.get("what"), f"{where}.what"),
            url=read.word_or_none(data.get("url"), f"{where}.url"),
        )
    return MappingProxyType(found)


def _tree(read: Reader, raw: object) -> tuple[Indicator, ...]:
    return tuple(_indicator(read, row) for row in read.rows(raw, "tree"))


def _indicator(read: Reader, raw: object) -> Indicator:
    data = read.fields(raw, "tree", "id name subs")
    id_ = read.word(data.get("id"), "tree id")
    where = f"indicator {id_}"
    subs = tuple(_sub(read, row, where) for row in read.rows(data.get("subs"), f"{where}.subs"))
    return Indicator(id=id_, name=read.text(data.get("name"), f"{where}.name"), subs=subs)


def _sub(read: Reader, raw: object, parent: str) -> SubIndicator:
    data = read.fields(raw, f"{parent}.subs", "id name groups", "count")
    id_ = read.word(data.get("id"), f"{parent}.subs id")
    where = f"sub-indicator {id_}"
    groups = tuple(_group(read, row, where) for row in read.rows(data.get("groups"), f"{where}.groups"))
    found = sum(len(group.items) for group in groups)
    return SubIndicator(
        id=id_,
        name=read.text(data.get("name"), f"{where}.name"),
        count=read.number(data.get("count", found), f"{where}.count"),
        groups=groups,
    )


def _group(read: Reader, raw: object, parent: str) -> Group:
    data = read.fields(raw, f"{parent}.groups", "id name items", "aliases confidence")
    id_ = read.word(data.get("id"), f"{parent}.groups id")
    where = f"group {id_}"
    return Group(
        id=id_,
        name=read.text(data.get("name"), f"{where}.name"),
        items=read.words(data.get("items"), f"{where}.items"),
        aliases=read.words(data.get("aliases"), f"{where}.aliases"),
        confidence=read.one_of(data.get("confidence", "high"), f"{where}.confidence", _CONFIDENCE),
    )
