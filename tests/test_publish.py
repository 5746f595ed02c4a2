"""`publish` as an officer and a CI job meet it: what goes live, and what is refused with nothing changed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from prefork import UNWALKED
from runner import environment, ita_site
from tiny import (
    AGENCY,
    ITEM,
    URL,
    built,
    committed,
    edited,
    git,
    host_of,
    release_of_pages,
    state,
    tiny,
)

from ita_site.errors import PublishError
from ita_site.publishing.locks import alone
from ita_site.publishing.places import deliver, live_at, roll_back
from ita_site.publishing.repository import read_repository, refuse_untracked
from ita_site.publishing.targets import Target, read_target
from ita_site.release import RELEASE, Release, read_release
from ita_site.text import Text

WALKED = {"CI": "", "GITHUB_ACTIONS": ""}
NOBODY = WALKED | {UNWALKED: "1"}
"""One publish with LinkChecker is seen here, and what that finds in test_built.py."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tiny(tmp_path / "site", to="folder:../www")
    committed(root)
    return root


@pytest.fixture
def www(tmp_path: Path) -> Path:
    return tmp_path / "www"


def pages(folder: Path, words: str) -> Path:
    return built(folder, {"index.html": words, "2566/o1/index.html": "<p>O1</p>", "_headers": "/*"})


def test_a_site_goes_live_changes_and_comes_back(site: Path, www: Path) -> None:
    first = ita_site("-C", site, "publish", env=WALKED)
    assert first.code == 0, first.said
    assert "✓ เผยแพร่แล้ว: folder:../www" in first.out
    release = read_release((www / "current" / RELEASE).read_bytes())
    assert (release.commit, release.agency, release.url) == (git(site, "rev-parse", "HEAD"), AGENCY, URL)
    assert release.check["blocked"] is False
    there = {p.relative_to(www / "current").as_posix() for p in (www / "current").rglob("*") if p.is_file()}
    assert there == {f.path for f in release.files} | {RELEASE}
    assert "files/2566/เอกสาร MOIT1.pdf" in there
    assert (site / "build" / RELEASE).read_bytes() == (www / "current" / RELEASE).read_bytes()
    assert git(site, "status", "--porcelain") == ""

    edited(site, "อ่านได้ที่เมนูเผยแพร่ หัวข้อที่ห้า")
    committed(site, "two")
    # a host of jobs has no branch, and the ledger changes by itself
    git(site, "checkout", "--quiet", "--detach")
    (site / "evidence-ledger.jsonl").write_text("", encoding="utf-8")
    dry = ita_site("-C", site, "publish", "--dry-run", env=NOBODY | {"CI": "true"})
    assert dry.code == 0, dry.said
    assert "ยังไม่ได้ส่ง (--dry-run)" in dry.out
    assert len([*(www / "releases").iterdir()]) == 1
    git(site, "checkout", "--quiet", "main")
    assert ita_site("-C", site, "publish", env=NOBODY).code == 0
    page = www / "current/2566/moit01/index.html"
    assert "หัวข้อที่ห้า" in page.read_text(encoding="utf-8")

    back = ita_site("-C", site, "publish", "--rollback", env=NOBODY)
    assert back.code == 0
    assert "ย้อนกลับแล้ว" in back.out
    assert "หัวข้อที่ห้า" not in page.read_text(encoding="utf-8")
    none = ita_site("-C", site, "publish", "--rollback", env=NOBODY)
    assert none.code == 1
    assert "ไม่มีรุ่นก่อน" in none.err


def test_a_blocked_publish_is_told_as_annotations_and_changes_nothing(site: Path, www: Path) -> None:
    deliver(
        read_target("folder:../www", site),
        site,
        pages(site.parent / "a", "a"),
        release_of_pages(site.parent / "a"),
        keep=3,
    )
    before = state(www)
    (site / ITEM).unlink()
    committed(site, "gone")
    done = ita_site("-C", site, "publish", env={"GITHUB_ACTIONS": "true", "CI": "true"})
    assert done.code == 1
    assert "::error file=content/2566/items" in done.out
    assert "ยังไม่เผยแพร่" in done.out
    assert state(www) == before


def test_broken_links_within_the_site_block(site: Path, www: Path) -> None:
    (site / "content/pages").mkdir()
    (site / "content/pages/about.md").write_text("# เกี่ยวกับ\n\n![ไม่มี](../files/none.png)\n", encoding="utf-8")
    committed(site, "a picture that is not there")
    done = ita_site("-C", site, "publish", env=NOBODY)
    assert done.code == 1
    assert not www.exists()


