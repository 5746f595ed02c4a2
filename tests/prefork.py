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
import warnings
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any, ClassVar, NoReturn, Self

if TYPE_CHECKING:
    from ita_site.evidence.observation import FileFacts

NOT_READ = {"ita_site.cli"}
"""It is run, not imported, as by `python -m`."""
ALSO_READ = ("holidays.countries.thailand", "mkdocs.commands.build", "mkdocs.config.defaults", "pydantic.dataclasses")
"""What the commands read only where it is needed, because it takes long."""
UNWALKED = "TEST_WITHOUT_LINKCHECKER"
"""Set in the surroundings of a command, a publish leaves out its pass of LinkChecker, which takes most of its time."""
OUT, ERR = "out", "err"
CLOSED, UNREAD = "closed", "unread"
"""What a standard stream may be instead: not open, or a pipe whose reader has gone. Anything else is a path."""
NO_STREAMS: Mapping[int, str] = MappingProxyType({})


class Prefork:
    """The process, seen from the tests. Its forks see the surroundings that `run` gives."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.began_in = dict(env)
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self.began_in
        )

    def run(
        self,
        words: Sequence[str],
        folder: Path,
        cwd: Path | None,
        env: Mapping[str, str],
        seconds: float,
        streams: Mapping[int, str] = NO_STREAMS,
    ) -> int | None:
        """The exit code of one command, which leaves what it says in `folder`; None when it took too long."""
        asked = {"words": words, "folder": str(folder), "cwd": str(cwd or Path.cwd()), "env": dict(env)}
        asked |= {"seconds": seconds, "streams": [streams.get(number, "") for number in range(3)]}
        requests, answers = self._pipes()
        requests.write(json.dumps(asked).encode() + b"\n")
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

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", EncodingWarning)  # pypdfium2's own
        for found in pkgutil.walk_packages(ita_site.__path__, "ita_site."):
            if found.name not in NOT_READ:
                importlib.import_module(found.name)
    for name in ALSO_READ:
        importlib.import_module(name)
    load_edition(2566)
    _know_our_sites()
    vars(importlib.import_module("ita_site.evidence.inspect.apart"))["Apart"] = Here
    # nothing of this is garbage; a fork that looked for some would copy all of it
    gc.collect()
    gc.freeze()


def _know_our_sites() -> None:
    """Most sites of the tests are ours but for one file: the others are read before the fork, as `kept` does it."""
    import kept
    from builders import COMPLETE

    from ita_site import site, yearly
    from ita_site.config import open_site
    from ita_site.evidence.inspect.contacts import official_contacts

    for reader in (site, yearly):
        vars(reader).update(load=kept.kept_load, read_record=kept.kept_record)
    for folder in (COMPLETE, Path(__file__).parent.parent):
        opened = open_site(folder)
        looking = Here(official_contacts(opened))
        for name, hosted in opened.files.items():
            if hosted.is_regular and hosted.size:
                looking.look(str(folder / "content" / name), name)


class Here:
    """Looks into hosted files as `Apart` does, without a process of their own, whose start takes longer than a check;
    into each but once, as long as its bytes are the same."""

    known: ClassVar[dict[tuple[str, bytes, frozenset[str]], FileFacts]] = {}

    def __init__(self, allowed: Collection[str]) -> None:
        self._allowed = frozenset(allowed)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def look(self, path: str, name: str) -> FileFacts:
        from ita_site.evidence.inspect.look import look_into

        if os.path.getsize(path) > 1 << 20:  # noqa: PTH202 - often
            return look_into(path, name, self._allowed)
        key = name, Path(path).read_bytes(), self._allowed
        if key not in self.known:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self.known[key] = look_into(path, name, self._allowed)
        return self.known[key]


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
    usual = (os.devnull, str(folder / OUT), str(folder / ERR))
    is_open = [_opened(number, asked["streams"][number] or usual[number]) for number in range(3)]
    # a stream that is not open is None, as where Python finds it so at its start
    sys.stdin = sys.__stdin__ = os.fdopen(0, encoding="locale", closefd=False) if is_open[0] else None
    sys.stdout = sys.__stdout__ = os.fdopen(1, "w", encoding="locale", closefd=False) if is_open[1] else None
    how = {"encoding": "locale", "errors": "backslashreplace", "closefd": False}
    sys.stderr = sys.__stderr__ = os.fdopen(2, "w", **how) if is_open[2] else None


def _opened(number: int, place: str) -> bool:
    """Whether a standard stream is open, now that it leads to its place."""
    if place == CLOSED:
        os.close(number)
        return False
    if place == UNREAD:
        reading, new = os.pipe()
        os.close(reading)
    else:
        new = os.open(place, os.O_WRONLY | os.O_CREAT if number else os.O_RDONLY)
    os.dup2(new, number)
    os.close(new)
    return True


def leave(end: SystemExit) -> NoReturn:
    """End as Python does, but for taking the program apart piece by piece, which takes longer than most commands."""
    assert isinstance(end.code, int)
    gc.collect()  # what was left open complains now
    atexit._run_exitfuncs()  # type: ignore[attr-defined]
    for stream in filter(None, (sys.stdout, sys.stderr)):
        stream.flush()
    os._exit(end.code)


if __name__ == "__main__":
    become(stand_by())
    sys.modules.pop("ita_site.cli", None)  # the manual's own module reads it; here it is the program
    try:
        runpy.run_module("ita_site.cli", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        leave(end)
