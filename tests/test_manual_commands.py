"""Every command that the manual shows works as it says: page by page, in a copy of the example under git."""

from __future__ import annotations

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
from runner import REPOSITORY, environment, ita_site

from ita_site.cli import main

INSTALL = "pip install ita-site"
ENDLESS = "ita-site serve"
"""The two kinds of command that are not run: a test fetches nothing from the network, and the preview never ends (that it
works shows test_serve.py; its options are read here)."""
WALKED = "commands"
"""The page whose publish is walked through by LinkChecker too; on other pages its pass is left out of a publish, of which it
takes three quarters. What it does is seen in test_built.py."""
_UNWALKED = """
import sys, ita_site.built
ita_site.built.crawl_with_linkchecker = lambda folder: []
from ita_site.cli import main
sys.exit(main())
"""
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
    folder = tmp_path_factory.mktemp("manual")
    site = folder / "site"
    shutil.copytree(REPOSITORY / "content", site / "content")
    shutil.copy(REPOSITORY / "site_config.yml", site)
    (site / ".gitignore").write_text("/build/\n", encoding="utf-8")
    for line in (
        "git init -q -b main", "git add -A", "git commit -q -m Example", "git clone -q --bare . ../origin.git",
        "git remote add origin ../origin.git", "git fetch -q", "git branch -q -u origin/main",
    ):  # fmt: skip
        subprocess.run(shlex.split(line), cwd=site, check=True, env=_environment(folder))
    return folder


def _environment(home: Path) -> dict[str, str]:
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in _WHO.items()}
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return environment(**who, HOME=str(home), GIT_CONFIG_NOSYSTEM="1", PATH=beside)


@pytest.mark.parametrize("run", list(RUNS), ids=list(RUNS.values()))
def test_commands_of_a_page(run: tuple[Step, ...], workshop: Path, tmp_path: Path) -> None:
    is_walked = RUNS.get(run, "").endswith(f"/{WALKED}")
    folder = tmp_path / "work"
    shutil.copytree(workshop, folder, symlinks=True)
    here = folder / "site"
    for step in run:
        words = shlex.split(step.line)
        if words[0] == "cd":
            here = (here / words[1]).resolve()
            assert here.is_dir() and here.is_relative_to(folder), step.line
        elif step.line == INSTALL:
            continue
        elif step.line.startswith(ENDLESS):
            _read_options(words[2:])
        else:
            code, out, said = _ran(step.line, here, _environment(tmp_path), is_walked=is_walked)
            assert code == step.code, f"{step.line}\nends with {code}\n{said}"
            assert step.output is None or _fits(out, step.output), f"{step.line}\n{out}"


def _ran(line: str, here: Path, env: dict[str, str], *, is_walked: bool) -> tuple[int, str, str]:
    words = shlex.split(line)
    if words[0] == "ita-site" and not _SHELL.search(line):
        if is_walked or "publish" not in words:
            ran = ita_site(*words[1:], cwd=here, env=env)
            return ran.code, ran.out, ran.said
        program = [sys.executable, "-c", _UNWALKED, *words[1:]]
    else:
        program = ["bash", "-c", line]
    done = subprocess.run(
        program, cwd=here, env=env, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60
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


def test_a_command_that_fails_is_seen(workshop: Path, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="ends with 2"):
        test_commands_of_a_page((Step("ita-site explain O99"),), workshop, tmp_path)


def test_an_output_that_differs_is_seen() -> None:
    assert _fits("a\nb 12 c\n", "a\nb … c\n") and not _fits("a\nb 12 d\n", "a\nb … c\n")