def test_no_git_is_no_hindrance(tmp_path: Path) -> None:
    root = tiny(tmp_path / "site")
    done = ita_site(
        "-C", root, "publish", "--to", "archive:../ita.zip", env=NOBODY | {"GIT_CEILING_DIRECTORIES": str(tmp_path)}
    )
    assert done.code == 0, done.said
    assert (tmp_path / "ita.zip").is_file()


# ---- what is refused, each with one clear word


def refused(site: Path, *words: str, env: dict[str, str] | None = None, code: int = 1) -> str:
    done = ita_site("-C", site, "publish", *words, env=NOBODY | (env or {}))
    assert done.code == code, done.said
    assert "Traceback" not in done.said
    assert "internal error" not in done.said
    return done.err


def test_changes_that_nobody_committed(site: Path, www: Path) -> None:
    edited(site, "แก้แล้วแต่ยังไม่บันทึก")
    (site / "content/pages").mkdir()
    (site / "content/pages/ใหม่.md").write_text("# ใหม่\n", encoding="utf-8")
    said = refused(site)
    assert f"ยังไม่ได้บันทึกใน git: {ITEM}, content/pages/ใหม่.md" in said
    assert not www.exists()


def test_a_file_that_git_ignores(site: Path, www: Path) -> None:
    (site / ".gitignore").write_text("build/\n*.pdf\n", encoding="utf-8")
    git(site, "rm", "-r", "--quiet", "--cached", "content/files")
    committed(site, "PDFs are out of git")
    assert "git ไม่ได้เก็บไว้" in refused(site)
    assert not www.exists()


def test_no_commit_yet(tmp_path: Path) -> None:
    root = tiny(tmp_path / "site", to="folder:../www")
    git(root, "init", "--quiet")
    assert "ยังไม่มีการบันทึก (commit)" in refused(root)


def test_a_shallow_clone(site: Path, tmp_path: Path) -> None:
    edited(site, "แก้อีกครั้งหนึ่งเพื่อให้มีสอง")
    committed(site, "two")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{site}", str(tmp_path / "shallow"))
    assert "fetch-depth: 0" in refused(tmp_path / "shallow", env={"CI": "true"})


def test_a_detached_head(site: Path) -> None:
    git(site, "checkout", "--quiet", "--detach")
    assert "detached HEAD" in refused(site)


def test_a_clock_that_is_behind(tmp_path: Path) -> None:
    root = tiny(tmp_path / "site", to="folder:../www")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    plain = {**os.environ, "GIT_COMMITTER_DATE": "2099-01-01T00:00:00Z", "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(
        ("git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"),
        check=True,
        env=plain,
    )
    assert "นาฬิกาของเครื่องนี้ช้ากว่า" in refused(root)


def test_a_live_site_that_is_newer(site: Path, www: Path, tmp_path: Path) -> None:
    edited(site, "แก้ให้ใหม่กว่าเดิมอีกหนึ่งครั้ง")
    newer = committed(site, "two")
    deliver(
        read_target("folder:../www", site),
        site,
        pages(tmp_path / "a", "a"),
        release_of_pages(tmp_path / "a", newer),
        keep=3,
    )
    git(site, "reset", "--quiet", "--hard", "HEAD~1")
    before = state(www)
    git(site, "fetch", "--quiet", ".")
    assert f"ใหม่กว่า (commit {newer[:8]})" in refused(site)
    assert state(www) == before


def test_the_site_of_another_agency(site: Path, www: Path, tmp_path: Path) -> None:
    other = release_of_pages(pages(tmp_path / "a", "a"), agency="หน่วยงานอื่น", url="https://other.example/")
    deliver(read_target("folder:../www", site), site, tmp_path / "a", other, keep=3)
    before = state(www)
    assert "เป็นเว็บของ «หน่วยงานอื่น»" in refused(site)
    assert state(www) == before


def _foreign(www: Path) -> None:
    www.mkdir()
    (www / "index.html").write_text("ของเดิม", encoding="utf-8")


def _link(www: Path) -> None:
    (www.parent / "elsewhere").mkdir()
    www.symlink_to("elsewhere")


def _file(www: Path) -> None:
    www.write_text("ของเดิม", encoding="utf-8")


def _current_folder(www: Path) -> None:
    www.mkdir()
    (www / ".ita-site-publish").write_text("", encoding="utf-8")
    (www / "current").mkdir()


