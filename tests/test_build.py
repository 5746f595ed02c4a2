"""A build is whole or it did not happen: atomic, repeatable, and never over somebody else's files."""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from builders import new_site
from faults import stopped_everywhere
from once import once
from runner import environment, ita_site
from tiny import tiny

from ita_site.criteria import load_edition

AS_OF = "as_of: 2566-09-30"


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The complete site with a build of it. To be read, not changed: nothing in a build names the folder it lies in."""

    def make(folder: Path) -> None:
        folder.mkdir()
        ran = ita_site("-C", new_site(folder), "build", "--offline")
        assert ran.code == 0, ran.said

    return once(tmp_path_factory, "standing", make) / "site"


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with much that is wrong, built all the same; `said.txt` is what that said."""

    def make(folder: Path) -> None:
        site, secret = tiny(folder / "site"), folder / "secret"
        (site / "content/2566/items/moit01.yml").unlink()
        (site / "content/2566/items/moit02.yml").write_text("item: MOIT2\nstatus: [\n", encoding="utf-8")
        files = site / "content/files/2566"
        (files / "secret.txt").symlink_to("/etc/hostname")
        (files / "page.html").write_text("<script>alert(1)</script>", encoding="utf-8")
        (files / "etc").symlink_to("/etc")
        (files / "~$plan.docx").write_bytes(b"somebody's name")
        secret.mkdir()
        (secret / "s.md").write_text("# SECRET123\n", encoding="utf-8")
        (site / "content/pages").symlink_to(secret)
        ran = ita_site("-C", site, "build", "--offline")
        assert ran.code == 0, ran.said
        (site / "said.txt").write_text(ran.out, encoding="utf-8")

    return once(tmp_path_factory, "spoilt", make) / "site"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return tiny(tmp_path / "site")


