"""What holds for any text at all: the same few hundred texts in each run, so that no run fails for what another passes."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ita_site.source import KEY, NOTICES, loads
from ita_site.source import parse as parse_module
from ita_site.source.scan import HAS_UNSEEN
from ita_site.thai import repair

# Letters and signs that meet often in such files, so that many of the texts are nearly YAML.
PIECES = st.one_of(
    st.sampled_from(":-#'\"[]{},&*!|>%@`?~=\\ \n\t\r\0\x07\u0085\u2028\u00a0\u00ad\u200b\ufeff\u0e48\u0e34ก1๒“”：😀"),
    st.sampled_from(
        ["item", "ทำ", "ํา", "เเ", ": ", "- ", "\n  ", "\n    ", " #", "\r\n", "---", "\n---\n", "...", "<<"]
    ),
    st.sampled_from(["1.5", "true", "null", "2566-03-31", "https://", "\\x", "\\u0000", "\\ud800", "\\UFFFFFFFF"]),
)
NEARLY_YAML = st.lists(PIECES, max_size=40).map("".join)
TEXT = st.one_of(NEARLY_YAML, st.text(max_size=200))


def check(data: bytes) -> None:
    document = loads(data, "a.yml")
    mistakes = [problem for problem in document.problems if problem.kind not in NOTICES]
    assert document.data is None or isinstance(document.data, dict)
    if document.data is None:
        assert mistakes
        assert len(mistakes) == len(document.problems)
    lines = document.text.split("\n")
    for problem in document.problems:
        assert problem.line >= 1
        assert problem.column >= 1
        if document.text:
            assert problem.line <= len(lines), problem
            assert problem.column <= len(lines[problem.line - 1]) + 1, problem
        assert all(isinstance(value, str | int) for value in problem.values.values())
    for line, column in document.places.values():
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
    assert_plain(document.data)


def assert_plain(value: Any) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            assert isinstance(key, str)
            assert_plain(inner)
    elif isinstance(value, list):
        for inner in value:
            assert_plain(inner)
    elif isinstance(value, str):
        value.encode()


@settings(max_examples=150)
@given(TEXT)
def test_any_text_is_read_or_told(text: str) -> None:
    check(text.encode())


@settings(max_examples=60)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    check(data)


@settings(max_examples=80)
@given(NEARLY_YAML)
def test_any_text_without_libyaml(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parse_module, "PARSER", yaml.BaseLoader)
        check(text.encode())


# What the reader changes on purpose is kept out: control characters, odd breaks, blanks that cannot be told apart.
PLAIN_TEXT = st.text(
    st.one_of(
        st.sampled_from("กขคงทำนแเโอิีุู่้์ํา๑๒ :-#'\"[]{},&*!|>%@`?~=<\\.0123456789abnoyesNTF\n\t"),
        st.characters(exclude_categories=["Cc", "Cf", "Zl", "Zp", "Zs", "Cs", "Cn"]),
    ),
    max_size=30,
).filter(lambda text: not HAS_UNSEEN.search(text))
NAMES = PLAIN_TEXT.filter(lambda text: "\n" not in text and "\t" not in text and text != KEY)


def trees(names: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    def fields(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return st.dictionaries(names, inner, max_size=4)

    values = st.recursive(PLAIN_TEXT, lambda inner: st.lists(inner, max_size=4) | fields(inner), max_leaves=12)
    return st.dictionaries(names, values, min_size=1, max_size=4)


def repaired(value: Any) -> Any:
    if isinstance(value, dict):
        return {repair(key): repaired(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [repaired(inner) for inner in value]
    return repair(value)


def count(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(count(one) for one in inner)


@settings(max_examples=100)
@given(trees(NAMES), st.booleans())
def test_what_yaml_writes_is_read_back(tree: dict[str, Any], flow: bool) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    document = loads(text.encode(), "a.yml")
    # A text such as «a:b» where a field may stand is taken for a slip, although YAML knows better.
    assume(not {problem.kind for problem in document.problems} & {"missing-space", "syntax"})
    assert document.data == repaired(tree)
    values = [path for path in document.places if path[-1:] != (KEY,)]
    if count(repaired(tree)) == count(tree):
        assert len(values) == count(tree)