def _current_elsewhere(www: Path) -> None:
    www.mkdir()
    (www / ".ita-site-publish").write_text("", encoding="utf-8")
    (www / "current").symlink_to("../../etc")


@pytest.mark.parametrize(
    ("lay", "words"),
    [
        (_foreign, "มีไฟล์อื่นที่ ita-site ไม่ได้เขียน"),
        (_link, "เป็นทางลัด"),
        (_file, "เป็นไฟล์ ไม่ใช่โฟลเดอร์"),
        (_current_folder, "current ไม่ใช่ทางลัด"),
        (_current_elsewhere, "current ชี้ไปที่อื่น"),
    ],
)
def test_a_target_that_is_not_ours(site: Path, www: Path, lay: Callable[[Path], None], words: str) -> None:
    lay(www)
    before = state(www.parent)
    assert words in refused(site)
    after = {name: seen for name, seen in state(www.parent).items() if not name.startswith("site/build")}
    assert after == before


def test_an_archive_that_is_not_ours(site: Path, tmp_path: Path) -> None:
    (tmp_path / "ita.zip").write_bytes(b"PK\x03\x04 a file of somebody")
    assert "ita-site ไม่ได้เขียน" in refused(site, "--to", "archive:../ita.zip")
    assert (tmp_path / "ita.zip").read_bytes() == b"PK\x03\x04 a file of somebody"
    assert "ย้อนกลับไม่ได้" in refused(site, "--rollback", "--to", "archive:../ita.zip", code=2)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("folder:", "ไม่มีชื่อ"),
        ("branch:", "ไม่ใช่ชื่อสาขา"),
        ("branch:-x", "ไม่ใช่ชื่อสาขา"),
        ("branch:a..b", "ไม่ใช่ชื่อสาขา"),
        ("archive:site.rar", ".zip"),
        ("folder:.", "อยู่ทับข้อมูล"),
        ("folder:content/files", "อยู่ทับข้อมูล"),
        ("folder:..", "อยู่ทับข้อมูล"),
        ("folder:build/www", "อยู่ทับข้อมูล"),
    ],
)
def test_a_target_that_nobody_can_mean(site: Path, typed: str, words: str) -> None:
    assert words in refused(site, "--to", typed, code=2)


def test_no_target(tmp_path: Path) -> None:
    assert "ยังไม่ได้บอกปลายทาง" in refused(tiny(tmp_path / "site"), code=2)
    assert "--rollback และ --dry-run" in refused(tiny(tmp_path / "two"), "--rollback", "--dry-run", code=2)


def test_nothing_to_publish(tmp_path: Path) -> None:
    assert "ยังไม่มีเว็บไซต์ให้ตรวจ" in refused(tmp_path, "--to", "folder:www", code=3)


# ---- branches


@pytest.fixture
def host(site: Path, tmp_path: Path) -> Path:
    return host_of(site, tmp_path / "host.git")


def put(site: Path, folder: Path, words: str) -> str:
    built_pages = pages(folder, words)
    return deliver(read_target("branch:pages", site), site, built_pages, release_of_pages(built_pages), keep=3)


