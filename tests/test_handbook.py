"""What the hand-written pages of the manual say of the program is so: reasons, rules, settings, types of files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from runner import REPOSITORY

from ita_site.evidence.reasons import REASONS
from ita_site.evidence.words import words
from ita_site.records.config import SiteConfig
from ita_site.records.item import Evidence
from ita_site.records.problems import read_record
from ita_site.rules import CATALOGUE
from ita_site.source import loads

NAMES = ("evidence", "publish", "recipes", "hosting", "security", "privacy", "year", "moving", "questions")
PAGES = [REPOSITORY / "docs" / language / f"{name}.md" for language in ("th", "en") for name in NAMES]
LEAST = {"agency": {"name": "x", "type": "local_government"}, "site": {"url": "https://x.example/"}, "years": [2566]}


def _id(page: Path) -> str:
    return f"{page.parent.name}-{page.stem}"


def _settings() -> Iterator[Any]:
    for page in PAGES:
        for number, block in enumerate(
            re.findall(r"^```yaml\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        ):
            yield pytest.param(block, id=f"{_id(page)}-{number}")


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_reason_of_a_verdict_is_told(language: str) -> None:
    text = (REPOSITORY / f"docs/{language}/evidence.md").read_text(encoding="utf-8")
    assert [reason for reason in REASONS if f"`{reason}`" not in text] == []


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_types_of_files_are_those_that_are_hosted(language: str) -> None:
    text = (REPOSITORY / f"docs/{language}/evidence.md").read_text(encoding="utf-8")
    told = re.search(r"pdf(?: [a-z]+){8,}", text)
    assert told is not None
    known = {ending.removeprefix(".") for ending in words().file_types}
    assert known <= set(told[0].split())


@pytest.mark.parametrize("page", PAGES, ids=_id)
def test_rules_that_are_named_are_there(page: Path) -> None:
    named = set(re.findall(r"ITA[0-9]{3}\b", page.read_text(encoding="utf-8")))
    assert named <= CATALOGUE.keys()


@pytest.mark.parametrize("block", list(_settings()))
def test_settings_that_are_shown_can_be_written_so(block: str) -> None:
    data = loads(block.encode(), "page.yml").data
    assert isinstance(data, dict)
    if isinstance(data.get("evidence"), list):
        assert [read_record(Evidence, entry)[1] for entry in data["evidence"]] == [(), ()]
    else:
        assert read_record(SiteConfig, LEAST | data)[1] == ()


@pytest.mark.parametrize("language", ["th", "en"])
def test_numbers_that_are_told_are_what_holds_without_a_setting(language: str) -> None:
    evidence, publish = (
        (REPOSITORY / f"docs/{language}/{name}.md").read_text(encoding="utf-8") for name in ("evidence", "publish")
    )
    config, told = read_record(SiteConfig, LEAST)
    assert config is not None, told
    for name in ("grace_days", "fresh_hours", "stale_days", "file_max_mb"):
        assert re.search(rf"^  {name}: {getattr(config.evidence, name)}$", evidence, re.MULTILINE), name
    assert re.search(rf"^  keep: {config.publish.keep} ", publish, re.MULTILINE)
