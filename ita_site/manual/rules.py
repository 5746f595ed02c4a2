"""The pages of rules: one list of all, and one page for each family with reasons and examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ita_site.findings import Severity
from ita_site.manual.map import Language, data, rules_page, said
from ita_site.manual.markup import code, fenced, head, plain, table
from ita_site.render.checks import FAMILIES
from ita_site.reporters.text_format import WORD, WORD_EN
from ita_site.rules import CATALOGUE, Rule, without_places
from ita_site.rules.examples import example
from ita_site.text import Text

_PREFIX = 4
"""Letters of a code that tell its family: `ITA4`."""


def rules_pages(language: Language) -> Iterator[tuple[str, str]]:
    """Every page of rules as name and Markdown."""
    told = data("rules")
    yield "rules", _lines(_list_of_all(told, language))
    for family in FAMILIES:
        name = rules_page(family)
        title = f"{_family(told, family, language)} ({family}xx)"
        lines = head(title, language, name)
        for rule in _of_family(family):
            lines += _rule(rule, told["words"][language], language)
        yield name, _lines(lines)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def _of_family(family: str) -> list[Rule]:
    return [CATALOGUE[rule] for rule in sorted(CATALOGUE) if rule[:_PREFIX] == family]


def _family(told: Any, family: str, language: Language) -> str:
    return said(Text(FAMILIES[family][1], told["families"][family]), language)


def _list_of_all(told: Any, language: Language) -> Iterator[str]:
    yield from head(told["title"][language], language, "rules")
    yield told["intro"][language]
    for family in FAMILIES:
        yield from (f"## {_family(told, family, language)}", "")
        rows = (
            (f"[{rule.code}]({rules_page(family)}.md#{rule.code.lower()})", plain(said(rule.title, language)), *_at_gates(rule, language))
            for rule in _of_family(family)
        )  # fmt: skip
        yield from table(told["columns"][language], rows)


def _at_gates(rule: Rule, language: Language) -> tuple[str, str]:
    """The rule's weight in a draft and at a publish."""
    words = WORD if language == "th" else WORD_EN
    draft = Severity.WARNING if rule.is_gap and rule.severity is Severity.ERROR else rule.severity
    return words[draft], words[rule.severity]


def _rule(rule: Rule, words: dict[str, str], language: Language) -> Iterator[str]:
    draft, publish = _at_gates(rule, language)
    yield from (f"## {rule.code}", "", f"**{plain(said(rule.title, language))}** {code(rule.slug)}", "")
    yield from (f"{words['draft']}: {draft} · {words['publish']}: {publish}", "")
    yield from (f"{words['why']}: {plain(said(rule.why, language))}", "")
    for name, text in (("message", rule.message), ("fix", rule.fix)):
        shown = without_places(text)
        if shown is not None:
            yield from (f"{words[name]}: {plain(said(shown, language))}", "")
    for kind in ("bad", "good"):
        shown_example = example(rule.code, kind)
        if shown_example:
            yield from (f"{words[kind]}:", "", *fenced(shown_example, "yaml"))
        second = example(rule.code, f"{kind}.2")
        if second:
            yield from (f"{words['also']}:", "", *fenced(second, "yaml"))
