"""The recipes that `init` writes, run for real: what lacks an item is refused, what is whole goes live.

The commands are read from the written files and run by the shell against a bare repository that stands for the host.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import yaml
from recipes.desk import (
    FORGEJO,
    REFUSED,
    WORKFLOW,
    checked_out,
    desk,
    host,
    initial,
    kept_desk,
    live,
    machine,
    mended,
    proven,
    pushed,
    spoiled,
)
from recipes.forge import Forge
from recipes.jobs import TOKEN, Ended, Machine, actions, gitlab
from runner import Ran
from tiny import ITEM, committed, edited, git, host_of

from ita_site import __version__

__all__ = ["desk", "host", "initial", "kept_desk", "machine"]
LEDGER = "evidence-ledger.jsonl"
INSTALL = f"install --quiet ita-site=={__version__}"


def test_the_whole_path_edit_refused_in_thai_mended_live_proven(
    desk: Path, machine: Machine, host: Forge, tmp_path: Path
) -> None:
    bare = host_of(desk, tmp_path / "repositories/site.git")
    origin = f"{host.address}/git/site.git"

    def after_push(name: str) -> Ended:
        machine.summary.write_text("", encoding="utf-8")
        return actions(machine, origin, WORKFLOW, "push", tmp_path / name)

    # the first push, with a site that is whole
    first = after_push("first")
    assert (first.ran, first.failed) == ({"check", "publish"}, set()), first
    before = live(bare, "gh-pages")
    assert machine.installed == [INSTALL]
    assert "✓ ผ่าน" in machine.summary.read_text(encoding="utf-8")

    # the officer edits, and an item is not disclosed any more
    whole = spoiled(desk)
    pushed(desk)
    refused = after_push("second")
    assert refused.failed == {"publish"}, refused
    annotation = f"::error file={ITEM},line=2,col=9,title={REFUSED}::MOIT1 นโยบายการเปิดเผยข้อมูล: ข้อนี้ยังไม่พร้อมเผยแพร่"
    assert annotation in refused.said("publish")
    summary = machine.summary.read_text(encoding="utf-8")
    assert summary.count(f"| {REFUSED} |") == 2, summary  # at the draft gate, and why the publish was refused
    assert "✕ ไม่ผ่าน" in summary
    assert live(bare, "gh-pages") == before

    # mended
    (desk / ITEM).write_text(whole, encoding="utf-8")
    edited(desk, "แก้แล้ว เปิดดูได้ที่หัวข้อหลักฐาน")
    commit = committed(desk, "mended")
    pushed(desk)
    third = after_push("third")
    assert third.failed == set(), third.said("publish")
    site = checked_out(bare, "gh-pages", tmp_path / "site")
    assert json.loads((site / "release.json").read_text(encoding="utf-8"))["commit"] == commit
    assert "แก้แล้ว เปิดดูได้ที่หัวข้อหลักฐาน" in (site / "2566/moit01/index.html").read_text(encoding="utf-8")
    proven(site)
    assert TOKEN not in "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob(".git/config"))


def test_forgejo_publishes_to_its_own_branch(desk: Path, machine: Machine, tmp_path: Path) -> None:
    bare = host_of(desk, tmp_path / "site.git")
    good = actions(machine, str(bare), FORGEJO, "push", tmp_path / "one")
    assert (good.ran, good.failed) == ({"check", "publish"}, set()), good
    release = json.loads(git(bare, "show", "pages:release.json"))
    assert release["commit"] == git(desk, "rev-parse", "HEAD")
    before = live(bare, "pages")
    spoiled(desk)
    pushed(desk)
    refused = actions(machine, str(bare), FORGEJO, "push", tmp_path / "two")
    assert refused.failed == {"publish"}
    assert f"{ITEM}:2:9: ต้องแก้ {REFUSED}" in refused.said("publish")  # as text: Forgejo shows no annotations
    assert live(bare, "pages") == before
    assert machine.installed == [INSTALL]


def test_gitlab_puts_what_is_whole_into_its_folder_of_pages(desk: Path, machine: Machine, tmp_path: Path) -> None:
    bare = host_of(desk, tmp_path / "site.git")
    good = gitlab(machine, str(bare), "push", tmp_path / "one")
    assert (good.ran, good.failed) == ({"check", "pages"}, set()), good
    proven(tmp_path / "one/pages/public")
    assert machine.installed == [INSTALL]
    spoiled(desk)
    pushed(desk)
    refused = gitlab(machine, str(bare), "push", tmp_path / "two")
    assert refused.failed == {"pages"}
    assert REFUSED in refused.said("pages")
    assert not (tmp_path / "two/pages/public").exists()  # a job that fails leaves what is live
    told = json.loads((tmp_path / "two/check/gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert any(REFUSED in one["check_name"] for one in told)
    assert REFUSED in (tmp_path / "two/check/junit.xml").read_text(encoding="utf-8")


def test_the_check_of_gitlab_fails_for_what_is_wrong_and_still_hands_over_its_reports(
    desk: Path, machine: Machine, tmp_path: Path
) -> None:
    (desk / ITEM).write_text("item: MOIT1\nstatus: [\n", encoding="utf-8")
    committed(desk, "wrong")
    ended = gitlab(machine, str(host_of(desk, tmp_path / "site.git")), "push", tmp_path / "one")
    assert (ended.ran, ended.failed) == ({"check"}, {"check"})
    for report in ("gl-code-quality-report.json", "junit.xml"):
        assert ITEM in (tmp_path / "one/check" / report).read_text(encoding="utf-8")


def _server(desk: Path, machine: Machine, tmp_path: Path) -> tuple[Path, Path]:
    """The agency's own server: a central repository with both hooks, the folder of the content, the place of the site."""
    bare = host_of(desk, tmp_path / "site.git")
    for name in ("pre-receive", "post-receive", "publish.sh"):
        shutil.copy(desk / "recipes" / name, bare / "hooks" / name)
    git(tmp_path, "clone", "--quiet", str(bare), "server")
    machine.variables |= {
        "ITA_SITE_DIR": str(tmp_path / "server"),
        "ITA_SITE_TO": f"folder:{tmp_path / 'www'}",
        "ITA_SITE_PROGRAM": str(machine.program),
    }
    return bare, tmp_path / "www"


