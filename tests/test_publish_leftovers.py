"""What a publish leaves behind or asks twice, the older job that overtakes, and words that are said too often."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from runner import Ran
from tiny import AGENCY, committed, edited, git, host_of, release_of_pages, state, tiny
from tiny import built as laid

from ita_site.commands import publish
from ita_site.errors import PublishError
from ita_site.findings import Finding, Gate, Report, Severity
from ita_site.publishing import archive, workshop
from ita_site.publishing.git import git as asked_git
from ita_site.publishing.lineage import is_overtaken
from ita_site.publishing.locks import alone
from ita_site.publishing.places import deliver, live_at
from ita_site.publishing.targets import read_target
from ita_site.release import RELEASE, Release, read_release
from ita_site.render.markdown import Part, field
from ita_site.render.template import page
from ita_site.reporters.text_format import write
from ita_site.scaffold.hosts import Host, recipe_files
from ita_site.style import Style
from ita_site.text import Text
from ita_site.verifying import local


def pages(folder: Path, words: str) -> Path:
    return laid(folder, {"index.html": words, "2566/o1/index.html": "<p>O1</p>"})


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# An archive


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def packed(out: Path, words: str) -> str:
    site = pages(out.parent / words, words)
    return deliver(
        read_target(f"archive:{out}/ita.zip", out.parent / "site"), out, site, release_of_pages(site), keep=3
    )


def killed(work: Callable[[], object]) -> None:
    """Do `work` in a process that is killed where it would tell the disk to keep what it wrote."""
    child = os.fork()
    if child == 0:
        archive.os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[attr-defined]
        try:
            work()
        finally:
            os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL


def test_what_a_killed_publish_left_beside_an_archive_goes_with_the_next(out: Path) -> None:
    (out / ".ita.zip.Xy12ab").write_text("of a program that copies files here", encoding="utf-8")
    others = names(out)
    packed(out, "a")
    assert names(out) == {"ita.zip", *others}, "no lock stays in a folder that others look into"
    killed(lambda: packed(out, "b"))
    assert len(names(out)) == 4, "the lock and half an archive"
    packed(out, "c")
    assert names(out) == {"ita.zip", *others}


def test_what_a_living_publish_writes_beside_an_archive_stays(out: Path, capfd: pytest.CaptureFixture[str]) -> None:
    half = out / ".ita.zip.ita-site-abcd1234"
    second = threading.Thread(target=packed, args=(out, "b"))
    with alone(out, Text("", ""), lock=".ita.zip.lock", goes=True):
        half.write_bytes(b"half")
        second.start()
        said = ""
        while "รอให้เสร็จก่อน" not in said and second.is_alive():
            said += capfd.readouterr().err
            second.join(0.01)
        assert names(out) == {half.name, ".ita.zip.lock"}
        assert second.is_alive()
    second.join(20)
    assert names(out) == {"ita.zip"}


def test_one_list_of_what_is_no_archive_and_one_name_for_commits() -> None:
    assert vars(local)["SPOILT"] is archive.SPOILT
    ledger = recipe_files(frozenset({Host.GITHUB}))["recipes/keep-ledger.sh"]
    assert re.findall(r"user\.email=(\S+)", ledger) == [workshop._COMMITTER["GIT_COMMITTER_EMAIL"]]


# A branch


@dataclass
class Desk:
    """A site in git with its host, and what git was asked for the branch of pages."""

    root: Path
    host: Path
    asked: list[str]

    @property
    def fetches(self) -> int:
        return self.asked.count("fetch")

    def put(self, words: str, place: Path | None = None, to: str = "branch:pages", **more: Any) -> str:
        site = pages(self.root.parent / words, words)
        target = read_target(to, self.root)
        return deliver(target, self.root, site, release_of_pages(site), keep=3, place=place, **more)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    root = tiny(tmp_path / "site", to="branch:pages")
    committed(root)
    asked: list[str] = []

    def told(folder: Path, *what: str, **more: Any) -> bytes:
        asked.append(what[0])
        return asked_git(folder, *what, **more)

    monkeypatch.setattr(workshop, "git", told)
    return Desk(root, host_of(root, tmp_path / "host.git"), asked)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A publish that finds nothing wrong and builds two pages; other tests are about these."""

    def pages_of(site: Any, report: Report, folder: Path) -> Path:
        return pages(folder / "site", site.root.name)

    monkeypatch.setattr(publish, "judged_site", lambda *_, **__: Report(2566, 1, Gate.PUBLISH, date(2023, 9, 30), ()))
    monkeypatch.setattr(publish, "_built", pages_of)
    monkeypatch.setattr(publish, "check_built", lambda *_: [])


