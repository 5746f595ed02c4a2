"""The weekly job of each host: one issue, and what was seen of the links comes back into the repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from recipes.desk import FORGEJO, REFUSED, WEEKLY, desk, host, initial, kept_desk, machine, mended, pushed, spoiled
from recipes.forge import Forge
from recipes.jobs import TOKEN, Machine, actions, gitlab
from runner import Ran
from tiny import edited, git, host_of

from ita_site.issue.words import TITLE

__all__ = ["desk", "host", "initial", "kept_desk", "machine"]
LEDGER = "evidence-ledger.jsonl"


@pytest.mark.parametrize("kind", ["github", "forgejo", "gitlab"])
def test_the_weekly_job_keeps_one_issue_and_never_fails_for_what_it_finds(
    kind: str, desk: Path, machine: Machine, host: Forge, tmp_path: Path
) -> None:
    whole = spoiled(desk)
    bare = host_of(desk, tmp_path / "site.git")
    api = f"{host.address}/api"
    machine.variables |= (
        {"GITHUB_API_URL": api} if kind != "gitlab" else {"CI_API_V4_URL": api, "ITA_SITE_TOKEN": TOKEN}
    )

    def week(number: int) -> None:
        place = tmp_path / f"week-{number}"
        if kind == "gitlab":
            ended = gitlab(machine, str(bare), "schedule", place)
        else:
            ended = actions(machine, str(bare), WEEKLY if kind == "github" else FORGEJO, "schedule", place)
        assert (ended.ran, ended.failed) == ({"evidence"}, set()), ended

    week(1)
    (issue,) = host.issues
    text = "description" if kind == "gitlab" else "body"
    assert issue["title"] == TITLE
    assert f"| {REFUSED} |" in issue[text]
    assert host.comments == []
    if kind == "github":  # that the same is told to nobody twice, at each host, is seen in test_issue.py
        week(2)
        assert len(host.issues) == 1
        assert host.comments == []
    mended(desk, whole)
    pushed(desk)
    week(3)
    assert len(host.issues) == 1
    assert issue["state"] == "closed"
    assert "✓ ผ่าน" in issue[text]
    assert len(host.comments) == 1


def test_gitlab_without_a_token_shows_the_report_in_the_job(desk: Path, machine: Machine, tmp_path: Path) -> None:
    spoiled(desk)
    ended = gitlab(machine, str(host_of(desk, tmp_path / "site.git")), "schedule", tmp_path / "one")
    assert ended.failed == set()
    assert REFUSED in ended.said("evidence")
    assert "ITA_SITE_TOKEN" in ended.said("evidence")


def _keep_ledger(machine: Machine, desk: Path, ref: str = "refs/heads/main") -> Ran:
    return machine.bash("sh recipes/keep-ledger.sh", desk, "-e", env={"GITHUB_REF": ref})


def test_the_ledger_is_brought_back_once_without_starting_other_jobs(
    desk: Path, machine: Machine, tmp_path: Path
) -> None:
    bare = host_of(desk, tmp_path / "site.git")
    assert "ไม่เปลี่ยน" in _keep_ledger(machine, desk).out
    (desk / LEDGER).write_text('{"url": "https://x.example/"}\n', encoding="utf-8")
    assert "แล้ว" in _keep_ledger(machine, desk).out
    assert git(bare, "show", f"main:{LEDGER}") == '{"url": "https://x.example/"}'
    assert "[skip ci]" in git(bare, "log", "-1", "--format=%s", "main")
    assert "ไม่เปลี่ยน" in _keep_ledger(machine, desk).out
    (desk / LEDGER).write_text("{}\n", encoding="utf-8")
    assert "ไม่ได้อยู่บนสาขา" in _keep_ledger(machine, desk, "refs/tags/v1").out
    assert git(bare, "for-each-ref", "--format=%(refname)") == "refs/heads/main"


def test_a_protected_branch_is_no_failure(desk: Path, machine: Machine, tmp_path: Path) -> None:
    bare = host_of(desk, tmp_path / "site.git")
    hook = bare / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho protected branch\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    before = git(bare, "rev-parse", "main")
    (desk / LEDGER).write_text("{}\n", encoding="utf-8")
    edited(desk, "ยังไม่เสร็จ")  # what else lies about stays out
    ran = _keep_ledger(machine, desk)
    assert ran.code == 0
    assert "ถูกป้องกันไว้" in ran.out
    assert git(bare, "rev-parse", "main") == before
    assert git(desk, "show", "--format=", "--name-only") == LEDGER
