"""Editors accept what the reader accepts, and every field has a Thai name."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from plans import FULL_PLAN, FULL_REPORT, PLAN, REPORT

from ita_site.criteria import load_edition
from ita_site.schema import schemas

KNOWN = schemas(load_edition(2566))
BOTH = pytest.mark.parametrize("name", ["programme", "monthly-report"])


def slips(name: str, data: Any) -> list[str]:
    return [e.message for e in jsonschema.Draft7Validator(KNOWN[name]).iter_errors(data)]


@BOTH
def test_the_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(KNOWN[name])


def test_editors_accept_full_and_short_examples() -> None:
    assert slips("programme", FULL_PLAN) == []
    assert slips("programme", PLAN) == []
    assert slips("monthly-report", FULL_REPORT) == []
    assert slips("monthly-report", REPORT) == []


@pytest.mark.parametrize("name", ["on", "date"])
def test_editors_know_both_names_of_a_day(name: str) -> None:
    dated = {name: "2567-02-01"}
    assert slips("monthly-report", {**REPORT, "actions": [{"text": "ก", **dated}]}) == []
    evidence = [{"url": "https://a.example/x", **dated}]
    activity = {"id": 1, "title": "ก", "evidence": evidence, "followups": [{"no": 1, **dated}]}
    assert slips("programme", {**PLAN, "activities": [activity]}) == []


def test_editors_refuse_what_nobody_knows() -> None:
    assert slips("monthly-report", {**REPORT, "budget": 1})
    assert slips("programme", {**PLAN, "kind": "โครงการ"})
    assert slips("programme", {**PLAN, "strategy": [{"code": "1"}]})


@BOTH
def test_every_field_has_a_thai_name_and_a_message(name: str) -> None:
    schema = KNOWN[name]
    seen = 0
    for record, node in [(name, schema), *schema["$defs"].items()]:
        for field, said in node.get("properties", {}).items():
            where = f"{record}.{field}"
            assert any("ก" <= letter <= "๛" for letter in said.get("title", "")), where
            assert "errorMessage" in said or "allOf" in said, where
            seen += 1
    assert seen > 30


@BOTH
def test_words_to_choose_from_are_explained(name: str) -> None:
    for record, node in [(name, KNOWN[name]), *KNOWN[name]["$defs"].items()]:
        for field, said in node.get("properties", {}).items():
            if "enum" in said:
                assert len(said["enumDescriptions"]) == len(said["enum"]), f"{record}.{field}"