def test_a_branch_is_fetched_once_a_publish(desk: Desk, quick: None) -> None:
    desk.put("first")
    assert desk.fetches == 0, "there was none"
    assert publish.run(desk.root, to=None, dry_run=False) == 0
    assert desk.fetches == 1
    assert git(desk.host, "show", "pages:index.html") == "site"


def test_a_branch_that_moved_since_is_fetched_again_and_shown(desk: Desk, tmp_path: Path) -> None:
    first = pages(tmp_path / "first", "first")
    desk.put("first")
    target, place = read_target("branch:pages", desk.root), tmp_path / "place"
    assert live_at(target, desk.root, place) == release_of_pages(first)
    desk.put("meanwhile")
    desk.asked.clear()
    shown: list[Release | None] = []
    desk.put("last", place, agree=shown.append)
    assert shown == [release_of_pages(tmp_path / "meanwhile")]
    assert desk.fetches == 1
    assert len(git(desk.host, "rev-list", "pages").split()) == 3

    git(desk.host, "update-ref", "-d", "refs/heads/pages")
    desk.put("anew", place, agree=shown.append)
    assert shown[-1] is None
    assert len(git(desk.host, "rev-list", "pages").split()) == 1, "what somebody took away does not come back"


# The older job


@pytest.fixture
def overtaken(desk: Desk, tmp_path: Path) -> str:
    """A newer commit that another clone made, pushed and published to a folder, of which this clone knows nothing."""
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", str(desk.host), str(other))
    edited(other, "แก้ในอีกเครื่องหนึ่ง เปิดดูได้ที่หัวข้อหลักฐาน")
    newer = committed(other, "two")
    git(other, "push", "--quiet", "origin", "main")
    site = pages(tmp_path / "newer", "newer")
    deliver(read_target("folder:../www", desk.root), desk.root, site, release_of_pages(site, newer), keep=3)
    return newer


def test_an_older_job_does_not_overtake_one_of_another_clone(desk: Desk, overtaken: str, tmp_path: Path) -> None:
    before, own = state(tmp_path / "www"), state(desk.root / ".git")
    with pytest.raises(PublishError, match=rf"what is live \(commit {overtaken[:8]}\) is newer"):
        publish.run(desk.root, to="folder:../www", dry_run=False)
    assert (state(tmp_path / "www"), state(desk.root / ".git")) == (before, own)


def test_a_remote_that_cannot_be_asked_stops_a_publish_over_what_may_be_newer(desk: Desk, overtaken: str) -> None:
    desk.host.rename(desk.host.with_name("away.git"))
    with pytest.raises(PublishError, match=r"origin cannot be asked \(.*it may be newer than this"):
        publish.run(desk.root, to="folder:../www", dry_run=False)


