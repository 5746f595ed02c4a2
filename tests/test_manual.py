"""The manual: the same in both languages, true to the program, and whole as plain files on a git host."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from manual_docs import DOCS, every_page, headings, pages, steps, tokens, without_code
from PIL import Image

from ita_site.errors import EngineError
from ita_site.manual import build_manual, written
from ita_site.manual.building import manual_plan
from ita_site.manual.commands import every_command
from ita_site.manual.fields import every_field
from ita_site.manual.map import HOME, LANGUAGES, Language, sections
from ita_site.manual.markup import halves, with_switch
from ita_site.rules import CATALOGUE
from ita_site.text import Text

PAGES = every_page()
IDS = [f"{language}/{name}" for language, name in PAGES]
FRESH = "run: python tools/manual --write"
_THAI = re.compile("[\u0e01-\u0e5b]")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\[ภาษาไทย\]\([^)]*\)")
_NOT_DAYS = ("ค.ศ.", "JSON Schema 2020-12")
_COMMON_ERA = re.compile(r"(?<![\d.])20[0-3]\d(?![\d-])")


def test_the_pages_that_come_from_the_program_are_fresh() -> None:
    fresh = written(DOCS)
    for path, text in fresh.items():
        assert (DOCS / path).is_file() and (DOCS / path).read_text(encoding="utf-8") == text, f"docs/{path}: {FRESH}"
    made = {path for path in fresh if "/rules-" in path}
    there = {path.relative_to(DOCS).as_posix() for path in DOCS.glob("*/rules-*.md")}
    assert there == made, "a family of rules is gone: delete its page"


def test_both_languages_have_the_same_pages() -> None:
    assert list(pages("th")) == list(pages("en"))


def test_the_menu_and_the_first_page_name_every_page() -> None:
    listed = {name for section in sections() for name in section.pages} | {HOME}
    for language in LANGUAGES:
        assert set(pages(language)) <= listed
        for name in pages(language):
            if name != HOME and not name.startswith("rules-"):
                assert f"({name}.md" in pages(language)[HOME], f"docs/{language}/index.md says nothing of {name}"


@pytest.mark.parametrize("name", list(pages("th")))
def test_both_languages_have_the_same_headings_and_commands(name: str) -> None:
    thai, english = (pages(language)[name] for language in LANGUAGES)
    assert [level for level, _ in headings(thai)] == [level for level, _ in headings(english)]
    assert [(step.line, step.code) for step in steps(thai)] == [(step.line, step.code) for step in steps(english)]


@pytest.mark.parametrize(("language", "name"), PAGES, ids=IDS)
def test_a_page_has_one_title_and_no_level_is_left_out(language: Language, name: str) -> None:
    levels = [level for level, _ in headings(pages(language)[name])]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("name", list(pages("en")))
def test_english_pages_are_english(name: str) -> None:
    words = _QUOTED.sub("", without_code(pages("en")[name]))
    assert [line for line in words.split("\n") if _THAI.search(line)] == []


@pytest.mark.parametrize("name", [name for name in pages("th") if not name.startswith("rules-")])
def test_years_of_the_thai_pages_are_of_the_buddhist_era(name: str) -> None:
    words = without_code(pages("th")[name])
    lines = (line for line in words.split("\n") if _COMMON_ERA.search(line))
    assert [line for line in lines if not any(word in line for word in _NOT_DAYS)] == []


def on_a_git_host(heading: str) -> str:
    """The anchor that GitHub makes of a heading."""
    return re.sub(r"[^\w\u0e00-\u0e7f\- ]", "", heading.replace("`", "").lower()).replace(" ", "-")


@pytest.mark.parametrize(("language", "name"), PAGES, ids=IDS)
def test_links_lead_somewhere_as_plain_files_too(language: Language, name: str) -> None:
    here = DOCS / language / f"{name}.md"
    lost = []
    for block in tokens(pages(language)[name]):
        for part in block.children or ():
            href = part.attrGet("href") or part.attrGet("src")
            if not isinstance(href, str) or urlsplit(href).scheme:
                continue
            target = (here.parent / unquote(urlsplit(href).path)).resolve() if urlsplit(href).path else here
            anchor = unquote(urlsplit(href).fragment)
            if not target.is_file() or not target.is_relative_to(DOCS):
                lost.append(href)
            elif anchor:
                known = [on_a_git_host(words) for _, words in headings(target.read_text(encoding="utf-8"))]
                lost += [href] if known.count(anchor) != 1 else []
    assert lost == []


def test_the_manual_names_every_rule_command_and_field() -> None:
    for language in LANGUAGES:
        of = pages(language)
        for code in CATALOGUE:
            assert f"[{code}](rules-" in of["rules"] and any(
                f"## {code}\n" in of[page] for page in of if "rules-" in page
            )
        for command in every_command():
            assert f"## {command}\n" in of["commands"]
        for _, field in every_field():
            assert f"| `{field}`" in of["fields"], field


def test_every_block_of_code_says_what_it_is() -> None:
    known = {"sh", "console", "text", "yaml", "json", "csv", "nginx", "apache", "xml", "html", "dockerfile"}
    for language, name in PAGES:
        for block in tokens(pages(language)[name]):
            assert block.type != "code_block", f"{language}/{name}: {block.content[:40]}"
            assert block.type != "fence" or block.info in known, f"{language}/{name}: {block.info!r}"


def test_pictures_are_small() -> None:
    for path in (DOCS / "pictures").iterdir():
        assert path.suffix in (".webp", ".png") and path.stat().st_size < 80_000
        with Image.open(path) as image:
            assert max(image.size) <= 1280


def test_words_in_both_languages_are_told_apart() -> None:
    assert halves("รอบ · หนึ่ง · a round · of months") == Text("รอบ · หนึ่ง", "a round · of months")
    assert halves("only English") == Text("", "only English")
    assert halves("") == Text("", "")


def test_a_page_gets_the_way_to_the_other_language_once() -> None:
    page = with_switch("# ก\n\nข้อความ\n", "th", "start")
    assert page == "# ก\n\n[English](../en/start.md)\n\nข้อความ\n"
    assert with_switch(page, "th", "start") == page


@pytest.mark.parametrize("target", ["gone.md", "../../README.md", "../pictures/gone.webp"])
def test_a_link_that_leads_nowhere_stops_the_manual(tmp_path: Path, target: str) -> None:
    for language in LANGUAGES:
        (tmp_path / language).mkdir()
        (tmp_path / language / "index.md").write_text(f"# Manual\n\n[there]({target})\n", encoding="utf-8")
    (tmp_path.parent / "README.md").write_text("# x\n", encoding="utf-8")
    with pytest.raises(EngineError, match=re.escape(target)):
        manual_plan(tmp_path, "th")


def test_a_manual_needs_a_first_page(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"index\.md"):
        build_manual(tmp_path, tmp_path / "out")
