"""Five sites transcribed from tables that agencies really kept, and what `check` says about them, word for word.

After a deliberate change of wording: ITA_SITE_GOLDEN=write pytest tests/test_real_input.py, then read the diff.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import shutil
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from runner import Ran, ita_site

from ita_site.config import open_site
from ita_site.contracts import check_report_schema
from ita_site.dates import Month
from ita_site.reporters import OF_HOSTS
from ita_site.source import load

HERE = Path(__file__).resolve().parent
GOLDEN = HERE / "golden"
SAO = HERE / "sites" / "sao-follow-up"
HEALTH = HERE / "sites" / "health-division"
SLIDES = HERE / "sites" / "monthly-slides"
ANALYSIS = HERE / "sites" / "ita-analysis"
MEASURES = HERE / "sites" / "sao-measures"
SITES = [SAO, HEALTH, SLIDES, ANALYSIS, MEASURES]
REPORTS = "content/2566/programmes/kpi-2-1"

GOLDENS = {
    "sao-follow-up.publish.txt": (SAO, "publish", "text"),
    "sao-follow-up.draft.txt": (SAO, "draft", "text"),
    "sao-follow-up.publish.json": (SAO, "publish", "json"),
    "sao-follow-up.publish.github.txt": (SAO, "publish", "github"),
    "sao-follow-up.publish.md": (SAO, "publish", "markdown"),
    "sao-follow-up.publish.gitlab.json": (SAO, "publish", "gitlab"),
    "sao-follow-up.publish.junit.xml": (SAO, "publish", "junit"),
    "sao-follow-up.publish.sarif": (SAO, "publish", "sarif"),
    "health-division.publish.txt": (HEALTH, "publish", "text"),
    "health-division.draft.txt": (HEALTH, "draft", "text"),
    "monthly-slides.draft.txt": (SLIDES, "draft", "text"),
    "ita-analysis.draft.txt": (ANALYSIS, "draft", "text"),
    "sao-measures.draft.txt": (MEASURES, "draft", "text"),
}

# The code column of the table, letter by letter: Thai zeros, Arabic zeros and the letter O before Thai digits.
SPELLINGS = [
    "๐๑", "๐๒", "๐๓", "๐๔", "๐๕", "๐๖", "๐๗", "๐๘", "๐๙", "๐๑๐", "0๑๑",
    "0๑๒", "๐๑๓", "๐๑๔", "๐๑๕", "๐๑๖", "๐๑๗", "0๑๘", "0๑๙", "0๒๐", "0๒๑", "0๒๒",
    "๐๒๓", "๐๒๔", "๐๒๕", "๐๒๖", "๐๒๗", "๐๒๘", "๐๒๙", "๐๓๐", "O๓๑", "O๓๒", "๐๓๓",
    "๐๓๔", "๐๓๕", "๐๓๖", "๐๓๗", "๐๓๘", "๐๓๙", "๐๔๐", "๐๔๑", "๐๔๒", "๐๔๓",
]  # fmt: skip
DONE = {"O1", "O2"}
TO_DO = {"O3", "O4", "O5", "O6", "O7", "O8", "O11", "O14", "O32", "O33", "O34", "O42", "O43"}
"""Rows that say what is to be done, and not that it is done."""
BLANK = {f"O{n}" for n in range(1, 44)} - DONE - TO_DO


@cache
def checked(site: Path, gate: str, format_: str, *more: str) -> Ran:
    return ita_site("-C", site, "check", "--offline", "--gate", gate, "--format", format_, *more)


def findings(site: Path, gate: str = "publish", *more: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(checked(site, gate, "json", *more).out)["findings"]
    return found


def codes(site: Path, gate: str = "publish") -> Counter[str]:
    return Counter(finding["code"] for finding in findings(site, gate))


@pytest.mark.parametrize("name", GOLDENS)
def test_the_words_are_those_that_were_read_and_approved(name: str, tmp_path: Path) -> None:
    site, gate, format_ = GOLDENS[name]
    if format_ in OF_HOSTS:  # which name files from the top of a repository, and ours is not the agency's
        site = shutil.copytree(site, tmp_path / site.name)
    ran = checked(site, gate, format_)
    # the age of the ledger is counted to the real day
    assert re.fullmatch(r"(.*evidence-ledger\.jsonl.*\n)?", ran.err)
    # the program's own version is no part of what was approved
    said = re.sub(r'^( {2,}"version"): ".*",$', r'\1: "*",', ran.out, flags=re.MULTILINE)
    path = GOLDEN / name
    if os.environ.get("ITA_SITE_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(said, encoding="utf-8", newline="\n")
    approved = path.read_text(encoding="utf-8") if path.exists() else ""
    if said != approved:
        change = difflib.unified_diff(
            approved.splitlines(), said.splitlines(), f"golden/{name}", "what check says now", lineterm="", n=1
        )
        pytest.fail("\n".join([*change, "", "to approve: ITA_SITE_GOLDEN=write"]), pytrace=False)


def test_no_golden_is_left_over() -> None:
    of_others = {"api", "editions.json"}
    assert {path.name for path in GOLDEN.iterdir()} - of_others <= set(GOLDENS)


def test_gaps_stop_a_publish_and_no_draft() -> None:
    assert checked(SAO, "publish", "json").code == 1
    assert checked(SAO, "draft", "json").code == 0


@pytest.mark.parametrize(("site", "wrong"), [
    (HEALTH, {"ITA430"}), (SLIDES, {"ITA526", "ITA531"}), (ANALYSIS, {"ITA723", "ITA728"}), (MEASURES, {"ITA745"}),
], ids=lambda value: getattr(value, "name", ""))  # fmt: skip
def test_what_is_wrong_and_not_only_unfinished_stops_a_draft_too(site: Path, wrong: set[str]) -> None:
    assert checked(site, "draft", "json").code == 1
    assert {f["code"] for f in findings(site, "draft") if f["severity"] == "error"} == wrong


@pytest.mark.parametrize("gate", ["publish", "draft"])
@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_json_fits_the_schema_that_we_publish(site: Path, gate: str) -> None:
    report = json.loads(checked(site, gate, "json").out)
    schema = check_report_schema()
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(report, schema, jsonschema.Draft7Validator)
    assert report["blocked"] == (checked(site, gate, "json").code == 1)
    assert report["counts"] == {
        word: sum(f["severity"] == word for f in report["findings"]) for word in ("error", "warning", "notice")
    }


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_every_place_is_in_a_file_that_is_there_or_asked_for(site: Path) -> None:
    for finding in findings(site):
        path = site / finding["path"]
        if path.exists():
            lines = path.read_text(encoding="utf-8").split("\n")
            assert finding["column"] <= len(lines[finding["line"] - 1]) + 1, finding
        else:
            assert finding["code"] in ("ITA301", "ITA501"), finding


def test_the_table_still_has_the_codes_as_they_were_written() -> None:
    files = sorted((SAO / "content/2566/items").iterdir())
    assert [str(load(path, path.name).data["item"]) for path in files] == SPELLINGS


def test_each_of_the_43_spellings_is_recognised() -> None:
    assert not {"ITA207", "ITA209", "ITA210", "ITA301"} & set(codes(SAO))
    for finding in findings(SAO):
        if finding["item"] is not None:
            assert finding["path"] == f"content/2566/items/o{int(finding['item'][1:]):02}.yml"


def test_rows_not_said_to_be_done_are_pending_and_no_others() -> None:
    pending = [f["item"] for f in findings(SAO) if f["code"] == "ITA308"]
    assert sorted(pending) == sorted(TO_DO | BLANK)


@pytest.mark.parametrize("gate", ["publish", "draft"])
def test_a_blank_row_is_told_once(gate: str) -> None:
    told = Counter((f["item"], f["code"]) for f in findings(SAO, gate) if f["item"] in BLANK)
    assert told == {(item, "ITA308"): 1 for item in BLANK}


def test_a_row_done_without_a_place_lacks_evidence() -> None:
    assert [f["item"] for f in findings(SAO) if f["code"] == "ITA402"] == ["O2"]


def test_months_and_filing_dates_are_read_in_all_their_spellings() -> None:
    (programme,) = open_site(HEALTH, None).year.programmes
    assert programme.record is not None
    assert (programme.record.start.month, programme.record.end.month) == (Month(2023, 11), Month(2024, 2))
    assert programme.record.deadline_day == 10
    filed = {entry.record.month: entry.record.submitted for entry in programme.reports if entry.record}
    assert filed == {
        Month(2023, 11): date(2023, 12, 8),
        Month(2023, 12): date(2024, 1, 10),
        Month(2024, 1): date(2024, 2, 9),
        Month(2024, 2): date(2024, 3, 8),
    }


def test_meetings_and_evidence_dates_are_read_in_all_their_spellings() -> None:
    (programme,) = open_site(HEALTH, None).year.programmes
    assert programme.record is not None
    by_id = {activity.id: activity for activity in programme.record.activities}
    assert list(by_id) == [str(n) for n in range(1, 15)]
    assert [proof.on for proof in by_id["6"].evidence] == [
        date(2023, 12, 4), date(2023, 12, 27), date(2024, 1, 26), date(2024, 2, 23),
    ]  # fmt: skip
    february = next(e.record for e in programme.reports if e.record and e.record.month == Month(2024, 2))
    assert [action.on for action in february.actions] == [
        date(2024, 2, 1), date(2024, 2, 22), date(2024, 2, 23), date(2024, 3, 5), date(2024, 3, 5), date(2024, 3, 8),
    ]  # fmt: skip
    assert february.memo is not None
    assert february.memo.date == date(2024, 3, 5)
    (slides,) = (e.record for e in open_site(SLIDES, None).year.programmes[0].reports)
    assert slides is not None
    assert [action.due for action in slides.actions] == [None, None, date(2024, 3, 8), date(2024, 3, 8)]


@pytest.mark.parametrize("as_of", ["2567-03-08", "2567-03-11", "2567-09-30"])
def test_four_months_are_there_and_in_time(as_of: str) -> None:
    said = {f["code"] for f in findings(HEALTH, "publish", "--as-of", as_of)}
    assert not {"ITA501", "ITA502", "ITA503", "ITA504", "ITA505", "ITA507"} & said


def test_real_links_and_dates_bring_up_nothing() -> None:
    """Percent-encoded blanks, long paths and five ways to write a date are all in order. What is wrong with the form
    itself is tested in `test_seed_findings.py`."""
    told = [f for f in findings(HEALTH) if f["code"] not in ("ITA426", "ITA430", "ITA436", "ITA539")]
    assert not [f for f in told if f["code"][3] in "124" or f["path"].startswith(REPORTS)]


@pytest.mark.parametrize(
    ("as_of", "owed"),
    [
        ("2566-12-10", []),
        ("2566-12-11", ["2566-11"]),
        ("2567-01-11", ["2566-11", "2566-12"]),
        ("2567-03-08", ["2566-11", "2566-12", "2567-01"]),
        ("2567-03-10", ["2566-11", "2566-12", "2567-01"]),
        ("11 มี.ค. 67", ["2566-11", "2566-12", "2567-01", "2567-02"]),
    ],
)
def test_a_month_is_owed_from_the_day_after_its_deadline(tmp_path: Path, as_of: str, owed: list[str]) -> None:
    for report in copy_of(HEALTH, tmp_path).glob(f"{REPORTS}/25*.yml"):
        report.unlink()
    missing = [f["path"] for f in findings(tmp_path / "site", "publish", "--as-of", as_of) if f["code"] == "ITA501"]
    assert missing == [f"{REPORTS}/{month}.yml" for month in owed]


def test_only_the_month_that_is_gone_is_missed(tmp_path: Path) -> None:
    site = copy_of(HEALTH, tmp_path)
    (site / REPORTS / "2567-01.yml").unlink()
    assert [f["path"] for f in findings(site) if f["code"] == "ITA501"] == [f"{REPORTS}/2567-01.yml"]


def test_two_days_late_are_counted_as_two(tmp_path: Path) -> None:
    report = copy_of(HEALTH, tmp_path) / REPORTS / "2567-01.yml"
    report.write_text(report.read_text(encoding="utf-8").replace("9 ก.พ. 67", "12 ก.พ. 67"), encoding="utf-8")
    (late,) = (f for f in findings(tmp_path / "site") if f["code"] == "ITA502")
    assert (late["path"], late["line"]) == (f"{REPORTS}/2567-01.yml", 2)
    assert "2 วัน" in late["message"]["th"]


def copy_of(site: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(site, tmp_path / "site"))
