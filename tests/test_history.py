"""On which days files changed, as git remembers it: never an error, and nobody's name."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from builders import judge, lay

from ita_site import history
from ita_site.config import open_site
from ita_site.history import NO_HISTORY, Change, History, read_history
from ita_site.render.pages import Pages
from ita_site.render.paths import commit_link
from ita_site.sitemap import site_pages

ITEM = "content/2566/items/o12.yml"


def git(folder: Path, *what: str, day: str = "2023-04-10T12:00:00+07:00") -> str:
    """Run git in a folder with nobody's settings."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    mine = {
        "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "นายสมมติ", "GIT_AUTHOR_EMAIL": "a@agency.example",
        "GIT_COMMITTER_NAME": "นายสมมติ", "GIT_COMMITTER_EMAIL": "a@agency.example",
    }  # fmt: skip
    done = subprocess.run(["git", "-C", str(folder), *what], capture_output=True, check=True, env=own | mine)
    return done.stdout.decode()


def commit(folder: Path, day: str) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "ข้อความ", day=day)
    return git(folder, "rev-parse", "HEAD").strip()


@pytest.fixture
def versioned(site: Path) -> Path:
    git(site, "init", "-q")
    commit(site, "2023-04-05T09:00:00+07:00")
    lay(site, ITEM, (site / ITEM).read_text(encoding="utf-8") + "# อีกบรรทัด\n")
    # in London it is still the day before
    commit(site, "2023-04-10T23:30:00+00:00")
    return site


def page_of(site: Path, found: History, name: str = "2566/o12.md") -> str:
    opened = open_site(site)
    return Pages(opened, judge(site), found).text(site_pages(opened)[name])


def test_the_days_of_a_file_newest_first(versioned: Path) -> None:
    found = read_history(versioned)
    assert [change.day for change in found.of(ITEM)] == [date(2023, 4, 11), date(2023, 4, 5)]
    assert [change.day for change in found.of("content/2566/items/o11.yml")] == [date(2023, 4, 5)]
    assert not found.is_cut
    assert found == read_history(versioned)
    assert found.of(ITEM)[0].id == git(versioned, "rev-parse", "HEAD").strip()


def test_names_with_blanks_and_thai_letters(versioned: Path) -> None:
    lay(versioned, "content/pages/ประวัติ หน่วยงาน.md", "# ก\n")
    commit(versioned, "2023-05-01T09:00:00+07:00")
    assert len(read_history(versioned).of("content/pages/ประวัติ หน่วยงาน.md")) == 1


def test_a_site_in_a_folder_of_a_repository(tmp_path: Path, site: Path) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    site.rename(whole / "ita")
    git(whole, "init", "-q")
    commit(whole, "2023-04-05T09:00:00+07:00")
    assert len(read_history(whole / "ita").of(ITEM)) == 1


def test_where_there_is_none(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_history(site) == NO_HISTORY
    assert read_history(tmp_path / "nowhere") == NO_HISTORY
    git(site, "init", "-q")
    assert read_history(site) == NO_HISTORY  # nothing was kept yet
    commit(site, "2023-04-05T09:00:00+07:00")
    lay(site, "content/2566/items/new.yml", "item: O1\n")
    assert read_history(site).of("content/2566/items/new.yml") == ()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_history(site) == NO_HISTORY


def test_git_that_does_not_answer(versioned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(history, "SECONDS", 0.2)
    assert read_history(versioned) == NO_HISTORY


def test_a_hook_of_git_points_elsewhere(versioned: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    assert len(read_history(versioned).of(ITEM)) == 2


def test_a_shallow_copy_says_that_it_does_not_know_all(versioned: Path, tmp_path: Path) -> None:
    lay(versioned, ITEM, (versioned / ITEM).read_text(encoding="utf-8") + "# อีกบรรทัดหนึ่ง\n")
    commit(versioned, "2023-04-12T09:00:00+07:00")
    git(tmp_path, "clone", "-q", "--depth=2", versioned.as_uri(), "copy")
    found = read_history(tmp_path / "copy")
    assert found.is_cut and [change.day for change in found.of(ITEM)] == [date(2023, 4, 12)]
    page = page_of(tmp_path / "copy", found)
    assert "แก้ไขอย่างน้อย 1 ครั้ง" in page and "ไม่มีในสำเนา" in page


def test_where_a_shallow_copy_ends_no_file_is_called_changed(versioned: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth=1", versioned.as_uri(), "copy")
    assert not read_history(tmp_path / "copy").files


def test_settings_of_git_that_hide_the_first_change(versioned: Path) -> None:
    git(versioned, "config", "log.showRoot", "false")
    assert len(read_history(versioned).of(ITEM)) == 2


def test_only_so_many_changes_are_read(versioned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST", 1)
    assert read_history(versioned).is_cut


def test_the_page_tells_days_and_nobody(versioned: Path) -> None:
    config = versioned / "site_config.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("site:\n", "site:\n  repository: https://git.agency.example/ita\n"), encoding="utf-8"
    )
    found = read_history(versioned)
    page = page_of(versioned, found)
    assert 'แก้ไข 2 ครั้ง ล่าสุด <time datetime="2023-04-11">11 เมษายน 2566</time>' in page
    newest = found.of(ITEM)[0]
    assert f'href="https://git.agency.example/ita/commit/{newest.id}"' in page and newest.short in page
    assert "นายสมมติ" not in page and "a@agency.example" not in page
    assert "ประวัติการแก้ไข" not in page_of(versioned, NO_HISTORY)


def test_a_long_history_is_cut_on_the_page(site: Path) -> None:
    changes = tuple(Change(date(2023, 4, 1), f"{n:040x}") for n in range(70))
    page = page_of(site, History({ITEM: changes}))
    assert "แก้ไข 70 ครั้ง" in page and "อีก 20 ครั้ง" in page
    assert page.count("<code") == 50


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        ("https://github.com/a/b.git", "https://github.com/a/b/commit/0a1b"),
        ("https://gitlab.agency.example/a/b/", "https://gitlab.agency.example/a/b/-/commit/0a1b"),
        ("https://git.agency.example:3000/a/b", "https://git.agency.example:3000/a/b/commit/0a1b"),
        ("https://u:p@github.com/a/b", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_links_to_a_change(repository: str, expected: str | None) -> None:
    assert commit_link(repository, "0a1b") == expected
