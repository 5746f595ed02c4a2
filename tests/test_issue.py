"""`issue`: one issue at the code host, opened, brought up to date and closed; messages only when something changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from recipes.forge import Forge, forge
from recipes.jobs import TOKEN
from runner import Ran, ita_site
from tiny import ITEM, tiny

from ita_site.errors import ConfigError, EngineError
from ita_site.findings import Finding, Gate, Report, Severity
from ita_site.issue.host import Host, Issue, host_in
from ita_site.issue.keeping import keep, ours
from ita_site.issue.words import LONGEST, TITLE, body_of, fingerprint, fingerprint_of
from ita_site.text import Text


def _finding(code: str = "ITA430", **other: object) -> Finding:
    message = Text("เปิดไม่ได้มา 3 วัน @สมชาย", "dead for 3 days @somchai")
    first = Finding(code, "dead", Severity.ERROR, "content/a.yml", 3, 1, "O1", None, message, Text("แก้", "mend"))
    return replace(first, **other)  # type: ignore[arg-type]


def _report(*findings: Finding, day: date = date(2023, 9, 30)) -> Report:
    return Report(2566, 1, Gate.PUBLISH, day, findings, files_checked=9)


@pytest.fixture
def kept() -> Iterator[Forge]:
    with forge() as host:
        yield host


@pytest.fixture(params=[False, True], ids=["github", "gitlab"])
def host(request: pytest.FixtureRequest, kept: Forge) -> Host:
    place = "projects/7" if request.param else "repos/agency/site"
    return Host(f"{kept.address}/api/{place}/issues", TOKEN, is_gitlab=request.param)


def test_one_issue_lives_through_the_year(kept: Forge, host: Host) -> None:
    broken, worse, well = _report(_finding()), _report(_finding(), _finding("ITA431")), _report()
    assert "ไม่ต้องเปิด" in keep(host, well).th
    assert kept.issues == []
    assert "เปิดเรื่อง #1" in keep(host, broken).th
    # a week later the same link is dead: the day in the text is new, nobody gets a message
    message = Text("เปิดไม่ได้มา 10 วัน @สมชาย", "dead for 10 days")
    other = _report(_finding(message=message, line=8), day=date(2023, 10, 7))
    assert "เหมือนเดิม" in keep(host, other).th
    (issue,) = host.all()
    assert "7 ตุลาคม 2566" in issue.body
    assert kept.comments == []
    assert "ปรับปรุง" in keep(host, worse).th
    assert len(kept.comments) == 1
    assert "ปิดเรื่อง" in keep(host, well).th
    assert len(kept.comments) == 2
    assert "ปิดอยู่แล้ว" in keep(host, well).th
    assert "อีกครั้ง" in keep(host, broken).th
    assert len(kept.comments) == 3
    assert [(i.number, i.is_open) for i in host.all()] == [(1, True)]


def test_our_issue_is_found_among_many(kept: Forge, host: Host) -> None:
    assert "เปิดเรื่อง #1" in keep(host, _report(_finding())).th
    for number in range(120):
        host.open(f"another {number}", "")
    host.open(TITLE, body_of(_report(_finding())))  # somebody else's, in our name
    assert "เรื่อง #1 ยังเหมือนเดิม" in keep(host, _report(_finding())).th
    assert len(kept.issues) == 122


def test_an_issue_without_our_mark_or_title_is_left_alone() -> None:
    marked = body_of(_report(_finding()))
    assert ours([Issue(1, TITLE, "mine", True), Issue(2, "other", marked, True)]) is None


def test_pull_requests_are_no_issues(kept: Forge) -> None:
    host = Host(f"{kept.address}/api/repos/agency/site/issues", TOKEN)
    kept.issues.append(
        {
            "number": 1,
            "title": TITLE,
            "body": body_of(_report(_finding())),
            "state": "open",
            "pull_request": {"url": "x"},
        }
    )
    assert host.all() == []


def test_the_text_carries_the_full_table_and_calls_nobody() -> None:
    report = _report(_finding(), _finding("ITA217", severity=Severity.WARNING))
    body = body_of(report)
    assert "| ITA430 |" in body
    assert "| ITA217 |" in body
    assert not re.search("@(?!&#8203;)|&#64;", body)
    assert fingerprint_of(body) == fingerprint(report)
    assert fingerprint(_report(_finding("ITA217", severity=Severity.WARNING))) == fingerprint(_report())


def test_a_text_that_is_too_long_is_cut_at_a_line_and_says_so() -> None:
    report = _report(*(_finding(path=f"content/{number}.yml") for number in range(2_000)))
    body = body_of(report)
    assert len(body) <= LONGEST
    assert "ยังมีอีก" in body
    rows = [line for line in body.splitlines() if line.startswith("| ต้องแก้")]
    assert len(rows) > 100
    assert all(row.endswith(" |") for row in rows)
    assert fingerprint_of(body) == fingerprint(report)


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ((401, {}, b""), "ไม่อนุญาต"),
        ((403, {}, b""), "ITA_SITE_TOKEN"),
        ((404, {}, b""), "ไม่พบ"),
        ((410, {}, b""), "เปิดใช้เรื่องแจ้ง"),
        ((503, {}, b""), "503"),
        ((302, {"Location": "http://127.0.0.1:1/elsewhere"}, b""), "302"),
        ((200, {}, b"<html>"), "อ่านไม่ได้"),
        ((200, {}, b"{}"), "ไม่ใช่รายการ"),
        ((200, {}, b'[{"x": 1}]'), "ไม่ใช่รายการ"),
        ((200, {}, b"[1]"), "ไม่ใช่รายการ"),
    ],
)
def test_trouble_with_the_host_is_told_without_the_token(
    answer: tuple[int, dict[str, str], bytes], word: str, kept: Forge, host: Host
) -> None:
    kept.answer = answer
    with pytest.raises(EngineError) as caught:
        keep(host, _report(_finding()))
    assert word in caught.value.message.th
    assert TOKEN not in f"{caught.value.message}"
    assert len(kept.asked) == 1  # and the token went nowhere else


def test_a_host_that_is_not_there_is_told() -> None:
    with pytest.raises(EngineError, match="cannot be reached"):
        keep(Host("http://127.0.0.1:1/issues", TOKEN), _report())


GITHUB = {"GITHUB_API_URL": "https://api.code.example", "GITHUB_REPOSITORY": "agency/site", "ITA_SITE_TOKEN": TOKEN}
GITLAB = {
    "GITLAB_CI": "true",
    "CI_API_V4_URL": "https://code.example/api/v4",
    "CI_PROJECT_ID": "7",
    "ITA_SITE_TOKEN": TOKEN,
}


def test_the_host_is_known_by_what_it_sets() -> None:
    assert host_in(GITHUB) == Host("https://api.code.example/repos/agency/site/issues", TOKEN)
    assert host_in(GITLAB) == Host("https://code.example/api/v4/projects/7/issues", TOKEN, is_gitlab=True)


@pytest.mark.parametrize("base", [GITHUB, GITLAB], ids=["github", "gitlab"])
@pytest.mark.parametrize("token", ["", "  ", "two words", "line\r\nX-Header: 1", "โทเคน"])
def test_a_token_that_cannot_be_one_is_asked_for(base: dict[str, str], token: str) -> None:
    with pytest.raises(ConfigError, match="ITA_SITE_TOKEN"):
        host_in(base | {"ITA_SITE_TOKEN": token})


@pytest.mark.parametrize(
    "spoilt",
    [
        {},
        GITHUB | {"GITHUB_API_URL": "file:///etc"},
        GITHUB | {"GITHUB_REPOSITORY": ""},
        GITLAB | {"CI_PROJECT_ID": ""},
    ],
)
def test_outside_of_a_job_the_way_out_is_told(spoilt: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="--dry-run"):
        host_in(spoilt)


@pytest.fixture(scope="module")
def gap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site that lacks an item."""
    folder = tiny(tmp_path_factory.mktemp("issue"))
    (folder / ITEM).write_text("item: MOIT1\nstatus: pending\n", encoding="utf-8")
    return folder


