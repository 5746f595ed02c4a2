"""What contradicts itself in the result and measures of `test_seed_result.py`, and that `check` says so at the line."""

from __future__ import annotations

import json
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from builders import judge
from runner import ita_site

SITE = Path(__file__).resolve().parent / "sites" / "ita-analysis"
RESULT, MEASURES = "content/2566/result.yml", "content/2567/measures.yml"

Finding = dict[str, Any]


def check(site: Path) -> list[Finding]:
    """All findings but the items that are not there: the papers are about the result alone."""
    found = json.loads(ita_site("-C", site, "check", "--offline", "--format", "json").out)["findings"]
    return [f for f in found if f["code"] != "ITA301"]


@cache
def findings() -> tuple[Finding, ...]:
    return tuple(check(SITE))


def told(code: str) -> list[Finding]:
    return [f for f in findings() if f["code"] == code]


def lines(path: str) -> list[str]:
    return (SITE / path).read_text(encoding="utf-8").splitlines()


def words(finding: Finding) -> str:
    """The line that a finding is at."""
    return lines(str(finding["path"]))[int(finding["line"]) - 1].strip()


def said(finding: Finding) -> str:
    return " ".join(map(str, finding["message"].values()))


def test_b_is_a_level_of_the_scale_before() -> None:
    (finding,) = told("ITA728")
    assert (finding["path"], words(finding), finding["severity"]) == (RESULT, "level: B", "error")
    assert "ต้องปรับปรุง" in said(finding)
    assert "75.47" in said(finding)


@pytest.mark.parametrize(("printed", "meant", "points"), [("i17", "i7", "๖๐.๐๗"), ("i18", "i8", "๔๔.๔๐")])
def test_two_codes_in_the_table_of_indicator_2_belong_to_another(printed: str, meant: str, points: str) -> None:
    (finding,) = (f for f in told("ITA723") if printed in said(f))
    assert finding["severity"] == "error"
    assert re.search(rf"\b{meant}\b", said(finding))
    entry = "\n".join(lines(RESULT)[finding["line"] - 2 : finding["line"] + 3])
    assert f"score: {points}" in entry


def test_the_second_i17_is_right() -> None:
    """98.90 of indicator 3 is what i17 really scored; it is neither misplaced nor there twice."""
    assert len(told("ITA723")) == 2
    assert told("ITA724") == []


def test_the_questions_of_indicator_7_cannot_give_its_score() -> None:
    """71.26, 71.26, 71.26 and 71.03 with a full 100 for the fifth give 76.96; 80.91 is printed."""
    (finding,) = told("ITA732")
    assert (words(finding), finding["severity"]) == ("๗: ๘๐.๙๑", "warning")
    assert "80.91" in said(finding)
    assert "76.96" in said(finding)


NO_MEASURE = {
    # what the measures call e8 and e5
    "e9": "71.26", "e4": "77.71",
    # no row at all
    "O43": "0",
}  # fmt: skip


def test_what_has_no_measure_is_told_one_by_one() -> None:
    """The two codes of indicator 2 are told at the result already; the measures call them i7 and i8, which is right."""
    found = {re.match(r"\S+", f["message"]["th"])[0]: f for f in told("ITA742")}  # type: ignore[index]
    assert found.keys() == NO_MEASURE.keys()
    for code, points in NO_MEASURE.items():
        assert points in said(found[code])
        assert (found[code]["path"], words(found[code])) == (MEASURES, "measures:")


def test_the_fiscal_year_2566_was_over_when_the_measures_were_made() -> None:
    """«Within the fiscal year 2566» of the row e5: its last day was 17 days before the papers."""
    (finding,) = told("ITA750")
    assert (finding["path"], words(finding)) == (MEASURES, "due: 2566-09")
    row = lines(MEASURES)[: finding["line"]]
    assert [text for text in row if text.strip().startswith("issue:")][-1].split()[1] == "e๕"


def test_that_the_announcement_is_not_shown_is_said_in_passing() -> None:
    assert [(f["path"], f["severity"]) for f in told("ITA739")] == [(RESULT, "notice")]


def test_nothing_else_is_said() -> None:
    known = {"ITA723", "ITA728", "ITA732", "ITA739", "ITA742", "ITA750"}
    assert [(f["code"], f["path"], f["line"]) for f in findings() if f["code"] not in known] == []


MENDED = [
    (RESULT, "level: B", "level: ต้องปรับปรุง"),
    (RESULT, "code: i๑๗\n    indicator: ๒", "code: i๗\n    indicator: ๒"),
    (RESULT, "code: i๑๘", "code: i๘"),
    (MEASURES, "issue: e๕", "issue: e๔"),
    (MEASURES, "issue: e๘", "issue: e๙"),
    (MEASURES, "issue: ๐๔๒ มาตรการส่งเสริมคุณธรรมและความโปร่งใส", "issue: [๐๔๒, ๐๔๓]"),
    (MEASURES, "due: 2566-09\n", "due: 2567-09\n"),
]


def test_when_the_misprints_are_mended_the_papers_agree(tmp_path: Path) -> None:
    """But for the score of indicator 7, which nobody can know from the papers."""
    site = Path(shutil.copytree(SITE, tmp_path / "site"))
    for path, printed, right in MENDED:
        text = (site / path).read_text(encoding="utf-8")
        assert text.count(printed) == 1, printed
        (site / path).write_text(text.replace(printed, right), encoding="utf-8")
    assert {f["code"] for f in check(site)} == {"ITA732", "ITA739"}


def test_each_misprint_that_is_mended_takes_its_finding_away(tmp_path: Path) -> None:
    site = Path(shutil.copytree(SITE, tmp_path / "site"))

    def left() -> list[tuple[str, str]]:
        return [(f.code, f.message.th) for f in judge(site).findings]

    before = left()
    for path, printed, right in MENDED:
        text = (site / path).read_text(encoding="utf-8")
        (site / path).write_text(text.replace(printed, right), encoding="utf-8")
        assert len(left()) < len(before), printed
        assert not set(left()) - set(before), printed
        (site / path).write_text(text, encoding="utf-8")
