"""Which pages the manual has, in which order and under which heading, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from ita_site.render.checks import FAMILIES
from ita_site.text import Text

Language = Literal["th", "en"]
LANGUAGES: tuple[Language, ...] = ("th", "en")
HOME = "index"
CONTENTS = "contents"
"""The list of all pages, which is made when the manual is built."""
NAME = Text("คู่มือ ita-site", "ita-site manual")


@dataclass(frozen=True, slots=True)
class Section:
    """A line of the menu and the pages (names without ending) below it."""

    title: Text
    pages: tuple[str, ...]


def said(text: Text, language: Language) -> str:
    """The words of one language."""
    return text.th if language == "th" else text.en


def rules_page(family: str) -> str:
    """The name of the page of a family of rules, such as `ITA4`."""
    return f"rules-{FAMILIES[family][0]}"


@cache
def sections() -> tuple[Section, ...]:
    """The menu, without the first page."""
    return tuple(_section(row) for row in data("map"))


def _section(row: Mapping[str, Any]) -> Section:
    pages: list[str] = []
    for name in row["pages"]:
        pages += [name, *map(rules_page, FAMILIES)] if name == "rules" else [name]
    return Section(Text(row["th"], row["en"]), tuple(pages))


@cache
def data(name: str) -> Any:
    """The plain values of one of our own files beside this one."""
    return yaml.safe_load((files(__package__) / f"{name}.yml").read_text(encoding="utf-8"))