def _issue(folder: Path, *words: str, **env: str) -> Ran:
    return ita_site("-C", folder, "issue", *words, env=env)


def test_the_command_ends_well_whatever_it_found(gap: Path, kept: Forge) -> None:
    ran = _issue(gap, **GITHUB | {"GITHUB_API_URL": f"{kept.address}/api"})
    assert (ran.code, ran.out) == (0, "เปิดเรื่อง #1 · opened issue #1\n")
    assert "| ITA308 |" in kept.issues[0]["body"]
    kept.answer = (503, {}, b"")
    assert _issue(gap, **GITHUB | {"GITHUB_API_URL": f"{kept.address}/api"}).code == 1


def test_a_dry_run_shows_the_text_and_asks_nobody(gap: Path) -> None:
    ran = _issue(gap, "--dry-run", "--offline")
    assert ran.code == 0
    assert "| ITA308 |" in ran.out


def test_what_keeps_a_check_from_being_is_no_finding(tmp_path: Path, gap: Path) -> None:
    assert _issue(gap).code == 2  # outside of a job
    assert _issue(tmp_path, "--dry-run").code == 3
    (tmp_path / "site_config.yml").write_text("years: [\n", encoding="utf-8")
    assert _issue(tmp_path, "--dry-run").code == 2


def test_what_is_sent_is_json_in_utf_8(kept: Forge, host: Host) -> None:
    host.open("หัวข้อ", "ข้อความ\u2028")
    assert json.dumps(kept.issues[0], ensure_ascii=False).count("หัวข้อ") == 1
    assert host.all()[0].body == "ข้อความ\u2028"


def test_the_same_findings_on_another_day_have_the_same_fingerprint() -> None:
    first, second = date(2023, 9, 30), date(2023, 9, 30) + timedelta(days=7)
    assert fingerprint(_report(_finding(), day=first)) == fingerprint(_report(_finding(line=99), day=second))
