"""Reports for other programs: what GitHub, GitLab, Jenkins and code scanning take, and what officers see there."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
from lxml import etree
from runner import ita_site

from ita_site.findings import CheckedFile, Finding, Gate, Report, Severity, Waived
from ita_site.reporters import FORMATS, OF_HOSTS, reporter, told
from ita_site.reporters.github_format import SHOWN
from ita_site.reporters.gitlab_format import LONGEST
from ita_site.reporters.markdown_format import LARGEST
from ita_site.reporters.sarif_format import MOST
from ita_site.style import Style
from ita_site.text import Text

NAME = Text("รายงานการกำกับติดตาม", "Follow-up report")
PATH = "content/2566/items/o12.yml"
FOUND = Finding(
    "ITA402", "no-evidence", Severity.ERROR, PATH, 6, 3, "O12", NAME, Text("ยังไม่มีหลักฐาน", "Nothing can be opened"),
    Text("เติม evidence:", "Add evidence:"),
)  # fmt: skip
WARNED = replace(FOUND, code="ITA312", slug="owner-missing", severity=Severity.WARNING, line=9)
NOTICED = replace(FOUND, code="ITA436", severity=Severity.NOTICE, path="content/2566/items/o01.yml", item="O1")
PLAIN = replace(FOUND, path="site_config.yml", item=None, item_name=None)
EVIL = "\x00\x1b[31m\x08]]></failure>&amp;\ufffe|<b>`c`\n::error::x\r%0A [a](http://x) \ud800"


def report(*findings: Finding, **more: Any) -> Report:
    ordered = tuple(sorted(findings, key=lambda f: f.sort_key))
    checked = (CheckedFile("site_config.yml"), CheckedFile(PATH, "O12", NAME), CheckedFile("content/pages/about.md"))
    fields = {"files_checked": 3, "checked": checked} | more
    return Report(2566, 1, Gate.PUBLISH, date(2023, 9, 30), ordered, **fields)


def waived(finding: Finding, reason: str = "รอเว็บไซต์ใหม่") -> Waived:
    return Waived(finding, reason, "ปลัด อบต.", date(2023, 12, 31))


def written(name: str, on: Report) -> str:
    return reporter(name)(on, Style())


def many(count: int, **change: Any) -> Report:
    """So many findings of as many files: no rule is folded."""
    found = (replace(FOUND, path=f"content/2566/items/o{n:05}.yml", line=n + 1, **change) for n in range(count))
    return report(*found)


# All of them


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_report_is_the_same_bytes(name: str) -> None:
    on = report(FOUND, WARNED, NOTICED, PLAIN, waived=(waived(FOUND),))
    assert written(name, on) == written(name, report(PLAIN, NOTICED, WARNED, FOUND, waived=(waived(FOUND),)))


@pytest.mark.parametrize("name", FORMATS)
def test_a_large_report_is_written_at_once(name: str) -> None:
    on = many(5000)
    began = time.process_time()
    said = written(name, on)
    assert time.process_time() - began < 2
    assert said.endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
def test_a_clean_report_can_be_read_too(name: str) -> None:
    said = written(name, report())
    assert said.count("ITA") == 0
    {"json": json.loads, "sarif": json.loads, "gitlab": json.loads, "junit": etree.fromstring}.get(name, str)(
        said.encode() if name == "junit" else said
    )


@pytest.mark.parametrize("name", ["gitlab", "junit", "sarif"])
def test_the_command_writes_it_and_nothing_of_this_machine_is_in_it(site: Path, tmp_path: Path, name: str) -> None:
    (site / PATH).unlink()
    (site.parent / ".git").mkdir()  # the site is a part of a repository
    ran = ita_site("-C", site, "check", "--offline", "--format", name, "--output", tmp_path / "out")
    assert ran.code == 1
    said = (tmp_path / "out").read_text(encoding="utf-8")
    assert "ITA301" in said
    assert f"{site.name}/{PATH}" in said
    assert str(site) not in said
    assert "/tmp" not in said


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "text"])
def test_a_configuration_that_cannot_be_read_is_a_report_too(site: Path, name: str) -> None:
    config = site / "site_config.yml"
    config.write_text(config.read_text(encoding="utf-8") + "agenci: x\n", encoding="utf-8")
    ran = ita_site("-C", site, "check", "--offline", "--format", name)
    assert ran.code == 2
    assert "site_config.yml" in ran.out
    if name == "junit":
        assert etree.fromstring(ran.out.encode()).get("failures") == "1"
    if name == "sarif":
        assert json.loads(ran.out)["runs"][0]["invocations"][0] == {"executionSuccessful": False, "exitCode": 2}
    if name in ("github", "markdown"):
        assert "ตรวจได้เพียง site_config.yml" in ran.out


@pytest.mark.parametrize("name", FORMATS)
def test_hosts_are_told_of_places_in_the_repository_and_people_of_places_in_the_site(tmp_path: Path, name: str) -> None:
    site = tmp_path / "เว็บ/ita"
    site.mkdir(parents=True)
    on = report(FOUND, waived=(waived(WARNED),))
    assert told(on, name, Style(), site) == written(name, on)
    (tmp_path / ".git").mkdir()
    said = told(on, name, Style(), site)
    before = f"{quote('เว็บ')}/ita/" if name == "sarif" else "เว็บ/ita/"
    assert said.count(before + PATH) == (said.count(PATH) if name in OF_HOSTS else 0)
    (tmp_path / ".git").rename(site / ".git")
    assert told(on, name, Style(), site) == written(name, on)


# GitHub


def test_annotations_come_heaviest_first_then_by_place() -> None:
    first, second = replace(FOUND, line=2), replace(FOUND, path="content/2566/items/o01.yml", line=30)
    said = written("github", report(first, second, WARNED, NOTICED)).splitlines()[:4]
    assert [re.findall(r"^::(\w+) file=([^,]+),line=(\d+)", line)[0] for line in said] == [
        ("error", second.path, "30"), ("error", PATH, "2"), ("warning", PATH, "9"), ("notice", NOTICED.path, "6"),
    ]  # fmt: skip


def test_what_github_does_not_show_is_told() -> None:
    assert "GitHub" not in written("github", many(SHOWN))
    last = written("github", many(SHOWN + 47)).splitlines()[-2:]
    assert "ทั้งหมด 57 เรื่อง" in last[0]
    assert "57 in all" in last[1]


# The summary


def test_the_summary_is_all_of_the_report_with_waivers_folded() -> None:
    said = written("markdown", report(FOUND, WARNED, NOTICED, PLAIN, waived=(waived(FOUND),)))
    rows = [line for line in said.splitlines() if re.match(r"\| (ต้องแก้|เตือน|แจ้ง) ", line)]
    assert [row.split(" |")[0].strip("| ") for row in rows] == ["ต้องแก้", "ต้องแก้", "เตือน", "แจ้ง"]
    folded = said[said.index("<details>") : said.index("</details>")]
    assert "รอเว็บไซต์ใหม่ | ปลัด อบต. | 31 ธ.ค. 2566 |" in folded


@pytest.mark.parametrize("is_waived", [False, True])
def test_a_monstrous_summary_is_cut_at_a_row_and_says_so(is_waived: bool) -> None:
    on = many(5000)
    if is_waived:
        on = replace(on, waived=tuple(waived(f, "รอ" * 200) for f in on.findings))
    said = written("markdown", on)
    assert len(said.encode()) <= LARGEST
    rows = sum(line.startswith("| ต้องแก้ ") for line in said.splitlines())
    assert f"ไม่ได้แสดงอีก {5000 - rows:,} เรื่อง" in said
    assert len(said.encode()) > LARGEST * 0.75
    assert said.rstrip().endswith("</details>") is is_waived


# GitLab


def entries(on: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written("gitlab", on))
    for entry in found:
        assert list(entry) == ["description", "check_name", "fingerprint", "severity", "location"]
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert re.fullmatch(r"[0-9a-f]{64}", entry["fingerprint"])
        assert entry["location"]["lines"]["begin"] >= 1
        assert not entry["location"]["path"].startswith(("/", "./"))
    assert len({entry["fingerprint"] for entry in found}) == len(found)
    return found


def test_the_quality_widget_is_told_what_and_where_and_how_to_mend() -> None:
    found = entries(report(NOTICED, WARNED, FOUND, waived=(waived(PLAIN),)))
    assert [entry["severity"] for entry in found] == ["blocker", "minor", "info"]
    assert found[0]["description"].startswith("ITA402 O12 รายงานการกำกับติดตาม: ยังไม่มีหลักฐาน → เติม evidence:")
    assert found[0]["location"] == {"path": PATH, "lines": {"begin": 6}}


def test_a_fingerprint_stays_when_lines_move_and_weights_change() -> None:
    twice = (FOUND, replace(FOUND, line=8))
    before = entries(report(*twice, WARNED))
    moved = report(*(replace(f, line=f.line + 40, column=1) for f in (*twice, WARNED)))
    assert [e["fingerprint"] for e in entries(moved)] == [e["fingerprint"] for e in before]
    lighter = replace(moved, findings=tuple(replace(f, severity=Severity.WARNING) for f in moved.findings))
    assert {e["fingerprint"] for e in entries(lighter)} == {e["fingerprint"] for e in before}
    days = [replace(FOUND, message=Text(f"เปิดไม่ได้มา {n} วัน", f"dead for {n} days")) for n in (3, 10)]
    assert len({e["fingerprint"] for day in days for e in entries(report(day))}) == 1
    others = [replace(FOUND, path="a.yml"), replace(FOUND, item="O13"), replace(FOUND, message=Text("ข", "b"))]
    assert not {e["fingerprint"] for e in entries(report(*others))} & {e["fingerprint"] for e in before}


def test_a_description_is_one_short_line() -> None:
    (entry,) = entries(report(replace(FOUND, message=Text("ก\nข" * 4000, "x"))))
    assert len(entry["description"]) == LONGEST
    assert "\n" not in entry["description"]


# JUnit


def suite(on: Report) -> Any:
    root = etree.fromstring(written("junit", on).encode())
    (found,) = root
    assert (root.tag, found.tag) == ("testsuites", "testsuite")
    cases = found.findall("testcase")
    for counted in (root, found):
        assert int(counted.get("tests")) == len(cases)
        assert int(counted.get("failures")) == len(found.findall("testcase/failure"))
    assert len({(case.get("classname"), case.get("name")) for case in cases}) == len(cases)
    assert all(len(case.findall("failure")) <= 1 for case in cases)
    return found


def test_every_file_is_a_test_and_only_what_blocks_fails() -> None:
    gone = replace(FOUND, code="ITA301", path="content/2566/items/o13.yml", item="O13", line=1)
    found = suite(report(FOUND, replace(FOUND, line=8), WARNED, NOTICED, gone, waived=(waived(PLAIN),)))
    of_file = {case.get("file"): case for case in found.findall("testcase")}
    assert list(of_file) == [NOTICED.path, PATH, gone.path, "content/pages/about.md", "site_config.yml"]
    assert [path for path, case in of_file.items() if case.find("failure") is not None] == [PATH, gone.path]
    assert of_file[PATH].get("name") == "o12.yml — O12 รายงานการกำกับติดตาม"
    assert of_file[PATH].get("classname") == "content.2566.items"
    failure = of_file[PATH].find("failure")
    assert failure.get("message") == "ยังไม่มีหลักฐาน (และอีก 1 เรื่อง · and 1 more)"
    assert f"{PATH}:6:3 ต้องแก้ (error) ITA402" in failure.text
    assert "เติม evidence:" in failure.text
    assert "เตือน (warning) ITA312" in of_file[PATH].find("system-out").text
    assert "แจ้ง (notice)" in of_file[NOTICED.path].find("system-out").text
    assert "รอเว็บไซต์ใหม่ (ปลัด อบต., ถึง 31 ธ.ค. 2566)" in of_file["site_config.yml"].find("system-out").text
    assert of_file["content/pages/about.md"].find("*") is None


def test_a_site_without_faults_passes_all_its_tests(site: Path) -> None:
    ran = ita_site("-C", site, "check", "--offline", "--format", "junit")
    root = etree.fromstring(ran.out.encode())
    assert ran.code == 0
    assert int(root.get("tests")) == len(root.findall("testsuite/testcase")) > 40
    assert root.get("failures") == "0"


# Whatever officers type


@pytest.mark.parametrize("make", [
    lambda f: replace(f, message=Text(EVIL, EVIL), fix=Text(EVIL, EVIL)), lambda f: replace(f, path=f"content/{EVIL}.yml"), lambda f: replace(f, item_name=Text(EVIL, EVIL)),
])  # fmt: skip
def test_nothing_that_is_typed_breaks_a_report(make: Callable[[Finding], Finding]) -> None:
    on = report(make(FOUND), waived=(waived(make(WARNED), EVIL),))
    found = suite(on)
    assert found.findall("testcase/failure")
    assert "\x1b" not in "".join(found.itertext())
    assert not list(found.iter("b"))
    assert entries(on)
    log = sarif(on)
    assert not re.search(r"(?<!\\)\[a\]\(http", json.dumps(log["runs"][0]["results"][0]["message"]))
    assert sum(line.startswith("::") for line in written("github", on).splitlines()) == 2


# SARIF


def _closed(required: str, optional: str = "", **known: Any) -> dict[str, Any]:
    names = [*required.split(), *optional.split()]
    properties = {name: known.get(name, {}) for name in names}
    return {"type": "object", "required": required.split(), "additionalProperties": False, "properties": properties}


def _all(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


# What we write of SARIF 2.1.0, by its own names. The whole schema of OASIS is 110 kB; a log of the real site fits that too.
_TEXT = {"type": "string", "minLength": 1}
_MESSAGE = _closed("text", "markdown", text=_TEXT, markdown=_TEXT)
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_COUNT = {"type": "integer", "minimum": 1}
_PLACE = _closed(
    "artifactLocation region",
    artifactLocation=_closed(
        "uri uriBaseId", uri={"type": "string", "pattern": r"^(?:[A-Za-z0-9_.~/-]|%[0-9A-F]{2})+$"}
    ),
    region=_closed("startLine startColumn", startLine=_COUNT, startColumn=_COUNT),
)
_RULE = _closed(
    "id name shortDescription fullDescription help defaultConfiguration",
    id=_TEXT, name=_TEXT, shortDescription=_MESSAGE, fullDescription=_MESSAGE, help=_MESSAGE,
    defaultConfiguration=_closed("level", level=_LEVEL),
)  # fmt: skip
_RESULT = _closed(
    "ruleId ruleIndex level message locations partialFingerprints", "suppressions",
    level=_LEVEL, message=_MESSAGE, locations={**_all(_closed("physicalLocation", physicalLocation=_PLACE)), "minItems": 1, "maxItems": 1},
    suppressions=_all(_closed("kind status justification", kind={"const": "external"}, status={"const": "accepted"})),
)  # fmt: skip
_DRIVER = _closed("name version language rules", rules=_all(_RULE))
_INVOCATION = _closed(
    "executionSuccessful exitCode", "toolExecutionNotifications", executionSuccessful={"type": "boolean"},
    toolExecutionNotifications=_all(_closed("level message", message=_MESSAGE)),
)  # fmt: skip
_RUN = _closed(
    "tool automationDetails columnKind originalUriBaseIds invocations results",
    tool=_closed("driver", driver=_DRIVER), automationDetails=_closed("id"), columnKind={"const": "unicodeCodePoints"},
    invocations=_all(_INVOCATION), results=_all(_RESULT),
)  # fmt: skip
_LOG = _closed("$schema version runs", version={"const": "2.1.0"}, runs={**_all(_RUN), "minItems": 1, "maxItems": 1})


def sarif(on: Report) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(written("sarif", on))
    jsonschema.validate(log, _LOG, jsonschema.Draft7Validator)
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted(set(rules))
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    return log


def test_code_scanning_is_told_rules_places_and_waivers() -> None:
    thai = replace(WARNED, path="content/files/รายงาน 1.pdf")
    (run,) = sarif(report(FOUND, thai, NOTICED, waived=(waived(replace(PLAIN, code="ITA403")),)))["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert set(rules) == {"ITA402", "ITA312", "ITA436", "ITA403"}
    assert "ita-site explain ITA402" in rules["ITA402"]["help"]["markdown"]
    first, second, third, last = run["results"]
    assert [r["level"] for r in run["results"]] == ["error", "warning", "note", "error"]
    assert first["message"]["text"].startswith("O12 รายงานการกำกับติดตาม: ยังไม่มีหลักฐาน\n→ เติม evidence:\n")
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 6, "startColumn": 3}
    uri = second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "content/files/%E0%B8%A3%E0%B8%B2%E0%B8%A2%E0%B8%87%E0%B8%B2%E0%B8%99%201.pdf"
    assert last["suppressions"][0]["justification"] == "รอเว็บไซต์ใหม่ (ปลัด อบต., ถึง 31 ธ.ค. 2566)"
    assert "suppressions" not in third
    assert run["invocations"] == [{"executionSuccessful": True, "exitCode": 1}]
    assert run["automationDetails"]["id"] == "ita-site/2566/publish/"


def test_a_draft_lowers_the_level_of_a_result_and_not_of_its_rule() -> None:
    (run,) = sarif(report(replace(FOUND, severity=Severity.WARNING)))["runs"]
    assert run["tool"]["driver"]["rules"][0]["defaultConfiguration"]["level"] == "error"
    assert run["results"][0]["level"] == "warning"
    assert run["invocations"][0]["exitCode"] == 0


def test_no_more_results_than_hosts_take(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST <= 25_000
    monkeypatch.setattr("ita_site.reporters.sarif_format.MOST", 3)
    (run,) = sarif(replace(many(5), waived=(waived(FOUND),)))["runs"]
    assert len(run["results"]) == 3
    assert "3 เรื่องที่เบาที่สุด" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
