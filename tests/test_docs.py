"""What is written about the project is true, and its rooms stay small."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from runner import REPOSITORY, ita_site

from ita_site.cli import main
from ita_site.rules import CATALOGUE

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
CHANGELOG = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_output_in_readme_is_what_the_command_says(tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    shutil.copy(REPOSITORY / "site_config.yml", tmp_path)
    item = tmp_path / "content/2566/items/o12.yml"
    item.write_text(
        item.read_text(encoding="utf-8").replace("[progress, spent, match_plan]", "[progress, match_plan]"),
        encoding="utf-8",
    )
    shown = re.search(r"```console\n\$ ita-site (.*)\n([\s\S]*?)```", README)
    assert shown is not None
    assert ita_site("-C", tmp_path, *shown[1].split()).out == shown[2]


def test_readme_names_every_command() -> None:
    assert [command for command in main.commands if not re.search(rf"`{command}\b", README)] == []


def test_changelog_names_every_rule() -> None:
    ranges = re.findall(r"(ITA[0-9]+)(?:–(ITA[0-9]+))?", CHANGELOG)
    assert [code for code in CATALOGUE if not any(first <= code <= (last or first) for first, last in ranges)] == []


def test_both_of_readmes_commands_are_marked_for_ci() -> None:
    for mark in ("main-job", "tests"):
        block = re.search(rf"<!-- {mark} -->\n```sh\n(.+)\n```", README)
        assert block is not None, mark
        assert (REPOSITORY / block[1].removeprefix("bash ")).is_file()


def test_no_room_is_too_large() -> None:
    sizes = {
        path.relative_to(REPOSITORY).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in (REPOSITORY / "ita_site").rglob("*.py")
    }
    assert {name: lines for name, lines in sizes.items() if lines > 300} == {}