@pytest.fixture
def built_site(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """A small site with an earlier build."""

    def make(folder: Path) -> None:
        assert ita_site("-C", tiny(folder), "build", "--offline").code == 0

    return Path(shutil.copytree(once(tmp_path_factory, "small-standing", make), tmp_path / "site"))


def set_a_day_back(site: Path) -> None:
    config = site / "site_config.yml"
    text = config.read_text(encoding="utf-8")
    assert AS_OF in text
    config.write_text(text.replace(AS_OF, "as_of: 2566-09-29"), encoding="utf-8")


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file and its content; the compressed sitemap carries a time of its own."""
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and p.name != "sitemap.xml.gz" and p.parent.name != "cache"
    }


def leftovers(folder: Path) -> list[str]:
    return [p.name for p in folder.iterdir() if p.name not in ("site", "tree", "cache")]


def test_every_item_is_a_page_and_hosted_files_are_there(standing: Path) -> None:
    built = standing / "build/site"
    for code in load_edition(2566).items:
        assert (built / f"2566/o{int(code[1:]):02d}/index.html").is_file()
    for path in (standing / "content/files").rglob("*.pdf"):
        assert (built / path.relative_to(standing / "content")).read_bytes() == path.read_bytes()
    assert leftovers(standing / "build") == []


def test_the_same_input_gives_the_same_bytes(standing: Path, tmp_path: Path) -> None:
    """In another folder, and by a Python whose sets are in another order."""
    site = new_site(tmp_path)
    assert ita_site("-C", site, "build", "--offline", env={"PYTHONHASHSEED": "1"}, afresh=True).code == 0
    assert fingerprint(site / "build") == fingerprint(standing / "build")


def test_an_incomplete_site_is_built_and_says_so(spoilt: Path) -> None:
    assert "✕ ไม่ผ่าน" in (spoilt / "said.txt").read_text(encoding="utf-8")
    assert "ITA301" in (spoilt / "build/site/2566/moit01/index.html").read_text(encoding="utf-8")
    assert "ITA104" in (spoilt / "build/site/2566/moit02/index.html").read_text(encoding="utf-8")


def test_links_and_forbidden_files_are_never_published(spoilt: Path) -> None:
    published = [p.name for p in (spoilt / "build/site/files").rglob("*")]
    assert published
    assert not {"secret.txt", "page.html", "etc"} & set(published)


def test_folders_behind_links_are_neither_read_nor_published(spoilt: Path) -> None:
    assert "SECRET123" not in "".join(p.read_text(encoding="utf-8") for p in (spoilt / "build/site").rglob("*.html"))
    assert "content/pages:1:1: ต้องแก้ ITA413" in ita_site("-C", spoilt, "check", "--offline").out


def test_what_word_leaves_behind_is_not_published(spoilt: Path) -> None:
    assert not list((spoilt / "build/site/files").rglob("~*"))


def test_content_that_is_itself_a_link_is_not_followed(small: Path, tmp_path: Path) -> None:
    (small / "content").rename(tmp_path / "elsewhere")
    (small / "content").symlink_to(tmp_path / "elsewhere")
    assert ita_site("-C", small, "check", "--offline").code == 3


@pytest.mark.parametrize("out", ["content/out", ".", "content", "build", "build/tree", "build/tree/x"])
def test_the_content_is_never_built_over(small: Path, out: str) -> None:
    before = fingerprint(small / "content")
    ran = ita_site("-C", small, "build", "--out", small / out)
    assert ran.code == 2, ran.said
    assert fingerprint(small / "content") == before


def test_a_folder_of_somebody_else_is_left_alone(small: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("x", encoding="utf-8")
    ran = ita_site("-C", small, "build", "--out", mine)
    assert ran.code == 2
    assert str(mine) in ran.err
    assert [p.name for p in mine.iterdir()] == ["thesis.txt"]


def test_a_place_that_cannot_be_written_is_said_plainly(small: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    ran = ita_site("-C", small, "build", "--out", tmp_path / "file" / "site")
    assert ran.code == 1
    assert "เขียนไฟล์ไม่ได้" in ran.err
    assert "Traceback" not in ran.said


def test_a_full_disk_leaves_the_previous_build_untouched(built_site: Path) -> None:
    site = built_site
    before = fingerprint(site / "build")

    def little_room() -> None:
        # no file may grow past 20 kB: writing fails in the middle, as on a full disk
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    ran = ita_site("-C", site, "build", "--offline", env={"PYTHONDONTWRITEBYTECODE": "1"}, preexec_fn=little_room)
    assert ran.code == 1, ran.said
    assert "เขียนไฟล์ไม่ได้" in ran.err
    assert "Traceback" not in ran.said
    assert fingerprint(site / "build") == before
    assert leftovers(site / "build") == []


def test_wherever_a_build_is_interrupted_the_site_is_the_old_one_or_the_new_one(
    built_site: Path, tmp_path: Path
) -> None:
    """While it writes, and before each folder that is put in its place. How the command ends then shows test_built.py."""
    site = built_site
    before = fingerprint(site / "build")
    set_a_day_back(site)
    plan = {
        "work": "build",
        "place": str(site / "build"),
        "root": str(site),
        "watch": False,
        "again": False,
        "ask": None,
    }
    (found,) = stopped_everywhere(
        tmp_path / "plan.json",
        plan | {"stops": {"interrupt": (200, 300), f"interrupt os.rename {site}/build/": (1, 1)}},
    )
    looks = [_without_memory(look["state"]) for look in found["looks"]]
    after = looks[found["steps"][-1][1]]
    assert before != after
    assert len(found["stopped"]) >= 4
    for one in found["stopped"]:
        assert looks[one["look"]] in (before, after), one["step"]
        there = {name.split("/")[0] for name in found["looks"][one["look"]]["state"]}
        assert there - {"cache"} == {"site", "tree"}, one["step"]


def _without_memory(of: dict[str, str]) -> dict[str, str]:
    """The files of a state as `fingerprint` tells them."""
    files = {Path(name): seen for name, seen in of.items() if seen != "folder"}
    return {p.as_posix(): seen for p, seen in files.items() if p.name != "sitemap.xml.gz" and p.parent.name != "cache"}


def test_two_builds_at_once_both_end_well(built_site: Path) -> None:
    site = built_site
    first = subprocess.Popen(
        [sys.executable, "-m", "ita_site.cli", "-C", str(site), "build", "--offline"],
        env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    end = time.monotonic() + 120
    while first.poll() is None and not leftovers(site / "build") and time.monotonic() < end:
        time.sleep(0.005)  # until it has begun to write
    second = ita_site("-C", site, "build", "--offline")
    assert second.code == 0, second.said
    out, err = first.communicate(timeout=240)
    assert first.returncode == 0, out + err
    assert leftovers(site / "build") == []
    assert (site / "build/site/index.html").is_file()
    assert (site / "build/tree/mkdocs.yml").is_file()


def test_the_written_tree_builds_with_plain_mkdocs(standing: Path, tmp_path: Path) -> None:
    site = standing
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", site / "build/tree/mkdocs.yml", "-d", tmp_path / "plain"],
        check=False, capture_output=True, text=True, encoding="utf-8", env=environment(PYTHONWARNINGS="default", NO_MKDOCS_2_WARNING="1") | {"PATH": os.environ["PATH"]},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    ours = {p.relative_to(site / "build/site").as_posix() for p in (site / "build/site").rglob("*.html")}
    plain = {p.relative_to(tmp_path / "plain").as_posix() for p in (tmp_path / "plain").rglob("*.html")}
    assert ours == plain