def test_history_that_was_written_anew_shuts_nobody_out(
    desk: Desk, quick: None, overtaken: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(desk.root, "push", "--quiet", "--force", "origin", "main")
    assert publish.run(desk.root, to="folder:../www", dry_run=False) == 0
    said = capsys.readouterr().err
    assert said.count(f"commit {overtaken[:8]}, which nobody knows any more") == 1
    live = read_release((tmp_path / "www/current" / RELEASE).read_bytes())
    assert (live.agency, live.commit) == (AGENCY, git(desk.root, "rev-parse", "HEAD"))


def test_without_a_remote_nobody_can_be_asked(desk: Desk, overtaken: str) -> None:
    git(desk.root, "remote", "remove", "origin")
    assert is_overtaken(desk.root, git(desk.root, "rev-parse", "HEAD"), overtaken, ("main",)) is None


# The script for cron


def test_cron_tells_once_that_the_host_is_away_and_once_that_it_is_back(desk: Desk, tmp_path: Path) -> None:
    script = tmp_path / "publish.sh"
    script.write_text(recipe_files(frozenset({Host.SERVER}))["recipes/publish.sh"], encoding="utf-8")
    git(tmp_path, "clone", "--quiet", str(desk.host), "server")
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\necho "$*" >>"{ran}"\n', encoding="utf-8")
    program.chmod(stat.S_IRWXU)
    places = {"ITA_SITE_DIR": str(tmp_path / "server"), "ITA_SITE_TO": "folder:/www", "ITA_SITE_PROGRAM": str(program)}

    def cron(*words: str) -> Ran:
        done = subprocess.run(
            ["sh", str(script), *words],
            check=False, capture_output=True, text=True, encoding="utf-8", env=os.environ | places,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout, done.stderr)

    assert cron() == Ran(0, "", "")
    away = desk.host.rename(tmp_path / "away.git")
    first = cron()
    assert first.code != 0
    assert "host.git" in first.out
    assert "ดึงข้อมูลจากที่เก็บไม่ได้" in first.out
    for _ in range(2):
        assert cron() == Ran(first.code, "", ""), "a mail every 15 minutes is read by nobody"
    assert cron("--always") == first, "once a night, and whoever pushes waits for the answer"
    away.rename(desk.host)
    assert cron() == Ran(0, "ดึงข้อมูลจากที่เก็บได้ตามปกติแล้ว\n", "")
    assert cron() == Ran(0, "", "")
    assert ran.read_text(encoding="utf-8") == "publish --to folder:/www\n"


# Tables in texts


def test_tables_of_all_texts_of_a_page_are_numbered_through_it() -> None:
    table = "| ก | ข |\n|---|---|\n| 1 | 2 |\n"
    texts = [field(text, lambda href: href) for text in (table, f"{table}\n---\n\n{table}", 'aria-label="ตารางที่ 9"')]
    text = page(
        "free", title="ก", description="ก", edit=None,
        parts=[Part(f"หัวข้อ {n}", 2, f"h{n}", html) for n, html in enumerate(texts)],
    )  # fmt: skip
    assert re.findall(r'<div [^>]*aria-label="ตารางที่ ([0-9]+)"><table', text) == ["1", "2", "3"]
    assert '<p>aria-label="ตารางที่ 9"</p>' in text, "what somebody wrote stays as it is"


# The first check of a new site


def unbegun(code: str, count: int) -> list[Finding]:
    name, fix = Text("ชื่อ", "name"), Text("แก้อย่างนี้", "mend it so")
    return [
        Finding(code, code, Severity.ERROR, f"content/{n:02}.yml", 1, 1, f"O{n}", name, Text(f"ขาด {n}", ""), fix, True)
        for n in range(1, count + 1)
    ]


def test_a_screen_names_what_nobody_has_begun_and_shows_the_first_few() -> None:
    said = write(Report(2566, 1, Gate.PUBLISH, date(2023, 9, 30), (*unbegun("ITA308", 43),)), Style(colour=True))
    assert said.count("แก้อย่างนี้") == 3
    assert "อีก 40 เรื่องแบบเดียวกัน · 40 more of this kind\n  O4 O5 O6 " in said
    assert " O42 O43\n" in said
    assert "ต้องแก้ 43" in said, "none is left out of the count"
    assert "--output" in said


@pytest.mark.parametrize(("code", "count", "colour"), [
    ("ITA308", 43, False),  # pipes, files and logs get all
    ("ITA308", 6, True), ("ITA302", 43, True),  # few, and what differs from one item to the next
])  # fmt: skip
def test_everything_else_is_shown_in_full(code: str, count: int, colour: bool) -> None:
    said = write(Report(2566, 1, Gate.PUBLISH, date(2023, 9, 30), (*unbegun(code, count),)), Style(colour=colour))
    assert said.count("แก้อย่างนี้") == count
    assert "แบบเดียวกัน" not in said