def _push(machine: Machine, desk: Path, *where: str) -> Ran:
    return machine.bash(f"git push origin {' '.join(where)}", desk)


def test_a_server_refuses_the_push_that_lacks_an_item_and_publishes_the_good_one(
    desk: Path, machine: Machine, tmp_path: Path
) -> None:
    bare, www = _server(desk, machine, tmp_path)
    whole = spoiled(desk)
    before = git(bare, "rev-parse", "main")
    refused = _push(machine, desk, "main")
    assert refused.code == 1
    assert f"remote: {ITEM}:2:9: ต้องแก้ {REFUSED}" in refused.err
    assert "remote: ยังไม่รับการแก้ครั้งนี้เข้าสาขาหลัก" in refused.err
    assert git(bare, "rev-parse", "main") == before
    assert not www.exists()

    assert _push(machine, desk, "main:draft").code == 0  # work to be kept
    assert not www.exists()
    commit = mended(desk, whole)
    good = _push(machine, desk, "main")
    assert good.code == 0, good.said
    assert "remote: เผยแพร่แล้ว" in good.err
    assert json.loads((www / "current/release.json").read_text(encoding="utf-8"))["commit"] == commit
    proven(www / "current")
    assert "ลบสาขาหลักไม่ได้" in _push(machine, desk, "--delete", "main").err
    git(desk, "commit", "--quiet", "--amend", "--message", "another history")
    # the folder of the content could not follow, and nothing would be published any more
    assert "ไม่รับการ push ทับประวัติ" in _push(machine, desk, "--force", "main").err
    assert git(bare, "rev-parse", "main") == commit


def test_cron_publishes_each_change_once_and_says_nothing_when_all_is_well(
    desk: Path, machine: Machine, tmp_path: Path
) -> None:
    bare, www = _server(desk, machine, tmp_path)
    shutil.rmtree(bare / "hooks")
    program = Path(shutil.copy(desk / "recipes/publish.sh", tmp_path))

    def cron(*words: str) -> Ran:
        return machine.bash(" ".join([str(program), *words]), tmp_path)

    assert cron() == Ran(0, "", "")
    assert (www / "current/index.html").is_file()
    first = (www / "current").readlink()
    assert cron() == Ran(0, "", "")
    (tmp_path / "server" / LEDGER).write_text('{"url": "https://seen-here.example/"}\n', encoding="utf-8")
    (desk / LEDGER).write_text('{"url": "https://seen-there.example/"}\n', encoding="utf-8")
    spoiled(desk)
    pushed(desk)
    waiting = f"flock {tmp_path}/server/.git/ita-site-lock timeout 0.3 {program}"
    assert machine.bash(waiting, tmp_path).code == 124  # another one is at it
    refused = cron()
    assert refused.code == 1
    assert f"{ITEM}:2:9: ต้องแก้ {REFUSED}" in refused.out
    assert cron() == Ran(0, "", "")  # one mail for one mistake
    assert cron("--always").code == 1  # and another every night
    assert (www / "current").readlink() == first
    shutil.rmtree(bare)
    lost = cron()
    assert lost.code != 0
    assert "site.git" in lost.out


def test_the_hook_before_a_commit_refuses_what_is_wrong_and_lets_a_gap_pass(desk: Path, machine: Machine) -> None:
    (hook,) = yaml.safe_load((desk / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    spoiled(desk)
    assert machine.bash(hook["entry"], desk).code == 0
    (desk / ITEM).write_text("item: MOIT1\nstatus: [\n", encoding="utf-8")
    assert machine.bash(hook["entry"], desk).code == 1


def test_scripts_can_be_run_after_a_clone(desk: Path, tmp_path: Path) -> None:
    modes = {line.split("\t")[1]: line[:6] for line in git(desk, "ls-files", "--stage", "recipes").splitlines()}
    assert set(modes.values()) == {"100755"}, modes
    for name in modes:
        subprocess.run(["dash", "-n", str(desk / name)], check=True)
