"""The catalogue of rules: what every rule owes its readers, and that nothing the readers of files find goes unsaid."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from runner import ita_site

from ita_site import source
from ita_site.commands.explain import rule_lines, run
from ita_site.records import fields, item, problems, programme
from ita_site.rules import CATALOGUE, FAMILIES, Rule, rules_in_order
from ita_site.rules import syntax as syntax_rules
from ita_site.rules.base import Problems
from ita_site.rules.examples import example
from ita_site.style import Style
from ita_site.text import Text

NOWHERE = Path(__file__).parent / "golden"
"""A folder that is no site."""
RULES = [CATALOGUE[code] for code in sorted(CATALOGUE)]
THAI = re.compile("[ก-๙]")
LATIN = re.compile("[A-Za-z]")
# Words of the trade. «true» and «false» stay: officers type them.
SHOP_TALK = re.compile(
    r"\b(None|(?i:null|dict|dictionary|mapping|array|tuple|schema|string|integer|boolean|bool|float|exception|"
    r"traceback|parse[rd]?|parsing|regex|validat\w+|invalid|token|object|instance|attribute|key))\b"
)
FAMILY_OF = {
    "1": {"source", "syntax", "folders"},
    "2": {"fields", "tables", "setup", "criteria"},
    "3": {"completeness", "nil", "criteria"},
    "4": {"evidence", "addresses", "hosted", "observed", "documents", "ownsite"},
    "5": {"programmes"},
    "6": {"privacy"},
    "7": {"consistency", "results", "measures"},
    "8": {"admin", "answers", "folders", "pictures", "surveys"},
    "9": {"waivers"},
}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule(rule: Rule, capsys: pytest.CaptureFixture[str]) -> None:
    check_code_slug_and_family(rule)
    check_both_languages(rule)
    check_words_of_people(rule)
    check_requires(rule)
    check_explain(rule, capsys)


def check_code_slug_and_family(rule: Rule) -> None:
    assert re.fullmatch(r"ITA[1-9]\d\d", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.slug)
    assert rule.check.__module__.split(".")[2] in FAMILY_OF[rule.code[3]]


def test_slugs_are_unique_and_families_are_known() -> None:
    assert len({rule.slug for rule in RULES}) == len(RULES)
    assert {family.__name__.split(".")[2] for family in FAMILIES} == set().union(*FAMILY_OF.values())


def check_both_languages(rule: Rule) -> None:
    for text in (rule.message, rule.fix):
        assert placeholders(text.th) == placeholders(text.en), text
        assert all(re.fullmatch("[a-z_]+", name) for name in placeholders(text.th)), "a bare brace is no placeholder"
        assert "{{" not in text.th + text.en, "`explain` shows the text as it stands"
    for text in (rule.title, rule.why):
        assert placeholders(text.th) == placeholders(text.en) == set()
        assert THAI.search(text.th), text
        assert not THAI.search(text.en), text
        assert LATIN.search(text.en), text
    for text in (rule.message, rule.fix):
        assert not THAI.search(text.en), text
        assert THAI.search(text.th) or re.fullmatch(r"\{[a-z]+\}", text.th), text


def check_words_of_people(rule: Rule) -> None:
    for text in (rule.title, rule.message, rule.fix, rule.why):
        for words in (text.th, text.en):
            assert words == words.strip() != ""
            assert not SHOP_TALK.search(re.sub(r"\{[a-z_]+\}", "", words)), words
            assert "  " not in words
    for text in (rule.title, rule.message, rule.fix):
        assert not text.en.endswith("."), "no full stop"


def check_requires(rule: Rule) -> None:
    order = [r.code for r in rules_in_order()]
    for code in rule.requires:
        assert code in CATALOGUE
        assert order.index(code) < order.index(rule.code)


def texts_in(module: ModuleType) -> Iterator[Text]:
    """Every Text that a module keeps for its messages."""
    found = [value for name, value in vars(module).items() if name.startswith("_") and not name.startswith("__")]
    while found:
        value = found.pop()
        if isinstance(value, Text):
            yield value
        elif isinstance(value, dict):
            found += value.values()
        elif isinstance(value, tuple):
            found += value


@pytest.mark.parametrize("module", FAMILIES, ids=lambda module: module.__name__.rsplit(".", 1)[1])
def test_words_that_fill_messages(module: ModuleType) -> None:
    for text in texts_in(module):
        assert THAI.search(text.th), text
        assert not THAI.search(text.en), text
        assert not SHOP_TALK.search(text.th + text.en), text


def check_explain(rule: Rule, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(NOWHERE, code=rule.code, year=None) == 0
    told = capsys.readouterr().out
    assert rule.title.th in told
    assert rule.why.en in told
    for kind in ("bad", "good"):
        shown = example(rule.code, kind)
        assert shown is not None, f"{rule.code} has no {kind} example"
        assert all(f"  {line}".rstrip() in told for line in shown.rstrip().splitlines())
    assert "# expect" not in told
    assert list(rule_lines(rule, Style())) == told.splitlines()


@pytest.mark.parametrize("rule", RULES[::25], ids=lambda rule: rule.code)
def test_a_rule_is_asked_for_by_slug_or_in_small_letters_too(rule: Rule, capsys: pytest.CaptureFixture[str]) -> None:
    for asked in (rule.code.lower(), rule.slug):
        assert run(NOWHERE, code=asked, year=None) == 0
        assert capsys.readouterr().out.splitlines() == list(rule_lines(rule, Style()))


def test_explain_from_the_command_line(tmp_path: Path) -> None:
    done = ita_site("-C", tmp_path, "explain", "ita301")
    assert done.code == 0, done.said
    assert "ทำไม · why" in done.out
    assert "ผิด · wrong" in done.out


def modules_of(package: ModuleType) -> list[ModuleType]:
    names = (found.name for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."))
    return [package, *map(importlib.import_module, names)]


def choices(node: ast.AST) -> set[str]:
    """The words that an expression can be: `"a"`, or `"a" if … else "b"`."""
    if isinstance(node, ast.IfExp):
        return choices(node.body) | choices(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def kinds_said(module: ModuleType, names: set[str]) -> set[str]:
    """First words given to calls of `names` in a module: what it can say."""
    found = set()
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and node.args:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in names:
                found |= choices(node.args[0])
    return found


def kinds_asked_for() -> tuple[set[str], set[str]]:
    """The kinds of problem that rules of scope `file` look for in files and in fields."""

    class Asked(dict):  # type: ignore[type-arg]
        def get(self, kind: str, default: object = ()) -> object:
            self.setdefault(kind, [])
            return default

    empty = Problems([])
    empty.of_source, empty.of_fields = Asked(), Asked()
    for rule in RULES:
        if rule.scope == "file":
            assert list(rule.check(empty)) == []
    return set(empty.of_source), set(empty.of_fields)


def test_every_problem_of_a_file_has_a_rule() -> None:
    said = set().union(
        *(kinds_said(m, {"Problem", "problem", "mistake", "notice", "_refuse"}) for m in modules_of(source))
    )
    asked, _ = kinds_asked_for()
    assert said == asked
    assert asked >= source.NOTICES


def test_every_hint_of_a_syntax_error_has_words() -> None:
    hints: set[str] = set()
    for module in modules_of(source):
        hints |= kinds_said(module, {"syntax"})
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            named = isinstance(node, ast.keyword) and node.arg == "hint"
            kept = isinstance(node, ast.Assign) and any(getattr(t, "id", "") == "hint" for t in node.targets)
            if isinstance(node, ast.keyword | ast.Assign) and (named or kept):
                hints |= choices(node.value)
    assert hints - {"other"} == set(syntax_rules._SYNTAX_HINTS)


def test_every_problem_of_a_field_has_a_rule() -> None:
    # «criteria» is told of an agency's own list, which is no record
    ours = {"missing-field", "unknown-field", "bad-choice", "wrong-kind", "criteria", *problems._OURS}
    _, asked = kinds_asked_for()
    assert asked == ours
    raised = kinds_said(fields, {"_problem"})
    for module in (item, programme):
        raised |= kinds_said(module, {"PydanticCustomError"})
    assert raised == problems._OURS
    assert kinds_said(problems, {"FieldProblem"}) <= ours
    assert set(problems._NOT_THE_RIGHT_KIND.values()) <= {"list", "fields", "text"}


def test_every_rule_of_scope_file_asks_for_problems_only() -> None:
    """They also judge `site_config.yml`, before there is a site to look at."""
    for rule in RULES:
        assert (rule.scope == "file") == (next(iter(inspect.signature(rule.check).parameters)) == "problems"), rule.code
