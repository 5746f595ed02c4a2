"""A process that has read all of the program once and stands by: each command runs in a fork of it.

A fork has streams, signals, surroundings, an end and an exit code of its own, as any process has. It saves what takes
longest with most commands: to start Python and to read the program. `runner` says which commands want a start of their
own all the same.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NoReturn

NOT_READ = {"ita_site.cli", "ita_site.evidence.inspect.look", "ita_site.evidence.inspect.pdf"}
"""`cli` is run, not imported, as by `python -m`; files are looked into by a further process, with a start of its own."""
ALSO_READ = ("holidays.countries.thailand", "mkdocs.commands.build", "mkdocs.config.defaults", "pydantic.dataclasses")
"""What the commands read only where it is needed, because it takes long."""
UNWALKED = "TEST_WITHOUT_LINKCHECKER"
"""Set in the surroundings of a command, a publish leaves out its pass of LinkChecker, which takes most of its time."""
OUT, ERR = "out", "err"


class Prefork:
    """The process, seen from the tests. Its forks see the surroundings that `run` gives."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.began_in = dict(env)
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self.began_in
        )

    def run(
        self, words: Sequence[str], folder: Path, cwd: Path | None, env: Mapping[str, str], seconds: float
    ) -> int | None:
        """The exit code of one command, which leaves what it says in `folder`; None when it took too long."""
        asked = {"words": words, "folder": str(folder), "cwd": str(cwd or Path.cwd()), "env": dict(env)}
        requests, answers = self._pipes()
        requests.write(json.dumps(asked | {"seconds": seconds}).encode() + b"\n")
        requests.flush()
        answer = answers.readline()
        if not answer:
            raise RuntimeError("the process that stands by has ended")
        code: int | None = json.loads(answer)
        return code

    def end(self) -> None:
        """It ends when nothing more can be asked."""
        for pipe in self._pipes():
            pipe.close()
        self._process.wait(timeout=60)

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout


def stand_by() -> dict[str, Any]:
    """Answer requests until there are no more; comes back in each fork with what that is to run."""
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        _read_the_program()
        for line in iter(sys.stdin.buffer.readline, b""):
            asked: dict[str, Any] = json.loads(line)
            child = os.fork()
            if child == 0:
                return asked
            answers.write(json.dumps(_code(child, asked["seconds"])).encode() + b"\n")
            answers.flush()
    sys.exit()


def _read_the_program() -> None:
    import ita_site
    from ita_site.criteria import load_edition

    for found in pkgutil.walk_packages(ita_site.__path__, "ita_site."):
        if found.name not in NOT_READ:
            importlib.import_module(found.name)
    for name in ALSO_READ:
        importlib.import_module(name)
    load_edition(2566)
    # nothing of this is garbage; a fork that looked for some would copy all of it
    gc.collect()
    gc.freeze()


def _code(child: int, seconds: float) -> int | None:
    """How the fork ended, in the words of `subprocess`: minus the number of a signal that ended it."""
    ended = []
    before = signal.signal(signal.SIGALRM, lambda *_: (ended.append(child), os.kill(child, signal.SIGKILL)))
    signal.setitimer(signal.ITIMER_REAL, seconds)
    _, status = os.waitpid(child, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)
    return None if ended else os.waitstatus_to_exitcode(status)


def become(asked: Mapping[str, Any]) -> None:
    """Be the process that was asked for: its surroundings, folder, words and streams."""
    os.environ.clear()
    os.environ.update(asked["env"])
    if os.environ.pop(UNWALKED, ""):
        vars(importlib.import_module("ita_site.built"))["crawl_with_linkchecker"] = lambda folder: []  # noqa: ARG005
    os.chdir(asked["cwd"])
    sys.path[0] = asked["cwd"]
    sys.argv[1:] = asked["words"]
    folder = Path(asked["folder"])
    for number, path in enumerate((Path(os.devnull), folder / OUT, folder / ERR)):
        new = os.open(path, os.O_WRONLY | os.O_CREAT if number else os.O_RDONLY)
        os.dup2(new, number)
        os.close(new)
    sys.stdin = sys.__stdin__ = os.fdopen(0, encoding="locale", closefd=False)
    sys.stdout = sys.__stdout__ = os.fdopen(1, "w", encoding="locale", closefd=False)
    sys.stderr = sys.__stderr__ = os.fdopen(2, "w", encoding="locale", errors="backslashreplace", closefd=False)


def leave(end: SystemExit) -> NoReturn:
    """End as Python does, but for taking the program apart piece by piece, which takes longer than most commands."""
    assert isinstance(end.code, int)
    gc.collect()  # what was left open complains now
    atexit._run_exitfuncs()  # type: ignore[attr-defined]
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(end.code)


if __name__ == "__main__":
    become(stand_by())
    sys.modules.pop("ita_site.cli", None)  # the manual's own module reads it; here it is the program
    try:
        runpy.run_module("ita_site.cli", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        leave(end)
