"""Reads an edition file into the frozen model and refuses one that contradicts itself."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

import yaml

from ita_site.criteria.assessment import Assessment, read_assessment
from ita_site.criteria.codes import CodeScheme
from ita_site.criteria.consistency import contradictions
from ita_site.criteria.items import read_item
from ita_site.criteria.model import CriteriaError, Edition, Group, Indicator, SubIndicator
from ita_site.criteria.parts import Confidence, Law, PeriodRule, PeriodTest, Source, Window
from ita_site.criteria.reader import Reader
from ita_site.text import Text

# Without libyaml the pure parser gives the same values, only later.
_YamlLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TOP_KEYS = (
    "edition revision scheme code fiscal_year agency_types windows period_rules evidence_kinds laws sources counts "
    "assessment tree items"
)
_COUNTS = "items groups subs indicators"
_CONFIDENCE: tuple[Confidence, ...] = ("high", "medium", "low")
_TESTS: tuple[PeriodTest, ...] = ("none", "spans", "touches", "covers", "each_month")


def edition_years() -> tuple[int, ...]:
    """The fiscal years (Buddhist era) that have an edition, oldest first."""
    stems = (Path(entry.name) for entry in files("ita_site.criteria").iterdir() if entry.name.endswith(".yml"))
    return tuple(sorted(int(name.stem) for name in stems if name.stem.isdecimal()))


@cache
def load_edition(year: int) -> Edition:
    """The edition of a fiscal year (Buddhist era), read once and kept.

    Raises LookupError when there is no edition of that year, CriteriaError when its file contradicts itself.
    """
    if year not in edition_years():
        known = ", ".join(map(str, edition_years()))
        raise LookupError(f"no edition for fiscal year {year} (Buddhist era); there is {known}")
    edition = parse_edition(files("ita_site.criteria").joinpath(f"{year}.yml").read_text(encoding="utf-8"))
    if edition.year != year:
        raise CriteriaError([f"edition: {year}.yml says that it is the edition of {edition.year}"])
    return edition


def edition_of(year: int) -> Edition | None:
    """The edition of a fiscal year (BE), open on the site or not; None where there is none."""
    return load_edition(year) if year in edition_years() else None


@cache
def assessment_of(year: int) -> Assessment | None:
    """The shape of the assessment of a fiscal year (BE): that of its own edition, else of one that tells that the year
    had the same; None when nothing is known of the year."""
    if (edition := edition_of(year)) is not None:
        return edition.assessment
    others = (load_edition(known).assessment for known in reversed(edition_years()))
    return next((assessment.of_year(year) for assessment in others if year in assessment.also_years), None)


def load_edition_file(path: Path) -> Edition:
    """The edition in a file of its own.

    Raises OSError when the file cannot be read, CriteriaError with every contradiction in it.
    """
    return parse_edition(path.read_text(encoding="utf-8"))


def parse_edition(text: str) -> Edition:
    """The edition in YAML text. Raises CriteriaError with every contradiction in it."""
    try:
        # A safe loader, with or without libyaml: it builds plain values only.
        raw = yaml.load(text, Loader=_YamlLoader)  # noqa: S506
    except yaml.YAMLError as error:
        raise CriteriaError([f"not valid YAML: {error}"]) from error
    return build_edition(raw)


def build_edition(raw: object) -> Edition:
    """The edition from plain values as YAML gives them. Raises CriteriaError with every contradiction in them."""
    read = Reader()
    data = read.fields(raw, "edition file", _TOP_KEYS, "law")
    items = tuple(read_item(read, row, number) for number, row in enumerate(read.rows(data.get("items"), "items"), 1))
    tree = _tree(read, data.get("tree"))
    by_code = {item.code: item for item in items}
    scheme = read.fields(data.get("scheme"), "scheme", "id name")
    fiscal_year = read.fields(data.get("fiscal_year"), "fiscal_year", "start_month")
    counts = read.fields(data.get("counts"), "counts", _COUNTS)
    edition = Edition(
        year=read.number(data.get("edition"), "edition"),
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
        counts=MappingProxyType({name: read.number(counts.get(name), f"counts.{name}") for name in _COUNTS.split()}),
        assessment=read_assessment(read, data.get("assessment")),
        tree=tree,
        items=MappingProxyType(by_code),
        by_key=MappingProxyType({item.key: item for item in items}),
        _place=MappingProxyType(_places(tree)),
    )
    problems = [*read.problems, *contradictions(edition, items)]
    if problems:
        # A value that could not be read can also fail a later check in the same words.
        raise CriteriaError(list(dict.fromkeys(problems)))
    return edition


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
    data = read.fields(raw, f"{parent}.subs", "id name count groups")
    id_ = read.word(data.get("id"), f"{parent}.subs id")
    where = f"sub-indicator {id_}"
    return SubIndicator(
        id=id_,
        name=read.text(data.get("name"), f"{where}.name"),
        count=read.number(data.get("count"), f"{where}.count"),
        groups=tuple(_group(read, row, where) for row in read.rows(data.get("groups"), f"{where}.groups")),
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
