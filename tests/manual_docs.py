"""The manual as it stands in `docs/`: its pages, their code blocks, and their words without code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from markdown_it.token import Token
from runner import REPOSITORY

from ita_site.manual.building import read_sources
from ita_site.manual.map import LANGUAGES, Language
from ita_site.render.markdown import new_parser

DOCS = REPOSITORY / "docs"
_CODE = re.compile(r"```.*?^```$|(`+).+?\1", re.DOTALL | re.MULTILINE)
_EXIT = re.compile(r"\s+# exit ([0-9]+)$")
_REMARK = re.compile(r"(^|\s+)# .*$")


@dataclass(frozen=True)
class Step:
    """A command that the manual shows: the code with which it has to end, and its output where that is shown too."""

    line: str
    code: int = 0
    output: str | None = None


@cache
def pages(language: Language) -> dict[str, str]:
    """The Markdown of every page by its name."""
    return read_sources(DOCS, language)


def every_page() -> list[tuple[Language, str]]:
    """Language and name of every page."""
    return [(language, name) for language in LANGUAGES for name in pages(language)]


@cache
def tokens(text: str) -> list[Token]:
    """The blocks of a page, read as the manual reads them."""
    return new_parser().parse(text)


@cache
def headings(text: str) -> list[tuple[int, str]]:
    """Level and words of every heading."""
    found = tokens(text)
    return [(int(t.tag[1]), found[i + 1].content) for i, t in enumerate(found) if t.type == "heading_open"]


def without_code(text: str) -> str:
    """The words of a page that are no code."""
    return _CODE.sub("", text)


def steps(text: str) -> tuple[Step, ...]:
    """The commands of a page in their order."""
    found: list[Step] = []
    if "```sh" not in text and "```console" not in text:
        return ()  # lists of rules are long, and show no command
    for block in tokens(text):
        if block.type == "fence" and block.info == "sh":
            lines = block.content.replace("\\\n", " ").split("\n")
            found += [step for line in lines if (step := _step(line)).line]
        elif block.type == "fence" and block.info == "console":
            for part in re.split(r"^\$ ", block.content, flags=re.MULTILINE)[1:]:
                line, _, output = part.partition("\n")
                step = _step(line)
                found.append(Step(step.line, step.code, output))
    return tuple(found)


def _step(line: str) -> Step:
    exit_ = _EXIT.search(line)
    code = int(exit_[1]) if exit_ else 0
    return Step(_REMARK.sub("", line).strip(), code)
