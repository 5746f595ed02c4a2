"""An officer's desk, the machine that runs the jobs of a host, and what is live: for all tests of recipes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from once import once
from prefork import UNWALKED
from runner import ita_site
from tiny import ITEM, committed, git, tiny

from recipes.forge import Forge, forge
from recipes.jobs import Machine

WORKFLOW = ".github/workflows/ita-site.yml"
WEEKLY = ".github/workflows/ita-site-evidence.yml"
FORGEJO = ".forgejo/workflows/ita-site.yml"
GAP = "item: MOIT1\nstatus: pending\n"
REFUSED = "ITA308"
"""What is found where an item is not disclosed."""


def _initial(folder: Path) -> None:
    assert ita_site("init", folder).code == 0


@pytest.fixture(scope="session")
def initial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `init` writes."""
    return once(tmp_path_factory, "initial", _initial)


@pytest.fixture(scope="session")
def kept_desk(tmp_path_factory: pytest.TempPathFactory, initial: Path) -> Path:
    """The desk as every officer begins with it. To be copied, not used."""

    def make(folder: Path) -> None:
        shutil.copytree(initial, folder, ignore=lambda _, names: {"content", ".vscode", "site_config.yml"} & set(names))
        committed(tiny(folder))

    return once(tmp_path_factory, "desk", make)


@pytest.fixture
def desk(tmp_path: Path, kept_desk: Path) -> Path:
    """The officer's own copy: a small site with all recipes, in git."""
    return Path(shutil.copytree(kept_desk, tmp_path / "desk"))


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    # what LinkChecker does in a publish is seen in test_publish.py
    begun = Machine(tmp_path / "machine", {UNWALKED: "1"})
    yield begun
    begun.end()


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Forge]:
    with forge(tmp_path / "repositories") as kept:
        yield kept


def spoiled(desk: Path) -> str:
    """The first item is not disclosed any more: a gap, which a draft may have and a publish may not."""
    whole = (desk / ITEM).read_text(encoding="utf-8")
    (desk / ITEM).write_text(GAP, encoding="utf-8")
    committed(desk, "spoiled")
    return whole


def mended(desk: Path, whole: str) -> str:
    (desk / ITEM).write_text(whole, encoding="utf-8")
    return committed(desk, "mended")


def pushed(desk: Path) -> None:
    git(desk, "push", "--quiet", "origin", "main")


def live(bare: Path, branch: str) -> str:
    """The commit that a branch of pages stands at; "" where there is none."""
    return git(bare, "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")


def proven(site: Path) -> None:
    """What is live is what was checked."""
    assert (site / "index.html").is_file()
    ran = ita_site("verify", site)
    assert ran.code == 0, ran.said


def checked_out(bare: Path, branch: str, place: Path) -> Path:
    git(place.parent, "clone", "--quiet", "--branch", branch, str(bare), str(place))
    return place
