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
from runner import environment, ita_site

from ita_site.criteria import load_edition

AS_OF = "as_of: 2566-09-30"


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The complete site with a build of it. To be copied, not used: nothing in a build names the folder it lies in."""
    site = new_site(tmp_path_factory.mktemp("standing"))
    assert ita_site("-C", site, "build", "--offline").code == 0
    return site


@pytest.fixture
def built_site(standing: Path, tmp_path: Path) -> Path:
    """A site with an earlier build."""
    return Path(shutil.copytree(standing, tmp_path / "site"))


@pytest.fixture(scope="module")
def built_a_day_earlier(standing: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a whole build gives when the site is that of the day before."""
    site = Path(shutil.copytree(standing, tmp_path_factory.mktemp("earlier") / "site"))
    set_a_day_back(site)
    assert ita_site("-C", site, "build", "--offline").code == 0
    return fingerprint(site / "build")


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


def test_every_item_is_a_page_and_hosted_files_are_there(site: Path) -> None:
    ran = ita_site("-C", site, "build", "--offline")
    assert ran.code == 0, ran.said
    built = site / "build/site"
    for code in load_edition(2566).items:
        assert (built / f"2566/o{int(code[1:]):02d}/index.html").is_file()
    for path in (site / "content/files").rglob("*.pdf"):
        assert (built / path.relative_to(site / "content")).read_bytes() == path.read_bytes()
    assert leftovers(site / "build") == []


def test_the_same_input_gives_the_same_bytes(site: Path) -> None:
    for name in ("one", "two"):  # afresh: sets are in another order
        assert ita_site("-C", site, "build", "--offline", "--out", site / name, afresh=True).code == 0
    assert fingerprint(site / "one") == fingerprint(site / "two")


def test_an_incomplete_site_is_built_and_says_so(site: Path) -> None:
    (site / "content/2566/items/o12.yml").unlink()
    (site / "content/2566/items/o13.yml").write_text("item: O13\nstatus: [\n", encoding="utf-8")
    ran = ita_site("-C", site, "build", "--offline")
    assert ran.code == 0
    assert "✕ ไม่ผ่าน" in ran.out
    assert "ITA301" in (site / "build/site/2566/o12/index.html").read_text(encoding="utf-8")
    assert "ITA104" in (site / "build/site/2566/o13/index.html").read_text(encoding="utf-8")


def test_links_and_forbidden_files_are_never_published(site: Path) -> None:
    files = site / "content/files/2566"
    (files / "secret.txt").symlink_to("/etc/hostname")
    (files / "page.html").write_text("<script>alert(1)</script>", encoding="utf-8")
    (files / "etc").symlink_to("/etc")
    ran = ita_site("-C", site, "build", "--offline")
    assert ran.code == 0
    published = [p.name for p in (site / "build/site/files").rglob("*")]
    assert not {"secret.txt", "page.html", "etc"} & set(published)


def test_folders_behind_links_are_neither_read_nor_published(site: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "s.md").write_text("# SECRET123\n", encoding="utf-8")
    shutil.rmtree(site / "content/pages")
    (site / "content/pages").symlink_to(secret)
    ran = ita_site("-C", site, "build", "--offline")
    assert ran.code == 0
    assert "SECRET123" not in "".join(p.read_text(encoding="utf-8") for p in (site / "build/site").rglob("*.html"))
    assert "content/pages:1:1: ต้องแก้ ITA413" in ita_site("-C", site, "check", "--offline").out


def test_content_that_is_itself_a_link_is_not_followed(site: Path, tmp_path: Path) -> None:
    (site / "content").rename(tmp_path / "elsewhere")
    (site / "content").symlink_to(tmp_path / "elsewhere")
    assert ita_site("-C", site, "check", "--offline").code == 3


def test_what_word_leaves_behind_is_not_published(site: Path) -> None:
    (site / "content/files/2566/~$plan.docx").write_bytes(b"somebody's name")
    assert ita_site("-C", site, "build", "--offline").code == 0
    assert not list((site / "build/site/files").rglob("~*"))


@pytest.mark.parametrize("out", ["content/out", ".", "content", "build", "build/tree", "build/tree/x"])
def test_the_content_is_never_built_over(site: Path, out: str) -> None:
    before = fingerprint(site / "content")
    ran = ita_site("-C", site, "build", "--out", site / out)
    assert ran.code == 2, ran.said
    assert fingerprint(site / "content") == before


def test_a_folder_of_somebody_else_is_left_alone(site: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("x", encoding="utf-8")
    ran = ita_site("-C", site, "build", "--out", mine)
    assert ran.code == 2
    assert str(mine) in ran.err
    assert [p.name for p in mine.iterdir()] == ["thesis.txt"]


def test_a_place_that_cannot_be_written_is_said_plainly(site: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    ran = ita_site("-C", site, "build", "--out", tmp_path / "file" / "site")
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


@pytest.mark.parametrize("delay", [0, 0.2, 0.4, 0.8])
def test_ctrl_c_leaves_nothing_half_written(
    built_site: Path, built_a_day_earlier: dict[str, str], delay: float
) -> None:
    site = built_site
    before = fingerprint(site / "build")
    assert before != built_a_day_earlier
    set_a_day_back(site)
    running = subprocess.Popen(
        [sys.executable, "-m", "ita_site.cli", "-C", str(site), "build", "--offline"],
        env=environment(PYTHONWARNINGS="ignore"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    end = time.monotonic() + 20
    while running.poll() is None and not leftovers(site / "build") and time.monotonic() < end:
        time.sleep(0.005)  # until it has begun to write
    time.sleep(delay)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert leftovers(site / "build") == []
    assert "Traceback" not in out + err, err
    assert running.returncode in (0, 130, -signal.SIGINT), err  # the last: when Python was already leaving
    # wherever the interruption came, the site is the old one or the new one, whole
    assert fingerprint(site / "build") in (before, built_a_day_earlier)


def test_two_builds_at_once_both_end_well(site: Path) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "ita_site.cli", "-C", str(site), "build", "--offline"],
            env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )
        for _ in range(2)
    ]  # fmt: skip
    for process in running:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, out + err
    assert leftovers(site / "build") == []
    assert (site / "build/site/index.html").is_file()
    assert (site / "build/tree/mkdocs.yml").is_file()


def test_the_written_tree_builds_with_plain_mkdocs(built_site: Path, tmp_path: Path) -> None:
    site = built_site
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", site / "build/tree/mkdocs.yml", "-d", tmp_path / "plain"],
        check=False, capture_output=True, text=True, encoding="utf-8", env=environment(PYTHONWARNINGS="default", NO_MKDOCS_2_WARNING="1") | {"PATH": os.environ["PATH"]},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    ours = {p.relative_to(site / "build/site").as_posix() for p in (site / "build/site").rglob("*.html")}
    plain = {p.relative_to(tmp_path / "plain").as_posix() for p in (tmp_path / "plain").rglob("*.html")}
    assert ours == plain