def test_a_branch_gets_a_commit_and_goes_back(site: Path, host: Path, tmp_path: Path) -> None:
    done = ita_site("-C", site, "publish", "--to", "branch:pages", env=NOBODY)
    assert done.code == 0, done.said
    assert "เอกสาร MOIT1.pdf" in git(host, "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "pages")
    assert git(host, "log", "-1", "--format=%an <%ae>", "pages") == "ita-site <ita-site@localhost>"
    assert git(site, "branch", "--list", "--all") == "* main\n  remotes/origin/main"
    git(tmp_path, "clone", "--quiet", "--branch", "pages", str(host), str(tmp_path / "copy"))
    (tmp_path / "copy/CNAME").write_text("ita.hospital.example\n", encoding="utf-8")
    committed(tmp_path / "copy", "a domain, set on the host's web page")
    git(tmp_path / "copy", "push", "--quiet")
    put(site, tmp_path / "b", "second")
    assert git(host, "show", "pages:CNAME") == "ita.hospital.example"
    assert git(host, "show", "pages:index.html") == "second"
    _, release = roll_back(read_target("branch:pages", site), site)
    assert release.commit == git(site, "rev-parse", "HEAD")
    assert "MOIT" in git(host, "show", "pages:2566/moit01/index.html")
    assert git(host, "rev-list", "--count", "pages") == "4", "history only grows"


def test_a_branch_of_somebody_else(site: Path, host: Path) -> None:
    assert "ita-site ไม่ได้เขียน" in refused(site, "--to", "branch:main")
    assert git(host, "rev-list", "--count", "--all") == "1"


def test_a_remote_that_is_not_there(site: Path, tmp_path: Path) -> None:
    assert "ไม่มี remote ชื่อ origin" in refused(site, "--to", "branch:pages")
    git(site, "remote", "add", "gone", str(tmp_path / "gone.git"))
    assert "อ่านสาขาจากที่เก็บไม่ได้" in refused(site, "--to", "branch:pages@gone")


HOOKS = {
    "protected": ("echo 'protected branch hook declined' >&2; exit 1", "การป้องกันสาขา"),
    "network lost in the middle": ("kill -9 $PPID", "ส่งขึ้นที่เก็บไม่สำเร็จ"),
    "moved on": (
        'git update-ref refs/heads/pages "$(git commit-tree "$(git rev-parse main^{tree})" -p main -m x)"',
        "สั่งใหม่อีกครั้ง",
    ),
}


@pytest.mark.parametrize("what", HOOKS)
def test_a_host_that_does_not_take_it(site: Path, host: Path, tmp_path: Path, what: str) -> None:
    put(site, tmp_path / "a", "first")
    before = git(host, "rev-parse", "pages")
    hook = host / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    script, words = HOOKS[what]
    if what == "moved on":
        script = f"unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES\n{script}\nexit 0"
    hook.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    hook.chmod(0o755)
    env = {f"GIT_{who}_{part}": "x@x" for who in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in env.items():
            patch.setenv(name, value)
        with pytest.raises(PublishError) as caught:
            put(site, tmp_path / "b", "second")
    assert words in caught.value.message.th, caught.value.message.th
    if what != "moved on":
        assert git(host, "rev-parse", "pages") == before
    assert "second" not in git(host, "show", "pages:index.html" if what != "moved on" else "pages:site_config.yml")


# ---- two at once


WITHOUT_LINKCHECKER = "from ita_site import built, cli; built.crawl_with_linkchecker = lambda folder: []; cli.main()"


def test_a_publish_waits_for_others_and_what_was_saved_meanwhile_goes_live(
    site: Path, www: Path, tmp_path: Path
) -> None:
    """For another one of this site, and for one of another copy to the same target."""
    target = read_target("folder:../www", site)
    deliver(target, site, pages(tmp_path / "a", "a"), release_of_pages(tmp_path / "a"), keep=3)
    (site / "build").mkdir()
    with alone(www, Text("", "")):
        with alone(site / "build", Text("", "")):
            waiting = subprocess.Popen(
                [sys.executable, "-c", WITHOUT_LINKCHECKER, "-C", str(site), "publish"],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
                env=environment(PYTHONUNBUFFERED="1", **WALKED),
            )  # fmt: skip
            assert waiting.stderr is not None
            assert "รอให้เสร็จก่อน" in waiting.stderr.readline()
            edited(site, "บันทึกไว้ระหว่างที่อีกคนกำลังรอเผยแพร่")
            newest = committed(site, "two")
        for line in waiting.stderr:
            if "รอให้เสร็จก่อน" in line:
                break
        else:
            raise AssertionError("it said nothing of waiting")
        assert read_release((www / "current" / RELEASE).read_bytes()).commit is None
    out, err = waiting.communicate(timeout=60)
    assert waiting.returncode == 0, out + err
    assert read_release((www / "current" / RELEASE).read_bytes()).commit == newest
    assert "ระหว่างที่อีกคน" in (www / "current/2566/moit01/index.html").read_text(encoding="utf-8")


def test_waiting_comes_to_an_end(tmp_path: Path) -> None:
    held = threading.Event()
    done = threading.Event()

    def hold() -> None:
        with alone(tmp_path, Text("", "")):
            held.set()
            done.wait(20)

    other = threading.Thread(target=hold)
    other.start()
    held.wait(20)
    try:
        with pytest.raises(PublishError) as caught, alone(tmp_path, Text("นี่", "this"), seconds=0.2):
            pass
        assert "ยังไม่เสร็จ" in caught.value.message.th
    finally:
        done.set()
        other.join()


# ---- releases in a folder


def test_the_last_three_releases_stay(www: Path, tmp_path: Path) -> None:
    target = read_target(f"folder:{www}", tmp_path / "site")
    names = [_put(target, tmp_path, str(n)) for n in range(5)]
    assert _there(www) == names[2:]
    assert [roll_back(target, tmp_path)[0] for _ in range(2)] == [names[3], names[2]]
    newest = _put(target, tmp_path, "6")
    assert newest.startswith("0006-")
    assert _there(www) == [names[2], newest], "what was rolled back is gone"
    assert _put(target, tmp_path, "6") == newest, "the same again is no new release"


def test_a_release_that_was_changed_is_not_gone_back_to(www: Path, tmp_path: Path) -> None:
    target = read_target(f"folder:{www}", tmp_path / "site")
    names = [_put(target, tmp_path, str(n)) for n in range(2)]
    (www / "releases" / names[0] / "index.html").write_text("changed", encoding="utf-8")
    before = state(www)
    with pytest.raises(PublishError, match="lost or changed"):
        roll_back(target, tmp_path)
    assert state(www) == before


def test_web_servers_may_read_all_of_it(www: Path, tmp_path: Path) -> None:
    mask = os.umask(0o077)
    try:
        _put(read_target(f"folder:{www}", tmp_path / "site"), tmp_path, "1")
    finally:
        os.umask(mask)
    for path in [www, *www.rglob("*")]:
        if not path.is_symlink() and not path.name.startswith("."):
            assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


def _put(target: Target, tmp_path: Path, words: str) -> str:
    folder = pages(tmp_path / f"built-{words}", words)
    return deliver(target, tmp_path, folder, release_of_pages(folder), keep=3)


def _there(www: Path) -> list[str]:
    return sorted(p.name for p in (www / "releases").iterdir())


def test_a_live_release_that_somebody_changed_is_made_good(www: Path, tmp_path: Path) -> None:
    target = read_target(f"folder:{www}", tmp_path / "site")
    first = _put(target, tmp_path, "1")
    (www / "current/index.html").write_text("changed", encoding="utf-8")
    assert _put(target, tmp_path, "1") != first
    assert (www / "current/index.html").read_text(encoding="utf-8") == "1"


# ---- nothing lost, nothing run that should not be, nothing shown


def test_a_build_folder_that_leads_elsewhere_is_not_cleared(site: Path, tmp_path: Path) -> None:
    (tmp_path / "mine/publish").mkdir(parents=True)
    (tmp_path / "mine/publish/letter.txt").write_text("mine", encoding="utf-8")
    (site / "build").symlink_to("../mine")
    assert "เป็นทางลัดไปที่อื่น" in refused(site)
    assert (tmp_path / "mine/publish/letter.txt").exists()


def test_programs_that_a_repository_names_are_not_run(site: Path, host: Path, tmp_path: Path) -> None:
    trap, ran = tmp_path / "trap", tmp_path / "ran"
    trap.write_text(f"#!/bin/sh\ntouch '{ran}'\nexit 1\n", encoding="utf-8")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "gpg.program", "core.pager"):
        git(site, "config", name, str(trap))
    for hook in ("pre-push", "reference-transaction", "post-index-change"):
        (site / ".git/hooks").mkdir(exist_ok=True)
        (site / ".git/hooks" / hook).symlink_to(trap)
    repository = read_repository(site)
    assert repository is not None
    refuse_untracked(site, [ITEM])
    put(site, tmp_path / "a", "first")
    assert not ran.exists()
    assert git(host, "show", "pages:index.html") == "first"


def test_a_password_in_an_address_is_not_shown(site: Path) -> None:
    git(site, "remote", "add", "far", "http://officer:s3@cret@127.0.0.1:1/ita.git")
    said = refused(site, "--to", "branch:pages@far")
    assert "127.0.0.1" in said
    assert not {"officer", "s3", "cret"} & set(re.findall(r"\w+", said))


def test_a_failed_publish_takes_nothing_away_that_was_there(www: Path, tmp_path: Path) -> None:
    target = read_target(f"folder:{www}", tmp_path / "site")
    _put(target, tmp_path, "1")
    (www / "current").unlink()
    before = state(www)
    built_pages = pages(tmp_path / "built-2", "2")
    release = release_of_pages(built_pages)
    (built_pages / "index.html").write_text("changed", encoding="utf-8")
    with pytest.raises(PublishError, match="changed during the publish"):
        deliver(target, tmp_path, built_pages, release, keep=3)
    assert state(www) == before


def test_a_lock_alone_is_nobody_elses_file(www: Path, tmp_path: Path) -> None:
    """It is what a publish has made that begins in the same moment."""
    www.mkdir()
    (www / ".lock").write_text("", encoding="utf-8")
    target = read_target(f"folder:{www}", tmp_path / "site")
    assert live_at(target, tmp_path) is None
    assert _put(target, tmp_path, "1").startswith("0001-")


@pytest.mark.parametrize("kind", ["folder:../www", "branch:pages", "archive:../ita.zip"])
def test_what_went_live_meanwhile_is_looked_at(site: Path, host: Path, tmp_path: Path, kind: str) -> None:
    target = read_target(kind, site)
    first = release_of_pages(pages(tmp_path / "a", "a"))
    deliver(target, site, tmp_path / "a", first, keep=3)
    shown: list[Release | None] = []

    def no(live: Release | None) -> None:
        shown.append(live)
        raise PublishError(Text("ไม่", "no"))

    second = release_of_pages(pages(tmp_path / "b", "b"))
    with pytest.raises(PublishError):
        deliver(target, site, tmp_path / "b", second, keep=3, agree=no)
    assert shown == [first]
    assert live_at(target, site) == first


def test_a_branch_that_somebody_changed_by_hand_is_made_good(site: Path, host: Path, tmp_path: Path) -> None:
    put(site, tmp_path / "a", "first")
    assert put(site, tmp_path / "a", "first") == git(host, "rev-parse", "--short=8", "pages"), "nothing to do"
    by_hand(host, tmp_path / "copy", "index.html", "changed on the host's web page")
    put(site, tmp_path / "a", "first")
    assert git(host, "show", "pages:index.html") == "first"


def test_going_back_goes_further_back_and_keeps_the_domain(site: Path, host: Path, tmp_path: Path) -> None:
    target = read_target("branch:pages", site)
    for words in ("1", "2", "3"):
        put(site, tmp_path / words, words)
        if words == "2":
            by_hand(host, tmp_path / "copy", "index.html", "no release")
    by_hand(host, tmp_path / "copy2", "CNAME", "ita.hospital.example")
    for words in ("2", "1"):
        roll_back(target, site)
        assert git(host, "show", "pages:index.html") == words
        assert git(host, "show", "pages:CNAME") == "ita.hospital.example"
    with pytest.raises(PublishError, match="no release before"):
        roll_back(target, site)
    put(site, tmp_path / "4", "4")
    roll_back(target, site)
    assert git(host, "show", "pages:index.html") == "1", "what was gone back from is passed over"


def by_hand(host: Path, copy: Path, name: str, words: str) -> None:
    git(host.parent, "clone", "--quiet", "--branch", "pages", str(host), str(copy))
    (copy / name).write_text(words, encoding="utf-8")
    committed(copy, "by hand")
    git(copy, "push", "--quiet")


def test_an_answer_that_was_lost_is_asked_for_again(site: Path, host: Path, tmp_path: Path) -> None:
    """The host took the push, and the line broke before it could say so."""
    put(site, tmp_path / "a", "first")
    (host / "hooks").mkdir(exist_ok=True)
    hook = host / "hooks/post-update"
    hook.write_text("#!/bin/sh\nkill -9 $PPID\n", encoding="utf-8")
    hook.chmod(0o755)
    assert put(site, tmp_path / "b", "second") == git(host, "rev-parse", "--short=8", "pages")


def test_a_repository_of_the_newer_kind(tmp_path: Path) -> None:
    root = tiny(tmp_path / "site")
    git(root, "init", "--quiet", "--initial-branch=main", "--object-format=sha256")
    committed(root)
    git(tmp_path, "init", "--quiet", "--bare", "--object-format=sha256", "host.git")
    git(root, "remote", "add", "origin", "../host.git")
    put(root, tmp_path / "a", "first")
    put(root, tmp_path / "b", "second")
    assert git(tmp_path / "host.git", "show", "pages:index.html") == "second"


@pytest.mark.parametrize("ending", ["zip", "tar.gz"])
def test_an_archive_does_not_hold_whole_files_in_memory(tmp_path: Path, ending: str) -> None:
    site = pages(tmp_path / "a", "a")
    with (site / "plan.pdf").open("wb") as file:
        file.truncate(48 << 20)
    release = release_of_pages(site)
    tracemalloc.start()
    try:
        deliver(read_target(f"archive:{tmp_path}/ita.{ending}", tmp_path / "site"), tmp_path, site, release, keep=3)
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()


def test_an_archive_that_is_spoilt_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "ita.tar.gz"
    path.write_bytes(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff" + b"\xff" * 64)
    with pytest.raises(PublishError, match="did not write"):
        live_at(read_target(f"archive:{path}", tmp_path / "site"), tmp_path)
