"""Every command that the manual shows works as it says: page by page, in a copy of the example under git."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
from manual_docs import Step, every_page, pages, steps
from once import once
from prefork import UNWALKED
from runner import REPOSITORY, environment, ita_site
from tiny import tiny

from ita_site.cli import main

INSTALL = "pip install ita-site"
ENDLESS = "ita-site serve"
"""The two kinds of command that are not run: a test fetches nothing from the network, and the preview never ends (that it
works shows test_serve.py; its options are read here)."""
SMALL = ("start", "publish", "hosting", "webform")
"""Pages that publish and build time and again: their commands are run in a site of two items, which takes a second and not
ten. A publish of the example is on the page of commands."""
BEGUN = "start"
"""The page that begins in the folder of a new, empty repository, as somebody who has just made it at the host."""
ASKING = re.compile(
    r"ita-site (status|check|explain|evidence|issue|rules|rollover \d+ --dry-run|--version|build|admin|export)\b"
    r"(?!.*--(out|output|recheck)\b)"
)
"""Commands that leave nothing behind but in `build/`: what is asked twice of the same content is asked once."""
RAN: set[tuple[str, Step]] = set()
"""What this process has asked of which content, and how it ended, which was well."""
ASKED: dict[Path, Path] = {}
_SHELL = re.compile(r"[|&;<>$*`]")
_WHO = {"NAME": "ita-site", "EMAIL": "ita-site@agency.example"}


def _runs() -> dict[tuple[Step, ...], str]:
    """Each row of commands once, with the page that shows it first: both languages show the same."""
    found: dict[tuple[Step, ...], str] = {}
    for language, name in every_page():
        of_page = steps(pages(language)[name])
        if of_page:
            found.setdefault(of_page, f"{language}/{name}")
    return found


RUNS = _runs()


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example under git (`site`) and the bare repository that it comes from (`origin.git`)."""

    def make(folder: Path) -> None:
        shutil.copytree(REPOSITORY / "content", folder / "site/content")
        shutil.copy(REPOSITORY / "site_config.yml", folder / "site")
        _under_git(folder)

    return once(tmp_path_factory, "manual", make)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a site of two items and a page of news."""

    def make(folder: Path) -> None:
        news = tiny(folder / "site") / "content/pages/news.md"
        news.parent.mkdir()
        news.write_text("# ข่าวประชาสัมพันธ์\n", encoding="utf-8")
        _under_git(folder)

    return once(tmp_path_factory, "small-manual", make)


def _under_git(folder: Path) -> None:
    (folder / "site/.gitignore").write_text("/build/\n", encoding="utf-8")
    for line in (
        "git init -q -b main", "git add -A", "git commit -q -m Example", "git clone -q --bare . ../origin.git",
        "git remote add origin ../origin.git", "git fetch -q", "git branch -q -u origin/main",
    ):  # fmt: skip
        subprocess.run(shlex.split(line), cwd=folder / "site", check=True, env=_environment(folder))
    for line in ("git init -q --bare -b main empty.git", "git clone -q empty.git new"):
        subprocess.run(shlex.split(line), cwd=folder, check=True, capture_output=True, env=_environment(folder))
    remote = ("git", "remote", "set-url", "origin", "../empty.git")  # of every copy its own
    subprocess.run(remote, cwd=folder / "new", check=True, env=_environment(folder))


def _environment(home: Path) -> dict[str, str]:
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in _WHO.items()}
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return environment(**who, HOME=str(home), GIT_CONFIG_NOSYSTEM="1", PATH=beside)


@pytest.mark.parametrize("run", list(RUNS), ids=list(RUNS.values()))
def test_commands_of_a_page(run: tuple[Step, ...], workshop: Path, small: Path, tmp_path: Path) -> None:
    page = RUNS.get(run, "").rpartition("/")[2]
    folder = _copy(small if page in SMALL else workshop, run, tmp_path / "work")
    here = folder / ("new" if page == BEGUN else "site")
    shows_what_was_built = any("build/" in step.line for step in run)
    for step in run:
        words = shlex.split(step.line)
        asked = (_content(here), step) if ASKING.match(step.line) and not shows_what_was_built else None
        if asked in RAN:
            continue
        if words[0] == "cd":
            here = (here / words[1]).resolve()
            assert here.is_dir() and here.is_relative_to(folder), step.line
        elif step.line == INSTALL:
            continue
        elif step.line.startswith(ENDLESS):
            _read_options(words[2:])
        else:
            # what LinkChecker does in a publish is seen in test_publish.py
            code, out, said = _ran(step.line, here, _environment(tmp_path) | {UNWALKED: "1"})
            assert code == step.code, f"{step.line}\nends with {code}\n{said}"
            assert step.output is None or _fits(out, step.output), f"{step.line}\n{out}"
            if asked:
                RAN.add(asked)


def _copy(of: Path, run: tuple[Step, ...], place: Path) -> Path:
    """A folder of its own for each page, and one for all that only ask."""
    only_asks = all(ASKING.match(step.line) for step in run)
    if only_asks and of in ASKED:
        return ASKED[of]
    shutil.copytree(of, place, symlinks=True)
    if only_asks:
        ASKED[of] = place
    return place


def _content(here: Path) -> str:
    """Tells one content from another: that of a folder and its settings."""
    paths = [here / "site_config.yml", *sorted((here / "content").rglob("*"))]
    told = hashlib.sha256()
    for path in paths:
        if path.is_file():
            told.update(f"{path.relative_to(here)}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()


def _ran(line: str, here: Path, env: dict[str, str]) -> tuple[int, str, str]:
    words = shlex.split(line)
    if words[0] == "ita-site" and not _SHELL.search(line):
        ran = ita_site(*words[1:], cwd=here, env=env)
        return ran.code, ran.out, ran.said
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=here,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stdout + done.stderr


def _fits(out: str, shown: str) -> bool:
    """Whether the output is what the manual shows; … stands for anything."""
    return re.fullmatch(".*".join(map(re.escape, shown.strip().split("…"))), out.strip(), re.DOTALL) is not None


def _read_options(words: list[str]) -> None:
    command = main.commands["serve"]
    command.make_context("serve", words, parent=click.Context(main))


def test_what_is_installed_is_what_is_published() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert INSTALL.rsplit(maxsplit=1)[-1] == project["name"]
    assert any(step.line == INSTALL for run in RUNS for step in run)


def test_a_command_that_fails_is_seen(workshop: Path, small: Path, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="ends with 2"):
        test_commands_of_a_page((Step("ita-site explain O99"),), workshop, small, tmp_path)


def test_an_output_that_differs_is_seen() -> None:
    assert _fits("a\nb 12 c\n", "a\nb … c\n") and not _fits("a\nb 12 d\n", "a\nb … c\n")
