"""What the tests themselves stand on: a fork of a process that stands by is as good as a Python of its own."""

from __future__ import annotations

import os
from pathlib import Path

import prefork
import pytest
from runner import environment, ita_site

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here, so none is used")


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["chekc"],
        ["rules"],
        ["schema"],
        ["explain", "O12"],
        ["explain", "O99"],
        ["--debug", "explain", "O99"],
        ["status"],
        ["evidence"],
        ["check", "--offline"],
        ["check", "--offline", "--format", "json"],
        ["check", "--offline", "--as-of", "พรุ่งนี้"],
        ["new", "item", "O12"],
    ],
)
def test_a_fork_says_what_a_python_of_its_own_says(site: Path, words: list[str]) -> None:
    (site / "content/2566/items/o13.yml").write_text("item: O13\nstatus: [\n", encoding="utf-8")
    assert ita_site(*words, cwd=site) == ita_site(*words, cwd=site, afresh=True)


def test_a_fork_sees_the_surroundings_of_its_run(site: Path) -> None:
    (site / "content/2566/items/o12.yml").unlink()
    ran = [ita_site("check", "--offline", cwd=site, env=env) for env in ({"GITHUB_ACTIONS": "true"}, {})]
    assert [one.out.startswith("::error ") for one in ran] == [True, False]


PROGRAM = """
import os, signal, sys, time
sys.path.insert(0, {tests!r})
import prefork
prefork._read_the_program = lambda: None
prefork.become(prefork.stand_by())
try:
    match sys.argv[1]:
        case "dies": os.kill(os.getpid(), signal.SIGTERM)
        case "hangs": time.sleep(600)
        case "fails": raise ValueError("so")
        case "leaks":
            lost = [open(sys.argv[0], encoding="utf-8")]
            lost.append(lost)
            del lost
    sys.exit(3)
except SystemExit as end:
    prefork.leave(end)
"""


@forks
@pytest.mark.parametrize(
    ("word", "code", "says"),
    [
        ("", 3, ""),
        ("dies", -15, ""),
        ("hangs", None, ""),
        ("fails", 1, "ValueError: so"),
        ("leaks", 3, "ResourceWarning"),
    ],
)
def test_every_end_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, code: int | None, says: str
) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.format(tests=str(Path(__file__).parent)), encoding="utf-8")
    monkeypatch.setattr(prefork, "__file__", str(program))
    standing_by = prefork.Prefork(environment())
    for _ in range(2):  # the next fork is none the worse for the end of this one
        assert standing_by.run([word], tmp_path, None, environment(), 0.5 if word == "hangs" else 60) == code
    standing_by.end()
    told = (tmp_path / prefork.ERR).read_text(encoding="utf-8")
    assert says in told
    assert bool(told) == bool(says)
